"""Converts Markdown to safe HTML: only a closed list of elements and attributes passes. The only module that imports nh3."""

import html
import re
from collections.abc import Callable, Mapping
from functools import cache
from posixpath import basename, splitext
from typing import NamedTuple
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.blockprocessors import BlockQuoteProcessor, HashHeaderProcessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markupsafe import Markup

from niemyet.load.named_letters import leave_out_invisible
from niemyet.model.kinds import ATTACHMENT_ENDINGS, PICTURE_ENDINGS
from niemyet.model.link_targets import is_target
from niemyet.model.pictures import PictureFile
from niemyet.patterns import regex
from niemyet.render.pasted_lines import keep_lines
from niemyet.render.picture_markup import show_figure, show_picture
from niemyet.validate.article_body import name_headings
from niemyet.validate.stray_markup import ASIDE, put_stray_brackets_aside

_ELEMENTS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "b", "i", "a", "img", "table", "thead", "tbody",
    "tr", "th", "td", "hr", "br", "code", "sup", "sub", "div",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}, "li": {"id"}, "sup": {"id"}, "div": {"class"},
    "th": {"style"}, "td": {"style"},
}  # fmt: skip
_FOOTNOTE = regex(r"fn(?:ref\d*)?:[\w-]{1,60}")
"""The ids of footnotes and of the places that lead to them."""
_NAME = regex(r"[\w-]{1,50}")
_FOOTNOTES = "footnote"
_ALIGNED = {"text-align: right;": "end", "text-align: center;": "middle"}
"""How columns of tables are aligned, and the class for it: a page has no style of its own."""
_CELL = regex(rf'(?<=<t[hd] )style="({"|".join(_ALIGNED)})"')
_BESIDE = tuple(f".{ending}" for ending in (*PICTURE_ENDINGS, *ATTACHMENT_ENDINGS))
"""Endings of the files that lie beside an article."""
_LEVELS = {"h1": "h2", "h5": "h4", "h6": "h4"}
"""The page title is the only h1, and headings below h4 are not used."""
_OTHER_LEVEL = regex(r"(</?)(h[156])\b")
_HEADING = regex(r"<(h[2-4])>(.*?)</\1>", re.DOTALL)
_TAG = regex(r"<[^<>]*>")
_TABLE = regex(r"<(/?)table>")
_SCHEMES = {"https", "http", "mailto", "tel"}

_PAGE_ELEMENTS = _ELEMENTS | {"h1", "h5", "h6", "pre", "figure", "figcaption", "div"}
_PAGE_ATTRIBUTES = (
    {"a": {"href", "title"}, "img": {"src", "alt", "title", "width", "height", "loading"}, "code": {"class"}, "div": {"class"}}
    | {"ol": {"start"}}
    | {f"h{level}": {"id"} for level in range(1, 7)}
)  # fmt: skip
_PAGE_CLASSES = regex(r"pair|language-[a-z]+")
"""Allowed classes: pictures side by side, the language of an example."""


class ShownPicture(NamedTuple):
    """A picture of an article with what stands below it, '' for nothing."""

    picture: PictureFile
    caption: str = ""
    credit: str = ""
    alt: str = ""
    """The description, where the text has none."""


NO_PICTURES: Mapping[str, ShownPicture] = {}


def _never(_: str) -> bool:
    return False


def render_markdown(
    body: str,
    root: str,
    folder: str,
    pictures: Mapping[str, ShownPicture] = NO_PICTURES,
    waits: Callable[[str], bool] = _never,
) -> Markup:
    """The safe HTML of an article's body. No word is lost, and every heading has an id.

    `root` is the relative path to the site's root, put before links that begin with a slash; `folder` the path to the folder of
    the article's neighbours; `pictures` are its pictures by the names of their files. What leads
    to something that `waits` to be published is words alone.
    """

    def place_link(element: str, attribute: str, value: str) -> str | None:
        if attribute == "href":
            if waits(value) or not is_target(value):
                return None
            return root + pictures[value].picture.address if value in pictures else _place_target(value, root, folder)
        if attribute == "src":
            return None if "/" in value or ":" in value else folder + value
        if attribute == "id":
            return value if _FOOTNOTE.fullmatch(value) else None
        if attribute == "class":
            return value if value == _FOOTNOTES else None
        if attribute == "style":
            return value if value in _ALIGNED else None
        return value

    source = keep_lines(put_stray_brackets_aside(body))
    if (plain := convert_plainly(source)) is not None:
        return Markup(_give_ids(plain))
    made = converter_of_articles().reset().convert(source)
    made = _OTHER_LEVEL.sub(lambda tag: tag[1] + _LEVELS[tag[2]], made.replace(ASIDE, "&lt;"))
    clean = nh3.clean(
        made,
        tags=_ELEMENTS,
        attributes=_ATTRIBUTES,
        attribute_filter=place_link,
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )
    clean = leave_out_invisible(clean) if "&" in body else clean
    aligned = _CELL.sub(lambda cell: f'class="{_ALIGNED[cell[1]]}"', clean)
    return Markup(_give_ids(_let_tables_scroll(_show_pictures(aligned, root, pictures))))


_MEANING_MORE = regex(
    r"[`\\\[<>&*_|\x00-\x09\x0b-\x1f\x7f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]|  $|^[ =+:-]|^\d+[.)]"
    r"|(?<=[^\n]\n)#|^#(?!#{1,3} [^\n#]+(?:\n\n|\n?\Z))|(?<=[^\n#])#",
    re.MULTILINE,
)
"""Whatever may be more than words: signs of markup, a line that does not begin with a letter, spaces that are not plain; but a
heading on its own."""


def convert_plainly(source: str) -> str | None:
    """The HTML of a text of paragraphs and headings alone, as the converter makes it, in a tenth of the time; None for others."""
    if _MEANING_MORE.search(source) is not None or not (blocks := source.strip("\n")):
        return None
    made = (
        f"<h{level}>{block[level + 1 :].strip()}</h{level}>"
        if (level := len(block) - len(block.lstrip("#")))
        else f"<p>{block.rstrip()}</p>"
        for block in re.split(r"\n{2,}", blocks)
    )
    return "\n".join(made)


@cache
def converter_of_articles() -> Markdown:
    """Converts the words of articles, one after another. Setting it up takes as long as a page of text."""
    converter = Markdown(extensions=["tables", "sane_lists", set_up_footnotes()], output_format="html")
    converter.treeprocessors.register(_MarkedText(converter), "inline", 20)
    converter.parser.blockprocessors.register(_Heading(converter.parser), "hashheader", 70)
    converter.parser.blockprocessors.register(_Quotation(converter.parser), "quote", 20)
    return converter


class _Footnotes(FootnoteExtension):
    """Footnotes in Vietnamese, which can be reached whatever their names are."""

    def makeFootnoteId(self, id: str) -> str:  # called by Python-Markdown
        """The id of a note."""
        return super().makeFootnoteId(self._name(id))

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # called by Python-Markdown
        """The id of a mark."""
        return super().makeFootnoteRefId(self._name(id), found)

    def _name(self, name: str) -> str:
        return name if _NAME.fullmatch(name) else f"so-{[*self.footnotes].index(name) + 1}"


def set_up_footnotes() -> FootnoteExtension:
    """The extension."""
    return _Footnotes(BACKLINK_TEXT="↑", BACKLINK_TITLE="Về chỗ có chú thích {}")


_MAY_BE_MARKED = regex(r"[`\\\[!<&*_\x02\x03]|  \n")
"""What every pattern for markup within a line needs; the two signs stand for what was found before."""


class _Heading(HashHeaderProcessor):
    """Looks for headings only in a block that has their sign."""

    def test(self, parent: Element, block: str) -> bool:
        """Called by Python-Markdown."""
        return "#" in block and super().test(parent, block)


class _Quotation(BlockQuoteProcessor):
    """Looks for quotations only in a block that has their sign."""

    def test(self, parent: Element, block: str) -> bool:
        """Called by Python-Markdown."""
        return ">" in block and super().test(parent, block)


class _MarkedText(InlineProcessor):
    """Looks for markup only in text that has a sign of it: fifteen patterns for each piece of text are half of the work. The
    method, whose name is private there, is held by a test: where it is called otherwise, nothing is saved."""

    def _InlineProcessor__handleInline(self, data: str, pattern_index: int = 0) -> str:
        if pattern_index == 0 and _MAY_BE_MARKED.search(data) is None:
            return data
        made: str = super()._InlineProcessor__handleInline(data, pattern_index)  # type: ignore[misc]  # typed as private
        return made


_IMAGE = regex(r"<p>\s*(<img [^<>]*>)\s*</p>|<img [^<>]*>")
_ATTRIBUTE = regex(r'([a-z]+)="([^"]*)"')


def _show_pictures(clean: str, root: str, pictures: Mapping[str, ShownPicture]) -> str:
    """Every picture in its sizes; one that stands alone is a figure, with its caption, else that which the text gives it."""

    def show(found: re.Match[str]) -> str:
        given = {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(found[0])}
        shown = pictures.get(basename(given.get("src", "")))
        if shown is None:
            return found[0]
        picture = show_picture(shown.picture, given.get("alt", "") or shown.alt, root)
        return show_figure(picture, shown.caption or given.get("title", ""), shown.credit) if found[1] else picture

    return _IMAGE.sub(show, clean)


def _place_target(value: str, root: str, folder: str) -> str:
    """The target of a link as seen from the page: absolute paths are relative to `root`, other articles and pictures relative to
    `folder`."""
    if value.startswith("/"):
        return root + value.removeprefix("/")
    path, sign, anchor = value.partition("#")
    if ":" in path:
        return value
    if path.endswith(".md"):
        return f"{folder}{path.removesuffix('.md')}/{sign}{anchor}"
    return folder + value if splitext(path)[1].lower() in _BESIDE and "/" not in path else value


def _give_ids(clean: str) -> str:
    ids = iter(name_headings(html.unescape(_TAG.sub("", heading[2])) for heading in _HEADING.finditer(clean)))
    return _HEADING.sub(lambda heading: f'<{heading[1]} id="{next(ids)}">{heading[2]}</{heading[1]}>', clean)


class _Links(Treeprocessor):
    """Hands the target of every link and picture to a function."""

    def __init__(self, place: Callable[[str], str]) -> None:
        super().__init__()
        self.place = place

    def run(self, root: Element) -> None:
        """Called by Python-Markdown."""
        for element in root.iter():
            key = {"a": "href", "img": "src"}.get(str(element.tag))
            if key is not None and (target := element.get(key)) is not None:
                element.set(key, self.place(target))


def convert_page(text: str, place_link: Callable[[str], str]) -> str:
    """The HTML of a hand-written page, to be cleaned by `clean_page`. `place_link` gives the address that a link or a picture
    leads to. The extensions are those that MkDocs has without settings."""
    converter = Markdown(extensions=["toc", "tables", "fenced_code"])
    converter.treeprocessors.register(_Links(place_link), "links", 0)
    return converter.convert(text)


def clean_page(text: str) -> str:
    """The safe HTML of a hand-written page, with more kinds of elements than an article may have."""

    def keep(element: str, attribute: str, value: str) -> str | None:
        if attribute == "class":
            return value if _PAGE_CLASSES.fullmatch(value) else None
        if attribute == "src":
            return None if ":" in value or value.startswith(("/", "\\")) else value
        return value if attribute != "href" or is_target(value) else None

    clean = nh3.clean(
        text,
        tags=_PAGE_ELEMENTS,
        attributes=_PAGE_ATTRIBUTES,
        attribute_filter=keep,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    shown = leave_out_invisible(clean).replace("<p></p>", "")  # left where a paragraph was opened around block elements
    return _let_tables_scroll(shown)


def _let_tables_scroll(clean: str) -> str:
    """Tables in boxes of their own: one that is wider than the screen is moved in there, by keyboard too."""
    return _TABLE.sub(lambda tag: "</table></div>" if tag[1] else '<div class="scroll" tabindex="0"><table>', clean)
