"""`niemyet new` writes records that pass the check, repeat nothing, and never overwrite a file."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from conftest import TODAY
from niemyet.building.checking import check_catalogue
from niemyet.cli import app

POSTING = ("posting", "--commune", "ha-noi/kim-lien", "--posted", "2026-11-20")


def new(root: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["new", *words, "--root", str(root), "--as-of", "2026-11-22"])


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (
            ("commune", "--unit", "Đống Đa", "--address", "Số 1, ngõ 2: nhà #3", "--morning", "7h30 đến 11h30"),
            "catalogue/ha-noi/dong-da/commune.yaml",
        ),
        (
            ("procedure", "--code", "1.000110", "--name", "Tên: mới", "--field", "ho-tich", "--result", "Giấy",
             "--basis", "60/2014/QH13", "--decision", "1/QĐ-BTP"),
            "catalogue/reference/procedures/ho-tich/1.000110.yaml",
        ),
        (
            ("procedure", "--code", "2.000901", "--name", "Thủ tục mẫu", "--field", "ho-tich", "--result", "Giấy",
             "--basis", "60/2014/QH13", "--decision", "1/QĐ-UBND", "--province", "ha-noi"),
            "catalogue/ha-noi/procedures/ho-tich/2.000901.yaml",
        ),
        (
            ("article", "--title", "Một cửa: “đúng hẹn”", "--lead", "Câu mở đầu.", "--author", "Tổ 1", "--topic", "bo-may"),
            "news/2026/mot-cua-dung-hen.md",
        ),
        (
            ("document", "--number", "Nghị quyết số 12/2026/NQ-HDND", "--title", "Mức thu: lệ phí #1", "--issued", "12/11/2026",
             "--kind", "Nghị quyết", "--issuer", "Hội đồng nhân dân thành phố Hà Nội"),
            "catalogue/ha-noi/documents.yaml",
        ),
    ],
)  # fmt: skip
def test_what_is_written_passes_the_check(small: Path, words: tuple[str, ...], path: str) -> None:
    """But for what only a person can write, and that cannot be published before; also with marks that mean something in YAML."""
    units = small / "catalogue/reference/units.csv"
    if ",Đống Đa," not in units.read_text("utf-8"):
        units.write_text(units.read_text("utf-8").rstrip("\n") + "\n00235,phường,Đống Đa,01\n", "utf-8")
    result = new(small, *words)
    assert result.exit_code == 0, result.output
    assert (small / path).is_file()
    left = ["draft-text"] * {"commune": 0, "document": 0, "article": 1, "procedure": 3}[words[0]]
    assert [told.rule for told in check_catalogue(small, TODAY).diagnostics] == left, result.output
    if left:
        assert "còn phải viết những chỗ nêu trên" in result.output


def test_a_whole_list_is_posted_at_once_and_files_stay(small: Path) -> None:
    """What was posted before is left as it is; the decision is the commune's latest."""
    kept = (small / "catalogue/ha-noi/kim-lien/1.004222.yaml").read_bytes()
    (small / "catalogue/ha-noi/kim-lien/1.001193.yaml").unlink()
    result = new(small, *POSTING, "--list")
    assert result.exit_code == 0, result.output
    assert "Giữ nguyên 1 tệp" in result.output
    assert (small / "catalogue/ha-noi/kim-lien/1.004222.yaml").read_bytes() == kept
    text = (small / "catalogue/ha-noi/kim-lien/1.001193.yaml").read_text("utf-8")
    assert "decision: {number: 3200/QĐ-UBND, date: 2025-06-26}\nposted: 2026-11-20\n" in text
    assert check_catalogue(small, TODAY).errors == 0


def test_a_field_is_posted_at_once(small: Path) -> None:
    """And nothing of the other fields."""
    for name in ("1.001193", "1.004222"):
        (small / f"catalogue/ha-noi/kim-lien/{name}.yaml").unlink()
    assert new(small, *POSTING, "--field", "cu-tru").exit_code == 0
    assert [path.stem for path in sorted((small / "catalogue/ha-noi/kim-lien").glob("1.*"))] == ["1.004222"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("posting",), "thiếu --commune"),
        ((*POSTING, "--procedure", "9.999999"), "chưa có thủ tục '9.999999'"),
        ((*POSTING, "--field", "khong-co"), "không rõ lĩnh vực"),
        (("posting", "--commune", "../ha-noi", "--list"), "chưa có xã, phường nào ở catalogue/"),
        (("commune", "--unit", "Không Đâu", "--address", "x"), "danh sách chính thức không có"),
        (("commune", "--unit", "Đống Đa", "--address", "x", "--morning", "8-12"), "không đọc được giờ '8-12'"),
        (("document", "--number", "60/2014/QH13"), "đã có văn bản 60/2014/QH13"),
        ((*POSTING, "--list", "--decision", "1/QĐ-UBND", "--decision-date", "31/02/2026"), "31/02/2026"),
        (("procedure", "--code", "../../x", "--name", "a", "--field", "b", "--result", "c", "--basis", "d", "--decision", "1/QĐ"),
         "'../../x' không phải là mã thủ tục"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_is_said_plainly(small: Path, words: tuple[str, ...], message: str) -> None:
    """And nothing is written."""
    before = sorted(small.rglob("*"))
    result = new(small, *words)
    assert result.exit_code == 2
    assert message in result.output
    assert sorted(small.rglob("*")) == before


def test_a_draft_with_an_error_is_taken_back(small: Path) -> None:
    """The check says what is wrong with the answer."""
    (small / "catalogue/ha-noi/kim-lien/1.001193.yaml").unlink()
    result = new(small, *POSTING[:-1], "2020-01-01", "--procedure", "1.001193")
    assert result.exit_code == 1
    assert "posted-before-decision" in result.output
    assert not (small / "catalogue/ha-noi/kim-lien/1.001193.yaml").exists()


def test_procedures_are_named_by_code_and_by_name_alike(small: Path) -> None:
    """Of several, some by code and some by their names; one that is unknown is named by itself."""
    chosen = ("--procedure", "1.001193", "--procedure", "đăng ký thường trú")
    result = new(small, *POSTING[:1], "--commune", "ha-noi/thuong-tin", *chosen)
    assert result.exit_code == 0, result.output
    result = new(small, *POSTING[:1], "--commune", "ha-noi/thuong-tin", *chosen, "--procedure", "ly hôn")
    assert result.exit_code == 2
    assert "chưa có thủ tục 'ly hôn'" in result.output
