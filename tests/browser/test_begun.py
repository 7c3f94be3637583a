"""The scripts work on a site without any province."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import BUILT_FOR
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, build_site
from serving import serve


@pytest.mark.own_page
def test_procedures_are_found_before_any_commune_has_posted_one(site_root: Path, page: Page) -> None:
    """On the home page and on that of the search, without an error of a script."""
    for folder in ("catalogue/ha-noi", "news"):
        shutil.rmtree(site_root / folder)
    assert not build_site(
        BuildRequest(site_root, BUILT_FOR, begin_known_frames(site_root / "mkdocs.yml")), site_root / "site"
    ).report.errors
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    with serve(site_root / "site") as address:
        for asked in ("", "tim-kiem/"):
            page.goto(address + asked, wait_until="networkidle")
            page.get_by_role("searchbox").fill("khai sinh")
            expect(page.locator(".answers a").first).to_contain_text("Đăng ký khai sinh")
        page.locator(".answers a").first.click()
        expect(page.locator("h1")).to_have_text("Đăng ký khai sinh")
        page.wait_for_load_state("networkidle")
    assert wrong == []
