"""The files that a site is made of, each with its digest; one whose size and time stand as they were is not read again.

Takes what was found in the catalogue and what was known of it; gives `Input`s by path, and what it had to read.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from niemyet.cache.digests import digest
from niemyet.load.finding import SourceFile
from niemyet.load.texts import LARGEST_FILE, read_bytes

RECENT = 2_000_000_000
"""Nanoseconds. A file may change twice in the time that a file system takes for one moment: what has just been changed is
read again next time, whatever its time says."""


class Input(NamedTuple):
    """A file: its size in bytes, when it was changed in nanoseconds, and its digest."""

    size: int
    modified: int
    digest: bytes

    @property
    def stamp(self) -> tuple[int, int]:
        """What a folder tells of the file without reading it."""
        return self.size, self.modified


def take_inputs(
    root: Path, source_files: Iterable[SourceFile], known: Mapping[str, Input], now: int
) -> tuple[dict[str, Input], dict[str, bytes]]:
    """The files by path, and the bytes of those that had to be read.

    `now` is the moment at which the build began, in nanoseconds, as the file system counts it.
    """
    taken: dict[str, Input] = {}
    contents: dict[str, bytes] = {}
    for find in source_files:
        before = known.get(find.path)
        if before is not None and before.stamp == find.stamp:
            taken[find.path] = before
            continue
        size, modified = find.stamp
        data = b""
        if not find.refused:
            with suppress(OSError):  # the reader tells of it
                data = contents[find.path] = read_bytes(root, find)
        told = f"{find.kind} {find.stamp}" if len(data) > LARGEST_FILE else find.kind  # of a picture too large to be read whole
        taken[find.path] = Input(size, modified if modified < now - RECENT else -1, digest(told, data))
    return taken, contents
