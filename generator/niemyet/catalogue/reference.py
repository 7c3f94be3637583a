"""Loads and validates everything above the communes: the reference level, the provinces and the news.

Takes the root and the files found; gives the valid records and every diagnostic.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from niemyet.cache.codec import encode
from niemyet.cache.digests import digest
from niemyet.catalogue.checked_records import NOTHING_CHECKED, CheckedRecord, CheckedRecords
from niemyet.catalogue.entries import cases_of, missing_file, read_entry
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.law.citations import changes_behind, make_register
from niemyet.law.versions import version_day
from niemyet.load.articles import ArticleText, parse_article
from niemyet.load.finding import CatalogueFiles, SourceFile
from niemyet.load.former_units import parse_former_units
from niemyet.load.pictures import check_picture
from niemyet.load.tangles import find_tangles
from niemyet.load.texts import read_text
from niemyet.load.units import parse_units
from niemyet.model.codes import code_of_file
from niemyet.model.former_units import FormerDistrict
from niemyet.model.kinds import REGISTERS, KindName
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.model.reference import Unit
from niemyet.model.unit_folders import official_folders
from niemyet.validate import checks
from niemyet.validate.entries import Entry, check_entry, no_cases
from niemyet.validate.records import ArticleRecord, ProvinceRecords, Reference
from niemyet.validate.reference_index import ReferenceIndex, assemble_procedures
from niemyet.validate.site_pages import SitePages

_NEEDED = tuple(f"catalogue/reference/{name}" for name in ("fields.yaml", "documents.yaml", "life-events.yaml", "units.csv"))


class LoadedReference(NamedTuple):
    """The valid records above the communes, what is wrong with the others, and what the next build may reuse."""

    reference: Reference
    diagnostics: list[Diagnostic]
    checked: Mapping[str, CheckedRecord]


def read_reference(root: Path, found: CatalogueFiles, today: date) -> tuple[Reference, list[Diagnostic]]:
    """The reference level, the provinces and the news, checked against one another."""
    reader = _ReferenceReader(root, found, today, {}, NOTHING_CHECKED)
    return reader.read(), reader.diagnostics


def read_reference_again(
    root: Path, found: CatalogueFiles, today: date, digests: Mapping[str, bytes], before: CheckedRecords
) -> LoadedReference:
    """The same, but reuses what was checked `before` against the same. `digests` are those of the files, by path."""
    reader = _ReferenceReader(root, found, today, digests, before)
    return LoadedReference(reader.read(), reader.diagnostics, reader.checked)


class _ReferenceReader:
    """Reads file after file by kind; collects diagnostics on the way."""

    def __init__(
        self, root: Path, found: CatalogueFiles, today: date, digests: Mapping[str, bytes], before: CheckedRecords
    ) -> None:
        self.root, self.today, self.communes = root, today, found.communes
        self._digests, self._before = digests, before
        self.checked: dict[str, CheckedRecord] = {}
        """The procedures and overlays that the next build may reuse, by path: those on which no diagnostic spans files."""
        self._versions: dict[str, list[str]] = {}
        """The files of each procedure's versions, by code."""
        self._by_file: dict[str, list[Diagnostic]] = {}
        """The diagnostics of procedures and overlays, by path."""
        self._shared = b""
        """The digest of what every procedure and overlay is checked against."""
        self.citing: list[Entry[Any]] = []
        """Records read that may cite legal documents."""
        self.handwritten = [file.path for file in found.handwritten]
        misplaced = (one for one in found.diagnostics if one.rule in ("misplaced-record", "misplaced-folder"))
        self.misplaced = [near for one in misplaced if isinstance(near := one.values.get("near"), str)]
        """The right places of misplaced files and folders: a record that names what is in them gets no diagnostic for that."""
        self.source_files: dict[str, list[SourceFile]] = {}
        for file in found.above:
            self.source_files.setdefault(file.kind, []).append(file)
        present = {file.path for file in found.above}
        self._own = {file.path: file.path for file in found.above if not file.packaged}
        self.diagnostics: list[Diagnostic] = [missing_file(path) for path in _NEEDED if path not in present]

    def read(self) -> Reference:
        law, entries, procedures = self._read_law()
        self._check_law(law, entries)
        self.citing += entries["procedure"]
        folders = official_folders(law.units)
        provinces = self._read_provinces(law, folders)
        places = {file.path.split("/")[1] for file in self.source_files.get("province", ())} | {
            files.path for files in self.communes
        }
        self.diagnostics += checks.check_addresses_of_pages(self.handwritten, {*folders.values(), *provinces})
        images = tuple(self._read_images())
        articles = tuple(self._read_articles(law, places, self._list_pages(law, images)))
        self.diagnostics = [one for one in self.diagnostics if not self._is_due_to_misplaced(one)]
        for register in entries["documents"]:
            self.diagnostics += checks.check_law_behind(register, law.register, self.citing, self.today)
        listed = [entry for _, entry in self._entries("synonyms") if entry is not None]
        self.diagnostics += (one for entry in listed for one in checks.check_synonyms(entry))
        synonyms = tuple(group.words for entry in listed for group in entry.record.values())
        files = {(record.code, version_day(record)): self._own.get(path, "") for path, record in procedures.items()}
        return Reference(law, folders, provinces, articles, images, self.communes, synonyms, files, self._own_lists())

    def _entries(self, kind: str, law: ReferenceIndex | None = None) -> list[tuple[SourceFile, Entry[Any] | None]]:
        result = []
        for file in self.source_files.get(kind, ()):
            entry, found = read_entry(self.root, file, None, partial(cases_of, law, file) if law else no_cases)
            self.diagnostics += found
            result.append((file, entry))
        return result

    def _own_lists(self) -> dict[str, str]:
        """The files of the lists by kind; "" for one packaged with the program, which is not edited here."""
        return {kind: self._own.get(file.path, "") for kind in REGISTERS for file in self.source_files.get(kind, ())}

    def _is_due_to_misplaced(self, diagnostic: Diagnostic) -> bool:
        """Whether it calls a place unknown only because the folder of that place is misplaced."""
        folders = tuple(path.removeprefix("catalogue/") for path in self.misplaced)
        named = str(diagnostic.values.get("value"))
        return diagnostic.rule == "unknown-place" and any(named == path or named.startswith(f"{path}/") for path in folders)

    def _read_law(self) -> tuple[ReferenceIndex, dict[KindName, list[Entry[Any]]], dict[str, Procedure]]:
        """The law; the records read, by kind; and all procedures, by path."""
        kinds: tuple[KindName, ...] = ("fields", "documents", "life-events", "calendar")
        entries = {kind: [entry for _, entry in self._entries(kind) if entry is not None] for kind in kinds}

        def only(kind: KindName) -> Any:
            return entries[kind][0].record if entries[kind] else None

        fields, documents, life_events = only("fields"), only("documents"), only("life-events")
        for file in self.source_files.get("procedure", ()):
            self._versions.setdefault(code_of_file(file.path), []).append(file.path)
        units = self._read_units()
        codes = (*self._versions, *self.misplaced)
        self._shared = digest(self.today.isoformat(), encode((fields, documents, life_events)), *codes)
        entries["procedure"], procedures, broken = self._read_procedures()
        law = ReferenceIndex(
            fields=fields,
            register=make_register(documents or {}),
            documents=documents,
            life_events=life_events,
            calendars=tuple(entry.record for entry in entries["calendar"]),
            units=units,
            procedures=assemble_procedures(procedures.values(), broken),
            former=self._read_former_units(units),
        )
        return law, entries, procedures

    def _read_procedures(self) -> tuple[list[Entry[Any]], dict[str, Procedure], list[str]]:
        """Those that had to be read; the records of all, by path; the codes of files that are broken or misplaced."""
        read: list[Entry[Any]] = []
        records: dict[str, Procedure] = {}
        broken = [code_of_file(path) for path in self.misplaced if path.startswith("catalogue/reference/procedures/")]
        for file in self.source_files.get("procedure", ()):
            code = code_of_file(file.path)
            known = self._before.find_procedure(file.path, code, self._key(file)) if len(self._versions[code]) == 1 else None
            if known is not None:
                records[file.path] = known
                self._reuse(file)
                continue
            entry, found = read_entry(self.root, file, None, no_cases)
            self._report(file, found)
            if entry is None:
                broken.append(code)
            else:
                read.append(entry)
                records[file.path] = entry.record
        return read, records, broken

    def _key(self, file: SourceFile) -> bytes:
        """The digest of a procedure's or an overlay's file and of all that it is checked against."""
        law = (self._digests.get(path, b"") for path in self._versions.get(code_of_file(file.path), ()))
        return digest(self._shared, file.path, f"{file.packaged}", self._digests.get(file.path, b""), *law)

    def _report(self, file: SourceFile, diagnostics: Iterable[Diagnostic]) -> None:
        listed = [*diagnostics]
        self.diagnostics += listed
        self._by_file.setdefault(file.path, []).extend(listed)

    def _reuse(self, file: SourceFile) -> None:
        """Reuses the diagnostics of a file that is not read again."""
        checked = self._before.checked[file.path]
        self._report(file, checked.diagnostics)
        self.checked[file.path] = checked

    def _remember(self, file: SourceFile, record: Procedure | ProvinceOverlay, law: ReferenceIndex) -> None:
        """Lets the next build reuse a file if no diagnostic on it spans files."""
        one = len(self._versions.get(code_of_file(file.path), ())) == 1
        if file.path in self._digests and one and not changes_behind(record, law.register, self.today):
            self.checked[file.path] = CheckedRecord(self._key(file), tuple(self._by_file.get(file.path, ())))

    def _read_units(self) -> dict[str, Unit]:
        units: dict[str, Unit] = {}
        for file in self.source_files.get("units", ()):
            source, found = read_text(self.root, file)
            self.diagnostics += found
            if source is not None:
                listed, found = parse_units(source)
                self.diagnostics += found
                units = {unit.code: unit for unit in listed}
        return units

    def _read_former_units(self, units: Mapping[str, Unit]) -> dict[str, tuple[FormerDistrict, ...]]:
        """By the path of today's commune, in the provinces of the site."""
        former: dict[str, tuple[FormerDistrict, ...]] = {}
        shown = {file.path.split("/")[1] for file in self.source_files.get("province", ())}
        folders = {code: path for code, path in official_folders(units).items() if path.partition("/")[0] in shown}
        for file in self.source_files.get("former-units", ()):
            source, found = read_text(self.root, file)
            self.diagnostics += found
            if source is not None:
                listed, found = parse_former_units(source)
                self.diagnostics += found
                former = {folders[code]: districts for code, districts in listed.items() if code in folders}
        return former

    def _check_law(self, law: ReferenceIndex, entries: Mapping[KindName, list[Entry[Any]]]) -> None:
        self.diagnostics += checks.check_versions(sorted(entries["procedure"], key=lambda entry: not entry.packaged))
        files = {file.path: file for file in self.source_files.get("procedure", ())}
        for entry in entries["procedure"]:
            self._report(files[entry.path], checks.check_procedure(entry, law.for_record(entry.record.code), self.today))
            self._remember(files[entry.path], entry.record, law)
        for entry in entries["documents"]:
            self.diagnostics += checks.check_documents(entry, self.today)
        for entry in entries["life-events"]:
            self.diagnostics += checks.check_life_events(entry, law)
        found = self.source_files.get("calendar", ())
        whole = len(entries["calendar"]) == len(found) and not any(one.path.endswith(f"/{self.today.year}.yaml") for one in found)
        self.diagnostics += checks.check_calendars(law.calendars, whole, self.today)
        for entry in entries["calendar"]:
            self.diagnostics += checks.check_calendar(entry, law, self.today)
        for entry in entries["fields"]:
            self.diagnostics += checks.check_fields(entry)

    def _read_provinces(self, law: ReferenceIndex, folders: Mapping[str, str]) -> dict[str, ProvinceRecords]:
        posted: dict[str, set[str]] = {}
        for files in self.communes:
            posted.setdefault(files.path.split("/")[0], set()).update(files.postings)
        overlays: dict[str, dict[str, ProvinceOverlay]] = {path: {} for path in posted}
        broken: dict[str, set[str]] = {}
        for file in self.source_files.get("overlay", ()):
            path, code = file.path.split("/")[1], code_of_file(file.path)
            record = self._read_overlay(file, path, code, law)
            if record is not None:
                overlays.setdefault(path, {})[code] = record
            else:
                overlays.setdefault(path, {})
            if record is None or any(one.rule in checks.MISNAMED_FEES for one in self._by_file.get(file.path, ())):
                broken.setdefault(path, set()).add(code)
        provinces: dict[str, ProvinceRecords] = {}
        seen = set()
        for file, entry in self._entries("province"):
            path = file.path.split("/")[1]
            seen.add(path)
            self.diagnostics += checks.check_address_of_province(file.path, path)
            if entry is not None:
                own = overlays.get(path, {})
                self.diagnostics += checks.check_province(entry, law, law.units, folders, self.today)
                self.diagnostics += checks.check_fees_are_set(
                    entry, own, sorted(posted.get(path, set()) - broken.get(path, set())), law, self.today
                )
                provinces[path] = ProvinceRecords(path, entry.record, own)
        self.diagnostics += (missing_file(f"catalogue/{path}/province.yaml") for path in sorted(overlays) if path not in seen)
        return provinces

    def _read_overlay(self, file: SourceFile, province: str, code: str, law: ReferenceIndex) -> ProvinceOverlay | None:
        known = self._before.find_overlay(file.path, province, code, self._key(file))
        if known is not None:
            self._reuse(file)
            return known
        index = law.for_record(code)
        entry, found = read_entry(self.root, file, None, partial(cases_of, index, file))
        self._report(file, found)
        if entry is None:
            return None
        self._report(file, checks.check_overlay(entry, index, self.today))
        self.citing.append(entry)
        record: ProvinceOverlay = entry.record
        self._remember(file, record, law)
        return record

    def _read_images(self) -> Iterator[str]:
        """The paths of the pictures. A file that is no picture, or is too large, is reported here alone."""
        for file in self.source_files.get("image", ()):
            if not file.refused:
                self.diagnostics += check_picture(self.root, file)
                yield file.path

    def _list_pages(self, law: ReferenceIndex, images: Sequence[str]) -> SitePages:
        provinces = {file.path.split("/")[1] for file in self.source_files.get("province", ())}
        postings = {files.path: files.names for files in self.communes}
        articles = frozenset(file.path for file in self.source_files.get("article", ()) if not file.refused)
        docs = self.root / "docs"
        hand_written = frozenset(path.name.removesuffix(".md") for path in docs.iterdir()) if docs.is_dir() else None
        return SitePages(law, provinces, postings, articles, frozenset(images), hand_written)

    def _read_articles(self, law: ReferenceIndex, places: set[str], pages: SitePages) -> Iterator[ArticleRecord]:
        for file in self.source_files.get("article", ()):
            source, found = read_text(self.root, file)
            self.diagnostics += found
            text: ArticleText | None = None
            if source is not None:
                text, found = parse_article(source)
                self.diagnostics += found
            if source is None or text is None:
                continue
            if tangles := list(find_tangles(source, text.body.split("\n"), text.body_line)):
                self.diagnostics += tangles
                continue
            entry, found = check_entry(text.document, "article")
            self.diagnostics += found
            if entry is not None:
                self.diagnostics += checks.check_article(entry, text, law, places, pages, self.today)
                self.citing.append(entry)
                yield ArticleRecord(file.path.removeprefix("news/").removesuffix(".md"), entry.record, text.body)
