"""A page as text for assistants: Markdown beside it, made of the HTML that the page shows, so that the two cannot differ.

Takes the content of a page as the templates give it, with attributes in quotation marks and every sign of markup escaped. Left
out is what leads around the site or needs a script. Postings, procedures and communes have texts of their own, made of their
tables (`open_data/texts.py`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from html import unescape
from re import Pattern
from urllib.parse import urljoin

from niemyet.patterns import regex
from niemyet.render.addresses import LLMS, TEXT, root_from
from niemyet.render.frames import FRAME_KINDS, Frame, name_frame
from niemyet.render.language import Language
from niemyet.values import dataclass

OF_TABLES = frozenset({"posting", "procedure", "commune"})
"""Kinds of pages whose texts are made of tables."""
OF_PAGES = frozenset(
    {
        "procedures", "alphabet", "field", "history", "elsewhere", "done-elsewhere", "hours", "life-events", "life-event",
        "documents", "document", "province-document", "changes", "coming", "country", "country-province", "province",
        "news", "news-page", "news-deep-page", "topic", "topic-page", "article", "notices", "reform", "reform-area",
    }
)  # fmt: skip
"""Kinds of pages whose texts are made of what they show. Not the figures, which are there as data (`api/v1/compliance.json`), nor
the comparisons, whose rows are those of the tables of postings."""
NOTHING_UNKNOWN = "Không có mục nào ghi là chưa xác định."

_TOKEN = regex(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>|([^<]+)")
_HREF = regex(r'\shref="([^"]*)"')
_CLASS = regex(r'\sclass="([^"]*)"')
_ALT = regex(r'\salt="([^"]*)"')
_FIRST = regex(r'\sstart="([0-9]+)"')
_HIDDEN = regex(r'\s(?:hidden(?=\s|/|$)|aria-hidden="true")')
_SKIPPED = frozenset({"nav", "form", "svg", "script", "style", "button", "template", "h1", "source"})
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "source"})
_LISTS = frozenset({"ul", "ol"})
_BLOCKS = frozenset(
    {"p", "div", "section", "header", "article", "details", "summary", "figure", "figcaption", "dl", "caption", "thead", "tbody"}
)
_HEADINGS = {"h2": "## ", "h3": "### ", "h4": "#### "}
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_BEGINNING = " \n\u00a0([{“‘\"'/-"
"""After these no word is parted from what is before it."""
_IN_A_LINK = str.maketrans({"[": "\\[", "]": "\\]"})
_IN_AN_ADDRESS = str.maketrans({" ": "%20", "(": "%28", ")": "%29"})


def of_each_place(language: Language) -> str:
    """What pages above the communes do not know."""
    return language.say("Phí, thời hạn, nơi nộp ở từng xã, phường: xem bản niêm yết của nơi đó.")


@dataclass(frozen=True, slots=True)
class PageTexts:
    """Writes the texts of pages in one language."""

    site_url: str
    today: date
    language: Language

    def write(self, address: str, title: str, content: str, unknown: Iterable[str]) -> bytes:
        """The text of a page: its address, the day of its content, what it shows as `content` (HTML), and what is not known."""
        home, say = f"{self.site_url}{self.language.folder}", self.language.say
        lines = [
            f"# {_join(title).replace('<', '&lt;')}",
            "",
            f"- {say('Địa chỉ của trang (dẫn khi trả lời): {url}', url=home + address)}",
            f"- {say('Nội dung của ngày {day}', day=self.language.day(self.today))}",
            *_Reader(home, address, say(" (số mẫu)").strip()).read(content),
            "",
            f"## {say('Chưa xác định')}",
            "",
            *(f"- {_join(one).replace('<', '&lt;')}" for one in dict.fromkeys(unknown) or [say(NOTHING_UNKNOWN)]),
        ]
        return "".join(f"{line}\n" for line in lines).encode()


def link_texts(frames: Mapping[str, Frame], language: Language) -> dict[str, Frame]:
    """The frames, by name; those of a language with a link to the text of the page in those whose pages have one."""
    with_text = {name_frame(kind, language.code): kind for kind in (*OF_TABLES, *OF_PAGES, "home")}
    return {
        name: _link_text(frame, with_text[name], language) if name in with_text and "links" in frame.slots else frame
        for name, frame in frames.items()
    }


def _link_text(frame: Frame, kind: str, language: Language) -> Frame:
    begin, name = b'<link rel="alternate" type="text/markdown" ', LLMS if kind == "home" else TEXT
    at = frame.slots.index("links")
    before, literals = frame.literals[at], frame.literals
    if not language.folder or kind in OF_PAGES:
        return replace(frame, literals=(*literals[:at], b'%b%bhref="%b">' % (before, begin, name.encode()), *literals[at + 1 :]))
    root = root_from("/" * FRAME_KINDS[kind].depth) + language.up
    opened = b'%b%bhref="%b' % (before, begin, root.encode())
    return Frame(
        (*literals[:at], opened, b'%b">' % name.encode(), *literals[at + 1 :]), (*frame.slots[:at], "address", *frame.slots[at:])
    )


class _Reader:
    """Gathers the lines of a page: blocks, between which stands an empty line unless both are of one list."""

    def __init__(self, home: str, address: str, sample: str) -> None:
        """`home` is the address of the site in this language, `address` that of the page below it; `sample` is said of an amount
        that is one."""
        self._home, self._url, self._root, self._sample = home, home + address, root_from(address), sample
        self._lines: list[str] = []
        self._words: list[str] = []
        self._lists: list[int | None] = []
        """The open lists, with the number of the last item of those that count."""
        self._marker, self._before = "", ""
        """What stands before the next block, once; and before every block, for quotations."""
        self._rows: list[list[str]] | None = None
        self._links: list[tuple[int, str]] = []
        self._spans: list[str] = []
        """What ends each of the open ones."""
        self._of_list = False

    def read(self, content: str) -> list[str]:
        """The lines of the page."""
        skipped, depth = "", 0
        for token in _TOKEN.finditer(content):
            ends, tag, rest, words = token.groups()
            if skipped:
                depth += 0 if tag != skipped else -1 if ends else 1
                skipped = skipped if depth else ""
            elif words is not None:
                self._words.append(unescape(words).replace("<", "&lt;") if "&" in words else words)
            elif ends:
                self._end(tag)
            elif tag in _SKIPPED or (rest and _HIDDEN.search(rest)):
                skipped, depth = ("", 0) if tag in _VOID else (tag, 1)
            else:
                self._start(tag, rest)
        self._flush()
        return self._lines

    def _start(self, tag: str, rest: str) -> None:
        if tag in _MARKS:
            self._words.append(_MARKS[tag])
        elif tag == "a":
            if self._words and self._words[-1].startswith("["):  # two links without a word between them
                self._words.append(" ")
            self._links.append((len(self._words), _find(_HREF, rest)))
        elif tag == "img":
            self._words.append(unescape(_find(_ALT, rest)).replace("<", "&lt;"))
        elif tag == "span":
            self._start_span(_find(_CLASS, rest))
        elif tag in ("br", "time"):
            self._part()
        elif tag in ("td", "th") and self._rows:
            self._words.clear()
        elif tag == "table":
            self._flush()
            self._rows = []
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        else:
            self._start_block(tag, rest)

    def _start_span(self, kind: str) -> None:
        """Signs beside words, which have a colour on the page, are put in brackets; that of a sample says what it is."""
        self._part()
        is_sign = kind == "tag" or kind.startswith("tag ")
        self._words.append("(" if is_sign else "")
        self._spans.append(")" if is_sign else "")
        if "tag--sample" in kind:
            self._words[-1] = self._sample
            self._spans[-1] = self._sample

    def _start_block(self, tag: str, rest: str) -> None:
        if tag == "dd":
            self._words.append(": ")
        elif self._rows is not None:
            self._part()
        elif tag in _LISTS:
            self._flush()
            self._lists.append(int(_find(_FIRST, rest) or 1) - 1 if tag == "ol" else None)
        elif tag == "li" and self._lists:
            self._flush()
            number = self._lists[-1]
            self._lists[-1] = number + 1 if number is not None else None
            self._marker = "- " if number is None else f"{number + 1}. "
        elif tag == "dt":
            self._flush()
            self._lists.append(None)
            self._marker = "- "
        elif tag in _HEADINGS:
            self._flush()
            self._words.append("**" if self._lists else "")
        elif tag == "blockquote":
            self._flush()
            self._before = "> "
        elif tag in _BLOCKS:
            self._flush()

    def _end(self, tag: str) -> None:
        if tag in _MARKS:
            self._close_mark(_MARKS[tag])
        elif tag == "a" and self._links:
            self._close_link(*self._links.pop())
        elif tag == "span" and self._spans:
            self._end_span(self._spans.pop())
        elif tag in ("td", "th") and self._rows:
            self._rows[-1].append(_join("".join(self._words)).replace("|", "\\|"))
            self._words.clear()
        elif tag == "table" and self._rows is not None:
            rows, self._rows = [row for row in self._rows if row], None
            self._put_table(rows)
        elif self._rows is None:
            self._end_block(tag)

    def _end_block(self, tag: str) -> None:
        if tag in _HEADINGS and self._lists:
            self._close_mark("**")
            self._flush()
        elif tag in _HEADINGS:
            self._flush(_HEADINGS[tag])
        elif (tag in _LISTS or tag == "dd") and self._lists:
            self._flush()
            self._lists.pop()
        elif tag == "blockquote":
            self._flush()
            self._before = ""
        elif tag in _BLOCKS or tag == "li":
            self._flush()

    def _end_span(self, ending: str) -> None:
        if ending == self._sample:
            while self._words.pop() != ending:
                pass
        self._words.append(ending)

    def _part(self) -> None:
        """Parts the words from those before: what is a line, or a column, of its own on the page."""
        if self._words and self._words[-1][-1:] not in _BEGINNING:
            self._words.append(" ")

    def _close_mark(self, mark: str) -> None:
        if self._words and self._words[-1] == mark:
            self._words.pop()
        else:
            self._words.append(mark)

    def _close_link(self, begin: int, target: str) -> None:
        words = _join("".join(self._words[begin:]))
        del self._words[begin:]
        if target and words:
            words = f"[{_escape(words, '[]', _IN_A_LINK)}]({_escape(self._resolve(target), ' ()', _IN_AN_ADDRESS)})"
        self._words.append(words)

    def _resolve(self, target: str) -> str:
        """The address to which a link leads; most go up to the root of the site, which is put in their place at once."""
        rest = target[len(self._root) :]
        if target.startswith(self._root) and rest[:1].isalnum() and "&" not in rest:
            return self._home + rest
        return urljoin(self._url, unescape(target))

    def _flush(self, heading: str = "") -> None:
        """Ends a block."""
        words = _join("".join(self._words))
        self._words.clear()
        self._links.clear()
        if not words:
            return
        inside = "  " * (len(self._lists) - 1) if self._lists else ""
        begun = self._marker or ("  " if self._lists else "")
        if not heading and not self._lists and words.startswith("#"):
            words = f"\\{words}"
        self._put([f"{self._before}{inside}{begun}{heading}{words}"], of_list=bool(self._lists))
        self._marker = ""

    def _put_table(self, rows: list[list[str]]) -> None:
        if rows:
            width = max(map(len, rows))
            written = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
            self._put([written[0], f"|{' --- |' * width}", *written[1:]], of_list=False)

    def _put(self, lines: list[str], *, of_list: bool) -> None:
        self._lines += [*([] if of_list and self._of_list else [""]), *lines]
        self._of_list = of_list


def _find(attribute: Pattern[str], rest: str) -> str:
    found = attribute.search(rest) if rest else None
    return found[1] if found else ""


def _escape(text: str, signs: str, escaped: Mapping[int, str]) -> str:
    """The text with these signs escaped; few have any."""
    return text.translate(escaped) if any(sign in text for sign in signs) else text


def _join(text: str) -> str:
    """The words on one line."""
    return " ".join(text.split())
