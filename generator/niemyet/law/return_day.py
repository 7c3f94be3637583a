"""When the result of a dossier is due, from its reception, by the Civil Code, the calendars and the office's hours.

Bộ luật Dân sự 2015: the first day is not counted (Điều 147.2); a month ends on the corresponding day, else on its last day (Điều
148.3); a last day that is off moves to the end of the next working day (Điều 148.5). Received after 15:00, returned on the next
working day: Luật Hộ tịch Điều 5.3, Nghị định 23/2015/NĐ-CP Điều 7. Hours are counted within the office's hours on working days
and skip the lunch break. A Saturday on which a counter receives is no working day. Half a day ends with the morning. Days on
which the office closes by its own decision do not extend a deadline in days.

If the calculation reaches a day that is not known (`Workdays.known`), it stops: no uncertain day is ever named.
"""

from datetime import date, datetime, time, timedelta

from niemyet.law.office_hours import AHEAD, OfficeHours, Span
from niemyet.law.reception import explain_unknown, receive
from niemyet.law.steps import Step
from niemyet.law.workdays import Workdays, add_months
from niemyet.model.deadline import Deadline
from niemyet.model.money import ChannelKind
from niemyet.model.places import Office
from niemyet.model.reference import Calendar
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class Reckoning:
    """When a dossier is received and when its result is due, in local time of Việt Nam.

    `reception` is None if it is not certain. `returned` is a day (meaning its end) or, for hours and half days, a moment; None if
    it is not certain.
    """

    reception: datetime | None
    returned: datetime | date | None
    why: tuple[Step, ...]

    @property
    def firm(self) -> bool:
        """Whether the day of return is certain."""
        return self.returned is not None

    @property
    def minute_known(self) -> bool:
        """Whether `returned` is a moment, not a day."""
        return isinstance(self.returned, datetime)


def reckon(
    office: Office, calendars: tuple[Calendar, ...], filed: datetime, deadline: Deadline, channel: ChannelKind | None = None
) -> Reckoning:
    """Calculates reception and return for a dossier filed at `filed` (local time of Việt Nam, naive) under `deadline`.

    For dossiers sent by post, `filed` is when the post delivers them: its duration is unknown.
    """
    hours = OfficeHours(office, Workdays(calendars))
    received, steps = receive(hours, filed.replace(second=0, microsecond=0))
    before = (Step("post"),) if channel == "post" else ()
    if received is None:
        return Reckoning(None, None, (*before, *steps))
    counting = _Counting(hours, received)
    return Reckoning(received, counting.count(deadline), (*before, *steps, *counting.steps))


class _Counting:
    """One calculation from a reception; collects its steps."""

    def __init__(self, hours: OfficeHours, received: datetime) -> None:
        self.hours, self.workdays, self.received = hours, hours.workdays, received
        self.first = received.date()
        self.steps: list[Step] = []

    def count(self, deadline: Deadline) -> datetime | date | None:
        """The day or moment of return; None if it is not certain."""
        returned = self._count(deadline)
        if returned is not None:
            self._tell_shut(returned)
        return returned

    def _count(self, deadline: Deadline) -> datetime | date | None:
        if deadline.same_day_until is not None:
            return self._count_same_day(deadline.same_day_until)
        if deadline.amount is None:
            self.steps.append(Step("undetermined"))
            return None
        if deadline.unit == "working_hour":
            return self._count_minutes(int(60 * deadline.amount))
        self.steps.append(Step("first_day"))
        if deadline.unit == "working_day":
            return self._count_working_days(deadline.amount)
        return self._count_days(deadline.amount) if deadline.unit == "day" else self._count_months(int(deadline.amount))

    def _works(self, day: date) -> bool | None:
        """Whether `day` is a working day, None if that is not known. Adds a step if it is not a working day."""
        if not self.workdays.known(day):
            self.steps.append(explain_unknown(self.workdays, day))
            return None
        if not self.workdays.works(day):
            self.steps.append(Step("off", day, text=self.workdays.why_off(day)))
            return False
        return True

    def _next_working_day(self, day: date) -> date | None:
        """The first working day after `day`."""
        while True:
            day += timedelta(days=1)
            works = self._works(day)
            if works is None:
                return None
            if works:
                return day

    def _count_same_day(self, until: time) -> date | None:
        if not self.workdays.known(self.first):
            self.steps.append(explain_unknown(self.workdays, self.first))
            return None
        if not self.workdays.works(self.first):
            self.steps.append(Step("next_working_day"))
            return self._next_working_day(self.first)
        if self.received.time() <= until:
            self.steps.append(Step("same_day", clock=until))
            return self.first
        self.steps.append(Step("after_limit", clock=until))
        return self._next_working_day(self.first)

    def _count_working_days(self, amount: float) -> datetime | date | None:
        day: date | None = self.first
        whole = int(amount)
        for _ in range(whole):
            day = self._next_working_day(day) if day is not None else None
        if day is None:
            return None
        if whole:
            self.steps.append(Step("counted", day, count=whole))
        if whole == amount:
            return day
        half = self._next_working_day(day)
        return None if half is None else self._end_half_day(half)

    def _count_days(self, amount: float) -> datetime | date | None:
        whole = int(amount)
        last = self.first + timedelta(days=whole if whole == amount else whole + 1)
        due = self._move(last)
        return self._end_half_day(last) if due == last and whole != amount else due

    def _count_months(self, amount: int) -> date | None:
        last = add_months(self.first, amount)
        if last.day != self.first.day:
            self.steps.append(Step("no_such_day"))
        return self._move(last)

    def _move(self, last: date) -> date | None:
        """The last day of a deadline, or the working day to which it moves; None if that is not certain."""
        self.steps.append(Step("last_day", last))
        if not self.workdays.known(last):
            self.steps.append(explain_unknown(self.workdays, last))
            return None
        if self.workdays.works(last):
            return last
        self.steps.append(Step("moved", last, text=self.workdays.why_off(last)))
        return self._next_working_day(last)

    def _end_half_day(self, day: date) -> datetime | date:
        """The end of a working day's morning by the weekly hours; without a break, the end of the first half of the hours."""
        spans = self.hours.usual(day).spans
        if not spans:
            return day
        clock = spans[0].closes if len(spans) > 1 else _halve(spans[0])
        self.steps.append(Step("half_day", day, clock))
        return datetime.combine(day, clock)

    def _count_minutes(self, left: int) -> datetime | None:
        for ahead in range(AHEAD):
            day = self.first + timedelta(days=ahead)
            works = self._works(day)
            if works is None:
                return None
            for opens, closes in self.hours.worked(day) if works else ():
                start = max(opens, self.received.time()) if ahead == 0 else opens
                length = min(left, _minutes(closes) - _minutes(start))
                if length <= 0:
                    continue
                until = _clock(_minutes(start) + length)
                self.steps.append(Step("stretch", day, start, until, count=length))
                left -= length
                if not left:
                    return datetime.combine(day, until)
        self.steps.append(Step("no_hours"))
        return None

    def _tell_shut(self, returned: datetime | date) -> None:
        """Adds a step if the office is closed on the day of return, with its next opening."""
        day = returned.date() if isinstance(returned, datetime) else returned
        hours = self.hours.on(day)
        if hours.known and not hours.spans:
            opens = self.hours.next_opening(datetime.combine(day, time.max))
            when = (opens.time(), opens.date()) if opens is not None else (None, None)
            self.steps.append(Step("shut", day, when[0], until_day=when[1], text=hours.reason))


def _minutes(clock: time) -> int:
    return 60 * clock.hour + clock.minute


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _halve(span: Span) -> time:
    return _clock((_minutes(span.opens) + _minutes(span.closes)) // 2)
