"""How legal documents follow one another: which replaces which, which amends which, and from which day.

Takes the documents by number; gives for one of them its line of descent: what it comes from, what comes from it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from niemyet.model.reference import DocumentRepeal, LegalDocument
from niemyet.values import dataclass

Relation: TypeAlias = Literal["replaces", "amends"]
MOST_IN_LINE = 24
"""Documents of one line: a law that everything amends is told by its nearest."""


class Step(NamedTuple):
    """`later` replaces or amends `earlier`, from `day` on (None if it is not known)."""

    later: str
    earlier: str
    relation: Relation
    day: date | None


@dataclass(frozen=True, slots=True)
class Descent:
    """A line of descent: the documents, the oldest first, and the steps between them."""

    numbers: tuple[str, ...]
    steps: tuple[Step, ...]


def end_replaced(documents: Mapping[str, LegalDocument]) -> dict[str, LegalDocument]:
    """The same documents, where one that another says it replaces has ended on the day from which that one holds. What a document
    says of its own end counts before."""
    ends: dict[str, DocumentRepeal] = {}
    for number, document in documents.items():
        since = document.effective or document.issued
        if since is not None:
            for other in document.replaces:
                ends.setdefault(other, DocumentRepeal.model_construct(since=since, by=number))
    return {
        number: document.model_copy(update={"repealed": ends[number]})
        if number in ends and document.repealed is None
        else document
        for number, document in documents.items()
    }


def list_steps(documents: Mapping[str, LegalDocument]) -> tuple[Step, ...]:
    """Every step between two documents, each once."""
    steps: dict[tuple[str, str, Relation], Step] = {}
    for number, one in documents.items():
        if one.repealed is not None and one.repealed.by is not None:
            steps[one.repealed.by, number, "replaces"] = Step(one.repealed.by, number, "replaces", one.repealed.since)
    for number, one in documents.items():
        for other in one.replaces:
            steps.setdefault((number, other, "replaces"), Step(number, other, "replaces", one.effective))
        for other in one.amends:
            steps[number, other, "amends"] = Step(number, other, "amends", one.effective)
    return tuple(steps.values())


class Lines:
    """The lines of descent of some documents."""

    def __init__(self, documents: Mapping[str, LegalDocument]) -> None:
        self.documents = documents
        self._earlier: dict[str, list[Step]] = {}
        self._later: dict[str, list[Step]] = {}
        for step in list_steps(documents):
            self._earlier.setdefault(step.later, []).append(step)
            self._later.setdefault(step.earlier, []).append(step)

    def of(self, number: str) -> Descent:
        """What the document replaces or amends, and so on back; what replaces or amends it, and so on; the oldest first."""
        found: dict[str, None] = {number: None}
        for way in (self._earlier, self._later):
            waiting = [number]
            while waiting and len(found) < MOST_IN_LINE:
                here = waiting.pop(0)
                for step in way.get(here, ()):
                    other = step.earlier if way is self._earlier else step.later
                    if other not in found and len(found) < MOST_IN_LINE:
                        found[other] = None
                        waiting.append(other)
        numbers = tuple(sorted(found, key=self._age))
        steps = (step for one in numbers for step in self._earlier.get(one, ()) if step.earlier in found)
        return Descent(numbers, tuple(steps))

    def before(self, number: str, relation: Relation) -> list[Step]:
        """The steps from this document to those that it replaces or amends."""
        return [step for step in self._earlier.get(number, ()) if step.relation == relation]

    def after(self, number: str, relation: Relation) -> list[Step]:
        """The steps to this document from those that replace or amend it."""
        return [step for step in self._later.get(number, ()) if step.relation == relation]

    def _age(self, number: str) -> tuple[date, str]:
        one = self.documents.get(number)
        known = None if one is None else one.issued or one.effective
        return known or _by_what_followed(self._later.get(number, ())), number


def _by_what_followed(later: Iterable[Step]) -> date:
    return min((step.day for step in later if step.day is not None), default=date.max)
