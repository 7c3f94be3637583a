"""What a reader sees of the office: who is on duty today, and what becomes of an answer to “Thông tin này có ích không?”."""

import http.client
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.conftest import BUILT_FOR, KINDS
from conftest import add_settings
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.rating.receiver import Limit, Receiver
from niemyet.rating.serving import open_server
from niemyet.rating.store import Store
from serving import serve

RATED = "https://tinh.example/danh-gia"


@pytest.mark.parametrize(
    ("moment", "heading", "said"),
    [
        ("2026-12-07T02:00:00Z", "Hôm nay, thứ hai, 07/12/2026: 07:30–11:30, 13:00–17:00", "Quầy số 2: Công chức chứng thực"),
        ("2026-12-09T02:00:00Z", "Hôm nay, thứ tư, 09/12/2026", "Quầy số 2: Công chức tư pháp – hộ tịch (người thay)"),
        ("2026-12-12T02:00:00Z", "Hôm nay, thứ bảy, 12/12/2026: 07:30–11:30", "Quầy số 1: Công chức tư pháp – hộ tịch"),
        ("2026-12-13T02:00:00Z", "nơi tiếp nhận đóng cửa (nghỉ cuối tuần).", ""),
        ("2026-11-24T02:00:00Z", "nơi tiếp nhận đóng cửa (Ngày Văn hóa Việt Nam).", ""),
    ],
)
def test_who_is_on_duty_follows_the_clock(moment: str, heading: str, said: str, page: Page) -> None:
    """By weekday, by who is away, by hours and holidays."""
    page.clock.set_fixed_time(moment)
    page.goto(KINDS["commune"], wait_until="networkidle")
    page.locator("summary", has_text="Ai trực").click()
    today = page.locator("[data-duty]")
    expect(today).to_contain_text(heading)
    if said:
        expect(today.get_by_role("listitem").filter(has_text=said)).to_have_count(1)
    else:
        expect(today.get_by_role("listitem")).to_have_count(0)


def test_the_roster_is_whole_without_script(browser: Browser, base_url: str) -> None:
    """The tables, who is away, and no empty box."""
    page = browser.new_context(base_url=base_url, java_script_enabled=False).new_page()
    page.goto(KINDS["commune"])
    page.locator("summary", has_text="Ai trực").click()
    expect(page.locator("table.duty").first).to_contain_text("Công chức chứng thực")
    expect(page.get_by_text("vắng từ 09/12/2026 đến 11/12/2026")).to_be_visible()
    expect(page.locator("[data-duty]")).to_be_hidden()
    page.context.close()


def test_an_answer_is_counted_and_the_reader_comes_back(site_root: Path, tmp_path: Path, browser: Browser) -> None:
    """The browser sends the form of the built page, policy and all; the real receiver gets it over HTTP and counts it."""
    add_settings(site_root, f"rating: {RATED}")
    site = tmp_path / "site"
    assert not build_site(BuildRequest(site_root, BUILT_FOR, begin_known_frames(site_root / "mkdocs.yml")), site).report.errors
    store, address = Store(tmp_path / "danh-gia.csv"), "ha-noi/thuong-tin/1.001193/"
    with serve(site) as url:
        receiver = Receiver(store, url, lambda page: (site / page / "index.html").is_file(), lambda: BUILT_FOR, Limit(lambda: 0))
        server = open_server(receiver, "127.0.0.1", 0)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

        def pass_on(route: Route) -> None:
            """As the web server before the receiver does."""
            connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)
            headers = {name: value for name, value in route.request.all_headers().items() if not name.startswith(":")}
            connection.request(route.request.method, "/danh-gia", route.request.post_data_buffer, headers)
            answer = connection.getresponse()
            route.fulfill(status=answer.status, headers=dict(answer.getheaders()), body=answer.read())

        page = browser.new_context(base_url=url, service_workers="block").new_page()
        page.route(RATED, pass_on)
        for button in ("Có ích", "Chưa có ích"):
            page.goto(address)
            page.get_by_role("button", name=button, exact=True).click()
            expect(page.get_by_role("heading")).to_have_text("Đã ghi nhận, cảm ơn bạn")
            page.get_by_role("link", name="Trở lại trang").click()
            expect(page).to_have_url(url + address)
        page.context.close()
        server.shutdown()
        server.server_close()
    assert (tmp_path / "danh-gia.csv").read_text("utf-8").splitlines()[1:] == [f"2026-11,{address},1,1"]
