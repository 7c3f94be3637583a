"""Days in running text exist: no 31/4, no month 13."""

import re
from collections.abc import Iterator
from datetime import date

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.articles import ArticleText
from niemyet.load.nodes import Document, walk
from niemyet.patterns import regex

_YEAR = r"(?:19|20)[0-9]{2}"
_IN_FIGURES = regex(rf"(?P<day>[0-9](?<![\w/.,-][0-9])[0-9]?)/(?P<month>[0-9]{{1,2}})/(?P<year>{_YEAR})(?![\w/-]|[.,][0-9])")
"""12/4/2017. It begins with what is sought, and what must not stand before comes after: so most of a text is passed over."""
_IN_WORDS = regex(
    rf"\bngày (?P<day>[0-9]{{1,2}}) tháng (?P<month>[0-9]{{1,2}})(?: năm (?P<year>{_YEAR}))?(?![\w/])", re.IGNORECASE
)
"""Ngày 12 tháng 4 năm 2017."""
_SIGNS = ("/19", "/20", " tháng ")
"""A quick first test, because there are many postings."""
_LEAP_YEAR = 2024
_QUOTED = frozenset({"source_text", "original", "doubts", "title", "imported"})
"""Keys whose text is a source's own."""


def check_written_days(document: Document) -> Iterator[Diagnostic]:
    """The days in the texts of a record."""
    text = document.source.text
    if not any(sign in text for sign in _SIGNS) or not any(_find(text)):
        return
    for _, node in walk(document.root, _QUOTED):
        if isinstance(node.value, str):
            for found in _find(node.value):
                yield Diagnostic("no-such-day", document.place(node), {"value": found[0]})


def check_written_days_of_article(text: ArticleText) -> Iterator[Diagnostic]:
    """The days in what stands before the body of an article, and in its body."""
    yield from check_written_days(text.document)
    for number, line in enumerate(text.body.split("\n"), text.body_line):
        for found in _find(line):
            place = text.document.source.place(number, found.start() + 1, len(found[0]))
            yield Diagnostic("no-such-day", place, {"value": found[0]})


def _find(text: str) -> Iterator[re.Match[str]]:
    yield from (found for found in _IN_FIGURES.finditer(text) if not _exists(found))
    if "tháng" in text.lower():
        yield from (found for found in _IN_WORDS.finditer(text) if not _exists(found))


def _exists(found: re.Match[str]) -> bool:
    try:
        date(int(found["year"] or _LEAP_YEAR), int(found["month"]), int(found["day"]))
    except ValueError:
        return False
    return True
