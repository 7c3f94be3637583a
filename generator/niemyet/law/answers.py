"""The answers to what a citizen asks about one procedure in one place on one date, for every choice that matters.

Pages, cards, lists, comparisons, sheets and the command `answer` all use this module; no other code adds fees, counts papers or
decides which deadline applies.
"""

from collections.abc import Sequence
from functools import cached_property

from niemyet.law.choices import WAIVER, Choice, Chosen, Scope, people_of
from niemyet.law.deadlines import DeadlineLayers, DeadlinesAnswer, answer_deadlines
from niemyet.law.fees import FeesAnswer, FeeTable
from niemyet.law.papers import PapersAnswer, PaperTable
from niemyet.law.terms import Terms
from niemyet.model.procedure import Outdated, Procedure
from niemyet.values import dataclass


class UnknownChoiceError(LookupError):
    """The procedure has no such question or option; `known` are those it has."""

    def __init__(self, key: str, option: str | None, known: Sequence[str]) -> None:
        super().__init__(key, option)
        self.key, self.option, self.known = key, option, tuple(known)


@dataclass(frozen=True)
class Answers:
    """Computes the answers for one procedure in one place on one date."""

    procedure: Procedure
    terms: Terms
    layers: DeadlineLayers
    outdated: Outdated | None = None
    """Set if the law has replaced the record or parts of it: answers about these parts must not be presented as valid."""

    @cached_property
    def scope(self) -> Scope:
        """The procedure's questions and which parts they select."""
        return Scope(self.procedure, self.terms.asked)

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """The questions on which some answer depends; the waivers come last."""
        people = people_of(self.terms.waivers)
        asked = (*self.papers_by, *self.fees_by, *self.deadlines_by, *self._rest_by)
        return (*(choice for choice in self.scope.choices if choice.key in asked), *([people] if people else []))

    @cached_property
    def papers_by(self) -> tuple[str, ...]:
        """The questions on which the papers depend."""
        return self._papers.asked

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
        return self._papers.answer(chosen)

    @cached_property
    def _papers(self) -> PaperTable:
        return PaperTable(self.procedure, self.scope)

    def fees(self, chosen: Chosen) -> FeesAnswer:
        """What must be paid, and optional extras."""
        return self._fees.answer(chosen)

    @cached_property
    def _fees(self) -> FeeTable:
        return FeeTable(self.terms, self.scope)

    def deadlines(self, chosen: Chosen) -> DeadlinesAnswer:
        """How long the office may take."""
        return answer_deadlines(self.layers, self.scope, chosen)

    def open_questions(self, chosen: Chosen) -> tuple[str, ...]:
        """The unanswered questions on which the answer depends. The waiver is never among them: most people have none."""
        return tuple(choice.key for choice in self.choices if choice.key not in chosen and choice.key != WAIVER)

    def check(self, chosen: Chosen) -> None:
        """Raises UnknownChoiceError if `chosen` has a question or an option that the procedure does not have."""
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
