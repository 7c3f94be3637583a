"""The context that is sent to every worker once: folders, frames, keys, options. Renderers are set up from it on first use."""

from collections.abc import Iterable, Mapping
from dataclasses import field, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from niemyet.building.input_digests import InputDigests
from niemyet.model.data_parts import NO_DATA, DataPart
from niemyet.open_data.communes import CommuneData
from niemyet.oversight.facts import FactsStater
from niemyet.oversight.pages.commune import CommuneOversight
from niemyet.oversight.required import Requirements
from niemyet.publish.listing import Listed, list_bytes
from niemyet.publish.staging import Staging
from niemyet.render.addresses import TEXT
from niemyet.render.language import VIETNAMESE, Language
from niemyet.render.listings import ListedProcedure, ListKey, ProcedureLists
from niemyet.render.page_texts import PageTexts
from niemyet.render.pages.communes import CommuneRenderer
from niemyet.render.pages.online import ServedProcedures
from niemyet.render.pages.procedure_fragments import ProcedureFragments
from niemyet.render.renderer import FrameSet, Page, TemplateRenderer, set_up_renderer
from niemyet.resolve.answers import KeptAnswers
from niemyet.resolve.commune_law import CommuneLaw
from niemyet.resolve.version_codes import VersionCoder
from niemyet.sheets.typesetter import Typesetter
from niemyet.values import dataclass


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
    languages: tuple[Language, ...] = (VIETNAMESE,)
    """The languages of the site, Vietnamese first, with what the records have in each."""
    whole_sheets: bool = False
    """Whether these PDFs have steps and grounds too."""
    open_data: tuple[DataPart, ...] = NO_DATA
    """The parts of the open data that the site has."""
    share_pictures: bool = False
    """Whether articles and procedures have pictures of their own for who passes them on."""
    share_postings: bool = False
    """Whether postings have, too; else they show those of their procedures."""
    data_licence: str = ""
    """The address of the licence of the open data."""
    listed: Mapping[ListKey, ListedProcedure] = field(default_factory=dict)
    """What lists show of procedures, as far as it is known from the last build."""

    def __getstate__(self) -> dict[str, Any]:
        """The fields alone: each process sets up its own renderers."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @cached_property
    def renderers(self) -> tuple[TemplateRenderer, ...]:
        """Render templates into frames, one for each language."""
        frame_set, options = self.frame_set, (self.share_pictures, self.share_postings)
        told = "assistants" in self.open_data
        return tuple(
            set_up_renderer(frame_set, one, *options, PageTexts(frame_set.site_url, self.today, one) if told else None)
            for one in self.languages
        )

    @cached_property
    def answers(self) -> KeptAnswers:
        """The answers in the province whose communes are made."""
        return KeptAnswers()

    @cached_property
    def communes(self) -> tuple[CommuneRenderer, ...]:
        """Render communes, one for each language; cache what many communes share."""
        described_at = self.frame_set.site_url if "linked" in self.open_data else ""
        embedded_at = self.frame_set.site_url if "embed" in self.open_data else ""
        options = self.sheets, self.feeds, described_at, embedded_at, self.coder
        return tuple(CommuneRenderer(one, self.answers, self.today, *options) for one in self.renderers)

    @cached_property
    def commune_data(self) -> CommuneData:
        """Writes communes as data; caches what many communes share."""
        kept = self.answers, self.languages[1:], self.coder
        return CommuneData(self.frame_set.site_url, self.open_data, self.today, self.data_licence, *kept)

    @cached_property
    def coder(self) -> VersionCoder:
        """Makes the version codes of postings, each once for its pages and its data."""
        return VersionCoder()

    @cached_property
    def lists(self) -> ProcedureLists:
        """What lists show of procedures, in every language."""
        return ProcedureLists(self.languages, self.answers, self.listed)

    @cached_property
    def served(self) -> ServedProcedures:
        """What procedures are as online services."""
        return ServedProcedures()

    @cached_property
    def oversight(self) -> tuple[CommuneOversight, ...]:
        """Render the communes' pages of figures, one for each language."""
        return tuple(CommuneOversight(one) for one in self.renderers)

    def requirements_of(self, province: str) -> Requirements:
        """What the figures of the communes of a province are measured against; kept for one province at a time, because communes
        are sorted by province. `province` must have been read."""
        known = self._requirements.get(province)
        if known is None:
            law = self.laws[province]
            if law.province is None:
                raise KeyError(province)
            known = Requirements(law.province, law.index.calendars, self.today)
            self._requirements.clear()
            self._requirements[province] = known
        return known

    def facts_of(self, province: str) -> FactsStater:
        """States the facts of the postings of a province's communes; kept as its requirements are."""
        known = self._facts.get(province)
        if known is None:
            known = FactsStater(self.laws[province].index.register, self.today)
            self._facts.clear()
            self._facts[province] = known
        return known

    @cached_property
    def _requirements(self) -> dict[str, Requirements]:
        return {}

    @cached_property
    def _facts(self) -> dict[str, FactsStater]:
        return {}

    @cached_property
    def typesetter(self) -> Typesetter:
        """Typesets sheets."""
        return Typesetter(self.frame_set.theme)

    @cached_property
    def procedure_fragments(self) -> tuple[ProcedureFragments, ...]:
        """Fragments for the procedures' pages, two folders deep, for each language."""
        return tuple(ProcedureFragments(one.renderer, self.today, "../../", one.parts) for one in self.communes)

    def write(self, outputs: Iterable[Output]) -> dict[str, Listed]:
        """Writes files to the staging folder; returns what was written, by path, so that nobody has to read it again."""
        written = {}
        for output in outputs:
            path, data = output.path, output.data
            self.staging.write(path, data)
            written[path] = list_bytes(data)
            if isinstance(output, Page) and output.text:
                path = output.address + TEXT
                self.staging.write(path, output.text)
                written[path] = list_bytes(output.text)
        return written
