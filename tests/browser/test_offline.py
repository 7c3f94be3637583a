"""Visited pages and the search work without a connection and say how old they are; with a connection they are current."""

import os
import shutil
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.conftest import POSTING
from serving import serve

pytestmark = pytest.mark.browser_context_args(service_workers="allow")
LONG_AGO = 1_700_000_000
"""A time in 2023: a browser that guesses from it how long a file stays as it is guesses months."""


def test_a_visited_page_and_the_search_are_readable_without_a_connection(page: Page, context: BrowserContext) -> None:
    page.goto(POSTING, wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller")
    page.reload(wait_until="networkidle")  # what the search needs is kept from the second page on
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


def test_a_page_never_visited_says_so_and_what_is_kept(page: Page, context: BrowserContext) -> None:
    """In our words, with the pages that this device has, at whatever address; one of them is a tap away."""
    page.goto("ha-noi/thuong-tin/", wait_until="networkidle")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("async address => Boolean(await caches.match(address))", arg=page.url)
    page.wait_for_function("async () => Boolean(await caches.match('/offline.html'))")
    context.set_offline(True)
    page.goto("thu-tuc/1.001193/")
    expect(page.locator("h1")).to_have_text("Không có kết nối")
    page.get_by_role("link", name="Xã Thường Tín").click()
    expect(page.locator("h1")).to_have_text("Xã Thường Tín")
    expect(page.locator("[data-age]")).to_contain_text("bản đã lưu")


def test_a_whole_commune_is_kept_at_a_tap(page: Page, context: BrowserContext) -> None:
    """With every posting, which is read without a connection though nobody opened it; the page says how much it is."""
    page.goto("ha-noi/thuong-tin/", wait_until="networkidle")
    page.get_by_role("button", name="Lưu để xem khi không có mạng").click()
    expect(page.locator("[data-keep] [role=status]")).to_contain_text("Đã lưu cả 34 trang")
    context.set_offline(True)
    page.goto("ha-noi/thuong-tin/1.001193/")
    expect(page.locator("h1")).to_contain_text("Đăng ký khai sinh")
    expect(page.locator("[data-age]")).to_contain_text("bản đã lưu")


class GuessingHost(SimpleHTTPRequestHandler):
    """Says when a file was changed and nothing else, as many hosts do; answers 304 where it was not."""

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


def test_a_page_that_has_changed_is_never_shown_as_it_was(site: Path, browser: Browser, tmp_path: Path) -> None:
    """A posting and the calendar are changed after a visit; a link from another page shows the new ones."""
    folder = Path(shutil.copytree(site, tmp_path / "site"))
    for file in folder.rglob("*"):
        os.utime(file, (LONG_AGO, LONG_AGO))
    with serve(folder, GuessingHost) as address:
        page = browser.new_page()
        page.goto(address + POSTING, wait_until="networkidle")
        page.evaluate("navigator.serviceWorker.ready")
        page.wait_for_function("navigator.serviceWorker.controller")
        page.reload(wait_until="networkidle")
        posting, calendar = folder / POSTING / "index.html", folder / "du-lieu/lich.json"
        old = (page.locator(".line__value").first.text_content() or "").strip()
        assert old
        posting.write_text(posting.read_text("utf-8").replace(old, "31.000 đồng"), "utf-8")
        calendar.write_text('{"made": "again"}', "utf-8")
        page.goto(f"{address}ha-noi/thuong-tin/", wait_until="networkidle")
        page.locator("summary", has_text="cư trú").click()
        page.get_by_role("link", name="Đăng ký thường trú", exact=True).first.click()
        expect(page.locator(".line__value").first).to_have_text("31.000 đồng")
        assert page.evaluate("async () => (await fetch('/du-lieu/lich.json')).json()") == {"made": "again"}
        page.close()
