"""The commune that a device remembers: chosen once, offered everywhere, forgotten at a word; and one that does not post here."""

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import choose_commune


def test_a_commune_chosen_at_home_is_one_tap_from_every_procedure_until_it_is_forgotten(page: Page) -> None:
    page.goto("", wait_until="networkidle")
    choose_commune(page, "thuong tin", "Xã Thường Tín")
    page.goto("thu-tuc/1.001193/", wait_until="networkidle")
    page.get_by_role("link", name="Xem phí, giờ và nơi nộp tại xã Thường Tín").click()
    expect(page).to_have_url("/ha-noi/thuong-tin/1.001193/")
    page.goto("", wait_until="networkidle")
    page.get_by_role("button", name="Quên").click()
    page.reload(wait_until="networkidle")
    expect(page.get_by_role("textbox", name="Xã, phường của bạn")).to_be_visible()
    kept = page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('niemyet.commune'))")
    assert kept == []


@pytest.mark.own_page
def test_nothing_that_was_typed_or_chosen_leaves_the_device(page: Page) -> None:
    """The page asks for its data as a whole; no address and no body tells what was typed."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    page.goto("", wait_until="networkidle")
    asked.clear()
    choose_commune(page, "thuong tin", "Xã Thường Tín")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "thuong" in url], asked


def test_a_former_name_says_where_it_belongs_now(page: Page) -> None:
    page.goto("", wait_until="networkidle")
    page.get_by_role("textbox", name="Xã, phường của bạn").press_sequentially("ha hoi")
    expect(page.locator(".mine__one").first).to_contain_text("xã Hà Hồi (huyện Thường Tín) nay thuộc đây")


@pytest.mark.own_page
def test_where_the_device_may_not_remember_the_page_says_so(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page.goto("", wait_until="networkidle")
    choose_commune(page, "thuong tin", "Xã Thường Tín")
    expect(page.get_by_text("Máy này không cho ghi nhớ")).to_be_visible()


def test_a_commune_that_does_not_post_has_a_page_that_says_so_and_where_to_ask(page: Page) -> None:
    """What it was called before, that it does not post here, where to ask, what holds everywhere."""
    page.goto("", wait_until="networkidle")
    page.get_by_role("textbox", name="Xã, phường của bạn").press_sequentially("thach ha")
    page.get_by_role("button", name="Xã Thạch Hà").click()
    page.get_by_role("link", name="Xã Thạch Hà").click()
    expect(page).to_have_url("/xa/ha-tinh/#thach-ha")
    expect(page.get_by_role("heading", level=1)).to_have_text("Xã Thạch Hà")
    section = page.locator("[data-place]")
    expect(section.get_by_role("heading", level=2)).to_have_text("Xã Thạch Hà chưa niêm yết tại đây")
    expect(section).to_contain_text("Trước 01/07/2025: thị trấn Thạch Hà")
    assert section.get_by_role("link").count() >= 2
    page.goto("thu-tuc/1.001193/", wait_until="networkidle")
    expect(page.locator("[data-my-commune]")).to_contain_text("Xã Thạch Hà chưa niêm yết thủ tục này trên trang")
