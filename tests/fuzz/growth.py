"""How the time of `check` grows with the size of a file: for every kind, and every entry in it that can stand there again.

An entry is repeated, each time a little different, until the file has a quarter of a size and then all of it. Where it grows
faster than the size to the power of 1.1, or takes longer than a second for each megabyte, it is told.
"""

import json
import math
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from conftest import TODAY
from fuzz.law import Way, make_project, read_values, write_values
from niemyet.building.checking import check_catalogue
from niemyet.model.kinds import kind_of

LARGEST = 2_000_000
"""Bytes; a larger file is refused unread."""
STEEPEST = 1.1
FEWEST_SECONDS = 0.15
"""What takes less on top of an unchanged catalogue cannot be told from chance."""


class Growth(NamedTuple):
    """Seconds of the processor for a quarter of the size and for all of it, on top of what the catalogue takes anyhow."""

    path: str
    way: str
    quarter: float
    whole: float
    rules: tuple[str, ...]

    @property
    def exponent(self) -> float:
        """The power of the size by which the time grows; 0 where both are too small to tell."""
        return math.log(self.whole / max(self.quarter, 0.01), 4) if self.whole >= FEWEST_SECONDS else 0.0


def list_repeated(root: Path) -> Iterator[tuple[str, Way]]:
    """Every list and table in a file of each kind, with the file; () is the text behind, or the lines."""
    seen: set[tuple[Any, ...]] = set()
    for file in sorted(root.rglob("*")):
        path = file.relative_to(root).as_posix()
        if file.suffix not in (".yaml", ".md", ".geojson", ".csv") or (kind_of(path) is None and path != "mkdocs.yml"):
            continue
        values, body = read_values(path, file.read_bytes().decode())
        for way in _containers(values):
            key = (kind_of(path), *(step for step in way if isinstance(step, str)))
            if key not in seen:
                seen.add(key)
                yield path, way
        if body and (key := (kind_of(path), "body")) not in seen:
            seen.add(key)
            yield path, ("body",)


def _containers(value: Any, way: Way = ()) -> Iterator[Way]:
    if isinstance(value, (dict, list)) and value:
        yield way
        for step, below in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _containers(below, (*way, step))


def enlarge(path: str, text: str, way: Way, size: int) -> str:
    """The file with the last entry at `way` repeated until it has about `size` bytes."""
    values, body = read_values(path, text)
    if way == ("body",):
        part = body.strip() + "\n\n"
        return write_values(path, values, part * (size // len(part.encode()) + 1))
    parent = values
    for step in way:
        parent = parent[step]
    last = [*parent.values()][-1] if isinstance(parent, dict) else parent[-1]
    name = [*parent][-1] if isinstance(parent, dict) else ""
    written = len(json.dumps(last, ensure_ascii=False).encode()) + len(name) + 12
    for number in range(max(0, size - len(text.encode())) // written):
        again = _vary(last, number)
        if isinstance(parent, dict):
            parent[_vary(name, number)] = again
        else:
            parent.append(again)
    return write_values(path, values, body)


def _vary(value: Any, number: int) -> Any:
    """The same with another number in its first text."""
    if isinstance(value, dict):
        first = next(iter(value), "")
        return {key: _vary(below, number) if key == first else below for key, below in value.items()}
    if isinstance(value, list):
        return [_vary(value[0], number), *value[1:]] if value else value
    text = str(value)
    return re.sub(r"[0-9]+(?=[^0-9]*$)", str(number), text) if re.search("[0-9]", text) else f"{text}-{number}"


def measure(folder: Path, size: int = LARGEST) -> Iterator[Growth]:
    """Each entry, repeated."""
    root = folder / "catalogue"
    make_project(root)
    check_catalogue(root, TODAY)
    bare = min(_seconds(root)[0] for _ in range(3))
    for path, way in list_repeated(root):
        before = (root / path).read_bytes()
        took = [math.inf, math.inf]
        rules: tuple[str, ...] = ()
        for _ in range(3):  # on a machine that others use, what seems to grow too fast is measured again
            for one, wanted in enumerate((size // 4, size)):
                (root / path).write_text(enlarge(path, before.decode(), way, wanted), "utf-8")
                seconds, rules = _seconds(root)
                took[one] = min(took[one], max(0.0, seconds - bare))
            if not is_too_much(growth := Growth(path, "/".join(map(str, way)), took[0], took[1], rules)):
                break
        (root / path).write_bytes(before)
        yield growth


def _seconds(root: Path) -> tuple[float, tuple[str, ...]]:
    began = time.process_time()
    report = check_catalogue(root, TODAY)
    took = time.process_time() - began
    counted: dict[str, int] = {}
    for one in report.diagnostics:
        counted[one.rule] = counted.get(one.rule, 0) + 1
    return took, tuple(f"{rule} {count}" for rule, count in sorted(counted.items(), key=lambda item: -item[1])[:2])


def is_too_much(growth: Growth) -> bool:
    """Whether it grows faster than it may."""
    return growth.exponent > STEEPEST or growth.whole > LARGEST / 1_000_000
