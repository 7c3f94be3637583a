"""Sets up `Answers` for a posting, and for a procedure in a province."""

from niemyet.law.answers import Answers
from niemyet.model.areas import AreaKind
from niemyet.resolve.communes import PostedProcedure
from niemyet.resolve.procedures import ProvincialProcedure


def answers_of(posted: PostedProcedure) -> Answers:
    """The answers of one posting."""
    return Answers(posted.procedure, posted.provincial.terms, posted.layers, posted.provincial.dated.outdated)


def answers_in(provincial: ProvincialProcedure) -> Answers:
    """The answers in a province, for communes without deadlines of their own."""
    return Answers(provincial.procedure, provincial.terms, provincial.terms.layers, provincial.dated.outdated)


class KeptAnswers:
    """The answers in provinces, each set up once for lists, pages of every language and data; kept for one province at a time,
    because communes are sorted by province."""

    def __init__(self) -> None:
        self._province = ""
        self._kept: dict[tuple[str, tuple[AreaKind, ...] | None], Answers] = {}

    def of(self, province: str, provincial: ProvincialProcedure) -> Answers:
        """`answers_in` of a procedure in the province with this path."""
        if self._province != province:
            self._province, self._kept = province, {}
        key = provincial.procedure.code, provincial.terms.areas
        if key not in self._kept:
            self._kept[key] = answers_in(provincial)
        return self._kept[key]
