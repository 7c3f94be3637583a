"""Who is planned to receive at each counter of an office on any day, from its duty roster.

Takes a roster, the counters and the hours of an office; gives turns, and what of the opening hours no turn covers. A period's own
shifts take the place of the weekly ones; on a day off nobody receives, because the office is closed. Days before or after the
roster are no plan at all, so nothing is said of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time, timedelta
from typing import NamedTuple

from niemyet.law.office_hours import WEEKDAYS, OfficeHours, Span, join_spans
from niemyet.model.duty import Absence, Duty, DutyPeriod, Shift
from niemyet.model.places import Commune

WEEKS = 4
"""Weeks from Monday of a day's week on that a plan is measured over."""


class Turn(NamedTuple):
    """Somebody's turn on a day. `counters` is () for somebody who sits at none; `stands_in_for` is the role of whom they replace,
    or ""."""

    counters: tuple[str, ...]
    role: str
    name: str
    spans: tuple[Span, ...]
    stands_in_for: str = ""


class Gap(NamedTuple):
    """What of a day's opening nobody is planned for at a counter; `whole`: nobody all day."""

    day: date
    counter: str
    spans: tuple[Span, ...]
    whole: bool


class Cover(NamedTuple):
    """The planned share: minutes of opening, added up over the counters, and those with somebody, from `first` to `last`."""

    first: date
    last: date
    open: int
    staffed: int


class DutyRoster:
    """The roster of one office."""

    def __init__(self, duty: Duty, commune: Commune, hours: OfficeHours) -> None:
        self.duty, self._hours = duty, hours
        self.counters = name_counters(commune)

    def holds(self, day: date) -> bool:
        """Whether the roster says anything of the day: it is in force, or a period of its own covers it."""
        return self.period_of(day) is not None or in_days(day, self.duty.starts, self.duty.until or date.max)

    def period_of(self, day: date) -> DutyPeriod | None:
        """The period with its own shifts that covers the day."""
        return next((one for one in self.duty.periods if in_days(day, one.starts, one.until)), None)

    def shifts_of(self, day: date) -> tuple[Shift, ...]:
        """The shifts of a day, whether the office is open or not."""
        period = self.period_of(day)
        if period is None and not self.holds(day):
            return ()
        stands_for = self._hours.workdays.stands_for(day) or day  # a worked Saturday has the shifts of the day it stands for
        shifts = period.shifts if period is not None else self.duty.shifts
        return tuple(one for one in shifts if not one.days or WEEKDAYS[stands_for.weekday()] in one.days)

    def sits_at(self, shift: Shift) -> tuple[str, ...]:
        """An office without counters is one place, and everybody of the roster receives there."""
        return shift.counters if shift.counters or len(self.counters) > 1 else self.counters

    def turns(self, day: date) -> tuple[Turn, ...]:
        """Everybody's turns on the day, in the order of the roster."""
        spans = self._hours.on(day).spans
        found = (self._take_turn(shift, day, spans) for shift in self.shifts_of(day))
        return tuple(turn for turn in found if turn is not None and turn.spans)

    def gaps(self, day: date) -> Iterator[Gap]:
        """What nobody is planned for on the day, counter by counter; nothing where the roster does not hold."""
        spans = self._hours.on(day).spans
        if not spans or not self.holds(day):
            return
        for counter, covered in self._cover(day).items():
            left = _take_away(spans, covered)
            if left:
                yield Gap(day, counter, left, left == spans)

    def measure(self, today: date) -> Cover | None:
        """The planned share over `WEEKS` weeks from Monday of this week; None where nothing is planned or no day is certain."""
        first = today - timedelta(days=today.weekday())
        days = [first + timedelta(days=ahead) for ahead in range(7 * WEEKS)]
        counted = [day for day in days if self.holds(day) and self._hours.on(day).known]
        opened = sum(_minutes(self._hours.on(day).spans) for day in counted) * len(self.counters)
        empty = sum(_minutes(gap.spans) for day in counted for gap in self.gaps(day))
        return Cover(counted[0], counted[-1], opened, opened - empty) if opened else None

    def _cover(self, day: date) -> dict[str, tuple[Span, ...]]:
        covered: dict[str, list[Span]] = {counter: [] for counter in self.counters}
        for turn in self.turns(day):
            for counter in turn.counters:
                covered.setdefault(counter, []).extend(turn.spans)
        return {counter: join_spans(spans) for counter, spans in covered.items() if counter in self.counters}

    def _take_turn(self, shift: Shift, day: date, spans: Sequence[Span]) -> Turn | None:
        """None if the person is away and nobody stands in."""
        kept = tuple(_cut(spans, shift.opens or time.min, shift.closes or time.max))
        counters = self.sits_at(shift)
        absence = next((one for one in self.duty.absences if is_away(one, shift, day)), None)
        if absence is None:
            return Turn(counters, shift.role, shift.name or "", kept)
        substitute = absence.substitute or shift.substitute
        return None if substitute is None else Turn(counters, substitute.role, substitute.name or "", kept, shift.role)


def name_counters(commune: Commune) -> tuple[str, ...]:
    """The counters of an office by name; itself, if it lists none."""
    return tuple(dict.fromkeys(counter.name for counter in commune.counters)) or (commune.office.name,)


def is_away(absence: Absence, shift: Shift, day: date) -> bool:
    """Whether the absence is that of the shift's person on the day; without a name it is that of everybody with the role."""
    return in_days(day, absence.starts, absence.until) and absence.role == shift.role and absence.name in (None, shift.name)


def in_days(day: date, first: date, last: date | None) -> bool:
    """Whether the day lies within these, both included; without `last` it is the first alone."""
    return first <= day <= (last or first)


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day, both ends included."""
    return (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))


def _cut(spans: Iterable[Span], opens: time, closes: time) -> Iterator[Span]:
    for span in spans:
        begins, ends = max(span.opens, opens), min(span.closes, closes)
        if begins < ends:
            yield Span(begins, ends)


def _take_away(spans: Iterable[Span], covered: Sequence[Span]) -> tuple[Span, ...]:
    """What of `spans` lies in none of `covered`, which are sorted and joined."""
    left: list[Span] = []
    for span in spans:
        opens = span.opens
        for one in covered:
            if one.opens > opens:
                left += _cut([span], opens, one.opens)
            opens = max(opens, one.closes)
        left += _cut([span], opens, time.max)
    return tuple(left)


def _minutes(spans: Iterable[Span]) -> int:
    return sum(60 * (one.closes.hour - one.opens.hour) + one.closes.minute - one.opens.minute for one in spans)
