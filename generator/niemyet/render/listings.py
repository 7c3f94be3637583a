"""What remains of a commune when its pages are printed: a few words a posting, for lists and comparisons."""

from datetime import date
from typing import NamedTuple

from niemyet.render.wording import name_unit, sum_up_deadlines, sum_up_fees
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.procedures import Standing


class ListedPosting(NamedTuple):
    """One posting in a list."""

    code: str
    name: str
    field: str
    standing: Standing
    fees: str
    deadlines: str
    posted: date
    touched: date
    to_review: bool
    """Whether what it posts has changed since the commune last looked."""

    @property
    def compared(self) -> tuple[str, ...]:
        """What a comparison with other communes tells of it."""
        return self.standing, self.fees, self.deadlines, self.posted.isoformat()


class ListedCommune(NamedTuple):
    """One commune in a list. `name` has its kind: "xã Thường Tín"."""

    path: str
    name: str
    code: str
    former_names: tuple[str, ...]
    sample: bool
    postings: tuple[ListedPosting, ...]

    @property
    def current(self) -> int:
        """How many procedures it posts today."""
        return sum(posting.standing == "in_force" for posting in self.postings)

    @property
    def outline(self) -> tuple[str, ...]:
        """What lists of communes, the search and the feeds tell of it: itself, and what it posts."""
        postings = (f"{posting.code} {posting.standing}" for posting in self.postings)
        return self.path, self.name, self.code, str(self.sample), str(self.former_names), *postings


def list_posting(posted: PostedProcedure) -> ListedPosting:
    """The posting in a few words."""
    fees = posted.provincial.terms.fees
    return ListedPosting(
        posted.code,
        posted.procedure.name,
        posted.procedure.field,
        posted.standing,
        sum_up_fees(fees),
        sum_up_deadlines(posted.deadlines),
        posted.posting.posted,
        posted.posting.touched,
        posted.to_review,
    )


def list_commune(resolved: ResolvedCommune) -> ListedCommune:
    """The commune with its postings in a few words."""
    commune = resolved.commune
    postings = tuple(list_posting(posted) for posted in resolved.postings.values())
    return ListedCommune(resolved.path, name_unit(commune), commune.code, commune.former_names, commune.sample, postings)
