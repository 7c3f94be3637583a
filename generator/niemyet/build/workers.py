"""A crew does a task's work item by item: here, or in worker processes that have each taken the task over."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from threading import Lock
from typing import Any, TypeAlias

from niemyet.load.finding import CommuneFiles

FEWEST_FILES = 600
"""Below this many files, starting workers takes longer than doing the work here."""

FILES_OF_A_COUNTRY = 300_000
"""From this many on, the pages are more than the system keeps in memory on their way to the disk: workers wait for it, and a
quarter of the processors' time was left over."""

AHEAD = 64
"""Items that are handed out before the first has come back: enough for many workers, few enough to hold."""

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how many are done and how many there are."""

Task: TypeAlias = object
"""Something whose methods do one item each; it can be sent to another process."""

StartWorkers: TypeAlias = Callable[[Callable[[Task], None], Task, bool], AbstractContextManager[Executor]]
"""Starts workers that each call the given function with the task once, before their first item; whether they will wait for
the disk so much that one more of them is worth having."""


def no_progress(_label: str, _done: int, _total: int) -> None:
    """Tells nobody."""


@contextmanager
def step(progress: Progress, label: str) -> Iterator[None]:
    """Tells that one thing is being done, and that it is done."""
    progress(label, 0, 1)
    yield
    progress(label, 1, 1)


class WorkerPool:
    """Does a task's work item by item: here, or in workers where there are some."""

    def __init__(self, task: Task, executor: Executor | None, progress: Progress) -> None:
        self.task, self.executor, self.progress = task, executor, progress

    def do(self, method: str, items: Collection[Any], label: str) -> Iterator[Any]:
        """What `method` of the task gives for every item, in their order; workers begin at once."""
        return self.do_stream(method, items, len(items), label)

    def do_stream(self, method: str, items: Iterable[Any], total: int, label: str, ahead: int = AHEAD) -> Iterator[Any]:
        """As `do`, for `total` items that are still being made: workers have the first `ahead` while the next is made."""
        do_here: Callable[[Any], Any] = getattr(self.task, method)
        outcomes = _submit(self.executor, method, iter(items), ahead) if self.executor else map(do_here, items)
        return self._count(outcomes, total, label)

    def _count(self, outcomes: Iterator[Any], total: int, label: str) -> Iterator[Any]:
        self.progress(label, 0, total)
        for done, outcome in enumerate(outcomes, 1):
            self.progress(label, done, total)
            yield outcome


def _submit(executor: Executor, method: str, items: Iterator[Any], ahead: int) -> Iterator[Any]:
    """Begins the first items at once; gives what came of each, in their order, and begins another for every one given."""
    begun = deque(executor.submit(_do, method, item) for item in islice(items, ahead))
    return _collect(executor, method, items, begun)


def _collect(executor: Executor, method: str, items: Iterator[Any], begun: deque[Future[Any]]) -> Iterator[Any]:
    try:
        while begun:
            outcome = begun.popleft().result()
            begun.extend(executor.submit(_do, method, item) for item in islice(items, 1))
            yield outcome
    finally:
        for future in begun:  # whoever stops asking has the rest left undone
            future.cancel()


def count_files(communes: Iterable[CommuneFiles]) -> int:
    """How many files the communes have."""
    return sum(len(files.names) for files in communes)


def are_many(communes: Iterable[CommuneFiles]) -> bool:
    """Whether the communes have so many files that workers are worth starting."""
    return count_files(communes) >= FEWEST_FILES


@contextmanager
def open_pool(
    task: Task, enough: bool, start_workers: StartWorkers | None, progress: Progress, waits: bool = False
) -> Iterator[WorkerPool]:
    """A crew for the task; workers are started only where there is `enough` to do for them, one more where each `waits`."""
    if start_workers is None or not enough:
        yield WorkerPool(task, None, progress)
        return
    with start_workers(_take_over, task, waits) as executor:
        yield WorkerPool(task, executor, progress)


_TAKEN_OVER: list[Task] = []
"""In a worker, the task that it was started with; empty in the process that started it."""

_AT_WORK = Lock()
"""A task does one item at a time, also where a worker has several threads."""


def _take_over(task: Task) -> None:
    _TAKEN_OVER[:] = [task]


def _do(method: str, item: Any) -> Any:
    with _AT_WORK:
        return getattr(_TAKEN_OVER[0], method)(item)
