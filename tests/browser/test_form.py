"""The forms under /quan-tri/ in a Vietnamese browser: records by keyboard and on a phone, articles on a local repository."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Dialog, FilePayload, Locator, Page, Route, expect
from typer.testing import CliRunner

from browser.conftest import BUILT_FOR
from conftest import HERE, REPOSITORY, is_long
from forges.forge import Forge
from forges.server import run_forges
from niemyet.catalogue.selection import select_communes
from niemyet.cli import app
from niemyet.editing.forge_settings import ForgeSettings
from niemyet.editing.form import NO_REPOSITORY, Site
from niemyet.editing.form_files import ADDRESS, FormKit, list_article_files, list_form_files, read_package, read_parser
from niemyet.editing.record_names import KnownNames
from niemyet.model.places import name_unit
from serving import serve

MODULES = REPOSITORY / ".venv" / "form" / "node_modules"
pytestmark = pytest.mark.skipif(not (MODULES / "yaml").exists(), reason="không có npm: bỏ qua biểu mẫu trong trình duyệt")
SMALL = HERE / "small"
OVERLAY, COMMUNE = "catalogue/ha-noi/1.001193.yaml", "catalogue/ha-noi/thuong-tin/commune.yaml"
POSTING, MISSING = "catalogue/ha-noi/thuong-tin/1.001193.yaml", "catalogue/ha-noi/thuong-tin/1.004222.yaml"


def known_names() -> KnownNames:
    """The names that the small catalogue gives to the form."""
    _, reference, communes = select_communes(SMALL, "", BUILT_FOR)
    provinces = {path: name_unit(one.province) for path, one in reference.provinces.items()}
    named = {one.path: name_unit(one.commune) for one in communes}
    return KnownNames(reference.fields, reference.documents, reference.procedures, reference.procedure_files, provinces, named)


@pytest.fixture(scope="module")
def forge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forge]:
    """The tests' own forge with the small catalogue, one posting missing."""
    files = {path: text for path, text in texts_of(SMALL).items() if path != MISSING}
    with run_forges(tmp_path_factory.mktemp("forges"), files) as forges:
        yield forges.all[forges.begin("gitlab")][1]


@pytest.fixture(scope="module")
def room(forge: Forge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files under /quan-tri/ for the small catalogue, as a build writes them; no other page."""
    folder, known = tmp_path_factory.mktemp("form"), known_names()
    settings = ForgeSettings("gitlab", forge.address, f"{forge.address}/api", "phu-trach/kho", "main", None, None)
    cms, parser = read_package(MODULES / "@sveltia" / "cms"), read_parser(MODULES)
    kit = FormKit(cms, parser, Site("Niêm yết", "/"), NO_REPOSITORY, settings)
    for path, data in {**list_form_files(kit, known), **list_article_files(kit, known)}.items():
        (folder / ADDRESS / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / ADDRESS / path).write_bytes(data)
    (folder / "assets").mkdir()
    (folder / "assets/mark.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    return folder


@pytest.fixture(scope="module")
def address(room: Path) -> Iterator[str]:
    """Where they are served."""
    with serve(room) as address:
        yield address


def texts_of(root: Path) -> dict[str, str]:
    """The records of a catalogue, by path."""
    return {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in root.rglob("*.yaml")}


SIZES = {"phone": (320, 640), "desk": (1024, 768)}


@pytest.fixture(params=SIZES if is_long() else ["phone"])
def form(request: pytest.FixtureRequest, address: str, forge: Forge, browser: Browser) -> Iterator[Page]:
    """The form for records, signed in. No stranger is asked, no policy broken."""

    def refused(told: ConsoleMessage) -> bool:
        """Whether it is an answer of the forge, which the form tells in its own words."""
        return told.location["url"].startswith(forge.address)

    width, height = SIZES[request.param]
    wrong: list[str] = []
    with browser.new_context(locale="vi-VN", base_url=address, viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith((address, forge.address)) else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console", lambda told: wrong.append(told.text) if told.type in ("error", "warning") and not refused(told) else None
        )
        kept = json.dumps({"api": f"{forge.address}/api", "access": "token-lan", "refresh": None})
        page.add_init_script(f"sessionStorage.setItem('niemyet.kho', {json.dumps(kept)})")
        page.goto("quan-tri/")
        yield page
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "wider than the screen"
    assert not wrong


def look(page: Page) -> None:
    """Nothing that axe knows keeps anybody out."""
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()


def open_place(page: Page, typed: str, name: str) -> None:
    """Chooses a place by what a person types."""
    page.get_by_role("combobox", name="Xã, phường hoặc tỉnh").click()
    page.keyboard.type(typed)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def open_file(page: Page, name: str) -> None:
    link = page.get_by_role("link", name=name).first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Xem lại thay đổi")).to_be_visible()


def write(page: Page, field: Locator, typed: str) -> None:
    """By keyboard, instead of what stands there; and on to the next field."""
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(typed)
    page.keyboard.press("Tab")


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).focus()
    page.keyboard.press("Enter")


def send(page: Page, forge: Forge) -> dict[str, str]:
    """Looks at the difference and sends it; gives the changed files of the proposal, by path."""
    press(page, "Xem lại thay đổi")
    expect(page.get_by_role("heading", name="Xem lại và gửi")).to_be_visible()
    look(page)
    press(page, "Gửi để duyệt")
    expect(page.get_by_role("heading", name="Đã gửi")).to_be_visible()
    files: dict[str, str] = forge.state()["proposals"][-1]["files"]
    return files


def check(root: Path, files: dict[str, str]) -> None:
    """What was sent passes the check."""
    for path, text in files.items():
        (root / path).write_text(text, "utf-8")
    result = CliRunner().invoke(app, ["check", "--root", str(root), "--as-of", BUILT_FOR.isoformat()])
    assert result.exit_code == 0, result.output


def test_a_fee_is_changed_by_keyboard(form: Page, forge: Forge, small: Path) -> None:
    """What is no sum is refused with a sentence and keeps all from being sent; 20.000 is understood, and one line differs."""
    look(form)
    open_place(form, "thanh pho ha noi", "Thành phố Hà Nội")
    look(form)
    open_file(form, "Đăng ký khai sinh")
    amount = form.get_by_label("Số tiền").first
    write(form, amount, "hai mươi")
    expect(form.get_by_text("không đọc được số tiền 'hai mươi'").first).to_be_visible()
    press(form, "Xem lại thay đổi")
    expect(form.get_by_text("Còn 1 chỗ phải sửa trước khi gửi")).to_be_visible()
    look(form)
    write(form, amount, "20.000")
    expect(form.get_by_text("20.000 đồng")).to_be_visible()
    expect(amount).not_to_have_attribute("aria-invalid", "true")
    files = send(form, forge)
    assert files == {OVERLAY: texts_of(SMALL)[OVERLAY].replace("amount: 5000", "amount: 20000")}
    check(small, files)


def test_the_hours_of_tet_are_entered(form: Page, forge: Forge, small: Path) -> None:
    """A day off and a day with two halves, as people write hours; kept on the device when the page is closed in between."""
    open_place(form, "thuong tin", "Xã Thường Tín, thành phố Hà Nội")
    open_file(form, "Thông tin của xã")
    add = "Thêm: ngày làm việc khác"
    press(form, add)
    write(form, form.locator(":focus"), "8/2/2027")
    write(form, form.get_by_label("Lý do").first, "Nghỉ Tết Nguyên đán")
    form.reload()
    expect(form.get_by_label("Lý do").first).to_have_value("Nghỉ Tết Nguyên đán")
    press(form, add)
    write(form, form.locator(":focus"), "15/2/2027")
    write(form, form.get_by_label("Lý do").nth(1), "Ngày làm việc đầu năm")
    write(form, form.get_by_label("Giờ mở cửa").last, "8h-11h30; 13h30-16h")
    look(form)
    files = send(form, forge)
    added = (
        "  exceptions:\n    - date: 2027-02-08\n      reason: Nghỉ Tết Nguyên đán\n"
        '    - date: 2027-02-15\n      opens: "08:00"\n      closes: "11:30"\n      reason: Ngày làm việc đầu năm\n'
        '    - date: 2027-02-15\n      opens: "13:30"\n      closes: "16:00"\n      reason: Ngày làm việc đầu năm\n'
    )
    assert files[COMMUNE].replace(added, "", 1) == texts_of(SMALL)[COMMUNE]
    check(small, files)


def test_a_procedure_is_posted_besides(form: Page, forge: Forge, small: Path) -> None:
    """Chosen by its name; the counter for its field of work stands there already, the number of the decision is mended."""
    open_place(form, "thuong tin", "Xã Thường Tín, thành phố Hà Nội")
    form.get_by_role("combobox", name="Niêm yết thêm một thủ tục").focus()
    form.keyboard.type("thuong tru")
    form.keyboard.press("Enter")
    write(form, form.get_by_label("Số, ký hiệu"), "số 3200/qd-ubnd")
    write(form, form.get_by_label("Ngày ký"), "26/6/2025")
    press(form, "Xem lại thay đổi")
    expect(form.get_by_text("thiếu mục “Ngày niêm yết”").first).to_be_visible()
    write(form, form.get_by_label("Ngày niêm yết"), "20/6/2025")
    expect(form.get_by_text("ngày niêm yết 20/06/2025 trước ngày ký quyết định công bố 26/06/2025").first).to_be_visible()
    write(form, form.get_by_label("Ngày niêm yết"), "3/7/2025")
    files = send(form, forge)
    decision = "decision:\n  number: 3200/QĐ-UBND\n  date: 2025-06-26\n"
    assert files == {MISSING: f'code: "1.004222"\n{decision}posted: 2025-07-03\ncounter: Quầy số 3\n'}
    check(small, files)


def test_what_another_changed_meanwhile_is_seen(form: Page, forge: Forge) -> None:
    """One's own change is put on the new text; nothing of the other's is lost."""
    open_place(form, "thuong tin", "Xã Thường Tín, thành phố Hà Nội")
    open_file(form, "Đăng ký khai sinh")
    write(form, form.get_by_label("Ngày rà soát"), "20/11/2026")
    changed = texts_of(SMALL)[POSTING].replace("Quầy số 1", "Quầy số 3")
    forge.edit(POSTING, changed)
    press(form, "Xem lại thay đổi")
    press(form, "Gửi để duyệt")
    expect(form.get_by_text("đã có người khác sửa").first).to_be_visible()
    form.get_by_role("link", name="Sửa tiếp").click()
    expect(form.get_by_text("Thay đổi của mình đã được đặt lên bản mới").first).to_be_visible()
    expect(form.get_by_label("Quầy")).to_have_value("Quầy số 3")
    (text,) = send(form, forge).values()
    assert "checked: 2026-11-20\n" in text and "counter: Quầy số 3\n" in text
    forge.edit(POSTING, texts_of(SMALL)[POSTING])


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
def articles(address: str, browser: Browser, small: Path) -> Iterator[Page]:
    """The form for articles with the catalogue open. A question to anybody else is refused and fails the test."""
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
        page.goto("quan-tri/tin-bai/", wait_until="networkidle")
        page.evaluate("files => window.fill(files)", texts_of(small))
        page.get_by_role("button", name="Làm việc với kho").click()
        expect(page.get_by_text("Tin cải cách hành chính").first).to_be_visible()
        yield page
    assert not strangers
    assert not wrong
    assert sum(url.endswith("vi.json") for url in asked) == 1


def part(page: Page, path: str) -> Locator:
    """The field of a key."""
    return page.locator(f'[data-key-path="{path}"]')


def save(page: Page) -> None:
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page).to_have_url(re.compile("#/collections/[a-z-]+$"))  # the list, where one comes when all is written


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


def test_an_article_gets_an_address_without_marks(articles: Page, small: Path) -> None:
    """Made of its title; where that cannot be, the form says why, and what it saves, with its picture, passes the check."""
    articles.goto("quan-tri/tin-bai/#/collections/tin-tuc/new")
    articles.get_by_role("button", name="Lưu", exact=True).click()
    expect(articles.get_by_role("button", name="Xem chỗ lỗi")).to_be_visible()  # the package itself says it in English
    title = part(articles, "title").get_by_role("textbox")
    title.fill("Đông Anh trả 3.000 hồ sơ")
    part(articles, "date").locator("input").fill("2026-11-20")
    part(articles, "lead").get_by_role("textbox").fill("Trả đúng hạn.")
    part(articles, "author").get_by_role("textbox").fill("Ban biên tập")
    part(articles, "topics").get_by_role("combobox").click()
    articles.get_by_role("option", name="Cải cách thủ tục hành chính").click()
    articles.mouse.move(500, 500)
    while not articles.locator("[contenteditable=true]").count():  # a field is made when one comes near it
        articles.mouse.wheel(0, 300)
        articles.wait_for_timeout(100)
    articles.locator("[contenteditable=true]").click()
    articles.keyboard.type("Đoạn một.\nĐoạn hai.")
    images, picture = part(articles, "images"), (SMALL / "news/2026/anh-mau.png").read_bytes()
    images.get_by_role("button", name="Thêm").click()
    chosen = FilePayload(name="Bảng niêm yết.png", mimeType="image/png", buffer=picture)
    images.locator("input[type=file]").first.set_input_files([chosen])
    part(articles, "images.0.alt").get_by_role("textbox").fill("Bảng niêm yết ở sảnh.")
    part(articles, "images.0.caption").get_by_role("textbox").fill("Bảng niêm yết ở sảnh, tháng 11/2026.")
    part(articles, "images.0.credit").get_by_role("textbox").fill("Ảnh mẫu")
    assert "bỏ dấu chấm" in refuse(articles)
    title.scroll_into_view_if_needed()
    title.fill("Đông Anh trả ba nghìn hồ sơ")
    save(articles)
    path = "news/2026/dong-anh-tra-ba-nghin-ho-so.md"
    saved = articles.evaluate("window.readAll()")
    text = saved[path]
    assert [name for name in saved if name.endswith(".png")] == ["news/2026/bang-niem-yet.png"]
    (small / "news/2026/bang-niem-yet.png").write_bytes(picture + b" ")  # no picture stands there twice
    assert text.endswith("---\n\nĐoạn một.\n\nĐoạn hai.\n")
    (small / path).write_text(text, "utf-8")
    result = CliRunner().invoke(app, ["check", "--root", str(small), "--as-of", BUILT_FOR.isoformat()])
    assert result.exit_code == 0, result.output
