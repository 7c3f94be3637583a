"""The search as readers use it. The quality of its results is tested with the golden set in tests/js/."""

import re
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
    return {f"thu-tuc/{answer}/" if re.match(r"[0-9]\.", answer) else f"{answer}/" for answer in listed}


def test_the_golden_set_is_large_and_each_answer_has_a_page(golden: list[dict[str, Any]], site: Path) -> None:
    assert len(golden) >= 300
    for entry in golden:
        for address in addresses(entry.get("first") or entry["among"]):
            assert (site / address / "index.html").is_file(), entry


def test_an_address_that_is_not_there_offers_a_search_that_works(page: Page) -> None:
    """The script, its data and its answers are found from wherever the lost address lies."""
    page.goto("ha-noi/thuong-tin/9.999999/cu/")
    page.get_by_role("searchbox").press_sequentially("khai sinh thach khe")
    first = page.locator(".answers a").first
    expect(first).to_have_attribute("href", "/ha-tinh/thach-khe/1.001193/")
    first.click()
    expect(page.locator("h1")).to_have_text("Đăng ký khai sinh")


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


def test_the_number_of_results_is_said_only_where_it_is_known(page: Page) -> None:
    """Where there are more than are shown, the page says that these are the nearest, and where the others are."""
    page.goto("")
    page.get_by_role("searchbox").fill("đăng ký")
    expect(page.get_by_role("status").filter(has_text="kết quả")).to_contain_text("8 kết quả gần nhất")
    assert page.locator(".answers a").count() == 8
    page.get_by_role("link", name="Xem thêm kết quả").click()
    expect(page.locator("h1")).to_have_text("Tìm kiếm")
    expect(page.get_by_role("searchbox")).to_have_value("đăng ký")
    expect(page.locator(".answers a")).to_have_count(20)
    page.get_by_role("searchbox").fill("khai sinh lưu động")
    expect(page.locator(".search__status")).to_have_text(re.compile(r"^(1?[0-9]|20) kết quả( gần nhất.*)?$"))


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
    page.locator("select[name=home]").select_option("ha-noi/kim-lien")
    expect(page.locator("select[name=home] optgroup").first).to_have_attribute("label", "Hà Nội")
    page.reload()
    page.locator("summary").click()
    expect(page.locator("select[name=home]")).to_have_value("ha-noi/kim-lien")
    page.goto("")
    page.get_by_role("searchbox").press_sequentially("ket hon")
    expect(page.locator(".answers a").first).to_have_attribute("href", "ha-noi/kim-lien/1.000894/")


def test_facets_narrow_the_answers(page: Page) -> None:
    page.goto("tim-kiem/")
    page.get_by_role("searchbox").fill("đăng ký")
    page.locator("summary").click()
    page.locator("select[name=field]").select_option("cu-tru")
    expect(page.locator(".answers__note").first).to_have_text("Đăng ký, quản lý cư trú")
    assert set(page.locator(".answers__note").all_inner_texts()) == {"Đăng ký, quản lý cư trú"}
