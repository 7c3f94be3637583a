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

MADE_BY_A_BUILD = "sitemap.xml"
"""Stands in every site that was built; a folder with other files and without it is somebody's own."""

PATIENCE = 10
"""Attempts, a tenth of a second apart, to get hold of the site."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class StagingError(OSError):
    """The site cannot be written where it was asked for; the message is for the person who asked."""


@dataclass(frozen=True, slots=True)
class Staging:
    """A folder that becomes the site. `published` is the site as it stands, None where there is none yet."""

    folder: Path
    published: Path | None

    def write(self, path: str, data: bytes) -> None:
        """Writes one file of the site; where the published one has the same bytes, it is linked instead."""
        target = os.path.join(self.folder, path)
        if self.published is not None and _link(os.path.join(self.published, path), target, data):
            return
        try:
            _write(target, data)
        except FileNotFoundError:
            _make_parent(target)
            _write(target, data)

    def read_published(self, path: str) -> bytes | None:
        """A file of the site as it stands; None where there is none."""
        try:
            return None if self.published is None else (self.published / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def write_pages(self, pages: Iterable[tuple[str, str]]) -> list[str]:
        """Writes pages given as (address, HTML); gives their addresses."""
        addresses = []
        for address, body in pages:
            self.write(f"{address}index.html", body.encode())
            addresses.append(address)
        return addresses


def _link(old: str, target: str, data: bytes) -> bool:
    """Links the published file to `target` where it holds `data`; whether it did."""
    try:
        if os.path.getsize(old) != len(data):
            return False
        with open(old, "rb") as stream:
            if stream.read() != data:
                return False
        _make_parent(target)
        os.link(old, target)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, FileExistsError):
        return False
    return True


def _write(target: str, data: bytes) -> None:
    with open(target, "wb") as stream:
        stream.write(data)


def _make_parent(target: str) -> None:
    os.makedirs(os.path.dirname(target), exist_ok=True)


@contextmanager
def stage(site_dir: Path, marker: str | None = MADE_BY_A_BUILD) -> Iterator[Staging]:
    """Opens a staging folder beside `site_dir`; whatever was not put in place by `replace_site` is thrown away.

    A folder without the file `marker` is somebody's own and is refused; None: any folder will do.
    """
    site_dir = site_dir.absolute()
    if site_dir.is_symlink() or (site_dir.exists() and not site_dir.is_dir()):
        raise StagingError(errno.ENOTDIR, "không phải là thư mục", str(site_dir))
    if marker is not None and site_dir.exists() and any(site_dir.iterdir()) and not (site_dir / marker).is_file():
        raise StagingError(errno.ENOTEMPTY, "thư mục đang chứa tệp khác, không phải một trang đã tạo", str(site_dir))
    folder = site_dir.with_name(f".{site_dir.name}.new")
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    with _only_one(site_dir):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield Staging(folder, site_dir if site_dir.exists() else None)
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
                    raise StagingError(errno.EBUSY, "một lần tạo trang khác đang chạy", str(site_dir)) from error
                time.sleep(0.1)  # the workers of a killed build need a moment to end
        yield
    finally:
        os.close(lock)


def keep_unchanged(staging: Staging) -> None:
    """Links every staged file that another tool wrote and that equals the published one."""
    if staging.published is None:
        return
    for directory, _, names in os.walk(staging.folder):
        for name in names:
            new = Path(directory, name)
            old = staging.published / new.relative_to(staging.folder)
            if old.is_file() and not old.is_symlink() and filecmp.cmp(old, new, shallow=False):
                new.unlink()
                os.link(old, new)


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


def _exchange(a: Path, b: Path) -> bool:
    """Swaps two folders atomically; False where this system or file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        swap = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    return bool(swap(_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE) == 0)
