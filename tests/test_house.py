"""The house: imports go one way, doors are single, rooms are small, and every key has its words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from conftest import REPOSITORY
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.places import Commune, Province
from niemyet.model.scalars import Record

PACKAGE = REPOSITORY / "generator" / "niemyet"
MODULES = sorted(PACKAGE.rglob("*.py"))
FLOORS = (
    ("cli", "__main__"),
    ("mkdocs_plugin",),
    ("watching",),
    ("portal",),
    ("shards",),
    ("pipeline", "boards"),
    ("pouring",),
    ("recalling",),
    ("tasks",),
    ("publish",),
    ("changes",),
    ("oversight",),
    ("editing",),
    ("sheets",),
    ("render",),
    ("resolve",),
    ("reading", "handwritten"),
    ("validate",),
    ("store",),
    ("load",),
    ("model",),
    ("diagnostics",),
)
"""From the roof to the ground: a room imports only from floors below its own, or from its own."""
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
DOORS = {
    "yaml": "load/nodes.py", "mkdocs": "mkdocs_plugin.py", "nh3": "render/markdown.py", "jinja2": "render/press.py",
    "typst": "sheets/typesetter.py", "segno": "sheets/qr.py", "sqlite3": "store/volume.py", "watchdog": "watching.py",
    "distributed": "cli/cluster.py",
}  # fmt: skip
LONGEST_MODULE = 320


def _imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(PACKAGE)))
def test_imports_go_one_way(module: Path) -> None:
    """Nobody imports from a floor above, and every room has its floor."""
    room = module.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if room == "__init__":
        assert not any(name.startswith("niemyet") for name in _imports(module))
        return
    for name in _imports(module):
        parts = name.split(".")
        if parts[0] == "niemyet":
            assert FLOOR_OF[parts[1]] >= FLOOR_OF[room], f"{room} imports {name}"


def test_publish_knows_nothing_of_pages() -> None:
    """Writing files needs no template."""
    for module in (PACKAGE / "publish").glob("*.py"):
        assert not any(name.startswith("niemyet.render") for name in _imports(module))


@pytest.mark.parametrize(("library", "door"), DOORS.items())
def test_a_library_has_one_door(library: str, door: str) -> None:
    """Each of these libraries is imported in one module, so that it can be replaced there."""
    users = {str(m.relative_to(PACKAGE)) for m in MODULES for name in _imports(m) if name.split(".")[0] == library}
    assert users == {door}


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(PACKAGE)))
def test_a_module_has_one_subject(module: Path) -> None:
    """A module is short, opens with what it is for, and every silenced check has its reason."""
    text = module.read_text("utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    assert not {"utils", "helpers", "common", "core"} & set(module.relative_to(PACKAGE).with_suffix("").parts)
    for line in text.split("\n"):
        if "type: ignore" in line or "noqa" in line:
            assert re.search(r"(type: ignore\[[\w,-]+\]|noqa: \w+)  # \w", line), line


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(PACKAGE)))
def test_everything_public_says_what_it_is(module: Path) -> None:
    """Every public class, function and method opens with its contract."""
    silent = list(_silent(ast.parse(module.read_text("utf-8"))))
    assert not silent


def _silent(node: ast.Module | ast.ClassDef) -> Iterator[str]:
    for child in node.body:
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not child.name.startswith("_"):
            if not ast.get_docstring(child):
                yield child.name
            if isinstance(child, ast.ClassDef):
                yield from _silent(child)


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for below in model.__subclasses__():
        yield below
        yield from _models(below)


@pytest.mark.parametrize("model", sorted(_models(Record), key=str), ids=str)
def test_every_key_has_a_title_and_a_description(model: type[BaseModel]) -> None:
    """Messages, guides and schemas are made from these words; none is missing."""
    for name, field in model.model_fields.items():
        assert field.title, name
        assert field.description, name


def test_levels_own_different_keys() -> None:
    """A commune may set no fee, a province no day of posting: the closed lists of the overlays."""
    assert "fees" not in Posting.model_fields
    assert "posted" not in ProvinceOverlay.model_fields
    assert {"deadlines", "decision", "notes"} <= set(Posting.model_fields) & set(ProvinceOverlay.model_fields)
    assert "office" in Commune.model_fields
    assert "office" not in Province.model_fields
