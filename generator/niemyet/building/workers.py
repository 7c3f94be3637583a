"""A worker pool: runs functions on items, here or in worker processes that are each given a context once."""

from __future__ import annotations  # so that a command that starts no workers loads nothing for them

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Generic, Protocol, TypeAlias, TypeVar, cast

from niemyet.building.progress import Progress
from niemyet.load.finding import CommuneFiles

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Context = TypeVar("Context")
Item = TypeVar("Item")
Result = TypeVar("Result")

FEWEST_FILES = 600
"""With fewer files, starting workers takes longer than doing the work here."""

FILES_OF_A_COUNTRY = 300_000
"""With more files, pages exceed the system's write buffers and workers wait for the disk; a quarter of the processor time was
idle until one more worker was started."""

AHEAD = 64
"""Items submitted before the first result is taken: enough for many workers, few enough to hold in memory."""

StartWorkers: TypeAlias = Callable[[Callable[[object], None], object, bool], AbstractContextManager["Executor"]]
"""Starts workers. Arguments: an initializer, which each worker calls once before its first item; the context to call it with;
and whether work waits for the disk so much that one more worker pays off."""


class WorkerPool(Generic[Context]):
    """Calls functions of (context, item) for many items, here or, if there is an executor, in workers.

    The functions must be at module level, so that they can be pickled.
    """

    def __init__(self, context: Context, executor: Executor | None, progress: Progress) -> None:
        self.context, self.executor, self.progress = context, executor, progress

    def map(self, work: Callable[[Context, Item], Result], items: Collection[Item], label: str) -> Iterator[Result]:
        """The results of `work` in the order of the items; workers start at once."""
        return self.stream(work, items, len(items), label)

    def stream(
        self, work: Callable[[Context, Item], Result], items: Iterable[Item], total: int, label: str, ahead: int = AHEAD
    ) -> Iterator[Result]:
        """As `map`, for `total` items from an iterator; at most `ahead` items are submitted before their results are taken."""
        if self.executor:
            return self._count(_submit(self.executor, work, iter(items), ahead), total, label)
        return self._count((work(self.context, item) for item in items), total, label)

    def _count(self, results: Iterator[Result], total: int, label: str) -> Iterator[Result]:
        self.progress(label, 0, total)
        for done, result in enumerate(results, 1):
            self.progress(label, done, total)
            yield result


def _submit(executor: Executor, work: Callable[[Context, Item], Result], items: Iterator[Item], ahead: int) -> Iterator[Result]:
    """Submits the first `ahead` items at once; yields results in order, submitting one more item for each."""
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
        for future in begun:  # the consumer stopped early
            future.cancel()


def count_files(communes: Iterable[CommuneFiles]) -> int:
    """The number of files of these communes."""
    return sum(len(files.names) for files in communes)


def are_many(communes: Iterable[CommuneFiles]) -> bool:
    """Whether these communes have enough files for workers to pay off."""
    return count_files(communes) >= FEWEST_FILES


@contextmanager
def open_pool(
    context: Context, enough: bool, start_workers: StartWorkers | None, progress: Progress, waits: bool = False
) -> Iterator[WorkerPool[Context]]:
    """A pool with this context. Workers are started only if there is `enough` work; `waits` is handed on to `start_workers`."""
    if start_workers is None or not enough:
        yield WorkerPool(context, None, progress)
        return
    with start_workers(_take_over, context, waits) as executor:
        yield WorkerPool(context, executor, progress)


class Together(Protocol):
    """A way to work on many items at once."""

    def __call__(self, work: Callable[[Context, Item], Result], context: Context, items: Collection[Item], /) -> Iterator[Result]:
        """What `work` returns for the context and each item, in order."""
        ...


def in_workers(start_workers: StartWorkers | None, progress: Progress, label: str) -> Together:
    """In workers of their own, which live no longer than the work."""

    def call(work: Callable[[Context, Item], Result], context: Context, items: Collection[Item], /) -> Iterator[Result]:
        with open_pool(context, True, start_workers, progress) as pool:
            yield from pool.map(work, items, label)

    return call


_CONTEXTS: list[object] = []
"""In a worker, the context it was started with; in the main process, empty."""

_AT_WORK = Lock()
"""A worker does one item at a time, even if the executor gives it several threads."""


def _take_over(context: object) -> None:
    _CONTEXTS[:] = [context]


def _work(work: Callable[[Context, Item], Result], item: Item) -> Result:
    with _AT_WORK:
        return work(cast("Context", _CONTEXTS[0]), item)
