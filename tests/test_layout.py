"""`niemyet format`: the same record, the same comments, another order."""

import random
import resource
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import FROZEN, TODAY, uncounted
from niemyet.building.checking import check_catalogue
from niemyet.cli import app
from niemyet.editing.layout import settle
from niemyet.load.finding import find_files
from niemyet.load.nodes import parse_document, plain
from niemyet.load.texts import SourceText

UNSETTLED = """\
# Đầu tệp
sample: true   # dữ liệu mẫu

# vì sao quầy này
counter: 'Quầy số 2'
posted: 2025-07-02
deadlines:
  # cam kết của xã
  - unit: working_day
    # con số
    amount: 5
  - {unit: day, amount: 3}
notes:
- một
# căn cứ
decision:
  date: 2025-06-26
  number: 3200/QĐ-UBND
code: 1.001193
"""
SETTLED = """\
# Đầu tệp
code: "1.001193"
# căn cứ
decision:
  number: 3200/QĐ-UBND
  date: 2025-06-26
posted: 2025-07-02

# vì sao quầy này
counter: "Quầy số 2"
deadlines:
  # cam kết của xã
    # con số
  - amount: 5
    unit: working_day
  - {unit: day, amount: 3}
notes:
- một
sample: true   # dữ liệu mẫu
"""


def test_keys_come_in_the_order_of_the_model_and_comments_with_the_key_that_follows_them() -> None:
    """At every depth; brackets and the words of a comment stay as they were."""
    assert settle("x.yaml", UNSETTLED, "posting") == SETTLED


def test_what_is_settled_stays() -> None:
    """A second time changes nothing."""
    assert settle("x.yaml", SETTLED, "posting") == SETTLED


@pytest.mark.parametrize(
    "text",
    [
        "posted: 2025-07-02\n  code: x\n",
        "posted: 2025-07-02\r\ncode: '1.001193'\r\n",
        "- a\n",
        "",
        "posted: 2025-07-02\nposted: 2025-07-03\ncode: 1.001193\n",
        "unknown: 1\nother: 2\n",
        "notes: |+\n  một\n\n  # không phải chú thích\n\ncode: x\n",
        *(f"notes: 'một{sign}{sign}hai'\ncode: '1.001193'\n" for sign in "\u2028\u2029\u0085"),
    ],
)
def test_what_cannot_be_settled_stays(text: str) -> None:
    """Broken, empty, or not to be moved without changing what it says."""
    settled = settle("x.yaml", text, "posting")
    before, after = (parse_document(SourceText("x.yaml", t))[0] for t in (text, settled))
    assert settled == text or (before and after and plain(before.root) == plain(after.root))
    if "unknown" in text or "\r" in text or "- a" in text:
        assert settled == text


def _shuffle(text: str, seed: int) -> str:
    """The keys at the left edge in another order."""
    pieces: list[list[str]] = []
    for line in text.split("\n")[:-1]:
        if line[:1].isalpha() or not pieces:
            pieces.append([])
        pieces[-1].append(line)
    random.Random(seed).shuffle(pieces)
    return "\n".join(line for piece in pieces for line in piece) + "\n"


@pytest.mark.slow("many records")
def test_every_frozen_record_comes_back_from_any_order() -> None:
    """The keys of each shuffled record stand in one order again, and no line is lost."""
    for i, find in enumerate(find_files(FROZEN, ("catalogue",)).every):
        if find.kind in ("posting", "commune", "procedure", "overlay", "province"):
            text = settle(find.path, (FROZEN / find.path).read_text("utf-8"), find.kind)
            if "#" not in text:
                assert settle(find.path, _shuffle(text, i), find.kind) == text, find.path


def test_the_command_settles_and_only_tells_with_check(small: Path) -> None:
    """It names the files; the catalogue passes the check afterwards as before."""
    file = small / "catalogue/ha-noi/kim-lien/1.001193.yaml"
    file.write_text("posted: 2025-07-02\ndecision: {number: 3200/QĐ-UBND, date: 2025-06-26}\nsample: true\n", "utf-8")
    runner, words = CliRunner(), ["format", "--root", str(small)]
    told = runner.invoke(app, [*words, "--check"])
    assert (told.exit_code, file.read_text("utf-8").split(":")[0]) == (1, "posted")
    assert "catalogue/ha-noi/kim-lien/1.001193.yaml" in told.output
    assert runner.invoke(app, words).exit_code == 0
    assert file.read_text("utf-8").split(":")[0] == "decision"
    assert runner.invoke(app, [*words, "--check"]).exit_code == 0
    assert check_catalogue(small, TODAY).diagnostics == ()


@pytest.mark.parametrize(("mark", "end"), [("", "\r\n"), ("\ufeff", "\n"), ("\ufeff", "\r\n")])
def test_what_notepad_writes_is_settled_and_stays_notepads(mark: str, end: str, small: Path) -> None:
    """Its mark before the text and its ends of lines stay; the entries are put in order."""
    file = small / "catalogue/ha-noi/kim-lien/1.001193.yaml"
    lines = ["posted: 2025-07-02", "decision: {number: 3200/QĐ-UBND, date: 2025-06-26}", "sample: true", ""]
    file.write_bytes((mark + end.join(lines)).encode())
    assert CliRunner().invoke(app, ["format", "--root", str(small)]).exit_code == 0
    assert file.read_bytes() == (mark + end.join([lines[1], lines[0], *lines[2:]])).encode()


@pytest.mark.slow("a full disk")
def test_a_full_disk_loses_nothing(small: Path) -> None:
    """Neither what was there is cut, nor is anything left beside it; one line tells."""
    file = small / "catalogue/ha-noi/kim-lien/1.001193.yaml"
    file.write_text("posted: 2025-07-02\ndecision: {number: 3200/QĐ-UBND, date: 2025-06-26}\nsample: true\n", "utf-8")
    before = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
    for words in (
        ("format",),
        ("new", "posting", "--commune", "ha-noi/kim-lien", "--procedure", "1.004222", "--decision-date", ""),
    ):
        (small / "catalogue/ha-noi/kim-lien/1.004222.yaml").unlink(missing_ok=True)
        ran = subprocess.run(
            [sys.executable, "-B", "-m", "niemyet", *words, "--root", str(small)],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, env=uncounted(),
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40, 40)),
        )  # fmt: skip
        assert ran.returncode != 0 and "không ghi được" in ran.stderr and "Traceback" not in ran.stderr, ran.stderr
        left = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
        assert left == {path: data for path, data in before.items() if path in left}


def test_the_check_proposes_the_layout_and_never_demands_it(small: Path, tmp_path: Path) -> None:
    """It is a last line for people; the status is that of the check."""
    root = tmp_path / "copy"
    shutil.copytree(small, root)
    file = root / "catalogue/ha-noi/kim-lien/1.001193.yaml"
    file.write_text("posted: 2025-07-02\ndecision: {number: 3200/QĐ-UBND, date: 2025-06-26}\nsample: true\n", "utf-8")
    words = ["check", "--as-of", "2026-11-22", "--root"]
    told = CliRunner().invoke(app, [*words, str(root)])
    assert told.exit_code == 0
    assert "niemyet format" in told.output
    assert "niemyet format" not in CliRunner().invoke(app, [*words, str(small)]).output


def test_marks_that_stand_apart_become_one_letter(small: Path) -> None:
    """In records and in articles, and nothing else of an article is touched."""
    article, posting = small / "news/2026/tin-mau.md", small / "catalogue/ha-noi/kim-lien/1.001193.yaml"
    posting.write_text("decision: {number: 3200/QĐ-UBND, date: 2025-06-26}\nposted: 2025-07-02\ncounter: Quầy số 1\n", "utf-8")
    wanted = {file: file.read_text("utf-8") for file in (article, posting)}
    for file, text in wanted.items():
        file.write_text(unicodedata.normalize("NFD", text), "utf-8")
    result = CliRunner().invoke(app, ["format", "--root", str(small)])
    assert result.exit_code == 0
    assert "news/2026/tin-mau.md" in result.output
    assert {file: file.read_text("utf-8") for file in wanted} == wanted


def test_files_that_cannot_be_read_are_named(small: Path) -> None:
    """They are not said to be in order: the status is 1, and the others are settled all the same."""
    (small / "catalogue/ha-noi/kim-lien/1.001193.yaml").write_text("posted: [2025-07-02\n", "utf-8")
    (small / "catalogue/ha-noi/kim-lien/1.004222.yaml").write_bytes("posted: Đã".encode("utf-16"))
    result = CliRunner().invoke(app, ["format", "--root", str(small)])
    assert result.exit_code == 1
    assert "Mọi tệp" not in result.output
    assert "kim-lien/1.001193.yaml" in result.stderr
    assert "kim-lien/1.004222.yaml" in result.stderr
