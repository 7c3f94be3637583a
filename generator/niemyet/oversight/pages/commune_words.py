"""The words of a commune's block of figures: links to its procedures, and what is said of those that fail, as HTML.

What communes of a province say alike is worked out once for all of them, in UTF-8: names, and sentences about the same days. The
long tables of a page are joined from these pieces and put into it when it is finished.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from typing import TypeVar

from markupsafe import Markup, escape

from niemyet.oversight.compliance import Standing, Timing
from niemyet.oversight.facts import Aged, Lack
from niemyet.oversight.words import say_aged, say_lacks
from niemyet.render import addresses
from niemyet.render.foreign_text import write_text
from niemyet.render.language import VIETNAMESE, Language

K = TypeVar("K")
PROCEDURE_HEADS = ("Thủ tục", "Mã", "Niêm yết", "Rà soát", "Đủ bộ phận", "Còn đúng", "Đúng hạn")
_MARKS = {True: "có", False: "không"}
_TIMINGS: Mapping[Timing, str] = {"on_time": "có", "late": "không", "unknown": "chưa rõ"}
_REMEMBERED = 4096
_CLOSED = "</span></li>"


class Made(dict[K, bytes]):
    """Values that are made when they are first asked for."""

    def __init__(self, make: Callable[[K], bytes]) -> None:
        self._make = make

    def __missing__(self, key: K) -> bytes:
        """Called by `dict`."""
        made = self[key] = self._make(key)
        return made


class Cells:
    """The cells of the table of procedures: with its code, the day of its posting, that of its last review, and how it stands by
    each figure, which ends the row."""

    def __init__(self, language: Language) -> None:
        of_code, of_posting, of_review, of_parts, of_law, of_time = (
            f'<td data-label="{escape(language.say(head))}">' for head in PROCEDURE_HEADS[1:]
        )
        marks = {flag: language.say(mark) for flag, mark in _MARKS.items()}
        self.coded = Made[str](lambda code: f"</th>{of_code}{code}</td>{of_posting}".encode())
        self.posted = Made[date](lambda day: f"{language.day(day)}</td>{of_review}".encode())
        self.confirmed = Made[date](lambda day: f"{language.day(day)}</td>".encode())
        self.stands: dict[Standing, bytes] = {
            (whole, current, timing): f"{of_parts}{marks[whole]}</td>{of_law}{marks[current]}</td>"
            f"{of_time}{language.say(said)}</td></tr>".encode()
            for whole, current, (timing, said) in product(marks, marks, _TIMINGS.items())
        }


class ProvinceWords:
    """What is said of procedures in the communes of a province, in one language. What `say_…` gives ends an item of a list."""

    def __init__(self, title_of: Callable[[str], str], language: Language = VIETNAMESE) -> None:
        self.title_of, self.language = title_of, language
        self._names: dict[str, str] = {}
        self.cells = Cells(language)
        self.links, self.items = Made(self._end_link), Made(self._continue_item)
        """By code: the rest of a link to a posting, from its code on; the same with the beginning of what an item says of it."""
        remember = lru_cache(_REMEMBERED)
        self.say_lacks, self.say_aged = remember(self._say_lacks), remember(self._say_aged)
        self.say_late, self.say_undated = remember(self._say_late), remember(self._say_undated)
        self.say_effect, self.say_short = remember(self._say_effect), remember(self._say_short)

    def write_name(self, code: str) -> str:
        """What a procedure is called; '' where there is no record of it."""
        name = self._names.get(code)
        if name is None:
            name = self._names[code] = write_text(self.title_of(code), self.language)
        return name

    def _end_link(self, code: str) -> bytes:
        address = addresses.of_posting("", code).removeprefix("/")
        return f'{address}">{self.write_name(code) or code}</a>'.encode()

    def _continue_item(self, code: str) -> bytes:
        return self.links[code] + f' <span class="index__facts">{code} · '.encode()

    def _say_lacks(self, lacking: tuple[Lack, ...]) -> bytes:
        return _end_item(say_lacks(lacking, self.language))

    def _say_aged(self, aged: tuple[Aged, ...]) -> bytes:
        return _end_item(say_aged(aged, self.language))

    def _say_late(self, late: int, awaited: date | None, posted: date) -> bytes:
        start = self.language.day(awaited) if awaited is not None else ""
        said = "chậm {number} ngày làm việc: tính từ {start}, niêm yết {posted}"
        return _end_item(self.language.many(said, late, start=start, posted=self.language.day(posted)))

    def _say_undated(self, posted: date) -> bytes:
        return _end_item(self.language.say("niêm yết {day}; thiếu ngày để tính hạn", day=self.language.day(posted)))

    def _say_effect(self, effect: date | None, posted: date) -> bytes:
        starts = self.language.day(effect) if effect is not None else ""
        said = "có hiệu lực {effect}, niêm yết {posted}"
        return _end_item(self.language.say(said, effect=starts, posted=self.language.day(posted)))

    def _say_short(self, standing: Standing) -> bytes:
        """Which of the four a posting lacks."""
        whole, current, timing = standing
        late = {"late": ("niêm yết chậm",), "unknown": ("chưa rõ có đúng hạn không",), "on_time": ()}[timing]
        lacks = ("thiếu bộ phận",) if not whole else ()
        return _end_item(", ".join(map(self.language.say, (*lacks, *(("phải xem lại",) if not current else ()), *late))))


def _end_item(said: str) -> bytes:
    return f"{escape(said)}{_CLOSED}".encode()


@dataclass(frozen=True, slots=True)
class CommuneWords:
    """What the procedures of a commune are called, and how its pages are reached from a page whose way to the root is `root`."""

    path: str
    of_province: ProvinceWords
    root: str
    anchor: str = ""
    """Before the ids of its lists, where several communes share a page."""

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.of_province.language

    @property
    def begun_link(self) -> str:
        """A link to a posting as far as its code, as HTML; `ProvinceWords.links` have the rest."""
        return f'<a href="{self.root}{addresses.of_place(self.path)}'  # of letters of addresses alone

    def link(self, code: str) -> Markup:
        """A link to a posting."""
        return Markup(self.begun_link + self.of_province.links[code].decode())

    def link_procedure(self, code: str) -> Markup:
        """A link to the page of a procedure that is not posted here; its code alone where there is no record of it."""
        name, address = self.of_province.write_name(code), self.root + addresses.of_procedure(code)
        return Markup(f'<a href="{escape(address)}">{name}</a>') if name else escape(code)

    def write_items(self, told: Iterable[tuple[str, bytes]]) -> bytes:
        """Items of a list: postings by code with what `ProvinceWords` says of each."""
        begun, items = f"<li>{self.begun_link}".encode(), self.of_province.items
        return b"".join([piece for code, said in told for piece in (begun, items[code], said)])


def write_item(link: str, code: str, said: str, more: str = "") -> str:
    """An item of a list as HTML: a procedure by its link, and what is said of it."""
    return f'<li>{link} <span class="index__facts">{escape(code)} · {escape(said)}</span>{more}</li>'
