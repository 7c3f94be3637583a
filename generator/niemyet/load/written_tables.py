"""Tables for officials: what is written into a workbook (`load/workbooks.py`) or a CSV file.

The CSV is what a Vietnamese Excel opens at a double click: UTF-8 with a byte order mark, semicolons, days as 20/03/2026.
"""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Literal

from niemyet.load.tables import Cell, text_of_cell
from niemyet.patterns import regex
from niemyet.values import dataclass

ColumnKind = Literal["text", "day", "money", "mark"]
FORMATS: Mapping[ColumnKind, str] = {"text": "@", "day": "dd/mm/yyyy", "money": "#,##0", "mark": "@"}
"""How a workbook shows the cells of a column (ECMA-376 part 1, 18.8.31)."""
FORMULA_SIGNS = ("=", "+", "-", "@", "\t")
"""With these a spreadsheet takes text for a formula; in a CSV file an apostrophe before them says that it is text."""
_TIMES = regex(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
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
    """The sheet as a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.heading for column in sheet.columns)
    for row in sheet.rows:
        writer.writerow(_guard(cell) for cell in row)
    return text.getvalue().encode("utf-8-sig")


def _guard(cell: Cell) -> str:
    text = text_of_cell(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(FORMULA_SIGNS) else text


def forget_times(workbook: bytes) -> bytes:
    """A workbook without the times of its making, so that the same table gives the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as same:
        for entry in made.infolist():
            part = made.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _TIMES.sub(rb"\g<1>2000-01-01T00:00:00Z", part)
            same.writestr(zipfile.ZipInfo(entry.filename, _LONG_AGO), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
