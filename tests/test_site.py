"""The built site, read back: complete, without broken links, and the same however it is built."""

import gzip
import html
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import urlopen

import pytest

from conftest import TODAY, add_settings, some_of
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, BuildResult, build_site
from niemyet.model.data_parts import DATA_PARTS
from niemyet.render.frame_sources import LOST
from serving import serve

TEXTS = (".html", ".json", ".csv", ".xml", ".ics", ".txt", ".md", ".yaml")
MKDOCS = [sys.executable, "-m", "mkdocs"]


def build(root: Path, site: Path | None = None) -> BuildResult:
    """Builds the project at `root` into `site`, by default beside mkdocs.yml."""
    return build_site(BuildRequest(root, TODAY, begin_known_frames(root / "mkdocs.yml")), site or root / "site")


class PageReader(HTMLParser):
    """What the tests look at in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def links(self) -> Iterator[str]:
        for tag, attributes in self.elements:
            for name in ("href", "src", "action"):
                value = attributes.get(name)
                if value and not (tag == "link" and attributes.get("rel") == "canonical"):
                    yield value


def read_anew(page: Path) -> PageReader:
    return PageReader(page.read_text("utf-8"))


@cache
def read_page(page: Path) -> PageReader:
    """A page of a site that stays as it is."""
    return read_anew(page)


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


@pytest.fixture(scope="module")
def real_site(frozen_site: Path) -> Path:
    """The frozen catalogue, built."""
    return frozen_site


def bytes_of(site: Path) -> dict[str, bytes]:
    """Every file of a site by its path."""
    return {str(file.relative_to(site)): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def same_tree(left: Path, right: Path) -> bool:
    """Whether both folders hold the same folders and files, byte for byte."""
    names = [{str(path.relative_to(site)) for path in site.rglob("*")} for site in (left, right)]
    return names[0] == names[1] and bytes_of(left) == bytes_of(right)


@pytest.mark.slow("a build")
def test_mkdocs_builds_the_same_site(site_root: Path) -> None:
    """`mkdocs build --strict` and our own build give the same files, byte for byte."""
    build(site_root)
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1795305600"}  # 22 November 2026
    command = [*MKDOCS, "build", "--strict", "--quiet", "--site-dir", str(site_root / "other")]
    run = subprocess.run(command, cwd=site_root, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert same_tree(site_root / "site", site_root / "other")


@pytest.mark.slow("a build")
def test_mkdocs_refuses_a_catalogue_with_errors(site_root: Path) -> None:
    """MkDocs ends with an error and leaves the earlier site as it was."""
    build(site_root)
    before = bytes_of(site_root / "site")
    (site_root / "catalogue/ha-noi/kim-lien/1.001193.yaml").write_text("posted: hôm qua\n", "utf-8")
    run = subprocess.run([*MKDOCS, "build", "--quiet"], cwd=site_root, capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "bad-date" in run.stderr
    assert bytes_of(site_root / "site") == before
    assert "Traceback" not in run.stderr


def broken_links(site: Path, base: str, read: Callable[[Path], PageReader] = read_anew) -> Counter[str]:
    """Links to pages, pictures, scripts and headings that the site does not have, which is published at the address `base`."""
    elements = {page: read(page) for page in pages(site)}
    ids = {page: {attributes.get("id") for _, attributes in reader.elements} for page, reader in elements.items()}
    broken = Counter[str]()
    for page, reader in elements.items():
        address = base + str(page.relative_to(site)).removesuffix("index.html")
        for link in reader.links():
            target = urlsplit(urljoin(address, link))
            if not target.geturl().startswith(base):
                continue
            path = unquote(target.path).removeprefix(urlsplit(base).path)
            file = site / (path + "index.html" if path.endswith("/") or not path else path)
            if not file.is_file() or (target.fragment and unquote(target.fragment) not in ids.get(file, ())):
                broken[f"{link} ({page.relative_to(site)})"] += 1
    return broken


@pytest.mark.slow("a build")
def test_every_page_names_the_picture_of_the_site_with_its_whole_address(real_site: Path) -> None:
    """For messengers, and with words; the title of a posting answers."""
    for page in ("index.html", "ha-tinh/thach-khe/1.001193/index.html", "huong-dan/index.html"):
        html = (real_site / page).read_text("utf-8")
        told = dict(re.findall(r'<meta property="og:(\w+(?::\w+)?)" content="([^"]*)">', html))
        assert told["image"] == "https://niemyet.example/assets/preview.png", page
        assert (real_site / "assets/preview.png").is_file()
        assert (told["image:width"], told["image:height"]) == ("1200", "630") and told["image:alt"]
    posting = (real_site / "ha-tinh/thach-khe/1.001193/index.html").read_text("utf-8")
    assert re.search(r'og:title" content="Đăng ký khai sinh tại xã Thạch Khê: miễn lệ phí hoặc [^"]*; ngay trong ngày', posting)


@pytest.mark.slow("every page is read")
def test_every_link_leads_somewhere(real_site: Path) -> None:
    """No page links to a page, picture, script or heading that the site does not have."""
    assert not broken_links(real_site, "https://niemyet.example/", read_page)


@pytest.mark.long("the same of a site in one language, without open data, at the root of a host")
def test_every_link_leads_somewhere_with_all_that_can_be_switched_on(site_root: Path) -> None:
    """In each language, from the open data's pages for frames, below a folder of a host."""
    add_settings(site_root, "languages: [vi, en]\nopen_data: true\n")
    config = site_root / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("https://niemyet.example/", "https://niemyet.example/xa/niem-yet/"), "utf-8"
    )
    request = BuildRequest(site_root, TODAY, begin_known_frames(config), open_data=DATA_PARTS)
    assert build_site(request, site_root / "site").report.errors == 0
    assert any((site_root / "site/en").rglob("index.html")) and any((site_root / "site/nhung").rglob("index.html"))
    assert not broken_links(site_root / "site", "https://niemyet.example/xa/niem-yet/")


@pytest.mark.slow("a build")
@pytest.mark.parametrize("folder", ["", "xa/niem-yet/"])
@pytest.mark.parametrize(
    "lost", some_of(["khong-co", "thu-tuc/9.999999/", "ha-noi/thuong-tin/1.001193/to-khai/cu.html?v=1"], of=1)
)
def test_the_page_for_what_is_not_there_leads_home_from_any_address(
    folder: str, lost: str, site_root: Path, tmp_path: Path
) -> None:
    """Asked of a real server: every link, script, style and the search of 404.html is there, at the root of a host and
    below it."""
    config = site_root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("https://niemyet.example/", f"https://niemyet.example/{folder}"), "utf-8")
    build(site_root, tmp_path / "host" / folder)
    with serve(tmp_path / "host") as host:
        address = f"{host}{folder}{lost}"
        with pytest.raises(HTTPError) as refused:
            urlopen(address)
        page = gzip.decompress(refused.value.read()).decode()
        assert "<title>Không tìm thấy trang – Niêm yết thủ tục</title>" in page
        targets = {urljoin(address, link) for link in PageReader(page).links() if not link.startswith("#")}
        wanted = {"", "thu-tuc/", "tim-kiem/", "tin-tuc/", "huong-dan/", "assets/niemyet.js", "assets/niemyet.css"}
        assert {f"{host}{folder}{path}" for path in wanted} <= targets
        for target in targets:
            assert target.startswith(f"{host}{folder}")
            with urlopen(target) as answer:
                assert answer.status == 200, target


def test_what_only_those_who_change_the_program_read_is_not_published(real_site: Path) -> None:
    """The types of the scripts, the templates of the sheets, maps of what others have packed."""
    assert not [path for path in real_site.rglob("*") if path.name.endswith((".d.ts", ".typ", ".map"))]


@pytest.mark.slow("every page is read")
def test_no_page_asks_anything_of_a_third_party(real_site: Path) -> None:
    """Scripts, styles, pictures and forms are the site's own."""
    for page in pages(real_site):
        for tag, attributes in read_page(page).elements:
            loads = [attributes.get("src"), attributes.get("srcset"), attributes.get("action")]
            if tag == "link" and attributes.get("rel") != "canonical":
                loads.append(attributes.get("href"))
            assert not any(urlsplit(url).netloc for url in loads if url), (page, tag, attributes)


def test_no_mark_of_a_frame_is_left(real_site: Path) -> None:
    """Neither in a page nor in any other file, and no frame is published."""
    for path, content in bytes_of(real_site).items():
        assert b"niemyet-mark" not in content, path
        assert b"niemyet-frame" not in content, path
        assert "niemyet-frame" not in path


@pytest.mark.slow("a build")
def test_links_stay_at_the_depth_of_their_page(real_site: Path) -> None:
    """No relative link climbs above the site's root, so that a site works under any folder."""
    for page in pages(real_site):
        if page.name in LOST:
            continue
        depth = len(page.relative_to(real_site).parts) - 1
        for link in read_page(page).links():
            assert link.count("../") <= depth, f"{page}: {link}"


def test_the_tab_of_a_page_says_what_its_heading_says(real_site: Path) -> None:
    """In whole words, perhaps with the place beside it."""
    for page in pages(real_site):
        text = page.read_text("utf-8")
        title, heading = (_text_of(text, tag) for tag in ("title", "h1"))
        assert re.search(rf"(?<!\w){re.escape(heading)}(?!\w)", title, re.IGNORECASE), (page, title, heading)


def test_no_file_says_none(real_site: Path) -> None:
    """What nobody knows is left out or said in words: a forgotten value shows as the program's own word for nothing."""
    said = [path for path, content in bytes_of(real_site).items() if path.endswith(TEXTS) and re.search(rb"\bNone\b", content)]
    assert said == []


def _text_of(page: str, tag: str) -> str:
    """What the first element of this name says."""
    found = re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", page, re.DOTALL)
    assert found
    return " ".join(html.unescape(re.sub("<[^>]+>", "", found[1])).split())


@pytest.mark.slow("a build")
def test_every_page_is_whole(real_site: Path) -> None:
    """One h1, a title, Vietnamese as the language, no id twice, no inline script or style."""
    for page in pages(real_site):
        text = page.read_text("utf-8")
        elements = read_page(page).elements
        assert sum(tag == "h1" for tag, _ in elements) == 1, page
        assert re.search(r"<title>[^<]*\w[^<]*</title>", text), page
        assert ("html", {"lang": "vi"}) in elements
        ids = Counter(attributes["id"] for _, attributes in elements if "id" in attributes)
        assert max(ids.values()) == 1, (page, ids.most_common(3))
        scripts = [attributes for tag, attributes in elements if tag == "script"]
        assert all("src" in script or script.get("type") == "application/json" for script in scripts), page
        assert not any(tag == "style" or "style" in attributes for tag, attributes in elements), page


def test_the_sitemap_names_every_page_and_no_frame(real_site: Path) -> None:
    """Search engines are told of each page once."""
    sitemap = (real_site / "sitemap.xml").read_text("utf-8")
    addresses = {str(page.relative_to(real_site)).removesuffix("index.html") for page in pages(real_site)} - LOST
    for address in addresses:
        assert f"<loc>https://niemyet.example/{address}</loc>" in sitemap
    assert sitemap.count("<loc>") == len(addresses)


def test_a_posting_answers_in_the_order_of_a_citizens_questions(real_site: Path) -> None:
    """The answer, then papers, fee, deadline and result, place and hours, channels; then steps, legal basis, dates, feedback."""
    text = (real_site / "ha-noi/thuong-tin/1.001193/index.html").read_text("utf-8")
    order = [
        "tra-loi",
        "giay-to",
        "phi",
        "thoi-han",
        "noi-nop",
        "cach-nop",
        "trinh-tu",
        "can-cu",
        "mau",
        "ngay",
        "ma",
        "phan-anh",
    ]
    places = [text.index(f' id="{name}"') for name in order]
    assert places == sorted(places)
    assert "Dữ liệu mẫu" in text


def test_the_size_of_a_posting_does_not_depend_on_the_number_of_pages(site_root: Path) -> None:
    """A commune more changes no posting of another."""
    build(site_root)
    posting = site_root / "site/ha-noi/thuong-tin/1.001193/index.html"
    before = posting.read_bytes()
    new = site_root / "catalogue/ha-noi/dong-da"
    new.mkdir()
    old = site_root / "catalogue/ha-noi/kim-lien"
    commune = (old / "commune.yaml").read_text("utf-8").replace('"00229"', '"00235"').replace("Kim Liên", "Đống Đa")
    (new / "commune.yaml").write_text(commune, "utf-8")
    (new / "1.001193.yaml").write_text((old / "1.001193.yaml").read_text("utf-8"), "utf-8")
    built = build(site_root)
    assert built.report.errors == 0
    assert (site_root / "site/ha-noi/dong-da/1.001193/index.html").is_file()
    assert posting.read_bytes() == before


@pytest.mark.slow("a build")
def test_readers_rate_the_page_only_where_an_address_takes_it(site_root: Path) -> None:
    """A plain form to the address of mkdocs.yml, which the policy then lets through; nothing where none is set."""
    build(site_root)
    page = site_root / "site/ha-noi/thuong-tin/1.001193/index.html"
    assert 'class="block rating"' not in page.read_text("utf-8")
    add_settings(site_root, "rating: https://tinh.example/danh-gia")
    build(site_root)
    elements = PageReader(page.read_text("utf-8")).elements
    forms = [a for tag, a in elements if tag == "form" and a.get("action") == "https://tinh.example/danh-gia"]
    assert [form.get("method") for form in forms] == ["post"]
    assert ("input", {"type": "hidden", "name": "page", "value": "ha-noi/thuong-tin/1.001193/"}) in elements
    policy = next(a["content"] or "" for tag, a in elements if a.get("http-equiv") == "Content-Security-Policy")
    assert "form-action 'self' https://tinh.example/danh-gia;" in policy


@pytest.mark.slow("a build")
def test_a_mistake_is_reported_where_the_project_says_with_the_page_filled_in(site_root: Path) -> None:
    report = "https://kho.example/issues/new?title=Trang%20{address}"
    add_settings(site_root, f'report: "{report}"')
    build(site_root)
    for address in ("ha-noi/thuong-tin/1.001193/", "thu-tuc/1.001193/", "van-ban/60-2014-qh13/"):
        links = list(PageReader((site_root / "site" / address / "index.html").read_text("utf-8")).links())
        assert report.replace("{address}", address) in links


@pytest.mark.slow("a build")
def test_every_page_leads_to_the_file_that_it_is_made_from(site_root: Path) -> None:
    """Also where a dated version of a procedure is shown, and on the pages written by hand; the file is there.

    A page of the program's own, and one that is made of many records, leads to none.
    """
    edit = "https://kho.example/-/edit/main/"
    add_settings(site_root, f'edit: "{edit}{{file}}"')
    folder = site_root / "catalogue/reference/procedures/ho-tich"
    dated = (folder / "1.001193.yaml").read_text("utf-8") + "effective: {from: 2026-03-01}\n"
    (folder / "1.001193@2026-03-01.yaml").write_text(dated, "utf-8")
    build(site_root)
    leads: dict[str, str] = {}
    others: set[str] = set()
    for path in pages(site_root / "site"):
        found = [link for link in PageReader(path.read_text("utf-8")).links() if link.startswith(edit)]
        address = path.parent.relative_to(site_root / "site").as_posix()
        if found == [edit]:  # a hidden one
            others.add(address.split("/")[0])
        elif path.name not in LOST:
            [leads[address]] = found
    assert others == {
        "K",
        "cai-cach",
        "gio-lam-viec",
        "kiem-tra",
        "lam-o-dau",
        "soan-thao",
        "thay-doi",
        "theo-doi",
        "tim-kiem",
        "tin-tuc",
        "van-hanh",
        "xa",
    }
    assert leads["thu-tuc/1.001193"].endswith("/ho-tich/1.001193@2026-03-01.yaml")
    assert leads["ha-noi/kim-lien/1.001193"].endswith("main/catalogue/ha-noi/kim-lien/1.001193.yaml")
    assert leads["huong-dan"].endswith("main/docs/huong-dan.md")
    for lead in leads.values():
        assert (site_root / lead.removeprefix(edit)).is_file(), lead


@pytest.mark.parametrize("address", ["http://tinh.example", "https://x.example; script-src *", "javascript:alert(1)", "[1]"])
def test_a_rating_address_that_could_widen_the_policy_is_refused(address: str, site_root: Path) -> None:
    add_settings(site_root, f"rating: {address}")
    told = build(site_root).report
    assert [(one.place.file, one.rule in ("unsafe-link", "wrong-shape")) for one in told.diagnostics] == [("mkdocs.yml", True)]
    assert not (site_root / "site").exists()


def test_an_old_event_is_nowhere_told_as_news_of_today(site_root: Path) -> None:
    """Wherever an article is named with a date, what it tells of is dated first: home, lists, documents, search, itself."""
    article = site_root / "news/2026/tin-mau.md"
    article.write_text(article.read_text("utf-8").replace("lead:", "period: Tháng 4 năm 2017\nlead:"), "utf-8")
    build(site_root)
    for address in ("", "tin-tuc/", "tin-tuc/chu-de/thu-tuc-hanh-chinh/", "tin-tuc/2026/tin-mau/", "van-ban/60-2014-qh13/"):
        page = (site_root / "site" / address / "index.html").read_text("utf-8")
        assert 'Việc diễn ra: Tháng 4 năm 2017 · đăng ngày <time datetime="2026-11-10">10/11/2026</time>' in page, address
    assert '"date":"việc diễn ra: Tháng 4 năm 2017"' in (site_root / "site/tim-kiem/du-lieu.json").read_text("utf-8")


@pytest.mark.slow("a build")
def test_lists_of_news_are_read_page_by_page(site_root: Path) -> None:
    """No page grows with the number of articles: twenty a page, of all and of every topic, on the first some more."""
    article = (site_root / "news/2026/tin-mau.md").read_text("utf-8")
    for number in range(40):
        (site_root / f"news/2026/tin-so-{number}.md").write_text(article, "utf-8")
    build(site_root)
    for folder, second, third in (
        ("tin-tuc", "trang/2", "trang/3"),
        ("tin-tuc/chu-de/thu-tuc-hanh-chinh", "2", "3"),
    ):
        pages = [site_root / "site" / folder / part / "index.html" for part in ("", second, third)]
        listed = [
            re.findall(r"tin-so-\d+|tin-mau", re.split(r'class="articles"|class="pages"', page.read_text("utf-8"))[1])
            for page in pages
        ]
        assert [len(set(names)) for names in listed] == [21, 20, 20]
        assert len({name for names in listed for name in names}) == 41
        for page in pages:
            for link in PageReader(page.read_text("utf-8")).links():
                target = urlsplit(urljoin(f"/{page.parent.relative_to(site_root / 'site')}/", link)).path
                if not urlsplit(link).netloc and "/tin-tuc/" in target:
                    assert (site_root / "site" / target.lstrip("/") / "index.html").is_file() or "." in target, link
