"""The fields of the form for articles, made from the JSON Schema of a kind of record.

Takes the schema (`editing/schema.py`) and options from the catalogue; gives fields as Sveltia CMS reads them. A key that no kind
of field can hold is left out; the form then keeps its value as it is.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

from pydantic import TypeAdapter

from niemyet.editing.record_fields import name_options
from niemyet.editing.schema import make_schema
from niemyet.model.kinds import KindName
from niemyet.model.scalars import Day

Field: TypeAlias = dict[str, Any]
Choices: TypeAlias = Mapping[str, Field]
"""Path of a key in the record ("counters.fields") → properties that replace its widget, for keys chosen from options."""

_DAY = TypeAdapter(Day).json_schema()["pattern"]
_ANY_TEXT = r"^(?:[\s\S]*\S[\s\S]*)$"
_DAY_FIELD: Field = {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}


def make_fields(kind: KindName, choices: Choices) -> list[Field]:
    """The fields of a kind of record, in the order of its model."""
    schema = make_schema(kind)
    return _Making(schema.get("$defs", {}), choices).make_all(schema, "")


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
        if widget is None:
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
            return {"widget": "select", "options": [{"label": name, "value": value} for value, name in name_options(part)]}
        match part.get("type"):
            case "object" if "properties" in part:
                return {"widget": "object", "fields": self.make_all(part, f"{path}.")}
            case "array":
                return self._make_list(self._follow(part["items"]), path)
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


def _write_text(part: Mapping[str, Any]) -> Field:
    pattern = part.get("pattern", _ANY_TEXT)
    if pattern == _DAY:
        return dict(_DAY_FIELD)
    if pattern == _ANY_TEXT:
        return {"widget": "string"}
    examples = part.get("examples", ())
    told = f"viết như {examples[0]}" if examples else "chữ thường không dấu, nối bằng gạch ngang"
    return {"widget": "string", "pattern": [pattern, f"Chưa đúng cách viết: {told}."]}
