"""What a plan of the news knows of the articles for the plan of the next build: which of their pages would be made from the same
again is then told without stating all that each is made from.
"""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from niemyet.cache.build_cache import BuildCache
from niemyet.cache.cache_file import DamagedCacheError
from niemyet.cache.digests import DIGEST_SIZE
from niemyet.cache.inputs import cut_digests
from niemyet.render.addresses import MOST_SHARED
from niemyet.resolve.news import MOST_RELATED

_NONE = -1
PLANNED = "planned news"
"""The name of the plan in the build cache."""


class PlannedNews(NamedTuple):
    """The articles in columns, the latest first."""

    paths: tuple[str, ...]
    states: tuple[str, ...]
    """What of an article itself its page and its neighbours' show."""
    shares: tuple[str, ...]
    """What it may share with others, by which related ones are found."""
    related: bytes
    """The numbers of those related to it, `MOST_RELATED` each."""
    pages: bytes
    """The digests of all that the pages are made from."""

    def known_shares(self) -> dict[tuple[str, str], str]:
        """What an article may share, by path and state."""
        return dict(zip(zip(self.paths, self.states, strict=True), self.shares, strict=True))

    def related_of(self, paths: Sequence[str], shares: Sequence[str]) -> list[list[int]] | None:
        """What is related to each of these articles; None where others stand there now, or they share something else."""
        if (*paths,) != self.paths or (*shares,) != self.shares:
            return None
        return unpack_numbers(self.related)

    def unchanged(self, paths: Sequence[str], states: Sequence[str], related: Sequence[Sequence[int]]) -> dict[str, bytes]:
        """The digests of the pages that would be made from the same, by path: neither the article nor one beside it differs."""
        were_at = {path: number for number, path in enumerate(self.paths)}
        digests, were_related = cut_digests(self.pages), unpack_numbers(self.related)
        now = zip(paths, states, strict=True)
        same = {path for path, state in now if path in were_at and self.states[were_at[path]] == state}
        if (*paths,) == self.paths and were_related == related:
            changed = {number for number, path in enumerate(paths) if path not in same}
            return {
                path: digests[number]
                for number, path in enumerate(paths)
                if changed.isdisjoint((number - 1, number, number + 1, *related[number]))
            }

        def is_kept(number: int, path: str) -> bool:
            before = were_at[path]
            around = [*_around(paths, number, related[number])]
            return (
                (number < MOST_SHARED) == (before < MOST_SHARED)
                and around == [*_around(self.paths, before, were_related[before])]
                and same.issuperset(filter(None, around))
            )

        return {path: digests[were_at[path]] for number, path in enumerate(paths) if path in same and is_kept(number, path)}


def recall_plan(build_cache: BuildCache, ground: bytes) -> PlannedNews | None:
    """The last plan, None if it was made on another ground. Raises DamagedCacheError if it is not as it was written."""
    part = build_cache.previous(PLANNED) if build_cache.holds(PLANNED, ground) else None
    if part is None:
        return None
    planned = part.read(PlannedNews)
    try:
        size, numbers = len(planned.paths), array("i", planned.related)
        columns = {len(planned.states), len(planned.shares), len(planned.pages) / DIGEST_SIZE, len(numbers) / MOST_RELATED}
    except (TypeError, ValueError) as error:
        raise DamagedCacheError(str(error)) from error
    if columns != {size} or not all(_NONE <= number < size for number in numbers):
        raise DamagedCacheError(PLANNED)
    return planned


def _around(paths: Sequence[str], number: int, related: Iterable[int]) -> Iterator[str]:
    """The paths of the newer one, '' for none, of the older one, and of those related."""
    yield paths[number - 1] if number else ""
    yield paths[number + 1] if number + 1 < len(paths) else ""
    for other in related:
        yield paths[other]


def pack_numbers(related: Iterable[Collection[int]]) -> bytes:
    """At most `MOST_RELATED` numbers for each article."""
    padding = (_NONE,) * MOST_RELATED
    return array("i", [number for some in related for number in (*some, *padding)[:MOST_RELATED]]).tobytes()


def unpack_numbers(packed: bytes) -> list[list[int]]:
    """Reverses `pack_numbers`."""
    numbers = array("i", packed).tolist()
    return [
        [number for number in numbers[first : first + MOST_RELATED] if number != _NONE]
        for first in range(0, len(numbers), MOST_RELATED)
    ]
