"""Reads the files above the communes one by one: what stands in them, what was told of each, what a next build may take over."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from niemyet.cache.digests import digest
from niemyet.catalogue.checked_records import CheckedRecord, CheckedRecords
from niemyet.catalogue.entries import cases_of, read_entry
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.law.citations import changes_behind
from niemyet.load.finding import CatalogueFiles, SourceFile
from niemyet.model.codes import code_of_file
from niemyet.model.kinds import KindName
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.validate.entries import Cases, Entry, no_cases
from niemyet.validate.reference_index import ReferenceIndex


class RecordReader:
    """Reads file after file by kind; collects diagnostics on the way."""

    def __init__(
        self, root: Path, found: CatalogueFiles, today: date, digests: Mapping[str, bytes], before: CheckedRecords
    ) -> None:
        """`digests` are those of the files by path, of a build; `before` is what the last build has checked."""
        self.root, self.today, self.before = root, today, before
        self._digests = digests
        self.diagnostics: list[Diagnostic] = []
        self.citing: list[Entry[Any]] = []
        """Records that were read and may cite legal documents, with the documents that they mean."""
        self.checked: dict[str, CheckedRecord] = {}
        """By path, of the procedures and overlays of which nothing is told across files."""
        self._told: dict[str, list[Diagnostic]] = {}
        self.source_files: dict[str, list[SourceFile]] = {}
        for find in found.above:
            self.source_files.setdefault(find.kind, []).append(find)
        self._versions: dict[str, list[str]] = {}
        """The files of a procedure's versions, by code."""
        for find in (*self.files("procedure"), *self.files("province-procedure")):
            self._versions.setdefault(code_of_file(find.path), []).append(find.path)

    def files(self, kind: KindName) -> list[SourceFile]:
        """The files of a kind, sorted by path."""
        return self.source_files.get(kind, [])

    def entries(self, kind: KindName, law: ReferenceIndex | None = None) -> list[tuple[SourceFile, Entry[Any] | None]]:
        """Every file of a kind with its record, None where it is broken. `law` knows the cases that a record may name."""
        return [(find, self.read_record(find, partial(cases_of, law, find) if law else no_cases)) for find in self.files(kind)]

    def read_record(self, find: SourceFile, cases: Cases = no_cases) -> Entry[Any] | None:
        """The record of one file; None if it is broken."""
        entry, found = read_entry(self.root, find, None, cases)
        self.tell(find, found)
        return entry

    def tell(self, find: SourceFile, told: Iterable[Diagnostic]) -> None:
        """Notes what is wrong with a file."""
        listed = [*told]
        self.diagnostics += listed
        self._told.setdefault(find.path, []).extend(listed)

    def told_of(self, find: SourceFile) -> Iterable[Diagnostic]:
        """What has been told of a file so far."""
        return self._told.get(find.path, ())

    def has_one_version(self, code: str) -> bool:
        """Whether one file alone holds the procedure."""
        return len(self._versions.get(code, ())) == 1

    def key(self, find: SourceFile, shared: bytes) -> bytes:
        """Of all that a procedure or an overlay is checked against, and of its file. `shared` stands for what it is checked
        against besides the versions of its procedure."""
        law = (self._digests.get(path, b"") for path in self._versions.get(code_of_file(find.path), ()))
        return digest(shared, find.path, self._digests.get(find.path, b""), *law)

    def keep(self, find: SourceFile) -> None:
        """Takes over what was told of a file that is not read again."""
        checked = self.before.checked[find.path]
        self.tell(find, checked.told)
        self.checked[find.path] = checked

    def remember(self, find: SourceFile, record: Procedure | ProvinceOverlay, law: ReferenceIndex, shared: bytes) -> None:
        """Lets the next build take over a file of which nothing is told across files."""
        if (
            find.path in self._digests
            and self.has_one_version(code_of_file(find.path))
            and not changes_behind(law.scope.read(record), law.register, self.today)
        ):
            self.checked[find.path] = CheckedRecord(self.key(find, shared), tuple(self.told_of(find)))
