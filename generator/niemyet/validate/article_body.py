"""The headings of an article's body, with their ids, and its links.

Takes Markdown as written; gives positions in it, for diagnostics. The ids are those that the page gives its headings.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from niemyet.model.folding import to_slug
from niemyet.patterns import regex
from niemyet.validate.stray_markup import ASIDE, put_stray_brackets_aside

PAGE_ANCHORS = ("#noi-dung", "#trinh-don", "#dia-phuong", "#thu-tuc-lien-quan", "#van-ban-dan")
"""Anchors that the page of every article has besides its headings."""
_OTHER_ANCHORS = ("#anh", "#cung-chuyen-muc", "#da-sua", "#tep-kem")
"""Anchors that the page of an article may have too."""
_HIDING = regex(r"`+|<!--|-->")
_ESCAPED = regex(r"(?<!\\)(?:\\\\)*\\$")
_BETWEEN = regex(r"\n[ \t]*\n")
_TARGET = regex(
    r"\]\([ \t]*\n?[ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>(?:[^\s()<>]|\([^\s()]*\))*))(?=(?P<rest>[^\n)]{0,300}))"
)
_TITLE = regex(r"\s+[\"'(]|\s*$")
_DEFINITION = regex(
    r"^(?:[^\w\[\]\n!]|[0-9]{1,9}[.)]|\[\^[^\[\]\n]*\]:)*+\[(?!\^)(?:[^\[\]\n]|\n(?![ \t]*\n))*+\]:[ \t>]*\n?[ \t>]*"
    r"<*+(?P<target>\S+?)(?=>*[ \t]*(?:$|[\"'(]))",
    re.MULTILINE,
)
"""The target of a reference, also in a list, a quotation or a note, and on the line after its name."""
_OPENED = regex(r"<a\s(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+", re.IGNORECASE)
_HREF = regex(r"""\bhref\s*+=\s*+(?:"(?P<double>[^"<]*)"|'(?P<single>[^'<]*)'|(?P<bare>[^\s"'<>]+))""", re.IGNORECASE)
_AUTOMATIC = regex(r"<(?P<target>[A-Za-z][A-Za-z0-9+.-]*://[^<>]*|(?:mailto:|tel:)[^<>\s]*)>", re.IGNORECASE)
_MARKDOWN_IMAGE = regex(r"!\[(?P<alt>[^\]]*)\]\(<?(?P<file>[^)\s>]*)[^)\n]*\)")
_HTML_IMAGE = regex(r"<img\b[^>]*>?", re.IGNORECASE)
_HTML_ATTRIBUTE = regex(r"""\b(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", re.IGNORECASE)
_NOTE = regex(r"\[\^(?P<name>[^\[\]\n]+)\](?P<colon>:?)")
_BEFORE_NOTE = regex(r"(?:[ \t>]|[-*+][ \t]|[0-9]{1,9}[.)][ \t])*")
_HASHES = regex(r" {0,3}#{1,6}")
_UNDERLINE = regex(r"(?:=+|-+)[ \t]*")
_HTML_HEADING = regex(r"<(?P<end>/?)h[1-6](?:\s[^<>]*)?>", re.IGNORECASE)
_LINK_TEXT = regex(r"(!?)\[([^\[\]]*)\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\[\]]*\])")
_MARKUP = regex(r"<[^<>]*>|[*_`]")


class BodyPicture(NamedTuple):
    """A picture in the body: the file and the description as written, and its position (line from 0, column from 1)."""

    file: str
    alt: str
    line: int
    column: int
    width: int


def find_pictures(body: str) -> Iterator[BodyPicture]:
    """Every picture in the body, line by line."""
    if "![" not in body and "<" not in body:
        return
    for number, line in enumerate(body.split("\n")):
        for found in _MARKDOWN_IMAGE.finditer(line):
            yield BodyPicture(found["file"], found["alt"], number, found.start() + 1, len(found[0]))
        for found in _HTML_IMAGE.finditer(line):
            attributes = {name.lower(): "".join(values) for name, *values in _HTML_ATTRIBUTE.findall(found[0])}
            yield BodyPicture(attributes.get("src", ""), attributes.get("alt", ""), number, found.start() + 1, len(found[0]))


class BodyLink(NamedTuple):
    """A link in the body: the target as written, and its position (line from 0, column from 1)."""

    target: str
    line: int
    column: int


def find_links(body: str) -> Iterator[BodyLink]:
    """Every link in the body, grouped by syntax. Pictures and code are skipped."""
    if "](" not in body and "]:" not in body and "<" not in body:
        return
    starts = [0, *(end.end() for end in re.finditer("\n", body))]
    text = _blank_out(body, _find_hidden(body, code=True))
    for found in _TARGET.finditer(text):
        if not _is_escaped(text, found.start()) and not _is_picture(text, found.start()):
            group = "angled" if found["angled"] is not None else "plain"
            whole = found[group] if group == "angled" or _TITLE.match(found["rest"]) else found[group] + found["rest"]
            yield _place(starts, whole.strip(), found.start(group))
    for found in (*_DEFINITION.finditer(text), *_AUTOMATIC.finditer(text)):
        yield _place(starts, found["target"], found.start("target"))
    for opened in _OPENED.finditer(text):
        for found in _HREF.finditer(text, opened.start(), opened.end()):
            group = next(name for name in ("double", "single", "bare") if found[name] is not None)
            yield _place(starts, found[group].strip(), found.start(group))


class NoteSign(NamedTuple):
    """A footnote, or a mark that leads to one, in the body: its name, and its position (line from 0, column from 1)."""

    name: str
    line: int
    column: int
    is_note: bool


def find_notes(body: str) -> list[NoteSign]:
    """The footnotes and the marks of the body, in order. What stands in code is none."""
    text = _blank_out(body, _find_hidden(body, code=True))
    return [
        NoteSign(
            found["name"], number, found.start() + 1, bool(found["colon"] and _BEFORE_NOTE.fullmatch(line, 0, found.start()))
        )
        for number, line in enumerate(text.split("\n"))
        for found in _NOTE.finditer(line)
        if not _is_escaped(line, found.start())
    ]


def find_linked(target: str, path: str) -> str:
    """Where a link of the article at `path` leads within the site: a path as seen from the root, or an address without its first
    slash; '' if it leads elsewhere."""
    plain = unquote(re.split("[?#]", target)[0])
    if not plain or ":" in plain:
        return ""
    return plain[1:] if plain.startswith("/") else normpath(join(dirname(path), plain))


def _is_picture(text: str, closing: int) -> bool:
    """Whether the bracket closed at `closing` was opened by "![" (a picture)."""
    depth = 0
    for at in range(closing, max(-1, closing - 2000), -1):
        step = {"]": 1, "[": -1}.get(text[at], 0)
        if step and not (text[at - 1 : at] == "\\" and _is_escaped(text, at)):
            depth += step
        if depth == 0:
            return text[at - 1 : at] == "!" and not _is_escaped(text, at - 1)
    return False


def _is_escaped(text: str, at: int) -> bool:
    """Whether a backslash makes the sign at an offset mean nothing but itself."""
    return text[at - 1 : at] == "\\" and _ESCAPED.search(text, max(0, at - 20), at) is not None


def _place(starts: list[int], target: str, start: int) -> BodyLink:
    """The link with its position; `starts` holds the offset of each line."""
    line = bisect_right(starts, start) - 1
    return BodyLink(target, line, start - starts[line] + 1)


def _find_hidden(body: str, *, code: bool) -> Iterator[tuple[int, int]]:
    """The spans (start, end) of comments and, with `code`, of code in backquotes."""
    signs = list(_HIDING.finditer(body))
    ends: list[int | None] = [None] * len(signs)
    seen: dict[str, int] = {}
    for i in range(len(signs) - 1, -1, -1):
        sign = signs[i][0]
        ends[i] = seen.get("-->" if sign == "<!--" else sign)
        seen[sign] = i
    i = 0
    while i < len(signs):
        end = ends[i]
        if signs[i][0] == "<!--":
            opens = True
        else:  # code neither begins behind a backslash nor goes on in another paragraph
            opens = code and signs[i][0] != "-->" and not _ESCAPED.search(body, max(0, signs[i].start() - 20), signs[i].start())
            opens = opens and (end is None or not _BETWEEN.search(body, signs[i].end(), signs[end].start()))
        if opens and end is not None:
            yield signs[i].start(), signs[end].end()
            i = end
        i += 1


def _blank_out(body: str, hidden: Iterable[tuple[int, int]]) -> str:
    """The body with spaces in place of the hidden spans; positions stay the same."""
    pieces, at = [], 0
    for start, end in hidden:
        pieces += [body[at:start], re.sub(r"[^\n]", " ", body[start:end])]
        at = end
    return "".join((*pieces, body[at:]))


def find_headings(body: str) -> list[str]:
    """The text of the headings, in order."""
    text = _blank_out(body, _find_hidden(body, code=False))
    found = sorted((*_find_marked(text), *_find_html(text)))
    return [_words_of(heading) for _, heading in found]


def _find_marked(text: str) -> Iterator[tuple[int, str]]:
    """Headings with # or an underline, each with its offset in the text."""
    lines = text.split("\n")
    at = 0
    for i, line in enumerate(lines):
        hashes = _HASHES.match(line)
        if hashes is not None:
            yield at, line[hashes.end() :].strip().rstrip("#")
        elif line.strip() and not (i and lines[i - 1].strip()) and i + 1 < len(lines) and _UNDERLINE.fullmatch(lines[i + 1]):
            yield at, line
        at += len(line) + 1


def _find_html(text: str) -> Iterator[tuple[int, str]]:
    opened: re.Match[str] | None = None
    for tag in _HTML_HEADING.finditer(text):
        if tag["end"] and opened is not None:
            yield opened.start(), text[opened.end() : tag.start()]
        opened = None if tag["end"] else tag


def _words_of(heading: str) -> str:
    """The visible text of a heading: link texts are kept, pictures and markup are dropped."""
    words = _LINK_TEXT.sub(lambda link: "" if link[1] else link[2], heading)
    return _MARKUP.sub("", put_stray_brackets_aside(words)).replace(ASIDE, "<")


def name_headings(headings: Iterable[str]) -> list[str]:
    """The id of each heading: "Giấy tờ phải nộp" → giay-to-phai-nop. Ids are unique and differ from the page's own anchors."""
    used = {anchor[1:] for anchor in (*PAGE_ANCHORS, *_OTHER_ANCHORS)}
    numbers: dict[str, int] = {}  # so that a thousand equal headings take linear time
    ids = []
    for heading in headings:
        name = base = to_slug(heading) or "muc"
        number = numbers.get(base, 1)
        while name in used:
            number += 1
            name = f"{base}-{number}"
        numbers[base] = number
        used.add(name)
        ids.append(name)
    return ids
