"""The readers of an import, one by one: what each makes of the source's words, and every doubt in its very words."""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from niemyet.load.nodes import parse_document, plain
from niemyet.load.texts import SourceText
from niemyet.load.yaml_writer import write_yaml
from niemyet.model.procedure import Procedure
from niemyet.portal.convert import TakenProcedure, take_procedure
from niemyet.portal.documents import describe_document, read_documents
from niemyet.portal.exports import Found, read_data
from niemyet.portal.flat_record import read_flat_record
from niemyet.portal.merge import new_record
from niemyet.portal.portal_record import read_portal_record
from niemyet.portal.raw_record import (
    NotARecordError,
    RawCase,
    RawDocument,
    RawFee,
    RawGroup,
    RawMethod,
    RawPaper,
)
from test_import import DAY, FLAT, JUNK, PORTAL, import_, portal, read

AT_THE_APPOINTMENT = "Ngày trả kết quả xem ở giấy hẹn."
BY_WORDS = "Nguồn ghi thời hạn bằng lời, chưa rõ áp dụng thế nào."


def take(record: dict[str, Any]) -> TakenProcedure:
    return take_procedure(read_portal_record(record), {})


def doubts(taken: TakenProcedure, part: str) -> list[tuple[str, str]]:
    return [(doubt.text, doubt.source_text) for doubt in taken.doubts if doubt.part == part]


@pytest.mark.parametrize(
    ("number", "title", "kind", "issuer"),
    [
        ("Luật số 60/2014/QH13", "Hộ tịch", "Luật", "Quốc hội"),
        ("60/2014/QH13", "Luật Hộ tịch", "Luật", "Quốc hội"),
        ("91/2015/QH13", "Bộ luật Dân sự", "Bộ luật", "Quốc hội"),
        ("NGHỊ QUYẾT 190/2025/QH15", "Về sắp xếp", "Nghị quyết", "Quốc hội"),
        ("60/2014/QH13", "Hộ tịch", "Văn bản của Quốc hội", "Quốc hội"),
        ("Nghị định số: 123/2015/NĐ-CP", "", "Nghị định", "Chính phủ"),
        ("04/2020/TT-BTP", "", "Thông tư", "Bộ Tư pháp"),
        ("3/2010/TTLT-BTP-BNG", "", "Thông tư liên tịch", "Bộ Tư pháp"),
        ("10/2016/UBTVQH14", "", "Văn bản", "Chưa rõ cơ quan ban hành"),
        ("Pháp lệnh 10/2016/UBTVQH14", "", "Pháp lệnh", "Chưa rõ cơ quan ban hành"),
        ("22/2019/QĐ-TTg", "", "Quyết định", "Thủ tướng Chính phủ"),
        ("5/2026/TT-ABC", "", "Thông tư", "Chưa rõ cơ quan ban hành"),
    ],
)
def test_a_document_is_described_as_far_as_its_number_says_it(number: str, title: str, kind: str, issuer: str) -> None:
    """The words in front of the number count where the number itself does not say what it is."""
    read = read_documents([RawDocument(number, title)], {})
    bare = number.split(" ")[-1]
    described = ({"title": title} if title else {}) | {"kind": kind, "issuer": issuer}
    assert (read.basis, read.new, read.own, read.doubts) == ([bare], {bare: described}, {}, [])


def test_documents_are_listed_once_and_known_ones_are_not_described() -> None:
    """A number that is no number is quoted with its title; a title that is only the number is none."""
    listed = [RawDocument("60/2014/QH13 ;", ""), RawDocument("60 /2014/QH13", "Hộ tịch"), RawDocument("Công văn", "Về việc")]
    read = read_documents([*listed, RawDocument("1/2020/TT-BTC", "1/2020/TT-BTC")], {"60/2014/QH13": {}})
    assert read.basis == ["60/2014/QH13", "1/2020/TT-BTC"]
    assert read.new == {"1/2020/TT-BTC": {"kind": "Thông tư", "issuer": "Bộ Tài chính"}}
    assert [(one.part, one.text, one.source_text) for one in read.doubts] == [
        ("legal_basis", "Nguồn ghi một văn bản không rõ số, ký hiệu.", "Công văn – Về việc")
    ]
    assert [one.text for one in read_documents([], {}).doubts] == ["Nguồn không nêu căn cứ pháp lý."]
    assert describe_document("1/2020/TT-BTC2", "")["issuer"] == "Bộ Tài chính"


@pytest.mark.parametrize(
    ("said", "audience"),
    [
        ("Công dân Việt Nam, Người nước ngoài", ["citizen", "foreigner"]),
        ("người việt nam định cư ở nước ngoài", ["overseas_vietnamese"]),
        ("Doanh nghiệp (không gồm Hợp tác xã), Hộ kinh doanh", ["household_business", "enterprise"]),
        ("Hợp tác xã; Tổ chức (không bao gồm doanh nghiệp)", ["organization"]),
        ("Cán bộ, công chức, viên chức", ["citizen"]),
    ],
)
def test_who_may_apply_is_read(said: str, audience: list[str]) -> None:
    """In the order of the model; what stands in brackets is left out."""
    taken = take(portal(subjectTypesDetails=[{"name": said}]))
    assert (taken.parts["audience"], doubts(taken, "audience")) == (audience, [])


def test_offices_are_told_apart() -> None:
    """Who decides goes before who carries out; others are named in a note; nobody named is a doubt."""
    both = take(
        portal(unitGroupsAuthority=[{"name": "Sở Tư pháp"}], departmentsCoordinating=[{"name": "Công an"}, {"name": "Công an"}])
    )
    assert both.parts["authority"] == "Sở Tư pháp"
    assert both.parts["notes"] == ["Cơ quan thực hiện: Ủy ban nhân dân cấp xã", "Cơ quan phối hợp: Công an"]
    same = take(portal(unitGroupsAuthority=[{"name": "Ủy ban nhân dân cấp xã"}], dossierReceivingAddresses="Quầy 1"))
    assert (same.parts["authority"], same.parts["receiver"]) == ("Ủy ban nhân dân cấp xã", "Quầy 1")
    assert "notes" not in same.parts
    nobody = take(portal(unitGroupsExecuting=[], subjectTypesDetails=[{"name": "Ai đó"}]))
    assert (nobody.parts["authority"], nobody.parts["audience"]) == ("Nguồn không nêu cơ quan giải quyết", ["citizen"])
    assert doubts(nobody, "authority") == [("Nguồn không nêu cơ quan giải quyết.", "")]
    assert doubts(nobody, "audience") == [("Nguồn không nêu rõ đối tượng thực hiện.", "Ai đó")]


def test_the_decision_is_found_wherever_the_portal_writes_it() -> None:
    """In the proposal by either name, else beside it; a decision day only as a day."""

    def decision(**keys: Any) -> tuple[str, date | None]:
        raw = read_portal_record({key: value for key, value in PORTAL.items() if key != "procedureProposal"} | keys)
        return raw.decision, raw.decision_date

    assert decision(procedureProposal={"decisionNumber": "1/QĐ-A", "proposalNumber": "2/QĐ-A"}) == ("1/QĐ-A", None)
    assert decision(procedureProposal={"proposalNumber": "2/QĐ-A"}, decisionNo="3/QĐ-A") == ("2/QĐ-A", None)
    assert decision(decisionNo="3/QĐ-A") == decision(decisionNo="3/QĐ-A", procedureProposal="chữ") == ("3/QĐ-A", None)
    assert decision() == ("", None)
    midnight = 1768496400000  # 2026-01-16 in Vietnam, still the day before in UTC
    assert decision(procedureProposal={"decisionDate": midnight})[1] == date(2026, 1, 16)
    assert decision(procedureProposal={"decisionDate": midnight - 1})[1] == date(2026, 1, 15)
    assert [decision(procedureProposal={"decisionDate": odd})[1] for odd in (0, 4_102_444_800_001, "hôm qua")] == [None] * 3


@pytest.mark.parametrize(
    "ministry", ["Bộ Tư pháp", "Ngân hàng Nhà nước", "Thanh tra Chính phủ", "Văn phòng Chính phủ", "Tỉnh Mẫu"]
)
def test_a_new_field_names_its_ministry(ministry: str, small: Path) -> None:
    """A province that has published the procedure is none."""
    import_(small, portal(departmentPromulgateName=ministry))
    entry = {"name": "Việc mẫu"} | ({} if ministry == "Tỉnh Mẫu" else {"ministry": ministry})
    assert read(small, "catalogue/reference/fields.yaml")["viec-mau"] == entry


def test_a_field_is_known_by_its_name(small: Path) -> None:
    """However it is spelt; another name that gives the same short one gets a number."""
    fields = "catalogue/reference/fields.yaml"
    import_(small, portal(categoriesDetails=[{"name": "HỘ TỊCH."}]))
    assert (small / "catalogue/reference/procedures/ho-tich/9.000001.yaml").is_file()
    import_(small, portal(code="9.000002", categoriesDetails=[{"name": "Hồ tích"}]))
    import_(small, portal(code="9.000003", categoriesDetails=[{"name": "Hổ tích"}]))
    assert read(small, fields)["ho-tich-2"]["name"] == "Hồ tích"
    assert read(small, fields)["ho-tich-3"]["name"] == "Hổ tích"


def method(**values: Any) -> dict[str, Any]:
    return {
        "submissionMethod": "DIRECT", "processingTime": 2, "processingTimeUnit": "WORKING_DAY", "description": "",
        "fees": [], **values,
    }  # fmt: skip


def test_ways_of_filing_are_read() -> None:
    """Each kind once, in person first, with words that are not about the time; an unknown way is a doubt."""
    ways = [
        method(submissionMethod="POSTAL", description="Gửi bảo đảm"), method(submissionMethod="ONLINE"), method(),
        method(submissionMethod="POSTAL", description="Gửi bảo đảm"), method(submissionMethod="POSTAL", description="Gửi nhanh"),
        method(description="Trong 2 ngày làm việc"),
    ]  # fmt: skip
    taken = take(portal(executionMethods=ways, isFullProcess=True))
    page = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/0000-mau"
    assert taken.parts["channels"] == [
        {"kind": "in_person"}, {"kind": "online", "level": "full", "url": page},
        {"kind": "post", "notes": "Gửi bảo đảm\nGửi nhanh"},
    ]  # fmt: skip
    assert take(portal(executionMethods=[method(submissionMethod="ONLINE")])).parts["channels"] == [
        {"kind": "online", "url": page}
    ]
    strange = take(portal(executionMethods=[method(submissionMethod="PIGEON"), method(submissionMethod="")]))
    assert doubts(strange, "channels") == [
        ("Nguồn ghi cách nộp 'PIGEON', không rõ là gì.", ""), ("Nguồn ghi cách nộp 'không tên', không rõ là gì.", ""),
        ("Nguồn không nêu cách nộp hồ sơ.", ""),
    ]  # fmt: skip


def unclear(why: str, quote: str = "") -> list[dict[str, Any]]:
    return [{"undetermined": f"{why} {AT_THE_APPOINTMENT}"} | ({"source_text": quote} if quote else {})]


@pytest.mark.parametrize(
    ("values", "deadlines", "told"),
    [
        ({"processingTime": "2,5 ngày làm việc"}, [{"amount": 2.5, "unit": "working_day"}], []),
        ({"processingTime": "1,5 tháng"}, unclear("Nguồn ghi thời hạn bằng lời.", "1,5 tháng"),
         [("Nguồn ghi thời hạn bằng lời.", "1,5 tháng")]),
        ({"processingTime": "2,3 ngày"}, unclear("Nguồn ghi thời hạn bằng lời.", "2,3 ngày"),
         [("Nguồn ghi thời hạn bằng lời.", "2,3 ngày")]),
        ({"processingTime": "4 giờ"}, unclear("Nguồn ghi thời hạn bằng lời.", "4 giờ"),
         [("Nguồn ghi thời hạn bằng lời.", "4 giờ")]),
        ({"processingTime": "4,5 giờ làm việc"}, [{"amount": 4.5, "unit": "working_hour"}], []),
        ({"processingTime": 8, "processingTimeUnit": "HOUR"},
         unclear("Nguồn ghi 8 giờ, không rõ là giờ làm việc hay giờ liền.", "8 giờ"),
         [("Nguồn ghi 8 giờ, không rõ là giờ làm việc hay giờ liền.", "8 giờ")]),
        ({"processingTimeUnit": "OTHER"}, unclear("Nguồn ghi số 2 nhưng không ghi đơn vị.", "2"),
         [("Nguồn ghi số 2 nhưng không ghi đơn vị.", "2")]),
        ({"processingTime": 2.25}, unclear("Nguồn ghi 2,25 ngày làm việc, không tròn ngày hay nửa ngày.", "2,25 ngày làm việc"),
         [("Nguồn ghi 2,25 ngày làm việc, không tròn ngày hay nửa ngày.", "2,25 ngày làm việc")]),
        ({"processingTime": None}, unclear("Nguồn không nêu thời hạn."), [("Nguồn không nêu thời hạn.", "")]),
        ({"description": "Hồ sơ phức tạp: 5 ngày làm việc"},
         unclear(BY_WORDS, "2 ngày làm việc\nHồ sơ phức tạp: 5 ngày làm việc"),
         [(BY_WORDS, "2 ngày làm việc\nHồ sơ phức tạp: 5 ngày làm việc")]),
        ({"description": "Trong 2 ngày"}, unclear("Hai chỗ trong nguồn ghi đơn vị khác nhau.", "2 ngày làm việc\nTrong 2 ngày"),
         [("Hai chỗ trong nguồn ghi đơn vị khác nhau.", "2 ngày làm việc\nTrong 2 ngày")]),
        ({"processingTime": 1, "processingTimeUnit": "", "description": "1 tháng"},
         [{"amount": 1, "unit": "month", "source_text": "1 tháng"}], []),
        ({"processingTime": 0, "processingTimeUnit": "", "description": "2 giờ hoặc 3 ngày"},
         unclear(BY_WORDS, "2 giờ hoặc 3 ngày"), [(BY_WORDS, "2 giờ hoặc 3 ngày")]),
    ],
)  # fmt: skip
def test_a_time_is_read_or_quoted(values: dict[str, Any], deadlines: list[Any], told: list[tuple[str, str]]) -> None:
    """Halves of days and of working hours are times, of months and of unnamed hours they are not; nothing is rounded."""
    taken = take(portal(executionMethods=[method(**values)]))
    assert (taken.parts["deadlines"], doubts(taken, "deadlines")) == (deadlines, told)


GROUP = {
    "": ("submit", {}), "Hồ sơ gồm": ("submit", {}), "Các giấy tờ phải nộp, gồm": ("submit", {}),
    "Giấy tờ phải nộp khi làm ở xã": ("submit", {"notes": "Nhóm: Giấy tờ phải nộp khi làm ở xã."}),
    "Giấy tờ cần xuất trình": ("present", {}),
    "Người yêu cầu phải xuất trình các giấy tờ sau": (
        "present", {"notes": "Nhóm: Người yêu cầu phải xuất trình các giấy tờ sau."},
    ),
    "1. Đối với người nước ngoài": ("submit", {"when": "Đối với người nước ngoài"}),
    "a) Khi đi thay": ("submit", {"when": "Khi đi thay"}),
}  # fmt: skip


@pytest.mark.parametrize("heading", GROUP)
def test_a_heading_tells_where_its_papers_belong(heading: str) -> None:
    """To hand in or to show; what else it says stays with each paper."""
    kind, words = GROUP[heading]
    case = [{"name": heading, "profileComponents": [{"name": "- Tờ khai", "originalQty": 1, "copyQty": 2}]}]
    taken = take(portal(executionCases=case))
    assert taken.parts["papers"] == {kind: [{"name": "Tờ khai", "originals": 1, "copies": 2, **words}]}
    assert doubts(taken, "papers") == []


def test_papers_that_are_none_are_remarks() -> None:
    """A line that says something, a remark with a quantity, a heading alone, a file, a group of which nobody knows."""
    cases = [
        {"name": "Lưu ý", "profileComponents": [
            {"name": "Bản gốc đã cấp", "originalQty": 1, "attachments": [{"fileName": "a.doc"}]}]},
        {"name": "Trường hợp khác", "profileComponents": [{"name": "Giấy tờ trên phải còn hạn:", "originalQty": 0}]},
        {"name": "Chỉ có đầu đề", "profileComponents": []},
        {"name": "Xuất trình hoặc nộp", "profileComponents": [
            {"name": "Hộ chiếu", "copyQty": 1, "attachments": [{"fileName": "b.doc"}]}]},
    ]  # fmt: skip
    taken = take(portal(executionCases=cases))
    assert taken.parts["papers"] == {
        "submit": [{"name": "Hộ chiếu", "copies": 1, "form": "b", "notes": "Nhóm: Xuất trình hoặc nộp. Tệp mẫu ở nguồn: b.doc"}],
        "notes": [
            "Bản gốc đã cấp", "Tệp kèm theo ở nguồn: a.doc", "Trường hợp khác: Giấy tờ trên phải còn hạn:", "Chỉ có đầu đề",
        ],
    }  # fmt: skip
    assert doubts(taken, "papers") == [
        ("Nguồn ghi số lượng cho một lưu ý.", "Bản gốc đã cấp"),
        ("Nhóm giấy tờ này nộp hay chỉ xuất trình? Máy đã xếp vào giấy tờ phải nộp.", "Xuất trình hoặc nộp"),
    ]


def test_a_record_decided_by_a_province_is_its_own() -> None:
    """Also where the source does not say so; otherwise all provinces would post it."""
    assert [read_flat_record(FLAT | {"decision": number}).local for number in ("226/QĐ-UBND", "226/QĐ-BTP")] == [True, False]


def test_a_flat_record_is_read_whole() -> None:
    """Every key of the shape; a ministry's short name for machines is none, a level nobody knows is another."""
    raw = read_flat_record(
        FLAT | {
            "ministry": "Bộ Tư pháp", "state": "ACTIVE", "level": "Cấp xã, Cấp tỉnh, Làng", "decision": "1/QĐ-MAU (5/3/2026)",
            "authority": "Chủ tịch", "receive_at": "Quầy 1", "conditions": "Có mặt", "results": ["Giấy", "", 5, "Sổ"],
            "provincial": True,
            "methods": [
                {"channel": "DIRECT", "qty": 2, "unit": "DAY", "fee": 8000, "currency": "VND", "note": "(mỗi (1) bản) Tại quầy"},
                {"channel": "ONLINE", "qty": "3 ngày", "unit": "", "currency": "VND", "note": "(a) không phải phí",
                 "fee_notes": [{"type": "FEE", "value": 1000, "text": "một bản"}]},
                {"channel": "POSTAL", "qty": None, "unit": "", "note": "(chưa đóng"},
            ],
            "papers": [
                {"group": "Nộp", "items": [{"name": "Tờ khai", "originals": 1, "copies": 2, "form": "a.doc"}, {"name": ""}]},
            ],
            "steps": [{"name": "Bước 1", "text": "Nộp hồ sơ."}, {"text": "Chờ.\nNhận."}],
            "legal": [{"code": "60/2014/QH13", "name": "Hộ tịch"}, {"code": "", "name": "Luật cũ"}],
            "cases": [{"case_code": "01", "name": "Việc phụ", "qty": 4, "unit": "DAY"}],
        }
    )  # fmt: skip
    assert (raw.ministry, raw.state, raw.levels) == ("Bộ Tư pháp", "ACTIVE", frozenset(("commune", "province", "other")))
    assert (raw.decision, raw.decision_date) == ("1/QĐ-MAU", date(2026, 3, 5))
    assert (raw.authority, raw.executing, raw.receiver) == ("Chủ tịch", "Ủy ban nhân dân cấp xã", "Quầy 1")
    assert (raw.requirements, raw.results, raw.local) == ("Có mặt", ("Giấy", "Sổ"), True)
    assert (raw.code, raw.name, raw.field, raw.audience) == ("9.000001", "Đăng ký việc mẫu", "Việc mẫu", "Công dân Việt Nam")
    assert raw.steps == (("Bước 1", "Nộp hồ sơ."), ("", "Chờ.\nNhận."))
    assert raw.documents == (RawDocument("60/2014/QH13", "Hộ tịch"), RawDocument("", "Luật cũ"))
    assert (raw.url, raw.coordinating, raw.notes) == ("https://dichvucong.gov.vn/thu-tuc-hanh-chinh/mau", "", ())
    assert raw.methods == (
        RawMethod("DIRECT", 2, "DAY", "Tại quầy", (RawFee("", 8000, "mỗi (1) bản", "VND"),)),
        RawMethod("ONLINE", "3 ngày", "", "(a) không phải phí", (RawFee("FEE", 1000, "một bản", "VND"),)),
        RawMethod("POSTAL", None, "", "", (RawFee("", None, "chưa đóng", ""),)),
    )
    assert raw.groups == (RawGroup("Nộp", (RawPaper("Tờ khai", 1, 2, ("a.doc",)),)),)
    assert raw.cases == (RawCase("01", "Việc phụ", 4, "DAY"),)
    assert read_flat_record(FLAT | {"ministry": "BoTuPhap"}).ministry == ""
    assert read_flat_record(FLAT | {"url": "http://a"}).url == "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/"
    for odd in ("1/QĐ-MAU (31/2/2026)", "1/QĐ-MAU 5/3/2026"):
        read = read_flat_record(FLAT | {"decision": odd})
        assert (read.decision, read.decision_date) == (odd, None)


def records_in(table: dict[str, Any]) -> Iterator[Found]:
    return (found for found in read_data("x.json", json.dumps({"data": table}).encode()) if found.record is not None)


@pytest.mark.slow("many examples")
@settings(deadline=None)
@given(st.sampled_from(sorted(PORTAL)), JUNK, st.sampled_from(sorted(FLAT)), JUNK)
@example("resultsDetails", [{"name": "\x1b"}], "results", ["\x1b"])
def test_what_an_import_writes_can_be_imported_again(key: str, value: Any, flat_key: str, flat_value: Any) -> None:
    """Whatever stands at whatever key of the source, the record is valid."""
    for table in (PORTAL | {key: value}, FLAT | {flat_key: flat_value}):
        for found in records_in(table):
            assert found.record is not None
            assert found.refusal == ""
            with suppress(NotARecordError):
                written = write_yaml(new_record(take_procedure(found.record, {}), "viec-mau", DAY, DAY))
                document, _ = parse_document(SourceText("x.yaml", written))
                assert document is not None
                Procedure.model_validate(plain(document.root))
