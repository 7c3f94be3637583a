"""The law above the communes as the build cache holds it: in pieces, so that nothing is encoded or digested again for nothing.

A procedure's versions and what a province sets on a procedure are pieces of their own, and so are the long lists: that of former
communes, and the articles of each year. Everything else is the head, which is small. A piece is kept where the records in it are
the very objects that were recalled from the last build (`CheckedRecords`): nobody compares values.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, groupby
from typing import NamedTuple, TypeVar

from niemyet.building.input_digests import NOTHING_KNOWN, InputDigests, KnownDigests
from niemyet.cache.cache_file import DamagedCacheError, pack_encoded, unpack
from niemyet.cache.codec import encode
from niemyet.cache.digests import digest
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.validate.records import ArticleRecord, Reference
from niemyet.validate.reference_index import OwnLaw

T = TypeVar("T")


class Piece(NamedTuple):
    """A value, packed, and the digest of it."""

    digest: bytes
    packed: bytes


class LawPieces(NamedTuple):
    """The reference without the files of communes, which change more often."""

    head: Piece
    """Everything that is in no other piece."""
    procedures: Mapping[str, Piece]
    """By code, the versions of a procedure of the nation."""
    own: Mapping[str, Mapping[str, Piece]]
    """By path and code, those of a province's own procedure."""
    overlays: Mapping[str, Mapping[str, Piece]]
    """By path and code, what a province sets on a procedure."""
    former: Piece
    articles: Mapping[str, Piece]
    """By year, those of its folder."""

    def join(self) -> Reference:
        """The reference. Raises DamagedCacheError."""
        try:
            return self._join()
        except (LookupError, TypeError, AttributeError) as error:
            raise DamagedCacheError(str(error)) from error

    def _join(self) -> Reference:
        head = unpack(self.head.packed, Reference)
        own = {path: replace(one, procedures=_open(self.own[path], tuple)) for path, one in head.own.items()}
        provinces = {
            path: replace(one, overlays=_open(self.overlays[path], ProvinceOverlay)) for path, one in head.provinces.items()
        }
        former = unpack(self.former.packed, dict)
        law = replace(head.law, procedures=_open(self.procedures, tuple), former=former)
        articles = tuple(chain.from_iterable(_open(self.articles, tuple).values()))
        return replace(head, law=law, own=own, provinces=provinces, articles=articles)


_JOINED: list[tuple[LawPieces, Reference]] = []


def join_once(pieces: LawPieces) -> Reference:
    """As `join`; while a site is served, one build follows another, and mostly with the same law."""
    if not _JOINED or _JOINED[0][0] != pieces:
        _JOINED[:] = [(pieces, pieces.join())]
    return _JOINED[0][1]


def _open(pieces: Mapping[str, Piece], kind: type[T]) -> dict[str, T]:
    return {name: unpack(piece.packed, kind) for name, piece in pieces.items()}


class DividedLaw:
    """A reference in pieces, beside that of the last build."""

    def __init__(self, reference: Reference, today: str, before: "StoredPieces | None" = None) -> None:
        """`today` tells the day of the build, and what is published on it so far."""
        self._before, self._today = before, today
        old = before.reference if before else None
        kept = before.pieces if before else None
        self._same, self._others = set[str](), set[str]()
        """The procedures of which something is as in the last build, and those of which something is not."""
        self.pieces = LawPieces(
            _make(_head_of(reference)),
            self._divide(
                reference.law.procedures, old.law.procedures if old else _NO_PROCEDURES, kept.procedures if kept else _NO_PIECES
            ),
            {
                path: self._divide(
                    one.procedures,
                    old.own[path].procedures if old and path in old.own else _NO_PROCEDURES,
                    kept.own.get(path, _NO_PIECES) if kept else _NO_PIECES,
                )
                for path, one in reference.own.items()
            },
            {
                path: self._divide_overlays(
                    one.overlays,
                    old.provinces[path].overlays if old and path in old.provinces else _NO_OVERLAYS,
                    kept.overlays.get(path, _NO_PIECES) if kept else _NO_PIECES,
                )
                for path, one in reference.provinces.items()
            },
            kept.former if old and kept and old.law.former is reference.law.former else _make(dict(reference.law.former)),
            self._divide_articles(reference.articles, old.articles if old else (), kept.articles if kept else _NO_PIECES),
        )

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
        if self._before is None or self._before.shared != self.shared:
            return NOTHING_KNOWN._replace(versions=versions)
        same = frozenset(self._same - self._others)
        return KnownDigests(versions, self._before.digests, same, self.pieces.former.digest == self._before.pieces.former.digest)

    def _divide(
        self, versions: Mapping[str, Sequence[Procedure]], old: Mapping[str, Sequence[Procedure]], kept: Mapping[str, Piece]
    ) -> dict[str, Piece]:
        pieces: dict[str, Piece] = {}
        for code, listed in versions.items():
            if code in old and code in kept and _are_same(old[code], listed):
                pieces[code] = kept[code]
                self._same.add(code)
            else:
                pieces[code] = _make(tuple(listed))
                self._others.add(code)
        return pieces

    @staticmethod
    def _divide_articles(
        articles: Iterable[ArticleRecord], old: Iterable[ArticleRecord], kept: Mapping[str, Piece]
    ) -> dict[str, Piece]:
        before = _by_year(old)
        return {
            year: kept[year] if year in kept and year in before and _are_same(before[year], listed) else _make(tuple(listed))
            for year, listed in _by_year(articles).items()
        }

    def _divide_overlays(
        self, overlays: Mapping[str, ProvinceOverlay], old: Mapping[str, ProvinceOverlay], kept: Mapping[str, Piece]
    ) -> dict[str, Piece]:
        same = {code for code, one in overlays.items() if code in kept and old.get(code) is one}
        self._others |= {*overlays, *old} - same
        return {code: kept[code] if code in same else _make(one) for code, one in overlays.items()}


class StoredPieces(NamedTuple):
    """The law of the last build, opened."""

    pieces: LawPieces
    reference: Reference
    shared: bytes
    digests: InputDigests


_NO_PIECES: Mapping[str, Piece] = {}
_NO_PROCEDURES: Mapping[str, tuple[Procedure, ...]] = {}
_NO_OVERLAYS: Mapping[str, ProvinceOverlay] = {}


def _head_of(reference: Reference) -> Reference:
    """The reference without what is in pieces of its own."""
    own: dict[str, OwnLaw] = {path: replace(one, procedures={}) for path, one in reference.own.items()}
    provinces = {path: replace(one, overlays={}) for path, one in reference.provinces.items()}
    law = replace(reference.law, procedures={}, former={})
    return replace(reference, law=law, own=own, provinces=provinces, articles=(), communes=())


def _by_year(articles: Iterable[ArticleRecord]) -> dict[str, list[ArticleRecord]]:
    """Articles, which are sorted by path, by the folder that they lie in."""
    return {year: [*listed] for year, listed in groupby(articles, lambda one: one.path.partition("/")[0])}


def _make(value: object) -> Piece:
    encoded = encode(value)
    return Piece(digest(encoded), pack_encoded(encoded))


def _are_same(some: Sequence[object], others: Sequence[object]) -> bool:
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))
