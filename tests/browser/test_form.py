"""The form in a Vietnamese browser without network access, on a local repository."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, Route, expect
from typer.testing import CliRunner

from browser.conftest import BUILT_FOR
from conftest import REPOSITORY
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.cli import app
from niemyet.editing.form import NO_REPOSITORY, Site
from niemyet.editing.form_files import FormKit, read_package
from serving import serve

PACKAGE = REPOSITORY / ".venv" / "form" / "node_modules" / "@sveltia" / "cms"
pytestmark = pytest.mark.skipif(not PACKAGE.exists(), reason="không có npm: bỏ qua biểu mẫu trong trình duyệt")
MISSING = "catalogue/ha-noi/kim-lien/1.001193.yaml"
"""What a commune has yet to post."""
FOLDER_PICKED = """
window.showDirectoryPicker = () => navigator.storage.getDirectory();
window.fill = async files => {
  const root = await navigator.storage.getDirectory();
  await root.getDirectoryHandle(".git", { create: true });
  for (const [path, text] of Object.entries(files)) {
    let folder = root;
    const names = path.split("/"), file = names.pop();
    for (const name of names) folder = await folder.getDirectoryHandle(name, { create: true });
    const stream = await (await folder.getFileHandle(file, { create: true })).createWritable();
    await stream.write(text);
    await stream.close();
  }
};
window.readAll = async () => {
  const found = {};
  const walk = async (folder, above) => {
    for await (const [name, item] of folder.entries()) {
      if (item.kind === "directory") await walk(item, `${above}${name}/`);
      else found[above + name] = await (await item.getFile()).text();
    }
  };
  await walk(await navigator.storage.getDirectory(), "");
  return found;
};
"""
"""Instead of the dialog in which a person picks the folder of the repository: the browser's own, private folder."""


@pytest.fixture
def address(site_root: Path, tmp_path: Path) -> Iterator[str]:
    """The small catalogue's site with its form, served. What the province sets names its code: the form lists no other files."""
    overlay = site_root / "catalogue/ha-noi/1.001193.yaml"
    overlay.write_text(f'code: "1.001193"\n{overlay.read_text("utf-8")}', "utf-8")
    kit = FormKit(read_package(PACKAGE), Site("Niêm yết", "/"), NO_REPOSITORY)
    order = BuildRequest(site_root, BUILT_FOR, begin_known_frames(site_root / "mkdocs.yml"), form=kit)
    assert not build_site(order, tmp_path / "site").report.errors
    with serve(tmp_path / "site") as address:
        yield address


@pytest.fixture
def form(address: str, browser: Browser, site_root: Path) -> Iterator[Page]:
    """The form with the catalogue open, one posting missing in it. A question to anybody else is refused and fails the test."""
    strangers: list[str] = []
    wrong: list[str] = []
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if route.request.url.startswith((address, "blob:", "data:")):
            route.continue_()
        else:
            strangers.append(route.request.url)
            route.abort()

    with browser.new_context(locale="vi-VN", base_url=address) as context:
        context.route("**/*", answer)
        page = context.new_page()
        page.on("console", lambda told: wrong.append(told.text) if "Content Security Policy" in told.text else None)
        page.add_init_script(FOLDER_PICKED)
        page.goto("quan-tri/", wait_until="networkidle")
        (site_root / MISSING).unlink()
        texts = {f.relative_to(site_root).as_posix(): f.read_text("utf-8") for f in site_root.rglob("*.yaml")}
        page.evaluate("files => window.fill(files)", texts)
        page.get_by_role("button", name="Làm việc với kho").click()
        expect(page.get_by_text("Xã Thường Tín").first).to_be_visible()
        yield page
    assert not strangers
    assert not wrong
    assert sum(url.endswith("vi.json") for url in asked) == 1


def part(page: Page, path: str) -> Locator:
    """The field of a key."""
    return page.locator(f'[data-key-path="{path}"]')


def add(page: Page, path: str) -> Locator:
    """The first item of a list, by key: fields are made as one scrolls to them, and those below move from under a mouse."""
    part(page, path).get_by_role("button", name="Thêm").press("Enter")
    return part(page, f"{path}.0").get_by_role("textbox")


def save(page: Page) -> None:
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page).to_have_url(re.compile("#/collections/[a-z-]+$"))  # the list, where one comes when all is written


def write_posting(page: Page) -> None:
    """A new posting with a promise and a note, as a clerk would fill it in."""
    page.goto("quan-tri/#/collections/ha-noi--kim-lien/new")
    part(page, "code").get_by_role("combobox").click()
    page.get_by_role("option").filter(has_text="Đăng ký khai sinh").click()
    part(page, "decision.number").get_by_role("textbox").fill("3200/QĐ-UBND")
    part(page, "decision.date").locator("input").fill("2025-06-26")
    part(page, "posted").locator("input").fill("2025-07-03")
    part(page, "counter").get_by_role("textbox").fill("Quầy số 1")
    add(page, "notes").fill("Thứ bảy: làm việc buổi sáng, có người hướng dẫn.")
    save(page)


def test_what_the_form_writes_passes_the_check(form: Page, site_root: Path) -> None:
    """A posting that was made and one that was edited: written as the files of a colleague are, all else as it was."""
    made, edited = MISSING, "catalogue/ha-noi/thuong-tin/1.001193.yaml"
    before = form.evaluate("window.readAll()")
    write_posting(form)
    form.goto("quan-tri/#/collections/ha-noi--thuong-tin/entries/1.001193")
    part(form, "checked").locator("input").fill("2026-11-21")
    save(form)
    after = form.evaluate("window.readAll()")
    assert {path for path in after if before.get(path) != after[path]} == {made, edited}
    assert set(after) == {*before, made}
    assert after[made] == (
        'code: "1.001193"\ndecision:\n  number: "3200/QĐ-UBND"\n  date: "2025-06-26"\nposted: "2025-07-03"\n'
        'counter: "Quầy số 1"\nnotes:\n  - "Thứ bảy: làm việc buổi sáng, có người hướng dẫn."\n'
    )
    assert 'checked: "2026-11-21"\ncounter: "Quầy số 1"\ndeadlines:\n  - same_day_until: "16:00"\n' in after[edited]
    for path in (made, edited):
        (site_root / path).write_text(after[path], "utf-8")
    result = CliRunner().invoke(app, ["check", "--root", str(site_root), "--as-of", BUILT_FOR.isoformat()])
    assert result.exit_code == 0, result.output


def test_a_case_written_once_or_as_a_list_stays(form: Page) -> None:
    """What a form shows it gives back: one case without brackets, and several."""
    path = "catalogue/ha-noi/1.001193.yaml"
    form.goto("quan-tri/#/collections/ha-noi/entries/1.001193")
    add(form, "notes").fill("Một lưu ý.")
    save(form)
    written = form.evaluate("window.readAll()")[path]
    assert 'case:\n      - "late"\n' in written
    assert written.endswith('notes:\n  - "Một lưu ý."\n')


def reach(page: Page, path: str, role: Literal["textbox", "checkbox"] = "textbox") -> Locator:
    """What takes the value of a field far down: a field is made when one comes near it."""
    found = part(page, path).get_by_role(role)
    page.mouse.move(500, 500)
    for _ in range(50):
        if found.count():
            break
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(100)
    return found


def test_an_amount_that_is_not_digits_only_is_refused(form: Page) -> None:
    """With a message; the field keeps what was typed, and nothing is written."""
    before = form.evaluate("window.readAll()")
    form.goto("quan-tri/#/collections/ha-noi/entries/1.001193")
    amount = reach(form, "fees.0.amount")
    for typed in ("20.000", "20,000", "20 000", "20k", "-5", "20000đ", "0.5", "hai mươi nghìn", "+5", "2e4"):
        amount.fill(typed)
        form.get_by_role("button", name="Lưu", exact=True).click()
        expect(part(form, "fees.0.amount")).to_contain_text("Chỉ viết chữ số")
        expect(amount).to_have_value(typed)
    assert form.evaluate("window.readAll()") == before


def test_an_amount_of_digits_is_written_as_a_number(form: Page) -> None:
    """And numbers that nobody touched stay as they were, whether or not their fields were ever made."""
    path = "catalogue/ha-noi/1.001193.yaml"
    form.goto("quan-tri/#/collections/ha-noi/entries/1.001193")
    reach(form, "fees.0.amount").fill(" 20000 ")
    save(form)
    assert "\n    amount: 20000\n" in form.evaluate("window.readAll()")[path]
    edited = "catalogue/ha-noi/kim-lien/1.004222.yaml"
    form.goto("quan-tri/#/collections/ha-noi--kim-lien/entries/1.004222")
    part(form, "checked").locator("input").fill("2026-11-21")
    save(form)
    assert "\n  - amount: 5\n" in form.evaluate("window.readAll()")[edited]


def test_a_point_on_the_map_keeps_its_decimals(form: Page) -> None:
    """A comma is refused, a point is written as a number."""
    path = "catalogue/ha-noi/thuong-tin/commune.yaml"
    form.goto("quan-tri/#/collections/xa-phuong/entries/ha-noi--thuong-tin")
    reach(form, "office.location", "checkbox").press("Space")
    latitude, longitude = (reach(form, f"office.location.{name}") for name in ("latitude", "longitude"))
    latitude.fill("20,87")
    longitude.fill("105.86")
    form.get_by_role("button", name="Lưu", exact=True).click()
    expect(part(form, "office.location.latitude")).to_contain_text("phần lẻ sau dấu chấm")
    latitude.fill("20.87")
    save(form)
    assert "  location:\n    latitude: 20.87\n    longitude: 105.86\n" in form.evaluate("window.readAll()")[path]


def refuse(page: Page) -> str:
    """Tries to save, closes what the form says of it, and gives what we say."""
    told: list[str] = []

    def accept(dialog: Dialog) -> None:
        told.append(dialog.message)
        dialog.accept()

    page.once("dialog", accept)
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("button", name="Đồng ý").click()
    return told[0]


def test_a_posting_without_a_procedure_is_not_saved(form: Page) -> None:
    """Its file would have a name that nobody can find; the form says what to choose."""
    before = form.evaluate("window.readAll()")
    form.goto("quan-tri/#/collections/ha-noi--kim-lien/new")
    part(form, "decision.number").get_by_role("textbox").fill("3200/QĐ-UBND")
    part(form, "posted").locator("input").fill("2025-07-03")
    assert refuse(form) == "Chưa lưu: hãy chọn thủ tục, vì tên tệp là mã thủ tục."
    assert form.evaluate("window.readAll()") == before


def test_an_article_gets_an_address_without_marks(form: Page, site_root: Path) -> None:
    """Made of its title; where that cannot be, the form says why, and what it saves passes the check."""
    form.goto("quan-tri/#/collections/tin-tuc/new")
    title = part(form, "title").get_by_role("textbox")
    title.fill("Đông Anh trả 3.000 hồ sơ")
    part(form, "date").locator("input").fill("2026-11-20")
    part(form, "lead").get_by_role("textbox").fill("Trả đúng hạn.")
    part(form, "author").get_by_role("textbox").fill("Ban biên tập")
    part(form, "topics").get_by_role("combobox").click()
    form.get_by_role("option", name="Cải cách thủ tục hành chính").click()
    form.mouse.move(500, 500)
    while not form.locator("[contenteditable=true]").count():  # a field is made when one comes near it
        form.mouse.wheel(0, 300)
        form.wait_for_timeout(100)
    form.locator("[contenteditable=true]").click()
    form.keyboard.type("Đoạn một.\nĐoạn hai.")
    assert "bỏ dấu chấm" in refuse(form)
    title.scroll_into_view_if_needed()
    title.fill("Đông Anh trả ba nghìn hồ sơ")
    save(form)
    path = "news/2026/dong-anh-tra-ba-nghin-ho-so.md"
    text = form.evaluate("window.readAll()")[path]
    assert text.endswith("---\n\nĐoạn một.\n\nĐoạn hai.\n")
    (site_root / path).write_text(text, "utf-8")
    result = CliRunner().invoke(app, ["check", "--root", str(site_root), "--as-of", BUILT_FOR.isoformat()])
    assert result.exit_code == 0, result.output
