"""Paragraphs of a pasted page as Markdown: which are items of a list or a caption, which signs in them mean something.

Takes and gives blocks of Markdown; one that begins with \\3 is an item of a list.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import parse_qs, urlsplit

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.page_elements import ENDLESS
from niemyet.patterns import regex

_BEGINS = regex(r"^(\s*)(#{1,6}\s|[-+>]\s|\d{1,3}[.)]\s|-{3,})")
_DASH = regex(r"^(\\-|–|\\\+)\s+")
"""A dash typed before a line, as Vietnamese offices write lists: items with – or -, below them +."""
_MARKER = regex(r"^(?:(\d{1,3})[.)]|([^\W\d_]{1,4}[.)])|[^\w\s]{1,2}|[o§Øüvq])\s+")
"""What Word writes before an item of a list: a number, a letter, or a sign of one of its fonts."""
_CAPTION = regex(r"\*[^*]+\*|(?:Ảnh|Hình|Nguồn ảnh)(?: \d+)?\s?[.:].*")
_LONGEST_CAPTION = 300
_THROUGH = ("www.google.com/url", "l.facebook.com/l.php", "lm.facebook.com/l.php")
"""Where links that were copied from these services go first."""

_NO_LETTER = regex(r"&#(?:[0-9]{9,}|[xX][0-9a-fA-F]{9,});?")
"""Numbers beyond all letters; the parser of Python ends with an error on the longest."""
TOO_DEEP = Bilingual(
    f"trang web có hơn {ENDLESS} thẻ mở mà không đóng; chép bài sang Word, lưu lại rồi lấy từ tệp ấy",
    f"the page opens more than {ENDLESS} elements and closes none; copy the article to Word, save it and take that",
)
OF_THE_PAGE = frozenset(
    {"breadcrumb", "breadcrumbs", "share", "social", "menu", "navbar", "sidebar", "related", "comments", "pagination", "toolbar"}
)
"""Names that pages give to what belongs to them and not to the article."""
_HIDDEN_ROLES = frozenset({"button", "navigation", "banner", "search", "toolbar", "menu"})
_SECTION = regex(r"<!\[[^>]*>?")


def clean_page(page: str) -> str:
    """A page of HTML without its comments, and without numbers that are no letters."""
    return _NO_LETTER.sub("\ufffd", _drop_comments(page))


def _drop_comments(page: str) -> str:
    """The page without its comments, as a browser reads them: one that is not closed goes on to the end, and what begins with <![
    is one up to the next >. The parser of Python looks for the end of each again, and gives up at names that it does not know."""
    left, at = [], 0
    while (begin := page.find("<!--", at)) >= 0:
        left.append(page[at:begin])
        end = page.find("-->", begin + 2)
        if end < 0:
            return "".join(left)
        at = end + len("-->")
    return _SECTION.sub("", "".join([*left, page[at:]]))


def is_of_page(given: Mapping[str, str], left_out: Collection[str]) -> bool:
    """Whether an element with these attributes belongs to the page and not to the article; `left_out` are names of such."""
    if given.get("role") in _HIDDEN_ROLES or "display:none" in given.get("style", "").replace(" ", ""):
        return True
    return any(name in left_out for name in f"{given.get('id', '')} {given.get('class', '')}".lower().split())


def is_caption(words: str) -> bool:
    """Whether a paragraph below a picture belongs to it: all in italics, or named as such."""
    return len(words) <= _LONGEST_CAPTION and bool(_CAPTION.fullmatch(words))


def join_blocks(blocks: Iterable[str]) -> str:
    """The Markdown; items of a list stand line below line."""
    text = ""
    before = ""
    for block in blocks:
        near = block.startswith("\3") and before.startswith("\3")
        if block:
            text += ("\n" if near else "\n\n" if text else "") + block.removeprefix("\3")
        before = block
    return text


def write_item(words: str, level: int) -> str:
    """An item of a list as Word saves it: with what stands before it, at a level from 1."""
    marker = _MARKER.match(words)
    begins = _begin_like_word(marker) + words[marker.end() :] if marker is not None else f"- {words}"
    return "\3" + "    " * (level - 1) + begins


def _begin_like_word(found: re.Match[str]) -> str:
    return f"{found[1]}. " if found[1] else f"- {found[2]} " if found[2] else "- "


def list_dashes(blocks: list[str]) -> Iterator[str]:
    """The blocks with lines that begin with a dash as a list, where two or more follow one another; one alone stays as it is."""
    dashes = [_DASH.match(block) for block in blocks]
    for i, block in enumerate(blocks):
        dash = dashes[i]
        among = any(dashes[j] is not None for j in (i - 1, i + 1) if 0 <= j < len(blocks))
        if dash is None or not among:
            yield block
        else:
            below = dash[1] == "\\+" and i > 0 and dashes[i - 1] is not None and _follows_dash(dashes, i)
            yield "\3" + ("    " if below else "") + "- " + block[dash.end() :]


def _follows_dash(dashes: list[re.Match[str] | None], at: int) -> bool:
    """Whether the run of lines with "+" that this one is in follows one with another dash."""
    while at and (dash := dashes[at]) is not None and dash[1] == "\\+":
        at -= 1
    before = dashes[at]
    return before is not None and before[1] != "\\+"


def go_through(target: str) -> str:
    """Where a link leads in the end."""
    parts = urlsplit(target) if target.startswith("https://") else None
    if parts is None or parts.netloc + parts.path not in _THROUGH:
        return target
    asked = parse_qs(parts.query)
    return next(iter(asked.get("q", asked.get("u", ()))), target)


_LINK = regex(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\((?:<[^<>]*>|(?:[^\s()<>]|\([^\s()]*\))*)\)")
_SIGNS_BACK = regex(r"\\([\\`*_\[\]|#+>.)-])|\*")


def read_plainly(words: str) -> str:
    """Written words without the signs of Markdown, for a title, a lead or a caption."""
    plain = _SIGNS_BACK.sub(lambda sign: sign[1] or "", _LINK.sub(r"\1", words))
    return " ".join(plain.replace("&lt;", "<").replace("&amp;", "&").split())


def set_apart(words: str) -> str:
    """A paragraph, so that a sign at its beginning makes it nothing else."""
    return _BEGINS.sub(_set_apart, words)


def _set_apart(found: re.Match[str]) -> str:
    sign = found[2].rstrip()
    return f"{found[1]}{sign[:-1]}\\{sign[-1]} " if sign[0].isdigit() else f"{found[1]}\\{found[2]}"


def mark_up(words: str) -> str:
    """Bold and italic words between their signs, which stand close to the words; lone signs go."""
    for sign, written in (("\1", "**"), ("\2", "*")):
        pieces = words.split(sign)
        if len(pieces) % 2 == 0:
            words = "".join(pieces)
            continue
        for i in range(1, len(pieces), 2):
            inner = pieces[i]
            core = inner.strip()
            if core and not re.fullmatch(r"[\W_]*", core):
                lead, tail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
                pieces[i] = f"{lead}{written}{core}{written}{tail}"
        words = "".join(pieces)
    return " ".join(words.split())
