"""Everything above the communes, resolved for one date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from niemyet.law.citations import Register
from niemyet.law.versions import version_day
from niemyet.model.attachments import AttachedFile
from niemyet.model.reference import Calendar, FieldOfWork, LegalDocument, LifeEvent, Unit
from niemyet.resolve.attachments import files_of_forms
from niemyet.resolve.communes import ResolvedProvince
from niemyet.resolve.procedures import DatedProcedure, resolve_for_province, resolve_procedures
from niemyet.validate.records import ArticleRecord, ProvinceRecords, Reference
from niemyet.validate.reference_index import ReferenceIndex


@dataclass(frozen=True, slots=True)
class ResolvedReference:
    """The reference level and the provinces on `today`; articles are sorted, the latest first."""

    today: date
    fields: Mapping[str, FieldOfWork]
    documents: Mapping[str, LegalDocument]
    life_events: Mapping[str, LifeEvent]
    calendars: tuple[Calendar, ...]
    units: Mapping[str, Unit]
    procedures: Mapping[str, DatedProcedure]
    provinces: Mapping[str, ResolvedProvince]
    articles: tuple[ArticleRecord, ...]
    synonyms: tuple[tuple[str, ...], ...]
    procedure_files: Mapping[str, str]
    """Code → file of the version that is shown."""
    attachments: Mapping[str, AttachedFile]
    """The files that citizens take away, by path."""


@dataclass(frozen=True, slots=True)
class CommuneLaw:
    """What the communes of one province are checked and resolved against: the records above them, and these resolved for `today`.

    `records` and `province` are None if the province's own record cannot be read.
    """

    today: date
    index: ReferenceIndex
    folders: Mapping[str, str]
    records: ProvinceRecords | None
    province: ResolvedProvince | None

    def narrow(self, codes: Iterable[str]) -> "CommuneLaw":
        """The same, restricted to these procedures: what one commune needs."""
        kept = tuple(codes)
        records, province = self.records, self.province
        return CommuneLaw(
            self.today,
            self.index.narrow(kept),
            self.folders,
            None if records is None else records.narrow(kept),
            None if province is None else province.narrow(kept),
        )


def law_of_communes(reference: Reference, resolved: ResolvedReference, province: str) -> CommuneLaw:
    """What the communes of the province at this path ("ha-noi") are checked and resolved against."""
    index, folders = reference.law, reference.folders
    return CommuneLaw(resolved.today, index, folders, reference.provinces.get(province), resolved.provinces.get(province))


def resolve_reference(reference: Reference, today: date) -> ResolvedReference:
    """The reference on `today`. Lists that could not be read are empty; a catalogue with such errors is never published."""
    law = reference.law
    fields = law.fields or {}
    versions = {code: listed for code, listed in law.procedures.items() if listed}
    dated = resolve_procedures(versions, today, law.register, fields)
    shown = {code: reference.procedure_files[code, version_day(one.procedure)] for code, one in dated.items()}
    procedures = {
        code: replace(one, files=files_of_forms(one.procedure, shown[code], reference.attachments)) for code, one in dated.items()
    }
    published = [article for article in reference.articles if article.article.date <= today]
    return ResolvedReference(
        today,
        fields,
        law.documents or {},
        law.life_events or {},
        law.calendars,
        law.units,
        procedures,
        {path: _resolve_province(province, procedures, reference, today) for path, province in reference.provinces.items()},
        tuple(sorted(published, key=lambda a: (a.article.date, a.path), reverse=True)),
        reference.synonyms,
        shown,
        reference.attachments,
    )


def _resolve_province(
    province: ProvinceRecords, procedures: Mapping[str, DatedProcedure], reference: Reference, today: date
) -> ResolvedProvince:
    register: Register = reference.law.register
    resolved = {
        code: resolve_for_province(dated, province.overlays.get(code), today, register) for code, dated in procedures.items()
    }
    return ResolvedProvince(province.path, province.province, reference.law.fields or {}, resolved)
