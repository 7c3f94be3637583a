"""How long it takes: what holds for whom once province and commune have promised, and the deadline for somebody's choice.

Takes the deadlines of the three levels; gives the lines of a procedure in one place, and for a choice `DeadlinesAnswer`. What
holds is decided row by row, a row being people who are alike in everything on which a deadline depends: on each level the line
made for fewer of them counts, and a promise takes the place of what stands above only where it is sooner, or where nothing
stands there that is known. So nobody is ever told a longer time than before, and everybody is told one time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

from niemyet.law.choices import CASE, CHANNEL, Chosen, Scope
from niemyet.law.promises import compare
from niemyet.law.versions import of_version
from niemyet.model.deadline import Deadline
from niemyet.model.kinds import Level
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.model.validity import holds

_Box: TypeAlias = dict[str, frozenset[str]]
"""Some rows: for each question the options; every way to combine them is among the rows."""


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """One deadline as it holds today; `lawful` is the law's where `level` promises another, None where the law has none."""

    deadline: Deadline
    level: Level
    lawful: Deadline | None = None

    @property
    def sooner(self) -> bool:
        """Whether it is sooner than the law's, for everybody: only then may a page say so."""
        return self.level != "reference" and self.lawful is not None and self.lawful.undetermined is None


class DeadlineLayers(NamedTuple):
    """The deadlines that hold today, level by level."""

    lawful: tuple[Deadline, ...]
    provincial: tuple[Deadline, ...]
    communal: tuple[Deadline, ...]

    @property
    def every(self) -> tuple[Deadline, ...]:
        """Those of all levels."""
        return (*self.lawful, *self.provincial, *self.communal)


NO_DEADLINES = DeadlineLayers((), (), ())


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


def layer_deadlines(
    procedure: Procedure, overlay: ProvinceOverlay | None, posting: Posting | None, today: date
) -> DeadlineLayers:
    """The deadlines of the three levels that hold on `today`."""

    def current(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
        return tuple(deadline for deadline in deadlines if holds(deadline, today))

    return DeadlineLayers(
        current(procedure.deadlines),
        current(of_version(overlay.deadlines, procedure)) if overlay else (),
        current(of_version(posting.deadlines, procedure)) if posting else (),
    )


def answer_deadlines(layers: DeadlineLayers, scope: Scope, chosen: Chosen) -> DeadlinesAnswer:
    """The deadlines for everyone who has chosen this."""
    keys = scope.asked_by(layers.every)
    return DeadlinesAnswer(tuple(dict.fromkeys(_deadline_of_row(layers, scope, row) for row in scope.rows(keys, chosen))))


def _deadline_of_row(layers: DeadlineLayers, scope: Scope, row: Chosen) -> DeadlineRow:
    lawful = _current(layers.lawful, scope, row)
    found = DeadlineRow(lawful, "reference")
    levels: tuple[tuple[Level, tuple[Deadline, ...]], ...] = (("province", layers.provincial), ("commune", layers.communal))
    for level, promised in levels:
        own = _current(promised, scope, row)
        if own and (not found.deadlines or all(_is_better(found.deadlines, promise) for promise in own)):
            found = DeadlineRow(own, level, lawful)
    return found


def _current(deadlines: Sequence[Deadline], scope: Scope, row: Chosen) -> tuple[Deadline, ...]:
    return tuple(dict.fromkeys(scope.narrowest([deadline for deadline in deadlines if scope.holds(deadline, row)])))


def _is_better(standing: Iterable[Deadline], promise: Deadline) -> bool:
    """Whether a promise takes the place of what stands above it: it is known, and sooner than all that is known of it."""
    known = (deadline for deadline in standing if deadline.undetermined is None)
    return promise.undetermined is None and all(compare(deadline, promise) == "sooner" for deadline in known)


def lay_deadlines(layers: DeadlineLayers, scope: Scope) -> tuple[DeadlineLine, ...]:
    """What a page shows: the deadlines that hold for somebody, each with whom it is for, what is for fewer first.

    Lines keep their own cases and ways of filing where, read side by side, they then say what holds for everybody; else each is
    told for the rows for which it holds, and what holds together is told for the same rows.
    """
    if not layers.provincial and not layers.communal:
        return tuple(DeadlineLine(deadline, "reference") for deadline in layers.lawful)
    keys = scope.asked_by(layers.every)
    rows = [(row, tuple(_lines_of(_deadline_of_row(layers, scope, row)))) for row in scope.rows(keys, {})]
    whole = tuple(dict.fromkeys(line for _, lines in rows for line in lines))
    if any(set(lines) != set(_read(whole, scope, row)) for row, lines in rows):
        together: dict[tuple[DeadlineLine, ...], list[_Box]] = {}
        for row, lines in rows:
            together.setdefault(lines, []).append({key: frozenset((option,)) for key, option in row.items()})
        whole = tuple(_narrow(line, box, scope) for lines, boxes in together.items() for box in _join(boxes) for line in lines)
    return tuple(sorted(whole, key=lambda line: -len(scope.limits(line.deadline))))


def _lines_of(found: DeadlineRow) -> Iterator[DeadlineLine]:
    lawful = found.lawful[0] if len(found.lawful) == 1 else None
    yield from (DeadlineLine(deadline, found.level, lawful) for deadline in found.deadlines)


def _read(lines: Iterable[DeadlineLine], scope: Scope, row: Chosen) -> list[DeadlineLine]:
    """What a reader who belongs to a row takes from the lines: those for him, the one made for fewer before the others."""
    mine = [line for line in lines if scope.holds(line.deadline, row)]
    narrowest = scope.narrowest([line.deadline for line in mine])
    return [line for line in mine if line.deadline in narrowest]


def find_lines(lines: Sequence[DeadlineLine], layers: DeadlineLayers, scope: Scope, chosen: Chosen) -> tuple[int, ...]:
    """Which of the lines of a page hold for somebody who has chosen this, by their places."""
    found: set[int] = set()
    for row in scope.rows(scope.asked_by(layers.every), chosen):
        mine = _read(lines, scope, row)
        found |= {place for place, line in enumerate(lines) if any(line is one for one in mine)}
    return tuple(sorted(found))


def _join(boxes: Sequence[_Box]) -> list[_Box]:
    """The same rows in fewer boxes: two that differ in one question only become one."""
    joined = list(boxes)
    for i, box in enumerate(joined):
        for k in range(i + 1, len(joined)):
            differing = [key for key in box if box[key] != joined[k][key]]
            if len(differing) == 1:
                both = {**box, differing[0]: box[differing[0]] | joined[k][differing[0]]}
                return _join([*joined[:i], both, *joined[i + 1 : k], *joined[k + 1 :]])
    return joined


def _narrow(line: DeadlineLine, box: Mapping[str, frozenset[str]], scope: Scope) -> DeadlineLine:
    """The line for the people of a box only."""
    case: list[str] = []
    channel: tuple[str, ...] = ()
    for choice in scope.choices:
        options = [option.key for option in choice.options if option.key in box.get(choice.key, ())]
        if not options or len(options) == len(choice.options):
            continue
        if choice.key == CHANNEL:
            channel = tuple(options)
        else:
            case += [option if choice.key == CASE else f"{choice.key}-{option}" for option in options]
    narrowed = line.deadline.model_copy(update={"case": tuple(case), "channel": channel})
    return line if scope.limits(narrowed) == scope.limits(line.deadline) else DeadlineLine(narrowed, line.level, line.lawful)
