"""Single laws of the answers, each with a minimal record and an answer worked out by hand."""

from datetime import date
from typing import Any

import pytest

from niemyet.law.answers import Answers
from niemyet.render.language import VIETNAMESE
from niemyet.render.paper_summaries import spell_out_papers
from niemyet.render.summaries import format_due, sum_up_fees
from niemyet.resolve.answers import answers_of
from oracle.invented import BASIS, PLACE, invent, resolve
from oracle.records import Posted

TODAY = date(2026, 11, 22)
WAYS = ["in_person", "online", "post"]


def answer(law: dict[str, Any], province: dict[str, Any] | None = None) -> Answers:
    """The answers of a procedure with three ways of filing and two cases that is otherwise empty."""
    empty = {"cases": {"on-time": "Đúng hạn", "late": "Quá hạn"}, "channels": [{"kind": kind} for kind in WAYS], "papers": {}}
    plain = {**invent(0, TODAY).law, **empty, "deadlines": [{"amount": "1", "unit": "day"}], "fees": [fee(0)], "waivers": []}
    plain.pop("questions", None)
    commune = {"decision": {"number": "1/QĐ-UBND"}, "posted": "2026-09-01"}
    return answers_of(resolve(Posted(PLACE, "9.000000", plain | law, province or {}, commune), TODAY))


def fee(amount: int, **more: Any) -> dict[str, Any]:
    return {"amount": str(amount), "basis": BASIS, **more}


def waiver(**more: Any) -> dict[str, Any]:
    return {"who": "Hộ nghèo", "basis": BASIS, **more}


def test_a_line_for_all_ways_of_filing_is_a_line_for_everybody() -> None:
    """It asks no question, and gives way to a line that is made for fewer."""
    answers = answer({"fees": [fee(9000, channel=WAYS), fee(5000, case="late")]})
    assert [choice.key for choice in answers.choices] == ["case"]
    assert format_due(answers.fees({"case": "late"}), VIETNAMESE) == "5.000 đồng"


def test_a_sum_set_ahead_is_not_due_before_the_law_leaves_it_to_the_province() -> None:
    """The fee of next year, set this year."""
    law = [fee(10_000, until="2026-12-31"), {"set_by": "province", "from": "2027-01-01"}]
    assert format_due(answer({"fees": law}, {"fees": [fee(5000)]}).fees({}), VIETNAMESE) == "10.000 đồng"


@pytest.mark.parametrize(
    ("service", "words"),
    [
        (fee(30_000, name="Phí gửi bưu điện", per="lần"), "phí gửi bưu điện 30.000 đồng/lần"),
        ({"name": "Phí gửi bưu điện", "undetermined": "Theo giá bưu điện."}, "phí gửi bưu điện chưa xác định"),
    ],
)
def test_a_service_is_told_but_never_due(service: dict[str, Any], words: str) -> None:
    """Who reads the card must learn of it, and that nobody has to take it."""
    answers = answer({"fees": [fee(5000), {**service, "kind": "service"}]})
    assert format_due(answers.fees({}), VIETNAMESE) == "5.000 đồng"
    assert sum_up_fees(answers.fees({}), VIETNAMESE) == f"5.000 đồng; dịch vụ không bắt buộc: {words}"


POOR = {"waiver": "Hộ nghèo"}


@pytest.mark.parametrize(
    ("fees", "waivers", "words"),
    [
        (
            [fee(10_000, name="A"), fee(5000, name="B")],
            [waiver(fees="B", undetermined="Chưa rõ")],
            "10.000 – 15.000 đồng, chưa rõ",
        ),
        ([fee(5000)], [waiver(undetermined="Chưa rõ")], "5.000 đồng hoặc được miễn, chưa rõ"),
        ([fee(5000)], [waiver(reduction="50"), waiver(undetermined="Chưa rõ")], "2.500 đồng hoặc được miễn, chưa rõ"),
        ([fee(5000)], [waiver(reduction="50"), waiver(reduction="30", undetermined="Chưa rõ")], "2.500 đồng"),
        ([fee(0)], [waiver(undetermined="Chưa rõ")], "0 đồng"),
        ([fee(3333)], [waiver(reduction="50")], "1.667 đồng"),
        ([{"undetermined": "Nguồn không nêu"}], [waiver()], "0 đồng"),
        (
            [fee(10_000, name="A"), {"name": "B", "undetermined": "Nguồn không nêu"}],
            [],
            "10.000 đồng, chưa kể khoản chưa xác định",
        ),
    ],
)
def test_a_waiver_in_doubt_hides_no_sum(fees: list[Any], waivers: list[Any], words: str) -> None:
    """What is certain is said, and of what is in doubt the least and the most."""
    assert format_due(answer({"fees": fees, "waivers": waivers}).fees(POOR if waivers else {}), VIETNAMESE) == words


def by_page(amount: int, **more: Any) -> dict[str, Any]:
    return {"formula": {"unit": "trang", "parts": [{"first": "1", "amount": str(amount)}]}, **more}


@pytest.mark.parametrize(
    ("fees", "waivers", "words"),
    [
        ([by_page(2000)], [waiver(reduction="50")], "2.000 đồng/trang, giảm 50%"),
        ([by_page(2000, case="late"), by_page(1000, channel="post")], [], "2.000 đồng/trang hoặc 1.000 đồng/trang"),
        ([by_page(2000, name="A"), fee(5000, name="B")], [], "5.000 đồng + 2.000 đồng/trang"),
    ],
)
def test_formulas_are_added_only_where_both_are_due(fees: list[Any], waivers: list[Any], words: str) -> None:
    """Two lines of one name exclude one another, where the record does not say which counts; a reduction is said."""
    chosen = {"case": "late", "channel": "post", **(POOR if waivers else {})}
    assert format_due(answer({"fees": fees, "waivers": waivers}).fees(chosen), VIETNAMESE) == words


def test_a_paper_that_is_named_twice_is_one_paper_with_both_conditions() -> None:
    """Both lines are shown, one kind of paper is counted, and copies that differ are not added up."""
    name = "Văn bản ủy quyền"
    both = [{"name": name, "when": "Người khác làm thay"}, {"name": name, "when": "Người khác nhận thay"}]
    (paper,) = answer({"papers": {"submit": both}}).papers({}).papers
    assert (list(paper.lines), paper.whens) == ([0, 1], ("Người khác làm thay", "Người khác nhận thay"))
    differing = [{"name": name, "case": "late", "copies": "2"}, {"name": name, "case": "on-time", "copies": "1"}]
    papers = answer({"papers": {"submit": differing}}).papers
    assert spell_out_papers(papers({}), VIETNAMESE) == "Nộp 1 loại giấy tờ"
    assert spell_out_papers(papers({"case": "late"}), VIETNAMESE) == "Nộp 1 loại giấy tờ (2 bản sao)"
