"""How data are written: JSON with the keys in their order and nothing between them, tables that Excel opens as they are."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias

from pydantic import BaseModel
from pydantic_core import to_json

from niemyet.patterns import regex
from niemyet.render.data_files import write_csv
from niemyet.render.frames import Frame, split_held

_HELD = regex(rb"\\u0000([a-z_]+)\\u0000")
"""A mark of `hold` as JSON has it; a backslash of a record would be two."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
Data: TypeAlias = dict[str, Any]


def write_json(data: object) -> bytes:
    """JSON in UTF-8 with a line feed at its end."""
    return to_json(data) + b"\n"


def write_inside(text: str) -> bytes:
    """A text as JSON, without its quotation marks."""
    return _encode(text)[1:-1].encode()


@lru_cache(maxsize=8192)  # what communes say of a procedure is mostly what others have said
def quote(text: str | None) -> str:
    """A text as JSON; null where there is none."""
    return _encode(text)


def split_json(data: bytes) -> Frame:
    """The frame of a value that was written with `hold` marks in its texts; a slot is filled by what `write_inside` gives."""
    return split_held(_HELD.sub(rb"\0\1\0", data))


def write_lines(rows: Iterable[object]) -> bytes:
    """JSON Lines: one value a line."""
    return b"".join([to_json(row) + b"\n" for row in rows])


def write_table(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """These columns of the rows as a table, as `write_csv` writes it."""
    return write_csv(columns, map(itemgetter(*columns), rows))


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
