"""The command `sql`: the tables of the open data, asked with SQL."""

import csv
import io
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from niemyet.cli.application import app
from niemyet.cli.built_data import find_built_site, stop_without_data, stop_without_library
from niemyet.cli.language import Lang, Language
from niemyet.cli.terminal import Root, format_refusal, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.showing import show, show_cell, show_json, show_table

if TYPE_CHECKING:
    from niemyet.open_data.query import Rows


class RowsFormat(StrEnum):
    """The formats of rows."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


@app.command(
    epilog="""
    niemyet sql
    niemyet sql "SELECT commune_name, count(*) FROM niem_yet GROUP BY ALL"
    niemyet sql --parquet bang
    """
)
def sql(
    query: Annotated[
        str, typer.Argument(metavar="CÂU_HỎI", help="Câu SQL. Bỏ trống để xem có những bảng, cột nào.", show_default=False)
    ] = "",
    site: Annotated[
        Path | None,
        typer.Option("--site-dir", help="Thư mục của trang đã tạo. Mặc định: site, cạnh mkdocs.yml.", show_default=False),
    ] = None,
    format_: Annotated[RowsFormat, typer.Option("--format", help="Dạng của kết quả.")] = RowsFormat.TEXT,
    parquet: Annotated[
        Path | None,
        typer.Option("--parquet", metavar="THƯ_MỤC", help="Ghi mọi bảng thành tệp Parquet vào thư mục này.", show_default=False),
    ] = None,
    lang: Lang = Language.VI,
    root: Root = None,
) -> None:
    """Hỏi các bảng của dữ liệu mở bằng SQL (DuckDB); chỉ đọc, không sửa gì của trang."""
    try:
        from niemyet.open_data.query import QueryError, Tables
    except ImportError:
        stop_without_library("duckdb", "sql")
    folder = find_built_site(site, root)
    try:
        tables = Tables(folder)
    except FileNotFoundError:
        stop_without_data(folder)
    if parquet is not None:
        try:
            for file in tables.write_parquet(parquet):
                typer.echo(str(file))
        except OSError as error:
            why = format_refusal(error)
            stop(Bilingual(f"không ghi được {parquet}: {why.vi}", f"{parquet} cannot be written: {why.en}"))
        return
    tables.close_off()
    if not query.strip():
        for name, number, columns in tables.list_tables():
            typer.echo(f"{name} ({number}): {columns}")
        return
    try:
        _write(tables.ask(query), format_)
    except QueryError as error:
        stop(Bilingual(f"không trả lời được câu SQL này: {error}", f"this query cannot be answered: {error}"), status=2)


def _write(found: "Rows", format_: RowsFormat) -> None:
    """The rows on standard output."""
    if format_ is RowsFormat.JSON:
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
        typer.echo(show_json(json.dumps(rows, ensure_ascii=False, indent=2, default=str)))
    elif format_ is RowsFormat.CSV:
        table = io.StringIO()
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(found.columns)
        writer.writerows([show_cell(cell) if isinstance(cell, str) else cell for cell in row] for row in found.rows)
        sys.stdout.write(show_table(table.getvalue()))
    else:
        cells = [[*map(show, found.columns)], *([show(str("" if cell is None else cell)) for cell in row] for row in found.rows)]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        for row in cells:
            typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
