"""Worker processes: how they are started, and that they end with the command."""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from niemyet.build.inputs import BeginFrames
from niemyet.build.workers import StartWorkers, Task
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.render.renderer import FrameSet
from niemyet.sheets.typesetter import has_typeset

PR_SET_PDEATHSIG = 1
CORES = os.cpu_count() or 1
CONTEXT = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
"""A forked worker has what was read before it began, without a copy being sent to it. Only Typst's threads do not outlive a
fork: a child of a process that has set a sheet would wait for them for ever, and begins with nothing of it instead."""


def _make_frames(config_file: Path, folder: Path) -> FrameSet:
    """Makes the frames where they are needed: MkDocs takes longer to load than a check to run."""
    from niemyet.mkdocs_plugin import make_frames

    return make_frames(config_file, folder)


def workers(jobs: int | None) -> StartWorkers | None:
    """How worker processes are started, as many as `jobs` or as the machine has cores; None where one process is enough."""
    if (jobs or CORES) == 1:
        return None

    def start(take_over: Callable[[Task], None], task: Task, waits: bool) -> ProcessPoolExecutor:
        count = jobs or CORES + waits
        context = multiprocessing.get_context("spawn") if has_typeset() else CONTEXT
        gc.freeze()  # a worker that looks for cycles among what it has inherited would get a copy of it all
        return ProcessPoolExecutor(count, mp_context=context, initializer=_begin_work, initargs=(take_over, task, os.getpid()))

    return start


class ClusterError(Exception):
    """A cluster cannot do the work; what is said is for the person who asked for it."""

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said)
        self.said = said


def find_workers(jobs: int | None, cluster: str, folders: tuple[Path, ...]) -> StartWorkers | None:
    """Worker processes here, or those of the cluster at an address, which must see the folders. Raises ClusterError."""
    if not cluster:
        return workers(jobs)
    try:
        from niemyet.cli.cluster import cluster_workers  # here, because few have what it needs
    except ImportError as error:
        vi = "--cluster cần cài thêm thư viện: pip install 'niemyet[cluster]'"
        raise ClusterError(Bilingual(vi, "--cluster needs more libraries: pip install 'niemyet[cluster]'")) from error
    return cluster_workers(cluster, folders)


def _begin_work(take_over: Callable[[Task], None], task: Task, parent: int) -> None:
    _end_with_parent(parent)
    take_over(task)


def begin_frames(config_file: Path, jobs: int | None) -> BeginFrames:
    """Makes the frames in a process of their own while the reference is read, or when asked for with one job."""

    def begin(folder: Path) -> Callable[[], FrameSet]:
        if (jobs or CORES) == 1:
            return partial(_make_frames, config_file, folder)
        helper = ProcessPoolExecutor(1, mp_context=CONTEXT, initializer=_end_with_parent, initargs=(os.getpid(),))
        made = helper.submit(_make_frames, config_file, folder)
        helper.shutdown(wait=False)
        return made.result

    return begin


def _end_with_parent(parent: int) -> None:
    """Lets the system end this worker when the command is killed, so that it never writes into a later build."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # the command ended before the system was asked
            os._exit(1)
