"""What people at a terminal write and read: days as they write them, help in their language, errors without the warnings."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from niemyet.cli import app
from niemyet.cli.importing import MOST_APART, _tell
from niemyet.cli.provinces import folder_of_province
from niemyet.diagnostics.diagnostic import Bilingual


def run(root: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*words, "--root", str(root)])
    return result.exit_code, result.output


@pytest.mark.parametrize("day", ["22/11/2026", "2026-11-22", "22-11-2026"])
def test_today_is_written_as_any_other_day(small: Path, day: str) -> None:
    """Days first or years first."""
    assert run(small, "report", "--as-of", day) == run(small, "report", "--as-of", "2026-11-22")


def test_a_day_that_a_month_does_not_have_is_told_with_its_last(small: Path) -> None:
    """The person sees why, not only that."""
    assert run(small, "report", "--as-of", "31/02/2026") == (
        2,
        "lỗi: '31/02/2026' không phải là một ngày: tháng 2/2026 chỉ có 28 ngày\n",
    )


@pytest.mark.parametrize("words", [("--help",), ("import", "--help"), ("new", "list", "-h"), ("table", "--help")])
def test_the_help_is_in_vietnamese(words: tuple[str, ...]) -> None:
    """Titles, defaults, what must be given."""
    said = CliRunner().invoke(app, words).output
    assert "Hiện lời hướng dẫn này." in said
    assert not re.search(r"Show this|Arguments|Options|Commands|required|default", said)


def test_what_stops_a_report_is_not_hidden_among_warnings(small: Path) -> None:
    """Only the errors are shown."""
    posting = small / "catalogue/ha-noi/thuong-tin/1.001193.yaml"
    posting.write_text(posting.read_text("utf-8") + "lạ: 1\n", "utf-8")
    documents = small / "catalogue/reference/procedures/ho-tich/1.001193.yaml"
    documents.write_text(documents.read_text("utf-8") + "doubts:\n  - {part: fees, text: Nguồn không rõ.}\n", "utf-8")
    assert "cảnh báo[open-doubt]" in run(small, "check")[1]
    code, said = run(small, "report")
    assert (code, "lỗi[unknown-key]" in said, "cảnh báo[" in said) == (1, True, False)


def test_many_records_of_other_provinces_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A few are named apart, each with its file."""
    head = Bilingual("để lại", "left out")
    why = "mã 9.00000{}: thủ tục riêng do UBND tỉnh {} công bố, không phải của tỉnh đang lấy"
    given = [(f"a/{n}.json", why.format(n, "AB"[n % 2])) for n in range(9)]
    _tell(head, given)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "9 bản (0.json, 1.json, 2.json, 3.json, 4.json, …): thủ tục riêng do tỉnh khác công bố" in said
    _tell(head, given[:MOST_APART])
    assert capsys.readouterr().err.count("\n") == MOST_APART


@pytest.mark.parametrize(
    ("words", "folder"),
    [
        ("ha-noi", "ha-noi"), ("catalogue/ha-noi/", "ha-noi"), ("Hà Nội", "ha-noi"), ("Thành phố Hà Nội", "ha-noi"),
        ("tỉnh Hà Tĩnh", "ha-tinh"), ("", ""),
    ],
)  # fmt: skip
def test_a_province_is_named_by_folder_or_name(words: str, folder: str) -> None:
    """With or without its kind."""
    assert folder_of_province(words) == folder
