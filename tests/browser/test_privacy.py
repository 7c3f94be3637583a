"""What a shared computer keeps: nothing that nobody asked for beyond 30 days, and nothing after a word."""

import re

import pytest
from playwright.sync_api import Page, expect

POSTING = "ha-noi/thuong-tin/1.001193/"
STORED = "() => Object.keys(localStorage).filter((key) => key.startsWith('niemyet'))"
AGE = """([keys, days]) => { for (const key of keys) localStorage.setItem(key, `${Date.now() - days * 86400000}`); }"""


def tick(page: Page) -> None:
    """As somebody who gathers their papers."""
    page.goto(POSTING, wait_until="networkidle")
    box = page.locator("main input[type=checkbox]").first
    box.evaluate("node => node.closest('details')?.setAttribute('open', '')")
    box.check(force=True)


def stored(page: Page) -> list[str]:
    keys: list[str] = page.evaluate(STORED)
    return keys


@pytest.mark.browser_context_args(service_workers="allow")
def test_everything_is_forgotten_at_a_word(page: Page) -> None:
    """What was ticked, and the pages that were visited; the button says so and goes."""
    tick(page)
    page.evaluate("navigator.serviceWorker.ready")
    page.reload(wait_until="networkidle")
    assert [key for key in stored(page) if not key.startswith("niemyet-at")]
    page.get_by_role("button", name="Quên hết trên máy này").click()
    expect(page.get_by_text("Đã quên nơi đã chọn")).to_be_visible()
    assert stored(page) == []
    assert page.evaluate("caches.keys()") == []
    page.reload(wait_until="networkidle")
    assert page.locator("main input[type=checkbox]:checked").count() == 0


@pytest.mark.browser_context_args(service_workers="allow")
def test_what_was_ticked_is_kept_for_thirty_days(page: Page) -> None:
    """And the commune that was chosen, until it is forgotten."""
    tick(page)
    page.evaluate("navigator.serviceWorker.ready")
    page.reload(wait_until="networkidle")
    expect(page.get_by_role("button", name="Quên hết trên máy này")).to_be_attached()
    page.evaluate(
        "() => { localStorage.setItem('niemyet.commune', 'ha-noi/thuong-tin'); localStorage.setItem('niemyet-at.commune', '1'); }"
    )
    stamps = [key for key in stored(page) if key.startswith("niemyet-at.") and not key.endswith("commune")]
    page.evaluate(AGE, [stamps, 29])
    page.goto("", wait_until="networkidle")
    expect(page.get_by_role("button", name="Quên hết trên máy này")).to_be_attached()
    assert {key.replace("-at", "") for key in stamps} <= set(stored(page))
    page.evaluate(AGE, [stamps, 31])
    page.goto("", wait_until="networkidle")
    expect(page.get_by_role("button", name="Quên hết trên máy này")).to_be_attached()
    assert {key for key in stored(page) if not re.search(r"\.(commune|commune-about|scheme)$", key)} == set()
    assert "niemyet.commune" in stored(page)


@pytest.mark.browser_context_args(service_workers="allow")
def test_a_page_that_was_visited_is_kept_for_thirty_days(page: Page) -> None:
    """The worker looks whenever a page is visited; what somebody has kept as a whole stays."""
    page.goto("", wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.ready")
    page.evaluate("""async () => {
        const cache = await caches.open('niemyet-1');
        const then = new Date(Date.now() - 31 * 86400000).toISOString();
        await cache.put('/cu/', new Response('cũ', { headers: { 'x-niemyet-kept': then } }));
        await cache.put('/giu/', new Response('giữ', { headers: { 'x-niemyet-kept': then, 'x-niemyet-asked': '1' } }));
    }""")
    page.goto("van-ban/", wait_until="networkidle")
    page.wait_for_function("async () => !(await caches.match('/cu/'))")
    assert page.evaluate("async () => Boolean(await caches.match('/giu/'))")
