"""When a dossier is received, when its result is due, whether an office is open, against answers worked out by hand."""

import json
import subprocess
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clock_cases import (
    HERE,
    Data,
    as_deadline,
    as_moment,
    as_office,
    make_office,
    python_opens,
    python_returns,
    read_calendars,
    read_deadline,
    read_table,
    write_moment,
)
from clock_slow import SlowClock, UnknownDayError
from conftest import share
from niemyet.law.office_hours import OfficeHours
from niemyet.law.reception import opening_at, receive
from niemyet.law.return_day import reckon
from niemyet.law.steps import Step
from niemyet.law.workdays import Workdays
from niemyet.model.deadline import Deadline
from niemyet.model.places import Office
from niemyet.model.reference import Calendar
from niemyet.render.calendar import make_calendar_data
from niemyet.render.language import VIETNAMESE
from niemyet.render.steps import format_steps
from node import find_node


@pytest.mark.parametrize("row", read_table("returns.tsv"), ids=lambda row: row["id"])
def test_a_result_falls_due_when_the_law_says(row: dict[str, str]) -> None:
    """Reception first, then the count; every answer comes with its steps in words."""
    office = make_office(row["office"], row["exceptions"])
    filed = datetime.fromisoformat(row["filed"])
    found = reckon(office, read_calendars(), filed, read_deadline(row["deadline"]), row["channel"])  # type: ignore[arg-type]  # from a table
    assert (write_moment(found.reception), write_moment(found.returned)) == (row["reception"], row["returned"]), found.why
    assert found.firm == (row["returned"] != "-")
    assert found.minute_known == ("T" in row["returned"])
    assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in format_steps(found.why, VIETNAMESE))


@pytest.mark.parametrize("row", read_table("openings.tsv"), ids=lambda row: row["id"])
def test_an_office_is_open_when_it_says_so(row: dict[str, str]) -> None:
    """On a day that no official calendar knows nothing firm is said."""
    state = opening_at(make_office(row["office"], row["exceptions"]), read_calendars(), datetime.fromisoformat(row["moment"]))
    told = {True: "yes", False: "no", None: "-"}[state.open]
    assert (told, write_moment(state.until), write_moment(state.next_opening)) == (row["open"], row["until"], row["next"])


# -- the browser's scripts (the tables: tests/js/) -----------------------------------------------------------


class Browser:
    """The scripts of the browser, run by node: they have no other way to know the day than to be told."""

    def __init__(self) -> None:
        self._command = [find_node(), str(HERE / "reckon.mjs")]

    def ask(self, questions: list[Data]) -> list[Data]:
        """An answer for each question, as reckon.mjs gives it."""
        given = json.dumps({"years": json.loads(make_calendar_data(read_calendars(), VIETNAMESE)), "questions": questions})
        done = subprocess.run(self._command, input=given, capture_output=True, text=True, check=True)  # our own script
        answers: list[Data] = json.loads(done.stdout)
        return answers


@pytest.fixture(scope="module")
def browser_clock() -> Browser:
    return Browser()


HOURS = [time(3), time(7, 30), time(9), time(11, 30), time(12), time(15), time(15, 1), time(16, 45), time(20)]
LENGTHS = ["until 15:00", "1 working_day", "3.5 working_day", "10 day", "4 working_hour", "1 month"]


@pytest.mark.slow("a process")
@pytest.mark.parametrize("name", ["saturdays", "weekdays"])
@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_every_day_of_three_years_is_the_same_in_both(year: int, name: str, browser_clock: Browser) -> None:
    """A clock that walks: open now, and the day of return. No day of a year without an official calendar is firm."""
    office = make_office(name)
    questions, answers = [], []
    days = 366 if year == 2028 else 365
    for day in (date(year, 1, 1) + timedelta(days=n) for n in range(0, days, -(-days // share(days)))):
        for hour in HOURS:
            moment = datetime.combine(day, hour)
            questions.append({"office": as_office(office), "moment": as_moment(moment)})
            answers.append(python_opens(office, moment))
            deadline = read_deadline(LENGTHS[len(questions) // 2 % len(LENGTHS)])
            questions.append({"office": as_office(office), "filed": as_moment(moment), "deadline": as_deadline(deadline)})
            answers.append(python_returns(office, moment, deadline))
    told = browser_clock.ask(questions)
    assert told == answers
    if year > 2026:
        assert all(answer.get("open") is None and answer.get("returned") is None for answer in told)
    assert all(answer["returned"]["day"] < "2027" for answer in told if answer.get("returned"))


# -- against a slow clock -------------------------------------------------------------------------------------

QUARTERS = st.integers(6 * 4, 19 * 4).map(lambda quarter: time(quarter // 4, 15 * (quarter % 4)))
SPANS = st.lists(QUARTERS, min_size=2, max_size=4, unique=True).map(lambda clocks: list(zip(*[iter(sorted(clocks))] * 2)))  # noqa: B905  # an odd one is left out


DAYS = st.one_of(
    st.dates(date(2026, 1, 1), date(2027, 1, 15)),
    st.sampled_from([date(2026, 1, 10), date(2026, 2, 13), date(2026, 8, 21), date(2026, 8, 22), date(2026, 12, 30)]),
)


@st.composite
def offices(draw: st.DrawFn) -> Office:
    """An office that is open on most weekdays, perhaps on Saturdays, with days of its own."""
    weekdays = draw(st.lists(st.sampled_from(["mon", "tue", "wed", "thu", "fri"]), min_size=3, unique=True))
    hours: list[Data] = [{"days": weekdays, "opens": f"{a:%H:%M}", "closes": f"{b:%H:%M}"} for a, b in draw(SPANS)]
    hours += [{"days": ["sat"], "opens": "07:30", "closes": "11:30"}] if draw(st.booleans()) else []
    exceptions: list[Data] = [{"date": f"{day}", "reason": "lý do"} for day in draw(st.lists(DAYS, max_size=2, unique=True))]
    for day in draw(st.lists(DAYS, max_size=2, unique=True)):
        exceptions += [{"date": f"{day}", "reason": "a", "opens": f"{a:%H:%M}", "closes": f"{b:%H:%M}"} for a, b in draw(SPANS)]
    return Office.model_validate({"name": "a", "address": "b", "hours": hours, "exceptions": exceptions})


MOMENTS = st.builds(datetime.combine, DAYS, st.integers(0, 1439).map(lambda minute: time(minute // 60, minute % 60)))
HALVES = st.integers(1, 30).map(lambda n: f"{n / 2:g}")
DEADLINES = st.one_of(
    st.builds("{} {}".format, HALVES, st.sampled_from(["working_day", "day", "working_hour"])),
    st.builds("{} month".format, st.integers(1, 3)),
    st.builds("until {:02}:00".format, st.integers(9, 16)),
).map(read_deadline)


@settings(max_examples=share(80), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(office=offices(), filed=MOMENTS, deadline=DEADLINES)
def test_minute_by_minute_comes_to_the_same(office: Office, filed: datetime, deadline: Deadline) -> None:
    """Reception, return and opening of any office, at any moment, for any deadline."""
    slow = SlowClock(office, read_calendars())
    found, state = reckon(office, read_calendars(), filed, deadline), opening_at(office, read_calendars(), filed)
    try:
        assert state.open == slow.receives(filed)
    except UnknownDayError:
        assert state.open is None
    received = returned = None
    with suppress(UnknownDayError):
        received = slow.receive(filed)
        returned = slow.end(received, deadline)
    assert (found.reception, found.returned) == (received, returned)
    if state.open is False:
        assert state.next_opening == received


@settings(
    max_examples=share(20), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(
    office=offices(),
    asked=st.lists(st.tuples(MOMENTS, DEADLINES, st.sampled_from(["in_person", "online", "post"])), min_size=20, max_size=40),
)
def test_the_browser_comes_to_the_same_for_any_office(office: Office, asked: list[Any], browser_clock: Browser) -> None:
    """With every word of the reasons."""
    shown = as_office(office)
    questions: list[Data] = [{"office": shown, "moment": as_moment(moment)} for moment, _, _ in asked]
    questions += [
        {"office": shown, "filed": as_moment(moment), "deadline": as_deadline(deadline), "channel": channel}
        for moment, deadline, channel in asked
    ]
    answers = [python_opens(office, moment) for moment, _, _ in asked]
    answers += [python_returns(office, moment, deadline, channel) for moment, deadline, channel in asked]
    assert browser_clock.ask(questions) == answers


@pytest.mark.parametrize(
    ("office", "exceptions", "day", "hours", "reason"),
    [
        ("weekdays", "-", "2026-11-23", "07:00-11:30 13:30-17:00", ""),
        ("weekdays", "2026-10-14 07:00-09:00", "2026-10-14", "07:00-09:00", "lý do riêng"),
        ("weekdays", "2026-10-14 closed", "2026-10-14", "", "lý do riêng"),
        ("weekdays", "2026-10-14 09:00-10:00,2026-10-14 07:00-09:00", "2026-10-14", "07:00-10:00", "lý do riêng"),
        ("weekdays", "-", "2026-08-22", "07:00-11:30 13:30-17:00", "làm bù cho ngày 31/08/2026"),
        ("weekdays", "-", "2026-11-24", "", "Ngày Văn hóa Việt Nam"),
        ("weekdays", "-", "2026-11-28", "", "nghỉ cuối tuần"),
        ("saturdays", "-", "2026-11-28", "07:30-11:30", ""),
    ],
)
def test_a_day_says_why_its_hours_are_not_those_of_the_week(
    office: str, exceptions: str, day: str, hours: str, reason: str
) -> None:
    """The office's own reason, the day off by its name, or the day for which a weekend is worked."""
    found = OfficeHours(make_office(office, exceptions), Workdays(read_calendars())).on(date.fromisoformat(day))
    spans = " ".join(f"{span.opens:%H:%M}-{span.closes:%H:%M}" for span in found.spans)
    assert (spans, found.reason, found.known) == (hours, reason, True)


@pytest.mark.parametrize(
    ("office", "exceptions", "filed", "why"),
    [
        ("weekdays", "-", "2026-11-30T12:00", "nghỉ trưa"),
        ("weekdays", "-", "2026-11-30T11:30", "nghỉ trưa"),
        ("weekdays", "-", "2026-11-30T06:59", "ngoài giờ làm việc"),
        ("weekdays", "-", "2026-11-30T17:00", "ngoài giờ làm việc"),
        ("weekdays", "-", "2026-11-28T09:00", "nghỉ cuối tuần"),
        ("weekdays", "-", "2026-11-24T09:00", "Ngày Văn hóa Việt Nam"),
        ("weekdays", "2026-11-30 closed", "2026-11-30T09:00", "lý do riêng"),
    ],
)
def test_what_is_filed_at_a_closed_door_is_told_why(office: str, exceptions: str, filed: str, why: str) -> None:
    """The first step names the moment and the reason; then comes the reception, at an opening."""
    moment = datetime.fromisoformat(filed)
    hours = OfficeHours(make_office(office, exceptions), Workdays(read_calendars()))
    received, (closed, *steps) = receive(hours, moment)
    assert (closed.kind, closed.day, closed.clock, closed.text) == ("closed", moment.date(), moment.time(), why)
    assert received is not None and steps[0] == Step("received", received.date(), received.time())


def test_an_office_with_a_reason_or_a_counter_at_the_weekend_says_so() -> None:
    """A Saturday counter receives, though the day is no working day; a day with other hours says why."""

    def why(office: str, exceptions: str, at: str) -> tuple[Step, ...]:
        return opening_at(make_office(office, exceptions), read_calendars(), datetime.fromisoformat(at)).why

    saturday, wednesday, sunday = date(2026, 11, 28), date(2026, 10, 14), date(2026, 11, 29)
    assert why("saturdays", "-", "2026-11-28T09:00") == (Step("counter", saturday, text="nghỉ cuối tuần"),)
    assert why("weekdays", "2026-10-14 07:00-09:00", "2026-10-14T08:00") == (Step("today", wednesday, text="lý do riêng"),)
    assert why("weekdays", "-", "2026-11-29T08:00") == (Step("today", sunday, text="nghỉ cuối tuần"),)
    assert why("weekdays", "-", "2026-11-23T08:00") == ()
    assert why("weekdays", "-", "2027-03-01T09:00") == (Step("not_official", date(2027, 3, 1)),)


def test_hours_of_an_office_that_never_works_on_a_working_day_come_to_no_end() -> None:
    """Its Saturday counter receives, but no hour of it counts: nothing is promised, and the reason is told."""
    years = [{"year": str(year), "status": "official"} for year in (2025, 2026, 2027)]
    calendars = tuple(map(Calendar.model_validate, years))
    hours = [{"days": ["sat"], "opens": "07:30", "closes": "11:30"}]
    office = Office.model_validate({"name": "Quầy thứ bảy", "address": "Trụ sở", "hours": hours})
    found = reckon(office, calendars, datetime(2026, 1, 3, 8), read_deadline("4 working_hour"))
    assert (found.reception, found.returned, found.why[-1]) == (datetime(2026, 1, 3, 8), None, Step("no_hours"))


@pytest.mark.parametrize(
    ("day", "works", "why", "name", "instead"),
    [
        (date(2026, 11, 23), True, "", "", None),
        (date(2026, 11, 24), False, "Ngày Văn hóa Việt Nam", "Ngày Văn hóa Việt Nam", None),
        (date(2026, 11, 28), False, "nghỉ cuối tuần", "", None),
        (date(2026, 8, 22), True, "", "", date(2026, 8, 31)),
    ],
)
def test_a_day_is_off_for_a_reason(day: date, works: bool, why: str, name: str, instead: date | None) -> None:
    """A weekend has none of its own name; a weekend that is worked names the day for which it is."""
    workdays = Workdays(read_calendars())
    assert (workdays.works(day), workdays.why_off(day), workdays.off_name(day)) == (works, why, name)
    assert (workdays.stands_for(day), workdays.known(day)) == (instead, True)


def test_working_days_between_two_days_leave_out_the_first() -> None:
    """Monday to Friday are four; around the make-up Saturday of 22/8/2026 for 31/8, and over the holiday of 1–2/9."""
    workdays = Workdays(read_calendars())
    spans = [(date(2026, 11, 16), date(2026, 11, 20), 4), (date(2026, 8, 21), date(2026, 8, 24), 2)]
    spans += [(date(2026, 8, 28), date(2026, 9, 3), 1), (date(2026, 11, 20), date(2026, 11, 20), 0)]
    assert [workdays.between(start, end) for start, end, _ in spans] == [count for *_, count in spans]
