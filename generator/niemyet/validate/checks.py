"""Which rules hold for which kind of record: the table of contents of `rules/`."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.articles import ArticleText
from niemyet.model.article import Article
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.places import Commune, Province
from niemyet.model.procedure import Procedure
from niemyet.model.reference import Calendar, FieldOfWork, LegalDocument, LifeEvent, Synonyms, Unit
from niemyet.validate.entries import Entry
from niemyet.validate.lawbook import Lawbook
from niemyet.validate.rules import imported, names, pictures, printing, references, searching, wording
from niemyet.validate.rules import law as law_rules


def check_procedure(entry: Entry[Procedure], law: Lawbook, today: date) -> Iterator[Diagnostic]:
    """The rules for a reference record."""
    yield from names.check_code_of_file(entry)
    yield from names.check_place_of_procedure(entry)
    yield from references.check_field(entry, law)
    yield from references.check_life_events(entry, law)
    yield from references.check_documents(entry, law)
    yield from references.check_replacement(entry, law)
    yield from references.check_cases(entry)
    yield from references.check_forms(entry)
    yield from law_rules.check_free_fees(entry)
    yield from law_rules.check_validity(entry)
    yield from law_rules.check_repealed_documents(entry, law, today)
    yield from imported.check_decision(entry)
    yield from imported.check_doubts(entry)
    yield from wording.check_wording(entry.document)
    yield from printing.check_letters(entry.document)


def check_overlay(entry: Entry[ProvinceOverlay], law: Lawbook, today: date) -> Iterator[Diagnostic]:
    """The rules for a province's overlay."""
    yield from names.check_code_of_file(entry)
    yield from references.check_procedure_of_overlay(entry, law)
    yield from references.check_cases_of_overlay(entry, law)
    yield from references.check_documents(entry, law)
    yield from law_rules.check_free_fees(entry)
    yield from law_rules.check_one_at_a_time(entry)
    yield from law_rules.check_deadlines(entry, law)
    yield from law_rules.check_validity(entry)
    yield from law_rules.check_repealed_documents(entry, law, today)
    yield from wording.check_wording(entry.document)
    yield from printing.check_letters(entry.document)


def check_posting(entry: Entry[Posting], law: Lawbook, today: date) -> Iterator[Diagnostic]:
    """The rules for a commune's posting."""
    yield from names.check_code_of_file(entry)
    yield from references.check_procedure_of_overlay(entry, law)
    yield from law_rules.check_days_of_posting(entry, today)
    yield from imported.check_review(entry, law, today)
    if entry.record.deadlines:
        yield from law_rules.check_one_at_a_time(entry)
        yield from references.check_cases_of_overlay(entry, law)
        yield from references.check_documents(entry, law)
        yield from law_rules.check_deadlines(entry, law)
        yield from law_rules.check_validity(entry)
        yield from law_rules.check_repealed_documents(entry, law, today)
    yield from wording.check_wording(entry.document)
    yield from printing.check_letters(entry.document)


def check_province(
    entry: Entry[Province], law: Lawbook, units: Mapping[str, Unit], folders: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """The rules for a province."""
    yield from names.check_unit(entry, units, folders)
    yield from references.check_provincial_list(entry, law)
    yield from wording.check_wording(entry.document)
    yield from printing.check_letters(entry.document)


def check_commune(
    entry: Entry[Commune], law: Lawbook, units: Mapping[str, Unit], folders: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """The rules for a commune."""
    yield from names.check_unit(entry, units, folders)
    yield from references.check_counters(entry, law)
    yield from law_rules.check_hours(entry)
    yield from searching.check_former_names(entry)
    yield from wording.check_wording(entry.document)
    yield from printing.check_letters(entry.document)


def check_documents(entry: Entry[dict[str, LegalDocument]]) -> Iterator[Diagnostic]:
    """The rules for the list of legal documents."""
    yield from references.check_amended_documents(entry)
    yield from wording.check_wording(entry.document)
    yield from printing.check_letters(entry.document)


def check_life_events(entry: Entry[dict[str, LifeEvent]], law: Lawbook) -> Iterator[Diagnostic]:
    """The rules for the list of life events."""
    yield from references.check_order_of_life_events(entry, law)
    yield from wording.check_wording(entry.document)
    yield from printing.check_letters(entry.document)


def check_fields(entry: Entry[dict[str, FieldOfWork]]) -> Iterator[Diagnostic]:
    """The rules for the list of fields."""
    yield from printing.check_letters(entry.document)


def check_synonyms(entry: Entry[dict[str, Synonyms]]) -> Iterator[Diagnostic]:
    """The rules for the list of synonyms."""
    yield from searching.check_synonyms(entry)


def check_article(
    entry: Entry[Article], text: ArticleText, law: Lawbook, places: Collection[str], images: Collection[str], today: date
) -> Iterator[Diagnostic]:
    """The rules for an article. Its words are history's: they may name units that no longer exist."""
    yield from references.check_documents(entry, law)
    yield from references.check_subjects_of_article(entry, law, places)
    yield from law_rules.check_repealed_documents(entry, law, today)
    yield from pictures.check_images(entry, text.body, text.body_line, images)


def check_calendar(entry: Entry[Calendar]) -> Iterator[Diagnostic]:
    """The rules for a calendar."""
    yield from names.check_year_of_calendar(entry)
    yield from printing.check_letters(entry.document)
