"""The counts of a commune as one of many, which pages of places above it show, and their sums.

Takes `Compliance`; gives `Totals`, small enough to be kept with each commune. Sums of communes are sums of counts, never means
of shares."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from niemyet.oversight.compliance import Compliance, Share


class Counts(NamedTuple):
    """What is counted, for one commune or for several. `listed`: what the lists require; `measured`: what of it is posted (of a
    commune without a list, all that it posts)."""

    listed: int = 0
    listed_posted: int = 0
    current_postings: int = 0
    measured: int = 0
    whole: int = 0
    current: int = 0
    on_time: int = 0
    late: int = 0
    undated: int = 0
    overdue: int = 0
    waiting: int = 0
    since_unknown: int = 0
    stood: int = 0
    missed: int = 0
    effect_unknown: int = 0
    all_four: int = 0
    outside: int = 0
    excepted: int = 0

    @property
    def shares(self) -> dict[str, Share]:
        """The figures by name, as `Compliance` has them."""
        return {
            "posted": Share(self.listed_posted, self.listed),
            "whole": Share(self.whole, self.measured),
            "current": Share(self.current, self.measured),
            "on_time": Share(self.on_time, self.on_time + self.late + self.overdue),
            "by_effect": Share(self.stood, self.stood + self.missed),
            "all_four": Share(self.all_four, self.listed),
        }

    def unknown(self, figure: str) -> int:
        """How many could not be counted for a figure."""
        return {"on_time": self.undated, "by_effect": self.effect_unknown}.get(figure, 0)


class Totals(NamedTuple):
    """A commune as one of many."""

    path: str
    name: str
    code: str
    sample: bool
    has_list: bool
    counts: Counts
    median_age: int | None
    oldest_age: int | None
    months: tuple[tuple[int, int, int], ...]
    """The day as an ordinal, what hung of the list, the list; (day, 0, 0) where there was none."""

    @property
    def month_shares(self) -> tuple[Share, ...]:
        """Of each month, what hung of the list."""
        return tuple(Share(posted, listed) for _, posted, listed in self.months)

    @property
    def month_days(self) -> tuple[date, ...]:
        """The last days of these months, then the day itself."""
        return tuple(date.fromordinal(day) for day, _, _ in self.months)


def total_commune(one: Compliance) -> Totals:
    """The counts of a commune."""
    waits = [missing.waiting for missing in one.missing]
    timings = [judged.timing for judged in one.measured]
    posted = one.posted or Share(0, 0)
    counts = Counts(
        posted.of,
        posted.number,
        len(one.postings),
        len(one.measured),
        one.whole.number,
        one.current.number,
        timings.count("on_time"),
        timings.count("late"),
        timings.count("unknown"),
        waits.count("overdue"),
        waits.count("waiting"),
        waits.count("unknown"),
        one.by_effect.number,
        one.by_effect.of - one.by_effect.number,
        one.effect_unknown,
        one.all_four.number if one.all_four is not None else 0,
        len(one.outside),
        len(one.excepted),
    )
    oldest = one.ages[0][0] if one.ages else None
    months = tuple((month.day.toordinal(), *(month.posted or Share(0, 0))) for month in one.months)
    return Totals(one.path, one.name, one.code, one.sample, one.has_list, counts, one.median_age, oldest, months)


def sum_counts(communes: Iterable[Totals]) -> Counts:
    """The counts of several communes together."""
    return Counts(*(sum(column) for column in zip(Counts(), *(one.counts for one in communes), strict=True)))


class Summed(NamedTuple):
    """The counts of communes that can be added up. Where any has a list, that is of those alone: beside what is required, what
    others post of their own accord is no part of a share. `apart` are these others."""

    counts: Counts
    has_list: bool
    of: int
    apart: tuple[Totals, ...]


def sum_alike(communes: Sequence[Totals]) -> Summed:
    """The counts of the communes with a list; of all, where none has one."""
    listed = [one for one in communes if one.has_list]
    apart = tuple(one for one in communes if not one.has_list) if listed else ()
    return Summed(sum_counts(listed or communes), bool(listed), len(listed or communes), apart)


def sum_months(communes: Iterable[Totals]) -> tuple[Share, ...]:
    """Of each month, what hung of the lists of several communes."""
    columns = zip_longest(*(one.month_shares for one in communes), fillvalue=Share(0, 0))
    return tuple(Share(sum(one.number for one in column), sum(one.of for one in column)) for column in columns)
