"""Reads workbooks (.xlsx, .xlsm) into sheets of rows: values only, nothing is computed and no macro is run. Writes tables.

The only module that knows openpyxl. Merged cells give their value to the rows that they cover; a formula counts with the result
that was saved, and without one it is told.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter, range_boundaries

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.archives import UnreadableError, check_office_file
from niemyet.load.separated import MOST_ROWS, WIDEST
from niemyet.load.tables import Cell, Row, Sheet
from niemyet.load.written_tables import ColumnKind, OutColumn, OutSheet

MOST_SHEETS = 200
MOST_MERGED = 20_000
_MOST_NAMED = 5

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_BROKEN = Bilingual(
    "không đọc được bảng tính; tệp hỏng, hãy mở bằng Excel rồi lưu lại",
    "the workbook cannot be read; it is broken, open it in Excel and save it again",
)
_TOO_LONG = Bilingual(f"quá nhiều dòng; chỉ đọc {MOST_ROWS} dòng đầu", f"too many rows; only the first {MOST_ROWS} are read")


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """The sheets in order, hidden ones too. Raises `UnreadableError`."""
    check_office_file(data)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            return tuple(_read_sheet(data, sheet) for sheet in workbook.worksheets[:MOST_SHEETS])
        finally:
            workbook.close()
    except UnreadableError:
        raise
    except Exception as error:  # whatever a library meets in a broken file
        raise UnreadableError(_BROKEN) from error


def _read_sheet(data: bytes, sheet: Any) -> Sheet:
    with sheet._get_source() as stream:
        source = stream.read()
    sheet.reset_dimensions()  # the file may state others
    covered = dict(_covered(source))
    rows: list[Row] = []
    remarks: list[Bilingual] = []
    tops: dict[int, Cell] = {}
    for number, cells in enumerate(sheet.iter_rows(max_col=WIDEST, values_only=True), 1):
        if number > MOST_ROWS:
            remarks.append(_TOO_LONG)
            break
        values = [_value(cell) for cell in cells]
        while values and values[-1] is None:
            values.pop()
        repeated = set()
        for place, is_top in covered.get(number, {}).items():
            if is_top:
                tops[place] = values[place] if place < len(values) else None
            elif tops.get(place) is not None:
                values += [None] * (place + 1 - len(values))
                values[place] = tops[place]
                repeated.add(place)
        rows.append(Row(number, tuple(values), frozenset(repeated)))
    if _FORMULA.search(source):
        remarks += _uncomputed(data, sheet.title, rows)
    while rows and not rows[-1].cells:
        rows.pop()
    return Sheet(sheet.title, tuple(rows), sheet.sheet_state != "visible", tuple(remarks))


def _value(cell: Any) -> Cell:
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, str):
        return cell.replace("_x000D_", "").strip() or None
    return cell if cell is None or isinstance(cell, bool | int | float | date) else str(cell)


def _covered(source: bytes) -> Iterator[tuple[int, dict[int, bool]]]:
    """By row: the first columns of merged cells of several rows, and whether the merged cell begins in this row."""
    by_row: dict[int, dict[int, bool]] = {}
    cells = 0
    for found in _MERGED.finditer(source):
        left, top, _, bottom = range_boundaries(found[1].decode())
        cells += bottom - top + 1
        if cells > MOST_MERGED:
            break
        if bottom > top:
            for row in range(top, bottom + 1):
                by_row.setdefault(row, {})[left - 1] = row == top
    yield from by_row.items()


def _uncomputed(data: bytes, title: str, rows: list[Row]) -> Iterator[Bilingual]:
    """Formulas whose result was not saved: the program that wrote the file does not compute."""
    values = {row.number: row.cells for row in rows}
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        sheet = workbook[title]
        sheet.reset_dimensions()
        missing = []
        for number, cells in enumerate(sheet.iter_rows(max_row=len(rows), max_col=WIDEST, values_only=True), 1):
            known = values.get(number, ())
            for place, cell in enumerate(cells):
                formula = isinstance(cell, str) and cell.startswith("=")
                if formula and (place >= len(known) or known[place] is None):
                    missing.append(f"{get_column_letter(place + 1)}{number}")
    finally:
        workbook.close()
    if missing:
        named = ", ".join(missing[:_MOST_NAMED]) + (", …" if len(missing) > _MOST_NAMED else "")
        yield Bilingual(
            f"ô {named}: công thức chưa có kết quả; mở bằng Excel, lưu lại rồi lấy lại",
            f"cells {named}: formulas without a result; open the file in Excel, save it and import again",
        )


_FORMATS: Mapping[ColumnKind, str] = {"text": "@", "day": "dd/mm/yyyy", "money": "#,##0", "mark": "@"}
_TO_FILL_IN = PatternFill("solid", fgColor="FFF2CC")
_WRITTEN = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time that ZIP has; every workbook bears it, so that the same table gives the same bytes."""


def write_workbook(sheets: Sequence[OutSheet]) -> bytes:
    """A workbook with a filter and fixed headings on every sheet; columns to be filled in have coloured headings."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in sheets:
        written = workbook.create_sheet(sheet.name)
        for place, column in enumerate(sheet.columns, 1):
            _write_column(written, place, column, [row[place - 1] for row in sheet.rows])
        written.freeze_panes = "A2"
        written.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    stream = io.BytesIO()
    workbook.save(stream)
    return _without_times(stream.getvalue())


def _write_column(written: Any, place: int, column: OutColumn, cells: Sequence[Cell]) -> None:
    letters = get_column_letter(place)
    written.column_dimensions[letters].width = column.width
    written.column_dimensions[letters].hidden = column.kind == "mark"
    heading = written.cell(1, place, column.heading)
    heading.font = Font(bold=True)
    if column.filled_in:
        heading.fill = _TO_FILL_IN
    for number, value in enumerate(cells, 2):
        cell = written.cell(number, place)
        cell.number_format = _FORMATS[column.kind]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # never a formula


def _without_times(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as same:
        for entry in made.infolist():
            part = made.read(entry)
            if entry.filename == "docProps/core.xml":
                part = _WRITTEN.sub(rb"\g<1>2000-01-01T00:00:00Z", part)
            same.writestr(zipfile.ZipInfo(entry.filename, _LONG_AGO), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
