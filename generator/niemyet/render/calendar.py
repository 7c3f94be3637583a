"""The calendars as data for the browser, which calculates the day of return with them."""

import json
from collections.abc import Sequence

from niemyet.model.reference import Calendar
from niemyet.render.language import Language
from niemyet.render.renderer import OutputFile
from niemyet.values import dataclass

ADDRESS = "du-lieu/lich.json"


@dataclass(frozen=True, slots=True)
class CalendarView:
    """The inputs of the calendar data."""

    calendars: tuple[Calendar, ...]


def write_calendar(view: CalendarView, language: Language) -> OutputFile:
    """The calendar data as a file of the site."""
    return OutputFile(language.folder + ADDRESS, make_calendar_data(view.calendars, language).encode())


def make_calendar_data(calendars: Sequence[Calendar], language: Language) -> str:
    """JSON by year: whether it is official, days off with their names, worked weekend days with the days they stand for.

    `expected` lists the days for which there is no official notice yet.
    """
    years = {
        str(calendar.year): {
            "official": calendar.status == "official",
            "off": {day.date.isoformat(): language.text(day.name) for day in calendar.days_off},
            "worked": {day.date.isoformat(): day.instead_of.isoformat() for day in calendar.worked_days},
            "expected": [day.isoformat() for day in calendar.expected],
        }
        for calendar in sorted(calendars, key=lambda calendar: calendar.year)
    }
    return json.dumps(years, ensure_ascii=False, separators=(",", ":"))
