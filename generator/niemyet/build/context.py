"""What everyone who renders a part of the site has at hand: the folder, the frames, the staged output, how the site is made."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from niemyet.build.input_digests import InputDigests
from niemyet.publish.staging import Staging
from niemyet.render.pages.communes import CommuneRenderer
from niemyet.render.pages.procedure_fragments import ProcedureFragments
from niemyet.render.renderer import FrameSet, TemplateRenderer, set_up_renderer
from niemyet.resolve.site import CommuneLaw
from niemyet.sheets.typesetter import Typesetter


class Output(Protocol):
    """A file of the site: a page or another."""

    @property
    def path(self) -> str:
        """Below the site's root."""
        ...

    @property
    def data(self) -> bytes:
        """What stands in it."""
        ...


@dataclass(frozen=True)
class SiteContext:
    """What a worker is given once. Set-ups stand here, records do not: those come with what is to be made of them."""

    root: Path
    today: date
    frame_set: FrameSet
    staging: Staging
    base: bytes
    """The digest of what every part of the site is made with."""
    digests: InputDigests
    laws: Mapping[str, CommuneLaw]
    """By the path of a province, what its communes are read against; each is given to its own communes, narrowed."""
    sheets: bool = False
    """Whether the sheets for the notice board are printed too."""
    feeds: bool = False
    """Whether each commune has a feed of its changes."""

    def __getstate__(self) -> dict[str, Any]:
        """What it was made of: whoever takes it over sets up renderers of his own."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @cached_property
    def renderer(self) -> TemplateRenderer:
        """The templates and frames."""
        return set_up_renderer(self.frame_set)

    @cached_property
    def communes(self) -> CommuneRenderer:
        """Renders communes, and keeps what is equal for many."""
        return CommuneRenderer(self.renderer, self.today, self.sheets, self.feeds)

    @cached_property
    def typesetter(self) -> Typesetter:
        """Sets sheets."""
        return Typesetter(self.frame_set.theme)

    @cached_property
    def procedure_fragments(self) -> ProcedureFragments:
        """The fragments for the procedures' own pages."""
        return ProcedureFragments(self.renderer, self.today, "../../", self.communes.parts)

    def write(self, outputs: Iterable[Output]) -> list[str]:
        """Writes files into the staged output; gives their paths."""
        written = []
        for output in outputs:
            self.staging.write(output.path, output.data)
            written.append(output.path)
        return written
