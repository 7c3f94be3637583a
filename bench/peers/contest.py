"""All programs on one workload, in turn: from nothing, then after one change, each figure only where the pages say the same."""

import sys
from collections.abc import Sequence
from pathlib import Path

from by_us import Copy
from measuring import CommandError, Limits, Measured, measure
from peer import Peer
from results import Tally
from sameness import Article, read_article, tell_difference
from workload import Workload
from written import Seen, look_at, tell_written

LONG = 60
"""Seconds after which a program is not run again."""


class DifferentError(AssertionError):
    """A peer's page does not say what ours says."""


def hold_contest(contestants: Sequence[Peer], floor: Copy, runs: int, limits: Limits) -> list[Tally]:
    """The tallies of all programs in their order, the floor's last. The first contestant is ours; the others are held to it."""
    ours = contestants[0]
    workload = ours.workload
    tallies = [Tally(peer.title) for peer in contestants]
    copied = Tally(floor.title)
    judge = _Judge(workload, ours.site)
    for peer in contestants:
        peer.lay_out()
    for _ in range(runs):
        for peer, tally in zip(contestants, tallies, strict=True):
            if tally.trouble or (tally.cold and tally.cold[0].wall > LONG):
                continue
            try:
                _run(peer, tally, judge, limits)
            except (DifferentError, CommandError) as trouble:
                tally.trouble = str(trouble).replace("\n", " ")
                tally.cold.clear()
                tally.warm.clear()
            if peer is not ours:
                peer.forget()
            _tell(peer.title, tally)
        copied.cold.append(measure(floor.command(), limits))
        floor.forget()
        _tell(floor.title, copied)
    for peer in contestants:
        peer.forget()
    return [*tallies, copied]


def _run(peer: Peer, tally: Tally, judge: "_Judge", limits: Limits) -> None:
    first = not tally.cold
    _set(peer, changed=False)
    peer.forget()
    cold = _measure(peer, tally, limits)
    if cold is None:
        return
    seen = look_at(peer.site) if first else {}
    if first:
        tally.page = judge.judge_all(peer.site, seen)
        tally.site = tell_written({}, seen)
    _set(peer, changed=True)
    warm = _measure(peer, tally, limits)
    if warm is None:
        return
    if first:
        judge.judge_change(peer.site)
        tally.rewritten = tell_written(seen, look_at(peer.site))
    tally.cold.append(cold)
    tally.warm.append(warm)


def _set(peer: Peer, changed: bool) -> None:
    peer.workload.set(changed)
    peer.take_over()


def _measure(peer: Peer, tally: Tally, limits: Limits) -> Measured | None:
    measured = measure(peer.command(), limits)
    tally.trouble = measured.stopped
    return None if measured.stopped else measured


def _tell(title: str, tally: Tally) -> None:
    walls = [f"{runs[-1].wall:.2f} s" for runs in (tally.cold, tally.warm) if runs]
    print(f"  {title}: {tally.trouble or ', '.join(walls)}", file=sys.stderr, flush=True)


class _Judge:
    """Compares pages with ours, which come first."""

    def __init__(self, workload: Workload, ours: Path) -> None:
        self.workload, self.ours, self.samples = workload, ours, workload.choose_samples()
        self._expected: dict[str, Article] = {}
        self._changed: dict[str, Article] = {}

    def judge_all(self, site: Path, seen: Seen) -> int:
        """Finds every posting's page and holds samples against ours; their average size. Raises DifferentError."""
        missing = next((a for a in self.workload.list_addresses() if f"{site}/{a}index.html" not in seen), None)
        if missing:
            raise DifferentError(f"has no page {missing}")
        self._hold(self._expected, self.samples, site)
        return sum(seen[f"{site}/{address}index.html"][2] for address in self.samples) // len(self.samples)

    def judge_change(self, site: Path) -> None:
        """Holds the page that the change is in against ours. Raises DifferentError."""
        self._hold(self._changed, [self.workload.changed], site)
        if self._changed[self.workload.changed] == self._expected[self.workload.changed]:
            raise DifferentError(f"has not taken over the change of {self.workload.changed}")

    def _hold(self, expected: dict[str, Article], addresses: Sequence[str], site: Path) -> None:
        for address in addresses:
            article = read_article((site / address / "index.html").read_text("utf-8"), address)
            if site == self.ours:
                expected[address] = article
            elif difference := tell_difference(expected[address], article):
                raise DifferentError(f"says something else on {address}: {difference}")
