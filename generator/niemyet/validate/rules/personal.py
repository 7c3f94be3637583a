"""Personal data that an article or a notice need not show: numbers of identity papers, and people's own telephone numbers, in the
text, in tables, in the names of files. A number that the office itself publishes is none.

The number is not repeated in what is told: a report of a check may be read by everybody.
"""

import re
from collections.abc import Collection, Iterator

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.articles import ArticleText
from niemyet.model.article import Article
from niemyet.validate.entries import Entry

_GAP = r"[ .\-\u00a0\u2009\u202f]?"
"""Between two groups of figures, as people write them."""
_BEHIND = r"(?![\w/-]|[.,][0-9])"
_IDENTITY = re.compile(rf"(?<![\w.,/-])0[0-9]{{2}}(?:{_GAP}[0-9]{{3}}){{3}}{_BEHIND}")
"""Twelve figures, the first a 0, as the number of a citizen's identity card has them. An amount never begins with a 0."""
_NO_DATE = r"(?![0-9]{2}[ .\-][0-9]{2}[ .\-](?:19|20)[0-9]{2}|[0-9]{2} )"
"""What follows is neither a day of a year nor a list of numbers of two figures."""
_MOBILE = re.compile(rf"(?<![\w.+/-]){_NO_DATE}(?:\+84{_GAP}|84|0)[35789](?:{_GAP}[0-9]){{8}}{_BEHIND}")
_LONG_NUMBER = re.compile(rf"[0-9](?:{_GAP}[0-9]){{8}}")
"""What both have, and few texts: it is found much sooner."""
_IN_NAMES = re.compile(r"(?<![0-9])0(?:[0-9]{11}|[35789][0-9]{8})(?![0-9])")
_OF_IDENTITY = Bilingual("số định danh cá nhân, căn cước", "the number of an identity card")
_OF_TELEPHONE = Bilingual("số điện thoại di động", "a mobile telephone number")
_FIGURES_OF_IDENTITY = 12


def may_be_personal(text: str) -> bool:
    """Whether a text has anything that looks so."""
    if _LONG_NUMBER.search(text) is None:
        return False
    return _IDENTITY.search(text) is not None or _MOBILE.search(text) is not None


def find_digits(text: str) -> frozenset[str]:
    """The telephone numbers in a text that an office publishes, in figures alone."""
    return frozenset(_figures(found[0]) for found in _MOBILE.finditer(text))


def check_personal_numbers(entry: Entry[Article], text: ArticleText, of_offices: Collection[str]) -> Iterator[Diagnostic]:
    """No number of a person in an article, but those `of_offices`."""
    source = text.document.source
    lines = source.text.split("\n") if may_be_personal(source.text) else []
    for number, line in enumerate(lines, 1):
        for pattern, what in ((_IDENTITY, _OF_IDENTITY), (_MOBILE, _OF_TELEPHONE)):
            for found in pattern.finditer(line):
                if _figures(found[0]) not in of_offices:
                    place = source.place(number, found.start() + 1, len(found[0]))
                    yield Diagnostic("personal-number", place, {"value": _veil(found[0]), "what": what})
    article = entry.record
    names = [(("files", i, "file"), one.file) for i, one in enumerate(article.files)]
    names += [(("images", i, "file"), one.file) for i, one in enumerate(article.images)]
    for path, name in names:
        for found in _IN_NAMES.finditer(name):
            if not may_be_personal(name):
                what = _OF_IDENTITY if len(found[0]) == _FIGURES_OF_IDENTITY else _OF_TELEPHONE
                yield Diagnostic("personal-number", entry.document.at(*path), {"value": _veil(found[0]), "what": what})


def _figures(number: str) -> str:
    figures = re.sub("[^0-9]", "", number)
    return f"0{figures[2:]}" if figures.startswith("84") else figures


def _veil(number: str) -> str:
    figures = _figures(number)
    return f"{figures[:3]}…{figures[-2:]}"
