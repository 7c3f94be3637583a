"""Compressed siblings of published files."""

from collections.abc import Mapping

from niemyet.cache.packing import pack_brotli, pack_gzip
from niemyet.publish.file_kinds import is_worth_packing
from niemyet.publish.releases import Entry, Release

_SMALLEST = 500
"""Bytes; a smaller file fits into one packet anyway."""


ENDINGS = ("br", "gz")
"""The endings of the siblings, sorted."""


def pack(data: bytes, ending: str) -> bytes:
    """The sibling of a file with these bytes. The same bytes give the same sibling."""
    return pack_gzip(data) if ending == "gz" else pack_brotli(data)


def with_siblings(release: Release, endings: tuple[str, ...]) -> Mapping[str, Entry]:
    """The release whose files have siblings with these endings, where that makes them smaller."""
    return {
        path: entry._replace(siblings=endings if entry.size >= _SMALLEST and is_worth_packing(path) else ())
        for path, entry in release.items()
    }
