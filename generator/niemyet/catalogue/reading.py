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
        """The procedures and overlays that the next build may reuse, by path: those on which no diagnostic spans files."""
        self._by_file: dict[str, list[Diagnostic]] = {}
        """The diagnostics of every file read, by path."""
        self.source_files: dict[str, list[SourceFile]] = {}
        for file in found.above:
            self.source_files.setdefault(file.kind, []).append(file)
        self._versions: dict[str, list[str]] = {}
        """The files of each procedure's versions, by code."""
        for file in (*self.files("procedure"), *self.files("province-procedure")):
            self._versions.setdefault(code_of_file(file.path), []).append(file.path)

    def files(self, kind: KindName) -> list[SourceFile]:
        """The files of a kind, sorted by path."""
        return self.source_files.get(kind, [])

    def entries(self, kind: KindName, law: ReferenceIndex | None = None) -> list[tuple[SourceFile, Entry[Any] | None]]:
        """Every file of a kind with its record, None where it is broken. `law` knows the cases that a record may name."""
        return [(file, self.read_record(file, partial(cases_of, law, file) if law else no_cases)) for file in self.files(kind)]

    def read_record(self, file: SourceFile, cases: Cases = no_cases) -> Entry[Any] | None:
        """The record of one file; None if it is broken."""
        entry, found = read_entry(self.root, file, None, cases)
        self.report(file, found)
        return entry

    def report(self, file: SourceFile, diagnostics: Iterable[Diagnostic]) -> None:
        """Adds diagnostics of a file."""
        listed = [*diagnostics]
        self.diagnostics += listed
        self._by_file.setdefault(file.path, []).extend(listed)

    def diagnostics_of(self, file: SourceFile) -> Iterable[Diagnostic]:
        """The diagnostics of a file so far."""
        return self._by_file.get(file.path, ())

    def has_one_version(self, code: str) -> bool:
        """Whether one file alone holds the procedure."""
        return len(self._versions.get(code, ())) == 1

    def key(self, file: SourceFile, shared: bytes) -> bytes:
        """The digest of a procedure's or an overlay's file, of the versions of its procedure, and of what else it is checked
        against, which is `shared`."""
        law = (self._digests.get(path, b"") for path in self._versions.get(code_of_file(file.path), ()))
        return digest(shared, file.path, f"{file.packaged}", self._digests.get(file.path, b""), *law)

    def reuse(self, file: SourceFile) -> None:
        """Reuses the diagnostics of a file that is not read again."""
        checked = self.before.checked[file.path]
        self.report(file, checked.diagnostics)
        self.checked[file.path] = checked

    def remember(self, file: SourceFile, record: Procedure | ProvinceOverlay, law: ReferenceIndex, shared: bytes) -> None:
        """Lets the next build reuse a file if no diagnostic on it spans files."""
        if (
            file.path in self._digests
            and self.has_one_version(code_of_file(file.path))
            and not changes_behind(law.scope.read(record), law.register, self.today)
        ):
            self.checked[file.path] = CheckedRecord(self.key(file, shared), tuple(self.diagnostics_of(file)))
