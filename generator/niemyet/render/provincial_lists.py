"""What the page of a province shows of its list: the decisions behind it, and what every commune must post today."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from niemyet.law.provincial_lists import in_order, list_required
from niemyet.model.orthography import format_day
from niemyet.model.places import ListChange, ProvincialList
from niemyet.model.vocabulary import name_areas
from niemyet.render.wording import format_decision
from niemyet.resolve.procedures import ProvincialProcedure


class ShownList(NamedTuple):
    """`decisions` are sentences, the earliest first; `procedures` the codes with their names, '' if it has none here."""

    decisions: tuple[str, ...]
    procedures: tuple[tuple[str, str], ...]


def show_list(listed: ProvincialList, procedures: Mapping[str, ProvincialProcedure], today: date) -> ShownList:
    """The list on `today`; decisions that are not in effect yet are among the sentences, with their day."""
    first = f"Quyết định {format_decision(listed.decision)}: {len(listed.procedures)} thủ tục."
    names = ((code, procedures[code].procedure.name if code in procedures else "") for code in list_required(listed, today))
    return ShownList((first, *(_describe(change) for _, change in in_order(listed.changes))), tuple(names))


def _describe(change: ListChange) -> str:
    starts = f", áp dụng từ {format_day(change.starts)}" if change.starts else ""
    kinds, area = ", ".join(change.kinds), name_areas(change.area)
    whom = area.replace("xã", kinds, 1) if kinds and area else kinds or area
    for_ = f", chỉ cho {whom}" if whom else ""
    if change.replace:
        deeds = [f"thay danh mục bằng {len(change.add)} thủ tục"]
    else:
        deeds = [f"{verb} {len(codes)} thủ tục" for verb, codes in (("thêm", change.add), ("bỏ", change.remove)) if codes]
    return f"Quyết định {format_decision(change.decision)}{starts}{for_}: {', '.join(deeds)}."
