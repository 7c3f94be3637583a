"""What the communes of a province must post on a day: its list as its decisions have made it.

The first decision sets the list; each later one adds procedures, removes some, or replaces the whole, from the day on which it
takes effect, for all communes or for some (by kind: xã, phường, đặc khu; by area: miền núi, …). A procedure that several
decisions add is required since the first of them. What is only for communes of an area is not demanded of a commune that has not
said of which it is. An exception of the list names communes that do not have a procedure, and why.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from niemyet.model.places import Commune, ListChange, ListException, Province, ProvincialList
from niemyet.model.procedure import Decision


class Requirement(NamedTuple):
    """Why a procedure must be posted: the decision that brought it, and since when; None if its day is not known."""

    decision: Decision
    since: date | None


def required_procedures(province: Province, commune: Commune, day: date) -> dict[str, Requirement]:
    """The codes that the commune must post on `day`, in the order in which they came onto the list, without what it does not
    have."""
    excepted = excepted_procedures(province, commune)
    return {code: one for code, one in listed_procedures(province, commune, day).items() if code not in excepted}


def listed_procedures(province: Province, commune: Commune, day: date) -> dict[str, Requirement]:
    """The same with the procedures that the commune does not have."""

    def concerns(change: ListChange) -> bool:
        return is_for(change, commune)

    return _required(province.list, day, concerns)


def excepted_procedures(province: Province, commune: Commune) -> dict[str, ListException]:
    """What the list says that this commune does not have, by code."""
    exceptions = province.list.exceptions if province.list is not None else ()
    return {one.procedure: one for one in exceptions if commune.code in one.communes}


def list_required(listed: ProvincialList | None, day: date) -> dict[str, Requirement]:
    """The codes that every commune must post on `day`, without what changes for some of them have added or removed."""
    return _required(listed, day, lambda change: not change.kinds and not change.area)


def is_for(change: ListChange, commune: Commune) -> bool:
    """Whether a change is for this commune."""
    mine = not change.kinds or commune.kind in change.kinds
    return mine and (not change.area or bool(set(change.area) & set(commune.areas or ())))


def in_order(changes: Iterable[ListChange]) -> list[tuple[date, ListChange]]:
    """The changes by the days on which they take effect; those of one day in the order of the record.

    One of which no day is known takes effect with the one before it.
    """
    placed: list[tuple[date, ListChange]] = []
    last = date.min
    for change in changes:
        last = change.effect or last
        placed.append((last, change))
    return sorted(placed, key=lambda pair: pair[0])


def _required(listed: ProvincialList | None, day: date, concerns: Callable[[ListChange], bool]) -> dict[str, Requirement]:
    if listed is None or (listed.decision.date or date.min) > day:
        return {}
    found = {code: Requirement(listed.decision, listed.decision.date) for code in listed.procedures}
    for effect, change in in_order(listed.changes):
        if effect <= day and concerns(change):
            found = apply_change(found, change)
    return found


def apply_change(found: dict[str, Requirement], change: ListChange) -> dict[str, Requirement]:
    """What is required after a change."""
    kept = {} if change.replace else {code: one for code, one in found.items() if code not in change.remove}
    return kept | {code: Requirement(change.decision, change.effect) for code in change.add if code not in kept}
