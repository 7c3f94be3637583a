"""An article's Markdown as safe HTML: contributors' own HTML never passes, only a closed list of elements."""

import re

import nh3
from markdown import Markdown
from markupsafe import Markup

_ELEMENTS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "a", "img", "table", "thead", "tbody",
    "tr", "th", "td", "hr", "br", "code", "sup", "sub",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}}
_SCHEMES = {"https", "http", "mailto", "tel"}

_PAGE_ELEMENTS = _ELEMENTS | {"h1", "h5", "h6", "pre", "figure", "figcaption", "div"}
_PAGE_ATTRIBUTES = (
    {"a": {"href", "title"}, "img": {"src", "alt", "title", "width", "height", "loading"}, "code": {"class"}, "div": {"class"}}
    | {f"h{level}": {"id"} for level in range(1, 7)}
)  # fmt: skip
_PAGE_CLASSES = re.compile(r"pair|language-[a-z]+")
"""Pictures side by side; the language of an example."""


def render_markdown(body: str, root: str, folder: str) -> Markup:
    """Safe HTML of an article's body.

    `root` is the relative way to the site's root, put before links that begin with a slash; `folder` the way
    to the folder of the article's pictures.
    """

    def place_link(element: str, attribute: str, value: str) -> str | None:
        if attribute == "href":
            return root + value.removeprefix("/") if value.startswith("/") else value
        if attribute == "src":
            return None if "/" in value or ":" in value else folder + value
        return value

    # One heading level down at most: the title of the page is the only h1.
    html = Markdown(extensions=["tables", "sane_lists"], output_format="html").convert(body)
    html = html.replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    clean = nh3.clean(
        html,
        tags=_ELEMENTS,
        attributes=_ATTRIBUTES,
        attribute_filter=place_link,
        url_schemes=_SCHEMES,
        link_rel="noopener",
    )
    return Markup(clean)


def clean_page(html: str) -> str:
    """What stands of the HTML of a page written by hand: more kinds of elements than in an article, and as harmless."""

    def keep(element: str, attribute: str, value: str) -> str | None:
        if attribute == "class":
            return value if _PAGE_CLASSES.fullmatch(value) else None
        if attribute == "src":
            return None if ":" in value or value.startswith(("/", "\\")) else value
        return value

    clean = nh3.clean(
        html,
        tags=_PAGE_ELEMENTS,
        attributes=_PAGE_ATTRIBUTES,
        attribute_filter=keep,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return clean.replace("<p></p>", "")  # a paragraph was opened around what may not stand in one
