"""How data are written: JSON with the keys in their order and nothing between them, tables that Excel opens as they are."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any, TypeAlias

from pydantic import BaseModel

from niemyet.render.data_files import write_csv

Data: TypeAlias = dict[str, Any]


def write_json(data: object) -> bytes:
    """JSON in UTF-8 with a line feed at its end."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def write_lines(rows: Iterable[object]) -> bytes:
    """JSON Lines: one value a line."""
    return b"".join(map(write_json, rows))


def write_table(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """These columns of the rows as a table, as `write_csv` writes it."""
    return write_csv(columns, ([row[column] for column in columns] for row in rows))


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
