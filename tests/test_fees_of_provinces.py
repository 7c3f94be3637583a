"""Fees set by a province: under the law's name, for its case or a part of it, pending until all of it is set."""

from typing import Any

import pytest

from niemyet.model.money import Fee
from niemyet.model.procedure import Procedure
from niemyet.model.setting import is_wholly_set, sets_fee

LAW = {"name": "Lệ phí", "set_by": "province"}


def procedure(fee: dict[str, Any]) -> Procedure:
    return Procedure.model_validate({
        "code": "1.000001", "name": "Thủ tục", "field": "ho-tich", "audience": ["citizen"], "authority": "Ủy ban nhân dân cấp xã",
        "channels": [{"kind": "in_person"}, {"kind": "online"}], "cases": {"early": "Sớm", "late": "Muộn"},
        "questions": {"checked": {"name": "Có xác minh không?", "options": {"yes": "Có", "no": "Không"}}},
        "deadlines": [{"amount": "5", "unit": "working_day"}], "fees": [fee], "papers": {}, "steps": ["Nộp."],
        "results": [{"name": "Giấy"}], "legal_basis": [], "source": {"url": "https://x.example", "retrieved": "2026-07-18"},
    })  # fmt: skip


@pytest.mark.parametrize(
    ("lawful", "lines", "wholly"),
    [
        ({}, [{}], True),
        ({}, [{"channel": "online"}], False),
        ({}, [{"channel": "online"}, {"channel": "in_person"}], True),
        ({}, [{"case": "early"}, {"case": "late", "channel": "online"}], False),
        ({}, [{"case": ["early", "late"]}], True),
        ({}, [{"case": "checked-yes"}, {"case": "checked-no"}], True),
        ({}, [{"case": ["late", "checked-yes"]}, {"case": ["late", "checked-no"]}], False),
        ({"case": "late"}, [{"case": "late"}], True),
        ({"case": "late"}, [{"case": ["late", "checked-yes"]}, {"case": ["late", "checked-no"]}], True),
        ({"case": ["early", "late"]}, [{"case": "late"}], False),
        ({"channel": ["online", "in_person"]}, [{"channel": "online"}, {"channel": "in_person"}], True),
    ],
)
def test_lines_of_a_province_set_the_laws_fee_together(lawful: dict[str, Any], lines: list[dict[str, Any]], wholly: bool) -> None:
    """Each for its case and way of filing; the fee is set when there is a line for every one of them."""
    record = procedure(LAW | lawful)
    fees = [Fee.model_validate({"name": "Lệ phí", "amount": "5000"} | line) for line in lines]
    assert all(sets_fee(fee, record.fees[0], record) for fee in fees)
    assert is_wholly_set(record.fees[0], fees, record) is wholly


@pytest.mark.parametrize(
    ("lawful", "line"),
    [
        ({}, {"name": "Lệ phí khác"}),
        ({"case": "late"}, {"case": "early"}),
        ({"case": "late"}, {}),
        ({"case": "late"}, {"case": ["late", "early"]}),
        ({"case": "late"}, {"case": "checked-yes"}),
        ({"channel": "online"}, {}),
        ({"channel": "online"}, {"channel": ["online", "in_person"]}),
        ({"set_by": None, "amount": "0"}, {}),
    ],
)
def test_a_line_for_more_or_for_something_else_sets_nothing(lawful: dict[str, Any], line: dict[str, Any]) -> None:
    """Nor does one for a fee that the law fixes."""
    record = procedure(LAW | lawful)
    assert not sets_fee(Fee.model_validate({"name": "Lệ phí", "amount": "5000"} | line), record.fees[0], record)
