"""A whole catalogue of which one file is changed, and everything that is said of it."""

import json
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from fuzz.mutating import SIGNS, change_file
from fuzz.places import look_at_places
from niemyet.building.checking import check_catalogue
from niemyet.load.finding import find_files

TESTS = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)
_END = b"\x00\x00"


def make_root(root: Path) -> None:
    """Puts the small catalogue into a folder with the complete one over it: a file of every kind, and no error."""
    for name in ("small", "complete"):
        shutil.copytree(TESTS / name, root, dirs_exist_ok=True)


@cache
def _texts() -> dict[str, str]:
    """The files that are read as text, by path."""
    found: dict[str, str] = {}
    for name in ("small", "complete"):
        for one in find_files(TESTS / name).every:
            if one.path.endswith((".yaml", ".md", ".csv", ".geojson")):
                found[one.path] = (TESTS / name / one.path).read_text("utf-8")
    return found


@cache
def _paths() -> list[str]:
    return sorted(_texts())


@cache
def _leaves(path: str) -> list[tuple[str | int, ...]]:
    return list(_walk(_read(path)[0], ()))


def _walk(value: Any, path: tuple[str | int, ...]) -> Any:
    yield path
    for step, below in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _walk(below, (*path, step))


def _read(path: str) -> tuple[Any, str]:
    text = _texts()[path]
    _, front, body = text.split("---\n", 2) if text.startswith("---\n") else ("", text, "")
    return yaml.load(front, yaml.CBaseLoader), body


def _change_value(random: Random, path: str) -> bytes:
    """One value, list or table of a record is another, or that of another record."""
    record, body = _read(path)
    leaf = random.choice(_leaves(path))
    other = _read(random.choice([one for one in _paths() if one.endswith(".yaml")]))[0]
    for _ in range(random.randint(1, 4)):
        if isinstance(other, (dict, list)) and other:
            other = random.choice([*other.values()] if isinstance(other, dict) else other)
    value = random.choice((other, other, random.choice(SIGNS), random.choice(SIGNS)))
    if leaf:
        parent = record
        for step in leaf[:-1]:
            parent = parent[step]
        match random.randrange(4):
            case 0 if isinstance(parent, dict):
                parent[random.choice((*parent, "ghi-chu", random.choice(SIGNS)))] = value
            case 1 if isinstance(parent, list):
                parent.insert(int(leaf[-1]), value)
            case 2:
                del parent[leaf[-1]]
            case _:
                parent[leaf[-1]] = value
    text = json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    return b"---\n" + text + b"\n---\n" + body.encode() if body else text


class _Catalogue:
    """Makes and reads inputs: the number of a file, two zeros, its bytes."""

    def make(self, random: Random) -> bytes:
        number = random.randrange(len(_paths()))
        path = _paths()[number]
        if (random.random() < 0.7 and path.endswith((".yaml", ".geojson"))) or path.startswith("news"):
            data = _change_value(random, path)
        else:
            data = change_file(random, _texts()[path].encode(), [])
        return b"%d" % number + _END + data

    def __call__(self, given: bytes, scratch: Path) -> bool:
        number, _, data = given.partition(_END)
        path = _paths()[int(number)]
        root = scratch / "catalogue"
        if not root.is_dir():
            make_root(root)
        file = root / path
        before = file.read_bytes()
        file.write_bytes(data)
        try:
            report = check_catalogue(root, TODAY)
            of_files: dict[str, list[Any]] = {}
            for one in report.diagnostics:
                of_files.setdefault(one.place.file, []).append(one)
            for told_of, told in of_files.items():
                look_at_places(told, (root / told_of).read_bytes() if (root / told_of).is_file() else b"")
        finally:
            file.write_bytes(before)
        return not report.errors


read_catalogue = _Catalogue()
