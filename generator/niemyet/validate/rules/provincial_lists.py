"""A province's list: its decisions stand in the order of their days, add what is not there and remove what is; what it excepts is
on it, for communes of the province."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.law.provincial_lists import Requirement, apply_change, in_order
from niemyet.load.syntax_hints import write
from niemyet.model.areas import AreaKind, kinds_named
from niemyet.model.codes import code_of_file
from niemyet.model.meant import meant_code
from niemyet.model.orthography import format_day
from niemyet.model.overlay import Posting
from niemyet.model.places import Commune, CommuneKind, ListChange, Province, ProvincialList
from niemyet.model.reference import Unit
from niemyet.validate.entries import Entry

_KINDS: tuple[CommuneKind, ...] = ("xã", "phường", "đặc khu")


def check_list(entry: Entry[Province], units: Mapping[str, Unit]) -> Iterator[Diagnostic]:
    """The rules for the changes and the exceptions of a province's list; `units` are all units by code."""
    listed = entry.record.list
    if listed is None:
        return
    yield from _check_days(entry, listed)
    yield from _check_codes(entry, listed)
    yield from _check_exceptions(entry, listed, units)


def _check_exceptions(entry: Entry[Province], listed: ProvincialList, units: Mapping[str, Unit]) -> Iterator[Diagnostic]:
    """An exception is of a procedure that the list has at some time, and of communes of the province."""
    known = {*listed.procedures, *(code for change in listed.changes for code in change.add)}
    for i, exception in enumerate(listed.exceptions):
        path = ("list", "exceptions", i)
        if exception.procedure not in known:
            meant = meant_code(exception.procedure) or ""
            fix = {"fix": write(meant)} if meant.strip('"') in known else {}
            values: dict[str, str | Bilingual] = {"value": exception.procedure, **fix}
            yield Diagnostic("exception-unlisted", entry.document.at(*path, "procedure"), values)
        for k, code in enumerate(exception.communes):
            unit = units.get(code)
            if units and (unit is None or unit.province_code != entry.record.code):
                yield Diagnostic("exception-of-no-commune", entry.document.at(*path, "communes", k), {"value": code})


def check_exceptions_of_posting(entry: Entry[Posting], commune: Commune, listed: ProvincialList) -> Iterator[Diagnostic]:
    """What the province's list excepts for a commune is not posted there."""
    code = code_of_file(entry.path)
    if entry.record.withdrawn is not None:
        return
    for one in listed.exceptions:
        if one.procedure == code and commune.code in one.communes:
            place = entry.document.source.place(entry.document.first_line)
            yield Diagnostic("exception-posted", place, {"value": code, "reason": one.reason})


def _check_days(entry: Entry[Province], listed: ProvincialList) -> Iterator[Diagnostic]:
    for i, change in enumerate(listed.changes):
        if change.starts is not None and change.decision.date is not None and change.starts < change.decision.date:
            values = {"value": format_day(change.starts), "day": format_day(change.decision.date)}
            yield Diagnostic("effect-before-decision", entry.document.at("list", "changes", i, "from"), values)
    days = [(i, change.effect) for i, change in enumerate(listed.changes) if change.effect is not None]
    before = [(-1, listed.decision.date)] if listed.decision.date is not None else []
    for (_, earlier), (i, later) in pairwise([*before, *days]):
        if later < earlier:
            values = {"value": format_day(later), "day": format_day(earlier)}
            yield Diagnostic("list-changes-out-of-order", entry.document.at("list", "changes", i), values)


def _check_codes(entry: Entry[Province], listed: ProvincialList) -> Iterator[Diagnostic]:
    """What a change adds is new for somebody, and what it removes stands on somebody's list."""
    place_of = {id(change): i for i, change in enumerate(listed.changes)}
    base = {code: Requirement(listed.decision, listed.decision.date) for code in listed.procedures}
    areas: tuple[tuple[AreaKind, ...], ...] = ((), *((kind,) for kind in kinds_named(listed.changes)))
    lists = {(kind, area): base for kind in _KINDS for area in areas}
    for _, change in in_order(listed.changes):
        mine = [who for who in lists if _is_for(change, *who)]
        path = ("list", "changes", place_of[id(change)])
        for k, code in enumerate(change.add):
            known = [lists[who].get(code) for who in mine]
            first = known[0] if known else None
            if first is not None and all(known) and not change.replace:
                values = {"value": code, "number": first.decision.number}
                yield Diagnostic("listed-before", entry.document.at(*path, "add", k), values)
        for k, code in enumerate(change.remove):
            if change.replace or not any(code in lists[who] for who in mine):
                meant = meant_code(code) or ""
                fix = {"fix": write(meant)} if any(meant.strip('"') in lists[who] for who in mine) else {}
                values_: dict[str, str | Bilingual] = {"value": code, **fix}
                yield Diagnostic("removed-unlisted", entry.document.at(*path, "remove", k), values_)
        for who in mine:
            lists[who] = apply_change(lists[who], change)


def _is_for(change: ListChange, kind: CommuneKind, area: tuple[AreaKind, ...]) -> bool:
    return (not change.kinds or kind in change.kinds) and (not change.area or bool(set(change.area) & set(area)))
