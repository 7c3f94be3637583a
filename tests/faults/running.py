"""Runs a command in a process of its own, and lays the files out for it as if they had been made there."""

import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

PATIENCE = 120
"""Seconds after which a command is held to be endless."""
ENDLESS, TRACEBACK, FELL = 97, 98, 99
"""How a command ends that does not end, that an exception ends, and that could not be begun."""


def do_nothing() -> None:
    """Nothing is armed."""


def run(
    root: Path, words: tuple[str, ...], call: Callable[[Path], None] | None = None, arm: Callable[[], None] = do_nothing
) -> tuple[int, str]:
    """Runs a command in a process of its own, which has the program already; its status (negative: killed) and what it said."""
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            try:
                os._exit(_run_here(root, words, call, arm, said.fileno()))
            finally:
                os._exit(FELL)
        how = _wait(child)
        said.seek(0)
        return (how, said.read().decode("utf-8", "replace")) if how != ENDLESS else (how, "does not end")


def _run_here(root: Path, words: tuple[str, ...], call: Callable[[Path], None] | None, arm: Callable[[], None], said: int) -> int:
    os.chdir(root)
    for stream in (1, 2):
        os.dup2(said, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.argv = ["niemyet", *words]
    arm()
    status = 0
    try:
        if call is not None:
            call(root)
        else:
            from niemyet import cli

            cli.run()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1 if end.code else 0
    except BaseException:
        import traceback

        traceback.print_exc()
        status = TRACEBACK
    sys.stdout.flush()
    sys.stderr.flush()
    return status


def _wait(child: int) -> int:
    deadline = time.monotonic() + PATIENCE
    while True:
        done, how = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(how)
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return ENDLESS
        time.sleep(0.002)


def warm(root: Path, words: tuple[str, ...]) -> None:
    """Runs a command in this process, so that those forked from it have its modules and templates."""
    from niemyet import cli

    here = Path.cwd()
    os.chdir(root)
    sys.argv = ["niemyet", *words]
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere), suppress(SystemExit):
        cli.run()
    os.chdir(here)


def restore(pristine: Path, root: Path) -> None:
    """The state before, as if it had been made here: the cache of the build says which folder it describes."""
    from niemyet.cache.cache_file import identify_tree, open_part

    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(pristine, root, symlinks=True)
    if (cache := root / ".site.cache").exists():
        opened = open_part(cache, root / "site")
        assert opened is not None
        opened.state("tree", identify_tree(root / "site"))
        opened.save()
        opened.close()
