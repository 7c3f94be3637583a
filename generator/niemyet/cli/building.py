"""The commands `build` and `merge`: the site, built at once or from shards of several machines."""

import os
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from niemyet.building.pipeline import NO_HISTORY, BuildRequest, BuildResult, build_site
from niemyet.building.shards import NoShardError, Shard, build_shard, open_shards
from niemyet.building.workers import Progress, StartWorkers
from niemyet.cache.cache_file import DamagedCacheError
from niemyet.cli.application import app
from niemyet.cli.chronicle import read_chronicle
from niemyet.cli.cluster_error import ClusterError
from niemyet.cli.language import Lang, Language, say
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.terminal import AsOf, Cluster, Jobs, Root, find_root, format_refusal, read_day, show_progress, shows_colour, stop
from niemyet.cli.timing import Timing
from niemyet.cli.workers import begin_frames, find_workers
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.formats import format_text
from niemyet.editing.form_files import FormKit
from niemyet.model.kinds import TOP_FOLDERS
from niemyet.publish.staging import LostFileError, StagingError
from niemyet.sheets.typesetter import TypesettingError

SiteDir = Annotated[
    Path | None, typer.Option("--site-dir", help="Thư mục chứa trang. Mặc định: site, cạnh mkdocs.yml.", show_default=False)
]
Sheets = Annotated[bool, typer.Option("--sheets", help="In cả tờ niêm yết của mọi xã, phường (PDF).")]
History = Annotated[
    int, typer.Option("--history", min=0, metavar="N", help="Đưa N lần thay đổi gần nhất trong lịch sử git vào trang.")
]
Profile = Annotated[bool, typer.Option("--profile", help="Nêu thời gian của từng việc.")]
Editor = Annotated[bool, typer.Option("--editor", help="Đưa cả biểu mẫu cập nhật vào trang, tại /quan-tri/ (cần npm).")]


@app.command(
    epilog="""
    niemyet build
    niemyet build --history 20 --sheets
    niemyet build --as-of 01/01/2027 --site-dir thu
    """,
)
def build(
    site_dir: SiteDir = None,
    sheets: Sheets = False,
    editor: Editor = False,
    history: History = 0,
    clean: Annotated[bool, typer.Option("--clean", help="Làm lại mọi trang, kể cả trang không có gì thay đổi.")] = False,
    shard: Annotated[
        str,
        typer.Option(
            "--shard",
            metavar="I/N",
            help="Chỉ làm phần thứ I trong N phần, để ghép lại bằng 'niemyet merge'.",
            show_default=False,
        ),
    ] = "",
    lang: Lang = Language.VI,
    as_of: AsOf = "",
    jobs: Jobs = None,
    cluster: Cluster = "",
    profile: Profile = False,
    root: Root = None,
) -> None:
    """Tạo toàn bộ trang; lần sau chỉ làm lại những gì đã thay đổi. Nếu có lỗi thì không ghi gì, trang cũ giữ nguyên."""
    folder = find_root(root)
    part = _read_shard(shard) if shard else None
    if part and site_dir is None:
        vi = "--shard cần --site-dir: thư mục riêng của phần này, ví dụ --site-dir phan-1"
        stop(Bilingual(vi, "--shard needs --site-dir: a folder for this part alone, for instance --site-dir part-1"), status=2)
    target = _find_target(folder, site_dir)
    form = _bring_form(folder, target) if editor and not part else None

    def make(progress: Progress) -> BuildResult:
        start = find_workers(jobs, cluster, (folder, target.parent))
        # A shard only needs to know whether its pages link to feeds.
        seen = min(history, 1) if part else history
        order = _read_order(folder, read_day(as_of), jobs, start, progress, sheets, seen, form)
        return build_shard(order, target, part) if part else build_site(order, target, forget=clean)

    _tell(make, target, lang, profile)


@app.command(
    epilog="""
    niemyet merge phan-1 phan-2 --site-dir site
    """,
)
def merge(
    shards: Annotated[list[Path], typer.Argument(metavar="PHẦN…", help="Thư mục của các phần, do 'niemyet build --shard' tạo.")],
    site_dir: SiteDir = None,
    sheets: Sheets = False,
    editor: Editor = False,
    history: History = 0,
    lang: Lang = Language.VI,
    as_of: AsOf = "",
    jobs: Jobs = None,
    cluster: Cluster = "",
    profile: Profile = False,
    root: Root = None,
) -> None:
    """Ghép các phần thành toàn bộ trang; xã, phường nào không có trong các phần thì làm tại đây."""
    folder = find_root(root)
    target = _find_target(folder, site_dir)
    form = _bring_form(folder, target) if editor else None

    def make(progress: Progress) -> BuildResult:
        start = find_workers(jobs, cluster, (folder, target.parent))
        order = _read_order(folder, read_day(as_of), jobs, start, progress, sheets, history, form)
        with open_shards(shards) as cache_files:
            return build_site(order, target, shards=cache_files)

    _tell(make, target, lang, profile)


def _read_shard(text: str) -> Shard:
    numbers = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text)
    if numbers is None or not 1 <= int(numbers[1]) <= int(numbers[2]):
        vi = f"--shard '{text}' không đúng; viết I/N với I từ 1 đến N, ví dụ --shard 1/4"
        stop(Bilingual(vi, f"--shard '{text}' is wrong; write I/N with I from 1 to N, for instance --shard 1/4"), status=2)
    return Shard(int(numbers[1]), int(numbers[2]))


def _find_target(folder: Path, site_dir: Path | None) -> Path:
    """The absolute path of the site; ends the command if it would overwrite the records or the program."""
    config_file = folder / "mkdocs.yml"
    if not config_file.is_file():
        vi = f"không thấy {config_file}; trang cần tệp này để biết tên, địa chỉ và giao diện"
        stop(Bilingual(vi, f"there is no {config_file}; it gives the site its name, its address and its looks"))
    target = real = Path(os.path.realpath(site_dir or folder / "site"))  # of a link, the folder is replaced, and the link stays
    if (
        real == folder.resolve()
        or real in folder.resolve().parents
        or any((folder / kept).resolve() in (real, *real.parents) for kept in (*TOP_FOLDERS, "theme"))
    ):
        vi = f"không ghi trang vào {target}: thư mục này chứa danh mục hoặc mã nguồn; chọn thư mục khác với --site-dir"
        stop(Bilingual(vi, f"{target} holds the records or the program; choose another folder for the site with --site-dir"))
    return target


def _bring_form(folder: Path, target: Path) -> FormKit:
    from niemyet.cli.form import bring_form  # here, because it loads MkDocs, which is slow

    return bring_form(folder, target)


def _read_order(
    folder: Path,
    today: date,
    jobs: int | None,
    start_workers: StartWorkers | None,
    progress: Progress,
    sheets: bool,
    history: int,
    form: FormKit | None,
) -> BuildRequest:
    frames = begin_frames(folder / "mkdocs.yml", jobs)
    packaged = find_reference(folder)
    chronicle = read_chronicle(folder, history, today, progress, packaged) if history else NO_HISTORY
    return BuildRequest(folder, today, frames, start_workers, progress, sheets, chronicle, form, packaged)


def _tell(make: Callable[[Progress], BuildResult], target: Path, lang: Language, profile: bool) -> None:
    """Runs `make` and reports its result; every expected failure is one line."""
    timing = Timing()
    try:
        with show_progress() as progress:
            built = make(timing.listen(progress))
    except TypesettingError as error:
        vi = f"chưa in được tờ niêm yết {error.what}: {error.problem}; trang cũ giữ nguyên"
        stop(Bilingual(vi, f"the sheet {error.what} cannot be printed: {error.problem}; the old site stays"))
    except NoShardError as error:
        vi = f"{error}: không phải là phần do 'niemyet build --shard' của đúng phiên bản này tạo ra"
        stop(Bilingual(vi, f"'{error}' is no part that 'niemyet build --shard' of this very version has made"))
    except LostFileError as error:
        stop(Bilingual(f"các phần thiếu tệp {error}; hãy tạo lại phần có tệp đó", f"the parts lack {error}; make its part again"))
    except DamagedCacheError as error:
        stop(
            Bilingual(f"một phần bị hỏng ({error}); hãy tạo lại phần đó", f"one of the parts is damaged ({error}); make it again")
        )
    except ClusterError as error:
        stop(Bilingual(f"{error.said.vi}; trang cũ giữ nguyên", f"{error.said.en}; the old site stays"))
    except StagingError as error:
        vi = f"không ghi được vào {error.filename}: {error.said.vi}"
        stop(Bilingual(vi, f"{error.filename} cannot be written: {error.said.en}"))
    except OSError as error:
        if error.filename is None:  # not about a file: a full disk, or a bug
            raise
        why = format_refusal(error)
        stop(Bilingual(f"không ghi được {error.filename}: {why.vi}", f"{error.filename} cannot be written: {why.en}"))
    if built.report.diagnostics:
        typer.echo(format_text(built.report, lang, shows_colour(sys.stderr)), err=True)
    if built.report.errors:
        stop(Bilingual("chưa tạo trang vì danh mục còn lỗi; trang cũ giữ nguyên", "the records have errors; the old site stays"))
    first = target / "index.html"
    where = first if first.is_file() else target
    vi = f"{built.pages} trang, ghi {built.files_written} tệp, trong {timing.whole:.1f} giây: {where}"
    typer.echo(
        say(Bilingual(vi, f"{built.pages} pages, {built.files_written} files written, in {timing.whole:.1f} seconds: {where}"))
    )
    if profile:
        timing.show()
