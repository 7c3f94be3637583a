"""Typical tasks of citizens in a browser, with the right answers worked out by hand."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

THACH_KHE = "ha-tinh/thach-khe/1.001193/"
SCREEN = 844
"""Pixels of the height of a phone, 390 wide."""


@pytest.fixture
def phone(page: Page) -> Page:
    """A page on a phone."""
    page.set_viewport_size({"width": 390, "height": SCREEN})
    return page


def _card(page: Page, name: str) -> str:
    return page.locator(f"[data-card={name}]").inner_text()


def test_a_baby_of_seventy_days_in_a_poor_household(phone: Page) -> None:
    """Late: the province's 8,000 đ (a sample), no copies in it; a poor household pays nothing (Luật Hộ tịch Điều 11). From the QR
    code of the wall in two taps on the first screen, and the answer with its reasons ends within the second."""
    phone.goto(THACH_KHE, wait_until="networkidle")
    assert _card(phone, "fees") == "Miễn lệ phí hoặc 8.000 đồng, tùy trường hợp (số mẫu)"
    for taps, label in enumerate(("Hơn 60 ngày", "Hộ nghèo")):
        choice = phone.get_by_label(label, exact=True)
        box = choice.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < SCREEN, taps
        choice.check()
    assert _card(phone, "fees") == "0 đồng"
    assert "60/2014/QH13" in phone.locator("[data-note=fees]").inner_text()
    assert phone.locator("[data-bar]").inner_text().startswith("0 đồng · Ít nhất 3 loại giấy tờ")
    assert phone.locator("[data-note=papers]").inner_text() == (
        "Nộp: tờ khai đăng ký khai sinh, giấy chứng sinh. Cho xem: giấy tờ tùy thân của người đi khai sinh."
    )
    shown = [name.inner_text() for name in phone.locator(".paper__name").all() if name.is_visible()]
    assert shown == ["Tờ khai đăng ký khai sinh", "Giấy chứng sinh", "Giấy tờ tùy thân của người đi khai sinh"]
    conditions = phone.locator("[data-group] > .more .more__what").first.inner_text()
    assert "Trẻ sinh ra do mang thai hộ" in conditions and "Khai sinh cho trẻ em bị bỏ rơi" in conditions
    answer = phone.locator(".answer > ul").bounding_box()
    assert answer is not None
    assert answer["y"] + answer["height"] <= 2 * SCREEN
    phone.get_by_label("Số bản sao xin thêm").fill("2")
    assert "xin thêm 2 bản sao: 16.000 đồng; cộng 16.000 đồng" in phone.locator("[data-total=fees]").inner_text()
    assert _card(phone, "fees") == "16.000 đồng"
    phone.get_by_label("Trong 60 ngày", exact=True).check()
    phone.get_by_label("Số bản sao xin thêm").fill("0")
    assert _card(phone, "fees") == "0 đồng"


def test_three_copies_of_five_pages_at_four_in_the_afternoon(clock: Callable[[str, str], Page]) -> None:
    """7,000 đ a copy, 21,000 đ in all (226/2016/TT-BTC); after 15:00 the copies are there on the next working day: a Wednesday,
    because the Tuesday is a day off. Two numbers typed, within two screens."""
    phone = clock("ha-noi/thuong-tin/2.000815/", "2026-11-23T16:00+07:00")
    phone.get_by_label("Số trang").fill("5")
    phone.get_by_label("Số bản sao").fill("3")
    assert _card(phone, "fees") == "21.000 đồng"
    expect(phone.locator("[data-note=deadlines]")).to_have_text("Nộp bây giờ thì có muộn nhất thứ tư, 25/11/2026")
    expect(phone.locator("[data-card=place]")).to_have_text("Đang mở cửa, đến 17:00")
    answer = phone.locator(".answer > ul").bounding_box()
    assert answer is not None
    assert answer["y"] + answer["height"] <= 2 * SCREEN


def test_who_comes_in_the_morning_is_told_until_when_the_result_is_there_today(clock: Callable[[str, str], Page]) -> None:
    page = clock("ha-noi/thuong-tin/2.000815/", "2026-11-23T08:00+07:00")
    expect(page.locator("[data-note=deadlines]")).to_have_text("Nộp trước 15:00 thì có ngay hôm nay")


def test_a_posting_is_not_longer_than_its_budget(clock: Callable[[str, str], Page]) -> None:
    """Of 1.001193, nothing opened, in the evening, when most is told of the hours: six screens of a phone, three of a desktop;
    the answer stays beside the parts there."""
    page = clock(THACH_KHE, "2026-11-23T19:00+07:00")
    for width, height, most in ((390, SCREEN, 6), (1440, 900, 3)):
        page.set_viewport_size({"width": width, "height": height})
        page.reload(wait_until="networkidle")  # with its letters at hand: they are not waited for
        assert page.evaluate("document.documentElement.scrollHeight") <= most * height, width
    page.evaluate("scrollTo(0, 1500)")
    box = page.locator(".answer").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 100


def test_a_row_opens_by_an_address_that_leads_into_it(page: Page) -> None:
    page.goto(f"{THACH_KHE}#can-cu", wait_until="networkidle")
    assert page.locator("#can-cu").is_visible()
    assert not page.locator("#trinh-tu").is_visible()


def test_what_changes_next_year(page: Page) -> None:
    """From home in one tap: the law on civil status of 2026 takes effect on 1/3/2027, with every procedure that it reaches."""
    page.goto("", wait_until="networkidle")
    page.locator("#sap-thay-doi ~ ul a").filter(has_text="17 thủ tục").click()
    day = page.locator("section", has=page.get_by_role("heading", name="Từ 01/03/2027"))
    law = day.locator("[data-change]").filter(has_text="03/2026/QH16")
    assert law.get_by_role("link", name="Đăng ký khai sinh", exact=True).count() == 1


def test_who_is_exempt_for_a_time_is_told_when_it_ends(page: Page) -> None:
    """Thông tư 117/2026/TT-BTC waives until 28/2/2027: told once for all, and on each posting with its fee."""
    page.goto("sap-thay-doi/", wait_until="networkidle")
    (ending,) = page.locator("[data-change]").filter(has_text="không còn miễn").all()
    expect(ending).to_contain_text("định danh điện tử mức độ 2")
    assert ending.get_by_text("Đăng ký thường trú", exact=True).count() == 1
    page.goto("ha-noi/dong-da/1.004222/", wait_until="networkidle")
    page.locator("summary", has_text="Sắp thay đổi từ 01/03/2027").click()
    expect(page.get_by_text("không còn miễn phí, lệ phí cho công dân có tài khoản định danh điện tử mức độ 2")).to_be_visible()


def test_what_is_not_done_here_any_more_has_no_answer(page: Page) -> None:
    """A posting that was withdrawn says so and why; no card, no form and no day of return speak as if it still held."""
    page.goto("ha-tinh/thach-khe/1.004746/", wait_until="networkidle")
    expect(page.locator(".note--stop").first).to_contain_text("Ngừng niêm yết")
    for promise in (".answer", "[data-bar]", "[data-chooser]", "[data-return]"):
        assert not any(node.is_visible() for node in page.locator(promise).all()), promise


def test_the_hours_around_the_tet_of_next_year(clock: Callable[[str, str], Page]) -> None:
    """On 6 February 2027, the first day of the lunar year: neither "open" nor "closed" nor a day of return, but that the calendar
    of 2027 is not official, and what is expected."""
    page = clock("ha-noi/thuong-tin/", "2027-02-06T09:00+07:00")
    said = page.locator("[data-open]").inner_text()
    assert "Lịch nghỉ năm 2027 chưa có thông báo chính thức" in said and not said.startswith(("Đang mở", "Đang đóng"))
    page.goto("ha-noi/thuong-tin/1.004222/", wait_until="networkidle")
    page.get_by_text("Tính ngày nhận kết quả").click()
    page.get_by_role("button", name="Tính").click()
    answer = page.locator("[data-return-answer]")
    expect(answer).to_contain_text("2027")
    expect(answer).not_to_contain_text("Muộn nhất")


def test_the_search_finds_a_document_by_its_number_and_what_is_to_come(page: Page) -> None:
    for typed, address in (("03/2026/QH16", "van-ban/03-2026-qh16/"), ("nam sau co gi thay doi", "sap-thay-doi/")):
        page.goto("", wait_until="networkidle")
        page.get_by_role("searchbox").press_sequentially(typed)
        expect(page.locator(".answers a").first).to_have_attribute("href", address)


def test_opening_hours_of_a_commune_stand_near_the_top_on_a_phone(page: Page) -> None:
    """Within two screens of 844 px: who comes for the hours does not go past thirty procedures first."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("ha-noi/thuong-tin/", wait_until="networkidle")
    box = page.locator(".hours").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 2 * 844


def test_a_table_on_a_phone_says_what_each_of_its_cells_is(page: Page) -> None:
    """Its head is not seen there: a bare day or a bare “chưa có” tells nobody anything."""
    page.set_viewport_size({"width": 390, "height": 844})
    for address in ("thu-tuc/1.001193/", "thu-tuc/1.001193/ha-noi/"):
        page.goto(address, wait_until="networkidle")
        cells = page.locator(".comparison td")
        assert cells.count()
        labels = cells.evaluate_all("(cells) => cells.map((cell) => getComputedStyle(cell, '::before').content)")
        heads = page.locator(".comparison thead th").all_text_contents()[1:4]
        assert {label.strip('"').split('"')[0].removesuffix(": ") for label in labels} <= set(heads), labels


def test_nobody_is_promised_the_day_of_another_case(page: Page) -> None:
    """A death that has to be verified has no known deadline: one who has not said so is asked, and told that no day is sure."""
    page.goto("ha-noi/dong-da/1.000656/", wait_until="networkidle")
    page.get_by_text("Tính ngày nhận kết quả").click()
    choice = page.locator("[data-return] select")
    expect(choice.locator("option")).to_have_text(["Ngay trong ngày – Không phải xác minh", "Chưa xác định – Phải xác minh"])
    choice.select_option("1")
    page.locator("[data-return] button").click()
    expect(page.locator("[data-return-answer]")).to_have_text("Chưa có ngày chắc chắn. Hỏi nơi tiếp nhận, hoặc xem giấy hẹn.")
    page.locator("[name=verified][value=no]").check()
    assert choice.is_hidden()
    page.locator("[name=verified][value=yes]").check()
    assert page.locator("[data-return]").is_hidden()
