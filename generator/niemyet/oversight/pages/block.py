"""What every block of a page of figures is rendered with, whatever place it speaks of."""

from datetime import date
from typing import NamedTuple

from niemyet.render.addresses import root_from
from niemyet.render.language import Language
from niemyet.render.renderer import TemplateRenderer


class Block(NamedTuple):
    """`root` leads from the page to that of the site; `alone`: the page has files beside it."""

    renderer: TemplateRenderer
    today: date
    root: str
    alone: bool = True

    @property
    def language(self) -> Language:
        """That of the page."""
        return self.renderer.language


def find_beside(address: str, language: Language) -> str:
    """The way from the page at `address` to its files, which lie beside the Vietnamese one."""
    return f"{root_from(address)}{language.up}{address}" if language.folder else ""
