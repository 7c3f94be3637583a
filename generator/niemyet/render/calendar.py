"""The official days off and worked weekends as data for the browser, which counts the day of return with them."""

import json
from collections.abc import Sequence

from niemyet.model.reference import Calendar

ADDRESS = "du-lieu/lich.json"


def make_calendar_data(calendars: Sequence[Calendar]) -> str:
    """Per year: whether it is official, days off with their names, weekend days that are worked."""
    years = {
        str(calendar.year): {
            "official": calendar.status == "official",
            "off": {day.date.isoformat(): day.name for day in calendar.days_off},
            "worked": [day.date.isoformat() for day in calendar.worked_days],
        }
        for calendar in sorted(calendars, key=lambda calendar: calendar.year)
    }
    return json.dumps(years, ensure_ascii=False, separators=(",", ":"))
