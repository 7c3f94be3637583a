"""What to bring, what it costs, how long it takes, against answers worked out by hand from the law."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from conftest import FROZEN, read_yaml
from niemyet.catalogue.selection import select_communes
from niemyet.cli import app
from niemyet.law.answers import Answers
from niemyet.model.procedure import Procedure
from niemyet.render.answer import Typed, describe_answer
from niemyet.render.language import VIETNAMESE
from niemyet.render.paper_summaries import spell_out_papers, sum_up_papers
from niemyet.render.summaries import sum_up_deadlines, sum_up_fees
from niemyet.resolve.answers import answers_in, answers_of
from niemyet.resolve.communes import ResolvedCommune
from niemyet.resolve.procedures import resolve_for_province, resolve_procedure

TODAY = date(2026, 11, 28)
CASES = read_yaml(Path(__file__).parent / "answers" / "cases.yaml")


@cache
def _communes() -> dict[str, ResolvedCommune]:
    report, _, communes = select_communes(FROZEN, "", TODAY)
    assert not report.errors
    return {commune.path: commune for commune in communes}


def _answer(case: dict[str, Any]) -> dict[str, Any]:
    answers = answers_of(_communes()[case["place"]].postings[case["procedure"]])
    answers.check(case["choose"])
    return describe_answer(case["place"], answers, case["choose"], Typed(case.get("pages"), case.get("copies")), VIETNAMESE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_answer_is_the_one_worked_out_by_hand(case: dict[str, Any]) -> None:
    """Papers surely needed and papers that depend on the person, what is due, what may be asked for, the deadline."""
    found = _answer(case)
    if not case.get("outdated"):
        for use in ("submit", "present"):
            papers = found["papers"][use]
            assert sorted(p["name"] for p in papers if not p["conditional"]) == sorted(case.get(use, [])), use
            assert sorted(p["name"] for p in papers if p["conditional"]) == sorted(case.get(f"{use}_if", [])), use
        assert not any(paper["depends_on_choice"] for paper in (*found["papers"]["submit"], *found["papers"]["present"]))
    assert found["fees"]["due"] == case["due"]
    assert (found["fees"]["unknown"] is not None) == (case["due"] is None)
    if "per" in case:
        assert found["fees"]["per"] == case["per"]
    optional = [{key: charge[key] for key in ("name", "amount", "per")} for charge in found["fees"]["optional"]]
    assert optional == case.get("optional", [])
    if case["deadline"] == "unknown":
        assert found["deadline"]["unknown"]
    else:
        assert case["deadline"].items() <= found["deadline"].items()


def _procedure(**changes: Any) -> Procedure:
    record = {
        "code": "1.001193",
        "name": "Đăng ký khai sinh",
        "field": "ho-tich",
        "audience": ["citizen"],
        "authority": "Ủy ban nhân dân cấp xã",
        "channels": [{"kind": "in_person"}, {"kind": "online"}],
        "cases": {"on-time": "Đúng hạn", "late": "Quá hạn"},
        "questions": {"verified": {"name": "Phải xác minh không?", "options": {"no": "Không", "yes": "Có"}}},
        "deadlines": [
            {"case": "verified-no", "same_day_until": "15:00"},
            {"case": "verified-yes", "amount": "5", "unit": "working_day"},
        ],
        "fees": [
            {"name": "Lệ phí", "case": "on-time", "amount": "0", "basis": "60/2014/QH13"},
            {"name": "Lệ phí", "case": "late", "amount": "8000"},
            {"name": "Phí bản sao", "kind": "optional", "amount": "8000", "per": "bản sao", "sample": "true"},
        ],
        "waivers": [{"who": "Người thuộc hộ nghèo", "basis": "60/2014/QH13"}],
        "papers": {
            "submit": [
                {"name": "Tờ khai", "originals": "1", "channel": "in_person"},
                {"name": "Mẫu điện tử", "electronic": "true", "channel": "online"},
                {"name": "Giấy của người đúng hạn", "case": "on-time"},
                {"name": "Giấy của người quá hạn", "case": "late"},
                {"name": "Giấy xác minh", "case": "verified-yes", "when": "Cơ quan yêu cầu"},
            ]
        },
        "steps": ["Nộp hồ sơ."],
        "results": [{"name": "Giấy khai sinh"}],
        "legal_basis": ["60/2014/QH13"],
        "source": {"url": "https://dichvucong.gov.vn", "retrieved": "2026-07-18"},
    }
    return Procedure.model_validate(record | changes)


def _answers(**changes: Any) -> Answers:
    return answers_in(resolve_for_province(resolve_procedure([_procedure(**changes)], TODAY), None, TODAY))


def test_a_baby_of_seventy_days_costs_the_late_fee_alone_and_a_poor_household_nothing() -> None:
    """Copies are asked for, they are no part of what is paid; and they make no sum a sample."""
    answers = _answers()
    assert sum_up_fees(answers.fees({"case": "late"}), VIETNAMESE) == "8.000 đồng; bản sao thêm 8.000 đồng/bản"
    assert sum_up_fees(answers.fees({"case": "on-time"}), VIETNAMESE) == "Miễn lệ phí; bản sao thêm 8.000 đồng/bản"
    assert sum_up_fees(answers.fees({}), VIETNAMESE) == "Miễn lệ phí hoặc 8.000 đồng, tùy trường hợp; bản sao thêm 8.000 đồng/bản"
    assert (
        sum_up_fees(answers.fees({"case": "late", "waiver": "Người thuộc hộ nghèo"}), VIETNAMESE)
        == "Miễn lệ phí; bản sao thêm 8.000 đồng/bản"
    )


def test_papers_of_cases_that_exclude_one_another_are_never_added() -> None:
    """Nobody is both in time and late; of four sure papers each person needs two."""
    answers = _answers()
    assert sum_up_papers(answers.papers({}), VIETNAMESE) == "Ít nhất 2 loại giấy tờ"
    chosen = {"channel": "online", "case": "late", "verified": "no"}
    assert spell_out_papers(answers.papers(chosen), VIETNAMESE) == "Nộp 2 loại giấy tờ"


def test_two_questions_are_two() -> None:
    """Having to be verified hides neither the fee of being late nor its waiver."""
    answers = _answers()
    chosen = {"case": "late", "verified": "yes"}
    assert [row.range_of({}) for row in answers.fees(chosen).rows] == [(8000, 8000)]
    assert sum_up_deadlines(answers.deadlines(chosen), VIETNAMESE) == "5 ngày làm việc"
    assert (
        sum_up_deadlines(answers.deadlines({"case": "late"}), VIETNAMESE)
        == "Ngay trong ngày (nhận trước 15 giờ) hoặc 5 ngày làm việc, tùy trường hợp"
    )
    assert answers.open_questions({"case": "late"}) == ("verified", "channel")


def test_what_is_not_known_of_one_case_hides_nothing_of_the_others() -> None:
    """15,000 or 7,000 by the way of filing, and one special case of which the source says nothing."""
    answers = _answers(
        cases={"household": "Hộ gia đình", "barracks": "Đơn vị"},
        fees=[
            {"name": "Lệ phí", "case": "household", "channel": "in_person", "amount": "15000"},
            {"name": "Lệ phí", "case": "household", "channel": "online", "amount": "7000"},
            {"name": "Lệ phí", "case": "barracks", "undetermined": "Nguồn không nêu"},
        ],
        papers={},
    )
    assert sum_up_fees(answers.fees({}), VIETNAMESE) == "7.000 – 15.000 đồng, tùy trường hợp; có trường hợp chưa xác định"
    waived = answers.fees({"case": "barracks", "channel": "online", "waiver": "Người thuộc hộ nghèo"})
    assert sum_up_fees(waived, VIETNAMESE) == "Miễn lệ phí", "who pays nothing pays nothing of an unknown sum either"


def test_a_waiver_that_may_hold_leaves_the_sum_open() -> None:
    """Neither the full sum nor nothing is promised."""
    answers = _answers(waivers=[{"who": "Ai đó", "basis": "66.22/2026/NQ-CP", "undetermined": "Chưa tìm được văn bản."}])
    found = describe_answer("x", answers, {"case": "late", "waiver": "Ai đó"}, Typed(), VIETNAMESE)
    assert found["fees"]["due"] is None and found["fees"]["unknown"] == "8.000 đồng hoặc 0 đồng: Chưa tìm được văn bản."


def test_a_reduction_is_taken_from_what_it_names_only() -> None:
    """Half of the late fee; the copies, which it does not name, cost what they cost."""
    answers = _answers(waivers=[{"who": "Ai đó", "reduction": "50", "fees": "Lệ phí", "basis": "60/2014/QH13"}])
    found = describe_answer("x", answers, {"case": "late", "waiver": "Ai đó"}, Typed(copies=2), VIETNAMESE)
    assert found["fees"]["due"] == 4000
    assert [(charge["amount"], charge["sum"]) for charge in found["fees"]["optional"]] == [(8000, 16000)]


def _run(*words: str) -> Any:
    return CliRunner().invoke(app, ["answer", "--root", str(FROZEN), "--as-of", "2026-11-28", *words])


@pytest.mark.slow("processes")
def test_the_command_says_it_in_words_and_as_data() -> None:
    """The same answer; a question or an answer that the procedure does not have is told with those that it has."""
    said = _run("ha-noi/thuong-tin", "2.000815", "--pages", "5", "--copies", "3")
    assert said.exit_code == 0 and "Phải nộp: 21.000 đồng" in said.output
    data = json.loads(_run("ha-noi/thuong-tin", "2.000815", "--pages", "5", "--copies", "3", "--format", "json").stdout)
    assert data["fees"]["due"] == 21000
    for wrong, known in (("case=x", "on-time; late"), ("color=red", "case; channel"), ("late", "--choose case=late")):
        refused = _run("ha-noi/thuong-tin", "1.001193", "--choose", wrong)
        assert refused.exit_code == 2 and known in refused.output


def test_the_command_answers_in_english() -> None:
    """Sentences and the names that records have in it; figures and choices as in Vietnamese."""
    said = _run("ha-noi/thuong-tin", "1.001193", "--choose", "case=late", "--lang", "en").stdout
    assert said.startswith("Birth registration (1.001193) in Thường Tín Commune, Hà Nội City\n")
    assert "You pay: 5,000 đồng" in said and "Phải nộp" not in said and "--choose channel=online   Online" in said


def _at(*words: str) -> Any:
    return json.loads(_run(*words, "--format", "json").stdout)["at"]


def test_the_clock_of_an_answer_starts_at_the_next_reception() -> None:
    """Asked online on a Saturday evening: received on Monday morning; two working days, Monday not counted, are Wednesday."""
    found = _at("ha-noi/thuong-tin", "1.004873", "--choose", "channel=online", "--at", "2026-11-28T20:00")
    assert (found["open"], found["next_opening"]) == (False, "2026-11-30T07:30")
    assert (found["reception"], found["return"], found["firm"]) == ("2026-11-30T07:30", "2026-12-02", True)
    assert "Ngày tiếp nhận không tính (Bộ luật Dân sự, Điều 147)." in found["why"]
    said = _run("ha-noi/thuong-tin", "1.004873", "--choose", "channel=online", "--at", "2026-11-28T13:00+00:00").output
    assert "Trả kết quả muộn nhất: thứ tư, 02/12/2026" in said


def test_no_firm_day_is_named_around_a_tet_that_nobody_has_announced() -> None:
    """Neither open nor closed nor a day of return, but why; and what is no moment is refused with one that is."""
    found = _at("ha-noi/thuong-tin", "1.004873", "--at", "2027-02-05T09:00")
    assert (found["open"], found["reception"], found["return"], found["firm"]) == (None, None, None, False)
    assert any("2027" in words for words in found["why"])
    refused = _run("ha-noi/thuong-tin", "1.004873", "--at", "28/11/2026")
    assert refused.exit_code == 2 and "2026-11-28T20:00" in refused.output


def test_a_posting_that_was_withdrawn_gives_no_answer_but_its_reason() -> None:
    """Nobody should bring papers for what is not done there any more."""
    data = json.loads(_run("ha-tinh/thach-khe", "1.004746", "--format", "json").stdout)
    assert data["standing"] == "withdrawn" and data["reason"] and "fees" not in data
    assert "Ngừng niêm yết" in _run("ha-tinh/thach-khe", "1.004746").output
