"""Personal data that an article or a notice need not show: numbers of identity papers, and people's own telephone numbers, in the
text, in tables, in the names of files. A number that the office itself publishes is none.

The number is not repeated in what is told: a report of a check may be read by everybody.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import islice

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.load.articles import ArticleText
from niemyet.load.texts import SourceText
from niemyet.model.article import Article
from niemyet.model.overlay import Posting
from niemyet.model.places import Commune
from niemyet.model.scalars import can_be_dialled
from niemyet.patterns import regex
from niemyet.validate.entries import Entry
from niemyet.validate.shown_figures import ShownFigures

_BLANK = r" \u00a0\u2000-\u200a\u202f\u205f\u3000"
_GAP = rf"(?:[{_BLANK}.\-()\u2010-\u2015\u2022\u00b7]{{1,3}}|[{_BLANK}]?\n[{_BLANK}]{{0,40}})?"
"""Between two groups of figures, as people write them, also at the end of a line."""
_SIGN = rf"[{_BLANK}.\-]"
_CELL = rf"[{_BLANK}]{{0,40}}\|[{_BLANK}]{{0,40}}"
"""Between two cells of a table."""
_BEHIND = r"(?![\w/-]|[.,][0-9])"
_CALLED = r"(?<=[đĐ][tT])|(?<=[cC]{3}[dD])|(?<=[sS]ố)|(?<=[tT]el)|(?<=[tT][eE]L)"
"""What stands before a number without a space."""
_IDENTITY = regex(
    rf"(?:(?<![\w.,/-])|{_CALLED})0(?:"
    rf"[0-9]{{2}}(?:{_GAP}[0-9]{{3}}){{3}}"
    rf"|[0-9]{{3}}(?:{_GAP}[0-9]{{4}}){{2}}"
    rf"|[0-9]{{2}}{_GAP}[0-9]{_GAP}[0-9]{{2}}{_GAP}[0-9]{{6}}"
    rf"|[0-9]{{5}}{_GAP}[0-9]{{6}}"
    rf"|(?:{_SIGN}[0-9]){{11}}"
    rf"|[0-9]{{2}}(?:{_CELL}[0-9]{{3}}){{3}}"
    rf"|[0-9]{{3}}(?:{_CELL}[0-9]{{4}}){{2}}"
    rf"){_BEHIND}"
)
"""Twelve figures, the first a 0, as the number of a citizen's identity card has them; in groups of three or four, by place, sex,
year and number, or one by one. An amount never begins with a 0."""
_NO_DATE = r"(?![0-9]{2}[ .\-][0-9]{2}[ .\-](?:19|20)[0-9]{2}|[0-9]{2} )"
"""What follows is neither a day of a year nor a list of numbers of two figures."""
_MOBILE = regex(
    rf"(?:(?<![\w.+/-])|{_CALLED}){_NO_DATE}(?:"
    rf"(?:(?:\+|00){_GAP}84{_GAP}0?{_GAP}|84|0{_GAP})[35789](?:{_GAP}[0-9]){{8}}"
    rf"|0[35789][0-9]{{1,2}}{_CELL}[0-9]{{3,4}}{_CELL}[0-9]{{3,4}}"
    rf"){_BEHIND}"
)
_NINE_FIGURES = regex(rf"(?<![\w.,/-])[0-9]{{3}}(?:{_GAP}[0-9]{{3}}){{2}}{_BEHIND}")
_FORMER_PAPER = regex(r"(?:\bCMT(?:ND)?|\bCMND|chứng minh (?:nhân dân|thư))\b[^0-9\n.;|]{0,20}\Z", re.IGNORECASE)
"""Identity cards until 2024 had nine figures, which are known by the words before them alone."""
_AROUND = 50
_FEWEST_FIGURES = 9
_LONG_NUMBER = regex(rf"[0-9](?:(?:{_GAP}|{_CELL})[0-9]){{{_FEWEST_FIGURES - 1}}}")
"""What both have, and few texts: it is found much sooner."""
_IN_NAMES = regex(r"(?<![0-9])0(?:[0-9]{11}|[35789][0-9]{8})(?![0-9])")
_OF_IDENTITY = Bilingual("số định danh cá nhân, căn cước", "the number of an identity card")
_OF_TELEPHONE = Bilingual("số điện thoại di động", "a mobile telephone number")
_FIGURES_OF_IDENTITY = 12


def may_be_personal(text: str) -> bool:
    """Whether a text has anything that looks so."""
    return _look_at(text) is not None


@lru_cache(maxsize=4)
def _look_at(text: str) -> ShownFigures | None:
    """The text as it is seen, if anything in it looks so; an article is asked about twice."""
    figures_in_it = filter(str.isdigit, text)  # whatever is seen as a figure is written with at least one
    if next(islice(figures_in_it, _FEWEST_FIGURES - 1, None), None) is None:
        return None
    figures = ShownFigures(text)
    if _LONG_NUMBER.search(figures.text) is None:
        return None
    return figures if next(_find_numbers(figures, ()), None) is not None else None


def find_digits(text: str) -> frozenset[str]:
    """The telephone numbers in a text that an office publishes, in figures alone."""
    return frozenset(_figures(found[0]) for found in _MOBILE.finditer(ShownFigures(text).text))


def check_personal_numbers(entry: Entry[Article], text: ArticleText, of_offices: Collection[str]) -> Iterator[Diagnostic]:
    """No number of a person in an article, but those `of_offices`."""
    source = text.document.source
    if (shown := _look_at(source.text)) is not None:
        told: set[int] = set()
        for found, what in _find_numbers(shown, of_offices):
            if told.isdisjoint(range(*found.span())):
                told.update(range(*found.span()))
                place = _place(source, shown.place(found.start()), shown.place(found.end() - 1) + 1)
                yield Diagnostic("personal-number", place, {"value": _veil(found[0]), "what": what})
    article = entry.record
    names = [(("files", i, "file"), one.file) for i, one in enumerate(article.files)]
    names += [(("images", i, "file"), one.file) for i, one in enumerate(article.images)]
    for path, name in names:
        for found in _IN_NAMES.finditer(name):
            if not may_be_personal(name):
                what = _OF_IDENTITY if len(found[0]) == _FIGURES_OF_IDENTITY else _OF_TELEPHONE
                yield Diagnostic("personal-number", entry.document.at(*path), {"value": _veil(found[0]), "what": what})


def check_numbers_in_notes(entry: Entry[Posting], commune: Commune) -> Iterator[Diagnostic]:
    """No number of a person in the notes of a posting, but those that the commune publishes. The first is told."""
    for i, note in enumerate(entry.record.notes):
        shown = _look_at(note)
        for found, what in _find_numbers(shown, _digits_of(commune)) if shown is not None else ():
            values: dict[str, str | Bilingual] = {"value": _veil(found[0]), "what": what, "fix": _TO_COMMUNE}
            yield Diagnostic("personal-number", entry.document.at("notes", i), values)
            return


def check_telephones_in_notes(entry: Entry[Posting]) -> Iterator[Diagnostic]:
    """A number that the notes of a posting tell people to call has the figures of one."""
    for i, note in enumerate(entry.record.notes):
        for found in _TO_CALL.finditer(note):
            if not can_be_dialled(found["number"]):
                yield Diagnostic("bad-phone", entry.document.at("notes", i), {"value": found["number"], "fix": _COMPARE_FIGURES})


_TO_CALL = regex(
    r"(?:điện thoại|\b(?:sđt|đt|tel|hotline|gọi|liên hệ))\b[^0-9\n]{0,40}"
    r"(?P<number>\(?0[0-9](?:[ .()-]{0,2}[0-9]){5,11})(?![0-9xX*]|[ .-][0-9xX*])",
    re.IGNORECASE,
)
_COMPARE_FIGURES = Bilingual(
    "đếm lại chữ số: số di động có mười chữ số, số máy bàn có mười một, kể cả số 0 ở đầu",
    "count the figures: a mobile telephone has ten, a landline eleven, with the 0 at the beginning",
)


def _find_numbers(shown: ShownFigures, of_offices: Collection[str]) -> Iterator[tuple[re.Match[str], Bilingual]]:
    """What looks like a number of a person, and which; those `of_offices` are none."""
    for pattern, what in ((_IDENTITY, _OF_IDENTITY), (_MOBILE, _OF_TELEPHONE)):
        yield from ((found, what) for found in pattern.finditer(shown.text) if _figures(found[0]) not in of_offices)
    for found in _NINE_FIGURES.finditer(shown.text):
        if _FORMER_PAPER.search(shown.text[max(0, found.start() - _AROUND) : found.start()]) is not None:
            yield found, _OF_IDENTITY


def _digits_of(commune: Commune) -> frozenset[str]:
    """The telephone numbers that a commune publishes, in figures alone."""
    phones = [commune.office.phone, *(one.phone for one in commune.staff), *(one.phone for one in commune.feedback)]
    phones += [*(one.phone for one in commune.leaders), *(one.phone for one in commune.organisation)]
    return find_digits("\n".join(phone or "" for phone in phones))


_TO_COMMUNE = Bilingual(
    "bỏ số ấy; số điện thoại của cơ quan thì ghi ở mục phone của commune.yaml",
    "remove the number; a telephone of the office belongs into the entry phone of commune.yaml",
)


def _place(source: SourceText, start: int, end: int) -> Place:
    begin = source.text.rfind("\n", 0, start) + 1
    return source.place(source.text.count("\n", 0, start) + 1, start - begin + 1, end - start)


def _figures(number: str) -> str:
    """The figures alone, of a mobile telephone as it is dialled in the country."""
    return re.sub("^(?:00)?84(?:0(?=[0-9]{9}$))?", "0", re.sub("[^0-9]", "", number))


def _veil(number: str) -> str:
    figures = _figures(number)
    return f"{figures[:3]}…{figures[-2:]}"
