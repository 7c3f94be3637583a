"""Pages in English are as accessible as those in Vietnamese, and follow the reader's choice in English."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.test_every_page import find_barriers
from serving import serve

POSTING = "en/ha-noi/thuong-tin/1.004222/"
FRAMES = "en/nhung/ha-noi/thuong-tin/"
PAGES = ("en/", "en/tim-kiem/", POSTING, "404.html", f"{FRAMES}1.001193/", FRAMES, f"{FRAMES}hoi/#1.001193")


@pytest.fixture(scope="module")
def english(english_site: Path) -> Iterator[str]:
    """The address of the small catalogue's site in both languages."""
    with serve(english_site) as address:
        yield address


def test_pages_in_english_are_accessible(english: str, page: Page) -> None:
    """With all that scripts show."""
    for address in PAGES:
        page.goto(english + address, wait_until="networkidle")
        assert find_barriers(page, "") == [], address


def test_what_a_script_says_has_its_language(english: str, page: Page) -> None:
    """Sums are English; papers whose names nobody has translated say that they are Vietnamese."""
    page.goto(english + POSTING, wait_until="networkidle")
    page.get_by_label("Online", exact=True).check()
    page.get_by_label("No", exact=True).check()
    expect(page.locator("[data-card=fees]")).to_contain_text("10,000 đồng")
    papers = page.locator("[data-note=papers]")
    expect(papers).to_contain_text("tờ khai")
    assert papers.evaluate("node => (node.querySelector('[lang]') ?? node.closest('[lang]')).lang") == "vi"
