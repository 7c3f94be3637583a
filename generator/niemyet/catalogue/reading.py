"""Reads one part of the catalogue through load and validate: the reference with the provinces, or one commune.

Takes the root and the files found; gives the valid records and every diagnostic. A part is what one worker
holds at a time: the reference once, then commune after commune.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.load.articles import ArticleText, parse_article
from niemyet.load.finding import COMMUNE_FILE, CatalogueFiles, CommuneFiles, SourceFile
from niemyet.load.nodes import Document, parse_document
from niemyet.load.pictures import check_picture
from niemyet.load.tangles import find_tangles
from niemyet.load.texts import read_text
from niemyet.load.units import parse_units
from niemyet.model.article import Article
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.places import Commune, Province
from niemyet.model.reference import Unit
from niemyet.validate import checks
from niemyet.validate.entries import Cases, Entry, check_entry, no_cases
from niemyet.validate.reference_index import ReferenceIndex, assemble_procedures, version_day
from niemyet.validate.rules.addresses import check_address_of_province, check_addresses_of_pages
from niemyet.validate.rules.calendar import check_calendar_of_year
from niemyet.validate.rules.counters import check_counter
from niemyet.validate.rules.fees import MISNAMED
from niemyet.validate.rules.law import check_fees_are_set
from niemyet.validate.rules.links import SitePages
from niemyet.validate.rules.names import check_versions, code_of_file, official_folders
from niemyet.validate.rules.standing import check_law_behind

_NEEDED = tuple(f"catalogue/reference/{name}" for name in ("fields.yaml", "documents.yaml", "life-events.yaml", "units.csv"))

NOTHING_READ: Mapping[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class ReadProvince:
    """A province's records. `path` is its folder below catalogue/, "ha-noi"."""

    path: str
    province: Province
    overlays: Mapping[str, ProvinceOverlay]


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article; `path` is its address below news/ without its ending, "2026/ten-tin"."""

    path: str
    article: Article
    body: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything that all communes share, as far as it is valid. `communes` are still unread."""

    law: ReferenceIndex
    folders: Mapping[str, str]
    provinces: Mapping[str, ReadProvince]
    articles: tuple[ReadArticle, ...]
    images: tuple[str, ...]
    communes: tuple[CommuneFiles, ...]
    synonyms: tuple[tuple[str, ...], ...]
    procedure_files: Mapping[tuple[str, str], str]
    """The file of each version of a procedure, by its code and its first day (`version_day`)."""


@dataclass(frozen=True, slots=True)
class ReadCommune:
    """One commune's records; `commune` is None where commune.yaml is missing or broken."""

    path: str
    commune: Commune | None
    postings: Mapping[str, Posting]


def read_document(root: Path, find: SourceFile, data: bytes | None = None) -> tuple[Document | None, list[Diagnostic]]:
    """The structure of one YAML file, of `data` where its bytes have been read."""
    source, diagnostics = read_text(root, find, data)
    if source is None:
        return None, diagnostics
    document, more = parse_document(source)
    return document, diagnostics + more


def read_entry(
    root: Path, find: SourceFile, data: bytes | None = None, cases: Cases = no_cases
) -> tuple[Entry[Any] | None, list[Diagnostic]]:
    """The record of one YAML file, of `data` where its bytes have been read; None where the file or the record is broken.

    `cases` gives those of the procedure that it is about."""
    document, diagnostics = read_document(root, find, data)
    if document is None:
        return None, diagnostics
    entry, more = check_entry(document, find.kind, cases)
    return entry, diagnostics + more


def read_reference(root: Path, found: CatalogueFiles, today: date) -> tuple[Reference, list[Diagnostic]]:
    """The reference level, the provinces and the news, checked against one another."""
    reader = _ReferenceReader(root, found, today)
    return reader.read(), reader.diagnostics


def read_commune(
    root: Path, files: CommuneFiles, reference: Reference, today: date, contents: Mapping[str, bytes] = NOTHING_READ
) -> tuple[ReadCommune, list[Diagnostic]]:
    """One commune and its postings, checked against the law. `contents` are the bytes of files that have been read."""
    law, diagnostics = reference.law, []
    commune: Commune | None = None
    postings: dict[str, Posting] = {}
    countered: list[Entry[Posting]] = []
    province = reference.provinces.get(files.path.split("/")[0])
    for find in files.source_files:
        entry, found = read_entry(root, find, contents.get(find.path), partial(_cases_of, law, find))
        diagnostics += found
        if entry is None:
            continue
        if find.kind == "commune":
            diagnostics += checks.check_commune(entry, province.province if province else None, law, reference.folders, today)
            commune = entry.record
        else:
            code = code_of_file(find.path)
            overlay = province.overlays.get(code) if province is not None else None
            diagnostics += checks.check_posting(entry, law, today, overlay.deadlines if overlay is not None else ())
            postings[code] = entry.record
            countered += [entry] if entry.record.counter is not None else []
    if commune is not None:
        diagnostics += (told for entry in countered for told in check_counter(entry, commune, law, today))
    if COMMUNE_FILE not in files.names:
        diagnostics.append(_missing(f"catalogue/{files.path}/commune.yaml"))
    return ReadCommune(files.path, commune, postings), diagnostics


def _cases_of(law: ReferenceIndex, find: SourceFile) -> dict[str, str]:
    """The cases of the procedure that a posting or an overlay is about."""
    return {name: words for version in law.versions(code_of_file(find.path)) for name, words in version.case_names.items()}


def _missing(path: str) -> Diagnostic:
    return Diagnostic("missing-file", Place(path), {"value": path})


class _ReferenceReader:
    """Reads file after file by kind; collects diagnostics on the way."""

    def __init__(self, root: Path, found: CatalogueFiles, today: date) -> None:
        self.root, self.today, self.communes = root, today, found.communes
        self.citing: list[Entry[Any]] = []
        """Records that were read and may cite legal documents."""
        self.handwritten = [find.path for find in found.handwritten]
        meant = (told.values.get("near") for told in found.diagnostics if told.rule in ("misplaced-record", "misplaced-folder"))
        self.misplaced = [near for near in meant if isinstance(near, str)]
        """Where files and folders belong that lie elsewhere: whoever names what is in them is not blamed as well."""
        self.source_files: dict[str, list[SourceFile]] = {}
        for find in found.above:
            self.source_files.setdefault(find.kind, []).append(find)
        present = {find.path for find in found.above}
        self.diagnostics: list[Diagnostic] = [_missing(path) for path in _NEEDED if path not in present]

    def read(self) -> Reference:
        law, entries = self._read_law()
        self._check_law(law, entries)
        self.citing += entries["procedure"]
        folders = official_folders(law.units)
        provinces = self._read_provinces(law, folders)
        places = {find.path.split("/")[1] for find in self.source_files.get("province", ())} | {
            files.path for files in self.communes
        }
        self.diagnostics += check_addresses_of_pages(self.handwritten, {*folders.values(), *provinces})
        images = tuple(self._read_images())
        articles = tuple(self._read_articles(law, places, self._list_pages(law, images)))
        self.diagnostics = [told for told in self.diagnostics if not self._lies_elsewhere(told)]
        for register in entries["documents"]:
            self.diagnostics += check_law_behind(register, law.register, self.citing, self.today)
        listed = [entry for _, entry in self._entries("synonyms") if entry is not None]
        self.diagnostics += (told for entry in listed for told in checks.check_synonyms(entry))
        synonyms = tuple(group.words for entry in listed for group in entry.record.values())
        files = {(entry.record.code, version_day(entry.record)): entry.path for entry in entries["procedure"]}
        return Reference(law, folders, provinces, articles, images, self.communes, synonyms, files)

    def _entries(self, kind: str, law: ReferenceIndex | None = None) -> list[tuple[SourceFile, Entry[Any] | None]]:
        result = []
        for find in self.source_files.get(kind, ()):
            entry, found = read_entry(self.root, find, None, partial(_cases_of, law, find) if law else no_cases)
            self.diagnostics += found
            result.append((find, entry))
        return result

    def _lies_elsewhere(self, told: Diagnostic) -> bool:
        """Whether a place is only unknown because its folder lies in the wrong place."""
        folders = tuple(path.removeprefix("catalogue/") for path in self.misplaced)
        named = str(told.values.get("value"))
        return told.rule == "unknown-place" and any(named == path or named.startswith(f"{path}/") for path in folders)

    def _read_law(self) -> tuple[ReferenceIndex, dict[str, list[Entry[Any]]]]:
        read = {kind: self._entries(kind) for kind in ("fields", "documents", "life-events", "calendar", "procedure")}
        entries = {kind: [entry for _, entry in pairs if entry is not None] for kind, pairs in read.items()}
        broken = [code_of_file(find.path) for find, entry in read["procedure"] if entry is None]
        broken += [code_of_file(path) for path in self.misplaced if path.startswith("catalogue/reference/procedures/")]

        def only(kind: str) -> Any:
            return entries[kind][0].record if entries[kind] else None

        law = ReferenceIndex(
            fields=only("fields"),
            documents=only("documents"),
            life_events=only("life-events"),
            calendars=tuple(entry.record for entry in entries["calendar"]),
            units=self._read_units(),
            procedures=assemble_procedures(entries["procedure"], broken),
        )
        return law, entries

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

    def _check_law(self, law: ReferenceIndex, entries: Mapping[str, list[Entry[Any]]]) -> None:
        self.diagnostics += check_versions(entries["procedure"])
        for entry in entries["procedure"]:
            self.diagnostics += checks.check_procedure(entry, law, self.today)
        for entry in entries["documents"]:
            self.diagnostics += checks.check_documents(entry, self.today)
        for entry in entries["life-events"]:
            self.diagnostics += checks.check_life_events(entry, law)
        found = self.source_files.get("calendar", ())
        whole = len(entries["calendar"]) == len(found) and not any(f.path.endswith(f"/{self.today.year}.yaml") for f in found)
        self.diagnostics += check_calendar_of_year(law.calendars, whole, self.today)
        for entry in entries["calendar"]:
            self.diagnostics += checks.check_calendar(entry, law, self.today)
        for entry in entries["fields"]:
            self.diagnostics += checks.check_fields(entry)

    def _read_provinces(self, law: ReferenceIndex, folders: Mapping[str, str]) -> dict[str, ReadProvince]:
        posted: dict[str, set[str]] = {}
        for files in self.communes:
            posted.setdefault(files.path.split("/")[0], set()).update(map(code_of_file, files.postings))
        overlays: dict[str, dict[str, ProvinceOverlay]] = {path: {} for path in posted}
        broken: dict[str, set[str]] = {}
        for find, entry in self._entries("overlay", law):
            province = overlays.setdefault(find.path.split("/")[1], {})
            if entry is not None:
                told = list(checks.check_overlay(entry, law, self.today))
                self.diagnostics += told
                self.citing.append(entry)
                province[code_of_file(find.path)] = entry.record
            if entry is None or any(one.rule in MISNAMED for one in told):
                broken.setdefault(find.path.split("/")[1], set()).add(code_of_file(find.path))
        provinces: dict[str, ReadProvince] = {}
        seen = set()
        for find, entry in self._entries("province"):
            path = find.path.split("/")[1]
            seen.add(path)
            self.diagnostics += check_address_of_province(find.path, path)
            if entry is not None:
                own = overlays.get(path, {})
                self.diagnostics += checks.check_province(entry, law, law.units, folders, self.today)
                self.diagnostics += check_fees_are_set(
                    entry, own, sorted(posted.get(path, set()) - broken.get(path, set())), law, self.today
                )
                provinces[path] = ReadProvince(path, entry.record, own)
        self.diagnostics += (_missing(f"catalogue/{path}/province.yaml") for path in sorted(overlays) if path not in seen)
        return provinces

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
        return SitePages(law, provinces, postings, articles, frozenset(images), hand_written)

    def _read_articles(self, law: ReferenceIndex, places: set[str], pages: SitePages) -> Iterator[ReadArticle]:
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
                self.citing.append(entry)
                yield ReadArticle(find.path.removeprefix("news/").removesuffix(".md"), entry.record, text.body)
