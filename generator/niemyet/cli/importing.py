"""The command `import`: takes national portal exports into the reference, and reports what a person must decide."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from niemyet.cli.application import app
from niemyet.cli.terminal import AsOf, Root, find_root, format_refusal, read_day, show_progress, stop
from niemyet.diagnostics.showing import show
from niemyet.model.codes import SLUG
from niemyet.portal.answer_file import BrokenAnswersError
from niemyet.portal.exports import read_exports
from niemyet.portal.lists import BrokenCatalogueError
from niemyet.portal.plan import Plan, plan_import
from niemyet.portal.provinces import is_unknown
from niemyet.portal.report import sum_up, write_report
from niemyet.portal.write import place_files
from niemyet.publish.staging import StagingError

MOST_REFUSALS = 20
"""Refusals shown on the terminal; the report has all."""


@app.command("import")
def import_(
    paths: Annotated[list[Path], typer.Argument(metavar="TỆP|THƯ MỤC…", help="Bản xuất .json, .jsonl, .zip, hoặc thư mục.")],
    retrieved: Annotated[str, typer.Option(metavar="NGÀY", help="Ngày của bản xuất. Mặc định: theo tệp, hoặc hôm nay.")] = "",
    complete: Annotated[bool, typer.Option(help="Bản xuất đầy đủ: thủ tục vắng mặt là đã hết hiệu lực.")] = False,
    province: Annotated[
        str,
        typer.Option(metavar="TỈNH", help="Lấy cả thủ tục riêng của tỉnh này; tên thư mục, ví dụ ha-noi.", show_default=False),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ báo cáo, không ghi gì.")] = False,
    out: Annotated[Path | None, typer.Option(help="Ghi báo cáo đầy đủ vào tệp này.", show_default=False)] = None,
    as_of: AsOf = "",
    root: Root = None,
) -> None:
    """Lấy thủ tục từ bản xuất của Cổng Dịch vụ công quốc gia vào danh mục, kèm báo cáo những điều phải quyết định."""
    for path in paths:
        if not path.exists():
            stop(f"không có {path}", status=2)
    today = read_day(as_of)
    folder = find_root(root)
    if province and (not SLUG.fullmatch(province) or is_unknown(folder, province)):
        stop(f"'{province}' không phải là tên thư mục của một tỉnh, ví dụ ha-noi", status=2)
    try:
        with show_progress() as progress:
            plan = plan_import(
                folder, read_exports(paths), read_day(retrieved) if retrieved else today, today, complete, progress, province
            )
        if not dry_run and any(row.outcome != "by_hand" for row in plan.rows):
            place_files(folder, plan.texts, plan.removed)
        if out is not None:
            out.write_text(write_report(plan, today, written=not dry_run), "utf-8", newline="\n")
    except (BrokenCatalogueError, BrokenAnswersError) as error:
        stop(f"{error}; chưa ghi gì vào danh mục")
    except StagingError as error:
        stop(f"không ghi được vào {error.filename}: {error.strerror}; danh mục giữ nguyên")
    except OSError as error:
        stop(f"không ghi được {error.filename}: {format_refusal(error).vi}; danh mục giữ nguyên")
    _print_summary(plan, dry_run, out)
    raise typer.Exit(1 if plan.refusals else 0)


def _print_summary(plan: Plan, dry_run: bool, out: Path | None) -> None:
    if sys.stdout.isatty():
        from rich.console import Console  # here, because it is slow to load
        from rich.table import Table

        table = Table(show_header=False)
        for words, count in sum_up(plan):
            table.add_row(words, str(count))
        Console().print(table)
    else:
        for words, count in sum_up(plan):
            typer.echo(f"{count:>6}  {show(words)}")
    for origin, reason in plan.refusals[:MOST_REFUSALS]:
        typer.echo(f"không lấy được: {show(str(origin))}: {show(reason)}", err=True)
    if len(plan.refusals) > MOST_REFUSALS:
        typer.echo(f"… và {len(plan.refusals) - MOST_REFUSALS} chỗ khác; xem đủ trong báo cáo (--out TỆP)", err=True)
    for origin, reason in plan.left_out[:MOST_REFUSALS]:
        typer.echo(f"để lại: {show(str(origin))}: {show(reason)}", err=True)
    if dry_run:
        typer.echo("Chạy thử: chưa ghi gì vào danh mục.")
    if out is not None:
        typer.echo(f"Báo cáo: {out}")
