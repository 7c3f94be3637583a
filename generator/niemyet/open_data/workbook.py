"""The postings of a commune as a workbook for Excel and LibreOffice: a sheet with a filter, and what the columns mean.

The workbook without rows is made once by `load/workbooks.py`; each commune's rows are written into its sheet as text, because a
library that makes a cell at a time takes longer than the commune's pages do.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from html import escape
from operator import itemgetter
from typing import NamedTuple

from niemyet.load.tables import letters_of_place
from niemyet.load.workbooks import write_workbook
from niemyet.load.written_tables import OutColumn, OutSheet
from niemyet.model.vocabulary import STANDING_NAMES
from niemyet.open_data.writing import Data
from niemyet.patterns import regex

SHEET = "Bản niêm yết"
_MEANINGS = "Giải thích"
_COLUMNS = (
    OutColumn("code", "Mã thủ tục", width=12),
    OutColumn("name", "Tên thủ tục", width=60),
    OutColumn("field", "Lĩnh vực", width=18),
    OutColumn("standing", "Tình trạng", width=18),
    OutColumn("fees", "Phí, lệ phí", width=32),
    OutColumn("deadline", "Thời hạn", width=26),
    OutColumn("counter", "Quầy", width=18),
    OutColumn("posted", "Ngày niêm yết", "day", width=14),
    OutColumn("confirmed", "Xác nhận còn đúng", "day", width=18),
    OutColumn("to_review", "Cần rà soát", width=12),
    OutColumn("sample", "Dữ liệu mẫu", width=12),
    OutColumn("url", "Trang", width=50),
)
_SAID = (
    ("Mã thủ tục", "Giữ nguyên là chữ."),
    ("Tình trạng", "“đang áp dụng”, hoặc vì sao không áp dụng; chỉ bản đang áp dụng mới dùng được."),
    (
        "Phí, lệ phí; Thời hạn",
        "Bằng lời, các trường hợp gộp lại; ô trống là chưa xác định, không phải 0. Từng trường hợp ở trang.",
    ),
    ("Cần rà soát", "“có”: pháp luật đã thay đổi sau lần xác nhận gần nhất."),
    ("Dữ liệu mẫu", "“có”: minh họa, không phải số thật."),
)
_NO_XML = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EPOCH = date(1899, 12, 30).toordinal()
"""The day that Excel counts from."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


class _Mould(NamedTuple):
    """A workbook without rows: the other files of it, the path of the sheet, its text before and after the rows, and the style of
    the cells of each column."""

    others: Mapping[str, bytes]
    path: str
    before: str
    after: str
    styles: tuple[str, ...]


class Workbooks:
    """Writes workbooks of postings."""

    def __init__(self, licence: str = "") -> None:
        self.licence = licence

    def write(self, rows: Sequence[Data]) -> bytes:
        """The workbook with these rows, which have the keys of `communes.COLUMNS`. The same rows give the same bytes."""
        mould, last = self._mould, len(rows) + 1
        before, after = (part.replace(_range_to(2), _range_to(last)).encode() for part in (mould.before, mould.after))
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
            for path, data in mould.others.items():
                fitted = data.replace(_LAST + b"2", _LAST + b"%d" % last) if path == "xl/workbook.xml" else data
                written.writestr(zipfile.ZipInfo(path, _LONG_AGO), fitted, zipfile.ZIP_DEFLATED, _QUICK)
            sheet = b"".join((before, *self._write_rows(rows), after))
            written.writestr(zipfile.ZipInfo(mould.path, _LONG_AGO), sheet, zipfile.ZIP_DEFLATED, _QUICK)
        return stream.getvalue()

    def _write_rows(self, rows: Sequence[Data]) -> Iterator[bytes]:
        """The rows. The number of a row stands between the pieces of its cells, each of which is known by its value."""
        values = zip(*map(_take_values, rows), strict=True)
        columns = [map(known.__getitem__, column) for known, column in zip(self._cells, values, strict=False)]
        for number, cells in enumerate(zip(*columns, strict=True), 2):
            yield (b"%d" % number).join((b'<row r="', b'"><c r="A', *cells))

    @cached_property
    def _cells(self) -> tuple["_Cells", ...]:
        """Of each column, what stands behind the number of a row in the address of its cell."""
        ends = *(f'<c r="{letters}' for letters in _LETTERS[1:]), "</row>"
        return tuple(map(_Cells, _COLUMNS, self._mould.styles, ends))

    @cached_property
    def _mould(self) -> _Mould:
        today = date(2025, 7, 1)
        example = tuple(today if column.kind == "day" else "-" for column in _COLUMNS)
        meanings = (OutColumn("key", "Cột", width=24), OutColumn("meaning", "Nghĩa", width=90))
        said = (*_SAID, *((("Giấy phép", self.licence),) if self.licence else ()))
        made = write_workbook([OutSheet(SHEET, _COLUMNS, (example,)), OutSheet(_MEANINGS, meanings, said)])
        with zipfile.ZipFile(io.BytesIO(made)) as opened:
            others = {entry.filename: opened.read(entry) for entry in opened.infolist()}
        path = "xl/worksheets/sheet1.xml"
        before, row, after = re.split(r'(<row r="2".*?</row>)', others.pop(path).decode(), maxsplit=1)
        styles = tuple(re.findall(r'<c r="[A-Z]+2" (s="[0-9]+")', row))
        return _Mould(others, path, before, after, styles)


_LETTERS = tuple(map(letters_of_place, range(len(_COLUMNS))))
_take_values = itemgetter(*(column.key for column in _COLUMNS))
_MOST_KNOWN = 4096
"""Cells of a column that are remembered: what communes write is mostly what others have written."""
_QUICK = 1
"""How much is done to make the file small: with the usual 6 it takes as long as all the rest of it, for a sixth less."""


class _Cells(dict[object, bytes]):
    """The cells of a column by their value: from behind the number of the row to the address of the next cell."""

    def __init__(self, column: OutColumn, style: str, end: str) -> None:
        self._column, self._style, self._end = column, style, end

    def __missing__(self, value: object) -> bytes:
        """Called by `dict`."""
        if len(self) == _MOST_KNOWN:
            self.clear()
        cell = self[value] = f'" {self._style}{_write_cell(self._column, value)}{self._end}'.encode()
        return cell


_LAST = f"${_LETTERS[-1]}$".encode()


def _range_to(row: int) -> str:
    return f"A1:{_LETTERS[-1]}{row}"


def _write_cell(column: OutColumn, value: object) -> str:
    """The end of a cell, behind its address and style."""
    if value is None or value == "":
        return "/>"
    if column.kind == "day":
        return f"><v>{date.fromisoformat(str(value)).toordinal() - _EPOCH}</v></c>"
    if isinstance(value, bool):
        text = "có" if value else "không"
    elif column.key == "standing":
        text = next(words for standing, words in STANDING_NAMES.items() if standing == value)
    else:
        text = str(value)
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(_NO_XML.sub("", text), quote=False)}</t></is></c>'
