"""Starts worker processes, which end with the command."""

import gc
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from niemyet.building.frame_cache import BeginFrames
from niemyet.building.workers import StartWorkers
from niemyet.cli.cluster_error import ClusterError
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.own_frames import make_own_frames
from niemyet.render.renderer import FrameSet
from niemyet.sheets.typesetter import has_typeset
from niemyet.system import choose_context, choose_workers, end_with_parent

CORES = os.cpu_count() or 1


def _make_frames(config_file: Path, folder: Path, without_mkdocs: bool) -> FrameSet:
    """Makes the frames, with MkDocs where it is installed; imports it here, because it takes longer than a whole check."""
    if without_mkdocs or _lacks_mkdocs():
        return make_own_frames(config_file, folder)
    from niemyet.mkdocs_plugin import make_frames

    return make_frames(config_file, folder)


def _lacks_mkdocs() -> bool:
    try:
        return find_spec("mkdocs") is None
    except ValueError:  # it is set to nothing
        return True


def workers(jobs: int | None) -> StartWorkers | None:
    """A `StartWorkers` for `jobs` processes (default: one per core); None if one process is enough."""
    if (jobs or CORES) == 1:
        return None

    def start(take_over: Callable[[object], None], task: object, waits: bool) -> ProcessPoolExecutor:
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


def begin_frames(config_file: Path, jobs: int | None, without_mkdocs: bool = False) -> BeginFrames:
    """A `BeginFrames` that runs in a process of its own, or, with one job, in this process when waited for."""

    def begin(folder: Path) -> Callable[[], FrameSet]:
        if (jobs or CORES) == 1:
            return partial(_make_frames, config_file, folder, without_mkdocs)
        helper = ProcessPoolExecutor(1, mp_context=choose_context(), initializer=end_with_parent, initargs=(os.getpid(),))
        made = helper.submit(_make_frames, config_file, folder, without_mkdocs)
        helper.shutdown(wait=False)
        return made.result

    return begin
