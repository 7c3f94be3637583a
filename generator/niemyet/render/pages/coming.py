"""The page of coming changes: every change that is already certain, by day, with the procedures it affects."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Protocol

from niemyet.model.reference import LegalDocument
from niemyet.render import addresses
from niemyet.render.coming import ChangedProcedure, ComingChange, ComingDay, ComingNotice, describe_coming
from niemyet.render.coming_files import sum_up_day, write_coming_files
from niemyet.render.language import Language
from niemyet.render.pages.lists import in_force
from niemyet.render.renderer import OutputFile, Page, TemplateRenderer
from niemyet.resolve.article_heads import ArticleHead
from niemyet.resolve.communes import ResolvedProvince
from niemyet.resolve.procedures import DatedProcedure
from niemyet.values import dataclass

MOST_ARTICLES = 3
"""Articles named beside one change."""
MOST_SHOWN = 6
"""Procedures shown at once below a change; the rest opens."""


class ComingInputs(Protocol):
    """The inputs of `list_coming`, a subset of several views."""

    @property
    def today(self) -> date:
        """The date of the build."""
        ...

    @property
    def procedures(self) -> Mapping[str, DatedProcedure]:
        """By code."""
        ...

    @property
    def provinces(self) -> Mapping[str, ResolvedProvince]:
        """By path."""
        ...

    @property
    def documents(self) -> Mapping[str, LegalDocument]:
        """By number."""
        ...


@dataclass(frozen=True, slots=True)
class ComingView:
    """The inputs of the page of coming changes."""

    today: date
    procedures: Mapping[str, DatedProcedure]
    provinces: Mapping[str, ResolvedProvince]
    documents: Mapping[str, LegalDocument]
    list_files: Mapping[str, str]
    site_url: str
    telling_heads: tuple[ArticleHead, ...]


def list_coming(view: ComingInputs, language: Language) -> list[ComingDay]:
    """The known changes, earliest day first. Equal sentences are merged, with all their procedures."""
    reached: dict[ComingNotice, list[ChangedProcedure]] = {}
    for notice, procedure in _list_notices(view, language):
        reached.setdefault(notice, []).append(procedure)
    days = {notice.day for notice in reached}
    for document in view.documents.values():
        ends = document.repealed.since if document.repealed else None
        days |= {day for day in (document.effective, ends) if day is not None and day > view.today}
    return [_describe_day(day, reached, view) for day in sorted(days)]


def _list_notices(view: ComingInputs, language: Language) -> Iterator[tuple[ComingNotice, ChangedProcedure]]:
    for dated in in_force(view.procedures.values()):
        procedure = dated.procedure
        for change in dated.coming:
            place = language.unit(dated.owner.name) if dated.owner else ""
            yield describe_coming(change, procedure.case_names, language, of_many=True), _name_changed(dated, place)
        if dated.owner is not None:
            continue
        for province in view.provinces.values():
            place = language.name_unit(province.province)
            for change in province.procedures[procedure.code].coming:
                if change not in dated.coming:
                    notice = describe_coming(change, procedure.case_names, language, of_many=True)
                    yield notice, _name_changed(dated, place)


def _name_changed(dated: DatedProcedure, place: str) -> ChangedProcedure:
    procedure = dated.procedure
    return ChangedProcedure(procedure.code, procedure.title, place, procedure.field, dated.field_name, procedure.audience)


def _describe_day(day: date, reached: Mapping[ComingNotice, Iterable[ChangedProcedure]], view: ComingInputs) -> ComingDay:
    changes = tuple(ComingChange(notice, tuple(procedures)) for notice, procedures in reached.items() if notice.day == day)
    documents = view.documents.items()
    beginning = tuple(number for number, document in documents if document.effective == day)
    ending = tuple(number for number, document in documents if document.repealed and document.repealed.since == day)
    return ComingDay(day, changes, beginning, ending)


def _list_unknown(days: Iterable[ComingDay], language: Language) -> Iterator[str]:
    """The changes of which no document is named; and what nobody can know."""
    for notice in (change.notice for day in days for change in day.changes):
        if not notice.basis:
            yield language.say("Văn bản quy định thay đổi từ {day}: {text}", day=language.day(notice.day), text=notice.text)
    yield language.say("Thay đổi chưa được công bố, hoặc chưa ghi vào bản ghi")


def _explain(change: ComingChange, day: date, articles: Iterable[ArticleHead]) -> list[ArticleHead]:
    """The articles that explain a change to come."""
    codes = [one.code for one in change.procedures]
    return [head for head in articles if head.explains(codes, day, change.notice.basis)][:MOST_ARTICLES]


def render_coming(renderer: TemplateRenderer, view: ComingView) -> Iterator[Page | OutputFile]:
    """Renders the page, also if nothing is known to change, its feed and its calendars."""
    days, language = list_coming(view, renderer.language), renderer.language
    yield renderer.render_page(
        "coming",
        addresses.COMING,
        title=language.say("Sắp thay đổi"),
        description=language.say("Thủ tục, phí, thời hạn, giấy tờ nào sắp thay đổi, từ ngày nào, theo văn bản nào."),
        file=view.list_files["documents"],
        explain=lambda change, day: _explain(change, day, view.telling_heads),
        days=[(day, sum_up_day(day, language), day.day - timedelta(days=1)) for day in days],
        fields={field: name for day in days for change in day.changes for field, name in change.fields.items()},
        documents=view.documents,
        today=view.today,
        most_shown=MOST_SHOWN,
        unknown=_list_unknown(days, language),
    )
    yield from write_coming_files(days, view.documents, view.site_url, language)
