"""The commands `check` and `explain`."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from niemyet.building.checking import check_catalogue
from niemyet.building.kept_checks import KeptChecks
from niemyet.catalogue.settings import read_settings
from niemyet.cli.application import app
from niemyet.cli.language import Lang, Language, say
from niemyet.cli.reference_setting import find_reference
from niemyet.cli.terminal import (
    AsOf,
    DryRun,
    Jobs,
    Root,
    Yes,
    find_below,
    find_root,
    read_day,
    show_progress,
    shows_colour,
    stop,
)
from niemyet.cli.told_checks import Looked, Telling
from niemyet.cli.workers import workers
from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Severity
from niemyet.diagnostics.formats import FORMATS, format_summary
from niemyet.diagnostics.report import Report, make_report
from niemyet.diagnostics.rulebook import read_rulebook, severity_of
from niemyet.editing.layout import find_unsettled
from niemyet.load.finding_below import find_files_below
from niemyet.load.laying_over import REFERENCE
from niemyet.load.packaged import DOCS, find_packaged
from niemyet.model.kinds import TOP_FOLDERS
from niemyet.model.settings import SETTINGS_FILE

CHECKING = Bilingual("Đang kiểm tra …", "Checking …")
"""Begins each check of `--watch`; the counts end it. Editors wait for both."""
MOST_TO_SETTLE = 1000
"""Up to this many files, `check` also looks at the layout; with more, that would take too long for a mere suggestion."""


class DiagnosticsFormat(StrEnum):
    """The formats of a report."""

    TEXT = "text"
    LINE = "line"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JSON = "json"


@app.command(
    epilog="""
    niemyet check
    niemyet check catalogue/ha-noi/thuong-tin --errors
    niemyet check --summary
    niemyet check --fix
    niemyet check --format json
    niemyet check --watch
    """,
)
def check(
    path: Annotated[
        Path | None, typer.Argument(metavar="ĐƯỜNG DẪN", help="Chỉ nêu lỗi của tệp hoặc thư mục này.", show_default=False)
    ] = None,
    format_: Annotated[DiagnosticsFormat, typer.Option("--format", help="Dạng của báo cáo.")] = DiagnosticsFormat.TEXT,
    changed: Annotated[
        str, typer.Option("--changed", metavar="BẢN", help="Bản git để xem đã đổi tệp nào; đi cùng --owner.", show_default=False)
    ] = "",
    owner: Annotated[
        str,
        typer.Option("--owner", metavar="NƠI", help="Chỉ được đổi tệp trong thư mục này: ha-noi/thuong-tin.", show_default=False),
    ] = "",
    errors_only: Annotated[bool, typer.Option("--errors", "--errors-only", help="Chỉ nêu lỗi, không nêu cảnh báo.")] = False,
    summary: Annotated[
        bool, typer.Option("--summary", help="Chỉ đếm theo luật và theo nơi, nặng trước, kèm ví dụ đầu tiên.")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Kiểm tra lại mỗi khi một tệp được lưu; dừng bằng Ctrl-C.")] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Sửa những chỗ chắc chắn đúng: cho xem trước, hỏi rồi mới ghi.", show_default=False)
    ] = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    lang: Lang = Language.VI,
    as_of: AsOf = "",
    jobs: Jobs = None,
    root: Root = None,
) -> None:
    """Kiểm tra mọi bản ghi và nêu tất cả lỗi, mỗi lỗi một chỗ, kèm cách sửa."""
    _refuse_unfit(format_, summary, fix, watch, dry_run or yes)
    folder = find_root(root)
    if watch:
        _check_at_each_change(
            folder,
            partial(
                check, path, format_, changed, owner, errors_only, summary, False, False, False, False, lang, as_of, jobs, folder
            ),
        )
    below = find_below(folder, path)
    strangers = _find_strangers(folder, changed, owner)
    kept = KeptChecks(folder)
    telling = Telling(sys.argv[1:], _list_looked(folder, root))

    def check_all() -> Report:
        with show_progress() as progress:
            packaged = find_reference(folder, checks=True)
            return check_catalogue(folder, read_day(as_of), workers(jobs), progress, packaged, kept)

    whole = check_all()
    if fix and _mend(folder, _narrow(whole.diagnostics, below), dry_run, yes):
        whole = check_all()
    told, files = _narrow(whole.diagnostics, below), whole.files
    if below:
        files = len(find_files_below(folder, below)) + (below == SETTINGS_FILE)
        if not files and not told and not ((folder / below).is_dir() and below.partition("/")[0] in TOP_FOLDERS):
            _stop_at_no_record(below)
    if errors_only:
        told = tuple(d for d in told if severity_of(d) is Severity.ERROR)
    report = make_report([*told, *strangers], files)
    colour = format_ is DiagnosticsFormat.TEXT and shows_colour(sys.stdout)
    lines = [_sum_up(report, lang) if summary else FORMATS[format_](report, lang, colour)]
    if format_ is DiagnosticsFormat.TEXT:
        lines += _tell_what_is_left(folder, below, whole, report, errors_only, kept.settled)
    text, status = "\n".join(lines), 1 if report.errors else 0
    typer.echo(text)
    kept.save()
    telling.keep(text, status)
    if format_ is DiagnosticsFormat.GITHUB and "GITHUB_STEP_SUMMARY" in os.environ:
        with open(os.environ["GITHUB_STEP_SUMMARY"], "a", encoding="utf-8") as steps:
            steps.write(format_summary(report, lang))
    raise typer.Exit(status)


def _list_looked(folder: Path, root: Path | None) -> Looked | None:
    """What a check of the catalogue in a folder looks at, so that its answer may be kept; None where that is not known.

    `root` is as it was given.
    """
    site = read_settings(folder).site
    if site is None or site.theme.custom_dir:
        return None
    packaged, beside = find_packaged(), [name for name in (site.settings.logo, site.settings.favicon) if name]
    read = [*(folder / name for name in (*TOP_FOLDERS, SETTINGS_FILE, *beside)), packaged / REFERENCE, packaged / DOCS]
    return Looked(str(folder), "" if root is None else str(root), [str(one) for one in read], [str(folder)])


def _mend(folder: Path, told: tuple[Diagnostic, ...], dry_run: bool, yes: bool) -> bool:
    from niemyet.cli.mending import offer_mends  # here and below, because most checks only check

    return offer_mends(folder, told, dry_run, yes)


def _refuse_unfit(format_: DiagnosticsFormat, summary: bool, fix: bool, watch: bool, writes: bool) -> None:
    """Ends the command where options do not go together."""
    if format_ is not DiagnosticsFormat.TEXT and (summary or fix):
        option = "--summary" if summary else "--fix"
        stop(Bilingual(f"{option} chỉ đi với --format text", f"{option} goes with --format text only"), status=2)
    if fix and watch:
        stop(Bilingual("--fix không đi với --watch", "--fix does not go with --watch"), status=2)
    if writes and not fix:
        stop(Bilingual("--yes, --dry-run chỉ đi với --fix", "--yes and --dry-run go with --fix only"), status=2)


def _sum_up(report: Report, lang: Language) -> str:
    from niemyet.diagnostics.overview import format_overview

    return format_overview(report, lang)


def _narrow(told: tuple[Diagnostic, ...], below: str) -> tuple[Diagnostic, ...]:
    """What is told of a file or folder, of nothing that travels with the program; all if none is named."""
    return tuple(d for d in told if _lies_below(d.place.file, below) and not d.place.packaged) if below else told


def _check_at_each_change(folder: Path, check_once: Callable[[], None]) -> NoReturn:
    """Checks now and whenever a file is saved, until somebody presses Ctrl-C."""
    from niemyet.watching import wait_for_changes  # here, because watching loads slowly

    with suppress(KeyboardInterrupt):
        for _ in wait_for_changes([folder / name for name in TOP_FOLDERS], folder / SETTINGS_FILE):
            typer.echo(say(CHECKING))
            with suppress(typer.Exit):
                check_once()
            sys.stdout.flush()
    raise typer.Exit(0)


def _tell_what_is_left(
    folder: Path, below: str, whole: Report, report: Report, errors_only: bool, settled: set[bytes]
) -> Iterator[str]:
    """What the report does not show: warnings left out, errors elsewhere, files in another order than the common one."""
    if errors_only and not below and whole.warnings:
        hidden = whole.warnings
        yield say(Bilingual(f"Không nêu {hidden} cảnh báo.", f"{hidden} warnings are not told."))
    if (left := whole.errors - report.errors) > 0:
        yield say(Bilingual(f"Ngoài {below} còn {left} lỗi.", f"Outside {below} there are {left} errors."))
    few = not report.errors and whole.files <= MOST_TO_SETTLE
    if few and (unsettled := sum(1 for _ in find_unsettled(folder, below, settled))):
        vi = f"Gợi ý: {unsettled} tệp chưa theo thứ tự chung; chạy 'niemyet format' nếu muốn xếp lại."
        yield say(Bilingual(vi, f"Note: {unsettled} files are not in the common order; 'niemyet format' would settle them."))


def _lies_below(file: str, below: str) -> bool:
    return file == below or file.startswith(below + "/")


def _stop_at_no_record(below: str) -> NoReturn:
    """Ends the command, because the given file is no record."""
    vi = f"{below} không phải là bản ghi; được kiểm tra: tệp .yaml và .csv trong catalogue, bài viết .md, ảnh trong news/<năm>"
    en = f"{below} is no record; what is checked are .yaml and .csv files in catalogue, articles and pictures in news/<year>"
    stop(Bilingual(vi, en), status=2)


def _find_strangers(root: Path, changed: str, owner: str) -> list[Diagnostic]:
    """Diagnostics for changed files outside the owner's folder; none if no owner was given."""
    if bool(changed) != bool(owner):
        vi = "--changed và --owner đi cùng nhau, ví dụ: --changed main --owner ha-noi/thuong-tin"
        stop(Bilingual(vi, "--changed and --owner go together: --changed main --owner ha-noi/thuong-tin"), status=2)
    if not owner:
        return []
    if not (root / "catalogue" / owner.strip("/")).is_dir():
        stop(Bilingual(f"không có thư mục catalogue/{owner}", f"there is no folder catalogue/{owner}"), status=2)
    from niemyet.editing.owners import find_strangers
    from niemyet.external.git import HistoryError, list_changed

    try:
        return find_strangers(list_changed(root, changed), owner.strip("/"))
    except HistoryError as error:
        vi = f"không xem được thay đổi so với '{changed}': {error.said.vi}"
        stop(Bilingual(vi, f"changes since '{changed}' cannot be seen: {error.said.en}"), status=2)


@app.command(
    epilog="""
    niemyet explain
    niemyet explain bad-date
    """,
)
def explain(
    rule: Annotated[
        str | None,
        typer.Argument(metavar="LUẬT", help="Mã trong ngoặc vuông của thông báo, ví dụ unknown-key.", show_default=False),
    ] = None,
    lang: Lang = Language.VI,
) -> None:
    """Giải thích một luật kiểm tra, kèm ví dụ sai và đúng; không nêu tên thì liệt kê mọi luật."""
    if rule is not None and (copied := re.search(r"\[([a-z-]+)\]", rule)):
        rule = copied[1]  # copied from a message: lỗi[bad-date]
    from niemyet.diagnostics.explanation import explain_rule, list_rules

    if rule is None:
        typer.echo(list_rules(lang))
    elif rule in read_rulebook():
        typer.echo(explain_rule(rule, lang))
    else:
        from difflib import get_close_matches  # here, because rules are seldom asked for by a wrong name

        meant = get_close_matches(rule, read_rulebook(), 1)
        near = {"vi": f" (có phải {meant[0]}?)", "en": f" (did you mean {meant[0]}?)"} if meant else {"vi": "", "en": ""}
        vi = f"không có luật '{rule}'{near['vi']}; xem danh sách bằng: niemyet explain"
        stop(Bilingual(vi, f"there is no rule '{rule}'{near['en']}; 'niemyet explain' lists them all"), status=2)
