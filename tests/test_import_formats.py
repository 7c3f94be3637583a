"""What people have is taken by its content: Word files, workbooks, CSV, JSON, ZIP files; what is bad is told."""

import gzip
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from niemyet.load import archives
from niemyet.load.cut_archives import complete_archive
from niemyet.load.file_kinds import REFUSALS, kind_of_bytes
from niemyet.load.separated import decode_text, read_separated
from niemyet.load.tables import UnknownColumnError, find_table, letters_of_place, text_of_cell
from niemyet.load.word_files import Paragraph, WordTable, read_word_file
from niemyet.load.workbooks import read_workbook
from niemyet.portal import exports
from niemyet.portal.code_lists import sort_codes
from niemyet.portal.exports import Found, Reading, read_data, read_exports
from niemyet.portal.headings import PART_KEYS
from niemyet.portal.items import ListedCode
from niemyet.portal.parted_record import PartedRecord, day_in_words, read_fees_text
from niemyet.portal.raw_record import RawDocument, RawFee, RawGroup, RawMethod, RawPaper, RawRecord
from niemyet.portal.run_together import take_run_together
from office_files import PAPERS, change_part, compound_file, in_windows_1258, word_blocks, word_file, workbook, zip_file

WORD = word_file(word_blocks())


def one(name: str, data: bytes) -> Found:
    (found,) = read_data(name, data)
    return found


def record_of(data: bytes) -> RawRecord:
    found = one("x", data)
    assert found.record is not None, found.refusal
    return found.record


def listed(data: bytes) -> list[tuple[str, str, str]]:
    """Codes, names and fields of a list; refusals as ("", line, sentence)."""
    return [
        (found.listed.code, found.listed.name, found.listed.field) if found.listed else ("", found.origin, found.refusal)
        for found in read_data("x", data)
    ]


def test_a_word_file_of_the_portal_is_a_record() -> None:
    """Every labelled part and every table; a line among the steps that looks like a label stays a step."""
    raw = record_of(WORD)
    assert (raw.code, raw.name, raw.field, raw.decision) == ("9.000001", "Xác nhận việc mẫu", "Việc mẫu", "12/QĐ-MAU")
    assert raw.levels == {"commune"}
    assert raw.steps == (("", "Bước 1: Nộp hồ sơ.\nKết quả thực hiện: trả tại quầy.\nBước 2: Nhận kết quả."),)
    assert raw.results == ("Giấy xác nhận",)
    fees = (RawFee("SERVICE_FEE", 15000, "mỗi lần", "VND"), RawFee("FEE", None, "do tỉnh quy định", "VND"))
    assert raw.methods == (
        RawMethod("DIRECT", 3, "WORKING_DAY", "Nộp trong giờ hành chính", fees),
        RawMethod("ONLINE", 3, "WORKING_DAY", "", (RawFee("", None, "Miễn phí"),)),
        RawMethod("POSTAL", 7.5, "WORKING_DAY", "", (RawFee("", None, ""),)),
    )
    assert raw.groups == (
        RawGroup("* Giấy tờ phải nộp:", (
            RawPaper("- Tờ khai theo mẫu", 1, 0, ("Mau so 01.docx",)), RawPaper("- Bản sao giấy cũ", 0, 2, ()),
        )),
        RawGroup("* Giấy tờ phải xuất trình:", (RawPaper("Thẻ căn cước", 1, 0, ()),)),
        RawGroup("* Lưu ý: mang theo bản gốc.", ()),
    )  # fmt: skip
    assert raw.documents == (RawDocument("99/2024/NĐ-CP", "Về việc mẫu", date(2024, 11, 15), "Chính phủ"),)
    assert (raw.audience, raw.executing, raw.authority) == ("Công dân Việt Nam, Người nước ngoài", "Ủy ban nhân dân cấp xã", "")
    assert (raw.receiver, raw.coordinating, raw.requirements, raw.notes) == ("Trung tâm", "Công an", "Có mặt", ())
    assert not raw.local


@pytest.mark.parametrize("mark", ["{i}. {label}:", "* {label}:", "{label}", "a) {label}:"])
def test_labels_may_be_numbered_or_lack_their_colon(mark: str) -> None:
    """As whoever copied the file has set its headings."""
    changed: list[str | Sequence[Sequence[str]]] = []
    for i, block in enumerate(word_blocks()):
        label, colon, value = block.partition(":") if isinstance(block, str) else ("", "", "")
        if not colon or label.startswith(("*", "Bước", "Kết quả thực hiện")):
            changed.append(block)
        elif mark.endswith("}"):
            changed += [mark.format(i=i, label=label), *([value.strip()] if value.strip() else [])]
        else:
            changed.append(f"{mark.format(i=i, label=label)}{value}")
    plain, marked = record_of(word_file(word_blocks())), record_of(word_file(changed))
    assert marked == plain


def test_labels_may_stand_in_a_table_of_two_columns() -> None:
    """As some programs lay the head out; order in the head is free."""
    head = [("Tên thủ tục:", "Việc khác"), ("Mã thủ tục:", "9.000002"), ("Số quyết định:", "Quyết định số 5/QĐ-UBND")]
    raw = record_of(word_file([head, "Lĩnh vực: Việc mẫu", "Thành phần hồ sơ:", "Tờ khai", "Yêu cầu, điều kiện: Không"]))
    assert (raw.code, raw.name, raw.decision, raw.local) == ("9.000002", "Việc khác", "5/QĐ-UBND", True)
    assert raw.groups == (RawGroup("", (RawPaper("Tờ khai", 0, 0, ()),)),)


def test_headings_of_papers_may_stand_in_their_table() -> None:
    """A row of one cell that ends with a colon opens a group."""
    table = (PAPERS[0], ("Trường hợp ở xa:", "", ""), PAPERS[1])
    raw = record_of(word_file([*word_blocks()[:7], "Thành phần hồ sơ:", table]))
    assert [(group.name, len(group.papers)) for group in raw.groups] == [("Trường hợp ở xa:", 1)]


def test_two_columns_that_mean_one_thing_are_both_read() -> None:
    """Nothing that the source says is lost."""
    table = ((*PAPERS[0], PAPERS[0][0]), (*PAPERS[1], "nộp tại quầy"))
    raw = record_of(word_file([*word_blocks()[:7], "Thành phần hồ sơ:", table]))
    assert raw.groups[0].papers[0].name == f"{PAPERS[1][0]}\nnộp tại quầy"


def test_a_word_file_is_read_as_it_looks() -> None:
    """Inserted text counts and deleted text does not, cells over several rows stand in each, breaks are kept."""
    inside = (
        '<w:p><w:r><w:t>một</w:t><w:br/><w:t xml:space="preserve">hai </w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>ba</w:t>'
        '</w:r></w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>bốn</w:delText></w:r></w:del></w:p>'
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>trong ô</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        '<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc>'
        "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
        "<w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr>"
        '<w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    )
    data = change_part(word_file([]), "word/document.xml", lambda xml: xml.replace(b"<w:body>", b"<w:body>" + inside.encode(), 1))
    assert read_word_file(data) == (
        Paragraph("một\nhai ba"), Paragraph("trong ô"), WordTable((("A", "1"), ("A", "2"), ("B", ""))),
    )  # fmt: skip


TITLES = [["ỦY BAN NHÂN DÂN TỈNH MẪU"], ["Danh mục thủ tục"], []]
HEADINGS = ["STT", "Mã TTHC", "Tên TTHC", "Lĩnh vực", "Cơ quan"]


def test_a_list_in_a_workbook() -> None:
    """Headings below titles, merged fields, fields in rows of their own, sums; whole numbers that Excel made of codes."""
    rows: list[list[Any]] = [
        *TITLES, HEADINGS, [1, "9.000001", "Một", "Việc mẫu", "UBND"], [2, 9.000002, "Hai", None, "UBND"],
        ["I. Lĩnh vực Đất đai"], [3, "9.000003.000.00.00.H26", "Ba"], [None, None, "Tổng số: 3"],
    ]  # fmt: skip
    assert listed(workbook({"DS": rows}, {"DS": ["A1:E1", "D5:D6"]})) == [
        ("9.000001", "Một", "Việc mẫu"), ("9.000002", "Hai", "Việc mẫu"), ("9.000003.000.00.00.H26", "Ba", "Đất đai"),
    ]  # fmt: skip


@pytest.mark.parametrize("cell", [9.00011, "9.00011", "9,0001", 9])
def test_a_code_that_lost_a_zero_is_never_guessed(cell: Any) -> None:
    """It could be another procedure's."""
    ((code, line, said),) = listed(workbook({"DS": [HEADINGS, [1, cell, "Một"]]}))
    assert (code, line) == ("", "x!DS:2")
    assert said == (
        f"ô mã là con số {cell}, có thể đã mất số 0 ở cuối; định dạng cột mã thành chữ (Text) rồi ghi lại mã"
        if cell != 9
        else said
    )
    assert "con số" in said


def test_what_is_bad_in_a_workbook_is_told_and_the_rest_taken() -> None:
    """Rows without a code, formulas that nobody computed, hidden sheets, headings again on the next page."""
    rows: list[list[Any]] = [
        HEADINGS,
        [1, "9.000001", "Một"],
        [2, None, "Hai"],
        [3, '="9.00000"&"3"', "Ba"],
        HEADINGS,
        [4, "abc", "Bốn"],
    ]
    assert listed(workbook({"DS": rows, "-Cũ": [HEADINGS, [1, "9.000009", "Cũ"]], "Trống": [], "-Phụ": [["a", "b"]]})) == [
        ("", "x!DS", "ô B4: công thức chưa có kết quả; mở bằng Excel, lưu lại rồi lấy lại"),
        ("", "x!Cũ", "trang tính ẩn có mã thủ tục: không lấy; bỏ ẩn rồi lấy lại nếu cần"),
        ("9.000001", "Một", ""), ("", "x!DS:3", "có tên thủ tục nhưng thiếu mã"), ("", "x!DS:4", "có tên thủ tục nhưng thiếu mã"),
        ("", "x!DS:6", "'abc' không phải là mã thủ tục; mã có dạng 1.001193"),
    ]  # fmt: skip


def test_a_workbook_of_records() -> None:
    """One row a procedure; further sheets hold its ways, papers, documents and results by code."""
    head = ["ma_tthc", "ten_tthc", "linh_vuc", "so_quyet_dinh", "ngay_quyet_dinh", "cap_thuc_hien", "trinh_tu_thuc_hien"]
    book: dict[str, list[list[Any]]] = {
        "TTHC": [head, ["9.000001", "Việc mẫu", "Hộ tịch", "3/QĐ-MAU", date(2026, 4, 28), "Cấp xã, Cấp tỉnh", "Nộp.\nNhận."]],
        "Cách": [["ma_tthc", "hinh_thuc_nop", "thoi_gian", "phi_le_phi", "mo_ta"],
                 ["9.000001", "Trực tiếp", "0 Khác", "Phí: 0 VND", "Trong ngày"], ["9.000007", "Trực tiếp", "1 Ngày", "", ""]],
        "Giấy tờ": [["ma_tthc", "ten_giay_to", "ban_chinh", "ban_sao"], ["9.000001", "Tờ khai", True, False]],
        "Căn cứ": [["Mã TTHC", "Số ký hiệu", "Trích yếu", "Ngày ban hành"], ["9.000001", "1/2026/NĐ-CP", "Về mẫu", "31/01/2026"]],
        "Kết quả": [["Mã TTHC", "Mã kết quả", "Tên kết quả"], ["9.000001", "KQ1", "Giấy xác nhận"]],
    }  # fmt: skip
    found = list(read_data("x", workbook(book)))
    raw = found[0].record
    assert raw is not None
    assert (raw.decision, raw.decision_date, raw.levels) == ("3/QĐ-MAU", date(2026, 4, 28), frozenset(("commune", "province")))
    assert raw.methods == (RawMethod("DIRECT", 0, "OTHER", "Trong ngày", (RawFee("FEE", 0, "", "VND"),)),)
    assert raw.groups == (RawGroup("", (RawPaper("Tờ khai", 1, 0, ()),)),)
    assert raw.documents == (RawDocument("1/2026/NĐ-CP", "Về mẫu", date(2026, 1, 31)),)
    assert (raw.results, raw.steps) == (("Giấy xác nhận",), (("", "Nộp.\nNhận."),))
    assert [one.refusal for one in found[1:]] == ["mã 9.000007 có ở trang tính phụ nhưng không có ở trang chính"]


def test_a_day_that_is_a_number_is_told_and_the_record_taken() -> None:
    """Which day it is depends on the program that wrote it."""
    book: dict[str, list[list[Any]]] = {
        "TTHC": [["Mã TTHC", "Tên TTHC", "Ngày quyết định", "Trình tự thực hiện"], ["9.000001", "Một", 46000, "Nộp."]],
        "Căn cứ": [["Mã TTHC", "Số ký hiệu", "Trích yếu", "Ngày ban hành"], ["9.000001", "1/2026/NĐ-CP", "Mẫu", 45000.0]],
    }
    told, more, taken = read_data("x", workbook(book))
    said = "ngày ghi thành con số {}, không lấy; định dạng ô thành ngày rồi lấy lại"
    assert (told.origin, told.refusal) == ("x!TTHC", f"ô C2: {said.format(46000)}")
    assert (more.origin, more.refusal) == ("x!Căn cứ", f"ô D2: {said.format(45000)}")
    assert taken.record is not None
    assert taken.record.decision_date is None
    assert taken.record.documents == (RawDocument("1/2026/NĐ-CP", "Mẫu"),)


def test_records_in_rows_over_merged_cells() -> None:
    """The rows of a merged code are one record; plain columns for time and fee do without a table."""
    rows: list[list[Any]] = [
        ["Mã TTHC", "Tên TTHC", "Lĩnh vực", "Cách thức thực hiện", "Thời hạn giải quyết", "Phí, lệ phí", "Thành phần hồ sơ"],
        ["9.000001", "Việc mẫu", "Hộ tịch", "Trực tiếp; trực tuyến", "2 ngày làm việc", "8.000 đồng", "Tờ khai"],
        [None, None, None, None, None, None, "Bản sao giấy cũ"],
    ]
    raw = record_of(workbook({"a": rows}, {"a": ["A2:A3", "B2:B3"]}))
    assert [paper.name for group in raw.groups for paper in group.papers] == ["Tờ khai", "Bản sao giấy cũ"]
    fee = (RawFee("", 8000, "", "VND"),)
    assert raw.methods == (RawMethod("DIRECT", 2, "WORKING_DAY", "", fee), RawMethod("ONLINE", 2, "WORKING_DAY", "", fee))


CSV = (
    "STT{d}Ma TTHC{d}Tên thủ tục{d}Lĩnh vực\n1{d}9.000001{d}Cấp giấy ở xã Ngọc Hồi, ngõ 5{d}Hộ tịch\n"
    "2{d}9.000002{d}Đăng ký lại{d}Hộ tịch\n"
)


@pytest.mark.parametrize("encode", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
@pytest.mark.parametrize("delimiter", [";", "\t", ",", "|"])
def test_csv_in_any_encoding_with_any_delimiter(encode: str, delimiter: str) -> None:
    """Names come out in NFC, whatever program saved them."""
    text = CSV.format(d=delimiter)
    if delimiter == ",":
        text = text.replace("Cấp giấy ở xã Ngọc Hồi, ngõ 5", '"Cấp giấy ở xã Ngọc Hồi, ngõ 5"')
    data = in_windows_1258(text) if encode == "cp1258" else text.encode(encode)
    assert listed(data) == [("9.000001", "Cấp giấy ở xã Ngọc Hồi, ngõ 5", "Hộ tịch"), ("9.000002", "Đăng ký lại", "Hộ tịch")]


@given(st.text("aăâđêôơưạảãáàằẫếệịọờữỳ ĐẶỔ,;.\n0123456789", min_size=1))
def test_windows_1258_is_decoded_as_it_was_meant(text: str) -> None:
    """Whatever is written in it."""
    data = in_windows_1258(f"ạ{text}")
    assert decode_text(data) == unicodedata.normalize("NFC", f"ạ{text}")


def test_codes_alone_are_a_list() -> None:
    """Without any heading."""
    assert listed(b"9.000001\r\n9.000002\r\n\r\n") == [("9.000001", "", ""), ("9.000002", "", "")]
    assert listed(b"sep=;\nMa TTHC;Ten\n9.000001;a\n") == [("9.000001", "a", "")]
    assert listed(b"9.000001, 9.000002, 9.000003") == [(f"9.00000{i}", "", "") for i in (1, 2, 3)]
    assert listed(b"Ma TTHC;Ten\r9.000001;a\r9.000002;b\r") == [("9.000001", "a", ""), ("9.000002", "b", "")]


@pytest.mark.parametrize("cell", [9000010, "9000010", "9,000010", 9.00001, "'9.000010"])
def test_a_code_with_all_its_figures_is_taken_however_it_is_pointed(cell: Any) -> None:
    """A comma of the country, or no point at all, takes no figure away; a number that could have lost one does."""
    (found,) = listed(workbook({"DS": [HEADINGS, [1, cell, "Một"]]}))
    assert found[0] == ("" if cell == 9.00001 else "9.000010")


def test_what_belongs_to_the_form_is_no_entry() -> None:
    """Numbers of columns below the headings, and the sum at the end; two codes in a cell are told."""
    rows: list[list[Any]] = [
        HEADINGS,
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        [1, "9.000001", "Một"],
        [2, "9.000002; 9.000003", "Hai"],
    ]
    assert listed(workbook({"DS": [*rows, ["Tổng cộng", 2]]})) == [
        ("9.000001", "Một", ""), ("", "x!DS:4", "ô có 2 mã: 9.000002, 9.000003; ghi mỗi mã một dòng"),
    ]  # fmt: skip


def test_columns_may_be_named(tmp_path: Path) -> None:
    """By letters or heading; what was recognised beside them stays, and what is nowhere is told."""
    file = tmp_path / "a.csv"
    file.write_text("Số hồ sơ;Nội dung;Lĩnh vực\n9.000001;Một;Hộ tịch\n", "utf-8")
    assert listed(file.read_bytes()) == [("", "x", "không thấy cột mã thủ tục; ghi rõ cột, ví dụ --columns code=B,name=C")]
    for heading in ("Số hồ sơ", "so ho so", "A"):
        items = [item.listed for item in read_exports([file], Reading(columns={"code": heading, "name": "b"})) if item.listed]
        assert items[-1:] == [ListedCode("9.000001", "Một", "Hộ tịch")]
    for nowhere in ("Mã", "D", "AAA", ""):
        with pytest.raises(UnknownColumnError):
            list(read_exports([file], Reading(columns={"code": nowhere})))


def test_a_list_may_have_a_column_of_a_further_table() -> None:
    """One table is the table, whatever else it says; further tables alone are none."""
    assert listed(workbook({"a": [["Mã TTHC", "Tên TTHC", "Hình thức nộp"], ["9.000001", "Một", "Trực tiếp"]]})) == [
        ("9.000001", "Một", "")
    ]
    assert listed(workbook({"a": [["Mã TTHC", "Tên giấy tờ"], ["9.000001", "Tờ khai"]]})) == [
        ("", "x", "chỉ có bảng phụ (giấy tờ, cách nộp…), không có bảng thủ tục với mã và tên")
    ]


def test_headings_may_take_two_rows_and_no_marks() -> None:
    """The lower row goes before the upper one; what stands in brackets does not count."""
    sheet = read_separated("TT;THU TUC HANH CHINH;;Thời hạn\n;Ma so TTHC (quoc gia);Tên TTHC*;\n1;9.000001;Một;2 ngày\n")
    table = find_table(sheet, PART_KEYS)
    assert table is not None
    assert (table.columns["code"], table.columns["name"], table.columns["deadline"]) == (1, 2, 3)
    assert [row.number for row in table.rows] == [3]


def test_cells_as_text() -> None:
    """Days as people write them, whole numbers without a point."""
    assert [text_of_cell(cell) for cell in (None, True, date(2026, 4, 1), 3.0, 1.5, 7, " a ")] == [
        "", "true", "01/04/2026", "3", "1.5", "7", "a",
    ]  # fmt: skip
    assert [letters_of_place(place) for place in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]
    assert [day_in_words(text) for text in ("28/04/2026", "1-2-2026", "31/02/2026", "46000", "2026-04-28 00:00")] == [
        date(2026, 4, 28), date(2026, 2, 1), None, None, date(2026, 4, 28),
    ]  # fmt: skip


def test_json_by_the_headings_of_the_portal() -> None:
    """A crawler's taken-apart Word file, a record with inner lists, an entry of the portal's list."""
    table = {"hinh_thuc": "Trực tiếp", "thoi_han_giai_quyet": "15 Ngày làm việc", "phi_le_phi": "", "mo_ta": ""}
    boxed = {
        "thu_tuc_id": "9.000001", "metadata": {"mã_thủ_tục": "9.000001", "tên_thủ_tục": "Việc mẫu", "lĩnh_vực": "Hộ tịch"},
        "content": {"trình_tự_thực_hiện": "Nộp.", "cách_thức_thực_hiện": ""},
        "tables": {"hinh_thuc_nop": [table],
                   "thanh_phan_ho_so": [{"ten_giay_to": "Tờ khai", "so_luong": "", "ghi_chu": "Bản chính: 0\nBản sao: 1"}]},
    }  # fmt: skip
    raw = record_of(json.dumps(boxed).encode())
    assert (raw.code, raw.steps, raw.methods[0].time) == ("9.000001", (("", "Nộp."),), 15)
    assert raw.groups == (RawGroup("", (RawPaper("Tờ khai", 0, 1, ()),)),)
    entry = {"name": "Việc mẫu", "code": "9.000001", "categories": ["Hộ tịch"], "departmentPromulgate": "UBND Tỉnh Mẫu",
             "state": "ACTIVE", "type": "SPECIFIC"}  # fmt: skip
    lines = "\n".join(json.dumps(entry | {"code": code}) for code in ("9.000001", "9.0000021"))
    first, second = read_data("danh-sach", gzip.compress(lines.encode()))
    assert first.listed is not None
    assert (first.listed.field, first.listed.body, first.listed.kind) == ("Hộ tịch", "UBND Tỉnh Mẫu", "SPECIFIC")
    assert second.refusal == "'9.0000021' không phải là mã thủ tục; mã có dạng 1.001193"


def test_tables_that_a_crawler_has_run_together() -> None:
    """Ways, papers in groups, documents and results come apart where no blank stands."""
    parted = PartedRecord()
    ways = (
        "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến7 Ngày làm việc10,000 Việt Nam Đồng(thu (qua mạng))Nhanh hơn"
        "Trực tiếp1Miễn phí"
    )
    papers = (
        "* Giấy tờ phải nộp:Tên giấy tờMẫu đơn, tờ khaiSố lượng- Tờ khai 01 bản chính có ảnh.1 bản chính"
        "- Giấy cũ1 bản chính2 bản sao"
        "* Lưu ý:Tên giấy tờMẫu đơn, tờ khaiSố lượngMang bản gốc.0 bản chính--"
    )
    basis = "Tên văn bản pháp lýMã văn bảnThông tư số 53/2025/TT-BCAngày mới53/2025/TT-BCANghị định mẫu123/2015/NĐ-CP"
    results = "Giấy khaiMã: KQ.G15.000031Thông báoMã: KQ.G15.000032Từ khóaKhông có thông tin"
    for key, text in (("channels", ways), ("papers", papers), ("documents", basis), ("results", results)):
        assert take_run_together(parted, key, text)
    assert parted.channels == [
        {"way": "Trực tuyến", "time": "7 Ngày làm việc", "fee": "10,000 Việt Nam Đồng(thu (qua mạng))", "text": "Nhanh hơn"},
        {"way": "Trực tiếp", "time": "1", "fee": "Miễn phí", "text": ""},
    ]
    assert parted.papers == [
        ("* Giấy tờ phải nộp:", [
            {"name": "- Tờ khai 01 bản chính có ảnh.", "quantity": "1 bản chính"},
            {"name": "- Giấy cũ", "quantity": "1 bản chính2 bản sao"},
        ]),
        ("* Lưu ý:", [{"name": "Mang bản gốc.", "quantity": "0 bản chính"}]),
    ]  # fmt: skip
    assert [row["number"] for row in parted.documents] == ["53/2025/TT-BCA", "123/2015/NĐ-CP"]
    assert [row["name"] for row in parted.results] == ["Giấy khai", "Thông báo"]


@pytest.mark.parametrize(
    ("text", "fees"),
    [
        ("", (RawFee("", None, ""),)),
        ("Phí : 2.000.000 Đồng (Thẩm định\nlần đầu)\nLệ phí: 5000 đồng",
         (RawFee("FEE", 2_000_000, "Thẩm định\nlần đầu", "VND"), RawFee("SERVICE_FEE", 5000, "", "VND"))),
        ("10,000 Việt Nam Đồng(một bản)", (RawFee("", 10_000, "một bản", "VND"),)),
        ("Lệ phí: theo quy định của tỉnh", (RawFee("SERVICE_FEE", None, "theo quy định của tỉnh"),)),
        ("Mức thu: 20 USD", (RawFee("PRICE_LEVEL", 20, "", "USD"),)),
        ("Khoảng 5.000 đồng tùy nơi", (RawFee("", None, "Khoảng 5.000 đồng tùy nơi"),)),
    ],
)  # fmt: skip
def test_fees_in_words(text: str, fees: tuple[RawFee, ...]) -> None:
    """An amount is a number only if the whole is understood."""
    assert read_fees_text(text) == fees


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
CUT = "không phải tệp ZIP, hoặc tệp bị cắt ngang"
BAD: dict[str, tuple[bytes, str]] = {
    "rtf": (b"{\\rtf1 a}", REFUSALS["rtf"].vi),
    "html": (b"\xef\xbb\xbf <!doctype html><html>", REFUSALS["html"].vi),
    "old word": (compound_file("WordDocument"), REFUSALS["old_word"].vi),
    "old workbook": (compound_file("Workbook"), REFUSALS["old_workbook"].vi),
    "other old file": (compound_file("PowerPoint Document"), REFUSALS["ole"].vi),
    "password": (compound_file("EncryptedPackage"), REFUSALS["locked"].vi),
    "pdf": (b"%PDF-1.7", REFUSALS["pdf"].vi),
    "page called .doc": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>", REFUSALS["html"].vi),
    "workbook of 2003": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
                         REFUSALS["old_workbook"].vi),
    "rar": (b"Rar!\x1a\x07\x00", REFUSALS["other_archive"].vi),
    "picture": (b"\x89PNG\r\n\x1a\n", REFUSALS["picture"].vi),
    "program": (b"MZ\x00\x01", REFUSALS["binary"].vi),
    "nothing": (b"\xef\xbb\xbf\r\n", REFUSALS["empty"].vi),
    "open document": (zip_file({"mimetype": b"a", "content.xml": b"<a/>"}), REFUSALS["open_document"].vi),
    "binary workbook": (zip_file({"[Content_Types].xml": b"a", "xl/workbook.bin": b"a"}), REFUSALS["binary_workbook"].vi),
    "half a Word file": (WORD[:5000], CUT),
    "half a gzip": (gzip.compress(b"{}" * 99)[:20], "không giải nén được tệp này"),
    "entities": (change_part(WORD, "word/document.xml", lambda xml: DOCTYPE + xml.split(b"?>", 1)[1]),
                 "có khai báo XML bị cấm trong tệp Office (DOCTYPE); tệp hỏng hoặc không an toàn"),
    "broken Word file": (change_part(WORD, "word/document.xml", lambda xml: xml[:400]),
                         "không đọc được tệp Word; tệp hỏng, hãy mở bằng Word rồi lưu lại"),
    "broken workbook": (change_part(workbook({"a": [["Mã"]]}), "xl/workbook.xml", lambda xml: xml[:100]),
                        "không đọc được bảng tính; tệp hỏng, hãy mở bằng Excel rồi lưu lại"),
    "another Word file": (word_file(["Kính gửi: Ủy ban nhân dân xã"]),
                          "tệp Word không có các mục của Cổng (Mã thủ tục:, Tên thủ tục:, …)"),
    "table without codes": (b"Ten;Tuoi\nA;5\n", "không thấy cột mã thủ tục; ghi rõ cột, ví dụ --columns code=B,name=C"),
    "broken UTF-8": ("Mã TTHC;Tên thủ tục;Đơn vị giải quyết\n".encode() + b"9.000001;H\xe1\xbb",
                     "là chữ UTF-8 nhưng có chỗ hỏng hoặc bị cắt ngang; lưu lại rồi lấy lại"),
    "JSON that is no UTF-8": (b'{"a": "\xe1"}', "không rõ bảng mã chữ; lưu lại thành CSV UTF-8 rồi lấy lại"),
    "archives too deep": (zip_file({"a.zip": zip_file({"b.zip": zip_file({"c.json": b"{}"})})}),
                          "tệp nén lồng quá sâu; giải nén rồi lấy lại"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_read_is_refused_in_one_sentence(what: str) -> None:
    """By content, whatever the name says."""
    data, said = BAD[what]
    found = one("ChiTietTTHC_9.000001.doc", data)
    assert (found.record, found.listed, found.refusal) == (None, None, said)


def test_a_swollen_file_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its parts are measured before a library sees them."""
    data = change_part(WORD, "word/settings.xml", lambda _: b" " * (2 * 1024 * 1024))
    for limit in ("LARGEST_OFFICE_FILE", "LARGEST_XML"):
        with monkeypatch.context() as patched:
            patched.setattr(archives, limit, 1024 * 1024)
            assert one("a.docx", data).refusal == "khi giải nén thì lớn bất thường; không mở"
    monkeypatch.setattr(exports, "LARGEST_ARCHIVE", 3 * 1024 * 1024)
    inner = zip_file({"a.json": b" " * (2 * 1024 * 1024)})
    assert [found.refusal for found in read_data("a.zip", zip_file({"a.zip": inner, "b.zip": inner}))] == [
        "tệp trống", "tệp quá lớn: 4 MB, tối đa 3 MB",
    ]  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_every_sentence_exists_in_english(what: str, tmp_path: Path) -> None:
    """So that --lang en never falls back."""
    data, said = BAD[what]
    (tmp_path / "a").write_bytes(data)
    (found,) = read_exports([tmp_path / "a"], Reading(say=lambda said: said.en))
    assert found.refusal.isascii()
    assert found.refusal not in ("", said)


def test_a_folder_and_a_zip_file_of_anything(tmp_path: Path) -> None:
    """Each file by its content; what programs leave behind is passed over, what is no data is noted."""
    files = {
        "ChiTietTTHC_9.000001.doc": WORD, "sâu/danh sách": CSV.format(d=";").encode(), "ảnh.png": b"\x89PNG\r\n\x1a\n",
        "~$khoa.docx": b"x", ".DS_Store": b"\x00", ".git/a.json": b"{}",
        "__MACOSX/._a.docx": b"x", "Thumbs.db": b"\x00", "đọc.txt": b"xin chao",
    }  # fmt: skip
    for name, data in files.items():
        (tmp_path / "a" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "a" / name).write_bytes(data)
    (tmp_path / "b").write_bytes(zip_file(files | {"../ra.docx": WORD}))
    for place, more in (("a", 0), ("b", 1)):
        reading = Reading()
        found = list(read_exports([tmp_path / place], reading))
        assert [item.record.code for item in found if item.record] == ["9.000001"]
        assert [item.listed.code for item in found if item.listed] == ["9.000001", "9.000002"]
        assert [item.refusal for item in found if item.refusal] == ["đường dẫn trong tệp nén chỉ ra ngoài thư mục; bỏ qua"] * more
        assert len(reading.skipped) == 2
        assert sorted(one.kind for one in reading.recognised) == ["table", "word"]


class _Sent(io.BytesIO):
    """What is sent while it is made: nobody can go back in it."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError


def test_of_half_a_zip_file_what_is_whole_is_taken() -> None:
    """Wherever it was cut, however its sizes are stored; then it is said once that more was lost. Half an Office file is none."""
    files = {f"{number}.csv": f"Mã TTHC;Tên thủ tục\n9.00000{number};Việc {number}\n".encode() for number in range(1, 4)}
    for behind in (False, True):
        stream = _Sent() if behind else io.BytesIO()  # sizes behind the bytes, as in what a server packs while it sends
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        whole = stream.getvalue()
        heads = [found.start() for found in re.finditer(b"PK\x03\x04", whole)] + [whole.index(b"PK\x01\x02")]
        for cut in (*range(0, len(whole) - 1, 7), *heads):
            taken = [found.listed.code for found in read_data("a", whole[:cut]) if found.listed]
            refused = [found.refusal for found in read_data("a", whole[:cut]) if found.refusal]
            count = sum(place <= cut for place in heads[1:])
            assert taken == ["9.000001", "9.000002", "9.000003"][:count], (behind, cut)
            assert len(refused) == 1
            assert (f"chỉ lấy được {count} tệp đầu còn nguyên" in refused[0]) == (count > 0)
    spoilt = bytearray(zip_file(files)[:-30])
    spoilt[40] ^= 1  # inside the first file
    assert one("a.docx", WORD[:-30]).refusal == CUT
    assert "9.000001" not in [found.listed.code for found in read_data("a", bytes(spoilt)) if found.listed]


def test_a_cut_archive_is_bound_by_the_limits_of_a_whole_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is unpacked to find its end counts too."""
    swollen = zip_file({"a.json": b" " * 50_000 + b"{}", "b.json": b"[]"})
    for limit in (50_001, 50_003):
        with zipfile.ZipFile(io.BytesIO(complete_archive(swollen[:-30], 9, limit))) as archive:
            assert archive.namelist() == ([] if limit == 50_001 else ["a.json"])
    with zipfile.ZipFile(io.BytesIO(complete_archive(swollen[:-30], 1, 99_999))) as archive:
        assert archive.namelist() == ["a.json"]


def test_a_word_file_may_hold_several_procedures() -> None:
    """Each is a record with its own papers; titles belong to none of them, and a title of the next one is no note of the last."""
    second = word_blocks("9.000002", name="Việc thứ hai")
    found = list(read_data("a.docx", word_file([*word_blocks(), "", *second])))
    assert [(item.record.code, item.record.name, item.refusal) for item in found if item.record] == [
        ("9.000001", "Xác nhận việc mẫu", ""), ("9.000002", "Việc thứ hai", ""),
    ]  # fmt: skip
    alone = record_of(word_file(word_blocks()))
    first, other = (item.record for item in found if item.record)
    assert first == alone
    assert replace(other, code=alone.code, name=alone.name) == alone
    related = [*word_blocks(), "Mã thủ tục: 9.000009", "Tên thủ tục: Việc liên quan"]
    assert record_of(word_file(related)).code == "9.000001"


DECISION = [
    "QUYẾT ĐỊNH", "A. DANH MỤC THỦ TỤC HÀNH CHÍNH MỚI BAN HÀNH",
    (("STT", "Mã TTHC", "Tên thủ tục hành chính"), ("1", "9.000001", "Việc một")),
    "B. DANH MỤC THỦ TỤC HÀNH CHÍNH BỊ BÃI BỎ", "(Ban hành kèm theo Quyết định này)",
    (("STT", "Mã TTHC", "Tên thủ tục hành chính"), ("1", "9.000002", "Việc hai"), ("2", "9.000003", "Việc ba")),
    "II. Lĩnh vực khác", (("STT", "Mã TTHC", "Tên thủ tục hành chính"), ("1", "9.000004", "Việc bốn")),
    "C. Danh mục thủ tục hành chính được sửa đổi, bổ sung",
    (("STT", "Mã TTHC", "Tên thủ tục hành chính"), ("1", "9.000005", "Việc năm")),
]  # fmt: skip


def test_a_decision_in_word_is_a_list_and_what_it_ends_is_no_part_of_it() -> None:
    """Titles above tables say what is in force, until another title does."""
    found = list(read_data("a.docx", word_file(DECISION)))
    codes = sort_codes(found, {f"9.00000{number}" for number in range(1, 6)})
    assert [entry.code for entry in codes.known] == ["9.000001", "9.000005"]
    assert [said.vi[:11] for _, said in codes.left_out] == ["mã 9.000002", "mã 9.000003", "mã 9.000004"]


def test_in_a_workbook_titles_end_procedures_too() -> None:
    """Above the headings, between the rows, or as the name of the sheet; a title of both kinds says nothing of either."""
    rows: list[list[Any]] = [[1, "9.000001", "Một"], ["II", "Thủ tục hành chính bị bãi bỏ"], [2, "9.000002", "Hai"]]
    sheets: dict[str, list[list[Any]]] = {
        "a": [["Danh mục TTHC sửa đổi, bổ sung, bị bãi bỏ"], HEADINGS, *rows],
        "b": [["DANH MỤC BỊ BÃI BỎ"], HEADINGS, [1, "9.000003", "Ba"]],
        "Bãi bỏ": [HEADINGS, [1, "9.000004", "Bốn"]],
    }
    codes = sort_codes(read_data("a", workbook(sheets)), ())
    assert [entry.code for entry in codes.unknown] == ["9.000001"]
    assert len(codes.left_out) == 3


def test_nothing_is_said_of_what_a_workbook_has_besides_values() -> None:
    """Lists to choose from, which the library does not know, are no business of the reader's."""
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    plain = workbook({"a": [HEADINGS, [1, "9.000001", "Một"]]})
    data = change_part(plain, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</worksheet>", extension))
    assert listed(data) == [("9.000001", "Một", "")]
    with pytest.warns(UserWarning, match="not supported"):  # so that the case is one
        openpyxl.load_workbook(io.BytesIO(data))


def test_macros_are_not_run_and_do_no_harm() -> None:
    """A workbook with a macro is its values."""
    stream = io.BytesIO(workbook({"a": [HEADINGS, [1, "9.000001", "Một"]]}))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", compound_file("VBA"))
    assert listed(stream.getvalue()) == [("9.000001", "Một", "")]


@pytest.mark.parametrize(
    "kind",
    [
        b"vnd.ms-word.document.macroEnabled.main+xml",
        b"vnd.ms-word.template.macroEnabledTemplate.main+xml",
        b"vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_a_word_file_with_macros_and_a_template_are_their_text(kind: bytes) -> None:
    """Neither is broken."""
    plain = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    stream = io.BytesIO(change_part(WORD, "[Content_Types].xml", lambda xml: xml.replace(plain, kind)))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/vbaProject.bin", compound_file("VBA"))
    assert read_word_file(stream.getvalue()) == read_word_file(WORD)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300) | st.binary(max_size=60).map(lambda tail: WORD[: 4000 + len(tail)] + tail))
def test_no_bytes_crash_the_import(data: bytes) -> None:
    """Whatever they are, they are taken or refused in words."""
    for found in read_data("x", data):
        assert found.record or found.listed or found.refusal


@settings(deadline=None, max_examples=12)
@given(st.lists(st.lists(st.none() | st.booleans() | st.integers(-9, 10**9) | st.floats(allow_nan=False, allow_infinity=False)
                         | st.dates(date(1950, 1, 1)) | st.text("aĐ:=9.#\n", max_size=8), max_size=4), max_size=5))  # fmt: skip
def test_any_workbook_is_read(rows: list[list[Any]]) -> None:
    """Below headings, each row is an entry, a refusal, or nothing; no row is two."""
    safe = [[f"'{cell}" if isinstance(cell, str) and cell.startswith("=") else cell for cell in row] for row in rows]
    found = list(read_data("x", workbook({"a": [HEADINGS, *safe]})))
    assert len(found) <= max(1, len(rows))
    assert len({item.origin for item in found}) == len(found)


def test_kinds_of_names_and_bytes() -> None:
    """A plain ZIP file is one; text is text in any encoding."""
    assert kind_of_bytes(zip_file({"a": b"a"})) == "zip"
    assert kind_of_bytes("một hai".encode("utf-16-le")) == kind_of_bytes("ấy".encode("utf-16")) == kind_of_bytes(b"a") == "text"
    book = openpyxl.Workbook()
    book.worksheets[0]["B7000"] = "xa"
    stream = io.BytesIO()
    book.save(stream)
    (sheet,) = read_workbook(stream.getvalue())
    assert len(sheet.rows) == 7000
