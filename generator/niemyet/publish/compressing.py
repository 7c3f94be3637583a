"""Compressed siblings of published files. The only module that imports brotli, which may be missing."""

import gzip
from collections.abc import Mapping
from importlib.util import find_spec

from niemyet.publish.file_kinds import is_worth_packing
from niemyet.publish.releases import Entry, Release

_SMALLEST = 500
"""Bytes; a smaller file fits into one packet anyway."""


def endings_here() -> tuple[str, ...]:
    """The endings of the siblings that can be made here, sorted."""
    return ("br", "gz") if find_spec("brotli") else ("gz",)


def pack(data: bytes, ending: str) -> bytes:
    """The sibling of a file with these bytes. The same bytes give the same sibling."""
    if ending == "gz":
        return gzip.compress(data, 9, mtime=0)
    import brotli  # here, because it may be missing

    packed: bytes = brotli.compress(data)
    return packed


def with_siblings(release: Release, endings: tuple[str, ...]) -> Mapping[str, Entry]:
    """The release whose files have siblings with these endings, where that makes them smaller."""
    return {
        path: entry._replace(siblings=endings if entry.size >= _SMALLEST and is_worth_packing(path) else ())
        for path, entry in release.items()
    }
