"""Which rules apply to which kind of record. Only this module, `year_checks.py` and `cross_checks.py` import `rules/`."""

from __future__ import annotations  # so that the models of other records are not loaded

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from niemyet.diagnostics.diagnostic import Diagnostic, Severity
from niemyet.diagnostics.rulebook import severity_of
from niemyet.model.codes import code_of_file
from niemyet.validate.rules import (
    abolished_papers,
    accounts,
    amounts,
    areas,
    calendar,
    counts,
    days,
    duty,
    fees,
    imported,
    interruptions,
    life_events,
    links,
    markup,
    mentions,
    names,
    numbers,
    offices,
    online,
    owners,
    pictures,
    printing,
    promises,
    provincial_lists,
    references,
    repeats,
    rows,
    searching,
    short_names,
    standing,
    translations,
    unfinished,
    wording,
)
from niemyet.validate.rules import law as law_rules

if TYPE_CHECKING:
    from niemyet.load.articles import ArticleText
    from niemyet.load.nodes import Document
    from niemyet.model.areas import AreaKind
    from niemyet.model.article import Article
    from niemyet.model.deadline import Deadline
    from niemyet.model.duty import Duty
    from niemyet.model.former_units import FormerDistrict
    from niemyet.model.imported import AnsweredDoubt
    from niemyet.model.life_events import LifeEvent
    from niemyet.model.overlay import Posting, ProvinceOverlay
    from niemyet.model.places import Commune, Province
    from niemyet.model.procedure import Procedure
    from niemyet.model.reference import Calendar, Elsewhere, FieldOfWork, LegalDocument, Synonyms, Unit
    from niemyet.model.translations import Translations
    from niemyet.validate.entries import Entry
    from niemyet.validate.reference_index import ReferenceIndex
    from niemyet.validate.site_pages import SitePages


def check_procedure(entry: Entry[Procedure], law: ReferenceIndex, today: date) -> Iterator[Diagnostic]:
    """The rules for a procedure of the reference level; of a packaged one errors alone, since a new version mends the rest."""
    return (one for one in _check_procedure(entry, law, today) if not entry.packaged or severity_of(one) is Severity.ERROR)


def _check_procedure(entry: Entry[Procedure], law: ReferenceIndex, today: date) -> Iterator[Diagnostic]:
    yield from names.check_code_of_file(entry)
    yield from names.check_place_of_procedure(entry, law.fields)
    yield from references.check_field(entry, law)
    yield from references.check_life_events(entry, law)
    yield from references.check_documents(entry, law)
    yield from references.check_replacement(entry, law)
    yield from references.check_cases(entry)
    yield from references.check_channels(entry)
    yield from online.check_reasons(entry)
    yield from references.check_fees_of_waivers(entry, (entry.record,))
    yield from references.check_forms(entry)
    yield from fees.check_jumps_between_versions(entry, law)
    yield from _check_terms(entry, law)
    yield from imported.check_decision(entry)
    yield from numbers.check_decision_number(entry)
    yield from days.check_years(entry.document, today)
    yield from days.check_done_days(entry, today)
    yield from days.check_announcements(entry, today)
    yield from unfinished.check_papers_are_written(entry)
    yield from counts.check_counts_of_papers(entry)
    yield from unfinished.check_parts_are_written(entry)
    yield from imported.check_doubts(entry)
    yield from imported.check_parts(entry)
    yield from standing.check_outdated(entry, today)
    yield from translations.check_names(entry.record, entry.document)
    yield from short_names.check_short_names(entry)
    yield from mentions.check_mentions(entry.document, law.documents)
    yield from abolished_papers.check_papers_asked_for(entry)
    yield from _check_words(entry.document)


def check_overlay(entry: Entry[ProvinceOverlay], law: ReferenceIndex, today: date) -> Iterator[Diagnostic]:
    """The rules for a province's overlay."""
    yield from names.check_code_of_file(entry)
    yield from rows.check_rows(entry, law)
    yield from references.check_procedure_of_overlay(entry, law)
    yield from owners.check_overlay(entry, law)
    yield from references.check_cases_of_overlay(entry, law)
    yield from references.check_channels_of_overlay(entry, law)
    yield from references.check_fees_of_waivers(entry, law.versions(code_of_file(entry.path)))
    yield from references.check_documents(entry, law)
    yield from short_names.check_short_names_of_people(entry)
    yield from mentions.check_mentions(entry.document, law.documents)
    yield from abolished_papers.check_papers_asked_for(entry)
    yield from numbers.check_decision_number(entry)
    yield from days.check_decision_of_overlay(entry)
    yield from fees.check_fees_of_overlay(entry, law)
    yield from unfinished.check_fees_are_written(entry)
    yield from days.check_years(entry.document, today)
    yield from promises.check_promises(entry, law, today)
    yield from _check_terms(entry, law)
    yield from _check_words(entry.document)


def check_posting(
    entry: Entry[Posting], law: ReferenceIndex, today: date, above: Sequence[Deadline] = (), own: Sequence[AreaKind] | None = None
) -> Iterator[Diagnostic]:
    """The rules for a posting. `above`: the deadlines of its province; `own`: its commune's kinds of area, None if not said."""
    yield from names.check_code_of_file(entry)
    yield from rows.check_rows(entry, law)
    yield from references.check_procedure_of_overlay(entry, law)
    yield from numbers.check_decision_number(entry)
    yield from mentions.check_mentions_of_posting(entry, law.documents)
    yield from abolished_papers.check_papers_asked_for(entry)
    yield from law_rules.check_days_of_posting(entry, today)
    yield from days.check_years_of_posting(entry, today)
    yield from days.check_done_days(entry, today)
    yield from days.check_decision_of_posting(entry)
    yield from imported.check_review(entry, law, today)
    if entry.record.deadlines:
        yield from law_rules.check_one_at_a_time(entry)
        yield from references.check_cases_of_overlay(entry, law)
        yield from references.check_channels_of_overlay(entry, law)
        yield from references.check_documents(entry, law)
        yield from areas.check_areas_of_posting(entry)
        yield from promises.check_promises(entry, law, today, above, None if own is None else tuple(own))
        yield from offices.check_last_hours(entry)
        yield from law_rules.check_validity(entry)
        yield from standing.check_law_behind_posting(entry, law, today)
    yield from wording.check_wording(entry.document)
    yield from printing.check_letters(entry.document)
    if len(entry.record.notes) > 1:
        yield from repeats.check_repeats(entry.document)


def check_province(
    entry: Entry[Province], law: ReferenceIndex, units: Mapping[str, Unit], folders: Mapping[str, str], today: date
) -> Iterator[Diagnostic]:
    """The rules for a province."""
    yield from names.check_unit(entry, units, folders)
    yield from offices.check_addresses_of_feedback(entry)
    yield from offices.check_hosts(entry, units)
    yield from days.check_decision_of_list(entry)
    yield from days.check_years(entry.document, today)
    yield from references.check_provincial_list(entry, law)
    yield from provincial_lists.check_list(entry, units)
    yield from interruptions.check_interruptions(entry, law.calendars)
    yield from numbers.check_decision_number(entry)
    yield from accounts.check_maintainers(entry)
    yield from _check_words(entry.document)


def check_commune(
    entry: Entry[Commune], province: Province | None, law: ReferenceIndex, folders: Mapping[str, str], today: date
) -> Iterator[Diagnostic]:
    """The rules for a commune. `province` is None if its record could not be read."""
    yield from names.check_unit(entry, law.units, folders)
    yield from offices.check_plausible_hours(entry)
    yield from offices.check_weekdays(entry)
    yield from offices.check_sessions(entry)
    yield from offices.check_province_of_address(entry, law.units)
    yield from offices.check_name_of_office(entry, law.units, folders)
    yield from offices.check_hosts(entry, law.units)
    yield from offices.check_exceptions(entry, law.calendars)
    yield from offices.check_location(entry)
    yield from offices.check_who_answers(entry, province)
    yield from days.check_years(entry.document, today, days.FEW_YEARS_AHEAD)
    yield from references.check_counters(entry, law)
    yield from interruptions.check_interruptions(entry, law.calendars)
    yield from law_rules.check_hours(entry)
    yield from accounts.check_maintainers(entry)
    yield from _check_words(entry.document)


def check_duty(entry: Entry[Duty], today: date) -> Iterator[Diagnostic]:
    """The rules for a duty roster on its own."""
    yield from duty.check_order(entry)
    yield from duty.check_end(entry, today)
    yield from duty.check_lengths(entry)
    yield from duty.check_roles(entry)
    yield from duty.check_absences(entry)
    yield from duty.check_substitutes(entry)
    yield from days.check_years(entry.document, today, days.FEW_YEARS_AHEAD)
    yield from _check_words(entry.document)


def check_former_names(entry: Entry[Commune], register: Sequence[FormerDistrict]) -> Iterator[Diagnostic]:
    """The rules for a commune's former names, against what the `register` of former communes says of it."""
    yield from searching.check_former_names(entry)
    yield from searching.check_against_register(entry, register)


def check_areas(entry: Entry[Commune], depending: Iterable[str]) -> Iterator[Diagnostic]:
    """The rules across a commune's record and the names of the procedures it posts that are `depending` on the kind of area."""
    yield from areas.check_areas_are_said(entry, depending)


def check_documents(
    entry: Entry[dict[str, LegalDocument]], today: date, known: Mapping[str, LegalDocument] | None = None
) -> Iterator[Diagnostic]:
    """The rules for a list of legal documents. `known` are the documents that it may name, if more than its own."""
    yield from days.check_years(entry.document, today)
    yield from references.check_amended_documents(entry, known or entry.record)
    yield from numbers.check_numbers_of_documents(entry)
    yield from numbers.check_life_of_documents(entry)
    yield from _check_words(entry.document)


def check_life_events(entry: Entry[dict[str, LifeEvent]], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """The rules for the list of life events."""
    yield from names.check_names_of_folders(entry)
    yield from translations.check_names_of_list(entry)
    yield from life_events.check_order_of_life_events(entry, law)
    yield from life_events.check_steps_of_life_events(entry, law)
    yield from _check_words(entry.document)


def check_fields(entry: Entry[dict[str, FieldOfWork]]) -> Iterator[Diagnostic]:
    """The rules for the list of fields."""
    yield from names.check_names_of_folders(entry)
    yield from translations.check_names_of_list(entry)
    yield from _check_words(entry.document)


def check_synonyms(entry: Entry[dict[str, Synonyms]]) -> Iterator[Diagnostic]:
    """The rules for the list of synonyms."""
    yield from searching.check_synonyms(entry)
    yield from repeats.check_repeats(entry.document)


def check_elsewhere(entry: Entry[dict[str, Elsewhere]], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """The rules for the list of what is done elsewhere."""
    yield from names.check_names_of_folders(entry)
    yield from translations.check_names_of_list(entry)
    yield from references.check_documents_of_elsewhere(entry, law)
    yield from searching.check_aliases(entry)
    yield from _check_words(entry.document)


def check_translations(entry: Entry[Translations]) -> Iterator[Diagnostic]:
    """The rules for a list of translations."""
    yield from translations.check_texts(entry)


def check_answered_doubts(entry: Entry[dict[str, AnsweredDoubt]], today: date) -> Iterator[Diagnostic]:
    """The rules for the answers to doubts."""
    yield from imported.check_answers(entry, today)


def check_article(
    entry: Entry[Article], text: ArticleText, places: Collection[str], pages: SitePages, today: date
) -> Iterator[Diagnostic]:
    """The rules for an article."""
    yield from names.check_year_of_article(entry, today.year + days.FEW_YEARS_AHEAD)
    yield from wording.check_words_of_article(entry, text)
    yield from owners.check_documents_of_article(entry, pages)
    yield from references.check_subjects_of_article(entry, pages.law, places)
    yield from mentions.check_mentions_of_article(text, pages.known_numbers)
    yield from repeats.check_repeats(entry.document)
    yield from days.check_years(entry.document, today, days.FEW_YEARS_AHEAD)
    yield from days.check_days_of_article(entry, today)
    yield from markup.check_markup(text)
    yield from unfinished.check_body_is_written(text)
    yield from pictures.check_images(entry, text.body, text.body_line, pages.pictures)
    yield from links.check_links(entry, text.body, text.body_line, pages)


def check_calendar(entry: Entry[Calendar], law: ReferenceIndex, today: date) -> Iterator[Diagnostic]:
    """The rules for a calendar."""
    yield from names.check_year_of_calendar(entry)
    yield from calendar.check_days_of_calendar(entry, law)
    yield from calendar.check_days_of_holiday(entry, law)
    yield from references.check_documents_of_calendar(entry, law)
    yield from days.check_years(entry.document, today)
    yield from _check_words(entry.document)


def _check_terms(entry: Entry[Procedure] | Entry[ProvinceOverlay], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """The rules for what is paid and how long it takes, whoever says it above the communes."""
    yield from law_rules.check_free_fees(entry)
    yield from law_rules.check_one_at_a_time(entry)
    yield from law_rules.check_validity(entry)
    yield from fees.check_basis_of_fees(entry)
    yield from fees.check_small_amounts(entry)
    yield from fees.check_jumps(entry)
    yield from fees.check_gaps(entry, law)
    yield from amounts.check_amounts(entry)
    yield from offices.check_last_hours(entry)


def _check_words(document: Document) -> Iterator[Diagnostic]:
    """The rules for the text of every kind of record."""
    yield from wording.check_wording(document)
    yield from printing.check_letters(document)
    yield from repeats.check_repeats(document)
