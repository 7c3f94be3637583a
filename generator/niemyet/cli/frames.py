"""Starts the making of the page frames, in a process of its own where there are several."""

import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from niemyet.building.frame_cache import BeginFrames, FrameMakerError
from niemyet.cli.workers import CORES
from niemyet.own_frames import make_own_frames
from niemyet.render.renderer import FrameSet
from niemyet.system import choose_context, end_with_parent


def _make_frames(config_file: Path, folder: Path, without_mkdocs: bool) -> FrameSet:
    """Makes the frames, with MkDocs only where it knows more than we do, or tells what is wrong."""
    if without_mkdocs or _lacks_mkdocs():
        return make_own_frames(config_file, folder)
    with suppress(FrameMakerError):
        return make_own_frames(config_file, folder)
    # here, because it takes longer than a whole check
    from niemyet.mkdocs_plugin import make_frames

    return make_frames(config_file, folder)


def _lacks_mkdocs() -> bool:
    try:
        return find_spec("mkdocs") is None
    except ValueError:  # it is set to nothing
        return True


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
