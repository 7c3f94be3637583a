"""The dictionary of keys, made from the models: each key's title, how its value is written, whether it may be left out.

Takes the models of records; gives groups of keys in the models' order.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from niemyet.model.kinds import RECORD_NAMES, RecordKind
from niemyet.model.orthography import capitalize
from niemyet.validate.shapes import SHAPES
from niemyet.values import dataclass

WRITTEN_OFTEN: tuple[RecordKind, ...] = ("posting", "commune", "overlay", "province", "article", "procedure")
"""The kinds of record that editors write most, in order of display; the others follow."""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One key. `written` describes the format of its value; `part` is the anchor of the group below it ('' for none)."""

    name: str
    title: str
    description: str
    required: bool
    written: str
    part: str


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of one model: those of a kind of record, or those below a key.

    `below` is the key that leads there and `each` whether it holds several; both are empty for a kind of record.
    """

    id: str
    name: str
    keys: tuple[KeyEntry, ...]
    below: str = ""
    each: bool = False


@cache
def list_parts() -> Mapping[RecordKind, tuple[KeyGroup, ...]]:
    """Kind of record → its groups: its own keys first, then the groups that no earlier kind has. Made once in a process."""
    shown: set[type[BaseModel]] = set()
    kinds = dict.fromkeys((*WRITTEN_OFTEN, *SHAPES))
    return {kind: tuple(_unfold(kind, SHAPES[kind], shown)) for kind in kinds}


def _unfold(kind: RecordKind, shape: Any, shown: set[type[BaseModel]]) -> Iterator[KeyGroup]:
    model, _ = find_model(shape)
    if model is None:
        return
    yield KeyGroup(kind, RECORD_NAMES[kind].vi, tuple(list_keys(model)))
    waiting = [model]
    while waiting:
        for name, field in waiting.pop(0).model_fields.items():
            below, each = find_model(field.annotation)
            if below is not None and below not in shown:
                shown.add(below)
                waiting.append(below)
                yield KeyGroup(_name_part(below), field.title or "", tuple(list_keys(below)), field.alias or name, each)


def list_keys(model: type[BaseModel]) -> Iterator[KeyEntry]:
    """The keys of a model, in order."""
    for name, field in model.model_fields.items():
        below, _ = find_model(field.annotation)
        yield KeyEntry(
            field.alias or name,
            field.title or "",
            field.description or "",
            field.is_required(),
            _format_written(field),
            "" if below is None else _name_part(below),
        )


def find_model(shape: Any) -> tuple[type[BaseModel] | None, bool]:
    """The model in a type, if any, and whether the type holds several of them."""
    bare, _ = _bare(shape)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return bare, False
    inner = get_args(bare)
    if get_origin(bare) in (tuple, dict) and inner:
        return find_model(inner[1 if get_origin(bare) is dict else 0])[0], True
    return None, False


def _name_part(model: type[BaseModel]) -> str:
    """The class name as an anchor: OpeningException → part-opening-exception."""
    return "part" + "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in model.__name__)


def _bare(shape: Any) -> tuple[Any, tuple[Any, ...]]:
    """The type without `Annotated` and `| None`, and the metadata of `Annotated`."""
    said: tuple[Any, ...] = ()
    while True:
        origin = get_origin(shape)
        if origin is Annotated:
            shape, *more = get_args(shape)
            said = (*more, *said)
        elif origin in (Union, UnionType):
            shape = next(arg for arg in get_args(shape) if arg is not NoneType)
        else:
            return shape, said


def _format_written(field: FieldInfo) -> str:
    bare, said = _bare(field.annotation)
    written = _format_value(bare, (*said, *field.metadata), field.description or "")
    return capitalize(written)


def _format_value(bare: Any, said: tuple[Any, ...], description: str) -> str:
    """The format of a value in a few words; '' for plain text, or if the description has it."""
    schema = next((one.json_schema for one in reversed(said) if isinstance(one, WithJsonSchema)), None)
    if schema is not None:
        return _format_schema(schema, description)
    if get_origin(bare) is Literal:
        options = get_args(bare)
        return "" if all(option in description for option in options) else f"một trong: {', '.join(options)}"
    if get_origin(bare) is tuple:
        inner, said_inside = _bare(get_args(bare)[0])
        each = _format_value(inner, said_inside, description)
        return f"danh sách; {each}" if each else "danh sách"
    return ""


def _format_schema(schema: Any, description: str) -> str:
    if "anyOf" in schema:
        return "một tên viết gọn, hoặc danh sách tên"
    kinds = {"integer": "chỉ chữ số", "number": "số", "boolean": "true hoặc false"}
    if schema["type"] in kinds:
        return "" if "chữ số" in description or "true:" in description else kinds[schema["type"]]
    if not schema.get("examples") or "ví dụ" in description.lower():
        return ""
    example = schema["examples"][0]
    return f'ví dụ "{example}"' if example[2:3] == ":" else f"ví dụ {example}"  # times are written in quotation marks
