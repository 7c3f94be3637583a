"""Runs tests/js/every-value.mjs: every value of every record of a catalogue, changed by the form's own code."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from conftest import HERE
from niemyet.editing.record_fields import make_record_fields
from niemyet.editing.record_names import RECORDS
from niemyet.load.nodes import parse_document, plain
from niemyet.load.texts import SourceText
from niemyet.model.kinds import KINDS
from node import find_node

MODULES = HERE.parent / ".venv" / "form" / "node_modules"


class Changed(NamedTuple):
    """How many values were changed, how many of these on one line, and which were refused."""

    values: int
    on_one_line: int
    refused: list[str]


def write_fields(folder: Path) -> None:
    """What the build writes for the form of its fields and kinds, as the tests of scripts read it."""
    fields = {kind: make_record_fields(kind) for kind in RECORDS}
    kinds = [{"kind": kind, "title": "", "pattern": KINDS[kind].pattern} for kind in RECORDS]
    (folder / "fields.json").write_text(json.dumps(fields), "utf-8")
    (folder / "kinds.json").write_text(json.dumps(kinds), "utf-8")


def change_every_value(root: Path, folder: Path) -> Changed:
    """Of the records of a root; asserts that our loader reads in every file what the form meant."""
    if not (MODULES / "yaml").is_dir():
        pytest.skip("không có npm: bỏ qua biểu mẫu")
    write_fields(folder)
    command = [find_node(), str(HERE / "js/every-value.mjs"), str(root), str(folder / "fields.json"), str(folder / "kinds.json")]
    env = {**os.environ, "NIEMYET_MODULES": str(MODULES)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    files: list[dict[str, Any]] = json.loads(done.stdout)
    for file in files:
        path = file["path"]
        assert _read((root / path).read_text("utf-8")) == file["before"], path
        assert _read(file["all"]) == file["wanted"], path
    values, long = sum(file["values"] for file in files), sum(file["long"] for file in files)
    refused = [f"{file['path']}: {one}" for file in files for one in file["refused"]]
    return Changed(values, values - long - len(refused), refused)


def _read(text: str) -> Any:
    document, diagnostics = parse_document(SourceText("", text.removeprefix("\ufeff")))
    assert document is not None and not diagnostics, diagnostics
    return plain(document.root)
