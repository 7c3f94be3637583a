"""Tells markup in an article from text that only looks like it: `‹mã>` written with a real bracket is a word, not a tag.

Takes Markdown as written; replaces every "<" that opens no markup, so that no HTML parser drops the words after it. Markup is
recognised by the element's name, the form of its attributes, and whether it is closed.
"""

import re

from niemyet.patterns import regex

ASIDE = "\x11"
"""Replaces a "<" that is text. No text contains this character; the finished HTML has "&lt;" in its place."""

_CLOSED = frozenset([
    "a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote", "body", "button", "canvas",
    "caption", "center", "cite", "code", "colgroup", "data", "datalist", "del", "details", "dfn", "dialog", "div", "dl", "em",
    "fieldset", "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "html",
    "i", "iframe", "ins", "kbd", "label", "legend", "main", "map", "mark", "menu", "meter", "nav", "noscript", "object", "ol",
    "optgroup", "option", "output", "picture", "pre", "progress", "q", "s", "samp", "script", "section", "select", "small",
    "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "template", "textarea", "time", "title", "tt",
    "u", "ul", "var", "video",
])  # fmt: skip
"""Elements that must be closed."""
_OPEN = frozenset([
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "p", "param", "source", "tbody",
    "td", "tfoot", "th", "thead", "tr", "track", "wbr",
])  # fmt: skip
"""Elements that need not be closed."""
_BARE = "allowfullscreen|async|checked|controls|defer|disabled|hidden|noshade|nowrap|open|reversed"
_ATTRIBUTE = rf"""\s++(?:[A-Za-z_:][\w:.-]*+\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'|[^\s"'=<>`]++)|(?:{_BARE})(?![\w=-]))"""
_TAG = regex(rf"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*+(?P<word>:[A-Za-z0-9]++)?)(?:{_ATTRIBUTE})*+\s*+/?>", re.ASCII)
_LINK = regex(r"<(?:(?:https?|ftp|mailto|tel):[^<>\s]*+|[^<>\s@]++@[^<>\s@]++)>", re.IGNORECASE)
_TARGET = regex(r"<[^<>\n]*+>")


def put_stray_brackets_aside(body: str) -> str:
    """The text with `ASIDE` instead of every "<" that opens no comment, link or HTML element."""
    body = body.replace(ASIDE, "")
    last = {found[1].lower(): found.start() for found in re.finditer(r"</([A-Za-z][A-Za-z0-9]*)\s*>", body)}
    last_comment = body.rfind("-->")
    pieces: list[str] = []
    at = 0
    while (found := body.find("<", at)) >= 0:
        pieces.append(body[at:found])
        end = _end_of_markup(body, found, last, last_comment)
        pieces.append(body[found:end] if end else ASIDE)
        at = end or found + 1
    return "".join((*pieces, body[at:]))


def _end_of_markup(body: str, start: int, last: dict[str, int], last_comment: int) -> int:
    """The end of the markup that opens at `start`; 0 if none does."""
    if body.startswith("<!--", start):
        return body.index("-->", start + 4) + 3 if last_comment >= start + 4 else 0
    link = _LINK.match(body, start) or (_TARGET.match(body, start) if body.startswith("](", start - 2) else None)
    if link is not None:
        return link.end()
    tag = _TAG.match(body, start)
    if tag is None:
        return 0
    name = tag["name"].lower()
    known = bool(tag["word"]) or name in _OPEN or (name in _CLOSED and (bool(tag["end"]) or last.get(name, -1) > start))
    return tag.end() if known else 0
