"""Following a help text literally resolves its diagnostic, and the record then says what was meant.

Each row of tests/mends.yaml is a mistake. The correction in its help is applied at the mistake's place by code that knows
nothing else. If `right` is empty, nobody can know what was meant, and the help must not contain a value.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import read_yaml, some_of
from examples import write_example
from niemyet.building.checking import check_catalogue
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.rulebook import put_into_words

TODAY = date(2026, 11, 22)
ROWS = read_yaml(Path(__file__).parent / "mends.yaml")
FILES = {
    "posting": "catalogue/ha-noi/kim-lien/1.001193.yaml",
    "residence": "catalogue/ha-noi/kim-lien/1.004222.yaml",
    "overlay": "catalogue/ha-noi/1.001193.yaml",
    "commune": "catalogue/ha-noi/kim-lien/commune.yaml",
    "hours": "catalogue/ha-noi/kim-lien/commune.yaml",
    "location": "catalogue/ha-noi/kim-lien/commune.yaml",
    "staff": "catalogue/ha-noi/kim-lien/commune.yaml",
    "feedback": "catalogue/ha-noi/kim-lien/commune.yaml",
    "procedure": "catalogue/reference/procedures/ho-tich/1.001193.yaml",
    "article": "news/2026/tin-mau.md",
}
WRAPPED = {
    "staff": "staff:\n  - role: Công chức tư pháp – hộ tịch\n    phone: {}\n",
    "feedback": "feedback:\n  - name: Hộp thư góp ý\n    email: {}\n",
    "hours": "office:\n  name: Trung tâm Phục vụ hành chính công phường Kim Liên\n  address: Phường Kim Liên\n"
    "  hours:\n    - {}\n",
    "location": "office:\n  name: Trung tâm Phục vụ hành chính công phường Kim Liên\n  address: Phường Kim Liên\n"
    '  hours: [{{days: [mon], opens: "07:30", closes: "11:30"}}]\n  location: {}\n',
}
GIVEN = re.compile(r"viết (?:'(?P<name>[^']+)'|(?P<text>.+?))(?: \(.*)?")


def lay_out(root: Path, row: Mapping[str, Any], key: str) -> str:
    """Puts the row's entry into its file; gives the file."""
    file = FILES[row["file"]]
    if "drops" in row:
        path = root / file
        path.write_text(re.sub(rf"^{row['drops']}:.*\n", "", path.read_text("utf-8"), flags=re.M), "utf-8")
    text = WRAPPED[row["file"]].format(row[key]) if row["file"] in WRAPPED else f"{row[key]}\n"
    write_example(root, file, text, whole=False)
    return file


def told_of(root: Path, file: str) -> list[Diagnostic]:
    return [told for told in check_catalogue(root, TODAY).diagnostics if told.place.file == file]


def follow(line: str, told: Diagnostic) -> str | None:
    """The line after what the help gives is written where it is told; None where the help gives no value."""
    found = GIVEN.fullmatch(put_into_words(told, "vi").help)
    if not found:
        return None
    start = told.place.column - 1
    given = found["name"] or found["text"]
    key = re.match(r"\w+: ", given)
    if key and line[start:].startswith(key[0]):
        value = re.compile(r"\{.*|[^,{}\[\]]*(?:,[^,:{}\[\]]*(?=[,}]))*").match(line, start + len(key[0]))
        rest = line[value.end() :] if value and "{" in line[:start] else ""
        return line[:start] + given + rest
    end = start + told.place.width
    if split := re.match(r"[a-z_]+: ", line[start:]):  # a number between braces that a comma has cut
        value = re.compile(r"[^,{}]*(?:,[^,:{}]*(?=[,}]))*").match(line, start + len(split[0]))
        start, end = start + len(split[0]), value.end() if value else end
        if told.rule == "unknown-key":
            start, end = told.place.column - 1, told.place.column - 1 + told.place.width
    return line[:start] + given + line[end:]


@pytest.mark.parametrize("row", some_of(ROWS, of=4), ids=lambda row: re.sub(r"\W+", "_", row["wrong"])[:70])
def test_following_the_help_is_right(row: Mapping[str, Any], small: Path) -> None:
    """One diagnostic; its help gives the right value, and the file is clean once it is written."""
    file = lay_out(small, row, "wrong")
    told = told_of(small, file)
    assert len(told) == 1, [put_into_words(one, "vi") for one in told]
    lines = (small / file).read_text("utf-8").split("\n")
    mended = follow(lines[told[0].place.line - 1], told[0])
    if row["right"] is None:
        (small / file).write_text("\n".join(lines).replace(lines[told[0].place.line - 1], mended or "", 1), "utf-8")
        assert mended is None or told_of(small, file), "a value is given, and the wrong one passes"
        return
    assert mended is not None, put_into_words(told[0], "vi").help
    lines[told[0].place.line - 1] = mended
    (small / file).write_text("\n".join(lines), "utf-8")
    assert row["right"] in "\n".join(lines)
    assert told_of(small, file) == []
