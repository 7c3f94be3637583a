"""Whoever stands before a sheet learns at once whether it is still right, from its code alone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from niemyet.resolve.sheet_codes import check_letter

POSTING = "ha-noi/thuong-tin/1.001193/"


@pytest.fixture
def code(site: Path) -> str:
    """The code of a sheet printed today."""
    found = re.search(r'data-version="([0-9A-Z-]+)"', (site / POSTING / "index.html").read_text("utf-8"))
    assert found
    return found[1]


def changed(code: str, groups: int = 1) -> str:
    """The code of a sheet whose fees were others, properly written."""
    letters = code.replace("-", "")
    name, version = letters[:8], letters[9:]
    other = version[:3] + ("000" if version[3:6] != "000" else "111") + version[6:]
    return name + check_letter(name + other) + other


def ask(page: Page, code: str) -> str:
    """The verdict on a code that is typed."""
    page.goto("kiem-tra/", wait_until="networkidle")
    page.get_by_label("Mã in trên tờ niêm yết").fill(code)
    page.get_by_role("button", name="Kiểm tra").click()
    verdict = page.locator("[data-check-verdict]")
    expect(verdict).to_be_visible()
    return " ".join(verdict.inner_text().split())


def test_the_code_alone_says_that_the_sheet_is_right(page: Page, code: str) -> None:
    """And leads to the page that it is of."""
    for typed in (code, code.lower().replace("-", " "), code.replace("0", "O")):
        said = ask(page, typed)
        assert said.startswith("Tờ niêm yết này còn đúng.") and "Đăng ký khai sinh" in said, said
    page.locator("[data-check-verdict] a").click()
    expect(page).to_have_url(re.compile(f"{POSTING}\\?v="))
    expect(page.locator("[data-verdict]")).to_contain_text("còn đúng")


def test_an_old_sheet_is_told_with_what_has_changed(page: Page, code: str) -> None:
    said = ask(page, changed(code))
    assert said.startswith("Tờ niêm yết này đã cũ.") and re.search("phí, lệ phí", said, re.IGNORECASE), said
    assert "#phi" in (page.locator("[data-check-verdict] a").first.get_attribute("href") or "")


def test_a_slip_an_unknown_place_and_an_old_kind_of_code_are_told_apart(page: Page, code: str) -> None:
    """None of them is called out of date."""
    letters = code.replace("-", "")
    slip = ask(page, letters[:-1] + ("A" if letters[-1] != "A" else "B"))
    assert slip.startswith("Mã không đọc được.") and "nhóm thứ 9 (" in slip
    assert ask(page, code[:23]).startswith("Mã gõ còn thiếu.")
    elsewhere = "00000001"
    assert ask(page, elsewhere + check_letter(elsewhere + letters[9:]) + letters[9:]).startswith("Mã không thuộc trang này.")
    assert ask(page, "-".join(code.split("-")[3:])).startswith("Mã này in theo kiểu cũ")


def test_the_qr_code_leads_to_the_posting_with_its_verdict(page: Page, code: str) -> None:
    """The short address forwards at once; what it does not know it explains where it is."""
    page.goto(f"K/#{code.replace('-', '')}")
    expect(page).to_have_url(re.compile(f"{POSTING}\\?v="))
    expect(page.locator("[data-verdict]")).to_contain_text("còn đúng")
    page.goto("K/#XYZ")
    expect(page.locator("[data-check-verdict]")).to_contain_text("Mã không đọc được")


def test_sheets_printed_before_still_verify(page: Page, code: str) -> None:
    """Their QR codes lead to the posting with the version alone."""
    page.goto(f"{POSTING}?v={'-'.join(code.split('-')[3:])}")
    expect(page.locator("[data-verdict]")).to_contain_text("còn đúng")
    said = ask(page, f"https://niemyet.example/{POSTING}?v={'-'.join(code.split('-')[3:])}")
    assert said.startswith("Tờ niêm yết này còn đúng.")


@pytest.mark.own_page
def test_without_a_connection_nothing_is_called_right(page: Page, code: str) -> None:
    page.goto("kiem-tra/", wait_until="networkidle")
    page.context.set_offline(True)
    page.get_by_label("Mã in trên tờ niêm yết").fill(code)
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.locator("[data-check-verdict]")).to_contain_text("không có mạng")


@pytest.mark.own_page
def test_the_camera_is_offered_where_the_browser_reads_codes_and_asked_for_on_a_tap(page: Page, code: str) -> None:
    """This Chromium knows no codes, so it is given a reader and a picture; without one there is no button."""
    page.goto("kiem-tra/", wait_until="networkidle")
    assert page.get_by_role("button", name="Quét bằng máy ảnh").count() == 0
    page.add_init_script(
        f"""globalThis.asked = 0;
        globalThis.BarcodeDetector = class {{
          static async getSupportedFormats() {{ return ["qr_code"]; }}
          async detect() {{ return [{{rawValue: "HTTPS://NIEMYET.EXAMPLE/K/#{code.replace("-", "")}"}}]; }}
        }};
        Object.defineProperty(navigator, "mediaDevices", {{value: {{getUserMedia: async () => {{
          globalThis.asked += 1;
          const picture = document.createElement("canvas");
          setInterval(() => picture.getContext("2d").fillRect(0, 0, Math.random() * 9, 9), 20);
          return picture.captureStream();
        }}}}}});"""
    )
    page.reload(wait_until="networkidle")
    button = page.get_by_role("button", name="Quét bằng máy ảnh")
    assert page.evaluate("asked") == 0
    button.click()
    expect(page.locator("[data-check-verdict]")).to_contain_text("Tờ niêm yết này còn đúng.")
    assert page.evaluate("asked") == 1
    expect(page.locator("video")).to_be_hidden()


def test_without_script_the_page_says_how_to_compare(base_url: str, new_context: Callable[..., BrowserContext]) -> None:
    """No field that does nothing."""
    context = new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base_url}kiem-tra/")
    assert not page.get_by_label("Mã in trên tờ niêm yết").is_visible()
    assert "So bằng mắt" in page.locator("main").inner_text()
