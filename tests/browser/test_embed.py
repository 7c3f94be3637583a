"""A page of another site shows a posting, or a commune's list, with one line, under a strict policy of its own."""

from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from serving import serve


class SharingServer(SimpleHTTPRequestHandler):
    """Lets pages of others read its data, as the files of `niemyet server` do."""

    def end_headers(self) -> None:
        """With the header that those files give to data."""
        if self.path.endswith(".json"):
            self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def shared(open_data_site: Path) -> Iterator[str]:
    """The address of the frozen catalogue with open data, served."""
    with serve(open_data_site, SharingServer) as address:
        yield address


def show(page: Page, tmp_path: Path, site: str, line: str) -> list[str]:
    """Opens a page of another origin with this line in it; gives what its policy refused."""
    policy = f"default-src 'none'; script-src {site}; connect-src {site}"
    text = f'<!doctype html><html lang="vi"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
    (tmp_path / "index.html").write_text(f"{text}<title>Xã</title><main>{line}</main>", "utf-8")
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    with serve(tmp_path, SharingServer) as other:
        page.goto(other)
        page.wait_for_selector(".niemyet :is(a, select)")
    return told


def test_a_posting_is_shown_elsewhere(page: Page, tmp_path: Path, shared: str) -> None:
    """What to bring, what is due in each case, how long, where; with a link to the page, and nothing that the policy refuses."""
    line = f'<script src="{shared}assets/embed.js" data-place="ha-noi/thuong-tin" data-code="1.001193" async></script>'
    assert [one for one in show(page, tmp_path, shared, line) if "favicon" not in one] == []
    box = page.locator(".niemyet")
    expect(box.get_by_role("link")).to_have_attribute("href", "https://niemyet.example/ha-noi/thuong-tin/1.001193/")
    expect(box).to_contain_text("Đăng ký đúng hạn (trong 60 ngày kể từ ngày sinh): 0 đồng")
    expect(box).to_contain_text("5.000 đồng (số mẫu)")
    expect(box).to_contain_text("ngay trong ngày nếu nhận trước 15:00")
    expect(box).to_contain_text("Dữ liệu mẫu")


def test_a_list_is_shown_elsewhere(page: Page, tmp_path: Path, shared: str) -> None:
    """Every posting in force of the commune, each with its link."""
    show(page, tmp_path, shared, f'<script src="{shared}assets/embed.js" data-place="ha-noi/thuong-tin" async></script>')
    count = page.locator(".niemyet li").count()
    assert count > 10
    expect(page.locator(".niemyet h3")).to_contain_text(f"{count} thủ tục tại xã Thường Tín")


def test_elsewhere_somebody_asks_what_to_bring(page: Page, tmp_path: Path, shared: str) -> None:
    """Nothing is chosen beforehand; an answer comes when all is chosen on which it depends, as the command `answer` says it."""
    line = f'<script src="{shared}assets/embed.js" data-place="ha-noi/thuong-tin" data-ask async></script>'
    assert [one for one in show(page, tmp_path, shared, line) if "favicon" not in one] == []
    box = page.locator(".niemyet")
    expect(box.locator("select")).to_have_value("")
    box.get_by_label("Bạn cần làm thủ tục nào?").select_option("1.001193")
    expect(box.locator("dd").nth(1)).to_have_text("Trả lời hết các câu hỏi ở trên để biết.")
    expect(box).to_contain_text("Dữ liệu mẫu")
    box.get_by_label("Nộp bằng cách nào?").select_option("in_person")
    expect(box.locator("dd").first).to_contain_text("Giấy chứng sinh")
    box.get_by_label("Trường hợp nào?").select_option("late")
    box.get_by_label("Có thuộc diện miễn, giảm không?").select_option("none")
    expect(box.locator("dd").nth(1)).to_have_text("5.000 đồng (số mẫu)")
    box.get_by_label("Trường hợp nào?").select_option("on-time")
    expect(box.locator("dd").nth(1)).to_have_text("0 đồng")
    box.get_by_label("Trường hợp nào?").select_option("")
    expect(box.locator("dd").nth(1)).to_have_text("Trả lời hết các câu hỏi ở trên để biết.")


def test_what_the_law_has_replaced_is_not_shown_elsewhere(page: Page, tmp_path: Path, shared: str) -> None:
    """The papers of 2.000986 no longer hold: the reader is led to the page; what still holds is shown."""
    show(
        page,
        tmp_path,
        shared,
        f'<script src="{shared}assets/embed.js" data-place="ha-noi/thuong-tin" data-code="2.000986" async></script>',
    )
    box = page.locator(".niemyet")
    expect(box).to_contain_text("301/2026/NĐ-CP")
    expect(box.locator("dd").first).to_have_text("đã thay đổi, xem trên trang niêm yết")
    expect(box.locator("dd").nth(1)).to_contain_text("đồng")


def test_what_is_not_there_is_a_link_and_what_is_no_address_is_nothing(page: Page, tmp_path: Path, shared: str) -> None:
    """A procedure that is not posted leads to the site; a place that would lead elsewhere makes nothing."""
    lines = (
        f'<script src="{shared}assets/embed.js" data-place="../../ben-ngoai" async></script>'
        f'<script src="{shared}assets/embed.js" data-place="ha-noi/thuong-tin" data-code="9.999999" async></script>'
    )
    show(page, tmp_path, shared, lines)
    assert page.locator(".niemyet").count() == 1
    expect(page.locator(".niemyet")).to_contain_text("Xem thủ tục trên trang niêm yết")
