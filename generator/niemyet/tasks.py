"""What a worker does for one commune, and how the communes are handed to workers.

A task holds what all communes share; it is stored once and each worker reads it once. A worker holds one
commune at a time and writes its pages itself, so only a few words a posting come back.
"""

import pickle
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, TypeAlias

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.report import make_report
from niemyet.publish.staging import write_pages
from niemyet.reading import CommuneFiles, Reference, read_commune
from niemyet.render.frames import Frame
from niemyet.render.listings import ListedCommune, list_commune
from niemyet.render.pages.communes import CommunePrinter
from niemyet.render.press import set_up_press
from niemyet.resolve.communes import resolve_commune
from niemyet.resolve.site import ResolvedReference

FEWEST_FILES = 600
"""Below this many files, starting workers takes longer than doing the work here."""

Tell: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how many are done and how many there are."""


def stay_silent(_label: str, _done: int, _total: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one commune: its diagnostics, and its few words where its pages were written."""

    diagnostics: list[Diagnostic]
    listed: ListedCommune | None = None


class Task(Protocol):
    """Something to do for every commune."""

    def do(self, files: CommuneFiles) -> Outcome:
        """Does it for one commune."""
        ...


@dataclass(frozen=True, slots=True)
class CheckTask:
    """Reads a commune and checks it."""

    root: Path
    today: date
    reference: Reference

    def do(self, files: CommuneFiles) -> Outcome:
        """What is wrong with the commune."""
        return Outcome(read_commune(self.root, files, self.reference, self.today)[1])


@dataclass(frozen=True)
class PublishTask:
    """Reads, checks, resolves and prints a commune, and writes its pages into `folder`."""

    root: Path
    reference: Reference
    resolved: ResolvedReference
    frames: dict[str, Frame]
    theme: Path
    folder: Path
    published: Path | None

    @cached_property
    def _printer(self) -> CommunePrinter:
        return CommunePrinter(set_up_press(self.theme, self.frames), self.resolved)

    def do(self, files: CommuneFiles) -> Outcome:
        """The commune in few words; a commune with an error has no pages."""
        today = self.resolved.today
        read, diagnostics = read_commune(self.root, files, self.reference, today)
        province = self.resolved.provinces.get(files.path.split("/")[0])
        if read.commune is None or province is None or make_report(diagnostics, 0).errors:
            return Outcome(diagnostics)
        resolved = resolve_commune(read.path, read.commune, read.postings, province, today)
        listed = list_commune(resolved)
        pages = self._printer.print_commune(resolved, listed)
        write_pages(self.folder, self.published, ((page.address, page.body) for page in pages))
        return Outcome(diagnostics, listed)


def do_all(task: Task, communes: Sequence[CommuneFiles], executor: Executor | None, tell: Tell, label: str) -> Iterator[Outcome]:
    """The outcome for every commune, in the order given; in the executor's workers where there is one."""
    if executor is None or sum(len(files.finds) for files in communes) < FEWEST_FILES:
        yield from _count(map(task.do, communes), len(communes), tell, label)
        return
    with TemporaryDirectory(prefix="niemyet-") as folder:
        stored = Path(folder, "task")
        stored.write_bytes(pickle.dumps(task, pickle.HIGHEST_PROTOCOL))
        yield from _count(executor.map(partial(_do_stored, str(stored)), communes), len(communes), tell, label)


def _count(outcomes: Iterator[Outcome], total: int, tell: Tell, label: str) -> Iterator[Outcome]:
    for done, outcome in enumerate(outcomes, 1):
        tell(label, done, total)
        yield outcome


@lru_cache(maxsize=1)
def _read_task(path: str) -> Any:
    return pickle.loads(Path(path).read_bytes())


def _do_stored(path: str, files: CommuneFiles) -> Outcome:
    outcome: Outcome = _read_task(path).do(files)
    return outcome
