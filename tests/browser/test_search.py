"""The search as readers use it. The quality of its results is tested with the golden set in tests/js/."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

GOLDEN = Path(__file__).parent.parent / "search" / "golden.yaml"


@pytest.fixture(scope="module")
def golden() -> list[dict[str, Any]]:
    """Queries as people type them, each with the answer that is right."""
    entries: list[dict[str, Any]] = yaml.safe_load(GOLDEN.read_text("utf-8"))
    return entries


def addresses(answers: str | list[str]) -> set[str]:
    """Where the answers of the golden set lead: a code alone is a procedure of the whole country."""
    listed = [answers] if isinstance(answers, str) else answers
    return {f"thu-tuc/{answer}/" if re.fullmatch(r"[0-9]\.[0-9]{6}", answer) else f"{answer}/" for answer in listed}


def test_the_golden_set_is_large_and_each_answer_has_a_page(golden: list[dict[str, Any]], site: Path) -> None:
    assert len(golden) >= 300
    for entry in golden:
        for address in addresses(entry.get("first") or entry["among"]):
            where = re.sub(
                r"^(ha-[a-z]+)/[a-z-]+/$", r"xa/\1/", address
            )  # one that is not on the site stands among its province's
            assert any((site / one / "index.html").is_file() for one in (address, where)), entry


def test_an_address_that_is_not_there_offers_a_search_that_works(page: Page) -> None:
    """The script, its data and its answers are found from wherever the lost address lies."""
    page.goto("ha-noi/thuong-tin/9.999999/cu/")
    page.get_by_role("searchbox").press_sequentially("khai sinh thach khe")
    first = page.locator(".answers a").first
    expect(first).to_have_attribute("href", "/ha-tinh/thach-khe/1.001193/")
    first.click()
    expect(page.locator("h1")).to_have_text("Đăng ký khai sinh")


@pytest.mark.own_page
def test_a_search_whose_script_is_lost_says_so_and_where_else_to_look(page: Page) -> None:
    """A box that nothing answers would look like an answer: nothing."""
    page.goto("tim-kiem/?q=khai+sinh", wait_until="networkidle")
    assert page.locator(".lost").is_hidden()
    page.route("**/search.js", lambda route: route.abort())
    page.reload(wait_until="networkidle")
    expect(page.locator(".lost")).to_contain_text("Phần tìm kiếm chưa tải được")
    expect(page.locator(".lost a").first).to_be_visible()


@pytest.mark.own_page
@pytest.mark.parametrize("without", ["delete window.Worker", "window.Worker = class { constructor() { throw new Error(); } }"])
def test_where_there_is_no_worker_the_page_itself_searches(without: str, page: Page) -> None:
    """And where there is one, the page does not: what makes the index is not even asked for by it."""
    page.goto("tim-kiem/?q=khai+sinh")
    first = page.locator(".answers a").first
    expect(first).to_have_text("Đăng ký khai sinh")
    assert len(page.workers) == 1
    page.add_init_script(without)
    page.reload()
    expect(first).to_have_text("Đăng ký khai sinh")
    assert not page.workers


@pytest.mark.parametrize("address", ["", "tim-kiem/"])
def test_what_was_asked_is_still_there_for_who_comes_back(address: str, page: Page) -> None:
    """In the address, so that it can be sent to somebody as well; an emptied box leaves nothing."""
    page.goto(address)
    page.get_by_role("searchbox").press_sequentially("giấy độc thân")
    answer = page.locator(".answers a").first
    expect(answer).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?q=gi%E1%BA%A5y\+%C4%91%E1%BB%99c\+th%C3%A2n$"))
    answer.click()
    expect(page.locator("h1")).not_to_have_text("Tìm kiếm")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("giấy độc thân")
    expect(page.locator(".answers a").first).to_be_visible()
    page.get_by_role("searchbox").fill("")
    expect(page).not_to_have_url(re.compile(r"\?q="))


def test_answers_to_a_query_in_the_address_move_nothing_when_they_come(page: Page, moved: Callable[[str], float]) -> None:
    """Law: the page has its shape before the scripts come, and an answer is shown with its fee and its time."""
    assert moved("tim-kiem/?q=khai+sinh") <= 0.1
    expect(page.locator(".answers__fee").first).not_to_be_empty()


def test_the_number_of_results_is_that_of_all_of_them(page: Page) -> None:
    """Where more are found than are shown, the rest is a press away: on the page of the search, there the next ones."""
    page.goto("")
    page.get_by_role("searchbox").fill("đăng ký")
    told = page.locator(".search__status")
    expect(told).to_have_text(re.compile("^[0-9]+ kết quả$"))
    number = int(told.inner_text().split()[0])
    shown = page.locator(".search__results > .answers a")
    assert shown.count() == 8 < number
    page.get_by_role("link", name="Xem thêm kết quả").click()
    expect(page.locator("h1")).to_have_text("Tìm kiếm")
    expect(page.get_by_role("searchbox")).to_have_value("đăng ký")
    expect(told).to_have_text(f"{number} kết quả")
    expect(shown).to_have_count(min(20, number))
    if number > 20:
        page.get_by_role("button", name="Xem thêm kết quả").click()
        expect(shown).to_have_count(min(40, number))
        expect(shown.nth(20)).to_be_focused()


def test_the_first_answers_stand_above_a_keyboard(page: Page) -> None:
    """390 × 500 px are left of a phone on which somebody types: the first answer begins by 235 px, and two are whole."""
    page.set_viewport_size({"width": 390, "height": 500})
    page.goto("tim-kiem/")
    page.get_by_role("searchbox").press_sequentially("khai sinh mat bao nhieu tien")
    answers = page.locator(".search__results > .answers > li")
    expect(answers.first).to_contain_text("Đăng ký khai sinh")
    expect(answers.nth(1).locator(".answers__fee")).not_to_be_empty()
    first, second = (answers.nth(i).bounding_box() for i in (0, 1))
    assert first and second
    assert first["y"] <= 235
    assert second["y"] + second["height"] <= 500


def test_an_answer_says_fee_and_time_as_the_lists_do(page: Page) -> None:
    """Those of the commune where one is named, and never a sum without its exception."""
    page.goto("tim-kiem/")
    page.get_by_role("searchbox").fill("khai sinh thuong tin")
    first = page.locator(".answers > li").first
    expect(first.locator(".answers__fee")).to_contain_text("tùy trường hợp")
    expect(first.locator(".answers__about")).to_contain_text("Ngay trong ngày (nhận trước 15 giờ) · tại xã Thường Tín")


def test_filters_stand_in_the_address_and_can_be_taken_away(page: Page) -> None:
    """Back restores them."""
    page.goto("tim-kiem/?q=đăng+ký&field=cu-tru")
    expect(page.locator(".answers__note").first).to_have_text("Đăng ký, quản lý cư trú")
    page.locator(".answers a").first.click()
    expect(page.locator("h1")).not_to_have_text("Tìm kiếm")
    page.go_back()
    chip = page.get_by_role("button", name="Bỏ lọc: Đăng ký, quản lý cư trú")
    expect(chip).to_be_visible()
    chip.click()
    expect(page).not_to_have_url(re.compile("field="))
    expect(chip).to_be_hidden()


def test_guesses_stand_below_a_line(page: Page) -> None:
    page.goto("tim-kiem/")
    page.get_by_role("searchbox").fill("phường thịnh quang")
    expect(page.get_by_role("heading", name="Kết quả")).to_be_attached()
    expect(page.locator(".search__results > .answers a").first).to_contain_text("nay thuộc")
    page.get_by_role("searchbox").fill("ly hon")
    expect(page.locator(".search__results > .answers a").first).to_have_attribute("href", re.compile("lam-o-dau/ly-hon/$"))


def test_where_nothing_is_found_the_page_leads_on(page: Page) -> None:
    page.goto("tim-kiem/")
    page.get_by_role("searchbox").press_sequentially("zzzz qqqq")
    page.get_by_role("status").get_by_role("link", name="xem tất cả thủ tục").click()
    expect(page.locator("h1")).to_have_text("Tất cả thủ tục")


def test_answers_come_as_one_types_and_are_announced(page: Page) -> None:
    page.goto("")
    box = page.get_by_role("searchbox")
    box.press_sequentially("khai sinh thach khe")
    first = page.locator(".answers a").first
    expect(first).to_have_attribute("href", "ha-tinh/thach-khe/1.001193/")
    expect(page.get_by_role("status").filter(has_text="kết quả")).to_be_visible()
    box.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_focused()


def test_the_chosen_commune_is_remembered_and_makes_answers_local(page: Page) -> None:
    page.goto("tim-kiem/")
    page.locator("summary").click()
    page.get_by_role("textbox", name="Xã, phường của bạn").press_sequentially("kim lien")
    page.get_by_role("button", name="Phường Kim Liên").first.click()
    expect(page.get_by_role("button", name="Bỏ lọc: Phường Kim Liên")).to_be_visible()
    page.reload()
    page.locator("summary").click()
    expect(page.locator(".mine__who a")).to_have_text("Phường Kim Liên, Hà Nội")
    page.goto("")
    page.get_by_role("searchbox").press_sequentially("ket hon")
    expect(page.locator(".answers a").first).to_have_attribute("href", "ha-noi/kim-lien/1.000894/")
    expect(page.locator(".answers__note").first).to_contain_text("Quầy số")


def test_facets_narrow_the_answers(page: Page) -> None:
    page.goto("tim-kiem/")
    page.get_by_role("searchbox").fill("đăng ký")
    page.locator("summary").click()
    page.locator("select[name=field]").select_option("cu-tru")
    expect(page.locator(".answers__note").first).to_have_text("Đăng ký, quản lý cư trú")
    assert set(page.locator(".answers__note").all_inner_texts()) == {"Đăng ký, quản lý cư trú"}
