"""What is asked of some communes rather than of all: their resolved records, their notice boards, their sheets."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import chain
from pathlib import Path

from niemyet.build.typesetting import FEWEST_SHEETS, Printed, ToPrint, TypesetTask
from niemyet.build.workers import Progress, StartWorkers, no_progress, open_pool
from niemyet.catalogue.reading import read_commune, read_reference
from niemyet.diagnostics.report import Report, make_report
from niemyet.load.finding import find_files
from niemyet.resolve.communes import ResolvedCommune, resolve_commune
from niemyet.resolve.site import ResolvedReference, resolve_reference
from niemyet.sheets.book import Board, NumberedPosting, PaperFormat, go_by_procedure, set_up_board
from niemyet.sheets.published_sheets import BOOK, name_sheet


class UnknownPlaceError(LookupError):
    """No commune of that path, and no province with communes, is in the catalogue; `near` are paths that look alike."""

    def __init__(self, place: str, near: Sequence[str]) -> None:
        super().__init__(place)
        self.place, self.near = place, tuple(near)


def read_communes(root: Path, place: str, today: date) -> tuple[Report, ResolvedReference, list[ResolvedCommune]]:
    """The resolved commune at a path ("ha-noi/thuong-tin"), those of a province ("ha-noi"), or all ("").

    With an error in the reference level or in one of these communes there is none. Raises UnknownPlaceError.
    """
    found_files = find_files(root)
    reference, diagnostics = read_reference(root, found_files, today)
    asked = [files for files in reference.communes if not place or files.path == place or files.path.startswith(f"{place}/")]
    if not asked and place:
        raise UnknownPlaceError(place, get_close_matches(place, [files.path for files in reference.communes], n=3))
    read = []
    for files in asked:
        commune, found = read_commune(root, files, reference, today)
        diagnostics += found
        read.append(commune)
    report = make_report([*found_files.diagnostics, *diagnostics], found_files.total)
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


def print_boards(
    boards: Sequence[Board], theme: Path, format_: PaperFormat, codes: Collection[str] = (), start_workers: StartWorkers | None = None,
    progress: Progress = no_progress,
) -> Iterator[Printed]:  # fmt: skip
    """The sheets of some communes, procedure by procedure, and their books; or only the sheets of `codes`.

    Raises TypesettingError.
    """
    wanted = go_by_procedure(boards, codes)
    books = [] if codes else [board for board in boards if board.postings]
    described = chain(
        ([_describe(board, numbered, format_) for board, numbered in sheets] for sheets in wanted),
        ([ToPrint(board.resolved.path, BOOK, "book", board.describe_book(format_))] for board in books),
    )
    with open_pool(TypesetTask(theme), sum(map(len, wanted)) >= FEWEST_SHEETS, start_workers, progress) as pool:
        for printed in pool.do_stream("do_some", described, len(wanted) + len(books), "Tờ niêm yết"):
            yield from printed


def _describe(board: Board, numbered: NumberedPosting, format_: PaperFormat) -> ToPrint:
    data = board.describe_sheet(numbered, format_)
    return ToPrint(board.resolved.path, name_sheet(numbered.posted.code), "sheet", data)
