"""Staging: a new site is written beside the published one, then swapped with it or moved into it file by file.

A build that fails leaves the published site as it was. An unchanged file keeps its inode and modification time, so that copying
tools send only what has changed. A lock lets one build at a time work on a site.
"""

import errno
import filecmp
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from niemyet.cache.build_cache import BuildCache
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.system import WRITE_BYTES, exchange_folders, is_held_open, link_file, open_lock

MADE_BY_A_BUILD = "sitemap.xml"
"""A file that every built site has. A non-empty folder without it belongs to somebody else and is never replaced."""

PATIENCE = 10
"""Attempts to take the lock, a tenth of a second apart."""

HELD_OPEN = Bilingual(
    "một chương trình khác đang mở tệp ở đó, hoặc tài khoản này không được ghi; hãy đóng chương trình ấy rồi chạy lại",
    "another program has a file open there, or this account may not write; close that program and run this again",
)
"""The message for errors of which `is_held_open` is true."""


class StagingError(OSError):
    """The site cannot be written where it was asked for. `said` is the message for the user."""

    def __init__(self, number: int, said: Bilingual, folder: Path) -> None:
        super().__init__(number, said.vi, str(folder))
        self.said = said


class LostFileError(LookupError):
    """A file to be kept is missing: somebody has changed the site by hand. The message is its path."""


@dataclass(frozen=True, slots=True)
class Staging:
    """A folder that becomes the site. `published` is the current site; None if there is none."""

    folder: Path
    published: Path | None
    whole: bool = True
    """Whether it gets every file of the site, to be swapped; otherwise only those that differ, to be moved into place."""
    began: int = 0
    """When staging began, in nanoseconds, by the file system's clock."""

    def write(self, path: str, data: bytes) -> None:
        """Writes one file of the site. Published bytes that are the same are linked or, if not `whole`, left alone."""
        target = os.path.join(self.folder, path)
        old = os.path.join(self.published, path) if self.published else ""
        if not (old and _holds(old, data)):
            _write(target, data)
        elif self.whole:
            _take_over(old, target)

    def read_published(self, path: str) -> bytes | None:
        """The bytes of a published file; None if there is none."""
        try:
            return None if self.published is None else (self.published / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def keep(self, files: Iterable[str], tree: Path) -> None:
        """Keeps files from `tree`, the published site or a shard. Raises LostFileError if one is missing."""
        if not self.whole and tree == self.published:
            return
        for path in files:
            old, target = os.path.join(tree, path), os.path.join(self.folder, path)
            try:
                _take_over(old, target)
            except FileNotFoundError as error:
                raise LostFileError(path) from error

    def list_files(self) -> list[str]:
        """The paths of all staged files, sorted."""
        found = (Path(directory, name) for directory, _, names in os.walk(self.folder) for name in names)
        return sorted(file.relative_to(self.folder).as_posix() for file in found)


def _holds(file: str, data: bytes) -> bool:
    try:
        if os.path.getsize(file) != len(data):
            return False
        with open(file, "rb") as stream:
            return stream.read() == data
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def _take_over(old: str, target: str) -> None:
    """Links `old` to `target`, creating its folder; copies it where that is impossible. Raises FileNotFoundError."""
    try:
        linked = link_file(old, target)
    except FileNotFoundError:
        if os.path.isdir(os.path.dirname(target)):
            raise
        _make_parent(target)
        linked = link_file(old, target)
    if not linked:
        with open(old, "rb") as stream:
            _write(target, stream.read())
            found = os.fstat(stream.fileno())
        os.utime(target, ns=(found.st_atime_ns, found.st_mtime_ns))


def _write(target: str, data: bytes) -> None:
    _make_parent(target)
    try:
        file = os.open(target, WRITE_BYTES, 0o666)
    except FileExistsError:  # it may be a link to the published file, which must not change
        os.unlink(target)
        file = os.open(target, WRITE_BYTES, 0o666)
    try:
        written = os.write(file, data)
        while written < len(data):
            written += os.write(file, memoryview(data)[written:])
    finally:
        os.close(file)


def _make_parent(target: str) -> None:
    folder = os.path.dirname(target)
    try:
        os.mkdir(folder)  # almost always enough: a page's folder lies in an existing one
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)


@contextmanager
def stage(site_dir: Path, marker: str | None = MADE_BY_A_BUILD) -> Iterator[Staging]:
    """Locks `site_dir` and opens a staging folder beside it, which is removed on exit unless `replace_site` has moved it.

    Raises StagingError if `site_dir` is locked, is not a folder, or is not empty and lacks the file `marker` (None: any folder).
    """
    site_dir = site_dir.absolute()
    if site_dir.is_symlink() or (site_dir.exists() and not site_dir.is_dir()):
        raise StagingError(errno.ENOTDIR, Bilingual("không phải là thư mục", "it is no folder"), site_dir)
    if marker is not None and site_dir.exists() and any(site_dir.iterdir()) and not (site_dir / marker).is_file():
        said = Bilingual(
            "thư mục đang chứa tệp khác, không phải một trang đã tạo", "the folder holds other files, not a site that was built"
        )
        raise StagingError(errno.ENOTEMPTY, said, site_dir)
    folder = site_dir.with_name(f".{site_dir.name}.new")
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    with lock_site(site_dir):
        old = _name_old(site_dir)
        if old.is_dir() and not site_dir.exists():  # a build was killed between two renames
            os.rename(old, site_dir)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield Staging(folder, site_dir if site_dir.exists() else None, began=os.stat(folder).st_mtime_ns)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def lock_site(site_dir: Path) -> Iterator[None]:
    """Holds the site's lock, which the system releases even if the build is killed. Raises StagingError."""
    for attempt in range(PATIENCE):
        try:
            lock = open_lock(site_dir.with_name(f".{site_dir.name}.lock"))
            break
        except BlockingIOError as error:
            if attempt == PATIENCE - 1:
                said = Bilingual("một lần tạo trang khác đang chạy", "another build is at work on it")
                raise StagingError(errno.EBUSY, said, site_dir) from error
            time.sleep(0.1)  # the workers of a killed build need a moment to end
    try:
        yield
    finally:
        os.close(lock)


def keep_unchanged(staging: Staging) -> None:
    """Drops staged files that equal the published ones, or, in a whole site, replaces them by links to these."""
    if staging.published is None:
        return
    for directory, _, names in os.walk(staging.folder):
        for name in names:
            new = Path(directory, name)
            old = staging.published / new.relative_to(staging.folder)
            if old.is_file() and not old.is_symlink() and filecmp.cmp(old, new, shallow=False):
                new.unlink()
                if staging.whole:
                    _take_over(os.fspath(old), os.fspath(new))


def replace_site(staging: Staging, site_dir: Path) -> None:
    """Replaces the published site by the staged one, atomically where the system can exchange folders.

    Raises StagingError if another program holds a file open and the system minds; the published site then stays.
    """
    site_dir = site_dir.absolute()
    if not site_dir.exists():
        _rename(staging.folder, site_dir)
    elif not exchange_folders(staging.folder, site_dir):
        old = _name_old(site_dir)
        shutil.rmtree(old, ignore_errors=True)
        _rename(site_dir, old)
        try:
            _rename(staging.folder, site_dir)
        except OSError:
            os.rename(old, site_dir)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _name_old(site_dir: Path) -> Path:
    """The name of the published site between two renames."""
    return site_dir.with_name(f".{site_dir.name}.old")


def _rename(folder: Path, target: Path) -> None:
    try:
        os.rename(folder, target)
    except OSError as error:
        if is_held_open(error):
            raise StagingError(errno.EBUSY, HELD_OPEN, folder) from error
        raise


def publish_site(staging: Staging, build_cache: BuildCache, site_dir: Path) -> int:
    """Publishes the staged site and updates the cache to match. Returns the number of files written or removed."""
    if staging.whole:
        files = sum(1 for _ in build_cache.list_files())
        build_cache.finish_anew(staging.folder)
        replace_site(staging, site_dir)
        build_cache.install()
        return files
    build_cache.distrust()
    touched = change_site(staging, site_dir, build_cache.find_gone())
    build_cache.finish_in_place()
    return touched


def change_site(staging: Staging, site_dir: Path, gone: Iterable[str]) -> int:
    """Moves the staged files into the published site, each atomically, and removes the files in `gone`.

    Returns the number of files written or removed. Killed midway it leaves whole pages, some old and some new.
    """
    removed, staged = sorted(gone), staging.list_files()
    for path in removed:
        _remove(site_dir, path)
    for path in staged:
        target = site_dir / path
        try:
            os.replace(staging.folder / path, target)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(staging.folder / path, target)
    return len(removed) + len(staged)


def _remove(site_dir: Path, path: str) -> None:
    """Removes a file, and the folders that become empty."""
    file = site_dir / path
    file.unlink(missing_ok=True)
    for folder in file.parents:
        if folder == site_dir or any(folder.iterdir()):
            return
        folder.rmdir()
