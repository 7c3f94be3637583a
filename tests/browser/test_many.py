"""Many postings at once, in the form as it is built, sent to the tests' forge: from signing in to the proposal."""

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from browser.test_form import MODULES, known_names
from conftest import HERE
from forges.forge import Forge
from forges.repository import UPSTREAM
from forges.server import Forges, run_forges
from niemyet.editing.forge_settings import ForgeSettings
from niemyet.editing.form import NO_REPOSITORY, Site
from niemyet.editing.form_files import ADDRESS, FormKit, list_form_files, read_parser
from serving import serve

pytestmark = pytest.mark.skipif(not (MODULES / "yaml").exists(), reason="không có npm: bỏ qua biểu mẫu trong trình duyệt")
PLACE = "catalogue/ha-noi/thuong-tin"
ODD = {
    f"{PLACE}/9.000001.yaml": "posted: 2025-07-03\nwithdrawn: {since: 2026-01-01}\n",
    f"{PLACE}/9.000002.yaml": "posted: 2025-07-03\nchecked: 2099-01-01\n",
    f"{PLACE}/9.000003.yaml": "posted: [\n",
}
"""Posted no more, reviewed in the future, broken."""
POSTING = """\
decision: {number: 3200/QĐ-UBND, date: 2025-06-26, file: quyet-dinh.pdf}
posted: 2025-07-03  # hôm khai trương
checked: 2026-01-02
"""
MANY = 50


class Office(NamedTuple):
    """The page of a clerk who has signed in, and the forge behind it."""

    page: Page
    forge: Forge


@pytest.fixture(scope="module")
def forges(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forges]:
    """A commune with fifty postings more."""
    small = {file.relative_to(HERE / "small").as_posix(): file.read_bytes() for file in (HERE / "small").rglob("*.yaml")}
    more = {f"{PLACE}/3.{number:06}.yaml": POSTING for number in range(MANY)}
    with run_forges(tmp_path_factory.mktemp("forges"), {**small, **more, **ODD}) as running:
        yield running


@pytest.fixture
def office(forges: Forges, tmp_path: Path, browser: Browser) -> Iterator[Office]:
    """The form as the build writes it, on a phone, on a GitLab; nobody but the two is asked, and nothing is logged."""
    begun = forges.act({"do": "begin", "kind": "gitlab"})
    forge = ForgeSettings("gitlab", begun["site"], begun["api"], UPSTREAM, "main", "ma", None)
    kit = FormKit({}, read_parser(MODULES), Site("Niêm yết", "/"), NO_REPOSITORY, forge)
    for path, data in list_form_files(kit, known_names()).items():
        (tmp_path / ADDRESS / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / ADDRESS / path).write_bytes(data)
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/mark.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    wrong: list[str] = []
    with serve(tmp_path) as address, browser.new_context(locale="vi-VN", viewport={"width": 320, "height": 640}) as context:
        forges.act({"do": "client", "number": begun["number"], "client": "ma", "redirect": f"{address}quan-tri/"})
        page = context.new_page()
        known = (address, forges.address)
        page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith(known) else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda told: wrong.append(told.text) if told.type in ("error", "warning") else None)
        page.clock.set_fixed_time("2026-11-22T09:00:00+07:00")
        page.goto(f"{address}quan-tri/#/nhieu/ha-noi/thuong-tin")
        page.get_by_role("button", name="Đăng nhập bằng GitLab").click()
        expect(page.get_by_role("button", name="Chọn tất cả")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Nhiều bản cùng lúc")
        yield Office(page, forges.all[begun["number"]][1])
    assert not wrong


def changed(forge: Forge) -> dict[str, list[str]]:
    """The lines that differ in the one proposal, by file."""
    [proposal] = forge.state()["proposals"]
    told = {}
    for path, text in proposal["files"].items():
        blob = forge.repository.id_of("main", path)
        assert blob is not None
        lines = difflib.ndiff(forge.repository.text(blob).splitlines(), text.splitlines())
        told[path] = [line for line in lines if line[0] in "+-"]
    return told


def send(page: Page) -> None:
    """The second and the third click."""
    page.get_by_role("button", name="Xem lại thay đổi").click()
    page.get_by_role("button", name="Gửi để duyệt").click()
    expect(page.get_by_role("heading", name="Đã gửi")).to_be_visible()


def test_fifty_confirmations_take_three_clicks(office: Office) -> None:
    """One proposal, one line a file; what is withdrawn, broken or confirmed later stays as it is."""
    page, forge = office
    page.get_by_role("button", name="Chọn tất cả").click()
    send(page)
    lines = changed(forge)
    assert len(lines) == MANY + 2 and not set(ODD) & set(lines)
    assert all(told == ["- checked: 2026-01-02", "+ checked: 2026-11-22"] for path, told in lines.items() if "/3." in path)
    [proposal] = forge.state()["proposals"]
    assert proposal["commits"] == 1 and "22/11/2026" in proposal["body"]


def test_a_new_decision_for_those_that_are_ticked(office: Office) -> None:
    """Of those not reviewed since a day: as `niemyet repost` would write it; days are read as people write them."""
    page, forge = office
    page.get_by_label("Chỉ chọn bản chưa rà soát từ ngày").fill("1/2/2026")
    page.keyboard.press("Tab")
    expect(page.get_by_text(f"Đã chọn {MANY} trong {MANY + 3} bản.")).to_be_visible()
    page.get_by_label("Theo quyết định mới").check()
    page.get_by_role("button", name="Xem lại thay đổi").click()
    expect(page.get_by_role("alert")).to_contain_text("Còn thiếu: Số quyết định")
    for label, typed in (("Số quyết định", "4100/QĐ-UBND"), ("Ngày ký", "30/10/2026"), ("Ngày niêm yết", "3/11/2026")):
        page.get_by_label(label).fill(typed)
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    send(page)
    lines = changed(forge)
    assert len(lines) == MANY
    assert lines[f"{PLACE}/3.000000.yaml"] == [
        "- decision: {number: 3200/QĐ-UBND, date: 2025-06-26, file: quyet-dinh.pdf}",
        "+ decision: {number: 4100/QĐ-UBND, date: 2026-10-30}",
        "- posted: 2025-07-03  # hôm khai trương",
        "+ posted: 2026-11-03  # hôm khai trương",
        "- checked: 2026-01-02",
        "+ checked: 2026-11-03",
    ]


def test_another_counter_is_chosen_by_name(office: Office) -> None:
    """From those that the commune has; what says so already is no change."""
    page, forge = office
    page.get_by_role("checkbox", name="Đăng ký khai sinh").check()
    page.get_by_label("Đổi quầy").check()
    page.get_by_role("button", name="Xem lại thay đổi").click()
    expect(page.get_by_role("alert")).to_contain_text("Không bản nào")
    page.get_by_label("Quầy", exact=True).select_option("Quầy số 3")
    send(page)
    assert changed(forge) == {f"{PLACE}/1.001193.yaml": ["- counter: Quầy số 1", "+ counter: Quầy số 3"]}
