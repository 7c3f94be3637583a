"""`niemyet import`: exports of the national portal into the reference. Prints; the work is done in `portal`."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

import typer

from niemyet.portal.exports import read_exports
from niemyet.portal.placing import place_files
from niemyet.portal.plan import BrokenCatalogueError, Plan, plan_import
from niemyet.portal.report import sum_up, write_report
from niemyet.publish.staging import StagingError

Tell = Callable[[str, int, int], None]
MOST_REFUSALS = 20
"""Refusals that the terminal shows; the report has all."""


def run_import(
    root: Path,
    paths: list[Path],
    retrieved: date,
    today: date,
    progress: Callable[[], AbstractContextManager[Tell]],
    complete: bool = False,
    dry_run: bool = False,
    out: Path | None = None,
) -> int:
    """Imports and tells; gives the exit status: 0 all taken, 1 something refused.

    Raises `OSError` where the report or the catalogue could not be written; the catalogue is then as it was.
    """
    try:
        with progress() as tell:
            plan = plan_import(root, read_exports(paths), retrieved, today, complete, tell)
        if not dry_run and any(row.outcome not in ("by_hand",) for row in plan.rows):
            place_files(root, plan.texts, plan.removed)
    except BrokenCatalogueError as error:
        typer.echo(f"lỗi: {error}; chưa ghi gì vào danh mục", err=True)
        return 1
    except StagingError as error:
        typer.echo(f"lỗi: không ghi được vào {error.filename}: {error.strerror}; danh mục giữ nguyên", err=True)
        return 1
    if out is not None:
        out.write_text(write_report(plan, today, written=not dry_run), "utf-8")
    _print_summary(plan, dry_run, out)
    return 1 if plan.refusals else 0


def _print_summary(plan: Plan, dry_run: bool, out: Path | None) -> None:
    if sys.stdout.isatty():
        from rich.console import Console  # here, because nobody else waits for it to load
        from rich.table import Table

        table = Table(show_header=False)
        for words, count in sum_up(plan):
            table.add_row(words, str(count))
        Console().print(table)
    else:
        for words, count in sum_up(plan):
            typer.echo(f"{count:>6}  {words}")
    for origin, reason in plan.refusals[:MOST_REFUSALS]:
        typer.echo(f"không lấy được: {origin}: {reason}", err=True)
    if len(plan.refusals) > MOST_REFUSALS:
        typer.echo(f"… và {len(plan.refusals) - MOST_REFUSALS} chỗ khác; xem đủ trong báo cáo (--out TỆP)", err=True)
    if dry_run:
        typer.echo("Chạy thử: chưa ghi gì vào danh mục.")
    if out is not None:
        typer.echo(f"Báo cáo: {out}")
