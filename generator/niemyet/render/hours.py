"""Opening hours as table rows; days with the same hours share a row."""

from collections.abc import Iterable, Sequence
from datetime import time
from itertools import groupby
from typing import NamedTuple

from niemyet.law.office_hours import WEEKDAYS
from niemyet.model.orthography import capitalize
from niemyet.model.places import Opening, Weekday
from niemyet.model.vocabulary import WEEKDAY_NAMES
from niemyet.render.language import Language
from niemyet.render.steps import NO_WORKING_DAY


class HoursRow(NamedTuple):
    """Days with the same hours. `spans` are the hours for scripts: "07:30-11:30 13:00-17:00", "" if closed."""

    days: tuple[Weekday, ...]
    spans: str
    said_days: str
    said_hours: str


def tabulate_hours(openings: Iterable[Opening], language: Language) -> list[HoursRow]:
    """The rows, Monday first: ("thứ hai đến thứ sáu", "07:30–11:30, 13:00–17:00")."""
    listed = tuple(openings)
    times = {day: tuple(sorted((o.opens, o.closes) for o in listed if day in o.days)) for day in WEEKDAYS}
    return [_make_row(tuple(days), hours, language) for hours, days in groupby(WEEKDAYS, key=times.__getitem__)]


def format_weekend_counter(openings: Iterable[Opening], language: Language) -> str:
    """A note that Saturdays or Sundays on which a counter receives are no working days; "" if there are none."""
    open_days = {day for opening in openings for day in opening.days}
    days = [language.say(WEEKDAY_NAMES[day]) for day in ("sat", "sun") if day in open_days]
    return language.say(NO_WORKING_DAY, days=capitalize(language.say(" và ").join(days))) if days else ""


def _make_row(days: tuple[Weekday, ...], hours: tuple[tuple[time, time], ...], language: Language) -> HoursRow:
    spans = " ".join(f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in hours)
    said = spans.replace("-", "–").replace(" ", ", ") or language.say("Nghỉ")
    return HoursRow(days, spans, _format_days(days, language), said)


def _format_days(days: Sequence[Weekday], language: Language) -> str:
    names = [language.say(WEEKDAY_NAMES[day]) for day in days]
    if len(names) == 1:
        return names[0]
    return language.say(" và " if len(names) == 2 else " đến ").join((names[0], names[-1]))
