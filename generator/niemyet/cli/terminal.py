"""Shared by all commands: options, the project's folder, the date, messages, progress."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, NoReturn, TextIO

import typer

from niemyet.building.progress import Progress, no_progress
from niemyet.cache.placing import complete_placing
from niemyet.catalogue.unknown_place import UnknownPlaceError
from niemyet.cli.language import Language, say
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.formats import format_text
from niemyet.diagnostics.refusals import HELD_OPEN, word_refusal
from niemyet.diagnostics.report import Report, without_warnings
from niemyet.diagnostics.showing import show_lines
from niemyet.model.meant import days_of_month
from niemyet.resolve.today import NoDayError, choose_moment
from niemyet.system import is_held_open, spell_as_found

Root = Annotated[
    Path | None,
    typer.Option("--root", help="Thư mục gốc của danh mục. Mặc định: thư mục gần nhất có mkdocs.yml.", show_default=False),
]
AsOf = Annotated[
    str, typer.Option("--as-of", metavar="NGÀY", help="Xem như hôm nay là ngày này, ví dụ 20/11/2026.", show_default=False)
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        help="Số tiến trình làm song song. Mặc định: số lõi của máy; thêm một khi tạo trang rất lớn, phải chờ đĩa.",
        show_default=False,
    ),
]
Cluster = Annotated[
    str,
    typer.Option("--cluster", metavar="ĐỊA CHỈ", help="Làm trên cụm máy Dask, ví dụ tcp://10.0.0.1:8786.", show_default=False),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Chỉ nêu những gì sẽ đổi, không ghi gì.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Ghi luôn, không hỏi lại.")]


def read_day(text: str) -> date:
    """The day in `text`, else that of SOURCE_DATE_EPOCH, else today; ends the command if it is invalid."""
    return read_moment(text).date()


def read_moment(text: str) -> datetime:
    """The same with its hour at the place, where one is told or it is today; else the end of the day."""
    try:
        return choose_moment(text, os.environ.get("SOURCE_DATE_EPOCH", ""))
    except NoDayError as error:
        if error.source == "SOURCE_DATE_EPOCH":
            vi = f"biến SOURCE_DATE_EPOCH phải là số giây kể từ năm 1970, không phải '{error.value}'"
            stop(Bilingual(vi, f"SOURCE_DATE_EPOCH must be the seconds since 1970, not '{error.value}'"), status=2)
        stop_at_day(error.value)


def stop_at_day(text: str) -> NoReturn:
    """Ends the command because `text` is no day."""
    stop(explain_day(text), status=2)


def explain_day(text: str) -> Bilingual:
    """Why `text` is no day, and how one is written."""
    if (too_late := days_of_month(text)) is not None:
        year, month, last = too_late
        vi = f"'{text}' không phải là một ngày: tháng {month}/{year} chỉ có {last} ngày"
        return Bilingual(vi, f"'{text}' is no day: {month}/{year} has {last} days only")
    vi = f"'{text}' không phải là một ngày; viết như 01/03/2027 hoặc 2027-03-01"
    return Bilingual(vi, f"'{text}' is no day; write it like 2027-03-01 or 01/03/2027")


def find_root(root: Path | None) -> Path:
    """The given folder, else the nearest one upwards with a mkdocs.yml; ends the command if there is none."""
    if root is not None:
        if not root.is_dir():
            stop(Bilingual(f"không có thư mục {root}", f"there is no folder {root}"), status=2)
        return complete_writing(root.resolve())
    here = Path.cwd()
    found = next((folder for folder in (here, *here.parents) if (folder / "mkdocs.yml").is_file()), None)
    if found is None:
        vi = "không thấy mkdocs.yml ở đây hay ở thư mục cha; chạy trong thư mục dự án hoặc thêm --root"
        stop(Bilingual(vi, "no mkdocs.yml here or above; run this in the project's folder, or add --root"), status=2)
    return complete_writing(found)


def complete_writing(root: Path) -> Path:
    """Completes, or takes back, what a command that was killed had begun to write here; the folder itself."""
    try:
        complete_placing(root)
    except OSError as error:
        where, why = error.filename or root, format_refusal(error)
        vi = f"lần ghi trước bị dừng giữa chừng và chưa làm tiếp được ở {where}: {why.vi}"
        stop(Bilingual(vi, f"what was being written before was cut off and cannot be completed at {where}: {why.en}"))
    return root


def find_below(root: Path, path: Path | None) -> str:
    """`path` relative to the root, '' for None; ends the command if it does not exist or is outside."""
    if path is None:
        return ""
    candidates = [Path(os.path.normpath(start / path)) for start in (Path.cwd(), root, root / "catalogue")]
    full = next((p for p in candidates if os.path.lexists(p) and (p == root or root in p.parents)), candidates[0])
    if not os.path.lexists(full):
        stop(Bilingual(f"không có {path}", f"there is no {path}"), status=2)
    if full == root:
        return ""
    if root not in full.parents:
        stop(Bilingual(f"{path} nằm ngoài danh mục {root}", f"{path} lies outside the catalogue {root}"), status=2)
    return spell_as_found(root, full.relative_to(root)).as_posix()


def shows_colour(stream: TextIO) -> bool:
    """Whether to colour: the stream is a terminal that knows colours, and NO_COLOR is not set (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def stop(message: Bilingual, status: int = 1) -> NoReturn:
    """Prints a message and ends the command."""
    report_wrong_input(say(message))
    raise typer.Exit(status)


def format_refusal(error: OSError) -> Bilingual:
    """Why the system refuses to write, in words."""
    return HELD_OPEN if is_held_open(error) else word_refusal(error)


def report_wrong_input(message: str) -> None:
    """Prints a message about wrong input."""
    told = f"{say(Bilingual('lỗi', 'error'))}: {show_lines(message)}"
    typer.echo(typer.style(told, fg=typer.colors.RED) if shows_colour(sys.stderr) else told, err=True)


@contextmanager
def known_places() -> Iterator[None]:
    """Ends the command on UnknownPlaceError, naming similar places."""
    try:
        yield
    except UnknownPlaceError as error:
        near = ", ".join(error.near)
        vi = f"không có '{error.place}' trong danh mục{f'; có phải {near}?' if near else ''}"
        stop(Bilingual(vi, f"'{error.place}' is not in the catalogue{f'; did you mean {near}?' if near else ''}"), status=2)


def stop_on_errors(report: Report, lang: Language, message: Bilingual) -> None:
    """Prints the errors of the report and ends the command with `message`, if it has any: warnings would hide them."""
    if report.errors:
        typer.echo(format_text(without_warnings(report), lang, shows_colour(sys.stderr)), err=True)
        stop(message)


@contextmanager
def show_progress() -> Iterator[Progress]:
    """A progress bar with rate and time left; nothing if the output is no terminal."""
    if not sys.stderr.isatty():
        yield no_progress
        return
    from rich.console import Console  # here, because these are slow to load
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Items per second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.0f}/giây" if task.speed else "", style="progress.data.speed")

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TextColumn("còn"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as show_progress:
        bars: dict[str, int] = {}

        def progress(label: str, done: int, total: int) -> None:
            if label not in bars:
                bars[label] = int(show_progress.add_task(label, total=total))
            show_progress.update(bars[label], completed=done, refresh=True)  # type: ignore[arg-type]  # a TaskID is an int

        yield progress
