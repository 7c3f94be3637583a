"""Three levels and a date: what a citizen of one commune sees on one day."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niemyet.model.deadline import Deadline
from niemyet.model.money import Formula
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.render.wording import say_formula, say_money, sum_up_deadlines, sum_up_fees
from niemyet.resolve.communes import resolve_posting
from niemyet.resolve.procedures import ProvincialProcedure, resolve_for_province, resolve_procedure
from niemyet.validate.rules.law import is_longer

TODAY = date(2026, 11, 22)
LATER = date(2027, 3, 1)


def procedure(**changes: Any) -> Procedure:
    record: dict[str, Any] = {
        "code": "1.001193",
        "name": "Đăng ký khai sinh",
        "field": "ho-tich",
        "audience": ["citizen"],
        "authority": "Ủy ban nhân dân cấp xã",
        "channels": [{"kind": "in_person"}],
        "cases": {"on-time": "Đúng hạn", "late": "Quá hạn"},
        "deadlines": [{"amount": "5", "unit": "working_day"}],
        "fees": [
            {"case": "on-time", "amount": "0", "basis": "60/2014/QH13"},
            {"case": "late", "set_by": "province"},
        ],
        "papers": {},
        "steps": ["Nộp hồ sơ."],
        "results": [{"name": "Giấy khai sinh"}],
        "legal_basis": ["60/2014/QH13"],
        "decision": {"number": "163/QĐ-BTP"},
        "source": {"url": "https://dichvucong.gov.vn", "retrieved": "2026-07-18"},
    }
    return Procedure.model_validate(record | changes)


def in_province(record: Procedure, today: date = TODAY, **overlay: Any) -> ProvincialProcedure:
    return resolve_for_province(resolve_procedure([record], today), ProvinceOverlay.model_validate(overlay), today)


def test_the_province_fills_the_fee_that_the_law_leaves_to_it() -> None:
    """For the same name, case and channel; the law's own fees stand as they are."""
    lines = in_province(procedure(), fees=[{"case": "late", "amount": "8000"}]).terms.fees
    assert [(line.fee.amount, line.level, line.awaited) for line in lines] == [(0, "reference", False), (8000, "province", False)]


def test_a_fee_that_the_province_has_not_set_is_awaited_and_never_free() -> None:
    """Without the province's record, or with one for another case, the sum stays open."""
    for fees in ([], [{"case": "on-time", "amount": "1000"}]):
        lines = in_province(procedure(), fees=fees).terms.fees
        assert [line.awaited for line in lines if line.fee.case == ("late",)] == [True]
    assert "Miễn phí" not in sum_up_fees(in_province(procedure(fees=[{"set_by": "province"}])).terms.fees)


def test_a_fee_that_begins_later_appears_on_its_day_and_is_announced_before() -> None:
    """Both ends of a validity are included."""
    fees = [
        {"case": "late", "amount": "5000", "until": "2027-02-28"},
        {"case": "late", "amount": "8000", "from": "2027-03-01"},
    ]
    for today, amount in ((TODAY, 5000), (LATER - timedelta(days=1), 5000), (LATER, 8000)):
        provincial = in_province(procedure(), today, fees=fees)
        assert [line.fee.amount for line in provincial.terms.fees] == [0, amount]
        assert [coming.day for coming in provincial.coming] == ([] if today == LATER else [LATER])


def test_a_promise_replaces_the_deadline_of_exactly_its_case() -> None:
    """A commune's shorter time for one case stands before the law's, which holds for the rest."""
    provincial = in_province(procedure())
    posting = {"decision": {"number": "1/QĐ-UBND"}, "posted": "2026-01-01"}
    promise = {"amount": "3", "unit": "working_day"}
    all_cases = resolve_posting("1.001193", Posting.model_validate(posting | {"deadlines": [promise]}), provincial, TODAY)
    assert [(line.deadline.amount, line.level) for line in all_cases.deadlines] == [(3, "commune")]
    assert all_cases.deadlines[0].lawful is not None
    one = Posting.model_validate(posting | {"deadlines": [promise | {"case": "late"}]})
    lines = resolve_posting("1.001193", one, provincial, TODAY).deadlines
    assert [(line.deadline.amount, line.deadline.case, line.level) for line in lines] == [
        (3, ("late",), "commune"),
        (5, (), "reference"),
    ]


def test_a_second_version_takes_over_on_its_day() -> None:
    """Before it, it is announced with the parts that differ."""
    versions = [procedure(), procedure(name="Khai sinh", effective={"from": LATER.isoformat()})]
    before, after = resolve_procedure(versions, LATER - timedelta(days=1)), resolve_procedure(versions, LATER)
    assert (before.procedure.name, after.procedure.name) == ("Đăng ký khai sinh", "Khai sinh")
    assert [(coming.day, coming.changed) for coming in before.coming] == [(LATER, ("name",))]
    assert after.coming == ()


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({}, "in_force"),
        ({"repealed": {"from": "2026-11-22", "basis": "1/QĐ"}}, "repealed"),
        ({"repealed": {"from": "2026-11-23", "basis": "1/QĐ"}}, "in_force"),
        ({"effective": {"from": "2026-01-01", "until": "2026-11-21"}}, "ended"),
        ({"effective": {"from": "2026-01-01", "until": "2026-11-22"}}, "in_force"),
        ({"effective": {"from": "2026-11-23"}}, "not_yet"),
    ],
)
def test_a_procedure_stands_as_its_days_say(changes: dict[str, Any], standing: str) -> None:
    """In force from its first to its last day, repealed from the day of its repeal."""
    assert resolve_procedure([procedure(**changes)], TODAY).standing == standing


def test_a_withdrawn_posting_says_so_from_its_day() -> None:
    """And not before."""
    record = {
        "decision": {"number": "1/QĐ-UBND"},
        "posted": "2026-01-01",
        "withdrawn": {"from": "2026-11-22", "reason": "Đổi nơi"},
    }
    posting = Posting.model_validate(record)
    assert resolve_posting("1.001193", posting, in_province(procedure()), TODAY).standing == "withdrawn"
    assert resolve_posting("1.001193", posting, in_province(procedure()), TODAY - timedelta(days=1)).standing == "in_force"


PAGES = [{"first": "1", "last": "2", "amount": "2000"}, {"first": "3", "amount": "1000"}]
FORMULA = Formula.model_validate({"unit": "trang", "parts": PAGES, "at_most": "200000"})


@pytest.mark.parametrize(("pages", "total"), [(0, 0), (1, 2000), (2, 4000), (3, 5000), (198, 200000), (300, 200000)])
def test_copies_cost_by_the_page_with_a_ceiling(pages: int, total: int) -> None:
    """Thông tư 226/2016/TT-BTC: 2,000 đ a page, 1,000 đ from page 3, at most 200,000 đ a copy."""
    assert FORMULA.total(pages) == total


@given(st.integers(0, 500), st.integers(0, 500))
def test_more_pages_never_cost_less(some: int, more: int) -> None:
    """A formula grows with its units."""
    assert FORMULA.total(some) <= FORMULA.total(some + more)


def test_a_formula_is_said_with_its_stretches() -> None:
    """Every stretch is named; nothing is left to guess."""
    said = say_formula(FORMULA)
    assert said == "2.000 đồng/trang từ trang thứ 1 đến trang thứ 2; 1.000 đồng/trang từ trang thứ 3"


@given(st.integers(0, 10**12 - 1))
def test_money_keeps_its_digits(amount: int) -> None:
    """Dots between the thousands and nothing else."""
    assert int(say_money(amount).removesuffix(" đồng").replace(".", "")) == amount


UNITS = st.sampled_from(["working_day", "day", "working_hour", "month"])


@given(st.integers(1, 60), st.integers(1, 60), UNITS)
def test_in_one_unit_longer_is_longer(promised: int, lawful: int, unit: str) -> None:
    """A promise is refused exactly when it exceeds the law's number in the same unit."""
    first, second = (Deadline.model_validate({"amount": str(n), "unit": unit}) for n in (promised, lawful))
    assert is_longer(first, second) == (promised > lawful)


@given(st.integers(1, 60), UNITS, st.integers(1, 60), UNITS)
def test_a_promise_is_never_refused_both_ways(first: int, one: str, second: int, other: str) -> None:
    """Across units only what is surely longer is refused."""
    a = Deadline.model_validate({"amount": str(first), "unit": one})
    b = Deadline.model_validate({"amount": str(second), "unit": other})
    assert not (is_longer(a, b) and is_longer(b, a))


def test_what_nobody_knows_is_said_to_be_unknown() -> None:
    """A sum or time that the source does not give never turns into a number."""
    fees = in_province(procedure(fees=[{"undetermined": "Nguồn không nêu"}])).terms.fees
    deadlines = in_province(procedure(deadlines=[{"undetermined": "Nguồn không nêu"}])).terms.deadlines
    assert sum_up_fees(fees) == sum_up_deadlines(deadlines) == "Chưa xác định"


def test_a_sample_fee_says_that_it_is_one() -> None:
    """Also in the few words of a list."""
    lines = in_province(procedure(fees=[{"set_by": "province"}]), fees=[{"amount": "5000", "sample": "true"}]).terms.fees
    assert "mẫu" in sum_up_fees(lines)
