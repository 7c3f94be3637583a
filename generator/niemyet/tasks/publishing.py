"""The task of a build: writes the pages of communes, of procedures and those that look across them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from markupsafe import Markup

from niemyet.changes.chronicle import Chronicle
from niemyet.changes.page import print_changes, write_feeds
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.report import make_report
from niemyet.editing.guide import print_guide
from niemyet.load.finding import CommuneFiles
from niemyet.publish.staging import Staging
from niemyet.reading import Reference, read_commune
from niemyet.render.addresses import of_posting
from niemyet.render.listings import ListedCommune, list_commune, list_postings
from niemyet.render.pages.coming import print_coming
from niemyet.render.pages.communes import CommunePrinter
from niemyet.render.pages.documents import print_documents
from niemyet.render.pages.news import print_news
from niemyet.render.pages.places import print_places
from niemyet.render.pages.procedure_parts import Key, ProcedureParts
from niemyet.render.pages.procedures import ComparedProcedure, print_lists, print_procedure
from niemyet.render.press import FrameSet, Page, Press, set_up_press
from niemyet.resolve.communes import resolve_commune
from niemyet.resolve.site import ResolvedReference
from niemyet.sheets.book import set_up_board
from niemyet.sheets.shelf import fill_shelves
from niemyet.sheets.typesetter import Typesetter
from niemyet.store.inputs import take_inputs
from niemyet.store.volume import Part, part_of
from niemyet.tasks.communes import CommunePlan, MadeCommune, plan_commune, remember_commune
from niemyet.tasks.keys import Keys

Files: TypeAlias = list[str]
"""Paths of what was written, below the site's root."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one commune: its part of the site, or what is wrong with it."""

    diagnostics: list[Diagnostic]
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Shelved:
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
    def _press(self) -> Press:
        return set_up_press(self.frame_set)

    @cached_property
    def _communes(self) -> CommunePrinter:
        return CommunePrinter(self._press, self.resolved, self.sheets, self.feeds)

    @cached_property
    def _typesetter(self) -> Typesetter:
        return Typesetter(self.frame_set.theme)

    @cached_property
    def _procedure_parts(self) -> ProcedureParts:
        return ProcedureParts(self._press, self.resolved, "../../", self._communes.parts)

    def do_commune(self, item: tuple[CommuneFiles, Part | None]) -> Outcome:
        """Reads, checks, resolves and prints what has changed of a commune since it was made as the part tells."""
        files, part = item
        before: MadeCommune | None = part.value if part else None
        memory = before.memory if before else None
        finds = files.finds
        inputs, contents = take_inputs(self.root, finds, memory.inputs if memory else {}, self.staging.began)
        plan = plan_commune(files, inputs, self.keys, memory)
        key = self.keys.of_commune(files, (inputs[find.path].stamp for find in finds))
        if not (plan.stands and part and before and memory):
            return self._make_commune(plan, contents, part, before, key)
        self.staging.keep(part.files, part.tree)
        return Outcome([], part_of(key, part.files, before._replace(packed_memory=memory._replace(inputs=inputs).pack())))

    def _make_commune(
        self, plan: CommunePlan, contents: Mapping[str, bytes], part: Part | None, before: MadeCommune | None, key: bytes
    ) -> Outcome:
        path, today = plan.files.path, self.resolved.today
        stale = plan.stale
        read, diagnostics = read_commune(self.root, plan.narrow(stale), self.reference, today, contents)
        province = self.resolved.provinces.get(path.split("/")[0])
        if read.commune is None or province is None or make_report(diagnostics, 0).errors:
            return Outcome([*diagnostics, *(before.diagnostics if before else ())])
        resolved = resolve_commune(path, read.commune, read.postings, province, today)
        fresh = list_postings(resolved, self._communes.list_procedures(province.path), today)
        memory = plan.merge(fresh, diagnostics, stale)
        listed = list_commune(resolved, memory.postings)
        written = self.write(self._communes.print_commune(resolved, memory.postings))
        kept = [f"{of_posting(path, code)}index.html" for code in memory.keys if code not in stale]
        if part:
            self.staging.keep(kept, part.tree)
        return Outcome([], part_of(key, [*written, *kept], remember_commune(listed, memory)))

    def do_shelves(self, communes: Sequence[CommuneFiles]) -> Shelved:
        """Prints the sheets and the books of some communes, whose records were valid when their pages were printed."""
        boards = []
        for files in communes:
            read, diagnostics = read_commune(self.root, files, self.reference, self.resolved.today)
            if read.commune is None or make_report(diagnostics, 0).errors:
                return Shelved(diagnostics)
            province = self.resolved.provinces[files.path.split("/")[0]]
            resolved = resolve_commune(files.path, read.commune, read.postings, province, self.resolved.today)
            boards.append(set_up_board(resolved, self.resolved, self.frame_set.site_url))
        written: dict[str, Files] = {board.resolved.path: [] for board in boards}
        for commune, path, data in fill_shelves(boards, self._typesetter, self.staging.read_published):
            self.staging.write(path, data)
            written[commune].append(path)
        return Shelved([], written)

    def do_parts(self, codes: Sequence[str]) -> dict[Key, Markup]:
        """Prints what all communes share of some procedures."""
        return self._communes.parts.print_ahead(codes)

    def keep_parts(self, printed: Mapping[Key, Markup]) -> None:
        """Keeps what a worker printed, for the workers to come."""
        self._communes.parts.keep(printed)

    def do_procedures(self, compared: Sequence[ComparedProcedure]) -> list[tuple[str, Files]]:
        """Prints the pages of some procedures; gives each code with its files."""
        press, resolved, parts = self._press, self.resolved, self._procedure_parts
        return [(procedure.code, self.write(print_procedure(press, resolved, parts, procedure))) for procedure in compared]

    def do_places(self, communes: Sequence[ListedCommune]) -> Files:
        """Prints the home page, the search and the provinces."""
        return self.write(print_places(self._press, self.resolved, communes))

    def do_lists(self) -> Files:
        """Prints the lists of procedures, the fields, the life events and what is going to change."""
        return self.write((*print_lists(self._press, self.resolved), print_coming(self._press, self.resolved)))

    def do_documents(self) -> Files:
        """Prints the legal documents."""
        return self.write(print_documents(self._press, self.resolved))

    def do_news(self, communes: Sequence[ListedCommune]) -> Files:
        """Prints the news."""
        return self.write(print_news(self._press, self.resolved, {commune.path: commune for commune in communes}))

    def do_guide(self) -> Files:
        """Prints the pages of the editors' guide that are made of the models and the rulebook."""
        return self.write(print_guide(self._press))

    def do_changes(self, chronicle: Chronicle, communes: Sequence[ListedCommune]) -> Files:
        """Prints the page of changes and writes the feeds of the communes."""
        feeds = []
        for path, text in write_feeds(chronicle, communes, self.frame_set.site_url):
            self.staging.write(path, text.encode())
            feeds.append(path)
        return [*self.write(print_changes(self._press, self.resolved, chronicle, communes)), *feeds]

    def write(self, pages: Iterable[Page]) -> Files:
        """Writes pages and gives their files."""
        return [self.staging.write_page(page.address, page.body) for page in pages]
