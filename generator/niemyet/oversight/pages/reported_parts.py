"""Findings, feedback, surveys, training and units in the block “Xã báo cáo”, of a commune or of a province, in Vietnamese."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from niemyet.law.dossiers import Share, balance_petitions
from niemyet.law.surveys import FEWEST_ANSWERS, measure_satisfaction
from niemyet.model.orthography import capitalize, format_day, format_number, lower_first
from niemyet.model.oversight.names import FINDING_KINDS, INSPECTION_KINDS, SURVEY_KINDS
from niemyet.model.oversight.periods import Change
from niemyet.model.oversight.petitions import Petitions
from niemyet.model.oversight.record import CommuneYear
from niemyet.model.oversight.surveys import Survey
from niemyet.model.oversight.units import Reorganisation, Training
from niemyet.oversight.held import HELD_KINDS, Held, of_finding, say_held
from niemyet.oversight.period_words import name_period
from niemyet.oversight.reported_others import KnownFinding, Years, is_mended, list_findings, share_answered_in_time
from niemyet.oversight.reported_words import (
    say_count,
    say_issued,
    say_margin,
    say_part,
    say_source,
)
from niemyet.render.charts import Bar, Slice, draw_bars, draw_table


class FindingParts(NamedTuple):
    """Findings as items of lists: the open ones, the mended ones; and the share that is mended. `clean`: inspections that found
    nothing wanting, or whose conclusion is not there yet."""

    open: tuple[Markup, ...]
    mended: tuple[Markup, ...]
    share: str
    clean: tuple[Markup, ...]


def show_findings(years: Years, today: date, held: Sequence[Held] = (), name_of: Callable[[str], str] = str) -> FindingParts:
    """All findings of the years; `held` is what the catalogue says of those about postings, `name_of` how a procedure is called
    there by its code."""
    known = list_findings(years, today)
    mended = [one for one in known if is_mended(one.finding, today)]
    clean = [
        Markup("<li>{}, {}, {}: {}.</li>").format(
            format_day(one.date),
            one.by,
            INSPECTION_KINDS[one.kind],
            "không có tồn tại nào" if one.findings is not None else "chưa có kết luận",
        )
        for year in years.values()
        for one in year.inspections
        if not one.findings and one.date <= today
    ]
    return FindingParts(
        tuple(_item(one, today, held, name_of) for one in known if not is_mended(one.finding, today)),
        tuple(_item(one, today, held, name_of) for one in mended),
        say_part(Share(len(mended), len(known))) if known else "",
        tuple(clean),
    )


def _item(one: KnownFinding, today: date, held: Sequence[Held], name_of: Callable[[str], str]) -> Markup:
    finding, inspection = one.finding, one.inspection
    count = f" ({format_number(finding.count)})" if finding.count is not None else ""
    lines = [Markup("<strong>{}{}.</strong> {}").format(FINDING_KINDS[finding.kind], count, finding.text)]
    told = Markup(", kết luận {}").format(say_issued(inspection.conclusion)) if inspection.conclusion else Markup()
    kind = INSPECTION_KINDS[inspection.kind]
    where = f"{capitalize(kind) if inspection.kind == 'own' else f'Kiểm tra {kind}'} ngày {format_day(inspection.date)}, "
    visits = f", {format_number(inspection.visits)} lượt" if inspection.visits is not None else ""
    members = f", {format_number(inspection.members)} người" if inspection.members is not None else ""
    lines.append(Markup("{}{}{}{}{}. {}").format(where, inspection.by, members, visits, told, say_source(inspection.source)))
    said = of_finding(held, finding, inspection.date)
    if finding.procedures and not said:
        lines.append(Markup("Thủ tục: {}.").format(", ".join(finding.procedures)))
    if finding.remedy:
        lines.append(Markup("Yêu cầu: {}").format(finding.remedy))
    lines.append(Markup("{}").format(_say_state(one, today)))
    lines.append(Markup("Trả lời: {}").format(finding.reply or "chưa có."))
    if said:
        held_so = "; ".join(f"{name_of(other.code)}: {say_held(other)}" for other in said)
        lines.append(Markup("<strong>Trên trang này:</strong> {}.").format(held_so))
    elif finding.kind in HELD_KINDS and held:
        lines.append(Markup("Kết luận không nêu mã thủ tục nào, nên trang này không đối chiếu được."))
    inner = Markup("<br>").join(lines)
    return Markup("<li>{}</li>").format(inner)


def _say_state(one: KnownFinding, today: date) -> str:
    finding = one.finding
    if finding.remedied is not None and is_mended(finding, today):
        late = finding.due is not None and finding.remedied > finding.due
        return f"Đã khắc phục ngày {format_day(finding.remedied)}{', sau hạn' if late else ''}."
    if finding.due is None:
        return "Chưa khắc phục; kết luận không ghi hạn."
    if one.overdue:
        return f"Chưa khắc phục, quá hạn {format_number(one.overdue)} ngày (hạn {format_day(finding.due)})."
    return f"Chưa khắc phục, hạn {format_day(finding.due)}."


def show_petitions(years: Mapping[str, CommuneYear], today: date) -> Markup:
    """Each period of feedback, the latest first."""
    every = (one for year in years.values() for one in year.petitions if one.ends <= today)
    periods = sorted(every, key=lambda one: (one.ends, one.starts), reverse=True)
    rows = [
        (
            f"{capitalize(name_period(one.starts, one.ends))}{_ABOUT[one.about]}",
            say_count(one.received),
            say_part(share_answered_in_time(one)),
            say_count(None if one.pending is None else one.pending.late),
            say_count(one.forwarded),
            say_count(one.dissatisfied),
        )
        for one in periods
    ]
    heads = ("Kỳ", "Tiếp nhận", "Trả lời đúng hạn", "Còn quá hạn", "Chuyển nơi khác", "Không hài lòng")
    if not rows:
        return Markup()
    said = dict.fromkeys(_say_rest(one) for one in periods)
    return draw_table(heads, rows) + Markup().join(Markup('<p class="remark">{}</p>').format(line) for line in said)


def headline_petitions(years: Iterable[CommuneYear], today: date) -> str:
    """The latest period of feedback: "quý III/2026: trả lời đúng hạn 11 trên 12 (91,7%)"; '' for none."""
    every = [one for year in years for one in year.petitions if one.ends <= today]
    if not every:
        return ""
    last = max(every, key=lambda one: (one.ends, one.starts))
    said = say_part(share_answered_in_time(last))
    return f"{capitalize(name_period(last.starts, last.ends))}{_ABOUT[last.about]}: trả lời đúng hạn {said}"


def headline_surveys(years: Years, today: date) -> str:
    """The latest survey: "93 trên 104 (89,4%) hài lòng hoặc rất hài lòng, tháng 9/2026"; of few answers how many there are."""
    every = [one for year in years.values() for one in year.surveys if one.ends <= today]
    if not every:
        return ""
    last = max(every, key=lambda one: one.ends)
    found, period = measure_satisfaction(last).share, name_period(last.starts, last.ends)
    if found is None:
        return f"{format_number(last.answered)} người trả lời, {period}"
    return f"{say_part(found)} hài lòng hoặc rất hài lòng, {period}"


_ABOUT = {None: "", "rules": ", về quy định", "conduct": ", về hành vi, thái độ"}


def _say_rest(one: Petitions) -> Markup:
    balance = balance_petitions(one)
    if one.unreconciled is None or balance is None or not balance.difference:
        return say_source(one.source)
    word = "thiếu" if balance.difference < 0 else "thừa"
    return Markup("{} Không cộng khớp, {} {}: {}").format(
        say_source(one.source), word, format_number(abs(balance.difference)), one.unreconciled
    )


class SurveyParts(NamedTuple):
    """One survey: its title, who was asked and how, its table with bars, what may be said of it, and its source."""

    title: str
    asked: str
    bars: Markup
    says: str
    source: Markup


def show_surveys(years: Years, today: date) -> tuple[SurveyParts, ...]:
    """Every survey, the latest first."""
    every = (one for year in years.values() for one in year.surveys if one.ends <= today)
    return tuple(_show_survey(one) for one in sorted(every, key=lambda one: one.ends, reverse=True))


def _show_survey(survey: Survey) -> SurveyParts:
    found = measure_satisfaction(survey)
    bars = []
    if survey.levels is not None and found.share is not None:
        levels = survey.levels
        slices = (
            Slice("good", levels.very_satisfied + levels.satisfied),
            Slice("wait", levels.neutral),
            Slice("bad", levels.dissatisfied + levels.very_dissatisfied),
        )
        bars.append(Bar("Hài lòng hoặc rất hài lòng", say_part(found.share), slices, "trong số trả lời"))
    for factor in survey.factors if survey.answered >= FEWEST_ANSWERS else ():
        share = Share(factor.satisfied, factor.answered)
        said = (Slice("good", share.part), Slice("unknown", share.whole - share.part))
        bars.append(Bar(factor.name, say_part(share), said))
    drawn = draw_bars(("Câu hỏi", "Số người", "Tỷ lệ"), bars, "Kết quả") if bars else Markup()
    title = f"{SURVEY_KINDS[survey.kind]}, {name_period(survey.starts, survey.ends)}"
    return SurveyParts(title, _say_asked(survey), drawn, _say_survey(survey), say_source(survey.source))


def _say_asked(survey: Survey) -> str:
    """Who asked whom, how, and how many answered."""
    said = [f"{survey.by} hỏi."]
    if survey.how:
        said.append(f"{survey.how.rstrip('.')}.")
    answered = format_number(survey.answered)
    if survey.sent is not None:
        said.append(f"{say_part(Share(survey.answered, survey.sent))} người được hỏi đã trả lời.")
    else:
        said.append(f"{answered} người trả lời; không rõ đã hỏi bao nhiêu người.")
    if survey.population is not None:
        said.append(f"Mẫu rút từ {format_number(survey.population)} người, lượt giao dịch.")
    return " ".join(said)


def _say_survey(survey: Survey) -> str:
    found, levels = measure_satisfaction(survey), survey.levels
    if levels is not None and found.share is None:
        counts = (
            ("rất hài lòng", levels.very_satisfied), ("hài lòng", levels.satisfied), ("bình thường", levels.neutral),
            ("không hài lòng", levels.dissatisfied), ("rất không hài lòng", levels.very_dissatisfied),
        )  # fmt: skip
        said = ", ".join(f"{format_number(count)} {name}" for name, count in counts if count)
        return f"Dưới {FEWEST_ANSWERS} phiếu nên chỉ nêu số người: {said or 'không ai trả lời'}."
    if found.share is not None and found.margin is not None:
        return f"Sai số do chọn mẫu: {say_margin(found.share, found.margin)} (mức tin cậy 95%)."
    if survey.kind == "counter":
        return "Người bấm nút hoặc bỏ phiếu tự chọn mình, nên không suy ra được cho mọi người và không có sai số chọn mẫu."
    return ""


def show_units(years: Years, today: date) -> tuple[tuple[Markup, ...], tuple[Markup, ...]]:
    """Training, and the reorganisation of units, as items of lists, the latest first."""
    courses = (one for year in years.values() for one in year.training if one.ends <= today)
    changes = [(name, one) for name, year in years.items() for one in year.reorganisation]
    return (
        tuple(_show_course(one) for one in sorted(courses, key=lambda one: one.ends, reverse=True)),
        tuple(_show_change(name, one) for name, one in sorted(changes, key=lambda pair: pair[0], reverse=True)),
    )


def _show_course(one: Training) -> Markup:
    days = format_day(one.starts) if one.starts == one.ends else f"{format_day(one.starts)} – {format_day(one.ends)}"
    came = (
        say_part(Share(one.participants, one.expected)) + " người thuộc diện phải dự"
        if one.expected
        else f"{format_number(one.participants)} người dự"
    )
    hours = f", {format_number(one.hours)} giờ" if one.hours is not None else ""
    by = f", {one.by} tổ chức" if one.by else ""
    return Markup("<li><strong>{}</strong> ({}{}{}): {}. {}</li>").format(one.name, days, hours, by, came, say_source(one.source))


def _show_change(year: str, one: Reorganisation) -> Markup:
    when = format_day(one.date) if one.date is not None else f"năm {year}"
    said = [*_say_changes(one)]
    decision = Markup(" Quyết định {}.").format(say_issued(one.decision)) if one.decision else Markup()
    told = Markup(" {}.").format(capitalize("; ".join(said))) if said else Markup()
    return Markup("<li><strong>{}</strong> ({}).{}{} {}</li>").format(
        one.text.rstrip("."), when, told, decision, say_source(one.source)
    )


def _say_changes(one: Reorganisation) -> Iterator[str]:
    if one.units is not None:
        yield f"đơn vị: {_say_change(one.units)}"
    yield from (f"{lower_first(post.name)}: {_say_change(post.change)}" for post in one.posts)


def _say_change(change: Change) -> str:
    if change.before is not None and change.after is not None:
        fewer = change.before - change.after
        more = f" (giảm {format_number(fewer)})" if fewer > 0 else f" (tăng {format_number(-fewer)})" if fewer < 0 else ""
        return f"{format_number(change.before)} thành {format_number(change.after)}{more}"
    known = ((change.before, "trước có"), (change.after, "sau còn"), (change.fewer, "giảm"))
    return ", ".join(f"{word} {format_number(count)}" for count, word in known if count is not None) or "chưa có số liệu"


def join_items(items: Iterable[Markup]) -> Markup:
    """Items as they stand in a list."""
    return Markup().join(items)
