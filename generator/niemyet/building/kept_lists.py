"""What lists show of the procedures of provinces, kept for the next build: a commune of which one posting has changed lists all,
and nothing else of the others has to be worked out for it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from niemyet.building.input_digests import InputDigests
from niemyet.cache.build_cache import BuildCache
from niemyet.cache.cache_file import part_of
from niemyet.render.listings import ListedProcedure, ListKey

_PART = "listed procedures"


class KeptListing(NamedTuple):
    """What lists show of one procedure, and the digest of the procedure as it applies there."""

    place: ListKey
    key: bytes
    listed: ListedProcedure


def recall_lists(build_cache: BuildCache, base: bytes, digests: InputDigests) -> dict[ListKey, ListedProcedure]:
    """What the last build has left of procedures that have not changed since. `base` is what every part depends on."""
    part = build_cache.previous(_PART) if build_cache.holds(_PART, base) else None
    kept: tuple[KeptListing, ...] = part.read(tuple) if part is not None else ()
    return {one.place: one.listed for one in kept if _key_of(one.place, digests) == one.key}


def note_lists(
    build_cache: BuildCache,
    base: bytes,
    digests: InputDigests,
    known: Mapping[ListKey, ListedProcedure],
    made: Mapping[ListKey, ListedProcedure],
) -> None:
    """Leaves them to the next build: those that were `known`, and those that this process has `made`."""
    if made.keys() <= known.keys():
        if build_cache.holds(_PART, base):
            build_cache.keep(_PART)
        return
    listed = {**known, **made}
    kept = tuple(KeptListing(place, _key_of(place, digests), listed[place]) for place in sorted(listed, key=repr))
    build_cache.note(_PART, part_of(base, (), kept))


def _key_of(place: ListKey, digests: InputDigests) -> bytes:
    province, code, _ = place
    return digests.provincial.get(province, {}).get(code, b"")
