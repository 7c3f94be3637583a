"""The command `preview`: a proposal as a site to look at, and the words below it.

The settings, the look and the program are those of the folder at hand; of the proposal only its records, articles and pages are
taken, as data. So whoever proposes decides nothing about what runs.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, NamedTuple
from urllib.parse import urljoin

import typer

from niemyet.building.boards import print_boards, read_boards
from niemyet.building.checking import check_catalogue
from niemyet.building.pipeline import build_site
from niemyet.catalogue.settings import read_settings
from niemyet.catalogue.unknown_place import UnknownPlaceError
from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.change import Differences
from niemyet.changes.preview import Look, Preview, format_preview, list_sheets
from niemyet.cli.application import app
from niemyet.cli.frames import begin_frames
from niemyet.cli.language import say
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.terminal import AsOf, Jobs, Root, find_root, format_refusal, read_day, stop
from niemyet.cli.workers import workers
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.preview_settings import write_preview_settings
from niemyet.external.git import HistoryError, check_out, find_common
from niemyet.external.order import Override, order_build
from niemyet.load.packaged import choose_theme
from niemyet.model.settings import SETTINGS_FILE, SiteFile
from niemyet.publish.replacing import replace_site
from niemyet.publish.staging import Staging, StagingError, stage
from niemyet.sheets.book import PaperFormat
from niemyet.sheets.published_sheets import FOLDER, name_sheet
from niemyet.sheets.typesetter import TypesettingError

SITE, COMMENT = "trang", "binh-luan.md"
MOST_SHEETS = 40
"""Sheets that are printed: for more, the list of what to print again says enough."""
MOST_COMMUNES = 12
"""A preview of more holds only those that change, these many at most."""
LIMIT = 60_000
"""Characters: GitHub takes 65,536, the others more."""
AS_A_PREVIEW = Override(sheets=False, editor=False, history=0)


@app.command(
    epilog="""
    niemyet preview origin/sua-le-phi --url https://xem.tinh.example/12/ --name "Đề xuất số 12" --out xem-thu
    """,
)
def preview(
    proposal: Annotated[str, typer.Argument(metavar="ĐỀ XUẤT", help="Phiên bản git của đề xuất: nhánh hoặc mã.")],
    url: Annotated[
        str, typer.Option("--url", metavar="ĐỊA CHỈ", help="Địa chỉ sẽ đặt bản xem thử; ghi de-xuat/12/ là ở trong trang thật.")
    ],
    name: Annotated[str, typer.Option("--name", metavar="TÊN", help="Tên của đề xuất, hiện ở đầu mọi trang.")],
    out: Annotated[Path, typer.Option("--out", metavar="THƯ MỤC", help="Nơi ghi: trang/ và binh-luan.md. Xóa những gì đang có.")],
    index: Annotated[
        bool, typer.Option("--index", help="Liên kết ghi cả index.html: cho nơi không tự mở trang của thư mục.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=2000, metavar="N", help="Bình luận dài nhất N ký tự.")] = LIMIT,
    as_of: AsOf = "",
    jobs: Jobs = None,
    root: Root = None,
) -> None:
    """Tạo trang xem thử và bình luận cho một đề xuất: lỗi, điều đổi đối với người dân, trang và tờ niêm yết như sẽ có."""
    folder = find_root(root)
    try:
        has_site = make_preview(Wanted(folder, proposal, url, name, out, read_day(as_of), jobs, limit, index))
    except HistoryError as error:
        stop(Bilingual(f"'{proposal}': {error.said.vi}", f"'{proposal}': {error.said.en}"), status=2)
    except StagingError as error:
        stop(Bilingual(f"{out}: {error.said.vi}", f"{out}: {error.said.en}"), status=2)
    except OSError as error:
        why = format_refusal(error)
        stop(Bilingual(f"không ghi được {error.filename}: {why.vi}", f"{error.filename} cannot be written: {why.en}"))
    vi = f"đã ghi {out / COMMENT}" + (f" và {out / SITE}/" if has_site else "; còn lỗi nên chưa có trang xem thử")
    en = f"wrote {out / COMMENT}" + (f" and {out / SITE}/" if has_site else "; no site, because of errors")
    typer.echo(say(Bilingual(vi, en)))


class Wanted(NamedTuple):
    """A preview: of which revision, at which address (below the site's own unless it is a whole one), where to write it."""

    folder: Path
    proposal: str
    url: str
    name: str
    out: Path
    today: date
    jobs: int | None = None
    limit: int = LIMIT
    with_index: bool = False


def make_preview(wanted: Wanted) -> bool:
    """Writes the comment, and the site unless the proposal has errors; whether there is a site.

    An earlier preview stays until all of it is there. Raises HistoryError, OSError, StagingError: it is of others.
    """
    folder, out = wanted.folder, wanted.out
    official = read_settings(folder).site
    if official is None:
        vi = f"{SETTINGS_FILE} còn lỗi; xem bằng 'niemyet check {SETTINGS_FILE}'"
        stop(Bilingual(vi, f"{SETTINGS_FILE} has errors; see 'niemyet check {SETTINGS_FILE}'"), status=2)
    if (out / SETTINGS_FILE).exists() or out.resolve() in (folder.resolve(), *folder.resolve().parents):
        stop(Bilingual(f"{out} là thư mục dự án; chọn thư mục khác", f"{out} is the project; choose another folder"), status=2)
    address = urljoin(official.address, wanted.url).rstrip("/") + "/"
    with (
        stage(out, COMMENT) as staging,
        _lay_out(folder, wanted.proposal, address, wanted.name) as (site, after),
        check_out(folder, find_common(folder, wanted.proposal)) as (before, _),
    ):
        comment = _make(wanted, before, after, site, official.address, staging)
        staging.write(COMMENT, comment.encode())
        replace_site(staging, out)
    return (out / SITE).is_dir()


@contextmanager
def _lay_out(folder: Path, proposal: str, address: str, name: str) -> Iterator[tuple[SiteFile, Path]]:
    """The proposal's records with the site's own settings, in a temporary folder."""
    with check_out(folder, proposal) as (records, _):
        text = (folder / SETTINGS_FILE).read_text("utf-8")
        (records / SETTINGS_FILE).write_text(write_preview_settings(text, address, name), "utf-8", newline="\n")
        read = read_settings(folder)
        for file in read.look_files:
            _put(folder / file.path, records, file.path)
        if read.site is not None and read.site.theme.custom_dir:
            shutil.copytree(folder / read.site.theme.custom_dir, records / read.site.theme.custom_dir)
        moved = read_settings(records).site
        if moved is None or (moved.address, moved.settings.preview) != (address, name):
            vi = f"không đặt được địa chỉ xem thử vào {SETTINGS_FILE}; xem lỗi bằng 'niemyet check {SETTINGS_FILE}'"
            stop(Bilingual(vi, f"the address cannot be put into {SETTINGS_FILE}; see what 'niemyet check {SETTINGS_FILE}' says"))
        yield moved, records


def _put(source: Path, records: Path, path: str) -> None:
    """Copies a file of the site's own to its place among the proposal's records; never through a link, which leads anywhere."""
    place = records / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_symlink() or not place.parent.resolve().is_relative_to(records.resolve()):
        raise HistoryError(Bilingual(f"đề xuất đặt liên kết ở chỗ của {path}", f"the proposal has a link in the place of {path}"))
    shutil.copyfile(source, place)


def _make(wanted: Wanted, before: Path, after: Path, site: SiteFile, official: str, staging: Staging) -> str:
    """Stages the site and the sheets unless there are errors; returns the comment."""
    today, packaged, start = wanted.today, find_reference(after), workers(wanted.jobs)
    report = check_catalogue(after, today, start, packaged=packaged)
    if report.errors:
        return format_preview(report, None, None, wanted.limit)
    differences = compare_catalogues(before, after, today, packaged)
    with TemporaryDirectory(prefix="niemyet-") as room:
        for root in (*_narrow(after, differences, Path(room)), after):
            target = Path(room) / SITE
            frames = begin_frames(root / SETTINGS_FILE, wanted.jobs)
            order = order_build(root, SETTINGS_FILE, today, frames, Path(room) / "npm", AS_A_PREVIEW, start)
            if not build_site(order, target).report.errors:
                for file in (file for file in target.rglob("*") if file.is_file()):
                    staging.write(f"{SITE}/{file.relative_to(target).as_posix()}", file.read_bytes())
                break
    sheets = list_sheets(differences)
    printed = _print(after, sheets, official, today, staging) if len(sheets) <= MOST_SHEETS else ()
    return format_preview(report, differences, Preview(site.address, tuple(printed), wanted.with_index), wanted.limit)


def _narrow(after: Path, differences: Differences, room: Path) -> Iterator[Path]:
    """The same records with the communes that change, a few at most, where all would be thousands of pages; nothing where they
    are few. Articles that did not change are left out too: they may name communes that are."""
    communes = {
        file.parent.relative_to(after / "catalogue").as_posix() for file in (after / "catalogue").glob("*/*/commune.yaml")
    }
    if len(communes) <= MOST_COMMUNES:
        return
    changed = {file.file for file in differences.files}
    texts = "".join((after / path).read_text("utf-8") for path in changed if path.startswith("news/") and path.endswith(".md"))
    kept = {path for path in communes if path in texts}
    for commune in differences.communes:
        kept |= {commune.path} if len(kept) < MOST_COMMUNES else set()

    def leave_out(folder: str, names: list[str]) -> set[str]:
        inside = Path(folder).relative_to(after).as_posix()
        if inside.startswith("news"):
            return {name for name in names if name.endswith(".md") and f"{inside}/{name}" not in changed}
        place = inside.removeprefix("catalogue/")
        return {name for name in names if f"{place}/{name}" in communes - kept}

    shutil.copytree(after, room / "narrow", symlinks=True, ignore=leave_out)
    yield room / "narrow"


def _print(after: Path, wanted: list[tuple[str, str, str]], address: str, today: date, staging: Staging) -> Iterator[Look]:
    """Stages the sheets as they will be, their codes leading to the real site."""
    theme = choose_theme(after, None)
    for place in dict.fromkeys(path for path, _, _ in wanted):
        codes = {code: words for path, code, words in wanted if path == place}
        try:
            _, boards = read_boards(after, place, today, address, find_reference(after))
            for printed in print_boards(boards, theme, PaperFormat(), tuple(codes)):
                staging.write(f"{SITE}/{place}/{FOLDER}{printed.name}", printed.pdf)
        except (UnknownPlaceError, TypesettingError):
            continue  # the list of what to print again says it in words
        yield from (Look(f"{place}/{FOLDER}{name_sheet(code)}", words) for code, words in codes.items())
