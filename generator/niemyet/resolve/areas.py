"""A province's procedures as they hold in the communes of certain kinds of area (miền núi, hải đảo, …).

Takes a procedure in a province and the areas of a commune; gives the same with the lines that hold there. Everything behind it –
rows, summaries, pages, sheets – then knows no areas. A commune whose areas nobody has said keeps all lines.
"""

from dataclasses import replace
from datetime import timedelta

from niemyet.law.areas import is_told_here
from niemyet.model.areas import AreaKind
from niemyet.model.deadline import Deadline
from niemyet.model.money import Fee, Waiver
from niemyet.resolve.communes import ResolvedProvince
from niemyet.resolve.procedures import Coming, ProvincialProcedure


def resolve_for_areas(provincial: ProvincialProcedure, areas: tuple[AreaKind, ...] | None) -> ProvincialProcedure:
    """The procedure in communes of these kinds of area; None: nobody has said. The same object if nothing depends on them."""
    if areas is None or not provincial.kinds:
        return provincial
    mine = tuple(kind for kind in provincial.kinds if kind in areas)
    terms = provincial.terms.in_areas(provincial.procedure, mine)
    coming = tuple(change for change in provincial.coming if _concerns(change, provincial, mine))
    return replace(provincial, terms=terms, coming=coming)


def _concerns(change: Coming, provincial: ProvincialProcedure, areas: tuple[AreaKind, ...]) -> bool:
    """Whether a coming change is one in communes of these kinds of area."""
    what, overlay, law = change.what, provincial.overlay, provincial.procedure
    if isinstance(what, Waiver):
        return not what.area or bool(set(what.area) & set(areas))
    if not isinstance(what, Fee | Deadline):
        return True
    laid: tuple[Fee | Deadline, ...] = (*overlay.fees, *overlay.deadlines) if overlay is not None else ()
    return is_told_here(what, (*law.fees, *law.deadlines, *laid), areas, change.day - timedelta(days=change.ends))


def resolve_province_for_areas(province: ResolvedProvince, areas: tuple[AreaKind, ...] | None) -> ResolvedProvince:
    """The province as the communes of these kinds of area see it."""
    if areas is None or not any(one.kinds for one in province.procedures.values()):
        return province
    return replace(province, procedures={code: _resolve_once(province, code, areas) for code in province.procedures})


def _resolve_once(province: ResolvedProvince, code: str, areas: tuple[AreaKind, ...]) -> ProvincialProcedure:
    provincial, known = province.procedures[code], province.resolved_for_areas
    if not provincial.kinds:
        return provincial
    key = code, tuple(kind for kind in provincial.kinds if kind in areas)
    if key not in known:
        known[key] = resolve_for_areas(provincial, areas)
    return known[key]
