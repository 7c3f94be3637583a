"""Promises: which are sooner than what is allowed, to whom they apply, and which deadline a citizen is told."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from clock_cases import read_deadline, read_table
from niemyet.law.promises import compare, narrow
from niemyet.model.deadline import Deadline

AMOUNTS = st.integers(1, 60).map(lambda n: f"{n / 2:g}")
UNITS = st.sampled_from(["working_day", "day", "working_hour"])
DEADLINES = st.one_of(
    st.builds(lambda amount, unit: read_deadline(f"{amount} {unit}"), AMOUNTS, UNITS),
    st.builds(lambda amount: read_deadline(f"{amount} month"), st.integers(1, 6)),
    st.builds(lambda hour: read_deadline(f"until {hour:02}:00"), st.integers(8, 16)),
)


@pytest.mark.parametrize("row", read_table("promises.tsv"), ids=lambda row: row["id"])
def test_a_promise_is_sooner_only_where_nobody_waits_longer(row: dict[str, str]) -> None:
    """By hand; a length of nothing is no deadline at all."""
    if row["answer"] == "invalid":
        with pytest.raises(ValidationError):
            read_deadline(row["promised"])
        return
    assert compare(read_deadline(row["allowed"]), read_deadline(row["promised"])) == row["answer"]


@pytest.mark.slow("a build")
@settings(deadline=None)
@given(DEADLINES, DEADLINES)
def test_sooner_one_way_is_longer_the_other(one: Deadline, other: Deadline) -> None:
    """Whoever is sooner, the other is longer; what is equal or unclear is so both ways."""
    turned = {"sooner": "longer", "longer": "sooner", "equal": "equal", "unclear": "unclear"}
    assert compare(other, one) == turned[compare(one, other)]
    assert compare(one, one) == "equal"


QUESTIONS = {"late": "case", "on-time": "case", "verified-yes": "verified", "verified-no": "verified"}


@pytest.mark.parametrize(
    ("promised", "allowed", "meant"),
    [
        ({}, {}, {}),
        ({"case": "late"}, {}, {"case": "late"}),
        ({}, {"case": "late"}, {"case": "late"}),
        ({"case": ["late", "on-time"]}, {"case": "late"}, {"case": "late"}),
        ({"case": "late"}, {"case": "on-time"}, None),
        ({"case": "late"}, {"case": "verified-yes"}, {"case": ["late", "verified-yes"]}),
        ({"case": ["late", "verified-yes"]}, {"case": ["late", "verified-no"]}, None),
        ({"channel": "online"}, {"channel": ["in_person", "online"]}, {"channel": "online"}),
        ({"channel": "online"}, {"channel": "post"}, None),
        ({}, {"channel": "post", "case": "late"}, {"channel": "post", "case": "late"}),
    ],
)
def test_a_promise_is_measured_for_those_whom_both_are_for(promised: Any, allowed: Any, meant: Any) -> None:
    """Answers to one question exclude one another, those to two hold together; a line that names nobody is for everybody."""

    def line(**who: Any) -> Deadline:
        return Deadline.model_validate({"amount": "1", "unit": "day", **who})

    found = narrow(line(**promised), line(**allowed), QUESTIONS)
    assert found == (None if meant is None else line(**meant))


@pytest.mark.parametrize(
    ("promised", "allowed", "meant"),
    [
        ({"case": "late"}, {"case": "on-time"}, None),
        ({"case": ["late", "on-time"]}, {"case": ["on-time", "again"]}, {"case": "on-time"}),
        ({}, {"case": "late"}, {"case": "late"}),
        ({"case": "late"}, {}, {"case": "late"}),
        ({"case": "late"}, {"case": "verified-yes"}, {"case": ["late", "verified-yes"]}),
    ],
)
def test_a_case_of_no_question_is_one_of_the_record(promised: Any, allowed: Any, meant: Any) -> None:
    """What the questions do not name are the cases of the record, which exclude one another."""

    def line(**who: Any) -> Deadline:
        return Deadline.model_validate({"amount": "1", "unit": "day", **who})

    found = narrow(line(**promised), line(**allowed), {"verified-yes": "verified"})
    assert found == (None if meant is None else line(**meant))
