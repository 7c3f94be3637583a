"""Everything above the communes, through load and validate: the reference level, the provinces, the news.

Takes the root and the files found; gives the valid records and every diagnostic.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from niemyet.cache.codec import encode
from niemyet.cache.digests import digest
from niemyet.catalogue.attachments import check_unnamed_files, read_attachments
from niemyet.catalogue.checked_records import NOTHING_CHECKED, CheckedRecord, CheckedRecords
from niemyet.catalogue.entries import cases_of, missing_file, read_entry
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.law.citations import changes_behind, make_register
from niemyet.law.versions import version_day
from niemyet.load.articles import ArticleText, parse_article
from niemyet.load.finding import CatalogueFiles, SourceFile
from niemyet.load.pictures import check_picture
from niemyet.load.tangles import find_tangles
from niemyet.load.texts import read_text
from niemyet.load.units import parse_units
from niemyet.model.codes import code_of_file
from niemyet.model.kinds import ATTACHMENTS, KindName
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
    """The valid records above the communes, what is wrong with the others, and what a next build may take over."""

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
    """The same, but for what was checked `before` against the same. `digests` are those of the files by path."""
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
        """By path, of the procedures and overlays of which nothing is told across files."""
        self._versions: dict[str, list[str]] = {}
        """The files of a procedure's versions, by code."""
        self._told: dict[str, list[Diagnostic]] = {}
        self._shared = b""
        """Stands for what every procedure and overlay is checked against."""
        self.citing: list[Entry[Any]] = []
        """Records that were read and may cite legal documents."""
        self.handwritten = [find.path for find in found.handwritten]
        meant = (told.values.get("near") for told in found.diagnostics if told.rule in ("misplaced-record", "misplaced-folder"))
        self.misplaced = [near for near in meant if isinstance(near, str)]
        """Where files and folders belong that lie elsewhere: whoever names what is in them is not blamed as well."""
        self.source_files: dict[str, list[SourceFile]] = {}
        for find in found.above:
            self.source_files.setdefault(find.kind, []).append(find)
        self.attached = [find for find in found.above if find.kind in ATTACHMENTS]
        self.attached_paths = frozenset(find.path for find in self.attached)
        """What a record may name: also what must not be published, of which it is told by itself."""
        present = {find.path for find in found.above}
        self.diagnostics: list[Diagnostic] = [missing_file(path) for path in _NEEDED if path not in present]

    def read(self) -> Reference:
        law, entries, procedures = self._read_law()
        self._check_law(law, entries)
        self.citing += entries["procedure"]
        folders = official_folders(law.units)
        provinces = self._read_provinces(law, folders)
        places = {find.path.split("/")[1] for find in self.source_files.get("province", ())} | {
            files.path for files in self.communes
        }
        self.diagnostics += checks.check_addresses_of_pages(self.handwritten, {*folders.values(), *provinces})
        images = tuple(self._read_images())
        articles = tuple(self._read_articles(law, places, self._list_pages(law, images)))
        self.diagnostics = [told for told in self.diagnostics if not self._lies_elsewhere(told)]
        for register in entries["documents"]:
            self.diagnostics += checks.check_law_behind(register, law.register, self.citing, self.today)
        listed = [entry for _, entry in self._entries("synonyms") if entry is not None]
        self.diagnostics += (told for entry in listed for told in checks.check_synonyms(entry))
        synonyms = tuple(group.words for entry in listed for group in entry.record.values())
        files = {(record.code, version_day(record)): path for path, record in procedures.items()}
        attachments, told, checked = read_attachments(self.root, self.attached, self._digests, self._before)
        self.checked |= checked
        self.diagnostics += told
        if len(articles) == len(self.source_files.get("article", ())):
            self.diagnostics += check_unnamed_files(self.attached, law, procedures, articles)
        return Reference(law, folders, provinces, articles, images, self.communes, synonyms, files, attachments)

    def _entries(self, kind: str, law: ReferenceIndex | None = None) -> list[tuple[SourceFile, Entry[Any] | None]]:
        result = []
        for find in self.source_files.get(kind, ()):
            entry, found = read_entry(self.root, find, None, partial(cases_of, law, find) if law else no_cases)
            self.diagnostics += found
            result.append((find, entry))
        return result

    def _lies_elsewhere(self, told: Diagnostic) -> bool:
        """Whether a place is only unknown because its folder lies in the wrong place."""
        folders = tuple(path.removeprefix("catalogue/") for path in self.misplaced)
        named = str(told.values.get("value"))
        return told.rule == "unknown-place" and any(named == path or named.startswith(f"{path}/") for path in folders)

    def _read_law(self) -> tuple[ReferenceIndex, dict[KindName, list[Entry[Any]]], dict[str, Procedure]]:
        """The law, the records that were read by kind, and all procedures by their paths."""
        kinds: tuple[KindName, ...] = ("fields", "documents", "life-events", "calendar")
        entries = {kind: [entry for _, entry in self._entries(kind) if entry is not None] for kind in kinds}

        def only(kind: KindName) -> Any:
            return entries[kind][0].record if entries[kind] else None

        fields, documents, life_events = only("fields"), only("documents"), only("life-events")
        for find in self.source_files.get("procedure", ()):
            self._versions.setdefault(code_of_file(find.path), []).append(find.path)
        codes = (*self._versions, *self.misplaced)
        named = encode((fields, documents, life_events, tuple(sorted(self.attached_paths))))
        self._shared = digest(self.today.isoformat(), named, *codes)
        entries["procedure"], procedures, broken = self._read_procedures()
        law = ReferenceIndex(
            fields=fields,
            register=make_register(documents or {}),
            documents=documents,
            life_events=life_events,
            calendars=tuple(entry.record for entry in entries["calendar"]),
            units=self._read_units(),
            procedures=assemble_procedures(procedures.values(), broken),
        )
        return law, entries, procedures

    def _read_procedures(self) -> tuple[list[Entry[Any]], dict[str, Procedure], list[str]]:
        """Those that had to be read, the records of all by path, the codes of files that are broken or lie elsewhere."""
        read: list[Entry[Any]] = []
        records: dict[str, Procedure] = {}
        broken = [code_of_file(path) for path in self.misplaced if path.startswith("catalogue/reference/procedures/")]
        for find in self.source_files.get("procedure", ()):
            code = code_of_file(find.path)
            known = self._before.find_procedure(find.path, code, self._key(find)) if len(self._versions[code]) == 1 else None
            if known is not None:
                records[find.path] = known
                self._keep(find)
                continue
            entry, found = read_entry(self.root, find, None, no_cases)
            self._tell(find, found)
            if entry is None:
                broken.append(code)
            else:
                read.append(entry)
                records[find.path] = entry.record
        return read, records, broken

    def _key(self, find: SourceFile) -> bytes:
        """Of all that a procedure or an overlay is checked against, and of its file."""
        law = (self._digests.get(path, b"") for path in self._versions.get(code_of_file(find.path), ()))
        return digest(self._shared, find.path, self._digests.get(find.path, b""), *law)

    def _tell(self, find: SourceFile, told: Iterable[Diagnostic]) -> None:
        listed = [*told]
        self.diagnostics += listed
        self._told.setdefault(find.path, []).extend(listed)

    def _keep(self, find: SourceFile) -> None:
        """Takes over what was told of a file that is not read again."""
        checked = self._before.checked[find.path]
        self._tell(find, checked.told)
        self.checked[find.path] = checked

    def _remember(self, find: SourceFile, record: Procedure | ProvinceOverlay, law: ReferenceIndex) -> None:
        """Lets the next build take over a file of which nothing is told across files."""
        one = len(self._versions.get(code_of_file(find.path), ())) == 1
        if find.path in self._digests and one and not changes_behind(record, law.register, self.today):
            self.checked[find.path] = CheckedRecord(self._key(find), tuple(self._told.get(find.path, ())))

    def _read_units(self) -> dict[str, Unit]:
        units: dict[str, Unit] = {}
        for find in self.source_files.get("units", ()):
            source, found = read_text(self.root, find)
            self.diagnostics += found
            if source is not None:
                listed, found = parse_units(source)
                self.diagnostics += found
                units = {unit.code: unit for unit in listed}
        return units

    def _check_law(self, law: ReferenceIndex, entries: Mapping[KindName, list[Entry[Any]]]) -> None:
        self.diagnostics += checks.check_versions(entries["procedure"])
        files = {find.path: find for find in self.source_files.get("procedure", ())}
        for entry in entries["procedure"]:
            self._tell(files[entry.path], checks.check_procedure(entry, law.for_record(entry.record.code), self.today))
            self._tell(files[entry.path], checks.check_files_of_procedure(entry, self.attached_paths))
            self._remember(files[entry.path], entry.record, law)
        for entry in entries["documents"]:
            self.diagnostics += checks.check_documents(entry, self.today)
            self.diagnostics += checks.check_files_of_documents(entry, self.attached_paths)
        for entry in entries["life-events"]:
            self.diagnostics += checks.check_life_events(entry, law)
        found = self.source_files.get("calendar", ())
        whole = len(entries["calendar"]) == len(found) and not any(f.path.endswith(f"/{self.today.year}.yaml") for f in found)
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
        for find in self.source_files.get("overlay", ()):
            path, code = find.path.split("/")[1], code_of_file(find.path)
            record = self._read_overlay(find, path, code, law)
            if record is not None:
                overlays.setdefault(path, {})[code] = record
            else:
                overlays.setdefault(path, {})
            if record is None or any(one.rule in checks.MISNAMED_FEES for one in self._told.get(find.path, ())):
                broken.setdefault(path, set()).add(code)
        provinces: dict[str, ProvinceRecords] = {}
        seen = set()
        for find, entry in self._entries("province"):
            path = find.path.split("/")[1]
            seen.add(path)
            self.diagnostics += checks.check_address_of_province(find.path, path)
            if entry is not None:
                own = overlays.get(path, {})
                self.diagnostics += checks.check_province(entry, law, law.units, folders, self.today)
                self.diagnostics += checks.check_fees_are_set(
                    entry, own, sorted(posted.get(path, set()) - broken.get(path, set())), law, self.today
                )
                provinces[path] = ProvinceRecords(path, entry.record, own)
        self.diagnostics += (missing_file(f"catalogue/{path}/province.yaml") for path in sorted(overlays) if path not in seen)
        return provinces

    def _read_overlay(self, find: SourceFile, province: str, code: str, law: ReferenceIndex) -> ProvinceOverlay | None:
        known = self._before.find_overlay(find.path, province, code, self._key(find))
        if known is not None:
            self._keep(find)
            return known
        index = law.for_record(code)
        entry, found = read_entry(self.root, find, None, partial(cases_of, index, find))
        self._tell(find, found)
        if entry is None:
            return None
        self._tell(find, checks.check_overlay(entry, index, self.today))
        self.citing.append(entry)
        record: ProvinceOverlay = entry.record
        self._remember(find, record, law)
        return record

    def _read_images(self) -> Iterator[str]:
        """The paths of the pictures; what is told of a file that is none, or is too large, is told of it once."""
        for find in self.source_files.get("image", ()):
            if not find.refused:
                self.diagnostics += check_picture(self.root, find)
                yield find.path

    def _list_pages(self, law: ReferenceIndex, images: Sequence[str]) -> SitePages:
        provinces = {find.path.split("/")[1] for find in self.source_files.get("province", ())}
        postings = {files.path: files.names for files in self.communes}
        articles = frozenset(find.path for find in self.source_files.get("article", ()) if not find.refused)
        own = self.root / "docs"
        hand_written = frozenset(path.name.removesuffix(".md") for path in own.iterdir()) if own.is_dir() else None
        return SitePages(law, provinces, postings, articles, frozenset(images), hand_written, self.attached_paths)

    def _read_articles(self, law: ReferenceIndex, places: set[str], pages: SitePages) -> Iterator[ArticleRecord]:
        for find in self.source_files.get("article", ()):
            source, found = read_text(self.root, find)
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
                self.diagnostics += checks.check_files_of_article(entry, self.attached_paths)
                self.citing.append(entry)
                yield ArticleRecord(find.path.removeprefix("news/").removesuffix(".md"), entry.record, text.body)
