"""How long it takes: the deadline of someone who has chosen this, the law's beside it, and whether it is sooner.

Takes the lines of a procedure in one place (`terms.overlay_deadlines`: what is promised and not sooner is not among them) and a
choice; gives `DeadlinesAnswer`. The line made for fewer people counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from niemyet.model.deadline import Deadline
from niemyet.resolve.choices import Chosen, Scope
from niemyet.resolve.terms import DeadlineLine, Level


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

    @property
    def sooner(self) -> bool:
        """Whether it is sooner than what the law gives."""
        return bool(self.lawful) and all(deadline.undetermined is None for deadline in self.lawful)


@dataclass(frozen=True, slots=True)
class DeadlinesAnswer:
    """The deadlines in each of the rows that are still possible, each once."""

    rows: tuple[DeadlineRow, ...]

    @property
    def single(self) -> DeadlineRow | None:
        """The row where there is but one."""
        return self.rows[0] if len(self.rows) == 1 else None


def answer_deadlines(lines: Sequence[DeadlineLine], scope: Scope, chosen: Chosen) -> DeadlinesAnswer:
    """The deadlines for everyone who has chosen this."""
    keys = scope.asked_by(line.deadline for line in lines)
    return DeadlinesAnswer(tuple(dict.fromkeys(_deadline_of_row(lines, scope, row) for row in scope.rows(keys, chosen))))


def _deadline_of_row(lines: Sequence[DeadlineLine], scope: Scope, row: Chosen) -> DeadlineRow:
    held = [line for line in lines if scope.holds(line.deadline, row)]
    deadlines = tuple(dict.fromkeys(scope.narrowest([line.deadline for line in held])))
    counting = [line for line in held if line.deadline in deadlines]
    levels = {line.level for line in counting}
    lawful = tuple(dict.fromkeys(line.lawful for line in counting if line.lawful is not None))
    return DeadlineRow(deadlines, levels.pop(), lawful) if len(levels) == 1 else DeadlineRow(deadlines, "reference")
