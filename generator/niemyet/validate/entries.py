"""One record against its model: pydantic says what is wrong, this module says where and by which rule.

Takes a `Document` and the kind of record; gives an `Entry` (the record with its document) or diagnostics.
One mistake gives one diagnostic: a misspelt key silences the missing one that it was meant to be.
"""

import difflib
import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from niemyet.diagnostics.diagnostic import Diagnostic, Place, Said
from niemyet.load.nodes import Document, Node, find_node, plain
from niemyet.model.article import Article
from niemyet.model.overlay import Posting, ProvinceOverlay, owner_of_key
from niemyet.model.places import Commune, Province
from niemyet.model.procedure import Procedure
from niemyet.model.reference import Calendar, FieldOfWork, LegalDocument, LifeEvent, Synonyms
from niemyet.model.scalars import DocumentNumber, Slug

SHAPES: Mapping[str, Any] = {
    "procedure": Procedure,
    "overlay": ProvinceOverlay,
    "posting": Posting,
    "province": Province,
    "commune": Commune,
    "article": Article,
    "calendar": Calendar,
    "fields": dict[Slug, FieldOfWork],
    "documents": dict[DocumentNumber, LegalDocument],
    "life-events": dict[Slug, LifeEvent],
    "synonyms": dict[Slug, Synonyms],
}
_ADAPTERS = {kind: TypeAdapter(shape) for kind, shape in SHAPES.items()}

KIND_NAMES: Mapping[str, Said] = {
    "procedure": Said("một thủ tục", "a procedure"),
    "overlay": Said("phần riêng của tỉnh", "a province's overlay"),
    "posting": Said("một bản niêm yết", "a posting"),
    "province": Said("thông tin của tỉnh", "a province"),
    "commune": Said("thông tin của xã", "a commune"),
    "article": Said("phần đầu của một bài viết", "an article's front matter"),
    "calendar": Said("lịch ngày nghỉ", "a calendar"),
    "fields": Said("danh sách lĩnh vực", "the list of fields"),
    "documents": Said("danh sách văn bản", "the list of documents"),
    "life-events": Said("danh sách sự kiện", "the list of life events"),
    "synonyms": Said("danh sách từ đồng nghĩa", "the list of synonyms"),
}
LEVEL_NAMES: Mapping[str, Said] = {
    "reference": Said("trung ương (thư mục reference)", "the reference level"),
    "province": Said("tỉnh", "the province"),
    "commune": Said("xã, phường, đặc khu", "the commune"),
}
_WANTED: Mapping[str, Said] = {
    "text": Said("một dòng chữ", "a line of text"),
    "list": Said("danh sách, mỗi dòng bắt đầu bằng dấu gạch", "a list, each line starting with a dash"),
    "table": Said("các mục con dạng 'tên: giá trị', thụt vào hai dấu cách", "entries 'name: value', indented by two spaces"),
}
_QUOTED = Said(
    "một dòng chữ; có dấu hai chấm thì đặt cả dòng trong ngoặc kép",
    "a line of text; one with a colon goes into quotation marks",
)
_DASHED = Said(
    "danh sách, mỗi dòng là dấu gạch nối '-', một dấu cách, rồi nội dung", "a list, each line a hyphen '-', a space and the words"
)
_WANTED_BY_TYPE = {
    "tuple_type": "list", "list_type": "list", "dict_type": "table", "model_type": "table", "model_attributes_type": "table",
    "string_type": "text", "int_type": "text", "float_type": "text", "bool_type": "text", "date_type": "text",
    "date_from_datetime_inexact": "text", "time_type": "text", "literal_error": "text",
}  # fmt: skip


R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R_co]):
    """A record and the document that it was read from."""

    record: R_co
    document: Document

    @property
    def path(self) -> str:
        """The file, relative to the root."""
        return self.document.source.path


def check_entry(document: Document, kind: str) -> tuple[Entry[Any] | None, list[Diagnostic]]:
    """The record of `kind` in `document`, or every way in which it is not one."""
    if not isinstance(document.root.value, dict):
        values = {"key": KIND_NAMES[kind], "wanted": _WANTED["table"]}
        return None, [Diagnostic("wrong-shape", document.place(document.root), values)]
    try:
        return Entry(_ADAPTERS[kind].validate_python(plain(document.root)), document), []
    except ValidationError as error:
        return None, list(_translate(document, kind, error.errors(include_url=False)))


def name_of(document: Document) -> str:
    """The record's own name as written, or ''."""
    value = document.root.value
    for key in ("name", "title"):
        if isinstance(value, dict) and key in value and isinstance(value[key].value, str):
            return str(value[key].value)
    return ""


def _translate(document: Document, kind: str, errors: list[ErrorDetails]) -> Iterator[Diagnostic]:
    missing = {(e["loc"][:-1], str(e["loc"][-1])) for e in errors if e["type"] == "missing"}
    meant: set[tuple[tuple[str | int, ...], str]] = set()
    record = name_of(document)
    broken_lists = {e["loc"][:end] for e in errors for end in range(len(e["loc"]))}
    for error in sorted(errors, key=lambda e: e["type"] != "extra_forbidden"):
        loc = error["loc"]
        if error["type"] == "missing" and (loc[:-1], str(loc[-1])) in meant:
            continue
        if error["type"] == "too_short" and loc in broken_lists:
            continue  # the list is only short of the items that are broken themselves
        rule, place, values = _explain(document, kind, error)
        near = str(values.get("near", "")).partition(":")[0]
        if rule == "unknown-key" and (loc[:-1], near) in missing:
            meant.add((loc[:-1], near))
        yield Diagnostic(rule, place, values, record)


def _explain(document: Document, kind: str, error: ErrorDetails) -> tuple[str, Place, dict[str, str | Said]]:
    loc, type_ = error["loc"], error["type"]
    named_key = bool(loc) and loc[-1] == "[key]"
    path = loc[:-1] if named_key else loc
    node = find_node(document.root, path)
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    values: dict[str, str | Said] = {"key": key, "value": _shown(node), "title": _title(kind, path)}
    if type_ == "extra_forbidden":
        return _explain_unknown_key(document, kind, path)
    if type_ == "missing":
        parent = find_node(document.root, path[:-1])
        whole = not path[:-1]
        place = document.source.place(document.first_line) if whole else document.place(parent)
        return "missing-key", place, values
    if named_key:
        return type_, document.key(*path), values | {"value": key}
    if isinstance(node.value, str) and not node.value.strip() and not _above(document.root, path):
        return "empty-value", document.key(*path), values
    if type_ == "literal_error":
        allowed = tuple(_allowed(shape_at(SHAPES[kind], path)))
        given = str(node.value)  # "mon-fri" is more than "mon": the first of several is no slip of the pen
        near = [w for w in difflib.get_close_matches(given, allowed, 1) if not re.match(rf"{w}[^a-z_]", given)]
        values |= {"allowed": ", ".join(allowed)} | ({"near": near[0]} if near else {})
        if isinstance(node.value, str):
            return ("unknown-topic" if key == "topics" else "unknown-value"), document.place(node), values
    if type_ in _WANTED_BY_TYPE:
        return "wrong-shape", document.key(*path), values | {"wanted": _say_wanted(_WANTED_BY_TYPE[type_], kind, path, node)}
    if type_ == "too_short":
        return "empty-value", document.key(*path), values
    if type_ in ("less_than_equal", "greater_than_equal"):
        return "bad-number", document.place(node), values
    return type_, document.place(node), values | error.get("ctx", {})


def _say_wanted(wanted: str, kind: str, path: tuple[str | int, ...], node: Node) -> Said:
    """The shape that is wanted: of a table the keys that it may have, of the others the slip that was likely made."""
    said = _WANTED[wanted]
    if wanted == "text" and isinstance(node.value, dict):
        return _QUOTED
    if wanted == "list" and isinstance(node.value, str) and node.value.startswith(("-", "–", "—", "•", "*")):
        return _DASHED
    known = ", ".join(keys_of(shape_at(SHAPES[kind], path))) if wanted == "table" else ""
    return Said(f"{said.vi}, gồm: {known}", f"{said.en}: {known}") if known else said


def _explain_unknown_key(document: Document, kind: str, path: tuple[str | int, ...]) -> tuple[str, Place, dict[str, str | Said]]:
    key = str(path[-1])
    place = document.key(*path)
    values: dict[str, str | Said] = {"value": key, "kind": KIND_NAMES[kind]}
    owner = owner_of_key(key)
    if kind in ("overlay", "posting") and len(path) == 1 and owner is not None:
        return "key-of-other-level", place, values | {"owner": LEVEL_NAMES[owner]}
    known = tuple(keys_of(shape_at(SHAPES[kind], path[:-1])))
    written, glued, _ = key.partition(":")  # between braces a colon without a space behind it belongs to the key
    near = [f"{name}: …" if glued else name for name in difflib.get_close_matches(written, known, 1, cutoff=0.7)]
    values["known"] = ", ".join(known)
    return "unknown-key", place, values | ({"near": near[0]} if near else {})


def _above(node: Node, path: tuple[str | int, ...]) -> bool:
    """Whether the value at `path` stands above the deepest node that exists (so that it is not itself empty)."""
    return bool(path) and find_node(node, path) is find_node(node, path[:-1]) and not isinstance(path[-1], int)


def _shown(node: Node) -> str:
    text = node.value if isinstance(node.value, str) else "…"
    return text if len(text) <= 60 else text[:57] + "…"


def shape_at(shape: Any, path: tuple[str | int, ...]) -> Any:
    """The type that the models give the value at `path` below `shape`."""
    for step in path:
        shape = _shape_below(_bare(shape), step)
    return _bare(shape)


def _bare(shape: Any) -> Any:
    """The type without `Annotated` and without `| None`."""
    while True:
        origin = get_origin(shape)
        if origin is Annotated:
            shape = get_args(shape)[0]
        elif origin in (Union, types.UnionType):
            shape = next(arg for arg in get_args(shape) if arg is not types.NoneType)
        else:
            return shape


def _shape_below(shape: Any, step: str | int) -> Any:
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        field = next((f for n, f in shape.model_fields.items() if step in (n, f.alias)), None)
        return None if field is None else field.annotation
    args = get_args(shape)
    return (args[1] if get_origin(shape) is dict else args[0]) if args else None


def keys_of(shape: Any) -> Iterator[str]:
    """The keys of a model as they are written, in its order; none where the type is no model."""
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        yield from (field.alias or name for name, field in shape.model_fields.items())


def _allowed(shape: Any) -> Iterator[str]:
    if get_origin(shape) is Literal:
        yield from get_args(shape)


def _title(kind: str, path: tuple[str | int, ...]) -> str:
    """The Vietnamese title that the model gives the last key of `path`, or ''."""
    for end in range(len(path), 0, -1):
        name = path[end - 1]
        parent = shape_at(SHAPES[kind], path[: end - 1])
        if isinstance(name, str) and isinstance(parent, type) and issubclass(parent, BaseModel):
            field = next((f for n, f in parent.model_fields.items() if name in (n, f.alias)), None)
            return (field.title or "") if field else ""
    return ""


def title_of_key(kind: str, path: tuple[str | int, ...]) -> str:
    """The Vietnamese title that the model of `kind` gives the last key of `path`; '' where the key is a name of people's own."""
    if kind not in SHAPES or not path:
        return ""
    parent, name = shape_at(SHAPES[kind], path[:-1]), path[-1]
    if isinstance(name, str) and isinstance(parent, type) and issubclass(parent, BaseModel):
        field = next((f for n, f in parent.model_fields.items() if name in (n, f.alias)), None)
        return (field.title or "") if field else ""
    return ""
