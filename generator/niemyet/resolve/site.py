"""Everything of the catalogue but the communes, resolved for one date: what every worker needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from niemyet.catalogue.reading import ReadArticle, ReadProvince, Reference
from niemyet.law.citations import Register
from niemyet.model.reference import Calendar, FieldOfWork, LegalDocument, LifeEvent, Unit
from niemyet.resolve.communes import ResolvedProvince
from niemyet.resolve.procedures import DatedProcedure, resolve_for_province, resolve_procedures
from niemyet.validate.reference_index import version_day


@dataclass(frozen=True, slots=True)
class ResolvedReference:
    """The reference level and the provinces on `today`; articles with the latest first."""

    today: date
    fields: Mapping[str, FieldOfWork]
    documents: Mapping[str, LegalDocument]
    life_events: Mapping[str, LifeEvent]
    calendars: tuple[Calendar, ...]
    units: Mapping[str, Unit]
    procedures: Mapping[str, DatedProcedure]
    provinces: Mapping[str, ResolvedProvince]
    articles: tuple[ReadArticle, ...]
    synonyms: tuple[tuple[str, ...], ...]
    procedure_files: Mapping[str, str]
    """The file of the version that is shown of each procedure, by code."""


def resolve_reference(reference: Reference, today: date) -> ResolvedReference:
    """The reference on `today`. Lists that could not be read are empty; such a catalogue is never published."""
    law = reference.law
    procedures = resolve_procedures(
        {code: versions for code, versions in law.procedures.items() if versions}, today, law.register
    )
    published = [article for article in reference.articles if article.article.date <= today]
    return ResolvedReference(
        today,
        law.fields or {},
        law.documents or {},
        law.life_events or {},
        law.calendars,
        law.units,
        procedures,
        {path: _resolve_province(province, procedures, today, law.register) for path, province in reference.provinces.items()},
        tuple(sorted(published, key=lambda a: (a.article.date, a.path), reverse=True)),
        reference.synonyms,
        {code: reference.procedure_files[code, version_day(dated.procedure)] for code, dated in procedures.items()},
    )


def _resolve_province(
    province: ReadProvince, procedures: Mapping[str, DatedProcedure], today: date, register: Register
) -> ResolvedProvince:
    resolved = {
        code: resolve_for_province(dated, province.overlays.get(code), today, register) for code, dated in procedures.items()
    }
    return ResolvedProvince(province.path, province.province, resolved)
