"""The fields of the form, made from the JSON Schema of a kind of record.

Takes the schema (`editing/schema.py`) and options from the catalogue; gives fields as Sveltia CMS reads them. A key that no kind
of field can hold is left out; the form then keeps its value as it is.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from pydantic import TypeAdapter

from niemyet.editing.schema import make_schema
from niemyet.model.kinds import KindName
from niemyet.model.scalars import Clock, Day
from niemyet.model.vocabulary import AREA_NAMES, CHANNEL_NAMES, FEE_SETTER_NAMES, TOPIC_NAMES, UNIT_NAMES, WEEKDAY_NAMES

Field: TypeAlias = dict[str, Any]
Choices: TypeAlias = Mapping[str, Field]
"""Path of a key in the record ("counters.fields") → properties that replace its widget, for keys chosen from options."""

_TABLES: tuple[Mapping[Any, str], ...] = (
    CHANNEL_NAMES, AREA_NAMES, UNIT_NAMES, WEEKDAY_NAMES, TOPIC_NAMES, FEE_SETTER_NAMES,
)  # fmt: skip
OPTION_NAMES: Mapping[str, str] = {value: name for names in _TABLES for value, name in names.items()}
_EMPTY_IS_AN_ANSWER = frozenset({"areas"})
"""Lists that are left out: the form writes no empty list, but here an empty one says "of none", and none that nobody has said."""
_DAY = TypeAdapter(Day).json_schema()["pattern"]
_CLOCK = TypeAdapter(Clock).json_schema()["pattern"]
_ANY_TEXT = r"^(?:[\s\S]*\S[\s\S]*)$"
_DAY_FIELD: Field = {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
_CLOCK_FIELD: Field = {"widget": "datetime", "type": "time", "format": "HH:mm"}
_WHOLE_FIELD: Field = {
    "widget": "string",
    "pattern": ["^[0-9]+$", "Chỉ viết chữ số, không dấu chấm, dấu phẩy, khoảng trắng hay chữ, ví dụ 20000."],
}
_DECIMAL_FIELD: Field = {
    "widget": "string",
    "pattern": [r"^-?[0-9]+(?:\.[0-9]+)?$", "Viết số bằng chữ số, phần lẻ sau dấu chấm, ví dụ 20.87."],
}
_HALVES_FIELD: Field = {
    "widget": "string",
    "pattern": [r"^[0-9]+(?:\.[05])?$", "Viết số bằng chữ số; nửa ngày viết .5, ví dụ 7.5."],
}
"""Numbers are text fields: a number field turns 20.000 into 20 and 20,000 into 0 while still showing what was typed.
`before-saving.js` saves them as numbers."""


def make_fields(kind: KindName, choices: Choices, only: frozenset[str] | None = None) -> list[Field]:
    """The fields of a kind of record, in the order of its model; with `only`, these keys only."""
    schema = make_schema(kind)
    fields = _Making(schema.get("$defs", {}), choices).make_all(schema, "")
    return [field for field in fields if only is None or field["name"] in only]


class _Making:
    """Makes fields, given the definitions of a schema and the choices."""

    def __init__(self, parts: Mapping[str, Any], choices: Choices) -> None:
        self.parts, self.choices = parts, choices

    def make_all(self, shape: Mapping[str, Any], above: str) -> list[Field]:
        """The fields of an object schema at the path `above`."""
        required = shape.get("required", ())
        made = (self._make(name, part, f"{above}{name}", name in required) for name, part in shape["properties"].items())
        return [field for field in made if field is not None]

    def _make(self, name: str, part: Mapping[str, Any], path: str, required: bool) -> Field | None:
        widget = self.choices.get(path) or self._choose_widget(self._follow(part), path)
        if widget is None or path in _EMPTY_IS_AN_ANSWER:
            return None
        told = {"label": part["title"], "hint": part["description"], "required": required}
        if widget["widget"] == "list" and required:
            told["min"] = 1
        return {"name": name, **told, **widget}

    def _follow(self, part: Mapping[str, Any]) -> Mapping[str, Any]:
        return self.parts[part["$ref"].rsplit("/", 1)[-1]] if "$ref" in part else part

    def _choose_widget(self, part: Mapping[str, Any], path: str) -> Field | None:
        if "anyOf" in part:  # one value or a list: only a simple list keeps a single value as it is
            return {"widget": "list"} if all(_is_words(option) for option in part["anyOf"]) else None
        if "enum" in part or "const" in part:
            return {"widget": "select", "options": list(_name_options(part))}
        match part.get("type"):
            case "object" if "properties" in part:
                return {"widget": "object", "fields": self.make_all(part, f"{path}.")}
            case "array":
                return self._make_list(self._follow(part["items"]), path)
            case "integer":
                return dict(_WHOLE_FIELD)
            case "number":
                return dict(_HALVES_FIELD if "multipleOf" in part else _DECIMAL_FIELD)
            case "boolean":
                return {"widget": "select", "options": [{"label": "Có", "value": True}]}  # a switch would also write `false`
            case "string":
                return _write_text(part)
        return None

    def _make_list(self, item: Mapping[str, Any], path: str) -> Field | None:
        widget = self._choose_widget(item, path)
        if widget is None:
            return None
        match widget["widget"]:
            case "select":
                return widget | {"multiple": True}
            case "object":
                return {"widget": "list", "fields": widget["fields"]}
        return {"widget": "list", "field": {"name": "item", "label": "Nội dung", **widget}}


def _is_words(option: Mapping[str, Any]) -> bool:
    return bool(option.get("items", option).get("type") == "string")


def _name_options(part: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    for value in part.get("enum", [part.get("const")]):
        yield {"label": OPTION_NAMES.get(value, value), "value": value}


def _write_text(part: Mapping[str, Any]) -> Field:
    pattern = part.get("pattern", _ANY_TEXT)
    if pattern == _DAY:
        return dict(_DAY_FIELD)
    if pattern == _CLOCK:
        return dict(_CLOCK_FIELD)
    if pattern == _ANY_TEXT:
        return {"widget": "string"}
    examples = part.get("examples", ())
    told = f"viết như {examples[0]}" if examples else "chữ thường không dấu, nối bằng gạch ngang"
    return {"widget": "string", "pattern": [pattern, f"Chưa đúng cách viết: {told}."]}
