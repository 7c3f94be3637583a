"""How work tells how far it is: a function that whoever waits passes in. Loads nothing else: every command may name it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with a label, the number of items done, and their total."""


def no_progress(_label: str, _done: int, _total: int) -> None:
    """Reports nothing."""


@contextmanager
def step(progress: Progress, label: str) -> Iterator[None]:
    """Reports the start and the end of a single step."""
    progress(label, 0, 1)
    yield
    progress(label, 1, 1)
