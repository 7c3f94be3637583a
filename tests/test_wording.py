"""Values in Vietnamese words (fees, deadlines, waivers, changes) against text written by hand."""

from datetime import date, time
from typing import Any

import pytest
from markupsafe import Markup

from niemyet.law.citations import LawChange
from niemyet.law.deadlines import DeadlineLine
from niemyet.law.terms import FeeLine
from niemyet.model.deadline import Deadline
from niemyet.model.kinds import Level
from niemyet.model.money import Fee, Formula, Waiver
from niemyet.model.orthography import capitalize, format_clock, format_day, lower_first
from niemyet.model.places import Commune, Feedback, OpeningException, name_unit
from niemyet.model.procedure import Decision, Outdated, Procedure, Source, Step
from niemyet.render import wording
from niemyet.render.language import VIETNAMESE
from niemyet.render.renderer import fill_sentence
from niemyet.render.summaries import format_term

BASIS = "60/2014/QH13"
BY_PAGE = {"unit": "trang", "parts": [{"first": "1", "last": "2", "amount": "2000"}, {"first": "3", "amount": "1000"}]}


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        ({"amount": "0", "basis": BASIS}, "Miễn phí"),
        ({"amount": "8000"}, "8.000 đồng"),
        ({"amount": "1"}, "1 đồng"),
        ({"amount": "8000", "per": "bản sao"}, "8.000 đồng/bản sao"),
        ({"amount": "1250000"}, "1.250.000 đồng"),
        ({"undetermined": "Hai nguồn ghi khác nhau."}, "Chưa xác định"),
        ({"formula": BY_PAGE}, "2.000 đồng/trang từ trang thứ 1 đến trang thứ 2; 1.000 đồng/trang từ trang thứ 3"),
        (
            {"formula": {"unit": "bản", "parts": [{"first": "1", "last": "1", "amount": "5000"}]}},
            "5.000 đồng/bản bản thứ 1",
        ),
    ],
)
def test_a_fee_is_said_as_what_is_paid(fee: dict[str, Any], words: str) -> None:
    """Only what is 0 đồng is free; what nobody has determined or set is never free."""
    assert wording.format_fee(FeeLine(Fee.model_validate(fee), "reference"), VIETNAMESE) == words
    pending = FeeLine(Fee.model_validate({"set_by": "province"}), "reference", pending=True)
    assert wording.format_fee(pending, VIETNAMESE) == "Tỉnh chưa cập nhật mức thu"


def test_a_formula_is_spelt_for_the_browser() -> None:
    assert wording.spell_formula(Formula.model_validate(BY_PAGE)) == "1-2:2000 3-:1000"


@pytest.mark.parametrize(
    ("deadline", "words", "term", "later"),
    [
        ({"amount": "3", "unit": "working_day"}, "3 ngày làm việc", "3 ngày làm việc", ""),
        ({"amount": "1", "unit": "month"}, "1 tháng", "1 tháng", ""),
        ({"amount": "15", "unit": "day"}, "15 ngày", "15 ngày", ""),
        (
            {"same_day_until": "15:00"},
            "Ngay trong ngày",
            "Ngay trong ngày (nhận trước 15 giờ)",
            "Nhận hồ sơ sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo.",
        ),
        ({"undetermined": "Nguồn không nêu."}, "Chưa xác định", "Chưa xác định", ""),
    ],
)
def test_a_deadline_is_said_with_its_unit_and_its_hour(deadline: dict[str, Any], words: str, term: str, later: str) -> None:
    """Working days are not days; whoever comes after the hour waits for the next working day."""
    read = Deadline.model_validate(deadline)
    length = wording.format_deadline(read, VIETNAMESE)
    assert (length, format_term(read, VIETNAMESE), wording.explain_deadline(read, VIETNAMESE)) == (words, term, later)


@pytest.mark.parametrize(
    ("level", "lawful", "words"),
    [
        ("reference", None, ""),
        ("commune", {"amount": "3", "unit": "working_day"}, "Xã cam kết sớm hơn; luật cho phép 3 ngày làm việc."),
        ("province", {"amount": "3", "unit": "working_day"}, "Tỉnh cam kết sớm hơn; luật cho phép 3 ngày làm việc."),
        ("commune", {"same_day_until": "15:00"}, "Xã cam kết sớm hơn; luật cho phép ngay trong ngày, nếu nhận trước 15 giờ."),
        ("commune", {"undetermined": "Không nêu."}, "Xã cam kết thời hạn này; thời hạn theo luật chưa xác định."),
        ("province", None, "Tỉnh cam kết thời hạn này; thời hạn theo luật chưa xác định."),
    ],
)
def test_a_promise_is_called_sooner_only_beside_a_term_of_the_law(level: Level, lawful: Any, words: str) -> None:
    line = DeadlineLine(
        Deadline.model_validate({"amount": "1", "unit": "working_day"}), level, lawful and Deadline.model_validate(lawful)
    )
    assert wording.format_promise(line, VIETNAMESE) == words


@pytest.mark.parametrize(
    ("waiver", "words", "limit"),
    [
        ({}, "Miễn", ""),
        ({"reduction": "50"}, "Giảm 50%", ""),
        ({"undetermined": "Chưa tìm được văn bản."}, "Chưa rõ có được miễn, giảm hay không", ""),
        ({"fees": ["Lệ phí hộ tịch"]}, "Miễn", "lệ phí hộ tịch"),
        ({"until": "2027-02-28"}, "Miễn", "đến hết 28/02/2027"),
        ({"fees": ["Lệ phí", "Phí bản sao"], "until": "2027-02-28"}, "Miễn", "lệ phí, phí bản sao; đến hết 28/02/2027"),
    ],
)
def test_a_waiver_says_whether_nothing_or_less_is_paid_and_of_what(waiver: dict[str, Any], words: str, limit: str) -> None:
    read = Waiver.model_validate({"who": "Trẻ em", "basis": BASIS, **waiver})
    assert (wording.format_waiver(read, VIETNAMESE), wording.limit_waiver(read, VIETNAMESE)) == (words, limit)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("Nhờ người khác nhận thay", "Chỉ cần khi: Nhờ người khác nhận thay"),
        ("khi nhận thay", "Khi nhận thay"),
        ("Nếu ủy quyền", "Nếu ủy quyền"),
        ("nếu ủy quyền", "Nếu ủy quyền"),
        ("Nộp trực tuyến", "Khi nộp trực tuyến"),
        ("Gửi qua bưu chính", "Khi gửi qua bưu chính"),
        ("Khiếm thị", "Chỉ cần khi: Khiếm thị"),
    ],
)
def test_a_condition_of_a_paper_makes_a_sentence(when: str, words: str) -> None:
    assert wording.format_condition(when, VIETNAMESE) == words


def test_days_and_hours_are_said_as_offices_write_them() -> None:
    assert [format_day(date(2026, 11, 2)), format_day(date(2026, 3, 15))] == ["02/11/2026", "15/03/2026"]
    said = [format_clock(clock) for clock in (time(7, 30), time(15), time(8, 5))]
    assert said == ["7 giờ 30", "15 giờ", "8 giờ 05"]


def test_a_decision_is_named_with_its_day_where_it_is_known() -> None:
    number = "3200/QĐ-UBND"
    dated, undated = (Decision.model_validate({"number": number, **day}) for day in ({"date": "2025-07-01"}, {}))
    assert wording.format_decision(dated, VIETNAMESE) == f"{number} ngày 01/07/2025"
    assert wording.format_decision(undated, VIETNAMESE) == number


def test_a_source_of_which_only_the_month_is_known_is_given_no_day() -> None:
    source = {"url": "https://dichvucong.gov.vn", "retrieved": "2026-07-01"}
    assert wording.format_retrieved(Source.model_validate(source), VIETNAMESE) == "ngày 01/07/2026"
    said = wording.format_retrieved(Source.model_validate({**source, "approximate": "true"}), VIETNAMESE)
    assert said == "trong tháng 7/2026 (không rõ ngày)"


def test_other_hours_of_a_day_are_said_and_a_day_without_them_is_closed() -> None:
    day = {"date": "2026-12-24", "reason": "Tập huấn"}
    assert wording.format_exception(OpeningException.model_validate(day), VIETNAMESE) == "24/12/2026: nghỉ (Tập huấn)"
    open_ = OpeningException.model_validate({**day, "opens": "08:00", "closes": "11:00"})
    assert wording.format_exception(open_, VIETNAMESE) == "24/12/2026: 08:00–11:00 (Tập huấn)"


def test_feedback_is_told_with_every_way_to_reach_it() -> None:
    every = {
        "name": "Văn phòng", "url": "https://x.gov.vn", "phone": "024 3333 4444", "email": "a@x.gov.vn",
        "address": "Số 1, phố Mẫu",
    }  # fmt: skip
    said = wording.format_feedback(Feedback.model_validate(every))
    assert said == "Văn phòng, https://x.gov.vn, điện thoại 024 3333 4444, a@x.gov.vn, Số 1, phố Mẫu"
    assert (
        wording.format_feedback(Feedback.model_validate({"name": "Văn phòng", "email": "a@x.gov.vn"})) == "Văn phòng, a@x.gov.vn"
    )


@pytest.mark.parametrize(
    ("parts", "outdated", "words"),
    [
        ([], ("papers", "fees"), "Toàn bộ nội dung ở đây không còn đúng."),
        (["papers", "forms"], ("papers", "forms"), "Phần không còn đúng: thành phần hồ sơ, mẫu đơn, tờ khai."),
    ],
)
def test_what_the_law_has_replaced_is_named_and_nothing_else(parts: list[str], outdated: tuple[str, ...], words: str) -> None:
    """A record that names no part is outdated as a whole."""
    read = Outdated.model_validate({"from": "2027-03-01", "by": "03/2026/QH16", "text": "Luật mới.", "parts": parts})
    assert all(wording.is_outdated(read, part) for part in outdated)
    assert wording.is_outdated(read, "deadlines") is (not parts)
    assert not wording.is_outdated(None, "papers")
    assert not wording.is_outdated(read, "")
    assert wording.format_outdated_parts(read, VIETNAMESE) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("amended", "18/2026/NĐ-CP", ""), "123/2015/NĐ-CP được 18/2026/NĐ-CP sửa đổi, bổ sung từ 01/03/2026."),
        (("ended", None, ""), "123/2015/NĐ-CP hết hiệu lực từ 01/03/2026."),
        (("ended", "18/2026/NĐ-CP", ""), "123/2015/NĐ-CP hết hiệu lực từ 01/03/2026, thay bằng 18/2026/NĐ-CP."),
        (("part_ended", None, "Điều 5"), "Điều 5 của 123/2015/NĐ-CP hết hiệu lực từ 01/03/2026."),
    ],
)
def test_what_happened_to_a_document_is_one_sentence(change: tuple[Any, str | None, str], words: str) -> None:
    event, by, part = change
    assert wording.format_law_change(LawChange("123/2015/NĐ-CP", event, date(2026, 3, 1), by, part)) == words


def test_small_words_keep_names_and_letters() -> None:
    """A name of letters (UBND) keeps them; only the first letter changes."""
    assert [lower_first(text) for text in ("Lệ phí Hộ tịch", "UBND cấp xã", "Đ", "")] == [
        "lệ phí Hộ tịch",
        "UBND cấp xã",
        "đ",
        "",
    ]
    assert [capitalize(text) for text in ("đường Lê Lợi", "UBND", "")] == ["Đường Lê Lợi", "UBND", ""]
    assert wording.format_channels(["in_person", "post"], VIETNAMESE) == "trực tiếp hoặc qua bưu chính"
    office = {"name": "Một cửa", "address": "Thôn 1", "hours": [{"days": ["mon"], "opens": "07:30", "closes": "11:30"}]}
    commune = Commune.model_validate({"code": "10183", "name": "Thường Tín", "kind": "xã", "office": office})
    assert name_unit(commune) == "xã Thường Tín"


def test_answers_are_named_as_the_form_of_the_page_names_them() -> None:
    """A case by itself, an answer to a question by its question."""
    procedure = Procedure.model_validate({
        "code": "1.001193", "name": "Đăng ký khai sinh", "field": "ho-tich", "audience": ["citizen"], "authority": "Ủy ban",
        "channels": [{"kind": "in_person"}], "cases": {"late": "Quá hạn"},
        "questions": {"verified": {"name": "Phải xác minh không?", "options": {"yes": "Có", "no": "Không"}}},
        "deadlines": [{"amount": "1", "unit": "day"}], "fees": [{"amount": "5000"}], "papers": {}, "steps": ["Nộp hồ sơ."],
        "results": [{"name": "Giấy khai sinh"}], "legal_basis": [BASIS],
        "source": {"url": "https://dichvucong.gov.vn", "retrieved": "2026-07-18"},
    })  # fmt: skip
    step = Step.model_validate({"text": "Nộp hồ sơ.", "case": ["late", "verified-yes"]})
    assert wording.name_answers(step, procedure) == ["case=late", "verified=yes"]
    waiver = Waiver.model_validate({"who": "Hộ nghèo", "area": ["border", "island"], "basis": BASIS})
    assert wording.name_answers(waiver, procedure) == ["area=border", "area=island"]


@pytest.mark.parametrize("sentence", ["<b>{x}</b> & {y}", "{x}", "{x}{x}", "chữ", "{{}} {x}", "{x:>4}", "{x!r}", "", "{y}."])
@pytest.mark.parametrize("value", ["<i>", Markup("<i>"), 3, None, date(2026, 9, 2), 1.5])
def test_a_sentence_is_filled_as_by_the_library(sentence: str, value: object) -> None:
    """Values are escaped unless they are HTML; the words of the sentence are HTML."""
    values = {"x": value, "y": "&"}
    if ":" not in sentence or isinstance(value, int):
        assert fill_sentence(sentence, values) == Markup(sentence).format(**values)
