"""Calendars: days lie in their year, days off are weekdays, worked days are at weekends, none occurs twice."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import PurePosixPath

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.law.workdays import Workdays, is_weekend
from niemyet.model.kinds import path_of
from niemyet.model.orthography import format_day
from niemyet.model.reference import Calendar
from niemyet.model.vocabulary import name_weekday
from niemyet.validate.entries import Entry
from niemyet.validate.reference_index import ReferenceIndex

_FIXED = {"tết dương lịch": (1, 1), "quốc tế lao động": (1, 5), "quốc khánh": (2, 9)}
"""Day and month of the statutory holidays (Bộ luật Lao động 45/2019/QH14 Điều 112) that are valid dates with day and month
swapped."""

_EVERY_YEAR = {(1, 1): 0, (4, 30): 0, (5, 1): 0, (9, 2): 0, (11, 24): 2026}
"""Month and day of the holidays with a fixed date (Bộ luật Lao động 45/2019/QH14 Điều 112; Nghị quyết 28/2026/QH16), and since
when."""
_SUNDAY = 6
WHOLE = 6
"""Days off of a calendar that is no sketch."""
DAYS_OF_TET = 5
"""Days off for the lunar New Year, those at weekends made up for (Bộ luật Lao động 45/2019/QH14 Điều 111 khoản 3, Điều 112)."""
_TET = ((1, 16), (2, 28))
"""Month and day between which they lie: the year's first day is from 21 January to 20 February."""


def check_days_of_calendar(entry: Entry[Calendar], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """Each day lies in the calendar's year, occurs once, and changes something: a day off is a weekday, a worked day is not."""
    record, document = entry.record, entry.document
    seen: dict[date, int] = {}
    listed = [(("days_off", i), day.date, day.name) for i, day in enumerate(record.days_off)]
    listed += [(("worked_days", i), day.date, "") for i, day in enumerate(record.worked_days)]
    for path, day, name in listed:
        place = document.at(*path, "date")
        if day.year != record.year:
            if PurePosixPath(entry.path).stem == str(day.year):
                continue  # the mistake is the year of the record, which is reported
            yield Diagnostic("day-of-other-year", place, _say(day) | {"year": str(record.year)})
        elif day in seen:
            yield Diagnostic("day-twice", place, _say(day) | {"line": str(seen[day])})
        elif path[0] == "days_off":
            yield from _check_day_off(place, day, name)
        elif not is_weekend(day):
            yield Diagnostic("worked-day-on-weekday", place, _say(day))
        elif day.weekday() == _SUNDAY:
            yield Diagnostic("worked-day-on-sunday", place, _say(day) | {"near": (day - timedelta(days=1)).isoformat()})
        seen.setdefault(day, place.line)
    yield from _check_missing_days(entry)
    workdays = Workdays(law.calendars)
    exchanged: dict[date, int] = {}
    for i, worked in enumerate(record.worked_days):
        place = document.at("worked_days", i, "instead_of")
        if worked.instead_of in exchanged:
            yield Diagnostic("day-twice", place, _say(worked.instead_of) | {"line": str(exchanged[worked.instead_of])})
        exchanged.setdefault(worked.instead_of, place.line)
        if workdays.has_year(worked.instead_of.year) and not workdays.is_listed_off(worked.instead_of):
            yield Diagnostic("instead-of-no-day-off", document.at("worked_days", i, "instead_of"), _say(worked.instead_of))


def _check_missing_days(entry: Entry[Calendar]) -> Iterator[Diagnostic]:
    """A whole calendar leaves out no holiday that has the same date every year, has all days of the lunar New Year, once they are
    decided, and says what is worked for a day exchanged."""
    record, document = entry.record, entry.document
    if PurePosixPath(entry.path).stem != str(record.year):
        return  # `check_year_of_calendar` tells it
    off = {day.date for day in record.days_off}
    for (month, number), since in _EVERY_YEAR.items() if len(off) >= WHOLE else ():
        day = date(record.year, month, number)
        swapped = number <= 12 and date(record.year, number, month) in off
        if record.year >= since and not is_weekend(day) and day not in off and not swapped:
            yield Diagnostic("holiday-missing", document.key("days_off"), _say(day) | {"right": day.isoformat()})
    tet = sum(_TET[0] <= (day.month, day.day) <= _TET[1] and not is_weekend(day) for day in off)
    if record.status == "official" and len(off) >= WHOLE and tet < DAYS_OF_TET:
        yield Diagnostic("tet-too-short", document.key("days_off"), {"count": str(tet), "right": str(DAYS_OF_TET)})
    worked = {one.instead_of for one in record.worked_days}
    for i, one in enumerate(record.days_off):
        is_exchanged = "hoán đổi" in one.name.lower() and one.date.year == record.year and not is_weekend(one.date)
        if is_exchanged and one.date not in worked and worked <= off:  # else the day that it is worked for is told
            yield Diagnostic("exchanged-day-not-worked", document.at("days_off", i, "date"), _say(one.date))


def check_days_of_holiday(entry: Entry[Calendar], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """The days off of one holiday follow one another, with nothing but weekends and other days off between them."""
    workdays = Workdays(law.calendars)
    last: dict[str, date] = {}
    for i, day in sorted(enumerate(entry.record.days_off), key=lambda numbered: numbered[1].date):
        before = last.get(day.name)
        last[day.name] = day.date
        if before is None or day.date.year != before.year:
            continue
        between = [before + timedelta(days=k) for k in range(1, (day.date - before).days)]
        worked = next((one for one in between if not is_weekend(one) and not workdays.is_listed_off(one)), None)
        if worked is not None:
            values = _say(day.date) | {"name": day.name, "before": format_day(before), "worked": format_day(worked)}
            yield Diagnostic("days-off-apart", entry.document.at("days_off", i, "date"), values)


def _check_day_off(place: Place, day: date, name: str) -> Iterator[Diagnostic]:
    fixed = next((day for words, day in _FIXED.items() if words in name.lower()), None)
    if fixed is not None and fixed != (day.day, day.month) and fixed == (day.month, day.day):
        values = {"value": format_day(day), "name": name, "right": date(day.year, fixed[1], fixed[0]).isoformat()}
        yield Diagnostic("day-and-month-swapped", place, values)
    elif is_weekend(day):
        values = _say(day)
        if day.day <= 12 and not is_weekend(swapped := date(day.year, day.day, day.month)):
            values["near"] = swapped.isoformat()
        yield Diagnostic("day-off-at-weekend", place, values)


def _say(day: date) -> dict[str, str]:
    return {"value": format_day(day), "weekday": name_weekday(day)}


def check_calendar_of_year(calendars: Iterable[Calendar], read: bool, today: date) -> Iterator[Diagnostic]:
    """There is a calendar of the current year. `read`: all calendars could be read."""
    if read and not Workdays(calendars).has_year(today.year):
        path = path_of("calendar", str(today.year))
        yield Diagnostic("calendar-missing", Place(path), {"value": str(today.year), "path": path})
