"""Reads workbooks (.xlsx, .xlsm) into sheets of rows: values only, nothing is computed and no macro is run. Writes tables.

The only module that knows openpyxl. Merged cells give their value to the rows that they cover; a formula counts with the result
that was saved, and without one it is told.
"""

import io
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.archives import LARGEST_OFFICE_FILE, SWOLLEN, UnreadableError, check_office_file
from niemyet.load.separated import MOST_ROWS, WIDEST
from niemyet.load.tables import Cell, Row, Sheet, letters_of_place, place_of_letters
from niemyet.load.written_tables import FORMATS, OutColumn, OutSheet, finish_workbook
from niemyet.patterns import regex

MOST_SHEETS = 200
MOST_CELLS = 3_000_000
"""Of all sheets, empty ones too."""

MOST_PIECES = 500_000
"""Rows and cells of all sheets that the file spells out: a list of the whole country with forty columns has 270,000."""

MOST_CHARACTERS = 50_000_000
"""Of the texts of all sheets: a file may store a long text once and show it in every cell."""

MOST_MERGED = 20_000
MOST_EMPTY = 20_000
"""Empty rows before one that is not; a row may say that it is the millionth."""
_MOST_NAMED = 5

_MERGED = regex(rb"<(?:\w+:)?mergeCell\b[^<>]*?\bref=[\"']([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})[\"']")
_PIECE = regex(rb"<(\w+:)?(row|c)[\s/>]")
_FORMULA = regex(rb"<(?:\w+:)?f[\s/>]")
_BROKEN = Bilingual(
    "không đọc được bảng tính; tệp hỏng, hãy mở bằng Excel rồi lưu lại",
    "the workbook cannot be read; it is broken, open it in Excel and save it again",
)
_TOO_LONG = Bilingual("trang tính quá lớn; chỉ đọc phần đầu", "the sheet is too large; only its beginning is read")


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """The sheets in order, hidden ones too. Raises `UnreadableError`."""
    check_office_file(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what openpyxl leaves out: it reads values only
        return _read_checked(data)


def _read_checked(data: bytes) -> tuple[Sheet, ...]:
    import openpyxl  # here, because it is slow to load

    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            left = _Left()
            return tuple(_read_sheet(data, sheet, left) for sheet in workbook.worksheets[:MOST_SHEETS])
        finally:
            workbook.close()
    except UnreadableError:
        raise
    except Exception as error:  # whatever a library meets in a broken file
        raise UnreadableError(_BROKEN) from error


class _Left:
    """What may still be read of a workbook; several sheets may have the same source."""

    def __init__(self) -> None:
        self._bytes, self._cells, self._characters = LARGEST_OFFICE_FILE, MOST_CELLS, MOST_CHARACTERS
        self._pieces = MOST_PIECES

    def take_source(self, source: bytes) -> bytes:
        """The source of a sheet, cut off where the pieces end, and its rows where they get too wide. Raises `UnreadableError` if
        it has too many bytes."""
        self._bytes -= len(source)
        if self._bytes < 0:
            raise UnreadableError(SWOLLEN)
        taken: list[bytes] = []
        begin = at = cells = 0
        while found := _PIECE.search(source, at):
            self._pieces -= 1
            if self._pieces < 0:
                return b"".join((*taken, source[begin : found.start()]))
            at, cells = found.end(), 0 if found[2] == b"row" else cells + 1
            if cells > WIDEST and (end := source.find(b"</" + (found[1] or b"") + b"row", at)) > 0:
                taken.append(source[begin : found.start()])
                begin = at = end
        return b"".join((*taken, source[begin:]))

    def take_row(self, cells: Sequence[Any]) -> bool:
        """Whether the row may be taken."""
        self._cells -= len(cells)
        self._characters -= sum(len(cell) for cell in cells[:WIDEST] if isinstance(cell, str))
        return self._cells >= 0 and self._characters >= 0


def _read_sheet(data: bytes, sheet: Any, left: _Left) -> Sheet:
    with sheet._get_source() as stream:
        whole = stream.read()
    source = left.take_source(whole)
    sheet._get_source = lambda: io.BytesIO(source)
    sheet.reset_dimensions()  # the file may state others
    covered = dict(_covered(source))
    rows: list[Row] = []
    remarks: list[Bilingual] = []
    tops: dict[int, Cell] = {}
    empty = 0
    for number, cells in enumerate(_until(len(source) < len(whole), sheet.iter_rows(values_only=True)), 1):
        empty = 0 if cells else empty + 1
        if cells is None or number > MOST_ROWS or empty > MOST_EMPTY or not left.take_row(cells):
            remarks.append(_TOO_LONG)
            break
        values = [_value(cell) for cell in cells[:WIDEST]]
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


def _until(cut_off: bool, rows: Iterator[Any]) -> Iterator[Any]:
    """The rows, and None where a source that was cut off ends."""
    try:
        yield from rows
    except SyntaxError:  # what both XML libraries raise
        if not cut_off:
            raise
        yield None


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
        left, top, bottom = place_of_letters(found[1].decode()), int(found[2]), int(found[3])
        if left >= WIDEST:
            continue
        cells += max(bottom - top, 0) + 1
        if cells > MOST_MERGED:
            break
        if bottom > top:
            for row in range(top, bottom + 1):
                by_row.setdefault(row, {})[left] = row == top
    yield from by_row.items()


def _uncomputed(data: bytes, title: str, rows: list[Row]) -> Iterator[Bilingual]:
    """Formulas whose result was not saved: the program that wrote the file does not compute."""
    import openpyxl  # here, because it is slow to load

    values = {row.number: row.cells for row in rows}
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        sheet = workbook[title]
        sheet.reset_dimensions()
        missing = []
        for number, cells in enumerate(islice(sheet.iter_rows(values_only=True), len(rows)), 1):
            known = values.get(number, ())
            for place, cell in enumerate(cells[:WIDEST]):
                formula = isinstance(cell, str) and cell.startswith("=")
                if formula and (place >= len(known) or known[place] is None):
                    missing.append(f"{letters_of_place(place)}{number}")
    finally:
        workbook.close()
    if missing:
        named = ", ".join(missing[:_MOST_NAMED]) + (", …" if len(missing) > _MOST_NAMED else "")
        yield Bilingual(
            f"ô {named}: công thức chưa có kết quả; mở bằng Excel, lưu lại rồi lấy lại",
            f"cells {named}: formulas without a result; open the file in Excel, save it and import again",
        )


def write_workbook(sheets: Sequence[OutSheet]) -> bytes:
    """A workbook with a filter and fixed headings on every sheet; columns to be filled in have coloured headings.

    openpyxl writes the headings and one row, which show how each column is formatted; the rows are put in its place as text,
    because it takes twenty times as long for a table of ten thousand rows.
    """
    import openpyxl  # here, because it is slow to load

    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in sheets:
        written = workbook.create_sheet(sheet.name)
        for place, column in enumerate(sheet.columns):
            _write_heading(written, place, column)
        written.freeze_panes = "A2"
        written.auto_filter.ref = f"A1:{letters_of_place(len(sheet.columns) - 1)}{len(sheet.rows) + 1}"
    stream = io.BytesIO()
    workbook.save(stream)
    return finish_workbook(stream.getvalue(), sheets)


def _write_heading(written: Any, place: int, column: OutColumn) -> None:
    """The heading of a column, and below it an empty cell in its format."""
    from openpyxl.styles import Font, PatternFill

    dimensions = written.column_dimensions[letters_of_place(place)]
    dimensions.width, dimensions.hidden = column.width, column.kind == "mark"
    heading = written.cell(1, place + 1, column.heading)
    heading.font = Font(bold=True)
    if column.filled_in:
        heading.fill = PatternFill("solid", fgColor="FFF2CC")
    written.cell(2, place + 1).number_format = FORMATS[column.kind]
