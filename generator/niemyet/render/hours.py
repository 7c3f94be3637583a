"""Opening hours as rows of a table: days that share their hours stand together."""

from collections.abc import Iterable

from niemyet.model.places import Opening
from niemyet.render.wording import WEEKDAY_NAMES

_DAYS = tuple(WEEKDAY_NAMES)


def tabulate_hours(openings: Iterable[Opening]) -> list[tuple[str, str]]:
    """Rows of (days, hours): ("thứ hai đến thứ sáu", "07:30–11:30, 13:00–17:00"), days on which it is closed last."""
    times = {day: sorted((o.opens, o.closes) for o in openings if day in o.days) for day in _DAYS}
    said = {day: ", ".join(f"{a:%H:%M}–{b:%H:%M}" for a, b in listed) for day, listed in times.items()}
    rows: list[tuple[list[str], str]] = []
    for day in _DAYS:
        if rows and rows[-1][1] == said[day]:
            rows[-1][0].append(day)
        else:
            rows.append(([day], said[day]))
    return [(_say_days(days), hours or "Nghỉ") for days, hours in rows]


def _say_days(days: list[str]) -> str:
    names = [WEEKDAY_NAMES[day] for day in days]
    return names[0] if len(names) == 1 else f"{names[0]} {'và' if len(names) == 2 else 'đến'} {names[-1]}"
