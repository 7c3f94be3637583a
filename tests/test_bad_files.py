"""A broken file of any kind is told once, with its place, and hides no other file."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import TODAY
from niemyet.cli import app
from niemyet.pipeline import check_catalogue

RECORDS = {
    "fields": "catalogue/reference/fields.yaml",
    "documents": "catalogue/reference/documents.yaml",
    "life-events": "catalogue/reference/life-events.yaml",
    "calendar": "catalogue/reference/calendar/2026.yaml",
    "units": "catalogue/reference/units.csv",
    "procedure": "catalogue/reference/procedures/ho-tich/1.001193.yaml",
    "overlay": "catalogue/ha-noi/1.001193.yaml",
    "province": "catalogue/ha-noi/province.yaml",
    "commune": "catalogue/ha-noi/kim-lien/commune.yaml",
    "posting": "catalogue/ha-noi/kim-lien/1.001193.yaml",
    "article": "news/2026/tin-mau.md",
}
PLANTED = "catalogue/ha-noi/thuong-tin/1.004222.yaml"
"""Another file, with a mistake of its own."""


def _directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _broken_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere.yaml")


def _link_out(path: Path) -> None:
    outside = path.anchor + "etc/hostname"
    path.unlink()
    path.symlink_to(outside)


def _text(text: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text(f"---\n{text}\n---\n\nNội dung.\n" if path.suffix == ".md" else text, "utf-8")

    return write


WAYS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "empty": ("empty-file", lambda path: path.write_bytes(b"")),
    "binary": ("not-text", lambda path: path.write_bytes(bytes(range(256)) * 8)),
    "utf-16": ("wrong-encoding", lambda path: path.write_bytes(path.read_text("utf-8").encode("utf-16"))),
    "directory": ("not-a-file", _directory),
    "broken link": ("broken-link", _broken_link),
    "link out of the root": ("outside-root", _link_out),
    "10 MB": ("too-large", lambda path: path.write_bytes(b"# " + b"x" * 10_000_000)),
    "nested dashes": ("too-deep", _text("- " * 100_000)),
    "alias": ("yaml-alias", _text("a: &x 1\nb: *x\n")),
    "tag": ("yaml-tag", _text("a: !!python/object:os.system x\n")),
    "several documents": ("several-documents", _text("a: 1\n...\nb: 2\n")),
    "duplicate key": ("duplicate-key", lambda path: path.write_text(_first_key_twice(path.read_text("utf-8")), "utf-8")),
}
"""How a file can be broken: the rule that is told, and what does it."""

YAML_ONLY = {"nested dashes", "alias", "tag", "several documents", "duplicate key"}


def _first_key_twice(text: str) -> str:
    fence = "---\n" if text.startswith("---\n") else ""
    lines = text.removeprefix(fence).split("\n")
    end = next((i for i, line in enumerate(lines[1:], 1) if line and line[0] not in " -#"), len(lines))
    return fence + "\n".join(lines[:end] + lines)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", RECORDS)
def test_a_broken_file_is_told_once_and_hides_no_other(kind: str, way: str, small: Path) -> None:
    """One diagnostic, at the file, exit status 1; the mistake in another file is told all the same."""
    if kind == "units" and way in YAML_ONLY:
        way = "empty"
    rule, spoil = WAYS[way]
    planted = (small / PLANTED).read_text("utf-8")
    (small / PLANTED).write_text(planted + "feess: 1\n", "utf-8")
    spoil(small / RECORDS[kind])
    report = check_catalogue(small, TODAY)
    told = [(d.rule, d.place.file) for d in report.diagnostics]
    assert (rule, RECORDS[kind]) in told
    about_file = [entry for entry in told if entry[1] == RECORDS[kind]]
    assert about_file == [(rule, RECORDS[kind])]
    assert ("unknown-key", PLANTED) in told
    assert {file for _, file in told} == {RECORDS[kind], PLANTED}
    assert report.errors == 2


def test_the_command_ends_with_1_and_no_traceback(small: Path) -> None:
    """All ways at once, each in another file: every one is told, and the command ends with 1."""
    files = [path for kind, path in RECORDS.items() if kind != "units"]
    for (rule, spoil), path in zip(WAYS.values(), files, strict=False):
        assert rule
        spoil(small / path)
    result = CliRunner().invoke(app, ["check", "--root", str(small), "--as-of", "2026-11-22"])
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    for (rule, _), path in zip(WAYS.values(), files, strict=False):
        assert f"[{rule}]" in result.output, path
    assert "Traceback" not in result.output


def test_a_folder_that_leads_out_is_not_followed(small: Path) -> None:
    """A link out of the root is refused even where it stands for the whole catalogue."""
    outside = small.parent / "outside"
    os.rename(small / "catalogue", outside)
    (small / "catalogue").symlink_to(outside)
    rules = [d.rule for d in check_catalogue(small, TODAY).diagnostics if d.place.file == "catalogue"]
    assert rules == ["outside-root"]
