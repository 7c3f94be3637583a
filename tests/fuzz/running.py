"""Runs inputs one after the other in processes of their own; what ends a process or takes too long is found out too.

An input is known by seed, format and number: a run goes on where it was stopped, and any input can be made again.
"""

import json
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random

from fuzz.formats import FORMATS

CHUNK = 2_000
"""Inputs that one process takes."""
SLOWEST = 1.0
"""Seconds of the processor that an input may take."""
MEMORY = 4 << 30
"""Bytes that a process may take."""
ENDLESS = 20
"""Seconds of the processor after which a process is ended."""


@dataclass
class Tally:
    """What became of the inputs of a format."""

    done: int = 0
    taken: int = 0
    """Inputs that the program accepted; the others it refused with a sentence."""
    seconds: float = 0.0
    slowest: float = 0.0
    faults: dict[str, list[int]] = field(default_factory=dict)
    """What went wrong, with the numbers of the inputs."""

    def add(self, other: "Tally") -> None:
        """Counts what another process has done."""
        self.done += other.done
        self.taken += other.taken
        self.seconds += other.seconds
        self.slowest = max(self.slowest, other.slowest)
        for what, numbers in other.faults.items():
            self.faults.setdefault(what, []).extend(numbers)


def make_input(seed: int, name: str, number: int) -> bytes:
    """The bytes of one input."""
    return FORMATS[name].make(Random(f"{seed}/{name}/{number}"))


def try_inputs(seed: int, name: str, numbers: range, scratch: Path, reached: Path | None = None) -> Tally:
    """Tries inputs in this process; `reached` is told each number before it is tried."""
    tally = Tally()
    told = os.open(reached, os.O_WRONLY | os.O_CREAT, 0o600) if reached is not None else None
    try:
        for number in numbers:
            if told is not None:
                os.pwrite(told, b"%12d" % number, 0)
            _try_one(seed, name, number, scratch, tally)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        if told is not None:
            os.close(told)
    return tally


def _try_one(seed: int, name: str, number: int, scratch: Path, tally: Tally) -> None:
    data = make_input(seed, name, number)
    began = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_PROF, 0 if FORMATS[name].whole else ENDLESS)
        tally.taken += FORMATS[name].read(data, scratch)
    except Exception as error:  # whatever it is, the program did not expect it
        tally.faults.setdefault(_name_fault(error), []).append(number)
    took = time.process_time() - began
    if took > SLOWEST and not FORMATS[name].whole:
        tally.faults.setdefault("slow", []).append(number)
    tally.done += 1
    tally.seconds += took
    tally.slowest = max(tally.slowest, took)


def _name_fault(error: Exception) -> str:
    """The kind of error and the last line of ours that it passed."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/niemyet/" in frame.filename] or list(frames)
    what = str(error.args[0])[:40] if type(error).__name__ == "WrongPlaceError" else ""
    return f"{type(error).__name__} {what} {Path(ours[-1].filename).name}:{ours[-1].lineno}".replace("  ", " ")


class State:
    """What is known of a run, kept in a file after each chunk."""

    def __init__(self, file: Path, seed: int) -> None:
        self.file, self.seed = file, seed
        kept = json.loads(file.read_text("utf-8")) if file.is_file() else {}
        self.tallies = {name: Tally(**kept.get(name, {})) for name in FORMATS}
        self._later: dict[tuple[str, int], Tally] = {}

    def keep(self) -> None:
        """Writes it down."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        new = self.file.with_suffix(".new")
        new.write_text(json.dumps({name: asdict(tally) for name, tally in self.tallies.items()}), "utf-8")
        os.replace(new, self.file)

    def take(self, name: str, numbers: range, tally: Tally) -> None:
        """Counts the inputs of a range, in the order of their numbers: what is done without a gap before it is done."""
        self._later[name, numbers.start] = tally
        while (found := self._later.pop((name, self.tallies[name].done), None)) is not None:
            self.tallies[name].add(found)

    def try_faults_again(self, scratch: Path) -> None:
        """Forgets those that have been mended since."""
        for name, tally in self.tallies.items():
            for what, numbers in [*tally.faults.items()]:
                if what.startswith("end"):
                    continue  # it would end this process
                tally.faults[what] = [
                    number for number in numbers if try_inputs(self.seed, name, range(number, number + 1), scratch).faults
                ]
            tally.faults = {what: numbers for what, numbers in tally.faults.items() if numbers}


def run(state: State, wanted: dict[str, int], jobs: int, until: float) -> None:
    """Tries inputs until each format has as many as `wanted`, or the time `until` has come."""
    with tempfile.TemporaryDirectory() as folder:
        for name in (name for name in wanted if not FORMATS[name].whole):
            try_inputs(state.seed, name, range(2), Path(folder) / "first")  # what is loaded late is loaded here, once
        state.try_faults_again(Path(folder) / "first")
        waiting = _chunks(state, wanted)
        running: dict[int, tuple[str, range, Path]] = {}
        next_folder = 0
        progress = _Progress(wanted)
        while True:
            while len(running) < jobs and time.time() < until and (chunk := next(waiting, None)) is not None:
                next_folder += 1
                place = Path(folder) / str(next_folder)
                running[_start(state.seed, *chunk, place)] = (*chunk, place)
            if not running:
                return
            ended, status = os.wait()
            name, numbers, place = running.pop(ended)
            _take(state, name, numbers, place, status)
            state.keep()
            progress.show(state)


def _chunks(state: State, wanted: dict[str, int]) -> Iterator[tuple[str, range]]:
    """The inputs still to be tried; every format comes forward evenly, so that a run that is stopped has tried all."""
    at = {name: state.tallies[name].done for name in wanted}
    while behind := [name for name in wanted if at[name] < wanted[name]]:
        name = min(behind, key=lambda name: at[name] / wanted[name])
        end = min(at[name] + max(5, min(CHUNK, wanted[name] // 20)), wanted[name])
        yield name, range(at[name], end)
        at[name] = end


def _start(seed: int, name: str, numbers: range, place: Path) -> int:
    place.mkdir()
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    try:
        if not FORMATS[name].whole:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        tally = try_inputs(seed, name, numbers, place / "scratch", place / "reached")
        (place / "tally").write_text(json.dumps(asdict(tally)), "utf-8")
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _take(state: State, name: str, numbers: range, place: Path, status: int) -> None:
    """Counts what a process has done; if it was ended by an input, tries those behind it."""
    if status == 0:
        state.take(name, numbers, Tally(**json.loads((place / "tally").read_text("utf-8"))))
        return
    by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    at = int((place / "reached").read_bytes())
    what = "endless" if by == signal.SIGPROF else f"ended by signal {by}" if by else "ended"
    state.take(name, range(numbers.start, at + 1), Tally(at + 1 - numbers.start, faults={what: [at]}))
    if rest := range(at + 1, numbers.stop):
        again = place.with_name(f"{place.name}-")
        _, status = os.waitpid(_start(state.seed, name, rest, again), 0)
        _take(state, name, rest, again, status)


class _Progress:
    """One line on a terminal, elsewhere one now and then."""

    def __init__(self, wanted: dict[str, int]) -> None:
        self.wanted, self.told = wanted, 0.0

    def show(self, state: State) -> None:
        """Says how far it is."""
        terminal = sys.stdout.isatty()
        if time.time() - self.told < (0.2 if terminal else 20):
            return
        self.told = time.time()
        done = sum(min(state.tallies[name].done, most) for name, most in self.wanted.items())
        faults = sum(len(numbers) for tally in state.tallies.values() for numbers in tally.faults.values())
        line = f"{done:,} / {sum(self.wanted.values()):,} inputs, {faults} faults"
        print(f"\r{line}" if terminal else line, end="" if terminal else "\n", flush=True)
