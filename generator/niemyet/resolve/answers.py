"""The answers: what a citizen asks of one procedure in one place on one date, for every choice that matters.

Worked out here once. Page, cards, lists, comparison, sheet and the command `answer` take it from here; nobody else adds fees,
counts papers or decides which deadline holds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from niemyet.law.choices import WAIVER, Choice, Chosen, Scope, people_of
from niemyet.law.deadlines import DeadlineLayers, DeadlinesAnswer, answer_deadlines, layer_deadlines
from niemyet.law.fees import FeesAnswer, answer_fees
from niemyet.law.papers import PapersAnswer, answer_papers, list_papers
from niemyet.law.terms import Terms
from niemyet.model.overlay import Posting
from niemyet.model.procedure import Outdated, Procedure
from niemyet.resolve.communes import PostedProcedure
from niemyet.resolve.procedures import ProvincialProcedure


class UnknownChoiceError(LookupError):
    """A question, or an option of one, that the procedure does not have; `known` are those that it has."""

    def __init__(self, key: str, option: str | None, known: Sequence[str]) -> None:
        super().__init__(key, option)
        self.key, self.option, self.known = key, option, tuple(known)


@dataclass(frozen=True)
class Answers:
    """Everything from which the answers for one procedure in one place on one date are read off."""

    procedure: Procedure
    terms: Terms
    layers: DeadlineLayers
    outdated: Outdated | None = None
    """That the law has replaced the record, or parts of it: what is said of them must not be taken for true."""

    @cached_property
    def scope(self) -> Scope:
        """Which questions the procedure's parts depend on."""
        return Scope(self.procedure)

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """The questions worth asking: those on which something depends, the waivers last."""
        people = people_of(self.terms.waivers)
        asked = (*self.papers_by, *self.fees_by, *self.deadlines_by, *self._rest_by)
        return (*(choice for choice in self.scope.choices if choice.key in asked), *([people] if people else []))

    @cached_property
    def papers_by(self) -> tuple[str, ...]:
        """The questions on which the papers depend."""
        return self.scope.asked_by(paper for _, paper in list_papers(self.procedure))

    @cached_property
    def fees_by(self) -> tuple[str, ...]:
        """The questions on which the fees depend."""
        waivers = self.terms.waivers
        asked = self.scope.asked_by((*(line.fee for line in self.terms.fees), *waivers))
        return (*asked, *([WAIVER] if waivers else []))

    @cached_property
    def deadlines_by(self) -> tuple[str, ...]:
        """The questions on which the deadlines depend."""
        return self.scope.asked_by(self.layers.every)

    @cached_property
    def _rest_by(self) -> set[str]:
        steps = (name for step in self.procedure.steps for name in step.case)
        results = (name for result in self.procedure.results for name in result.case)
        return {self.scope.question_of[name] for name in (*steps, *results)}

    def papers(self, chosen: Chosen) -> PapersAnswer:
        """What to bring."""
        return answer_papers(self.procedure, self.scope, chosen)

    def fees(self, chosen: Chosen) -> FeesAnswer:
        """What is paid, and what may be asked for besides."""
        key = tuple(sorted(chosen.items()))
        if key not in self._fees:
            self._fees[key] = answer_fees(self.terms, self.scope, chosen)
        return self._fees[key]

    @cached_property
    def _fees(self) -> dict[tuple[tuple[str, str], ...], FeesAnswer]:
        """What was answered: cards, tables and words ask for the same."""
        return {}

    def deadlines(self, chosen: Chosen) -> DeadlinesAnswer:
        """How long it takes."""
        return answer_deadlines(self.layers, self.scope, chosen)

    def open_questions(self, chosen: Chosen) -> tuple[str, ...]:
        """The questions that are still open and on which the answer depends; nobody has to belong to those who pay less."""
        return tuple(choice.key for choice in self.choices if choice.key not in chosen and choice.key != WAIVER)

    def check(self, chosen: Chosen) -> None:
        """Raises UnknownChoiceError where a choice names a question or an option that the procedure does not have."""
        people = people_of(self.terms.waivers)
        known = {
            choice.key: [option.key for option in choice.options]
            for choice in (*self.scope.choices, *([people] if people else []))
        }
        for key, option in chosen.items():
            if key not in known:
                raise UnknownChoiceError(key, None, tuple(known))
            if option not in known[key]:
                raise UnknownChoiceError(key, option, known[key])

    def every_choice(self) -> Iterator[dict[str, str]]:
        """Every way to answer all questions, without a waiver and with each."""
        people = next((choice for choice in self.choices if choice.key == WAIVER), None)
        for row in self.scope.rows((choice.key for choice in self.choices if choice.key != WAIVER), {}):
            yield row
            if people:
                yield from ({**row, WAIVER: who.key} for who in people.options)


def answers_of(posted: PostedProcedure, today: date) -> Answers:
    """The answers of one posting."""
    return answers_in(posted.provincial, posted.posting, today)


def answers_in(provincial: ProvincialProcedure, posting: Posting | None, today: date) -> Answers:
    """The answers in a province where no commune promises anything of its own, or in the commune of a posting."""
    procedure = provincial.procedure
    layers = layer_deadlines(procedure, provincial.overlay, posting, today)
    return Answers(procedure, provincial.terms, layers, provincial.dated.outdated)
