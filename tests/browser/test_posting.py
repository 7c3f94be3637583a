"""The tools on the page of a posting compute everything from the record."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Literal

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from browser.conftest import POSTING

SYSTEMS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
CERTIFIED_COPIES = "ha-noi/thuong-tin/2.000815/"


def shown(page: Page, selector: str) -> list[str]:
    """The words of the elements that can be seen."""
    return [text.strip() for node in page.locator(selector).all() if node.is_visible() for text in [node.inner_text()]]


def card(page: Page, name: str) -> str:
    return page.locator(f"[data-card={name}]").inner_text()


def test_the_chosen_case_decides_papers_and_the_way_of_filing_the_fee(opened: Page) -> None:
    opened.evaluate("document.querySelectorAll('details').forEach((row) => { row.open = true; })")
    everything = shown(opened, ".paper__name")
    opened.get_by_label("Thuê, mượn, ở nhờ").check()
    rented = shown(opened, ".paper__name")
    assert "Hợp đồng, văn bản về việc cho thuê, cho mượn, cho ở nhờ" in rented
    assert "Văn bản đề nghị của người đứng đầu cơ sở trợ giúp xã hội" in everything
    assert "Văn bản đề nghị của người đứng đầu cơ sở trợ giúp xã hội" not in rented
    opened.get_by_label("Trực tiếp", exact=True).check()
    assert shown(opened, "[data-lines=fees] .line__value") == ["20.000 đồng/lần đăng ký"]
    opened.get_by_label("Trực tuyến", exact=True).check()
    assert shown(opened, "[data-lines=fees] .line__value") == ["10.000 đồng/lần đăng ký"]
    assert card(opened, "fees") == "10.000 đồng/lần đăng ký, hoặc 0 đồng nếu thuộc diện miễn, giảm"
    opened.get_by_label("Không", exact=True).check()
    assert card(opened, "fees") == "10.000 đồng/lần đăng ký"
    assert card(opened, "papers") == "Ít nhất 2 loại giấy tờ"
    opened.get_by_role("button", name="Chọn lại từ đầu").click()
    expect(opened.locator("[data-card=fees]")).to_have_text(
        "10.000 – 20.000 đồng/lần đăng ký, tùy cách nộp, hoặc 0 đồng nếu thuộc diện miễn, giảm"
    )
    assert shown(opened, ".paper__name") == everything


@pytest.mark.parametrize("height", [650, 720, 844, 1000])
def test_beside_the_page_nothing_is_cut(page: Page, height: int) -> None:
    """Law: in a window of a desk, however low, the answers and what stands under them are seen whole or not at all."""
    page.set_viewport_size({"width": 1440, "height": height})
    page.goto("ha-noi/thuong-tin/1.001193/", wait_until="networkidle")
    cut = page.locator(".posting__side").evaluate("side => side.scrollHeight - side.clientHeight")
    assert cut == 0, (height, cut)


def test_the_answers_stand_where_they_are_when_the_scripts_come(page: Page) -> None:
    """Law: on a slow phone nothing moves the answers away from who has begun to read them."""
    page.set_viewport_size({"width": 390, "height": 844})
    heights = []
    for waiting in (True, False):
        page.route("**/niemyet.js", lambda route, waiting=waiting: route.fulfill(body="") if waiting else route.fallback())
        page.goto("ha-tinh/thach-khe/1.001193/", wait_until="networkidle")
        heights.append(page.locator(".answer").evaluate("answer => answer.getBoundingClientRect().top"))
        page.unroute("**/niemyet.js")
    assert abs(heights[0] - heights[1]) < 4, heights


def test_no_question_stands_that_nothing_will_answer(page: Page) -> None:
    """Law: where a script that answers does not come, the page is the one without script, with all cases."""
    for lost in ("niemyet.js", "chooser.js", "answers.js"):
        page.route(f"**/{lost}", lambda route: route.abort())
        page.goto("ha-tinh/thach-khe/1.001193/", wait_until="networkidle")
        page.unroute(f"**/{lost}")
        expect(page.locator("[data-chooser]")).to_be_hidden()
        expect(page.locator(".paper__name").first).to_be_visible()


def test_nothing_is_chosen_that_changes_what_is_paid(page: Page) -> None:
    """Every question has «Chưa rõ», which is chosen, but for the way of filing where it costs the same; until the case is chosen
    the bar of a phone asks for it, in a line."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("ha-tinh/thach-khe/1.001193/", wait_until="networkidle")
    assert page.locator(".chooser fieldset").count() == page.locator(".chooser .pick--unsure").count() == 3
    assert page.locator(".chooser :checked").evaluate_all("n => n.map(one => one.value)") == ["", "", "in_person"]
    bar = page.locator("[data-bar]")
    asked = page.locator(".chooser legend").first.inner_text()
    expect(bar).to_have_text(asked, use_inner_text=True)
    box = bar.bounding_box()
    assert box and box["height"] < 60
    page.get_by_label("Hơn 60 ngày", exact=True).check()
    expect(bar).not_to_contain_text(asked, use_inner_text=True)
    page.locator(".pick--unsure input").first.check()
    expect(bar).to_have_text(asked, use_inner_text=True)


def test_the_answer_of_a_choice_is_on_the_screen_where_it_was_made(page: Page) -> None:
    """On a phone a bar says it until the answer itself is in sight, and nothing lies over the choice."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("ha-tinh/thach-khe/1.001193/", wait_until="networkidle")
    bar = page.locator("[data-bar]")
    for label in ("Hơn 60 ngày", "Hộ nghèo", "Trực tuyến"):
        choice = page.get_by_label(label, exact=True)
        choice.scroll_into_view_if_needed()
        choice.check()
        said, box, answer = bar.bounding_box(), choice.bounding_box(), page.locator(".answer").bounding_box()
        assert said and box and answer
        assert bar.is_visible() or answer["y"] < 844 * 0.75
        assert not bar.is_visible() or box["y"] + box["height"] <= said["y"]
        told = bar.text_content() or ""
        assert card(page, "fees") in told and card(page, "papers") in told
    page.locator(".answer").scroll_into_view_if_needed()
    expect(bar).not_to_be_visible()


def test_a_fee_by_the_page_is_counted(page: Page) -> None:
    """2,000 for each of the first two pages, 1,000 from the third on, at most 200,000 a copy."""
    page.goto(CERTIFIED_COPIES, wait_until="networkidle")
    for pages, copies, due in [(1, 1, "2.000"), (2, 1, "4.000"), (5, 1, "7.000"), (5, 3, "21.000"), (300, 2, "400.000")]:
        page.get_by_label("Số trang").fill(str(pages))
        page.get_by_label("Số bản sao").fill(str(copies))
        assert f"Phải nộp: {due} đồng" in page.locator("[data-total=fees]").inner_text()
        assert card(page, "fees") == f"{due} đồng"


def test_ticked_papers_stay_ticked_on_this_device(opened: Page) -> None:
    first = opened.locator(".tick").first
    first.check()
    opened.reload(wait_until="networkidle")
    assert opened.locator(".tick").first.is_checked()
    assert not opened.locator(".tick").nth(1).is_checked()


def version(page: Page) -> list[str]:
    return (page.locator("[data-version]").get_attribute("data-version") or "").split("-")


def test_a_sheet_with_this_code_is_current(opened: Page) -> None:
    code = version(opened)
    opened.goto(f"{POSTING}?v={'-'.join(code)}", wait_until="networkidle")
    assert "còn đúng" in opened.locator("[data-verdict]").inner_text()


def test_a_sheet_with_another_code_is_old_and_the_changed_parts_are_named(opened: Page) -> None:
    code = version(opened)[-6:]  # what stands before names the posting
    changed = [code[0], "000" if code[1] != "000" else "111", *code[2:4], "000" if code[4] != "000" else "111", code[5]]
    opened.goto(f"{POSTING}?v={'-'.join(changed)}", wait_until="networkidle")
    verdict = opened.locator("[data-verdict]")
    assert "đã cũ" in verdict.inner_text()
    assert verdict.locator("a").all_inner_texts() == ["phí, lệ phí", "cách nộp, trình tự, kết quả"]
    marked = opened.locator(".changed")
    assert [marked.nth(i).locator("[id]").first.get_attribute("id") for i in range(marked.count())] == ["phi", "trinh-tu"]
    assert opened.locator("#trinh-tu").is_visible()  # a row that has changed is open


@pytest.mark.parametrize("typed", ["xyz", "<b>", "000-000-000-000-000", ""])
def test_what_is_no_code_is_said_to_be_none(typed: str, opened: Page) -> None:
    opened.locator("summary", has_text="Tờ trên tường").click()
    opened.get_by_label("Mã in trên tờ niêm yết").fill(typed)
    opened.get_by_role("button", name="Kiểm tra").click()
    assert "không đọc được" in opened.locator("[data-verdict]").inner_text()


def test_a_code_may_be_typed_as_people_type(opened: Page) -> None:
    """Small letters, without dashes, O for zero and l for one."""
    typed = "".join(version(opened)).lower().replace("0", "O").replace("1", "l")
    opened.locator("summary", has_text="Tờ trên tường").click()
    opened.get_by_label("Mã in trên tờ niêm yết").fill(typed)
    opened.get_by_role("button", name="Kiểm tra").click()
    assert "còn đúng" in opened.locator("[data-verdict]").inner_text()


def test_the_qr_code_leads_to_this_page(opened: Page, base_url: str) -> None:
    opened.get_by_role("button", name="Mã QR").click()
    picture = opened.locator(".qr svg").screenshot()
    read = zxingcpp.read_barcodes(Image.open(BytesIO(picture)))
    assert [code.text for code in read] == [base_url + POSTING]


def test_the_address_is_copied(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(POSTING, wait_until="networkidle")
    page.get_by_role("button", name="Chép địa chỉ").click()
    page.get_by_role("button", name="Đã chép").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("[data-address]").inner_text()


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-23T08:00+07:00", "Đang mở cửa, đến 11:30."),
        ("2026-11-23T11:30+07:00", "Đang đóng cửa. Mở lại hôm nay lúc 13:00."),
        ("2026-11-23T18:00+07:00", "Đang đóng cửa. Mở lại thứ tư, 25/11/2026 lúc 07:30."),
        ("2026-11-24T09:00+07:00", "Đang đóng cửa. Mở lại ngày mai lúc 07:30. Hôm nay: Ngày Văn hóa Việt Nam."),
        ("2026-11-28T09:00+07:00", "Đang mở cửa, đến 11:30."),
        ("2026-08-22T14:00+07:00", "Đang mở cửa, đến 17:00. Hôm nay: làm bù cho ngày 31/08/2026."),
        (
            "2026-12-31T17:30+07:00",
            "Đang đóng cửa. Lịch nghỉ năm 2027 chưa có thông báo chính thức nên chưa nói chắc được. "
            "Ngày 01/01/2027 dự kiến: Tết Dương lịch.",
        ),
        (
            "2027-02-06T09:00+07:00",
            "Chưa chắc nơi tiếp nhận có mở cửa hay không. "
            "Lịch nghỉ năm 2027 chưa có thông báo chính thức nên chưa nói chắc được.",
        ),
    ],
)
def test_the_page_says_whether_the_office_is_open(moment: str, said: str, clock: Callable[[str, str], Page]) -> None:
    """In Vietnamese time, wherever the reader is; 24 November is a day off, Saturdays are half days here."""
    assert clock("ha-noi/thuong-tin/", moment).locator("[data-open]").inner_text() == said


def test_a_counter_on_saturdays_and_working_days_are_told_apart_in_one_sentence(clock: Callable[[str, str], Page]) -> None:
    """Where the table says that the office is open, nothing says that it rests."""
    page = clock("ha-noi/thuong-tin/", "2026-11-28T09:00+07:00")
    said = page.locator("main").inner_text()
    assert said.count("Thứ bảy quầy vẫn tiếp nhận, nhưng không tính là ngày làm việc khi đếm thời hạn.") == 1
    assert "nghỉ cuối tuần" not in said


@pytest.mark.parametrize(
    ("day", "hour", "told"),
    [
        ("2026-11-20", "20:00", ["Lúc 20:00", "Tiếp nhận lúc 07:30, thứ bảy, 21/11/2026", "thứ hai, 30/11/2026"]),
        ("2026-12-30", "09:00", ["Chưa có ngày chắc chắn", "Lịch nghỉ năm 2027 chưa có thông báo chính thức"]),
    ],
)
def test_the_return_date_starts_with_reception_and_is_never_a_guess(day: str, hour: str, told: list[str], opened: Page) -> None:
    """What is filed in the evening waits for the counter; where the calendar ends, so does the count."""
    opened.get_by_text("Tính ngày nhận kết quả").click()
    opened.get_by_label("Ngày nộp").fill(day)
    opened.get_by_label("Giờ nộp").fill(hour)
    opened.get_by_role("button", name="Tính").click()
    answer = opened.locator("[data-return-answer]")
    answer.locator(".return__day").wait_for()
    assert all(words in answer.inner_text() for words in told), answer.inner_text()
    assert answer.get_by_role("link").count() == (told[0] == "Lúc 20:00")


def test_the_return_date_comes_with_its_reasons_and_a_calendar_file(opened: Page, tmp_path: Path) -> None:
    opened.get_by_text("Tính ngày nhận kết quả").click()
    opened.get_by_label("Ngày nộp").fill("2026-11-20")
    opened.get_by_label("Giờ nộp").fill("09:00")
    opened.get_by_role("button", name="Tính").click()
    answer = opened.locator("[data-return-answer]")
    assert "Muộn nhất: thứ hai, 30/11/2026" in answer.inner_text()  # five working days, promised by the commune
    assert "24/11/2026: Ngày Văn hóa Việt Nam" in answer.inner_text()
    with opened.expect_download() as downloading:
        opened.get_by_role("link", name="Thêm vào lịch").click()
    downloading.value.save_as(tmp_path / "hen.ics")
    event = (tmp_path / "hen.ics").read_bytes().decode()
    assert event.startswith("BEGIN:VCALENDAR\r\n") and event.endswith("END:VCALENDAR\r\n")
    assert "DTSTART;VALUE=DATE:20261130\r\n" in event
    assert all(len(line.encode()) <= 75 for line in event.split("\r\n"))
    assert "SUMMARY:Nhận kết quả: Đăng ký thường trú" in re.sub(r"\r\n ", "", event)


def test_where_no_letter_can_be_sent_the_page_says_what_to_name_and_whom_to_ask(opened: Page) -> None:
    assert opened.locator("a[href^='mailto:']").count() == 0
    opened.goto(f"{opened.url}#phan-anh")
    report = opened.locator("#phan-anh").inner_text()
    assert "-".join(version(opened)) in report
    assert "chưa công bố thư điện tử" in report and "chưa công bố số điện thoại" in report


NOT_FOR_PAPER = """() => [...document.querySelectorAll('body, body *')].filter(node => node.checkVisibility()).flatMap(node => {
  const light = colour => {
    const [red, green, blue, alpha = 1] = colour.match(/[\\d.]+/g).map(Number);
    return alpha === 0 ? null : (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
  };
  const style = getComputedStyle(node), ground = light(style.backgroundColor), ink = light(style.color);
  const own = [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim());
  return (ground !== null && ground < 0.6) || (own && ink > 0.5) || style.colorScheme.includes('dark')
    ? [`${node.outerHTML.slice(0, 80)} ${style.color} on ${style.backgroundColor} ${style.colorScheme}`] : [];
})"""
"""Elements that would be printed dark, or in light letters."""


@pytest.mark.parametrize("address", ["", POSTING, "soan-thao/thong-bao/"])
def test_paper_is_light(address: str, page: Page) -> None:
    """Whatever the system or the page's own switch has chosen for the screen."""
    page.goto(address, wait_until="networkidle")
    for switched in (False, True):
        if switched:
            page.emulate_media(media="screen")
            page.locator("[data-scheme-switch]").click()
        for system in SYSTEMS:
            page.emulate_media(media="print", color_scheme=system)
            assert page.evaluate(NOT_FOR_PAPER) == [], (switched, system)


def printed(page: Page) -> str:
    """The words on the paper, on one line."""
    document = pypdfium2.PdfDocument(page.pdf())
    return " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in document).split())


def test_the_paper_says_for_which_case_it_is_and_what_is_ticked(opened: Page) -> None:
    """A question that was not answered is not printed; each paper has one box, ticked or empty; and every row is open."""
    before = opened.locator("[data-card=place]").inner_text()
    paper = printed(opened)
    assert "Chỗ ở mới là gì?" not in paper
    assert re.search(r"Bạn nộp \d+\.000 – \d+\.000 đồng/lần", paper), "words of the answer are cut"
    assert re.search(r"Đến đâu, lúc nào Quầy số \d", paper), "paper is read at another moment"
    assert not re.search("Đang mở cửa|Mở lại|Đang đóng|Nộp bây giờ", paper)
    expect(opened.locator("[data-card=place]")).to_have_text(before)
    opened.get_by_label("Thuê, mượn, ở nhờ").check()
    opened.locator(".tick:visible").nth(1).check()
    paper = printed(opened)
    assert "Chỗ ở mới là gì? Thuê, mượn, ở nhờ" in paper
    assert "Bạn có thuộc diện được miễn, giảm?" not in paper
    assert "Bạn nộp hồ sơ thế nào?" not in paper
    papers = opened.locator(".paper:not([hidden])").count()
    assert (paper.count("☑"), paper.count("☐")) == (1, papers - 1)
    law = opened.locator("#can-cu .cite").all_inner_texts()
    assert law and all(
        number in paper for number in opened.locator("#can-cu .cite").evaluate_all("n => n.map(a => a.textContent)")
    )
    opened.get_by_label("Trực tuyến", exact=True).check()
    assert "Bạn nộp hồ sơ thế nào? Trực tuyến" in printed(opened)


@pytest.mark.parametrize("address", [POSTING, "ha-noi/thuong-tin/1.001193/", "thu-tuc/1.001193/"])
def test_the_paper_names_the_way_of_filing_and_no_dash_without_words(address: str, page: Page) -> None:
    page.goto(address, wait_until="networkidle")
    paper = printed(page)
    assert "Nộp trên Cổng Dịch vụ công quốc gia" in paper
    assert not re.search(r"[–:] *[–:]|– *(?=\.|$)", paper)
