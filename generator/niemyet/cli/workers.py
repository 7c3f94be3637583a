"""Starts worker processes, which end with the command."""

from __future__ import annotations  # so that a command that starts none loads nothing for them

import gc
import os
from typing import TYPE_CHECKING

from niemyet.building.workers import StartWorkers
from niemyet.cli.cluster_error import ClusterError
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.sheets.typesetter import has_typeset
from niemyet.system import choose_context, choose_workers, end_with_parent

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import ProcessPoolExecutor
    from pathlib import Path

CORES = os.cpu_count() or 1


def workers(jobs: int | None) -> StartWorkers | None:
    """A `StartWorkers` for `jobs` processes (default: one per core); None if one process is enough."""
    if (jobs or CORES) == 1:
        return None

    def start(take_over: Callable[[object], None], task: object, waits: bool) -> ProcessPoolExecutor:
        from concurrent.futures import ProcessPoolExecutor  # here, because few commands start workers

        count = choose_workers(jobs or CORES + waits)
        context = choose_context(inherits=not has_typeset())  # Typst's threads do not survive a fork; a child would hang
        gc.freeze()  # collecting inherited objects would copy all their memory pages
        return ProcessPoolExecutor(count, mp_context=context, initializer=_begin_work, initargs=(take_over, task, os.getpid()))

    return start


def find_workers(jobs: int | None, cluster: str, folders: tuple[Path, ...]) -> StartWorkers | None:
    """A `StartWorkers` for local processes or for the cluster at an address, which must see `folders`. Raises ClusterError."""
    if not cluster:
        return workers(jobs)
    try:
        from niemyet.cli.cluster import cluster_workers  # here, because Dask is optional
    except ImportError as error:
        vi = "--cluster cần cài thêm thư viện: pip install 'niemyet[cluster]'"
        raise ClusterError(Bilingual(vi, "--cluster needs more libraries: pip install 'niemyet[cluster]'")) from error
    return cluster_workers(cluster, folders)


def _begin_work(take_over: Callable[[object], None], task: object, parent: int) -> None:
    end_with_parent(parent)
    take_over(task)
