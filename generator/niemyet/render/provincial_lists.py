"""What the page of a province shows of its list: the decisions behind it, and what every commune must post today."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from niemyet.law.provincial_lists import in_order, list_required
from niemyet.model.attachments import AttachedFile
from niemyet.model.kinds import path_of
from niemyet.model.orthography import format_day
from niemyet.model.places import ListChange
from niemyet.model.procedure import Decision
from niemyet.model.vocabulary import name_areas
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


def show_list(resolved: ResolvedProvince, attachments: Mapping[str, AttachedFile], today: date) -> ShownList | None:
    """The province's list on `today`, None if it has none; decisions that are not in effect yet are among the others, with their
    day."""
    listed, procedures = resolved.province.list, resolved.procedures
    if listed is None:
        return None

    def show(decision: Decision, says: str) -> ShownDecision:
        return ShownDecision(decision, file_of_decision(path_of("province", resolved.path), decision, attachments), says)

    first = show(listed.decision, f": {len(listed.procedures)} thủ tục.")
    names = ((code, procedures[code].procedure.name if code in procedures else "") for code in list_required(listed, today))
    later = (show(change.decision, _describe(change)) for _, change in in_order(listed.changes))
    return ShownList((first, *later), tuple(names))


def _describe(change: ListChange) -> str:
    starts = f", áp dụng từ {format_day(change.starts)}" if change.starts else ""
    kinds, area = ", ".join(change.kinds), name_areas(change.area)
    whom = f"{kinds} ({area})" if kinds and area else kinds or area
    for_ = f", chỉ cho {whom}" if whom else ""
    if change.replace:
        deeds = [f"thay danh mục bằng {len(change.add)} thủ tục"]
    else:
        deeds = [f"{verb} {len(codes)} thủ tục" for verb, codes in (("thêm", change.add), ("bỏ", change.remove)) if codes]
    return f"{starts}{for_}: {', '.join(deeds)}."
