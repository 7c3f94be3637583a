"""The pages of legal documents: what each is, whether it is in force, which records are based on it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, TypeGuard

from niemyet.law.lineage import Lines
from niemyet.law.mentions import UNKNOWN_KIND, KnownDocuments, around_article
from niemyet.model.attachments import AttachedFile
from niemyet.model.kinds import path_of
from niemyet.model.provincial_number import ProvincialNumber
from niemyet.model.reference import Elsewhere, LegalDocument
from niemyet.model.vocabulary import DOCUMENT_PART_NAMES, name_value
from niemyet.render import addresses
from niemyet.render.descent import WIDTH, draw_descent
from niemyet.render.language import Language
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.resolve.attachments import find_attached
from niemyet.resolve.document_uses import ANNOUNCING, DocumentUse
from niemyet.resolve.procedures import DatedProcedure
from niemyet.validate.records import ArticleRecord
from niemyet.values import dataclass

REGISTER = path_of("documents")
KINDS_FIRST = ("Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Thông tư", "Thông tư liên tịch", "Quyết định")


class UsingProcedure(NamedTuple):
    """A procedure whose record cites a document, in these parts; at a province, where it is the province's own overlay."""

    dated: DatedProcedure
    parts: tuple[str, ...]
    place: str
    """"thành phố Hà Nội", '' for the nation's record."""
    path: str
    file: str


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """The inputs of the pages of legal documents."""

    today: date
    documents: Mapping[str, LegalDocument]
    procedures: Mapping[str, DatedProcedure]
    naming_articles: tuple[ArticleRecord, ...]
    list_files: Mapping[str, str]
    province_names: Mapping[str, str]
    attachments: Mapping[str, AttachedFile]
    document_uses: Mapping[str, tuple[DocumentUse, ...]]
    elsewhere: Mapping[str, Elsewhere]


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
        unknown=[one for number, document in view.documents.items() for one in _list_unknown(number, document, language)],
    )
    lines = Lines(view.documents)
    naming = _list_articles(view)
    for number, document in view.documents.items():
        uses, line = view.document_uses.get(number, ()), lines.of(number)
        leaning = [*_list_procedures(view, [one for one in uses if one.leans], language)]
        yield renderer.render_page(
            "province-document" if _is_provincial(number) else "document",
            addresses.of_document(number),
            title=f"{language.text(document.kind)} {number}",
            description=_describe(number, document, language),
            file=_list_of(number) if _is_provincial(number) else view.list_files["documents"],
            owner=view.province_names[number.province] if _is_provincial(number) else "",
            number=number,
            document=document,
            documents=view.documents,
            text_file=find_attached(_list_of(number), document.file, view.attachments),
            today=view.today,
            amended_by=lines.after(number, "amends"),
            replaced=lines.before(number, "replaces"),
            line=line,
            drawing=draw_descent(line) if line.steps else None,
            width=WIDTH,
            procedures=leaning,
            changed=[*_list_procedures(view, [_only_announcing(one) for one in uses if _announces(one)], language)],
            lists=[(one.province, view.province_names[one.province]) for one in uses if one.kind == "list"],
            calendars=[one.id for one in uses if one.kind == "calendar"],
            elsewhere=[(one.id, view.elsewhere[one.id]) for one in uses if one.kind == "elsewhere"],
            articles=naming.get(number, ()),
            unknown=_list_unknown(number, document, language),
        )


def _list_unknown(number: str, document: LegalDocument, language: Language) -> Iterator[str]:
    """What the register does not say of a document."""
    if document.unverified:
        yield language.say("Văn bản {no} chưa kiểm chứng: {why}", no=number, why=language.text(document.unverified))
    if document.title is None:
        yield language.say("Văn bản {no}: chưa ghi tên", no=number)
    if document.issued is None:
        yield language.say("Văn bản {no}: chưa ghi ngày ban hành", no=number)
    if document.effective is None:
        yield language.say("Văn bản {no}: chưa ghi ngày có hiệu lực", no=number)


def _list_procedures(view: DocumentsView, uses: Iterable[DocumentUse], language: Language) -> Iterator[UsingProcedure]:
    for one in uses:
        if one.kind in ("procedure", "overlay"):
            place = language.unit(view.province_names[one.province]) if one.kind == "overlay" else ""
            names = tuple(language.say(name_value(DOCUMENT_PART_NAMES, part)) for part in one.parts)
            yield UsingProcedure(view.procedures[one.id], names, place, one.province, one.file)


def _announces(use: DocumentUse) -> bool:
    return any(part in ANNOUNCING for part in use.parts)


def _only_announcing(use: DocumentUse) -> DocumentUse:
    return use._replace(parts=tuple(part for part in use.parts if part in ANNOUNCING))


def _list_articles(view: DocumentsView) -> dict[str, list[ArticleRecord]]:
    """The articles that name each document, in their words or beside them."""
    known, naming = KnownDocuments(view.documents), dict[str, list[ArticleRecord]]()
    for article in view.naming_articles:
        said = (one.number for one in known.find(article.naming, around_article(article.article)))
        for number in dict.fromkeys((*article.article.documents, *said)):
            naming.setdefault(number, []).append(article)
    return naming


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
    return sorted(groups.items(), key=lambda group: (group[0] == UNKNOWN_KIND, rank.get(group[0], len(rank)), group[0]))
