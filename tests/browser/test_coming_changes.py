"""T3: what changes next year, for whom, and for one's own commune."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

COMMUNE = '["ha-noi/thuong-tin", "xã", "Thường Tín", "Hà Nội", true]'


def test_what_changes_next_year_is_two_taps_from_home(page: Page) -> None:
    """The day, for whom, by which document, and every procedure."""
    page.goto("")
    page.locator("main a").filter(has_text="01/03/2027").first.click()
    expect(page).to_have_url(re.compile(r"sap-thay-doi/#tu-2027-03-01$"))
    day = page.locator(".change").filter(has=page.locator("#tu-2027-03-01"))
    law = day.locator("[data-change]").filter(has_text="03/2026/QH16")
    expect(law).to_contain_text("Công dân Việt Nam")
    expect(law).to_contain_text("Đến hết 28/02/2027")
    expect(law.get_by_role("link", name="Đăng ký khai sinh", exact=True)).to_be_visible()
    law.get_by_text(re.compile("Xem thêm")).click()
    assert law.locator("[data-code]:visible").count() == 13


def test_ones_own_commune_narrows_the_list(page: Page, base_url: str) -> None:
    """To what is done there; another choice widens it again."""
    page.goto("sap-thay-doi/")
    page.evaluate("([path, about]) => { localStorage['niemyet.commune'] = path; localStorage['niemyet.commune-about'] = about }",
                  ["ha-noi/thuong-tin", COMMUNE])  # fmt: skip
    page.goto("ha-noi/thuong-tin/")
    posted = set(page.locator("main a").evaluate_all("links => links.map((a) => a.getAttribute('href'))"))
    page.goto("sap-thay-doi/", wait_until="networkidle")
    every = set(page.locator("[data-code]").evaluate_all("items => items.map((item) => item.dataset.code)"))
    here = {code for code in every if f"{code}/" in posted}
    page.get_by_label("Chỉ thủ tục làm ở Xã Thường Tín").check()
    shown = set(page.locator("[data-code]:not([hidden])").evaluate_all("items => items.map((item) => item.dataset.code)"))
    assert shown == here and here
    page.get_by_label("Chỉ thủ tục làm ở Xã Thường Tín").uncheck()
    assert page.locator("[data-code]:not([hidden])").count() >= len(every)


def test_a_page_that_is_older_than_a_change_says_so_above_its_answer(clock: Callable[[str, str], Page], base_url: str) -> None:
    """Law: from the first minute of the day in Việt Nam; whoever reads it before is told nothing."""
    told = "Trang này lập trước ngày 01/03/2027"
    before = clock(f"{base_url}ha-noi/thuong-tin/1.001193/", "2027-02-28T23:59:00+07:00")
    assert told not in before.locator("main").inner_text()
    after = clock(f"{base_url}ha-noi/thuong-tin/1.001193/", "2027-03-01T00:00:00+07:00")
    expect(after.get_by_role("status").filter(has_text=told)).to_be_in_viewport()
    after.goto(f"{base_url}ha-noi/thuong-tin/", wait_until="networkidle")
    assert "Trang này lập trước ngày" not in after.locator("main").inner_text(), "of a page that tells of no change"


def test_a_day_can_be_put_into_a_calendar(page: Page) -> None:
    page.goto("sap-thay-doi/")
    with page.expect_download() as begun:
        page.get_by_role("link", name="Thêm ngày này vào lịch").first.click()
    assert begun.value.suggested_filename == "2027-03-01.ics"


def test_without_script_everything_is_there(base_url: str, new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{base_url}sap-thay-doi/")
    assert page.locator("[data-change]").filter(has_text="03/2026/QH16").locator("[data-code]").count() == 13
    assert not page.locator("[data-sift]").is_visible()
