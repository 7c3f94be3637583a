"""Duty rosters: whose turn it is on any day, what nobody is planned for, and what of it the commune's page says."""

from datetime import date, time
from typing import Any

from niemyet.law.duty import DutyRoster, Gap, Turn
from niemyet.law.office_hours import OfficeHours, Span
from niemyet.law.workdays import Workdays
from niemyet.model.duty import Duty
from niemyet.model.places import Commune
from niemyet.model.ratings import MonthOfRatings
from niemyet.model.reference import Calendar
from niemyet.oversight.pages.office import describe_plan, describe_ratings, sum_ratings, write_ratings
from niemyet.render.duty import find_soon, format_length, tabulate_duty
from niemyet.render.language import VIETNAMESE

MORNING, AFTERNOON = Span(time(7, 30), time(11, 30)), Span(time(13), time(17))
CALENDAR: dict[str, Any] = {
    "year": "2026",
    "status": "official",
    "days_off": [{"date": "2026-11-24", "name": "Ngày Văn hóa"}, {"date": "2026-11-30", "name": "Nghỉ hoán đổi"}],
    "worked_days": [{"date": "2026-11-28", "instead_of": "2026-11-30"}],
}
OFFICE: dict[str, Any] = {
    "name": "Nơi tiếp nhận mẫu",
    "address": "Nhà mẫu",
    "hours": [
        {"days": ["mon", "tue", "wed", "thu", "fri"], "opens": "07:30", "closes": "11:30"},
        {"days": ["mon", "tue", "wed", "thu", "fri"], "opens": "13:00", "closes": "17:00"},
        {"days": ["sat"], "opens": "07:30", "closes": "11:30"},
    ],
    "exceptions": [{"date": "2026-11-25", "opens": "07:30", "closes": "11:30", "reason": "Tập huấn"}],
}
MONDAY, HOLIDAY, SHORT, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 27)


def roster(*shifts: dict[str, Any], counters: tuple[str, ...] = ("Một", "Hai"), **more: Any) -> DutyRoster:
    """The roster of an office with these counters, from 1/11/2026 on."""
    place = {"code": "10183", "name": "Mẫu", "kind": "xã", "office": OFFICE, "counters": [{"name": name} for name in counters]}
    commune = Commune.model_validate(place)
    duty = Duty.model_validate({"from": "2026-11-01", "shifts": [*shifts], **more})
    return DutyRoster(duty, commune, OfficeHours(commune.office, Workdays([Calendar.model_validate(CALENDAR)])))


def at(role: str, *counters: str, **more: Any) -> dict[str, Any]:
    """A shift."""
    return {"role": role, "counters": [*counters], **more}


def test_a_turn_is_what_of_a_shift_the_office_is_open() -> None:
    """Within the hours of the day, its exceptions and its days off; a shift without days has every day."""
    plan = roster(at("A", "Một", opens="09:00"), at("B", "Hai", days=["mon", "wed"]))
    late = Span(time(9), time(11, 30))
    assert plan.turns(MONDAY) == (Turn(("Một",), "A", "", (late, AFTERNOON)), Turn(("Hai",), "B", "", (MORNING, AFTERNOON)))
    assert plan.turns(SHORT) == (Turn(("Một",), "A", "", (late,)), Turn(("Hai",), "B", "", (MORNING,)))
    assert plan.turns(FRIDAY) == (Turn(("Một",), "A", "", (late, AFTERNOON)),)
    assert plan.turns(HOLIDAY) == ()
    assert plan.turns(date(2026, 10, 30)) == ()


def test_a_worked_saturday_has_the_shifts_of_the_day_it_stands_for() -> None:
    """Its hours are those of that weekday, so who sits there is too."""
    plan = roster(at("A", "Một", days=["mon"]), at("B", "Hai", days=["sat"]))
    assert [turn.role for turn in plan.turns(date(2026, 11, 28))] == ["A"]
    assert [turn.role for turn in plan.turns(date(2026, 11, 21))] == ["B"]


def test_who_is_away_is_replaced_by_whom_the_absence_names_else_the_shift() -> None:
    """And by nobody where neither names one."""
    replaced = {"role": "C"}
    away = {"role": "A", "from": "2026-11-23", "until": "2026-11-25"}
    assert roster(at("A", "Một", substitute=replaced), absences=[away]).turns(MONDAY)[0].role == "C"
    assert (
        roster(at("A", "Một", substitute=replaced), absences=[{**away, "substitute": {"role": "D"}}]).turns(MONDAY)[0].role == "D"
    )
    assert roster(at("A", "Một"), absences=[away]).turns(MONDAY) == ()
    assert roster(at("A", "Một"), absences=[away]).turns(FRIDAY)[0].stands_in_for == ""
    assert roster(at("A", "Một", substitute=replaced), absences=[away]).turns(MONDAY)[0].stands_in_for == "A"
    named = {**away, "name": "Nguyễn Văn Mẫu"}
    assert roster(at("A", "Một"), absences=[named]).turns(MONDAY)[0].role == "A"


def test_a_period_has_its_own_shifts_even_outside_the_roster() -> None:
    """As before Tết."""
    period = {"reason": "Trước Tết", "from": "2026-11-27", "shifts": [at("C", "Một", "Hai")]}
    plan = roster(at("A", "Một"), until="2026-11-25", periods=[period])
    assert [turn.role for turn in plan.turns(FRIDAY)] == ["C"]
    assert [*plan.gaps(FRIDAY)] == []
    assert not plan.holds(date(2026, 11, 26))


def test_a_gap_is_what_of_the_opening_nobody_has_at_a_counter() -> None:
    """Those who sit at no counter fill none; two halves fill a day; nothing is said of days that the roster does not have."""
    plan = roster(at("A", "Một", closes="10:00"), at("B", "Một", opens="09:30", closes="16:00"), at("C"))
    left = Span(time(16), time(17))
    assert [*plan.gaps(MONDAY)] == [Gap(MONDAY, "Một", (left,), False), Gap(MONDAY, "Hai", (MORNING, AFTERNOON), True)]
    assert [*plan.gaps(HOLIDAY)] == []
    assert [*plan.gaps(date(2026, 10, 30))] == []


def test_an_office_without_counters_is_one_place() -> None:
    """Everybody of the roster receives there."""
    plan = roster(at("A"), counters=())
    assert plan.counters == ("Nơi tiếp nhận mẫu",)
    assert [*plan.gaps(MONDAY)] == []


def test_the_planned_share_counts_the_hours_of_every_counter() -> None:
    """Four weeks from Monday on: 19 whole days of 480 minutes, one half day, and three of four Saturdays of 240."""
    plan = roster(at("A", "Một"), at("B", "Hai", days=["mon", "tue", "wed", "thu", "fri"]))
    cover = plan.measure(date(2026, 11, 26))
    assert cover is not None
    assert (cover.first, cover.last) == (MONDAY, date(2026, 12, 20))
    # 23/11 to 18/12 has twenty weekdays: two are off, one is short; the worked Saturday 28/11 is a whole day for the Monday off
    opened = 17 * 480 + 240 + 480 + 3 * 240
    assert cover.open == 2 * opened
    assert cover.staffed == cover.open - 3 * 240
    assert plan.measure(date(2027, 3, 1)) is None


def test_lengths_are_said_in_hours_and_minutes() -> None:
    """Whole hours without minutes."""
    assert [format_length(minutes, VIETNAMESE) for minutes in (0, 60, 90, 600_000)] == [
        "0 giờ", "1 giờ", "1 giờ 30 phút", "10.000 giờ",
    ]  # fmt: skip


def test_a_page_leaves_out_what_is_over() -> None:
    """A period or an absence that has passed, and a roster that has ended altogether."""
    over = {"from": "2026-11-02", "until": "2026-11-03"}
    plan = roster(
        at("A", "Một", days=["fri", "mon", "wed", "tue", "thu"], opens="08:00", substitute={"role": "D"}),
        at("B", "Hai", days=["mon", "wed"]),
        until="2026-12-31",
        periods=[
            {"reason": "Đã qua", **over, "shifts": [at("B")]},
            {"reason": "Sắp tới", "from": "2026-12-01", "shifts": [at("B")]},
        ],
        absences=[{"role": "A", **over}, {"role": "A", "from": "2026-12-02"}],
    )
    tables = tabulate_duty(plan, MONDAY, VIETNAMESE)
    assert tables is not None
    assert [row.said_when for row in tables.rows] == ["thứ hai đến thứ sáu, từ 08:00", "thứ hai, thứ tư"]
    assert [(one.period.reason, one.said_days) for one in tables.periods] == [("Sắp tới", "ngày 01/12/2026")]
    assert [[other.role for other in one.substitutes] for one in tables.absences] == [["D"]]
    assert tabulate_duty(plan, date(2027, 1, 1), VIETNAMESE) is None


def test_the_page_of_figures_says_what_is_planned_and_what_is_not() -> None:
    """The share of the hours, and every gap of the next four weeks; ratings with their number, a share only of enough of them."""
    plan = describe_plan(
        roster(at("A", "Một"), at("B", "Hai", days=["mon", "tue", "wed", "thu", "fri"])), date(2026, 11, 26), VIETNAMESE
    )
    assert (plan["share"], plan["first"], plan["last"], plan["ended"]) == ("96,2%", "23/11/2026", "20/12/2026", "")
    assert plan["gaps"] == ["Hai, 07:30–11:30: thứ bảy 05/12/2026, 12/12/2026, 19/12/2026"]
    assert describe_plan(roster(at("A", "Một"), until="2026-11-25"), date(2026, 11, 26), VIETNAMESE)["ended"] == "25/11/2026"
    months = (MonthOfRatings("2026-09", 0, 0), MonthOfRatings("2026-10", 9, 1), MonthOfRatings("2026-11", 40, 0))
    told = describe_ratings(months, VIETNAMESE)
    assert (told["helpful"], told["total"], told["share"], told["first"], told["last"]) == (
        "49",
        "50",
        "98%",
        "09/2026",
        "11/2026",
    )
    assert [share in str(told["chart"]) for share in ("không có lượt nào", "ít lượt", "100%", "90%")] == [
        True, True, True, False,
    ]  # fmt: skip
    [first, october, november] = sum_ratings([months, [MonthOfRatings("2026-10", 1, 30)], ()])
    assert (first, october, november) == (months[0], MonthOfRatings("2026-10", 10, 31), months[2]), "of communes: sums of counts"
    assert write_ratings(months).decode().splitlines()[:2] == ["thang,co_ich,chua_co_ich", "2026-09,0,0"]


def test_beside_the_hours_stands_only_what_differs_soon() -> None:
    """On Monday 23 November: who is away until 7 December, not later; a period that begins by then; nothing without a roster."""
    plan = roster(
        at("A", "Một", substitute={"role": "D"}),
        periods=[
            {"reason": "Gần", "from": "2026-12-07", "shifts": [at("B")]},
            {"reason": "Xa", "from": "2026-12-08", "shifts": [at("B")]},
        ],
        absences=[{"role": "A", "from": "2026-11-20", "until": "2026-11-24"}, {"role": "A", "from": "2027-02-01"}],
    )
    soon = find_soon(tabulate_duty(plan, MONDAY, VIETNAMESE), MONDAY)
    assert [one.period.reason for one in soon.periods] == ["Gần"]
    assert [one.said_days for one in soon.absences] == ["từ 20/11/2026 đến 24/11/2026"]
    assert find_soon(None, MONDAY) == ((), ())
