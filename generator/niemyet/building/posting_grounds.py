"""What the postings of a province are checked against, kept for the next check: opened where postings alone have changed.

What no rule for a posting asks for is left out, so that a clerk who has changed one does not wait until a whole law is decoded
and resolved: of other procedures the codes are known.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from niemyet.building.pieces import NO_PIECES, LawPieces
from niemyet.cache.cache_file import pack, unpack
from niemyet.model.attachments import AttachedFile
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.places import Province
from niemyet.resolve.attachments import divide_by_province
from niemyet.resolve.commune_law import CommuneLaw
from niemyet.validate.records import ProvinceRecords, Reference
from niemyet.validate.reference_index import ReferenceIndex
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class PostingGround:
    """What every posting of a province is checked against. `province` is None where its record cannot be read."""

    index: ReferenceIndex
    province: Province | None
    files: Mapping[str, AttachedFile | None]


def pack_grounds(reference: Reference, provinces: Collection[str]) -> dict[str, bytes]:
    """The grounds of these provinces, by path."""
    files = divide_by_province(reference.attachments, reference.refused_files)
    return {path: pack(_find_ground(reference, path, files.get(path, {}))) for path in provinces}


def _find_ground(reference: Reference, path: str, files: Mapping[str, AttachedFile | None]) -> PostingGround:
    law, records = reference.law_of(path), reference.provinces.get(path)
    index = replace(law, life_events=None, units={}, former={}, procedures=dict.fromkeys(law.procedures, ()))
    return PostingGround(index, records.province if records is not None else None, files)


def open_ground(packed: bytes, pieces: LawPieces, path: str, codes: Collection[str], today: date) -> CommuneLaw:
    """The law for the postings of these `codes` in the province at a path. Raises DamagedCacheError."""
    ground = unpack(packed, PostingGround)
    own, overlays = pieces.own.get(path, NO_PIECES), pieces.overlays.get(path, NO_PIECES)
    found = {code: pieces.procedures.get(code) or own.get(code) for code in codes}
    versions = {code: unpack(piece.packed, tuple) for code, piece in found.items() if piece is not None}
    records = None
    if ground.province is not None:
        set_here = {code: unpack(overlays[code].packed, ProvinceOverlay) for code in codes if code in overlays}
        records = ProvinceRecords(path, ground.province, set_here)
    index = replace(ground.index, procedures={**ground.index.procedures, **versions})
    return CommuneLaw(today, index, {}, records, None, ground.files)
