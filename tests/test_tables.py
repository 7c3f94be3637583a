"""Tables for officials: they go out, come back changed, and only what a person has changed is taken, cell by cell."""

import csv
import io
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from conftest import TODAY
from niemyet.building.checking import check_catalogue
from niemyet.cli import app
from niemyet.load.table_files import read_sheets

KIM_LIEN, THUONG_TIN = "catalogue/ha-noi/kim-lien", "catalogue/ha-noi/thuong-tin"
OVERLAY = "catalogue/ha-noi/1.001193.yaml"
FEE = "  - {name: Lệ phí đăng ký khai sinh, case: late, amount: 5000, sample: true}\n"


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["table", *words, "--root", str(root), "--as-of", "2026-11-22"])


def take(root: Path, table: Path) -> Result:
    return run(root, "import", str(table), "--yes")


def export(root: Path, place: str, name: str = "bang.xlsx") -> Path:
    table = root / name
    result = run(root, "export", place, "--out", str(table), "--yes")
    assert result.exit_code == 0, result.output
    return table


def fill(table: Path, sheet: str, wanted: Callable[[Mapping[str, Any]], bool], **cells: Any) -> None:
    """Writes into the first row that is wanted, by the beginnings of the headings."""
    book = openpyxl.load_workbook(table)
    page = book[sheet]
    headings = [str(cell.value) for cell in page[1]]
    row = next(r for r in page.iter_rows(min_row=2) if wanted(dict(zip(headings, (c.value for c in r), strict=True))))
    for words, value in cells.items():
        place = next(i for i, heading in enumerate(headings) if heading.startswith(words.replace("_", " ")))
        row[place].value = value
    book.save(table)


def of(place: str, code: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda row: row.get("Thư mục của xã", row.get("Thư mục của tỉnh")) == place and row["Mã thủ tục"] == code


def read(root: Path, path: str) -> str:
    return (root / path).read_text("utf-8")


@pytest.mark.parametrize("name", ["bang.xlsx", "bang.csv"])
@pytest.mark.parametrize("place", ["ha-noi", "ha-noi/thuong-tin"])
def test_a_table_that_nobody_has_changed_changes_nothing(small: Path, place: str, name: str) -> None:
    """And the same records give the same bytes; a file that is there already is not written over."""
    table = export(small, place, name)
    first = table.read_bytes()
    assert export(small, place, name).read_bytes() == first
    assert run(small, "export", place, "--out", str(table)).exit_code == 2
    result = take(small, table)
    assert (result.exit_code, "Không có gì để ghi." in result.output) == (0, True)


def test_a_workbook_is_made_for_people(small: Path) -> None:
    """Codes are text, days are days, sums are numbers, nothing is a formula, and the marks are out of sight."""
    counter = "=1+1"
    commune = small / THUONG_TIN / "commune.yaml"
    commune.write_text(read(small, f"{THUONG_TIN}/commune.yaml").replace("Quầy số 1", f'"{counter}"'), "utf-8")
    posting = small / THUONG_TIN / "1.001193.yaml"
    posting.write_text(posting.read_text("utf-8").replace("Quầy số 1", f'"{counter}"'), "utf-8")
    table = export(small, "ha-noi")
    book = openpyxl.load_workbook(table)
    page = book["Niêm yết"]
    row = next(r for r in page.iter_rows(min_row=2) if (r[0].value, r[2].value) == ("ha-noi/thuong-tin", "1.001193"))
    assert [cell.value for cell in row[4:9]] == [
        "3200/QĐ-UBND",
        datetime(2025, 6, 26),
        datetime(2025, 7, 3),
        datetime(2026, 11, 2),
        counter,
    ]
    assert (row[8].data_type, page.column_dimensions["J"].hidden) == ("s", True)
    assert book["Mức thu"]["I2"].value == 5000
    lines = export(small, "ha-noi/thuong-tin", "bang.csv").read_bytes()
    assert lines.startswith("\ufeffThư mục của xã;".encode())
    assert b";03/07/2025;02/11/2026;'=1+1;" in lines
    assert take(small, small / "bang.csv").exit_code == 0


@pytest.mark.parametrize(
    "written",
    [
        "20/11/2026", "20-11-2026", "ngày 20 tháng 11 năm 2026", 46346, "46346", datetime(2026, 11, 20), date(2026, 11, 20),
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_form(small: Path, written: Any) -> None:
    """As text, as a day of the spreadsheet, as the number that a spreadsheet keeps for it."""
    table = export(small, "ha-noi/thuong-tin")
    fill(table, "Niêm yết", of("ha-noi/thuong-tin", "1.001193"), Ngày_rà_soát=written)
    before = read(small, f"{THUONG_TIN}/1.001193.yaml")
    result = take(small, table)
    assert "1.001193 Đăng ký khai sinh: ngày rà soát: 02/11/2026 → 20/11/2026" in result.output
    assert read(small, f"{THUONG_TIN}/1.001193.yaml") == before.replace("checked: 2026-11-02", "checked: 2026-11-20")


@pytest.mark.parametrize("written", ["Quyết định số 4100/QĐ-UBND ngày 30/10/2026", "QUYẾT ĐỊNH 4100/QĐ-UBND", "số: 4100/QĐ-UBND"])
def test_a_number_is_read_from_the_words_around_it(small: Path, written: str) -> None:
    """As people copy it from the head of the document."""
    table = export(small, "ha-noi/thuong-tin")
    fill(table, "Niêm yết", of("ha-noi/thuong-tin", "1.001193"), Số_quyết_định=written)
    assert "quyết định: 3200/QĐ-UBND → 4100/QĐ-UBND" in take(small, table).output.replace("số quyết định", "quyết định")


@pytest.mark.parametrize("written", ["quầy số 3", "QUẦY SỐ 3", unicodedata.normalize("NFD", "Quầy số 3"), "Quầy 3", 3])
def test_a_counter_is_known_however_it_is_written(small: Path, written: Any) -> None:
    """What is no other one's name, letter or number; the record keeps the name that commune.yaml has."""
    table = export(small, "ha-noi/thuong-tin")
    fill(table, "Niêm yết", of("ha-noi/thuong-tin", "1.001193"), Quầy=written)
    assert "quầy: Quầy số 1 → Quầy số 3" in take(small, table).output
    assert "counter: Quầy số 3" in read(small, f"{THUONG_TIN}/1.001193.yaml")


@pytest.mark.parametrize("written", ["xã Thường Tín", "Thường Tín", "ha-noi/thuong tin", "catalogue/ha-noi/thuong-tin/", None])
def test_a_commune_is_known_by_its_name_too(small: Path, written: str | None) -> None:
    """Where people overwrote its folder; a review on a day to come is none."""
    table = export(small, "ha-noi/thuong-tin")
    wanted = of("ha-noi/thuong-tin", "1.001193")
    fill(table, "Niêm yết", wanted, Ngày_rà_soát="20/11/2027", Thư_mục=written)
    assert "ngày rà soát 20/11/2027 còn ở tương lai" in take(small, table).output
    fill(table, "Niêm yết", lambda row: row["Mã thủ tục"] == "1.001193", Ngày_rà_soát="20/11/2026")
    assert "ngày rà soát: 02/11/2026 → 20/11/2026" in take(small, table).output


def test_bad_cells_are_named_and_the_rest_is_taken(small: Path) -> None:
    """One sentence each, with sheet and cell; a row that the check refuses is named with its row."""
    table = export(small, "ha-noi")
    fill(table, "Niêm yết", of("ha-noi/thuong-tin", "1.001193"), Ngày_rà_soát="31/02/2026", Quầy="-", Số_quyết_định="-")
    fill(table, "Niêm yết", of("ha-noi/thuong-tin", "1.004222"), Quầy="Quầy số 9", Ngày_niêm_yết="1/1/2020")
    fill(table, "Niêm yết", of("ha-noi/kim-lien", "1.001193"), Ngày_niêm_yết=None)
    fill(table, "Niêm yết", of("ha-noi/kim-lien", "1.004222"), Mã="9.9")
    fill(table, "Mức thu", of("ha-noi", "1.001193"), Mức_thu=8)
    result = take(small, table)
    assert result.exit_code == 1
    for said in (
        "trang Niêm yết, ô E4: không bỏ được '3200/QĐ-UBND': mục này bắt buộc",
        "trang Niêm yết, ô H4: '31/02/2026' không phải là một ngày",
        "trang Niêm yết, ô I5: xã không có quầy 'Quầy số 9'; các quầy ở commune.yaml: Quầy số 1, Quầy số 3",
        "trang Niêm yết, dòng 5 (catalogue/ha-noi/thuong-tin/1.004222.yaml): ngày niêm yết 01/01/2020",
        "trang Niêm yết, ô G2: để trống nên giữ nguyên '02/07/2025'",
        "trang Niêm yết, ô C3: không có thủ tục '9.9'",
        "trang Mức thu, ô I2: '8' là 8 đồng, có lẽ đã mất ba số 0; viết đủ, ví dụ 8000",
        "quầy: Quầy số 1 → bỏ",
        "Đã ghi 1 tệp.",
    ):
        assert said in result.output
    assert "counter" not in read(small, f"{THUONG_TIN}/1.001193.yaml")
    assert check_catalogue(small, TODAY).errors == 0


@pytest.mark.parametrize(("number", "signed"), [("700/QĐ-UBND", "31/02/2026"), ("-", "20/03/2026")])
def test_of_a_decision_no_half_is_taken(number: str, signed: str, small: Path) -> None:
    """A number with the day of another decision would be a decision that nobody has made."""
    table = export(small, "ha-noi/thuong-tin")
    before = read(small, f"{THUONG_TIN}/1.001193.yaml")
    wanted = of("ha-noi/thuong-tin", "1.001193")
    fill(table, "Niêm yết", wanted, Số_quyết_định=number, Ngày_ký=signed, Ngày_rà_soát="20/11/2026")
    result = take(small, table)
    assert "số và ngày ký là của một quyết định" in result.output
    changed = set(read(small, f"{THUONG_TIN}/1.001193.yaml").splitlines()) ^ set(before.splitlines())
    assert {line.partition(":")[0] for line in changed} == {"checked"}


def test_an_untouched_cell_undoes_nothing_and_a_touched_one_asks(small: Path) -> None:
    """Between going out and coming back, the files have changed."""
    table = export(small, "ha-noi/thuong-tin")
    fill(table, "Niêm yết", of("ha-noi/thuong-tin", "1.001193"), Quầy="Quầy số 3", Ngày_rà_soát="10/11/2026")
    file = small / THUONG_TIN / "1.001193.yaml"
    file.write_text(
        file.read_text("utf-8").replace("checked: 2026-11-02", "checked: 2026-11-20").replace("07-03", "07-04"), "utf-8"
    )
    before = file.read_text("utf-8")
    field = small / "catalogue/ha-noi/thuong-tin/commune.yaml"
    field.write_text(field.read_text("utf-8").replace("[cu-tru]", "[cu-tru, ho-tich]"), "utf-8")
    result = take(small, table)
    assert "ô H2: sau khi xuất bảng, tệp đã đổi thành '20/11/2026', còn bảng ghi '10/11/2026'; xuất lại rồi sửa" in result.output
    assert file.read_text("utf-8") == before.replace("Quầy số 1", "Quầy số 3")
    again = take(small, table)
    assert "Không có gì để ghi." in again.output


def test_what_the_list_asks_for_is_posted_from_the_table(small: Path) -> None:
    """The row is there, empty; filled in it becomes a posting, half filled in it is named."""
    for code in ("1.001193", "1.004222"):
        (small / KIM_LIEN / f"{code}.yaml").unlink()
    table = export(small, "ha-noi")
    cells = {"Số quyết định": "688/QĐ-UBND", "Ngày ký": "9/2/2026"}
    fill(table, "Niêm yết", of("ha-noi/kim-lien", "1.001193"), **cells, Ngày_niêm="13.2.2026", Ngày_rà="1/11/2026")
    fill(table, "Niêm yết", of("ha-noi/kim-lien", "1.004222"), **cells)
    result = take(small, table)
    assert "1.001193 Đăng ký khai sinh: niêm yết mới theo 688/QĐ-UBND" in result.output
    assert "ô G3: thiếu ngày niêm yết nên chưa niêm yết 1.004222" in result.output
    text = read(small, f"{KIM_LIEN}/1.001193.yaml")
    assert "decision: {number: 688/QĐ-UBND, date: 2026-02-09}\nposted: 2026-02-13\nchecked: 2026-11-01\n" in text


def test_a_table_of_peoples_own_is_taken_too(small: Path) -> None:
    """Other words, other order, titles above, semicolons; codes that a spreadsheet has shortened; a row twice."""
    table = small / "rieng.csv"
    table.write_text(
        "KẾT QUẢ RÀ SOÁT;;;\nMã số;Nơi;Quầy tiếp nhận;Ngày rà soát\n1001193;ha-noi/thuong-tin;;20/11/2026\n"
        "1,004222;catalogue/ha-noi/thuong-tin/;;20/11/2026\n1.004222;ha-noi/thuong-tin;;19/11/2026\n1.004222;ha-noi/khac;;\n",
        "utf-8-sig",
    )
    result = take(small, table)
    assert "2 tệp: ngày rà soát: 02/11/2026 → 20/11/2026" in result.output
    assert "ô A5: thủ tục 1.004222 của ha-noi/thuong-tin đã có ở dòng 4" in result.output
    assert "ô B6: không có xã, phường 'ha-noi/khac'" in result.output
    assert "counter: Quầy số 1" in read(small, f"{THUONG_TIN}/1.001193.yaml")
    for code in ("1.00411", "1.00411"):
        text = table.read_text("utf-8-sig").replace("1001193", code)
        table.write_text(text, "utf-8-sig")
    assert "không có thủ tục '1.00411'" in take(small, table).output


@pytest.mark.parametrize(
    ("written", "amount"), [("8.000 đ", 8000), ("8,000", 8000), (8000, 8000), ("8 nghìn", 8000), (8000.0, 8000), ("miễn phí", 0)]
)
def test_a_fee_is_read_as_offices_write_it(small: Path, written: Any, amount: int) -> None:
    """One line of the file changes; the case, the name and what else stands there stay."""
    table = export(small, "ha-noi")
    fill(table, "Mức thu", of("ha-noi", "1.001193"), Mức_thu=written, Căn_cứ="60/2014/QH13", Số_mẫu="không")
    result = take(small, table)
    assert result.exit_code == 0, result.output
    assert f"mức thu 5.000 → {f'{amount:,}'.replace(',', '.')}" in result.output
    assert f"case: late, amount: {amount}, basis: 60/2014/QH13}}" in read(small, OVERLAY)


def test_a_copied_row_is_the_same_fee_from_another_day(small: Path) -> None:
    """The old line ends, the new one begins; taken twice, nothing more is written."""
    table = export(small, "ha-noi")
    book = openpyxl.load_workbook(table)
    page = book["Mức thu"]
    for column in range(1, page.max_column + 1):
        page.cell(3, column).value = page.cell(2, column).value
    page["L2"].value, page["K3"].value, page["I3"].value = "31/12/2026", "1/1/2027", "8000 đồng"
    book.save(table)
    result = take(small, table)
    assert result.exit_code == 0, result.output
    text = read(small, OVERLAY)
    assert "case: late, amount: 5000, until: 2026-12-31, sample: true}" in text
    assert (
        "  - name: Lệ phí đăng ký khai sinh\n    case: late\n    amount: 8000\n    from: 2027-01-01\n    sample: true\n" in text
    )
    assert "Không có gì để ghi." in take(small, table).output


def test_a_fee_that_is_missing_is_set_from_the_table(small: Path) -> None:
    """Into a new file, a file without fees, or in the place of the draft; a sum without basis is refused by the check."""
    (small / OVERLAY).unlink()
    table = export(small, "ha-noi")
    assert [row.cells[8] for row in read_sheets(table.read_bytes())[1].rows[1:]] == [None]
    fill(table, "Mức thu", of("ha-noi", "1.001193"), Mức_thu=8000)
    assert "trang Mức thu, dòng 2 (catalogue/ha-noi/1.001193.yaml)" in take(small, table).output
    fill(table, "Mức thu", of("ha-noi", "1.001193"), Căn_cứ="60/2014/QH13")
    assert take(small, table).exit_code == 0
    lines = "name: Lệ phí đăng ký khai sinh\n    case: late\n    amount: 8000\n    basis: 60/2014/QH13\n"
    assert read(small, OVERLAY).endswith(f'code: "1.001193"\nfees:\n  - {lines}')
    (small / OVERLAY).write_text(
        FEE.replace("amount: 5000", "undetermined: Chưa nhập mức thu của tỉnh").replace("  -", "fees:\n  -"), "utf-8"
    )
    table = export(small, "ha-noi")
    fill(table, "Mức thu", of("ha-noi", "1.001193"), Mức_thu="8.000")
    assert take(small, table).exit_code == 0
    assert read(small, OVERLAY) == "fees:\n" + FEE.replace("5000", "8000")


def test_a_fee_that_is_counted_is_left_to_its_file(small: Path) -> None:
    """A formula is no sum of a cell; a line that leaves the sum open is there once, and takes one."""
    formula = "fees:\n  - name: Lệ phí đăng ký khai sinh\n    case: late\n    sample: true\n    formula:\n      unit: trang\n"
    (small / OVERLAY).write_text(f"{formula}      parts:\n        - {{first: 1, amount: 3000}}\n", "utf-8")
    table = export(small, "ha-noi")
    assert "Không có gì để ghi." in take(small, table).output
    fill(table, "Mức thu", of("ha-noi", "1.001193"), Mức_thu="8000")
    assert "trang Mức thu, ô I2: khoản này thu theo cách tính; sửa trong tệp" in take(small, table).output
    left_open = FEE.replace("amount: 5000", "set_by: province")
    (small / OVERLAY).write_text(f"fees:\n{left_open}", "utf-8")
    table = export(small, "ha-noi")
    assert len(read_sheets(table.read_bytes())[1].rows) == len(("headings", "the line"))
    fill(table, "Mức thu", of("ha-noi", "1.001193"), Mức_thu="8000")
    assert take(small, table).exit_code == 0
    assert read(small, OVERLAY) == f"fees:\n{FEE.replace('5000', '8000')}"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("1.001193;Lệ phí khác;late;8000", "luật không giao cho tỉnh khoản thu 'Lệ phí khác'"),
        ("1.001193;Lệ phí đăng ký khai sinh;on-time;8000", "luật không giao cho tỉnh khoản thu"),
        ("1.001193;Lệ phí đăng ký khai sinh;late;tám nghìn", "'tám nghìn' không phải là số tiền"),
        ("9.999999;Lệ phí đăng ký khai sinh;late;8000", "không có thủ tục '9.999999'"),
    ],
)
def test_a_fee_of_nobody_is_named(small: Path, rows: str, said: str) -> None:
    """In a table of people's own, for a province that is named beside it."""
    table = small / "rieng.csv"
    table.write_text(f"Mã;Tên khoản thu;Trường hợp;Số tiền\n{rows}\n", "utf-8-sig")
    before = read(small, OVERLAY)
    result = run(small, "import", str(table), "--province", "ha-noi", "--yes")
    assert said in result.output
    assert read(small, OVERLAY) == before
    assert "không có tỉnh 'ha-tinh'" in run(small, "import", str(table), "--province", "ha-tinh").output


def test_what_is_no_table_is_told(small: Path, tmp_path: Path) -> None:
    """With the reason; a place and a file name that cannot be are refused."""
    for name, data in {"a.csv": b"a,b\n1,2\n", "b.xlsx": b"PK\x03\x04", "c.pdf": b"%PDF-1"}.items():
        (tmp_path / name).write_bytes(data)
        assert run(small, "import", str(tmp_path / name)).exit_code == 2
    for words in (("ha-noi", "x.doc"), ("ha-noj", "x.csv")):
        assert run(small, "export", words[0], "--out", str(tmp_path / words[1])).exit_code == 2
    assert run(small, "export", "ha-noi/kim-lien", "--only", "fees", "--out", str(tmp_path / "x.csv")).exit_code == 2
    text = export(small, "ha-noi", "gia.csv").read_text("utf-8-sig")
    assert next(csv.reader(io.StringIO(text), delimiter=";"))[8] == "Mức thu (đồng)"
