"""The official days off and worked weekends as data for the browser, which counts the day of return with them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from niemyet.model.reference import Calendar
from niemyet.render.renderer import OutputFile

ADDRESS = "du-lieu/lich.json"


@dataclass(frozen=True, slots=True)
class CalendarView:
    """What the calendar's data are made of."""

    calendars: tuple[Calendar, ...]


def write_calendar(view: CalendarView) -> OutputFile:
    """The file with the calendar's data."""
    return OutputFile(ADDRESS, make_calendar_data(view.calendars).encode())


def make_calendar_data(calendars: Sequence[Calendar]) -> str:
    """Per year: whether it is official, days off with their names, worked weekend days with the days that they stand for.

    `expected` names those of them of which there is no notice yet.
    """
    years = {
        str(calendar.year): {
            "official": calendar.status == "official",
            "off": {day.date.isoformat(): day.name for day in calendar.days_off},
            "worked": {day.date.isoformat(): day.instead_of.isoformat() for day in calendar.worked_days},
            "expected": [day.isoformat() for day in calendar.expected],
        }
        for calendar in sorted(calendars, key=lambda calendar: calendar.year)
    }
    return json.dumps(years, ensure_ascii=False, separators=(",", ":"))
