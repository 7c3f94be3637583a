"""A site in the making: written beside the published one, then swapped with it in one step.

A build that fails or is killed leaves the published site as it was. A file that has not changed keeps its
inode and its time, so that copying tools send only what changed. One build at a time works on a site.
"""

import ctypes
import errno
import filecmp
import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from niemyet.cache.build_cache import BuildCache
from niemyet.diagnostics.diagnostic import Bilingual

MADE_BY_A_BUILD = "sitemap.xml"
"""Stands in every site that was built; a folder with other files and without it is somebody's own."""

PATIENCE = 10
"""Attempts, a tenth of a second apart, to get hold of the site."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NO_LINKS = (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL)
"""What systems say where a file cannot have a second name: other volumes, FAT, network folders, too many names."""


class StagingError(OSError):
    """The site cannot be written where it was asked for; what is said is for the person who asked."""

    def __init__(self, number: int, said: Bilingual, folder: Path) -> None:
        super().__init__(number, said.vi, str(folder))
        self.said = said


class LostFileError(LookupError):
    """A file that was to be taken over is no longer there: somebody has changed the site by hand."""


@dataclass(frozen=True, slots=True)
class Staging:
    """A folder that becomes the site. `published` is the site as it stands, None where there is none yet."""

    folder: Path
    published: Path | None
    whole: bool = True
    """Whether it gets every file of the site; else only those that differ from the published ones."""
    began: int = 0
    """When it was opened, in nanoseconds, as the file system counts."""

    def write(self, path: str, data: bytes) -> None:
        """Writes one file of the site; one with the same bytes as the published one is linked, or left alone."""
        target = os.path.join(self.folder, path)
        old = os.path.join(self.published, path) if self.published else ""
        if old and _holds(old, data) and (not self.whole or _link(old, target)):
            return
        _write(target, data)

    def read_published(self, path: str) -> bytes | None:
        """A file of the site as it stands; None where there is none."""
        try:
            return None if self.published is None else (self.published / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def write_page(self, address: str, body: bytes) -> str:
        """Writes the page of an address; gives its file."""
        path = f"{address}index.html"
        self.write(path, body)
        return path

    def keep(self, files: Iterable[str], tree: Path) -> None:
        """Takes files over as they stand in `tree`: the published site, or a part of a site that was made elsewhere."""
        if not self.whole and tree == self.published:
            return
        for path in files:
            old, target = os.path.join(tree, path), os.path.join(self.folder, path)
            try:
                if not _link(old, target):
                    with open(old, "rb") as stream:
                        _write(target, stream.read())
            except FileNotFoundError as error:
                raise LostFileError(path) from error

    def list_files(self) -> list[str]:
        """What has been written, in order."""
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


def _link(old: str, target: str) -> bool:
    """Links a file to `target`, and makes its folder; False where the file system cannot, or something stands there."""
    try:
        os.link(old, target)
    except FileNotFoundError:
        if os.path.isdir(os.path.dirname(target)):
            raise
        _make_parent(target)
        return _link(old, target)
    except OSError as error:
        if error.errno not in (*_NO_LINKS, errno.EEXIST):
            raise
        return False
    return True


def link_or_copy(old: Path, new: Path) -> None:
    """Makes `new`, which is not there yet, the same file as `old`, or its copy where the file system has no hard links.

    A symbolic link stays one.
    """
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copy2(old, new, follow_symlinks=False)


def _write(target: str, data: bytes) -> None:
    _make_parent(target)
    try:
        file = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError:  # it may be linked to the published one, which must not change
        os.unlink(target)
        file = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        written = os.write(file, data)
        while written < len(data):
            written += os.write(file, memoryview(data)[written:])
    finally:
        os.close(file)


def _make_parent(target: str) -> None:
    folder = os.path.dirname(target)
    try:
        os.mkdir(folder)  # almost every page has a folder of its own in one that is there
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)


@contextmanager
def stage(site_dir: Path, marker: str | None = MADE_BY_A_BUILD) -> Iterator[Staging]:
    """Opens a staging folder beside `site_dir`; whatever was not put in place by `replace_site` is thrown away.

    A folder without the file `marker` is somebody's own and is refused; None: any folder will do.
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
    with _only_one(site_dir):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield Staging(folder, site_dir if site_dir.exists() else None, began=os.stat(folder).st_mtime_ns)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _only_one(site_dir: Path) -> Iterator[None]:
    """Holds a lock on the site; the system lets go of it even where the build is killed."""
    if sys.platform == "win32":
        yield
        return
    import fcntl  # only where it exists

    lock = os.open(site_dir.with_name(f".{site_dir.name}.lock"), os.O_CREAT | os.O_RDWR, 0o644)
    try:
        for attempt in range(PATIENCE):
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if attempt == PATIENCE - 1:
                    said = Bilingual("một lần tạo trang khác đang chạy", "another build is at work on it")
                    raise StagingError(errno.EBUSY, said, site_dir) from error
                time.sleep(0.1)  # the workers of a killed build need a moment to end
        yield
    finally:
        os.close(lock)


def keep_unchanged(staging: Staging) -> None:
    """Links every staged file that another tool wrote and that equals the published one, or leaves the published one alone."""
    if staging.published is None:
        return
    for directory, _, names in os.walk(staging.folder):
        for name in names:
            new = Path(directory, name)
            old = staging.published / new.relative_to(staging.folder)
            if old.is_file() and not old.is_symlink() and filecmp.cmp(old, new, shallow=False):
                new.unlink()
                if staging.whole:
                    link_or_copy(old, new)


def replace_site(staging: Staging, site_dir: Path) -> None:
    """Puts the staged site in the place of the published one, in one step where the system can."""
    site_dir = site_dir.absolute()
    if not site_dir.exists():
        os.rename(staging.folder, site_dir)
    elif not _exchange(staging.folder, site_dir):
        old = site_dir.with_name(f".{site_dir.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        os.rename(site_dir, old)
        os.rename(staging.folder, site_dir)
        shutil.rmtree(old, ignore_errors=True)


def publish_site(staging: Staging, build_cache: BuildCache, site_dir: Path) -> int:
    """Makes what was staged the site, and the ledger speak of it; gives how many files were touched."""
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
    """Puts what was staged into the published site, file by file, each in one step, and removes what is `gone`.

    Gives how many files were touched. Killed in the middle it leaves whole pages, some of before and some of now.
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
    """Removes a file and the folders that it leaves empty."""
    file = site_dir / path
    file.unlink(missing_ok=True)
    for folder in file.parents:
        if folder == site_dir or any(folder.iterdir()):
            return
        folder.rmdir()


def _exchange(a: Path, b: Path) -> bool:
    """Swaps two folders atomically; False where this system or file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        swap = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    return bool(swap(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE) == 0)
