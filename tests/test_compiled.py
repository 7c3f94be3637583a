"""Compiled templates are kept where the program is, and never used for others."""

import shutil
import sys
from pathlib import Path

import pytest

from niemyet.load.packaged import find_theme
from niemyet.render import compiled
from niemyet.render.compiled import keep_compiled, recall_compiled

THEME = find_theme()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python keeps what it compiles, for this test."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def only_file(place: Path) -> Path:
    [file] = (file for file in place.rglob("*") if file.is_file())
    return file


def test_what_is_kept_is_given_back(place: Path) -> None:
    assert recall_compiled(THEME) is None
    keep_compiled(THEME, {"b": b"\x00\n1", "a": b""})
    assert recall_compiled(THEME) == {"a": b"", "b": b"\x00\n1"}
    keep_compiled(THEME, {"c": b"2"})
    assert recall_compiled(THEME) == {"c": b"2"}
    assert only_file(place).suffix == ".templates"


def test_of_other_templates_or_another_program_nothing_is_used(
    place: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = tmp_path_factory.mktemp("theme")
    shutil.copytree(THEME / "records", theme / "records")
    monkeypatch.setattr(compiled, "find_theme", lambda: theme)
    keep_compiled(theme, {"a": b"1"})
    assert recall_compiled(theme) == {"a": b"1"}
    page = next((theme / "records").glob("*.html"))
    page.write_bytes(page.read_bytes() + b" ")
    assert recall_compiled(theme) is None
    keep_compiled(theme, {"a": b"2"})
    monkeypatch.setattr(compiled, "digest_program", lambda: b"another")
    assert recall_compiled(theme) is None


def test_of_a_theme_that_is_not_the_programs_nothing_is_kept(place: Path, tmp_path: Path) -> None:
    keep_compiled(tmp_path, {"a": b"1"})
    assert recall_compiled(tmp_path) is None
    assert not [*place.rglob("*.templates")]


def test_what_is_damaged_is_compiled_again(place: Path) -> None:
    keep_compiled(THEME, {"a": b"1"})
    file = only_file(place)
    whole = file.read_bytes()
    for data in (b"", whole[:10], whole[:-1], whole[:-1] + b"2"):
        file.write_bytes(data)
        assert recall_compiled(THEME) is None


def test_where_python_writes_nothing_nothing_is_kept(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    keep_compiled(THEME, {"a": b"1"})
    assert not [file for file in place.rglob("*") if file.is_file()]
