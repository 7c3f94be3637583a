"""The page of what is going to change: every change that is already certain, by its day, with the procedures that it reaches."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from niemyet.render import addresses
from niemyet.render.coming import ComingNotice, describe_coming
from niemyet.render.pages.procedures import in_force
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.render.wording import name_unit
from niemyet.resolve.site import ResolvedReference


class ChangedProcedure(NamedTuple):
    """A procedure that a change reaches; `place` is the province where only there it changes, else ''."""

    code: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class ComingChange:
    """One change in words, with everything that it reaches."""

    notice: ComingNotice
    procedures: tuple[ChangedProcedure, ...]


@dataclass(frozen=True, slots=True)
class ComingDay:
    """A day on which something changes: for procedures, and which documents begin or end."""

    day: date
    changes: tuple[ComingChange, ...]
    beginning: tuple[str, ...]
    ending: tuple[str, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The procedures that change on this day."""
        return frozenset(procedure.code for change in self.changes for procedure in change.procedures)


def list_coming(reference: ResolvedReference) -> list[ComingDay]:
    """What is known to change, the earliest day first; one sentence stands once, whatever the number of procedures."""
    reached: dict[ComingNotice, list[ChangedProcedure]] = {}
    for notice, procedure in _list_notices(reference):
        reached.setdefault(notice, []).append(procedure)
    days = {notice.day for notice in reached}
    for document in reference.documents.values():
        ends = document.repealed.since if document.repealed else None
        days |= {day for day in (document.effective, ends) if day is not None and day > reference.today}
    return [_describe_day(day, reached, reference) for day in sorted(days)]


def _list_notices(reference: ResolvedReference) -> Iterator[tuple[ComingNotice, ChangedProcedure]]:
    for dated in in_force(reference.procedures.values()):
        procedure = dated.procedure
        for change in dated.coming:
            yield describe_coming(change, procedure.case_names), ChangedProcedure(procedure.code, procedure.name, "")
        for province in reference.provinces.values():
            place = name_unit(province.province)
            for change in province.procedures[procedure.code].coming:
                if change not in dated.coming:
                    notice = describe_coming(change, procedure.case_names)
                    yield notice, ChangedProcedure(procedure.code, procedure.name, place)


def _describe_day(
    day: date, reached: Mapping[ComingNotice, Iterable[ChangedProcedure]], reference: ResolvedReference
) -> ComingDay:
    changes = tuple(ComingChange(notice, tuple(procedures)) for notice, procedures in reached.items() if notice.day == day)
    documents = reference.documents.items()
    beginning = tuple(number for number, document in documents if document.effective == day)
    ending = tuple(number for number, document in documents if document.repealed and document.repealed.since == day)
    return ComingDay(day, changes, beginning, ending)


def render_coming(renderer: TemplateRenderer, reference: ResolvedReference) -> Page:
    """The page; it says so where nothing is known to change."""
    days = list_coming(reference)
    return renderer.render_page(
        "coming",
        addresses.COMING,
        title="Sắp thay đổi",
        description="Thủ tục, phí, thời hạn, giấy tờ nào sắp thay đổi, từ ngày nào, theo văn bản nào.",
        file="catalogue/reference/documents.yaml",
        days=days,
        documents=reference.documents,
        today=reference.today,
    )
