"""Looks every few milliseconds of CPU time at what a program is at, and leaves the counts in a file when it ends."""

import atexit
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from signal import ITIMER_PROF, SIGPROF, setitimer, signal
from types import FrameType


def sample(look: Callable[[Counter[str], FrameType | None], None], sampled: Path, every: float) -> None:
    """From now on `look` counts what is under way, each `every` seconds of CPU time. At the end `sampled` has them as JSON."""
    counted: Counter[str] = Counter()

    def finish() -> None:
        setitimer(ITIMER_PROF, 0)
        sampled.write_text(json.dumps(counted), "utf-8")

    atexit.register(finish)
    signal(SIGPROF, lambda _, frame: look(counted, frame))
    setitimer(ITIMER_PROF, every, every)
