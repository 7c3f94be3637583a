"""The fields of the form for records, made from the JSON Schema of a kind of record.

Takes the schema (`editing/schema.py`); gives a tree as `records_form/types.d.ts` describes it (`FormField`), for JSON. Every key
of the model is in it, in the model's order: the form also writes by it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from pydantic import TypeAdapter

from niemyet.editing.schema import make_schema
from niemyet.model.kinds import KindName
from niemyet.model.oversight.names import (
    FINDING_KINDS,
    HOW_COUNTED,
    INSPECTION_KINDS,
    PETITION_SUBJECTS,
    PLAN_KINDS,
    RULE_KINDS,
    STAGES,
    SURVEY_KINDS,
)
from niemyet.model.scalars import Clock, Day, Email, Link, Phone, ProcedureCode
from niemyet.model.vocabulary import (
    AREA_NAMES,
    AUDIENCE_NAMES,
    CHANNEL_NAMES,
    FEE_KIND_NAMES,
    FEE_SETTER_NAMES,
    ONLINE_LEVEL_NAMES,
    PARTIAL_REASON_NAMES,
    REVIEW_KIND_NAMES,
    REVIEW_STATUS_NAMES,
    TIER_NAMES,
    TOPIC_NAMES,
    UNIT_NAMES,
    WEEKDAY_NAMES,
)
from niemyet.patterns import regex

FormField: TypeAlias = dict[str, Any]

_TABLES: tuple[Mapping[Any, str], ...] = (
    CHANNEL_NAMES, AREA_NAMES, UNIT_NAMES, WEEKDAY_NAMES, TOPIC_NAMES, FEE_SETTER_NAMES, FEE_KIND_NAMES, ONLINE_LEVEL_NAMES,
    PARTIAL_REASON_NAMES, AUDIENCE_NAMES, {"official": "đã có văn bản", "expected": "dự kiến, chưa có thông báo"},
)  # fmt: skip
_OPTION_NAMES: Mapping[str, str] = {value: name for names in _TABLES for value, name in names.items()}
_OF_FIGURES: Mapping[frozenset[str], Mapping[Any, str]] = {
    frozenset(names): names
    for names in (
        FINDING_KINDS,
        INSPECTION_KINDS,
        SURVEY_KINDS,
        STAGES,
        PETITION_SUBJECTS,
        HOW_COUNTED,
        PLAN_KINDS,
        RULE_KINDS,
        TIER_NAMES,
        REVIEW_KIND_NAMES,
        REVIEW_STATUS_NAMES,
    )
}
"""The closed lists of figures by their values, which mean something else in other records."""
_OF_PATTERN: Mapping[str, str] = {
    TypeAdapter(one).json_schema()["pattern"]: kind
    for one, kind in ((Day, "day"), (Clock, "clock"), (Phone, "phone"), (Email, "email"), (Link, "link"), (ProcedureCode, "code"))
}
_ANY_TEXT = r"^(?:[\s\S]*\S[\s\S]*)$"
_MONEY = frozenset({"amount", "at_most"})
_LONG = frozenset({"notes", "summary", "source_text", "undetermined", "reason", "text", "steps", "requirements", "when"})
_PICKS: Mapping[str, str] = {
    "surveys.by": "", "inspections.by": "", "board_checks.by": "", "training.by": "", "cost.basis": "",
    "basis": "documents", "legal_basis": "documents", "document": "documents", "by": "documents",
    "case": "cases", "counter": "counters", "shifts.counters": "counters", "counters.fields": "fields", "field": "fields",
    "fees.name": "fees", "waivers.fees": "fees",
    "list.procedures": "procedures", "list.changes.add": "procedures", "list.changes.remove": "procedures",
    "list.exceptions.procedure": "procedures", "replaced_by": "procedures",
}  # fmt: skip
"""The end of a key's path → the names that it is chosen from."""
_FIRST = frozenset({
    "name", "case", "amount", "unit", "same_day_until", "basis", "days", "opens", "closes", "date", "reason", "number", "from",
    "until", "who", "reduction", "fields", "role", "counters", "shifts", "substitute",
    "title", "kind", "url", "phone", "email", "latitude", "longitude",
    "instead_of", "hours", "exceptions", "first", "last", "text", "address",
    "carried_over", "received", "resolved", "pending", "online", "in_person", "post", "early", "answered", "levels", "findings",
})  # fmt: skip
"""Keys of a part that are shown at once; the others are shown where they have a value, or when they are asked for."""
_SPEAKS_YAML = regex(
    r"ngoặc kép|mon, tue|Trùng tên tệp"
    r"|\.yaml|\b[a-z]+_[a-z]+\b|true:|mục [a-z_]+\b(?! [à-ỹ])|dạng năm-tháng-ngày|chỉ viết chữ số|viết \[\]|[a-z]+: ",
    re.IGNORECASE,
)
"""A description that tells how to write the file: the form does that."""


def make_record_fields(kind: KindName) -> FormField:
    """The whole of a kind of record as one field."""
    schema = make_schema(kind)
    return {"name": kind, "title": schema["title"], **_Making(schema.get("$defs", {})).describe(schema, "")}


class _Making:
    """Describes the parts of one schema."""

    def __init__(self, parts: Mapping[str, Any]) -> None:
        self.parts = parts

    def _follow(self, part: Mapping[str, Any]) -> Mapping[str, Any]:
        return self.parts[part["$ref"].rsplit("/", 1)[-1]] if "$ref" in part else part

    def _make(self, name: str, part: Mapping[str, Any], path: str, needed: bool) -> FormField:
        described = self.describe(self._follow(part), path)
        made: FormField = {"name": name, "title": part.get("title", ""), **described}
        hint = part.get("description", "")
        if hint and not _SPEAKS_YAML.search(hint):
            made["hint"] = hint
        if needed:
            made["need"] = True
        if made["kind"] == "text" and name in _LONG:
            made["kind"] = "long"
        return made

    def describe(self, part: Mapping[str, Any], path: str) -> FormField:
        """Kind of field and what belongs to it, of a part at a path ("fees.name")."""
        pick = next((names for end, names in _PICKS.items() if path == end or path.endswith(f".{end}")), None)
        picked = {"pick": pick} if pick else {}
        if "anyOf" in part:
            return self._describe_either([self._follow(one) for one in part["anyOf"]], path) | picked
        if "enum" in part or "const" in part:
            return {"kind": "choice", "options": list(name_options(part))}
        match part.get("type"):
            case "object" if "properties" in part:
                return {"kind": "table", "fields": list(self._make_fields(part, path))}
            case "object":
                (inside,) = part["patternProperties"].values()
                return {"kind": "register", "item": self._make("", inside, path, False)}
            case "array":
                return {"kind": "list", "item": self._make("", part["items"], path, False)} | picked
            case "integer":
                return {"kind": "money" if path.rsplit(".", 1)[-1] in _MONEY else "whole"}
            case "number":
                return {"kind": "halves" if "multipleOf" in part else "degrees"}
            case "boolean":
                return {"kind": "truth"}
        pattern = part.get("pattern", _ANY_TEXT)
        if pattern in _OF_PATTERN:
            return {"kind": _OF_PATTERN[pattern]} | picked
        if path.endswith("decision.number"):
            return {"kind": "number"}
        return {"kind": "text"} | ({"pattern": pattern} if pattern != _ANY_TEXT and not pick else {}) | picked

    def _describe_either(self, options: list[Mapping[str, Any]], path: str) -> FormField:
        """One value or several of them; a text or a table that says more."""
        one, other = options
        if other.get("type") == "array":
            return {"kind": "many", "item": self._make("", one, path, False)}
        return {"kind": "either", "fields": list(self._make_fields(other, path))}

    def _make_fields(self, part: Mapping[str, Any], path: str) -> Iterator[FormField]:
        required = part.get("required", ())
        for name, below in part["properties"].items():
            made = self._make(name, below, f"{path}.{name}" if path else name, name in required)
            if path and name not in required and name not in _FIRST:
                made["more"] = True
            yield made


def name_options(part: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The values of a closed list, each with its name."""
    values = part.get("enum", [part.get("const")])
    names = _OF_FIGURES.get(frozenset(values), _OPTION_NAMES)
    for value in values:
        yield value, names.get(value, value)
