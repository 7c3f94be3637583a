"""The pages of legal documents: what each is, whether it is in force, which records are based on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeGuard

from niemyet.law.citations import cited_documents
from niemyet.model.attachments import AttachedFile
from niemyet.model.kinds import path_of
from niemyet.model.provincial_number import ProvincialNumber
from niemyet.model.reference import LegalDocument
from niemyet.render import addresses
from niemyet.render.language import Language
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.resolve.attachments import find_attached
from niemyet.resolve.procedures import DatedProcedure
from niemyet.validate.records import ArticleRecord

REGISTER = path_of("documents")
KINDS_FIRST = ("Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Thông tư", "Thông tư liên tịch", "Quyết định")


class Amendment(NamedTuple):
    """A document that amends another, and from which day; None if the register does not have the day."""

    number: str
    day: date | None


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """The inputs of the pages of legal documents."""

    today: date
    documents: Mapping[str, LegalDocument]
    procedures: Mapping[str, DatedProcedure]
    articles: tuple[ArticleRecord, ...]
    list_files: Mapping[str, str]
    province_names: Mapping[str, str]
    attachments: Mapping[str, AttachedFile]


def render_documents(renderer: TemplateRenderer, view: DocumentsView) -> Iterator[Page]:
    """Yields the list of documents, then every document."""
    language, about = renderer.language, "{number} văn bản pháp luật được dẫn trong các thủ tục hành chính cấp xã."
    yield renderer.render_page(
        "documents",
        addresses.DOCUMENTS,
        title=language.say("Văn bản"),
        description=language.many(about, len(view.documents)),
        file=view.list_files["documents"],
        total=len(view.documents),
        by_kind=_group_by_kind(view),
        owners={number: view.province_names[number.province] for number in view.documents if _is_provincial(number)},
        today=view.today,
    )
    amended_by: dict[str, list[Amendment]] = {}
    for number, document in view.documents.items():
        for other in document.amends:
            amended_by.setdefault(other, []).append(Amendment(number, document.effective))
    procedures = {d.procedure.code: frozenset(n for _, n in cited_documents(d.procedure)) for d in view.procedures.values()}
    for number, document in view.documents.items():
        yield renderer.render_page(
            "province-document" if _is_provincial(number) else "document",
            addresses.of_document(number),
            title=f"{language.text(document.kind)} {number}",
            description=_describe(number, document, language),
            file=_list_of(number) if _is_provincial(number) else view.list_files["documents"],
            owner=view.province_names[number.province] if _is_provincial(number) else "",
            number=number,
            document=document,
            text_file=find_attached(_list_of(number), document.file, view.attachments),
            today=view.today,
            amended_by=amended_by.get(number, ()),
            procedures=[view.procedures[code] for code, cited in procedures.items() if number in cited],
            articles=[article for article in view.articles if number in article.article.documents],
        )


def _describe(number: str, document: LegalDocument, language: Language) -> str:
    if document.title and language.knows(document.title):
        return language.text(document.title)
    kind, issuer = language.text(document.kind), language.text(document.issuer)
    return language.say("{document} số {no} của {issuer}.", document=kind, no=number, issuer=issuer)


def _list_of(number: str) -> str:
    """The list of documents in which the number stands."""
    return path_of("province-documents", number.province) if _is_provincial(number) else path_of("documents")


def _is_provincial(number: str) -> TypeGuard[ProvincialNumber]:
    return isinstance(number, ProvincialNumber)


def _group_by_kind(view: DocumentsView) -> list[tuple[str, list[tuple[str, LegalDocument]]]]:
    groups: dict[str, list[tuple[str, LegalDocument]]] = {}
    for number, document in view.documents.items():
        groups.setdefault(document.kind, []).append((number, document))
    rank = {kind: place for place, kind in enumerate(KINDS_FIRST)}
    return sorted(groups.items(), key=lambda group: (rank.get(group[0], len(rank)), group[0]))
