"""A calendar's days are days of its year, off on weekdays, worked at weekends, each once and each with a known document."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import PurePosixPath

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.model.reference import Calendar
from niemyet.validate.entries import Entry
from niemyet.validate.reference_index import ReferenceIndex

SATURDAY = 5
_FIXED = {"tết dương lịch": (1, 1), "quốc tế lao động": (1, 5), "quốc khánh": (2, 9)}
"""Day and month of the holidays that the law fixes (Bộ luật Lao động 45/2019/QH14 Điều 112) and that can be read as another day
when day and month change places."""
_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")


def check_days_of_calendar(entry: Entry[Calendar], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """Each day is one of the year, once, and on a day on which it changes something."""
    record, document = entry.record, entry.document
    seen: dict[date, int] = {}
    listed = [(("days_off", i), day.date, day.name) for i, day in enumerate(record.days_off)]
    listed += [(("worked_days", i), day.date, "") for i, day in enumerate(record.worked_days)]
    for path, day, name in listed:
        place = document.at(*path, "date")
        if day.year != record.year:
            if PurePosixPath(entry.path).stem == str(day.year):
                continue  # the year of the record is the mistake, and told
            yield Diagnostic("day-of-other-year", place, _say(day) | {"year": str(record.year)})
        elif day in seen:
            yield Diagnostic("day-twice", place, _say(day) | {"line": str(seen[day])})
        elif path[0] == "days_off":
            yield from _check_day_off(place, day, name)
        elif day.weekday() < SATURDAY:
            yield Diagnostic("worked-day-on-weekday", place, _say(day))
        seen.setdefault(day, place.line)
    off = {one.date for calendar in law.calendars for one in calendar.days_off}
    years = {calendar.year for calendar in law.calendars}
    exchanged: dict[date, int] = {}
    for i, worked in enumerate(record.worked_days):
        place = document.at("worked_days", i, "instead_of")
        if worked.instead_of in exchanged:
            yield Diagnostic("day-twice", place, _say(worked.instead_of) | {"line": str(exchanged[worked.instead_of])})
        exchanged.setdefault(worked.instead_of, place.line)
        if worked.instead_of.year in years and worked.instead_of not in off:
            yield Diagnostic("instead-of-no-day-off", document.at("worked_days", i, "instead_of"), _say(worked.instead_of))


def _check_day_off(place: Place, day: date, name: str) -> Iterator[Diagnostic]:
    fixed = next((day for words, day in _FIXED.items() if words in name.lower()), None)
    if fixed is not None and fixed != (day.day, day.month) and fixed == (day.month, day.day):
        values = {"value": f"{day:%d/%m/%Y}", "name": name, "right": date(day.year, fixed[1], fixed[0]).isoformat()}
        yield Diagnostic("day-and-month-swapped", place, values)
    elif day.weekday() >= SATURDAY:
        values = _say(day)
        if day.day <= 12 and (swapped := date(day.year, day.day, day.month)).weekday() < SATURDAY:
            values["near"] = swapped.isoformat()
        yield Diagnostic("day-off-at-weekend", place, values)


def _say(day: date) -> dict[str, str]:
    return {"value": f"{day:%d/%m/%Y}", "weekday": _WEEKDAYS[day.weekday()]}


def check_calendar_of_year(calendars: Iterable[Calendar], read: bool, today: date) -> Iterator[Diagnostic]:
    """The days off of the current year are known. `read`: no calendar was broken."""
    if read and today.year not in {calendar.year for calendar in calendars}:
        path = f"catalogue/reference/calendar/{today.year}.yaml"
        yield Diagnostic("calendar-missing", Place(path), {"value": str(today.year), "path": path})
