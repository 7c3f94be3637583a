"""What a run wrote: the files of a site before and after it, and what is new among them."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Seen: TypeAlias = Mapping[str, tuple[int, int, int]]
"""Every file by its path: inode, time of the last change, size."""


@dataclass(frozen=True, slots=True)
class CacheFile:
    """A number of files and their bytes."""

    files: int
    size: int


def look_at(site: Path) -> Seen:
    """The files of a site; none where there is no site."""
    return dict(_walk(str(site))) if site.exists() else {}


def _walk(folder: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path)
            else:
                stat = entry.stat(follow_symlinks=False)
                yield entry.path, (stat.st_ino, stat.st_mtime_ns, stat.st_size)


def tell_written(before: Seen, after: Seen) -> CacheFile:
    """The files that were written between two looks, with the same words or others."""
    sizes = [seen[2] for path, seen in after.items() if before.get(path) != seen]
    return CacheFile(len(sizes), sum(sizes))
