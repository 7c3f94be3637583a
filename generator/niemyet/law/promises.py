"""Compares a promised deadline with the allowed one: for whom it is meant, and whether it is sooner.

Equal units are compared by number; eight working hours are one working day. Everything else is tried on every day of two years
with their holidays, Saturdays included, and every half hour of the day. A promise that is earlier for some and later for
others is not sooner.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from functools import cache, lru_cache
from math import ceil
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from niemyet.law.workdays import WorkdayCount, Workdays, add_months
from niemyet.model.deadline import Deadline
from niemyet.model.reference import Calendar, DayOff

M = TypeVar("M", bound=str)
Comparison: TypeAlias = Literal["sooner", "equal", "longer", "unclear"]
_Moment: TypeAlias = tuple[int, float]
"""A day's ordinal and a minute of its working time. What is due on a day without an hour is due at its last minute."""

HOURS_A_DAY = 8
_DAY = 60 * HOURS_A_DAY
_MORNING, _AFTERNOON = (450, 690), (780, 1020)
"""The assumed office hours, in minutes of the day: 07:30 to 11:30, 13:00 to 17:00."""
_TRIED = (date(2025, 1, 1), date(2026, 12, 31))
_A_FEW = date(2025, 2, 15)
"""Where minutes matter, only days until this one, around one Tết, are tried: they give the same result as two years."""
_LAST = date(2031, 12, 31)
_FEASTS = ((1, 1), (4, 30), (5, 1), (9, 1), (9, 2), (11, 24))
_TET = {2025: date(2025, 1, 27), 2026: date(2026, 2, 16)}
"""The first of five days off. A fixed calendar, not the catalogue's, so that the judgement of a promise never changes."""


def narrow(promised: Deadline, allowed: Deadline, question_of: Mapping[str, str]) -> Deadline | None:
    """The promise restricted to the people of `allowed`; None if they have nobody in common.

    `question_of` names the question that each case answers (`Procedure.question_of`): answers to one question are
    alternatives, answers to different questions apply together.
    """
    case = _meet_cases(promised.case, allowed.case, question_of)
    channel = _meet(promised.channel, allowed.channel)
    area = _meet(promised.area, allowed.area)
    if case is None or channel is None or area is None:
        return None
    met = promised.model_copy(update={"case": case, "channel": channel, "area": area})
    return promised if met.key == promised.key else met


def _meet_cases(some: tuple[str, ...], others: tuple[str, ...], question_of: Mapping[str, str]) -> tuple[str, ...] | None:
    met: list[str] = []
    for question in dict.fromkeys(question_of.get(case, "case") for case in (*some, *others)):
        sides = [tuple(c for c in side if question_of.get(c, "case") == question) for side in (some, others)]
        both = _meet(*sides)
        if both is None:
            return None
        met += both
    return tuple(met)


def _meet(some: tuple[M, ...], others: tuple[M, ...]) -> tuple[M, ...] | None:
    """The intersection, where an empty tuple means everything; None if it is empty."""
    if not some or not others:
        return some or others
    return tuple(one for one in some if one in others) or None


def compare(allowed: Deadline, promised: Deadline) -> Comparison:
    """How `promised` compares with `allowed`, ignoring their conditions."""
    if allowed.undetermined is not None or promised.undetermined is not None:
        return "unclear"
    return _compare(allowed.amount, allowed.unit, allowed.same_day_until, promised.amount, promised.unit, promised.same_day_until)


@lru_cache(maxsize=4096)
def _compare(
    amount: float | None, unit: str | None, until: time | None, amount2: float | None, unit2: str | None, until2: time | None
) -> Comparison:
    allowed, promised = _Length(amount or 0, unit or "", until), _Length(amount2 or 0, unit2 or "", until2)
    if allowed.until is not None and promised.until is not None:  # a later limit serves more people on the same day
        return _judge([_sign(_worked(allowed.until), _worked(promised.until))])
    if allowed.working_days and promised.working_days:
        return _judge([_sign(promised.working_days, allowed.working_days)])
    if allowed.unit == promised.unit:
        return _judge([_sign(promised.amount, allowed.amount)])
    limit = allowed.until or promised.until
    by_the_hour = limit is not None and all(one.until or one.is_part_of_a_day for one in (allowed, promised))
    minutes = (0,) if limit is None else _minutes_around(_worked(limit))
    return _judge(
        _sign(promised.due(day, minute, by_the_hour), allowed.due(day, minute, by_the_hour))
        for day in _days_tried(_TRIED[1] if limit is None else _A_FEW)
        for minute in minutes
    )


class _Length(NamedTuple):
    """The length of a deadline: an amount with its unit, or the last moment for a result on the same day."""

    amount: float
    unit: str
    until: time | None

    @property
    def working_days(self) -> float:
        """The length in working days; 0 for other units."""
        return self.amount / {"working_day": 1, "working_hour": HOURS_A_DAY}[self.unit] if self.unit.startswith("work") else 0

    @property
    def is_part_of_a_day(self) -> bool:
        return self.unit == "working_hour" and self.amount < HOURS_A_DAY

    def due(self, day: int, minute: int, by_the_hour: bool) -> _Moment:
        """When something received at that minute is due. `by_the_hour`: hours are counted from the minute."""
        if self.until is not None:
            today = _workdays().works(day) and minute <= _worked(self.until)
            return (day if today else _workdays().nth_after(day, 1)), _DAY
        if by_the_hour:
            return _run(day, minute, 60 * self.amount)
        if self.working_days:
            whole = ceil(self.working_days)
            return _workdays().nth_after(day, whole), _DAY - (whole - self.working_days) * _DAY
        is_months = self.unit == "month"
        last = add_months(date.fromordinal(day), int(self.amount)).toordinal() if is_months else day + ceil(self.amount)
        if not _workdays().works(last):
            return _workdays().nth_after(last, 1), _DAY
        return last, _DAY if self.amount == int(self.amount) else _DAY / 2


def _run(day: int, minute: int, minutes: float) -> _Moment:
    """The moment `minutes` of working time later; less than one day's worth."""
    if not _workdays().works(day):
        day, minute = _workdays().nth_after(day, 1), 0
    left = minutes - (_DAY - minute)
    return (day, minute + minutes) if left <= 0 else (_workdays().nth_after(day, 1), left)


def _sign(one: float | _Moment, other: float | _Moment) -> int:
    """-1 if `one` is less, 1 if it is more, else 0. Both must be of one type."""
    return (one > other) - (one < other)  # type: ignore[operator]  # numbers with numbers, moments with moments


def _judge(signs: Iterable[int]) -> Comparison:
    """Summarises signs: -1 where the promise is earlier, 1 where it is later."""
    met = set(signs)
    if {-1, 1} <= met:
        return "unclear"
    return "sooner" if -1 in met else "longer" if 1 in met else "equal"


def _worked(clock: time) -> int:
    """The working minutes of a day before a time of day."""
    minute = 60 * clock.hour + clock.minute
    return sum(min(max(minute, opens), closes) - opens for opens, closes in (_MORNING, _AFTERNOON))


def _minutes_around(limit: int) -> tuple[int, ...]:
    return tuple(minute for minute in sorted({*range(0, _DAY, 30), limit, limit + 1}) if minute < _DAY)


@cache
def _workdays() -> WorkdayCount:
    """Working days, from the first day tried to long after the last."""
    calendars = (_calendar_of(year) for year in range(_TRIED[0].year, _LAST.year + 1))
    return WorkdayCount(Workdays(calendars), _TRIED[0], _LAST)


def _calendar_of(year: int) -> Calendar:
    tet = [_TET[year] + timedelta(days=n) for n in range(5)] if year in _TET else []
    days = (*(date(year, month, day) for month, day in _FEASTS), *tet)
    return Calendar(year=year, status="expected", days_off=tuple(DayOff(date=day, name="nghỉ lễ, Tết") for day in days))


@cache
def _days_tried(last: date) -> tuple[int, ...]:
    """Ordinals of the days up to `last` on which an office may receive: working days, and Saturdays (some counters open)."""
    days = range(_TRIED[0].toordinal(), last.toordinal() + 1)
    return tuple(n for n in days if _workdays().works(n) or date.fromordinal(n).weekday() == 5)
