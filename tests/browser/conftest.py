"""Fixtures: the site of the frozen catalogue, built once and served to the system's Chromium.

Playwright's own browsers are not used: `make test` installs Debian's if it can. Without one, these tests are skipped with a
message.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from conftest import HERE, TODAY, add_settings, make_once, make_site_root
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, build_site
from serving import serve

BUILT_FOR = TODAY
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"))), None
)
"""Where there is one, Chromium without the windows that nobody sees here: a visit costs half of the other's time."""
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--in-process-gpu", "--no-zygote",
]  # fmt: skip
"""The last two leave out processes that nobody needs where nothing is drawn on a screen."""

BLOCKED = "Service Worker registration blocked by Playwright"
"""What is told where there is none, see `browser_context_args`."""
POSTING = "ha-noi/thuong-tin/1.004222/"
KINDS = {
    "home": "", "search": "tim-kiem/", "procedures": "thu-tuc/", "alphabet": "thu-tuc/a-z/", "procedure": "thu-tuc/1.001193/",
    "comparison": "thu-tuc/1.001193/ha-noi/", "history": "thu-tuc/1.001193/lich-su/",
    "field": "linh-vuc/ho-tich/", "life-events": "su-kien/",
    "life-event": "su-kien/sinh-con/", "documents": "van-ban/", "document": "van-ban/60-2014-qh13/", "news": "tin-tuc/",
    "reform": "cai-cach/", "reform-area": "cai-cach/cong-vu/",
    "topic": "tin-tuc/chu-de/thu-tuc-hanh-chinh/", "article": "tin-tuc/2026/dong-da-mot-nam-cai-cach-2017/",
    "country": "xa/", "country-province": "xa/ha-tinh/",
    "province": "ha-noi/", "commune": "ha-noi/thuong-tin/", "posting": POSTING, "guide": "huong-dan/",
    "five": "soan-thao/nam-van-ban/", "whole-province": "soan-thao/ca-tinh/", "changes": "thay-doi/", "coming": "sap-thay-doi/",
    "check": "kiem-tra/",
    "elsewhere": "lam-o-dau/", "done elsewhere": "lam-o-dau/ly-hon/",
    "hours": "gio-lam-viec/",
    "promises": "theo-doi/thoi-han/", "promises-province": "theo-doi/thoi-han/ha-noi/",
    "visits": "theo-doi/ha-noi/kiem-tra/",
    "reviews": "theo-doi/ra-soat/", "reviews-province": "theo-doi/ra-soat/ha-noi/",
    "online": "theo-doi/truc-tuyen/", "online-province": "theo-doi/truc-tuyen/ha-noi/",
    "online-commune": "theo-doi/truc-tuyen/ha-noi/thuong-tin/",
    "oversight": "theo-doi/", "oversight of a province": "theo-doi/ha-noi/",
    "oversight of a commune": "theo-doi/ha-noi/thuong-tin/",
    "guide to figures": "soan-thao/so-lieu-nam/", "editors": "soan-thao/", "tasks": "soan-thao/viec-thuong-lam/",
    "samples": "soan-thao/ban-ghi-mau/", "news of a year": "tin-tuc/nam/2026/",
    "news of a place": "tin-tuc/noi/ha-noi/thuong-tin/",
    "keys": "soan-thao/cac-muc/", "messages": "soan-thao/thong-bao/",
}  # fmt: skip
"""One address of each kind of page."""
SHIFT = """() => new Promise(done => {
  let sum = 0;
  const add = list => list.getEntries().forEach(one => { sum += one.value; });
  new PerformanceObserver(add).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 100);
})"""
"""How much has moved on a page since it began."""


@pytest.fixture(scope="session")
def site(frozen_site: Path) -> Path:
    """The folder of the site, built from the frozen records."""
    return frozen_site


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """The address of that site."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def english_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small catalogue's site in both languages, with pages for frames."""

    def make(folder: Path) -> None:
        shutil.copytree(HERE / "small", folder / "project")
        make_site_root(folder / "project")
        add_settings(folder / "project", "languages: [vi, en]")
        frames = begin_known_frames(folder / "project/mkdocs.yml")
        order = BuildRequest(folder / "project", BUILT_FOR, frames, open_data=("api", "embed"))
        assert not build_site(order, folder / "site").report.errors

    return make_once(tmp_path_factory, "english-site", make) / "site"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's Chromium, never alone on the network."""
    if CHROMIUM is None:
        pytest.skip("không có Chromium trên máy này: cài gói chromium rồi chạy lại")
    return {"executable_path": CHROMIUM, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """No service worker but where a test is about one: in each new context it fetches and keeps some sixty files."""
    return {**browser_context_args, "service_workers": "block"}


@pytest.fixture(scope="session")
def shared_page(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[tuple[Page, CDPSession]]:
    """One page for many tests, with the means to forget: a page of its own takes the browser as long as four visits."""
    with browser.new_context(**browser_context_args) as context:
        page = context.new_page()
        yield page, context.new_cdp_session(page)


@pytest.fixture
def page(request: pytest.FixtureRequest, base_url: str) -> Page:
    """A page that remembers nothing of what others have done; where a test is marked with `own_page`, it is a new one."""
    if any(request.node.get_closest_marker(name) for name in ("own_page", "browser_context_args")):
        page: Page = request.getfixturevalue("context").new_page()
        return page
    page, browser = request.getfixturevalue("shared_page")
    page.goto("about:blank")
    page.context.clear_cookies()
    browser.send("Storage.clearDataForOrigin", {"origin": base_url.rstrip("/"), "storageTypes": "all"})
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(media="null", color_scheme="null")
    return page


@pytest.fixture
def moved(page: Page, shared_page: tuple[Page, CDPSession]) -> Iterator[Callable[[str], float]]:
    """Opens a page on a phone with a slow line (1.6 Mbit/s, 150 ms) and tells its cumulative layout shift; 0.1 is good."""
    _, browser = shared_page
    page.set_viewport_size({"width": 390, "height": 844})
    browser.send("Network.enable")
    browser.send("Network.setCacheDisabled", {"cacheDisabled": True})
    slow = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
    browser.send("Network.emulateNetworkConditions", slow)

    def open_slowly(address: str) -> float:
        page.goto(address, wait_until="networkidle")
        shift: float = page.evaluate(SHIFT)
        return shift

    yield open_slowly
    browser.send("Network.emulateNetworkConditions", {**slow, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1})
    browser.send("Network.setCacheDisabled", {"cacheDisabled": False})


@pytest.fixture(scope="session")
def far_away(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page of a reader on the other side of the earth, whose clock tests set."""
    with browser.new_context(**browser_context_args, timezone_id="America/Los_Angeles") as context:
        yield context.new_page()


@pytest.fixture
def clock(far_away: Page) -> Callable[[str, str], Page]:
    """Opens a page at a moment (ISO 8601, with its zone)."""

    def open_at(address: str, moment: str) -> Page:
        far_away.goto("about:blank")
        far_away.set_viewport_size({"width": 390, "height": 844})
        far_away.clock.set_fixed_time(moment)
        far_away.goto(address, wait_until="networkidle")
        return far_away

    return open_at


@pytest.fixture
def opened(page: Page) -> Page:
    """The posting of a procedure with seven cases and fees that differ by the way of filing."""
    page.goto(POSTING, wait_until="networkidle")
    return page


def choose_commune(page: Page, typed: str, name: str) -> None:
    """Chooses the commune of that name in the box of one's own, by what is typed there."""
    page.get_by_role("textbox", name="Xã, phường của bạn").press_sequentially(typed)
    page.get_by_role("button", name=name).click()
