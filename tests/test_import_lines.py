"""Single lines of the source: a figure is read only if the whole line is understood."""

from datetime import date
from typing import Any

import pytest

from niemyet.portal.convert import TakenProcedure, take_procedure
from niemyet.portal.exports import Found
from niemyet.portal.flat_record import read_flat_record
from niemyet.portal.merge import are_alike, fingerprint
from niemyet.portal.plan import plan_import
from niemyet.portal.portal_record import read_portal_record
from niemyet.portal.report import sum_up, write_report
from test_import import FLAT, PORTAL, import_, plan, portal, with_fee

COUNCIL = "Hội đồng nhân dân cấp tỉnh quyết định"
UNCLEAR = "Nguồn ghi mức thu không rõ hoặc không khớp với lời ghi."
NOT_GIVEN = "Nguồn không nêu mức thu."
NO_PLACE = "Ngày trả kết quả xem ở giấy hẹn."


def take(record: dict[str, Any]) -> TakenProcedure:
    return take_procedure(read_portal_record(record), {})


def told(taken: TakenProcedure, part: str) -> list[str]:
    return [doubt.text for doubt in taken.doubts if doubt.part == part]


@pytest.mark.parametrize(
    ("fee", "read"),
    [
        ({"value": 8000}, {"amount": 8000}),
        ({"value": 1000}, {"amount": 1000}),
        ({"value": 8000, "description": "/bản sao"}, {"amount": 8000, "per": "bản sao", "source_text": "/bản sao"}),
        ({"value": 8000, "description": "Lệ phí: 8.000 đồng/bản sao"},
         {"amount": 8000, "per": "bản sao", "source_text": "Lệ phí: 8.000 đồng/bản sao"}),
        ({"value": 8000, "description": "Lệ phí : 8.000 Đồng (bản)"},
         {"amount": 8000, "per": "bản", "source_text": "Lệ phí : 8.000 Đồng (bản)"}),
        ({"value": 8000, "description": "Thu 8.000 đồng mỗi bản sao, nộp tại quầy"},
         {"amount": 8000, "per": "bản sao", "source_text": "Thu 8.000 đồng mỗi bản sao, nộp tại quầy"}),
        ({"value": 8000, "description": "8.000 đồng (trường hợp nộp tại quầy)"},
         {"amount": 8000, "source_text": "8.000 đồng (trường hợp nộp tại quầy)"}),
        ({"value": 8000, "description": "8 000 đ"}, {"amount": 8000, "source_text": "8 000 đ"}),
        ({"value": 8000, "description": "(8.000 đồng)"}, {"amount": 8000, "source_text": "8.000 đồng"}),
        ({"value": 8000, "description": "(một) 8.000 đồng (hai)"}, {"amount": 8000, "source_text": "(một) 8.000 đồng (hai)"}),
        ({"value": 8000, "description": "Nộp tại quầy"}, {"amount": 8000, "source_text": "Nộp tại quầy"}),
        ({"value": 0, "description": COUNCIL}, {"set_by": "province", "source_text": COUNCIL}),
        ({"value": 0, "description": "Theo quy định của HĐND tỉnh, thành phố trực thuộc trung ương"},
         {"set_by": "province", "source_text": "Theo quy định của HĐND tỉnh, thành phố trực thuộc trung ương"}),
        ({"value": 0, "description": "Miễn lệ phí theo quy định tại Luật số 60/2014/QH13"},
         {"amount": 0, "basis": "60/2014/QH13", "source_text": "Miễn lệ phí theo quy định tại Luật số 60/2014/QH13"}),
    ],
)  # fmt: skip
def test_a_fee_that_is_understood_is_taken(fee: dict[str, Any], read: dict[str, Any]) -> None:
    """Its words stay beside it, and nobody is asked."""
    taken = take(with_fee(type="FEE", **{"description": "", **fee}))
    assert taken.parts["fees"] == [read]
    assert told(taken, "fees") == []


@pytest.mark.parametrize(
    ("fee", "why", "quote"),
    [
        ({"value": 999}, UNCLEAR, "999 đồng"),
        ({"value": 8000, "description": "Mỗi bản 8.000 đồng"}, UNCLEAR, "8000 đồng\nMỗi bản 8.000 đồng"),
        ({"value": 1000.5}, UNCLEAR, "1000.5 đồng"),
        ({"value": 8000, "description": "9.000 đồng"}, UNCLEAR, "8000 đồng\n9.000 đồng"),
        ({"value": 8000, "description": "8.000 đồng, trẻ em 4.000 đồng"}, UNCLEAR, "8000 đồng\n8.000 đồng, trẻ em 4.000 đồng"),
        ({"value": 8000, "description": COUNCIL},
         "Nguồn vừa ghi 8.000 đồng vừa ghi do Hội đồng nhân dân cấp tỉnh quy định.", f"8000 đồng\n{COUNCIL}"),
        ({"value": 0, "description": f"{COUNCIL}; Nghị quyết số 10 của tỉnh An Giang"},
         "Nguồn dẫn nhiều cơ quan hoặc văn bản của một tỉnh; chưa rõ ai quy định mức thu.",
         f"{COUNCIL}; Nghị quyết số 10 của tỉnh An Giang"),
        ({"value": 0}, "Nguồn ghi 0 đồng nhưng không dẫn văn bản quy định miễn thu.", None),
        ({"value": None}, NOT_GIVEN, None),
        ({"value": None, "description": "Chưa quy định."}, NOT_GIVEN, "Chưa quy định."),
        ({"value": 0, "description": "Không"}, "Nguồn ghi 0 đồng nhưng không dẫn văn bản quy định miễn thu.", "Không"),
        ({"value": 0, "description": "Miễn phí"}, "Nguồn ghi không thu hoặc miễn, chưa rõ theo văn bản nào, cho ai.", "Miễn phí"),
        ({"value": 0, "description": "Miễn lệ phí theo Luật 60/2014/QH13 và Luật 03/2026/QH16"},
         "Nguồn ghi không thu hoặc miễn, chưa rõ theo văn bản nào, cho ai.",
         "Miễn lệ phí theo Luật 60/2014/QH13 và Luật 03/2026/QH16"),
        ({"value": 0, "description": "Theo biểu phí"}, "Nguồn không ghi rõ mức thu.", "Theo biểu phí"),
    ],
)  # fmt: skip
def test_a_fee_that_is_not_understood_is_quoted_and_never_a_figure(fee: dict[str, Any], why: str, quote: str | None) -> None:
    """0 without a document that frees everybody is not free."""
    taken = take(with_fee(type="FEE", **{"description": "", **fee}))
    assert taken.parts["fees"] == [{"undetermined": why} | ({"source_text": quote} if quote else {})]
    assert told(taken, "fees") == [why]


FORMULA = "2.000 đồng/trang; từ trang thứ {third} trở lên thu 1.000 đồng/trang, tối đa thu không quá 200.000 đồng/bản"


@pytest.mark.parametrize(("third", "first"), [("3", 3), ("ba", 3), ("hai", 2), ("tư", 4), ("năm", 5), ("11", 11)])
def test_a_formula_is_read_whole(third: str, first: int) -> None:
    """Thông tư 226/2016/TT-BTC says it so; figures or words for the page."""
    text = FORMULA.format(third=third)
    [fee] = take(with_fee(type="FEE", value=2000, description=text)).parts["fees"]
    parts = [{"first": 1, "last": first - 1, "amount": 2000}, {"first": first, "amount": 1000}]
    assert fee == {"formula": {"unit": "trang", "parts": parts, "at_most": 200000}, "per": "bản", "source_text": text}


@pytest.mark.parametrize("words", ["Không", "không có", "Không quy định.", "Không có yêu cầu", ""])
def test_a_requirement_that_says_that_there_is_none_is_none(words: str) -> None:
    assert take(portal(requirementsAndConditions=words)).parts.get("requirements") is None
    assert take(portal(requirementsAndConditions="Không quá 60 tuổi")).parts["requirements"] == ["Không quá 60 tuổi"]


def test_a_fee_in_another_currency_is_no_amount() -> None:
    unclear = {"undetermined": UNCLEAR, "source_text": "8000 USD"}
    for currency, read in {"VND": {"amount": 8000}, "Việt Nam Đồng": {"amount": 8000}, "USD": unclear}.items():
        [fee] = take(with_fee(type="FEE", value=8000, description="", currencyName=currency)).parts["fees"]
        assert fee == read


@pytest.mark.parametrize("text", [FORMULA.format(third="1"), FORMULA.format(third="ba") + ". Bìa 5.000 đồng"])
def test_a_formula_with_more_than_is_understood_is_none(text: str) -> None:
    assert "formula" not in take(with_fee(type="FEE", value=2000, description=text)).parts["fees"][0]


def method(**values: Any) -> dict[str, Any]:
    """A way of filing in two working days without a fee, with other values."""
    return {
        "submissionMethod": "DIRECT", "processingTime": 2, "processingTimeUnit": "WORKING_DAY", "description": "",
        "fees": [], **values,
    }  # fmt: skip


def test_fees_that_differ_by_the_way_of_filing_name_it() -> None:
    """The same for all is told once."""

    def fees(direct: int, online: int) -> Any:
        both = (("DIRECT", direct), ("ONLINE", online))
        made = [method(submissionMethod=kind, fees=[{"type": "FEE", "value": n, "description": ""}]) for kind, n in both]
        return take(portal(executionMethods=made)).parts["fees"]

    assert fees(8000, 8000) == [{"amount": 8000}]
    assert fees(8000, 4000) == [{"channel": "in_person", "amount": 8000}, {"channel": "online", "amount": 4000}]


def test_fees_of_two_kinds_are_named() -> None:
    kinds = [{"type": "FEE", "value": 8000, "description": ""}, {"type": "SERVICE_FEE", "value": 5000, "description": ""}]
    fees = take(portal(executionMethods=[method(fees=kinds)])).parts["fees"]
    assert fees == [{"name": "Phí", "amount": 8000}, {"name": "Lệ phí", "amount": 5000}]


@pytest.mark.parametrize(
    ("values", "deadlines"),
    [
        ({}, [{"amount": 2, "unit": "working_day"}]),
        ({"processingTime": 1.5}, [{"amount": 1.5, "unit": "working_day"}]),
        ({"processingTimeUnit": "DAY"}, [{"amount": 2, "unit": "day"}]),
        ({"description": "Trong 2 ngày làm việc."},
         [{"amount": 2, "unit": "working_day", "notes": "Trong 2 ngày làm việc."}]),
        ({"processingTime": 0, "processingTimeUnit": "OTHER", "description": "Trong vòng 5 ngày làm việc từ khi nhận đủ hồ sơ."},
         [{"amount": 5, "unit": "working_day", "source_text": "Trong vòng 5 ngày làm việc từ khi nhận đủ hồ sơ."}]),
        ({"processingTime": 0, "processingTimeUnit": "OTHER", "description": "Không quá 1 tháng"},
         [{"amount": 1, "unit": "month", "source_text": "Không quá 1 tháng"}]),
    ],
)  # fmt: skip
def test_a_time_that_is_understood_is_taken(values: dict[str, Any], deadlines: list[dict[str, Any]]) -> None:
    taken = take(portal(executionMethods=[method(**values)]))
    assert taken.parts["deadlines"] == deadlines
    assert told(taken, "deadlines") == []


@pytest.mark.parametrize(
    ("values", "why", "quote"),
    [
        ({"processingTimeUnit": "HOUR"},
         f"Nguồn ghi 2 giờ, không rõ là giờ làm việc hay giờ liền. {NO_PLACE}", "2 giờ"),
        ({"processingTimeUnit": "OTHER"}, f"Nguồn ghi số 2 nhưng không ghi đơn vị. {NO_PLACE}", "2"),
        ({"processingTime": 1.25},
         f"Nguồn ghi 1,25 ngày làm việc, không tròn ngày hay nửa ngày. {NO_PLACE}", "1,25 ngày làm việc"),
        ({"description": "Trong 2 ngày."},
         f"Hai chỗ trong nguồn ghi đơn vị khác nhau. {NO_PLACE}", "2 ngày làm việc\nTrong 2 ngày."),
        ({"processingTime": 0}, f"Nguồn không nêu thời hạn. {NO_PLACE}", None),
        ({"processingTime": 0, "description": "Trong 12 giờ"},
         f"Nguồn ghi thời hạn bằng lời, chưa rõ áp dụng thế nào. {NO_PLACE}", "Trong 12 giờ"),
    ],
)  # fmt: skip
def test_a_time_without_a_sure_unit_is_quoted_and_never_guessed(values: dict[str, Any], why: str, quote: str | None) -> None:
    taken = take(portal(executionMethods=[method(**values)]))
    assert taken.parts["deadlines"] == [{"undetermined": why} | ({"source_text": quote} if quote else {})]
    assert len(told(taken, "deadlines")) == 1


def test_times_that_differ_by_the_way_of_filing_name_it_and_two_for_one_way_are_quoted() -> None:
    methods = [method(), method(submissionMethod="ONLINE", processingTime=1)]
    assert take(portal(executionMethods=methods)).parts["deadlines"] == [
        {"channel": "in_person", "amount": 2, "unit": "working_day"},
        {"channel": "online", "amount": 1, "unit": "working_day"},
    ]
    [deadline] = take(portal(executionMethods=[method(), method(processingTime=3)])).parts["deadlines"]
    assert deadline["undetermined"] == f"Nguồn ghi nhiều thời hạn cho cùng một cách nộp. {NO_PLACE}"
    assert deadline["source_text"].count("ngày làm việc") == 2


def paper(name: str, originals: int = 1, copies: int = 0) -> dict[str, Any]:
    return {"name": name, "originalQty": originals, "copyQty": copies}


@pytest.mark.parametrize(
    ("heading", "papers"),
    [
        ("", {"submit": [{"name": "Tờ khai", "originals": 1}]}),
        ("Thành phần hồ sơ", {"submit": [{"name": "Tờ khai", "originals": 1}]}),
        ("* Giấy tờ phải nộp:", {"submit": [{"name": "Tờ khai", "originals": 1}]}),
        ("* Giấy tờ phải xuất trình:", {"present": [{"name": "Tờ khai", "originals": 1}]}),
        ("Trường hợp ủy quyền", {"submit": [{"name": "Tờ khai", "originals": 1, "when": "Trường hợp ủy quyền"}]}),
        ("Nhà ở", {"submit": [{"name": "Tờ khai", "originals": 1, "notes": "Nhóm: Nhà ở."}]}),
        ("Lưu ý", {"notes": ["Tờ khai"]}),
    ],
)
def test_a_heading_says_what_its_papers_are_for(heading: str, papers: dict[str, Any]) -> None:
    case = [{"name": heading, "profileComponents": [paper("Tờ khai")]}]
    assert take(portal(executionCases=case)).parts["papers"] == papers


def test_quantities_are_taken_and_impossible_ones_are_doubted() -> None:
    """Ten copies may be meant, 2015 are a year."""
    lines = [
        paper("Đơn", 1, 10),
        paper("Giấy A", 0, 2015),
        paper("Giấy B", 11),
        paper("Giấy C", 0),
        paper("Việc này phải làm", 0),
    ]
    taken = take(portal(executionCases=[{"name": "", "profileComponents": lines}]))
    assert taken.parts["papers"] == {
        "submit": [
            {"name": "Đơn", "originals": 1, "copies": 10},
            {"name": "Giấy A", "notes": "Nguồn ghi 2015 bản sao."},
            {"name": "Giấy B", "notes": "Nguồn ghi 11 bản chính."},
            {"name": "Giấy C", "notes": "Nguồn không ghi số lượng."},
        ],
        "notes": ["Việc này phải làm"],
    }
    assert told(taken, "papers") == [
        "Nguồn ghi 2015 bản sao, có lẽ nhầm.",
        "Nguồn ghi 11 bản chính, có lẽ nhầm.",
        "Nguồn ghi số lượng 0 cho một giấy tờ.",
    ]


@pytest.mark.parametrize(
    ("record", "part", "why"),
    [
        (portal(state="EXPIRED"), "effective", "Nguồn ghi trạng thái 'EXPIRED': thủ tục còn áp dụng không?"),
        (portal(procedureProposal={}), "decision", "Nguồn không nêu rõ quyết định công bố."),
        (portal(executionSteps=[]), "steps", "Nguồn không nêu trình tự thực hiện."),
        (portal(resultsDetails=[]), "results", "Nguồn không nêu kết quả."),
        (portal(executionCases=[]), "papers", "Nguồn không nêu giấy tờ nào."),
    ],
)
def test_what_is_doubtful_of_a_record_as_a_whole_is_asked(record: dict[str, Any], part: str, why: str) -> None:
    """And only there: the record as it is leaves nothing to ask."""
    read = read_flat_record if record.get("methods") else read_portal_record
    taken = take_procedure(read(record), {})
    assert [(doubt.part, doubt.text) for doubt in taken.doubts] == [(part, why)]
    assert take(PORTAL).doubts == take_procedure(read_flat_record(FLAT), {}).doubts == ()


def test_progress_ends_with_the_last_record(small: Any) -> None:
    told: list[tuple[str, int, int]] = []
    found = [Found("a", None, "hỏng"), Found("b", None, "hỏng")]
    planned = plan_import(small, found, date(2026, 8, 20), date(2026, 8, 20), False, lambda *step: told.append(step))
    assert told == [("Lấy về", 1, 2), ("Lấy về", 2, 2)]
    assert planned.refusals == (("a", "hỏng"), ("b", "hỏng"))


def test_likeness_looks_at_words_and_only_steps_have_an_order() -> None:
    assert are_alike("papers", ["Tờ khai.", "Đơn"], ["đơn", "Tờ  khai"])
    assert not are_alike("steps", ["Một", "Hai"], ["Hai", "Một"])
    assert not are_alike("fees", [{"amount": "8000"}], [{"amount": "9000"}])
    assert fingerprint({"amount": 8000}) == fingerprint({"amount": "8000"}) != fingerprint({"amount": "9000"})
    assert {fingerprint(None), fingerprint(""), fingerprint([]), fingerprint({}), fingerprint(())} == {""}
    assert len(fingerprint("x")) == 12


def test_the_report_counts_and_names_what_an_import_did(small: Any) -> None:
    """Every count is in the table, every doubt and every changed part has its line."""
    first = plan(small, with_fee(type="FEE", value=0, description=""))
    counts = dict(sum_up(first))
    assert counts["thủ tục mới lấy về"] == 1
    assert counts["điều phải quyết định"] == len(first.rows[0].doubts) > 0
    assert (counts["lĩnh vực mới"], counts["văn bản mới"], counts["chỗ không lấy được"]) == (1, 1, 0)
    report = write_report(first, date(2026, 8, 20), written=False)
    assert "# Lấy thủ tục từ Cổng Dịch vụ công quốc gia, ngày 20/08/2026\n\nChạy thử: chưa ghi gì vào danh mục.\n" in report
    assert "- Phí, lệ phí: Nguồn ghi 0 đồng nhưng không dẫn văn bản quy định miễn thu.\n" in report
    assert f"| 9.000001 | {PORTAL['name']} | mới lấy về |" in report
    import_(small, portal())
    changed = with_fee(type="FEE", value=9000, description="") | {"requirementsAndConditions": "Có mặt"}
    again = plan(small, changed, retrieved=date(2026, 8, 20))
    second = write_report(again, date(2026, 8, 20), written=True)
    assert again.rows[0].outcome == "changed"
    assert "Chạy thử" not in second
    assert "### 9.000001 Đăng ký việc mẫu (nội dung đã đổi)\n\n- Phí, lệ phí (đổi nội dung)\n" in second
    assert "  - bỏ: amount: 8000\n  - thêm: amount: 9000\n" in second
    assert '- Yêu cầu, điều kiện (đổi nội dung)\n  - đang có: không có\n  - nguồn: \\["Có mặt"\\]\n' in second
