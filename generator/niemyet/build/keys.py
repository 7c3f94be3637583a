"""Of what each page is made, as digests: a page whose key is what it was stands as it is.

Takes the files above the communes with their digests; gives `Keys`. What is told here and what the printers read must
agree: `tests/test_warm.py` builds after random edits and compares with a build from nothing.
"""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from niemyet.cache.digests import digest
from niemyet.cache.inputs import Input
from niemyet.load.finding import CommuneFiles, SourceFile
from niemyet.validate.rules.names import code_of_file

SHARED = frozenset({"fields", "documents", "life-events", "synonyms", "calendar", "units"})
"""Kinds of files that may show on any page."""


@dataclass(frozen=True)
class Keys:
    """Digests of what lies above the communes."""

    shared: bytes
    """The program, the day, the frames, the options, and the files that may show on any page."""
    provinces: Mapping[str, bytes]
    procedures: Mapping[str, bytes]
    """All versions of a procedure, by its code."""
    overlays: Mapping[tuple[str, str], bytes]
    """By province and code."""
    reference: bytes
    """All of these, the news and its pictures."""

    @cached_property
    def base(self) -> bytes:
        """What every page stands on, whatever its procedure; where it differs, everything is made anew."""
        return digest(self.shared, *(part for path in self.provinces for part in (path, self.provinces[path])))

    @cached_property
    def _law(self) -> dict[str, bytes]:
        """For each province the digest of everything that its communes stand on."""
        procedures = digest(*(part for code in sorted(self.procedures) for part in (code, self.procedures[code])))
        law: dict[str, bytes] = {}
        for path, province in self.provinces.items():
            own = (part for key in sorted(self.overlays) if key[0] == path for part in (key[1], self.overlays[key]))
            law[path] = digest(self.shared, province, procedures, *own)
        return law

    def of_commune(self, files: CommuneFiles, stamps: Iterable[tuple[int, int]]) -> bytes:
        """The key of a commune's part, from the stamps of its files in their order."""
        law = self._law.get(files.path.split("/")[0], b"")
        return digest(law, files.path, "\n".join(files.names), array("q", chain.from_iterable(stamps)).tobytes())

    def of_ground(self, province: str, commune: Input) -> bytes:
        """The key of what all pages of a commune stand on; `commune` is its commune.yaml."""
        return digest(self.shared, self.provinces.get(province, b""), commune.digest)

    def of_posting(self, ground: bytes, province: str, code: str, posting: Input) -> bytes:
        """The key of a posting's page."""
        return digest(ground, self.procedures.get(code, b""), self.overlays.get((province, code), b""), posting.digest)

    def of_procedure(self, code: str, rows: bytes) -> bytes:
        """The key of a procedure's pages; `rows` stands for who posts it and how."""
        overlays = (self.overlays.get((path, code), b"") for path in self.provinces)
        return digest(self.base, self.procedures[code], rows, *overlays)


def derive_keys(source_files: Iterable[SourceFile], inputs: Mapping[str, Input], shared: bytes) -> Keys:
    """The keys of the files above the communes; `shared` stands for all that is no file of the catalogue."""
    every = [(find, inputs[find.path].digest) for find in source_files]
    versions: dict[str, list[bytes | str]] = {}
    for find, known in every:
        if find.kind == "procedure":
            versions.setdefault(code_of_file(find.path), []).extend((find.path, known))
    return Keys(
        digest(shared, *(part for find, known in every if find.kind in SHARED for part in (find.path, known))),
        {_province(find): known for find, known in every if find.kind == "province"},
        {code: digest(*parts) for code, parts in versions.items()},
        {(_province(find), code_of_file(find.path)): known for find, known in every if find.kind == "overlay"},
        digest(shared, *(part for find, known in every for part in (find.path, known))),
    )


def _province(find: SourceFile) -> str:
    return find.path.split("/")[1]
