"""What was measured, as values: of one program on one workload, of all programs on it, and of all workloads."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field

from contest.measuring import Measured
from contest.written import CacheFile


@dataclass(slots=True)
class Tally:
    """The runs of one program on one workload; `trouble` says why figures are missing."""

    title: str
    cold: list[Measured] = field(default_factory=list)
    warm: list[Measured] = field(default_factory=list)
    site: CacheFile | None = None
    """The site from nothing."""
    rewritten: CacheFile | None = None
    """What was written after one change."""
    page: int = 0
    """Bytes of a posting's page, on the average of those compared."""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """All programs on one workload, ours first, the floor last where there is one."""

    communes: int
    postings: int
    files_on: str
    """The kind of file system that records and sites were on."""
    tallies: list[Tally]

    @property
    def ours(self) -> Tally:
        """What every ratio is to."""
        return self.tallies[0]


def take_median(runs: list[Measured], value: Callable[[Measured], float]) -> float | None:
    """The median of one value; None where nothing was measured."""
    return statistics.median(map(value, runs)) if runs else None


def find_wall(runs: list[Measured]) -> float | None:
    """The median of the wall times."""
    return take_median(runs, lambda run: run.wall)
