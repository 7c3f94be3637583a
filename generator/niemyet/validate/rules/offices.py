"""Offices: hours are plausible and do not overlap, the location is in Việt Nam, feedback has an address."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import time
from itertools import combinations

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.law.office_hours import WEEKDAYS as WEEK
from niemyet.law.office_hours import OfficeHours
from niemyet.law.workdays import Workdays
from niemyet.load.nodes import Document, walk
from niemyet.load.syntax_hints import write
from niemyet.model.folding import fold_words
from niemyet.model.kinds import place_of_folder
from niemyet.model.orthography import format_day
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.places import Commune, Opening, OpeningException, Province, Weekday
from niemyet.model.procedure import Procedure
from niemyet.model.reference import Calendar, Unit
from niemyet.model.vocabulary import WEEKDAY_NAMES
from niemyet.patterns import regex
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


def check_weekdays(entry: Entry[Commune]) -> Iterator[Diagnostic]:
    """An office that is open on most weekdays is open on all of them (Bộ luật Lao động 45/2019/QH14 Điều 105; state offices work
    from Monday to Friday)."""
    named = {day for opening in entry.record.office.hours for day in opening.days}
    missing = [day for day in WEEKDAYS if day not in named]
    if 0 < len(missing) < MOST_MISSING:
        values = {"value": ", ".join(WEEKDAY_NAMES[day] for day in missing), "days": ", ".join(missing)}
        yield Diagnostic("weekday-without-hours", entry.document.key("office", "hours"), values)


def check_sessions(entry: Entry[Commune]) -> Iterator[Diagnostic]:
    """On weekdays an office is open both in the morning and in the afternoon, if it is so on most of them."""
    sessions: dict[Weekday, set[str]] = {day: set() for day in WEEKDAYS}
    for opening in entry.record.office.hours:
        names = {"sáng"} if opening.closes.hour <= _NOON else {"chiều"} if opening.opens.hour >= _NOON else {"sáng", "chiều"}
        for day in opening.days:
            if day in sessions:
                sessions[day] |= names
    halves = {day: own for day, own in sessions.items() if len(own) == 1}
    if 0 < len(halves) < MOST_MISSING and all(own for own in sessions.values()):
        for day, own in halves.items():
            values: dict[str, str | Bilingual] = {
                "value": WEEKDAY_NAMES[day],
                "session": _AFTERNOON if "sáng" in own else _MORNING,
                "day": day,
            }
            yield Diagnostic("session-missing", entry.document.key("office", "hours"), values)


def check_province_of_address(entry: Entry[Commune], units: Mapping[str, Unit]) -> Iterator[Diagnostic]:
    """The office's address names no other province or city than the commune's own province: there are no others below it."""
    own = units.get(entry.record.code)
    province = units.get(own.province_code or "") if own is not None else None
    if province is None:
        return
    for named in _PROVINCE_IN_ADDRESS.finditer(entry.record.office.address):
        said = _SHORT_NAMES.get(named["name"].strip(), named["name"].strip())
        is_former = _FORMER.match(entry.record.office.address, named.end("name")) or _FORMER.search(said)
        if said.partition(" - ")[0] != province.name and not is_former:
            values = {"value": f"{named['kind']} {said}", "unit": f"{province.kind} {province.name}"}
            yield Diagnostic("address-of-other-province", entry.document.at("office", "address"), values)


def check_name_of_office(entry: Entry[Commune], units: Mapping[str, Unit], folders: Mapping[str, str]) -> Iterator[Diagnostic]:
    """The office is not called after another commune of the province, nor at its seat, as in a record copied from there."""
    record, own = entry.record, units.get(entry.record.code)
    named = _COMMUNE_IN_NAME.search(record.office.name)
    folder = place_of_folder(entry.path.rpartition("/")[0])
    if own is None or (own.kind, own.name, folders.get(own.code)) != (record.kind, record.name, folder):
        return  # `check_unit` reports it
    if found := find_other_office(record.office.address, own, units) or _find_other_commune(record, own, units):
        values = {"value": found, "unit": f"{own.kind} {own.name}"}
        yield Diagnostic("office-of-other-commune", entry.document.at("office", "address"), values)
    if named is None or f"{own.kind} {own.name}".casefold() in record.office.name.casefold():
        return
    others = [unit for unit in units.values() if unit.province_code == own.province_code and unit.code != own.code]
    said = named["name"].casefold()
    meant = next((unit for unit in others if said.startswith(unit.name.casefold())), None)
    if meant is not None or said.startswith(own.name.casefold()):
        right = f"{own.kind} {own.name}"
        values = {"value": record.office.name, "unit": right}
        yield Diagnostic("office-of-other-commune", entry.document.at("office", "name"), values)


def _find_other_commune(record: Commune, own: Unit, units: Mapping[str, Unit]) -> str:
    """The commune of the same province that the office's address names instead of its own; '' if there is none."""
    address = record.office.address
    if own.name in address:
        return ""
    for named in _COMMUNE_IN_ADDRESS.finditer(address):
        words = f"{named['kind'].lower()} {named['name'].strip()}"
        is_other = any(u.province_code == own.province_code and f"{u.kind} {u.name}" == words for u in units.values())
        if is_other and not _FORMER.match(address, named.end()) and not any(words in name for name in record.former_names):
            return words
    return ""


def find_other_office(text: str, own: Unit, units: Mapping[str, Unit]) -> str:
    """The first words that name an office of another commune of the province of `own`; '' if none do. One that is called a former
    one is none."""
    for named in _OFFICE_OF_COMMUNE.finditer(text):
        said, kind = named["name"], named["kind"].lower()
        if _is_name(own.name, said):
            continue
        others = (unit for unit in units.values() if unit.province_code == own.province_code and unit.kind == kind)
        other = max((unit.name for unit in others if _is_name(unit.name, said)), key=len, default=None)
        if other is not None and not _FORMER.match(said[len(other) :]):
            return f"{named['office']} {named['kind']} {said[: len(other)]}"
    return ""


def _is_name(name: str, text: str) -> bool:
    """Whether the text begins with the name, and with no longer word."""
    return text.startswith(name) and not text[len(name) : len(name) + 1].isalpha() and not _LONGER_NAME.match(text[len(name) :])


_OFFICE_OF_COMMUNE = regex(
    r"\b(?P<office>(?i:ủy ban nhân dân|uỷ ban nhân dân|ubnd|công an|bộ phận một cửa|trung tâm phục vụ hành chính công))"
    r" (?P<kind>(?i:xã|phường|đặc khu)) (?P<name>[A-ZĐÀ-Ỹ][^,;.()]*)"
)
_LONGER_NAME = regex(r" [A-ZĐÀ-Ỹ]")
_FORMER = regex(r",? ?\(?(?:cũ|trước đây|trước kia)\b")
_MORNING, _AFTERNOON = Bilingual("buổi sáng", "in the morning"), Bilingual("buổi chiều", "in the afternoon")
_PROVINCE_IN_ADDRESS = regex(r"\b(?P<kind>(?i:tỉnh|thành phố|tp)\b\.?) ?(?P<name>[A-ZĐÀ-Ỹ][^,;.()]*)")
_SHORT_NAMES = {"HCM": "Hồ Chí Minh", "HN": "Hà Nội", "ĐN": "Đà Nẵng", "HP": "Hải Phòng"}
_COMMUNE_IN_ADDRESS = regex(r"\b(?P<kind>(?i:xã|phường|đặc khu)) (?P<name>[A-ZĐÀ-Ỹ][^,;.()]*?)(?= (?:cũ|trước)|[,;.()]|$)")
_COMMUNE_IN_NAME = regex(r"\b(?:xã|phường|đặc khu) (?P<name>\S.*)", re.IGNORECASE)
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri")
MOST_MISSING = 3
"""From this many weekdays without hours on, an office may well be open on few days only."""


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


def check_exceptions(entry: Entry[Commune], calendars: Iterable[Calendar]) -> Iterator[Diagnostic]:
    """An exceptional day is closed or open, not closed where it always is, and none of its periods occurs twice.

    A Saturday that the calendar has worked is one on which an office may be closed.
    """
    for (i, earlier), (k, later) in combinations(enumerate(entry.record.office.exceptions), 2):
        if earlier.date == later.date and _overlap(earlier, later):
            values = {"value": format_day(later.date), "line": str(entry.document.at("office", "exceptions", i).line)}
            yield Diagnostic("exception-twice", entry.document.at("office", "exceptions", k), values)
    hours = OfficeHours(entry.record.office, Workdays(calendars))
    opened = {day for opening in entry.record.office.hours for day in opening.days}
    for i, one in enumerate(entry.record.office.exceptions):
        weekday, usual = WEEK[one.date.weekday()], hours.usual(one.date)
        if one.opens is None and one.closes is None and weekday not in opened and usual.known and not usual.spans:
            values = {"value": format_day(one.date), "weekday": WEEKDAY_NAMES[weekday]}
            yield Diagnostic("exception-when-closed", entry.document.at("office", "exceptions", i, "date"), values)


def check_location(entry: Entry[Commune]) -> Iterator[Diagnostic]:
    """The office's location lies in Việt Nam."""
    location = entry.record.office.location
    if location is None:
        return
    latitude, longitude = location.latitude, location.longitude
    if not lies_here(latitude, longitude):
        values = {"value": f"{latitude:g}, {longitude:g}"}
        if lies_here(longitude, latitude):
            values["near"] = f"latitude: {longitude:g}, longitude: {latitude:g}"
        yield Diagnostic("bad-location", entry.document.key("office", "location"), values)


def lies_here(latitude: float, longitude: float) -> bool:
    """Whether the point lies within the degrees that enclose Việt Nam."""
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def check_hosts(entry: Entry[Commune] | Entry[Province], units: Mapping[str, Unit]) -> Iterator[Diagnostic]:
    """No site or mailbox is below the address of another province: hatinh.gov.vn in a record of Hà Nội."""
    own = units.get(entry.record.code)
    province = units.get(own.province_code or own.code) if own is not None else None
    if own is None or province is None or own.name != entry.record.name or ".gov.vn" not in entry.document.source.text:
        return  # of a code that is another unit's `check_unit` tells
    hosts = {fold_words(unit.name).replace(" ", ""): unit for unit in units.values() if not unit.province_code}
    for key, node in walk(entry.document.root):
        found = _STATE_HOST.search(node.value) if key in ("url", "email") and isinstance(node.value, str) else None
        other = hosts.get(found[1].lower()) if found else None
        if found is not None and other is not None and other.code != province.code:
            values = {"value": f"{found[1]}.gov.vn", "other": f"{other.kind} {other.name}"}
            values["unit"] = f"{province.kind} {province.name}"
            yield Diagnostic("host-of-other-province", entry.document.place(node), values)


_STATE_HOST = regex(r"(?<![\w-])([a-z]+)\.gov\.vn(?![\w.-])", re.IGNORECASE)


def check_addresses_of_feedback(entry: Entry[Commune] | Entry[Province]) -> Iterator[Diagnostic]:
    """An address for feedback has a URL, a telephone number or an e-mail address."""
    for i, feedback in enumerate(entry.record.feedback):
        if not any((feedback.url, feedback.phone, feedback.email, feedback.address)):
            yield Diagnostic("feedback-without-address", entry.document.at("feedback", i), {"value": feedback.name})


def check_who_answers(entry: Entry[Commune], province: Province | None) -> Iterator[Diagnostic]:
    """To whom people may turn: addresses for feedback, and leaders."""
    yield from check_addresses_of_feedback(entry)
    yield from _check_feedback(entry, province)
    yield from _check_leaders(entry)


def _check_leaders(entry: Entry[Commune]) -> Iterator[Diagnostic]:
    """Nobody but deputies and members shares a position: a committee has one chairman (Luật Tổ chức chính quyền địa phương)."""
    first: dict[str, int] = {}
    for i, leader in enumerate(entry.record.leaders):
        position, place = fold_words(leader.position), entry.document.at("leaders", i, "position")
        if position in first and position.startswith(_HEADS):
            yield Diagnostic("head-twice", place, {"value": leader.position, "line": str(first[position])})
        first.setdefault(position, place.line)


_HEADS = ("chu tich", "bi thu")


def _check_feedback(entry: Entry[Commune], province: Province | None) -> Iterator[Diagnostic]:
    """A commune or its province names an address for feedback, without which a notice is incomplete."""
    if province is not None and not entry.record.feedback and not province.feedback:
        place = entry.document.key("feedback") if isinstance(entry.document.root.value, dict) else entry.document.source.place(1)
        yield Diagnostic("feedback-missing", place)
