"""Staging: a new site is written beside the published one, then swapped with it or moved into it file by file.

A build that fails leaves the published site as it was. An unchanged file keeps its inode and modification time, so that copying
tools send only what has changed. A changed file gets a later second than the one before: many web servers know a file by its
second and its size, and would call a new fee of the same length unchanged. A lock lets one build at a time work on a site.

A folder at which something is mounted (a container's volume) can neither be renamed nor swapped. There the new site is staged in
a hidden folder inside it and moved into place file by file: each page is whole at every moment, the site as a whole is not.
"""

import errno
import filecmp
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.system import WRITE_BYTES, is_mount_point, link_file, open_lock, walk
from niemyet.values import dataclass

MADE_BY_A_BUILD = "sitemap.xml"
"""A file that every built site has. A non-empty folder without it belongs to somebody else and is never replaced."""

INSIDE = ".niemyet-new"
"""The staging folder in a site that is a mount point. Only a build that was killed leaves it behind."""

NOBODYS = frozenset({INSIDE, "lost+found"})
"""What a mounted site may hold besides pages; the second belongs to the file system."""

PATIENCE = 10
"""Attempts to take the lock, a tenth of a second apart."""

_FIRST = "/index.html"
"""The end of a page's path; it is mostly the first file of its folder."""

_SECOND = 1_000_000_000


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
    inside: bool = False
    """Whether `folder` lies in the published site, which is a mount point."""

    def write(self, path: str, data: bytes) -> None:
        """Writes one file of the site. Published bytes that are the same are linked or, if not `whole`, left alone."""
        target = f"{self.folder}/{path}"
        old = f"{self.published}/{path}" if self.published else ""
        if not (old and _holds(old, data)):
            _write(target, data)
            if old:
                date_after(old, target)
        elif self.whole:
            _take_over(old, target)

    def read_published(self, path: str) -> bytes | None:
        """The bytes of a published file; None if there is none."""
        try:
            return None if self.published is None else (self.published / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def stays(self, tree: Path) -> bool:
        """Whether what is kept from `tree` stays where it is."""
        return not self.whole and tree == self.published

    def keep(self, files: Iterable[str], tree: Path) -> None:
        """Keeps files from `tree`, the published site or a shard. Raises LostFileError if one is missing."""
        if self.stays(tree):
            return
        for path in files:
            old, target = os.path.join(tree, path), os.path.join(self.folder, path)
            try:
                _take_over(old, target)
            except FileNotFoundError as error:
                raise LostFileError(path) from error
            if self.published is not None and self.published != tree:
                date_after(os.path.join(self.published, path), target)

    def list_files(self) -> list[str]:
        """The paths of all staged files, sorted."""
        found = (Path(directory, name) for directory, _, names in walk(self.folder) for name in names)
        return sorted(file.relative_to(self.folder).as_posix() for file in found)


def _holds(file: str, data: bytes) -> bool:
    try:
        if os.path.getsize(file) != len(data):
            return False
        with open(file, "rb") as stream:
            return stream.read() == data
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def date_after(old: str, new: str) -> None:
    """Makes the modification time of `new` a later second than that of `old`, if there is another file `old`."""
    try:
        before, found = os.stat(old), os.stat(new)
    except (FileNotFoundError, NotADirectoryError):
        return
    later = (before.st_mtime_ns // _SECOND + 1) * _SECOND
    if found.st_mtime_ns < later and not os.path.samestat(before, found):
        os.utime(new, ns=(found.st_atime_ns, later))


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
    if target.endswith(_FIRST):  # cheaper than being refused
        _make_parent(target)
    try:  # almost always enough: most other files are not the first of their folder
        file = os.open(target, WRITE_BYTES, 0o666)
    except FileNotFoundError:
        _make_parent(target)
        file = os.open(target, WRITE_BYTES, 0o666)
    except FileExistsError:  # it may be a link to the published file, which must not change
        os.unlink(target)
        file = os.open(target, WRITE_BYTES, 0o666)
    try:
        written = os.write(file, data)
        while written < len(data):
            written += os.write(file, memoryview(data)[written:])
    except OSError as error:
        error.filename = target  # an open file does not know its name
        raise
    finally:
        os.close(file)


def _make_parent(target: str) -> None:
    folder = target.rpartition("/")[0]
    try:
        os.mkdir(folder)  # almost always enough: a page's folder lies in an existing one
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)


@contextmanager
def stage(site_dir: Path, marker: str | None = MADE_BY_A_BUILD) -> Iterator[Staging]:
    """Locks `site_dir` and opens a staging folder, which is removed on exit unless `replace_site` has moved it.

    It lies beside `site_dir`, or within if that is a mount point. A link is not followed; the caller may. Raises StagingError if
    `site_dir` is locked, is not a folder, or is not empty and lacks the file `marker` (None: any folder).
    """
    site_dir = site_dir.absolute()
    if site_dir.is_symlink() or (site_dir.exists() and not site_dir.is_dir()):
        raise StagingError(errno.ENOTDIR, Bilingual("không phải là thư mục", "it is no folder"), site_dir)
    inside = is_mount_point(site_dir)
    if marker is not None and site_dir.exists() and not _is_ours(site_dir, marker):
        said = Bilingual(
            "thư mục đang chứa tệp khác, không phải một trang đã tạo", "the folder holds other files, not a site that was built"
        )
        raise StagingError(errno.ENOTEMPTY, said, site_dir)
    folder = site_dir / INSIDE if inside else site_dir.with_name(f".{site_dir.name}.new")
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    with lock_site(site_dir):
        old = name_old(site_dir)
        if old.is_dir() and not old.is_symlink() and not site_dir.exists():  # a build was killed between two renames
            os.rename(old, site_dir)
        if folder.is_symlink() or folder.is_file():  # of somebody else: the name is ours
            folder.unlink()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            published = site_dir if site_dir.exists() else None
            yield Staging(folder, published, began=os.stat(folder).st_mtime_ns, inside=inside)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            if folder.exists():  # something was refused once: it mostly is not again
                shutil.rmtree(folder, ignore_errors=True)


def _is_ours(site_dir: Path, marker: str) -> bool:
    """Whether a build may replace what is in the folder: nothing, a site, or what a killed build had begun in a mount point."""
    names = {entry.name for entry in site_dir.iterdir()}
    return INSIDE in names or names <= NOBODYS or (site_dir / marker).is_file()


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
    for directory, _, names in walk(staging.folder):
        for name in names:
            new = Path(directory, name)
            old = staging.published / new.relative_to(staging.folder)
            if old.is_file() and not old.is_symlink() and filecmp.cmp(old, new, shallow=False):
                new.unlink()
                if staging.whole:
                    _take_over(os.fspath(old), os.fspath(new))
            else:
                date_after(os.fspath(old), os.fspath(new))


def name_old(site_dir: Path) -> Path:
    """The name of the published site between two renames."""
    return site_dir.with_name(f".{site_dir.name}.old")
