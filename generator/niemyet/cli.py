"""The command line: reads words, the clock and the terminal, calls the spine, prints. Nothing else knows of these.

Exit status: 0 clean, 1 errors in the records or the build, 2 a command that was not understood.
"""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn, TextIO

import typer

from niemyet.commands.import_ import run_import
from niemyet.diagnostics.explanation import explain_rule, list_rules
from niemyet.diagnostics.formats import FORMATS, format_text
from niemyet.diagnostics.report import make_report
from niemyet.diagnostics.rulebook import read_rulebook
from niemyet.pipeline import BeginFrames, build_site, check_catalogue
from niemyet.publish.staging import StagingError
from niemyet.render.press import FrameSet
from niemyet.resolve.today import NoDayError, choose_today
from niemyet.tasks import StartWorkers, Task, Tell, stay_silent

CORES = os.cpu_count() or 1
PR_SET_PDEATHSIG = 1
CONTEXT = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
"""A forked worker has what was read before it began, without a copy being sent to it."""

# Records are trees that nobody changes: looking for cycles among them took a third of the time of a build.
gc.set_threshold(200_000, 20, 20)

app = typer.Typer(
    help="Niêm yết thủ tục hành chính cấp xã: kiểm tra các bản ghi và tạo trang công khai.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Language(StrEnum):
    """The language of messages."""

    VI = "vi"
    EN = "en"


class Format(StrEnum):
    """How the report is told."""

    TEXT = "text"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JSON = "json"


def _read_day(text: str) -> date:
    try:
        return choose_today(text, os.environ.get("SOURCE_DATE_EPOCH", ""))
    except NoDayError as error:
        if error.source == "SOURCE_DATE_EPOCH":
            _stop(f"biến SOURCE_DATE_EPOCH phải là số giây kể từ năm 1970, không phải '{error.value}'", status=2)
        _stop(f"'{error.value}' không phải là một ngày; viết năm-tháng-ngày, ví dụ 2027-03-01", status=2)


Root = Annotated[
    Path | None,
    typer.Option("--root", help="Thư mục gốc của danh mục. Mặc định: thư mục gần nhất có mkdocs.yml.", show_default=False),
]
AsOf = Annotated[
    str, typer.Option("--as-of", metavar="NGÀY", help="Xem như hôm nay là ngày này (năm-tháng-ngày).", show_default=False)
]
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs", "-j", min=1, metavar="N", help="Số tiến trình làm song song. Mặc định: số lõi của máy.", show_default=False
    ),
]
Lang = Annotated[Language, typer.Option("--lang", help="Ngôn ngữ của thông báo.")]


@app.command()
def check(
    path: Annotated[
        Path | None, typer.Argument(metavar="[ĐƯỜNG DẪN]", help="Chỉ nêu lỗi của tệp hoặc thư mục này.", show_default=False)
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="Dạng của báo cáo.")] = Format.TEXT,
    lang: Lang = Language.VI,
    as_of: AsOf = "",
    jobs: Jobs = CORES,
    root: Root = None,
) -> None:
    """Kiểm tra mọi bản ghi và nêu tất cả lỗi, mỗi lỗi một chỗ, kèm cách sửa."""
    folder = _find_root(root)
    below = _below(folder, path)
    with _progress() as tell:
        report = check_catalogue(folder, _read_day(as_of), _workers(jobs), tell)
    if below:
        kept = (d for d in report.diagnostics if d.place.file == below or d.place.file.startswith(below + "/"))
        report = make_report(kept, report.files)
    colour = format_ is Format.TEXT and _shows_colour(sys.stdout)
    typer.echo(FORMATS[format_](report, lang, colour))
    raise typer.Exit(1 if report.errors else 0)


@app.command()
def build(
    site_dir: Annotated[
        Path | None, typer.Option("--site-dir", help="Thư mục chứa trang. Mặc định: site, cạnh mkdocs.yml.", show_default=False)
    ] = None,
    lang: Lang = Language.VI,
    as_of: AsOf = "",
    jobs: Jobs = CORES,
    root: Root = None,
) -> None:
    """Tạo toàn bộ trang. Nếu có lỗi thì không ghi gì, trang cũ giữ nguyên."""
    folder = _find_root(root)
    config_file = folder / "mkdocs.yml"
    if not config_file.is_file():
        _stop(f"không thấy {config_file}; trang cần tệp này để biết tên, địa chỉ và giao diện")
    target = Path(os.path.abspath(site_dir or folder / "site"))
    real = target.resolve()
    if (
        real == folder.resolve()
        or real in folder.resolve().parents
        or any((folder / kept).resolve() in (real, *real.parents) for kept in ("catalogue", "news", "docs", "theme"))
    ):
        _stop(f"không ghi trang vào {target}: thư mục này chứa danh mục hoặc mã nguồn; chọn thư mục khác với --site-dir")
    started = time.monotonic()
    try:
        with _progress() as tell:
            frames = _begin_frames(config_file, jobs)
            built = build_site(folder, target, _read_day(as_of), frames, _workers(jobs), tell)
    except StagingError as error:
        _stop(f"không ghi được vào {error.filename}: {error.strerror}")
    except OSError as error:
        _stop(f"không ghi được {error.filename}: {error.strerror}")
    if built.report.diagnostics:
        typer.echo(format_text(built.report, lang, _shows_colour(sys.stderr)), err=True)
    if built.report.errors:
        _stop("chưa tạo trang vì danh mục còn lỗi; trang cũ giữ nguyên")
    typer.echo(f"Đã tạo {built.pages} trang trong {time.monotonic() - started:.1f} giây: {target / 'index.html'}")


@app.command("import")
def import_(
    paths: Annotated[list[Path], typer.Argument(metavar="TỆP|THƯ MỤC…", help="Bản xuất .json, .jsonl, .zip, hoặc thư mục.")],
    retrieved: Annotated[str, typer.Option(metavar="NGÀY", help="Ngày của bản xuất. Mặc định: theo tệp, hoặc hôm nay.")] = "",
    complete: Annotated[bool, typer.Option(help="Bản xuất đầy đủ: thủ tục vắng mặt là đã hết hiệu lực.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ báo cáo, không ghi gì.")] = False,
    out: Annotated[Path | None, typer.Option(help="Ghi báo cáo đầy đủ vào tệp này.", show_default=False)] = None,
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Lấy thủ tục từ bản xuất của Cổng Dịch vụ công quốc gia vào danh mục, kèm báo cáo những điều phải quyết định."""
    for path in paths:
        if not path.exists():
            _stop(f"không có {path}", status=2)
    today = _read_day(as_of)
    try:
        status = run_import(
            _find_root(root), paths, _read_day(retrieved) if retrieved else today, today, _progress, complete, dry_run, out
        )
    except OSError as error:
        _stop(f"không ghi được {error.filename}: {error.strerror}; danh mục giữ nguyên")
    raise typer.Exit(status)


@app.command()
def explain(
    rule: Annotated[
        str | None,
        typer.Argument(metavar="[LUẬT]", help="Mã trong ngoặc vuông của thông báo, ví dụ unknown-key.", show_default=False),
    ] = None,
    lang: Lang = Language.VI,
) -> None:
    """Giải thích một luật kiểm tra, kèm ví dụ sai và đúng; không nêu tên thì liệt kê mọi luật."""
    if rule is None:
        typer.echo(list_rules(lang))
    elif rule in read_rulebook():
        typer.echo(explain_rule(rule, lang))
    else:
        _stop(f"không có luật '{rule}'; xem danh sách bằng: niemyet explain", status=2)


def _make_frames(config_file: Path, folder: Path) -> FrameSet:
    """Makes the frames where they are needed: MkDocs takes longer to load than a check to run."""
    from niemyet.mkdocs_door import make_frames

    return make_frames(config_file, folder)


def _find_root(root: Path | None) -> Path:
    if root is not None:
        if not root.is_dir():
            _stop(f"không có thư mục {root}", status=2)
        return root.resolve()
    here = Path.cwd()
    found = next((folder for folder in (here, *here.parents) if (folder / "mkdocs.yml").is_file()), None)
    if found is None:
        _stop("không thấy mkdocs.yml ở đây hay ở thư mục cha; chạy trong thư mục dự án hoặc thêm --root", status=2)
    return found


def _below(root: Path, path: Path | None) -> str:
    """`path` relative to the root, '' for all."""
    if path is None:
        return ""
    candidates = [Path(os.path.normpath(start / path)) for start in (Path.cwd(), root)]
    full = next((p for p in candidates if os.path.lexists(p) and (p == root or root in p.parents)), candidates[0])
    if not os.path.lexists(full):
        _stop(f"không có {path}", status=2)
    if full == root:
        return ""
    if root not in full.parents:
        _stop(f"{path} nằm ngoài danh mục {root}", status=2)
    return full.relative_to(root).as_posix()


def _shows_colour(stream: TextIO) -> bool:
    """Whether somebody looks on who has not asked for plain text (no-color.org)."""
    return stream.isatty() and "NO_COLOR" not in os.environ


def _stop(message: str, status: int = 1) -> NoReturn:
    typer.secho(f"lỗi: {message}", err=True, fg=typer.colors.RED if _shows_colour(sys.stderr) else None)
    raise typer.Exit(status)


def _workers(jobs: int) -> StartWorkers | None:
    """How worker processes are started; None where one process is enough."""
    if jobs == 1:
        return None

    def start(take_over: Callable[[Task], None], task: Task) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, mp_context=CONTEXT, initializer=_begin_work, initargs=(take_over, task, os.getpid()))

    return start


def _begin_work(take_over: Callable[[Task], None], task: Task, parent: int) -> None:
    _end_with_parent(parent)
    take_over(task)


def _begin_frames(config_file: Path, jobs: int) -> BeginFrames:
    """Makes the frames in a process of their own while the reference is read, or when asked for with one job."""

    def begin(folder: Path) -> Callable[[], FrameSet]:
        if jobs == 1:
            return partial(_make_frames, config_file, folder)
        helper = ProcessPoolExecutor(1, mp_context=CONTEXT, initializer=_end_with_parent, initargs=(os.getpid(),))
        made = helper.submit(_make_frames, config_file, folder)
        helper.shutdown(wait=False)
        return made.result

    return begin


def _end_with_parent(parent: int) -> None:
    """Lets the system end this worker when the command is killed, so that it never writes into a later build."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # the command ended before the system was asked
            os._exit(1)


@contextmanager
def _progress() -> Iterator[Tell]:
    """A bar on the terminal with the rate and the time left; nothing where nobody looks on."""
    if not sys.stderr.isatty():
        yield stay_silent
        return
    from rich.console import Console  # here, because nobody else waits for them to load
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("còn"), TimeRemainingColumn())
    with Progress(*columns, console=console, auto_refresh=False, transient=True) as progress:
        bars: dict[str, int] = {}

        def tell(label: str, done: int, total: int) -> None:
            if label not in bars:
                bars[label] = int(progress.add_task(label, total=total))
            progress.update(bars[label], completed=done, refresh=True)  # type: ignore[arg-type]  # a TaskID is an int

        yield tell
