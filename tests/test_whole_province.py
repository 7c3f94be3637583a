"""The guide page for a whole province: its commands, in its order, make a catalogue without errors."""

import json
import shlex
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from conftest import REPOSITORY
from niemyet.cli import app
from office_files import in_windows_1258, word_blocks, word_file, workbook
from test_import import with_fee

PAGE = REPOSITORY / "docs/soan-thao/ca-tinh/index.md"
RESOLUTION = """28/2026/NQ-HĐND:
  title: Nghị quyết mẫu
  kind: Nghị quyết
  issuer: Hội đồng nhân dân thành phố Hà Nội
  issued: 2026-07-10
"""


@pytest.fixture
def empty(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue with the law only, and what an office has: tables, downloads, lists of its decisions."""
    for folder in ("catalogue/ha-noi", "catalogue/ha-tinh", "news"):
        shutil.rmtree(small / folder, ignore_errors=True)
    communes: list[list[Any]] = [
        ["STT", "Tên xã", "Địa chỉ", "Vùng"],
        [1, "Thường Tín", "Số 1", "không"],
        [2, "P. Kim Liên", "Số 2", ""],
    ]
    (small / "xa-phuong.xlsx").write_bytes(workbook({"DS": communes}))
    (small / "tai-ve").mkdir()
    record = with_fee(type="FEE", value=0, description="")
    (small / "tai-ve/9.000001.json").write_text(json.dumps({"code": "OK", "data": record}), "utf-8")
    (small / "tai-ve/ChiTietTTHC_9.000003.doc").write_bytes(word_file(word_blocks("9.000003")))
    (small / "danh-muc.csv").write_bytes(in_windows_1258("STT;Mã TTHC;Tên TTHC\r\n1;1.001193;Đăng ký khai sinh\r\n"))
    (small / "bo-sung.xlsx").write_bytes(workbook({"DS": [["STT", "Mã"], [1, "1.004222"], [2, "9.000001"], [3, "9.000003"]]}))
    monkeypatch.chdir(small)
    return small


def _fill_in_fees() -> None:
    """What a person does between two commands: the sum and the resolution in every row."""
    Path("catalogue/ha-noi/documents.yaml").write_text(RESOLUTION, "utf-8")
    book = openpyxl.load_workbook("muc-thu.xlsx")
    sheet = book["Mức thu"]
    headings = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        row[headings.index("Mức thu (đồng)")].value = "8.000 đ"
        row[headings.index("Căn cứ (số nghị quyết)")].value = "28/2026/NQ-HĐND"
    book.save("muc-thu.xlsx")


def _fill_in_answers() -> None:
    """“giữ nguyên” to every question."""
    file = Path("hoi.csv")
    head, *rows = file.read_text("utf-8-sig").splitlines()
    file.write_text("\n".join([head, *(row.replace("giữ nguyên,,,", "giữ nguyên,giữ nguyên,,") for row in rows)]), "utf-8-sig")


@pytest.mark.slow("a build")
def test_the_commands_of_the_page_make_a_whole_province(empty: Path) -> None:
    """Each ends well, the dry runs write nothing, and at the end every commune posts the whole list."""
    commands = [line.strip() for line in PAGE.read_text("utf-8").splitlines() if line.startswith("    niemyet ")]
    assert len(commands) > 14
    for command in commands:
        if " table import " in command:
            _fill_in_fees()
        if " --answers " in command:
            _fill_in_answers()
        before = sorted(empty.glob("catalogue/**/*"))
        result = CliRunner().invoke(app, [*shlex.split(command)[1:], "--root", str(empty), "--as-of", "22/11/2026"])
        assert result.exit_code == 0, f"{command}\n{result.output}"
        assert "--dry-run" not in command or sorted(empty.glob("catalogue/**/*")) == before
    for commune in ("thuong-tin", "kim-lien"):
        posted = {path.stem for path in empty.glob(f"catalogue/ha-noi/{commune}/[0-9]*.yaml")}
        assert posted == {"1.001193", "1.004222", "9.000001", "9.000003"}
    assert "amount: 8000" in (empty / "catalogue/ha-noi/1.001193.yaml").read_text("utf-8")
    assert "4200/QĐ-UBND" in (empty / "catalogue/ha-noi/kim-lien/1.001193.yaml").read_text("utf-8")
