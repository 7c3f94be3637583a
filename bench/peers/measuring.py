"""Measures one command as a fresh process: wall time, CPU time and memory of it and of all that it starts.

Linux only: memory is read from /proc. A command that needs more time or memory than it is given is ended and says so.
"""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

SHARE_FOR_SAMPLING = 0.02
"""Of the time, what looking at the memory may take; the kernel holds the process still while it counts."""
SHORTEST_PAUSE = 0.02
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
    """Seconds of wall and of CPU, peak memory in bytes; `stopped` says why it was ended, "" where it came to its end."""

    wall: float
    cpu: float
    memory: int
    stopped: str = ""


class CommandError(RuntimeError):
    """A command that ended with an error; the message holds the end of what it said."""


def measure(command: Command, limits: Limits) -> Measured:
    """One run. Memory is the most that all processes held together in a sample, shared pages counted once (PSS); at least
    that of the largest process (maximum resident set).

    Raises CommandError.
    """
    os.sync()  # the run before must not be paid for by this one
    with subprocess.Popen(
        command.words, cwd=command.folder, env=os.environ | dict(command.settings), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, start_new_session=True,
    ) as process:  # fmt: skip
        started = time.perf_counter()
        said = bytearray()
        listener = threading.Thread(target=_listen, args=(process, said))
        listener.start()
        watch = _Watch(process.pid, started, limits)
        watcher = threading.Thread(target=watch.keep)
        watcher.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.over.set()
        watcher.join()
        listener.join()
    if process.returncode and not watch.stopped:
        raise CommandError(f"{' '.join(command.words)}: status {process.returncode}\n{said.decode(errors='replace')[-2000:]}")
    return Measured(wall, used.ru_utime + used.ru_stime, max(watch.peak, used.ru_maxrss * 1024), watch.stopped)


def _listen(process: subprocess.Popen[bytes], said: bytearray) -> None:
    assert process.stdout
    for piece in process.stdout:
        said += piece


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
                os.killpg(self.session, signal.SIGKILL)
                return


def _find_processes(session: int) -> list[int]:
    found = []
    for name in os.listdir("/proc"):
        if name.isdecimal():
            try:
                if os.getsid(int(name)) == session:
                    found.append(int(name))
            except ProcessLookupError:
                continue
    return found


def _proportional_memory(process: int) -> int:
    try:
        with open(f"/proc/{process}/smaps_rollup", "rb") as stream:
            return next((1024 * int(line.split()[1]) for line in stream if line.startswith(b"Pss:")), 0)
    except (ProcessLookupError, FileNotFoundError):
        return 0
