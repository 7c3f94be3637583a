"""A proposal: changes of many files that are described in words first, then made together or not at all.

A `FileChange` is made by whoever knows the record; this module checks the new texts as `niemyet check` would, and places them.
"""

import difflib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from textwrap import shorten, wrap

from niemyet.cache.placing import place_together
from niemyet.catalogue.communes import load_commune
from niemyet.catalogue.entries import cases_of, read_entry
from niemyet.diagnostics.diagnostic import Diagnostic, Severity
from niemyet.diagnostics.rulebook import severity_of
from niemyet.load.finding import CommuneFiles, SourceFile
from niemyet.model.codes import code_of_file
from niemyet.model.kinds import BELOW_COMMUNE, kind_of, place_of_folder
from niemyet.resolve.site import law_of_communes, resolve_reference
from niemyet.validate import checks
from niemyet.validate.records import Reference
from niemyet.values import dataclass

MOST_NAMED = 6
"""Files left alone for one reason that are named; the rest are counted."""

LONGEST_TITLE = 80
NOT_EDITABLE = "không sửa tự động được cách viết ở đó; sửa tay trong tệp"
UNREADABLE = "tệp đang có lỗi; xem bằng niemyet check"


@dataclass(frozen=True, slots=True)
class FileChange:
    """The new bytes of a file, below the root; `before` is None for a new file.

    `title` and `words` name it and what changes; `origin` says where a person has asked for it: "trang Niêm yết, dòng 7".
    """

    path: str
    before: bytes | None
    after: bytes
    title: str
    words: str
    origin: str = ""


def show_change(change: FileChange) -> Iterator[str]:
    """The lines that change, with those around them, as people know it from git."""
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (change.before or b"", change.after))
    return difflib.unified_diff(old, new, change.path, change.path, lineterm="")


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A file that is left as it is, and why."""

    path: str
    reason: str


class OvertakenError(OSError):
    """A file is no longer as it was when the proposal was made, or its place is not what it seems. `filename` names it."""


def find_faults(root: Path, reference: Reference, changes: Iterable[FileChange], today: date) -> dict[str, list[Diagnostic]]:
    """What the check would find in the new texts, by path; nothing is written."""
    texts = {change.path: change.after for change in changes}
    found: list[Diagnostic] = []
    communes = {place_of_folder(path.rpartition("/")[0]) for path in texts if kind_of(path) in BELOW_COMMUNE}
    known = {files.path: files for files in reference.communes}
    resolved = resolve_reference(reference, today) if communes else None
    for place in sorted(communes):
        files = _with_new(known.get(place), place, texts)
        if resolved is not None:
            law = law_of_communes(reference, resolved, files.province)
            found += load_commune(root, files, law, texts, resolves=False).diagnostics
    overlays = [path for path in texts if kind_of(path) == "overlay"]
    laws = {province: reference.law_of(province) for province in {_province_of(path) for path in overlays}}
    for path in overlays:
        file, index = SourceFile(path, "overlay"), laws[_province_of(path)].for_record(code_of_file(path))
        entry, faults = read_entry(root, file, texts[path], partial(cases_of, index, file))
        found += [*faults, *(checks.check_overlay(entry, index, today) if entry is not None else ())]
    by_path: dict[str, list[Diagnostic]] = {}
    for fault in found:
        if fault.place.file in texts:
            by_path.setdefault(fault.place.file, []).append(fault)
    return by_path


def _province_of(path: str) -> str:
    return place_of_folder(path.rpartition("/")[0])


def _with_new(files: CommuneFiles | None, place: str, texts: Mapping[str, bytes]) -> CommuneFiles:
    """The files of a commune with those that a proposal adds."""
    folder = f"catalogue/{place}/"
    names = set(files.names) if files is not None else set()
    fresh = [path.removeprefix(folder) for path in texts if path.startswith(folder) and path.count("/") == folder.count("/")]
    every = tuple(sorted(names.union(fresh)))
    refused = files.refused if files is not None else frozenset()
    unknown = array("q", [0] * len(every))
    return CommuneFiles(place, every, unknown, unknown, unknown, refused)


def has_error(faults: Iterable[Diagnostic]) -> bool:
    """Whether one of the diagnostics is an error."""
    return any(severity_of(fault) is Severity.ERROR for fault in faults)


def place_changes(root: Path, changes: Sequence[FileChange]) -> None:
    """Writes the new texts of records. Raises as `place_files`, and `OvertakenError` where no record belongs."""
    for change in changes:
        if kind_of(change.path) is None:
            raise OvertakenError(0, "", str(root / change.path))
    place_files(root, changes)


def place_files(root: Path, changes: Sequence[FileChange], removed: Iterable[str] = ()) -> None:
    """Writes the new texts and removes files.

    If `OSError` is raised, every file is as it was; `OvertakenError` if one has changed meanwhile.
    """
    for change in changes:
        _refuse_overtaken(root, change)
    placed: dict[Path, bytes | None] = {root / change.path: change.after for change in changes}
    place_together(root, placed | dict.fromkeys((root / path for path in removed), None))


def _refuse_overtaken(root: Path, change: FileChange) -> None:
    target = root / change.path
    above = [root.joinpath(*target.relative_to(root).parts[:end]) for end in range(1, change.path.count("/") + 2)]
    linked = any(path.is_symlink() for path in above)
    now = target.read_bytes() if target.is_file() else None
    if linked or now != change.before:
        raise OvertakenError(0, "", str(target))


def describe_changes(changes: Iterable[FileChange]) -> Iterator[str]:
    """What changes, in lines: by folder, and files of one folder in which the same changes together."""
    folders: dict[str, dict[str, list[FileChange]]] = {}
    for change in changes:
        folder = place_of_folder(change.path.rpartition("/")[0])
        folders.setdefault(folder, {}).setdefault(change.words, []).append(change)
    for folder, groups in folders.items():
        yield f"{folder}:"
        for words, alike in groups.items():
            if len(alike) == 1:
                yield f"  {shorten(alike[0].title, LONGEST_TITLE, placeholder='…')}: {words}"
                continue
            yield f"  {len(alike)} tệp: {words}"
            codes = [code_of_file(change.path) for change in alike]
            yield from wrap(", ".join(codes), 110, initial_indent="    ", subsequent_indent="    ")


def describe_unchanged(unchanged: Iterable[Unchanged]) -> Iterator[str]:
    """The files that are left alone, by reason."""
    reasons: dict[str, list[str]] = {}
    for one in unchanged:
        reasons.setdefault(one.reason, []).append(place_of_folder(one.path).removesuffix(".yaml"))
    for reason, paths in reasons.items():
        shown = ", ".join(paths[:MOST_NAMED]) + (", …" if len(paths) > MOST_NAMED else "")
        yield f"Giữ nguyên {len(paths)} tệp vì {reason}: {shown}"
