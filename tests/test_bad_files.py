"""A broken file of any kind is reported once, with its place, and hides no other file."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

from conftest import TODAY, some_of
from niemyet.building.checking import check_catalogue
from niemyet.cli import app

VERSION = "catalogue/reference/procedures/ho-tich/1.001193@2027-03-01.yaml"
SYNONYMS = "catalogue/reference/synonyms.yaml"
RECORDS = {
    "fields": "catalogue/reference/fields.yaml",
    "documents": "catalogue/reference/documents.yaml",
    "life-events": "catalogue/reference/life-events.yaml",
    "synonyms": SYNONYMS,
    "elsewhere": "catalogue/reference/elsewhere.yaml",
    "calendar": "catalogue/reference/calendar/2026.yaml",
    "units": "catalogue/reference/units.csv",
    "former-units": "catalogue/reference/former-units.csv",
    "procedure": "catalogue/reference/procedures/ho-tich/1.001193.yaml",
    "dated version": VERSION,
    "overlay": "catalogue/ha-noi/1.001193.yaml",
    "province": "catalogue/ha-noi/province.yaml",
    "commune": "catalogue/ha-noi/kim-lien/commune.yaml",
    "posting": "catalogue/ha-noi/kim-lien/1.001193.yaml",
    "article": "news/2026/tin-mau.md",
}
TABLES = ("units", "former-units")
"""Kinds that are no YAML."""
PLANTED = "catalogue/ha-noi/thuong-tin/1.004222.yaml"
"""Another file, with a mistake of its own."""


def _directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _named_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _broken_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere.yaml")


def _link_out(path: Path) -> None:
    """The same text, but outside the catalogue: only the way out can be wrong with it."""
    root = next(folder for folder in path.parents if folder.name == "small")
    outside = root.with_name(f"outside-{path.name}")
    path.rename(outside)
    path.symlink_to(outside)


def _utf_16(path: Path) -> None:
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))


def _text(text: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text(f"---\n{text}\n---\n\nNội dung.\n" if path.suffix == ".md" else text, "utf-8")

    return write


def _first_entry_twice(path: Path) -> None:
    """The first entry once more on top, so that the mistake stands at the old one."""
    text = path.read_text("utf-8")
    fence = "---\n" if path.suffix == ".md" else ""
    lines = text.removeprefix(fence).split("\n")
    path.write_text(fence + "\n".join(lines[: _end_of_first_entry(lines)] + lines), "utf-8")


def _end_of_first_entry(lines: list[str]) -> int:
    return next((i for i, line in enumerate(lines[1:], 1) if line and line[0] not in " -#"), len(lines))


class Way(NamedTuple):
    """How a file can be broken: the rule that is told, what does it, and where it stands in a record without a fence."""

    rule: str
    spoil: Callable[[Path], object]
    line: int = 1
    column: int = 1


WHOLE_FILE = {
    "empty": Way("empty-file", lambda path: path.write_bytes(b"")),
    "binary": Way("not-text", lambda path: path.write_bytes(bytes(range(256)) * 8)),
    "utf-16": Way("wrong-encoding", _utf_16),
    "directory": Way("not-a-file", _directory),
    "named pipe": Way("not-a-file", _named_pipe),
    "broken link": Way("broken-link", _broken_link),
    "link out of the root": Way("outside-root", _link_out),
    "10 MB": Way("too-large", lambda path: path.write_bytes(b"# " + b"x" * 10_000_000)),
}
STRUCTURE = {
    "nested dashes": Way("too-deep", _text("- " * 100_000), 1, 49),
    "nested brackets": Way("too-deep", _text("a: " + "[" * 100_000), 1, 27),
    "anchor and alias": Way("yaml-alias", _text("a: &x 1\nb: *x\n"), 1, 4),
    "alias alone": Way("yaml-alias", _text("a: 1\nb: *x\n"), 2, 4),
    "tag": Way("yaml-tag", _text("a: 1\nb: !!python/object:os.system x\n"), 2, 4),
    "tag of a table": Way("yaml-tag", _text("a: !!set {x}\n"), 1, 4),
    "several documents": Way("several-documents", _text("a: 1\n...\nb: 2\n"), 3, 1),
    "duplicate key": Way("duplicate-key", _first_entry_twice, 0, 1),
}
"""Ways that are special to the writing of records; the line of a duplicate key depends on the record."""
WAYS = WHOLE_FILE | STRUCTURE


def _pairs() -> Iterator[Any]:
    for kind in RECORDS:
        for way in WHOLE_FILE if kind in TABLES else WAYS:
            yield pytest.param(kind, way, id=f"{kind}, {way}")


@pytest.fixture
def catalogue(small: Path) -> Path:
    """The small catalogue with a record of every kind, and a mistake in one posting."""
    (small / SYNONYMS).write_text("khai-sinh:\n  words: [khai sinh, làm giấy khai sinh]\n", "utf-8")
    (small / RECORDS["elsewhere"]).write_text(
        "ly-hon:\n  name: Ly hôn\n  where: Tòa án\n  summary: Đến Tòa án.\n  source: Luật.\n", "utf-8"
    )
    first = (small / RECORDS["procedure"]).read_text("utf-8").replace("60/2014/QH13", "03/2026/QH16")
    (small / VERSION).write_text(first + "effective: {from: 2027-03-01}\n", "utf-8")
    assert check_catalogue(small, TODAY).diagnostics == ()
    (small / PLANTED).write_text((small / PLANTED).read_text("utf-8") + "feess: 1\n", "utf-8")
    return small


@pytest.mark.slow("a build")
@pytest.mark.parametrize(("kind", "way"), some_of(_pairs(), of=7))
def test_a_broken_file_is_told_once_and_hides_no_other(kind: str, way: str, catalogue: Path) -> None:
    """One diagnostic, at its place in the file, exit status 1; the mistake in another file is told all the same."""
    rule, spoil, line, column = WAYS[way]
    path = RECORDS[kind]
    if way in STRUCTURE and kind == "article":
        line += 1
    if way == "duplicate key":
        lines = (catalogue / path).read_text("utf-8").removeprefix("---\n").split("\n")
        line += _end_of_first_entry(lines) + 1
    spoil(catalogue / path)
    command = ["check", "--root", str(catalogue), "--as-of", TODAY.isoformat(), "--format", "json"]
    result = CliRunner().invoke(app, command)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == 1
    told = [(d["file"], d["rule"], d["line"], d["column"]) for d in json.loads(result.stdout)["diagnostics"]]
    assert [entry for entry in told if entry[0] == path] == [(path, rule, line, column)]
    assert [(file, other) for file, other, _, _ in told if file != path] == [(PLANTED, "unknown-key")]


def test_every_file_may_be_broken_at_once(catalogue: Path) -> None:
    """Each in its own way: each is told once, in plain words and without a traceback."""
    files = [path for kind, path in RECORDS.items() if kind not in TABLES]
    ways = list(WAYS.values())
    broken = [(path, ways[i % len(ways)]) for i, path in enumerate(files)]
    for path, way in broken:
        way.spoil(catalogue / path)
    result = CliRunner().invoke(app, ["check", "--root", str(catalogue), "--as-of", TODAY.isoformat()])
    assert result.exit_code == 1
    for path, way in broken:
        assert result.output.count(f"--> {path}:") == 1, path
        assert f"[{way.rule}]" in result.output
    assert f"--> {PLANTED}:" in result.output
    assert "Traceback" not in result.output + result.stderr


def test_a_folder_that_leads_out_is_not_followed(small: Path) -> None:
    """A link out of the root is refused even where it stands for the whole catalogue."""
    outside = small.parent / "outside"
    os.rename(small / "catalogue", outside)
    (small / "catalogue").symlink_to(outside)
    rules = [d.rule for d in check_catalogue(small, TODAY).diagnostics if d.place.file == "catalogue"]
    assert rules == ["outside-root"]


def test_a_line_ends_where_people_see_it_end(small: Path) -> None:
    """A lone carriage return, which no comparison shows, hides no entry behind a remark. A whole file of them is an old one."""
    posting = small / "catalogue/ha-noi/kim-lien/1.001193.yaml"
    text = posting.read_text("utf-8")
    told = check_catalogue(small, TODAY).diagnostics
    posting.write_bytes(text.replace("\n", "\r").encode())
    assert check_catalogue(small, TODAY).diagnostics == told
    posting.write_bytes(f"{text}# bỏ\rcounter: Quầy không có\rla: lùng\n".encode())
    [new] = [one for one in check_catalogue(small, TODAY).diagnostics if one not in told]
    assert (new.rule, new.place.line, new.place.column) == ("invisible-character", text.count("\n") + 1, 5)
