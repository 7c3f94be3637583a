"""What stands in an article's body that can be led to or leads elsewhere: its headings with their ids, and its links.

Takes Markdown as it was written; knows places in it, for messages. The ids are those that the page gives its headings.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from niemyet.validate.rules.names import fold
from niemyet.validate.stray_markup import ASIDE, put_stray_brackets_aside

PAGE_IDS = ("noi-dung", "dia-phuong", "thu-tuc-lien-quan", "van-ban-dan")
"""Ids that the page of every article has for itself."""
_MASKED = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)|<!--.*?-->", re.DOTALL)
_TARGET = re.compile(r"\]\([ \t]*\n?[ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>(?:[^\s()<>]|\([^\s()]*\))*))(?P<rest>[^\n)]*)")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,200}\]:[ \t]*<?(?P<target>[^\s<>]+)", re.MULTILINE)
_ANCHOR = re.compile(
    r"""<a\s[^<>]*?\bhref\s*=\s*(?:"(?P<double>[^"<>]*)"|'(?P<single>[^'<>]*)'|(?P<bare>[^\s"'<>]+))""", re.IGNORECASE
)
_HEADING = re.compile(
    r"^ {0,3}#{1,6}[ \t]*(?P<text>[^\n]*?)[ \t]*#*[ \t]*$|^(?P<above>[^\n]*\S[^\n]*)\n(?:=+|-{2,})[ \t]*$", re.MULTILINE
)
_HTML_HEADING = re.compile(r"<h[1-6]\b[^<>]*>(?P<text>.*?)</h[1-6]\s*>", re.IGNORECASE | re.DOTALL)
_LINK_TEXT = re.compile(r"(!?)\[([^\[\]]*)\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\[\]]*\])")
_MARKUP = re.compile(r"<[^<>]*>|[*_`]")


class BodyLink(NamedTuple):
    """A link of the body: where it leads as it was written, and where that stands in the body, line from 0 and column from 1."""

    target: str
    line: int
    column: int


def find_links(body: str) -> Iterator[BodyLink]:
    """Every link that the body writes, in the order of their kinds; pictures and what stands in code are none."""
    text = _MASKED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), body)
    for found in _TARGET.finditer(text):
        if not _is_picture(text, found.start()):
            group = "angled" if found["angled"] is not None else "plain"
            yield _place(body, found[group].strip(), found.start(group))
    for found in _DEFINITION.finditer(text):
        yield _place(body, found["target"], found.start("target"))
    for found in _ANCHOR.finditer(text):
        group = next(name for name in ("double", "single", "bare") if found[name] is not None)
        yield _place(body, found[group].strip(), found.start(group))


def _is_picture(text: str, closing: int) -> bool:
    """Whether the brackets that close here were opened by ![."""
    depth = 0
    for at in range(closing, max(-1, closing - 2000), -1):
        depth += {"]": 1, "[": -1}.get(text[at], 0)
        if depth == 0:
            return text[at - 1 : at] == "!"
    return False


def _place(body: str, target: str, start: int) -> BodyLink:
    return BodyLink(target, body.count("\n", 0, start), start - body.rfind("\n", 0, start))


def find_headings(body: str) -> list[str]:
    """The words of the headings from the top."""
    text = _MASKED.sub(lambda found: re.sub(r"[^\n`]", "x", found[0]) if found[0][0] == "<" else found[0], body)
    found = [*_HEADING.finditer(text), *_HTML_HEADING.finditer(text)]
    found.sort(key=lambda heading: heading.start())
    return [_words_of(heading.groupdict().get("above") or heading["text"] or "") for heading in found]


def _words_of(heading: str) -> str:
    """What is read of a heading: the words of its links, nothing of its pictures and its markup."""
    words = _LINK_TEXT.sub(lambda link: "" if link[1] else link[2], heading)
    return _MARKUP.sub("", put_stray_brackets_aside(words)).replace(ASIDE, "<")


def name_headings(headings: Iterable[str]) -> list[str]:
    """An id for each heading: its words as an address, "Giấy tờ phải nộp" → giay-to-phai-nop; no id twice, none of the page's."""
    used = set(PAGE_IDS)
    ids = []
    for heading in headings:
        name = base = fold(heading) or "muc"
        number = 1
        while name in used:
            number += 1
            name = f"{base}-{number}"
        used.add(name)
        ids.append(name)
    return ids
