"""Visual Studio Code as an official sees it: the tasks read what `niemyet check` really writes."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from conftest import REPOSITORY
from niemyet.cli import app
from niemyet.editing.workspace import BEGINS, ENDS, list_schema_files, list_workspace, make_tasks

ONCE, WATCHING = (task["problemMatcher"] for task in make_tasks()["tasks"])
POSTING = "catalogue/ha-noi/kim-lien/1.001193.yaml"
MISTAKES = {
    POSTING: "countter: Quầy số 1\nposted: 2025-07-02\ndecision: {number: 3200/QĐ-UBND, date: 2025-06-26}\n",
    "catalogue/ha-noi/thuong-tin/1.001193.yaml": "decision: {number: 3200/QĐ-UBND, date: 2025-06-26}\nposted: 03/07/2025\n",
    "catalogue/ha-noi/1.001193.yaml": "decision: {number: 3200/QĐ-UBND, date: 2025-06-26}\n",
}


def read(output: str, matcher: dict[str, Any]) -> list[dict[str, str]]:
    """The problems that the editor shows: its matcher, line by line."""
    pattern = {key: value for key, value in matcher["pattern"].items() if key != "regexp"}
    found = (re.search(matcher["pattern"]["regexp"], line) for line in output.splitlines())
    return [{key: one[group] for key, group in pattern.items()} for one in found if one]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_problem_matcher_reads_every_line_of_the_check(lang: str, small: Path) -> None:
    """Each mistake with its place, severity, rule and words, and nothing else: neither the counts nor the beginning."""
    for file, text in MISTAKES.items():
        (small / file).write_text(text, "utf-8")
    words = ["check", "--root", str(small), "--as-of", "2026-11-22", "--lang", lang]
    told = json.loads(CliRunner().invoke(app, [*words, "--format", "json"]).output)["diagnostics"]
    lines = CliRunner().invoke(app, [*words, "--format", "line"]).output
    shown = read(lines, ONCE)
    assert {one["severity"] for one in told} == {"error", "warning"}
    assert [(one["file"], one["code"], one["severity"]) for one in shown] == [
        (one["file"], one["rule"], one["severity"]) for one in told
    ]
    for one, other in zip(shown, told, strict=True):
        start, end = int(one["column"]), int(one["endColumn"])
        assert (int(one["line"]), start, end - start) == (other["line"], other["column"], other["width"])
        assert other["message"] in one["message"] and other["help"] in one["message"]
    assert re.search(ENDS, lines.splitlines()[-1])


def test_what_travels_with_the_program_cannot_be_opened_here() -> None:
    """Such a line is no problem of the folder's."""
    line = "(kèm chương trình) catalogue/reference/fields.yaml:4:1-9: error [unknown-key] x. Sửa: y"
    assert read(line, ONCE) == [] and len(read(line.removeprefix("(kèm chương trình) "), ONCE)) == 1


@pytest.mark.slow("a process")
def test_a_saved_file_is_checked_again(small: Path) -> None:
    """Each check begins and ends with the lines for which the editor waits; what was mended is told no longer."""
    (small / POSTING).write_text(MISTAKES[POSTING], "utf-8")
    command = [sys.executable, "-m", "niemyet", "check", "--watch", "--format", "line", "--root", str(small)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=os.environ | {"NO_COLOR": "1"}
    ) as watcher:
        try:
            assert watcher.stdout is not None
            assert [one["code"] for one in read(_read_check(watcher.stdout), WATCHING)].count("unknown-key") == 1
            (small / POSTING).write_text(MISTAKES[POSTING].replace("countter", "counter"), "utf-8")
            assert not [one for one in read(_read_check(watcher.stdout), WATCHING) if one["code"] == "unknown-key"]
        finally:
            watcher.terminate()


def _read_check(lines: Any) -> str:
    """The lines of one check."""
    assert re.search(BEGINS, next(lines).rstrip("\n"))
    told: list[str] = []
    for line in lines:
        if re.search(ENDS, line.rstrip("\n")):
            return "".join(told)
        told.append(line)
    raise AssertionError(told)


def test_an_editor_says_how_a_value_is_written() -> None:
    """By an example, not by a regular expression."""
    posting = json.loads(list_schema_files()[".vscode/schemas/posting.json"])
    assert posting["properties"]["posted"]["patternErrorMessage"] == "Viết như 2026-11-02"


def test_the_repository_has_the_same_workspace() -> None:
    """With the schemas of `schemas/`."""
    for path, text in list_workspace("schemas").items():
        assert (REPOSITORY / ".vscode" / path.rpartition("/")[2]).read_text("utf-8") == text, path


@pytest.mark.slow("a process")
def test_a_new_repository_has_what_its_settings_name(tmp_path: Path) -> None:
    """A schema for every kind of file, each where the settings look for it; the program where README says to install it."""
    assert CliRunner().invoke(app, ["init", str(tmp_path / "kho"), "--province", "01", "--yes"]).exit_code == 0
    settings = json.loads((tmp_path / "kho/.vscode/settings.json").read_text("utf-8"))
    for schema in settings["yaml.schemas"]:
        assert json.loads((tmp_path / "kho" / schema).read_text("utf-8"))["title"]
    assert {path: (tmp_path / "kho" / path).read_text("utf-8") for path in list_schema_files()} == list_schema_files()
    assert "python3 -m venv .venv" in (tmp_path / "kho/README.md").read_text("utf-8")
