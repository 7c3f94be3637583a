"""Dossiers in the block “Xã báo cáo”: the latest period as bars, beside the year before, by quarter, by field, how counted.

Takes `ReportedDossiers`; gives the parts of the fragment, in Vietnamese.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

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
from niemyet.model.orthography import capitalize, format_day, format_number, format_share
from niemyet.model.oversight.dossiers import DossierFigures
from niemyet.oversight.period_words import name_period
from niemyet.oversight.reported_dossiers import ReportedDossiers, ReportedPeriod, break_series, hide_few
from niemyet.oversight.reported_words import HIDDEN, UNKNOWN, say_count, say_part, say_source
from niemyet.render.charts import Axis, Bar, Slice, Told, draw_bars, draw_columns, draw_table


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
    unreconciled: str
    compared: bool
    """Whether the year before stands beside it."""
    missing: str


def show_dossiers(dossiers: ReportedDossiers, field_names: Mapping[str, str]) -> DossierParts | None:
    """None where nothing is reported."""
    latest = dossiers.latest
    if latest is None:
        return None
    figures = latest.figures
    causes = [(one.cause, format_number(one.count)) for one in figures.late_causes]
    return DossierParts(
        name_period(figures.starts, figures.ends),
        draw_bars(("Chỉ số", "Số hồ sơ", "Tỷ lệ"), [*_bars(figures)], capitalize(name_period(figures.starts, figures.ends))),
        tuple(_say(figures)),
        tuple(_ways(figures)),
        _tabulate(dossiers),
        _draw_series(dossiers),
        _tabulate_fields(dossiers, field_names),
        draw_table(("Nguyên nhân quá hạn", "Số hồ sơ"), causes) if causes else Markup(),
        say_source(figures.source),
        _say_unreconciled(latest),
        dossiers.before is not None,
        f"Chưa có số liệu đến hết ngày {format_day(dossiers.missing)}, đã quá 45 ngày." if dossiers.missing else "",
    )


def _bars(figures: DossierFigures) -> Iterator[Bar]:
    in_time, online, promise = share_of_resolved(figures), share_online(figures), figures.promise
    kept = (Slice("good", in_time.part), Slice("bad", in_time.whole - in_time.part)) if in_time else ()
    yield Bar("Trả đúng hạn theo báo cáo", say_part(in_time), kept, "trong số đã trả kết quả")
    felt = (
        (
            Slice("good", promise.by_first_date),
            Slice("wait", promise.after_first_date),
            Slice("bad", promise.after_last_date),
        )
        if promise
        else ()
    )
    seen = "" if promise is None or promise.counted == "all" else "; chỉ xem một số hồ sơ được rút ra"
    yield Bar("Kịp ngày hẹn đầu tiên", say_part(share_as_promised(figures)), felt, f"so với ngày trên giấy hẹn đầu tiên{seen}")
    came = (Slice("plain", online.part), Slice("unknown", online.whole - online.part)) if online else ()
    yield Bar("Nộp trực tuyến", say_part(online), came, "trong số tiếp nhận mới")


def _say(figures: DossierFigures) -> Iterator[str]:
    """What must stand beside the share of what is in time."""
    promise, resolved, pending = figures.promise, figures.resolved, figures.pending
    if promise is not None and promise.after_first_date:
        yield (
            f"{format_number(promise.after_first_date)} hồ sơ trả sau ngày được hẹn lúc nộp, nhưng vẫn tính là đúng hạn vì có "
            "giấy hẹn mới."
        )
    if pending is not None:
        late = format_number(pending.late)
        yield f"Cuối kỳ còn {late} hồ sơ đã quá hạn mà chưa trả." if pending.late else "Cuối kỳ không còn hồ sơ nào quá hạn."
    if figures.extended is not None:
        yield f"{format_number(figures.extended)} hồ sơ được hẹn lại ngày trả trong kỳ."
    if figures.apologies is not None and resolved is not None and (resolved.late or figures.apologies):
        yield f"{format_number(figures.apologies)} văn bản xin lỗi cho {format_number(resolved.late)} hồ sơ trả quá hạn."
    if promise is None:
        yield "Chưa có số liệu so với ngày hẹn đầu tiên, nên chưa biết người dân có nhận kịp ngày được hứa hay không."


def _ways(figures: DossierFigures) -> Iterator[tuple[str, str]]:
    """The three denominators that are in use, of the same counts."""
    counted: tuple[tuple[str, Callable[[DossierFigures], Share | None]], ...] = (
        ("Trên số đã trả trong kỳ (Biểu II.06a)", share_of_resolved),
        ("Trên số đến hạn: đã trả, và chưa trả mà đã quá hạn", share_of_due),
        ("Trên số đã xử lý, hồ sơ chưa đến hạn tính là đúng hạn (chỉ số 2.1, Quyết định 766/QĐ-TTg)", share_of_handled),
    )
    for name, share in counted:
        yield name, say_part(share(figures))


def _tabulate(dossiers: ReportedDossiers) -> Markup:
    """The counts of the latest period, of the year before and of the year so far."""
    columns = [one for one in (dossiers.latest, dossiers.before, dossiers.year) if one is not None]
    heads = ("Hồ sơ", *(capitalize(name_period(one.figures.starts, one.figures.ends)) for one in columns))
    rows = [(name, *(cell(one.figures) for one in columns)) for name, cell in _ROWS]
    return draw_table(heads, [row for row in rows if {*row[1:]} != {""}])


def _received(key: str) -> Callable[[DossierFigures], str]:
    def cell(figures: DossierFigures) -> str:
        received = figures.received
        count = getattr(received, key) if received is not None else None
        return "" if count is None else format_number(count)

    return cell


def _offline(figures: DossierFigures) -> str:
    return _received("offline")(figures)


def _early(figures: DossierFigures) -> str:
    resolved = figures.resolved
    if resolved is None:
        return ""
    return "gộp vào đúng hạn" if resolved.early is None else format_number(resolved.early)


_ROWS: tuple[tuple[str, Callable[[DossierFigures], str]], ...] = (
    ("Kỳ trước chuyển qua", lambda it: say_count(it.carried_over)),
    ("Tiếp nhận mới", lambda it: say_count(count_received(it.received))),
    ("– trực tuyến", _received("online")),
    ("– trực tiếp", _received("in_person")),
    ("– bưu chính", _received("post")),
    ("– trực tiếp hoặc bưu chính", _offline),
    ("Trả trước hạn", _early),
    ("Trả đúng hạn", lambda it: say_count(None if it.resolved is None else it.resolved.on_time)),
    ("Trả quá hạn", lambda it: say_count(None if it.resolved is None else it.resolved.late)),
    ("Cuối kỳ còn, trong hạn", lambda it: say_count(None if it.pending is None else it.pending.in_time)),
    ("Cuối kỳ còn, đã quá hạn", lambda it: say_count(None if it.pending is None else it.pending.late)),
    ("Chờ bổ sung, tạm dừng", lambda it: say_count(it.awaiting)),
    ("Trả lại, từ chối, rút", lambda it: say_count(it.returned)),
    ("Hẹn lại ngày trả", lambda it: say_count(it.extended)),
    ("Văn bản xin lỗi", lambda it: say_count(it.apologies)),
    ("Kịp ngày hẹn đầu tiên", lambda it: say_count(None if it.promise is None else it.promise.by_first_date)),
    ("Trễ ngày hẹn đầu, kịp giấy hẹn sau", lambda it: say_count(None if it.promise is None else it.promise.after_first_date)),
    ("Trễ cả giấy hẹn cuối", lambda it: say_count(None if it.promise is None else it.promise.after_last_date)),
)


def _draw_series(dossiers: ReportedDossiers) -> Markup:
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
        labels.append(name_period(one.figures.starts, one.figures.ends))
    most = _round_up(max(sum(slice_.number for slice_ in stack) for stack in stacks if stack is not None))
    rows = tuple(_row_of_series(one) for one in known)
    shares = [(one, share_of_resolved(one.figures)) for one in (known[0], known[-1])]
    said = "; ".join(f"{name_period(one.figures.starts, one.figures.ends)}: {say_part(share)} đúng hạn" for one, share in shares)
    told = Told(
        "Hồ sơ đã trả, theo kỳ",
        f"Hồ sơ đã trả theo kỳ. {capitalize(said)}",
        "Số liệu từng kỳ",
        ("Kỳ", "Tiếp nhận", "Trả trước và đúng hạn", "Trả quá hạn", "Tỷ lệ đúng hạn", "Kịp ngày hẹn đầu tiên"),
        rows,
    )
    axis = Axis(tuple(labels), (format_number(most), format_number(most // 2), "0"), most)
    return draw_columns(stacks, axis, told, (("good", "Trước hạn và đúng hạn"), ("bad", "Quá hạn")))


def _row_of_series(one: ReportedPeriod) -> tuple[str, ...]:
    figures, resolved = one.figures, one.figures.resolved
    in_time, promised = share_of_resolved(figures), share_as_promised(figures)
    assert resolved is not None
    return (
        capitalize(name_period(figures.starts, figures.ends)),
        say_count(count_received(figures.received)),
        format_number(count_in_time(resolved)),
        format_number(resolved.late),
        format_share(*in_time) if in_time is not None and in_time.whole else "không phát sinh",
        UNKNOWN if promised is None else format_share(*promised) or "không phát sinh",
    )


def _round_up(number: int) -> int:
    """The next even round number, as the top of a scale."""
    step: int = 10 ** max(1, len(str(number)) - 1)
    return max(2, -(-number // step) * step)


def _tabulate_fields(dossiers: ReportedDossiers, field_names: Mapping[str, str]) -> Markup:
    """The latest period by field; those with few dossiers are not told apart."""
    if not dossiers.fields:
        return Markup()
    by_field = {one.figures.field or "": one.figures for one in dossiers.fields}
    hidden = hide_few({field: count_received(figures.received) for field, figures in by_field.items()})
    rows = []
    for field, figures in sorted(by_field.items(), key=lambda pair: field_names.get(pair[0], pair[0])):
        name = field_names.get(field, field)
        if field in hidden:
            rows.append((name, HIDDEN, "", "", ""))
            continue
        late = None if figures.resolved is None else figures.resolved.late
        share = say_part(share_of_resolved(figures))
        rows.append((name, say_count(count_received(figures.received)), share, say_count(late), say_part(share_online(figures))))
    return draw_table(("Lĩnh vực", "Tiếp nhận", "Trả đúng hạn", "Trả quá hạn", "Nộp trực tuyến"), rows)


def _say_unreconciled(one: ReportedPeriod) -> str:
    """That the report does not add up, by how much, and what the commune says to it."""
    if not one.difference or one.figures.unreconciled is None:
        return ""
    word = "thiếu" if one.difference < 0 else "thừa"
    return f"Báo cáo không cộng khớp: {word} {format_number(abs(one.difference))} hồ sơ. Xã ghi: {one.figures.unreconciled}"
