"""Everything above the communes, resolved for one date."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time

from niemyet.law.document_scopes import OwnDocuments, read_article
from niemyet.law.mentions import Around, KnownDocuments, texts_of_overlay
from niemyet.law.versions import version_day
from niemyet.model.attachments import AttachedFile
from niemyet.model.former_units import FormerDistrict
from niemyet.model.kinds import path_of
from niemyet.model.life_events import LifeEvent
from niemyet.model.pictures import PictureFile
from niemyet.model.places import name_unit
from niemyet.model.provincial_number import ProvincialNumber
from niemyet.model.reference import Calendar, Elsewhere, FieldOfWork, LegalDocument, Synonyms, Unit
from niemyet.model.translations import TranslatedText
from niemyet.resolve.attachments import NO_FILES, FilesOfProvince, divide_by_province, file_of_decision, files_of_forms
from niemyet.resolve.commune_law import CommuneLaw
from niemyet.resolve.communes import ResolvedProvince
from niemyet.resolve.news import NewsOf, news_of_communes, news_of_procedures, sort_news
from niemyet.resolve.news_files import name_waiting_files, without
from niemyet.resolve.procedures import DatedProcedure, Owner, ProvincialProcedure, resolve_for_province, resolve_procedures
from niemyet.validate.records import ArticleRecord, ProvinceRecords, Reference, ReportedYears
from niemyet.validate.reference_index import NO_OWN_LAW, ReferenceIndex
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class ResolvedReference:
    """The reference level and the provinces on `today`; articles are sorted, the latest first. `procedures` and `documents` are
    the nation's and every province's own; a document of a province goes by its `ProvincialNumber`."""

    today: date
    fields: Mapping[str, FieldOfWork]
    documents: Mapping[str, LegalDocument]
    life_events: Mapping[str, LifeEvent]
    calendars: tuple[Calendar, ...]
    units: Mapping[str, Unit]
    former: Mapping[str, tuple[FormerDistrict, ...]]
    """Path of a commune → the old communes in it."""
    procedures: Mapping[str, DatedProcedure]
    provinces: Mapping[str, ResolvedProvince]
    articles: tuple[ArticleRecord, ...]
    pictures: Mapping[str, PictureFile]
    """The pictures of the news, by path."""
    news: Mapping[str, NewsOf]
    """What is said of communes in the news, by path."""
    news_of_procedures: Mapping[str, NewsOf]
    """The same of procedures, by code."""
    synonyms: tuple[Synonyms, ...]
    elsewhere: Mapping[str, Elsewhere]
    """What is done elsewhere than at a commune's office, by short name."""
    indexes: Mapping[str, ReferenceIndex]
    """Path of a province → the law for its records, of those that have law of their own."""
    procedure_files: Mapping[str, str]
    """Code → file of the version that is shown; '' where it travels with the program."""
    list_files: Mapping[str, str]
    """Kind of a list ("documents") → its file; '' where it travels with the program."""
    attachments: Mapping[str, AttachedFile]
    """The files that citizens take away, by path."""
    files_of_provinces: Mapping[str, FilesOfProvince]
    """Path of a province → the files that it keeps."""
    translations: Mapping[str, TranslatedText]
    """Texts of the records in other languages, by the Vietnamese text."""
    reported: ReportedYears
    """The figures of the years, of communes and provinces."""
    waiting: frozenset[str] = frozenset()
    """The articles, by path, that are published later."""


def law_of_communes(reference: Reference, resolved: ResolvedReference, province: str) -> CommuneLaw:
    """What the communes of the province at this path ("ha-noi") are checked and resolved against."""
    index, folders = resolved.indexes.get(province, reference.law), reference.folders
    records, known = reference.provinces.get(province), resolved.provinces.get(province)
    files = resolved.files_of_provinces.get(province, NO_FILES)
    reported = {path: years for path, years in resolved.reported.communes.items() if path.startswith(f"{province}/")}
    photos = {path: named for path, named in resolved.reported.photos.items() if path.startswith(f"{province}/")}
    ratings = {path: months for path, months in reference.ratings.items() if path.startswith(f"{province}/")}
    news = {path: one for path, one in resolved.news.items() if path.startswith(f"{province}/")}
    return CommuneLaw(resolved.today, index, folders, records, known, files, reported, photos, ratings, news)


def _with_files(procedures: Mapping[str, DatedProcedure], record: str, reference: Reference) -> dict[str, DatedProcedure]:
    """The same with the files of their forms and decisions. `record` is one of the same level: it may name the same files."""
    given = reference.attachments
    return {
        code: replace(
            one,
            files=files_of_forms(one.procedure, record, given),
            decision_file=file_of_decision(record, one.procedure.decision, given),
        )
        if one.procedure.forms or one.procedure.decision is not None
        else one
        for code, one in procedures.items()
    }


def resolve_reference(reference: Reference, today: date, clock: time = time.max) -> ResolvedReference:
    """The reference on `today`, with the articles that are published when it is `clock`. Lists that could not be read are
    empty; a catalogue with such errors is never published."""
    law = reference.law
    fields = law.fields or {}
    versions = {code: listed for code, listed in law.procedures.items() if listed}
    national = _with_files(resolve_procedures(versions, today, law.register, fields), path_of("documents"), reference)
    indexes = {path: reference.law_of(path) for path in reference.own}
    own = {
        path: _with_files(
            _resolve_own(province, reference, indexes.get(path, law), today), path_of("province-documents", path), reference
        )
        for path, province in reference.provinces.items()
    }
    procedures = dict(sorted({**{code: one for listed in own.values() for code, one in listed.items()}, **national}.items()))
    documents = {path: one.documents for path, one in reference.own.items()}
    published = [_read_article(one, law, documents) for one in sort_news(reference.articles, today, clock)]
    out = {one.path for one in published}
    waiting = name_waiting_files(reference.articles, out)
    return ResolvedReference(
        today,
        fields,
        _list_documents(law, indexes),
        law.life_events or {},
        law.calendars,
        law.units,
        law.former,
        procedures,
        {
            path: _resolve_province(province, {**own[path], **national}, indexes.get(path, law), today, reference.attachments)
            for path, province in reference.provinces.items()
        },
        tuple(published),
        without(reference.pictures, waiting),
        news_of_communes(published, today),
        news_of_procedures(published, today),
        reference.synonyms,
        reference.elsewhere,
        indexes,
        {code: reference.procedure_files[code, version_day(dated.procedure)] for code, dated in procedures.items()},
        reference.list_files,
        without(reference.attachments, waiting),
        divide_by_province(reference.attachments, reference.refused_files),
        reference.translations,
        reference.reported,
        frozenset(one.path for one in reference.articles if one.path not in out),
    )


def resolve_alone(reference: Reference, resolved: ResolvedReference, code: str) -> ProvincialProcedure:
    """A procedure as it holds where no province sets anything; a province's own procedure as it holds there."""
    dated = resolved.procedures[code]
    if dated.owner is not None:
        return resolved.provinces[dated.owner.path].procedures[code]
    return resolve_for_province(dated, None, resolved.today, reference.law.register)


def _resolve_own(
    province: ProvinceRecords, reference: Reference, index: ReferenceIndex, today: date
) -> dict[str, DatedProcedure]:
    own = reference.own.get(province.path, NO_OWN_LAW).procedures
    versions = {code: tuple(map(index.scope.read, listed)) for code, listed in own.items() if listed}
    owner = Owner(province.path, name_unit(province.province))
    return resolve_procedures(versions, today, index.register, index.fields or {}, owner)


def _resolve_province(
    province: ProvinceRecords,
    procedures: Mapping[str, DatedProcedure],
    index: ReferenceIndex,
    today: date,
    attachments: Mapping[str, AttachedFile],
) -> ResolvedProvince:
    overlays = {code: index.scope.read(overlay) for code, overlay in province.overlays.items()}
    resolved = {
        code: resolve_for_province(dated, overlays.get(code), today, index.register) for code, dated in sorted(procedures.items())
    }
    for code, overlay in overlays.items():
        file = file_of_decision(path_of("overlay", province.path, code), overlay.decision, attachments)
        if file is not None and code in resolved:
            resolved[code] = replace(resolved[code], decision_file=file)
    known = KnownDocuments(index.register.documents)
    around = Around(frozenset((province.path,)), owner=province.path, day=today)
    for code, overlay in overlays.items():
        if code in resolved and (mentioned := known.mentioned_in(texts_of_overlay(overlay), around)):
            resolved[code] = replace(resolved[code], mentioned=mentioned)
    return ResolvedProvince(province.path, province.province, index.fields or {}, resolved, index.scope, known=known)


def _list_documents(law: ReferenceIndex, indexes: Mapping[str, ReferenceIndex]) -> dict[str, LegalDocument]:
    """The nation's documents, then every province's own."""
    own = (item for index in indexes.values() if index.scope.own for item in index.register.documents.items())
    return {**(law.documents or {}), **{n: document for n, document in own if isinstance(n, ProvincialNumber)}}


def _read_article(read: ArticleRecord, law: ReferenceIndex, own: OwnDocuments) -> ArticleRecord:
    """The article with the documents that are meant."""
    article = read_article(read.article, law.documents or {}, own)
    return read if article is read.article else replace(read, article=article)
