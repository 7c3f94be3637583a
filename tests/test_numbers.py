"""Results of formulas, and how sums of money are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from niemyet.model.money import Formula
from niemyet.model.orthography import format_money
from niemyet.render.language import VIETNAMESE
from niemyet.render.wording import format_formula

PAGES = [{"first": "1", "last": "2", "amount": "2000"}, {"first": "3", "amount": "1000"}]
FORMULA = Formula.model_validate({"unit": "trang", "parts": PAGES, "at_most": "200000"})


@pytest.mark.parametrize(("pages", "total"), [(0, 0), (1, 2000), (2, 4000), (3, 5000), (198, 200000), (300, 200000)])
def test_copies_cost_by_the_page_with_a_ceiling(pages: int, total: int) -> None:
    """Thông tư 226/2016/TT-BTC: 2,000 đ a page, 1,000 đ from page 3, at most 200,000 đ a copy."""
    assert FORMULA.total(pages) == total


@pytest.mark.slow("many examples")
@given(st.integers(0, 500), st.integers(0, 500))
def test_more_pages_never_cost_less(some: int, more: int) -> None:
    """A formula grows with its units."""
    assert FORMULA.total(some) <= FORMULA.total(some + more)


@given(st.integers(0, 300))
def test_a_formula_is_the_sum_of_its_units(pages: int) -> None:
    """Each page costs what its own stretch says, and the ceiling holds."""
    assert FORMULA.total(pages) == min(200_000, sum(2000 if page <= 2 else 1000 for page in range(1, pages + 1)))


@pytest.mark.parametrize(
    "parts",
    [
        [{"first": "0", "amount": "2000"}],
        [{"first": "3", "last": "2", "amount": "2000"}],
        [{"first": "1", "last": "3", "amount": "2000"}, {"first": "3", "amount": "1000"}],
    ],
)
def test_a_formula_counts_every_unit_at_most_once(parts: list[dict[str, str]]) -> None:
    """Units count from the first; a stretch that ends before it begins, or two for one unit, are refused."""
    with pytest.raises(ValidationError):
        Formula.model_validate({"unit": "trang", "parts": parts})


def test_a_formula_is_said_with_its_stretches() -> None:
    """Every stretch is named; nothing is left to guess."""
    said = format_formula(FORMULA, VIETNAMESE)
    assert said == "2.000 đồng/trang từ trang thứ 1 đến trang thứ 2; 1.000 đồng/trang từ trang thứ 3"


@given(st.integers(0, 10**12 - 1))
def test_money_keeps_its_digits(amount: int) -> None:
    """Dots between the thousands and nothing else."""
    assert int(format_money(amount).removesuffix(" đồng").replace(".", "")) == amount
