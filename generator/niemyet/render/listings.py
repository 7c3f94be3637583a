"""What remains of a commune when its pages are printed: a few words a posting, for lists and comparisons."""

from dataclasses import dataclass
from datetime import date

from niemyet.render.wording import name_unit, sum_up_deadlines, sum_up_fees
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune
from niemyet.resolve.procedures import Standing


@dataclass(frozen=True, slots=True)
class ListedPosting:
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


@dataclass(frozen=True, slots=True)
class ListedCommune:
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
