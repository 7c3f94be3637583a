"""Writes HTML from Word or a web page as Markdown: words, headings, lists, tables, links, notes and pictures, and nothing else.

Nothing of the page's own markup passes, so nothing in it can run. What belongs to the page and not to the article (menus, forms,
scripts) is left out.
"""

import re
from html.parser import HTMLParser
from typing import NamedTuple

from niemyet.model.scalars import is_link

_LEFT_OUT = frozenset(
    {"script", "style", "nav", "header", "footer", "aside", "form", "iframe", "noscript", "button", "svg", "template", "object",
     "select", "textarea", "math", "canvas", "audio", "video", "head"}
)  # fmt: skip
_BLOCKS = frozenset(
    {"p", "div", "section", "article", "main", "figure", "figcaption", "blockquote", "address", "center", "dt", "dd"}
)
_HEADINGS = {"h1": "## ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "#### ", "h6": "#### "}
_STRONG, _EMPHASIS = frozenset({"strong", "b"}), frozenset({"em", "i"})
_VOID = frozenset({"img", "br", "hr", "input", "meta", "link", "source", "wbr", "col", "area", "base", "embed", "track", "param"})
_SIGNS = re.compile(r"([\\`*_\[\]|])")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_NO_LETTER = re.compile(r"&#(?:[0-9]{9,}|[xX][0-9a-fA-F]{9,});?")
"""Numbers beyond all letters; the parser of Python ends with an error on the longest."""
_BEGINS = re.compile(r"^(\s*)(#{1,6}\s|[-+>]\s|\d{1,3}[.)]\s|-{3,})")
_NOTE = re.compile(r"#?(?:footnote|endnote|_ftn|_edn|fn)[-:]?(\d{1,3})\Z", re.IGNORECASE)
_BACK = re.compile(r"#?(?:footnote|endnote)-ref-\d+\Z|#?_(?:ftn|edn)ref\d+\Z|#?fnref[-:]?\d+\Z", re.IGNORECASE)
_BULLET = re.compile(r"^[•·▪‣◦\uf0b7]\s*")
DEEPEST = 200
"""Elements within one another; pages have thirty."""


class WrittenPage(NamedTuple):
    """An article as Markdown. `pictures` are the `src` of its pictures, in the order in which they stand in it as `{0}`, `{1}` …,
    each with its description and what stands below it."""

    title: str
    body: str
    pictures: tuple[tuple[str, str, str], ...]


_SECTION = re.compile(r"<!\[[^>]*>?")


def write_markdown(page: str) -> WrittenPage:
    """The article in a page of HTML: what lies in its <article> or <main>, if it has one, else all of it."""
    chosen = next((name for name in ("article", "main") if re.search(rf"<{name}[\s>]", page, re.IGNORECASE)), "")
    writer = _Writer(chosen)
    writer.feed(_NO_LETTER.sub("\ufffd", _drop_comments(page)))
    writer.close()
    writer.finish()
    return WrittenPage(writer.title or writer.page_title, writer.body(), tuple(writer.pictures))


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


class _Writer(HTMLParser):
    def __init__(self, within: str) -> None:
        super().__init__(convert_charrefs=True)
        self._within, self._inside = within, 0
        self._hidden, self._depth = 0, 0
        self._blocks: list[str] = []
        self._line: list[str] = []
        self._prefix, self._lists = "", list[tuple[str, int]]()
        self._rows: list[list[str]] | None = None
        self._cells_in_row = 0
        self._link: tuple[str, int] | None = None
        self._note, self._in_title, self._in_heading = "", False, ""
        self._notes: list[str] = []
        self.title, self.page_title = "", ""
        self.pictures: list[tuple[str, str, str]] = []

    # -- what the parser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "title" and not self._hidden_but_head():
            self._in_title = True
        if tag not in _VOID:
            self._depth += 1
        if tag in _LEFT_OUT or self._depth > DEEPEST:
            self._hidden += tag not in _VOID
            return
        if self._hidden:
            return
        self._inside += tag == self._within
        if self._passes():
            self._open(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag not in _VOID:
            self._depth = max(0, self._depth - 1)
        if tag in _LEFT_OUT:
            self._hidden = max(0, self._hidden - 1)
            return
        if self._hidden:
            return
        if self._passes():
            self._close(tag)
        if tag == self._within:
            self._inside = max(0, self._inside - 1)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.page_title = " ".join(f"{self.page_title} {data}".split())
        elif not self._hidden and self._passes():
            words = _SIGNS.sub(r"\\\1", _ENTITY.sub("&amp;", re.sub(r"\s+", " ", data)))
            self._line.append(words.replace("<", "&lt;"))

    # -- what is written

    def _hidden_but_head(self) -> bool:
        return self._hidden > 1

    def _passes(self) -> bool:
        return not self._within or self._inside > 0

    def _open(self, tag: str, given: dict[str, str]) -> None:
        if tag in _HEADINGS:
            self._end_block()
            self._in_heading = tag
        elif tag in _BLOCKS:
            self._end_block()
        elif tag in ("ul", "ol"):
            self._end_block()
            self._lists.append((tag, 0))
        elif tag == "li":
            self._end_block()
            self._begin_item(given.get("id", ""))
        elif tag == "table" and self._rows is None:
            self._end_block()
            self._rows = []
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag in ("td", "th") and self._rows is not None:
            self._line = []
        elif tag == "br":
            self._line.append(" " if self._rows is not None else "\0")
        elif tag == "img":
            self._put_picture(given)
        elif tag == "a":
            self._link = (given.get("href", "").strip(), len(self._line))
        elif tag in _STRONG | _EMPHASIS:
            self._line.append("\1" if tag in _STRONG else "\2")

    def _close(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._end_heading(tag)
        elif tag == "figcaption" and self.pictures and self._rows is None:
            source, alt, _ = self.pictures.pop()
            self.pictures.append((source, alt, read_plainly(self._take_line())))
        elif tag in _BLOCKS:
            self._end_block()
        elif tag in ("ul", "ol") and self._lists:
            self._end_block()
            self._lists.pop()
            if not self._lists:
                self._blocks.append("")
        elif tag == "li":
            self._end_block()
            self._note = ""
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].append(self._take_line())
        elif tag == "table" and self._rows is not None:
            self._end_table()
        elif tag == "a":
            self._end_link()
        elif tag in _STRONG | _EMPHASIS:
            self._line.append("\1" if tag in _STRONG else "\2")

    def _begin_item(self, id: str) -> None:
        note = _NOTE.fullmatch(id)
        if note is not None:
            self._note = note[1]
        elif self._lists:
            kind, number = self._lists.pop()
            self._lists.append((kind, number + 1))
            self._prefix = "    " * (len(self._lists) - 1) + (f"{number + 1}. " if kind == "ol" else "- ")

    def _put_picture(self, given: dict[str, str]) -> None:
        source = given.get("src", "") or given.get("data-src", "")
        if source and self._rows is None:
            self._end_block()
            self._blocks.append(f"![]({{{len(self.pictures)}}})")
            self.pictures.append((source, " ".join(given.get("alt", "").split()), ""))

    def _end_link(self) -> None:
        if self._link is None:
            return
        target, begin = self._link
        self._link = None
        words = "".join(self._line[begin:]).strip()
        if _BACK.fullmatch(target):
            del self._line[begin:]
        elif (note := _NOTE.fullmatch(target)) is not None:
            self._line[begin:] = [f"[^{note[1]}]"]
        elif words and (is_link(target) or re.fullmatch(r"mailto:[^\s@<>()]+@[^\s@<>()]+|tel:\+?[0-9.-]+", target)):
            self._line[begin:] = [f"[{words}](<{target}>)"]

    def _take_line(self) -> str:
        text = "".join(self._line).replace("\0", " ")
        self._line = []
        return _mark(" ".join(text.split()))

    def _end_heading(self, tag: str) -> None:
        words = " ".join("".join(self._line).replace("\0", " ").split()).replace("\1", "").replace("\2", "")
        self._line, self._in_heading = [], ""
        if not words or self._rows is not None:
            return
        if tag == "h1" and not self.title:
            self.title = read_plainly(words)
        else:
            self._blocks.append(_HEADINGS[tag] + words)

    def _end_block(self) -> None:
        if self._rows is not None:  # paragraphs within a cell
            self._line.append(" ")
            return
        for words in "".join(self._line).split("\0"):
            self._add(_mark(" ".join(words.split())))
        self._line = []

    def _add(self, words: str) -> None:
        if not words.strip("*_ "):
            return
        if self._note:
            self._notes.append(f"[^{self._note}]: {words}")
            self._note = ""
        elif self._prefix:
            self._blocks.append("\3" + self._prefix + _BULLET.sub("", words))
            self._prefix = ""
        elif _BULLET.match(words):
            self._blocks.append("\3- " + _BULLET.sub("", words))
        else:
            self._blocks.append(_BEGINS.sub(_set_apart, words))

    def _end_table(self) -> None:
        rows = [row for row in self._rows or () if any(row)]
        self._rows, self._line = None, []
        columns = max(map(len, rows), default=0)
        if columns < 2 or len(rows) < 2:  # a frame around text, as old pages have it
            self._blocks += [cell for row in rows for cell in row if cell]
            return
        lines = ["| " + " | ".join([*row, *[""] * (columns - len(row))]) + " |" for row in rows]
        self._blocks.append("\n".join([lines[0], "|" + " --- |" * columns, *lines[1:]]))

    def finish(self) -> None:
        """Ends what the page has left open."""
        if self._rows is not None:
            self._end_table()
        self._end_block()

    def body(self) -> str:
        """The Markdown; items of a list stand line below line."""
        text = ""
        before = ""
        for block in (*self._blocks, *self._notes):
            near = block.startswith("\3") and before.startswith("\3")
            if block:
                text += ("\n" if near else "\n\n" if text else "") + block.removeprefix("\3")
            before = block
        return text


_SIGNS_BACK = re.compile(r"\\([\\`*_\[\]|#+>.)-])|\*")


def read_plainly(words: str) -> str:
    """Written words without the signs of Markdown, for a title or a caption."""
    plain = _SIGNS_BACK.sub(lambda sign: sign[1] or "", words)
    return " ".join(plain.replace("&lt;", "<").replace("&amp;", "&").split())


def _set_apart(found: re.Match[str]) -> str:
    """A sign at the beginning of a paragraph that would make it something else."""
    sign = found[2].rstrip()
    return f"{found[1]}{sign[:-1]}\\{sign[-1]} " if sign[0].isdigit() else f"{found[1]}\\{found[2]}"


def _mark(words: str) -> str:
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
