"""JSON Schemas of records as written in YAML, made from the models, with Vietnamese titles, descriptions and examples.

The formats of values come from `model/scalars.py`. Rules across keys or records are not part of the schemas.
"""

import json
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter

from niemyet.diagnostics.report_data import MEANINGS, ReportData
from niemyet.model.kinds import KINDS, RECORD_NAMES, RecordKind
from niemyet.model.orthography import capitalize
from niemyet.model.settings import SETTINGS_FILE
from niemyet.validate.shapes import SHAPES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLACES: Mapping[RecordKind, str] = {
    **{kind.name: kind.glob for kind in KINDS.values() if kind.record is not None and kind.place.endswith(".yaml")},
    "settings": SETTINGS_FILE,
}
"""Globs of the files of each kind, for editors. Articles are missing, because their front matter is no YAML file."""


def make_schema(kind: RecordKind) -> dict[str, Any]:
    """The JSON Schema of a kind of record."""
    made: dict[str, Any] = _clean(TypeAdapter(SHAPES[kind]).json_schema(by_alias=True))
    made.pop("title", None)
    name = RECORD_NAMES[kind].vi
    return {"$schema": DIALECT, "title": capitalize(name)} | made


def _clean(part: Any, named: bool = False) -> Any:
    """Removes class names, docstrings and `null`. `named`: the keys of `part` are names of properties."""
    if isinstance(part, list):
        return [_clean(item) for item in part]
    if not isinstance(part, dict):
        return part
    if not named:
        part = dict(_tell_written(part))
    cleaned = {key: _clean(value, not named and key in ("properties", "$defs")) for key, value in part.items()}
    if not named and "patternProperties" in cleaned:
        cleaned["additionalProperties"] = False
    options = cleaned.get("anyOf")
    if not named and isinstance(options, list):
        written = [option for option in options if option != {"type": "null"}]
        cleaned.pop("anyOf")
        cleaned = (written[0] if len(written) == 1 else {"anyOf": written}) | cleaned
    if not named and "pattern" in cleaned and "examples" in cleaned:
        cleaned["patternErrorMessage"] = f"Viết như {cleaned['examples'][0]}"  # editors say it in place of the pattern
    return cleaned


def _tell_written(part: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    is_class = "properties" in part
    for key, value in part.items():
        if key == "default" or (is_class and key in ("title", "description")):
            continue  # defaults are not written
        yield key, value


def make_report_schema() -> dict[str, Any]:
    """The JSON Schema of what `niemyet check --format json` writes."""
    return {"$schema": DIALECT, "title": "Báo cáo của niemyet check"} | _describe(ReportData)


def _describe(shape: Any) -> dict[str, Any]:
    """The schema of a type of `diagnostics/report_data.py`."""
    if get_origin(shape) is Literal:
        return {"type": "string", "enum": [*get_args(shape)]}
    if get_origin(shape) is list:
        return {"type": "array", "items": _describe(get_args(shape)[0])}
    if shape is int:
        return {"type": "integer", "minimum": 0}
    if shape is str:
        return {"type": "string"}
    properties = {key: _describe(below) | {"description": MEANINGS[key]} for key, below in get_type_hints(shape).items()}
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


REPORT_SCHEMA = "check-report"


def list_schemas() -> dict[str, str]:
    """The schemas as files: name → text. Deterministic."""
    made: dict[str, dict[str, Any]] = {kind: make_schema(kind) for kind in SHAPES}
    made[REPORT_SCHEMA] = make_report_schema()
    return {f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in made.items()}


def make_editor_settings(folder: str) -> dict[str, Any]:
    """Settings for Visual Studio Code that associate files with the schemas in `folder`."""
    return {
        "yaml.schemas": {f"./{folder}/{kind}.json": _match_only(kind, pattern) for kind, pattern in PLACES.items()},
        "yaml.format.enable": False,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
    }


def _match_only(kind: RecordKind, pattern: str) -> str | list[str]:
    """The pattern; with another one that takes away the nation's files where these would match too."""
    others = (other.glob for other in KINDS.values() if other.level == "reference" and other.name != kind)
    return [pattern, "!catalogue/reference/**"] if any(fnmatch(other, pattern) for other in others) else pattern
