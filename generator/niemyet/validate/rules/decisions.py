"""A decision has one day, wherever a place names it."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.load.syntax_hints import write
from niemyet.model.orthography import format_day
from niemyet.model.overlay import Posting
from niemyet.model.places import Province
from niemyet.validate.decided import Decided
from niemyet.validate.entries import Entry

DAYS_APART = "decision-of-two-days"
"""The rule that is told across the postings of a commune."""


class DayApart(NamedTuple):
    """A decision that one posting dates otherwise than `others` of its commune, by their codes."""

    number: str
    day: date
    right: date
    others: tuple[str, ...]


def check_day_of_decision(entry: Entry[Posting], province: Province | None) -> Iterator[Diagnostic]:
    """The decision of a posting has the day that the province's list gives it.

    Numbers begin anew each year, so two days of different years are two decisions, unless day and month are the same.
    """
    decision = entry.record.decision
    right = dict(_decisions_of_list(province)).get(decision.number) if province is not None else None
    if right is None or decision.date is None or decision.date == right or not _is_slip(decision.date, right):
        return
    if entry.record.posted < decision.date:
        return  # `check_days_of_posting` reports it
    values = {"number": decision.number, "value": format_day(decision.date), "right": format_day(right)}
    yield Diagnostic("decision-day-differs", entry.document.at("decision", "date"), {**values, "fix": write(right.isoformat())})


def find_days_apart(decisions: Iterable[Decided], province: Province | None) -> Iterator[tuple[str, DayApart]]:
    """The postings, by code, whose decision has another day than most postings of the commune give it, or than the first of two.

    `decisions` are in order. Those of the province's list are left to `check_day_of_decision`.
    """
    listed = dict(_decisions_of_list(province)) if province is not None else {}
    for number, days in groupby(decisions, attrgetter("number")):
        first, *more = sorted(days, key=lambda one: (-len(one.codes), one.codes))
        for one in more:
            if number not in listed and _is_slip(one.day, first.day):
                yield from ((code, DayApart(number, one.day, first.day, first.codes)) for code in one.codes)


def tell_day_apart(place: Place, apart: DayApart) -> Diagnostic:
    """Says at the `place` of the day that other postings give another; which is right only where several agree."""
    values = {"number": apart.number, "value": format_day(apart.day), "right": format_day(apart.right), "others": apart.others[0]}
    if len(apart.others) == 1:
        return Diagnostic(DAYS_APART, place, values)
    first, more = apart.others[0], len(apart.others) - 1
    others = Bilingual(f"{first} và {more} thủ tục khác", f"{first} and {more} more")
    return Diagnostic(DAYS_APART, place, {**values, "others": others, "fix": write(apart.right.isoformat())})


def _decisions_of_list(province: Province) -> Iterator[tuple[str, date]]:
    if province.list is not None:
        for decision in (province.list.decision, *(change.decision for change in province.list.changes)):
            if decision.date is not None:
                yield decision.number, decision.date


def _is_slip(day: date, right: date) -> bool:
    return day.year == right.year or (day.month, day.day) == (right.month, right.day)
