"""The law above the communes, divided and packed: what has not changed is not encoded again, nor decoded what nobody asks for.

A procedure's versions and what a province sets on a procedure are pieces of their own, and so are the long lists: that of former
communes, and the articles of each year in groups. Everything else is the head, which is small. A piece is kept where the records
in it are the very objects that were recalled from before (`CheckedRecords`): nobody compares values.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple, TypeVar
from zlib import crc32

from niemyet.cache.cache_file import DamagedCacheError, pack_encoded, unpack
from niemyet.cache.codec import encode
from niemyet.cache.digests import digest
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.validate.records import ArticleRecord, Reference
from niemyet.validate.reference_index import OwnLaw

T = TypeVar("T")
GROUPS = 8
"""Into so many the articles of a year are divided."""


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
    """By year and group, those of its folder whose paths have the same remainder: one that changes is packed with few."""

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
        opened = chain.from_iterable(_open(self.articles, tuple).values())
        articles = tuple(sorted(opened, key=lambda one: f"{one.path}.md"))  # as the files are
        return replace(head, law=law, own=own, provinces=provinces, articles=articles)

    def digest(self) -> bytes:
        """The digest of all of it."""
        by_code = (self.procedures, self.articles, *self.own.values(), *self.overlays.values())
        paths = digest(*(f"{len(pieces)} {path}" for level in (self.own, self.overlays) for path, pieces in level.items()))
        parts = (part for pieces in by_code for code, piece in pieces.items() for part in (code, piece.digest))
        counts = f"{len(self.procedures)} {len(self.articles)}"
        return digest(self.head.digest, self.former.digest, paths, counts, *parts)


NO_PIECES: Mapping[str, Piece] = {}
_NO_PROCEDURES: Mapping[str, tuple[Procedure, ...]] = {}
_NO_OVERLAYS: Mapping[str, ProvinceOverlay] = {}


def divide_law(reference: Reference, kept: LawPieces | None = None, old: Reference | None = None) -> LawPieces:
    """A reference in pieces. `kept` are those of an earlier one, which is `old`: its pieces are taken over."""
    if kept is None or old is None:
        kept = old = None
    return LawPieces(
        _make(_head_of(reference)),
        _divide(reference.law.procedures, old.law.procedures if old else _NO_PROCEDURES, kept.procedures if kept else NO_PIECES),
        {
            path: _divide(
                one.procedures,
                old.own[path].procedures if old and path in old.own else _NO_PROCEDURES,
                kept.own.get(path, NO_PIECES) if kept else NO_PIECES,
            )
            for path, one in reference.own.items()
        },
        {
            path: _divide_overlays(
                one.overlays,
                old.provinces[path].overlays if old and path in old.provinces else _NO_OVERLAYS,
                kept.overlays.get(path, NO_PIECES) if kept else NO_PIECES,
            )
            for path, one in reference.provinces.items()
        },
        kept.former if old and kept and old.law.former is reference.law.former else _make(dict(reference.law.former)),
        _divide_articles(reference.articles, old.articles if old else (), kept.articles if kept else NO_PIECES),
    )


def _divide(
    versions: Mapping[str, Sequence[Procedure]], old: Mapping[str, Sequence[Procedure]], kept: Mapping[str, Piece]
) -> dict[str, Piece]:
    return {
        code: kept[code] if code in old and code in kept and _are_same(old[code], listed) else _make(tuple(listed))
        for code, listed in versions.items()
    }


def _divide_articles(
    articles: Iterable[ArticleRecord], old: Iterable[ArticleRecord], kept: Mapping[str, Piece]
) -> dict[str, Piece]:
    before = _group(old)
    return {
        name: kept[name] if name in kept and name in before and _are_same(before[name], listed) else _make(tuple(listed))
        for name, listed in _group(articles).items()
    }


def _group(articles: Iterable[ArticleRecord]) -> dict[str, list[ArticleRecord]]:
    """Articles by year and group, each in the order in which they come."""
    groups: defaultdict[str, list[ArticleRecord]] = defaultdict(list)
    for one in articles:
        groups[f"{one.path.partition('/')[0]}/{crc32(one.path.encode()) % GROUPS}"].append(one)
    return groups


def _divide_overlays(
    overlays: Mapping[str, ProvinceOverlay], old: Mapping[str, ProvinceOverlay], kept: Mapping[str, Piece]
) -> dict[str, Piece]:
    return {code: kept[code] if code in kept and old.get(code) is one else _make(one) for code, one in overlays.items()}


def _head_of(reference: Reference) -> Reference:
    """The reference without what is in pieces of its own."""
    own: dict[str, OwnLaw] = {path: replace(one, procedures={}) for path, one in reference.own.items()}
    provinces = {path: replace(one, overlays={}) for path, one in reference.provinces.items()}
    law = replace(reference.law, procedures={}, former={})
    return replace(reference, law=law, own=own, provinces=provinces, articles=(), communes=())


def _make(value: object) -> Piece:
    encoded = encode(value)
    return Piece(digest(encoded), pack_encoded(encoded))


def _open(pieces: Mapping[str, Piece], kind: type[T]) -> dict[str, T]:
    return {name: unpack(piece.packed, kind) for name, piece in pieces.items()}


def _are_same(some: Sequence[object], others: Sequence[object]) -> bool:
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))
