"""When an office receives: its week, its days with other hours, the days off and the worked weekends of the calendars.

Takes an office and the calendars; gives the hours of any day, and whether they are certain. An exception of the office is its
own word on that day and goes before everything. A day off is closed; a worked Saturday or Sunday keeps the hours of the
weekday it stands for; every other day keeps the hours of the week, a counter on Saturdays among them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, get_args

from niemyet.law.workdays import Workdays
from niemyet.model.places import Office, Weekday

WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
AHEAD = 400
"""Days looked ahead for an opening: an office that is closed for longer has none."""


class Span(NamedTuple):
    """One stretch of opening: from `opens` until just before `closes`."""

    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one day. `known`: they are certain. `reason`: why they are not those of the week, in Vietnamese, or ""."""

    spans: tuple[Span, ...]
    known: bool
    reason: str

    def at(self, clock: time) -> Span | None:
        """The stretch in which `clock` lies."""
        return next((span for span in self.spans if span.opens <= clock < span.closes), None)

    def after(self, clock: time) -> Span | None:
        """The first stretch that opens later than `clock`."""
        return next((span for span in self.spans if clock < span.opens), None)


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
        """The hours on `day`, everything considered."""
        if day in self._exceptions:
            spans, reason = self._exceptions[day]
            return DayHours(spans, True, reason)
        return self.usual(day)

    def usual(self, day: date) -> DayHours:
        """The hours on `day` were it not for the office's own exceptions."""
        known = self.workdays.known(day)
        kept = self._week[WEEKDAYS[day.weekday()]]
        stands_for = self.workdays.stands_for(day)
        if stands_for is not None:
            spans = self._week[WEEKDAYS[stands_for.weekday()]] or kept
            return DayHours(spans, known, f"làm bù cho ngày {stands_for:%d/%m/%Y}")
        if self.workdays.off_name(day):
            return DayHours((), known, self.workdays.off_name(day))
        return DayHours(kept, known, "" if kept else self.workdays.why_off(day))

    def worked(self, day: date) -> tuple[Span, ...]:
        """The hours on `day` that count as working time; none where offices do not work, though a counter may receive."""
        return self.on(day).spans if self.workdays.works(day) else ()

    def next_opening(self, moment: datetime) -> datetime | None:
        """The first moment after `moment` at which the office opens; None where that is not certain, or never."""
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
        """The first day from `day` on whose hours are not certain; None where there is none for long."""
        days = (day + timedelta(days=ahead) for ahead in range(AHEAD))
        return next((one for one in days if not self.on(one).known), None)


def join_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The stretches in their order, those that touch or overlap joined, those without length left out."""
    joined: list[Span] = []
    for span in sorted(spans):
        if span.closes <= span.opens:
            continue
        if joined and span.opens <= joined[-1].closes:
            joined[-1] = Span(joined[-1].opens, max(joined[-1].closes, span.closes))
        else:
            joined.append(span)
    return tuple(joined)
