"""Opening hours as rows of a table: days that share their hours stand together."""

from collections.abc import Iterable, Sequence
from datetime import time
from itertools import groupby
from typing import NamedTuple

from niemyet.law.office_hours import WEEKDAYS
from niemyet.model.places import Opening, Weekday
from niemyet.render.steps import NO_WORKING_DAY
from niemyet.render.wording import WEEKDAY_NAMES, capitalize


class HoursRow(NamedTuple):
    """Days that share their hours; `spans` are the hours for a program: "07:30-11:30 13:00-17:00", "" when closed."""

    days: tuple[Weekday, ...]
    spans: str
    said_days: str
    said_hours: str


def tabulate_hours(openings: Iterable[Opening]) -> list[HoursRow]:
    """Rows from Monday on: ("thứ hai đến thứ sáu", "07:30–11:30, 13:00–17:00")."""
    listed = tuple(openings)
    times = {day: tuple(sorted((o.opens, o.closes) for o in listed if day in o.days)) for day in WEEKDAYS}
    return [_make_row(tuple(days), hours) for hours, days in groupby(WEEKDAYS, key=times.__getitem__)]


def format_weekend_counter(openings: Iterable[Opening]) -> str:
    """That a counter which receives on Saturdays or Sundays does not make them working days; "" where there is none."""
    open_days = {day for opening in openings for day in opening.days}
    days = [WEEKDAY_NAMES[day] for day in ("sat", "sun") if day in open_days]
    return f"{capitalize(' và '.join(days))} {NO_WORKING_DAY}" if days else ""


def _make_row(days: tuple[Weekday, ...], hours: tuple[tuple[time, time], ...]) -> HoursRow:
    spans = " ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in hours)
    return HoursRow(days, spans, _format_days(days), spans.replace("-", "–").replace(" ", ", ") or "Nghỉ")


def _format_days(days: Sequence[Weekday]) -> str:
    names = [WEEKDAY_NAMES[day] for day in days]
    return names[0] if len(names) == 1 else f"{names[0]} {'và' if len(names) == 2 else 'đến'} {names[-1]}"
