"""What a check keeps for the next one: the law above the communes, and of each commune what was told of each file.

Takes the contents of the files, never their times; gives what was told of the very same contents against the very same law.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from niemyet.building.pieces import LawPieces, divide_law
from niemyet.building.posting_grounds import PostingGround, open_ground, pack_grounds
from niemyet.building.workers import Together
from niemyet.cache.cache_file import DamagedCacheError, pack, unpack
from niemyet.cache.codec import encode
from niemyet.cache.digests import digest
from niemyet.cache.inputs import Input, take_inputs
from niemyet.cache.kept import put, recall
from niemyet.cache.program import digest_program
from niemyet.catalogue.checked_records import NOTHING_CHECKED, CheckedRecord, CheckedRecords
from niemyet.catalogue.communes import NOTHING_DEPENDS, KnownOwn, LoadedCommune, OwnRecords
from niemyet.catalogue.page_links import list_written, read_page_links
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.finding import CatalogueFiles, CommuneFiles, SourceFile
from niemyet.model.kinds import ATTACHMENTS, PICTURES, folder_of_place
from niemyet.resolve.commune_law import CommuneLaw
from niemyet.validate.cross_checks import leave_told_across
from niemyet.validate.decided import Decided
from niemyet.validate.records import Reference

if TYPE_CHECKING:
    from niemyet.resolve.site import ResolvedReference

T = TypeVar("T")

_GROUP, _LAW, _MOST = "check", "law", 8
"""So many catalogues are kept; of more, the oldest goes."""
_MOST_SETTLED = 10_000
"""With more digests, all are forgotten, because most are those of files as they once were."""


class KeptLaw(NamedTuple):
    """What lies above the communes, as kept. `pieces` are the records, which are needed only where a commune has changed."""

    key: bytes
    """The digest of all that it was read from."""
    diagnostics: list[Diagnostic]
    pieces: LawPieces
    grounds: Mapping[str, bytes]
    """By province, what its postings are checked against."""
    checked: Mapping[str, CheckedRecord]
    unnamed_files: tuple[str, ...]


class KeptCommune(NamedTuple):
    """A commune, as kept: the key of all that its postings were checked against, and by file the digest of each posting that
    could be read, what was told of each file, and the files that postings name."""

    key: bytes
    digests: Mapping[str, bytes]
    told: Mapping[str, tuple[Diagnostic, ...]]
    named: Mapping[str, str]
    own: bytes
    """Its records that are no postings, packed; empty where they must be read again."""
    decided: tuple[Decided, ...]
    """The decisions of its postings."""


class _Kept(NamedTuple):
    communes: Mapping[str, bytes]
    """By path, `KeptCommune`s, packed: each is opened where it is checked."""
    settled: frozenset[bytes]


class KeptChecks:
    """What the last check of the catalogue at `root` has left, and what this one leaves."""

    def __init__(self, root: Path) -> None:
        self._name = digest(str(root.resolve())).hex()
        self.law = self._law_before = self._recall(_LAW, KeptLaw)
        self._before = self._recall(_GROUP, _Kept) or _Kept({}, frozenset())
        self.communes = self._before.communes
        self.settled = {*self._before.settled}
        """Digests of files in the standard layout (`editing/layout.py`)."""

    def save(self) -> None:
        """Keeps this check in place of the last one, if it differs."""
        after = _Kept(self.communes, frozenset(self.settled) if len(self.settled) < _MOST_SETTLED else frozenset())
        if after != self._before:
            put(_GROUP, self._name, digest_program(), pack(after), _MOST)
        if self.law is not None and self.law is not self._law_before:  # large, and mostly the same
            put(_LAW, self._name, digest_program(), pack(self.law), _MOST)

    def _recall(self, group: str, kind: type[T]) -> T | None:
        data = recall(group, self._name, digest_program())
        with suppress(DamagedCacheError):
            return None if data is None else unpack(data, kind)
        return None


@dataclass
class LawToCheck:
    """The law that communes are checked against: read just now, or kept and unpacked where it is asked for."""

    today: date
    key: bytes
    """The digest of the records; empty where nothing is to be kept."""
    read: Reference | None
    kept: KeptLaw | None = None

    @cached_property
    def _reference(self) -> Reference:
        if self.read is not None:
            return self.read
        assert self.kept is not None
        return self.kept.pieces.join()

    @cached_property
    def _resolved(self) -> "ResolvedReference":
        from niemyet.resolve.site import resolve_reference  # here, because a check of postings alone need not resolve

        return resolve_reference(self._reference, self.today)

    def of_communes(self, province: str) -> CommuneLaw:
        """What the communes of a province are checked against."""
        from niemyet.resolve.site import law_of_communes  # as above

        return law_of_communes(self._reference, self._resolved, province)

    def of_postings(self, province: str, codes: Collection[str]) -> CommuneLaw | None:
        """What some postings of a province are checked against, where nothing else is; None where that is not kept."""
        if self.kept is None or province not in self.kept.grounds:
            return None
        return open_ground(self.kept.grounds[province], self.kept.pieces, province, codes, self.today)

    def list_files(self, province: str) -> Collection[str]:
        """The files that a posting of the province may name."""
        if self.kept is None or province not in self.kept.grounds:
            return self.of_communes(province).files
        return unpack(self.kept.grounds[province], PostingGround).files


class ReadLaw(NamedTuple):
    """The law of this check, what was told of it, the files that nothing above the communes names, and what is kept of it."""

    law: LawToCheck
    diagnostics: list[Diagnostic]
    unnamed_files: tuple[str, ...]
    to_keep: KeptLaw | None


def read_law(root: Path, found: CatalogueFiles, today: date, kept: KeptLaw | None, together: Together | None = None) -> ReadLaw:
    """The law as of `today`, taken over where the files above the communes are those of the last check."""
    files, contents = take_inputs(root, found.above, {}, 0)
    key = _key_of_law(root, found, today, files, contents)
    if key and kept is not None and kept.key == key:
        return ReadLaw(
            LawToCheck(today, _key_of_records(today, kept.pieces), None, kept), kept.diagnostics, kept.unnamed_files, kept
        )
    from niemyet.catalogue.reference import read_reference_again  # here, because mostly the law is that of the last check

    recall = None if kept is None else cache(kept.pieces.join)
    before = NOTHING_CHECKED if kept is None or recall is None else CheckedRecords(kept.checked, recall)
    loaded = read_reference_again(root, found, today, {path: one.digest for path, one in files.items()}, before, together)
    reference = replace(loaded.reference, communes=())
    pieces = divide_law(reference) if kept is None or recall is None else divide_law(reference, kept.pieces, recall())
    grounds = pack_grounds(reference, dict.fromkeys(one.province for one in found.communes))
    unnamed = tuple(reference.unnamed_files)
    to_keep = KeptLaw(key, loaded.diagnostics, pieces, grounds, loaded.checked, unnamed) if key else None
    return ReadLaw(LawToCheck(today, _key_of_records(today, pieces), reference), loaded.diagnostics, unnamed, to_keep)


def _key_of_records(today: date, pieces: LawPieces) -> bytes:
    return digest(today.isoformat(), pieces.digest())


def _key_of_law(
    root: Path, found: CatalogueFiles, today: date, files: Mapping[str, Input], contents: Mapping[str, bytes]
) -> bytes:
    """The digest of all that the law is read from and checked against; empty where a file cannot be read."""
    if not all(_is_read(file, files, contents) for file in found.above):
        return b""
    written = list_written(root)
    pages = ["/"] if written is None else sorted(written)
    parts: list[bytes | str] = [today.isoformat(), encode(found.diagnostics)]
    for file in found.above:
        parts += (file.path, f"{file.packaged} {file.refused}", files[file.path].digest)
    parts += (digest(one.path, *one.names) for one in found.communes)
    parts += (
        digest(*(page.path for page in found.handwritten)),
        digest(*pages),
        encode(read_page_links(root, found.handwritten)),
    )
    return digest(*parts)


def _is_read(file: SourceFile, files: Mapping[str, Input], contents: Mapping[str, bytes]) -> bool:
    """Whether the digest of a file is that of its content: one that cannot be read has that of an empty one."""
    if file.refused or file.path in contents:
        return True
    looked_into = file.kind in ATTACHMENTS or file.kind in PICTURES
    return looked_into and files[file.path].digest != digest(file.kind, b"")


class CommuneContents(NamedTuple):
    """A commune's files as they are now: the key of all that its postings are checked against, empty if nothing is to be kept;
    the digests of its postings, and the bytes of all, by path."""

    key: bytes
    digests: Mapping[str, bytes]
    contents: Mapping[str, bytes]


def take_commune(root: Path, files: CommuneFiles, law: LawToCheck) -> CommuneContents:
    """Reads a commune's files."""
    source_files = files.source_files
    inputs, contents = take_inputs(root, source_files, {}, 0)
    read = [file for file in source_files if _is_read(file, inputs, contents)]
    own = [file for file in read if file.kind != "posting"]
    whole = len(own) == sum(file.kind != "posting" for file in source_files)
    parts = (digest(file.path, f"{file.refused}", inputs[file.path].digest) for file in own)
    key = digest(law.key, files.path, digest(*files.names), *parts) if law.key and whole else b""
    digests = {file.path: digest(f"{file.refused}", inputs[file.path].digest) for file in read if file.kind == "posting"}
    return CommuneContents(key, digests, contents)


def find_stale(files: CommuneFiles, now: CommuneContents, kept: KeptCommune | None) -> frozenset[str]:
    """The codes of the postings that must be read: of all, if anything has changed that every posting is checked against."""
    folder = f"{folder_of_place(files.path)}/"
    if kept is None or not now.key or kept.key != now.key:
        return frozenset(files.postings)
    held = kept.digests
    return frozenset(
        code
        for code, name in files.postings.items()
        if folder + name not in held or held[folder + name] != now.digests.get(folder + name)
    )


def recall_commune(packed: bytes | None) -> KeptCommune | None:
    """What the last check has left of a commune; None if there is nothing, or it is damaged."""
    with suppress(DamagedCacheError):
        return None if packed is None else unpack(packed, KeptCommune)
    return None


def recall_own(kept: KeptCommune) -> KnownOwn:
    """The commune's records that are no postings, for a check of its postings alone. Raises DamagedCacheError."""
    return KnownOwn(unpack(kept.own, OwnRecords)._replace(depending=NOTHING_DEPENDS), ())


def merge_checked(
    files: CommuneFiles,
    now: CommuneContents,
    kept: KeptCommune | None,
    stale: Collection[str],
    loaded: LoadedCommune,
    postings_alone: bool = False,
) -> KeptCommune:
    """The commune as this check leaves it: what was told of the `stale` postings and, unless these alone were checked, of its own
    files now, of others before."""
    folder = f"{folder_of_place(files.path)}/"
    broken = {folder + files.postings[code] for code in stale if code not in loaded.records.postings}
    digests = {path: held for path, held in now.digests.items() if path not in broken}
    told: dict[str, tuple[Diagnostic, ...]] = {}
    named: dict[str, str] = {}
    own = b"" if loaded.own is None else pack(loaded.own)
    if kept is not None and kept.key == now.key:
        others = {folder + name for code, name in files.postings.items() if code not in stale}
        if postings_alone:
            others |= kept.told.keys() - {folder + name for name in files.postings.values()}
            own = kept.own
        told = {path: leave_told_across(found) for path, found in kept.told.items() if path in others}
        named = {path: name for path, name in kept.named.items() if path in others}
    for one in loaded.diagnostics:
        told[one.place.file] = (*told.get(one.place.file, ()), one)
    named |= {folder + files.postings[code]: path for code, path in loaded.files.items()}
    return KeptCommune(now.key, digests, told, named, own, loaded.decided)
