"""An article's Markdown as safe HTML: contributors' own HTML never passes, only a closed list of elements."""

import html
import re
from posixpath import splitext

import nh3
from markdown import Markdown
from markupsafe import Markup

from niemyet.render.pasted_lines import keep_lines
from niemyet.validate.article_body import name_headings
from niemyet.validate.stray_markup import ASIDE, put_stray_brackets_aside

_ELEMENTS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "b", "i", "a", "img", "table", "thead", "tbody",
    "tr", "th", "td", "hr", "br", "code", "sup", "sub",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif")
_LEVELS = {"h1": "h2", "h5": "h4", "h6": "h4"}
"""The title of the page is its only h1, and nothing is divided more often than twice below a heading."""
_OTHER_LEVEL = re.compile(r"(</?)(h[156])\b")
_HEADING = re.compile(r"<(h[2-4])>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_SCHEMES = {"https", "http", "mailto", "tel"}

_PAGE_ELEMENTS = _ELEMENTS | {"h1", "h5", "h6", "pre", "figure", "figcaption", "div"}
_PAGE_ATTRIBUTES = (
    {"a": {"href", "title"}, "img": {"src", "alt", "title", "width", "height", "loading"}, "code": {"class"}, "div": {"class"}}
    | {"ol": {"start"}}
    | {f"h{level}": {"id"} for level in range(1, 7)}
)  # fmt: skip
_PAGE_CLASSES = re.compile(r"pair|language-[a-z]+")
"""Pictures side by side; the language of an example."""


def render_markdown(body: str, root: str, folder: str) -> Markup:
    """Safe HTML of an article's body; no word of it is lost, and every heading can be led to.

    `root` is the relative way to the site's root, put before links that begin with a slash; `folder` the way
    to the folder of the article's pictures and neighbours.
    """

    def place_link(element: str, attribute: str, value: str) -> str | None:
        if attribute == "href":
            return _place_target(value, root, folder)
        if attribute == "src":
            return None if "/" in value or ":" in value else folder + value
        return value

    source = keep_lines(put_stray_brackets_aside(body))
    made = Markdown(extensions=["tables", "sane_lists"], output_format="html").convert(source)
    made = _OTHER_LEVEL.sub(lambda tag: tag[1] + _LEVELS[tag[2]], made.replace(ASIDE, "&lt;"))
    clean = nh3.clean(
        made,
        tags=_ELEMENTS,
        attributes=_ATTRIBUTES,
        attribute_filter=place_link,
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )
    return Markup(_give_ids(clean))


def _place_target(value: str, root: str, folder: str) -> str:
    """Where a link leads from the page: from the root what begins with a slash, from the article's folder another article's
    file and a picture, which stand there beside it."""
    if value.startswith("/"):
        return root + value.removeprefix("/")
    path, sign, anchor = value.partition("#")
    if ":" in path:
        return value
    if path.endswith(".md"):
        return f"{folder}{path.removesuffix('.md')}/{sign}{anchor}"
    return folder + value if splitext(path)[1].lower() in _PICTURES and "/" not in path else value


def _give_ids(clean: str) -> str:
    ids = iter(name_headings(html.unescape(_TAG.sub("", heading[2])) for heading in _HEADING.finditer(clean)))
    return _HEADING.sub(lambda heading: f'<{heading[1]} id="{next(ids)}">{heading[2]}</{heading[1]}>', clean)


def clean_page(text: str) -> str:
    """What stands of the HTML of a page written by hand: more kinds of elements than in an article, and as harmless."""

    def keep(element: str, attribute: str, value: str) -> str | None:
        if attribute == "class":
            return value if _PAGE_CLASSES.fullmatch(value) else None
        if attribute == "src":
            return None if ":" in value or value.startswith(("/", "\\")) else value
        return value

    clean = nh3.clean(
        text,
        tags=_PAGE_ELEMENTS,
        attributes=_PAGE_ATTRIBUTES,
        attribute_filter=keep,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return clean.replace("<p></p>", "")  # a paragraph was opened around what may not stand in one
