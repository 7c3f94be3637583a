"""Reads JSON: one record, a list of records, or one record per line, in any of the known shapes."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.portal.english import explain
from niemyet.portal.flat_record import is_flat_record, read_flat_record
from niemyet.portal.items import Item
from niemyet.portal.named_parts import is_listed_code, is_named_record, take_listed_code, take_named_record
from niemyet.portal.parted_record import read_parted_record
from niemyet.portal.portal_record import is_portal_record, read_portal_record
from niemyet.portal.raw_record import NotARecordError, day_of
from niemyet.portal.table_items import read_code

_DAY_KEYS = ("retrieved", "retrievedAt", "retrieved_at", "exportedAt", "exported_at", "crawled_at")
_LINES = (".jsonl", ".ndjson")
MOST_VALUES = 4_000_000
"""Of one file, counted by the signs between them: each takes up to 100 bytes of memory."""
MOST_ITEMS = 100_000
"""Of one file; the whole country has 6,500 procedures."""
_TOO_MANY = Bilingual(
    "quá nhiều giá trị trong một tệp; chia nhỏ rồi lấy lại", "too many values in one file; split it and import again"
)


def read_json(origin: str, text: str) -> Iterator[Item]:
    """The items in a text. Lines are read one by one if the name says so, or if the first line is a record of its own."""
    if sum(map(text.count, ",[{\n")) > MOST_VALUES:
        yield Item(origin, refusal=_TOO_MANY)
        return
    for count, item in enumerate(_read_items(origin, text)):
        if count == MOST_ITEMS:
            yield Item(origin, refusal=_TOO_MANY)
            return
        yield item


def _read_items(origin: str, text: str) -> Iterator[Item]:
    if origin.lower().removesuffix(".gz").endswith(_LINES) or _has_lines(text):
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield from _read_text(f"{origin}:{number}", line)
    else:
        yield from _read_text(origin, text)


def _has_lines(text: str) -> bool:
    first, _, rest = text.strip().partition("\n")
    if not rest.lstrip().startswith("{") or not first.startswith("{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _read_text(origin: str, text: str) -> Iterator[Item]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) - 1 or "Unterminated" in error.msg
        vi = f"không đọc được JSON: {'tệp bị cắt ngang, hoặc ' if cut else ''}sai ở dòng {error.lineno}, cột {error.colno}"
        en = f"the JSON cannot be read: {'cut off, or ' if cut else ''}wrong at line {error.lineno}, column {error.colno}"
        yield Item(origin, refusal=Bilingual(vi, en))
    except RecursionError:
        yield Item(origin, refusal=Bilingual("không đọc được JSON: lồng quá sâu", "the JSON cannot be read: nested too deeply"))
    except ValueError:
        said = Bilingual("không đọc được JSON: có con số quá dài", "the JSON cannot be read: a number is too long")
        yield Item(origin, refusal=said)
    else:
        yield from _read_value(origin, value, None)


def _read_value(origin: str, value: Any, retrieved: date | None) -> Iterator[Item]:
    if isinstance(value, list) and value:
        for number, entry in enumerate(value, 1):
            yield _read_table(f"{origin}[{number}]", entry, retrieved)
        return
    if isinstance(value, dict):
        retrieved = next((day for key in _DAY_KEYS if (day := day_of(value.get(key)))), retrieved)
        inside = value.get("data")
        if isinstance(inside, dict | list) and not is_portal_record(value):
            yield from _read_value(origin, inside, retrieved)
            return
    yield _read_table(origin, value, retrieved)


def _read_table(origin: str, value: Any, retrieved: date | None) -> Item:
    try:
        if isinstance(value, dict) and is_portal_record(value):
            return Item(origin, record=read_portal_record(value), retrieved=retrieved)
        if isinstance(value, dict) and is_flat_record(value):
            return Item(origin, record=read_flat_record(value), retrieved=retrieved)
        if isinstance(value, dict) and is_named_record(value):
            return Item(origin, record=read_parted_record(take_named_record(value)), retrieved=retrieved)
        if isinstance(value, dict) and is_listed_code(value):
            listed = take_listed_code(value)
            read_code(listed.code)
            return Item(origin, listed=listed, retrieved=retrieved)
    except NotARecordError as error:
        return Item(origin, refusal=explain(str(error)))
    said = Bilingual(
        "không phải bản ghi thủ tục của Cổng Dịch vụ công quốc gia", "it is no record of a procedure of the national portal"
    )
    return Item(origin, refusal=said)
