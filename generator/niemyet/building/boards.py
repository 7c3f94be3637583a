"""Notice boards of selected communes, and their sheets and books as PDFs. Typesets here or in worker processes."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from niemyet.building.progress import Progress, no_progress
from niemyet.building.typesetting import FEWEST_SHEETS, Printed, ToPrint, Typesetting, typeset_some
from niemyet.building.workers import StartWorkers, open_pool
from niemyet.catalogue.selection import select_communes
from niemyet.diagnostics.report import Report
from niemyet.resolve.news import NO_NEWS
from niemyet.sheets.book import Board, NumberedPosting, PaperFormat, go_by_procedure, set_up_board
from niemyet.sheets.published_sheets import BOOK, name_sheet


def read_boards(root: Path, place: str, today: date, site_url: str, packaged: Path | None = None) -> tuple[Report, list[Board]]:
    """The boards of the communes at `place`, as `select_communes`; none if the report has errors. Raises UnknownPlaceError."""
    selection = select_communes(root, place, today, packaged)
    if not selection.communes:
        return selection.report, []
    news = selection.reference.news
    boards = [set_up_board(one, today, site_url, news.get(one.path, NO_NEWS).posted) for one in selection.communes]
    return selection.report, boards


def print_boards(
    boards: Sequence[Board], theme: Path, format_: PaperFormat, codes: Collection[str] = (),
    start_workers: StartWorkers | None = None, progress: Progress = no_progress,
) -> Iterator[Printed]:  # fmt: skip
    """The sheets of these boards, grouped by procedure, then their books; with `codes`, only the sheets of these procedures.

    Raises TypesettingError.
    """
    wanted = go_by_procedure(boards, codes)
    books = [] if codes else [board for board in boards if board.postings]
    described = chain(
        ([_describe(board, numbered, format_) for board, numbered in sheets] for sheets in wanted),
        ([ToPrint(board.resolved.path, BOOK, "book", board.describe_book(format_))] for board in books),
    )
    with open_pool(Typesetting(theme), sum(map(len, wanted)) >= FEWEST_SHEETS, start_workers, progress) as pool:
        for printed in pool.stream(typeset_some, described, len(wanted) + len(books), "Tờ niêm yết"):
            yield from printed


def _describe(board: Board, numbered: NumberedPosting, format_: PaperFormat) -> ToPrint:
    data = board.describe_sheet(numbered, format_)
    return ToPrint(board.resolved.path, name_sheet(numbered.posted.code), "sheet", data)
