"""Working days of public offices (ngày làm việc): weekends and official days off are left out, worked weekends count."""

from collections.abc import Iterable
from datetime import date, timedelta

from niemyet.model.reference import Calendar


class Workdays:
    """Knows the days on which offices work, from the official calendars."""

    def __init__(self, calendars: Iterable[Calendar]) -> None:
        listed = tuple(calendars)
        self._off = {day.date for calendar in listed for day in calendar.days_off}
        self._worked = {day.date for calendar in listed for day in calendar.worked_days}

    def works(self, day: date) -> bool:
        """Whether offices work on `day`."""
        return day in self._worked or (day.weekday() < 5 and day not in self._off)

    def between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, which is not counted itself, up to and with `end` (BLDS 2015 Điều 147)."""
        return sum(self.works(start + timedelta(days=i)) for i in range(1, (end - start).days + 1))
