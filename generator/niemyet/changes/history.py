"""The history of a procedure on a page: versions, what is to come, the documents behind it, changes and articles, by day.

Takes records and the chronicle; whatever has a day stands under it, the latest first.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from markupsafe import Markup

from niemyet.changes.chronicle import Chronicle, group_postings
from niemyet.model.orthography import capitalize
from niemyet.model.reference import LegalDocument
from niemyet.model.vocabulary import PART_NAMES
from niemyet.render import addresses
from niemyet.render.coming import describe_coming
from niemyet.render.foreign_text import show_text
from niemyet.render.language import Language
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.resolve.article_heads import ArticleHead
from niemyet.resolve.document_uses import DocumentUse
from niemyet.resolve.procedure_versions import KnownVersion
from niemyet.resolve.procedures import DatedProcedure
from niemyet.values import dataclass

Happening: TypeAlias = Literal["version", "coming", "document", "change", "article"]
MOST_PLACES = 6
"""Places named beside a change; the rest are counted."""


class Entry(NamedTuple):
    """One thing that happened, or will, on a day. `said` is a sentence; `document` is the number of the document behind it,
    `article` the path of an article; '' without one. `parts` is what changed, a sentence each."""

    day: date
    what: Happening
    said: str | Markup
    document: str = ""
    article: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoriesView:
    """The inputs of the histories."""

    today: date
    procedures: Mapping[str, DatedProcedure]
    procedure_files: Mapping[str, str]
    procedure_versions: Mapping[str, tuple[KnownVersion, ...]]
    documents: Mapping[str, LegalDocument]
    document_uses: Mapping[str, tuple[DocumentUse, ...]]
    telling_heads: tuple[ArticleHead, ...]
    chronicle: Chronicle


def render_histories(renderer: TemplateRenderer, view: HistoriesView) -> Iterator[Page]:
    """Yields the history of every procedure."""
    language = renderer.language
    cited: dict[str, list[str]] = {}
    for number, uses in view.document_uses.items():
        for code in dict.fromkeys(one.id for one in uses if one.kind in ("procedure", "overlay")):
            cited.setdefault(code, []).append(number)
    told: dict[str, list[Entry]] = {}
    for code, entry in _list_changes(view.chronicle, language):
        told.setdefault(code, []).append(entry)
    naming: dict[str, list[ArticleHead]] = {}
    for head in view.telling_heads:
        for code in head.procedures:
            naming.setdefault(code, []).append(head)
    for code, dated in view.procedures.items():
        entries = [
            *_list_versions(view.procedure_versions[code], language),
            *_list_coming(dated, language),
            *_list_documents(cited.get(code, ()), view, language),
            *told.get(code, ()),
            *(Entry(head.day, "article", show_text(head.title, language), article=head.path) for head in naming.get(code, ())),
        ]
        yield _render(renderer, dated, entries, view)


def _render(renderer: TemplateRenderer, dated: DatedProcedure, entries: Iterable[Entry], view: HistoriesView) -> Page:
    language, procedure = renderer.language, dated.procedure
    name = language.text(procedure.title)
    days: dict[date, list[Entry]] = {}
    for entry in sorted(entries, key=lambda one: one.day, reverse=True):
        days.setdefault(entry.day, []).append(entry)
    return renderer.render_page(
        "history",
        addresses.of_history(procedure.code),
        title=language.say("Lịch sử: {name}", name=name),
        description=language.say("Các lần thay đổi của thủ tục {name}: phiên bản, văn bản, tin.", name=name),
        file=view.procedure_files[procedure.code],
        procedure=procedure,
        owner=dated.owner,
        days=days,
        today=view.today,
        since=view.chronicle.since,
        documents=view.documents,
    )


def _list_versions(versions: Iterable[KnownVersion], language: Language) -> Iterator[Entry]:
    for number, one in enumerate(versions):
        by = one.decision.number if one.decision else ""
        if one.decision is not None and one.decision.date is not None and one.decision.date != one.starts:
            yield Entry(one.decision.date, "version", language.say("Quyết định {no} công bố thủ tục.", no=by))
        if one.starts is None:
            continue
        if number and one.changed:
            parts = ", ".join(language.say(PART_NAMES[part]) for part in one.changed)
            yield Entry(one.starts, "version", language.say("Áp dụng bản mới, khác về {parts}.", parts=parts))
        else:
            yield Entry(one.starts, "version", language.say("Áp dụng bản mới." if number else "Bắt đầu áp dụng."))


def _list_coming(dated: DatedProcedure, language: Language) -> Iterator[Entry]:
    for change in dated.coming:
        notice = describe_coming(change, dated.procedure.case_names, language)
        yield Entry(change.day, "coming", capitalize(notice.text) + ".", notice.basis or "")


def _list_documents(numbers: Iterable[str], view: HistoriesView, language: Language) -> Iterator[Entry]:
    for number in numbers:
        document = view.documents.get(number)
        if document is None:
            continue
        kind = language.text(document.kind)
        if document.effective is not None:
            yield Entry(document.effective, "document", language.say("{document} bắt đầu có hiệu lực:", document=kind), number)
        if document.repealed is not None:
            yield Entry(document.repealed.since, "document", language.say("{document} hết hiệu lực:", document=kind), number)


def _list_changes(chronicle: Chronicle, language: Language) -> Iterator[tuple[str, Entry]]:
    for event in chronicle.events:
        for one in group_postings(event.differences.communes, language):
            names = ", ".join(language.unit(name) for _, name in one.places[:MOST_PLACES])
            rest = len(one.places) - MOST_PLACES
            where = names if rest <= 0 else language.many("{places} và {count} nơi khác", rest, places=names, count=rest)
            yield one.code, Entry(event.day, "change", language.say("Tại {places}:", places=where), parts=one.said)
