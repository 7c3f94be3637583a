"""Dossiers in the block “Xã báo cáo”: the latest period as bars, beside the year before, by quarter, by field, how counted.

Takes `ReportedDossiers`; gives the parts of the fragment.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from markupsafe import Markup

from niemyet.law.dossiers import (
    Share,
    count_in_time,
    count_received,
    share_as_promised,
    share_of_due,
    share_of_handled,
    share_of_resolved,
    share_online,
)
from niemyet.model.orthography import capitalize
from niemyet.model.oversight.dossiers import DossierFigures
from niemyet.oversight.period_words import name_period
from niemyet.oversight.reported_dossiers import ReportedDossiers, ReportedPeriod, break_series, hide_few
from niemyet.oversight.reported_words import HIDDEN, say_count, say_part, say_rate, say_source
from niemyet.render.charts import Axis, Bar, Slice, Told, draw_bars, draw_columns, draw_table
from niemyet.render.foreign_text import show_text
from niemyet.render.language import VIETNAMESE, Language
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class DossierParts:
    """What the fragment shows of dossiers. `ways` are the three ways to count what is in time, each with its value."""

    period: str
    bars: Markup
    says: tuple[str, ...]
    ways: tuple[tuple[str, str], ...]
    table: Markup
    chart: Markup
    fields: Markup
    causes: Markup
    source: Markup
    unreconciled: Markup
    compared: bool
    """Whether the year before stands beside it."""
    missing: str


def show_dossiers(
    dossiers: ReportedDossiers, field_names: Mapping[str, str], language: Language = VIETNAMESE
) -> DossierParts | None:
    """None where nothing is reported."""
    latest = dossiers.latest
    if latest is None:
        return None
    figures = latest.figures
    say = language.say
    causes = [(show_text(one.cause, language), language.number(one.count)) for one in figures.late_causes]
    period, missing = name_period(figures.starts, figures.ends, language), dossiers.missing
    heads = say("Chỉ số"), say("Số hồ sơ"), say("Tỷ lệ")
    return DossierParts(
        period,
        draw_bars(heads, [*_bars(figures, language)], capitalize(period)),
        tuple(_say(figures, language)),
        tuple(_ways(figures, language)),
        _tabulate(dossiers, language),
        _draw_series(dossiers, language),
        _tabulate_fields(dossiers, field_names, language),
        draw_table((say("Nguyên nhân quá hạn"), say("Số hồ sơ")), causes) if causes else Markup(),
        say_source(figures.source, language),
        _say_unreconciled(latest, language),
        dossiers.before is not None,
        say("Chưa có số liệu đến hết ngày {day}, đã quá 45 ngày.", day=language.day(missing)) if missing else "",
    )


def _bars(figures: DossierFigures, language: Language) -> Iterator[Bar]:
    say = language.say
    in_time, online, promise = share_of_resolved(figures), share_online(figures), figures.promise
    kept = (Slice("good", in_time.part), Slice("bad", in_time.whole - in_time.part)) if in_time else ()
    yield Bar(say("Trả đúng hạn theo báo cáo"), say_part(in_time, language), kept, say("trong số đã trả kết quả"))
    felt = (
        (
            Slice("good", promise.by_first_date),
            Slice("wait", promise.after_first_date),
            Slice("bad", promise.after_last_date),
        )
        if promise
        else ()
    )
    held = say("so với ngày trên giấy hẹn đầu tiên")
    if promise is not None and promise.counted != "all":
        held = say("so với ngày trên giấy hẹn đầu tiên; chỉ xem một số hồ sơ được rút ra")
    yield Bar(say("Kịp ngày hẹn đầu tiên"), say_part(share_as_promised(figures), language), felt, held)
    came = (Slice("plain", online.part), Slice("unknown", online.whole - online.part)) if online else ()
    yield Bar(say("Hồ sơ nộp trực tuyến"), say_part(online, language), came, say("trong số tiếp nhận mới"))


def _say(figures: DossierFigures, language: Language) -> Iterator[str]:
    """What must stand beside the share of what is in time."""
    promise, resolved, pending = figures.promise, figures.resolved, figures.pending
    if promise is not None and promise.after_first_date:
        said = "{number} hồ sơ trả sau ngày được hẹn lúc nộp, nhưng vẫn tính là đúng hạn vì có giấy hẹn mới."
        yield language.many(said, promise.after_first_date)
    if pending is not None and pending.late:
        yield language.many("Cuối kỳ còn {number} hồ sơ đã quá hạn mà chưa trả.", pending.late)
    elif pending is not None:
        yield language.say("Cuối kỳ không còn hồ sơ nào quá hạn.")
    if figures.extended is not None:
        yield language.many("{number} hồ sơ được hẹn lại ngày trả trong kỳ.", figures.extended)
    if figures.apologies is not None and resolved is not None and (resolved.late or figures.apologies):
        late = language.number(resolved.late)
        yield language.many("{number} văn bản xin lỗi cho {late} hồ sơ trả quá hạn.", figures.apologies, late=late)
    if promise is None:
        yield language.say(
            "Chưa có số liệu so với ngày hẹn đầu tiên, nên chưa biết người dân có nhận kịp ngày được hứa hay không."
        )


def _ways(figures: DossierFigures, language: Language) -> Iterator[tuple[str, str]]:
    """The three denominators that are in use, of the same counts."""
    counted: tuple[tuple[str, Callable[[DossierFigures], Share | None]], ...] = (
        ("Trên số đã trả trong kỳ (Biểu II.06a)", share_of_resolved),
        ("Trên số đến hạn: đã trả, và chưa trả mà đã quá hạn", share_of_due),
        ("Trên số đã xử lý, hồ sơ chưa đến hạn tính là đúng hạn (chỉ số 2.1, Quyết định 766/QĐ-TTg)", share_of_handled),
    )
    for name, share in counted:
        yield language.say(name), say_part(share(figures), language)


def _tabulate(dossiers: ReportedDossiers, language: Language) -> Markup:
    """The counts of the latest period, of the year before and of the year so far."""
    columns = [one for one in (dossiers.latest, dossiers.before, dossiers.year) if one is not None]
    periods = (capitalize(name_period(one.figures.starts, one.figures.ends, language)) for one in columns)
    heads = (language.say("Hồ sơ"), *periods)
    rows = [(language.say(name), *(cell(one.figures, language) for one in columns)) for name, cell in _ROWS]
    return draw_table(heads, [row for row in rows if {*row[1:]} != {""}])


Cell: TypeAlias = Callable[[DossierFigures, Language], str]


def _received(key: str) -> Cell:
    def cell(figures: DossierFigures, language: Language) -> str:
        received = figures.received
        count = getattr(received, key) if received is not None else None
        return "" if count is None else language.number(count)

    return cell


def _early(figures: DossierFigures, language: Language) -> str:
    resolved = figures.resolved
    if resolved is None:
        return ""
    return language.say("gộp vào đúng hạn") if resolved.early is None else language.number(resolved.early)


def _count(count: Callable[[DossierFigures], int | None]) -> Cell:
    return lambda figures, language: say_count(count(figures), language)


_ROWS: tuple[tuple[str, Cell], ...] = (
    ("Kỳ trước chuyển qua", _count(lambda it: it.carried_over)),
    ("Tiếp nhận mới", _count(lambda it: count_received(it.received))),
    ("– trực tuyến", _received("online")),
    ("– trực tiếp", _received("in_person")),
    ("– bưu chính", _received("post")),
    ("– trực tiếp hoặc bưu chính", _received("offline")),
    ("Trả trước hạn", _early),
    ("Trả đúng hạn", _count(lambda it: None if it.resolved is None else it.resolved.on_time)),
    ("Trả quá hạn", _count(lambda it: None if it.resolved is None else it.resolved.late)),
    ("Cuối kỳ còn, trong hạn", _count(lambda it: None if it.pending is None else it.pending.in_time)),
    ("Cuối kỳ còn, đã quá hạn", _count(lambda it: None if it.pending is None else it.pending.late)),
    ("Chờ bổ sung, tạm dừng", _count(lambda it: it.awaiting)),
    ("Trả lại, từ chối, rút", _count(lambda it: it.returned)),
    ("Hẹn lại ngày trả", _count(lambda it: it.extended)),
    ("Văn bản xin lỗi", _count(lambda it: it.apologies)),
    ("Kịp ngày hẹn đầu tiên", _count(lambda it: None if it.promise is None else it.promise.by_first_date)),
    ("Trễ ngày hẹn đầu, kịp giấy hẹn sau", _count(lambda it: None if it.promise is None else it.promise.after_first_date)),
    ("Trễ cả giấy hẹn cuối", _count(lambda it: None if it.promise is None else it.promise.after_last_date)),
)


def _draw_series(dossiers: ReportedDossiers, language: Language) -> Markup:
    """What was resolved in each period, with a gap where a period is missing, and where communes became other ones."""
    known = [one for one in dossiers.series if one.figures.resolved is not None]
    if len(known) < 2:
        return Markup()
    stacks: list[tuple[Slice, ...] | None] = []
    labels: list[str] = []
    for one in break_series(known):
        if one is None:
            stacks.append(None)
            labels.append("")
            continue
        resolved = one.figures.resolved
        assert resolved is not None
        stacks.append((Slice("good", count_in_time(resolved)), Slice("bad", resolved.late)))
        labels.append(name_period(one.figures.starts, one.figures.ends, language))
    most = _round_up(max(sum(slice_.number for slice_ in stack) for stack in stacks if stack is not None))
    say, number = language.say, language.number
    rows = tuple(_row_of_series(one, language) for one in known)
    ends = [(one.figures, say_part(share_of_resolved(one.figures), language)) for one in (known[0], known[-1])]
    said = "; ".join(
        say("{period}: {share} đúng hạn", period=name_period(one.starts, one.ends, language), share=share) for one, share in ends
    )
    heads = ("Kỳ", "Tiếp nhận", "Trả trước và đúng hạn", "Trả quá hạn", "Tỷ lệ đúng hạn", "Kịp ngày hẹn đầu tiên")
    told = Told(
        say("Hồ sơ đã trả, theo kỳ"),
        say("Hồ sơ đã trả theo kỳ. {said}", said=capitalize(said)),
        say("Số liệu từng kỳ"),
        tuple(map(say, heads)),
        rows,
    )
    axis = Axis(tuple(labels), (number(most), number(most // 2), "0"), most)
    return draw_columns(stacks, axis, told, (("good", say("Trước hạn và đúng hạn")), ("bad", say("Quá hạn"))))


def _row_of_series(one: ReportedPeriod, language: Language) -> tuple[str, ...]:
    figures, resolved = one.figures, one.figures.resolved
    in_time, promised = share_of_resolved(figures), share_as_promised(figures)
    assert resolved is not None
    return (
        capitalize(name_period(figures.starts, figures.ends, language)),
        say_count(count_received(figures.received), language),
        language.number(count_in_time(resolved)),
        language.number(resolved.late),
        say_rate(in_time, language),
        say_rate(promised, language),
    )


def _round_up(number: int) -> int:
    """The next even round number, as the top of a scale."""
    step: int = 10 ** max(1, len(str(number)) - 1)
    return max(2, -(-number // step) * step)


def _tabulate_fields(dossiers: ReportedDossiers, field_names: Mapping[str, str], language: Language) -> Markup:
    """The latest period by field; those with few dossiers are not told apart."""
    if not dossiers.fields:
        return Markup()
    by_field = {one.figures.field or "": one.figures for one in dossiers.fields}
    hidden = hide_few({field: count_received(figures.received) for field, figures in by_field.items()})
    rows = []
    for field, figures in sorted(by_field.items(), key=lambda pair: field_names.get(pair[0], pair[0])):
        name = show_text(field_names.get(field, field), language)
        if field in hidden:
            rows.append((name, language.say(HIDDEN), "", "", ""))
            continue
        late = say_count(None if figures.resolved is None else figures.resolved.late, language)
        share, online = say_part(share_of_resolved(figures), language), say_part(share_online(figures), language)
        rows.append((name, say_count(count_received(figures.received), language), share, late, online))
    heads = ("Lĩnh vực", "Tiếp nhận", "Trả đúng hạn", "Trả quá hạn", "Hồ sơ nộp trực tuyến")
    return draw_table([language.say(head) for head in heads], rows)


def _say_unreconciled(one: ReportedPeriod, language: Language) -> Markup:
    """That the report does not add up, by how much, and what the commune says to it."""
    if not one.difference or one.figures.unreconciled is None:
        return Markup()
    fewer, more = "Báo cáo không cộng khớp: thiếu {number} hồ sơ.", "Báo cáo không cộng khớp: thừa {number} hồ sơ."
    said = language.many(fewer if one.difference < 0 else more, abs(one.difference))
    written = show_text(one.figures.unreconciled, language)
    return Markup("{} {}").format(said, Markup(language.find("Xã ghi: {text}")).format(text=written))
