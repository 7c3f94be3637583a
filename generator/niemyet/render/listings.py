"""What remains of a commune when its pages are printed: a few words a posting, for lists and comparisons.

Lists name a procedure in the words of its `ListedProcedure`, which all communes of a province share; a posting in a list
says only what is its own.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from niemyet.model.places import name_unit
from niemyet.model.vocabulary import Standing
from niemyet.render.summaries import card_deadlines, card_fees
from niemyet.resolve.answers import answers_in, answers_of
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.procedures import ProvincialProcedure


class ListedProcedure(NamedTuple):
    """What lists tell of a procedure in a province."""

    name: str
    field: str
    fees: str
    deadlines: str
    """Where the commune promises none of its own."""
    outdated: bool
    """Whether the law has replaced what stands there."""


class ComparedPosting(NamedTuple):
    """What a comparison with other communes tells of a posting."""

    standing: Standing
    deadlines: str
    posted: date


class ListedPosting(NamedTuple):
    """One posting in the list of its commune."""

    code: str
    standing: Standing
    deadlines: str
    posted: date
    last_confirmed: date
    to_review: bool
    """Whether what it posts has changed since the commune last looked."""

    @property
    def compared(self) -> ComparedPosting:
        """What others tell of it."""
        return ComparedPosting(self.standing, self.deadlines, self.posted)


class ListedCommune(NamedTuple):
    """One commune in a list, with its postings by code. `name` has its kind: "xã Thường Tín"."""

    path: str
    name: str
    code: str
    former_names: tuple[str, ...]
    sample: bool
    postings: Mapping[str, ComparedPosting]

    @property
    def outlined(self) -> "OutlinedCommune":
        """What lists of communes, the search and the feeds are given of it."""
        standings = {code: posting.standing for code, posting in self.postings.items()}
        return OutlinedCommune(self.path, self.name, self.code, self.former_names, self.sample, standings)


class OutlinedCommune(NamedTuple):
    """A commune where it is one of many, with the standing of what it posts by code."""

    path: str
    name: str
    code: str
    former_names: tuple[str, ...]
    sample: bool
    standings: Mapping[str, Standing]

    @property
    def current(self) -> int:
        """How many procedures it posts today."""
        return sum(standing == "in_force" for standing in self.standings.values())


def list_procedure(provincial: ProvincialProcedure) -> ListedProcedure:
    """The procedure in the words of lists, as it holds in a province."""
    answers, procedure = answers_in(provincial), provincial.procedure
    return ListedProcedure(
        procedure.name,
        procedure.field,
        card_fees(answers, {}),
        card_deadlines(answers, {}),
        provincial.dated.outdated is not None,
    )


def list_posting(posted: PostedProcedure, procedure: ListedProcedure) -> ListedPosting:
    """The posting in a few words."""
    own = posted.posting.deadlines
    deadlines = card_deadlines(answers_of(posted), {}) if own else procedure.deadlines
    return ListedPosting(
        posted.code, posted.standing, deadlines, posted.posting.posted, posted.posting.last_confirmed, posted.to_review
    )


def list_postings(resolved: ResolvedCommune, procedures: Mapping[str, ListedProcedure]) -> dict[str, ListedPosting]:
    """The commune's postings in a few words, by code; `procedures` are its province's."""
    return {code: list_posting(posted, procedures[code]) for code, posted in resolved.postings.items()}


def list_commune(resolved: ResolvedCommune, postings: Mapping[str, ListedPosting]) -> ListedCommune:
    """The commune in a few words; `postings` are all of its postings, also those that were not read again."""
    commune = resolved.commune
    compared = {code: posting.compared for code, posting in postings.items()}
    return ListedCommune(resolved.path, name_unit(commune), commune.code, commune.former_names, commune.sample, compared)
