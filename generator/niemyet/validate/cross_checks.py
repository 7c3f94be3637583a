"""Which rules apply across records and files: versions of one procedure, a posting and its commune, a file and who names it.

Beside `checks.py`, which has those for one record, the only module that imports `rules/`.
"""

from __future__ import annotations  # so that the models of other records are not loaded

from typing import TYPE_CHECKING

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.validate.rules import (
    addresses,
    attachments,
    boundaries,
    calendar,
    colours,
    counters,
    decisions,
    duty,
    fees,
    miscalled,
    names,
    notes,
    owners,
    personal,
    pictures,
    provincial_lists,
    settings,
    standing,
)
from niemyet.validate.rules.decisions import DAYS_APART

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from niemyet.law.citations import CitingRecord, Register
    from niemyet.load.articles import ArticleText
    from niemyet.load.nodes import Document
    from niemyet.model.article import Article
    from niemyet.model.boundary import Boundary
    from niemyet.model.duty import Duty
    from niemyet.model.overlay import Posting, ProvinceOverlay
    from niemyet.model.pictures import PictureFile
    from niemyet.model.places import Commune, Province, ProvincialList
    from niemyet.model.procedure import Procedure
    from niemyet.model.reference import Calendar, LegalDocument
    from niemyet.model.settings import SiteFile
    from niemyet.validate.decided import Decided
    from niemyet.validate.entries import Entry
    from niemyet.validate.records import ArticleRecord
    from niemyet.validate.reference_index import ReferenceIndex


def check_versions(entries: Iterable[Entry[Procedure]]) -> Iterator[Diagnostic]:
    """The rules across all reference records."""
    yield from names.check_versions(entries)


def check_calendars(calendars: Iterable[Calendar], read: bool, today: date) -> Iterator[Diagnostic]:
    """The rules across all calendars. `read`: all of them could be read."""
    yield from calendar.check_calendar_of_year(calendars, read, today)


def check_fees_are_set(
    entry: Entry[Province],
    overlays: Mapping[str, ProvinceOverlay],
    posted: Iterable[str],
    law: ReferenceIndex,
    today: date,
    own: Mapping[str, str],
) -> Iterator[Diagnostic]:
    """The rules across a province, its `overlays` by code, the codes that its communes have `posted`, and the files of its `own`
    procedures by code."""
    yield from fees.check_fees_are_set(entry, overlays, posted, law, today, own)


def check_owner_of_code(path: str, code: str, other: str) -> Iterator[Diagnostic]:
    """The rules for a province's own procedure in the file at `path`, whose code the file `other` has already."""
    yield from owners.check_owner_of_code(path, code, other)


def check_owner_of_documents(
    entry: Entry[Mapping[str, LegalDocument]], others: Mapping[str, Mapping[str, LegalDocument]]
) -> Iterator[Diagnostic]:
    """The rules across a province's list of documents and the lists in the `others` files."""
    yield from owners.check_owner_of_documents(entry, others)


def check_counter(entry: Entry[Posting], commune: Commune, law: ReferenceIndex, today: date) -> Iterator[Diagnostic]:
    """The rules across a posting and the record of its commune."""
    yield from counters.check_counter(entry, commune, law, today)
    yield from counters.check_last_hour(entry, commune)


def check_notes(
    entry: Entry[Posting], commune: Commune, overlay: ProvinceOverlay | None, law: ReferenceIndex, today: date
) -> Iterator[Diagnostic]:
    """The rules across a posting with notes, the record of its commune, and what the province has laid over the procedure."""
    yield from notes.check_notes(entry, commune, overlay, law, today)
    yield from personal.check_numbers_in_notes(entry, commune)
    yield from personal.check_telephones_in_notes(entry)


def check_exceptions_of_posting(entry: Entry[Posting], commune: Commune, listed: ProvincialList) -> Iterator[Diagnostic]:
    """The rules across a posting, the record of its commune and the list of its province."""
    yield from provincial_lists.check_exceptions_of_posting(entry, commune, listed)


def check_boundary(path: str, boundary: Boundary, commune: Entry[Commune] | None) -> Iterator[Diagnostic]:
    """The rules for a boundary in the file at `path`, and across it and the record of its commune."""
    yield from boundaries.check_boundary(path, boundary, commune)


def check_duty_of_office(entry: Entry[Duty], commune: Commune, law: ReferenceIndex, today: date) -> Iterator[Diagnostic]:
    """The rules across a duty roster, the record of its commune and the calendars."""
    yield from duty.check_counters(entry, commune)
    yield from duty.check_names(entry, commune)
    yield from duty.check_closed(entry, commune, law.calendars)
    yield from duty.check_gaps(entry, commune, law.calendars, today)


def check_day_of_decision(entry: Entry[Posting], province: Province | None) -> Iterator[Diagnostic]:
    """The rules across a posting and the record of its province."""
    yield from decisions.check_day_of_decision(entry, province)


def check_days_of_decisions(
    decided: Iterable[Decided], province: Province | None, read: Callable[[str], Document | None]
) -> Iterator[Diagnostic]:
    """The rules across all postings of a commune. `read` gives the file of a posting by its code, asked where it has a fault."""
    for code, apart in decisions.find_days_apart(decided, province):
        if (document := read(code)) is not None:
            yield decisions.tell_day_apart(document.at("decision", "date"), apart)


def leave_told_across(told: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What is `told` of a posting for its own sake: the rest has to be told again when another of its commune has changed."""
    return tuple(one for one in told if one.rule != DAYS_APART)


def check_law_behind(
    documents: Entry[Mapping[str, LegalDocument]], register: Register, records: Iterable[Entry[CitingRecord]], today: date
) -> Iterator[Diagnostic]:
    """The rules across the list of legal documents and all `records` above the communes."""
    yield from standing.check_law_behind(documents, register, records, today)


def gather_miscalled(
    told: Sequence[Diagnostic], listed: Entry[Mapping[str, LegalDocument]], citing: Iterable[Entry[CitingRecord]]
) -> list[Diagnostic]:
    """What is `told`, with a number that the list of documents has misspelt told there alone."""
    return miscalled.gather_miscalled(told, listed, citing)


def check_addresses_of_pages(paths: Collection[str], provinces: Collection[str]) -> Iterator[Diagnostic]:
    """The rules for `paths` of pages and pictures in docs/. `provinces` are folders of provinces."""
    yield from addresses.check_addresses_of_pages(paths, provinces)


def check_address_of_province(path: str, folder: str) -> Iterator[Diagnostic]:
    """The rules for the folder of a province. `path` is its province.yaml."""
    yield from addresses.check_address_of_province(path, folder)


def check_files_of_procedure(entry: Entry[Procedure], present: Collection[str]) -> Iterator[Diagnostic]:
    """The rules for the files of a procedure's forms. `present` are the paths of all files that a record may name."""
    yield from attachments.check_named_files(entry, attachments.name_files_of_procedure(entry.record), present)


def check_files_of_documents(entry: Entry[dict[str, LegalDocument]], present: Collection[str]) -> Iterator[Diagnostic]:
    """The rules for the texts of legal documents; `present` as above."""
    yield from attachments.check_named_files(entry, attachments.name_files_of_documents(entry.record), present)


def check_files_of_article(entry: Entry[Article], present: Collection[str]) -> Iterator[Diagnostic]:
    """The rules for the files that an article gives along; `present` as above."""
    yield from attachments.check_named_files(entry, attachments.name_files_of_article(entry.record), present)


def check_files_of_overlay(entry: Entry[ProvinceOverlay] | Entry[Posting], present: Collection[str]) -> Iterator[Diagnostic]:
    """The rules for the file of the decision behind an overlay or a posting; `present` as above."""
    yield from attachments.check_named_files(entry, attachments.name_files_of_overlay(entry.record), present)


def check_files_of_province(entry: Entry[Province], present: Collection[str]) -> Iterator[Diagnostic]:
    """The rules for the files of the decisions behind a province's list; `present` as above."""
    yield from attachments.check_named_files(entry, attachments.name_files_of_province(entry.record), present)


def check_same_pictures(found: Iterable[PictureFile]) -> Iterator[Diagnostic]:
    """The rule across pictures, those of the news and the photographs of boards."""
    yield from pictures.check_same_pictures(found)


def check_numbers_of_people(entry: Entry[Article], text: ArticleText, offices: Iterable[str]) -> Iterator[Diagnostic]:
    """The rules across an article and the records of the places that it names; `offices` are the texts of these."""
    yield from personal.check_personal_numbers(entry, text, frozenset().union(*map(personal.find_digits, offices)))


def has_numbers_of_people(text: ArticleText) -> bool:
    """Whether there may be something to tell of that: then the records of offices are read."""
    return personal.may_be_personal(text.document.source.text)


def link_files(path: str, body: str) -> Iterator[str]:
    """Where the links of the article at `path` lead within the site, as `find_unnamed_files` wants it."""
    yield from attachments.link_files(path, body)


def find_unnamed_files(
    present: Iterable[str],
    procedures: Mapping[str, Procedure],
    documents: Mapping[str, Mapping[str, LegalDocument]],
    articles: Mapping[str, ArticleRecord],
    overlays: Mapping[str, ProvinceOverlay],
    provinces: Mapping[str, Province],
) -> list[str]:
    """The files that no record above the communes names, and no article links; records by their paths."""
    named = {
        **{path: attachments.name_files_of_overlay(record) for path, record in overlays.items()},
        **{path: attachments.name_files_of_province(record) for path, record in provinces.items()},
        **{path: attachments.name_files_of_procedure(record) for path, record in procedures.items()},
        **{path: attachments.name_files_of_documents(record) for path, record in documents.items()},
        **{path: attachments.name_files_of_article(one.article) for path, one in articles.items()},
    }
    linked = {target for one in articles.values() for target in one.linked}
    return list(attachments.find_unnamed_files(present, named, linked))


def check_unnamed_files(unnamed: Iterable[str], named: Collection[str] = ()) -> Iterator[Diagnostic]:
    """The rules for files that no record above the communes names. `named` are those that postings name."""
    yield from attachments.check_unnamed_files(unnamed, named)


def find_unusable_settings(document: Document) -> Iterator[tuple[tuple[str | int, ...], Diagnostic]]:
    """What stands in mkdocs.yml and is of no use, with its path."""
    yield from settings.find_unusable(document)


def suggest_plugin(names: Collection[str]) -> Bilingual | None:
    """The help where the program's plugin is missing among those of these names."""
    return settings.suggest_plugin(names)


def check_settings(
    entry: Entry[SiteFile], have: Callable[[str], bool], pages: Collection[str], heading: int
) -> Iterator[Diagnostic]:
    """The rules across the settings. `have` says whether the site has a page, `pages` are names of some; `heading` is the line of
    the title in docs/index.md, 0 for none."""
    yield from settings.check_ways(entry, have, pages)
    yield from settings.check_home(entry, heading)
    yield from colours.check_contrast(entry)
