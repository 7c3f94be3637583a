"""How counts of dossiers belong together: totals, what must add up, and the three denominators of "in time".

Takes the figures of a period as they are written; what is absent is not known and is never taken for 0, but for dossiers that
wait or were given back, which reports leave out where there are none. Biểu II.06a (Thông tư 01/2020/TT-VPCP): what was carried
over and what came in is what was resolved and what is still open.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from niemyet.model.oversight.dossiers import DossierFigures, Pending, Received, Resolved
from niemyet.model.oversight.petitions import Petitions

MERGER = date(2025, 7, 1)
"""Since this day there are no districts, and communes are other ones: no series runs across it."""
DAYS_TO_REPORT = 45
"""After the end of a quarter; older figures are said to be missing. Our own choice: no rule names a number for the site."""


def count_received(received: Received | None) -> int | None:
    """All new dossiers; None if a way of filing was not counted."""
    if received is None or received.online is None:
        return None
    if received.offline is not None:
        return received.online + received.offline
    if received.in_person is None or received.post is None:
        return None
    return received.online + received.in_person + received.post


def missing_way(received: Received) -> str | None:
    """The key of a way of filing without which there is no total; None if nothing is missing."""
    keys = ("online",) if received.offline is not None else ("online", "in_person", "post")
    return next((key for key in keys if getattr(received, key) is None), None)


def count_in_time(resolved: Resolved) -> int:
    """Those that were resolved early or on time."""
    return (resolved.early or 0) + resolved.on_time


def count_resolved(resolved: Resolved) -> int:
    """All that were resolved."""
    return count_in_time(resolved) + resolved.late


def count_pending(pending: Pending) -> int:
    """All that are open."""
    return pending.in_time + pending.late


class Balance(NamedTuple):
    """What was to be dealt with in a period, and what became of it."""

    given: int
    taken: int

    @property
    def difference(self) -> int:
        """How many are missing (below 0) or too many among what became of them; 0 if it adds up."""
        return self.taken - self.given


def balance_dossiers(figures: DossierFigures) -> Balance | None:
    """None if a side is not known."""
    received = count_received(figures.received)
    if figures.carried_over is None or received is None or figures.resolved is None or figures.pending is None:
        return None
    open_ = count_pending(figures.pending) + (figures.awaiting or 0)
    return Balance(figures.carried_over + received, count_resolved(figures.resolved) + open_ + (figures.returned or 0))


def balance_petitions(figures: Petitions) -> Balance | None:
    """None if a side is not known. Nothing carried over or forwarded is left out of reports."""
    if figures.answered is None or figures.pending is None:
        return None
    answered, pending = figures.answered, figures.pending
    taken = answered.in_time + answered.late + pending.in_time + pending.late + (figures.forwarded or 0)
    return Balance((figures.carried_over or 0) + figures.received, taken)


def counts_something(figures: DossierFigures) -> bool:
    """Whether anything of the period is known."""
    counts = figures.carried_over, figures.received, figures.resolved, figures.pending, figures.awaiting
    return any(one is not None for one in (*counts, figures.returned, figures.extended, figures.apologies, figures.promise))


def left_open(figures: DossierFigures) -> int | None:
    """The stock that the next period carries over; None if it is not known."""
    return None if figures.pending is None else count_pending(figures.pending) + (figures.awaiting or 0)


class Share(NamedTuple):
    """A part of a whole; percentages are made of it where they are shown."""

    part: int
    whole: int


def share_of_resolved(figures: DossierFigures) -> Share | None:
    """In time of all that were resolved: Biểu II.06a."""
    resolved = figures.resolved
    return None if resolved is None else Share(count_in_time(resolved), count_resolved(resolved))


def share_of_due(figures: DossierFigures) -> Share | None:
    """In time of all that were due: the resolved ones, and those that are open and late (notices of provinces)."""
    of = share_of_resolved(figures)
    return None if of is None or figures.pending is None else Share(of.part, of.whole + figures.pending.late)


def share_of_handled(figures: DossierFigures) -> Share | None:
    """In time, or open and not yet due, of all that were dealt with: indicator 2.1 of Quyết định 766/QĐ-TTg."""
    of, pending = share_of_resolved(figures), figures.pending
    return None if of is None or pending is None else Share(of.part + pending.in_time, of.whole + count_pending(pending))


def share_online(figures: DossierFigures) -> Share | None:
    """Filed online of all that came in."""
    total = count_received(figures.received)
    return None if total is None or figures.received is None else Share(figures.received.online or 0, total)


def share_as_promised(figures: DossierFigures) -> Share | None:
    """There by the first date on the receipt, of all that were looked at."""
    promise = figures.promise
    if promise is None:
        return None
    return Share(promise.by_first_date, promise.by_first_date + promise.after_first_date + promise.after_last_date)


def quarters_of(year: int) -> Iterator[tuple[date, date]]:
    """First and last day of each quarter."""
    for month in (1, 4, 7, 10):
        after = date(year + month // 10, (month + 2) % 12 + 1, 1)
        yield date(year, month, 1), after - timedelta(days=1)


def last_quarter_due(today: date) -> date | None:
    """The last day of the latest quarter whose figures are due today."""
    ends = [end for year in (today.year - 1, today.year) for _, end in quarters_of(year)]
    return max((end for end in ends if end + timedelta(days=DAYS_TO_REPORT) <= today), default=None)
