"""How data are written: JSON with the keys in their order and nothing between them, tables that Excel opens as they are."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any, TypeAlias

from pydantic import BaseModel

from niemyet.diagnostics.showing import show_cell

Data: TypeAlias = dict[str, Any]
BYTE_ORDER_MARK = "\ufeff"


def write_json(data: object) -> bytes:
    """JSON in UTF-8 with a line feed at its end."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def write_lines(rows: Iterable[object]) -> bytes:
    """JSON Lines: one value a line."""
    return b"".join(map(write_json, rows))


def write_table(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """CSV in UTF-8 with a byte order mark; a cell that a spreadsheet would compute is shown as text, None is an empty cell."""
    table = io.StringIO()
    table.write(BYTE_ORDER_MARK)
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return table.getvalue().encode()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return show_cell(value) if isinstance(value, str) else value


def dump_record(record: BaseModel) -> Data:
    """A record as its file says it: keys of the file, without what it leaves out."""
    plain: Data = _as_written(record.model_dump(by_alias=True, exclude_defaults=True))
    return plain


def _as_written(value: Any) -> Any:
    """Days as YYYY-MM-DD and times as HH:MM, as in the file; sequences as lists."""
    if isinstance(value, dict):
        return {key: _as_written(below) for key, below in value.items()}
    if isinstance(value, tuple | list):
        return [_as_written(below) for below in value]
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else value
