"""Compressed siblings of published files. The only module that imports brotli."""

import gzip
from collections.abc import Mapping

import brotli

from niemyet.publish.file_kinds import is_worth_packing
from niemyet.publish.releases import Entry, Release

_SMALLEST = 500
"""Bytes; a smaller file fits into one packet anyway."""


ENDINGS = ("br", "gz")
"""The endings of the siblings, sorted."""


def pack(data: bytes, ending: str) -> bytes:
    """The sibling of a file with these bytes. The same bytes give the same sibling."""
    packed: bytes = gzip.compress(data, 9, mtime=0) if ending == "gz" else brotli.compress(data)
    return packed


def with_siblings(release: Release, endings: tuple[str, ...]) -> Mapping[str, Entry]:
    """The release whose files have siblings with these endings, where that makes them smaller."""
    return {
        path: entry._replace(siblings=endings if entry.size >= _SMALLEST and is_worth_packing(path) else ())
        for path, entry in release.items()
    }
