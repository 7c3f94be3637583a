"""What to bring: the papers that someone who has chosen this must hand in and show, each once.

Takes a procedure and a choice; gives `PapersAnswer`. Papers of cases that exclude one another are never added up: what is
counted is counted for each row that a citizen can be in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from niemyet.model.procedure import Paper, Procedure
from niemyet.resolve.choices import Chosen, Scope

Use: TypeAlias = Literal["submit", "present"]
USES: tuple[Use, ...] = ("submit", "present")


class NeededPaper(NamedTuple):
    """A paper of the answer. `position` is its place among all papers of the record: those to hand in, then those to show.

    `conditional`: it depends on a circumstance that the record states in words (`when`); `open`: on a choice not yet made.
    """

    position: int
    paper: Paper
    use: Use
    conditional: bool
    open: bool


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
    for index, (use, paper) in enumerate(listed):
        found = [row[index] for row in rows if index in row]
        if found:
            needed.append(NeededPaper(index, paper, use, all(found), len(found) < len(rows)))
    return PapersAnswer(tuple(needed), tuple(dict.fromkeys(_count(row, listed) for row in rows)))


def _papers_of_row(listed: Sequence[tuple[Use, Paper]], scope: Scope, row: Chosen) -> dict[int, bool]:
    """The papers of one row by their index, with whether each is conditional: named twice, it is one, and the surer one."""
    found: dict[tuple[Use, str], tuple[int, bool]] = {}
    for index, (use, paper) in enumerate(listed):
        if not scope.holds(paper, row):
            continue
        conditional = paper.when is not None
        before = found.get((use, paper.name))
        if before is None or (before[1] and not conditional):
            found[use, paper.name] = index, conditional
    return dict(sorted(found.values()))


def _count(row: Mapping[int, bool], listed: Sequence[tuple[Use, Paper]]) -> PaperCount:
    counted = {(use, conditional): 0 for use in USES for conditional in (False, True)}
    for index, conditional in row.items():
        counted[listed[index][0], conditional] += 1
    return PaperCount(*counted.values())
