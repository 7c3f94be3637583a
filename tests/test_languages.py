"""The site in further languages: every sentence is said, the Vietnamese is told apart, and one page leads to the other."""

import json
import posixpath
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from conftest import TODAY
from messages import VIETNAMESE, find_joined_words, list_templates, make_catalogue, read_catalogue
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.load.message_catalogues import list_languages
from niemyet.mkdocs_plugin import begin_frames
from test_site import PageReader, broken_links, bytes_of

VIETNAMESE_EVERYWHERE = (". Nguồn: ",)
"""What stands in an element that is Vietnamese on every page."""
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
DATE = {"{dd}", "{d}", "{mm}", "{m}", "{month}", "{yyyy}"}
PLACEHOLDER = re.compile(r"\{\w+\}")
NAMES = re.compile(r"\d+/(?:\d{4}/)?[A-ZĐ]+-[A-Z]+|đồng|xã|phường|đặc khu|thôn|Tiếng Việt|tiếng Việt|Việt|VNeID|Nghị định|Điều")
"""What English texts about Vietnam say in Vietnamese, and numbers of documents."""


@pytest.mark.slow("builds")
@pytest.mark.parametrize("code", list_languages())
def test_a_catalogue_has_every_sentence_of_the_program_and_no_other(code: str) -> None:
    """It is as `python tests/messages.py` would write it: what is new or gone shows, with the files where it stands."""
    kept, wanted = read_catalogue(code), make_catalogue(code, None)
    said = {(message.id, message.context): {file for file, _ in message.locations} for message in kept if message.id}
    assert said == {(message.id, message.context): {file for file, _ in message.locations} for message in wanted if message.id}


@pytest.mark.parametrize("code", list_languages())
def test_every_sentence_is_translated_with_the_same_values_in_it(code: str) -> None:
    """None is empty, doubtful or half Vietnamese, and each plural form is there."""
    for message in read_catalogue(code):
        if not message.id:
            continue
        original = message.id if isinstance(message.id, str) else message.id[0]
        forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
        assert forms and all(forms) and not message.fuzzy, original
        for form in forms:
            assert set(PLACEHOLDER.findall(form)) <= _list_values(original), form
            assert not VIETNAMESE.search(NAMES.sub("", form)), form
        assert set(PLACEHOLDER.findall(original)) in (
            set(PLACEHOLDER.findall(forms[-1])),
            set(PLACEHOLDER.findall(original)) & DATE,
        ), original


def _list_values(original: str) -> set[str]:
    """What a translation may name: the values of the sentence; of a date, its parts as they are written or read."""
    values = set(PLACEHOLDER.findall(original))
    return values | DATE if values & DATE else values


@pytest.mark.slow("the whole program is read")
def test_no_sentence_is_put_together_from_words() -> None:
    """What is joined in Vietnamese cannot be said in a language with another order of words."""
    assert find_joined_words() == []


@pytest.mark.slow("every template is read")
def test_no_template_has_words_of_its_own() -> None:
    """What a reader sees in a template is said by `say` and the like."""
    for template in list_templates():
        tree = Environment().parse(template.read_text("utf-8"))
        own = [text.data for text in tree.find_all(nodes.TemplateData) if VIETNAMESE.search(re.sub(r"<!--.*?-->", "", text.data))]
        assert not [words for words in own if words not in VIETNAMESE_EVERYWHERE], template.name


def build(root: Path) -> Path:
    """Builds the project; returns its site."""
    order = BuildRequest(root, TODAY, begin_frames(root / "mkdocs.yml"), open_data=("api", "assistants", "embed"))
    assert build_site(order, root / "site").report.errors == 0
    return root / "site"


@pytest.mark.slow("builds")
def test_a_site_in_vietnamese_alone_has_no_trace_of_languages(site_root: Path) -> None:
    """No switch, no alternates, no words that only another language needs."""
    site = build(site_root)
    assert not (site / "en").exists()
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        assert 'class="tongue"' not in html and "hreflang" not in html and '<html lang="vi">' in html, page
    assert "hreflang" not in (site / "sitemap.xml").read_text("utf-8")


@pytest.mark.slow("builds")
def test_each_page_leads_to_itself_in_the_other_language(site_root: Path) -> None:
    """Both pages name both, and Vietnamese as what a stranger gets; every link leads somewhere; a warm build is the same. What is
    still Vietnamese says so; the site has a name of its own there, and a lost page speaks both."""
    config = site_root / "mkdocs.yml"
    written = config.read_text("utf-8")
    config.write_text(written.replace("reference: own", "reference: own, languages: [vi, en], names: {en: The board}"), "utf-8")
    assert config.read_text("utf-8") != written
    site = build(site_root)
    unmarked = find_unmarked(site, site_root)
    assert not unmarked, "\n".join(unmarked)
    titles = [(site / place / "index.html").read_text("utf-8").partition("</title>")[0] for place in ("en", ".")]
    assert ["The board" in title for title in titles] == [True, False]
    assert 'lang="en"' in (site / "404.html").read_text("utf-8")
    every = sorted(page.relative_to(site / "en") for page in (site / "en").rglob("*.html"))
    english = [page for page in every if page.parts[0] != "nhung"]
    assert english and len(english) < len(every)
    for page in english:
        assert [_told_language(site, place / page) for place in (Path(), Path("en"))] == ["vi", "en"], page
        files = [_list_files(site, place / page) for place in (Path(), Path("en"))]
        assert files[0] == files[1], page  # files to take away lie once, and both pages lead there
    assert not broken_links(site, "https://niemyet.example/")
    translated = sorted(file.relative_to(site / "en") for file in (site / "en/api").rglob("*.json"))
    assert {file.parts[2] for file in translated} == {"communes", "postings"}
    for file in translated:
        both = [json.loads((site / folder / file).read_text("utf-8")) for folder in ("en", ".")]
        assert without_words(both[0]) == without_words(both[1]), file
        assert both[0]["url"] == both[1]["url"].replace("niemyet.example/", "niemyet.example/en/")
    for page in english:
        (target,) = re.findall(r'text/markdown" href="([^"]*)"', (site / "en" / page).read_text("utf-8")) or [""]
        assert not target or (site / "en" / page.parent / target).is_file(), page
    assert "- Content as of 22 November 2026\n" in (site / "en/ha-noi/index.md").read_text("utf-8")
    before = bytes_of(site)
    assert bytes_of(build(site_root)) == before


def without_words(value: object) -> object:
    """The keys, numbers and truths of data, with nothing where texts stand: what is the same in every language."""
    if isinstance(value, dict):
        return {key: without_words(below) for key, below in value.items()}
    if isinstance(value, list):
        return [without_words(one) for one in value]
    return "" if isinstance(value, str) else value


def _told_language(site: Path, page: Path) -> str:
    """The language of a page, which names itself and the other one in both ways."""
    elements = PageReader((site / page).read_text("utf-8")).elements
    [code] = [attributes["lang"] for tag, attributes in elements if tag == "html"]
    told = {one["hreflang"]: one["href"] for _, one in elements if one.get("rel") == "alternate" and "hreflang" in one}
    assert told.keys() == {"vi", "en", "x-default"} and told["x-default"] == told["vi"], page
    [way] = [attributes for _, attributes in elements if attributes.get("class") == "tongue"]
    other = {"vi": "en", "en": "vi"}[code or ""]
    assert (way["lang"], way["hreflang"]) == (other, other), page
    return code or ""


def _list_files(site: Path, page: Path) -> list[str]:
    """The files of data that a page offers, from the site's root."""
    elements = PageReader((site / page).read_text("utf-8")).elements
    offered = [one["href"] or "" for tag, one in elements if tag == "a" and "download" in one]
    return [
        posixpath.normpath(f"{page.parent.as_posix()}/{file}") for file in offered if file.endswith((".csv", ".json", ".xlsx"))
    ]


def find_unmarked(site: Path, root: Path) -> list[str]:
    """Vietnamese words on pages in English that no element calls so, but for names of places, today's and before, and numbers of
    documents."""
    units = (root / "catalogue/reference/units.csv").read_text("utf-8")
    places = sorted({row.split(",")[2] for row in units.splitlines()[1:]} | {"Việt Nam", "Hà Nội"}, key=len, reverse=True)
    proper = re.compile("|".join([*map(re.escape, places), r"[^ ]*/[^ ]*", NAMES.pattern]))
    unmarked: dict[str, str] = {}
    for page in sorted((site / "en").rglob("*.html")):
        for text in LanguageReader(page.read_text("utf-8")).english:
            if len(text) > 1 and not text.startswith("Before 1 July 2025: ") and VIETNAMESE.search(proper.sub("", text)):
                unmarked.setdefault(" ".join(text.split()), page.relative_to(site).as_posix())
    return [f"{page}: {text}" for text, page in unmarked.items()]


class LanguageReader(HTMLParser):
    """The texts of a page that are said to be English."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.english: list[str] = []
        self._open: list[tuple[str, str | None]] = [("", None)]
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element has the language of the one around it, unless it says another."""
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("lang") or self._open[-1][1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Holds no text."""

    def handle_endtag(self, tag: str) -> None:
        """Also closes what was left open in it."""
        while len(self._open) > 1 and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Scripts hold data, and what is typed is nobody's language."""
        tag, language = self._open[-1]
        if language == "en" and tag not in ("script", "style", "title", "code"):
            self.english.append(data)
