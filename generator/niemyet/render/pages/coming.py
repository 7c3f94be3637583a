"""The page of coming changes: every change that is already certain, by day, with the procedures it affects."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from niemyet.model.reference import LegalDocument
from niemyet.render import addresses
from niemyet.render.coming import ComingNotice, describe_coming
from niemyet.render.language import Language
from niemyet.render.pages.lists import in_force
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.resolve.communes import ResolvedProvince
from niemyet.resolve.procedures import DatedProcedure


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


class ChangedProcedure(NamedTuple):
    """A procedure affected by a change. `place` is the province if it changes only there, else ''."""

    code: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class ComingChange:
    """One change in words, with all procedures it affects."""

    notice: ComingNotice
    procedures: tuple[ChangedProcedure, ...]


@dataclass(frozen=True, slots=True)
class ComingDay:
    """A day with changes: of procedures, and documents that take effect or end."""

    day: date
    changes: tuple[ComingChange, ...]
    beginning: tuple[str, ...]
    ending: tuple[str, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the procedures that change on this day."""
        return frozenset(procedure.code for change in self.changes for procedure in change.procedures)


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
            yield (
                describe_coming(change, procedure.case_names, language),
                ChangedProcedure(procedure.code, procedure.title, language.unit(dated.owner.name) if dated.owner else ""),
            )
        if dated.owner is not None:
            continue
        for province in view.provinces.values():
            place = language.name_unit(province.province)
            for change in province.procedures[procedure.code].coming:
                if change not in dated.coming:
                    notice = describe_coming(change, procedure.case_names, language)
                    yield notice, ChangedProcedure(procedure.code, procedure.title, place)


def _describe_day(day: date, reached: Mapping[ComingNotice, Iterable[ChangedProcedure]], view: ComingInputs) -> ComingDay:
    changes = tuple(ComingChange(notice, tuple(procedures)) for notice, procedures in reached.items() if notice.day == day)
    documents = view.documents.items()
    beginning = tuple(number for number, document in documents if document.effective == day)
    ending = tuple(number for number, document in documents if document.repealed and document.repealed.since == day)
    return ComingDay(day, changes, beginning, ending)


def render_coming(renderer: TemplateRenderer, view: ComingView) -> Iterator[Page]:
    """Renders the page, also if nothing is known to change."""
    days, language = list_coming(view, renderer.language), renderer.language
    yield renderer.render_page(
        "coming",
        addresses.COMING,
        title=language.say("Sắp thay đổi"),
        description=language.say("Thủ tục, phí, thời hạn, giấy tờ nào sắp thay đổi, từ ngày nào, theo văn bản nào."),
        file=view.list_files["documents"],
        days=days,
        documents=view.documents,
        today=view.today,
    )
