"""The official days off and worked weekends as data for the browser, which counts the day of return with them."""

import json
from collections.abc import Sequence

from niemyet.model.reference import Calendar

ADDRESS = "du-lieu/lich.json"


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
