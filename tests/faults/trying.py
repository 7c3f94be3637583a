"""Each operation of a scenario fails once, or the process is killed there: before it, after it, or with half of it done."""

import ctypes
import errno
import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from faults.judging import Counts, Ended, Known, differing, judge, snapshot
from faults.running import restore, run, warm
from faults.scenarios import Scenario, make_project

KILLS = {-1: "killed before", -2: "killed after", -3: "killed halfway"}
"""As `layer.c` numbers them."""
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE)


@dataclass(frozen=True)
class Wanted:
    """At most `most` faults and as many kills of a scenario; each kind of kill at each operation with `every_kill`."""

    most: int
    seed: int
    every_kill: bool


def try_scenario(scenario: Scenario, folder: Path, layer: ctypes.CDLL, wanted: Wanted) -> Counts:
    """Everything that is wanted of one scenario, in `folder`. Raises AssertionError if it fails undisturbed."""
    counts, pristine, root = Counts(), folder / "pristine", folder / "root"
    shutil.rmtree(pristine, ignore_errors=True)
    make_project(pristine)
    scenario.prepare(pristine)
    layer.faults_said.restype = ctypes.c_char_p

    def once(at: int, how: int, lasting: bool = False, reads: bool = False) -> Ended:
        restore(pristine, root)
        below = os.fsencode(root)
        done = run(root, scenario.words, scenario.call, lambda: layer.faults_arm(below, at, how, int(lasting), int(reads)))
        layer.faults_rest()
        return Ended(*done, snapshot(root))

    if scenario.call is None and not scenario.has_threads:
        restore(pristine, root)
        warm(root, scenario.words)
    done = once(0, 0)
    assert done.status == 0, (scenario.name, done.status, done.said)
    counts.operations, new = layer.faults_count(), done.files
    run(root, scenario.words, scenario.call)
    twice = snapshot(root)
    restore(pristine, root)
    known = Known(snapshot(root), new, twice)
    again = once(0, 0, reads=True)
    assert again.files == new, f"{scenario.name}: another result of the same: {differing(again.files, new)}"
    with_reads = layer.faults_count()
    for at, how, lasting in _plan(with_reads, counts.operations, wanted, random.Random(f"{wanted.seed} {scenario.name}")):
        first = once(at, how, lasting, reads=how > 0)
        what = layer.faults_said().decode(errors="replace").replace(str(root), "")
        where = f"{scenario.name} | {at} {what} | {KILLS.get(how) or errno.errorcode[how]}"
        second = Ended(*run(root, scenario.words, scenario.call), snapshot(root))
        judge(scenario, where, how < 0, known, (first, second), counts)
    counts.operations = with_reads
    return counts


def _plan(with_reads: int, writes: int, wanted: Wanted, chance: random.Random) -> Iterator[tuple[int, int, bool]]:
    """Number of the operation, error or kill, and whether there is no space from then on. Reads fail too."""
    for at in _spread(with_reads, wanted.most, chance):
        number = ERRORS[(at + wanted.seed) % len(ERRORS)]
        yield at, number, number == errno.ENOSPC and at % 2 == 0
    for at in _spread(writes, wanted.most, chance):
        for how in KILLS if wanted.every_kill else [[*KILLS][(at + wanted.seed) % 3]]:
            yield at, how, False


def _spread(number: int, most: int, chance: random.Random) -> list[int]:
    """The numbers from 1, or as many of them as are asked for, spread evenly from a random beginning."""
    if number <= most:
        return list(range(1, number + 1))
    begin = chance.random()
    return sorted({1 + int((begin + i) * number / most) % number for i in range(most)})
