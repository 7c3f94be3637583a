"""Measures one command as a fresh process: wall time, CPU time and memory of it and of all that it starts.

Linux only: memory is read from /proc. A command that needs more time or memory than it is given is ended and says so.
"""

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

SHARE_FOR_SAMPLING = 0.02
"""Of the time, what looking at the memory may take; the kernel holds the process still while it counts."""
SHORTEST_PAUSE = 0.01
GIGABYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, the folder that it runs in and what is added to its environment."""

    words: tuple[str, ...]
    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """When a command is ended: seconds of wall time, bytes of memory."""

    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of wall and of CPU, and the most memory held, in bytes."""

    wall: float
    cpu: float
    memory: int


class CommandError(RuntimeError):
    """A command that ended with an error or was ended; the message says why."""


def _surroundings() -> dict[str, str]:
    """The environment of every command: Python keeps what it has compiled, as it does unless it is told not to."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measure(command: Command, limits: Limits) -> Measured:
    """One run. Memory is the most that all processes held together when looked at, shared pages counted once (PSS); 0 where
    the run was over before a look.

    Raises CommandError. Nothing that the command started outlives this call, even when it is interrupted.
    """
    os.sync()  # the run before must not be paid for by this one
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command.words, cwd=command.folder, env=_surroundings() | dict(command.settings), stdin=subprocess.DEVNULL,
            stdout=said, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        watch = _Watch(process.pid, started, limits)
        watcher = threading.Thread(target=watch.keep)
        watcher.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            watch.over.set()
            watcher.join()
            end_session(process.pid)
        if watch.stopped:
            raise CommandError(watch.stopped)
        if process.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace").strip()
            raise CommandError(f"{Path(command.words[0]).name} ended with status {process.returncode}: {words[-600:]}")
    return Measured(wall, used.ru_utime + used.ru_stime, watch.peak)


def end_session(session: int) -> None:
    """Ends every process that is left of a session."""
    for process in _find_processes(session):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


class _Watch:
    """Looks at the memory of a session until it is over, and ends it where it passes its limits."""

    def __init__(self, session: int, started: float, limits: Limits) -> None:
        self.session, self.started, self.limits = session, started, limits
        self.over = threading.Event()
        self.peak, self.stopped = 0, ""

    def keep(self) -> None:
        pause = SHORTEST_PAUSE
        while not self.over.wait(pause):
            begun = time.thread_time()
            held = sum(map(_proportional_memory, _find_processes(self.session)))
            self.peak = max(self.peak, held)
            pause = max(SHORTEST_PAUSE, (time.thread_time() - begun) / SHARE_FOR_SAMPLING)
            elapsed = time.perf_counter() - self.started
            if held > self.limits.memory:
                self.stopped = f"ended when it held {held / GIGABYTE:.1f} GB of memory, after {elapsed:.0f} s"
            elif elapsed > self.limits.seconds:
                self.stopped = f"ended after {elapsed:.0f} s"
            if self.stopped:
                end_session(self.session)
                return


def _find_processes(session: int) -> list[int]:
    found = []
    for name in os.listdir("/proc"):
        if name.isdecimal():
            with suppress(ProcessLookupError):
                if os.getsid(int(name)) == session:
                    found.append(int(name))
    return found


def _proportional_memory(process: int) -> int:
    try:
        with open(f"/proc/{process}/smaps_rollup", "rb") as stream:
            return next((1024 * int(line.split()[1]) for line in stream if line.startswith(b"Pss:")), 0)
    except (ProcessLookupError, FileNotFoundError):
        return 0
