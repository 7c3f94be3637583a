"""Without a connection: visited pages and the search stay readable, and say how old they are."""

from playwright.sync_api import BrowserContext, Page, expect

from browser.conftest import POSTING


def test_a_visited_page_and_the_search_are_readable_without_a_connection(page: Page, context: BrowserContext) -> None:
    page.goto(POSTING, wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function(
        "async address => Boolean(await caches.match(address)) && Boolean(await caches.match('/tim-kiem/du-lieu.json'))",
        arg=page.url,
    )
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    page.goto(f"{POSTING}?v=000-000-000-000-000-000")
    expect(page.locator("[data-age]")).to_contain_text("bản đã lưu trên máy này lúc")
    expect(page.locator("h1")).to_have_text("Đăng ký thường trú")
    expect(page.locator("[data-verdict]")).to_contain_text("đã cũ")
    page.goto("tim-kiem/")
    page.get_by_role("searchbox").press_sequentially("khai sinh")
    expect(page.locator(".answers a").first).to_be_visible()
    context.set_offline(False)
    page.goto(POSTING, wait_until="networkidle")
    expect(page.locator("[data-age]")).to_be_hidden()
