"""What to bring after a choice: the papers to hand in and to show, each once.

Takes a procedure and a choice; gives a `PapersAnswer`. Papers of cases that exclude one another are never added: they are counted
for each row that is still possible.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from niemyet.law.choices import Chosen, Scope
from niemyet.model.procedure import Paper, Procedure
from niemyet.model.vocabulary import PaperUse
from niemyet.values import dataclass

USES: tuple[PaperUse, ...] = ("submit", "present")


class NeededPaper(NamedTuple):
    """A paper of the answer. `lines` are the lines of the record that name it, with their indices in `list_papers`.

    `conditional`: it depends on a circumstance that the record states in words (`when`); `open`: on a choice not yet made.
    """

    use: PaperUse
    lines: Mapping[int, Paper]
    conditional: bool
    open: bool

    @property
    def paper(self) -> Paper:
        """The first line without a condition, else the first line."""
        return min(self.lines.values(), key=lambda line: line.when is not None)

    @property
    def whens(self) -> tuple[str, ...]:
        """The circumstances in which it is needed; empty if it is always needed."""
        return tuple(dict.fromkeys(line.when for line in self.lines.values() if line.when)) if self.conditional else ()


class PaperCount(NamedTuple):
    """Numbers of kinds of papers in one row: to hand in, to hand in with a condition, to show, to show with a condition."""

    submit: int
    submit_if: int
    present: int
    present_if: int

    @property
    def sure(self) -> int:
        """The number of kinds that everybody in this row needs."""
        return self.submit + self.present


@dataclass(frozen=True, slots=True)
class PapersAnswer:
    """The papers, and the distinct counts in the rows that are still possible."""

    papers: tuple[NeededPaper, ...]
    counts: tuple[PaperCount, ...]

    def of(self, use: PaperUse) -> tuple[NeededPaper, ...]:
        """The papers to hand in, or to show."""
        return tuple(needed for needed in self.papers if needed.use == use)


def list_papers(procedure: Procedure) -> list[tuple[PaperUse, Paper]]:
    """All papers of the record, those to hand in first. Indices of lines refer to this list."""
    return [(use, paper) for use in USES for paper in getattr(procedure.papers, use)]


class _Named(NamedTuple):
    """A paper in one row: the lines that name it, either all conditional or none."""

    indexes: tuple[int, ...]
    conditional: bool


class PaperTable:
    """The papers of a procedure for every choice. A row is worked out once, however many choices leave it possible."""

    def __init__(self, procedure: Procedure, scope: Scope) -> None:
        self._scope, self._listed = scope, list_papers(procedure)
        self._names = tuple(dict.fromkeys((use, paper.name) for use, paper in self._listed))
        self.asked = scope.asked_by(paper for _, paper in self._listed)
        """The questions on which the papers depend."""
        self._rows: dict[tuple[str, ...], dict[tuple[PaperUse, str], _Named]] = {}
        self._answers: dict[tuple[str | None, ...], PapersAnswer] = {}

    def answer(self, chosen: Chosen) -> PapersAnswer:
        """The papers that may be needed after these choices."""
        key = tuple(map(chosen.get, self.asked))
        if key not in self._answers:
            self._answers[key] = self._answer([self._row(row) for row in self._scope.rows(self.asked, chosen)])
        return self._answers[key]

    def _row(self, row: Chosen) -> dict[tuple[PaperUse, str], _Named]:
        key = tuple(row[question] for question in self.asked)
        if key not in self._rows:
            self._rows[key] = _papers_of_row(self._listed, self._scope, row)
        return self._rows[key]

    def _answer(self, rows: Sequence[Mapping[tuple[PaperUse, str], _Named]]) -> PapersAnswer:
        needed = []
        for use, name in self._names:
            found = [row[use, name] for row in rows if (use, name) in row]
            if found:
                lines = {index: self._listed[index][1] for index in sorted({index for line in found for index in line.indexes})}
                conditional = all(line.conditional for line in found)
                open_ = len(found) < len(rows) or any(line.conditional != conditional for line in found)
                needed.append(NeededPaper(use, lines, conditional, open_))
        return PapersAnswer(tuple(needed), tuple(dict.fromkeys(map(_count, rows))))


def _papers_of_row(listed: Sequence[tuple[PaperUse, Paper]], scope: Scope, row: Chosen) -> dict[tuple[PaperUse, str], _Named]:
    """The papers of one row. A paper named twice counts once; an unconditional line wins, two conditions are both kept."""
    found: dict[tuple[PaperUse, str], _Named] = {}
    for index, (use, paper) in enumerate(listed):
        if not scope.holds(paper, row):
            continue
        before = found.get((use, paper.name))
        if before is None or (before.conditional and paper.when is None):
            found[use, paper.name] = _Named((index,), paper.when is not None)
        elif before.conditional:
            found[use, paper.name] = _Named((*before.indexes, index), conditional=True)
    return found


def _count(row: Mapping[tuple[PaperUse, str], _Named]) -> PaperCount:
    counted = {(use, conditional): 0 for use in USES for conditional in (False, True)}
    for (use, _), line in row.items():
        counted[use, line.conditional] += 1
    return PaperCount(*counted.values())
