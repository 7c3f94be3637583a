"""Reads a table that is named on the command line, and tells which of its cells were not taken."""

from collections.abc import Sequence
from pathlib import Path

import typer

from niemyet.cli.language import say
from niemyet.cli.proposing import NOT_TAKEN
from niemyet.cli.terminal import format_refusal, stop
from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.showing import show
from niemyet.editing.table_cells import Remark
from niemyet.load.archives import UnreadableError
from niemyet.load.table_files import LARGEST, read_sheets
from niemyet.load.tables import Sheet, Table

_NUMBERS = ("STT", "TT", "SỐ TT")
"""Headings of columns that only number the rows."""


def read_file(file: Path) -> tuple[Sheet, ...]:
    """The sheets of a table file, with remarks on what cannot be read; ends the command if nothing can."""
    if not file.is_file():
        stop(Bilingual(f"không có tệp {file}", f"there is no file {file}"), status=2)
    try:
        if file.stat().st_size > LARGEST:
            stop(Bilingual(f"{file} quá lớn", f"{file} is too large"), status=2)
        sheets = read_sheets(file.read_bytes())
    except OSError as error:
        why = format_refusal(error)
        stop(Bilingual(f"không đọc được {file}: {why.vi}", f"{file} cannot be read: {why.en}"), status=2)
    except UnreadableError as error:
        stop(Bilingual(f"{file}: {error.said.vi}", f"{file}: {error.said.en}"), status=2)
    for sheet in sheets:
        for said in sheet.remarks:
            typer.echo(show(f"{sheet.name}: {say(said)}"), err=True)
    return sheets


def say_what_is_not_read(sheets: Sequence[Sheet], tables: Sequence[Table]) -> None:
    """Names hidden sheets and columns that are left out, so that nobody believes them taken."""
    for sheet in sheets:
        if sheet.hidden:
            vi = f"không lấy trang ẩn {sheet.name}; bỏ ẩn rồi chạy lại nếu cần"
            typer.echo(show(say(Bilingual(vi, f"the hidden sheet {sheet.name} is left out; unhide it to take it"))), err=True)
    for table in tables:
        used = set(table.columns.values())
        left = [name for place, name in enumerate(table.headings) if name and place not in used and name.upper() not in _NUMBERS]
        if left:
            named = ", ".join(" ".join(name.split()) for name in left)
            vi, en = f"cột không dùng đến: {named}", f"columns that are not used: {named}"
            if table.sheet:
                vi, en = f"trang {table.sheet}: {vi}", f"sheet {table.sheet}: {en}"
            typer.echo(show(say(Bilingual(vi, en))), err=True)


def say_remarks(remarks: list[Remark]) -> None:
    """Prints one line for each cell that was not taken."""
    for remark in remarks:
        typer.echo(f"{say(NOT_TAKEN)} {show(remark.format())}", err=True)
