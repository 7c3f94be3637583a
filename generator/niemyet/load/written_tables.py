"""Tables for officials: what is written into a workbook (`load/workbooks.py`) or a CSV file.

The CSV is what a Vietnamese Excel opens at a double click: UTF-8 with a byte order mark, semicolons, days as 20/03/2026.
"""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from html import escape
from typing import Literal

from niemyet.diagnostics.showing import mark_cell
from niemyet.load.tables import Cell, letters_of_place, text_of_cell
from niemyet.patterns import regex
from niemyet.values import dataclass

ColumnKind = Literal["text", "day", "money", "mark"]
FORMATS: Mapping[ColumnKind, str] = {"text": "@", "day": "dd/mm/yyyy", "money": "#,##0", "mark": "@"}
"""How a workbook shows the cells of a column (ECMA-376 part 1, 18.8.31)."""
_TIMES = regex(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_STYLE = regex('<c r="[A-Z]+2" s="([0-9]+)"')
_FIRST_DAY = date(1899, 12, 30)
"""From which a workbook counts days."""
_UNWRITABLE = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no letters for."""
_LONGEST = 32_767
"""So many characters fit into a cell."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time that ZIP has."""


@dataclass(frozen=True, slots=True)
class OutColumn:
    """A column: its heading, the kind of its cells, its width in characters. A column of kind "mark" is hidden.

    `filled_in`: whether people are to change it.
    """

    key: str
    heading: str
    kind: ColumnKind = "text"
    width: int = 16
    filled_in: bool = False


@dataclass(frozen=True, slots=True)
class OutSheet:
    """A sheet to be written: every row has a cell for each column."""

    name: str
    columns: tuple[OutColumn, ...]
    rows: tuple[Sequence[Cell], ...]


def write_csv(sheet: OutSheet) -> bytes:
    """The sheet as a CSV file; an apostrophe says of what a spreadsheet would take for a formula that it is text."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.heading for column in sheet.columns)
    for row in sheet.rows:
        writer.writerow(_guard(cell) for cell in row)
    return text.getvalue().encode("utf-8-sig")


def _guard(cell: Cell) -> str:
    text = text_of_cell(cell)
    return mark_cell(text) if isinstance(cell, str) else text


def finish_workbook(workbook: bytes, sheets: Sequence[OutSheet] = ()) -> bytes:
    """A workbook without the times of its making, so that the same table gives the same bytes. `sheets` are put into those of the
    file, in their order: each of these has its headings and one row, whose cells have the formats of their columns."""
    stream = io.BytesIO()
    rows = {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(sheets, 1)}
    with zipfile.ZipFile(io.BytesIO(workbook)) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as same:
        for entry in made.infolist():
            part = made.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _TIMES.sub(rb"\g<1>2000-01-01T00:00:00Z", part)
            if entry.filename in rows:
                part = _fill_sheet(part.decode(), rows[entry.filename]).encode()
            same.writestr(zipfile.ZipInfo(entry.filename, _LONG_AGO), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _fill_sheet(source: str, sheet: OutSheet) -> str:
    """The sheet with all of its rows in the place of the one that shows the formats (ECMA-376 part 1, 18.3.1.4 and 18.3.1.73)."""
    before, _, after = source.partition('<row r="2">')
    model, _, after = after.partition("</row>")
    formats = [f'" s="{style}"' for style in _STYLE.findall(model)]
    columns = [(letters_of_place(place), style) for place, style in enumerate(formats)]
    rows = []
    for number, row in enumerate(sheet.rows, 2):
        cells = [
            f'<c r="{letters}{number}{style}{_write_value(cell)}' for (letters, style), cell in zip(columns, row, strict=True)
        ]
        rows.append(f'<row r="{number}">{"".join(cells)}</row>')
    return before + "".join(rows) + after


def _write_value(cell: Cell) -> str:
    """The rest of a cell's element. Text stays text, whatever it begins with."""
    if cell is None:
        return "/>"
    if isinstance(cell, bool):
        return f' t="b"><v>{cell:d}</v></c>'
    if isinstance(cell, int | float):
        return f"><v>{cell}</v></c>"
    if isinstance(cell, date):
        return f"><v>{(cell - _FIRST_DAY).days}</v></c>"
    return _write_text(cell)


@lru_cache(8192)
def _write_text(cell: str) -> str:
    """Tables have most of their words in common."""
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(_UNWRITABLE.sub("", cell[:_LONGEST]), quote=False)}</t></is></c>'
