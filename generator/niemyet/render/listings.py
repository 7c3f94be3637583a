"""What lists and comparisons show of a commune and its postings, kept after the commune's pages are rendered.

A list shows a procedure by its `ListedProcedure`, which the communes of a province share; a `ListedPosting` holds only the
posting's own values.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from niemyet.model.places import name_unit
from niemyet.model.vocabulary import Standing
from niemyet.render.summaries import card_deadlines, card_fees
from niemyet.resolve.answers import answers_in, answers_of
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.procedures import Owner, ProvincialProcedure


class ListedProcedure(NamedTuple):
    """What lists show of a procedure in a province."""

    name: str
    field: str
    fees: str
    deadlines: str
    """Shown for communes without deadlines of their own."""
    outdated: bool
    """Whether the law has replaced the record."""
    owner: Owner | None = None
    """The province whose own procedure it is."""


class ComparedPosting(NamedTuple):
    """What a comparison with other communes shows of a posting."""

    standing: Standing
    deadlines: str
    posted: date
    fees: str
    """Where they hang on the commune's kind of area; '' where they are those of the province."""


class ListedPosting(NamedTuple):
    """What the list of its commune shows of a posting."""

    code: str
    standing: Standing
    deadlines: str
    posted: date
    last_confirmed: date
    to_review: bool
    """Whether the procedure has changed since the commune last confirmed the posting."""
    fees: str
    """As in `ComparedPosting`."""

    @property
    def compared(self) -> ComparedPosting:
        """The values that comparisons show."""
        return ComparedPosting(self.standing, self.deadlines, self.posted, self.fees)


class NamedCommune(NamedTuple):
    """What lists show of a commune itself. `name` includes the kind: "xã Thường Tín"."""

    path: str
    name: str
    code: str
    former_names: tuple[str, ...]
    sample: bool


class ListedCommune(NamedTuple):
    """A commune in lists, as in `NamedCommune`, with its postings by code."""

    path: str
    name: str
    code: str
    former_names: tuple[str, ...]
    sample: bool
    postings: Mapping[str, ComparedPosting]

    @property
    def outlined(self) -> "OutlinedCommune":
        """What lists of communes, the search and the feeds may show of it."""
        standings = {code: posting.standing for code, posting in self.postings.items()}
        return OutlinedCommune(self.path, self.name, self.code, self.former_names, self.sample, standings)


class OutlinedCommune(NamedTuple):
    """A commune as one of many: itself, and the standing of each of its postings by code."""

    path: str
    name: str
    code: str
    former_names: tuple[str, ...]
    sample: bool
    standings: Mapping[str, Standing]

    @property
    def current(self) -> int:
        """The number of postings in force today."""
        return sum(standing == "in_force" for standing in self.standings.values())


def list_procedure(provincial: ProvincialProcedure) -> ListedProcedure:
    """What lists show of a procedure in a province."""
    answers, procedure = answers_in(provincial), provincial.procedure
    return ListedProcedure(
        procedure.name,
        procedure.field,
        card_fees(answers, {}),
        card_deadlines(answers, {}),
        provincial.dated.outdated is not None,
        provincial.dated.owner,
    )


def list_posting(posted: PostedProcedure, procedure: ListedProcedure) -> ListedPosting:
    """What lists show of a posting. `procedure` supplies the deadlines if it has none of its own."""
    own = posted.posting.deadlines
    deadlines = card_deadlines(answers_of(posted), {}) if own else procedure.deadlines
    posting = posted.posting
    fees = "" if posted.provincial.terms.areas is None else procedure.fees
    return ListedPosting(posted.code, posted.standing, deadlines, posting.posted, posting.last_confirmed, posted.to_review, fees)


def list_postings(resolved: ResolvedCommune, procedures: Mapping[str, ListedProcedure]) -> dict[str, ListedPosting]:
    """The listed postings by code; `procedures` are those of the province."""
    return {code: list_posting(posted, procedures[code]) for code, posted in resolved.postings.items()}


def list_commune(resolved: ResolvedCommune) -> NamedCommune:
    """What lists show of the commune itself."""
    commune = resolved.commune
    return NamedCommune(resolved.path, name_unit(commune), commune.code, commune.former_names, commune.sample)
