"""Implausible days: in a year long past or far ahead, done in the future, announced for a day that has passed."""

from __future__ import annotations  # so that a check of a posting loads no model of articles

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.nodes import Document, walk
from niemyet.model.orthography import format_day
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.places import Province
from niemyet.model.procedure import Decision, Procedure
from niemyet.patterns import regex
from niemyet.validate.entries import Entry

if TYPE_CHECKING:
    from niemyet.model.article import Article

FIRST_YEAR = 1945
"""No state document is older (Nước Việt Nam Dân chủ Cộng hòa was founded on 2/9/1945)."""
YEARS_AHEAD = 10
FEW_YEARS_AHEAD = 2
"""The limit for days of offices, articles and withdrawals, which are near; later years are typing mistakes."""
_WHOLE_DAY = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BEHIND_YEAR = regex("-[0-9]{2}-[0-9]{2}")
"""What follows the year of a day: a pattern that begins with a sign of its own is found much sooner."""
_DAYS = frozenset({
    "date", "posted", "checked", "from", "until", "issued", "effective", "retrieved", "changed", "instead_of",
})  # fmt: skip


def check_years(document: Document, today: date, ahead: int = YEARS_AHEAD) -> Iterator[Diagnostic]:
    """No day lies before `FIRST_YEAR` or more than `ahead` years in the future."""
    first, last = str(FIRST_YEAR), str(today.year + ahead)
    text = document.source.text
    if all(first <= text[at.start() - 4 : at.start()] <= last for at in _BEHIND_YEAR.finditer(text) if at.start() > 3):
        return  # the common case, decided on the text alone
    for key, node in walk(document.root):
        value = node.value
        if not isinstance(value, str) or key not in _DAYS or not _WHOLE_DAY.fullmatch(value):
            continue
        if not FIRST_YEAR <= int(value[:4]) <= today.year + ahead:
            if key == "checked" and int(value[:4]) > today.year:
                continue  # `checked-in-future` reports it
            yield Diagnostic("strange-year", document.place(node), {"value": value, "year": value[:4], "key": key})


def check_years_of_posting(entry: Entry[Posting], today: date) -> Iterator[Diagnostic]:
    """As `check_years`, with a quick test first, because there are many postings."""
    record = entry.record
    days = [record.posted, record.checked, record.decision.date, record.withdrawn.since if record.withdrawn else None]
    days += [day for part in record.deadlines for day in (part.valid_from, part.valid_until)]
    withdrawn = record.withdrawn
    if withdrawn is not None and today.year + FEW_YEARS_AHEAD < withdrawn.since.year <= today.year + YEARS_AHEAD:
        day = withdrawn.since
        values = {"value": day.isoformat(), "year": str(day.year), "key": "from"}
        yield Diagnostic("strange-year", entry.document.at("withdrawn", "from"), values)
    if any(day is not None and not FIRST_YEAR <= day.year <= today.year + YEARS_AHEAD for day in days):
        yield from check_years(entry.document, today)


def check_decision_of_posting(entry: Entry[Posting]) -> Iterator[Diagnostic]:
    """The decision of a posting has a day."""
    yield from _check_decision(entry, entry.record.decision, ("decision",))


def check_decision_of_overlay(entry: Entry[ProvinceOverlay]) -> Iterator[Diagnostic]:
    """The decision of an overlay has a day."""
    if entry.record.decision is not None:
        yield from _check_decision(entry, entry.record.decision, ("decision",))


def check_decision_of_list(entry: Entry[Province]) -> Iterator[Diagnostic]:
    """The decisions of a province's list have a day."""
    if entry.record.list is not None:
        yield from _check_decision(entry, entry.record.list.decision, ("list", "decision"))
        for i, change in enumerate(entry.record.list.changes):
            yield from _check_decision(entry, change.decision, ("list", "changes", i, "decision"))


def _check_decision(entry: Entry[object], decision: Decision, path: tuple[str | int, ...]) -> Iterator[Diagnostic]:
    if decision.date is None:
        yield Diagnostic("decision-without-date", entry.document.at(*path, "number"), {"value": decision.number})


def check_done_days(entry: Entry[Procedure] | Entry[Posting], today: date) -> Iterator[Diagnostic]:
    """Days of what has been done (a decision signed, a notice posted, a source read) are not in the future.

    Of a decision that is signed after the day of posting `check_days_of_posting` tells.
    """
    record = entry.record
    signed = record.decision.date if record.decision is not None else None
    days: list[tuple[tuple[str, ...], date | None]] = []
    if isinstance(record, Posting):
        days += [(("decision", "date"), signed if signed and signed <= record.posted else None), (("posted",), record.posted)]
    else:
        days += [(("decision", "date"), signed)]
        days += [(("source", "retrieved"), record.source.retrieved), (("changed",), record.changed)]
    for path, day in days:
        if day is not None and _is_ahead(day, today):
            yield Diagnostic("day-in-future", entry.document.at(*path), {"value": format_day(day), "key": path[-1]})


def check_days_of_article(entry: Entry[Article], today: date) -> Iterator[Diagnostic]:
    """A notice does not end before it is posted; a correction is made after the article was published, and not in the future."""
    article = entry.record
    if article.notice is not None and article.notice.ends < article.first_day:
        values = {"value": format_day(article.notice.ends), "day": format_day(article.first_day)}
        yield Diagnostic("days-out-of-order", entry.document.at("notice", "until"), values)
    for i, one in enumerate(article.updated):
        place = entry.document.at("updated", i, "date")
        if one.date < article.date:
            yield Diagnostic("days-out-of-order", place, {"value": format_day(one.date), "day": format_day(article.date)})
        elif _is_ahead(one.date, today):
            yield Diagnostic("day-in-future", place, {"value": format_day(one.date), "key": "date"})


def _is_ahead(day: date, today: date) -> bool:
    """Whether the day is in the future, in a plausible year (`check_years` reports the others)."""
    return today < day and day.year <= today.year + YEARS_AHEAD


def check_announcements(entry: Entry[Procedure], today: date) -> Iterator[Diagnostic]:
    """An announced change is in the future."""
    for i, coming in enumerate(entry.record.upcoming):
        if coming.starts <= today:
            yield Diagnostic("upcoming-past", entry.document.at("upcoming", i, "from"), {"value": format_day(coming.starts)})
