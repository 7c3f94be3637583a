"""Everything above the communes, through load and validate: the reference level, the provinces, the news.

Takes the root and the files found; gives the valid records and every diagnostic.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from niemyet.cache.codec import encode
from niemyet.cache.digests import digest
from niemyet.catalogue.articles import ReadTogether, read_articles
from niemyet.catalogue.attachments import find_unnamed_files, read_attachments
from niemyet.catalogue.checked_records import NOTHING_CHECKED, CheckedRecord, CheckedRecords
from niemyet.catalogue.entries import missing_file
from niemyet.catalogue.oversight import OversightReader, find_photos, list_photos
from niemyet.catalogue.page_links import check_page_links, list_addresses, list_written, read_page_links
from niemyet.catalogue.pictures import read_pictures
from niemyet.catalogue.provinces import ProvinceReader
from niemyet.catalogue.ratings import read_ratings
from niemyet.catalogue.reading import RecordReader
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.law.citations import make_register
from niemyet.law.lineage import end_replaced
from niemyet.law.versions import version_day
from niemyet.load.finding import CatalogueFiles
from niemyet.load.former_units import parse_former_units
from niemyet.load.texts import read_text
from niemyet.load.units import parse_units
from niemyet.model.attachments import AttachedFile
from niemyet.model.codes import code_of_file
from niemyet.model.former_units import FormerDistrict
from niemyet.model.kinds import NATIONAL_LISTS, KindName, kind_of, path_of
from niemyet.model.pictures import PictureFile
from niemyet.model.procedure import Procedure
from niemyet.model.reference import Unit
from niemyet.model.translations import TranslatedText
from niemyet.model.unit_folders import official_folders
from niemyet.validate import checks, cross_checks
from niemyet.validate.entries import Entry
from niemyet.validate.records import Reference
from niemyet.validate.reference_index import ReferenceIndex, assemble_procedures
from niemyet.validate.site_pages import SitePages

_NEEDED = tuple(f"catalogue/reference/{name}" for name in ("fields.yaml", "documents.yaml", "life-events.yaml", "units.csv"))


class LoadedReference(NamedTuple):
    """The valid records above the communes, what is wrong with the others, and what a next build may take over."""

    reference: Reference
    diagnostics: list[Diagnostic]
    checked: Mapping[str, CheckedRecord]


def read_reference(
    root: Path, found: CatalogueFiles, today: date, together: ReadTogether | None = None
) -> tuple[Reference, list[Diagnostic]]:
    """The reference level, the provinces and the news, checked against one another; many articles are read `together`."""
    reader = _ReferenceReader(root, found, today, {}, NOTHING_CHECKED, together)
    return reader.read(), reader.diagnostics


def read_reference_again(
    root: Path,
    found: CatalogueFiles,
    today: date,
    digests: Mapping[str, bytes],
    before: CheckedRecords,
    together: ReadTogether | None = None,
) -> LoadedReference:
    """The same, but for what was checked `before` against the same. `digests` are those of the files by path; many articles are
    read `together`."""
    reader = _ReferenceReader(root, found, today, digests, before, together)
    return LoadedReference(reader.read(), reader.diagnostics, reader.checked)


class _ReferenceReader(RecordReader):
    """Reads the reference level and the news, and lets the provinces be read."""

    def __init__(
        self,
        root: Path,
        found: CatalogueFiles,
        today: date,
        digests: Mapping[str, bytes],
        before: CheckedRecords,
        together: ReadTogether | None = None,
    ) -> None:
        super().__init__(root, found, today, digests, before)
        self._together = together
        self.communes = found.communes
        self._shared = b""
        """The digest of what every procedure of the nation is checked against."""
        self.handwritten = [file.path for file in found.handwritten]
        self._page_links = read_page_links(root, found.handwritten)
        misplaced = (one for one in found.diagnostics if one.rule in ("misplaced-record", "misplaced-folder"))
        self.misplaced = [near for one in misplaced if isinstance(near := one.values.get("near"), str)]
        """The right places of misplaced files and folders: a record that names what is in them gets no diagnostic for that."""
        present = {file.path for file in found.above}
        self._own = {file.path: file.path for file in found.above if not file.packaged}
        self.diagnostics += (missing_file(path) for path in _NEEDED if path not in present)

    def read(self) -> Reference:
        law, entries, procedures = self._read_law()
        folders = official_folders(law.units)
        provinces = ProvinceReader(self, self.communes, law, folders, self._shared)
        law = provinces.nation
        self._check_law(law, entries)
        self.citing += entries["procedure"]
        read = provinces.read()
        reported = OversightReader(self, provinces.index_of, self.communes).read()
        pictures = self._read_pictures(list_photos(reported))
        self.diagnostics += cross_checks.check_same_pictures(pictures.values()) if pictures else ()
        reported = replace(reported, photos=find_photos(reported, pictures))
        places = {file.path.split("/")[1] for file in self.files("province")} | {files.path for files in self.communes}
        self.diagnostics += cross_checks.check_addresses_of_pages(self.handwritten, {*folders.values(), *read})
        pages = self._list_pages(provinces)
        articles = tuple(read_articles(self, places, pages, self.misplaced, self._together))
        self.diagnostics += check_page_links(self._page_links, pages, list_written(self.root) or ())
        self.diagnostics = [one for one in self.diagnostics if not self._is_due_to_misplaced(one)]
        for register in entries["documents"]:
            self.diagnostics = cross_checks.gather_miscalled(self.diagnostics, register, self.citing)
            self.diagnostics += cross_checks.check_law_behind(register, law.register, self.citing, self.today)
        self.diagnostics += provinces.check_law_behind(self.citing)
        listed = [entry for _, entry in self.entries("synonyms") if entry is not None]
        self.diagnostics += (one for entry in listed for one in checks.check_synonyms(entry))
        done_elsewhere = [entry for _, entry in self.entries("elsewhere") if entry is not None]
        self.diagnostics += (one for entry in done_elsewhere for one in checks.check_elsewhere(entry, law))
        elsewhere = {name: one for entry in done_elsewhere for name, one in entry.record.items()}
        translations = self._read_translations()
        for _, answered in self.entries("doubts"):  # answers reach the site through imported records alone
            self.diagnostics += checks.check_answered_doubts(answered, self.today) if answered is not None else ()
        paths = {files.path for files in self.communes}
        ratings, found = read_ratings(self.root, self.files("ratings"), paths, self.today)
        self.diagnostics += found
        synonyms = tuple(group for entry in listed for group in entry.record.values())
        procedures |= provinces.procedure_files
        files = {(record.code, version_day(record)): self._own.get(path, "") for path, record in procedures.items()}
        attachments = self._read_attachments()
        whole = len(articles) == len(self.files("article")) and provinces.read_all(read)
        unnamed: list[str] = []
        if whole:
            named = {path_of("documents"): law.documents, **provinces.documents_by_file()}
            unnamed = find_unnamed_files(self.attached, named, procedures, articles, read)
        by_postings = tuple(path for path in unnamed if kind_of(path) == "province-file")
        self.diagnostics += cross_checks.check_unnamed_files(path for path in unnamed if path not in by_postings)
        refused = tuple(path for path in sorted(self.attached_paths) if path not in attachments)
        return Reference(
            law, folders, read, articles, pictures, self.communes, synonyms, files, self._own_lists(), provinces.own, attachments,
            refused, by_postings, translations, elsewhere, ratings, reported,
        )  # fmt: skip

    def _read_attachments(self) -> dict[str, AttachedFile]:
        """The files that citizens take away, by path, as far as they may be published."""
        attachments, found, checked = read_attachments(self.root, self.attached, self.digests, self.before)
        self.checked |= checked
        self.diagnostics += found
        return attachments

    def _read_translations(self) -> dict[str, TranslatedText]:
        """The nation's, and those of the provinces, which may translate the same text otherwise: the nation's goes before."""
        translations: dict[str, TranslatedText] = {}
        for kind in ("province-translations", "translations"):
            for _, entry in self.entries(kind):
                if entry is not None:
                    self.diagnostics += checks.check_translations(entry)
                    translations |= {one.vi: one for one in entry.record.texts}
        return translations

    def _own_lists(self) -> dict[str, str]:
        """The files of the nation's lists by kind; "" for one packaged with the program, which is not edited here."""
        return {kind: self._own.get(file.path, "") for kind in NATIONAL_LISTS for file in self.files(kind)}

    def _is_due_to_misplaced(self, diagnostic: Diagnostic) -> bool:
        """Whether it calls a place unknown only because the folder of that place is misplaced."""
        folders = tuple(path.removeprefix("catalogue/") for path in self.misplaced)
        named = str(diagnostic.values.get("value"))
        return diagnostic.rule == "unknown-place" and any(named == path or named.startswith(f"{path}/") for path in folders)

    def _read_law(self) -> tuple[ReferenceIndex, dict[KindName, list[Entry[Any]]], dict[str, Procedure]]:
        """The law; the records read, by kind; and all procedures, by path."""
        kinds: tuple[KindName, ...] = ("fields", "documents", "life-events", "calendar")
        entries = {kind: [entry for _, entry in self.entries(kind) if entry is not None] for kind in kinds}

        def only(kind: KindName) -> Any:
            return entries[kind][0].record if entries[kind] else None

        fields, listed, life_events = only("fields"), only("documents"), only("life-events")
        documents = None if listed is None else end_replaced(listed)
        codes = dict.fromkeys(code_of_file(file.path) for file in self.files("procedure"))
        others = (file.path for file in self.files("province-procedure"))
        known = encode((fields, documents, life_events, tuple(sorted(self.attached_paths))))
        self._shared = digest(self.today.isoformat(), known, *codes, *self.misplaced, *others)
        entries["procedure"], procedures, broken = self._read_procedures()
        units = self._read_units()
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
        for file in self.files("procedure"):
            code = code_of_file(file.path)
            key = self.key(file, self._shared)
            known = self.before.find_procedure(file.path, code, key) if self.has_one_version(code) else None
            if known is not None:
                records[file.path] = known
                self.reuse(file)
                continue
            entry = self.read_record(file)
            if entry is None:
                broken.append(code)
            else:
                read.append(entry)
                records[file.path] = entry.record
        return read, records, broken

    def _read_units(self) -> dict[str, Unit]:
        units: dict[str, Unit] = {}
        for file in self.files("units"):
            source, found = read_text(self.root, file)
            self.diagnostics += found
            if source is not None:
                listed, found = parse_units(source)
                self.diagnostics += found
                units = {unit.code: unit for unit in listed}
        return units

    def _read_former_units(self, units: Mapping[str, Unit]) -> Mapping[str, tuple[FormerDistrict, ...]]:
        """By the path of today's commune."""
        former: Mapping[str, tuple[FormerDistrict, ...]] = {}
        folders = official_folders(units)
        for file in self.files("former-units"):
            listed = (self.digests.get(one.path, b"") for one in (file, *self.files("units")))
            key = digest(file.path, f"{file.packaged}", *listed)
            known = self.before.find_former_units(file.path, key)
            if known is not None:
                former = known
                self.reuse(file)
                continue
            source, found = read_text(self.root, file)
            self.report(file, found)
            if source is not None:
                parsed, found = parse_former_units(source)
                self.report(file, found)
                former = {folders[code]: districts for code, districts in parsed.items() if code in folders}
                if file.path in self.digests:
                    self.checked[file.path] = CheckedRecord(key, tuple(self.diagnostics_of(file)))
        return former

    def _check_law(self, law: ReferenceIndex, entries: Mapping[KindName, list[Entry[Any]]]) -> None:
        self.diagnostics += cross_checks.check_versions(sorted(entries["procedure"], key=lambda entry: not entry.packaged))
        files = {file.path: file for file in self.files("procedure")}
        for entry in entries["procedure"]:
            self.report(files[entry.path], checks.check_procedure(entry, law.for_record(entry.record.code), self.today))
            self.report(files[entry.path], cross_checks.check_files_of_procedure(entry, self.attached_paths))
            self.remember(files[entry.path], entry.record, law, self._shared)
        for entry in entries["documents"]:
            self.diagnostics += checks.check_documents(entry, self.today)
            self.diagnostics += cross_checks.check_files_of_documents(entry, self.attached_paths)
        for entry in entries["life-events"]:
            self.diagnostics += checks.check_life_events(entry, law)
        found = self.files("calendar")
        whole = len(entries["calendar"]) == len(found) and not any(f.path.endswith(f"/{self.today.year}.yaml") for f in found)
        self.diagnostics += cross_checks.check_calendars(law.calendars, whole, self.today)
        for entry in entries["calendar"]:
            self.diagnostics += checks.check_calendar(entry, law, self.today)
        for entry in entries["fields"]:
            self.diagnostics += checks.check_fields(entry)

    def _read_pictures(self, photos: Collection[str]) -> dict[str, PictureFile]:
        """The pictures of the news, and `photos` of boards, by path, as far as they may be published."""
        named = (file for file in self.files("board-photo") if file.path in photos)
        pictures, found, checked = read_pictures(self.root, [*self.files("image"), *named], self.digests, self.before)
        self.checked |= checked
        self.diagnostics += found
        return pictures

    def _list_pages(self, read: ProvinceReader) -> SitePages:
        provinces = {file.path.split("/")[1] for file in self.files("province")}
        postings = {files.path: files.names for files in self.communes}
        articles = frozenset(file.path for file in self.files("article") if not file.refused)
        images = frozenset(file.path for file in self.files("image") if not file.refused)
        written = list_written(self.root)
        hand_written = None if written is None else list_addresses(written)
        return SitePages(
            read.index_of_country(), provinces, postings, articles, images, hand_written, read.documents,
            read.unread_lists, self.attached_paths,
        )  # fmt: skip
