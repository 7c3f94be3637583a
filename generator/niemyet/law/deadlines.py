"""How long a procedure may take: the deadlines that apply to whom, given the promises of province and commune.

Takes the deadlines of the three levels; gives the lines of a procedure in one place and, for a choice, a `DeadlinesAnswer`. What
applies is decided row by row; a row is one combination of answers to the questions on which a deadline depends. On each level the
line for fewer people counts, and a promise replaces what is above it only if it is sooner, or if nothing known is above it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

from niemyet.law.areas import keep_here
from niemyet.law.choices import AREA, CASE, CHANNEL, NO_AREA, Chosen, Scope
from niemyet.law.promises import compare
from niemyet.law.versions import of_version
from niemyet.model.areas import AreaKind
from niemyet.model.deadline import Deadline
from niemyet.model.kinds import Level
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.model.validity import holds

_Box: TypeAlias = dict[str, frozenset[str]]
"""A set of rows, as a product: for each question its options; every combination of them is one of the rows."""


@dataclass(frozen=True, slots=True)
class DeadlineLine:
    """One deadline that applies today. If `level` is not the law, `lawful` is the law's own deadline, None if it has none."""

    deadline: Deadline
    level: Level
    lawful: Deadline | None = None

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


def layer_deadlines(
    procedure: Procedure, overlay: ProvinceOverlay | None, posting: Posting | None, today: date
) -> DeadlineLayers:
    """The deadlines of the three levels in force on `today`."""

    def current(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
        return tuple(deadline for deadline in deadlines if holds(deadline, today))

    return DeadlineLayers(
        current(procedure.deadlines),
        current(of_version(overlay.deadlines, procedure)) if overlay else (),
        current(of_version(posting.deadlines, procedure)) if posting else (),
    )


def answer_deadlines(layers: DeadlineLayers, scope: Scope, chosen: Chosen) -> DeadlinesAnswer:
    """The deadlines that are possible after these choices."""
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
    """Whether a promise replaces the deadlines above it: it is determined, and sooner than every determined one of them."""
    known = (deadline for deadline in standing if deadline.undetermined is None)
    return promise.undetermined is None and all(compare(deadline, promise) == "sooner" for deadline in known)


def lay_deadlines(layers: DeadlineLayers, scope: Scope) -> tuple[DeadlineLine, ...]:
    """The lines a page shows: every deadline that applies to somebody, with its conditions, narrower ones first.

    Lines keep the conditions of their records if a reader of the list then finds the right one for every row. Otherwise each line
    gets the exact rows to which it applies as its conditions.
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
        for join in (_join, list[_Box]):  # joined boxes may be wider than a neighbour's; single rows never are
            whole = tuple(_narrow(line, box, scope) for lines, boxes in together.items() for box in join(boxes) for line in lines)
            if all({*map(_bare, lines)} == {*map(_bare, _read(whole, scope, row))} for row, lines in rows):
                break
    return tuple(sorted(whole, key=lambda line: -len(scope.limits(line.deadline))))


def _lines_of(found: DeadlineRow) -> Iterator[DeadlineLine]:
    lawful = found.lawful[0] if len(found.lawful) == 1 else None
    yield from (DeadlineLine(deadline, found.level, lawful) for deadline in found.deadlines)


def _read(lines: Iterable[DeadlineLine], scope: Scope, row: Chosen) -> list[DeadlineLine]:
    """The lines that a reader of this row would take as theirs: the narrowest of those that apply."""
    mine = [line for line in lines if scope.holds(line.deadline, row)]
    narrowest = scope.narrowest([line.deadline for line in mine])
    return [line for line in mine if line.deadline in narrowest]


def find_lines(lines: Sequence[DeadlineLine], layers: DeadlineLayers, scope: Scope, chosen: Chosen) -> tuple[int, ...]:
    """Indices of the lines of a page that may apply after these choices."""
    found: set[int] = set()
    for row in scope.rows(scope.asked_by(layers.every), chosen):
        mine = _read(lines, scope, row)
        found |= {place for place, line in enumerate(lines) if any(line is one for one in mine)}
    return tuple(sorted(found))


def _join(boxes: Sequence[_Box]) -> list[_Box]:
    """The same rows in fewer boxes: two boxes that differ in one question only are merged."""
    joined = list(boxes)
    for i, box in enumerate(joined):
        for k in range(i + 1, len(joined)):
            differing = [key for key in box if box[key] != joined[k][key]]
            if len(differing) == 1:
                both = {**box, differing[0]: box[differing[0]] | joined[k][differing[0]]}
                return _join([*joined[:i], both, *joined[i + 1 : k], *joined[k + 1 :]])
    return joined


def _bare(line: DeadlineLine) -> Deadline:
    """The deadline without its conditions."""
    return line.deadline.model_copy(update={"case": (), "channel": (), "area": ()})


def _narrow(line: DeadlineLine, box: Mapping[str, frozenset[str]], scope: Scope) -> DeadlineLine:
    """The line with the conditions of a box."""
    case: list[str] = []
    channel: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    for choice in scope.choices:
        options = [option.key for option in choice.options if option.key in box.get(choice.key, ())]
        if not options or len(options) == len(choice.options):
            continue
        if choice.key == CHANNEL:
            channel = tuple(options)
        elif choice.key == AREA:  # who is of no area reads the line without areas, because the others have lines of their own
            area = () if NO_AREA in options else tuple(kind for option in options for kind in scope.areas[option])
        else:
            case += [option if choice.key == CASE else f"{choice.key}-{option}" for option in options]
    narrowed = line.deadline.model_copy(update={"case": tuple(case), "channel": channel, "area": area})
    return line if scope.limits(narrowed) == scope.limits(line.deadline) else DeadlineLine(narrowed, line.level, line.lawful)
