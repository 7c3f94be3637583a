"""Resolution of three levels and a date to what a citizen of one commune sees."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clock_cases import read_deadline as read
from niemyet.catalogue.reference import read_reference
from niemyet.law.answers import Answers
from niemyet.law.choices import Scope
from niemyet.law.deadlines import DeadlineLayers, DeadlineLine, answer_deadlines, find_lines, lay_deadlines
from niemyet.law.terms import overlay_fees
from niemyet.load.finding import find_files
from niemyet.model.deadline import Deadline
from niemyet.model.money import Fee
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.model.validity import holds
from niemyet.render.language import VIETNAMESE
from niemyet.render.summaries import sum_up_deadlines, sum_up_fees
from niemyet.resolve.answers import answers_in
from niemyet.resolve.communes import resolve_posting
from niemyet.resolve.procedures import ProvincialProcedure, resolve_for_province, resolve_procedure
from niemyet.resolve.site import resolve_reference
from niemyet.resolve.today import NoDayError, choose_today
from sample_law import BIRTH

TODAY = date(2026, 11, 22)
LATER = date(2027, 3, 1)


def procedure(**changes: Any) -> Procedure:
    fees = [{"case": "on-time", "amount": "0", "basis": "60/2014/QH13"}, {"case": "late", "set_by": "province"}]
    record = BIRTH | {"fees": fees, "decision": {"number": "163/QĐ-BTP"}}
    return Procedure.model_validate(record | changes)


def in_province(record: Procedure, today: date = TODAY, **overlay: Any) -> ProvincialProcedure:
    return resolve_for_province(resolve_procedure([record], today), ProvinceOverlay.model_validate(overlay), today)


def answers(record: Procedure, **overlay: Any) -> Answers:
    return answers_in(in_province(record, **overlay))


def test_the_province_fills_the_fee_that_the_law_leaves_to_it() -> None:
    """For the same name, case and channel; the law's own fees stand as they are."""
    lines = in_province(procedure(), fees=[{"case": "late", "amount": "8000"}]).terms.fees
    assert [(line.fee.amount, line.level, line.pending) for line in lines] == [(0, "reference", False), (8000, "province", False)]


def test_a_fee_that_the_province_has_not_set_is_awaited_and_never_free() -> None:
    """Without the province's record, or with one for another case, the sum stays open."""
    for fees in ([], [{"case": "on-time", "amount": "1000"}]):
        lines = in_province(procedure(), fees=fees).terms.fees
        assert [line.pending for line in lines if line.fee.case == ("late",)] == [True]
    assert sum_up_fees(answers(procedure(fees=[{"set_by": "province"}])).fees({}), VIETNAMESE) == "Tỉnh chưa cập nhật mức thu"


def test_what_is_made_for_a_case_of_another_version_is_for_nobody() -> None:
    """A province writes for the version of today and for the next one: each has the cases that it has."""
    own: dict[str, Any] = {
        "fees": [{"name": "Phí khác", "case": "of-another-version", "amount": "9"}],
        "waivers": [{"who": "Trẻ em", "case": ["late", "of-another-version"], "basis": "60/2014/QH13"}],
        "deadlines": [{"case": "of-another-version", "amount": "1", "unit": "working_day"}],
    }
    terms, plain = in_province(procedure(), **own).terms, in_province(procedure()).terms
    assert (terms.fees, terms.deadlines) == (plain.fees, plain.deadlines)
    assert [waiver.case for waiver in terms.waivers if waiver.who == "Trẻ em"] == [("late",)]


@pytest.mark.parametrize("other", [{"name": "Phí khác"}, {"case": "on-time"}, {"channel": "online"}])
def test_a_fee_of_another_name_case_or_channel_fills_nothing(other: dict[str, str]) -> None:
    """It stands beside the one that is awaited still."""
    asked = {"name": "Lệ phí", "case": "late", "channel": "in_person"}
    lines = in_province(procedure(fees=[asked | {"set_by": "province"}]), fees=[asked | other | {"amount": "9"}]).terms.fees
    assert [(line.fee.amount, line.pending) for line in lines] == [(None, True), (9, False)]
    lines = in_province(procedure(fees=[asked | {"set_by": "province"}]), fees=[asked | {"amount": "9"}]).terms.fees
    assert [(line.fee.amount, line.pending) for line in lines] == [(9, False)]


def test_the_order_in_which_cases_are_named_does_not_matter() -> None:
    """[late, on-time] are the same cases as [on-time, late], for fees and for deadlines."""
    lawful = procedure(
        fees=[{"case": ["on-time", "late"], "set_by": "province"}],
        deadlines=[{"case": ["on-time", "late"], "amount": "5", "unit": "working_day"}],
    )
    fee = {"case": ["late", "on-time"], "amount": "9"}
    promise = {"case": ["late", "on-time"], "amount": "3", "unit": "working_day"}
    terms = in_province(lawful, fees=[fee], deadlines=[promise]).terms
    assert [(line.fee.amount, line.pending) for line in terms.fees] == [(9, False)]
    assert [line.deadline.amount for line in terms.deadlines] == [3]


KEYS = st.fixed_dictionaries(
    {"name": st.sampled_from([None, "Phí", "Lệ phí"]), "channel": st.sampled_from([[], "online"])},
    optional={"case": st.sampled_from([["late"], ["on-time"]])},
)
DAYS = st.sampled_from([None, "2026-01-01", TODAY.isoformat(), "2026-11-23", "2027-03-01"])
VALUES = st.one_of(st.integers(0, 9).map(lambda n: {"amount": str(n)}), st.just({"set_by": "province"}))
LAWFUL = st.lists(st.builds(lambda key, value: Fee.model_validate(key | value), KEYS, VALUES), max_size=5)
PROVINCIAL = st.lists(
    st.builds(
        lambda key, n, first, last: Fee.model_validate(key | {"amount": str(n), "from": first, "until": last}),
        KEYS, st.integers(10, 19), DAYS, DAYS,
    ),
    max_size=5,
)  # fmt: skip


def _key(fee: Fee) -> tuple[object, ...]:
    return fee.name, fee.case, fee.channel


@pytest.mark.slow("a build")
@given(LAWFUL, PROVINCIAL)
def test_the_province_adds_to_the_law_and_takes_nothing_away(lawful: list[Fee], provincial: list[Fee]) -> None:
    """The law's own sums stay in their order; every fee of the province that holds is there; none is told before its day."""
    lines = overlay_fees(lawful, provincial, TODAY)
    assert [line.fee for line in lines if line.level == "reference" and not line.pending] == [f for f in lawful if not f.set_by]
    current = [fee for fee in provincial if holds(fee, TODAY)]
    told = [line.fee for line in lines if line.level == "province"]
    assert all(fee in told for fee in current) and all(fee in current for fee in told)


@given(LAWFUL, PROVINCIAL)
def test_what_the_law_leaves_open_is_either_filled_or_awaited(lawful: list[Fee], provincial: list[Fee]) -> None:
    """Awaited exactly where no fee of the province with the same name, case and channel holds today."""
    filled = {_key(fee) for fee in provincial if holds(fee, TODAY)}
    pending = [line.fee for line in overlay_fees(lawful, provincial, TODAY) if line.pending]
    assert pending == [fee for fee in lawful if fee.set_by and _key(fee) not in filled]


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


@pytest.mark.parametrize(
    ("chosen", "amounts"), [({}, [5, 8]), ({"case": "late"}, [8]), ({"case": "on-time"}, [5]), ({"channel": "online"}, [5, 8])]
)
def test_a_choice_leaves_the_lines_that_may_apply(chosen: dict[str, str], amounts: list[int]) -> None:
    """Of a page's deadlines those stay that somebody who chose so may have: the line for fewer people hides the wider one."""
    law = procedure(deadlines=[{"amount": "5", "unit": "day"}, {"case": "late", "amount": "8", "unit": "day"}])
    terms, scope = in_province(law).terms, Scope(law)
    shown = find_lines(terms.deadlines, terms.layers, scope, chosen)
    assert [terms.deadlines[place].deadline.amount for place in shown] == amounts


DEADLINES = st.lists(
    st.builds(
        lambda case, channel, n: Deadline.model_validate({"case": case, "channel": channel, "amount": str(n), "unit": "day"}),
        st.sampled_from([[], ["late"], ["on-time"], ["late", "on-time"]]), st.sampled_from([[], "online"]), st.integers(1, 9),
    ),
    max_size=4, unique_by=lambda deadline: (deadline.case, deadline.channel),
)  # fmt: skip


SCOPE = Scope(
    procedure(
        channels=[{"kind": "online"}, {"kind": "post"}],
        cases={"late": "Quá hạn", "on-time": "Đúng hạn"},
        questions={"verified": {"name": "Phải xác minh không?", "options": {"no": "Không", "yes": "Có"}}},
    )
)
ROWS = [{"case": case, "channel": channel} for case in ("late", "on-time") for channel in ("online", "post")]


def lay(*levels: Sequence[Deadline]) -> tuple[DeadlineLine, ...]:
    """What a page shows of the deadlines of law, province and commune."""
    return lay_deadlines(layers_of(*levels), SCOPE)


def layers_of(*levels: Sequence[Deadline]) -> DeadlineLayers:
    return DeadlineLayers(*map(tuple, (*levels, *[()] * (3 - len(levels)))))


@given(DEADLINES, DEADLINES, DEADLINES)
def test_a_promise_never_makes_anybody_wait_longer(
    lawful: list[Deadline], provincial: list[Deadline], communal: list[Deadline]
) -> None:
    """Whoever one is: each level tells what stood above it or what is sooner; what is called sooner than the law is so."""
    for row in ROWS:
        told = [
            answer_deadlines(layers_of(*levels), SCOPE, row).rows[0].deadlines
            for levels in ([lawful], [lawful, provincial], [lawful, provincial, communal])
        ]
        for above, below in pairwise(told):
            days = [[deadline.amount or 0 for deadline in deadlines] for deadlines in (above, below)]
            assert below == above or not above or max(days[1]) < min(days[0])
    for line in lay(lawful, provincial, communal):
        assert line.level == "reference" or line.lawful is None or (line.deadline.amount or 0) < (line.lawful.amount or 0)


@given(DEADLINES, DEADLINES, DEADLINES)
def test_the_lines_of_a_page_say_what_the_answer_says(
    lawful: list[Deadline], provincial: list[Deadline], communal: list[Deadline]
) -> None:
    """Whoever reads the lines, and among those for him the one made for fewer, reads the time of his answer."""
    lines = lay(lawful, provincial, communal)
    for row in ROWS:
        read_off = SCOPE.narrowest([line.deadline for line in lines if SCOPE.holds(line.deadline, row)])
        answered = answer_deadlines(layers_of(lawful, provincial, communal), SCOPE, row).rows[0].deadlines
        assert {deadline.amount for deadline in read_off} == {deadline.amount for deadline in answered}


def test_a_promise_counts_against_what_the_province_has_promised() -> None:
    """Law seven days, province three, commune five: three. Commune two: two, and the law's seven beside it."""
    law, three, five, two = (read(f"{n} working_day") for n in (7, 3, 5, 2))
    assert lay([law], [three]) == lay([law], [three], [five]) == (DeadlineLine(three, "province", law),)
    assert lay([law], [three], [two]) == (DeadlineLine(two, "commune", law),)


@pytest.mark.parametrize(
    ("law", "promise", "told"),
    [
        ("until 15:00", "4 working_hour", "until 15:00"),  # later for those who come after 14:00
        ("15 day", "10 working_day", "15 day"),  # later over Tết
        ("3 working_day", "24 working_hour", "3 working_day"),
        ("3 working_day", "2.5 working_day", "2.5 working_day"),
        ("3 working_day", "until 10:00", "until 10:00"),
    ],
)
def test_only_what_is_sooner_for_everybody_is_told_as_a_promise(law: str, promise: str, told: str) -> None:
    """What is equal, unclear or longer leaves the law's line as it stands."""
    (line,) = lay([read(law)], [], [read(promise)])
    assert line.deadline == read(told)
    assert (line.level == "commune") == (told == promise)


def test_a_promise_for_all_reaches_each_case_by_its_own() -> None:
    """On time the law gives one day, late five: three for all is a promise for the late only; the narrower line goes first."""
    cases = {"on-time": "1 working_day", "late": "5 working_day"}
    lawful = [read(length).model_copy(update={"case": (case,)}) for case, length in cases.items()]
    lines = lay(lawful, [], [read("3 working_day")])
    told = {line.deadline.amount: (line.deadline.case, line.level) for line in lines}
    assert told == {1: (("on-time",), "reference"), 3: ((), "commune")}
    own = read("2 working_day").model_copy(update={"case": ("late",)})
    lines = lay([read("5 working_day")], [], [read("4 working_day"), own])
    assert {(line.deadline.case, line.deadline.amount) for line in lines} == {(("late",), 2), ((), 4)}


def test_a_promise_against_a_law_that_says_nothing_stands_by_itself() -> None:
    """It is told, and not called sooner; it is told too where the law has no line at all for those whom it is for."""
    law = Deadline.model_validate({"undetermined": "Nguồn không nêu"})
    (line,) = lay([law], [], [read("3 working_day")])
    assert line == DeadlineLine(read("3 working_day"), "commune", law)
    assert not line.sooner
    late = read("5 working_day").model_copy(update={"case": ("late",)})
    told = answer_deadlines(layers_of([late], [], [read("9 working_day")]), SCOPE, {"case": "on-time"}).single
    assert told is not None and told.single == read("9 working_day")


def test_answers_to_different_questions_hold_together() -> None:
    """A promise for the late is for those of them who are to be verified too; one that is not sooner leaves the others theirs."""
    law = read("8 working_day").model_copy(update={"case": ("verified-yes",)})
    rest = read("3 working_day").model_copy(update={"case": ("verified-no",)})
    promise = read("5 working_day").model_copy(update={"case": ("late",)})
    layers = layers_of([law, rest], [], [promise])
    told = {
        (case, verified): answer_deadlines(layers, SCOPE, {"case": case, "verified": verified}).rows[0].deadlines[0].amount
        for case in ("late", "on-time")
        for verified in ("yes", "no")
    }
    assert told == {("late", "yes"): 5, ("late", "no"): 3, ("on-time", "yes"): 8, ("on-time", "no"): 3}


def test_a_promise_holds_from_its_day() -> None:
    """Until then the law's time is told."""
    promise = {"amount": "3", "unit": "working_day", "from": LATER.isoformat()}
    posting = Posting.model_validate({"decision": {"number": "1/QĐ-UBND"}, "posted": "2026-01-01", "deadlines": [promise]})
    for today, amount in ((LATER - timedelta(days=1), 5), (LATER, 3), (LATER + timedelta(days=1), 3)):
        resolved = resolve_posting("1.001193", posting, in_province(procedure(), today), today)
        assert [line.deadline.amount for line in resolved.deadlines] == [amount]


def test_a_file_named_by_a_day_takes_over_on_that_day(small: Path) -> None:
    """From the file to the procedure: `code@date.yaml` beside `code.yaml`."""
    first = small / "catalogue/reference/procedures/ho-tich/1.001193.yaml"
    text = (
        first.read_text("utf-8").replace("60/2014/QH13", "03/2026/QH16").replace("name: Đăng ký khai sinh", "name: Khai sinh", 1)
    )
    first.with_name("1.001193@2027-03-01.yaml").write_text(text + "effective: {from: 2027-03-01}\n", "utf-8")
    for today, name in ((LATER - timedelta(days=1), "Đăng ký khai sinh"), (LATER, "Khai sinh")):
        reference, _ = read_reference(small, find_files(small), today)
        resolved = resolve_reference(reference, today)
        assert resolved.procedures["1.001193"].procedure.name == name
        assert resolved.provinces["ha-noi"].procedures["1.001193"].procedure.name == name


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


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({"repealed": {"from": "2026-01-01", "basis": "1/QĐ"}}, "repealed"),
        ({"effective": {"from": "2020-01-01", "until": "2026-01-01"}}, "ended"),
        ({"effective": {"from": "2027-01-01"}}, "not_yet"),
    ],
)
def test_the_law_speaks_before_the_commune(changes: dict[str, Any], standing: str) -> None:
    """A posting of what is not in force is told as the law says, also where the commune has withdrawn it."""
    record = {"decision": {"number": "1/QĐ-UBND"}, "posted": "2026-01-01"}
    provincial = in_province(procedure(**changes))
    for more in ({}, {"withdrawn": {"from": "2026-02-01", "reason": "Đổi nơi"}}):
        posting = Posting.model_validate(record | more)
        assert resolve_posting("1.001193", posting, provincial, TODAY).standing == standing


def test_what_nobody_knows_is_said_to_be_unknown() -> None:
    """A sum or time that the source does not give never turns into a number."""
    unknown = [{"undetermined": "Nguồn không nêu"}]
    found = answers(procedure(fees=unknown, deadlines=unknown))
    assert sum_up_fees(found.fees({}), VIETNAMESE) == sum_up_deadlines(found.deadlines({}), VIETNAMESE) == "Chưa xác định"


def test_a_sample_fee_says_that_it_is_one() -> None:
    """Also in the few words of a list."""
    found = answers(procedure(fees=[{"set_by": "province"}]), fees=[{"amount": "5000", "sample": "true"}])
    assert sum_up_fees(found.fees({}), VIETNAMESE) == "5.000 đồng (số mẫu)"


@pytest.mark.parametrize(
    ("as_of", "epoch", "day"),
    [
        ("2026-11-22", "", date(2026, 11, 22)),
        ("2026-11-22", "0", date(2026, 11, 22)),
        ("22/11/2026", "0", date(2026, 11, 22)),
        ("", "0", date(1970, 1, 1)),
        ("", "1795305600", date(2026, 11, 22)),
        ("", "1795305599", date(2026, 11, 21)),
        ("", "253402300799", date(9999, 12, 31)),
    ],
)
def test_the_day_is_the_one_asked_for_before_that_of_the_build(as_of: str, epoch: str, day: date) -> None:
    """SOURCE_DATE_EPOCH counts seconds in UTC, to the end of the year 9999."""
    assert choose_today(as_of, epoch) == day


@pytest.mark.parametrize(
    ("as_of", "epoch", "source", "value"),
    [
        ("22/13/2026", "", "as_of", "22/13/2026"),
        ("2026-02-30", "0", "as_of", "2026-02-30"),
        ("", "253402300800", "SOURCE_DATE_EPOCH", "253402300800"),
        ("", "-1", "SOURCE_DATE_EPOCH", "-1"),
        ("", "hôm nay", "SOURCE_DATE_EPOCH", "hôm nay"),
    ],
)
def test_what_is_no_day_is_named_with_where_it_came_from(as_of: str, epoch: str, source: str, value: str) -> None:
    with pytest.raises(NoDayError) as raised:
        choose_today(as_of, epoch)
    assert (raised.value.source, raised.value.value) == (source, value)


def test_a_posting_is_to_be_reviewed_until_somebody_has_vouched_for_the_change() -> None:
    """The day of the change itself is early enough; what is withdrawn needs no review."""
    provincial = in_province(procedure(changed="2026-08-20"))

    def to_review(**more: Any) -> bool:
        posting = Posting.model_validate({"decision": {"number": "1/QĐ-UBND"}, "posted": "2026-01-01"} | more)
        return resolve_posting("1.001193", posting, provincial, TODAY).to_review

    assert to_review() and to_review(checked="2026-08-19")
    assert not to_review(checked="2026-08-20") and not to_review(posted="2026-08-20")
    assert not to_review(withdrawn={"from": "2026-11-01", "reason": "Đổi nơi"})
