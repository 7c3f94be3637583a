"""What to bring: the papers that someone who has chosen this must hand in and show, each once.

Takes a procedure and a choice; gives `PapersAnswer`. Papers of cases that exclude one another are never added up: what is
counted is counted for each row that a citizen can be in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from niemyet.law.choices import Chosen, Scope
from niemyet.model.procedure import Paper, Procedure

Use: TypeAlias = Literal["submit", "present"]
USES: tuple[Use, ...] = ("submit", "present")


class NeededPaper(NamedTuple):
    """A paper of the answer, each once. `lines` are the record's that name it for those who have chosen this, by their place
    among all papers of the record: those to hand in, then those to show.

    `conditional`: it depends on a circumstance that the record states in words (`when`); `open`: on a choice not yet made.
    """

    use: Use
    lines: Mapping[int, Paper]
    conditional: bool
    open: bool

    @property
    def paper(self) -> Paper:
        """The first line; one that needs no condition where there is one."""
        return min(self.lines.values(), key=lambda line: line.when is not None)

    @property
    def whens(self) -> tuple[str, ...]:
        """In which circumstances it is needed, each once; none where everybody needs it."""
        return tuple(dict.fromkeys(line.when for line in self.lines.values() if line.when)) if self.conditional else ()


class PaperCount(NamedTuple):
    """How many kinds of papers one row has: surely to hand in, with a condition, surely to show, with a condition."""

    submit: int
    submit_if: int
    present: int
    present_if: int

    @property
    def sure(self) -> int:
        """Kinds of papers that everybody in this row needs."""
        return self.submit + self.present


@dataclass(frozen=True, slots=True)
class PapersAnswer:
    """The papers, and how many there are in each of the rows that are still possible (each count once)."""

    papers: tuple[NeededPaper, ...]
    counts: tuple[PaperCount, ...]

    def of(self, use: Use) -> tuple[NeededPaper, ...]:
        """The papers to hand in, or to show."""
        return tuple(needed for needed in self.papers if needed.use == use)


def list_papers(procedure: Procedure) -> list[tuple[Use, Paper]]:
    """All papers of the record in the order in which they are numbered."""
    return [(use, paper) for use in USES for paper in getattr(procedure.papers, use)]


def answer_papers(procedure: Procedure, scope: Scope, chosen: Chosen) -> PapersAnswer:
    """The papers for everyone who has chosen this."""
    listed = list_papers(procedure)
    keys = scope.asked_by(paper for _, paper in listed)
    rows = [_papers_of_row(listed, scope, row) for row in scope.rows(keys, chosen)]
    needed = []
    for use, name in dict.fromkeys((use, paper.name) for use, paper in listed):
        found = [row[use, name] for row in rows if (use, name) in row]
        if found:
            lines = {index: listed[index][1] for index in sorted({index for line in found for index in line.indexes})}
            conditional = all(line.conditional for line in found)
            open_ = len(found) < len(rows) or any(line.conditional != conditional for line in found)
            needed.append(NeededPaper(use, lines, conditional, open_))
    return PapersAnswer(tuple(needed), tuple(dict.fromkeys(map(_count, rows))))


class _Named(NamedTuple):
    """A name in one row: the lines that say so, all of them conditional or none."""

    indexes: tuple[int, ...]
    conditional: bool


def _papers_of_row(listed: Sequence[tuple[Use, Paper]], scope: Scope, row: Chosen) -> dict[tuple[Use, str], _Named]:
    """The papers of one row: named twice, it is one, and the surer one; two conditions are told both."""
    found: dict[tuple[Use, str], _Named] = {}
    for index, (use, paper) in enumerate(listed):
        if not scope.holds(paper, row):
            continue
        before = found.get((use, paper.name))
        if before is None or (before.conditional and paper.when is None):
            found[use, paper.name] = _Named((index,), paper.when is not None)
        elif before.conditional:
            found[use, paper.name] = _Named((*before.indexes, index), conditional=True)
    return found


def _count(row: Mapping[tuple[Use, str], _Named]) -> PaperCount:
    counted = {(use, conditional): 0 for use in USES for conditional in (False, True)}
    for (use, _), line in row.items():
        counted[use, line.conditional] += 1
    return PaperCount(*counted.values())
