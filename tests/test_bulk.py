"""Many records at once: confirmed, posted again, drafted from a table; shown in words first, all of them or none."""

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from conftest import TODAY
from niemyet.building.checking import check_catalogue
from niemyet.catalogue.reference import read_reference
from niemyet.cli import app
from niemyet.editing.proposals import FileChange, OvertakenError, place_changes
from niemyet.load.finding import find_files
from office_files import workbook

KIM_LIEN, THUONG_TIN = "catalogue/ha-noi/kim-lien", "catalogue/ha-noi/thuong-tin"


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--root", str(root), "--as-of", "2026-11-22"])


def read_all(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*.yaml"))}


def changed(before: dict[str, bytes], root: Path) -> dict[str, tuple[list[str], list[str]]]:
    """The lines that each changed file has lost and won."""
    found = {}
    for path, data in read_all(root).items():
        old, new = before.get(path, b"").decode().split("\n"), data.decode().split("\n")
        if old != new:
            found[path] = ([line for line in old if line not in new], [line for line in new if line not in old])
    return found


def test_a_province_is_confirmed_and_every_file_differs_in_one_line(small: Path) -> None:
    """The comment stays; a posting without a day of review gets one; the summary says what becomes of which."""
    file = small / THUONG_TIN / "1.001193.yaml"
    file.write_text(
        f"# giữ nguyên\n{file.read_text('utf-8')}".replace("checked: 2026-11-02", "checked: 2026-11-02  # ô"), "utf-8"
    )
    before = read_all(small)
    result = run(small, "confirm", "ha-noi", "--date", "20/11/2026", "--yes")
    assert result.exit_code == 0, result.output
    assert changed(before, small) == {
        f"{KIM_LIEN}/1.001193.yaml": ([], ["checked: 2026-11-20"]),
        f"{KIM_LIEN}/1.004222.yaml": ([], ["checked: 2026-11-20"]),
        f"{THUONG_TIN}/1.001193.yaml": (["checked: 2026-11-02  # ô"], ["checked: 2026-11-20  # ô"]),
        f"{THUONG_TIN}/1.004222.yaml": (["checked: 2026-11-02"], ["checked: 2026-11-20"]),
    }
    assert "2 tệp: ngày rà soát: 02/11/2026 → 20/11/2026" in result.output
    assert "Đã ghi 4 tệp." in result.output
    assert "Không có gì để ghi." in run(small, "confirm", "ha-noi", "--date", "20/11/2026", "--yes").output


def test_nothing_is_written_before_somebody_agrees(small: Path) -> None:
    """A dry run shows; without a terminal and without --yes the command says how to go on."""
    before = read_all(small)
    shown = run(small, "confirm", "ha-noi/thuong-tin", "--procedure", "1001193", "--dry-run")
    assert shown.exit_code == 0
    assert "1.001193 Đăng ký khai sinh: ngày rà soát: 02/11/2026 → 22/11/2026" in shown.output
    assert "1.004222" not in shown.output
    asked = run(small, "confirm", "ha-noi/thuong-tin")
    assert asked.exit_code == 2
    assert "thêm --yes để ghi" in asked.output
    assert read_all(small) == before


@pytest.mark.parametrize(
    ("place", "count"),
    [("Thường Tín", 2), ("phường Kim Liên", 2), ("Hà Nội", 4), ("thành phố Hà Nội", 4), ("catalogue/ha-noi/", 4)],
)
def test_a_place_is_found_by_its_name(small: Path, place: str, count: int) -> None:
    """With its kind and without; by its folder, as before."""
    assert f"Chạy thử: {count} tệp sẽ đổi" in run(small, "confirm", place, "--dry-run").output


def test_a_name_of_two_communes_asks_which(small: Path) -> None:
    """Both are named, and none is taken."""
    other = small / "catalogue/ha-tinh/kim-lien"
    other.mkdir(parents=True)
    (other / "1.001193.yaml").write_text(read_all(small)[f"{KIM_LIEN}/1.001193.yaml"].decode(), "utf-8")
    assert "ha-noi/kim-lien, ha-tinh/kim-lien?" in run(small, "confirm", "Kim Liên", "--yes").output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ha-noi/thuong-tim",), "ha-noi/thuong-tin"),
        (("/",), "thiếu tên xã, phường hoặc tỉnh"),
        (("Hà Tĩnh",), "Hà Tĩnh"),
        (("ha-noi", "--date", "31/02/2026"), "31/02/2026"),
        (("ha-noi", "--date", "2026-11-23"), "còn ở tương lai"),
        (("ha-noi", "--procedure", "9.999999"), "chưa có thủ tục '9.999999'"),
    ],
)
def test_a_wrong_wish_is_said_plainly(small: Path, words: tuple[str, ...], said: str) -> None:
    """And nothing is written."""
    before = read_all(small)
    result = run(small, "confirm", *words, "--yes")
    assert result.exit_code == 2
    assert said in result.output
    assert read_all(small) == before


def test_what_is_withdrawn_broken_or_confirmed_later_stays(small: Path) -> None:
    """Each is named with its reason."""
    withdrawn = small / THUONG_TIN / "1.001193.yaml"
    withdrawn.write_text(f"{withdrawn.read_text('utf-8')}withdrawn: {{from: 2026-11-16, reason: Chuyển}}\n", "utf-8")
    (small / KIM_LIEN / "1.001193.yaml").write_text("posted: hôm qua\n", "utf-8")
    before = read_all(small)
    result = run(small, "confirm", "ha-noi", "--date", "2026-11-01", "--yes")
    assert set(changed(before, small)) == {f"{KIM_LIEN}/1.004222.yaml"}
    for reason in ("đã ngừng niêm yết", "tệp đang có lỗi", "đã xác nhận ngày 02/11/2026, sau ngày 01/11/2026"):
        assert f"Giữ nguyên 1 tệp vì {reason}" in result.output


def test_a_new_decision_is_posted_everywhere_at_once(small: Path) -> None:
    """Decision, day of posting, and a day of review that is older than it; what follows a later decision stays."""
    newer = small / KIM_LIEN / "1.001193.yaml"
    newer.write_text(newer.read_text("utf-8").replace("2025-06-26", "2026-11-01").replace("2025-07-02", "2026-11-02"), "utf-8")
    before = read_all(small)
    words = ("repost", "ha-noi", "--decision", "4100/QĐ-UBND", "--date", "30/10/2026", "--posted", "3-11-2026", "--yes")
    result = run(small, *words)
    assert result.exit_code == 0, result.output
    found = changed(before, small)
    assert set(found) == {f"{KIM_LIEN}/1.004222.yaml", f"{THUONG_TIN}/1.001193.yaml", f"{THUONG_TIN}/1.004222.yaml"}
    assert found[f"{THUONG_TIN}/1.001193.yaml"][1] == [
        "decision: {number: 4100/QĐ-UBND, date: 2026-10-30}", "posted: 2026-11-03", "checked: 2026-11-03",
    ]  # fmt: skip
    assert found[f"{KIM_LIEN}/1.004222.yaml"][1] == [
        "decision: {number: 4100/QĐ-UBND, date: 2026-10-30}", "posted: 2026-11-03",
    ]  # fmt: skip
    assert "vì đang theo quyết định mới hơn: ha-noi/kim-lien/1.001193" in result.output
    assert check_catalogue(small, TODAY).errors == 0


def test_a_day_of_posting_before_its_decision_is_refused(small: Path) -> None:
    """And a number that is none."""
    assert run(small, "repost", "ha-noi", "--decision", "1/QĐ", "--date", "3/11/2026", "--posted", "1/11/2026").exit_code == 2
    assert run(small, "repost", "ha-noi", "--decision", "số 1", "--date", "3/11/2026").exit_code == 2


def test_files_are_placed_all_or_none(small: Path) -> None:
    """If one has changed meanwhile, or cannot be written, every other stays as it was, and no file is left beside them."""
    path = f"{KIM_LIEN}/1.001193.yaml"
    data = (small / path).read_bytes()
    (small / "catalogue/ha-noi/ngoai").symlink_to(small, target_is_directory=True)
    before = read_all(small / "catalogue")
    first = FileChange(path, data, b"posted: 2026-01-01\n", "", "")
    for second in (
        FileChange(f"{KIM_LIEN}/1.004222.yaml", b"khac", b"x", "", ""),
        FileChange("catalogue/ha-noi/ngoai/1.004222.yaml", None, b"x", "", ""),
        FileChange("catalogue/ha-noi/hong-van/README.md", None, b"x", "", ""),
    ):
        with pytest.raises(OvertakenError):
            place_changes(small, [first, second])
    (small / f"{THUONG_TIN}/.1.004222.yaml.new").mkdir()  # stands in the way
    blocked = small / f"{THUONG_TIN}/1.004222.yaml"
    fresh = FileChange("catalogue/ha-noi/hong-van/1.004222.yaml", None, b"x", "", "")
    with pytest.raises(OSError, match=r"\.new"):
        place_changes(small, [first, fresh, FileChange(f"{THUONG_TIN}/1.004222.yaml", blocked.read_bytes(), b"x", "", "")])
    (small / f"{THUONG_TIN}/.1.004222.yaml.new").rmdir()
    assert read_all(small / "catalogue") == before
    assert not (small / "catalogue/ha-noi/hong-van").exists()


def test_every_fee_left_to_the_province_is_drafted_and_named_by_the_check(small: Path) -> None:
    """By its exact name and case, without a sum: nothing can be published before somebody has written it."""
    (small / "catalogue/ha-noi/1.001193.yaml").unlink()
    result = run(small, "new", "fees", "ha-noi", "--yes")
    assert result.exit_code == 0, result.output
    text = (small / "catalogue/ha-noi/1.001193.yaml").read_text("utf-8")
    fees = "fees:\n  - name: Lệ phí đăng ký khai sinh\n    case: late\n    undetermined: Chưa nhập mức thu của tỉnh\n"
    assert text.endswith(f'code: "1.001193"\n{fees}')
    assert "amount: 0" not in text
    [told] = check_catalogue(small, TODAY).diagnostics
    assert (told.rule, told.place.file) == ("draft-text", "catalogue/ha-noi/1.001193.yaml")
    assert told.values["value"] == "Lệ phí đăng ký khai sinh: Chưa nhập mức thu của tỉnh"
    assert "Không có gì để ghi." in run(small, "new", "fees", "ha-noi", "--yes").output


def test_a_fee_is_added_to_a_file_that_sets_others(small: Path) -> None:
    """The file keeps its lines and its comment."""
    file = small / "catalogue/ha-noi/1.001193.yaml"
    file.write_text("# của tỉnh\ndecision: {number: 3200/QĐ-UBND, date: 2025-06-26}\n", "utf-8")
    assert run(small, "new", "fees", "ha-noi", "--yes").exit_code == 0
    assert file.read_text("utf-8") == (
        "# của tỉnh\ndecision: {number: 3200/QĐ-UBND, date: 2025-06-26}\nfees:\n  - name: Lệ phí đăng ký khai sinh\n"
        "    case: late\n    undetermined: Chưa nhập mức thu của tỉnh\n"
    )
    assert run(small, "new", "fees", "ha-tinh").exit_code == 2


TABLE = """\
DANH SÁCH TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG;;;;;;
STT;Mã xã;Tên xã, phường;Địa chỉ;Số điện thoại;Giờ làm việc;Phản ánh, kiến nghị
1;235;Phường Đống Đa;Số 1, phố mẫu;2433850001;Sáng 7h30 - 11h30, chiều 13h30 - 17h;1022; https://phananh.example
2;;UBND xã Hồng Vân;Trụ sở mẫu: nhà #2;;;
3;;Thường Tín;Số 9;;;
4;10210;Hồng Vân;Số 9;;;
5;229;Thường Tín;Số 9;;;
6;;Sơn Hà;Số 9;;;
7;99999;;Số 9;;;
"""


def test_communes_come_from_a_table_and_bad_rows_are_named(small: Path, tmp_path: Path) -> None:
    """A code that has lost its zeros, hours and numbers as people write them; one sentence with its cell for each bad row."""
    table = tmp_path / "xa.csv"
    table.write_bytes(TABLE.replace("1022; https", '"1022; https').replace("example\n", 'example"\n').encode("utf-8-sig"))
    result = run(small, "new", "communes", str(table), "--province", "ha-noi", "--hours", "7h30-11h30", "--yes")
    assert result.exit_code == 1
    for said in (
        "Giữ nguyên 1 tệp vì đã có từ trước: ha-noi/thuong-tin/commune",
        "ô B6: xã Hồng Vân đã có ở dòng 4",
        "ô C7: mã 00229 là phường Kim Liên, còn bảng ghi 'Thường Tín'",
        "ô B8: danh sách chính thức không có 'Sơn Hà' ở Hà Nội",
        "ô B9: danh sách chính thức không có mã '99999'",
        "Đã ghi 2 tệp.",
    ):
        assert said in result.output
    reference, _ = read_reference(small, find_files(small), TODAY)
    assert {files.path for files in reference.communes} >= {"ha-noi/dong-da", "ha-noi/hong-van"}
    text = (small / "catalogue/ha-noi/dong-da/commune.yaml").read_text("utf-8")
    assert 'phone: "02433850001"' in text
    assert 'opens: "13:30", closes: "17:00"' in text
    assert 'name: Ủy ban nhân dân phường Đống Đa\n    phone: "1022"\n    url: https://phananh.example' in text
    assert check_catalogue(small, TODAY).errors == 0


def test_names_as_offices_write_them_and_what_is_left_out_is_told(small: Path, tmp_path: Path) -> None:
    """Short kinds, kinds of area in words; an old name with what it is today; hidden sheets and unused columns are named."""
    rows: list[list[Any]] = [
        ["STT", "Tên xã, phường", "Địa chỉ", "Vùng", "Số quyết định", "Giờ sáng", "Giờ chiều"],
        [1, "P. Đống Đa", "Số 1", "không", "9", "8h-12h", "13h-17h"],
        [2, "X. Hồng Vân", "Số 2", "miền núi; biên giới", "9", "", ""],
        [3, "Thị trấn Thường Tín", "Số 3", "", "9", "", ""],
        [4, "Phường Kim Liên", "Số 4", "đồng bằng", "9", "", ""],
    ]
    table = tmp_path / "xa.xlsx"
    table.write_bytes(workbook({"DS": rows, "-Cũ": rows}))
    for folder in ("dong-da", "hong-van"):
        assert not (small / f"catalogue/ha-noi/{folder}/commune.yaml").exists()
    result = run(small, "new", "communes", str(table), "--province", "Thành phố Hà Nội", "--hours", "7h30-11h30", "--yes")
    for said in (
        "không lấy trang ẩn Cũ",
        "trang DS: cột không dùng đến: Số quyết định\n",
        "ô B4: 'Thị trấn Thường Tín' là tên cũ, nay thuộc xã Thường Tín (10183)",
        "ô D5: không rõ vùng 'đồng bằng'; ghi một hay nhiều trong: miền núi",
        "Đã ghi 2 tệp.",
    ):
        assert said in result.output, result.output
    written = (small / "catalogue/ha-noi/dong-da/commune.yaml").read_text("utf-8")
    assert "\nareas: []\n" in written and "13:00" in written and "07:30" not in written
    assert "\nareas: [mountainous, border]\n" in (small / "catalogue/ha-noi/hong-van/commune.yaml").read_text("utf-8")


def test_what_nobody_may_invent_is_asked_for(small: Path, tmp_path: Path) -> None:
    """A row without address or hours is no commune; a unit without its province neither; a file that is no table is told."""
    table = tmp_path / "xa.csv"
    rows = ("Mã,Địa chỉ,Giờ", "00235,,7h-11h", "10210,Số 1,", "18604,Số 1,7h-11h", ",Số 1,7h-11h", "")
    table.write_text("\n".join(rows), "utf-8")
    result = run(small, "new", "communes", str(table), "--yes")
    for said in (
        "ô B2: thiếu địa chỉ",
        "ô C3: thiếu giờ làm việc",
        "ô A4: chưa có tệp của tỉnh",
        "ô A5: thiếu mã",
        "Không có gì",
    ):
        assert said in result.output
    for bad in ("README", "anh.png"):
        (tmp_path / bad).write_bytes(b"\x89PNG\r\n" if bad == "anh.png" else b"xin ch\xc3\xa0o")
        assert run(small, "new", "communes", str(tmp_path / bad)).exit_code == 2
    assert run(small, "new", "communes", str(tmp_path / "khong-co")).exit_code == 2
    assert run(small, "new", "communes", str(table), "--hours", "sáng").exit_code == 2


def test_the_list_is_posted_by_every_commune_of_a_province(small: Path) -> None:
    """Each at the counter of the field; under the decision of the list, whatever the communes have followed before."""
    for commune in ("kim-lien", "thuong-tin"):
        (small / f"catalogue/ha-noi/{commune}/1.001193.yaml").unlink()
    result = run(small, "new", "posting", "--commune", "ha-noi", "--list", "--posted", "2026-11-20")
    assert result.exit_code == 0, result.output
    assert "counter: Quầy số 1" in (small / THUONG_TIN / "1.001193.yaml").read_text("utf-8")
    assert "number: 3200/QĐ-UBND" in (small / KIM_LIEN / "1.001193.yaml").read_text("utf-8")
    (small / "catalogue/ha-tinh").mkdir()
    assert "chưa có xã, phường nào ở 'ha-tinh'" in run(small, "new", "posting", "--commune", "ha-tinh", "--list").output
