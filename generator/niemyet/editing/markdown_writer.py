"""Writes HTML from Word or a web page as Markdown: words, headings, lists, tables, links, notes and pictures, and nothing else.

Nothing of the page's own markup passes, so nothing in it can run. What belongs to the page and not to the article (menus, forms,
scripts) is left out.
"""

import re
from html.parser import HTMLParser
from typing import NamedTuple

from niemyet.editing import pasted_marks as marks
from niemyet.editing.page_elements import BLOCKS, DEEPEST, EMPHASIS, ENDLESS, HEADINGS, LEFT_OUT, OTHER_DIGITS, STRONG, VOID
from niemyet.editing.pasted_tables import PICTURE, PastedTable
from niemyet.editing.pasted_words import (
    OF_THE_PAGE,
    TOO_DEEP,
    clean_page,
    go_through,
    is_caption,
    is_of_page,
    join_blocks,
    list_dashes,
    mark_up,
    read_plainly,
    set_apart,
    write_item,
)  # fmt: skip
from niemyet.load.archives import UnreadableError
from niemyet.model.scalars import is_link
from niemyet.patterns import regex

_SIGNS = regex(r"([\\`*_\[\]|])")
_ENTITY = regex(r"&(?=#?\w{1,32};)")
_BULLET = regex(r"^[•·▪‣◦\uf0b7]\s*")


class WrittenPage(NamedTuple):
    """An article as Markdown. `pictures` are the `src` of its pictures, in the order in which they stand in it as `{0}`, `{1}` …,
    each with its description and what stands below it."""

    title: str
    body: str
    pictures: tuple[tuple[str, str, str], ...]


def write_markdown(page: str) -> WrittenPage:
    """The article in a page of HTML: what lies in its <article> or <main>, if it has one, else all of it. Raises
    `UnreadableError`."""
    chosen = next((name for name in ("article", "main") if re.search(rf"<{name}[\s>]", page, re.IGNORECASE)), "")
    words = clean_page(page)
    written = _write(words, chosen, OF_THE_PAGE)
    return written if written.body else _write(words, chosen, frozenset())


def _write(page: str, within: str, left_out: frozenset[str]) -> WrittenPage:
    writer = _Writer(within, left_out)
    writer.feed(page)
    writer.close()
    writer.finish()
    return WrittenPage(writer.title or writer.page_title, writer.body(), tuple(writer.pictures))


class _Writer(HTMLParser):
    def __init__(self, within: str, left_out: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._within, self._inside, self._left_out = within, 0, left_out
        self._passed_over, self._passed_depth = "", 0
        """The element whose content belongs to the page, and how many of its name are open within it."""
        self._blocks: list[str] = []
        self._line: list[str] = []
        self._prefix, self._lists = "", list[tuple[str, int]]()
        self._tables: list[PastedTable] = []
        self._hidden, self._depth, self._level, self._verbatim, self._is_title = 0, 0, 0, 0, False
        self._raised: int | None = None
        self._link: tuple[str, int] | None = None
        self._note, self._in_title, self._in_heading = "", False, ""
        self._notes: list[str] = []
        self.title, self.page_title = "", ""
        self.pictures: list[tuple[str, str, str]] = []

    # -- what the parser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "title" and self._hidden <= 1:
            self._in_title = True
        if tag not in VOID:
            self._depth += 1
            if self._depth > ENDLESS:
                raise UnreadableError(TOO_DEEP)
        if self._passed_over:
            self._passed_depth += tag == self._passed_over
            return
        if tag in ("div", "ul", "section", "span", "a", "p") and not self._hidden and is_of_page(given, self._left_out):
            if tag not in ("span", "a"):
                self._end_block()
            self._passed_over, self._passed_depth = tag, 1
            return
        if tag in LEFT_OUT or self._depth > DEEPEST:
            self._hidden += tag not in VOID
            return
        if self._hidden:
            return
        self._inside += tag == self._within
        if self._passes():
            self._open(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        if tag not in VOID:
            self._depth = max(0, self._depth - 1)
        if self._passed_over:
            self._passed_depth -= tag == self._passed_over
            if not self._passed_depth:
                self._passed_over = ""
            return
        if tag in LEFT_OUT:
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
        elif not self._hidden and not self._passed_over and self._passes():
            spaced = re.sub(r"\s*\n", "\0", data.strip("\n")) if self._verbatim else data
            words = _SIGNS.sub(r"\\\1", _ENTITY.sub("&amp;", re.sub(r"\s+", " ", spaced)))
            self._line.append(words.replace("<", "&lt;"))

    # -- what is written

    def _passes(self) -> bool:
        return not self._within or self._inside > 0

    @property
    def _target(self) -> list[str]:
        """Where the next block belongs: the page, or a cell."""
        return self._tables[-1].blocks if self._tables else self._blocks

    def _open(self, tag: str, given: dict[str, str]) -> None:
        if tag in HEADINGS:
            self._end_block()
            self._in_heading = tag
        elif tag in BLOCKS:
            self._end_block()
            self._level = marks.level_in_word(given)
            self._is_title = tag == "p" and marks.is_title(given)
            self._verbatim += tag == "pre"
        elif tag in ("ul", "ol"):
            self._end_block()
            self._begin_list(tag, given)
        elif tag == "li":
            self._end_block()
            self._begin_item(given.get("id", ""))
        elif tag == "table":
            self._end_block()
            self._tables.append(PastedTable())
        elif tag in ("tr", "td", "th", "caption") and self._tables:
            self._end_block()
            if tag == "tr":
                self._tables[-1].begin_row()
            elif tag != "caption":
                self._tables[-1].begin_cell(given)
        elif tag == "br":
            self._line.append("\0")
        elif tag == "img":
            self._put_picture(given)
        elif tag == "a":
            self._open_link(given)
        elif tag in ("sup", "sub"):
            self._raised = len(self._line)
        elif tag in STRONG | EMPHASIS:
            self._line.append("\1" if tag in STRONG else "\2")

    def _close(self, tag: str) -> None:
        if tag in HEADINGS:
            self._end_heading(tag)
        elif tag == "figcaption" and self.pictures:
            source, alt, _ = self.pictures.pop()
            self.pictures.append((source, alt, read_plainly(self._take_line())))
        elif tag in BLOCKS:
            self._end_block()
            self._verbatim -= tag == "pre" and self._verbatim > 0
        elif tag in ("ul", "ol") and self._lists:
            self._end_block()
            self._lists.pop()
            if not any(kind for kind, _ in self._lists):
                self._lists.clear()
                self._target.append("")
        elif tag == "li":
            self._end_block()
            self._note = ""
        elif tag in ("td", "th", "tr", "caption") and self._tables:
            self._end_block()
            self._tables[-1].end_cell()
        elif tag == "table" and self._tables:
            self._end_table()
        elif tag == "a":
            self._end_link()
        elif tag in ("sup", "sub") and self._raised is not None:
            words = "".join(self._line[self._raised :])
            if re.fullmatch(r"\s*[0-9]{1,3}\s*", words):
                self._line[self._raised :] = [words.strip().translate(OTHER_DIGITS[tag])]
            self._raised = None
        elif tag in STRONG | EMPHASIS:
            self._line.append("\1" if tag in STRONG else "\2")

    def _begin_list(self, tag: str, given: dict[str, str]) -> None:
        if not self._lists and marks.goes_on(given):  # one after the other, which Google Docs means as one list
            del self._target[len(self._target) - (self._target[-1:] == [""]) :]
            self._lists += [("", 0)] * marks.level_in_google(given)
        self._lists.append((tag, marks.first_number(given) - 1))

    def _begin_item(self, id: str) -> None:
        if note := marks.find_note(id):
            self._note = note
        elif self._lists:
            kind, number = self._lists.pop()
            self._lists.append((kind, number + 1))
            self._prefix = "    " * (len(self._lists) - 1) + (f"{number + 1}. " if kind == "ol" else "- ")

    def _put_picture(self, given: dict[str, str]) -> None:
        source, alt = given.get("src", "") or given.get("data-src", ""), " ".join(given.get("alt", "").split())
        if alt and len(alt) <= len("1234") and not any(map(str.isalnum, alt)):  # a sign that is drawn, as in what Facebook shows
            self._line.append(_SIGNS.sub(r"\\\1", alt))
        elif source:
            self._end_block()
            self._target.append(f"![]({{{len(self.pictures)}}})")
            self.pictures.append((source, alt, ""))

    def _open_link(self, given: dict[str, str]) -> None:
        target = given.get("href", "").strip()
        note = marks.find_note(given.get("id", "") or given.get("name", ""))
        if note and marks.leads_back(target):  # the note itself begins with the way back
            self._note = note
        self._link = (go_through(target), len(self._line))

    def _end_link(self) -> None:
        if self._link is None:
            return
        target, begin = self._link
        self._link = None
        words = "".join(self._line[begin:]).strip()
        if marks.leads_back(target):
            del self._line[begin:]
        elif note := marks.find_note(target):
            self._line[begin:] = [f"[^{note}]"]
        elif words and (is_link(target) or re.fullmatch(r"mailto:[^\s@<>()]+@[^\s@<>()]+|tel:\+?[0-9.-]+", target)):
            self._line[begin:] = [f"[{words}](<{target}>)"]

    def _take_line(self) -> str:
        text = "".join(self._line).replace("\0", " ")
        self._line = []
        return mark_up(" ".join(text.split()))

    def _end_heading(self, tag: str) -> None:
        words = " ".join("".join(self._line).replace("\0", " ").split()).replace("\1", "").replace("\2", "")
        self._line, self._in_heading = [], ""
        if not words:
            return
        if tag == "h1" and not self.title:
            self.title = read_plainly(words)
        else:
            self._target.append(HEADINGS[tag] + words)

    def _end_block(self) -> None:
        if self._is_title and not self.title:
            self.title = read_plainly(self._take_line())
        self._is_title = False
        for words in "".join(self._line).split("\0"):
            self._add(mark_up(" ".join(words.split())))
        self._line = []

    def _add(self, words: str) -> None:
        if not words.strip("*_ "):
            return
        blocks = self._target
        if self._note:
            self._notes.append(f"[^{self._note}]: {words}")
            self._note = ""
        elif self._level:
            blocks.append(write_item(words, self._level))
        elif self._prefix:
            blocks.append("\3" + self._prefix + _BULLET.sub("", words))
            self._prefix = ""
        elif _BULLET.match(words):
            blocks.append("\3- " + _BULLET.sub("", words))
        else:
            self._place(set_apart(words))

    def _place(self, block: str) -> None:
        """Puts a block where it belongs: a caption with its picture."""
        above = PICTURE.fullmatch(self._target[-1]) if self._target else None
        source, alt, caption = self.pictures[int(above[1])] if above is not None else ("", "", "")
        if above is not None and not caption and is_caption(block):
            self.pictures[int(above[1])] = source, alt, read_plainly(block)
        else:
            self._target.append(block)

    def _end_table(self) -> None:
        self._end_block()
        table = self._tables.pop()
        for block in table.write():
            self._place(block)

    def finish(self) -> None:
        """Ends what the page has left open."""
        while self._tables:
            self._end_table()
        self._end_block()

    def body(self) -> str:
        """The Markdown; items of a list stand line below line."""
        return join_blocks((*list_dashes(self._blocks), *self._notes))
