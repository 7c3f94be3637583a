"""The catalogues that the tests stand on, with and without the project around them: none is the repository's own content.

And the order of the tests.
"""

import fcntl
import gc
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path
from textwrap import indent
from typing import Any, NamedTuple, TypeVar

import pytest
import yaml

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
    "test_assist": "a server that is asked",
    "test_targets": "servers that are published to",
    "test_publish_command": "servers that are published to",
    "test_scripts": "Node: `make test-js` has them alone",
}
"""What `make test-fast` leaves out, with the reason. A whole run begins with it, so that no worker ends with it."""
SLOW_TO_SET_UP = {"served": "a server"}
"""Fixtures whose tests it leaves out."""


MEMORY, ENOUGH = Path("/dev/shm"), 4 << 30
T = TypeVar("T")


class Slices(NamedTuple):
    """How much a run tries of what may be tried many times."""

    of: int
    """One of so many examples."""
    thinner: int
    """Where a law says itself how many: one of that many times as many."""


SHORT, FAST, LONG = Slices(32, 1), Slices(64, 4), Slices(1, 0)
_run = [SHORT]


def share(number: int) -> int:
    """How many of `number` examples to try."""
    return -(-number // _run[0].of)


def some_of(examples: Iterable[T], of: int = 0) -> list[T]:
    """That share of them, spread evenly, and one at least.

    Where `of` is given, one of each `of` of them, in a fast run of each four times as many: with 1, all of them but there.
    """
    step, given = 1 if is_long() else of * _run[0].thinner or _run[0].of, [*examples]
    return given[min(step // 2, max(len(given) - 1, 0)) :: step]


def is_long() -> bool:
    """Whether all is tried of what is tried many times."""
    return _run[0] == LONG


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-pictures", action="store_true", help="take the pictures of the guide again")
    parser.addoption("--fast", action="store_true", help="leave out what is slow; try less of what is tried many times")
    parser.addoption("--long", action="store_true", help="try all of what is tried many times, not a slice of it")


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
    if config.getoption("--long"):
        _run[0] = LONG
    if config.getoption("--fast"):
        _run[0] = FAST
        config.option.markexpr = "not slow"
    if not is_long() and not hands_out(config):
        from hypothesis import settings

        settings.register_profile("same", derandomize=True)
        settings.load_profile("same")  # one commit passes or fails, whenever it is tried


def hands_out(config: pytest.Config) -> bool:
    """Whether this process gives the tests to workers and runs none: all wait for it, so it loads little."""
    return bool(config.getoption("tx", None)) and not hasattr(config, "workerinput")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What a fast run leaves out is not even read."""
    return True if config.getoption("--fast") and collection_path.stem in SLOW else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what takes long and puts it first; leaves out what only a long run holds."""
    if not is_long():
        items[:] = [item for item in items if not item.get_closest_marker("long")]
    places, place_of = list(SLOW), cache(lambda path: path.relative_to(HERE).parts[0].removesuffix(".py"))

    def rank(item: pytest.Item) -> int:
        for fixture in SLOW_TO_SET_UP.keys() & {*getattr(item, "fixturenames", ())}:
            item.add_marker(pytest.mark.slow(SLOW_TO_SET_UP[fixture]))
        place = place_of(item.path)
        if place in SLOW:
            item.add_marker(pytest.mark.slow(SLOW[place]))
            return places.index(place)
        return len(places) if item.get_closest_marker("slow") else len(places) + 1

    items.sort(key=rank)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Three for two cores: whoever visits a page or starts a server waits. In a fast run nobody does.

    Each reads all tests for itself, which takes seconds.
    """
    cores = os.cpu_count() or 1
    return cores if config.getoption("--fast") else -(-3 * cores // 2)


@pytest.fixture(autouse=True, scope="session")
def one_program() -> Iterator[None]:
    """The commands of the program are made once: Typer makes them all anew each time that one is called."""
    import typer.testing  # here: it loads the program, which the process that hands out the tests does not need

    from niemyet.cli import app

    make: Callable[[typer.Typer], Any] = typer.main.get_command
    made = cache(make)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.main, "get_command", lambda asked: made(asked) if asked is app else make(asked))
        patch.setattr(typer.testing, "_get_command", made)
        yield


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What commands keep for later ones, they keep for those of this run alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(_of_all_workers(tmp_path_factory) / "cache"))
        yield


@pytest.fixture(autouse=True, scope="session")
def one_compilation() -> Iterator[None]:
    """A template is compiled once in a process, wherever it lies: all of them take three times as long as a small build.

    It is known by its text, so a test may change it.
    """
    from niemyet.render.renderer import CarriedBytecode

    known: dict[tuple[object, ...], bytes] = {}
    open_bucket, close_bucket = CarriedBytecode.get_bucket, CarriedBytecode.set_bucket

    def get_bucket(self: CarriedBytecode, environment: Any, name: str, filename: str | None, source: str) -> Any:
        bucket: Any = open_bucket(self, environment, name, filename, source)
        bucket.known_by = name, source, environment.autoescape, environment.undefined, environment.trim_blocks
        if bucket.code is None and bucket.known_by in known:
            self.compiled[bucket.key] = known[bucket.known_by]
            self.load_bytecode(bucket)
        return bucket

    def set_bucket(self: CarriedBytecode, bucket: Any) -> None:
        close_bucket(self, bucket)
        known[bucket.known_by] = self.compiled[bucket.key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CarriedBytecode, "get_bucket", get_bucket)
        patch.setattr(CarriedBytecode, "set_bucket", set_bucket)
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


def _of_all_workers(folders: pytest.TempPathFactory) -> Path:
    base = folders.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def make_once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker makes that asks for it; all read it and none may change it."""
    folder = _of_all_workers(folders) / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until the file is closed
        if not folder.is_dir():
            begun = folder.with_suffix(".begun")
            make(begun)
            begun.rename(folder)
    return folder


@pytest.fixture(scope="session")
def frozen_site(frozen_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen catalogue, built. All tests share it."""
    return make_once(tmp_path_factory, "frozen-site", lambda folder: _build_frozen(frozen_root, folder)) / "site"


@pytest.fixture(scope="session")
def open_data_site(frozen_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with open data."""
    from niemyet.model.data_parts import DATA_PARTS

    make = partial(_build_frozen, frozen_root, open_data=DATA_PARTS)
    return make_once(tmp_path_factory, "open-data-site", make) / "site"


def _build_frozen(root: Path, folder: Path, **asked: Any) -> None:
    from known_frames import begin_known_frames  # here: it loads what makes pages
    from niemyet.building.pipeline import BuildRequest, build_site

    order = BuildRequest(root, TODAY, begin_known_frames(root / "mkdocs.yml"), **asked)
    assert not build_site(order, folder / "site").report.errors


@pytest.fixture
def frames_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """For `niemyet build` and `niemyet merge` in this process: frames of the same sources are made once."""
    from known_frames import begin_known_frames  # here: it loads what makes pages
    from niemyet.cli import building

    monkeypatch.setattr(building, "begin_frames", lambda config_file, *_: begin_known_frames(config_file))


def make_site_root(root: Path) -> None:
    """Puts around the records in `root` what a build needs besides.

    They are the settings and pages that a province may rewrite; the guide for editors and the theme travel with the program.
    """
    shutil.copy(FROZEN / "mkdocs.yml", root / "mkdocs.yml")
    shutil.copytree(FROZEN / "docs", root / "docs", dirs_exist_ok=True)


def uncounted() -> dict[str, str]:
    """The environment of a command whose lines `make coverage` cannot count: at its end it would write a file of its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def read_yaml(file: Path) -> Any:
    """A file of cases, read in C: each worker reads every such file to know its tests."""
    return yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)


def add_settings(root: Path, settings: str) -> None:
    """Adds lines to the settings of a project of `make_site_root`, below those of the plugin."""
    file = root / "mkdocs.yml"
    text = re.sub(r"- niemyet: {reference: (\w+)}\n", r"- niemyet:\n      reference: \1\n", file.read_text("utf-8"))
    before, line, after = text.partition("      reference: ")
    assert line
    named, _, rest = after.partition("\n")
    file.write_text(f"{before}{line}{named}\n{indent(settings.strip(chr(10)), ' ' * 6)}\n{rest}", "utf-8")
