"""Offices: hours are plausible and do not overlap, the location is in Việt Nam, feedback has an address."""

from collections.abc import Iterator
from datetime import time
from itertools import combinations

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.nodes import Document
from niemyet.load.syntax_hints import write
from niemyet.model.orthography import format_day
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.places import Commune, Opening, OpeningException, Province
from niemyet.model.procedure import Procedure
from niemyet.model.vocabulary import WEEKDAY_NAMES
from niemyet.validate.entries import Entry

EARLIEST, LATEST = time(6), time(21)
"""Offices open between these hours. Other hours are typing mistakes, or afternoons written as 1:30."""
_NOON = 12
SOUTH, NORTH, WEST, EAST = 6.0, 24.0, 102.0, 118.0
"""Degrees that enclose Việt Nam with its islands, including Trường Sa and Hoàng Sa."""


def check_plausible_hours(entry: Entry[Commune]) -> Iterator[Diagnostic]:
    """No office is open at night, and periods of the same day do not overlap."""
    office, document = entry.record.office, entry.document
    for i, opening in enumerate(office.hours):
        yield from _check_night(opening, document, ("office", "hours", i))
    for i, exception in enumerate(office.exceptions):
        yield from _check_night(exception, document, ("office", "exceptions", i))
    for i, opening in enumerate(office.hours):
        double = next((day for k, day in enumerate(opening.days) if day in opening.days[:k]), None)
        if double is not None:
            values = {"value": WEEKDAY_NAMES[double], "line": str(document.at("office", "hours", i).line)}
            yield Diagnostic("hours-overlap", document.at("office", "hours", i, "days"), values)
    for (i, earlier), (k, later) in combinations(enumerate(office.hours), 2):
        shared = [day for day in later.days if day in earlier.days]
        if shared and _overlap(earlier, later) and not (_at_night(earlier) or _at_night(later)):
            values = {"value": WEEKDAY_NAMES[shared[0]], "line": str(document.at("office", "hours", i).line)}
            yield Diagnostic("hours-overlap", document.at("office", "hours", k), values)


def _check_night(hours: Opening | OpeningException, document: Document, path: tuple[str | int, ...]) -> Iterator[Diagnostic]:
    if hours.opens is None or hours.closes is None or hours.closes <= hours.opens:
        return
    if _at_night(hours):
        key = "opens" if hours.opens < EARLIEST else "closes"
        values = {"value": f"{hours.opens:%H:%M}–{hours.closes:%H:%M}"}
        if hours.opens < EARLIEST and hours.closes.hour + _NOON <= LATEST.hour and hours.closes.hour < _NOON:
            opens, closes = (f"{clock.hour + _NOON:02}:{clock:%M}" for clock in (hours.opens, hours.closes))
            values["near"] = f'opens: "{opens}", closes: "{closes}"'
        yield Diagnostic("hours-at-night", document.at(*path, key), values)


def _at_night(hours: Opening | OpeningException) -> bool:
    return hours.opens is not None and hours.closes is not None and (hours.opens < EARLIEST or hours.closes > LATEST)


def _overlap(a: Opening | OpeningException, b: Opening | OpeningException) -> bool:
    if a.opens is None or a.closes is None or b.opens is None or b.closes is None:
        return True
    return a.opens < b.closes and b.opens < a.closes


def is_at_night(clock: time) -> bool:
    """Whether the time is outside plausible office hours."""
    return not EARLIEST <= clock <= LATEST


def check_last_hours(entry: Entry[Procedure] | Entry[ProvinceOverlay] | Entry[Posting]) -> Iterator[Diagnostic]:
    """The limit for a result on the same day lies within plausible office hours."""
    for i, deadline in enumerate(entry.record.deadlines):
        until = deadline.same_day_until
        if until is not None and is_at_night(until):
            values: dict[str, str | Bilingual] = {"value": f"{until:%H:%M}"}
            if until < EARLIEST and until.hour > 0:
                values["fix"] = write(f'"{until.hour + _NOON:02}:{until:%M}"')
            yield Diagnostic("hours-at-night", entry.document.at("deadlines", i, "same_day_until"), values)


def check_exceptions(entry: Entry[Commune]) -> Iterator[Diagnostic]:
    """An exceptional day is closed or open, and none of its periods occurs twice."""
    for (i, earlier), (k, later) in combinations(enumerate(entry.record.office.exceptions), 2):
        if earlier.date == later.date and _overlap(earlier, later):
            values = {"value": format_day(later.date), "line": str(entry.document.at("office", "exceptions", i).line)}
            yield Diagnostic("exception-twice", entry.document.at("office", "exceptions", k), values)


def check_location(entry: Entry[Commune]) -> Iterator[Diagnostic]:
    """The office's location lies in Việt Nam."""
    location = entry.record.office.location
    if location is None:
        return
    latitude, longitude = location.latitude, location.longitude
    if not _lies_here(latitude, longitude):
        values = {"value": f"{latitude:g}, {longitude:g}"}
        if _lies_here(longitude, latitude):
            values["near"] = f"latitude: {longitude:g}, longitude: {latitude:g}"
        yield Diagnostic("bad-location", entry.document.key("office", "location"), values)


def _lies_here(latitude: float, longitude: float) -> bool:
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def check_addresses_of_feedback(entry: Entry[Commune] | Entry[Province]) -> Iterator[Diagnostic]:
    """An address for feedback has a URL, a telephone number or an e-mail address."""
    for i, feedback in enumerate(entry.record.feedback):
        if not any((feedback.url, feedback.phone, feedback.email, feedback.address)):
            yield Diagnostic("feedback-without-address", entry.document.at("feedback", i), {"value": feedback.name})


def check_feedback(entry: Entry[Commune], province: Province | None) -> Iterator[Diagnostic]:
    """A commune or its province names an address for feedback, without which a notice is incomplete."""
    if province is not None and not entry.record.feedback and not province.feedback:
        place = entry.document.key("feedback") if isinstance(entry.document.root.value, dict) else entry.document.source.place(1)
        yield Diagnostic("feedback-missing", place)
