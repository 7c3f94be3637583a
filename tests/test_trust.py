"""Contributors' text is data: nothing in it is executed on a citizen's page."""

import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import pytest

from conftest import HERE, REPOSITORY, TODAY, make_site_root
from niemyet.building.checking import check_catalogue
from niemyet.load.finding import find_files
from niemyet.load.nodes import parse_document, plain
from niemyet.load.texts import read_text
from niemyet.model.kinds import KindName
from niemyet.render.markdown import clean_page, convert_page, render_markdown
from niemyet.validate.entries import check_entry
from niemyet.validate.shapes import SHAPES
from test_site import PageReader, build, pages

EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "{{ 7 * 191 }}{% raw %}${7 * 191}",
    "</textarea></title></script><iframe src=javascript:alert(1)>",
    "<!-- ]]> &lt;script&gt;alert(1)&lt;/script&gt;",
    "niemyet-mark-content-here",
)
EVIL_TEXT = " ".join(EVIL)
EVIL_WORD = '"><svg/onload=alert(1)>'
"""What may get into a text in which no space is allowed."""
EVIL_LINK = "https://x.example/?a=b&quot;onclick=alert(1)//{{7*191}}"
"""An address that the model lets pass and that tries to leave its attribute."""

SHARED_NAME = "Lệ phí đăng ký khai sinh"
"""A fee that the law leaves to the province: the province has to call it the same."""

UNSAFE = ("javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "//x.example")

Steps: TypeAlias = tuple[str | int, ...]


def _leaves(value: Any, path: Steps = ()) -> Iterator[Steps]:
    if isinstance(value, str):
        yield path
    for step, below in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _leaves(below, (*path, step))


def _planted(value: Any, path: Steps, text: str) -> Any:
    """A copy of `value` with `text` at `path`."""
    if not path:
        return text
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _planted(value[path[0]], path[1:], text)
    return copy


def _write(file: Path, record: Any) -> None:
    """A record in the flow style of YAML, every text in quotation marks; an article keeps its body."""
    text = json.dumps(record, ensure_ascii=False)
    body = file.read_text("utf-8").split("---\n", 2)[2] if file.suffix == ".md" else ""
    file.write_text(f"---\n{text}\n---\n{body}" if body else text, "utf-8")


def _read(root: Path, path: str, kind: KindName) -> tuple[Any, bool]:
    """The record as text, and whether it is valid on its own."""
    source, _ = read_text(root, next(find for find in find_files(root).every if find.path == path))
    assert source is not None
    front = source.text.split("---\n", 2)[1] if path.endswith(".md") else source.text
    document, _ = parse_document(source, front)
    assert document is not None
    return plain(document.root), check_entry(document, kind)[0] is not None


@pytest.fixture(scope="module")
def evil_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with something evil in every text of every record that lets it in, and its site.

    A name that must stand in two records is planted in both; without a list of counters a counter is any text.
    """
    site_root = shutil.copytree(HERE / "small", tmp_path_factory.mktemp("evil") / "project")
    make_site_root(site_root)
    for path in ("reference/procedures/ho-tich/1.001193.yaml", "ha-noi/1.001193.yaml"):
        file = site_root / "catalogue" / path
        named = file.read_text("utf-8")
        assert f"name: {SHARED_NAME}, case: late" in named
        file.write_text(named.replace(f"name: {SHARED_NAME}, case: late", f"name: {json.dumps(EVIL_TEXT)}, case: late"), "utf-8")
    commune = site_root / "catalogue/ha-noi/thuong-tin/commune.yaml"
    commune.write_text(re.sub(r"counters:\n(?:  .*\n)+", "", commune.read_text("utf-8")), "utf-8")
    planted = set()
    for find in [find for find in find_files(site_root).every if find.kind in SHAPES]:
        file = site_root / find.path
        record, _ = _read(site_root, find.path, find.kind)
        for leaf in _leaves(record):
            for evil in (EVIL_TEXT, EVIL_LINK, EVIL_WORD):
                tried = _planted(record, leaf, evil)
                _write(file, tried)
                if _read(site_root, find.path, find.kind)[1] and not check_catalogue(site_root, TODAY).errors:
                    record = tried
                    planted.add((find.kind, next((step for step in reversed(leaf) if isinstance(step, str)), "")))
                    break
        _write(file, record)
    assert planted >= {
        ("procedure", "name"), ("procedure", "aliases"), ("procedure", "late"), ("procedure", "notes"), ("procedure", "steps"),
        ("procedure", "text"), ("procedure", "who"), ("procedure", "when"), ("procedure", "authority"), ("procedure", "url"),
        ("posting", "counter"), ("posting", "notes"), ("commune", "address"), ("commune", "former_names"), ("commune", "role"),
        ("commune", "url"), ("documents", "title"), ("documents", "issuer"), ("fields", "summary"), ("life-events", "name"),
        ("overlay", "name"), ("province", "url"), ("calendar", "name"), ("article", "title"), ("article", "lead"),
        ("article", "author"), ("article", "alt"), ("article", "caption"),
    }  # fmt: skip
    assert build(site_root).report.errors == 0
    return site_root


@pytest.mark.slow("every page is read")
def test_text_in_records_is_escaped(evil_root: Path) -> None:
    """Markup in any text of any record comes out as text, on every page that shows it."""
    shown = 0
    for page in pages(evil_root / "site"):
        text = page.read_text("utf-8")
        shown += text.count("alert(1)")
        _assert_harmless(page, text)
        assert "1337" not in text, page
        assert "<title>" in text and text.count("</title>") == 1, page
    assert shown > 200
    name = "ha-noi/thuong-tin/1.001193"
    texts = _TextReader((evil_root / "site" / name / "index.html").read_text("utf-8")).texts
    assert any(tag == "h1" and data.strip() == EVIL_TEXT for tag, data in texts)


@pytest.mark.slow("a build")
def test_the_data_of_the_search_stays_data(evil_root: Path) -> None:
    """It is JSON with the words as they were written, and no script makes markup of a text."""
    data = json.loads((evil_root / "site/tim-kiem/du-lieu.json").read_text("utf-8"))
    assert EVIL_TEXT in [procedure["name"] for procedure in data["procedures"]]
    makes_markup = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc")
    for script in (REPOSITORY / "theme").rglob("*.js"):
        assert not makes_markup.search(script.read_text("utf-8")), script


@pytest.mark.slow("a build")
@pytest.mark.parametrize("link", [*UNSAFE, 'https://x.example/"onclick=alert(1)', "https://x.example/<b>", "mailto:a@b.example"])
def test_an_address_that_is_no_web_page_is_refused(link: str, small: Path) -> None:
    """Wherever a record holds an address, by the rule that says so."""
    for find in [find for find in find_files(small).every if find.kind in SHAPES]:
        record, _ = _read(small, find.path, find.kind)
        for leaf in _leaves(record):
            if leaf[-1] == "url":
                _write(small / find.path, _planted(record, leaf, link))
                assert [d.rule for d in check_catalogue(small, TODAY).diagnostics] == ["bad-link"], (find.path, leaf)
        _write(small / find.path, record)


ARTICLE_EVIL = (
    *EVIL, *(f"[nhấn]({link})" for link in UNSAFE), *(f"<{link}>" for link in UNSAFE), "[a]\n\n[a]: javascript:alert(1)",
    "[nhấn](java\tscript:alert(1))", "[nhấn](&#106;avascript:alert(1))", "[nhấn](<javascript:alert(1)>)",
    '<a href="https://x.example" onclick="alert(1)" style="x">x</a>', '[x](https://x.example "a\"onclick=alert(1)")',
    '<p id="noi-dung" class="masthead">', "<form action=https://x.example><input></form>", "<base href=https://x.example>",
    "<style>p{}</style>", "<object data=x></object>", "<math><mtext><script>alert(1)</script>", '<h1 class="x">h</h1>',
    "# Tiêu đề khác", "<meta http-equiv=refresh content=0>", "<img src=https://x.example/a.png>", "</div></article></main>",
    "<link rel=stylesheet href=https://x.example/a.css>", "<svg><a xlink:href=javascript:alert(1)>x</a></svg>",
    "<button>x</button>", "[nhấn](java&Tab;script:alert(1))",
    '<a href=" &#1;javascript:alert(1)">x</a>', '<a href="/javascript:x">x</a>',
)  # fmt: skip


@pytest.mark.slow("a build")
def test_markup_in_an_article_is_cleaned(site_root: Path) -> None:
    """An article keeps its paragraphs and links and loses everything that could run, or that would change the page."""
    article = site_root / "news/2026/tin-mau.md"
    text = article.read_text("utf-8")
    for number, evil in enumerate(ARTICLE_EVIL):
        article.with_name(f"tin-{number}.md").write_text(f"{text}\n\nTrước.\n\n{evil}\n\nSau.\n", "utf-8")
    refused = set()
    for told in build(site_root).report.diagnostics:  # what is not there, leads nowhere or cannot be seen: never published
        if told.rule == "markup-left-out":  # what is dropped is told, and the rest is published
            continue
        assert told.rule in ("image-missing", "image-without-alt", "bad-link", "dead-link", "invisible-character")
        refused.add(int(told.place.file.rsplit("-", 1)[1].removesuffix(".md")))
    for number in refused:
        article.with_name(f"tin-{number}.md").unlink()
        _assert_harmless(Path(f"tin-{number}.md"), str(render_markdown(ARTICLE_EVIL[number], "../../../", "../")))
    assert {told.rule for told in build(site_root).report.diagnostics} == {"markup-left-out"}
    for number, evil in ((number, evil) for number, evil in enumerate(ARTICLE_EVIL) if number not in refused):
        page = site_root / f"site/tin-tuc/2026/tin-{number}/index.html"
        text = page.read_text("utf-8")
        _assert_harmless(page, text)
        assert "1337" not in text
        assert "Trước." in text
        elements = PageReader(text).elements
        assert [tag for tag, _ in elements].count("h1") == 1, evil
        prose = text.split('<div class="prose">')[1].split('<p class="byline">')[0]
        for tag, attributes in PageReader(prose).elements:
            assert tag in ("p", "a", "figure", "figcaption", "span", "picture", "source", "img", "h2", "em", "strong", "code"), (
                evil
            )
            given = {"type", "srcset", "sizes", "width", "height", "loading", "decoding"}
            assert set(attributes) - given <= {"href", "title", "rel", "src", "alt", "class", *(["id"] if tag == "h2" else [])}, (
                evil
            )
            assert not urlsplit(attributes.get("src") or "").netloc, evil
        assert prose.count("</div>") == 1 and "</article>" not in prose and "</main>" not in prose, evil
    assert 'href="https://x.example"' in "".join(page.read_text("utf-8") for page in pages(site_root / "site/tin-tuc/2026"))


def test_an_article_shows_no_file_of_another_folder(site_root: Path) -> None:
    """A picture lies beside its article; a way elsewhere is an error at its line."""
    article = site_root / "news/2026/tin-mau.md"
    text = article.read_text("utf-8")
    for link in ("../../../../etc/passwd", "/etc/passwd", "../2026/anh-mau.png", "https://x.example/a.png", "data:image/png,x"):
        article.write_text(f"{text}\n![Ảnh mẫu]({link})\n", "utf-8")
        report = check_catalogue(site_root, TODAY)
        assert [(d.rule, d.place.line) for d in report.diagnostics] == [("image-missing", text.count("\n") + 2)], link


NOWHERE = (
    "https://dichvucong.gov.vn%2f@x.example/", "https://dichvucong.gov.vn%23@x.example/", "https://dichvucong.gov.vn%2ex.example/",
    "https://dichvucong.gov.vn%3f@x.example/", "https:x.example", "https:///x.example", "/%2f/x.example", "//x.example",
    "mailto:a@x.example?bcc=b@y.example", "mailto:a@x.example,b@y.example", "mailto:a@x.example?subject=a&cc=b@y.example",
    "\\\\x.example/", "ftp://x.example/", "tel:*21*1#",
)  # fmt: skip
"""Addresses that lead elsewhere than they say, or to several people."""
WAYS = (
    "[x](<{}>)", "[x]({})", "[x](\n{})", '[x]({} "t")', "[x]: {}\n\n[x]", "[x]:\n {}\n\n[x]", "> [x]: {}\n\n[x]",
    "- [x]: {}\n\n[x]", "• [x]: {}\n\n[x]", "1) [x]: {}\n\n[x]", "[x\ny]: {}\n\n[x y]", "a[^1] [x]\n\n[^1]:\n    [x]: {}",
    "\\`[x]({})`", "`a\n\n[x]({})\n\nb`", "\\![x]({})", '<a href="{}">x</a>', '<a title=">" href="{}">x</a>',
    "<a title='/' id=href href='{}'>x</a>", '<a data-href="/" href="{}">x</a>',
)  # fmt: skip
"""Ways of writing a link that Markdown knows; those behind the first were once not known to the check."""


@pytest.mark.slow("many articles")
def test_a_link_leads_where_it_says(site_root: Path) -> None:
    """Signs in percent are no way past the rule, nor is another way of writing a link: the host is the one that is read, and one
    person gets a letter. What were not told would still not be followed."""
    article = site_root / "news/2026/tin-mau.md"
    text = article.read_text("utf-8")
    written = [way.format(link) for way in WAYS for link in NOWHERE]
    written += [f"<{link}>" for link in NOWHERE if link.startswith(("ftp:", "mailto:", "tel:"))]
    for number, link in enumerate(written):
        article.with_name(f"tin-{number}.md").write_text(f"{text}\n\n{link}\n", "utf-8")
        (site_root / f"docs/trang-{number}.md").write_text(f"# Trang\n\n{link}\n", "utf-8")
    told = [one for one in check_catalogue(site_root, TODAY).diagnostics if one.rule in ("bad-link", "dead-link")]
    found = {int(re.findall("[0-9]+", one.place.file)[-1]) for one in told if one.place.file.startswith("news/")}
    assert [written[number] for number in range(len(written)) if number not in found] == []
    found = {int(re.findall("[0-9]+", one.place.file)[-1]) for one in told if one.place.file.startswith("docs/")}
    own = [link for number, link in enumerate(written) if number not in found and "/%2f/" not in link]
    assert [link for link in own if not link.startswith(("•", "1) "))] == []  # which are no list in a page of docs/
    for link in written:
        for made in (str(render_markdown(link, "/", "../")), clean_page(convert_page(link, str))):
            followed = [
                attributes["href"] for tag, attributes in PageReader(made).elements if tag == "a" and "href" in attributes
            ]
            assert not [one for one in followed if one and one[0] != "#" and "/%2f/" not in one], (link, made)


@pytest.mark.parametrize("number", ["60/2014/QH13＜", "|＜x＞<!--", "60/2014/QH1３", "60/2014/QН13"])
def test_no_document_is_known_for_its_odd_letters(number: str, site_root: Path) -> None:
    """It is told, by the rule about letters or as unknown: no page can name a document that no list has."""
    article = site_root / "news/2026/tin-mau.md"
    article.write_text(article.read_text("utf-8").replace("[60/2014/QH13]", f"['{number}']"), "utf-8")
    assert check_catalogue(site_root, TODAY).errors == 1


def test_markup_in_the_words_of_an_attribute_stays_words() -> None:
    """Headings get ids and tables boxes after the HTML was cleaned: nothing that only looks like one is among them."""
    words = "<h2>q</h2><table><img src=anh.png onerror=alert(1)>"
    for made in (str(render_markdown(f'[x](/ "{words}")', "../", "../")), clean_page(f"<a href='/' title='{words}'>x</a>")):
        assert [(tag, attributes["title"]) for tag, attributes in PageReader(made).elements if tag != "p"] == [("a", words)]


@pytest.mark.parametrize("named", ["&#8238;", "&#x202e;", "&shy;", "&zwj;", "&#xFFFE;", "&#x81;", "&#000008203;"])
def test_what_nobody_sees_is_not_named_either(named: str, small: Path) -> None:
    """A character may be named by its number: no page turns words around or hides a letter that way, and it is told."""
    for made in (str(render_markdown(f"[x{named}](/ 'y{named}')", "../", "../")), clean_page(convert_page(f"a{named}", str))):
        assert not re.search("[\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\ufffe]", made), ascii(made)
    article = small / "news/2026/tin-mau.md"
    body = article.read_text("utf-8").rstrip("\n")
    article.write_text(f"{body}\n\nChữ{named} khác, `{named}`.\n", "utf-8")
    (small / "docs").mkdir(exist_ok=True)
    (small / "docs/trang.md").write_text(f"# Trang\n\nChữ{named}, `{named}`.\n", "utf-8")
    told = [one.place for one in check_catalogue(small, TODAY).diagnostics if one.rule == "invisible-character"]
    assert [(place.file, place.line, place.column, place.width) for place in told] == [
        ("docs/trang.md", 3, 4, len(named)), ("news/2026/tin-mau.md", body.count("\n") + 3, 4, len(named)),
    ]  # fmt: skip


class _TextReader(HTMLParser):
    """The text of a page, each piece with the element that it stands in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.element = ""
        self.texts: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.element = tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.element, data))


def _assert_harmless(page: Path, text: str) -> None:
    for tag, attributes in PageReader(text).elements:
        assert not any(name.startswith("on") for name in attributes), (page, tag, attributes)
        assert tag not in ("iframe", "object", "embed", "style", "base"), page
        if tag == "script":
            if attributes.get("type") == "application/json":
                continue  # a block of data, which no browser runs
            assert re.fullmatch(r"(\.\./)*assets/[\w-]+\.js|/assets/[\w-]+\.js", attributes.get("src") or ""), page
        if tag == "img":
            assert not (attributes.get("src") or "").startswith("x"), page
        for name in ("href", "src", "action", "data"):
            # As a browser reads an address: without tabs and line breaks, and without what leads it unseen.
            value = re.sub(r"[\t\n\r]", "", attributes.get(name) or "").lstrip("".join(map(chr, range(33)))).lower()
            assert not value.startswith(("javascript:", "data:", "vbscript:")), (page, value)


@pytest.mark.slow("a build")
def test_a_strict_policy_stands_on_every_page(site_root: Path) -> None:
    """Scripts, styles and connections come from the site itself, and nothing inline runs."""
    build(site_root)
    for page in pages(site_root / "site"):
        elements = PageReader(page.read_text("utf-8")).elements
        policies = [a["content"] or "" for tag, a in elements if a.get("http-equiv") == "Content-Security-Policy"]
        assert len(policies) == 1, page
        assert "default-src 'none'" in policies[0]
        assert "base-uri 'none'" in policies[0]
        assert "unsafe" not in policies[0]
        assert "http" not in policies[0]
        order = [tag for tag, attributes in elements if tag == "script" or "http-equiv" in attributes]
        assert order[0] == "meta", f"{page}: a script stands before the policy"
