"""What a page shows, as files for spreadsheets and programs: the same lists, without words of the page."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date

from niemyet.diagnostics.showing import show_cell

BYTE_ORDER_MARK = "\ufeff"
"""By which Excel recognises UTF-8."""


def write_csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table. What is not known is an empty cell; no cell is taken for a formula."""
    table = io.StringIO()
    table.write(BYTE_ORDER_MARK)
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([_write(cell) for cell in row] for row in rows)
    return table.getvalue().encode()


def _write(cell: object) -> object:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return show_cell(cell) if isinstance(cell, str) else cell


def write_json(data: object) -> bytes:
    """A value as JSON, with its letters as they are; days as text."""
    return json.dumps(data, ensure_ascii=False, indent=1, default=_spell).encode() + b"\n"


def _spell(value: object) -> str:
    assert isinstance(value, date)
    return value.isoformat()


def as_rows(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[dict[str, object]]:
    """The same table for `write_json`: each row by its heads."""
    return [dict(zip(heads, row, strict=True)) for row in rows]
