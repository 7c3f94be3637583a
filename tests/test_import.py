"""The import of national portal records: nothing is invented, lost or overwritten.

`tests/imports/` holds oddities of the source as small files; its README says how to add one.
"""

import copy
import errno
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from conftest import read_yaml
from niemyet.building.checking import check_catalogue
from niemyet.cli import app
from niemyet.editing.layout import settle
from niemyet.load.file_kinds import REFUSALS
from niemyet.load.nodes import parse_document, plain
from niemyet.load.texts import SourceText
from niemyet.load.yaml_writer import write_yaml
from niemyet.portal import write as portal_write
from niemyet.portal.convert import take_procedure
from niemyet.portal.documents import read_documents
from niemyet.portal.exports import LARGEST_FILE, Found, read_data, read_exports
from niemyet.portal.flat_record import read_flat_record
from niemyet.portal.merge import NO_REASON
from niemyet.portal.plan import Plan, plan_import
from niemyet.portal.portal_record import read_portal_record
from niemyet.portal.raw_record import NotARecordError, RawDocument
from niemyet.portal.report import write_report
from niemyet.portal.words import clean, likeness

CASES = {path.stem: path for path in sorted((Path(__file__).parent / "imports").glob("*.yaml"))}
DAY, LATER, TODAY = date(2026, 7, 18), date(2026, 8, 20), date(2026, 11, 22)
PORTAL: dict[str, Any] = {
    "id": "0000-mau",
    "code": "9.000001",
    "name": "Đăng ký việc mẫu",
    "categoriesDetails": [{"name": "Việc mẫu"}],
    "departmentPromulgateName": "Bộ Mẫu",
    "state": "ACTIVE",
    "isWard": True,
    "executionSteps": [{"name": "", "description": "Nộp hồ sơ rồi nhận kết quả."}],
    "executionMethods": [
        {
            "submissionMethod": "DIRECT",
            "processingTime": 2,
            "processingTimeUnit": "WORKING_DAY",
            "description": "",
            "fees": [{"type": "FEE", "value": 8000, "description": ""}],
        }
    ],
    "executionCases": [{"name": "", "profileComponents": [{"name": "Tờ khai", "originalQty": 1, "copyQty": 0}]}],
    "subjectTypesDetails": [{"name": "Công dân Việt Nam"}],
    "unitGroupsExecuting": [{"name": "Ủy ban nhân dân cấp xã"}],
    "resultsDetails": [{"name": "Giấy xác nhận"}],
    "legalBasisesDetails": [{"code": "99/2024/TT-BTC", "name": "Về một mức thu"}],
    "procedureProposal": {"proposalNumber": "1/QĐ-MAU", "decisionDate": 1768496400000},
}
FLAT: dict[str, Any] = {
    "code": "9.000001",
    "name": "Đăng ký việc mẫu",
    "field": "Việc mẫu",
    "level": "Cấp xã",
    "decision": "1/QĐ-MAU",
    "audience": "Công dân Việt Nam",
    "agency": "Ủy ban nhân dân cấp xã",
    "steps": [{"name": "", "text": "Nộp hồ sơ rồi nhận kết quả."}],
    "methods": [{"channel": "DIRECT", "qty": 2, "unit": "WORKING_DAY", "fee": 8000, "currency": "VND", "note": ""}],
    "papers": [{"group": "", "items": [{"name": "Tờ khai", "originals": 1, "copies": 0}]}],
    "legal": [{"code": "99/2024/TT-BTC", "name": ""}],
    "results": ["Giấy xác nhận"],
    "url": "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/mau",
}
FILE = "catalogue/reference/procedures/viec-mau/9.000001.yaml"


def portal(**changed: Any) -> dict[str, Any]:
    return copy.deepcopy(PORTAL) | changed


def with_fee(**fee: Any) -> dict[str, Any]:
    record = portal()
    record["executionMethods"][0]["fees"] = [fee]
    return record


def plan(
    root: Path, *records: Any, retrieved: date = DAY, today: date = DAY, complete: bool = False, packaged: Path | None = None
) -> Plan:
    """What an import of these records, one file each, would do."""
    folder = root.parent / "export"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number, record in enumerate(records):
        text = record if isinstance(record, str) else json.dumps({"code": "OK", "data": record}, ensure_ascii=False)
        (folder / f"{number:03}.json").write_text(text, "utf-8")
    return plan_import(root, read_exports([folder]), retrieved, today, complete, lambda *_: None, packaged)


def import_(root: Path, *records: Any, **how: Any) -> Plan:
    planned = plan(root, *records, **how)
    portal_write.place_files(root, planned.texts, planned.removed)
    return planned


def read(root: Path, path: str = FILE) -> Any:
    document, found = parse_document(SourceText(path, (root / path).read_text("utf-8")))
    assert document is not None and not found
    return plain(document.root)


def edit(root: Path, old: str, new: str, path: str = FILE) -> None:
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new), "utf-8")


def tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


# -- reading one record ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_oddity(name: str) -> None:
    """What the file expects is what is written for those parts, and its doubts are all that are told."""
    case = read_yaml(CASES[name])
    assert set(case) <= {"portal", "flat", "expect", "doubts"}
    raw = read_portal_record(PORTAL | case["portal"]) if "portal" in case else read_flat_record(FLAT | case["flat"])
    taken = take_procedure(raw, {})
    assert {part: taken.parts.get(part) for part in case["expect"]} == case["expect"]
    assert [f"{doubt.part}: {doubt.text}" for doubt in taken.doubts] == case["doubts"]


def test_nothing_is_lost() -> None:
    """Every word of the source stands in the verbatim text, whatever was made of it."""
    record = portal(note="Ghi chú riêng", requirementsAndConditions="Có mặt", dossierReceivingAddresses="Quầy số 1")
    record["executionMethods"][0] |= {"description": "Mang theo bản gốc", "processingTime": "vài hôm"}
    record["cases"] = [{"code": "9.000001.01", "name": "Việc phụ", "processingDay": {"qty": 4, "type": "DAY"}}]
    words = "\n".join(text for _, text in take_procedure(read_portal_record(record), {}).original)
    said = ["Ghi chú riêng", "Có mặt", "Quầy số 1", "Mang theo bản gốc", "vài hôm", "Việc phụ", "4 DAY", "8000", "Tờ khai"]
    said += ["Giấy xác nhận", "99/2024/TT-BTC – Về một mức thu", "1/QĐ-MAU", "Công dân Việt Nam", "Nộp hồ sơ rồi nhận"]
    assert [word for word in said if word not in words] == []


@pytest.mark.slow("many examples")
@settings(deadline=None)
@given(st.text())
def test_cleaning_changes_no_visible_letter(text: str) -> None:
    """Cleaning twice is cleaning once, and what was cleaned still looks like what it was."""
    assert clean(clean(text)) == clean(text)
    assert likeness(clean(text)) == likeness(text)


# -- into the catalogue ---------------------------------------------------------------------------------------


def test_an_imported_record_is_valid(small: Path) -> None:
    """What is written passes the check: doubts are warnings, new fields and documents are listed, the source is named."""
    import_(small, with_fee(type="FEE", value=0, description=""))
    report = check_catalogue(small, TODAY)
    assert [(d.rule, d.place.file) for d in report.diagnostics] == [("open-doubt", FILE)]
    text = (small / FILE).read_text("utf-8")
    assert settle(FILE, text, "procedure") == text
    assert read(small, "catalogue/reference/fields.yaml")["viec-mau"] == {"name": "Việc mẫu", "ministry": "Bộ Mẫu"}
    document = {"title": "Về một mức thu", "kind": "Thông tư", "issuer": "Bộ Tài chính"}
    assert read(small, "catalogue/reference/documents.yaml")["99/2024/TT-BTC"] == document
    assert read(small)["decision"] == {"number": "1/QĐ-MAU", "date": "2026-01-16"}
    assert read(small)["source"] == {"url": "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/0000-mau", "retrieved": "2026-07-18"}


def test_importing_twice_changes_nothing(small: Path) -> None:
    """The same export again leaves every byte as it is."""
    import_(small, portal(), with_fee(type="FEE", value=0, description="") | {"code": "9.000002"})
    before = tree(small)
    assert {row.outcome for row in import_(small, portal(), with_fee(type="FEE", value=0) | {"code": "9.000002"}).rows} == {
        "same"
    }
    assert tree(small) == before


def test_a_record_by_hand_is_never_written(small: Path) -> None:
    """A record that people wrote stays to the byte, and the report says where the source differs."""
    path = small / "catalogue/reference/procedures/ho-tich/1.001193.yaml"
    before = path.read_bytes()
    planned = import_(small, portal(code="1.001193"))
    assert path.read_bytes() == before
    (row,) = planned.rows
    assert row.outcome == "by_hand"
    assert {"name", "fees", "papers"} <= {change.part for change in row.changes}
    assert "viec-mau" not in read(small, "catalogue/reference/fields.yaml")


def test_a_change_of_substance_is_told_to_every_commune(small: Path) -> None:
    """A new fee upstream is written, dated, and asks each commune that posts the procedure for a review until it confirms."""
    import_(small, portal())
    posting = small / "catalogue/ha-noi/kim-lien/9.000001.yaml"
    posting.write_text("decision: {number: 3/QĐ-UBND, date: 2026-07-20}\nposted: 2026-08-01\n", "utf-8")
    planned = import_(small, with_fee(type="FEE", value=9000, description=""), retrieved=LATER, today=LATER)
    assert read(small)["fees"] == [{"amount": "9000"}]
    assert read(small)["changed"] == "2026-08-20"
    assert planned.reviews == (("ha-noi/kim-lien", ("9.000001",)),)
    assert [d.rule for d in check_catalogue(small, TODAY).diagnostics] == ["posting-to-review"]
    posting.write_text(posting.read_text("utf-8") + "checked: 2026-08-20\n", "utf-8")
    assert check_catalogue(small, TODAY).diagnostics == ()


@pytest.mark.parametrize(
    ("part", "record"),
    [
        ("steps", portal(executionSteps=[{"name": "", "description": "Nộp hồ sơ  rồi nhận kết quả"}])),
        ("papers", portal(executionCases=[{"name": "", "profileComponents": [{"name": "tờ khai.", "originalQty": 1}]}])),
        ("name", portal(name="Đăng ký việc  mẫu.")),
    ],
)
def test_a_cosmetic_change_asks_nobody(small: Path, part: str, record: dict[str, Any]) -> None:
    """Spacing, punctuation and letter case follow the source without a review."""
    import_(small, portal())
    (row,) = import_(small, record, retrieved=LATER, today=LATER).rows
    assert [(change.part, change.kind) for change in row.changes] == [(part, "cosmetic")]
    assert "changed" not in read(small)


@pytest.mark.parametrize(
    ("part", "record"),
    [
        ("authority", portal(unitGroupsExecuting=[{"name": "Công an cấp xã"}])),
        ("decision", portal(procedureProposal={"proposalNumber": "1/QĐ-MAU", "decisionDate": None})),
    ],
)
def test_a_change_about_offices_asks_nobody(small: Path, part: str, record: dict[str, Any]) -> None:
    """Who decides, and the day of the same decision, follow the source and are told, but ask no commune for a review."""
    import_(small, portal())
    (row,) = import_(small, record, retrieved=LATER, today=LATER).rows
    assert [(change.part, change.kind) for change in row.changes] == [(part, "other")]
    assert "changed" not in read(small)


@pytest.mark.parametrize(
    ("part", "record"),
    [
        ("papers", portal(executionCases=[{"name": "", "profileComponents": [{"name": "Tờ khai", "originalQty": 2}]}])),
        ("deadlines", portal(executionMethods=[PORTAL["executionMethods"][0] | {"processingTime": 3}])),
        ("steps", portal(executionSteps=[{"name": "", "description": "Nhận kết quả rồi nộp hồ sơ."}])),
        ("legal_basis", portal(legalBasisesDetails=[{"code": "98/2024/TT-BTC", "name": ""}])),
        ("decision", portal(procedureProposal={"proposalNumber": "2/QĐ-MAU", "decisionDate": 1768496400000})),
    ],
)
def test_what_citizens_rely_on_is_functional(small: Path, part: str, record: dict[str, Any]) -> None:
    """Papers, deadlines, steps, basis and a new decision are changes of substance, one part at a time."""
    import_(small, portal())
    (row,) = import_(small, record, retrieved=LATER, today=LATER).rows
    assert [(change.part, change.kind) for change in row.changes] == [(part, "functional")]
    assert read(small)["changed"] == "2026-08-20"


def test_order_and_tone_marks_are_cosmetic() -> None:
    """hoà and hòa are one word; two words in another order are not."""
    assert likeness("Hoà giải, tuỳ việc") == likeness("hòa giải tùy việc")
    assert likeness("bản chính bản sao") != likeness("bản sao bản chính")


def test_a_correction_by_hand_is_kept_and_recorded(small: Path) -> None:
    """What people corrected stays, with a line that asks for the reason; where the source changed too, a doubt is raised once."""
    import_(small, portal())
    edit(small, "- amount: 8000", "- amount: 10000")
    (row,) = import_(small, portal(), retrieved=LATER, today=LATER).rows
    assert [(change.part, change.kind) for change in row.changes] == [("fees", "kept")]
    assert read(small)["corrections"] == [{"part": "fees", "reason": NO_REASON, "date": "2026-08-20"}]
    assert "doubts" not in read(small)
    import_(small, with_fee(type="FEE", value=9000, description=""), retrieved=LATER, today=LATER)
    assert read(small)["fees"] == [{"amount": "10000"}]
    (doubt,) = read(small)["doubts"]
    assert doubt["part"] == "fees"
    assert "9000" in doubt["source_text"]
    assert "changed" not in read(small)


def test_a_decided_doubt_does_not_come_back(small: Path) -> None:
    """A doubt that a person deleted is not raised again by the same source; a new one is."""
    doubtful = with_fee(type="FEE", value=0, description="")
    import_(small, doubtful)
    record = read(small)
    assert len(record.pop("doubts")) == 1
    (small / FILE).write_text(write_yaml(record), "utf-8")
    import_(small, doubtful, retrieved=LATER, today=LATER)
    assert "doubts" not in read(small)
    import_(small, doubtful | {"resultsDetails": []}, retrieved=LATER, today=LATER)
    assert [doubt["part"] for doubt in read(small)["doubts"]] == ["results"]


def test_keys_of_people_stay(small: Path) -> None:
    """What an import never writes, such as the plain summary, outlives every import."""
    import_(small, portal())
    edit(small, "name: Đăng ký việc mẫu\n", "name: Đăng ký việc mẫu\nsummary: Nói ngắn gọn.\naliases: [việc mẫu]\n")
    import_(small, with_fee(type="FEE", value=9000), retrieved=LATER, today=LATER)
    assert read(small)["summary"] == "Nói ngắn gọn."
    assert read(small)["aliases"] == ["việc mẫu"]


def test_what_the_source_drops_ends_and_is_kept(small: Path) -> None:
    """A complete export ends what it no longer has, the day before; a later one brings it back. Hand-written records stay."""
    import_(small, portal(), portal(code="9.000002", name="Việc khác"))
    by_hand = (small / "catalogue/reference/procedures/ho-tich/1.001193.yaml").read_bytes()
    import_(small, portal(code="9.000002", name="Việc khác"), retrieved=LATER, today=LATER, complete=True)
    assert read(small)["effective"] == {"until": "2026-08-19"}
    assert (small / "catalogue/reference/procedures/ho-tich/1.001193.yaml").read_bytes() == by_hand
    assert not check_catalogue(small, TODAY).errors
    import_(small, portal(), retrieved=LATER, today=LATER)
    assert "effective" not in read(small)


def test_an_incomplete_or_broken_export_ends_nothing(small: Path) -> None:
    """Absence means nothing without --complete, nor where a file could not be read."""
    import_(small, portal())
    import_(small, portal(code="9.000002"), retrieved=LATER, today=LATER)
    assert "effective" not in read(small)
    import_(small, portal(code="9.000002"), "{", retrieved=LATER, today=LATER, complete=True)
    assert "effective" not in read(small)


def test_an_older_export_is_refused(small: Path) -> None:
    """An export from before the one that was taken changes nothing."""
    import_(small, portal(), retrieved=LATER)
    planned = plan(small, with_fee(type="FEE", value=9000), retrieved=DAY)
    assert [reason for _, reason in planned.refusals] == ["mã 9.000001: bản xuất này cũ hơn bản đang có (lấy ngày 2026-08-20)"]
    assert FILE not in planned.texts


def test_an_interrupted_import_leaves_the_catalogue(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever happens before the last step, not one byte of the catalogue has changed, and nothing is left behind."""
    before = tree(small)

    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        import_(small, portal())
    assert {path: data for path, data in tree(small).items() if not path.endswith(".lock")} == before


def test_the_reference_is_placed_where_no_file_has_two_names(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On FAT and some network folders a hard link is refused: the catalogue becomes the one that it becomes elsewhere."""
    (small / "catalogue/reference/link.yaml").symlink_to("calendar.yaml")
    elsewhere = shutil.copytree(small, small.with_name("elsewhere"), symlinks=True)
    import_(elsewhere, portal())

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", refuse)
    import_(small, portal())
    assert FILE in tree(small)
    assert tree(small) == tree(elsewhere)
    assert (small / "catalogue/reference/link.yaml").is_symlink()


def test_a_dry_run_writes_nothing_and_reports_all(small: Path, tmp_path: Path) -> None:
    """--dry-run tells what would be done; the status says whether something was refused."""
    before = tree(small)
    export, out = tmp_path / "one.json", tmp_path / "report.md"
    export.write_text(json.dumps({"data": portal()}), "utf-8")
    words = ["import", str(export), "--root", str(small), "--dry-run", "--out", str(out)]
    assert CliRunner().invoke(app, words).exit_code == 0
    assert "| 9.000001 | Đăng ký việc mẫu | mới lấy về |" in out.read_text("utf-8")
    export.write_text("<html>Lỗi</html>", "utf-8")
    assert CliRunner().invoke(app, words).exit_code == 1
    assert tree(small) == before


# -- bad input ------------------------------------------------------------------------------------------------

BAD = {
    "": "tệp trống",
    "<!DOCTYPE html><title>502</title>": REFUSALS["html"].vi,
    '{"data": {"code": "9.0': "không đọc được JSON: tệp bị cắt ngang, hoặc sai ở dòng 1, cột 19",
    "[" * 100_000: "không đọc được JSON: lồng quá sâu",
    '{"executionSteps": ' + "9" * 5000 + "}": "không đọc được JSON: có con số quá dài",
    "[1]": "không phải bản ghi thủ tục của Cổng Dịch vụ công quốc gia",
    '{"data": {"executionSteps": 5}}': "thiếu mã hoặc tên thủ tục",
    json.dumps(portal(code="ABC")): "'ABC' không phải là mã thủ tục",
    json.dumps(portal(code="../../etc")): "'../../etc' không phải là mã thủ tục",
    json.dumps(portal(isWard=False, isProvince=True)): "không phải thủ tục cấp xã",
    json.dumps(portal(code="9.000009")): "mã 9.000009 đã có ở tệp trước; chỉ lấy bản đầu",
}


@pytest.mark.parametrize("text", BAD, ids=lambda text: BAD[text][:40])
def test_a_bad_file_is_one_line(small: Path, text: str) -> None:
    """One clear line for what cannot be taken; the good record beside it is taken."""
    planned = plan(small, portal(code="9.000009"), text)
    assert [reason for _, reason in planned.refusals] == [BAD[text]]
    assert [row.code for row in planned.rows] == ["9.000009"]


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    """A file over the limit is refused by its size."""
    with (tmp_path / "huge.json").open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    (found,) = read_exports([tmp_path])
    assert found.refusal == "tệp quá lớn: 200 MB, tối đa 64 MB; chia nhỏ rồi lấy lại"


def test_an_archive_is_read_without_unpacking(tmp_path: Path) -> None:
    """Records in a ZIP are taken; paths out of it, bombs and broken archives are one line each."""
    archive = tmp_path / "export.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("folder/a.json", json.dumps({"data": portal()}))
        file.writestr("b.jsonl", json.dumps(FLAT) + "\n\n" + json.dumps(FLAT | {"code": "9.000003"}) + "\n")
        file.writestr("../../out.json", json.dumps(portal()))
        file.writestr("C:\\out.json", json.dumps(portal()))
        file.writestr("bomb.json", b" " * (LARGEST_FILE + 1))
        file.writestr("readme.txt", "không phải dữ liệu")
    found = list(read_exports([archive]))
    assert [f.record.code for f in found if f.record] == ["9.000001", "9.000001", "9.000003"]
    assert [f.refusal for f in found if not f.record] == [
        "đường dẫn trong tệp nén chỉ ra ngoài thư mục; bỏ qua",
        "đường dẫn trong tệp nén chỉ ra ngoài thư mục; bỏ qua",
        "tệp quá lớn: 64 MB, tối đa 64 MB",
    ]
    archive.write_bytes(archive.read_bytes()[:200])
    assert [f.refusal for f in read_exports([archive])] == ["không phải tệp ZIP, hoặc tệp bị cắt ngang"]


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**15) | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "code", "value", "qty", "type"]), inner),
    max_leaves=6,
)


@pytest.mark.slow("many examples")
@settings(deadline=None)
@given(st.sampled_from(sorted(PORTAL)), JUNK, st.sampled_from(sorted(FLAT)), JUNK)
def test_no_value_crashes_the_import(key: str, value: Any, flat_key: str, flat_value: Any) -> None:
    """Whatever stands at whatever key, the record is taken or refused in words."""
    for table in (PORTAL | {key: value}, FLAT | {flat_key: flat_value}):
        for found in read_exports_of(table):
            assert found.record is not None or found.refusal
            if found.record is None:
                continue
            with suppress(NotARecordError):
                taken = take_procedure(found.record, {})
                text = write_yaml(taken.parts)
                assert text.encode()
                document, told = parse_document(SourceText("x.yaml", text))
                assert document is not None
                assert not told


def read_exports_of(table: dict[str, Any]) -> Iterator[Found]:
    return read_data("x.json", json.dumps({"data": table}).encode())


# -- the real exports -----------------------------------------------------------------------------------------

DATA = os.environ.get("NIEMYET_PORTAL_DATA", "")


def test_a_number_that_the_check_refuses_is_left_to_a_person() -> None:
    """A number without its issuer never enters the list of documents, where it would be an error; it becomes a doubt."""
    listed = [RawDocument("55/2026/QĐ", "Quy định về đất đai"), RawDocument("123/2015/ND-CP", "Quy định chi tiết")]
    read = read_documents(listed, {"123/2015/NĐ-CP": {}})
    basis, new, doubts = read.basis, read.new, read.doubts
    assert (basis, new) == (["123/2015/NĐ-CP"], {})
    assert [doubt.part for doubt in doubts] == ["legal_basis"]


@pytest.mark.skipif(not DATA, reason="NIEMYET_PORTAL_DATA names no folder of real exports")
def test_real_exports_are_taken_whole(small: Path) -> None:
    """Every record of the real exports is taken, passes the check without an error, and is unchanged by a second import."""
    for export in sorted(path for path in Path(DATA).iterdir() if path.is_dir() or path.suffix == ".jsonl"):
        root = Path(shutil.copytree(small, small.parent / export.stem))
        planned = plan_import(root, read_exports([export]), DAY, DAY, False, lambda *_: None)
        if not planned.rows:
            continue
        assert planned.refusals == ()
        portal_write.place_files(root, planned.texts, planned.removed)
        assert [d for d in check_catalogue(root, TODAY).diagnostics if d.rule not in TOLERATED] == []
        again = plan_import(root, read_exports([export]), DAY, DAY, False, lambda *_: None)
        assert {row.outcome for row in again.rows} <= {"same", "by_hand"}
        assert all((root / path).read_text("utf-8") == text for path, text in again.texts.items())
        assert write_report(planned, DAY, written=True).startswith("# Lấy thủ tục")


TOLERATED = {"open-doubt", "abolished-unit", "repealed-document", "listed-twice"}
"""Warnings about the source itself: it is told, never edited."""
