"""Which lines hold in a commune of certain kinds of area.

A line that names kinds of area holds in the communes of at least one of them. There it replaces the line without areas for the
same people (case, way of filing and, of fees, name): "Đối với các xã miền núi, … thì thời gian thực hiện không quá 18 ngày".
A line without areas for other people than the line with areas stays: the record does not say which of them is meant.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from niemyet.model.areas import AreaKind
from niemyet.model.deadline import Deadline
from niemyet.model.money import Fee
from niemyet.model.validity import holds

L = TypeVar("L")


def keep_here(
    lines: Iterable[L], areas: Sequence[AreaKind], told: Callable[[L], tuple[Sequence[AreaKind], Hashable]]
) -> tuple[L, ...]:
    """The lines that hold in a commune of these kinds of area. `told` gives the areas and the people of a line."""
    mine = [line for line in lines if not told(line)[0] or set(told(line)[0]) & set(areas)]
    special = {people for area, people in map(told, mine) if area}
    return tuple(line for line in mine if told(line)[0] or told(line)[1] not in special)


def keep_deadlines(deadlines: Iterable[Deadline], areas: Sequence[AreaKind]) -> tuple[Deadline, ...]:
    """The deadlines that hold in a commune of these kinds of area."""
    return keep_here(deadlines, areas, lambda deadline: (deadline.area, deadline.people))


def is_told_here(line: Fee | Deadline, others: Iterable[Fee | Deadline], areas: Sequence[AreaKind], day: date) -> bool:
    """Whether a line holds on that day in a commune of these kinds of area. `others` are the lines beside it."""
    if line.area:
        return bool(set(line.area) & set(areas))
    return not any(
        isinstance(other, type(line)) and other.people == line.people and holds(other, day) and set(other.area) & set(areas)
        for other in others
    )
