"""The words of an import: the source word for word in the record, and one plain reason for each file that is not taken."""

import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from niemyet.load.file_kinds import REFUSALS
from niemyet.load.yaml_writer import write_yaml
from niemyet.portal import exports
from niemyet.portal.convert import take_procedure
from niemyet.portal.exports import read_data, read_exports
from niemyet.portal.flat_record import read_flat_record
from niemyet.portal.portal_record import read_portal_record
from test_import import DAY, FILE, FLAT, LATER, import_, portal, read

EVERYTHING = portal(
    executionSteps=[{"name": "Bước 1", "description": "Nộp hồ sơ."}, {"name": "", "description": "Nhận kết quả."}],
    executionMethods=[
        {
            "submissionMethod": "DIRECT", "processingTime": 2, "processingTimeUnit": "WORKING_DAY",
            "description": "Mang bản gốc",
            "fees": [
                {"type": "FEE", "value": 8000, "description": "mỗi bản", "currencyName": "VND"},
                {"type": "", "value": None, "description": "Miễn cho người nghèo"},
            ],
        },
        {"submissionMethod": "ONLINE", "processingTime": "vài hôm", "processingTimeUnit": "", "description": "", "fees": []},
        {"submissionMethod": "BY_PIGEON", "processingTime": None, "processingTimeUnit": "DAY", "description": "", "fees": []},
    ],
    cases=[
        {"code": "01", "name": "Việc phụ", "processingDay": {"qty": 4, "type": "DAY"}}, {"code": "02", "name": "Việc khác"},
    ],
    executionCases=[
        {
            "name": "Giấy tờ phải nộp",
            "profileComponents": [
                {"name": "Tờ khai", "originalQty": 1, "attachments": [{"fileName": "a.doc"}, {"fileName": "b.pdf"}]},
                {"name": "Giấy chứng sinh", "originalQty": 0, "copyQty": 2},
            ],
        },
        {"name": "", "profileComponents": [{"name": "Ảnh", "originalQty": 2, "copyQty": 0}]},
    ],
    subjectTypesDetails=[{"name": "Công dân Việt Nam"}, {"name": "Tổ chức"}],
    unitGroupsExecuting=[{"name": "Ủy ban nhân dân cấp xã"}], unitGroupsAuthority=[{"name": "Ủy ban nhân dân"}],
    departmentsCoordinating=[{"name": "Công an xã"}], dossierReceivingAddresses="Quầy số 1",
    resultsDetails=[{"name": "Giấy xác nhận"}, {"name": "Trích lục"}],
    legalBasisesDetails=[{"code": "99/2024/TT-BTC", "name": "Về một mức thu"}, {"code": "60/2014/QH13", "name": ""}],
    requirementsAndConditions="Có mặt", note="Ghi chú riêng", description="Mô tả",
)  # fmt: skip
WORD_FOR_WORD = {
    "Trình tự thực hiện": "Bước 1\nNộp hồ sơ.\n\nNhận kết quả.",
    "Cách thức thực hiện": (
        "Trực tiếp. Thời hạn: 2 WORKING_DAY\nMang bản gốc\nPhí, lệ phí (FEE): 8000 VND. mỗi bản\n"
        "Phí, lệ phí (không nêu loại): không nêu . Miễn cho người nghèo\n\n"
        "Trực tuyến. Thời hạn: vài hôm\n\nBy_pigeon. Thời hạn: không nêu DAY"
    ),
    "Trường hợp": "01 Việc phụ: 4 DAY\n02 Việc khác: không nêu ",
    "Thành phần hồ sơ": (
        "Giấy tờ phải nộp\nTờ khai (bản chính: 1, bản sao: 0) [a.doc, b.pdf]\nGiấy chứng sinh (bản chính: 0, bản sao: 2)\n\n"
        "Ảnh (bản chính: 2, bản sao: 0)"
    ),
    "Đối tượng thực hiện": "Công dân Việt Nam, Tổ chức",
    "Cơ quan thực hiện": "Ủy ban nhân dân cấp xã",
    "Cơ quan có thẩm quyền": "Ủy ban nhân dân",
    "Địa chỉ tiếp nhận hồ sơ": "Quầy số 1",
    "Cơ quan phối hợp": "Công an xã",
    "Kết quả thực hiện": "Giấy xác nhận\nTrích lục",
    "Căn cứ pháp lý": "99/2024/TT-BTC – Về một mức thu\n60/2014/QH13",
    "Yêu cầu, điều kiện thực hiện": "Có mặt",
    "Quyết định công bố": "1/QĐ-MAU",
    "Ghi chú": "Ghi chú riêng\n\nMô tả",
}


def test_the_source_stands_word_for_word() -> None:
    """Every part under its usual title, what is not given said to be so; of a record that is nearly empty too."""
    assert dict(take_procedure(read_portal_record(EVERYTHING), {}).original) == WORD_FOR_WORD
    flat = dict(take_procedure(read_flat_record(FLAT), {}).original)
    assert flat["Cách thức thực hiện"].startswith("Trực tiếp. Thời hạn: 2 WORKING_DAY\nPhí, lệ phí (")
    assert flat["Quyết định công bố"] == "1/QĐ-MAU"


def zip_of(path: Path, entries: dict[str, str], encrypted: bool = False) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    if encrypted:
        data = bytearray(path.read_bytes())
        data[6] |= 1  # the flag in the entry's own head
        data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the archive's list
        path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\xff\xfe{", "không rõ bảng mã chữ; lưu lại thành CSV UTF-8 rồi lấy lại"),
        (b"\xef\xbb\xbf \n", "tệp trống"),
        (b"  <html>", REFUSALS["html"].vi),
        (b'{"a": ', "không đọc được JSON: tệp bị cắt ngang, hoặc sai ở dòng 1, cột 7"),
        (b'{\n"a": "b', "không đọc được JSON: tệp bị cắt ngang, hoặc sai ở dòng 2, cột 6"),
        (b'{"a" 1, "b": 2}', "không đọc được JSON: sai ở dòng 1, cột 6"),
        (b"[" * 100_000, "không đọc được JSON: lồng quá sâu"),
        (b'{"a": ' + b"9" * 5000 + b"}", "không đọc được JSON: có con số quá dài"),
        (b"[]", "không phải bản ghi thủ tục của Cổng Dịch vụ công quốc gia"),
        (b'"a"', "không phải bản ghi thủ tục của Cổng Dịch vụ công quốc gia"),
        (b'{"executionSteps": [], "name": "A"}', "thiếu mã hoặc tên thủ tục"),
    ],
)
def test_a_file_that_is_no_export_is_refused_with_its_reason(data: bytes, why: str) -> None:
    """One reason, and the file."""
    (found,) = read_data("a.json", data)
    assert (found.origin, found.record, found.refusal) == ("a.json", None, why)


def test_each_line_and_each_entry_is_named(tmp_path: Path) -> None:
    """By its number from 1; blank lines count, but are nothing."""
    lines = [found.origin for found in read_data("A.JSONL", b'\n{"a": 1}\n\n[{}, {}]')]
    assert lines == ["A.JSONL:2", "A.JSONL:4[1]", "A.JSONL:4[2]"]
    assert [found.origin for found in read_data("a.ndjson", b"1\n2")] == ["a.ndjson:1", "a.ndjson:2"]
    assert [found.origin for found in read_data("a.json", b'{"data": {"data": [{}, {}]}}')] == ["a.json[1]", "a.json[2]"]


def test_a_folder_or_file_that_gives_nothing_is_told(tmp_path: Path) -> None:
    """A folder without exports, a file that is not there; a folder with one says nothing of the other files in it."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty/a.txt").write_text("Ghi chú", "utf-8")
    told = {found.origin: found.refusal for found in read_exports([tmp_path / "empty", tmp_path / "gone.json"])}
    assert told == {
        str(tmp_path / "empty"): "thư mục không có tệp nào lấy được",
        str(tmp_path / "gone.json"): "không đọc được tệp: không có tệp hoặc thư mục này",
    }
    (tmp_path / "empty/b.JSON").write_text("", "utf-8")
    assert [found.refusal for found in read_exports([tmp_path / "empty"])] == ["tệp trống"]


def test_an_archive_that_cannot_be_taken_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A password, a name that leads out, an archive that is none; what is no export inside is passed over."""
    locked = zip_of(tmp_path / "locked.zip", {"a.json": "{}"}, encrypted=True)
    outside = zip_of(tmp_path / "outside.zip", {"../a.json": "{}", "C:/a.json": "{}", "a.txt": "", "b/c.json": ""})
    none = tmp_path / "none.zip"
    none.write_bytes(b"PK")
    out = "đường dẫn trong tệp nén chỉ ra ngoài thư mục; bỏ qua"
    assert [(found.origin, found.refusal) for found in read_exports([locked, outside, none])] == [
        (f"{locked}!a.json", "tệp có mật khẩu"), (f"{outside}!../a.json", out), (f"{outside}!C:/a.json", out),
        (f"{outside}!a.txt", "tệp trống"), (f"{outside}!b/c.json", "tệp trống"),
        (f"{none}", "không phải tệp ZIP, hoặc tệp bị cắt ngang"),
    ]  # fmt: skip
    monkeypatch.setattr(exports, "LARGEST_FILE", 2 * 1024 * 1024)
    monkeypatch.setattr(exports, "LARGEST_ARCHIVE", 5 * 1024 * 1024)
    large = zip_of(tmp_path / "large.zip", {"a.json": " " * (3 * 1024 * 1024)})
    larger = zip_of(tmp_path / "larger.zip", {"a.json": " " * (3 * 1024 * 1024), "b.json": " " * (3 * 1024 * 1024)})
    alone = tmp_path / "large.json"
    alone.write_text(" " * (3 * 1024 * 1024), "utf-8")
    assert [found.refusal for found in read_exports([large, larger, alone])] == [
        "tệp quá lớn: 3 MB, tối đa 2 MB", f"tệp nén quá lớn: tối đa {exports.MOST_FILES} tệp, 5 MB khi giải nén",
        "tệp quá lớn: 3 MB, tối đa 2 MB; chia nhỏ rồi lấy lại",
    ]  # fmt: skip


def rewrite(root: Path, record: dict[str, Any]) -> None:
    (root / FILE).write_text(write_yaml(record), "utf-8")


BROKEN = f"{FILE} đang có lỗi; sửa theo niemyet check rồi lấy lại"


@pytest.mark.parametrize("left", [None, "chữ", ["chữ"], {"a": "b"}, "../../docs"], ids=str)
def test_a_record_that_a_person_has_broken_is_theirs_to_mend(left: Any, small: Path) -> None:
    """Whatever stands in the place of a key, or nothing: the export is taken, or the file is named and stays to the byte."""
    import_(small, portal())
    whole = read(small)
    files = {path for path in small.rglob("*") if path.is_file()}
    taken = []
    for key in whole:
        others = {name: value for name, value in whole.items() if name != key}
        rewrite(small, others if left is None else others | {key: left})
        before = (small / FILE).read_bytes()
        refusals = import_(small, portal(), retrieved=LATER).refusals
        if refusals:
            assert [why for _, why in refusals] == [BROKEN], key
            assert (small / FILE).read_bytes() == before
        else:
            taken.append(key)
        assert {path for path in small.rglob("*") if path.is_file()} == files, key
    if left is None:
        assert set(taken) == {"decision", "receiver", "imported", "original"} & set(whole)
    else:
        assert set(taken) <= {"name", "authority", "receiver", "steps", "results", "requirements", "notes", "legal_basis"}


def test_what_a_person_has_broken_does_not_end(small: Path) -> None:
    """A complete export that lacks it names the file and leaves it."""
    import_(small, portal())
    rewrite(small, read(small) | {"effective": "2026-01-01"})
    before = (small / FILE).read_bytes()
    planned = import_(small, portal(code="9.000002", name="Việc khác"), retrieved=LATER, complete=True)
    assert planned.refusals == (("--complete", BROKEN),)
    assert (small / FILE).read_bytes() == before


def test_a_record_without_the_mark_of_an_import_is_people_s_own(small: Path) -> None:
    """It is told how the source differs from it, and not written."""
    import_(small, portal())
    rewrite(small, {key: value for key, value in read(small).items() if key != "imported"})
    before = (small / FILE).read_bytes()
    (row,) = import_(small, portal(), retrieved=LATER).rows
    assert (row.outcome, row.changes) == ("by_hand", ())
    assert (small / FILE).read_bytes() == before


def test_what_ends_keeps_its_first_day_and_what_was_doubtful(small: Path) -> None:
    """It holds until the day before the export that lacks it, and somebody is asked; what was written of it stays."""
    import_(small, portal())
    whole = read(small)
    doubt = {"part": "fees", "text": "Mức thu nào?"}
    rewrite(small, whole | {"effective": {"from": "2026-03-01"}, "doubts": [doubt]})
    other = portal(code="9.000002", name="Việc khác")
    row, _ = import_(small, other, retrieved=LATER, today=LATER, complete=True).rows
    ended = read(small)
    assert (row.outcome, row.code, row.name) == ("ended", "9.000001", "Đăng ký việc mẫu")
    assert ended["effective"] == {"from": "2026-03-01", "until": (LATER - timedelta(days=1)).isoformat()}
    question = "Nguồn không còn thủ tục này; ngày hết hiệu lực và văn bản bãi bỏ cần được xác nhận."
    assert ended["doubts"] == [doubt, {"part": "effective", "text": question}]
    assert ended["changed"] == LATER.isoformat()
    assert {key: ended[key] for key in whole if key not in ("imported", "effective", "changed", "doubts")} == {
        key: value for key, value in whole.items() if key not in ("imported", "effective", "changed", "doubts")
    }
    assert [one.code for one in import_(small, other, retrieved=LATER, today=LATER, complete=True).rows] == ["9.000002"]
    (again,) = import_(small, portal(), retrieved=date(2026, 9, 1), today=date(2026, 9, 1)).rows
    assert again.outcome == "changed"


def test_an_export_of_the_same_day_is_taken_and_an_older_one_is_not(small: Path) -> None:
    """The refusal names the day that is held."""
    import_(small, portal(), retrieved=LATER)
    assert import_(small, portal(), retrieved=LATER).refusals == ()
    ((_, why),) = import_(small, portal(), retrieved=DAY).refusals
    assert why == "mã 9.000001: bản xuất này cũ hơn bản đang có (lấy ngày 2026-08-20)"
