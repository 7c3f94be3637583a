"""What pages of places show of one commune: its figures of every kind, kept in the build cache with the commune."""

from collections.abc import Mapping
from typing import NamedTuple

from niemyet.model.oversight.record import CommuneYear
from niemyet.model.ratings import MonthOfRatings
from niemyet.oversight.causes import Cause, find_causes
from niemyet.oversight.compliance import Compliance
from niemyet.oversight.held import Held, hold_years
from niemyet.oversight.promised import PromisedPosting
from niemyet.oversight.required import Requirements
from niemyet.oversight.totals import Totals, total_commune


class Overseen(NamedTuple):
    """A commune as one of many. What another kind of figures shows of it is a field of its own."""

    totals: Totals
    promised: tuple[PromisedPosting, ...] = ()
    """The shorter times that it promises, of what it posts today."""
    causes: tuple[Cause, ...] = ()
    """Why somebody should go and look, as far as its figures say."""
    ratings: tuple[MonthOfRatings, ...] = ()
    """How readers rated its pages, by month."""
    held: tuple[Held, ...] = ()
    """What inspections found, against what the catalogue says today."""


def oversee(
    figures: Compliance,
    required: Requirements,
    ratings: tuple[MonthOfRatings, ...] = (),
    years: Mapping[str, CommuneYear] | None = None,
) -> Overseen:
    """What pages of places show of the commune with these figures, ratings and years."""
    facts = (judged.facts for judged in figures.postings)
    promised = tuple(PromisedPosting(one.code, one.promises, one.sample) for one in facts if one.promises)
    return Overseen(total_commune(figures), promised, find_causes(figures, required), ratings, hold_years(years or {}, figures))
