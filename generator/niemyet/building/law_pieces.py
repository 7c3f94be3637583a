"""The law above the communes as the build cache holds it: in pieces (`pieces.py`), so that nothing is digested again in vain."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from niemyet.building.input_digests import NOTHING_KNOWN, InputDigests, KnownDigests
from niemyet.building.pieces import NO_PIECES, LawPieces, Piece, divide_law
from niemyet.cache.digests import digest
from niemyet.validate.records import Reference

_JOINED: list[tuple[LawPieces, Reference]] = []


def join_once(pieces: LawPieces) -> Reference:
    """The reference in the pieces; while a site is served, one build follows another, and mostly with the same law."""
    if not _JOINED or _JOINED[0][0] != pieces:
        _JOINED[:] = [(pieces, pieces.join())]
    return _JOINED[0][1]


class DividedLaw:
    """A reference in pieces, beside that of the last build."""

    def __init__(self, reference: Reference, today: str, before: "StoredPieces | None" = None) -> None:
        """`today` tells the day of the build, and what is published on it so far."""
        self._before, self._today = before, today
        self.pieces = divide_law(reference, before.pieces if before else None, before.reference if before else None)

    @cached_property
    def shared(self) -> bytes:
        """The digest of all that procedures are resolved against."""
        of_years = (part for year, piece in self.pieces.articles.items() for part in (year, piece.digest))
        return digest(self._today, self.pieces.head.digest, *of_years)

    @property
    def known(self) -> KnownDigests:
        """What is known of the digests without working them out."""
        own = {code: piece.digest for pieces in self.pieces.own.values() for code, piece in pieces.items()}
        versions = {**own, **{code: piece.digest for code, piece in self.pieces.procedures.items()}}
        before = self._before
        if before is None or before.shared != self.shared:
            return NOTHING_KNOWN._replace(versions=versions)
        same_former = self.pieces.former.digest == before.pieces.former.digest
        return KnownDigests(
            versions,
            before.digests,
            _find_same(self.pieces, before.pieces),
            same_former,
        )


def _find_same(now: LawPieces, before: LawPieces) -> frozenset[str]:
    """The procedures of which nothing is another piece than in the last build: neither its versions nor what a province sets."""
    same, others = set[str](), set[str]()
    for here, there in _pair(now, before):
        same |= (kept := {code for code, piece in here.items() if there.get(code) is piece})
        others |= here.keys() - kept
    gone = (there.keys() - here.keys() for here, there in _pair_levels(now.overlays, before.overlays))
    return frozenset(same - others - set(chain.from_iterable(gone)))


def _pair(now: LawPieces, before: LawPieces) -> Iterator[tuple[Mapping[str, Piece], Mapping[str, Piece]]]:
    yield now.procedures, before.procedures
    yield from _pair_levels(now.own, before.own)
    yield from _pair_levels(now.overlays, before.overlays)


def _pair_levels(
    now: Mapping[str, Mapping[str, Piece]], before: Mapping[str, Mapping[str, Piece]]
) -> Iterator[tuple[Mapping[str, Piece], Mapping[str, Piece]]]:
    """What each province has now and had before."""
    return ((pieces, before.get(path, NO_PIECES)) for path, pieces in now.items())


class StoredPieces(NamedTuple):
    """The law of the last build, opened."""

    pieces: LawPieces
    reference: Reference
    shared: bytes
    digests: InputDigests
