"""The pages of what people ask a commune's office for and get elsewhere: a list, and a page for each."""

from collections.abc import Iterator, Mapping

from niemyet.model.reference import Elsewhere
from niemyet.render import addresses
from niemyet.render.pages.lists import in_force
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.resolve.procedures import DatedProcedure
from niemyet.values import dataclass

_OFFICES = ("Ủy ban nhân dân xã, phường; trang này chưa có", "Công an", "Cơ quan khác")
_OFFICE_MARKS = ("ủy ban nhân dân cấp xã", "công an", "")
"""By which the place of a record shows the kind of office, in the order of `_OFFICES`."""


@dataclass(frozen=True, slots=True)
class ElsewhereView:
    """The inputs of these pages."""

    elsewhere: Mapping[str, Elsewhere]
    list_files: Mapping[str, str]


def is_posted(one: Elsewhere, procedures: Mapping[str, DatedProcedure]) -> bool:
    """Whether the catalogue has a procedure of this matter by now: then the procedure answers, and is what is searched for."""
    return any(dated.procedure.code in one.codes for dated in in_force(procedures.values()))


def group_by_office(elsewhere: Mapping[str, Elsewhere]) -> dict[str, list[tuple[str, Elsewhere]]]:
    """Kind of office → what is done there, each with its short name, in the order of the record; kinds without any are left out.

    Where two are named, the nearer decides: the commune's committee, then the police.
    """
    groups: dict[str, list[tuple[str, Elsewhere]]] = {office: [] for office in _OFFICES}
    for name, one in elsewhere.items():
        office = next(office for office, mark in zip(_OFFICES, _OFFICE_MARKS, strict=True) if mark in one.where.lower())
        groups[office].append((name, one))
    return {office: matters for office, matters in groups.items() if matters}


def render_elsewhere(renderer: TemplateRenderer, view: ElsewhereView) -> Iterator[Page]:
    """Yields the list, also where nothing is recorded, then each page."""
    say, text = renderer.language.say, renderer.language.text
    file = view.list_files.get("elsewhere", "")
    unknown = [say("Giấy tờ, mức thu và thời hạn do cơ quan ấy công bố; trang này không ghi lại.")]
    yield renderer.render_page(
        "elsewhere",
        addresses.ELSEWHERE,
        title=say("Việc này làm ở đâu"),
        description=say("Căn cước, hộ chiếu, bằng lái xe, ly hôn, bảo hiểm… không nộp ở quầy của xã: nộp ở đâu."),
        file=file,
        offices=[(say(office), matters) for office, matters in group_by_office(view.elsewhere).items()],
        unknown=unknown,
    )
    for name, one in view.elsewhere.items():
        yield renderer.render_page(
            "done-elsewhere",
            addresses.of_elsewhere(name),
            title=say("{name}: làm ở đâu", name=text(one.name)),
            description=text(one.summary),
            file=file,
            one=one,
            unknown=unknown,
        )
