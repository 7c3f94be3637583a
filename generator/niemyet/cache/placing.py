"""Several files take their places together: all or none, whatever the system refuses and whenever the program is killed.

Each file is written beside its place first; then all are renamed. A journal in the user's own folder, where no proposal of a
stranger can put one, says what is under way. If the program is killed before everything is written, the next command takes away
what is there; if it is killed later, that command completes the renames (`complete_placing`).
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from niemyet.cache.digests import digest
from niemyet.cache.kept import folder_of_user
from niemyet.system import is_private, open_lock, settle_disk

_READY, _NEW, _FOLDER, _REMOVED = "ready", "new", "folder", "removed"


class _Entry(NamedTuple):
    kind: str
    path: str


class Placing:
    """Files on their way to their places. Every method raises OSError; then nothing has changed once the context is left."""

    def __init__(self, journal: int | None) -> None:
        self._journal = journal
        self.cut_off = False
        """Whether it is left to the next command to complete."""
        self._targets: dict[Path, None] = {}
        self._removed: dict[Path, None] = {}
        self._folders: list[Path] = []

    @property
    def targets(self) -> tuple[Path, ...]:
        """The places of the files, in the order in which they were added."""
        return tuple(self._targets)

    def add(self, target: Path, data: bytes) -> None:
        """Writes a file beside its place."""
        target = target.absolute()
        for folder in [one for one in (*reversed(target.parents), target.parent) if not one.exists()]:
            if folder not in self._folders:
                self._note(_FOLDER, folder)
                self._folders.append(folder)
                folder.mkdir()
        self._note(_NEW, target)
        self._targets[target] = None
        beside = _beside(target)
        with naming(target):
            beside.unlink(missing_ok=True)
            beside.write_bytes(data)
            if target.exists():
                shutil.copymode(target, beside)

    def remove(self, target: Path) -> None:
        """Takes a file away when the others take their places."""
        target = target.absolute()
        self._note(_REMOVED, target)
        self._removed[target] = None

    def commit(self) -> None:
        """Renames the files into their places. If that cannot be done, what was there comes back."""
        if not self._targets and not self._removed:
            return
        if self._targets:  # they lie in one file system
            settle_disk(next(iter(self._targets)).parent)
        before = {path: path.read_bytes() if path.exists() else None for path in (*self._targets, *self._removed)}
        self._note(_READY, Path())
        done: list[Path] = []
        try:
            for target in self._targets:
                os.replace(_beside(target), target)
                done.append(target)
            for target in self._removed:
                target.unlink(missing_ok=True)
                done.append(target)
        except BaseException:  # also after Ctrl-C
            self.cut_off = True
            self._put_back({path: before[path] for path in done})
            self.cut_off = False
            raise
        self._targets.clear()
        self._folders.clear()

    def _put_back(self, before: Mapping[Path, bytes | None]) -> None:
        for path, data in before.items():
            if data is None:
                path.unlink(missing_ok=True)
            else:
                again = _again(path)  # no name that the next command would take for what is new, were it cut off midway
                try:
                    again.write_bytes(data)
                    if path.exists():
                        shutil.copymode(path, again)
                    os.replace(again, path)
                except OSError:
                    _remove(again)
                    raise

    def discard(self) -> None:
        """Takes away what was written and not placed."""
        _take_away(self._targets, self._folders)

    def _note(self, kind: str, path: Path) -> None:
        if self._journal is not None:
            os.write(self._journal, json.dumps([kind, os.fspath(path)]).encode() + b"\n")
            if kind == _READY:
                os.fsync(self._journal)


@contextmanager
def naming(path: Path | str) -> Iterator[None]:
    """Gives an OSError the file that it is about, where the system has not: a write to an open file does not know its name."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = os.fspath(path)
        raise


@contextmanager
def open_placing(root: Path) -> Iterator[Placing]:
    """Files that take their places when `commit` is called, for a project or other folder at `root`; else they are discarded."""
    complete_placing(root)
    journal = _journal_of(root)
    lock: int | None = None
    with suppress(OSError):  # a server's account may have no folder of its own: then a kill is all that is not held off
        journal.parent.mkdir(parents=True, exist_ok=True)
        if is_private(journal.parent):
            lock = open_lock(journal)
            os.ftruncate(lock, 0)
    placing = Placing(lock)
    try:
        yield placing
    finally:
        if not placing.cut_off:
            placing.discard()
        if lock is not None:
            if placing.cut_off:
                os.close(lock)
            else:
                _end(journal, lock)


def place_together(root: Path, contents: Mapping[Path, bytes | None]) -> None:
    """Writes files, all or none; None removes one. Raises OSError, and then everything is as it was."""
    with open_placing(root) as placing:
        for path, data in contents.items():
            if data is None:
                placing.remove(path)
            else:
                placing.add(path, data)
        placing.commit()


def is_cut_off(root: Path) -> bool:
    """Whether a command is at work at `root`, or was killed there."""
    return _is_there(_journal_of(root))


def complete_placing(root: Path) -> None:
    """Completes, or takes back, what a command that was killed had under way at `root`. Raises OSError."""
    journal = _journal_of(root)
    if not _is_there(journal) or not is_private(journal.parent):
        return
    try:
        lock = open_lock(journal)
    except OSError:  # another command is at work
        return
    done = False
    try:
        entries = [*_read_entries(lock)]
        targets, removed, folders = (
            [Path(entry.path) for entry in entries if entry.kind == kind] for kind in (_NEW, _REMOVED, _FOLDER)
        )
        if any(entry.kind == _READY for entry in entries):
            for target in targets:
                if _beside(target).exists():
                    os.replace(_beside(target), target)
            for target in removed:
                target.unlink(missing_ok=True)
            for target in (*targets, *removed):
                _remove(_again(target))
        else:
            _take_away(targets, folders)
        done = True
    finally:
        if done:
            _end(journal, lock)
        else:
            os.close(lock)


def _end(journal: Path, lock: int) -> None:
    """Empties a journal and takes it away, while it is locked where the system removes open files: it may be another's after."""
    with suppress(OSError):
        os.ftruncate(lock, 0)
    try:
        journal.unlink(missing_ok=True)
    except OSError:
        os.close(lock)
        with suppress(OSError):  # emptied, it says nothing
            journal.unlink(missing_ok=True)
    else:
        os.close(lock)


def _read_entries(lock: int) -> Iterator[_Entry]:
    """Reads through the handle that locks: Windows lets no other read."""
    data = b"".join(iter(lambda: os.read(lock, 1 << 16), b""))
    for line in data.decode("utf-8", "replace").splitlines():
        with suppress(ValueError, TypeError):  # the last line of a command that was killed
            yield _Entry(*json.loads(line))


def _take_away(targets: Mapping[Path, None] | list[Path], folders: list[Path]) -> None:
    for target in targets:
        _remove(_beside(target))
    for folder in reversed(folders):
        with suppress(OSError):  # somebody has put something there
            folder.rmdir()


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _again(target: Path) -> Path:
    """Where what was there is written before it comes back."""
    return target.with_name(f".{target.name}.old")


def _beside(target: Path) -> Path:
    return target.with_name(f".{target.name}.new")


def _is_there(journal: Path) -> bool:
    """Whether there is one. In a folder that this account may not enter, which happens in the environment of another, none is its
    own."""
    try:
        return journal.exists()
    except PermissionError:
        return False


def _journal_of(root: Path) -> Path:
    return folder_of_user() / f"placing-{digest(os.path.realpath(root)).hex()}"
