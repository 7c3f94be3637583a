"""Entries that stand in a wrong table of the record: beside the table that they belong to, in one below, or cut off by a dash.

Takes the document and what the model refused; gives the mistakes, or the words that say where an entry belongs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.nodes import Document, Node, find_node
from niemyet.load.syntax_hints import write
from niemyet.load.yaml_writer import write_scalar
from niemyet.model.meant import meant_count, meant_day, meant_money
from niemyet.patterns import regex
from niemyet.validate.broken_tables import Path, Slip
from niemyet.validate.near_names import named_key
from niemyet.validate.shapes import bare_shape, keys_of


def say_other_table(document: Document, path: Path, shape_at: Callable[[Path], Any]) -> Bilingual | None:
    """Help text: the table into which, or out of which, the entry at `path` has to be moved; None if that is not clear."""
    key, parent = str(path[-1]), path[:-1]
    inside = [name for name, shape in _tables_of(shape_at(parent)).items() if _is_key_of(shape, key)]
    if len(inside) == 1:
        vi = f"chuyển dòng này vào trong mục '{inside[0]}', thụt vào hai dấu cách"
        return Bilingual(vi, f"move this line into the entry '{inside[0]}', indented by two spaces")
    above = find_node(document.root, parent[:-1]).keys
    if parent and isinstance(parent[-1], str) and key in keys_of(shape_at(parent[:-1])) and key not in above:
        vi = f"đưa dòng này ra ngoài, thẳng hàng với '{parent[-1]}'"
        return Bilingual(vi, f"move this line out, aligned with '{parent[-1]}'")
    return None


def _tables_of(shape: Any) -> Mapping[str, Any]:
    """The entries of a model that are tables themselves, with their models."""
    if not (isinstance(shape, type) and issubclass(shape, BaseModel)):
        return {}
    fields = {field.alias or name: bare_shape(field.annotation) for name, field in shape.model_fields.items()}
    return {name: below for name, below in fields.items() if isinstance(below, type) and issubclass(below, BaseModel)}


def _is_key_of(shape: Any, key: str) -> bool:
    return named_key(key, shape, ())[0] is not None


def find_split_items(document: Document, refused: Iterable[Path], shape_at: Callable[[Path], Any]) -> Iterator[Slip]:
    """Tables of a list that a dash has cut in two: "- name: …" and "- url: …", neither of which is whole."""
    told: set[Path] = set()
    for path in refused:
        end = next((end for end in range(len(path), 0, -1) if isinstance(path[end - 1], int)), 0)
        listing, number = path[: end - 1], path[end - 1] if end else 0
        items = find_node(document.root, listing).value
        if not end or not isinstance(items, list) or not isinstance(number, int) or listing in told:
            continue
        known = set(keys_of(shape_at((*listing, 0))))
        for first in (number - 1, number):
            if (
                0 <= first < len(items) - 1
                and not _is_in_braces(document, items[first])
                and _belong_together(items[first].keys, items[first + 1].keys, known)
            ):
                told.add(listing)
                key = next(iter(items[first + 1].keys))
                vi = f"xóa dấu gạch nối trước '{key}' và cho '{key}' thẳng hàng với '{next(iter(items[first].keys))}' ở trên"
                en = f"delete the hyphen before '{key}' and align it with '{next(iter(items[first].keys))}' above"
                place = document.key(*listing, first + 1, key)
                values: dict[str, str | Bilingual] = {"key": str(listing[-1]), "fix": Bilingual(vi, en)}
                yield Slip(Diagnostic("wrong-shape", place, values), ((*listing, first), (*listing, first + 1)))
                break


def find_pairs(document: Document, refused: Iterable[Path], shape_at: Callable[[Path], Any]) -> Iterator[Slip]:
    """Items of a list that are a name and a value, instead of a table: "- 2026-02-16: Tết Âm lịch", "- Tờ khai: 1 bản chính"."""
    for path in refused:
        if len(path) < 2 or not isinstance(path[-2], int):
            continue
        item = find_node(document.root, path[:-1])
        written = next(iter(item.keys)) if len(item.keys) == 1 else None
        value = item.value[written].value if written is not None and isinstance(item.value, dict) else None
        if written is None or not isinstance(value, str):
            continue
        if table := _as_table(written, value, set(keys_of(shape_at(path[:-1])))):
            key = next(str(step) for step in reversed(path[:-1]) if isinstance(step, str))
            first = document.key(*path[:-1], written)
            line = (first.text or "").rstrip()
            whole = first.width if "{" in line[: first.column] else len(line) - first.column + 1
            place = document.source.place(first.line, first.column, whole)
            yield Slip(Diagnostic("wrong-shape", place, {"key": key, "fix": write(f"{{{table}}}")}), (path[:-1],))


def _as_table(written: str, value: str, known: set[str]) -> str | None:
    day = meant_day(written) or (written if _DAY.fullmatch(written) else None)
    said = next((key for key in ("name", "reason") if {"date", key} <= known), None)
    if said and day:
        return f"date: {day}, {said}: {write_scalar(value, in_flow=True)}"
    if {"name", "amount"} <= known and not written.isascii() and (sum_ := meant_money(value)):
        return f"name: {write_scalar(written, in_flow=True)}, amount: {sum_}"
    if {"name", "originals", "copies"} <= known and not written.isascii() and (count := meant_count(value)):
        key = "copies" if "sao" in value.lower() else "originals"
        return f"name: {write_scalar(written, in_flow=True)}, {key}: {count}"
    if {"name", "text", "case"} <= known and not written.isascii():
        return f"text: {write_scalar(f'{written}: {value}', in_flow=True)}"
    return None


_DAY = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _is_in_braces(document: Document, item: Node) -> bool:
    """Whether an item is written between braces, where no dash can cut it."""
    place = document.place(item)
    return (place.text or "")[place.column - 1 : place.column] == "{"


def _belong_together(one: Mapping[str, Any], other: Mapping[str, Any], known: set[str]) -> bool:
    return bool(one) and bool(other) and not set(one) & set(other) and {*one, *other} <= known
