"""Takes records apart that come as names and values: rows of a workbook, and JSON by the headings of the portal.

Inner tables are lists of tables by column; a cell may hold one as JSON.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from niemyet.model.folding import fold_words
from niemyet.portal.headings import CONTENT, PART_KEYS, TABLE_KEYS, TABLE_SIGNS
from niemyet.portal.items import ListedCode
from niemyet.portal.parted_record import PartedRecord, TableRow
from niemyet.portal.run_together import take_run_together

_INNER = {
    "hinh thuc nop": "channels", "cach thuc thuc hien": "channels", "thanh phan ho so": "papers", "tphs": "papers",
    "can cu phap ly": "documents", "ccpl": "documents", "kqth": "results", "ket qua thuc hien": "results",
    "trinh tu thuc hien": "steps",
}  # fmt: skip
_OF_RECORDS = frozenset({"steps", "methods", "papers", "legal", "results"})
"""Keys of a flat record: one that lacks some is a broken record, no entry of a list."""

_BOXES = ("metadata", "content", "tables")


def is_named_record(table: Mapping[str, Any]) -> bool:
    """Whether the data has code, name and content under the portal's headings."""
    keys = {_key(name) for name in _unbox(table)}
    return {"code", "name"} <= keys and bool(keys & CONTENT)


def is_listed_code(table: Mapping[str, Any]) -> bool:
    """Whether the data has code and name, and no content: an entry of a list."""
    keys = {_key(name) for name in table}
    return {"code", "name"} <= keys and not keys & CONTENT and not _OF_RECORDS & table.keys()


def take_named_record(table: Mapping[str, Any]) -> PartedRecord:
    """The parts of a record."""
    parted = PartedRecord()
    for name, value in _unbox(table).items():
        if key := _key(name):
            take_part(parted, key, value)
    return parted


def take_listed_code(table: Mapping[str, Any]) -> ListedCode:
    """An entry of a list, also of the portal's own (categories, departmentPromulgate, type)."""
    texts = {key: text for name, value in table.items() if (key := _key(name)) and (text := _text(value))}
    categories = table.get("categories")
    field = texts.get("field") or (_text(categories[0]) if isinstance(categories, list) and categories else "")
    body = texts.get("ministry") or _text(table.get("departmentPromulgate"))
    kind = texts.get("kind") or _text(table.get("type"))
    return ListedCode(texts.get("code", ""), texts.get("name", ""), field, body, kind, texts.get("state", ""))


def take_part(parted: PartedRecord, key: str, value: Any) -> None:
    """Puts a value where it belongs: rows of an inner table, or text. Several texts of one part follow each other."""
    if isinstance(value, str) and value.lstrip()[:2] in ("[{", "[ "):
        with suppress(ValueError, RecursionError):
            value = json.loads(value)
    if isinstance(value, list) and key in TABLE_SIGNS:
        _take_rows(parted, key, [entry for entry in value if isinstance(entry, dict)])
        value = [entry for entry in value if not isinstance(entry, dict)]
    text = "\n".join(filter(None, map(_text, value))) if isinstance(value, list) else _text(value)
    if text and not take_run_together_of(parted, key, text):
        before = parted.texts.get(key, "")
        if text not in before.split("\n"):
            parted.texts[key] = f"{before}\n{text}" if before else text


def take_run_together_of(parted: PartedRecord, key: str, text: str) -> bool:
    """As `take_run_together`, but only for text that no person has written: without any line break."""
    return (
        "\n" not in text.strip()
        and ("Mã: " in text or "Tên " in text or "Hình thức nộp" in text)
        and take_run_together(parted, key, text)
    )


def _take_rows(parted: PartedRecord, key: str, entries: list[Mapping[str, Any]]) -> None:
    rows = [take_row(key, entry) for entry in entries]
    if key == "papers":
        for row in rows:
            heading = row.get("group", "")
            if not parted.papers or parted.papers[-1][0] != heading:
                parted.papers.append((heading, []))
            parted.papers[-1][1].append(row)
        return
    {"channels": parted.channels, "documents": parted.documents, "results": parted.results, "steps": parted.steps}[key].extend(
        rows
    )


def take_row(kind: str, entry: Mapping[str, Any]) -> TableRow:
    """A row of an inner table by the keys of its columns."""
    row: dict[str, str] = {}
    for name, value in entry.items():
        if (column := TABLE_KEYS[kind].get(fold_words(str(name)))) and (text := _text(value)):
            row[column] = f"{row[column]}\n{text}" if column in row else text
    return row


def _unbox(table: Mapping[str, Any]) -> dict[str, Any]:
    """The names and values, also those in boxes ("metadata", "content", "tables"); rows go before text of the same part."""
    flat = {str(name): value for name, value in table.items() if name not in _BOXES}
    for box in _BOXES:
        inside = table.get(box)
        if isinstance(inside, dict):
            flat |= {f"{name} " if name in flat else str(name): value for name, value in inside.items()}
    return flat


def _key(name: object) -> str:
    words = fold_words(str(name))
    return _INNER.get(words) or PART_KEYS.get(words, "")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    return value.strip() if isinstance(value, str) else ""
