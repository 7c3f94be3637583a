"""Working days of public offices (ngày làm việc): weekends and official days off are left out, worked weekends count.

Takes the calendars of the catalogue. A day is *known* if its year's calendar is official and the day is not marked as expected;
nothing that depends on an unknown day may be stated as certain.
"""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from niemyet.model.reference import Calendar

WEEKEND = "nghỉ cuối tuần"
_SATURDAY = 5


def is_weekend(day: date) -> bool:
    """Whether `day` is a Saturday or Sunday, worked or not."""
    return day.weekday() >= _SATURDAY


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later, or that month's last day if it has none (BLDS 2015 Điều 148.3)."""
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Workdays:
    """The working days according to the catalogue's calendars."""

    def __init__(self, calendars: Iterable[Calendar]) -> None:
        listed = tuple(calendars)
        self._off = {day.date: day.name for calendar in listed for day in calendar.days_off}
        self._worked = {day.date: day.instead_of for calendar in listed for day in calendar.worked_days}
        self._years = {calendar.year for calendar in listed}
        self._official = {calendar.year for calendar in listed if calendar.status == "official"}
        self._expected = {day for calendar in listed for day in calendar.expected}

    def works(self, day: date) -> bool:
        """Whether `day` is a working day as far as the calendars say; see `known`."""
        return day in self._worked or (not is_weekend(day) and day not in self._off)

    def known(self, day: date) -> bool:
        """Whether `works` is certain: the day's year is official and the day is not marked as expected."""
        return self.is_official(day) and day not in self._expected

    def is_official(self, day: date) -> bool:
        """Whether the calendar of the day's year is official."""
        return day.year in self._official

    def has_year(self, year: int) -> bool:
        """Whether there is a calendar of the year, official or not."""
        return year in self._years

    def is_listed_off(self, day: date) -> bool:
        """Whether a calendar lists `day` among its days off."""
        return day in self._off

    def why_off(self, day: date) -> str:
        """Why `day` is no working day, in Vietnamese; "" if it is one."""
        return "" if self.works(day) else self._off.get(day, WEEKEND)

    def off_name(self, day: date) -> str:
        """The name of the day off in the calendars; "" if there is none."""
        return "" if self.works(day) else self._off.get(day, "")

    def joined_day_off(self, day: date) -> date | None:
        """The Friday or Monday off that a Saturday or Sunday, not worked itself, joins in one break; None if there is none.

        The notice of such a break tells public offices to be closed from its first day to its last, weekends among them.
        """
        if not is_weekend(day) or day in self._worked:
            return None
        friday, monday = (day - timedelta(days=day.weekday() - 4), day + timedelta(days=7 - day.weekday()))
        return next((one for one in (friday, monday) if one in self._off), None)

    def stands_for(self, day: date) -> date | None:
        """The day off in exchange for which `day`, a Saturday or Sunday, is worked; None if it is not worked."""
        return self._worked.get(day)

    def between(self, start: date, end: date) -> int:
        """The number of working days after `start` up to and including `end` (BLDS 2015 Điều 147)."""
        return sum(self.works(start + timedelta(days=i)) for i in range(1, (end - start).days + 1))


class WorkdayCount:
    """The working days from `first` to `last` as an array, for code that asks about thousands of them. Days are ordinals.

    Beyond `last` every day counts as a working day.
    """

    def __init__(self, workdays: Workdays, first: date, last: date) -> None:
        every = range(first.toordinal(), last.toordinal() + 1)
        self._days = tuple(day for day in every if workdays.works(date.fromordinal(day)))
        self._set, self._last = frozenset(self._days), last.toordinal()

    def works(self, day: int) -> bool:
        """Whether `day` is a working day."""
        return day in self._set or day > self._last

    def nth_after(self, day: int, n: int) -> int:
        """The n-th working day after `day`."""
        if day >= self._last:
            return day + n
        place = bisect_right(self._days, day) + n - 1
        known = len(self._days)
        return self._days[place] if place < known else self._last + place - known + 1
