"""No file name and no text of a record acts as a command in a terminal or log."""

import json
import os
import re
from pathlib import Path

import pytest

from conftest import TODAY
from niemyet.building.checking import check_catalogue
from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.diagnostics.formats import FORMATS, format_summary
from niemyet.diagnostics.report import make_report
from niemyet.diagnostics.showing import blank, show, show_lines

EVIL = (
    "a\n::error file=x::Giả", "\x1b[2J\x1b]0;x\x07", "\x9b31m", "\x85\u2028\u2029", "\r", "\u202e\u2066", "\udcff", "\x7f\x00",
    "\U000e0041", "##[stop-commands]x", "x ##[add-mask]a",
)  # fmt: skip
COMMAND = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]")


@pytest.mark.parametrize("evil", EVIL)
@pytest.mark.parametrize("name", [*FORMATS, "summary"])
def test_no_format_lets_a_command_through(name: str, evil: str) -> None:
    """In the file's name, in the values, in the line that is shown."""
    diagnostic = Diagnostic(
        "unexpected-file", Place(f"catalogue/{evil}.yaml", 1, 1, 1, f"x {evil} y"), {"value": evil, "near": evil}, evil
    )
    report = make_report([diagnostic], 1)
    told = format_summary(report, "vi") if name == "summary" else FORMATS[name](report, "vi", False)
    assert not COMMAND.search(told)
    assert not any(line.startswith("::error") for line in told.split("\n"))
    assert "##[" not in told
    told.encode()
    if name in ("json", "gitlab", "sarif"):
        json.loads(told)


@pytest.mark.parametrize("evil", EVIL)
def test_what_is_shown_is_one_line_and_as_wide(evil: str) -> None:
    """A sign is its number; in an excerpt it is a space."""
    assert show(evil).isprintable()
    assert len(blank(evil)) == len(evil)
    assert show("Đăng ký khai sinh – 1.001193") == "Đăng ký khai sinh – 1.001193"


def test_no_line_of_a_message_begins_a_command() -> None:
    """What somebody typed, or a program that was called said, may have several lines."""
    assert show_lines("x\n ::error::y\n::z") == "x\n \\u003a:error::y\n\\u003a:z"


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_with_such_a_name_is_told(name: str, small: Path) -> None:
    """Also one whose name is no text."""
    (small / "catalogue" / "a\n::error file=x::Giả").write_text("x", "utf-8")
    with open(os.fsencode(small / "catalogue") + b"/\xff\x1b.yaml", "wb") as file:
        file.write(b"x")
    report = check_catalogue(small, TODAY)
    assert {diagnostic.rule for diagnostic in report.diagnostics} <= {"unexpected-file", "misplaced-record"}
    told = FORMATS[name](report, "vi", False)
    told.encode()
    assert not COMMAND.search(told)


ADDRESS = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+")
"""A relative reference of RFC 3986 without a colon, which would make its beginning a scheme."""


@pytest.mark.parametrize(
    "name", [*EVIL, "a b.yaml", "100%.yaml", "a:b.yaml", "a#b?c.yaml", "[x].yaml", "tệp.yaml", "a\\b", "\udcff.yaml"]
)
def test_a_log_in_sarif_is_valid_whatever_a_file_is_called(name: str) -> None:
    """As its published schema wants it: an address that is one, places from 1 on, levels and rules that it knows."""
    told = Diagnostic("unexpected-file", Place(f"catalogue/{name}", 1, 1, 1), {"value": name})
    log = json.loads(FORMATS["sarif"](make_report([told], 1), "vi", False))
    assert set(log) == {"$schema", "version", "runs"}
    [run] = log["runs"]
    assert set(run) == {"tool", "results", "columnKind"} and run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    [result], [rule] = run["results"], run["tool"]["driver"]["rules"]
    assert set(rule) == {"id", "shortDescription", "fullDescription"} and rule["id"] == result["ruleId"]
    assert result["level"] in ("none", "note", "warning", "error") and result["message"]["text"]
    [place] = [one["physicalLocation"] for one in result["locations"]]
    assert ADDRESS.fullmatch(place["artifactLocation"]["uri"])
    assert place["region"]["startLine"] >= 1 and 1 <= place["region"]["startColumn"] <= place["region"]["endColumn"]
