"""Every kind of page is valid HTML according to the Nu checker.

`make test` installs the checker with npm, and Java, if it can; otherwise these tests are skipped with a message.
"""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import REPOSITORY, add_settings, some_of
from test_chronicle import build as build_with_history
from test_chronicle import commit, git
from test_site import PageReader, pages

NU = REPOSITORY / ".venv" / "nu" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
BRIEFLY = ("-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Java that does not spend, on learning to be fast, twice as long as the checker works; what it learns less takes more stack."""
needs_nu = pytest.mark.skipif(
    not NU.exists() or shutil.which("java") is None, reason="không có npm hoặc Java: bỏ qua phép thử HTML"
)

pytestmark = pytest.mark.usefixtures("frames_at_hand")
PROCEDURE = "catalogue/reference/procedures/ho-tich/1.001193.yaml"
COMMUNE = "catalogue/ha-noi/kim-lien/commune.yaml"
LATER = """
doubts:
  - {part: fees, text: Nguồn ghi hai mức, source_text: "5.000; 8.000"}
original:
  - {title: Trình tự, text: "Bước 1\\nBước 2"}
"""
REACHED = """  phone: (024) 3385.1234 – máy lẻ 2
  email: kimlien@hanoi.example
  location: {latitude: 21.0052, longitude: 105.8351}
"""
ARTICLE = """---
title: Bài có mọi thứ <b>
date: 2026-11-10
period: Năm 2017
lead: Đủ các kiểu viết.
author: Ban biên tập
topics: [thu-tuc-hanh-chinh]
images: [{file: anh-mau.png, alt: Ảnh mẫu, caption: Một ảnh, credit: Người chụp}]
---

# Đề mục to

## Giấy tờ

## Giấy tờ

Chữ **đậm** và [liên kết](/thu-tuc/1.001193/). <div>Khối</div> trong câu.

![Ảnh mẫu](anh-mau.png)

- Một

    Hai

    | Cột | Cột |
    |---|---|
    | <p>1 | 2 |

<p><ul><li>Ba</p></ul>

> Trích <h1 id="noi-dung">lời</h1>

<table><tr><td>Bảng<p>trong</table>
<img src="anh-mau.png" alt="Bảng niêm yết ở sảnh tiếp nhận">
"""

SETTINGS = """
edit: https://kho.example/{file}
report: https://kho.example/?a={address}&b=1
rating: https://tinh.example/r
colours: {main: "#0b4f9c"}
menu: [thu-tuc, {page: ha-noi, label: "Hà Nội & các xã"}, {url: "https://tinh.example/?a=1&b=2", label: Cổng của tỉnh}]
contact: {name: Sở mẫu, phone: 024 3385 1234, email: so@tinh.example, url: "https://tinh.example/?a=1&b=2"}
footer: {text: 'Lời <b> & "ở" chân trang'}
open_data: true
"""


def errors_of(site: Path) -> list[str]:
    """What the checker calls an error, one line each."""
    command = ["java", *BRIEFLY, "-jar", str(NU), "--errors-only", "--skip-non-html", str(site)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode in (0, 1), told.stderr
    return [line.replace(str(site), "") for line in (told.stdout + told.stderr).splitlines() if line]


@pytest.fixture
def varied(site_root: Path) -> Path:
    """A site that shows what the frozen catalogue has nothing of: a withdrawn and a repealed procedure, each kind
    of thing to come, an office that is reached in every way, an article with every kind of text, ratings, and changes."""
    add_settings(site_root, SETTINGS)
    git(site_root, "init", "-q")
    commit(site_root, "2026-10-01")
    commune = (site_root / COMMUNE).read_text("utf-8")
    commune = commune.replace('opens: "07:00"', 'opens: "07:15"').replace("office:\n", f"office:\n{REACHED}")
    (site_root / COMMUNE).write_text(commune, "utf-8")
    procedure = site_root / PROCEDURE
    text = procedure.read_text("utf-8")
    procedure.write_text(text + LATER, "utf-8")
    dated = "effective: {from: 2026-12-15}\n"
    procedure.with_name("1.001193@2026-12-15.yaml").write_text(text.replace("Đăng ký khai sinh", "Khai sinh") + dated, "utf-8")
    other = site_root / "catalogue/reference/procedures/cu-tru/1.004222.yaml"
    repealed = "repealed: {from: 2026-11-01, basis: 60/2014/QH13, replaced_by: 1.001193}\n"
    other.write_text(other.read_text("utf-8") + repealed, "utf-8")
    posting = site_root / "catalogue/ha-noi/thuong-tin/1.001193.yaml"
    posting.write_text(posting.read_text("utf-8") + 'withdrawn: {from: 2026-11-16, reason: "Chuyển <nơi> khác & xa"}\n', "utf-8")
    (site_root / "news/2026/du-cac-kieu.md").write_text(ARTICLE, "utf-8")
    commit(site_root, "2026-10-20")
    return site_root


MANY = 6
"""Pages in one folder are then of one kind, and differ in words."""


def keep_one_of_each(site: Path) -> None:
    """Takes away the postings of a procedure but one: they differ in words, and the checker takes its time.

    Outside a long run some procedures stand for the others, with their pages, postings and comparisons.
    """
    codes = sorted({page.parent.name for page in site.glob("*/*/[0-9].*/index.html")})
    kept, seen = {*some_of(codes, of=3)}, set()
    for page in sorted(site.glob("*/*/[0-9].*/index.html")):
        if page.parent.name in seen or page.parent.name not in kept:
            page.unlink()
        seen.add(page.parent.name)
    for folder in sorted(site.glob("thu-tuc/[0-9].*")):
        if folder.name not in kept:
            shutil.rmtree(folder)
    assert kept and kept <= seen
    for folder in [site, *(one for one in sorted(site.rglob("*")) if one.is_dir())]:
        alike = sorted(page.parent for page in folder.glob("*/index.html"))
        for other in {*alike}.difference(some_of(alike, of=3)) if len(alike) > MANY else ():
            (other / "index.html").unlink(missing_ok=True)


@needs_nu
def test_the_nu_checker_finds_no_error_in_the_frozen_site(frozen_site: Path, tmp_path: Path) -> None:
    shutil.copytree(frozen_site, tmp_path / "site")
    keep_one_of_each(tmp_path / "site")
    assert errors_of(tmp_path / "site") == []


@needs_nu
def test_the_nu_checker_finds_no_error_in_what_is_rare(varied: Path) -> None:
    site = build_with_history(varied, 20)
    assert "Ngừng niêm yết" in (site / "ha-noi/thuong-tin/1.001193/index.html").read_text("utf-8")
    assert "bị bãi bỏ" in (site / "thu-tuc/1.004222/index.html").read_text("utf-8")
    for alike in ("soan-thao", "van-hanh", "xa", "lam-o-dau", "huong-dan", "tro-nang"):  # the frozen site has the same
        shutil.rmtree(site / alike, ignore_errors=True)
    assert (site / "nhung/ha-noi/kim-lien/index.html").is_file() and (site / "theo-doi/ha-noi/index.html").is_file()
    assert "Ngày 20/10/2026" in (site / "thay-doi/index.html").read_text("utf-8")
    assert errors_of(site) == []


def broken_inside(page: Path) -> Iterator[str]:
    """Ids that stand twice, labels and references that name no element of the page."""
    elements = PageReader(page.read_text("utf-8")).elements
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    yield from (f"id {name}" for name in {name for name in ids if ids.count(name) > 1})
    for _, attributes in elements:
        for name in ("for", "aria-labelledby", "aria-controls", "aria-describedby"):
            yield from (f"{name} {target}" for target in (attributes.get(name) or "").split() if target not in ids)


def test_what_a_page_names_stands_in_it_once(varied: Path) -> None:
    """What the checker would say of ids and labels, where it is not at hand."""
    site = build_with_history(varied, 20)
    for page in pages(site):
        assert list(broken_inside(page)) == [], page
