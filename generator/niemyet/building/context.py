"""The context that is sent to every worker once: folders, frames, keys, options. Renderers are set up from it on first use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from niemyet.building.input_digests import InputDigests
from niemyet.publish.staging import Staging
from niemyet.render.pages.communes import CommuneRenderer
from niemyet.render.pages.procedure_fragments import ProcedureFragments
from niemyet.render.renderer import FrameSet, TemplateRenderer, set_up_renderer
from niemyet.resolve.site import CommuneLaw
from niemyet.sheets.typesetter import Typesetter


class Output(Protocol):
    """A file of the site, a page or any other."""

    @property
    def path(self) -> str:
        """Relative to the site's root."""
        ...

    @property
    def data(self) -> bytes:
        """The content."""
        ...


@dataclass(frozen=True)
class SiteContext:
    """What a worker is given once. Holds no commune's records: these come with each item of work."""

    root: Path
    today: date
    frame_set: FrameSet
    staging: Staging
    base: bytes
    """The digest that every part of the site depends on."""
    digests: InputDigests
    laws: Mapping[str, CommuneLaw]
    """Path of a province → what its communes are checked and resolved against."""
    sheets: bool = False
    """Whether PDFs for notice boards are made too."""
    feeds: bool = False
    """Whether each commune has an Atom feed of its changes."""

    def __getstate__(self) -> dict[str, Any]:
        """The fields alone: each process sets up its own renderers."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @cached_property
    def renderer(self) -> TemplateRenderer:
        """Renders templates into frames."""
        return set_up_renderer(self.frame_set)

    @cached_property
    def communes(self) -> CommuneRenderer:
        """Renders communes; caches what many of them share."""
        return CommuneRenderer(self.renderer, self.today, self.sheets, self.feeds)

    @cached_property
    def typesetter(self) -> Typesetter:
        """Typesets sheets."""
        return Typesetter(self.frame_set.theme)

    @cached_property
    def procedure_fragments(self) -> ProcedureFragments:
        """Fragments for the procedures' pages, two folders deep."""
        return ProcedureFragments(self.renderer, self.today, "../../", self.communes.parts)

    def write(self, outputs: Iterable[Output]) -> list[str]:
        """Writes files to the staging folder; returns their paths."""
        written = []
        for output in outputs:
            self.staging.write(output.path, output.data)
            written.append(output.path)
        return written
