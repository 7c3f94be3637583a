"""The page "Is the sheet on the wall still right?", and the data by which a sheet's code leads to its posting."""

import json
from collections.abc import Iterable, Iterator

from niemyet.model.vocabulary import VERSION_PART_NAMES
from niemyet.render import addresses
from niemyet.render.language import VIETNAMESE
from niemyet.render.listings import OutlinedCommune
from niemyet.render.renderer import OutputFile, Page, TemplateRenderer
from niemyet.resolve.version_codes import VERSION_PARTS
from niemyet.values import dataclass

_ANCHORS = ("giay-to", "phi", "thoi-han", "noi-nop", "trinh-tu", "can-cu")
"""Where a posting's page has each part of a version."""
_PLAIN_CODE = len("1.001193")
_REGION = 2
"""Figures of a commune's code by which communes share a file: as many files as there are provinces, more or less."""


@dataclass(frozen=True, slots=True)
class CheckingView:
    """The inputs of the page and its data."""

    communes: tuple[OutlinedCommune, ...]


def render_checking(renderer: TemplateRenderer, view: CheckingView) -> Iterator[Page | OutputFile]:
    """Renders the page, a second time at its short address, and once the data."""
    yield _render(renderer, addresses.CHECK, "")
    yield _render(renderer, addresses.SHORT_CHECK, "data-forward")
    if renderer.language.code == VIETNAMESE.code:
        yield from write_commune_codes(view.communes)


def _render(renderer: TemplateRenderer, address: str, forward: str) -> Page:
    say = renderer.language.say
    parts = [
        {"name": say(VERSION_PART_NAMES[part]), "anchor": anchor} for part, anchor in zip(VERSION_PARTS, _ANCHORS, strict=True)
    ]
    return renderer.render_page(
        "check",
        address,
        title=say("Tờ trên tường còn đúng không?"),
        description=say("Gõ mã in trên tờ niêm yết hoặc quét mã QR: biết ngay tờ còn đúng, hay phần nào đã thay đổi."),
        parts=json.dumps(parts, ensure_ascii=False),
        names=[part["name"] for part in parts],
        forward=forward,
        data=addresses.COMMUNE_CODES,
    )


def write_commune_codes(communes: Iterable[OutlinedCommune]) -> Iterator[OutputFile]:
    """Yields JSON files: commune code → [path, codes of postings that a sheet does not name in full]."""
    regions: dict[str, dict[str, tuple[str, list[str]]]] = {}
    for commune in communes:
        longer = sorted(code for code in commune.standings if len(code) > _PLAIN_CODE)
        regions.setdefault(commune.code[:_REGION], {})[commune.code] = (commune.path, longer)
    for region, listed in sorted(regions.items()):
        text = json.dumps(listed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield OutputFile(f"{addresses.COMMUNE_CODES}{region}.json", text.encode())
