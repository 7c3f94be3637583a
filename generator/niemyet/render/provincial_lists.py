"""What the page of a province shows of its list: the decisions behind it, and what every commune must post today."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from niemyet.law.provincial_lists import in_order, list_required
from niemyet.model.attachments import AttachedFile
from niemyet.model.kinds import path_of
from niemyet.model.places import ListChange
from niemyet.model.procedure import Decision
from niemyet.render.language import VIETNAMESE, Language
from niemyet.resolve.attachments import file_of_decision
from niemyet.resolve.communes import ResolvedProvince


class ShownDecision(NamedTuple):
    """A decision, its file if there is one, and what it says of the list: the sentence goes on with `says`."""

    decision: Decision
    file: AttachedFile | None
    says: str


class ShownList(NamedTuple):
    """`decisions` are the earliest first; `procedures` the codes with their names, '' if it has none here."""

    decisions: tuple[ShownDecision, ...]
    procedures: tuple[tuple[str, str], ...]


def show_list(
    resolved: ResolvedProvince, attachments: Mapping[str, AttachedFile], today: date, language: Language
) -> ShownList | None:
    """The province's list on `today`, None if it has none; decisions that are not in effect yet are among the others, with their
    day."""
    listed, procedures = resolved.province.list, resolved.procedures
    if listed is None:
        return None

    def show(decision: Decision, says: str) -> ShownDecision:
        return ShownDecision(decision, file_of_decision(path_of("province", resolved.path), decision, attachments), says)

    first = show(listed.decision, language.many(": {number} thủ tục.", len(listed.procedures)))
    names = ((code, procedures[code].procedure.name if code in procedures else "") for code in list_required(listed, today))
    later = (show(change.decision, _describe(change, language)) for _, change in in_order(listed.changes))
    return ShownList((first, *later), tuple(names))


def _describe(change: ListChange, language: Language) -> str:
    starts = language.say(", áp dụng từ {day}", day=language.day(change.starts)) if change.starts else ""
    whom = _describe_whom(change, language)
    only = language.say(", chỉ cho {whom}", whom=whom) if whom else ""
    if change.replace:
        deeds = [language.many("thay danh mục bằng {number} thủ tục", len(change.add))]
    else:
        added = [language.many("thêm {number} thủ tục", len(change.add))] if change.add else []
        removed = [language.many("bỏ {number} thủ tục", len(change.remove))] if change.remove else []
        deeds = [*added, *removed]
    return f"{starts}{only}: {', '.join(deeds)}."


def _describe_whom(change: ListChange, language: Language) -> str:
    """The kinds of units and of areas that it is for; '' if it is for all."""
    kinds, area = ", ".join(language.say(kind) for kind in change.kinds), language.areas(change.area)
    if not kinds or not area:
        return kinds or area
    if language.code == VIETNAMESE.code:
        return area.replace("xã", kinds, 1)
    return f"{kinds} ({area})"
