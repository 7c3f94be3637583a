"""Return days and QR codes, calculated in the browser, against values calculated here or by hand.

`tests/test_clock.py` tests the calculation itself; here it uses the site's own calendar.
"""

import json
from datetime import date, timedelta
from typing import Any

import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from playwright.sync_api import Page

from conftest import share

WEEK = {
    **{day: [[450, 690], [780, 1020]] for day in ("mon", "tue", "wed", "thu", "fri")},
    "sat": [[450, 690]],
}
COUNT = """async ([filed, deadline, week]) => {
    const { reckon } = await import('/assets/return-date.js');
    const { fetchYears } = await import('/assets/page.js');
    const { reception, returned } = reckon(filed, deadline, { week, exceptions: {} }, await fetchYears('/du-lieu/lich.json'));
    return { reception, day: returned?.day ?? null, minutes: returned?.minutes ?? null };
}"""
MINUTES = {"morning": 9 * 60, "15:00": 15 * 60, "15:01": 15 * 60 + 1, "16:00": 16 * 60, "night": 20 * 60}


@pytest.fixture(scope="module")
def counting(browser: Any, base_url: str) -> Any:
    page = browser.new_page()
    page.goto(base_url)
    yield page
    page.close()


def count(page: Page, day: str, minutes: int, deadline: dict[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = page.evaluate(COUNT, [{"day": day, "minutes": minutes}, deadline, WEEK])
    return result


@pytest.mark.parametrize(
    ("filed", "hour", "deadline", "due"),
    [
        # The first day is not counted (Điều 147); weekends and days off are left out of working days.
        ("2026-11-16", "morning", {"amount": 1, "unit": "working_day"}, "2026-11-17"),
        ("2026-11-20", "morning", {"amount": 1, "unit": "working_day"}, "2026-11-23"),
        ("2026-11-20", "morning", {"amount": 3, "unit": "working_day"}, "2026-11-26"),
        ("2026-02-13", "morning", {"amount": 1, "unit": "working_day"}, "2026-02-23"),
        # A Saturday that is worked in exchange counts.
        ("2026-08-21", "morning", {"amount": 1, "unit": "working_day"}, "2026-08-22"),
        ("2026-08-28", "morning", {"amount": 1, "unit": "working_day"}, "2026-09-03"),
        # Days are calendar days; a last day on which nobody works moves (Điều 148 khoản 5).
        ("2026-11-16", "morning", {"amount": 3, "unit": "day"}, "2026-11-19"),
        ("2026-11-16", "morning", {"amount": 5, "unit": "day"}, "2026-11-23"),
        ("2026-11-16", "morning", {"amount": 8, "unit": "day"}, "2026-11-25"),
        # A month ends on the corresponding day, or on the month's last.
        ("2026-05-29", "morning", {"amount": 1, "unit": "month"}, "2026-06-29"),
        ("2026-01-31", "morning", {"amount": 1, "unit": "month"}, "2026-03-02"),
        ("2026-03-31", "morning", {"amount": 1, "unit": "month"}, "2026-05-04"),
        # Received after 15:00: the next working day (NĐ 23/2015 Điều 7; Luật Hộ tịch Điều 5).
        ("2026-11-23", "15:00", {"until": 900}, "2026-11-23"),
        ("2026-11-23", "15:01", {"until": 900}, "2026-11-25"),
        ("2026-11-24", "morning", {"until": 900}, "2026-11-25"),
        ("2026-11-21", "morning", {"until": 900}, "2026-11-23"),
    ],
)
def test_the_day_of_return_is_the_laws(filed: str, hour: str, deadline: dict[str, Any], due: str, counting: Page) -> None:
    assert count(counting, filed, MINUTES[hour], deadline)["day"] == due


@pytest.mark.parametrize(
    ("filed", "hour", "amount", "due"),
    [
        ("2026-11-16", "morning", 2, ("2026-11-16", 11 * 60)),
        ("2026-11-16", "morning", 4, ("2026-11-16", 14 * 60 + 30)),
        ("2026-11-20", "16:00", 4, ("2026-11-23", 10 * 60 + 30)),
        ("2026-11-23", "night", 8, ("2026-11-25", 17 * 60)),
        ("2026-11-21", "morning", 1, ("2026-11-23", 8 * 60 + 30)),  # the Saturday counter receives, nobody works on it
    ],
)
def test_working_hours_run_within_the_hours_of_the_office(
    filed: str, hour: str, amount: int, due: tuple[str, int], counting: Page
) -> None:
    counted = count(counting, filed, MINUTES[hour], {"amount": amount, "unit": "working_hour"})
    assert (counted["day"], counted["minutes"]) == due


def test_a_year_without_an_official_calendar_has_no_firm_day(counting: Page) -> None:
    """The last working day of 2026 is the last that can be named."""
    assert count(counting, "2026-12-24", 540, {"amount": 5, "unit": "working_day"})["day"] == "2026-12-31"
    assert count(counting, "2026-12-25", 540, {"amount": 5, "unit": "working_day"})["day"] is None
    assert count(counting, "2027-02-05", 540, {"amount": 1, "unit": "working_day"}) == {
        "reception": None, "day": None, "minutes": None,
    }  # fmt: skip
    assert count(counting, "2030-05-02", 540, {"amount": 5, "unit": "working_day"})["day"] is None


@settings(max_examples=share(240), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.dates(date(2025, 1, 1), date(2026, 9, 1)), amount=st.integers(1, 60))
def test_working_days_between_are_as_many_as_the_deadline(start: date, amount: int, counting: Page) -> None:
    """Counted the other way round: from the day due back to the day of reception."""
    years = counting.evaluate("fetch('/du-lieu/lich.json').then(answer => answer.json())")
    counted = count(counting, start.isoformat(), 540, {"amount": amount, "unit": "working_day"})
    received, due = date.fromisoformat(counted["reception"]["day"]), date.fromisoformat(counted["day"])

    def works(day: date) -> bool:
        year = years[str(day.year)]
        text = day.isoformat()
        return text not in year["off"] and (day.weekday() < 5 or text in year["worked"])

    days = [received + timedelta(days=i) for i in range(1, (due - received).days + 1)]
    assert received >= start
    assert sum(map(works, days)) == amount
    assert works(due)


@settings(max_examples=share(160), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        st.characters(min_codepoint=32, max_codepoint=0x1EF9, exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=70
    )
)
def test_a_reader_reads_every_qr_code(text: str, counting: Page) -> None:
    """Whatever the text and so the size of the code."""
    address = "https://niemyet.example/" + text
    grid = counting.evaluate("async text => (await import('/assets/qr.js')).makeQr(text)", address)
    picture = Image.new("L", (len(grid) + 8, len(grid) + 8), 255)
    for r, row in enumerate(grid):
        for c, dark in enumerate(row):
            picture.putpixel((c + 4, r + 4), 0 if dark else 255)
    read = zxingcpp.read_barcodes(picture.resize((picture.width * 4, picture.height * 4), Image.Resampling.NEAREST))
    assert [code.text for code in read] == [address], json.dumps(address)
