"""The commands `build` and `merge`: the site, built at once or from shards of several machines."""

import os
import re
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from niemyet.building.frame_cache import FrameMakerError
from niemyet.building.pipeline import BuildRequest, BuildResult, build_site
from niemyet.building.progress import Progress
from niemyet.building.shards import NoShardError, Shard, build_shard, open_shards
from niemyet.building.workers import StartWorkers
from niemyet.cache.cache_file import DamagedCacheError
from niemyet.cache.kept import tidy
from niemyet.catalogue.settings import read_settings
from niemyet.cli.application import app
from niemyet.cli.cluster_error import ClusterError
from niemyet.cli.damage import word_damage
from niemyet.cli.frames import begin_frames
from niemyet.cli.language import Lang, Language, say
from niemyet.cli.terminal import (
    Cluster,
    Jobs,
    Root,
    find_root,
    format_refusal,
    read_moment,
    show_progress,
    shows_colour,
    stop,
)
from niemyet.cli.timing import Timing
from niemyet.cli.workers import find_workers
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.formats import count_all, format_text
from niemyet.external.form_package import FormError
from niemyet.external.order import Override, order_build
from niemyet.model.kinds import TOP_FOLDERS
from niemyet.model.orthography import format_day
from niemyet.model.settings import SETTINGS_FILE, Settings
from niemyet.publish.staging import LostFileError, StagingError
from niemyet.sheets.typesetter import TypesettingError

SiteDir = Annotated[
    Path | None, typer.Option("--site-dir", help="Thư mục chứa trang. Mặc định: site, cạnh mkdocs.yml.", show_default=False)
]
Sheets = Annotated[
    bool | None,
    typer.Option(
        "--sheets/--no-sheets",
        help="Lần này có in tờ niêm yết của mọi xã, phường (PDF) hay không. Mặc định: theo mục sheets trong mkdocs.yml.",
        show_default=False,
    ),
]
History = Annotated[
    int | None,
    typer.Option(
        "--history",
        min=0,
        metavar="N",
        help="Lần này kể N lần thay đổi gần nhất trong lịch sử git. Mặc định: theo mục history trong mkdocs.yml.",
        show_default=False,
    ),
]
Moment = Annotated[
    str,
    typer.Option(
        "--as-of",
        metavar="NGÀY",
        help='Xem như hôm nay là ngày này, ví dụ 20/11/2026; kèm giờ thì xem như đang là giờ ấy: "20/11/2026 14:00". '
        "Có ngày mà không có giờ thì bài hẹn giờ trong ngày hiện cả.",
        show_default=False,
    ),
]
Profile = Annotated[bool, typer.Option("--profile", help="Nêu thời gian của từng việc.")]
Editor = Annotated[
    bool | None,
    typer.Option(
        "--editor/--no-editor",
        help="Lần này có đưa biểu mẫu cập nhật vào trang, tại /quan-tri/ (cần npm), hay không. "
        "Mặc định: theo mục editor trong mkdocs.yml.",
        show_default=False,
    ),
]


WithoutMkDocs = Annotated[
    bool,
    typer.Option(
        "--without-mkdocs", help="Không bao giờ chạy MkDocs: nếu mkdocs.yml có mục chỉ MkDocs hiểu được thì dừng và nêu mục ấy."
    ),
]


class _Run(NamedTuple):
    """What is asked of one run."""

    moment: datetime
    jobs: int | None
    sheets: bool | None
    editor: bool | None
    history: int | None
    without_mkdocs: bool


@app.command(
    epilog="""
    niemyet build
    niemyet build --history 20 --sheets
    niemyet build --as-of 01/01/2027 --site-dir thu
    niemyet build --as-of "20/11/2026 14:00" --site-dir thu
    """,
)
def build(
    site_dir: SiteDir = None,
    sheets: Sheets = None,
    editor: Editor = None,
    history: History = None,
    clean: Annotated[bool, typer.Option("--clean", help="Làm lại mọi trang, kể cả trang không có gì thay đổi.")] = False,
    verify: Annotated[
        bool,
        typer.Option(
            "--verify", help="Đọc lại từng tệp của trang đã công bố; tệp nào khác với lần tạo trước thì nêu ra và làm lại hết."
        ),
    ] = False,
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
    as_of: Moment = "",
    jobs: Jobs = None,
    cluster: Cluster = "",
    profile: Profile = False,
    without_mkdocs: WithoutMkDocs = False,
    root: Root = None,
) -> None:
    """Tạo toàn bộ trang; lần sau chỉ làm lại những gì đã thay đổi. Nếu có lỗi thì không ghi gì, trang cũ giữ nguyên."""
    folder = find_root(root)
    part = _read_shard(shard) if shard else None
    if part and site_dir is None:
        vi = "--shard cần --site-dir: thư mục riêng của phần này, ví dụ --site-dir phan-1"
        stop(Bilingual(vi, "--shard needs --site-dir: a folder for this part alone, for instance --site-dir part-1"), status=2)
    target = _find_target(folder, site_dir)
    run = _Run(read_moment(as_of), jobs, sheets, False if part else editor, history, without_mkdocs)

    def make(progress: Progress) -> BuildResult:
        start = find_workers(jobs, cluster, (folder, target.parent))
        order = _read_order(folder, target, run, start, progress)
        return build_shard(order, target, part) if part else build_site(order, target, forget=clean, verify=verify)

    _tell(make, target, lang, profile)


@app.command(
    epilog="""
    niemyet merge phan-1 phan-2 --site-dir site
    """,
)
def merge(
    shards: Annotated[list[Path], typer.Argument(metavar="PHẦN…", help="Thư mục của các phần, do 'niemyet build --shard' tạo.")],
    site_dir: SiteDir = None,
    sheets: Sheets = None,
    editor: Editor = None,
    history: History = None,
    lang: Lang = Language.VI,
    as_of: Moment = "",
    jobs: Jobs = None,
    cluster: Cluster = "",
    profile: Profile = False,
    without_mkdocs: WithoutMkDocs = False,
    root: Root = None,
) -> None:
    """Ghép các phần thành toàn bộ trang; xã, phường nào không có trong các phần thì làm tại đây."""
    folder = find_root(root)
    target = _find_target(folder, site_dir)
    run = _Run(read_moment(as_of), jobs, sheets, editor, history, without_mkdocs)

    def make(progress: Progress) -> BuildResult:
        start = find_workers(jobs, cluster, (folder, target.parent))
        order = _read_order(folder, target, run, start, progress)
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
    config_file = folder / SETTINGS_FILE
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


def _read_order(folder: Path, target: Path, run: _Run, start_workers: StartWorkers | None, progress: Progress) -> BuildRequest:
    override = Override(run.sheets, run.editor, run.history)
    frames = begin_frames(folder / SETTINGS_FILE, run.jobs, run.without_mkdocs)
    form_folder = target.with_name(f".{target.name}.npm")
    order = order_build(folder, SETTINGS_FILE, run.moment.date(), frames, form_folder, override, start_workers, progress)
    _tell_gaps(order, read_settings(folder).settings)
    return replace(order, clock=run.moment.time())


def _tell_gaps(order: BuildRequest, settings: Settings) -> None:
    """Says what the site lacks though it was asked for."""
    if order.form and not settings.edit:
        vi = "Lưu ý: mkdocs.yml chưa có mục 'edit'; biểu mẫu chỉ sửa được kho có sẵn trên máy của người mở."
        en = "Note: mkdocs.yml has no entry 'edit'; the form can only change a repository on the machine of whoever opens it."
        typer.echo(say(Bilingual(vi, en)), err=True)
    if order.past.gap == "shallow" and order.past.since:
        day = format_day(order.past.since)
        vi = f"Lưu ý: kho được tải rút gọn nên trang chỉ kể thay đổi từ {day}; muốn kể đủ: git fetch --unshallow"
        en = f"Note: this is a shallow clone, so the site tells changes since {day} only; for all of them: git fetch --unshallow"
        typer.echo(say(Bilingual(vi, en)), err=True)
    if order.past.gap == "no-git":
        vi = "Lưu ý: trang chưa kể được thay đổi nào, vì ở đây chưa có lịch sử git; lịch sử bắt đầu từ lần 'git commit' đầu tiên."
        en = "Note: the site cannot tell any change, because there is no git history here; it begins with the first 'git commit'."
        typer.echo(say(Bilingual(vi, en)), err=True)


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
    except FrameMakerError as error:
        vi = f"MkDocs chưa tạo được khung trang; trang cũ giữ nguyên\n{error}"
        stop(Bilingual(vi, f"MkDocs made no frames; the old site stays\n{error}"))
    except FormError as error:
        stop(error.said)
    except ClusterError as error:
        stop(Bilingual(f"{error.said.vi}; trang cũ giữ nguyên", f"{error.said.en}; the old site stays"))
    except StagingError as error:
        vi = f"không ghi được vào {error.filename}: {error.said.vi}"
        stop(Bilingual(vi, f"{error.filename} cannot be written: {error.said.en}"))
    except OSError as error:
        if error.filename is None:  # not about a file: a full disk, or a bug
            raise
        why = format_refusal(error)
        vi = f"không đọc hoặc không ghi được {error.filename}: {why.vi}; trang cũ giữ nguyên"
        stop(Bilingual(vi, f"{error.filename} cannot be read or written: {why.en}; the old site stays"))
    if built.damage:
        typer.echo(say(word_damage(built.damage, target)), err=True)
    if built.verified:
        vi = f"Đã đọc lại {built.verified} tệp của trang đã công bố: đúng như lần tạo trước."
        typer.echo(say(Bilingual(vi, f"{built.verified} files of the published site were read: they are as they were built.")))
    if built.report.errors:
        typer.echo(format_text(built.report, lang, shows_colour(sys.stderr)), err=True)
        stop(Bilingual("chưa tạo trang vì danh mục còn lỗi; trang cũ giữ nguyên", "the records have errors; the old site stays"))
    tidy(time.time())
    vi = f"{built.pages} trang, ghi {built.files_written} tệp, trong {timing.whole:.1f} giây: {target}"
    typer.echo(
        say(Bilingual(vi, f"{built.pages} pages, {built.files_written} files written, in {timing.whole:.1f} seconds: {target}"))
    )
    if built.report.diagnostics:  # whoever builds has just read them, or will be told them by the check
        counted = count_all(built.report, lang)
        typer.echo(say(Bilingual(f"{counted} Xem bằng: niemyet check", f"{counted} To see them: niemyet check")), err=True)
    if sys.stdout.isatty():  # links of pages need a server: index.html opened as a file leads nowhere
        typer.echo(say(Bilingual("Xem trang: niemyet serve", "To see the site: niemyet serve")))
    if profile:
        timing.show()
