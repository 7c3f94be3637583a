"""T4: moving from Thường Tín to Đống Đa. What, in which order, how much in all; the right answers are worked out by hand.

Thông tư 75/2022/TT-BTC: permanent residence 20,000 đ, online 10,000; temporary residence 15,000 and 7,000; a household of one's
own 10,000 and 5,000. The ward promises 5 working days where the law gives 7.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from browser.conftest import choose_commune


@pytest.fixture
def moving(page: Page) -> Page:
    """The page of the life event on a phone, with the ward of Đống Đa chosen."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("su-kien/chuyen-nha/", wait_until="networkidle")
    choose_commune(page, "dong da", "Phường Đống Đa")
    return page


def _total(page: Page, name: str) -> str:
    return page.locator(f"[data-total={name}]").inner_text()


def test_moving_for_good(moving: Page) -> None:
    """One thing to do, at one counter; what is done only in some case is not counted until the reader says so."""
    moving.get_by_label("Ở ổn định, lâu dài").check()
    expect(moving.locator(".alt:visible .alt__name")).to_have_text(["Đăng ký thường trú", "Tách hộ"])
    expect(moving.locator("[data-total=fees]")).to_contain_text("20.000 đồng")
    assert "10.000 đồng" in _total(moving, "fees")
    assert "5 ngày làm việc" in _total(moving, "times")
    assert "Quầy số 3" in _total(moving, "places")
    assert "1 giấy tờ" in _total(moving, "papers")
    moving.get_by_label("Tôi làm việc này: Tách hộ").check()
    less = ", hoặc 0 đồng nếu thuộc diện miễn, giảm"
    expect(moving.locator("[data-total=fees] .whole__value")).to_have_text("30.000 đồng" + less)
    expect(moving.locator("[data-total=fees] .whole__note")).to_have_text(f"Qua mạng: 15.000 đồng{less}")
    moving.get_by_role("group", name="Bạn có thuộc diện được miễn, giảm?").get_by_label("Không", exact=True).check()
    expect(moving.locator("[data-total=fees] .whole__value")).to_have_text("30.000 đồng")
    expect(moving.locator("[data-total=times] .whole__value")).to_contain_text("Lâu nhất")
    declared = moving.locator("[data-papers-always] .paper").filter(has_text="Tờ khai thay đổi thông tin cư trú")
    expect(declared).to_have_count(1)
    expect(declared).to_contain_text("Tách hộ")


def test_moving_for_a_time(moving: Page) -> None:
    moving.get_by_label("Ở tạm, thuê, trọ").check()
    expect(moving.locator(".alt:visible .alt__name")).to_have_text(["Đăng ký tạm trú", "Gia hạn tạm trú"])
    expect(moving.locator("[data-total=fees] .whole__value")).to_contain_text("15.000 đồng/lần đăng ký")
    assert "Qua mạng: 7.000 đồng" in _total(moving, "fees")
    assert "3 ngày làm việc" in _total(moving, "times")
    moving.get_by_role("link", name="Đăng ký tạm trú").click()
    expect(moving).to_have_url("/ha-noi/dong-da/1.004194/")


def test_the_list_is_ticked_and_stays_on_the_device(moving: Page) -> None:
    moving.get_by_label("Ở ổn định, lâu dài").check()
    moving.get_by_label("Tờ khai thay đổi thông tin cư trú").check()
    moving.reload(wait_until="networkidle")
    expect(moving.get_by_label("Ở ổn định, lâu dài")).to_be_checked()
    expect(moving.get_by_label("Tờ khai thay đổi thông tin cư trú")).to_be_checked()


def test_no_total_where_a_part_hangs_on_more_than_is_known(page: Page) -> None:
    """A late birth costs what the province sets, one in time nothing: nobody has said which, so no sum is made."""
    page.goto("su-kien/sinh-con/", wait_until="networkidle")
    choose_commune(page, "thuong tin", "Xã Thường Tín")
    page.get_by_label("Làm từng việc").check()
    expect(page.locator("[data-total=fees] .whole__value")).to_have_text("Chưa cộng được")
    expect(page.locator("[data-total=fees] .whole__note")).to_contain_text("Đăng ký khai sinh")
    page.get_by_role("group", name="Đăng ký khai sinh").get_by_label("Trong 60 ngày", exact=True).check()
    expect(page.locator("[data-total=fees] .whole__value")).to_contain_text("đồng")
    page.reload(wait_until="networkidle")
    expect(page.locator("[data-cases]").get_by_label("Trong 60 ngày", exact=True)).to_be_checked()


def test_the_papers_of_a_journey_are_those_of_the_posting(page: Page) -> None:
    """For the same answers; a posting lists what is for some people only behind what is for all."""
    page.goto("su-kien/sinh-con/", wait_until="networkidle")
    choose_commune(page, "thuong tin", "Xã Thường Tín")
    page.get_by_label("Làm từng việc").check()
    page.locator("[data-cases]").get_by_label("Thuê, mượn, ở nhờ").check()
    page.locator("[data-papers-more] summary").click()
    listed = {
        use: page.locator(f"[data-papers-{use}] .paper", has_text="Đăng ký thường trú").locator("b").all_inner_texts()
        for use in ("always", "more")
    }
    page.goto("ha-noi/thuong-tin/1.004222/", wait_until="networkidle")
    page.get_by_label("Thuê, mượn, ở nhờ").check()
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    papers = page.locator(".paper:visible")
    needed = {paper.locator(".paper__name").inner_text(): paper.locator(".paper__when").count() for paper in papers.all()}
    assert listed["always"] == [name for name, when in needed.items() if not when]
    assert listed["more"] == [name for name, when in needed.items() if when]


def test_papers_that_the_law_has_replaced_are_not_counted(page: Page) -> None:
    page.goto("su-kien/xay-nha/", wait_until="networkidle")
    choose_commune(page, "thach khe", "Xã Thạch Khê")
    expect(page.locator("[data-total=papers]")).to_contain_text("Quy định đã đổi, hỏi nơi tiếp nhận")
    listed = page.locator("[data-papers-always] .paper")
    expect(listed).to_have_count(1)
    expect(listed).to_contain_text("Quy định đã đổi, hỏi nơi tiếp nhận")


def test_the_hours_are_those_of_the_commune_that_is_chosen(page: Page) -> None:
    """Hồng Vân opens at 07:00 and Thường Tín at 07:30."""
    page.goto("su-kien/mua-ban-tai-san/", wait_until="networkidle")
    choose_commune(page, "hong van", "Xã Hồng Vân")
    hours = page.locator(".whole__hours")
    expect(hours).to_contain_text("07:00")
    page.get_by_role("button", name="Đổi").click()
    choose_commune(page, "thuong tin", "Xã Thường Tín")
    expect(hours).to_contain_text("07:30")
    expect(hours).to_have_count(1)


def test_a_journey_stays_where_it_is_when_the_scripts_come(page: Page, moved: Callable[[str], float]) -> None:
    """Law: the question and the box of one's commune have their place before they can answer; what is tapped before counts."""
    assert moved("su-kien/chuyen-nha/") <= 0.1

    def tap_first(route: Route) -> None:
        page.get_by_label("Ở tạm, thuê, trọ").check()
        route.fallback()

    page.route("**/journey.js", tap_first)
    page.reload(wait_until="networkidle")
    page.unroute("**/journey.js")
    expect(page.locator(".alt:visible .alt__name")).to_have_text(["Đăng ký tạm trú", "Gia hạn tạm trú"])


def test_without_script_every_branch_is_shown_under_its_answer(new_context: Callable[..., BrowserContext], base_url: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{base_url}/su-kien/chuyen-nha/")
    assert page.locator(".alt").count() == 4
    assert page.locator(".alt").first.inner_text().startswith("Ở ổn định, lâu dài")
    assert page.get_by_text("hoặc", exact=True).is_visible()
    assert "Chỉ khi" in page.locator(".way__step").last.inner_text()
