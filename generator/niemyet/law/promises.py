"""Whether a promised deadline is sooner than the one that is allowed: for whom it is meant, and how the two compare.

Only the same thing can be compared by its number: days with days; working hours with working days, eight of them one.
Everything else is tried on every day of two years with their holidays, for those who come on a Saturday too, and on every
half hour of the day: what is earlier for some who file and later for others is not sooner.
"""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from functools import cache, lru_cache
from math import ceil
from typing import Literal, NamedTuple, TypeAlias

from niemyet.model.deadline import Deadline

Comparison: TypeAlias = Literal["sooner", "equal", "longer", "unclear"]
_Moment: TypeAlias = tuple[int, float]
"""A day as its ordinal, and the minute of the day's work; what falls due in the course of a day does so at its last."""

HOURS_A_DAY = 8
_DAY = 60 * HOURS_A_DAY
_MORNING, _AFTERNOON = (450, 690), (780, 1020)
"""The hours that are taken for granted, in minutes of the day: 07:30 to 11:30, 13:00 to 17:00."""
_TRIED = (date(2025, 1, 1), date(2026, 12, 31))
_A_FEW = date(2025, 2, 15)
"""Where the minute matters, days around one Tết tell the same as two years."""
_LAST = date(2031, 12, 31)
_FEASTS = frozenset({(1, 1), (4, 30), (5, 1), (9, 1), (9, 2), (11, 24)})
_TET = frozenset(first + timedelta(days=n) for first in (date(2025, 1, 27), date(2026, 2, 16)) for n in range(5))


def narrow(promised: Deadline, allowed: Deadline, question_of: Mapping[str, str]) -> Deadline | None:
    """The promise for those whom `allowed` is for too; None where there are none.

    `question_of` names the question that each case answers (`Procedure.question_of`): answers to one question are
    alternatives, those to different questions hold together.
    """
    case = _meet_cases(promised.case, allowed.case, question_of)
    channel = _meet(promised.channel, allowed.channel)
    if case is None or channel is None:
        return None
    if frozenset(case) == frozenset(promised.case) and frozenset(channel) == frozenset(promised.channel):
        return promised
    return promised.model_copy(update={"case": case, "channel": channel})


def _meet_cases(some: tuple[str, ...], others: tuple[str, ...], question_of: Mapping[str, str]) -> tuple[str, ...] | None:
    met: list[str] = []
    for question in dict.fromkeys(question_of.get(case, "case") for case in (*some, *others)):
        sides = [tuple(c for c in side if question_of.get(c, "case") == question) for side in (some, others)]
        both = _meet(*sides)
        if both is None:
            return None
        met += both
    return tuple(met)


def _meet(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...] | None:
    """What is in both, an empty side standing for everything; None for nothing."""
    if not some or not others:
        return some or others
    return tuple(one for one in some if one in others) or None


def compare(allowed: Deadline, promised: Deadline) -> Comparison:
    """How `promised` compares with `allowed`, whomever they are for."""
    if allowed.undetermined is not None or promised.undetermined is not None:
        return "unclear"
    return _compare(allowed.amount, allowed.unit, allowed.same_day_until, promised.amount, promised.unit, promised.same_day_until)


@lru_cache(maxsize=4096)
def _compare(
    amount: float | None, unit: str | None, until: time | None, amount2: float | None, unit2: str | None, until2: time | None
) -> Comparison:
    allowed, promised = _Length(amount or 0, unit or "", until), _Length(amount2 or 0, unit2 or "", until2)
    if allowed.until is not None and promised.until is not None:  # who may come until later is served on the day more often
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
        """The length in working days, 0 where it is none of them."""
        return self.amount / {"working_day": 1, "working_hour": HOURS_A_DAY}[self.unit] if self.unit.startswith("work") else 0

    @property
    def is_part_of_a_day(self) -> bool:
        return self.unit == "working_hour" and self.amount < HOURS_A_DAY

    def due(self, day: int, minute: int, by_the_hour: bool) -> _Moment:
        """When what is received in that minute of a day falls due. `by_the_hour`: hours run on from the minute."""
        if self.until is not None:
            today = _works(day) and minute <= _worked(self.until)
            return (day if today else _nth_working_day(day, 1)), _DAY
        if by_the_hour:
            return _run(day, minute, 60 * self.amount)
        if self.working_days:
            whole = ceil(self.working_days)
            return _nth_working_day(day, whole), _DAY - (whole - self.working_days) * _DAY
        last = _add_months(day, int(self.amount)) if self.unit == "month" else day + ceil(self.amount)
        if not _works(last):
            return _nth_working_day(last, 1), _DAY
        return last, _DAY if self.amount == int(self.amount) else _DAY / 2


def _run(day: int, minute: int, minutes: float) -> _Moment:
    """So many working minutes after a moment, fewer than a day has."""
    if not _works(day):
        day, minute = _nth_working_day(day, 1), 0
    left = minutes - (_DAY - minute)
    return (day, minute + minutes) if left <= 0 else (_nth_working_day(day, 1), left)


def _sign(one: float | _Moment, other: float | _Moment) -> int:
    """-1 where `one` is less, 1 where it is more; both are of one kind."""
    return (one > other) - (one < other)  # type: ignore[operator]  # numbers with numbers, moments with moments


def _judge(signs: Iterable[int]) -> Comparison:
    """Signs: -1 where the promise is earlier, 1 where it is later."""
    met = set(signs)
    if {-1, 1} <= met:
        return "unclear"
    return "sooner" if -1 in met else "longer" if 1 in met else "equal"


def _worked(clock: time) -> int:
    """How many minutes of a day's work lie before a time of day."""
    minute = 60 * clock.hour + clock.minute
    return sum(min(max(minute, opens), closes) - opens for opens, closes in (_MORNING, _AFTERNOON))


def _minutes_around(limit: int) -> tuple[int, ...]:
    return tuple(minute for minute in sorted({*range(0, _DAY, 30), limit, limit + 1}) if minute < _DAY)


@cache
def _working_days() -> tuple[int, ...]:
    """The days on which offices work, as ordinals, from the first that is tried to long after the last."""
    first = _TRIED[0].toordinal()
    days = (date.fromordinal(n) for n in range(first, _LAST.toordinal() + 1))
    return tuple(day.toordinal() for day in days if day.weekday() < 5 and (day.month, day.day) not in _FEASTS and day not in _TET)


@cache
def _working_day_set() -> frozenset[int]:
    return frozenset(_working_days())


def _works(day: int) -> bool:
    return day in _working_day_set() or day > _LAST.toordinal()


def _nth_working_day(day: int, n: int) -> int:
    """The n-th working day after `day`; beyond the years that are known every day counts."""
    days = _working_days()
    if day >= days[-1]:
        return day + n
    place = bisect_right(days, day) + n - 1
    return days[place] if place < len(days) else days[-1] + place - len(days) + 1


def _add_months(day: int, months: int) -> int:
    start = date.fromordinal(day)
    year, month = divmod(12 * start.year + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1])).toordinal()


@cache
def _days_tried(last: date) -> tuple[int, ...]:
    """The days up to `last` on which something may be received: working days, and Saturdays for the sake of counters."""
    days = range(_TRIED[0].toordinal(), last.toordinal() + 1)
    return tuple(n for n in days if _works(n) or date.fromordinal(n).weekday() == 5)
