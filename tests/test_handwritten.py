"""Hand-written pages (docs/) are untrusted content, never code."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import TODAY, some_of
from niemyet.building.checking import check_catalogue
from niemyet.catalogue.handwritten import check_docs
from niemyet.load.packaged import list_docs
from niemyet.mkdocs_plugin import make_frames
from niemyet.model.link_targets import is_target
from niemyet.model.settings import Home
from niemyet.render import addresses
from niemyet.render.handwritten import finish_page
from niemyet.render.markdown import clean_page, convert_page
from niemyet.validate.article_body import find_links
from niemyet.validate.rules.addresses import TAKEN
from niemyet.validate.site_pages import TAKEN_BELOW
from test_site import MKDOCS, PageReader, build, bytes_of, pages
from test_trust import ARTICLE_EVIL, EVIL_TEXT, _assert_harmless


@pytest.mark.slow("a build")
def test_markup_in_a_page_is_cleaned(site_root: Path) -> None:
    """Whatever stands in a page written by hand comes out as text or not at all, in its body and in its head."""
    quoted = json.dumps(EVIL_TEXT, ensure_ascii=False)
    front = f"---\ntitle: {quoted}\ndescription: {quoted}\nsection: '\"><b>'\n---\n"
    evils = [evil.replace("src=x", "src=phi-truoc.png").replace("(x)", "(phi-truoc.png)") for evil in ARTICLE_EVIL]
    for number, evil in enumerate(evils):
        (site_root / f"docs/trang-{number}.md").write_text(f"{front}\nTrước.\n\n{evil}\n\nSau.\n", "utf-8")
        (site_root / f"docs/de-{number}.md").write_text(f"# {evil}\n\nSau.\n", "utf-8")
    kept = [evil for evil in evils if all(is_target(link.target) for link in find_links(evil))]
    with (site_root / "docs/index.md").open("a", encoding="utf-8") as home:
        home.write(
            "\n\n".join(["", *kept, "{{ config }} {% include 'x' %} niemyet-mark-content-here", "## niemyet-mark-title-here"])
        )
    refused = {told.place.file for told in build(site_root).report.diagnostics if told.rule == "bad-link"}
    for file in refused:
        _assert_harmless(Path(file), clean_page(convert_page((site_root / file).read_text("utf-8").split("\n---\n")[-1], str)))
        (site_root / file).unlink()
    assert 0 < len(refused) < len(evils)
    assert build(site_root).report.errors == 0
    for page in pages(site_root / "site"):
        text = page.read_text("utf-8")
        _assert_harmless(page, text)
        assert "1337" not in text, page
        assert text.count("</title>") == 1, page
        assert text.count("<body") == 1, page
    home_text = (site_root / "site/index.html").read_text("utf-8")
    assert "{{ config }}" in home_text
    assert "niemyet&#45;mark-content-here" in home_text
    assert "niemyet&#45;mark-title-here" in home_text
    assert "niemyet-mark-" not in home_text
    for number in (number for number in range(len(evils)) if f"docs/trang-{number}.md" not in refused):
        elements = PageReader((site_root / f"site/trang-{number}/index.html").read_text("utf-8")).elements
        images = [attributes.get("src") or "" for tag, attributes in elements if tag == "img"]
        assert not any(":" in source or source.startswith("/") for source in images)


def _ids(page: Path) -> list[str]:
    return [attributes["id"] or "" for _, attributes in PageReader(page.read_text("utf-8")).elements if "id" in attributes]


@pytest.mark.slow("a build")
def test_a_page_keeps_what_it_may_have(site_root: Path) -> None:
    """Headings with their anchors, tables, examples with their language, pictures side by side. It takes the place of the
    program's page at the same address, and no heading that of another place on its page."""
    text = '## Mục một\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```yaml\na: "1"\n```\n\n<div class="pair">\n<figure>'
    text += (
        '<img src="phi-truoc.png" width="344" height="405" loading="lazy" alt="x"><figcaption>y</figcaption></figure>\n</div>\n'
    )
    page = site_root / "docs/soan-thao/viec-thuong-lam/them.md"
    page.parent.mkdir(parents=True)
    page.write_text(text, "utf-8")
    build(site_root)
    taken = _ids(site_root / "site/index.html")
    with (site_root / "docs/index.md").open("a", encoding="utf-8") as home:
        home.write("".join(f"\n\n## {name.replace('-', ' ')}\n" for name in taken))
    page.write_text(f"{text}\n## Nội dung\n\n## Trinh don\n\n## Nội dung\n", "utf-8")
    (site_root / "docs/soan-thao/ca-tinh.md").write_text("# Cả tỉnh, theo cách của tỉnh\n", "utf-8")
    build(site_root)
    made = (site_root / "site/soan-thao/viec-thuong-lam/them/index.html").read_text("utf-8")
    assert "theo cách của tỉnh" in (site_root / "site/soan-thao/ca-tinh/index.html").read_text("utf-8")
    for name in ("index.html", "soan-thao/viec-thuong-lam/them/index.html"):
        assert len(set(_ids(site_root / "site" / name))) == len(_ids(site_root / "site" / name)), name
    for kept in ('<h2 id="muc-mot">', "<td>2</td>", '<code class="language-yaml">a: "1"', '<div class="pair">', 'width="344"'):
        assert kept in made, kept


@pytest.mark.slow("a build")
@pytest.mark.parametrize(
    "template", some_of(["template: 404.html", "hide: [toc]", "links: <script src=x></script>", "author: x"], of=4)
)
@pytest.mark.parametrize("fence", ["---\n{}\n---\n", "{}\n\n", "---\n{}\n...\n---\n", "---   \n{}\n---\n"])
def test_no_other_entry_of_the_front_matter_reaches_mkdocs(template: str, fence: str, site_root: Path, tmp_path: Path) -> None:
    """However it is written: what the check does not take for an entry, MkDocs does not take for one either."""
    (site_root / "docs/trang.md").write_text(fence.format(template) + "# Trang của tôi\n\nChữ.\n", "utf-8")
    if check_docs(site_root):
        return
    make_frames(site_root / "mkdocs.yml", tmp_path / "frames")
    text = (tmp_path / "frames/trang/index.html").read_text("utf-8")
    assert "<script src=x" not in text
    assert 'content="x"' not in text
    assert "Trang của tôi" in text


HARM: dict[str, Callable[[Path], object]] = {
    "a link to the machine": lambda docs: (docs / "a.txt").symlink_to("/proc/self/environ"),
    "a page that is a link": lambda docs: (docs / "a.md").symlink_to("/etc/hostname"),
    "a folder that is a link": lambda docs: (docs / "them").symlink_to("/etc"),
    "a link to everything": lambda docs: (docs / "goc").symlink_to("/"),
    "a link within": lambda docs: (docs / "a.md").symlink_to("index.md"),
    "a program": lambda docs: (docs / "sw.js").write_text("alert(1)"),
    "a program of ours": lambda docs: _write(docs / "assets/niemyet.js", "alert(1)"),
    "a drawing": lambda docs: (docs / "a.svg").write_text("<svg onload='alert(1)'/>"),
    "a page of ours": lambda docs: (docs / "tim-kiem.md").write_text("# Tìm"),
    "a posting": lambda docs: _write(docs / "ha-noi/thuong-tin/1.001193/index.md", "# Giả"),
    "a posting that is not there": lambda docs: _write(docs / "ha-noi/thuong-tin/9.999999.md", "# Giả"),
    "a province that is not there yet": lambda docs: _write(docs / "kim-lien-ha-noi.svg", "x"),
    "a frame": lambda docs: (docs / "niemyet-frame-article.md").write_text("# Khung"),
    "a hidden file": lambda docs: (docs / ".htaccess").write_text("x"),
    "a false picture": lambda docs: (docs / "a.png").write_text("<script>alert(1)</script>"),
    "a twin": lambda docs: _write(docs / "huong-dan/index.md", "# Giả"),
    "a template": lambda docs: (docs / "a.md").write_text("---\ntemplate: x.html\n---\n# A"),
}


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


@pytest.mark.slow("a build")
@pytest.mark.parametrize("harm", some_of(HARM, of=3))
def test_harm_below_docs_is_an_error_and_changes_no_site(harm: str, site_root: Path) -> None:
    """It is told by the check, and neither the next build nor MkDocs publishes anything of it."""
    build(site_root)
    before = bytes_of(site_root / "site")
    HARM[harm](site_root / "docs")
    assert check_catalogue(site_root, TODAY).errors
    assert build(site_root).report.errors
    assert bytes_of(site_root / "site") == before


@pytest.mark.slow("a build")
def test_mkdocs_alone_refuses_the_same(site_root: Path) -> None:
    """`mkdocs build` does not follow a link before it has said so."""
    (site_root / "docs/a.txt").symlink_to("/proc/self/environ")
    (site_root / "docs/goc").symlink_to("/")
    run = subprocess.run(
        [*MKDOCS, "build", "--quiet"], cwd=site_root, env=os.environ, capture_output=True, text=True, check=False, timeout=60
    )
    assert run.returncode != 0
    assert not (site_root / "site").exists()


@pytest.mark.slow("a build")
def test_every_address_of_the_program_is_taken(site_root: Path, tmp_path: Path) -> None:
    """The first word of every address that a build makes without pages written by hand belongs to the program or a province.

    But for the pages that travel with the program, which a page of the same address covers.
    """
    shutil.rmtree(site_root / "docs")
    (site_root / "docs").mkdir()
    (site_root / "docs/index.md").write_text("# Trang\n", "utf-8")
    build(site_root)
    made = {path.name.split(".")[0] for path in (site_root / "site").iterdir()}
    covered = {re.split("[/.]", uri)[0] for uri, _ in list_docs()}
    assert {name.lower() for name in made - {"ha-noi"} - covered} <= TAKEN
    assert {address.rstrip("/") for address in addresses.GUIDE_PAGES.values()} == set(TAKEN_BELOW)


@pytest.mark.parametrize(
    ("path", "seen"),
    [("index.md", "./"), ("huong-dan.md", "../"), ("van-hanh/index.md", "../"), ("van-hanh/may-chu/index.md", "../../")],
)
def test_a_link_from_the_home_page_on_works_in_a_folder_of_a_host(path: str, seen: str) -> None:
    """`/kiem-tra/` is the page of this site, wherever the site lies; another host stays one."""
    html = '<p><a href="/kiem-tra/">Mã</a> <a href="/">Trang đầu</a> <a href="//tinh.example/">Tỉnh</a></p>'
    content = finish_page(path, {}, html, None, Home()).content
    assert f'href="{seen}kiem-tra/"' in content and f'href="{seen}"' in content
    assert 'href="/' not in content.replace('href="//tinh.example/"', "")
