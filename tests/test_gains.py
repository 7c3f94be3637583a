"""Where a place gives less time or money than the law, worked out by hand; and communes that differ without a ground."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from niemyet.law.choices import Scope
from niemyet.law.gains import money_gains, shorter, time_gains
from niemyet.law.terms import FeeLine, overlay_terms
from niemyet.model.deadline import Deadline
from niemyet.model.money import Waiver
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.oversight.promise_words import say_money, say_promise
from niemyet.oversight.promised import (
    People,
    Promise,
    PromisedPosting,
    Term,
    find_differences,
    list_promises,
    list_provincial_promises,
)
from niemyet.resolve.communes import resolve_posting
from niemyet.resolve.procedures import resolve_for_province, resolve_procedure
from sample_law import BIRTH

TODAY = date(2026, 11, 22)


def deadline(**written: str) -> Deadline:
    return Deadline.model_validate(written)


@pytest.mark.parametrize(
    ("lawful", "promised", "less"),
    [
        ({"amount": "7", "unit": "working_day"}, {"amount": "5", "unit": "working_day"}, (2, "working_day")),
        ({"amount": "7", "unit": "working_day"}, {"amount": "4.5", "unit": "working_day"}, (2.5, "working_day")),
        ({"amount": "15", "unit": "day"}, {"amount": "12", "unit": "day"}, (3, "day")),
        ({"amount": "1", "unit": "working_day"}, {"amount": "4", "unit": "working_hour"}, (0.5, "working_day")),
        ({"amount": "8", "unit": "working_hour"}, {"amount": "2", "unit": "working_hour"}, (6, "working_hour")),
        ({"amount": "15", "unit": "day"}, {"amount": "5", "unit": "working_day"}, (None, None)),
        ({"amount": "1", "unit": "month"}, {"amount": "10", "unit": "day"}, (None, None)),
        ({"amount": "3", "unit": "working_day"}, {"same_day_until": "15:00"}, (None, None)),
    ],
)
def test_a_time_is_shorter_by_what_can_be_counted(lawful: Any, promised: Any, less: Any) -> None:
    """Days of different kinds are not taken from one another: five working days are at times seven, at times twelve days."""
    assert shorter(deadline(**lawful), deadline(**promised)) == less


def posted(*promises: dict[str, Any], overlay: dict[str, Any] | None = None, law: dict[str, Any] | None = None) -> Any:
    procedure = Procedure.model_validate(BIRTH | (law or {}))
    provincial = resolve_for_province(
        resolve_procedure([procedure], TODAY), ProvinceOverlay.model_validate(overlay) if overlay else None, TODAY
    )
    written = {"decision": {"number": "1/QĐ-UBND"}, "posted": "2026-01-05", "deadlines": promises}
    return resolve_posting("1.001193", Posting.model_validate(written), provincial, TODAY)


def test_only_the_promises_of_the_commune_are_its_own() -> None:
    """5 working days by law, 4 by the province, 3 in the commune: the gain is against the law. An equal promise is none."""
    overlay = {"deadlines": [{"amount": "4", "unit": "working_day"}]}
    found = posted({"amount": "3", "unit": "working_day", "basis": "60/2014/QH13"}, overlay=overlay)
    [promise] = list_promises(found.deadlines, found.procedure)
    assert promise == Promise(People(), Term(5, "working_day"), Term(3, "working_day"), 2, "working_day", "60/2014/QH13")
    assert say_promise(promise) == "3 ngày làm việc thay cho 5 ngày làm việc, bớt 2 ngày làm việc"
    kept = posted({"amount": "5", "unit": "working_day"}, overlay=overlay)
    assert list_promises(kept.deadlines, kept.procedure) == ()
    [own] = list_provincial_promises(kept.provincial.terms.deadlines, kept.procedure)
    assert (own.promised, own.less) == (Term(4, "working_day"), 1)


def test_a_promise_for_some_says_for_whom() -> None:
    found = posted({"amount": "2", "unit": "working_day", "case": "late"})
    [promise] = list_promises(found.deadlines, found.procedure)
    assert say_promise(promise) == "Quá hạn: 2 ngày làm việc thay cho 5 ngày làm việc, bớt 3 ngày làm việc"
    assert [*time_gains(found.deadlines, "province")] == []


def test_money_that_a_province_spares_is_counted_where_the_fee_is_a_sum() -> None:
    """Half of 8,000 for some, and 3,000 less for who files online; of what is free there is nothing to spare."""
    fees = [
        {"name": "Lệ phí", "case": "late", "set_by": "province"},
        {"name": "Phí", "amount": "0", "basis": "60/2014/QH13"},
    ]
    overlay = {
        "fees": [
            {"name": "Lệ phí", "case": "late", "channel": "in_person", "amount": "8000", "basis": "60/2014/QH13"},
            {"name": "Lệ phí", "case": "late", "channel": "online", "amount": "5000", "basis": "60/2014/QH13"},
        ],
        "waivers": [{"who": "Người thuộc hộ nghèo", "reduction": "50", "case": "late", "basis": "60/2014/QH13"}],
    }
    law = Procedure.model_validate(BIRTH | {"fees": fees, "channels": [{"kind": "in_person"}, {"kind": "online"}]})
    written = ProvinceOverlay.model_validate(overlay)
    found = [*money_gains(overlay_terms(law, written, TODAY).fees, written.waivers, Scope(law))]
    assert [(one.why, one.less) for one in found] == [("waiver", 4000), ("waiver", 2500), ("online", 3000)]
    assert say_money(found[0]) == "Người thuộc hộ nghèo: bớt 4.000 đồng (lệ phí 8.000 đồng)"
    assert say_money(found[2]) == "Nộp trực tuyến: bớt 3.000 đồng (lệ phí 8.000 đồng)"


@pytest.mark.parametrize(
    ("waiver", "gains"),
    [
        ({"case": "late"}, [4000]),
        ({"case": "on-time"}, []),
        ({"case": "who-child"}, [4000]),  # a late dossier may be a child's: answers to two questions go together
        ({"case": ["on-time", "who-child"]}, []),
        ({"case": ["late", "who-child"], "channel": "in_person"}, [4000]),
        ({"channel": "online"}, []),
        ({"area": "island"}, [4000]),
    ],
)
def test_a_waiver_spares_money_where_somebody_has_both(waiver: dict[str, Any], gains: list[int]) -> None:
    """The fee is for late dossiers at the counter. A waiver for others spares nobody anything."""
    fee = {"name": "Lệ phí", "case": "late", "channel": "in_person", "amount": "8000", "basis": "60/2014/QH13"}
    who = {"name": "Làm cho ai?", "options": {"self": "Cho mình", "child": "Cho con"}}
    written = {"fees": [fee], "channels": [{"kind": "in_person"}, {"kind": "online"}], "questions": {"who": who}}
    law = Procedure.model_validate(BIRTH | written)
    half = Waiver.model_validate({"who": "Người thuộc hộ nghèo", "reduction": "50", "basis": "60/2014/QH13"} | waiver)
    assert [one.less for one in money_gains([FeeLine(law.fees[0], "reference")], [half], Scope(law))] == gains


SLOW = Promise(People(), Term(7, "working_day"), Term(5, "working_day"), 2, "working_day", "")
QUICK = Promise(People(), Term(7, "working_day"), Term(3, "working_day"), 4, "working_day", "")


def test_communes_that_differ_without_a_ground_are_all_listed() -> None:
    """Both sides: who promises, and who keeps to the law. Where all promise the same, nobody differs."""
    posting = ("1.001193", (QUICK,), False)
    found = [*find_differences({"1.001193": ["t/a", "t/b", "t/c"]}, [("t/a", PromisedPosting(*posting))])]
    assert [(one.code, [group.communes for group in one.groups]) for one in found] == [("1.001193", [("t/a",), ("t/b", "t/c")])]
    both = [("t/a", PromisedPosting(*posting)), ("t/b", PromisedPosting("1.001193", (SLOW,), False))]
    [differing] = find_differences({"1.001193": ["t/a", "t/b"]}, both)
    assert {group.promises for group in differing.groups} == {(QUICK,), (SLOW,)}
    same = [("t/a", PromisedPosting(*posting)), ("t/b", PromisedPosting(*posting))]
    assert [*find_differences({"1.001193": ["t/a", "t/b"]}, same)] == []


def test_a_ground_that_is_named_is_no_question() -> None:
    grounded = QUICK._replace(basis="12/2026/QĐ-UBND")
    posting = PromisedPosting("1.001193", (grounded,), False)
    assert [*find_differences({"1.001193": ["t/a", "t/b"]}, [("t/a", posting)])] == []


def test_a_later_hour_on_the_same_day_is_a_promise_with_its_hours() -> None:
    """Who comes at half past three is served today instead of tomorrow; there is no number of days to it."""
    found = posted({"same_day_until": "16:00"}, law={"deadlines": [{"same_day_until": "15:00"}]})
    [promise] = list_promises(found.deadlines, found.procedure)
    assert say_promise(promise) == "Trong ngày (nhận trước 16:00) thay cho trong ngày (nhận trước 15:00)"


def test_the_files_of_promises_say_what_the_page_says(frozen_site: Path) -> None:
    """As a table and as JSON: phường Đống Đa gives 5 working days where the law allows 7."""
    folder = frozen_site / "theo-doi/thoi-han/ha-noi"
    given = json.loads((folder / "thoi-han.json").read_text("utf-8"))
    rows = given.pop("promises")
    assert given == {"day": "2026-11-22", "path": "ha-noi", "name": "thành phố Hà Nội", "sample": True}
    [promise] = [one for one in rows if (one["place"], one["code"]) == ("ha-noi/dong-da", "1.004222")]
    assert promise == {
        "kind": "time", "place": "ha-noi/dong-da", "place_name": "phường Đống Đa", "sample": True, "code": "1.004222",
        "name": "Đăng ký thường trú", "people": "", "lawful": "7 ngày làm việc", "promised": "5 ngày làm việc", "less": 2,
        "unit": "working_day", "basis": "", "differs": True,
    }  # fmt: skip
    with (folder / "thoi-han.csv").open(encoding="utf-8-sig") as file:
        table = [*csv.DictReader(file)]
    assert [(row["place"], row["code"], row["promised"]) for row in table] == [
        (one["place"], one["code"], one["promised"]) for one in rows
    ]
