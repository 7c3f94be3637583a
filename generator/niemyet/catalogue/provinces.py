"""The provinces, through load and validate: what each sets on the nation's procedures, its own procedures and documents.

Takes the nation's law; gives every province's valid records. A province's own record may cite its own documents and the nation's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from niemyet.cache.codec import encode
from niemyet.cache.digests import digest
from niemyet.catalogue.entries import cases_of, missing_file
from niemyet.catalogue.reading import RecordReader
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.law.citations import Register
from niemyet.law.document_scopes import OwnDocuments
from niemyet.law.lineage import end_replaced
from niemyet.law.versions import current_version
from niemyet.load.finding import CommuneFiles, SourceFile
from niemyet.model.codes import code_of_file
from niemyet.model.kinds import path_of
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.model.reference import LegalDocument
from niemyet.validate import checks, cross_checks
from niemyet.validate.entries import Entry
from niemyet.validate.records import ProvinceRecords
from niemyet.validate.reference_index import NO_OWN_LAW, OwnLaw, ReferenceIndex, assemble_procedures

_MISNAMED_FEES = frozenset({"unknown-fee", "fee-for-other-case"})
"""Rules broken by a fee line that was probably meant to set one of the law's fees."""


class ProvinceReader:
    """Reads the provinces' files through the reader of everything above the communes."""

    def __init__(
        self,
        reader: RecordReader,
        communes: Sequence[CommuneFiles],
        law: ReferenceIndex,
        folders: Mapping[str, str],
        shared: bytes,
    ) -> None:
        """`folders` are the official ones by the code of the unit; `shared` stands for what the nation's procedures are checked
        against. Reads the provinces' own law; `read` checks it and reads the rest."""
        self.reader, self.communes, self.folders = reader, communes, folders
        self._names = {folders[code]: f"{unit.kind} {unit.name}" for code, unit in law.units.items() if code in folders}
        own = {code_of_file(file.path): _province_of(file) for file in reader.files("province-procedure")}
        self.nation = replace(law, owners={code: self._names.get(path, path) for code, path in sorted(own.items())})
        """The nation's law, which knows whose the other procedures are."""
        self._registers: dict[str, Entry[dict[str, LegalDocument]]] = {}
        self._read: dict[str, list[tuple[SourceFile, Entry[Procedure]]]] = {}
        """Own procedures that had to be read, by province."""
        self.procedure_files: dict[str, Procedure] = {}
        """The provinces' own procedures by their files."""
        self.own: dict[str, OwnLaw] = {}
        """The provinces' own law by path, of those that have any."""
        self._shared = digest(shared, *self.nation.owners)
        self._shared_in_province: dict[str, bytes] = {}
        """By path, of the provinces that have law of their own: what their records are checked against."""
        self._read_own()
        self.documents: OwnDocuments = {path: law.documents for path, law in self.own.items() if law.documents}
        self._indexes: dict[str, ReferenceIndex] = {}

    def documents_by_file(self) -> dict[str, Mapping[str, LegalDocument] | None]:
        """The provinces' own documents by the file of their list; None for a list that could not be read."""
        lists = {path: None if path in self.unread_lists else law.documents for path, law in self.own.items()}
        return {path_of("province-documents", path): documents for path, documents in lists.items()}

    def index_of_country(self) -> ReferenceIndex:
        """The nation's law with the own procedures of every province: what an article may name."""
        own = {code: versions for law in self.own.values() for code, versions in law.procedures.items()}
        return replace(self.nation, procedures={**own, **self.nation.procedures}, owners={}) if own else self.nation

    def index_of(self, province: str) -> ReferenceIndex:
        """The law for the records of one province and of its communes."""
        if province not in self._indexes:
            self._indexes[province] = self.nation.for_province(province, self.own.get(province, NO_OWN_LAW))
        return self._indexes[province]

    def _shared_in(self, province: str) -> bytes:
        return self._shared_in_province.get(province, self._shared)

    def _read_own(self) -> None:
        documents: dict[str, Mapping[str, LegalDocument]] = {}
        for file, entry in self.reader.entries("province-documents"):
            documents[_province_of(file)] = end_replaced(entry.record) if entry else {}
            if entry:
                self._registers[_province_of(file)] = entry
        unread = {_province_of(file) for file in self.reader.files("province-documents")} - {*self._registers}
        self.unread_lists = frozenset(unread)
        files: dict[str, list[SourceFile]] = {path: [] for path in documents}
        for file in self.reader.files("province-procedure"):
            files.setdefault(_province_of(file), []).append(file)
        for path in sorted(files):
            self.own[path] = OwnLaw({}, documents.get(path, {}), path not in unread)
            self._shared_in_province[path] = digest(self._shared, path, encode(self.own[path].documents))
            self.own[path] = replace(self.own[path], procedures=self._read_procedures(path, files[path]))

    def _read_procedures(self, province: str, files: Iterable[SourceFile]) -> dict[str, tuple[Procedure, ...]]:
        reader, records, broken = self.reader, list[Procedure](), list[str]()
        for file in files:
            code, key = code_of_file(file.path), reader.key(file, self._shared_in(province))
            known = None
            if reader.has_one_version(code):
                known = reader.before.find_own_procedure(file.path, province, code, key)
            if known is not None:
                reader.reuse(file)
                record = known
            else:
                entry = reader.read_record(file)
                if entry is None:
                    broken.append(code)
                    continue
                self._read.setdefault(province, []).append((file, entry))
                record = entry.record
            records.append(record)
            self.procedure_files[file.path] = record
        return assemble_procedures(records, broken)

    def read(self) -> dict[str, ProvinceRecords]:
        """Checks the provinces' own law, reads and checks everything else of theirs; gives the valid records by path."""
        self._check_own()
        posted: dict[str, set[str]] = {}
        for files in self.communes:
            posted.setdefault(files.province, set()).update(files.postings)
        overlays: dict[str, dict[str, ProvinceOverlay]] = {path: {} for path in (*posted, *self.own)}
        broken: dict[str, set[str]] = {}
        for file in self.reader.files("overlay"):
            path, code = _province_of(file), code_of_file(file.path)
            record = self._read_overlay(file, path, code)
            if record is not None:
                overlays.setdefault(path, {})[code] = record
            else:
                overlays.setdefault(path, {})
            if record is None or any(one.rule in _MISNAMED_FEES for one in self.reader.diagnostics_of(file)):
                broken.setdefault(path, set()).add(code)
        provinces: dict[str, ProvinceRecords] = {}
        seen = set()
        for file, entry in self.reader.entries("province"):
            path = _province_of(file)
            seen.add(path)
            self._report(cross_checks.check_address_of_province(file.path, path))
            if entry is not None:
                own, law = overlays.get(path, {}), self.index_of(path)
                self._report(checks.check_province(entry, law, law.units, self.folders, self.reader.today))
                self._report(cross_checks.check_files_of_province(entry, self.reader.attached_paths))
                codes = sorted(posted.get(path, set()) - broken.get(path, set()))
                self._report(cross_checks.check_fees_are_set(entry, own, codes, law, self.reader.today, self._files_of(path)))
                provinces[path] = ProvinceRecords(path, entry.record, own)
        missing = sorted(path for path in overlays if path not in seen)
        self._report(missing_file(f"catalogue/{path}/province.yaml") for path in missing)
        return provinces

    def read_all(self, provinces: Mapping[str, ProvinceRecords]) -> bool:
        """Whether every procedure, the nation's too, and of the provinces every overlay and own record is among what was read."""
        overlays = sum(len(one.overlays) for one in provinces.values())
        whole = (len(provinces), overlays) == (len(self.reader.files("province")), len(self.reader.files("overlay")))
        return whole and all(self.index_of_country().procedures.values())

    def _report(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.reader.diagnostics += diagnostics

    def _files_of(self, province: str) -> dict[str, str]:
        """Code → file of the version that applies today, of a province's own procedures."""
        own = self.own.get(province, NO_OWN_LAW).procedures
        current = {id(current_version(versions, self.reader.today)) for versions in own.values() if versions}
        return {record.code: path for path, record in self.procedure_files.items() if id(record) in current}

    def _read_overlay(self, file: SourceFile, province: str, code: str) -> ProvinceOverlay | None:
        reader, shared, law = self.reader, self._shared_in(province), self.index_of(province)
        known = reader.before.find_overlay(file.path, province, code, reader.key(file, shared))
        if known is not None:
            reader.reuse(file)
            return known
        index = law.for_record(code)
        entry = reader.read_record(file, partial(cases_of, index, file))
        if entry is None:
            return None
        reader.report(file, checks.check_overlay(entry, index, reader.today))
        reader.report(file, cross_checks.check_files_of_overlay(entry, reader.attached_paths))
        reader.citing.append(Entry(law.scope.read(entry.record), entry.document))
        record: ProvinceOverlay = entry.record
        reader.remember(file, record, law, shared)
        return record

    def _check_own(self) -> None:
        taken = {code_of_file(file.path): file.path for file in reversed(self.reader.files("procedure"))}
        for file in self.reader.files("province-procedure"):
            owner = taken.setdefault(code_of_file(file.path), file.path)
            if _owner_of(owner) != _owner_of(file.path):
                self.reader.report(file, cross_checks.check_owner_of_code(file.path, code_of_file(file.path), owner))
        listed: dict[str, Mapping[str, LegalDocument]] = {"catalogue/reference/documents.yaml": self.nation.documents or {}}
        for register in self._registers.values():
            known = {**(self.nation.documents or {}), **register.record}
            self._report(checks.check_documents(register, self.reader.today, known))
            self._report(cross_checks.check_owner_of_documents(register, listed))
            self._report(cross_checks.check_files_of_documents(register, self.reader.attached_paths))
            listed[register.path] = register.record
        for path, read in self._read.items():
            law = self.index_of(path)
            self._report(cross_checks.check_versions(entry for _, entry in read))
            for file, entry in read:
                self.reader.report(file, checks.check_procedure(entry, law.for_record(entry.record.code), self.reader.today))
                self.reader.report(file, cross_checks.check_files_of_procedure(entry, self.reader.attached_paths))
                self.reader.citing.append(Entry(law.scope.read(entry.record), entry.document))
                self.reader.remember(file, entry.record, law, self._shared_in(path))

    def check_law_behind(self, citing: Sequence[Entry[Any]]) -> Iterator[Diagnostic]:
        """The rules across the provinces' own documents and all records that cite them."""
        for path, register in self._registers.items():
            whole = self.index_of(path).register
            own = frozenset(map(self.index_of(path).scope.find, register.record))
            documents = {number: document for number, document in whole.documents.items() if number in own}
            yield from cross_checks.check_law_behind(register, Register(documents, whole.amended), citing, self.reader.today)


def _province_of(file: SourceFile) -> str:
    return file.path.split("/")[1]


def _owner_of(path: str) -> str:
    return path.split("/")[1]
