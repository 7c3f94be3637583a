"""Documents that the running text of a record or of an article names by number: it is spelled as on the document, and every one
is in a list, so that the page can link it. That one is in none is no mistake: a note, in the same words wherever the number
stands, so that it is told once."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.law.mentions import CITING, QUOTED, find_numbers
from niemyet.load.articles import ArticleText
from niemyet.load.nodes import Document, walk
from niemyet.model.document_numbers import likeness, meant_spelling
from niemyet.model.nearly_numbers import find_nearly
from niemyet.model.overlay import Posting
from niemyet.patterns import regex
from niemyet.validate.entries import Entry

_DIGIT = regex("[0-9]")
_TOLERATED = regex("[ –‑-]+")
"""What may stand for a hyphen."""


class _Written(NamedTuple):
    """What is, or nearly is, a number, from `start` on; `right` is how it stands on the document if that is known already."""

    start: int
    text: str
    right: str = ""


def check_mentions(document: Document, known: Collection[str] | None) -> Iterator[Diagnostic]:
    """The numbers in the texts of a record; `known` are the documents of the lists, None if one could not be read. What is a
    number and nothing else is a citation, which has rules of its own."""
    told: set[str] = set()
    if known is None or not _DIGIT.search(document.source.text):
        return
    for key, node in walk(document.root, QUOTED):
        text = node.value
        if isinstance(text, str) and key not in CITING:
            for found in _find(text):
                if found.text != text and found.text not in told:
                    told.add(found.text)
                    yield from _tell(document.place(node), found, known)


def check_mentions_of_posting(entry: Entry[Posting], known: Collection[str] | None) -> Iterator[Diagnostic]:
    """The same of a posting, with a quick test first, because there are many."""
    if any(_DIGIT.search(note) for note in entry.record.notes):
        yield from check_mentions(entry.document, known)


def check_mentions_of_article(text: ArticleText, known: Collection[str] | None) -> Iterator[Diagnostic]:
    """The same of an article: of what stands before its body, and of the body."""
    yield from check_mentions(text.document, known)
    told: set[str] = set()
    if known is None or not _DIGIT.search(text.body):
        return
    for number, line in enumerate(text.body.split("\n"), text.body_line):
        for found in _find(line):
            if found.text not in told:
                told.add(found.text)
                place = text.document.source.place(number, found.start + 1, len(found.text))
                yield from _tell(place, found, known)


def _find(text: str) -> list[_Written]:
    """The numbers in a text and what nearly is one, in order."""
    nearly = {one.start: _Written(one.start, text[one.start : one.end], one.right) for one in find_nearly(text)}
    exact = list(find_numbers(text))
    others = [
        one
        for one in nearly.values()
        if not any(found.start() < one.start + len(one.text) and one.start < found.end() for found in exact)
    ]
    found = [_Written(one.start(), one[0], _swapped(one, nearly.get(one.start()))) for one in exact]
    return sorted((*found, *others))


def _swapped(found: re.Match[str], nearly: _Written | None) -> str:
    """How a number is written whose separators are those of another issuer: 39/NQ-TW; '' of any other."""
    if nearly is None or nearly.text != found[0] or _TOLERATED.sub("-", found[0]) == nearly.right:
        return ""
    return nearly.right


def _tell(place: Place, found: _Written, known: Collection[str]) -> Iterator[Diagnostic]:
    number = found.text
    if number in known:
        return
    if meant := found.right or meant_spelling(number):
        alike = {one for one in known if likeness(one) == likeness(meant)}
        yield Diagnostic("misspelt-number", place, {"value": number, "right": alike.pop() if len(alike) == 1 else meant})
    elif likeness(number) not in map(likeness, known):
        yield Diagnostic("unlisted-document", place, {"value": number})
