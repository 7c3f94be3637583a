"""Sets up `Answers` for a posting, and for a procedure in a province."""

from niemyet.law.answers import Answers
from niemyet.resolve.communes import PostedProcedure
from niemyet.resolve.procedures import ProvincialProcedure


def answers_of(posted: PostedProcedure) -> Answers:
    """The answers of one posting."""
    return Answers(posted.procedure, posted.provincial.terms, posted.layers, posted.provincial.dated.outdated)


def answers_in(provincial: ProvincialProcedure) -> Answers:
    """The answers in a province, for communes without deadlines of their own."""
    return Answers(provincial.procedure, provincial.terms, provincial.terms.layers, provincial.dated.outdated)
