"""What every block of a page of figures is rendered with, whatever place it speaks of."""

from datetime import date
from typing import NamedTuple

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
