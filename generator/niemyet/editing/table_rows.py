"""Rows that went out in a table and come back changed: what a person has changed in them, cell by cell.

Every row bears a mark: short digests of its cells as they went out. So three states are known: what went out, what the file says
now, what the cell says. A cell that nobody touched never undoes what has changed in the file meanwhile, and a cell that was
touched while the file changed too is told, not taken. Without a mark (a table of people's own) every filled cell counts.

An empty cell changes nothing; a dash removes the value.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256

from niemyet.editing.table_cells import CellError, Remark, read_day, read_document_number, read_money, read_text, remark_on
from niemyet.load.tables import Cell, Row, Table, text_of_cell
from niemyet.load.written_tables import OutColumn
from niemyet.model.folding import fold_words
from niemyet.model.orthography import format_day, format_number
from niemyet.values import dataclass

MARK = OutColumn("mark", "Dấu của chương trình, xin đừng sửa", "mark")
EMPTY = ""
DASHES = ("-", "–", "—")
_FIGURES = 4
_DOCUMENTS = ("basis", "number")
"""Columns with the number of a document."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """What a cell says now. `value` is None if the value is to be removed."""

    key: str
    before: Cell
    value: str | int | date | None

    @property
    def words(self) -> str:
        """The values: "02/11/2026 → 20/11/2026"."""
        return f"{_name(self.before) or 'chưa có'} → {_name(self.value) or 'bỏ'}"


def make_mark(columns: Sequence[OutColumn], cells: Mapping[str, Cell], head: str = "") -> str:
    """The mark of a row: `head`, then a digest for each column that is filled in."""
    return f"{head}:" + ".".join(_digest(cells.get(column.key)) for column in columns if column.filled_in)


def read_head(table: Table, row: Row) -> str:
    """What stands before the digests in a row's mark; '' without a mark."""
    return read_text(table, row, MARK.key).partition(":")[0]


def read_changes(
    table: Table, row: Row, columns: Sequence[OutColumn], now: Mapping[str, Cell], fixed: Sequence[str] = (), marked: bool = True
) -> Iterator[CellChange | Remark]:
    """What has changed in a row against the file, which says `now`. The values of the keys in `fixed` cannot be removed.

    Without `marked`, the mark does not count: the row is a copy of another.
    """
    filled = [column for column in columns if column.filled_in]
    digests = read_text(table, row, MARK.key).partition(":")[2].split(".")
    sent = dict(zip((column.key for column in filled), digests, strict=True)) if marked and len(digests) == len(filled) else {}
    for column in filled:
        if column.key in table.columns:
            try:
                yield from _read_cell(table, row, column, now.get(column.key), sent.get(column.key), column.key in fixed)
            except CellError as error:
                yield remark_on(table, row, column.key, str(error))


def _read_cell(
    table: Table, row: Row, column: OutColumn, now: Cell, sent: str | None, fixed: bool
) -> Iterator[CellChange | Remark]:
    text = read_text(table, row, column.key)
    if text == EMPTY:
        emptied = sent is not None and sent != _digest(None) and now is not None
        if emptied:
            remove = "" if fixed else "; muốn bỏ hẳn thì ghi dấu gạch -"
            yield remark_on(table, row, column.key, f"để trống nên giữ nguyên '{_name(now)}'{remove}")
        return
    if isinstance(now, str) and text == " ".join(now.split()):
        return
    value = None if text in DASHES else _parse(table, row, column)
    if value == now or (sent is not None and _digest(value) == sent):
        return
    if value is None and fixed:
        raise CellError(f"không bỏ được '{_name(now)}': mục này bắt buộc")
    if sent is not None and _digest(now) != sent:
        there, here = _name(now) or "trống", _name(value) or "bỏ"
        raise CellError(f"sau khi xuất bảng, tệp đã đổi thành '{there}', còn bảng ghi '{here}'; xuất lại rồi sửa")
    yield CellChange(column.key, now, value)


def _parse(table: Table, row: Row, column: OutColumn) -> str | int | date:
    if column.kind == "day":
        return read_day(table, row, column.key)
    if column.kind == "money":
        return read_money(table, row, column.key)
    return read_document_number(table, row, column.key) if column.key in _DOCUMENTS else read_text(table, row, column.key)


def _digest(cell: Cell) -> str:
    return sha256(text_of_cell(cell).encode()).hexdigest()[:_FIGURES]


def _name(cell: Cell) -> str:
    if isinstance(cell, date):
        return format_day(cell)
    return format_number(cell) if isinstance(cell, int) and not isinstance(cell, bool) else text_of_cell(cell)


def know_columns(columns: Sequence[OutColumn], more: Mapping[str, str]) -> dict[str, str]:
    """Folded headings → keys: those that are written, and other words for them."""
    return {fold_words(column.heading): column.key for column in columns} | dict(more)
