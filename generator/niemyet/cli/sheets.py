"""The command `sheets`: PDFs for a commune's notice board, the bound book, and the list of changes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from niemyet.building.boards import print_boards, read_boards
from niemyet.catalogue.settings import read_settings
from niemyet.catalogue.unknown_place import UnknownPlaceError
from niemyet.cli.application import app
from niemyet.cli.earlier import earlier_records
from niemyet.cli.language import Lang, Language, say
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.staged_output import StagedOutput, open_staged_output
from niemyet.cli.terminal import (
    AsOf,
    Jobs,
    Root,
    find_root,
    format_refusal,
    known_places,
    read_day,
    show_progress,
    stop,
    stop_on_errors,
)
from niemyet.cli.workers import workers
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.report import make_report
from niemyet.diagnostics.showing import show
from niemyet.load.packaged import choose_theme
from niemyet.model.codes import PROCEDURE_CODE
from niemyet.model.settings import NOT_YET, SETTINGS_FILE, SiteFile
from niemyet.sheets.book import COMMUNES_TOGETHER, Board, PaperFormat
from niemyet.sheets.changes import SheetChanges, compare_boards, hang_sheets
from niemyet.sheets.duty import describe_duty
from niemyet.sheets.typesetter import Typesetter, TypesettingError

CHANGES = "thay-to.pdf"
INDEX = "danh-muc.pdf"
DUTY = "lich-truc.pdf"


class PaperSize(StrEnum):
    """The size of the paper."""

    A4 = "a4"
    A3 = "a3"
    A5 = "a5"


@app.command(
    epilog="""
    niemyet sheets ha-noi/thuong-tin
    niemyet sheets ha-noi/thuong-tin --procedure 1.001193 --paper a3 --large
    niemyet sheets ha-noi --since 2026-11-01
    niemyet sheets ha-noi/thuong-tin --index 2026-11 --paper a3
    niemyet sheets ha-noi/thuong-tin --duty
    """,
)
def sheets(
    place: Annotated[str, typer.Argument(metavar="NƠI", help="Xã, phường (ha-noi/thuong-tin), hoặc cả tỉnh (ha-noi).")],
    procedure: Annotated[
        list[str] | None, typer.Option("--procedure", metavar="MÃ", help="Chỉ in thủ tục này.", show_default=False)
    ] = None,
    paper: Annotated[PaperSize, typer.Option("--paper", help="Khổ giấy; a5 là tờ phát tay có ô đánh dấu.")] = PaperSize.A4,
    large: Annotated[bool, typer.Option("--large", help="In chữ lớn.")] = False,
    since: Annotated[
        str,
        typer.Option(
            "--since", metavar="NGÀY|BẢN", help="Chỉ in tờ đã đổi từ ngày này, hoặc từ phiên bản git này.", show_default=False
        ),
    ] = "",
    index: Annotated[
        str,
        typer.Option(
            "--index",
            metavar="THÁNG",
            help="Chỉ in một tờ danh mục: thủ tục niêm yết trong tháng này (2026-11), hoặc all.",
            show_default=False,
        ),
    ] = "",
    duty: Annotated[bool, typer.Option("--duty", help="Chỉ in một tờ lịch trực của nơi tiếp nhận.")] = False,
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
    site = _read_site(folder, lang)
    site_url, theme = site.address, choose_theme(folder, site.theme.custom_dir)
    if site_url == NOT_YET:
        vi = "Lưu ý: 'site_url' trong mkdocs.yml còn là địa chỉ ví dụ, nên mã QR trên tờ chưa dẫn tới đâu; sửa rồi in lại."
        en = "Note: 'site_url' in mkdocs.yml is still an example, so the QR codes lead nowhere; mend it and print again."
        typer.echo(say(Bilingual(vi, en)), err=True)
    format_ = PaperFormat(paper.value, large, site.settings.sheets_whole)
    boards = _open_boards(folder, place, today, site_url, lang, duty)
    wanted = tuple(procedure or ())
    month = _read_month(index, boards, place)
    _check_codes(boards, place, wanted)
    earlier = _open_earlier(folder, place, since, site_url) if since else {}
    target = out or Path("to-niem-yet") / place
    for some in _in_groups(boards):
        try:
            with ExitStack() as stack:
                outputs = {b.resolved.path: stack.enter_context(open_staged_output(_folder_of(b, place, target))) for b in some}
                if duty:
                    _print_duty(some, theme, format_, outputs)
                elif index:
                    _print_indexes(some, month, theme, format_, outputs)
                elif since:
                    _print_changes(some, earlier, since, theme, format_, outputs)
                else:
                    _print_all(some, wanted, theme, format_, jobs, outputs)
                for board in some:
                    outputs[board.resolved.path].put(_is_sheet if not (since or wanted or index or duty) else _is_none)
                    _tell(board, outputs[board.resolved.path])
        except TypesettingError as error:
            stop(Bilingual(f"chưa in được {error.what}: {error.problem}", f"{error.what} cannot be printed: {error.problem}"))
        except OSError as error:
            why = format_refusal(error)
            stop(Bilingual(f"không ghi được vào {target}: {why.vi}", f"{target} cannot be written: {why.en}"))


def _read_site(folder: Path, lang: Language) -> SiteFile:
    if not (folder / SETTINGS_FILE).is_file():
        vi = f"không thấy {folder / SETTINGS_FILE}; cần tệp này để biết địa chỉ trang cho mã QR"
        stop(Bilingual(vi, f"there is no {folder / SETTINGS_FILE}; it has the address that the QR codes lead to"))
    read = read_settings(folder)
    stop_on_errors(make_report(read.diagnostics, 1), lang, Bilingual("chưa in vì mkdocs.yml còn lỗi", "mkdocs.yml has errors"))
    assert read.site is not None
    return read.site


def _open_boards(folder: Path, place: str, today: date, site_url: str, lang: Language, duty: bool) -> list[Board]:
    with known_places():
        report, boards = read_boards(folder, place.strip("/"), today, site_url, find_reference(folder))
    stop_on_errors(report, lang, Bilingual("chưa in vì các bản ghi còn lỗi", "nothing was printed: the records have errors"))
    if duty and not any(describe_duty(board, PaperFormat()) for board in boards):
        stop(Bilingual(f"{place} chưa có lịch trực (duty.yaml) đang áp dụng", f"{place} has no roster (duty.yaml) in force"))
    if not duty and not any(board.postings for board in boards):
        stop(Bilingual(f"{place} không có thủ tục nào đang niêm yết", f"{place} posts no procedure"))
    return boards


def _check_codes(boards: list[Board], place: str, codes: tuple[str, ...]) -> None:
    posted = {numbered.posted.code for board in boards for numbered in board.postings}
    unknown = [code for code in codes if code not in posted]
    if unknown:
        named = ", ".join(unknown)
        stop(Bilingual(f"{place} không niêm yết thủ tục {named}", f"{place} does not post {named}"), status=2)


def _read_month(index: str, boards: Sequence[Board], place: str) -> str:
    """The month of --index, '' for all postings; stops where it is none, or nothing was posted in it."""
    month = "" if index == "all" else index
    if not re.fullmatch(r"(|[0-9]{4}-(0[1-9]|1[0-2]))", month):
        said = f"--index '{index}' không phải là một tháng; viết như 2026-11, hoặc all"
        stop(Bilingual(said, f"--index '{index}' is no month; write 2026-11, or all"), status=2)
    if index and not any(board.posted_in(month) for board in boards):
        stop(Bilingual(f"{place} không niêm yết thủ tục nào trong tháng {index}", f"{place} posted nothing in {index}"), status=2)
    return month


def _open_earlier(folder: Path, place: str, since: str, site_url: str) -> dict[str, Board]:
    with earlier_records(folder, since) as (records, day):
        try:
            report, boards = read_boards(records, place.strip("/"), day, site_url, find_reference(folder))
        except UnknownPlaceError:
            return {}
        if report.errors:
            vi = f"các bản ghi tại {since} còn {report.errors} lỗi nên không so sánh được"
            stop(Bilingual(vi, f"the records of {since} have {report.errors} errors and cannot be compared with"))
        return {board.resolved.path: board for board in boards}


def _in_groups(boards: Sequence[Board]) -> Iterator[Sequence[Board]]:
    return (boards[i : i + COMMUNES_TOGETHER] for i in range(0, len(boards), COMMUNES_TOGETHER))


def _folder_of(board: Board, place: str, target: Path) -> Path:
    return target / board.resolved.path.removeprefix(place.strip("/")).lstrip("/")


def _is_sheet(file: Path) -> bool:
    """Whether the file is a sheet from an earlier run."""
    return bool(PROCEDURE_CODE.fullmatch(file.stem))


def _is_none(_: Path) -> bool:
    return False


def _print_all(
    boards: Sequence[Board],
    codes: tuple[str, ...],
    theme: Path,
    format_: PaperFormat,
    jobs: int | None,
    outputs: Mapping[str, StagedOutput],
) -> None:
    with show_progress() as progress:
        for printed in print_boards(boards, theme, format_, codes, workers(jobs), progress):
            outputs[printed.commune].add(printed.name, printed.pdf)


def _print_indexes(
    boards: Sequence[Board], month: str, theme: Path, format_: PaperFormat, outputs: Mapping[str, StagedOutput]
) -> None:
    typesetter = Typesetter(theme)
    for board in boards:
        path = board.resolved.path
        if board.posted_in(month):
            outputs[path].add(INDEX, typesetter.typeset("index", path, board.describe_index(month, format_)))


def _print_duty(boards: Sequence[Board], theme: Path, format_: PaperFormat, outputs: Mapping[str, StagedOutput]) -> None:
    typesetter = Typesetter(theme)
    for board in boards:
        path, data = board.resolved.path, describe_duty(board, format_)
        if data is not None:
            outputs[path].add(DUTY, typesetter.typeset("duty", path, data))


def _print_changes(
    boards: Sequence[Board],
    before: Mapping[str, Board],
    since: str,
    theme: Path,
    format_: PaperFormat,
    outputs: Mapping[str, StagedOutput],
) -> None:
    typesetter = Typesetter(theme)
    for board in boards:
        path = board.resolved.path
        hung = hang_sheets(before[path].resolved, before[path].today) if path in before else {}
        changes = compare_boards(hung, hang_sheets(board.resolved))
        if changes.down or changes.up:
            data = board.describe_changes(changes, since, format_)
            outputs[path].add(CHANGES, typesetter.typeset("changes", path, data))
        _tell_changes(path, changes)


def _tell_changes(path: str, changes: SheetChanges) -> None:
    for title, listed in (("Gỡ xuống", changes.down), ("Treo lên", changes.up)):
        typer.echo(f"{path}: {title.lower()} {len(listed)} tờ")
        for change in listed:
            typer.echo(show(f"  [ ] {change.code}  {change.name}: {change.why}"))


def _tell(board: Board, staged_output: StagedOutput) -> None:
    path = board.resolved.path
    waiting = [n.posted.code for n in board.postings if n.posted.to_review]
    if waiting:
        codes = ", ".join(waiting)
        vi = f"{path}: cần rà soát trước khi treo, vì thủ tục đã thay đổi: {codes}"
        typer.echo(
            say(Bilingual(vi, f"{path}: look at these again before posting, their procedures have changed: {codes}")), err=True
        )
    written = len(staged_output.names)
    typer.echo(
        say(
            Bilingual(
                f"{path}: đã ghi {written} tệp vào {staged_output.target}/",
                f"{path}: {written} files written to {staged_output.target}/",
            )
        )
    )
