"""The task of a build: writes the pages of communes, of procedures and those that look across them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from markupsafe import Markup

from niemyet.build.commune_memory import CommunePlan, MadeCommune, plan_commune, remember_commune
from niemyet.build.keys import Keys
from niemyet.cache.cache_file import CachedPart, part_of
from niemyet.cache.inputs import take_inputs
from niemyet.catalogue.reading import Reference, read_commune
from niemyet.changes.chronicle import Chronicle
from niemyet.changes.page import render_changes, write_feeds
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.report import make_report
from niemyet.editing.guide import render_guide
from niemyet.load.finding import CommuneFiles
from niemyet.publish.staging import Staging
from niemyet.render.addresses import of_posting
from niemyet.render.listings import ListedCommune, list_commune, list_postings
from niemyet.render.pages.coming import render_coming
from niemyet.render.pages.communes import CommuneRenderer
from niemyet.render.pages.documents import render_documents
from niemyet.render.pages.news import render_news
from niemyet.render.pages.places import render_places
from niemyet.render.pages.procedure_fragments import FragmentKey, ProcedureFragments
from niemyet.render.pages.procedures import ComparedProcedure, render_lists, render_procedure
from niemyet.render.renderer import FrameSet, Page, TemplateRenderer, set_up_renderer
from niemyet.resolve.communes import resolve_commune
from niemyet.resolve.site import ResolvedReference
from niemyet.sheets.book import set_up_board
from niemyet.sheets.published_sheets import fill_published_sheets
from niemyet.sheets.typesetter import Typesetter

Files: TypeAlias = list[str]
"""Paths of what was written, below the site's root."""


@dataclass(frozen=True, slots=True)
class BuiltCommune:
    """What came of one commune: its part of the site, or what is wrong with it."""

    diagnostics: list[Diagnostic]
    part: CachedPart | None = None


@dataclass(frozen=True, slots=True)
class BuiltSheets:
    """What came of the sheets of some communes: the files of each, or what is wrong with one."""

    diagnostics: list[Diagnostic]
    files: Mapping[str, Files] = field(default_factory=dict)


@dataclass(frozen=True)
class PublishTask:
    """Writes pages into the staging folder."""

    root: Path
    reference: Reference
    resolved: ResolvedReference
    frame_set: FrameSet
    staging: Staging
    keys: Keys
    sheets: bool = False
    """Whether the sheets for the notice board are printed too."""
    feeds: bool = False
    """Whether each commune has a feed of its changes."""

    def __getstate__(self) -> dict[str, Any]:
        """What it was made of: whoever takes it over sets up presses of his own."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @cached_property
    def _press(self) -> TemplateRenderer:
        return set_up_renderer(self.frame_set)

    @cached_property
    def _communes(self) -> CommuneRenderer:
        return CommuneRenderer(self._press, self.resolved, self.sheets, self.feeds)

    @cached_property
    def _typesetter(self) -> Typesetter:
        return Typesetter(self.frame_set.theme)

    @cached_property
    def _procedure_parts(self) -> ProcedureFragments:
        return ProcedureFragments(self._press, self.resolved, "../../", self._communes.parts)

    def do_commune(self, item: tuple[CommuneFiles, CachedPart | None]) -> BuiltCommune:
        """Reads, checks, resolves and prints what has changed of a commune since it was made as the part tells."""
        files, part = item
        before: MadeCommune | None = part.value if part else None
        memory = before.memory if before else None
        source_files = files.source_files
        inputs, contents = take_inputs(self.root, source_files, memory.inputs if memory else {}, self.staging.began)
        plan = plan_commune(files, inputs, self.keys, memory)
        key = self.keys.of_commune(files, (inputs[find.path].stamp for find in source_files))
        if not (plan.stands and part and before and memory):
            return self._make_commune(plan, contents, part, before, key)
        self.staging.keep(part.files, part.tree)
        return BuiltCommune([], part_of(key, part.files, before._replace(packed_memory=memory._replace(inputs=inputs).pack())))

    def _make_commune(
        self, plan: CommunePlan, contents: Mapping[str, bytes], part: CachedPart | None, before: MadeCommune | None, key: bytes
    ) -> BuiltCommune:
        path, today = plan.files.path, self.resolved.today
        stale = plan.stale
        read, diagnostics = read_commune(self.root, plan.narrow(stale), self.reference, today, contents)
        province = self.resolved.provinces.get(path.split("/")[0])
        if read.commune is None or province is None or make_report(diagnostics, 0).errors:
            return BuiltCommune([*diagnostics, *(before.diagnostics if before else ())])
        resolved = resolve_commune(path, read.commune, read.postings, province, today)
        fresh = list_postings(resolved, self._communes.list_procedures(province.path), today)
        memory = plan.merge(fresh, diagnostics, stale)
        listed = list_commune(resolved, memory.postings)
        written = self.write(self._communes.render_commune(resolved, memory.postings))
        kept = [f"{of_posting(path, code)}index.html" for code in memory.keys if code not in stale]
        if part:
            self.staging.keep(kept, part.tree)
        return BuiltCommune([], part_of(key, [*written, *kept], remember_commune(listed, memory)))

    def do_sheets(self, communes: Sequence[CommuneFiles]) -> BuiltSheets:
        """Prints the sheets and the books of some communes, whose records were valid when their pages were printed."""
        boards = []
        for files in communes:
            read, diagnostics = read_commune(self.root, files, self.reference, self.resolved.today)
            if read.commune is None or make_report(diagnostics, 0).errors:
                return BuiltSheets(diagnostics)
            province = self.resolved.provinces[files.path.split("/")[0]]
            resolved = resolve_commune(files.path, read.commune, read.postings, province, self.resolved.today)
            boards.append(set_up_board(resolved, self.resolved, self.frame_set.site_url))
        written: dict[str, Files] = {board.resolved.path: [] for board in boards}
        for commune, path, data in fill_published_sheets(boards, self._typesetter, self.staging.read_published):
            self.staging.write(path, data)
            written[commune].append(path)
        return BuiltSheets([], written)

    def do_parts(self, codes: Sequence[str]) -> dict[FragmentKey, Markup]:
        """Prints what all communes share of some procedures."""
        return self._communes.parts.render_ahead(codes)

    def keep_parts(self, printed: Mapping[FragmentKey, Markup]) -> None:
        """Keeps what a worker printed, for the workers to come."""
        self._communes.parts.keep(printed)

    def do_procedures(self, compared: Sequence[ComparedProcedure]) -> list[tuple[str, Files]]:
        """Prints the pages of some procedures; gives each code with its files."""
        renderer, resolved, parts = self._press, self.resolved, self._procedure_parts
        return [(procedure.code, self.write(render_procedure(renderer, resolved, parts, procedure))) for procedure in compared]

    def do_places(self, communes: Sequence[ListedCommune]) -> Files:
        """Prints the home page, the search and the provinces."""
        return self.write(render_places(self._press, self.resolved, communes))

    def do_lists(self) -> Files:
        """Prints the lists of procedures, the fields, the life events and what is going to change."""
        return self.write((*render_lists(self._press, self.resolved), render_coming(self._press, self.resolved)))

    def do_documents(self) -> Files:
        """Prints the legal documents."""
        return self.write(render_documents(self._press, self.resolved))

    def do_news(self, communes: Sequence[ListedCommune]) -> Files:
        """Prints the news."""
        return self.write(render_news(self._press, self.resolved, {commune.path: commune for commune in communes}))

    def do_guide(self) -> Files:
        """Prints the pages of the editors' guide that are made of the models and the rulebook."""
        return self.write(render_guide(self._press))

    def do_changes(self, chronicle: Chronicle, communes: Sequence[ListedCommune]) -> Files:
        """Prints the page of changes and writes the feeds of the communes."""
        feeds = []
        for path, text in write_feeds(chronicle, communes, self.frame_set.site_url):
            self.staging.write(path, text.encode())
            feeds.append(path)
        return [*self.write(render_changes(self._press, self.resolved, chronicle, communes)), *feeds]

    def write(self, pages: Iterable[Page]) -> Files:
        """Writes pages and gives their files."""
        return [self.staging.write_page(page.address, page.body) for page in pages]
