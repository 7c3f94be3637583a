"""Fees with days and ways of filing in their words: a condition that the value does not have is a doubt, never passed over."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from niemyet.portal.convert import take_procedure
from niemyet.portal.fees import read_fee_lines
from niemyet.portal.portal_record import read_portal_record
from niemyet.portal.raw_record import RawFee
from test_import import PORTAL, portal

UNCLEAR = "Lời ghi nêu ngày hoặc cách nộp, chưa rõ mức thu áp dụng khi nào."
MISMATCH = "Nguồn ghi mức thu không rõ hoặc không khớp với lời ghi."
SEVERAL = "Nguồn ghi nhiều mức thu mà không rõ mức nào thu khi nào."


def read(value: float | None, text: str, channel: str = "") -> tuple[list[dict[str, Any]], list[str]]:
    """The lines without quotations, with days in ISO form, and what is asked."""
    doubts: list[Any] = []
    lines = read_fee_lines(RawFee("FEE", value, text), doubts, channel)
    plain = [{k: str(v) if k in ("from", "until") else v for k, v in line.items() if k != "source_text"} for line in lines]
    return plain, [doubt.text for doubt in doubts]


def after(day: str) -> str:
    return f"Nguồn không nêu mức thu từ ngày {day}."


@pytest.mark.parametrize(
    ("value", "text", "channel", "lines", "asked"),
    [
        (25000, "25.000 đồng hình thức trực tuyến (kể từ 01/01/2024 đến hết ngày 31/12/2025)", "online",
         [{"channel": "online", "amount": 25000, "from": "2024-01-01", "until": "2025-12-31"},
          {"channel": "online", "undetermined": after("01/01/2026"), "from": "2026-01-01"}], [after("01/01/2026")]),
        (25000, "Từ ngày 01/7/2026: 25.000 đồng", "", [{"amount": 25000, "from": "2026-07-01"}], []),
        (5000, "Trường hợp công dân nộp hồ sơ qua cổng dịch vụ công trực tuyến thu 5.000 đồng/lần đăng ký", "online",
         [{"channel": "online", "amount": 5000, "per": "lần đăng ký"}], []),
        (5000, "Trường hợp công dân nộp hồ sơ trực tiếp thu 5.000 đồng", "online", [{"undetermined": UNCLEAR}], [UNCLEAR]),
        (5000, "5.000 đồng; trực tuyến bằng 50 %, trực tiếp thu đủ", "", [{"undetermined": UNCLEAR}], [UNCLEAR]),
        (5000, "5.000 đồng từ ngày 01/01/2026, từ ngày 01/7/2026 tăng gấp đôi", "", [{"undetermined": UNCLEAR}], [UNCLEAR]),
        (5000, "5.000 đồng theo Thông tư số 99/2024/TT-BTC ngày 14/11/2016", "", [{"amount": 5000}], []),
        (5000, "5.000 đồng đến hết ngày 31/13/2026", "", [{"undetermined": UNCLEAR}], [UNCLEAR]),
        (10000, "Tối đa 10.000 đồng/bản", "", [{"undetermined": MISMATCH}], [MISMATCH]),
        (10000, "Không quá 10.000 đồng", "", [{"undetermined": MISMATCH}], [MISMATCH]),
        (30000, "30 nghìn đồng", "", [{"amount": 30000}], []),
        (30000, "Mức thu 60 nghìn đồng", "", [{"undetermined": MISMATCH}], [MISMATCH]),
        (1500000, "1,5 triệu đồng", "", [{"amount": 1500000}], []),
        (30000, "60.000", "", [{"undetermined": MISMATCH}], [MISMATCH]),
        (0, "Theo Nghị quyết của HĐND tỉnh", "", [{"set_by": "province"}], []),
        (2000, "2.000 đồng/trang. Từ trang thứ ba trở lên thu 1.000 đồng/trang, tối đa thu không quá 200.000 đồng/bản.", "",
         [{"formula": {"unit": "trang", "parts": [{"first": 1, "last": 2, "amount": 2000}, {"first": 3, "amount": 1000}],
                       "at_most": 200000}, "per": "bản"}], []),
        (0, "Lệ phí : Đồng (Hội đồng nhân dân cấp tỉnh quyết định)", "", [{"set_by": "province"}], []),
        (0, "(Hội đồng nhân dân cấp tỉnh quyết định)", "", [{"set_by": "province"}], []),
    ],
)  # fmt: skip
def test_conditions_in_words(value: float, text: str, channel: str, lines: list[dict[str, Any]], asked: list[str]) -> None:
    """A span of days ends the fee, and what follows is asked; a document's own day is no condition."""
    assert read(value, text, channel) == (lines, asked)


@settings(max_examples=80, deadline=None)
@given(
    amount=st.integers(2, 90).map(lambda n: n * 1000),
    way=st.sampled_from(["", " hình thức trực tuyến", " nộp trực tiếp", " qua bưu chính"]),
    span=st.sampled_from(["", " từ ngày 01/01/2026", " đến hết ngày 31/12/2026", " từ 01/01/2026 đến hết ngày 31/12/2026"]),
    more=st.sampled_from(["", ", nộp trực tuyến giảm một nửa", ", đến hết năm sau", " (trực tuyến: 1.000 đồng)"]),
    channel=st.sampled_from(["", "online", "in_person", "post"]),
)
def test_a_condition_is_in_the_value_or_is_asked(amount: int, way: str, span: str, more: str, channel: str) -> None:
    """Composed lines: whatever names a way of filing or a day is in what was read, or the fee is open."""
    lines, asked = read(amount, f"{amount // 1000}.000 đồng{way}{span}{more}", channel)
    first = lines[0]
    if "undetermined" in first:
        assert asked
        return
    assert not more
    ways = {" hình thức trực tuyến": "online", " nộp trực tiếp": "in_person", " qua bưu chính": "post"}
    assert first.get("channel", "") == ways.get(way, "")
    assert ("from" in first) == ("từ" in span)
    assert ("until" in first) == ("đến" in span) == bool(asked)


def fees(*listed: dict[str, Any]) -> Any:
    record = portal()
    record["executionMethods"] = [PORTAL["executionMethods"][0] | {"fees": list(listed)}]
    return take_procedure(read_portal_record(record), {})


def test_several_values_of_one_kind_are_never_added_up() -> None:
    """They are quoted together and one question is asked; a line on who is freed is a remark to the one that is paid."""
    several = fees(
        {"type": "FEE", "value": 8000, "description": "Cấp mới"}, {"type": "FEE", "value": 5000, "description": "Cấp lại"}
    )
    [fee] = several.parts["fees"]
    assert (fee["undetermined"], fee["source_text"]) == (SEVERAL, "8000 đồng – Cấp mới\n5000 đồng – Cấp lại")
    assert [doubt.text for doubt in several.doubts] == [SEVERAL]
    freed = "Trường hợp công dân thuộc diện được miễn thì xuất trình giấy tờ chứng minh"
    one = fees({"type": "FEE", "value": 8000, "description": ""}, {"type": "FEE", "value": 0, "description": freed})
    assert one.parts["fees"] == [{"amount": 8000, "notes": freed}]


def test_the_same_words_in_other_dress_are_one_fee() -> None:
    """An empty amount in front and brackets around are no difference."""
    words = "Hội đồng nhân dân cấp tỉnh quyết định"
    ways = [
        {"submissionMethod": way, "processingTime": 2, "processingTimeUnit": "WORKING_DAY",
         "fees": [{"type": "SERVICE_FEE", "value": 0, "description": text}]}
        for way, text in (("DIRECT", words), ("ONLINE", f"({words})"), ("POSTAL", f"Lệ phí: Đồng ({words})"))
    ]  # fmt: skip
    read_ = take_procedure(read_portal_record(portal(executionMethods=ways)), {})
    assert read_.parts["fees"] == [{"set_by": "province", "source_text": words}]


def test_a_file_beside_a_fee_is_named() -> None:
    """Where the amount stands in it, and in the source's own words."""
    taken = fees({"type": "FEE", "value": None, "description": "Chi tiết kèm theo", "attachment": {"fileName": "PL 1.docx"}})
    assert taken.parts["fees"][0]["notes"] == "Tệp kèm theo ở nguồn: PL 1.docx"
    assert "PL 1.docx" in dict(taken.original)["Cách thức thực hiện"]


def test_what_is_paid_on_request_is_not_due() -> None:
    """A copy that somebody may ask for costs nothing to who does not."""
    (line,) = read(3000, "3.000 đồng/bản sao (nếu yêu cầu cấp bản sao)")[0]
    assert (line["kind"], line["amount"]) == ("optional", 3000)
    (line,) = read(3000, "3.000 đồng/bản sao")[0]
    assert "kind" not in line


def test_a_million_is_quoted_in_figures() -> None:
    """The words of the source are for a person to read."""
    doubts: list[Any] = []
    (line,) = read_fee_lines(RawFee("FEE", 1_000_000.0, "1 triệu đồng; cấp lại: 500 nghìn đồng"), doubts)
    assert line["source_text"].startswith("1000000 đồng\n")


def test_people_before_the_word_free_are_asked_about() -> None:
    """ "Người từ 60 tuổi trở lên: miễn" is a waiver as much as "Miễn đối với …"."""
    taken = fees({"type": "FEE", "value": 20000, "description": "Người từ 60 tuổi trở lên: miễn. Còn lại: 20.000 đồng"})
    assert any(doubt.part == "waivers" and "60 tuổi" in doubt.source_text for doubt in taken.doubts)
