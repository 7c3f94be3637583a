"""How long a procedure may take: the deadlines that apply to whom, given the promises of province and commune.

Takes the deadlines of the three levels; gives the lines of a procedure in one place and, for a choice, a `DeadlinesAnswer`. What
applies is decided row by row; a row is one combination of answers to the questions on which a deadline depends. On each level the
line for fewer people counts, and a promise replaces what is above it only if it is sooner, or if nothing known is above it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from niemyet.law.areas import keep_here
from niemyet.law.choices import Chosen, Conditions, Scope
from niemyet.law.promises import compare
from niemyet.model.areas import AreaKind
from niemyet.model.deadline import Deadline
from niemyet.model.kinds import Level
from niemyet.model.money import ChannelKind
from niemyet.model.validity import holds
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """One deadline that applies today. If `level` is not the law, `lawful` is the law's own deadline, None if it has none."""

    deadline: Deadline
    level: Level
    lawful: Deadline | None = None

    @property
    def case(self) -> tuple[str, ...]:
        """The cases to which it applies, as its deadline writes them."""
        return self.deadline.case

    @property
    def channel(self) -> tuple[ChannelKind, ...]:
        """The ways of filing for which it applies."""
        return self.deadline.channel

    @property
    def area(self) -> tuple[AreaKind, ...]:
        """The kinds of area in which it applies."""
        return self.deadline.area

    def under(self, conditions: Conditions) -> "DeadlineLine":
        """The line with these conditions."""
        if conditions == (self.case, self.channel, self.area):
            return self
        return replace(self, deadline=self.deadline.model_copy(update=conditions._asdict()))

    @property
    def sooner(self) -> bool:
        """Whether it is sooner than the law's for everybody; only then may a page say so."""
        return self.level != "reference" and self.lawful is not None and self.lawful.undetermined is None


class DeadlineLayers(NamedTuple):
    """The deadlines in force today, by level."""

    lawful: tuple[Deadline, ...]
    provincial: tuple[Deadline, ...]
    communal: tuple[Deadline, ...]

    @property
    def every(self) -> tuple[Deadline, ...]:
        """The deadlines of all levels."""
        return (*self.lawful, *self.provincial, *self.communal)

    def with_communal(self, promised: Iterable[Deadline], today: date) -> "DeadlineLayers":
        """The same with the commune's promises in force on `today`."""
        return self._replace(communal=_in_force(promised, today))

    def in_areas(self, areas: tuple[AreaKind, ...]) -> "DeadlineLayers":
        """Those that hold in a commune of these kinds of area."""
        return DeadlineLayers(*(keep_here(level, areas, lambda line: (line.area, line.people)) for level in self))


NO_DEADLINES = DeadlineLayers((), (), ())


class DeadlineRow(NamedTuple):
    """The deadlines of one row: none if no source gives one, several if the record does not say which applies.

    If `level` is not the law, `lawful` are the law's own deadlines.
    """

    deadlines: tuple[Deadline, ...]
    level: Level
    lawful: tuple[Deadline, ...] = ()

    @property
    def single(self) -> Deadline | None:
        """The deadline, if there is exactly one."""
        return self.deadlines[0] if len(self.deadlines) == 1 else None

    @property
    def sooner(self) -> bool:
        """Whether it is sooner than the law's."""
        return bool(self.lawful) and all(deadline.undetermined is None for deadline in self.lawful)


@dataclass(frozen=True, slots=True)
class DeadlinesAnswer:
    """The distinct rows that are still possible after a choice."""

    rows: tuple[DeadlineRow, ...]

    @property
    def single(self) -> DeadlineRow | None:
        """The row, if there is exactly one."""
        return self.rows[0] if len(self.rows) == 1 else None


def layer_deadlines(lawful: Iterable[Deadline], provincial: Iterable[Deadline], today: date) -> DeadlineLayers:
    """The deadlines of law and province in force on `today`."""
    return DeadlineLayers(_in_force(lawful, today), _in_force(provincial, today), ())


def _in_force(deadlines: Iterable[Deadline], today: date) -> tuple[Deadline, ...]:
    return tuple(deadline for deadline in deadlines if holds(deadline, today))


def answer_deadlines(layers: DeadlineLayers, scope: Scope, chosen: Chosen) -> DeadlinesAnswer:
    """The deadlines that are possible after these choices."""
    rows = (_deadline_of_row(*counting) for _, counting in scope.select_by_row(layers, chosen))
    return DeadlinesAnswer(tuple(dict.fromkeys(rows)))


def _deadline_of_row(lawful: Sequence[Deadline], provincial: Sequence[Deadline], communal: Sequence[Deadline]) -> DeadlineRow:
    """The deadlines of a row, of those of each level that count in it."""
    law = tuple(dict.fromkeys(lawful))
    found = DeadlineRow(law, "reference")
    levels: tuple[tuple[Level, Sequence[Deadline]], ...] = (("province", provincial), ("commune", communal))
    for level, promised in levels:
        own = tuple(dict.fromkeys(promised))
        if own and (not found.deadlines or all(_is_better(found.deadlines, promise) for promise in own)):
            found = DeadlineRow(own, level, law)
    return found


def _is_better(known: Iterable[Deadline], promise: Deadline) -> bool:
    """Whether a promise replaces the deadlines above it: it is determined, and sooner than every determined one of them."""
    determined = (deadline for deadline in known if deadline.undetermined is None)
    return promise.undetermined is None and all(compare(deadline, promise) == "sooner" for deadline in determined)


def lay_deadlines(layers: DeadlineLayers, scope: Scope) -> tuple[DeadlineLine, ...]:
    """The lines a page shows: every deadline that applies to somebody, with its conditions, narrower ones first.

    Lines keep the conditions of their records if a reader of the list then finds the right one for every row. Otherwise each line
    gets the exact rows to which it applies as its conditions.
    """
    if not layers.provincial and not layers.communal:
        return tuple(DeadlineLine(deadline, "reference") for deadline in layers.lawful)
    rows = [(row, tuple(_lines_of(_deadline_of_row(*counting)))) for row, counting in scope.select_by_row(layers, {})]
    return tuple(line.under(conditions) for line, conditions in scope.lay_out(rows))


def _lines_of(found: DeadlineRow) -> Iterator[DeadlineLine]:
    lawful = found.lawful[0] if len(found.lawful) == 1 else None
    yield from (DeadlineLine(deadline, found.level, lawful) for deadline in found.deadlines)


def find_lines(lines: Sequence[DeadlineLine], layers: DeadlineLayers, scope: Scope, chosen: Chosen) -> tuple[int, ...]:
    """Indices of the lines of a page that may apply after these choices."""
    found: set[int] = set()
    for row in scope.rows(scope.asked_by(layers.every), chosen):
        mine = scope.select(lines, row)
        found |= {place for place, line in enumerate(lines) if any(line is one for one in mine)}
    return tuple(sorted(found))
