"""The pages of legal documents: what each is, whether it is in force, who leans on it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from niemyet.law.citations import cited_documents
from niemyet.model.reference import LegalDocument
from niemyet.render import addresses
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.resolve.site import ResolvedReference

KINDS_FIRST = ("Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Thông tư", "Thông tư liên tịch", "Quyết định")


class Amendment(NamedTuple):
    """A document that amends another, and from which day; None where the register does not know it."""

    number: str
    day: date | None


def render_documents(renderer: TemplateRenderer, reference: ResolvedReference) -> Iterator[Page]:
    """The list of documents, then every document."""
    yield renderer.render_page(
        "documents",
        addresses.DOCUMENTS,
        title="Văn bản",
        description=f"{len(reference.documents)} văn bản pháp luật được dẫn trong các thủ tục hành chính cấp xã.",
        file="catalogue/reference/documents.yaml",
        total=len(reference.documents),
        by_kind=_group_by_kind(reference),
        today=reference.today,
    )
    amended_by: dict[str, list[Amendment]] = {}
    for number, document in reference.documents.items():
        for other in document.amends:
            amended_by.setdefault(other, []).append(Amendment(number, document.effective))
    procedures = {d.procedure.code: frozenset(n for _, n in cited_documents(d.procedure)) for d in reference.procedures.values()}
    for number, document in reference.documents.items():
        yield renderer.render_page(
            "document",
            addresses.of_document(number),
            title=f"{document.kind} {number}",
            description=document.title or f"{document.kind} số {number} của {document.issuer}.",
            file="catalogue/reference/documents.yaml",
            number=number,
            document=document,
            today=reference.today,
            amended_by=amended_by.get(number, ()),
            procedures=[reference.procedures[code].procedure for code, cited in procedures.items() if number in cited],
            articles=[article for article in reference.articles if number in article.article.documents],
        )


def _group_by_kind(reference: ResolvedReference) -> list[tuple[str, list[tuple[str, LegalDocument]]]]:
    groups: dict[str, list[tuple[str, LegalDocument]]] = {}
    for number, document in reference.documents.items():
        groups.setdefault(document.kind, []).append((number, document))
    rank = {kind: place for place, kind in enumerate(KINDS_FIRST)}
    return sorted(groups.items(), key=lambda group: (rank.get(group[0], len(rank)), group[0]))
