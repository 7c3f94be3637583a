"""Typical tasks of citizens in a browser, with the right answers worked out by hand."""

from playwright.sync_api import Page, expect

THACH_KHE = "ha-tinh/thach-khe/1.001193/"


def _card(page: Page, name: str) -> str:
    return page.locator(f"[data-card={name}]").inner_text()


def test_a_baby_of_seventy_days_in_a_poor_household(page: Page) -> None:
    """Late: the province's 8,000 đ (a sample), no copies in it; a poor household pays nothing (Luật Hộ tịch Điều 11)."""
    page.goto(THACH_KHE, wait_until="networkidle")
    page.get_by_label("Đăng ký quá hạn").check()
    assert _card(page, "fees") == "8.000 đồng (số mẫu); bản sao thêm 8.000 đồng/bản"
    page.get_by_label("Người thuộc hộ nghèo").check()
    assert _card(page, "fees") == "Miễn lệ phí; bản sao thêm 8.000 đồng/bản"
    assert "60/2014/QH13" in page.locator("[data-total=fees]").inner_text()
    page.get_by_label("Số bản sao xin thêm").fill("2")
    assert "xin thêm 2 bản sao: 16.000 đồng; cộng 16.000 đồng" in page.locator("[data-total=fees]").inner_text()
    page.get_by_label("Đăng ký đúng hạn").check()
    assert _card(page, "fees") == "Miễn lệ phí; bản sao thêm 8.000 đồng/bản"


def test_what_changes_next_year(page: Page) -> None:
    """From home in one tap: the law on civil status of 2026 takes effect on 1/3/2027, with every procedure that it reaches."""
    page.goto("", wait_until="networkidle")
    page.locator("#sap-thay-doi ~ ul a").filter(has_text="13 thủ tục").click()
    day = page.locator("section", has=page.get_by_role("heading", name="Từ 01/03/2027"))
    expect(day).to_contain_text("03/2026/QH16")
    assert day.get_by_role("link", name="Đăng ký khai sinh", exact=True).count() == 1


def test_what_is_not_done_here_any_more_has_no_answer(page: Page) -> None:
    """A posting that was withdrawn says so and why; no card, no form and no day of return speak as if it still held."""
    page.goto("ha-tinh/thach-khe/1.004746/", wait_until="networkidle")
    expect(page.locator(".note--stop").first).to_contain_text("Ngừng niêm yết")
    for promise in (".cards", "[data-chooser]", "[data-return]"):
        assert not any(node.is_visible() for node in page.locator(promise).all()), promise


def test_the_hours_around_the_tet_of_next_year(page: Page) -> None:
    """On 6 February 2027, the first day of the lunar year: neither "open" nor "closed" nor a day of return, but that the calendar
    of 2027 is not official, and what is expected."""
    page.clock.set_fixed_time("2027-02-06T09:00+07:00")
    page.goto("ha-noi/thuong-tin/", wait_until="networkidle")
    said = page.locator("[data-open]").inner_text()
    assert "Lịch nghỉ năm 2027 chưa có thông báo chính thức" in said and not said.startswith(("Đang mở", "Đang đóng"))
    page.goto("ha-noi/thuong-tin/1.004222/", wait_until="networkidle")
    page.get_by_role("button", name="Tính").click()
    answer = page.locator("[data-return-answer]").inner_text()
    assert "Muộn nhất" not in answer and "2027" in answer


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
        heads = page.locator(".comparison thead th").all_inner_texts()[1:4]
        assert {label.strip('"').split('"')[0].removesuffix(": ") for label in labels} <= set(heads), labels


def test_nobody_is_promised_the_day_of_another_case(page: Page) -> None:
    """A death that has to be verified has no known deadline: one who has not said so is asked, and told that no day is sure."""
    page.goto("ha-noi/dong-da/1.000656/", wait_until="networkidle")
    choice = page.locator("[data-return] select")
    expect(choice.locator("option")).to_have_text(["Ngay trong ngày – Không phải xác minh", "Chưa xác định – Phải xác minh"])
    choice.select_option("1")
    page.locator("[data-return] button").click()
    expect(page.locator("[data-return-answer]")).to_have_text("Chưa có ngày chắc chắn. Hỏi nơi tiếp nhận, hoặc xem giấy hẹn.")
    page.locator("[name=verified][value=no]").check()
    assert choice.is_hidden()
    page.locator("[name=verified][value=yes]").check()
    assert page.locator("[data-return]").is_hidden()
