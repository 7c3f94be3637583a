"""`niemyet check --fix` writes what was meant and nothing else, shows it first, and leaves to people what only they can know."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from conftest import FROZEN, HERE
from niemyet.cli import app
from niemyet.editing.mended_files import mend_file
from niemyet.load.finding import SourceFile, find_files
from niemyet.model.kinds import kind_of
from test_mends import ROWS, lay_out

KIM_LIEN = "catalogue/ha-noi/kim-lien"
POSTING, COMMUNE = f"{KIM_LIEN}/1.001193.yaml", f"{KIM_LIEN}/commune.yaml"
LEAST_MENDED = 0.6
"""Of the mistakes whose help gives the value, that many are certain enough to be written."""
DECISION = "decision: {number: 3200/QĐ-UBND, date: 2025-06-26}\n"


def mend(root: Path, path: str, text: str | bytes) -> str:
    kind = kind_of(path)
    assert kind is not None
    data = text.encode() if isinstance(text, str) else text
    return mend_file(root, SourceFile(path, kind), data).decode()


def test_what_is_written_is_what_the_help_says(small: Path) -> None:
    """Of all mistakes whose meaning is known, whatever changes becomes right; where nobody can know it, nothing changes."""
    mended = 0
    for row in ROWS:
        before = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
        file = small / lay_out(small, row, "wrong")
        written = file.read_text("utf-8")
        after = mend(small, str(file.relative_to(small)), written)
        if row["right"] is None:
            assert after == written, row
        elif after != written:
            mended += 1
            assert row["right"] in after, (row, after)
        for path, data in before.items():
            path.write_bytes(data)
    assert mended >= LEAST_MENDED * sum(row["right"] is not None for row in ROWS)


@pytest.mark.parametrize("root", [HERE / "small", FROZEN, HERE / "complete"], ids=lambda root: root.name)
def test_nothing_is_mended_in_a_right_file(root: Path) -> None:
    """No byte of a catalogue without mistakes changes."""
    for file in find_files(root, ("catalogue", "news")).every:
        data = (root / file.path).read_bytes()
        assert mend_file(root, file, data) == data, file.path


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_everything_else_stays_byte_for_byte(end: str, mark: str, small: Path) -> None:
    """Comments, blank lines, order, quotation marks, line ends, the byte order mark."""
    before = (
        f"{mark}# Đã hỏi chị Hoa\nngày niêm yết:   02/07/2025   # theo biên bản\n\n{DECISION}sample: có\n"
        'notes:\n- "Mang theo căn cước"  # nhắc\ncheked: 2026-11-02\n'
    )
    after = before.replace("ngày niêm yết:   02/07/2025 ", "posted:   2025-07-02 ").replace("có\n", "true\n")
    assert mend(small, POSTING, before.replace("\n", end)) == after.replace("\n", end)


POSTED = "posted: 2025-07-02\n"
COMMUNE_TEXT = (HERE / "small" / COMMUNE).read_text("utf-8")


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("posted:2025-07-02\n", POSTED),
        ("posted:\u00a02025-07-02\n", POSTED),
        (f"{POSTED}notes:\n\u00a0 - Mang theo căn cước\n", f"{POSTED}notes:\n  - Mang theo căn cước\n"),
        ("posted: 2/7/2025\ndeadlines:\n  – {same_day_until: 16h}\n", f'{POSTED}deadlines:\n  - {{same_day_until: "16:00"}}\n'),
        (f"{POSTED}counter: @Quầy số 1\n", f'{POSTED}counter: "@Quầy số 1"\n'),
        (f"{POSTED}сounter: Quầy số 1\n", f"{POSTED}counter: Quầy số 1\n"),
        (f"{POSTED}counter: Qu\u00e2\u0300y s\u00f4\u0301 1\n", f"{POSTED}counter: Quầy số 1\n"),
    ],
)
def test_lines_that_cannot_be_read_are_mended_where_the_record_is_right_then(wrong: str, right: str, small: Path) -> None:
    """A missing blank, false blanks and dashes, a value to be quoted; letters that only look right."""
    assert mend(small, POSTING, DECISION + wrong) == DECISION + right


def test_numbers_in_running_text_are_spelled_as_on_the_document(small: Path) -> None:
    """On every line of the text, and never in what is quoted."""
    overlay = (
        "notes: [Theo 123/2015/ND-CP., Số 5/QD-UBND và 5/QĐ-UBND.]\n"
        "fees:\n  - {name: Lệ phí, amount: 8000, notes: Theo 123/2015/ND-CP, source_text: Theo 123/2015/ND-CP}\n"
        "  - name: Phí\n    notes: >-\n      Theo 123/2015/ND-CP\n      và 9/2026/NQ-HDND.\n    source_text: 9/2026/NQ-HDND\n"
    )
    after = (
        "notes: [Theo 123/2015/NĐ-CP., Số 5/QĐ-UBND và 5/QĐ-UBND.]\n"
        "fees:\n  - {name: Lệ phí, amount: 8000, notes: Theo 123/2015/NĐ-CP, source_text: Theo 123/2015/ND-CP}\n"
        "  - name: Phí\n    notes: >-\n      Theo 123/2015/NĐ-CP\n      và 9/2026/NQ-HĐND.\n    source_text: 9/2026/NQ-HDND\n"
    )
    assert mend(small, "catalogue/ha-noi/1.001193.yaml", overlay) == after


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (POSTING, f"{DECISION}posted: 2026-17-03\n"),
        (POSTING, f"{DECISION}posted: 30.4.26\n"),
        (POSTING, f"{DECISION}posted: 31/6/2026\n"),
        (POSTING, f"{DECISION}posted:2025-07-02\nngay: 1\n"),
        (POSTING, f"{DECISION}{POSTED}countter: Quầy số 1\n"),
        (POSTING, f"{DECISION}{POSTED}Ngày niêm yết: 3/7/2025\n"),
        (POSTING, "decision: {number: 3200/QĐ-UBND (bản sao), date: 2025-06-26}\nposted: 2025-07-02\n"),
        (POSTING, f"{DECISION}{POSTED}deadlines: [{{same_day_until: 4h}}]\n"),
        (COMMUNE, COMMUNE_TEXT + "url: kimlien.hanoi.gov.vn\n"),
        (COMMUNE, COMMUNE_TEXT.replace('closes: "17:00"', "closes: 5h")),
        (COMMUNE, COMMUNE_TEXT.replace('opens: "13:30", closes: "17:00"', "opens: 13h30 - 17h")),
        (COMMUNE, COMMUNE_TEXT.replace("  hours:", "  phone: 024 3385 3505 (giờ hành chính)\n  hours:")),
    ],
)  # fmt: skip
def test_what_may_mean_two_things_is_left_to_people(path: str, text: str, small: Path) -> None:
    """Days and months that may be exchanged, centuries, afternoons, names that are only near, words that would be lost."""
    assert mend(small, path, text) == text


# -- the command ----------------------------------------------------------------------------------------------


def fix(root: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["check", "--fix", "--root", str(root), "--as-of", "2026-11-22", *words])


@pytest.fixture
def wrong(small: Path) -> Path:
    """A day, an hour and a file's ending that can be mended, and a key that cannot."""
    (small / POSTING).write_text(f"{DECISION}posted: 2/7/2025\ncountter: Quầy số 1\n", "utf-8")
    commune = (small / COMMUNE).read_text("utf-8")
    (small / COMMUNE).write_text(commune.replace('"11:30"', "11h30"), "utf-8")
    (small / KIM_LIEN / "1.004222.yaml").rename(small / KIM_LIEN / "1.004222.yml")
    return small


def test_the_difference_is_shown_first(wrong: Path) -> None:
    """Nobody who cannot be asked has anything written; `--dry-run` only shows."""
    before = {path: path.read_bytes() for path in wrong.rglob("*") if path.is_file()}
    asked, tried = fix(wrong), fix(wrong, "--dry-run")
    assert (asked.exit_code, tried.exit_code) == (2, 1)
    for said in (asked.output, tried.output):
        assert "-posted: 2/7/2025\n+posted: 2025-07-02\n" in said
        assert f"{KIM_LIEN}/1.004222.yml → {KIM_LIEN}/1.004222.yaml" in said
    assert "3 tệp sẽ đổi" in tried.output
    assert {path: path.read_bytes() for path in wrong.rglob("*") if path.is_file()} == before


def test_what_is_certain_is_written_and_the_rest_is_told(wrong: Path) -> None:
    """The report that follows is that of the files as they are now; a second run finds nothing more."""
    result = fix(wrong, "--yes")
    assert "Đã ghi 3 tệp. Còn lại:" in result.output
    assert re.findall(r"lỗi\[([a-z-]+)\]", result.output) == ["unknown-key"]
    assert (wrong / POSTING).read_text("utf-8") == f"{DECISION}{POSTED}countter: Quầy số 1\n"
    assert [path.name for path in sorted((wrong / KIM_LIEN).iterdir())] == ["1.001193.yaml", "1.004222.yaml", "commune.yaml"]
    assert (wrong / COMMUNE).read_text("utf-8").count('closes: "11:30"') == 1
    again = fix(wrong, "--yes")
    assert "Không có chỗ nào" in again.output
    assert again.exit_code == 1


def test_only_what_was_asked_for_is_mended(wrong: Path) -> None:
    """A file is named; another one that has the name already is never replaced."""
    (wrong / KIM_LIEN / "1.004222.yaml").write_text(f"{DECISION}posted: 2025-07-04\n", "utf-8")
    fix(wrong, f"{KIM_LIEN}/1.004222.yml", "--yes")
    assert (wrong / KIM_LIEN / "1.004222.yml").is_file()
    assert "posted: 2/7/2025" in (wrong / POSTING).read_text("utf-8")


@pytest.mark.parametrize("words", [("--format", "json"), ("--format", "sarif")])
def test_mending_is_for_people(words: tuple[str, ...], small: Path) -> None:
    """Other formats say what is wrong and change nothing; `--yes` means nothing without `--fix`."""
    assert fix(small, *words).exit_code == 2
    assert CliRunner().invoke(app, ["check", "--yes", "--root", str(small)]).exit_code == 2
