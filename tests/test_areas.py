"""What is laid down for communes of a kind of area (miền núi, hải đảo, …) holds in these communes and in no others.

The cases are worked out by hand. The lines are as procedures of land say them: "Không quá 08 ngày làm việc. Đối với các xã miền
núi, biên giới; … thì thời gian thực hiện không quá 18 ngày làm việc."
"""

from collections.abc import Sequence
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import TODAY
from niemyet.changes.compare import compare_posting
from niemyet.changes.wording import format_change
from niemyet.law.answers import Answers
from niemyet.model.areas import AreaKind, group_areas
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.procedure import Procedure
from niemyet.model.vocabulary import name_areas
from niemyet.render.answer import Typed, describe_answer
from niemyet.render.language import VIETNAMESE
from niemyet.render.summaries import card_deadlines, card_fees
from niemyet.resolve.answers import answers_of
from niemyet.resolve.areas import resolve_for_areas
from niemyet.resolve.communes import PostedProcedure, resolve_posting
from niemyet.resolve.procedures import resolve_for_province, resolve_procedure
from sample_law import BIRTH

Areas = tuple[AreaKind, ...] | None
GENERAL = {"amount": "8", "unit": "working_day"}
HARD = {"amount": "18", "unit": "working_day", "area": ["mountainous", "border"]}
ISLAND = {"amount": "20", "unit": "working_day", "area": ["island"]}
DECISION = {"number": "163/QĐ-BTP", "date": "2025-01-02"}


def post(
    areas: Areas, overlay: dict[str, Any] | None = None, promised: Sequence[dict[str, Any]] = (), **law: Any
) -> PostedProcedure:
    """A posting in a commune of these areas."""
    record = Procedure.model_validate(BIRTH | law)
    laid = ProvinceOverlay.model_validate(overlay) if overlay is not None else None
    provincial = resolve_for_province(resolve_procedure([record], TODAY), laid, TODAY)
    posting = Posting.model_validate({"decision": DECISION, "posted": "2025-07-01", "deadlines": [*promised]})
    return resolve_posting("1.001193", posting, resolve_for_areas(provincial, areas), TODAY)


def days(areas: Areas, *lines: dict[str, Any], chosen: dict[str, str] | None = None, **more: Any) -> list[list[float | None]]:
    """The numbers of days of every row that is still possible."""
    rows = answers_of(post(areas, deadlines=[*lines], **more)).deadlines(chosen or {}).rows
    return [[deadline.amount for deadline in row.deadlines] for row in rows]


CASES: list[tuple[str, list[dict[str, Any]], Areas, list[list[float | None]]]] = [
    ("a commune of the area has the area's term", [GENERAL, HARD], ("mountainous",), [[18]]),
    ("one of the kinds is enough", [GENERAL, HARD], ("border", "island"), [[18]]),
    ("a commune of none has the general term", [GENERAL, HARD], (), [[8]]),
    ("a commune of another kind too", [GENERAL, HARD], ("island",), [[8]]),
    ("nobody has said: both are possible", [GENERAL, HARD], None, [[18], [8]]),
    ("two kinds, two terms: the record does not say which", [GENERAL, HARD, ISLAND], ("border", "island"), [[18, 20]]),
    ("the list of fewer kinds counts", [GENERAL, HARD, ISLAND | {"area": ["border"]}], ("border",), [[20]]),
    ("a term for areas alone, elsewhere: none is given", [HARD], (), [[]]),
    ("a term for areas alone, there", [HARD], ("border",), [[18]]),
    ("an area's term for one case leaves the general one to the others",
     [GENERAL, HARD | {"case": "late"}], ("border",), [[8], [18]]),
    ("a general term for one case and an area's for all: the record does not say which of them is for that case",
     [GENERAL, GENERAL | {"case": "late", "amount": "3"}, HARD], ("border",), [[18], [3, 18]]),
]  # fmt: skip


@pytest.mark.parametrize(("law", "lines", "areas", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_commune_has_the_terms_of_its_areas(
    law: str, lines: list[dict[str, Any]], areas: Areas, expected: list[list[float | None]]
) -> None:
    """See the cases."""
    assert sorted(days(areas, *lines)) == sorted(expected), law


def test_a_line_for_areas_replaces_the_general_one_only_while_it_holds() -> None:
    """Not before its first day."""
    assert days(("border",), GENERAL, HARD | {"from": "2027-01-01"}) == [[8]]
    assert days(("border",), GENERAL, HARD | {"from": "2026-01-01"}) == [[18]]


def test_a_page_of_a_commune_shows_its_own_lines_and_no_others() -> None:
    """Where nobody has said, all lines are there, with their words."""
    shown = {
        areas: [line.deadline.amount for line in post(areas, deadlines=[GENERAL, HARD, ISLAND]).deadlines]
        for areas in (None, (), ("border",), ("island",))
    }
    assert shown == {None: [8, 18, 20], (): [8], ("border",): [18], ("island",): [20]}


def test_a_procedure_that_knows_no_areas_is_the_same_object_everywhere() -> None:
    """So pages of a province share it."""
    record = Procedure.model_validate(BIRTH)
    provincial = resolve_for_province(resolve_procedure([record], TODAY), None, TODAY)
    assert resolve_for_areas(provincial, ("border",)) is provincial
    assert resolve_for_areas(provincial, None) is provincial


def fee(areas: Areas, **more: Any) -> str:
    return card_fees(answers_of(post(areas, **more)), {}, VIETNAMESE)


def test_a_fee_for_areas_replaces_the_general_one_of_its_name() -> None:
    """Of the law, and of the province whose People's Council sets it."""
    law = [{"amount": "10000", "basis": "1/2025/QH15"}, {"amount": "4000", "area": "border", "basis": "1/2025/QH15"}]
    assert [fee(areas, fees=law) for areas in ((), ("border",))] == ["10.000 đồng", "4.000 đồng"]
    assert fee(None, fees=law) == "4.000 – 10.000 đồng, tùy vùng"
    set_ = {"fees": [{"amount": "10000"}, {"amount": "4000", "area": ["border"]}]}
    left = [{"set_by": "province"}]
    assert [fee(areas, fees=left, overlay=set_) for areas in ((), ("border",))] == ["10.000 đồng", "4.000 đồng"]


def test_a_fee_that_is_set_for_areas_only_is_awaited_elsewhere() -> None:
    """There, the province has set nothing."""
    left, set_ = [{"set_by": "province"}], {"fees": [{"amount": "4000", "area": ["border"]}]}
    assert fee(("border",), fees=left, overlay=set_) == "4.000 đồng"
    assert fee((), fees=left, overlay=set_) == "Tỉnh chưa cập nhật mức thu"


def test_other_names_are_other_fees() -> None:
    """The line for areas replaces that of its own name alone."""
    law = [
        {"name": "Phí mẫu", "amount": "10000", "basis": "1/2025/QH15"},
        {"name": "Lệ phí mẫu", "amount": "4000", "area": "border", "basis": "1/2025/QH15"},
    ]
    assert fee(("border",), fees=law) == "14.000 đồng"


def test_a_waiver_for_areas_is_an_option_there_alone() -> None:
    """Waivers replace none: who has two is given the better."""
    law: dict[str, Any] = {
        "fees": [{"amount": "10000", "basis": "1/2025/QH15"}],
        "waivers": [
            {"who": "Hộ nghèo", "reduction": "50", "basis": "1/2025/QH15"},
            {"who": "Hộ nghèo", "area": "border", "basis": "1/2025/QH15"},
        ],
    }
    chosen = {"waiver": "Hộ nghèo"}
    dues = [
        describe_answer("", answers_of(post(areas, **law)), chosen, Typed(), VIETNAMESE)["fees"]
        for areas in ((), ("border",), None)
    ]
    assert [due["due"] for due in dues] == [5000, 0, None]


def test_a_promise_is_compared_with_the_communes_own_law() -> None:
    """Ten days are sooner than eighteen, and no promise where the law gives eight."""
    ten = [{"amount": "10", "unit": "working_day"}]
    assert days(("border",), GENERAL, HARD, promised=ten) == [[10]]
    assert days((), GENERAL, HARD, promised=ten) == [[8]]
    assert sorted(days(None, GENERAL, HARD, promised=ten)) == [[8], [10]]


def test_the_lines_of_a_promise_are_read_right_where_nobody_has_said() -> None:
    """Whoever reads the lines for his area, case and way of filing reads what the answer says."""
    posted = post(
        None,
        deadlines=[GENERAL, GENERAL | {"case": "late", "amount": "30"}, HARD],
        promised=[{"amount": "10", "unit": "working_day"}],
    )
    answers = answers_of(posted)
    scope = answers.scope
    for row in scope.rows(("case", "area"), {}):
        mine = [line.deadline for line in posted.deadlines if scope.holds(line.deadline, row)]
        read = {deadline.amount for deadline in scope.narrowest(mine)}
        assert read == {deadline.amount for one in answers.deadlines(row).rows for deadline in one.deadlines}, row


def test_a_province_may_promise_for_areas() -> None:
    """It counts there, against the law's term for areas."""
    promise = {"deadlines": [{"amount": "12", "unit": "working_day", "area": ["border"]}]}
    assert days(("border",), GENERAL, HARD, overlay=promise) == [[12]]
    assert days((), GENERAL, HARD, overlay=promise) == [[8]]
    assert days(("mountainous",), GENERAL, HARD, overlay=promise) == [[18]]


def unsaid() -> Answers:
    return answers_of(post(None, deadlines=[GENERAL, HARD]))


def test_an_answer_asks_for_the_area_where_nobody_has_said() -> None:
    """It is not firm, and says on what it depends; once the area is chosen it is."""
    data = describe_answer("", unsaid(), {}, Typed(), VIETNAMESE)
    assert data["open_questions"] == ["area"]
    assert data["choices"]["area"] == {"none": "Không thuộc các vùng dưới đây", "mountainous": "Xã miền núi, biên giới"}
    assert "unknown" in data["deadline"]
    assert card_deadlines(unsaid(), {}, VIETNAMESE) == "8 ngày làm việc hoặc 18 ngày làm việc, tùy vùng"
    assert describe_answer("", unsaid(), {"area": "mountainous"}, Typed(), VIETNAMESE)["deadline"]["amount"] == 18
    assert describe_answer("", unsaid(), {"area": "none"}, Typed(), VIETNAMESE)["deadline"]["amount"] == 8
    said = answers_of(post(("border",), deadlines=[GENERAL, HARD]))
    assert describe_answer("", said, {}, Typed(), VIETNAMESE)["open_questions"] == []
    assert card_deadlines(said, {}, VIETNAMESE) == "18 ngày làm việc"


def test_kinds_that_are_named_together_are_one_option() -> None:
    """The smallest groups that keep every list whole, in the order of the closed list."""

    class Line:
        def __init__(self, *area: AreaKind) -> None:
            self.area = area

    assert group_areas([Line("border", "mountainous"), Line()]) == (("mountainous", "border"),)
    assert group_areas([Line("border", "mountainous"), Line("border")]) == (("mountainous",), ("border",))
    assert group_areas([Line()]) == ()


def test_areas_are_named_in_the_words_of_the_law() -> None:
    """In the order of the closed list, whatever the order of the record."""
    every = get_args(AreaKind)
    assert name_areas(("difficult", "mountainous")) == "xã miền núi, vùng có điều kiện kinh tế - xã hội khó khăn"
    assert len({name_areas((kind,)) for kind in every}) == len(every)


def test_only_coming_changes_of_its_own_are_announced_in_a_commune() -> None:
    """A general term that is to come is none for those who keep a term of their own."""
    later = GENERAL | {"amount": "6", "from": "2027-01-01"}
    lines = [GENERAL | {"until": "2026-12-31"}, later, HARD]
    assert [len(post(areas, deadlines=lines).provincial.coming) for areas in (None, (), ("border",))] == [1, 1, 0]


def test_a_commune_that_becomes_mountainous_changes_its_terms() -> None:
    """The change is told as one: from 8 to 18."""
    before, after = (post(areas, deadlines=[GENERAL, HARD]) for areas in ((), ("mountainous",)))
    (change,) = compare_posting(before, after)
    assert change.flagged
    said = format_change(change, {}, VIETNAMESE)
    assert said == "Thời hạn dài hơn (xã miền núi, biên giới): 8 ngày làm việc → 18 ngày làm việc"


LINES = st.lists(
    st.builds(
        lambda case, area, n: {"case": case, "area": area, "amount": str(n), "unit": "working_day"},
        st.sampled_from([[], ["late"]]), st.sampled_from([[], ["border"], ["island"], ["border", "island"]]), st.integers(1, 40),
    ),
    min_size=1, max_size=5, unique_by=lambda line: (str(line["case"]), str(line["area"])),
)  # fmt: skip
PROMISES = st.lists(
    st.builds(
        lambda case, n: {"case": case, "amount": str(n), "unit": "working_day"},
        st.sampled_from([[], ["late"]]), st.integers(1, 40),
    ),
    max_size=2, unique_by=lambda line: str(line["case"]),
)  # fmt: skip


@pytest.mark.slow("a build")
@settings(max_examples=60, deadline=None)
@given(LINES, LINES, PROMISES)
def test_a_commune_of_an_area_is_told_what_is_told_of_the_area(
    law: list[dict[str, Any]], province: list[dict[str, Any]], promised: list[dict[str, Any]]
) -> None:
    """Whether the commune has said its area or a citizen chooses it, the answer is the same, and so are the lines of the page."""
    open_ = post(None, {"deadlines": province}, promised, deadlines=law)
    asked = answers_of(open_).scope.areas
    mine: tuple[AreaKind, ...]
    for mine in ((), ("border",), ("island",)):
        said = post(mine, {"deadlines": province}, promised, deadlines=law)
        option = next((key for key, group in asked.items() if set(mine) & set(group)), "none")
        for case in ("late", "on-time"):
            told: list[set[float | None]] = []
            for posted, row in ((said, {"case": case}), (open_, {"case": case} | ({"area": option} if asked else {}))):
                answers = answers_of(posted)
                (found,) = answers.deadlines(row).rows
                told.append({deadline.amount for deadline in found.deadlines})
                own = [line.deadline for line in posted.deadlines if answers.scope.holds(line.deadline, row)]
                assert {deadline.amount for deadline in answers.scope.narrowest(own)} == told[-1]
            assert told[0] == told[1], (mine, case)
