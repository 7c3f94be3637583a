"""A duty roster as a page shows it: the weekly table, days with a roster of their own, who is away, and the planned share.

The tables are complete without a script; `data-` values let theme/assets/duty.js tell who is planned for today.
"""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from niemyet.law.duty import Cover, DutyRoster, in_days
from niemyet.law.office_hours import WEEKDAYS
from niemyet.model.duty import Absence, Duty, DutyPeriod, Shift, Substitute
from niemyet.model.places import Weekday
from niemyet.model.vocabulary import WEEKDAY_NAMES
from niemyet.render.language import Language

MINUTES = 60
SOON = 14
"""For so many days ahead it is said beside the hours who is away."""


class ShiftRow(NamedTuple):
    """A shift. `days` and `hours` are for scripts ("mon tue", "07:30-11:30"), '' for all; `said_when` is for readers."""

    shift: Shift
    counters: tuple[str, ...]
    days: str
    hours: str
    said_when: str


class PeriodTable(NamedTuple):
    """A period with its own shifts."""

    period: DutyPeriod
    said_days: str
    rows: tuple[ShiftRow, ...]


class AbsenceLine(NamedTuple):
    """Somebody's absence, with those who stand in by the roster where the absence names nobody."""

    absence: Absence
    said_days: str
    substitutes: tuple[Substitute, ...]


class DutyTables(NamedTuple):
    """All that a page shows of a roster."""

    duty: Duty
    rows: tuple[ShiftRow, ...]
    periods: tuple[PeriodTable, ...]
    absences: tuple[AbsenceLine, ...]
    cover: Cover | None
    share: str


class DutySoon(NamedTuple):
    """What of a roster differs from other weeks, in the days that come."""

    periods: tuple[PeriodTable, ...]
    absences: tuple[AbsenceLine, ...]


def tabulate_duty(roster: DutyRoster, today: date, language: Language) -> DutyTables | None:
    """The tables; what is over by `today` is left out. None if the whole roster is over."""
    duty = roster.duty
    if duty.until is not None and duty.until < today:
        return None
    periods = (one for one in duty.periods if (one.until or one.starts) >= today)
    absences = (one for one in duty.absences if (one.until or one.starts) >= today)
    cover = roster.measure(today)
    return DutyTables(
        duty,
        tuple(_make_rows(duty.shifts, roster, language)),
        tuple(
            PeriodTable(one, say_days(one.starts, one.until, language), tuple(_make_rows(one.shifts, roster, language)))
            for one in periods
        ),
        tuple(AbsenceLine(one, say_days(one.starts, one.until, language), _stand_ins(one, duty)) for one in absences),
        cover,
        "" if cover is None else language.share(cover.staffed, cover.open),
    )


def find_soon(tables: DutyTables | None, today: date) -> DutySoon:
    """Days with a roster of their own, and absences, that hold today or begin within a fortnight."""
    last = today + timedelta(days=SOON)
    periods = (one for one in tables.periods if one.period.starts <= last) if tables is not None else ()
    absences = (one for one in tables.absences if one.absence.starts <= last) if tables is not None else ()
    return DutySoon(tuple(periods), tuple(absences))


def format_length(minutes: int, language: Language) -> str:
    """Minutes in hours: "162 giờ", "40 giờ 30 phút"."""
    hours, rest = divmod(minutes, MINUTES)
    if not rest:
        return language.say("{hours} giờ", hours=language.number(hours))
    return language.say("{hours} giờ {minutes} phút", hours=language.number(hours), minutes=rest)


def say_days(first: date, last: date | None, language: Language) -> str:
    """ "ngày 05/02/2027", "từ 01/02/2027 đến 03/02/2027"."""
    if last is None or last <= first:
        return language.say("ngày {day}", day=language.day(first))
    return language.say("từ {first} đến {last}", first=language.day(first), last=language.day(last))


def _make_rows(shifts: Sequence[Shift], roster: DutyRoster, language: Language) -> Iterable[ShiftRow]:
    return (
        ShiftRow(shift, roster.sits_at(shift), " ".join(shift.days), _hours_of(shift), _say_when(shift, language))
        for shift in shifts
    )


def _hours_of(shift: Shift) -> str:
    """Both ends, an open one as that of the day: "00:00-11:30"; '' for all hours."""
    if shift.opens is None and shift.closes is None:
        return ""
    return f"{shift.opens or time.min:%H:%M}-{shift.closes or time.max:%H:%M}"


def _say_when(shift: Shift, language: Language) -> str:
    days = _say_weekdays(shift.days, language) if shift.days else language.say("mọi ngày mở cửa")
    if shift.opens and shift.closes:
        return f"{days}, {shift.opens:%H:%M}–{shift.closes:%H:%M}"
    if shift.opens:
        return language.say("{days}, từ {hour}", days=days, hour=f"{shift.opens:%H:%M}")
    return language.say("{days}, đến {hour}", days=days, hour=f"{shift.closes:%H:%M}") if shift.closes else days


def _say_weekdays(days: Sequence[Weekday], language: Language) -> str:
    """In the order of the week; three or more in a row as "thứ hai đến thứ sáu"."""
    numbers = sorted({WEEKDAYS.index(day) for day in days})
    names = [language.say(WEEKDAY_NAMES[WEEKDAYS[number]]) for number in numbers]
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return language.say(" đến ").join((names[0], names[-1]))
    return ", ".join(names)


def _stand_ins(absence: Absence, duty: Duty) -> tuple[Substitute, ...]:
    """Who stands in: whom the absence names, else whom the person's shifts name."""
    if absence.substitute is not None:
        return (absence.substitute,)
    shifts = (*duty.shifts, *(shift for period in duty.periods if _meet(period, absence) for shift in period.shifts))
    own = (one for one in shifts if one.role == absence.role and absence.name in (None, one.name))
    return tuple(dict.fromkeys(one.substitute for one in own if one.substitute is not None))


def _meet(period: DutyPeriod, absence: Absence) -> bool:
    return in_days(absence.starts, period.starts, period.until) or in_days(period.starts, absence.starts, absence.until)
