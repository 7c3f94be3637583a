"""What a worker does, and how the work is handed to workers.

A task holds what all pages share; each worker takes it over once. A worker holds one commune at a time and
writes its pages itself, so only a few words a posting come back.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeAlias

from markupsafe import Markup

from niemyet.changes.chronicle import Chronicle
from niemyet.changes.page import print_changes, write_feeds
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.report import make_report
from niemyet.publish.staging import Staging
from niemyet.reading import CommuneFiles, Reference, read_commune
from niemyet.render.listings import ListedCommune, list_commune
from niemyet.render.pages.communes import CommunePrinter
from niemyet.render.pages.documents import print_documents
from niemyet.render.pages.news import print_news
from niemyet.render.pages.places import print_places
from niemyet.render.pages.procedure_parts import ProcedureParts
from niemyet.render.pages.procedures import ComparedProcedure, print_lists, print_procedure
from niemyet.render.press import FrameSet, Page, Press, set_up_press
from niemyet.resolve.communes import resolve_commune
from niemyet.resolve.site import ResolvedReference
from niemyet.sheets.book import set_up_board
from niemyet.sheets.shelf import fill_shelf
from niemyet.sheets.typesetter import Typesetter

FEWEST_FILES = 600
"""Below this many files, starting workers takes longer than doing the work here."""

Tell: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how many are done and how many there are."""


def stay_silent(_label: str, _done: int, _total: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one commune: its diagnostics; its few words and the addresses of its pages where it has some."""

    diagnostics: list[Diagnostic]
    listed: ListedCommune | None = None
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckTask:
    """Reads a commune and checks it."""

    root: Path
    today: date
    reference: Reference

    def do_commune(self, files: CommuneFiles) -> Outcome:
        """What is wrong with the commune."""
        return Outcome(read_commune(self.root, files, self.reference, self.today)[1])


@dataclass(frozen=True)
class PublishTask:
    """Writes the pages of communes and of procedures into the staging folder."""

    root: Path
    reference: Reference
    resolved: ResolvedReference
    frame_set: FrameSet
    staging: Staging
    sheets: bool = False
    """Whether the sheets for the notice board are printed too."""

    @cached_property
    def _press(self) -> Press:
        return set_up_press(self.frame_set)

    @cached_property
    def _communes(self) -> CommunePrinter:
        return CommunePrinter(self._press, self.resolved, self.sheets)

    @cached_property
    def _typesetter(self) -> Typesetter:
        return Typesetter(self.frame_set.theme)

    @cached_property
    def _procedure_parts(self) -> ProcedureParts:
        return ProcedureParts(self._press, self.resolved, "../../", self._communes.parts)

    def do_commune(self, files: CommuneFiles) -> Outcome:
        """Reads, checks, resolves and prints a commune; gives it in few words. With an error it has no pages."""
        today = self.resolved.today
        read, diagnostics = read_commune(self.root, files, self.reference, today)
        province = self.resolved.provinces.get(files.path.split("/")[0])
        if read.commune is None or province is None or make_report(diagnostics, 0).errors:
            return Outcome(diagnostics)
        resolved = resolve_commune(read.path, read.commune, read.postings, province, today)
        listed = list_commune(resolved)
        if self.sheets:
            board = set_up_board(resolved, self.resolved, self.frame_set.site_url)
            for path, pdf in fill_shelf(board, self._typesetter, self.staging.read_published):
                self.staging.write(path, pdf)
        return Outcome(diagnostics, listed, tuple(self.write(self._communes.print_commune(resolved, listed))))

    def do_parts(self, codes: Sequence[str]) -> dict[tuple[str, ...], Markup]:
        """Prints what all communes share of some procedures."""
        return self._communes.parts.print_ahead(codes)

    def keep_parts(self, printed: Mapping[tuple[str, ...], Markup]) -> None:
        """Keeps what a worker printed, for the workers to come."""
        self._communes.parts.keep(printed)

    def do_procedures(self, compared: Sequence[ComparedProcedure]) -> list[str]:
        """Prints the pages of some procedures; gives their addresses."""
        return [
            address
            for procedure in compared
            for address in self.write(print_procedure(self._press, self.resolved, self._procedure_parts, procedure))
        ]

    def do_overviews(self, communes: Sequence[ListedCommune]) -> list[str]:
        """Prints the pages that look across communes and procedures; gives their addresses."""
        press, resolved = self._press, self.resolved
        by_path = {commune.path: commune for commune in communes}
        return [
            *self.write(print_places(press, resolved, communes)),
            *self.write(print_lists(press, resolved)),
            *self.write(print_documents(press, resolved)),
            *self.write(print_news(press, resolved, by_path)),
        ]

    def do_changes(self, chronicle: Chronicle, communes: Sequence[ListedCommune]) -> list[str]:
        """Prints the page of changes and writes the feeds of the communes; gives the page's address."""
        for path, text in write_feeds(chronicle, communes, self.frame_set.site_url):
            self.staging.write(path, text.encode())
        return self.write(print_changes(self._press, self.resolved, chronicle, communes))

    def write(self, pages: Iterable[Page]) -> list[str]:
        """Writes pages and gives their addresses."""
        return self.staging.write_pages((page.address, page.body) for page in pages)


@dataclass(frozen=True)
class TypesetTask:
    """Sets sheets, one after the other."""

    theme: Path

    @cached_property
    def _typesetter(self) -> Typesetter:
        return Typesetter(self.theme)

    def do_sheet(self, sheet: tuple[str, Mapping[str, Any]]) -> tuple[str, bytes]:
        """The code and the PDF of a sheet, given as code and data."""
        code, data = sheet
        return code, self._typesetter.typeset("sheet", code, data)


Task: TypeAlias = CheckTask | PublishTask | TypesetTask
StartWorkers: TypeAlias = Callable[[Callable[[Task], None], Task], AbstractContextManager[Executor]]
"""Starts workers that each call the given function with the task once, before their first item."""


class Crew:
    """Does a task's work item by item: here, or in workers where there are some."""

    def __init__(self, task: Task, executor: Executor | None, tell: Tell) -> None:
        self.task, self.executor, self.tell = task, executor, tell

    def do(self, method: str, items: Collection[Any], label: str) -> Iterator[Any]:
        """What `method` of the task gives for every item, in their order; workers begin at once."""
        return self.do_stream(method, items, len(items), label)

    def do_stream(self, method: str, items: Iterable[Any], total: int, label: str) -> Iterator[Any]:
        """As `do`, for `total` items that are still being made: workers have the first while the next is made."""
        do_here: Callable[[Any], Any] = getattr(self.task, method)
        outcomes = self.executor.map(partial(_do, method), items) if self.executor else map(do_here, items)
        return self._count(outcomes, total, label)

    def _count(self, outcomes: Iterator[Any], total: int, label: str) -> Iterator[Any]:
        for done, outcome in enumerate(outcomes, 1):
            self.tell(label, done, total)
            yield outcome


def are_many(communes: Iterable[CommuneFiles]) -> bool:
    """Whether the communes have so many files that workers are worth starting."""
    return sum(len(commune.finds) for commune in communes) >= FEWEST_FILES


@contextmanager
def hire_crew(task: Task, enough: bool, start_workers: StartWorkers | None, tell: Tell) -> Iterator[Crew]:
    """A crew for the task; workers are started only where there is `enough` to do for them."""
    if start_workers is None or not enough:
        yield Crew(task, None, tell)
        return
    with start_workers(_take_over, task) as executor:
        yield Crew(task, executor, tell)


_TAKEN_OVER: list[Task] = []
"""In a worker, the task that it was started with; empty in the process that started it."""


def _take_over(task: Task) -> None:
    _TAKEN_OVER[:] = [task]


def _do(method: str, item: Any) -> Any:
    return getattr(_TAKEN_OVER[0], method)(item)
