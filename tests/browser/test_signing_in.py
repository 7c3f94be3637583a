"""Signing in at a forge in Chromium: the form's modules on a page with its content policy, the forge on another origin."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, expect

from conftest import REPOSITORY
from forges.repository import UPSTREAM
from forges.server import Forges, run_forges
from serving import serve

ROOM = REPOSITORY / "generator/niemyet/editing/records_form"
PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; script-src 'self'; connect-src 'self' {forge}; form-action 'none'">
<title>Thử</title><main></main><script type="module" src="thu.js"></script></html>"""
SCRIPT = """import {{ connect }} from "./forges.js";
const forge = await connect({settings});
document.title = (await forge.user()).name;
window.again = async () => Promise.all([forge.user(), forge.list("catalogue/ha-noi")]);
"""


class Signing(NamedTuple):
    """A page that signs in, and the forge."""

    folder: Path
    address: str
    forges: Forges

    def begin(self, kind: str, client: str | None) -> str:
        """Lets the page sign in at a new forge; gives the forge's number."""
        begun = self.forges.act({"do": "begin", "kind": kind})
        if client:
            self.forges.act({"do": "client", "number": begun["number"], "client": client, "redirect": f"{self.address}quan-tri/"})
        about = {"kind": kind, "site": begun["site"], "api": begun["api"], "repository": UPSTREAM, "branch": "main"}
        settings = json.dumps(about | {"client": client, "relay": None})
        (self.folder / "quan-tri/thu.js").write_text(SCRIPT.format(settings=settings), "utf-8")
        return str(begun["number"])


@pytest.fixture
def signing(tmp_path: Path) -> Iterator[Signing]:
    folder = tmp_path / "site"
    shutil.copytree(ROOM, folder / "quan-tri")
    with (
        run_forges(tmp_path / "forges", {"catalogue/ha-noi/province.yaml": "name: Hà Nội\n"}) as forges,
        serve(folder) as address,
    ):
        (folder / "quan-tri/index.html").write_text(PAGE.format(forge=forges.address), "utf-8")
        yield Signing(folder, address, forges)


def test_one_signs_in_there_and_comes_back(signing: Signing, browser: Browser) -> None:
    """The address is clean, the token is in this tab alone, and a reloaded page asks for nothing."""
    signing.begin("gitlab", "ma-cua-trang")
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{signing.address}quan-tri/#/noi/ha-noi")
    page.get_by_role("button", name="Đăng nhập bằng GitLab").click()
    expect(page).to_have_title("Nguyễn Thị Lan")
    assert page.url == f"{signing.address}quan-tri/#/noi/ha-noi"
    page.reload()
    expect(page).to_have_title("Nguyễn Thị Lan")
    assert page.evaluate("localStorage.length") == 0 and page.evaluate("document.cookie") == ""
    other = context.new_page()
    other.goto(f"{signing.address}quan-tri/")
    expect(other.get_by_role("button", name="Đăng nhập bằng GitLab")).to_be_visible()
    context.close()


def test_a_token_is_pasted_by_keyboard(signing: Signing, browser: Browser) -> None:
    """Every step stands there; a wrong token is refused in words and forgotten, the field is no text to read."""
    signing.begin("github", None)
    page = browser.new_page()
    page.goto(f"{signing.address}quan-tri/")
    expect(page.get_by_role("listitem")).to_have_count(7)
    field = page.get_by_label("Mã truy cập")
    assert field.get_attribute("type") == "password"
    field.fill("github_pat_sai")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("không nhận mã này")
    assert page.evaluate("sessionStorage.length") == 0
    expect(field).to_have_value("")
    field.fill("  token-lan ")
    field.press("Enter")
    expect(page).to_have_title("Nguyễn Thị Lan")
    expect(page.get_by_role("heading")).to_have_count(0)
    page.close()


def test_a_token_that_runs_out_is_asked_for_again(signing: Signing, browser: Browser) -> None:
    """Once, however much was asked meanwhile; and what was asked is done then."""
    number = signing.begin("github", None)
    page = browser.new_page()
    page.goto(f"{signing.address}quan-tri/")
    page.get_by_label("Mã truy cập").fill("token-lan")
    page.keyboard.press("Enter")
    expect(page).to_have_title("Nguyễn Thị Lan")
    signing.forges.act({"do": "forget", "number": number})
    page.evaluate("() => { window.again().then(([, files]) => { document.title = files[0].path; }); }")
    expect(page.get_by_role("alert")).to_contain_text("đã hết hạn")
    expect(page.get_by_label("Mã truy cập")).to_have_count(1)
    page.get_by_label("Mã truy cập").fill("another")
    page.keyboard.press("Enter")
    expect(page).to_have_title("catalogue/ha-noi/province.yaml")
    page.close()


def test_who_says_no_at_the_forge_is_told_so(signing: Signing, browser: Browser) -> None:
    """And may try again at once."""
    signing.begin("gitlab", "ma-cua-trang")
    page = browser.new_page()
    page.goto(f"{signing.address}quan-tri/?state=of-somebody-else&code=stolen")
    expect(page.get_by_role("alert")).to_contain_text("không khớp với cửa sổ này")
    expect(page.get_by_role("button", name="Đăng nhập bằng GitLab")).to_be_visible()
    assert page.url == f"{signing.address}quan-tri/"
    page.close()
