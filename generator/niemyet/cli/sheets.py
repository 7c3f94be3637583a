"""sheets: the PDFs for the notice board of a commune, the bound book, and what to change on the board."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from niemyet.boards import UnknownPlaceError, print_sheets, read_boards
from niemyet.cli.application import app
from niemyet.cli.history import HistoryError, check_out
from niemyet.cli.terminal import (
    AsOf,
    Jobs,
    Lang,
    Language,
    Root,
    find_root,
    known_places,
    progress,
    read_day,
    stop,
    stop_on_errors,
)
from niemyet.cli.workers import workers
from niemyet.mkdocs_door import SiteSettings, read_settings
from niemyet.model.scalars import PROCEDURE_CODE, parse_day
from niemyet.sheets.book import Board, Format, sheets_that_hung, sheets_to_hang
from niemyet.sheets.changes import SheetChanges, compare_boards
from niemyet.sheets.shelf import BOOK
from niemyet.sheets.typesetter import Typesetter, TypesettingError

CHANGES = "thay-to.pdf"


class Paper(StrEnum):
    """The size of the paper."""

    A4 = "a4"
    A3 = "a3"
    A5 = "a5"


@app.command()
def sheets(
    place: Annotated[str, typer.Argument(metavar="NƠI", help="Xã, phường (ha-noi/thuong-tin), hoặc cả tỉnh (ha-noi).")],
    procedure: Annotated[
        list[str] | None, typer.Option("--procedure", metavar="MÃ", help="Chỉ in thủ tục này; lặp lại được.", show_default=False)
    ] = None,
    paper: Annotated[Paper, typer.Option("--paper", help="Khổ giấy; a5 là tờ phát tay có ô đánh dấu.")] = Paper.A4,
    large: Annotated[bool, typer.Option("--large", help="In chữ lớn.")] = False,
    since: Annotated[
        str,
        typer.Option(
            "--since", metavar="NGÀY|BẢN", help="Chỉ in tờ đã đổi từ ngày này, hoặc từ phiên bản git này.", show_default=False
        ),
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="THƯ MỤC", help="Nơi ghi. Mặc định: to-niem-yet/<nơi>.", show_default=False)
    ] = None,
    lang: Lang = Language.VI,
    as_of: AsOf = "",
    jobs: Jobs = None,
    root: Root = None,
) -> None:
    """In tờ niêm yết của một xã, phường: mỗi thủ tục một tệp PDF, và một sổ đóng quyển."""
    folder = find_root(root)
    today = read_day(as_of)
    settings = _read_settings(folder)
    site_url, theme = settings.site_url, settings.theme
    format_ = Format(paper.value, large)
    boards = _open_boards(folder, place, today, site_url, lang)
    wanted = tuple(procedure or ())
    _check_codes(boards, place, wanted)
    earlier = _open_earlier(folder, place, since, site_url) if since else {}
    for board in boards:
        path = board.resolved.path
        target = (out or Path("to-niem-yet") / place) / path.removeprefix(place).lstrip("/")
        try:
            if since:
                files, changes = _print_changes(board, earlier.get(path), since, theme, format_)
                _tell_changes(path, changes)
            else:
                files = _print_all(board, wanted, theme, format_, jobs)
        except TypesettingError as error:
            stop(f"chưa in được {error.what}: {error.problem}")
        waiting = [n.posted.code for n in board.postings if n.posted.to_review]
        if waiting:
            typer.echo(f"{path}: cần rà soát trước khi treo, vì thủ tục đã thay đổi: {', '.join(waiting)}", err=True)
        _write(target, files, prune=not (since or wanted))
        typer.echo(f"{path}: đã ghi {len(files)} tệp vào {target}/")


def _read_settings(folder: Path) -> SiteSettings:
    config_file = folder / "mkdocs.yml"
    if not config_file.is_file():
        stop(f"không thấy {config_file}; cần tệp này để biết địa chỉ trang cho mã QR")
    settings = read_settings(config_file)
    if not settings.site_url:
        stop("mkdocs.yml chưa có site_url; mã QR trên tờ niêm yết cần địa chỉ này")
    return settings


def _open_boards(folder: Path, place: str, today: date, site_url: str, lang: Language) -> list[Board]:
    with known_places():
        report, boards = read_boards(folder, place.strip("/"), today, site_url)
    stop_on_errors(report, lang, "chưa in vì các bản ghi còn lỗi")
    if not any(board.postings for board in boards):
        stop(f"{place} không có thủ tục nào đang niêm yết")
    return boards


def _check_codes(boards: list[Board], place: str, codes: tuple[str, ...]) -> None:
    posted = {numbered.posted.code for board in boards for numbered in board.postings}
    unknown = [code for code in codes if code not in posted]
    if unknown:
        stop(f"{place} không niêm yết thủ tục {', '.join(unknown)}", status=2)


@contextmanager
def _earlier_records(folder: Path, since: str) -> Iterator[tuple[Path, date]]:
    """The records and the day to compare with: the same records on an earlier day, or those of a revision."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", since):
        try:
            yield folder, parse_day(since)
        except ValueError:
            stop(f"'{since}' không phải là một ngày; viết năm-tháng-ngày, ví dụ 2026-07-01", status=2)
        return
    try:
        with check_out(folder, since) as (records, day):
            yield records, day
    except HistoryError as error:
        stop(f"--since {since}: {error}", status=2)


def _open_earlier(folder: Path, place: str, since: str, site_url: str) -> dict[str, Board]:
    with _earlier_records(folder, since) as (records, day):
        try:
            report, boards = read_boards(records, place.strip("/"), day, site_url)
        except UnknownPlaceError:
            return {}
        if report.errors:
            stop(f"các bản ghi tại {since} còn {report.errors} lỗi nên không so sánh được")
        return {board.resolved.path: board for board in boards}


def _print_all(board: Board, codes: tuple[str, ...], theme: Path, format_: Format, jobs: int | None) -> dict[str, bytes]:
    with progress() as tell:
        pdfs = print_sheets(board, theme, format_, codes, workers(jobs, fresh=True), tell)
    files = {f"{code}.pdf": pdf for code, pdf in pdfs}
    if not codes and board.postings:
        files[BOOK] = Typesetter(theme).typeset("book", board.resolved.path, board.describe_book(format_))
    return files


def _print_changes(
    board: Board, before: Board | None, since: str, theme: Path, format_: Format
) -> tuple[dict[str, bytes], SheetChanges]:
    changes = compare_boards(sheets_that_hung(before) if before else {}, sheets_to_hang(board))
    if not changes.down and not changes.up:
        return {}, changes
    data = board.describe_changes(changes, since, format_)
    return {CHANGES: Typesetter(theme).typeset("changes", board.resolved.path, data)}, changes


def _tell_changes(path: str, changes: SheetChanges) -> None:
    for title, listed in (("Gỡ xuống", changes.down), ("Treo lên", changes.up)):
        typer.echo(f"{path}: {title.lower()} {len(listed)} tờ")
        for change in listed:
            typer.echo(f"  [ ] {change.code}  {change.name}: {change.why}")


def _write(target: Path, files: dict[str, bytes], *, prune: bool) -> None:
    """Writes all files, each in one step; with `prune`, sheets of procedures that are posted no longer go."""
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            unfinished = target / f".{name}.new"
            unfinished.write_bytes(data)
            os.replace(unfinished, target / name)
        if prune:
            for old in target.glob("*.pdf"):
                if old.name not in files and PROCEDURE_CODE.fullmatch(old.stem):
                    old.unlink()
    except OSError as error:
        stop(f"không ghi được vào {target}: {error.strerror}")
