"""A page of another site shows a posting, or a commune's list, with one line, under a strict policy of its own."""

from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import FrameLocator, Page, expect

from conftest import some_of
from niemyet.open_data.embedded import write_frame_line
from serving import serve

Scheme = Literal["light", "dark"]


class SharingServer(SimpleHTTPRequestHandler):
    """Lets pages of others read its data and frame what is made for that, as the files of `niemyet server` do; `test_server.py`
    holds the real servers to it."""

    def end_headers(self) -> None:
        """With the headers that those files give."""
        if self.path.endswith(".json"):
            self.send_header("Access-Control-Allow-Origin", "*")
        framed = self.path.startswith(("/nhung/", "/en/nhung/"))
        if not framed:
            self.send_header("X-Frame-Options", "DENY")
        allowed = "*" if framed else "'none'"
        self.send_header("Content-Security-Policy", f"frame-ancestors {allowed}")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def shared(open_data_site: Path) -> Iterator[str]:
    """The address of the frozen catalogue with open data, served."""
    with serve(open_data_site, SharingServer) as address:
        yield address


@pytest.fixture(scope="module")
def in_english(english_site: Path) -> Iterator[str]:
    """The address of a site in both languages."""
    with serve(english_site, SharingServer) as address:
        yield address


def show(page: Page, tmp_path: Path, site: str, line: str, lang: str = "vi") -> list[str]:
    """Opens a page of another origin with this line in it; gives what its policy refused."""
    policy = f"default-src 'none'; script-src {site}; connect-src {site}"
    text = (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
    )
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


def test_a_page_in_english_shows_it_in_english(page: Page, tmp_path: Path, in_english: str) -> None:
    """As the page around says its language, or the line itself; what nobody has translated says that it is Vietnamese. A language
    that the site does not have is no reason to show nothing."""
    lines = ("", ' data-code="1.001193" data-ask', ' data-code="1.001193" data-lang="vi"', ' data-code="1.001193" data-lang="km"')
    before = f'<script src="{in_english}assets/embed.js" data-place="ha-noi/thuong-tin"'
    told = show(page, tmp_path, in_english, "".join(f"{before}{line} async></script>" for line in lines), "en-GB")
    boxes = page.locator(".niemyet:has(a)")
    expect(boxes).to_have_count(4)
    assert [one for one in told if "favicon" not in one and "404" not in one] == []
    listed, asked, vietnamese, unknown = (page.locator(f"script:nth-of-type({n}) + .niemyet") for n in (1, 2, 3, 4))
    expect(listed.locator("h3 a")).to_have_text("2 procedures at Thường Tín Commune")
    expect(listed.locator("h3 a")).to_have_attribute("href", "https://niemyet.example/en/ha-noi/thuong-tin/")
    expect(asked).to_have_attribute("lang", "en")
    expect(asked.locator("dd").nth(1)).to_have_text("Answer all questions above to see this.")
    expect(asked.locator("dd").first).to_contain_text("(1 original")
    expect(asked.locator("dd").first.locator("li").first).to_have_attribute("lang", "vi")
    asked.get_by_label("Which case?").select_option("late")
    asked.get_by_label("exempt").select_option("none")
    expect(asked.locator("dd").nth(1)).to_have_text("5,000 đồng (sample figure)")
    expect(asked.locator("dd").nth(2)).to_have_text("the same day if received before 16:00")
    expect(asked.locator("dd").nth(3)).to_contain_text("Monday to Friday: 07:30–11:30")
    for box in (vietnamese, unknown):
        expect(box).to_have_attribute("lang", "vi")
        expect(box).to_contain_text("5.000 đồng (số mẫu)")


def test_a_frame_in_english_stands_in_a_page_of_another_site(page: Page, tmp_path: Path, in_english: str) -> None:
    """As the page of the posting in English offers it by oEmbed: it asks in English, and leads on in English."""
    page.goto(f"{in_english}en/ha-noi/thuong-tin/")
    url = page.locator('link[type="application/json+oembed"]').get_attribute("href") or ""
    found = page.request.get(url.replace("https://niemyet.example/", in_english)).json()
    assert found["title"].startswith("2 procedures at Thường Tín Commune")
    expect(page.get_by_role("link", name="Show on another site")).to_have_attribute("href", "../../nhung/ha-noi/thuong-tin/")
    inside = frame(page, tmp_path, in_english, found["html"].replace("https://niemyet.example/", in_english))
    inside.locator("main ul a").first.click()
    expect(inside.locator("h2").first).to_have_text("Bring")
    inside = frame(page, tmp_path, in_english, line_of(f"{in_english}en/", "ha-noi/thuong-tin/hoi/#1.001193"))
    inside.get_by_label("Which case?").select_option("on-time")
    inside.get_by_label("exempt").select_option("none")
    expect(inside.locator("dd").nth(1)).to_have_text("0 đồng")
    expect(inside.get_by_role("link").last).to_have_attribute("href", "https://niemyet.example/en/ha-noi/thuong-tin/1.001193/")


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


def frame(page: Page, tmp_path: Path, site: str, line: str, *, sandboxed: bool = False) -> FrameLocator:
    """The frame of a page of another origin that lets this site be framed and no script run."""
    policy = f"default-src 'none'; frame-src {site}"
    head = f'<!doctype html><html lang="vi"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
    shown = line.replace("<iframe", '<iframe sandbox=""') if sandboxed else line
    (tmp_path / "index.html").write_text(f"{head}<title>Xã</title><main>{shown}</main>", "utf-8")
    with serve(tmp_path, SharingServer) as other:
        page.goto(other)
        page.wait_for_load_state("networkidle")
    return page.frame_locator("iframe")


def line_of(site: str, place: str) -> str:
    """The line that the site offers for a page, with its address as it is served here."""
    return write_frame_line(f"{site}nhung/{place}", "Thủ tục")


@pytest.mark.parametrize("sandboxed", [False, True], ids=["as it is", "without script"])
def test_a_posting_stands_in_a_frame(sandboxed: bool, page: Page, tmp_path: Path, shared: str) -> None:
    """One line of HTML: every case with its sum, the hours, what is a sample; whether scripts may run there or not."""
    inside = frame(page, tmp_path, shared, line_of(shared, "ha-noi/thuong-tin/1.001193/"), sandboxed=sandboxed)
    expect(inside.locator("h1 a")).to_have_attribute("href", "https://niemyet.example/ha-noi/thuong-tin/1.001193/")
    expect(inside.locator("main")).to_contain_text("Đăng ký đúng hạn (trong 60 ngày kể từ ngày sinh): 0 đồng")
    expect(inside.locator("main")).to_contain_text("5.000 đồng (số mẫu)")
    expect(inside.locator("main")).to_contain_text("Dữ liệu mẫu")
    expect(inside.locator("main")).to_contain_text("07:30–11:30")


def test_a_list_stands_in_a_frame_and_leads_to_postings_there(page: Page, tmp_path: Path, shared: str) -> None:
    """From the list to a posting and back, in the frame; what leaves it opens apart."""
    inside = frame(page, tmp_path, shared, line_of(shared, "ha-noi/thuong-tin/"))
    inside.locator("main ul a", has_text="Đăng ký khai sinh").first.click()
    expect(inside.locator("h2").first).to_have_text("Mang theo")
    expect(inside.locator("a[target=_blank]").first).to_be_visible()
    inside.get_by_text("Thủ tục khác tại").click()
    expect(inside.locator("summary")).to_have_text("Đặt vào trang của bạn")


def test_in_a_frame_somebody_asks_what_to_bring(page: Page, tmp_path: Path, shared: str) -> None:
    """The procedure, then the case; papers, fee and hours. `#` names the procedure to begin with."""
    inside = frame(page, tmp_path, shared, line_of(shared, "ha-noi/thuong-tin/hoi/#1.001193"))
    expect(inside.get_by_label("Bạn cần làm thủ tục nào?")).to_have_value("1.001193")
    expect(inside.locator(".without-script")).to_have_count(0)
    inside.get_by_label("Nộp bằng cách nào?").select_option("in_person")
    inside.get_by_label("Trường hợp nào?").select_option("late")
    inside.get_by_label("Có thuộc diện miễn, giảm không?").select_option("none")
    expect(inside.locator("dd").first).to_contain_text("Giấy chứng sinh")
    expect(inside.locator("dd").nth(1)).to_have_text("5.000 đồng (số mẫu)")
    expect(inside.locator("dd").nth(3)).to_contain_text("07:30–11:30")
    expect(inside.get_by_role("link").last).to_have_attribute("target", "_blank")


def test_without_script_the_questions_are_a_list(page: Page, tmp_path: Path, shared: str) -> None:
    """Each leads to the page of its procedure, where every case is written out."""
    inside = frame(page, tmp_path, shared, line_of(shared, "ha-noi/thuong-tin/hoi/"), sandboxed=True)
    inside.locator(".without-script a", has_text="Đăng ký khai sinh").first.click()
    expect(inside.locator("main")).to_contain_text("5.000 đồng (số mẫu)")


def test_no_other_page_stands_in_a_frame(page: Page, tmp_path: Path, shared: str) -> None:
    """The page of the posting itself is refused by its header."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    frame(page, tmp_path, shared, f'<iframe src="{shared}ha-noi/thuong-tin/1.001193/" title="x"></iframe>')
    assert any("frame" in one.lower() for one in told)


def test_a_page_leads_to_what_embeds_it(page: Page, shared: str) -> None:
    """By oEmbed, as a program finds it: the link in the head, the file behind it, the frame in the file."""
    page.goto(f"{shared}ha-noi/thuong-tin/1.001193/")
    url = page.locator('link[type="application/json+oembed"]').get_attribute("href") or ""
    found = page.request.get(url.replace("https://niemyet.example/", shared)).json()
    assert (found["version"], found["type"]) == ("1.0", "rich")
    assert found["html"] == write_frame_line("https://niemyet.example/nhung/ha-noi/thuong-tin/1.001193/", found["title"])
    assert "mẫu" in found["title"]


FRAMED = ("1.001193/", "", "hoi/", "hoi/#1.001193")
PATHS = [(path, width, scheme) for path in FRAMED for width in (320, 768) for scheme in ("light", "dark")]


@pytest.mark.parametrize(("path", "width", "scheme"), some_of(PATHS, of=5))
def test_a_page_for_frames_is_accessible(path: str, width: int, scheme: Scheme, page: Page, shared: str) -> None:
    """No rule of axe is broken, nothing is wider than the frame; by day and by night."""
    page.set_viewport_size({"width": width, "height": 640})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{shared}nhung/ha-noi/thuong-tin/{path}")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).violations_count == 0
