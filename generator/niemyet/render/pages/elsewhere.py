"""The pages of what people ask a commune's office for and get elsewhere: a list, and a page for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from niemyet.model.reference import Elsewhere
from niemyet.render import addresses
from niemyet.render.pages.lists import in_force
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.resolve.procedures import DatedProcedure


@dataclass(frozen=True, slots=True)
class ElsewhereView:
    """The inputs of these pages."""

    elsewhere: Mapping[str, Elsewhere]
    list_files: Mapping[str, str]


def is_posted(one: Elsewhere, procedures: Mapping[str, DatedProcedure]) -> bool:
    """Whether the catalogue has a procedure of this matter by now: then the procedure answers, and is what is searched for."""
    return any(dated.procedure.code in one.codes for dated in in_force(procedures.values()))


def render_elsewhere(renderer: TemplateRenderer, view: ElsewhereView) -> Iterator[Page]:
    """Yields the list, also where nothing is recorded, then each page."""
    say, text = renderer.language.say, renderer.language.text
    file = view.list_files.get("elsewhere", "")
    yield renderer.render_page(
        "elsewhere",
        addresses.ELSEWHERE,
        title=say("Việc này làm ở đâu"),
        description=say("Căn cước, hộ chiếu, bằng lái xe, ly hôn, bảo hiểm… không nộp ở quầy của xã: nộp ở đâu."),
        file=file,
        elsewhere=view.elsewhere,
    )
    for name, one in view.elsewhere.items():
        yield renderer.render_page(
            "done-elsewhere",
            addresses.of_elsewhere(name),
            title=say("{name}: làm ở đâu", name=text(one.name)),
            description=text(one.summary),
            file=file,
            one=one,
        )
