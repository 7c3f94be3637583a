"""A project whose warm builds are laid beside builds from nothing: the small catalogue with tests/complete laid over it.

Times matter: a build looks again at files that have just been written, whatever else it knows. So every file here has a time of
long ago, and each change another one: what a build leaves standing it leaves by its keys.
"""

import os
import shutil
import struct
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import HERE, TODAY, make_site_root
from niemyet.building import frame_cache, site
from niemyet.building.frame_cache import BeginFrames
from niemyet.building.parts import PARTS
from niemyet.building.pipeline import BuildRequest, BuildResult, build_site
from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.chronicle import Chronicle, Event, known_past
from niemyet.editing.form import NO_REPOSITORY, Site
from niemyet.editing.form_files import FormKit
from niemyet.mkdocs_plugin import make_frames
from test_site import bytes_of

LONG_AGO = 1_000_000_000
FENCE = "---\n"
Tree = Mapping[str, bytes]


NOTHING = Chronicle()


@dataclass(frozen=True)
class Options:
    """What is asked of a build beside the files."""

    day: date = TODAY
    sheets: bool = False
    chronicle: Chronicle = NOTHING
    form: FormKit | None = None


PLAIN = Options()
FORM = FormKit(
    {"sveltia-cms.js": b"the package"},
    {
        "yaml/LICENSE": b"ISC\n",
        "yaml/browser/dist/parse/parser.js": b"export class Parser {}\n",
        "yaml/browser/dist/compose/resolve-block-scalar.js": b"export const resolveBlockScalar = null;\n",
        "yaml/browser/dist/compose/resolve-flow-scalar.js": b"export const resolveFlowScalar = null;\n",
    },
    Site("Niêm yết", "https://niemyet.example/"),
    NO_REPOSITORY,
)


@dataclass
class Project:
    """A project in a folder; `files` are those that it has in its basic state, by path."""

    root: Path
    begin_frames: BeginFrames
    basic: Options = PLAIN
    options: Options = PLAIN
    files: dict[str, bytes] = field(default_factory=dict)
    _touched: dict[str, None] = field(default_factory=dict)
    _moment: int = LONG_AGO

    def read(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def write(self, path: str, text: str | bytes) -> None:
        """Writes a file, whose time is another one than ever before, and long past."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        self._moment += 1
        os.utime(file, (self._moment, self._moment))
        self._touched[path] = None

    def substitute(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert old in text, (path, old)
        self.write(path, text.replace(old, new, 1))

    def add(self, path: str, text: str) -> None:
        """Adds lines to the end of a file."""
        self.write(path, self.read(path) + text)

    def copy(self, path: str, to: str) -> None:
        self.write(to, (self.root / path).read_bytes())

    def remove(self, path: str) -> None:
        (self.root / path).unlink()
        self._touched[path] = None

    def rename(self, path: str, to: str) -> None:
        """Renames a file, which keeps its time."""
        target = self.root / to
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).replace(target)
        self._touched |= {path: None, to: None}

    def ask(self, **options: Any) -> None:
        """Asks for something else of the next builds."""
        self.options = replace(self.options, **options)

    def restore(self) -> None:
        """Brings back the basic state."""
        for path in [*self._touched]:
            if path in self.files:
                self.write(path, self.files[path])
            else:
                (self.root / path).unlink(missing_ok=True)
        self._touched.clear()
        self.options = self.basic

    def begin(self, options: Options = PLAIN) -> BuildResult:
        """Begins anew: the basic state, built from nothing."""
        self.basic = options
        self.restore()
        return self.build(forget=True)

    def resume(self) -> None:
        """Goes back to the plain basic state, from where others have left it."""
        self.basic = PLAIN
        self.restore()
        self.build()

    def build(self, site: str = "site", forget: bool = False) -> BuildResult:
        asked = self.options
        request = BuildRequest(
            self.root, asked.day, self.begin_frames, sheets=asked.sheets, past=known_past(asked.chronicle), form=asked.form
        )
        return build_site(request, self.root.parent / site, forget=forget)

    def tree(self, site: str = "site") -> Tree:
        return bytes_of(self.root.parent / site)

    def clean(self) -> tuple[BuildResult, Tree]:
        """What a build from nothing gives, in a folder where nothing has ever been built."""
        shutil.rmtree(self.root.parent / "clean", ignore_errors=True)
        (self.root.parent / ".clean.cache").unlink(missing_ok=True)
        return self.build("clean"), self.tree("clean")


def make_records(root: Path) -> None:
    """Puts the records of the complete catalogue into a folder."""
    shutil.copytree(HERE / "small", root)
    shutil.copytree(HERE / "complete", root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("docs"))


def make_project(folder: Path) -> Project:
    """The complete catalogue as a project whose frames are made once; nothing is built yet."""
    root = folder / "project"
    make_records(root)
    make_site_root(root)
    shutil.rmtree(root / "docs")
    shutil.copytree(HERE / "complete/docs", root / "docs")
    mark = folder / "frames.txt"
    mark.write_text("the same frames for every build", "utf-8")
    frames = replace(make_frames(root / "mkdocs.yml", folder / "frames"), sources=(mark,))
    return start(root, lambda _: lambda: frames)


def start(root: Path, begin_frames: BeginFrames) -> Project:
    """The project at `root` as it stands: all of its files grow old."""
    project = Project(root, begin_frames)
    for file in sorted(root.rglob("*")):
        if file.is_file():
            project.files[file.relative_to(root).as_posix()] = file.read_bytes()
            os.utime(file, (LONG_AGO, LONG_AGO))
    return project


def make_history(project: Project, folder: Path) -> Chronicle:
    """One event: a fee of a province and the hours of an office are other ones."""
    shutil.copytree(project.root, folder)
    for path, old, new in (
        ("catalogue/ha-noi/1.000001.yaml", "amount: 5000", "amount: 6000"),
        ("catalogue/ha-noi/kim-lien/commune.yaml", "07:00", "08:00"),
    ):
        file = folder / path
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return Chronicle((Event(TODAY, "1" * 40, compare_catalogues(project.root, folder, TODAY)),), date(2026, 10, 1))


@contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder in memory where the system has one: thousands of small files are written and taken away again."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


@contextmanager
def without_guide() -> Iterator[None]:
    """Builds without the editors' guide, which is made of the program alone and takes a third of a small build."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site, "PARTS", tuple(part for part in PARTS if part.name != "guide"))
        yield


@contextmanager
def templates_compiled_once(project: Project) -> Iterator[None]:
    """Templates of frames that are recalled are not compiled for each build: they are those that the frames came with."""
    templates = project.begin_frames(project.root)().templates
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frame_cache, "recall_templates", lambda _: templates)
        yield


def divide(text: str) -> tuple[Any, str]:
    """A record, all of whose values are text, and what stands behind it in an article."""
    _, front, body = text.split(FENCE, 2) if text.startswith(FENCE) else ("", text, "")
    return yaml.load(front, yaml.BaseLoader), body


def join(record: Any, body: str) -> str:
    """The text of a record."""
    written = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=10_000)
    return f"{FENCE}{written}{FENCE}{body}" if body else written


def differ(one: Tree, other: Tree) -> list[str]:
    """The files that stand in one tree only or have other bytes."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def make_png(shade: int) -> bytes:
    """A picture of one grey dot."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes([0, shade]))),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
