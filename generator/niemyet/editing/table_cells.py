"""Reads cells that officials fill in: days, sums, codes as Vietnamese offices and spreadsheets write them.

Takes a row of a table; gives a value, or raises `CellError` with one sentence. Nothing is guessed. A spreadsheet drops zeros of
codes and shows days as numbers (days since 30/12/1899); both are undone only where one reading is possible.
"""

import re
from collections.abc import Container, Iterable
from datetime import date, timedelta

from niemyet.diagnostics.showing import unmark_cell
from niemyet.load.tables import Row, Table, letters_of_place
from niemyet.model.meant import meant_code, meant_day, meant_money
from niemyet.patterns import regex
from niemyet.values import dataclass

_FIRST_SERIAL = date(1899, 12, 30)
_SERIALS = range(36_526, 73_051)
"""The numbers of the days from 2000 to 2099."""
_FIGURES_BEHIND_DOT = 6
_AROUND_NUMBER = regex(
    r"^(?:nghị quyết|quyết định|nghị định|thông tư|luật)\s+(?:số\s*:?\s*)?(?=[0-9])|^số\s*:?\s*(?=[0-9])|\s+ngày\s.*$",
    re.IGNORECASE,
)
SMALLEST_SUM = 500
"""Đồng; a smaller sum has lost its zeros: "8.000" is read as 8 by a spreadsheet that writes 8,000."""


class CellError(ValueError):
    """A cell cannot be taken; the message says why and what to write."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about a cell, or a row if `place` is None. `sheet` is '' for a CSV file."""

    sheet: str
    row: int
    place: int | None
    said: str

    def format(self) -> str:
        """The sentence with sheet and cell: "trang Niêm yết, ô E7: …"."""
        where = f"dòng {self.row}" if self.place is None else f"ô {letters_of_place(self.place)}{self.row}"
        return f"{_name_sheet(self.sheet)}{where}: {self.said}"


def _name_sheet(sheet: str) -> str:
    return f"trang {sheet}, " if sheet else ""


def name_rows(table: Table, rows: Iterable[Row]) -> str:
    """Where rows stand: "trang Niêm yết, dòng 7"."""
    return f"{_name_sheet(table.sheet)}dòng {', '.join(str(row.number) for row in rows)}"


def remark_on(table: Table, row: Row, key: str, said: str) -> Remark:
    """A remark on the cell in a known column."""
    return Remark(table.sheet, row.number, table.columns.get(key), said)


def read_text(table: Table, row: Row, key: str) -> str:
    """The text of a cell, '' if it is empty, without the apostrophes that mark text in a CSV file."""
    return " ".join(unmark_cell(table.text(row, key).strip()).split())


def read_day(table: Table, row: Row, key: str) -> date:
    """The day in a cell that is not empty. Raises `CellError`."""
    cell = table.cell(row, key)
    if isinstance(cell, date):
        return cell
    text = read_text(table, row, key)
    if text.isdecimal() and int(text) in _SERIALS:
        return _FIRST_SERIAL + timedelta(int(text))
    meant = meant_day(text)
    if meant is None:
        raise CellError(f"'{text}' không phải là một ngày; viết ngày/tháng/năm, ví dụ 20/03/2026")
    return date.fromisoformat(meant)


def read_money(table: Table, row: Row, key: str) -> int:
    """The sum in đồng of a cell that is not empty. Raises `CellError`."""
    text = read_text(table, row, key)
    meant = meant_money(text)
    if meant is None:
        raise CellError(f"'{text}' không phải là số tiền; viết số đồng, ví dụ 8000 hoặc 8.000 đ")
    if 0 < int(meant) < SMALLEST_SUM:
        raise CellError(f"'{text}' là {meant} đồng, có lẽ đã mất ba số 0; viết đủ, ví dụ {int(meant) * 1000}")
    return int(meant)


def read_document_number(table: Table, row: Row, key: str) -> str:
    """The number of a document in a cell, without the words around it: "Nghị quyết số 28/2026/NQ-HĐND ngày 10/7/2026"."""
    return _AROUND_NUMBER.sub("", read_text(table, row, key))


def read_code(table: Table, row: Row, key: str, known: Container[str]) -> str:
    """The code of a known procedure, with the zeros that a spreadsheet has dropped. Raises `CellError`."""
    text = read_text(table, row, key).replace(",", ".")
    whole, dot, rest = text.partition(".")
    padded = f"{whole}.{rest.ljust(_FIGURES_BEHIND_DOT, '0')}" if dot and rest.isdecimal() else text
    for written in (text, padded):
        meant = (meant_code(written) or "").strip('"')
        if meant in known:
            return meant
    if not text:
        raise CellError("thiếu mã thủ tục")
    raise CellError(f"không có thủ tục '{text}'; viết mã đủ chữ số, ví dụ 1.001193")
