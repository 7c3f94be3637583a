"""What stands beside pages for assistants: it is there where a page leads to it, and says what the page shows, word for word."""

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from conftest import TODAY, some_of
from niemyet.model.orthography import format_day
from niemyet.render.language import VIETNAMESE
from niemyet.render.page_texts import NOTHING_UNKNOWN, PageTexts

LINK = '<link rel="alternate" type="text/markdown" href="index.md">'
HOME = "https://niemyet.example/"
MARKS = re.compile(r"\]\([^()\s]*\)|\*\*|(?<=\s)\\(?=#)|[\[\]*`\\]|^\s*(?:- |\d+\. |#{2,4} |> )+|^\|( --- \|)+$|\|", re.MULTILINE)
"""What Markdown puts around words."""


@pytest.fixture(scope="module")
def site(open_data_site: Path) -> Path:
    """The frozen catalogue with open data."""
    return open_data_site


class Shown(HTMLParser):
    """The words of a page's content that are shown, without what leads around the site or needs a script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        around = tag in ("nav", "form", "svg", "script", "button", "h1", "template", "style")
        if tag not in ("img", "br", "hr", "input", "source", "link", "meta", "wbr"):
            self.open.append((tag, around or "hidden" in told or told.get("aria-hidden") == "true"))
        elif tag == "img" and not any(hidden for _, hidden in self.open):
            self.words += (told.get("alt") or "").split()

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(hidden for _, hidden in self.open):
            self.words += data.split()


def content_of(page: str) -> str:
    """What stands in the main element of a page."""
    return page.partition("<main")[2].partition(">")[2].rpartition("</main>")[0]


def letters_of(words: str) -> str:
    """The letters and figures of a text, in their order."""
    return "".join(filter(str.isalnum, words))


def texts_of_pages(site: Path) -> list[Path]:
    """The texts made of pages, not of tables."""
    of_tables = re.compile(r"# Thủ tục niêm yết|# .*\n\n(?:- Nơi niêm yết: .*\n)?- Mã thủ tục: ")
    return [text for text in sorted(site.rglob("index.md")) if of_tables.match(text.read_text("utf-8")) is None]


def test_a_page_leads_to_its_text_and_every_text_has_a_page(site: Path) -> None:
    """Of every kind: postings, procedures, places, documents, articles and their lists, life events, what changes."""
    pages = {page.parent for page in site.rglob("index.html") if LINK in page.read_text("utf-8")}
    assert pages == {text.parent for text in site.rglob("index.md")}
    ways = (
        "thu-tuc", "thu-tuc/a-z", "thu-tuc/1.001193", "linh-vuc/ho-tich", "su-kien", "su-kien/sinh-con", "van-ban",
        "van-ban/60-2014-qh13", "tin-tuc", "tin-tuc/nam/2026", "tin-tuc/chu-de/cong-vu", "lam-o-dau", "lam-o-dau/ly-hon",
        "gio-lam-viec", "sap-thay-doi", "thay-doi", "ha-noi", "ha-noi/thuong-tin", "ha-noi/thuong-tin/1.001193", "xa/ha-noi",
    )  # fmt: skip
    assert {site / way for way in ways} <= pages
    assert 'type="text/markdown" href="llms.txt"' in (site / "index.html").read_text("utf-8")


def test_a_text_names_its_page_its_day_and_what_is_not_known(site: Path) -> None:
    """So that an assistant can cite it, and knows what it may not say."""
    texts = texts_of_pages(site)
    assert len(texts) > 200
    for file in texts:
        text = file.read_text("utf-8")
        address = file.parent.relative_to(site).as_posix()
        head = f"\n\n- Địa chỉ của trang (dẫn khi trả lời): {HOME}{address}/\n- Nội dung của ngày {format_day(TODAY)}\n\n"
        assert text.startswith("# ")
        assert head in text
        assert re.search(r"\n## Chưa xác định\n\n(?:- .+\n)+\Z", text)


def test_a_text_says_what_its_page_shows_and_nothing_else(site: Path) -> None:
    """Letter for letter, in the same order; what is hidden, or asks, is in neither."""
    for file in some_of(texts_of_pages(site), of=3):
        shown = Shown(content_of(file.with_name("index.html").read_text("utf-8"))).words
        text = file.read_text("utf-8").split("\n\n", 2)[2].rpartition("\n## Chưa xác định\n")[0]
        assert letters_of(MARKS.sub(" ", text.replace("(số mẫu)", "mẫu").replace("&lt;", "<"))) == letters_of(" ".join(shown)), (
            file
        )


def test_every_link_of_a_text_leads_somewhere(site: Path) -> None:
    """Within the site to a page or a file that is there."""
    for file in texts_of_pages(site):
        for url in re.findall(rf"\]\({HOME}([^()\s]*)\)", file.read_text("utf-8")):
            assert (site / url.partition("#")[0]).exists(), (file, url)


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("su-kien/sinh-con", "Nội dung của thủ tục 2.000986 đã cũ: "),
        ("lam-o-dau/ly-hon", "Giấy tờ, mức thu và thời hạn do cơ quan ấy công bố; trang này không ghi lại."),
        ("gio-lam-viec", "Lịch nghỉ năm 2027: chưa có thông báo chính thức"),
        ("ha-noi", "Giờ, quầy, thời hạn của 122 xã, phường, đặc khu chưa niêm yết tại đây"),
        ("van-ban/283-ubnd-nv", "Văn bản 283/UBND-NV: chưa ghi ngày có hiệu lực"),
        ("sap-thay-doi", "Thay đổi chưa được công bố, hoặc chưa ghi vào bản ghi"),
        ("van-ban/60-2014-qh13", NOTHING_UNKNOWN),
    ],
)
def test_what_a_page_does_not_know_is_said(way: str, told: str, site: Path) -> None:
    """Under one heading, in words of its own."""
    unknown = (site / way / "index.md").read_text("utf-8").partition("\n## Chưa xác định\n")[2]
    assert f"- {told}" in unknown


MARKDOWN = (
    ("<p>Một  câu\ncó <b>chữ đậm</b>, <a href='x'>không</a>.</p>", ["Một câu có **chữ đậm**, không."]),
    ('<ul><li>A<ul><li>B</li></ul></li><li><a href="../c/">C [1]</a></li></ul>',
     ["- A", "  - B", "- [C \\[1\\]](https://niemyet.example/a/c/)"]),
    ('<ol start="3"><li>A</li><li>B</li></ol><p># B</p>', ["3. A", "4. B", "", "\\# B"]),
    ("<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1|2</td></tr></tbody></table>",
     ["| A | B |", "| --- | --- |", "| 1\\|2 |  |"]),
    ('<form><p>A</p></form><p hidden>B <i>b</i></p><div aria-hidden="true"><div>C</div></div><nav>D</nav><p>E</p>', ["E"]),
    ("<dl><div><dt>A</dt><dd>B</dd></div><div><dt>C</dt><dd><ul><li>D</li></ul></dd></div></dl>", ["- A: B", "- C:", "  - D"]),
    ('<p>5 đồng <span class="tag tag--sample">mẫu</span>; <span class="tag">cũ</span>.</p>', ["5 đồng (số mẫu); (cũ)."]),
    ("<blockquote><p>A</p></blockquote><h2>B</h2>C &lt;script&gt;", ["> A", "", "## B", "", "C &lt;script>"]),
    ('<p>Số “<span>1</span>” <a href="#x">A</a><a href="/b (c)/">B</a></p><strong></strong>',
     ["Số “1” [A](https://niemyet.example/a/b/#x) [B](https://niemyet.example/b%20%28c%29/)"]),
)  # fmt: skip


@pytest.mark.parametrize(("content", "lines"), MARKDOWN)
def test_markdown_of_each_kind_of_element(content: str, lines: list[str]) -> None:
    """By hand."""
    text = PageTexts(HOME, date(2026, 11, 28), VIETNAMESE).write("a/b/", "T", content, []).decode()
    assert text.split("\n\n", 2)[2].rpartition("\n## Chưa xác định\n")[0].splitlines() == lines
