"""What lies on the disk at some paths, told by content: two snapshots are equal only where all of it is the same.

Loads no library, so that a command can know that nothing has changed before it loads anything. Times are believed only where they
tell that nobody wrote in the meantime.
"""

import os
import stat
from collections.abc import Callable, Iterable
from typing import TypeAlias

from niemyet.cache.digests import digest
from niemyet.system import open_no_link

LARGEST = 64_000_000
"""Bytes. With a larger file there is no snapshot."""


class NoSnapshotError(ValueError):
    """There is a link, a special file, one that is too large, or one that cannot be read: others tell of it."""


def take_snapshot(paths: Iterable[str], listed: Iterable[str] = ()) -> bytes:
    """The digest of the files at these paths and of everything below those that are folders, and of the names of what is directly
    in the `listed` folders, and which are folders. Raises NoSnapshotError."""
    return _take(paths, listed, _content)


def take_stamps(paths: Iterable[str], listed: Iterable[str] = ()) -> bytes:
    """The same of sizes and times in place of contents: what tells whether somebody wrote in the meantime."""
    return _take(paths, listed, _stamp)


def _take(paths: Iterable[str], listed: Iterable[str], state: "_State") -> bytes:
    parts: list[bytes | str] = []
    try:
        for path in paths:
            parts.append(path)
            _look_at(path, state, parts)
        for folder in listed:
            with os.scandir(folder) as entries:
                parts += (folder, *sorted(f"{entry.name} {entry.is_dir(follow_symlinks=False)}" for entry in entries))
    except (OSError, UnicodeEncodeError) as error:
        raise NoSnapshotError(str(error)) from error
    return digest(*parts)


def _look_at(path: str, state: "_State", parts: list[bytes | str]) -> None:
    """Adds to `parts` what is at a path, and below it."""
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        parts.append("\0missing")
        return
    if stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST:
        parts.append(state(path, found))
    elif stat.S_ISDIR(found.st_mode):
        names = sorted(os.listdir(path))
        parts.append(f"{len(names)} names")
        for name in names:
            parts.append(name)
            _look_at(os.path.join(path, name), state, parts)
    else:
        raise NoSnapshotError(path)


def _content(path: str, found: os.stat_result) -> bytes:
    opened = open_no_link(path)
    try:
        return digest(os.read(opened, found.st_size + 1))
    finally:
        os.close(opened)


def _stamp(path: str, found: os.stat_result) -> str:
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"


_State: TypeAlias = Callable[[str, os.stat_result], bytes | str]
"""What is told of a file at a path."""
