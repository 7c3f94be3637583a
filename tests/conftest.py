"""The catalogues that the tests stand on, with and without the project around them: none is the repository's own content.

And the order of the tests.
"""

import gc
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import Any, TypeVar

import hypothesis
import pytest
import typer
import typer.testing

from niemyet.cli import app

HERE = Path(__file__).parent
REPOSITORY = HERE.parent
FROZEN = HERE / "frozen"
"""The frozen catalogue, to be read only; tests/frozen/README.md says when it may change."""
TODAY = date(2026, 11, 22)
SLOW = {
    "browser": "a browser",
    "test_cluster": "a cluster",
    "test_shards": "shards",
    "test_warm": "many builds",
    "test_incremental": "many builds",
    "test_left_out": "many builds",
    "test_windows": "many processes",
    "test_publish": "builds that are killed",
    "test_markup": "Java",
    "test_frame_makers": "other frame makers",
    "test_answers_sweep": "every answer there is",
    "test_serve": "a server that is waited for",
    "test_wheel": "a wheel that is installed",
}
"""What `make test-fast` leaves out, with the reason. A whole run begins with it, so that no worker ends with it."""


MEMORY, ENOUGH = Path("/dev/shm"), 4 << 30
T = TypeVar("T")
_shares = {"of": 8}


def share(number: int) -> int:
    """How many of `number` examples to try: an eighth of them, all in a long run, a sixteenth in a fast one."""
    return -(-number // _shares["of"])


def some_of(examples: Iterable[T], of: int = 0) -> list[T]:
    """That share of them, spread evenly; outside a long run one of each `of` of them, if that is given."""
    of = 1 if _shares["of"] == 1 else of or _shares["of"]
    return [*examples][of // 2 :: of]


def is_long() -> bool:
    """Whether all is tried of what is tried many times."""
    return _shares["of"] == 1


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-pictures", action="store_true", help="take the pictures of the guide again")
    parser.addoption("--fast", action="store_true", help="leave out what is slow; try a sixteenth of what is tried many times")
    parser.addoption("--long", action="store_true", help="try all of what is tried many times, not an eighth of it")


def pytest_configure(config: pytest.Config) -> None:
    """Before any module of tests is read, since it may ask for its share.

    Folders are in memory where the system has one with room: tests write and take away hundreds of thousands of small files, for
    which a disk takes ten times as long. Compiled modules are kept, whatever the machine says: else each of the many commands
    that are started compiles the program.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    gc.set_threshold(200_000, 20, 20)  # as the program does
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("TMPDIR", os.fspath(MEMORY))
        tempfile.tempdir = None
    hypothesis.settings.register_profile("same", derandomize=True)
    if config.getoption("--long"):
        _shares["of"] = 1
    else:
        hypothesis.settings.load_profile("same")  # one commit passes or fails, whenever it is tried
    if config.getoption("--fast"):
        _shares["of"] = 16
        config.option.markexpr = "not slow"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what takes long and puts it first; leaves out what only a long run holds."""
    if not is_long():
        items[:] = [item for item in items if not item.get_closest_marker("long")]
    places = list(SLOW)

    def rank(item: pytest.Item) -> int:
        place = item.path.relative_to(HERE).parts[0].removesuffix(".py")
        if place in SLOW:
            item.add_marker(pytest.mark.slow(SLOW[place]))
            return places.index(place)
        return len(places) if item.get_closest_marker("slow") else len(places) + 1

    items.sort(key=rank)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Three for two cores: whoever visits a page or starts a server waits, and each worker reads all tests for itself."""
    return -(-3 * (os.cpu_count() or 1) // 2)


@pytest.fixture(autouse=True, scope="session")
def one_program() -> Iterator[None]:
    """The commands of the program are made once: Typer makes them all anew each time that one is called."""
    make: Callable[[typer.Typer], Any] = typer.main.get_command
    made = cache(make)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.main, "get_command", lambda asked: made(asked) if asked is app else make(asked))
        patch.setattr(typer.testing, "_get_command", made)
        yield


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small catalogue: records only."""
    root = tmp_path / "small"
    shutil.copytree(HERE / "small", root)
    return root


@pytest.fixture
def site_root(small: Path) -> Path:
    """The small catalogue as a project that can be built: with mkdocs.yml, docs and the repository's theme."""
    make_site_root(small)
    return small


@pytest.fixture(scope="session")
def frozen_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen catalogue as a project that can be built. All tests share it, so none may change it."""
    root = tmp_path_factory.mktemp("frozen") / "project"
    shutil.copytree(FROZEN, root)
    make_site_root(root)
    return root


@pytest.fixture
def frames_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """For `niemyet build` and `niemyet merge` in this process: frames of the same sources are made once."""
    from known_frames import begin_known_frames  # here: it loads MkDocs
    from niemyet.cli import building

    monkeypatch.setattr(building, "begin_frames", lambda config_file, *_: begin_known_frames(config_file))


def make_site_root(root: Path) -> None:
    """Puts around the records in `root` what a build needs besides.

    They are the settings and pages that a province may rewrite; the guide for editors and the theme travel with the program.
    """
    shutil.copy(FROZEN / "mkdocs.yml", root / "mkdocs.yml")
    shutil.copytree(FROZEN / "docs", root / "docs", dirs_exist_ok=True)


def add_settings(root: Path, settings: str) -> None:
    """Adds lines to the settings of a project of `make_site_root`, below those of the plugin."""
    file = root / "mkdocs.yml"
    text = re.sub(r"- niemyet: {reference: (\w+)}\n", r"- niemyet:\n      reference: \1\n", file.read_text("utf-8"))
    before, line, after = text.partition("      reference: ")
    assert line
    named, _, rest = after.partition("\n")
    file.write_text(f"{before}{line}{named}\n{indent(settings.strip(chr(10)), ' ' * 6)}\n{rest}", "utf-8")
