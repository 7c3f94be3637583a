"""The hours in which an office receives, on any day.

Takes an office and the calendars; gives the hours of a day and whether they are certain. An exception of the office overrides
everything. On a day off the office is closed; a worked Saturday or Sunday has the hours of the weekday it stands for; every other
day has its weekly hours, which may include a counter on Saturdays, though not within a holiday: an office that receives even then
says so by an exception.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, Self, get_args

from niemyet.law.workdays import Workdays
from niemyet.model.places import Office, Weekday
from niemyet.values import dataclass

WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
WITHIN_HOLIDAY = "nghỉ cuối tuần liền ngày nghỉ lễ, tết"
AHEAD = 400
"""Days to search for the next opening; an office closed for longer has none."""


class Span(NamedTuple):
    """One period of opening; `closes` is not part of it."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one day. `known`: they are certain. `reason`: why they differ from the weekly hours, in Vietnamese, or ""."""

    spans: tuple[Span, ...]
    known: bool
    reason: str

    def at(self, clock: time) -> Span | None:
        """The period that contains `clock`, or None."""
        return next((span for span in self.spans if span.opens <= clock < span.closes), None)

    def after(self, clock: time) -> Span | None:
        """The first period that opens after `clock`, or None."""
        return next((span for span in self.spans if clock < span.opens), None)


class InsteadOf(str):
    """Why a Saturday or Sunday is worked, in Vietnamese: in exchange for `day`."""

    __slots__ = ("day",)
    day: date

    def __new__(cls, day: date) -> Self:
        """The reason for a day that is worked instead of `day`."""
        reason = super().__new__(cls, f"làm bù cho ngày {day:%d/%m/%Y}")
        reason.day = day
        return reason


class OfficeHours:
    """The hours of one office on every day."""

    def __init__(self, office: Office, workdays: Workdays) -> None:
        self.workdays = workdays
        self._week = {
            day: join_spans(Span(o.opens, o.closes) for o in office.hours if day in o.days) for day in WEEKDAYS
        }  # fmt: skip
        self._exceptions: dict[date, tuple[tuple[Span, ...], str]] = {}
        for exception in office.exceptions:
            spans, reason = self._exceptions.get(exception.date, ((), exception.reason))
            if exception.opens is not None and exception.closes is not None:
                spans = join_spans((*spans, Span(exception.opens, exception.closes)))
            self._exceptions[exception.date] = spans, reason

    def on(self, day: date) -> DayHours:
        """The hours on `day`, with exceptions and calendars applied."""
        if day in self._exceptions:
            spans, reason = self._exceptions[day]
            return DayHours(spans, True, reason)
        return self.usual(day)

    def usual(self, day: date) -> DayHours:
        """The hours on `day` without the office's own exceptions."""
        known = self.workdays.known(day)
        kept = self._week[WEEKDAYS[day.weekday()]]
        stands_for = self.workdays.stands_for(day)
        if stands_for is not None:
            spans = self._week[WEEKDAYS[stands_for.weekday()]] or kept
            return DayHours(spans, known, InsteadOf(stands_for))
        if self.workdays.off_name(day):
            return DayHours((), known, self.workdays.off_name(day))
        joined = self.workdays.joined_day_off(day)
        if kept and joined is not None:
            return DayHours((), known and self.workdays.known(joined), WITHIN_HOLIDAY)
        return DayHours(kept, known, "" if kept else self.workdays.why_off(day))

    def worked(self, day: date) -> tuple[Span, ...]:
        """The hours on `day` that count as working time: none on a day that is no working day, even if a counter receives."""
        return self.on(day).spans if self.workdays.works(day) else ()

    def next_opening(self, moment: datetime) -> datetime | None:
        """The next moment after `moment` at which the office opens; None if there is none or it is not certain."""
        for ahead in range(AHEAD):
            day = moment.date() + timedelta(days=ahead)
            hours = self.on(day)
            span = hours.after(moment.time()) if ahead == 0 else next(iter(hours.spans), None)
            if not hours.known:
                return None
            if span is not None:
                return datetime.combine(day, span.opens)
        return None

    def first_unknown(self, day: date) -> date | None:
        """The first day from `day` on whose hours are not certain; None if there is none within `AHEAD` days."""
        days = (day + timedelta(days=ahead) for ahead in range(AHEAD))
        return next((one for one in days if not self.on(one).known), None)


def join_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The periods sorted, with touching or overlapping ones merged and empty ones dropped."""
    joined: list[Span] = []
    for span in sorted(spans):
        if span.closes <= span.opens:
            continue
        if joined and span.opens <= joined[-1].closes:
            joined[-1] = Span(joined[-1].opens, max(joined[-1].closes, span.closes))
        else:
            joined.append(span)
    return tuple(joined)
