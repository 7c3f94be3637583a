"""A worker pool: it does work item by item, here or in worker processes that have each been given the context once."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from threading import Lock
from typing import Generic, TypeAlias, TypeVar, cast

from niemyet.load.finding import CommuneFiles

Context = TypeVar("Context")
Item = TypeVar("Item")
Result = TypeVar("Result")

FEWEST_FILES = 600
"""Below this many files, starting workers takes longer than doing the work here."""

FILES_OF_A_COUNTRY = 300_000
"""From this many on, the pages are more than the system keeps in memory on their way to the disk: workers wait for it, and a
quarter of the processors' time was left over."""

AHEAD = 64
"""Items that are handed out before the first has come back: enough for many workers, few enough to hold."""

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how many are done and how many there are."""

StartWorkers: TypeAlias = Callable[[Callable[[object], None], object, bool], AbstractContextManager[Executor]]
"""Starts workers that each call the given function with the context once, before their first item; whether they will wait for
the disk so much that one more of them is worth having."""


def no_progress(_label: str, _done: int, _total: int) -> None:
    """Tells nobody."""


@contextmanager
def step(progress: Progress, label: str) -> Iterator[None]:
    """Tells that one thing is being done, and that it is done."""
    progress(label, 0, 1)
    yield
    progress(label, 1, 1)


class WorkerPool(Generic[Context]):
    """Calls functions of the context and one item, for many items: here, or in workers where there are some.

    Such a function stands in a module, so that a worker finds it by name.
    """

    def __init__(self, context: Context, executor: Executor | None, progress: Progress) -> None:
        self.context, self.executor, self.progress = context, executor, progress

    def map(self, work: Callable[[Context, Item], Result], items: Collection[Item], label: str) -> Iterator[Result]:
        """What `work` gives for every item, in their order; workers begin at once."""
        return self.stream(work, items, len(items), label)

    def stream(
        self, work: Callable[[Context, Item], Result], items: Iterable[Item], total: int, label: str, ahead: int = AHEAD
    ) -> Iterator[Result]:
        """As `map`, for `total` items that are still being made: workers have the first `ahead` while the next is made."""
        if self.executor:
            return self._count(_submit(self.executor, work, iter(items), ahead), total, label)
        return self._count((work(self.context, item) for item in items), total, label)

    def _count(self, results: Iterator[Result], total: int, label: str) -> Iterator[Result]:
        self.progress(label, 0, total)
        for done, result in enumerate(results, 1):
            self.progress(label, done, total)
            yield result


def _submit(executor: Executor, work: Callable[[Context, Item], Result], items: Iterator[Item], ahead: int) -> Iterator[Result]:
    """Begins the first items at once; gives what came of each, in their order, and begins another for every one given."""
    begun = deque(executor.submit(_work, work, item) for item in islice(items, ahead))
    return _collect(executor, work, items, begun)


def _collect(
    executor: Executor, work: Callable[[Context, Item], Result], items: Iterator[Item], begun: deque[Future[Result]]
) -> Iterator[Result]:
    try:
        while begun:
            result = begun.popleft().result()
            begun.extend(executor.submit(_work, work, item) for item in islice(items, 1))
            yield result
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
    context: Context, enough: bool, start_workers: StartWorkers | None, progress: Progress, waits: bool = False
) -> Iterator[WorkerPool[Context]]:
    """A pool with this context; workers are started only where there is `enough` to do for them, one more where each `waits`."""
    if start_workers is None or not enough:
        yield WorkerPool(context, None, progress)
        return
    with start_workers(_take_over, context, waits) as executor:
        yield WorkerPool(context, executor, progress)


_CONTEXTS: list[object] = []
"""In a worker, the context that it was started with; empty in the process that started it."""

_AT_WORK = Lock()
"""A worker does one item at a time, also where it has several threads."""


def _take_over(context: object) -> None:
    _CONTEXTS[:] = [context]


def _work(work: Callable[[Context, Item], Result], item: Item) -> Result:
    with _AT_WORK:
        return work(cast("Context", _CONTEXTS[0]), item)
