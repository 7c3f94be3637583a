"""A commune as lists and comparisons show it, packed column by column, and unpacked with equal values shared."""

from datetime import date
from typing import NamedTuple

from niemyet.cache.cache_file import pack, unpack
from niemyet.model.vocabulary import Standing
from niemyet.render.listings import ComparedPosting, ListedCommune, NamedCommune, Said


class _PackedCommune(NamedTuple):
    """`ListedCommune` with its postings column by column."""

    path: str
    name: str
    code: str
    former_names: tuple[str, ...]
    sample: bool
    codes: list[str]
    standings: list[Standing]
    deadlines: list[Said]
    posted: list[int]
    fees: list[Said]
    marked: list[bool]


def pack_listed(named: NamedCommune, listed: ListedCommune) -> bytes:
    """The commune as lists and comparisons show it, packed."""
    postings = listed.postings.values()
    packed = _PackedCommune(
        *named,
        [*listed.postings],
        [one.standing for one in postings],
        [one.deadlines for one in postings],
        [one.posted.toordinal() for one in postings],
        [one.fees for one in postings],
        [one.sample for one in postings],
    )
    return pack(packed)


class CommuneUnpacker:
    """Unpacks `ListedCommune`s. Equal codes and postings become one object: the whole country has a million postings."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._postings: dict[ComparedPosting, ComparedPosting] = {}

    def unpack(self, packed: bytes) -> ListedCommune:
        """The commune in `MadeCommune.packed_listed`."""
        it = unpack(packed, _PackedCommune)
        postings: dict[str, ComparedPosting] = {}
        columns = zip(it.codes, it.standings, it.deadlines, it.posted, it.fees, it.marked, strict=True)
        for code, standing, deadlines, posted, fees, sample in columns:
            posting = ComparedPosting(standing, deadlines, date.fromordinal(posted), fees, sample)
            postings[self._codes.setdefault(code, code)] = self._postings.setdefault(posting, posting)
        return ListedCommune(it.path, it.name, it.code, it.former_names, it.sample, postings)
