"""A commune as lists and comparisons show it, packed column by column, and unpacked with equal values shared."""

from collections.abc import Iterator
from datetime import date
from itertools import starmap
from typing import NamedTuple

from niemyet.cache.cache_file import pack, unpack
from niemyet.model.vocabulary import Standing
from niemyet.render.listings import ComparedPosting, ListedCommune, NamedCommune, Said


class _PackedCommune(NamedTuple):
    """`ListedCommune` with its postings column by column. Days are ordinals; of words, which most postings share, there are the
    places among those that are `said`."""

    path: str
    name: str
    code: str
    former_names: tuple[str, ...]
    sample: bool
    codes: list[str]
    said: list[Said]
    standings: list[Standing]
    deadlines: list[int]
    posted: list[int]
    fees: list[int]
    marked: list[bool]

    def unpack_postings(self) -> Iterator[tuple[Standing, Said, date, Said, bool]]:
        """The fields of `ComparedPosting`, of one posting after the other."""
        words = self.said
        deadlines, fees = ([words[place] for place in column] for column in (self.deadlines, self.fees))
        return zip(self.standings, deadlines, map(date.fromordinal, self.posted), fees, self.marked, strict=True)


def pack_listed(named: NamedCommune, listed: ListedCommune) -> bytes:
    """The commune as lists and comparisons show it, packed."""
    postings = listed.postings.values()
    said = dict.fromkeys(words for one in postings for words in (one.deadlines, one.fees))
    places = {words: place for place, words in enumerate(said)}
    packed = _PackedCommune(
        *named,
        [*listed.postings],
        [*said],
        [one.standing for one in postings],
        [places[one.deadlines] for one in postings],
        [one.posted.toordinal() for one in postings],
        [places[one.fees] for one in postings],
        [one.sample for one in postings],
    )
    return pack(packed)


def unpack_postings(packed: bytes) -> list[tuple[str, Standing, Said, date, Said, bool]]:
    """Of each posting of a packed commune its code and the fields of `ComparedPosting`."""
    it = unpack(packed, _PackedCommune)
    return [(code, *fields) for code, fields in zip(it.codes, it.unpack_postings(), strict=True)]


class CommuneUnpacker:
    """Unpacks `ListedCommune`s. Equal codes and postings become one object: the whole country has a million postings."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._postings: dict[ComparedPosting, ComparedPosting] = {}

    def unpack(self, packed: bytes) -> ListedCommune:
        """The commune in `MadeCommune.packed_listed`."""
        it = unpack(packed, _PackedCommune)
        postings: dict[str, ComparedPosting] = {}
        for code, posting in zip(it.codes, starmap(ComparedPosting, it.unpack_postings()), strict=True):
            postings[self._codes.setdefault(code, code)] = self._postings.setdefault(posting, posting)
        return ListedCommune(it.path, it.name, it.code, it.former_names, it.sample, postings)
