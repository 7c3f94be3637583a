"""How long it takes: the deadline of someone who has chosen this, the law's beside it, and whether a promise is sooner.

Takes the deadlines of the three levels and a choice; gives `DeadlinesAnswer`. On each level the line made for fewer people
counts; a promise of province or commune counts where it is not longer than what stands above it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from niemyet.model.deadline import Deadline
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.model.validity import holds
from niemyet.resolve.choices import Chosen, Scope
from niemyet.resolve.terms import Level
from niemyet.validate.rules.law import is_longer

Promise: TypeAlias = Literal["sooner", "equal", "unclear"]


class DeadlineLayers(NamedTuple):
    """The deadlines that hold today, level by level."""

    lawful: tuple[Deadline, ...]
    provincial: tuple[Deadline, ...]
    communal: tuple[Deadline, ...]


class DeadlineRow(NamedTuple):
    """The deadline of one row: none where no source gives one, several where the record does not say which counts.

    `lawful` is what the law gives where `level` promises something else.
    """

    deadlines: tuple[Deadline, ...]
    level: Level
    lawful: tuple[Deadline, ...] = ()

    @property
    def single(self) -> Deadline | None:
        """The deadline, where there is one and only one."""
        return self.deadlines[0] if len(self.deadlines) == 1 else None


@dataclass(frozen=True, slots=True)
class DeadlinesAnswer:
    """The deadlines in each of the rows that are still possible, each once."""

    rows: tuple[DeadlineRow, ...]

    @property
    def single(self) -> DeadlineRow | None:
        """The row where there is but one."""
        return self.rows[0] if len(self.rows) == 1 else None


def layer_deadlines(
    procedure: Procedure, overlay: ProvinceOverlay | None, posting: Posting | None, today: date
) -> DeadlineLayers:
    """The deadlines of the three levels that hold on `today`."""

    def current(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
        return tuple(deadline for deadline in deadlines if holds(deadline, today))

    return DeadlineLayers(
        current(procedure.deadlines),
        current(overlay.deadlines) if overlay else (),
        current(posting.deadlines) if posting else (),
    )


def answer_deadlines(layers: DeadlineLayers, scope: Scope, chosen: Chosen) -> DeadlinesAnswer:
    """The deadlines for everyone who has chosen this."""
    keys = scope.asked_by(deadline for layer in layers for deadline in layer)
    return DeadlinesAnswer(tuple(dict.fromkeys(_deadline_of_row(layers, scope, row) for row in scope.rows(keys, chosen))))


def _deadline_of_row(layers: DeadlineLayers, scope: Scope, row: Chosen) -> DeadlineRow:
    lawful = _current(layers.lawful, scope, row)
    found = DeadlineRow(lawful, "reference")
    levels: tuple[tuple[Level, tuple[Deadline, ...]], ...] = (("province", layers.provincial), ("commune", layers.communal))
    for level, promised in levels:
        own = _current(promised, scope, row)
        if own and not any(is_longer(promise, other) for promise in own for other in found.deadlines):
            found = DeadlineRow(own, level, lawful)
    return found


def _current(deadlines: Sequence[Deadline], scope: Scope, row: Chosen) -> tuple[Deadline, ...]:
    return tuple(dict.fromkeys(scope.narrowest([deadline for deadline in deadlines if scope.holds(deadline, row)])))
