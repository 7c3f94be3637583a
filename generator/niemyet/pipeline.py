"""The spine: files → records → catalogue → pages → site. Every verb of the program, in order, on one screen.

No stage calls the next; this module calls all of them. One commune is read, checked, resolved and printed at a
time, here or in a worker (`tasks`), so that memory does not grow with the number of communes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import TypeAlias, TypeVar

from niemyet.changes.chronicle import Chronicle
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.report import Report, make_report
from niemyet.load.files import find_files
from niemyet.publish.sitemap import make_sitemaps
from niemyet.publish.staging import Staging, keep_unchanged, replace_site, stage
from niemyet.reading import Reference, read_commune, read_reference
from niemyet.render.addresses import of_picture
from niemyet.render.calendar import ADDRESS as CALENDAR_DATA
from niemyet.render.calendar import make_calendar_data
from niemyet.render.listings import ListedCommune
from niemyet.render.pages.procedures import compare_postings
from niemyet.render.press import FrameSet
from niemyet.render.search import ADDRESS as SEARCH_DATA
from niemyet.render.search import make_search_data
from niemyet.resolve.communes import ResolvedCommune, resolve_commune
from niemyet.resolve.site import ResolvedReference, resolve_reference
from niemyet.sheets.book import Board, Format, set_up_board
from niemyet.tasks import CheckTask, PublishTask, StartWorkers, Tell, TypesetTask, are_many, hire_crew, stay_silent

T = TypeVar("T")
NO_HISTORY = Chronicle()
PORTION = 32
"""Procedures that a worker prints at a time."""
FEWEST_SHEETS = 24
"""Below this many sheets, starting workers takes longer than setting them here."""


BeginFrames: TypeAlias = Callable[[Path], Callable[[], FrameSet]]
"""Begins to write the hand-written pages and the look into a folder; what it gives waits for the frames."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: its report and the number of pages made from records (0 where errors stopped it)."""

    report: Report
    pages: int


def check_catalogue(root: Path, today: date, start_workers: StartWorkers | None = None, tell: Tell = stay_silent) -> Report:
    """Reads and checks every record as of `today`; writes nothing."""
    finds, misplaced = find_files(root)
    reference, found = read_reference(root, finds, today)
    diagnostics = [*misplaced, *found]
    with hire_crew(CheckTask(root, today, reference), are_many(reference.communes), start_workers, tell) as crew:
        for outcome in crew.do("do_commune", reference.communes, "Kiểm tra"):
            diagnostics += outcome.diagnostics
    return make_report(diagnostics, len(finds))


def build_site(
    root: Path,
    site_dir: Path,
    today: date,
    begin_frames: BeginFrames,
    start_workers: StartWorkers | None = None,
    tell: Tell = stay_silent,
    *,
    sheets: bool = False,
    chronicle: Chronicle = NO_HISTORY,
) -> Built:
    """Builds the whole site as of `today` into `site_dir`, with printed sheets and the changes of the past where asked for.

    With an error in any record the old site stays.
    """
    with stage(site_dir) as staging:
        wait_for_frames = begin_frames(staging.folder)
        finds, misplaced = find_files(root)
        reference, found = read_reference(root, finds, today)
        frame_set = wait_for_frames()
        if make_report([*misplaced, *found], 0).errors:
            return Built(check_catalogue(root, today, start_workers, tell), 0)
        keep_unchanged(staging)
        poured, pages = pour_records(
            root,
            resolve_reference(reference, today),
            reference,
            frame_set,
            staging,
            start_workers,
            tell,
            sheets=sheets,
            chronicle=chronicle,
        )
        report = make_report([*misplaced, *found, *poured], len(finds))
        if report.errors:
            return Built(report, 0)
        replace_site(staging, site_dir)
        return Built(report, pages)


def pour_records(
    root: Path,
    resolved: ResolvedReference,
    reference: Reference,
    frame_set: FrameSet,
    staging: Staging,
    start_workers: StartWorkers | None = None,
    tell: Tell = stay_silent,
    *,
    sheets: bool = False,
    chronicle: Chronicle = NO_HISTORY,
) -> tuple[list[Diagnostic], int]:
    """Prints every record into its frame and writes the pages; gives what was wrong and how many pages there are.

    `reference` is valid and `resolved` is made of it. With an error in a commune nothing more is printed: the pages
    are never published.
    """
    task = PublishTask(root, reference, resolved, frame_set, staging, sheets)
    many = are_many(reference.communes)
    diagnostics: list[Diagnostic] = []
    communes: list[ListedCommune] = []
    addresses: list[str] = []
    with hire_crew(task, many, start_workers, tell) as crew:
        if crew.executor:  # alone, a part is printed when the first commune needs it
            for printed in crew.do("do_parts", _divide(tuple(resolved.procedures)), "Thủ tục"):
                task.keep_parts(printed)
    with hire_crew(task, many, start_workers, tell) as crew:
        for outcome in crew.do("do_commune", reference.communes, "Xã, phường"):
            diagnostics += outcome.diagnostics
            communes += [outcome.listed] if outcome.listed else []
            addresses += outcome.addresses
        if make_report(diagnostics, 0).errors:
            return diagnostics, 0
        procedures = crew.do("do_procedures", _divide(compare_postings(resolved.procedures, communes)), "Trang thủ tục")
        addresses += task.do_overviews(communes)  # while the workers print
        addresses += task.do_changes(chronicle, communes)
        addresses += chain.from_iterable(procedures)
    for image in reference.images:
        staging.write(of_picture(image), (root / image).read_bytes())
    staging.write(SEARCH_DATA, make_search_data(resolved, communes).encode())
    staging.write(CALENDAR_DATA, make_calendar_data(resolved.calendars).encode())
    for path, text in make_sitemaps(frame_set.site_url, sorted({*addresses, *frame_set.own_addresses})):
        staging.write(path, text.encode())
    return diagnostics, len(addresses)


def _divide(items: Sequence[T]) -> list[Sequence[T]]:
    """The items in portions that are worth sending to a worker."""
    return [items[i : i + PORTION] for i in range(0, len(items), PORTION)]


class UnknownPlaceError(LookupError):
    """No commune of that path, and no province with communes, is in the catalogue; `near` are paths that look alike."""

    def __init__(self, place: str, near: Sequence[str]) -> None:
        super().__init__(place)
        self.place, self.near = place, tuple(near)


def read_communes(root: Path, place: str, today: date) -> tuple[Report, ResolvedReference, list[ResolvedCommune]]:
    """The resolved commune at a path ("ha-noi/thuong-tin"), those of a province ("ha-noi"), or all ("").

    With an error in the reference level or in one of these communes there is none. Raises UnknownPlaceError.
    """
    finds, misplaced = find_files(root)
    reference, diagnostics = read_reference(root, finds, today)
    asked = [files for files in reference.communes if not place or files.path == place or files.path.startswith(f"{place}/")]
    if not asked and place:
        raise UnknownPlaceError(place, get_close_matches(place, [files.path for files in reference.communes], n=3))
    read = []
    for files in asked:
        commune, found = read_commune(root, files, reference, today)
        diagnostics += found
        read.append(commune)
    report = make_report([*misplaced, *diagnostics], len(finds))
    resolved = resolve_reference(reference, today)
    if report.errors:
        return report, resolved, []
    communes = [
        resolve_commune(c.path, c.commune, c.postings, resolved.provinces[c.path.split("/")[0]], today)
        for c in read
        if c.commune is not None
    ]
    return report, resolved, communes


def read_boards(root: Path, place: str, today: date, site_url: str) -> tuple[Report, list[Board]]:
    """The notice boards of the communes at a path, as `read_communes`."""
    report, reference, communes = read_communes(root, place, today)
    return report, [set_up_board(commune, reference, site_url) for commune in communes]


def print_sheets(
    board: Board, theme: Path, format_: Format, codes: Sequence[str] = (), start_workers: StartWorkers | None = None,
    tell: Tell = stay_silent,
) -> list[tuple[str, bytes]]:  # fmt: skip
    """Code and PDF of the board's sheets, of all or of `codes`, in their order. Raises TypesettingError."""
    wanted = [numbered for numbered in board.postings if not codes or numbered.posted.code in codes]
    sheets = ((numbered.posted.code, board.describe_sheet(numbered, format_)) for numbered in wanted)
    with hire_crew(TypesetTask(theme), len(wanted) >= FEWEST_SHEETS, start_workers, tell) as crew:
        return list(crew.do_stream("do_sheet", sheets, len(wanted), "Tờ niêm yết"))
