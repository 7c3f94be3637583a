"""Many records at once: what only one province has, kinds of area, a list that changes, a reference packaged with the program."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from conftest import HERE, TODAY, make_site_root
from niemyet.building.checking import check_catalogue
from niemyet.cli import app
from niemyet.load import packaged as packaged_data
from niemyet.load.laying_over import REFERENCE
from niemyet.load.table_files import read_sheets
from test_own_law import HA_NOI, make_two_provinces, substitute

BIRTH = f"{REFERENCE}/procedures/ho-tich/1.001193.yaml"
OVERLAY = "catalogue/ha-noi/1.001193.yaml"
PROVINCE = "catalogue/ha-noi/province.yaml"
KIM_LIEN, THUONG_TIN = "catalogue/ha-noi/kim-lien", "catalogue/ha-noi/thuong-tin"


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--root", str(root), "--as-of", TODAY.isoformat()])


def export(root: Path, place: str, *words: str) -> str:
    """A table as CSV; it lies in bang.csv."""
    table = root / "bang.csv"
    result = run(root, "table", "export", place, "--out", str(table), "--yes", *words)
    assert result.exit_code == 0, result.output
    return table.read_text("utf-8-sig")


def take(root: Path, text: str) -> Result:
    (root / "bang.csv").write_text(text, "utf-8-sig")
    return run(root, "table", "import", str(root / "bang.csv"), "--yes")


@pytest.fixture
def provinces(tmp_path: Path) -> Path:
    return make_two_provinces(tmp_path / "provinces")


def test_a_provinces_own_procedure_is_confirmed_in_its_communes_only(provinces: Path) -> None:
    """Elsewhere its code is unknown."""
    result = run(provinces, "confirm", "ha-noi", "--procedure", "2.000901", "--date", "20/11/2026", "--yes")
    assert result.exit_code == 0, result.output
    assert "checked: 2026-11-20" in (provinces / KIM_LIEN / "2.000901.yaml").read_text("utf-8")
    refused = run(provinces, "confirm", "ha-tinh", "--procedure", "2.000901", "--yes")
    assert (refused.exit_code, "chưa có thủ tục '2.000901'" in refused.output) == (2, True)


def test_a_provinces_own_procedure_stands_in_the_tables_of_its_communes(provinces: Path) -> None:
    """By its name; a row of another province's procedure is named."""
    text = export(provinces, "ha-noi/kim-lien")
    row = next(line for line in text.splitlines() if ";2.000901;" in line)
    assert "Cấp giấy xác nhận mẫu" in row
    before, _, _ = row.rpartition(";")
    other = before.replace("2.000901", "2.000902")
    result = take(provinces, f"{text}{other};\n")
    assert "không có thủ tục '2.000902'" in result.output
    assert "2.000901" not in result.output


def test_the_fees_of_a_provinces_own_procedure_are_left_to_its_record(provinces: Path) -> None:
    """No draft and no row of the table; a row of somebody's own is refused with the place where the fee belongs."""
    substitute(provinces, HA_NOI, "amount: 11000, basis: 28/2026/QĐ-UBND", "set_by: province")
    for province in ("ha-noi", "ha-tinh"):
        assert "2.000901" not in run(provinces, "new", "fees", province, "--dry-run").output
        assert "2.000901" not in export(provinces, province, "--only", "fees")
    result = take(provinces, "Tỉnh;Mã;Khoản thu;Mức thu;Căn cứ\nha-noi;2.000901;Lệ phí mẫu;12000;28/2026/QĐ-UBND\n")
    assert f"chuyển nội dung của tệp này vào {HA_NOI}" in result.output
    assert not (provinces / "catalogue/ha-noi/2.000901.yaml").exists()


def test_a_fee_is_set_by_a_document_that_only_the_province_has(provinces: Path) -> None:
    """The check of the proposal knows it as `niemyet check` does; in the other province it is unknown."""
    number = "77/2026/NQ-HĐND"
    register = provinces / "catalogue/ha-noi/documents.yaml"
    document = "  title: Nghị quyết mẫu\n  kind: Nghị quyết\n  issuer: Hội đồng nhân dân thành phố Hà Nội\n  issued: 2026-05-02\n"
    register.write_text(f"{register.read_text('utf-8')}{number}:\n{document}", "utf-8")
    (provinces / OVERLAY).unlink()
    row = ";1.001193;Lệ phí đăng ký khai sinh;late;8000;" + number
    heading = "Tỉnh;Mã;Khoản thu;Trường hợp;Mức thu;Căn cứ\n"
    result = take(provinces, f"{heading}ha-noi{row}\nha-tinh{row}\n")
    assert f"(catalogue/ha-tinh/1.001193.yaml): văn bản '{number}'" in result.output
    assert "Đã ghi 1 tệp." in result.output
    assert f"amount: 8000\n    basis: {number}\n" in (provinces / OVERLAY).read_text("utf-8")
    assert check_catalogue(provinces, TODAY).errors == 0


def test_a_fee_for_a_kind_of_area_is_drafted_and_told_apart(small: Path) -> None:
    """By its kinds of area, in words for people; its sum comes back to its own line."""
    late = "  - {name: Lệ phí đăng ký khai sinh, case: late, set_by: province}\n"
    substitute(small, BIRTH, late, late + late.replace("case: late", "case: late, area: [mountainous, border]"))
    (small / OVERLAY).unlink()
    result = run(small, "new", "fees", "ha-noi", "--yes")
    assert "xã miền núi, biên giới)" in result.output
    file = small / OVERLAY
    assert "    case: late\n    area: [mountainous, border]\n    undetermined:" in file.read_text("utf-8")
    text = export(small, "ha-noi", "--only", "fees")
    general, special = (line for line in text.splitlines() if ";1.001193;" in line)
    assert "mountainous, border" in special
    cells = special.split(";")
    cells[-7:-5] = ["4000", "60/2014/QH13"]
    assert take(small, text.replace(special, ";".join(cells))).exit_code == 0
    first, second = file.read_text("utf-8").split("  - name: ")[1:]
    assert ("undetermined" in first, "amount: 4000" in second, "border" in second) == (True, True, True)
    assert general in export(small, "ha-noi", "--only", "fees")


CHANGED = """\
  changes:
    - decision: {number: 4000/QĐ-UBND, date: 2026-10-01}
      remove: ["1.004222"]
    - decision: {number: 4500/QĐ-UBND, date: 2026-10-20}
      kinds: [xã]
      add: ["1.004222"]
    - decision: {number: 5000/QĐ-UBND, date: 2026-12-01}
      remove: ["1.001193"]
"""


def test_the_list_counts_as_it_stands_on_the_day(small: Path) -> None:
    """For every commune its own; each posting stands under the decision that brought it onto the list."""
    substitute(small, PROVINCE, 'procedures: ["1.001193", "1.004222"]\n', f'procedures: ["1.001193", "1.004222"]\n{CHANGED}')
    for file in (*small.glob("catalogue/ha-noi/kim-lien/1*"), *small.glob("catalogue/ha-noi/thuong-tin/1*")):
        file.unlink()
    rows = [tuple(line.split(";")[0:3:2]) for line in export(small, "ha-noi", "--only", "postings").splitlines()[1:]]
    assert rows == [
        ("ha-noi/kim-lien", "1.001193"), ("ha-noi/thuong-tin", "1.001193"), ("ha-noi/thuong-tin", "1.004222"),
    ]  # fmt: skip
    result = run(small, "new", "posting", "--commune", "ha-noi", "--list", "--posted", "2026-11-20")
    assert result.exit_code == 0, result.output
    assert not (small / KIM_LIEN / "1.004222.yaml").exists()
    assert "4500/QĐ-UBND" in (small / THUONG_TIN / "1.004222.yaml").read_text("utf-8")
    (small / THUONG_TIN / "1.004222.yaml").unlink()
    one = run(small, "new", "posting", "--commune", "ha-noi/thuong-tin", "--list", "--posted", "2026-11-20")
    assert one.exit_code == 0, one.output
    assert "4500/QĐ-UBND" in (small / THUONG_TIN / "1.004222.yaml").read_text("utf-8")


def test_many_records_are_made_where_nothing_is_the_nations(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The law travels with the program; the folder holds what a province and its communes have written, before and after."""
    packaged = tmp_path / "program"
    shutil.move(small / REFERENCE, packaged / REFERENCE)
    make_site_root(small)
    substitute(small, "mkdocs.yml", "{reference: own}", "{reference: packaged}")
    monkeypatch.setattr(packaged_data, "find_packaged", lambda: packaged)
    (small / OVERLAY).unlink()
    (small / "xa.csv").write_text("Mã xã;Địa chỉ;Giờ\n235;Số 1 (mẫu);7h30-11h30\n", "utf-8")
    (small / "ma.csv").write_text("Mã thủ tục;Tên thủ tục\n1.001193;Đăng ký khai sinh\n", "utf-8")
    (small / "ma.txt").write_text("1.001193\n", "utf-8")
    codes = str(small / "ma.txt")
    own = ("--decision", "3200/QĐ-UBND", "--date", "2025-06-26")
    for words in (
        ("new", "communes", str(small / "xa.csv"), "--yes"),
        ("import", str(small / "ma.csv"), "--province", "ha-noi", *own, "--yes"),
        ("import", str(small / "ma.csv"), "--commune", "ha-noi/dong-da", "--yes"),
        ("new", "posting", "--commune", "ha-noi", "--list", "--posted", "2026-11-20"),
        ("confirm", "ha-noi", "--yes"),
        ("repost", "ha-noi", "--decision", "4000/QĐ-UBND", "--date", "1/11/2026", "--posted", "2/11/2026", "--yes"),
        ("new", "list", "ha-noi", "--decision", "5000/QĐ-UBND", "--decision-date", "20/11/2026", "--remove", codes),
        ("table", "export", "ha-noi", "--out", str(small / "bang.xlsx")),
        ("table", "import", str(small / "bang.xlsx"), "--yes"),
        ("new", "fees", "ha-noi", "--yes"),
        ("doubts",),
    ):  # fmt: skip
        result = run(small, *words)
        assert result.exit_code == 0, (words, result.output)
    assert [sheet.name for sheet in read_sheets((small / "bang.xlsx").read_bytes())] == ["Niêm yết", "Mức thu"]
    assert not (small / REFERENCE).exists()
    told = check_catalogue(small, TODAY, packaged=packaged).diagnostics
    assert {one.rule for one in told if one.place.file.endswith("1.001193.yaml")} == {"draft-text"}
    assert (HERE / "small" / BIRTH).read_bytes() == (packaged / BIRTH).read_bytes()
