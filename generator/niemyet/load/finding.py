"""Finds the files of a project, without ever leaving the root.

Takes the root folder; gives `CatalogueFiles`, sorted, each with the kind that its path implies. Files at places where no record
belongs, links, hidden files and special files become diagnostics.
"""

import os
import re
import sys
from array import array
from collections.abc import Container, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, TypeAlias

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.diagnostics.refusals import word_unreadable
from niemyet.load.attachment_names import suggest_attachment_name
from niemyet.load.misplaced import guess_folder, guess_place, is_backup, is_meant_as_record
from niemyet.load.picture_names import suggest_picture_name
from niemyet.model.codes import code_of_file
from niemyet.model.folding import to_slug
from niemyet.model.kinds import (
    BELOW_COMMUNE,
    FOLDERS,
    HANDWRITTEN,
    KINDS,
    PICTURES,
    TOP_FOLDERS,
    KindName,
    folder_of_place,
    kind_of,
    place_of_folder,
)
from niemyet.model.scalars import RESERVED
from niemyet.patterns import regex
from niemyet.system import is_junction, measure_delay

DEEPEST_FOLDER = 12
"""Nested folders; the deepest real file lies in six."""
_LEFT_BY_PROGRAMS = regex(
    r"\.DS_Store|\.directory|\.gitkeep|\._.*|\.#.*|\.~lock\..*#|\..*\.sw[a-p]|\.nfs[0-9a-f]+|\.reference\.(?:lock|new|old)",
    re.DOTALL,
)
"""Names of files that systems and editors create, and of those that keep an empty folder in git; ignored silently."""
COMMUNE_FILE = KINDS["commune"].file_name
_OWN_FILES: Mapping[str, KindName] = {
    kind.file_name: kind.name for kind in KINDS.values() if kind.below_commune and "<" not in kind.file_name
}
"""A commune's files that are no postings, by name."""
Stamp: TypeAlias = tuple[int, int, int]
"""What a folder tells of a file: bytes, time of modification in nanoseconds, and how much later it was changed
(`measure_delay`)."""
LOOKED_AT = 4096
"""Bytes of a misplaced file that are read to find out where it belongs."""


class SourceFile(NamedTuple):
    """A file: `path` is relative to the root, with '/', and `kind` is the kind that belongs there.

    `refused`: it must not be read (a link, a special file, …) and has been reported.
    """

    path: str
    kind: KindName
    refused: bool = False
    size: int = 0
    modified: int = 0
    """Modification time in nanoseconds."""
    delay: int = 0
    """Nanoseconds from then to the last change that the system saw (`measure_delay`)."""
    base: str = ""
    """The folder that `path` is relative to, where that is not the root: the data that travel with the program."""

    @property
    def packaged(self) -> bool:
        """Whether the file travels with the program."""
        return bool(self.base)

    def locate(self, root: Path) -> str:
        """Where its bytes are."""
        return os.path.join(self.base or root, self.path)

    @property
    def stamp(self) -> Stamp:
        """What is known without reading the file."""
        return self.size, self.modified, self.delay


class CommuneFiles(NamedTuple):
    """The files of one commune; `path` is its folder in catalogue/, "ha-noi/thuong-tin".

    Names, sizes, times and delays are parallel arrays in the order of the names, to save memory: the whole country has 1.25
    million files.
    """

    path: str
    names: tuple[str, ...]
    sizes: "array[int]"
    times: "array[int]"
    delays: "array[int]"
    """Sizes in bytes, times and delays in nanoseconds, as in `SourceFile`."""
    refused: frozenset[str] = frozenset()

    @property
    def province(self) -> str:
        """The folder of its province, "ha-noi"."""
        return self.path.split("/")[0]

    @property
    def source_files(self) -> tuple[SourceFile, ...]:
        """The files one by one."""
        folder = f"{folder_of_place(self.path)}/"
        return tuple(
            SourceFile(folder + name, _OWN_FILES.get(name, "posting"), name in self.refused, *stamp)
            for name, stamp in zip(self.names, self.stamps, strict=True)
        )

    @property
    def postings(self) -> dict[str, str]:
        """Code → file name, of its postings."""
        return {code_of_file(name): name for name in self.names if name not in _OWN_FILES}

    @property
    def stamps(self) -> Iterator[Stamp]:
        """The stamps of the files, as in `SourceFile`."""
        return zip(self.sizes, self.times, self.delays, strict=True)

    def narrow(self, codes: Container[str]) -> "CommuneFiles":
        """The same with the commune's own files and the postings of these codes only."""
        kept = [i for i, name in enumerate(self.names) if name in _OWN_FILES or code_of_file(name) in codes]
        columns = (self.sizes, self.times, self.delays)
        sizes, times, delays = (array("q", (values[i] for i in kept)) for values in columns)
        return CommuneFiles(self.path, tuple(self.names[i] for i in kept), sizes, times, delays, self.refused)


class Covered(NamedTuple):
    """A file of the catalogue, and the packaged one in whose place it stands."""

    own: SourceFile
    packaged: SourceFile


class CatalogueFiles(NamedTuple):
    """All files of a project: those above the communes and those of the communes, each sorted by path; and diagnostics."""

    above: tuple[SourceFile, ...]
    communes: tuple[CommuneFiles, ...]
    diagnostics: list[Diagnostic]
    handwritten: tuple[SourceFile, ...] = ()
    """The hand-written pages and their pictures, sorted by path."""
    covered: tuple[Covered, ...] = ()
    """The catalogue's own files that stand in the place of packaged ones, sorted by path."""

    @property
    def total(self) -> int:
        """How many files there are."""
        return len(self.above) + len(self.handwritten) + sum(len(files.names) for files in self.communes)

    @property
    def every(self) -> list[SourceFile]:
        """The files one by one, sorted by path."""
        return sorted(
            chain(self.above, self.handwritten, *(files.source_files for files in self.communes)), key=attrgetter("path")
        )


def find_files(root: Path, folders: tuple[str, ...] = TOP_FOLDERS) -> CatalogueFiles:
    """All files in `folders`, and a diagnostic for each that does not belong there."""
    walk = _Walk(str(root))
    for folder in folders:
        if os.path.islink(root / folder):
            problem = _problem_of_link(os.fspath(root / folder), walk.real_root)
            walk.diagnostics.append(Diagnostic(problem, Place(folder), {"value": folder}))
        elif (root / folder).is_dir():
            walk.go(folder)
    walk.look_for_misspelt(folders)
    by_path = attrgetter("path")
    return CatalogueFiles(
        tuple(sorted(walk.above, key=by_path)),
        tuple(sorted(walk.communes, key=by_path)),
        walk.diagnostics,
        tuple(sorted(walk.handwritten, key=by_path)),
    )


class _Walk:
    """Walks through folders and collects files and diagnostics."""

    def __init__(self, root: str) -> None:
        self.root, self.real_root = root, os.path.realpath(root)
        self.above: list[SourceFile] = []
        self.handwritten: list[SourceFile] = []
        self.communes: list[CommuneFiles] = []
        self.diagnostics: list[Diagnostic] = []

    def go(self, folder: str) -> None:
        try:
            with os.scandir(os.path.join(self.root, folder)) as scanned:
                entries = sorted((e for e in scanned if not _LEFT_BY_PROGRAMS.fullmatch(e.name)), key=lambda e: e.name)
        except OSError as error:
            self.diagnostics.append(Diagnostic("unreadable-file", Place(folder), {"value": word_unreadable(error)}))
            return
        names: list[str] = []
        columns = array("q"), array("q"), array("q")
        refused: set[str] = set()
        pictures: dict[str, str] = {}
        for entry in entries:
            path = f"{folder}/{entry.name}"
            kind, problem = self._look_at(path, entry)
            if kind is None:
                continue
            if kind in PICTURES and (other := pictures.setdefault(entry.name.lower(), entry.name)) != entry.name:
                stem, ending = os.path.splitext(entry.name)
                values = {"value": entry.name, "other": other, "name": f"{stem}-2{ending}"}
                self.diagnostics.append(Diagnostic("differs-in-capitals", Place(path), values))
            stamp = (0, 0, 0) if problem else _stamp(entry)
            if kind not in BELOW_COMMUNE:
                (self.handwritten if kind in HANDWRITTEN else self.above).append(SourceFile(path, kind, bool(problem), *stamp))
                continue
            names.append(sys.intern(entry.name))
            for column, one in zip(columns, stamp, strict=True):
                column.append(one)
            if problem:
                refused.add(entry.name)
        if names:
            self.communes.append(CommuneFiles(place_of_folder(folder), tuple(names), *columns, frozenset(refused)))

    def look_for_misspelt(self, folders: tuple[str, ...]) -> None:
        """Reports folders whose names differ from `folders` only in case or diacritics."""
        with os.scandir(self.root) as scanned:
            for entry in sorted(scanned, key=lambda e: e.name):
                if entry.name not in folders and to_slug(entry.name) in folders and entry.is_dir(follow_symlinks=False):
                    self._refuse_folder(entry.name)

    def _look_at(self, path: str, entry: os.DirEntry[str]) -> tuple[KindName | None, str | None]:
        """The kind of file that belongs at the path, if any, and the rule that the entry breaks, if any. Walks into folders."""
        leads_on = entry.is_symlink() or is_junction(entry)
        problem = _problem_of_link(entry.path, self.real_root) if leads_on else None
        if problem is None and entry.name.startswith("."):
            problem = "hidden-file"
        elif problem is None and RESERVED.fullmatch(entry.name):
            problem = "reserved-name"
        elif problem is None and entry.is_dir():
            if path.endswith((".yaml", ".md", ".csv")):
                problem = "not-a-file"
            elif path.count("/") >= DEEPEST_FOLDER:
                problem = "unexpected-file"
            elif path.startswith("docs/") or not self._refuse_folder(path):
                self.go(path)
                return None, None
            else:
                return None, None
        kind = kind_of(path)
        if problem is None and kind is None:
            problem = "unexpected-file"
        elif problem is None and not entry.is_file():
            problem = "not-a-file"
        if problem is not None:
            values: dict[str, str | Bilingual] = {"value": entry.name, "other": f"viec-{entry.name}"}
            if problem == "unexpected-file" and path.startswith("docs/"):
                problem = "not-a-page"  # otherwise MkDocs would publish it
            fix = (suggest_picture_name(path) or suggest_attachment_name(path)) if problem == "unexpected-file" else None
            if fix:
                values["fix"] = fix
            elif problem == "unexpected-file" and is_meant_as_record(path) and entry.is_file():
                meant = guess_place(path, lambda: _begin(entry))
                near = meant if kind_of(meant) is not None else ""
                left_over = bool(near) and is_backup(entry.name) and os.path.exists(os.path.join(self.root, near))
                problem = problem if left_over else "misplaced-record"
                values |= {"near": near} if near else {}
            self.diagnostics.append(Diagnostic(problem, Place(path), values))
        return kind, problem

    def _refuse_folder(self, path: str) -> bool:
        """Whether the folder contains records but cannot; reports it once instead of once per file."""
        if FOLDERS.fullmatch(path):
            return False
        files = (f"{path}/{name}" for _, _, names in os.walk(os.path.join(self.root, path)) for name in names)
        records = sum(not file.rsplit("/", 1)[-1].startswith(".") and is_meant_as_record(file) for file in files)
        if records:
            near = guess_folder(path)
            values = {"value": path.rsplit("/", 1)[-1], "count": str(records)} | ({"near": near} if near else {})
            self.diagnostics.append(Diagnostic("misplaced-folder", Place(path), values))
        return bool(records)


def _begin(entry: os.DirEntry[str]) -> str:
    """The first `LOOKED_AT` bytes of a file as text; '' if it cannot be read."""
    try:
        with open(entry.path, "rb") as stream:
            return stream.read(LOOKED_AT).decode("utf-8", "replace")
    except OSError:
        return ""


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    found = entry.stat()
    return found.st_size, found.st_mtime_ns, measure_delay(found)


def _problem_of_link(link: str, real_root: str) -> str:
    """The rule that a link breaks. No link is followed: its target is not what was reviewed."""
    target = os.path.realpath(link)
    if not os.path.exists(target):
        return "broken-link"
    return "link-inside-root" if target.startswith(real_root + os.sep) else "outside-root"
