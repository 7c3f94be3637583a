"""A slow reference implementation of reception and return, minute by minute, from the records and the text of the law."""

from datetime import date, datetime, time, timedelta

from niemyet.model.deadline import Deadline
from niemyet.model.places import Office
from niemyet.model.reference import Calendar

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class UnknownDayError(Exception):
    """The answer rests on a day that no official calendar knows."""


class SlowClock:
    """One office under these calendars."""

    def __init__(self, office: Office, calendars: tuple[Calendar, ...]) -> None:
        self.office, self.calendars = office, {calendar.year: calendar for calendar in calendars}

    def know(self, day: date) -> None:
        """Raises where the day is not known."""
        calendar = self.calendars.get(day.year)
        if calendar is None or calendar.status != "official" or day in calendar.expected:
            raise UnknownDayError

    def works(self, day: date) -> bool:
        """Bộ luật Lao động: weekends and days off are free, days worked in exchange are not."""
        self.know(day)
        calendar = self.calendars[day.year]
        if any(worked.date == day for worked in calendar.worked_days):
            return True
        return day.weekday() < 5 and all(off.date != day for off in calendar.days_off)

    def receives(self, moment: datetime, usual: bool = False) -> bool:
        """Whether the office is open in that minute; `usual`: its own exceptions left out."""
        day, clock = moment.date(), moment.time()
        own = [one for one in self.office.exceptions if one.date == day]
        if own and not usual:
            return any(one.opens and one.closes and one.opens <= clock < one.closes for one in own)
        self.know(day)
        calendar = self.calendars[day.year]
        exchanged = [worked.instead_of for worked in calendar.worked_days if worked.date == day]
        if not exchanged and any(off.date == day for off in calendar.days_off):
            return False
        if not exchanged and day.weekday() >= 5 and self._is_in_break(day):
            return False
        like = (exchanged or [day])[0]
        if not any(NAMES[like.weekday()] in opening.days for opening in self.office.hours):
            like = day
        return any(NAMES[like.weekday()] in one.days and one.opens <= clock < one.closes for one in self.office.hours)

    def _is_in_break(self, day: date) -> bool:
        """Whether there is a day off before or after `day`, with nothing but a weekend between them."""
        for step in (DAY, -DAY):
            other = day + step
            while other.weekday() >= 5:
                other += step
            calendar = self.calendars.get(other.year)
            if calendar is not None and any(off.date == other for off in calendar.days_off):
                return True
        return False

    def receive(self, filed: datetime) -> datetime:
        """The first open minute from `filed` on."""
        while not self.receives(filed):
            filed += MINUTE
        return filed

    def next_working_day(self, day: date) -> date:
        """The first one after `day`."""
        day += DAY
        while not self.works(day):
            day += DAY
        return day

    def end(self, received: datetime, deadline: Deadline) -> date | datetime:
        """When it is to be returned."""
        day = received.date()
        if deadline.same_day_until is not None:
            return day if self.works(day) and received.time() <= deadline.same_day_until else self.next_working_day(day)
        amount = deadline.amount or 0
        if deadline.unit == "working_hour":
            return self._run(received, round(60 * amount))
        if deadline.unit == "working_day":
            for _ in range(int(amount)):
                day = self.next_working_day(day)
            return day if amount == int(amount) else self._noon(self.next_working_day(day))
        last = day
        if deadline.unit == "day":
            last += timedelta(days=int(amount + 0.5))
        else:
            for _ in range(int(amount)):  # into the next month: past its last day there is none, so that one counts
                last = (last.replace(day=1) + timedelta(days=31)).replace(day=1)
            while last.day < day.day and (last + DAY).month == last.month:
                last += DAY
        if self.works(last):
            return last if amount == int(amount) else self._noon(last)
        return self.next_working_day(last)

    def _run(self, moment: datetime, left: int) -> datetime:
        while left:
            if self.works(moment.date()) and self.receives(moment):
                left -= 1
            moment += MINUTE
        return moment

    def _noon(self, day: date) -> date | datetime:
        """The end of the first stretch of the day where it has several, else its middle; the day where it has none."""
        minutes = [datetime.combine(day, time()) + n * MINUTE for n in range(24 * 60)]
        open_ = [minute for minute in minutes if self.receives(minute, usual=True)]
        if not open_:
            return day
        first = [minute for i, minute in enumerate(open_) if minute - open_[0] == i * MINUTE]
        return first[-1] + MINUTE if len(first) < len(open_) else open_[0] + (len(open_) // 2) * MINUTE
