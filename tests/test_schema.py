"""The schemas match the models, and accept what people write."""

import json
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from conftest import FROZEN, HERE, REPOSITORY
from niemyet.catalogue.entries import read_document
from niemyet.cli import app
from niemyet.editing.schema import REPORT_SCHEMA, list_schemas, make_editor_settings, make_schema
from niemyet.load.finding import find_files
from niemyet.load.nodes import plain
from niemyet.model.kinds import KindName, kind_of
from niemyet.model.settings import SETTINGS_FILE
from niemyet.validate.shapes import SHAPES

WRITTEN = {"integer": r"[0-9]+", "number": r"-?[0-9.]+", "boolean": "true|false"}


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], where: str = "") -> list[str]:
    """Where a value, all of whose scalars are text as they stand in the file, departs from a schema."""
    if "$ref" in schema:
        return faults(value, root["$defs"][schema["$ref"].rsplit("/", 1)[-1]], root, where)
    if "anyOf" in schema:
        found = [faults(value, option, root, where) for option in schema["anyOf"]]
        return [] if [] in found else found[0]
    match schema["type"]:
        case "object":
            if not isinstance(value, dict):
                return [where]
            lacking = [f"{where}.{key}" for key in schema.get("required", ()) if key not in value]
            patterns = schema.get("patternProperties", {})
            for key, below in value.items():
                allowed = schema.get("properties", {}).get(key) or next(
                    (s for p, s in patterns.items() if re.search(p, key)), None
                )
                assert schema["additionalProperties"] is False
                lacking += [f"{where}.{key}"] if allowed is None else faults(below, allowed, root, f"{where}.{key}")
            return lacking
        case "array":
            if not isinstance(value, list) or len(value) < schema.get("minItems", 0):
                return [where]
            return [fault for i, item in enumerate(value) for fault in faults(item, schema["items"], root, f"{where}[{i}]")]
    if not isinstance(value, str) or not re.fullmatch(WRITTEN.get(schema["type"], r"[\s\S]*"), value):
        return [where]
    wrong = ("enum" in schema and value not in schema["enum"]) or (
        "pattern" in schema and not re.search(schema["pattern"], value)
    )
    return [where] if wrong else []


def test_the_schemas_of_the_repository_are_in_step() -> None:
    """`niemyet schema` would write the same bytes."""
    written = {path.name: path.read_text("utf-8") for path in (REPOSITORY / "schemas").iterdir()}
    assert written == list_schemas()


def test_the_editor_uses_every_schema() -> None:
    """Each kind of file is known by its place, and every pattern has a file."""
    settings = json.loads((REPOSITORY / ".vscode" / "settings.json").read_text("utf-8"))
    assert settings == make_editor_settings("schemas")
    for file, patterns in settings["yaml.schemas"].items():
        assert (REPOSITORY / "schemas" / Path(file).name).is_file()
        pattern, *excluded = [patterns] if isinstance(patterns, str) else patterns
        found = [path.relative_to(root).as_posix() for root in (FROZEN, HERE / "provinces") for path in root.glob(pattern)]
        kinds = {
            "settings" if path == SETTINGS_FILE else kind_of(path)
            for path in found
            if not any(fnmatch(path, one.removeprefix("!")) for one in excluded)
        }
        assert kinds == {Path(file).stem}


@pytest.mark.slow("a build")
@pytest.mark.parametrize("kind", sorted(set(SHAPES) - {"article"}))
def test_a_record_that_passes_the_check_passes_the_schema(kind: KindName) -> None:
    """Nobody is told by the editor that a right record is wrong."""
    schema = make_schema(kind)
    for find in find_files(FROZEN, ("catalogue",)).every:
        if find.kind == kind:
            document, _ = read_document(FROZEN, find)
            assert document is not None
            assert faults(plain(document.root), schema, schema) == [], find.path


@pytest.mark.parametrize(
    ("key", "value"),
    [("posted", "2/11/2026"), ("posted", ""), ("feess", "x"), ("decision", {}), ("sample", "yes"), ("notes", "một dòng")],
)
def test_what_the_check_refuses_in_one_key_the_schema_refuses(key: str, value: Any) -> None:
    """A wrong day, an empty value, an unknown key, a missing key, a wrong truth, a line for a list."""
    schema = make_schema("posting")
    record = {"decision": {"number": "1/QĐ-UBND"}, "posted": "2026-01-05"}
    assert faults(record, schema, schema) == []
    assert faults(record | {key: value}, schema, schema)


def test_every_key_is_offered_with_vietnamese_words() -> None:
    """In every schema, at every depth; nothing of the program's own words is left."""
    for kind in SHAPES:
        schema = make_schema(kind)
        parts = [schema, *schema.get("$defs", {}).values()]
        for part in parts:
            for key, below in part.get("properties", {}).items():
                assert below["title"] and below["description"], (kind, key)
        assert "default" not in json.dumps(schema)


def test_the_schemas_are_written_where_one_asks(tmp_path: Path) -> None:
    """One file a kind of record."""
    result = CliRunner().invoke(app, ["schema", "--out", str(tmp_path / "s"), "--root", str(tmp_path)])
    assert result.exit_code == 0
    assert {path.stem for path in (tmp_path / "s").iterdir()} == {*SHAPES, REPORT_SCHEMA}


def test_the_report_is_as_its_schema_says(small: Path) -> None:
    """`check --format json` writes the keys and kinds of values of schemas/check-report.json, and no others."""
    (small / "catalogue/ha-noi/kim-lien/1.001193.yaml").write_text("posted: 2/7/2025\n", "utf-8")
    said = CliRunner().invoke(app, ["check", "--format", "json", "--root", str(small)]).output
    schema = json.loads(list_schemas()[f"{REPORT_SCHEMA}.json"])
    kinds = {"integer": int, "string": str, "array": list}

    def compare(value: dict[str, Any], shape: dict[str, Any]) -> None:
        assert list(value) == list(shape["properties"]) == shape["required"]
        for key, below in shape["properties"].items():
            assert isinstance(value[key], kinds[below["type"]]) and below["description"], key
            assert value[key] in below.get("enum", [value[key]])
            assert below["type"] != "integer" or value[key] >= below["minimum"]

    report = json.loads(said)
    compare(report, schema)
    assert report["diagnostics"]
    for diagnostic in report["diagnostics"]:
        compare(diagnostic, schema["properties"]["diagnostics"]["items"])
