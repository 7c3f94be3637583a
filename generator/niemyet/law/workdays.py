"""Working days of public offices (ngày làm việc): weekends and official days off are left out, worked weekends count.

Takes the calendars of the catalogue. A day is *known* where its year's calendar is official and the day is not marked as
expected; whatever rests on a day that is not known is no firm statement.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from niemyet.model.reference import Calendar

WEEKEND = "nghỉ cuối tuần"


class Workdays:
    """Knows the days on which offices work, from the official calendars."""

    def __init__(self, calendars: Iterable[Calendar]) -> None:
        listed = tuple(calendars)
        self._off = {day.date: day.name for calendar in listed for day in calendar.days_off}
        self._worked = {day.date: day.instead_of for calendar in listed for day in calendar.worked_days}
        self._official = {calendar.year for calendar in listed if calendar.status == "official"}
        self._expected = {day for calendar in listed for day in calendar.expected}

    def works(self, day: date) -> bool:
        """Whether offices work on `day`, as far as the calendars say."""
        return day in self._worked or (not self.is_weekend(day) and day not in self._off)

    def known(self, day: date) -> bool:
        """Whether it is certain if offices work on `day`: its year is official, and nothing is only expected of the day."""
        return self.is_official(day) and day not in self._expected

    def is_official(self, day: date) -> bool:
        """Whether the calendar of the day's year is official."""
        return day.year in self._official

    def is_weekend(self, day: date) -> bool:
        """Whether it is a Saturday or Sunday, worked or not."""
        return day.weekday() >= 5

    def why_off(self, day: date) -> str:
        """Why offices do not work on `day`, in Vietnamese; "" where they do."""
        return "" if self.works(day) else self._off.get(day, WEEKEND)

    def off_name(self, day: date) -> str:
        """The name of the day off that the calendars give `day`, "" where they give none or it is worked."""
        return "" if self.works(day) else self._off.get(day, "")

    def stands_for(self, day: date) -> date | None:
        """The day off in exchange for which `day`, a Saturday or Sunday, is worked; None where it is not."""
        return self._worked.get(day)

    def between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, which is not counted itself, up to and with `end` (BLDS 2015 Điều 147)."""
        return sum(self.works(start + timedelta(days=i)) for i in range(1, (end - start).days + 1))
