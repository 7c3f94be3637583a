"""All programs on one workload, in turn: from nothing, then after one change, each figure only where the pages say the same."""

import sys
from collections.abc import Sequence

from contest.by_niemyet import Copy
from contest.judging import Judge
from contest.measuring import CommandError, Limits, measure
from contest.peer import Peer
from contest.results import Tally
from contest.written import look_at, tell_written

LONG = 60
"""Seconds after which a program is not run again."""


def take_turns(contestants: Sequence[Peer], floor: Copy, runs: int, limits: Limits) -> list[Tally]:
    """The tallies of all programs in their order, the floor's last. The first contestant is ours; the others are held to it.

    A program that fails or is ended has that in its tally instead of figures. Raises DifferentError where one says
    something else than ours, and CommandError where ours fails.
    """
    ours, tallies, copied = contestants[0], [Tally(peer.title) for peer in contestants], Tally(floor.title)
    judge = Judge(ours.workload)
    for peer in contestants:
        _say(peer.title, "is laid out")
        peer.lay_out()
    for _ in range(runs):
        for peer, tally in zip(contestants, tallies, strict=True):
            if tally.trouble or (tally.cold and tally.cold[0].wall > LONG):
                continue
            try:
                _run(peer, tally, judge, limits)
            except CommandError as error:
                if peer is ours:
                    raise CommandError(f"niemyet: {error}") from error
                tally.trouble = " ".join(str(error).split())
                _say(peer.title, tally.trouble)
            if peer is ours:
                _copy(floor, copied, limits)
            peer.forget()  # the next needs the space
    return [*tallies, copied]


def _run(peer: Peer, tally: Tally, judge: Judge, limits: Limits) -> None:
    first = not tally.cold
    _set(peer, changed=False)
    peer.forget()
    cold = measure(peer.command(warm=False), limits)
    tally.cold.append(cold)
    before = look_at(peer.site) if first else {}
    if first:
        tally.page = judge.judge_site(peer.title, peer.site, before)
        tally.site = tell_written({}, before)
    _set(peer, changed=True)
    warm = measure(peer.command(warm=True), limits)
    tally.warm.append(warm)
    if first:
        judge.judge_change(peer.title, peer.site)
        tally.rewritten = tell_written(before, look_at(peer.site))
    _say(peer.title, f"{cold.wall:.2f} s, after one change {warm.wall:.2f} s")


def _copy(floor: Copy, tally: Tally, limits: Limits) -> None:
    if not floor.fits():
        tally.trouble = "there is no space for a second site"
        return
    try:
        tally.cold.append(measure(floor.command(), limits))
        tally.site = tally.site or tell_written({}, look_at(floor.site))
        _say(floor.title, f"{tally.cold[-1].wall:.2f} s")
    except CommandError as error:
        tally.trouble = str(error)
        _say(floor.title, tally.trouble)
    floor.forget()


def _set(peer: Peer, changed: bool) -> None:
    peer.workload.set(changed)
    peer.take_over()


def _say(title: str, words: str) -> None:
    print(f"  {title}: {words}", file=sys.stderr, flush=True)
