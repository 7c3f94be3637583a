"""What lists show of the procedures of provinces, kept for the next build: a commune of which one posting has changed lists all,
and nothing else of the others has to be worked out for it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from niemyet.building.input_digests import InputDigests
from niemyet.cache.build_cache import BuildCache
from niemyet.cache.cache_file import part_of
from niemyet.render.listings import ListedProcedure, ListKey


class KeptListing(NamedTuple):
    """What lists show of one procedure, and the digest of the procedure as it applies there."""

    place: ListKey
    key: bytes
    listed: ListedProcedure


class KeptLists:
    """The lists of some provinces. `known` is what the last build has left of procedures that have not changed since."""

    def __init__(self, build_cache: BuildCache, base: bytes, digests: InputDigests, provinces: Iterable[str]) -> None:
        """`base` is what every part depends on."""
        self._build_cache, self._base, self._digests = build_cache, base, digests
        self.known: dict[ListKey, ListedProcedure] = {}
        self._made: dict[str, dict[ListKey, ListedProcedure]] = {}
        for province in dict.fromkeys(provinces):
            self.known.update(self._recall(province))

    def _recall(self, province: str) -> Iterator[tuple[ListKey, ListedProcedure]]:
        if self._build_cache.holds(_name(province), self._base) and (part := self._build_cache.previous(_name(province))):
            kept: tuple[KeptListing, ...] = part.read(tuple)
            yield from ((one.place, one.listed) for one in kept if self._key_of(one.place) == one.key)

    def add(self, made: Mapping[ListKey, ListedProcedure]) -> None:
        """Takes what was not known, and has been worked out here or in a worker."""
        for place, listed in made.items():
            self._made.setdefault(place[0], {})[place] = listed

    def note(self, provinces: Iterable[str]) -> None:
        """Leaves the lists of these provinces, all that have communes, to the next build."""
        for province in dict.fromkeys(provinces):
            if province in self._made:
                listed = {place: one for place, one in self.known.items() if place[0] == province} | self._made[province]
                kept = tuple(KeptListing(place, self._key_of(place), listed[place]) for place in sorted(listed, key=repr))
                self._build_cache.note(_name(province), part_of(self._base, (), kept))
            elif self._build_cache.holds(_name(province), self._base):
                self._build_cache.keep(_name(province))

    def _key_of(self, place: ListKey) -> bytes:
        province, code, _ = place
        return self._digests.provincial.get(province, {}).get(code, b"")


def _name(province: str) -> str:
    return f"listed procedures/{province}"
