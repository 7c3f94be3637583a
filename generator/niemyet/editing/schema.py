"""JSON Schemas made of the models: what people write in YAML, with Vietnamese titles, descriptions and examples.

The models say how each value is written (`model/scalars.py`); nothing is said a second time here. Rules that look
across records or keys are the check's alone.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter

from niemyet.render.wording import capitalize
from niemyet.validate.entries import SHAPES
from niemyet.validate.levels import KIND_NAMES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLACES: Mapping[str, str] = {
    "procedure": "catalogue/reference/procedures/*/*.yaml",
    "overlay": "catalogue/*/[0-9].[0-9]*.yaml",
    "posting": "catalogue/*/*/[0-9].[0-9]*.yaml",
    "province": "catalogue/*/province.yaml",
    "commune": "catalogue/*/*/commune.yaml",
    "calendar": "catalogue/reference/calendar/*.yaml",
    "fields": "catalogue/reference/fields.yaml",
    "documents": "catalogue/reference/documents.yaml",
    "life-events": "catalogue/reference/life-events.yaml",
    "synonyms": "catalogue/reference/synonyms.yaml",
}
"""Where the files of each kind are, as patterns for an editor. An article's front matter has no file of its own."""


def make_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of one kind of record (a key of `SHAPES`)."""
    made: dict[str, Any] = _clean(TypeAdapter(SHAPES[kind]).json_schema(by_alias=True))
    made.pop("title", None)
    name = KIND_NAMES[kind].vi
    return {"$schema": DIALECT, "title": capitalize(name)} | made


def _clean(part: Any, named: bool = False) -> Any:
    """Without the names and docstrings of classes, and without the `null` that nobody writes. `named`: keys are names."""
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
    return cleaned


def _tell_written(part: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    is_class = "properties" in part
    for key, value in part.items():
        if key == "default" or (is_class and key in ("title", "description")):
            continue  # the default of a key that may be left out is nothing to write
        yield key, value


def list_schemas() -> dict[str, str]:
    """The schemas as files: name → text, the same bytes every time."""
    return {f"{kind}.json": json.dumps(make_schema(kind), ensure_ascii=False, indent=2) + "\n" for kind in SHAPES}


def make_editor_settings(folder: str) -> dict[str, Any]:
    """Settings that let an editor offer and check keys while one types; `folder` holds the schemas."""
    return {
        "yaml.schemas": {f"./{folder}/{kind}.json": pattern for kind, pattern in PLACES.items()},
        "yaml.format.enable": False,
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
    }
