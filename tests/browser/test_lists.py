"""Long lists: what is typed finds an entry in a page, hours come first, and a page opens with its answer in sight."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from browser.conftest import KINDS

PHONE: ViewportSize = {"width": 390, "height": 844}
SMALL: ViewportSize = {"width": 320, "height": 800}


@pytest.mark.parametrize(
    ("kind", "typed", "found"),
    [
        ("alphabet", "khai sinh", "Làm giấy khai sinh"),
        ("documents", "ho tich 60/2014", "Hộ tịch"),
        ("commune", "thuong tru", "Đăng ký thường trú"),
        ("procedures", "khai tu", "Đăng ký khai tử"),
    ],
)
def test_what_is_typed_finds_an_entry_of_the_page(kind: str, typed: str, found: str, page: Page) -> None:
    """Without diacritics, in a part that was closed; the rest is hidden, the number is told, and an empty field shows all."""
    page.goto(KINDS[kind], wait_until="networkidle")
    entries, shown = page.locator("#danh-sach li"), page.locator("#danh-sach li:visible")
    field = page.locator("[data-filter] input")
    field.fill(typed)
    expect(shown.get_by_role("link", name=found).first).to_be_visible()
    assert 0 < shown.count() < entries.count()
    expect(page.locator("[data-filter] [role=status]")).to_have_text(f"{shown.count()} mục khớp.")
    field.fill("qqqq")
    expect(shown).to_have_count(0)
    field.fill("")
    expect(page.locator("#danh-sach li[hidden]")).to_have_count(0)


@pytest.mark.parametrize(("kind", "most"), [("alphabet", 3_000), ("procedures", 2_500), ("commune", 6_500), ("home", 4_700)])
def test_a_page_with_a_list_is_short_on_a_small_phone(kind: str, most: int, page: Page) -> None:
    """What is long is closed until it is wanted, and within two screens everything is at least named."""
    page.set_viewport_size(SMALL)
    page.goto(KINDS[kind], wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollHeight") <= most


def test_without_script_every_entry_can_be_reached(browser: Browser, base_url: str) -> None:
    """No field that does nothing; closed parts open by themselves."""
    page = browser.new_context(base_url=base_url, java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(KINDS["alphabet"])
    expect(page.locator("[data-filter]")).to_be_hidden()
    page.locator("summary", has_text="K").first.click()
    expect(page.get_by_role("link", name="Khai sinh").first).to_be_visible()
    page.context.close()


def test_hours_come_first_on_the_page_of_a_commune(page: Page) -> None:
    """Whether it is open, and when, within the first screen of a phone."""
    page.set_viewport_size(PHONE)
    page.goto(KINDS["commune"], wait_until="networkidle")
    for part in ("[data-open]", ".hours tr >> nth=0"):
        box = page.locator(part).bounding_box()
        assert box is not None and box["y"] + box["height"] <= PHONE["height"], part


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_the_masthead_is_one_row(width: int, page: Page) -> None:
    """54 px; the menu of a phone opens over the page at a tap and closes again, without script."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(KINDS["commune"], wait_until="networkidle")
    assert page.locator(".masthead").evaluate("node => node.offsetHeight") == 54
    link = page.locator(".menu").get_by_role("link", name="Văn bản")
    if width < 1000:
        expect(link).to_be_hidden()
        page.get_by_role("button", name="Danh mục").click()
    expect(link).to_be_visible()


def test_pages_have_the_letters_of_the_sheets(page: Page) -> None:
    """Both weights, from the site itself."""
    page.goto(KINDS["commune"], wait_until="networkidle")
    loaded = "async () => [...await Promise.all([...document.fonts].map(one => one.load()))].map(one => one.status)"
    assert page.evaluate(loaded) == ["loaded", "loaded"]
