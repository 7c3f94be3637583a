"""Findings of inspections in the block “Xã báo cáo”, of a commune or of a province: what is open, what is mended, and what the
catalogue says today."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from niemyet.law.dossiers import Share
from niemyet.model.oversight.inspections import Inspection, InspectionKind
from niemyet.model.oversight.names import FINDING_KINDS, INSPECTION_KINDS
from niemyet.oversight.held import HELD_KINDS, Held, of_finding, say_held
from niemyet.oversight.reported_others import KnownFinding, Years, is_mended, list_findings
from niemyet.oversight.reported_words import say_issued, say_part, say_source
from niemyet.render.foreign_text import show_text
from niemyet.render.language import VIETNAMESE, Language


class FindingParts(NamedTuple):
    """Findings as items of lists: the open ones, the mended ones; and the share that is mended. `clean`: inspections that found
    nothing wanting, or whose conclusion is not there yet."""

    open: tuple[Markup, ...]
    mended: tuple[Markup, ...]
    share: str
    clean: tuple[Markup, ...]


def show_findings(
    years: Years,
    today: date,
    held: Sequence[Held] = (),
    name_of: Callable[[str], str] = str,
    language: Language = VIETNAMESE,
) -> FindingParts:
    """All findings of the years; `held` is what the catalogue says of those about postings, `name_of` how a procedure is called
    there by its code."""
    known = list_findings(years, today)
    mended = [one for one in known if is_mended(one.finding, today)]
    clean = [
        Markup("<li>{}, {}, {}: {}.</li>").format(
            language.day(one.date),
            show_text(one.by, language),
            language.say(INSPECTION_KINDS[one.kind]),
            language.say("không có tồn tại nào" if one.findings is not None else "chưa có kết luận"),
        )
        for year in years.values()
        for one in year.inspections
        if not one.findings and one.date <= today
    ]
    return FindingParts(
        tuple(_item(one, today, held, name_of, language) for one in known if not is_mended(one.finding, today)),
        tuple(_item(one, today, held, name_of, language) for one in mended),
        say_part(Share(len(mended), len(known)), language) if known else "",
        tuple(clean),
    )


def _item(one: KnownFinding, today: date, held: Sequence[Held], name_of: Callable[[str], str], language: Language) -> Markup:
    finding, inspection, say = one.finding, one.inspection, language.say
    count = f" ({language.number(finding.count)})" if finding.count is not None else ""
    text = show_text(finding.text, language)
    lines: list[str] = [Markup("<strong>{}{}.</strong> {}").format(say(FINDING_KINDS[finding.kind]), count, text)]
    lines.append(Markup("{}. {}").format(_say_inspection(inspection, language), say_source(inspection.source, language)))
    said = of_finding(held, finding, inspection.date)
    if finding.procedures and not said:
        lines.append(say("Thủ tục: {codes}.", codes=", ".join(finding.procedures)))
    if finding.remedy:
        lines.append(Markup(language.find("Yêu cầu: {text}")).format(text=show_text(finding.remedy, language)))
    lines.append(_say_state(one, today, language))
    reply = show_text(finding.reply, language) if finding.reply else say("chưa có.")
    lines.append(Markup(language.find("Trả lời: {text}")).format(text=reply))
    if said:
        held_so = Markup("; ").join(Markup("{}: {}").format(name_of(other.code), say_held(other, language)) for other in said)
        lines.append(Markup("<strong>{}</strong> {}.").format(say("Trên trang này:"), held_so))
    elif finding.kind in HELD_KINDS and held:
        lines.append(say("Kết luận không nêu mã thủ tục nào, nên trang này không đối chiếu được."))
    inner = Markup("<br>").join(lines)
    return Markup("<li>{}</li>").format(inner)


_INSPECTED: Mapping[InspectionKind, str] = {
    "regular": "Kiểm tra định kỳ ngày {day}, {by}",
    "surprise": "Kiểm tra đột xuất ngày {day}, {by}",
    "own": "Tự kiểm tra ngày {day}, {by}",
}


def _say_inspection(one: Inspection, language: Language) -> Markup:
    """Of what kind and on which day, by whom, how many of them, how often, and what their conclusion is called."""
    head = Markup(language.find(_INSPECTED[one.kind]))
    said: list[str] = [head.format(day=language.day(one.date), by=show_text(one.by, language))]
    if one.members is not None:
        said.append(language.many("{number} người", one.members))
    if one.visits is not None:
        said.append(language.many("{number} lượt", one.visits))
    if one.conclusion:
        said.append(Markup(language.find("kết luận {decision}")).format(decision=say_issued(one.conclusion, language)))
    return Markup(", ").join(said)


def _say_state(one: KnownFinding, today: date, language: Language) -> str:
    finding, say = one.finding, language.say
    if finding.remedied is not None and is_mended(finding, today):
        day = language.day(finding.remedied)
        if finding.due is not None and finding.remedied > finding.due:
            return say("Đã khắc phục ngày {day}, sau hạn.", day=day)
        return say("Đã khắc phục ngày {day}.", day=day)
    if finding.due is None:
        return say("Chưa khắc phục; kết luận không ghi hạn.")
    due = language.day(finding.due)
    if one.overdue:
        return language.many("Chưa khắc phục, quá hạn {number} ngày (hạn {day}).", one.overdue, day=due)
    return say("Chưa khắc phục, hạn {day}.", day=due)
