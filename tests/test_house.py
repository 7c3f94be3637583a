"""The architecture: imports go down only, each library is imported once, modules are short, every key has its words."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest
from pydantic import BaseModel

from conftest import HERE, REPOSITORY
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.places import Commune, Province
from niemyet.model.scalars import Record
from niemyet.system import walk

PACKAGE = REPOSITORY / "generator" / "niemyet"
PROGRAM = (
    ".github", ".gitlab-ci.yml", ".venv", ".vscode", "CONTRIBUTING.md", "Makefile", "README.md", "bench", "ci", "docs/soan-thao",
    "docs/van-hanh", "docs/en/van-hanh",
    "generator", "pyproject.toml", "schemas", "tests", "theme",
)  # fmt: skip
"""What is the program's in the repository; the rest of it is content, which a province replaces by its own."""
MODULES = sorted(PACKAGE.rglob("*.py"))
FLOORS = (
    ("cli", "__main__"),
    ("mkdocs_plugin", "mkdocs_theme"),
    ("own_frames",),
    ("serving",),
    ("external",),
    ("watching",),
    ("portal",),
    ("building",),
    ("publish",),
    ("rating",),
    ("changes",),
    ("oversight",),
    ("editing",),
    ("assist",),
    ("sheets",),
    ("open_data",),
    ("render",),
    ("catalogue",),
    ("resolve",),
    ("validate",),
    ("law",),
    ("cache",),
    ("load",),
    ("model",),
    ("diagnostics",),
    ("system", "patterns", "values"),
)
"""From the roof to the ground: a room imports only from floors below its own, or from its own."""
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
DOORS = {
    "yaml": "load/nodes.py", "mkdocs": "mkdocs_plugin.py", "nh3": "render/markdown.py", "jinja2": "render/renderer.py",
    "typst": "sheets/typesetter.py", "segno": "sheets/qr.py", "sqlite3": "cache/cache_file.py", "watchdog": "watching.py",
    "distributed": "cli/cluster.py", "openpyxl": "load/workbooks.py", "docx": "load/word_files.py",
    "obstore": "publish/targets/s3.py", "asyncssh": "publish/targets/sftp.py", "brotli": "publish/compressing.py",
    "fontTools": "render/web_fonts.py", "platformdirs": "cache/kept.py",
    "babel": "load/message_catalogues.py",
    "PIL": "load/pixels.py", "mammoth": "load/word_html.py", "pi_heif": "load/pixels.py", "mcp": "assist/protocol.py",
    "duckdb": "open_data/query.py",
}  # fmt: skip
LONGEST_MODULE = 320
TABLES_OF_RULES = ("validate/checks.py", "validate/cross_checks.py", "validate/year_checks.py")


POSIX_ONLY = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "readline", "curses", "posix"}
"""Modules that one system only has."""


class Facts(NamedTuple):
    """What is asked of a module: it is read once for all of these laws."""

    imports: tuple[str, ...]
    opens_with_its_subject: bool
    silent: list[str]
    """What is public and says nothing of itself."""
    of_the_system: list[str]
    """Where it needs to know on which system it runs."""


@cache
def _read(module: Path) -> Facts:
    tree, names, of_the_system = ast.parse(module.read_text("utf-8")), list[str](), list[str]()
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                names += (alias.name for alias in node.names)
                asked = (POSIX_ONLY | {"ctypes", "msvcrt", "winreg", "platform"}).intersection(alias.name for alias in node.names)
            case ast.ImportFrom():
                assert node.level == 0, f"{module}: relative import"
                names += (f"{node.module}.{alias.name}" for alias in node.names)
                continue
            case ast.Attribute(value=ast.Name(id=library), attr=attribute):
                asked = {f"{library}.{attribute}"} & {
                    "sys.platform", "os.name", "os.link", "os.symlink", "os.fork", "os.getppid",
                }  # fmt: skip
            case ast.Call(func=ast.Attribute(attr="write_text")):
                asked = set() if "newline" in {keyword.arg for keyword in node.keywords} else {"write_text without newline"}
            case _:
                continue
        of_the_system += (f"line {node.lineno}: {one}" for one in asked)
    return Facts(tuple(names), bool(ast.get_docstring(tree)), [*_silent(tree)], of_the_system)


def _imports(module: Path) -> tuple[str, ...]:
    return _read(module).imports


@pytest.mark.slow("the whole program is read")
def test_imports_go_one_way() -> None:
    """Nobody imports from a floor above, and every room has its floor."""
    upwards = []
    for module in MODULES:
        room = module.relative_to(PACKAGE).parts[0].removesuffix(".py")
        rooms = [name.split(".")[1] for name in _imports(module) if name.startswith("niemyet.")]
        above = rooms if room == "__init__" else [other for other in rooms if FLOOR_OF[other] < FLOOR_OF[room]]
        upwards += [f"{module.relative_to(PACKAGE)} imports from {other}" for other in above]
    assert not upwards


def _module_name(module: Path) -> str:
    return ".".join(("niemyet", *module.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


@pytest.mark.slow("every module is read")
def test_no_modules_import_one_another() -> None:
    """Neither directly nor in a circle, in functions or for the types alone: what stands in a circle is one module."""
    names = {_module_name(module) for module in MODULES}
    imported = {_module_name(m): {part for name in _imports(m) for part in (name, name.rpartition(".")[0])} for m in MODULES}
    graph = TopologicalSorter({name: (found & names) - {name} for name, found in imported.items()})
    try:
        graph.prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_publish_knows_nothing_of_pages() -> None:
    """Writing files needs no template."""
    for module in (PACKAGE / "publish").rglob("*.py"):
        assert not any(name.startswith("niemyet.render") for name in _imports(module))


def test_sentences_of_pages_are_for_pages_sheets_and_changes() -> None:
    """`render/wording.py` is no library of words: what others call a thing stands in `model/vocabulary.py`."""
    for module in MODULES:
        inside = module.relative_to(PACKAGE)
        if inside.parts[0] not in ("render", "sheets", "changes"):
            assert not [name for name in _imports(module) if name.startswith("niemyet.render.wording")], inside


def test_rules_are_asked_through_their_table_of_contents() -> None:
    """`validate.rules` is no library: three modules beside it say which rules hold for what."""
    for module in MODULES:
        inside = module.relative_to(PACKAGE).as_posix()
        if inside in TABLES_OF_RULES or inside.startswith("validate/rules/"):
            continue
        assert not [name for name in _imports(module) if name.startswith("niemyet.validate.rules")], inside


def test_a_library_has_one_door() -> None:
    """Each of these libraries is imported in one module, so that it can be replaced there."""
    users: dict[str, set[str]] = {library: set() for library in DOORS}
    for module in MODULES:
        for library in DOORS.keys() & {name.split(".")[0] for name in _imports(module)}:
            users[library].add(str(module.relative_to(PACKAGE)))
    assert users == {library: {door} for library, door in DOORS.items()}


def test_only_one_module_knows_the_operating_system() -> None:
    """Nobody else imports what one system only has, or asks which it is; text is written with LF."""
    known = {
        str(m.relative_to(PACKAGE)): told for m in MODULES if m != PACKAGE / "system.py" and (told := _read(m).of_the_system)
    }
    assert not known


def test_no_folder_is_taken_for_empty(tmp_path: Path) -> None:
    """`os.walk` passes over a folder that cannot be listed: who makes, publishes or vouches for files would not miss them. It may
    only to count what lies in a folder that is refused anyhow."""
    using = {str(module.relative_to(PACKAGE)) for module in MODULES if "os.walk(" in module.read_text("utf-8")}
    assert using == {"system.py", "load/finding.py"}
    with pytest.raises(FileNotFoundError):
        list(walk(tmp_path / "gone"))


@pytest.mark.slow("the whole program is read")
def test_tests_of_the_program_read_nothing_of_the_content() -> None:
    """But for tests/test_content.py, tests take from the repository what is the program's, and records from tests/."""
    for module in sorted(HERE.rglob("*.py")):
        tree = ast.parse(module.read_text("utf-8"))
        named = {node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
        content = {node for node in named if node.id == "REPOSITORY"}.difference(_roots_of_the_program(tree))
        assert module.name == "test_content.py" or not [f"{module.name}:{node.lineno}" for node in content]


def _roots_of_the_program(tree: ast.Module) -> Iterator[ast.expr]:
    """What stands before "/" and a part of the program, or says from where a path is told."""
    for node in ast.walk(tree):
        match node:
            case ast.BinOp(left=root, op=ast.Div(), right=ast.Constant(value=str(part))):
                if part.startswith(PROGRAM):
                    yield root
            case ast.Call(func=ast.Attribute(attr="relative_to"), args=[root]):
                yield root


def test_every_module_has_one_subject() -> None:
    """A module is short, opens with what it is for, and every silenced check has its reason."""
    for module in MODULES:
        text, inside = module.read_text("utf-8"), module.relative_to(PACKAGE)
        assert text.count("\n") <= LONGEST_MODULE, inside
        assert _read(module).opens_with_its_subject, inside
        assert not {"utils", "helpers", "common", "core"} & set(inside.with_suffix("").parts)
        for line in text.split("\n"):
            if "type: ignore" in line or "noqa" in line:
                assert re.search(r"(type: ignore\[[\w,-]+\]|noqa: \w+)  # \w", line), (inside, line)


def test_everything_public_says_what_it_is() -> None:
    """Every public class, function and method opens with its contract."""
    assert not {str(m.relative_to(PACKAGE)): silent for m in MODULES if (silent := _read(m).silent)}


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


def test_every_key_has_a_title_and_a_description() -> None:
    """Messages, guides and schemas are made from these words; none is missing."""
    models = [*_models(Record)]
    assert models
    for model in models:
        for name, field in model.model_fields.items():
            assert field.title, (model, name)
            assert field.description, (model, name)


def test_levels_own_different_keys() -> None:
    """A commune may set no fee, a province no day of posting: the closed lists of the overlays."""
    assert "fees" not in Posting.model_fields
    assert "posted" not in ProvinceOverlay.model_fields
    assert {"deadlines", "decision", "notes"} <= set(Posting.model_fields) & set(ProvinceOverlay.model_fields)
    assert "office" in Commune.model_fields
    assert "office" not in Province.model_fields
