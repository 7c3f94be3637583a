"""Documents that the running text of a record or of an article names by number: it is spelled as on the document, and every one
is in a list, so that the page can link it. That one is in none is no mistake: a note, in the same words wherever the number
stands, so that it is told once."""

from collections.abc import Collection, Iterator

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.law.mentions import CITING, QUOTED, find_numbers
from niemyet.load.articles import ArticleText
from niemyet.load.nodes import Document, walk
from niemyet.model.document_numbers import likeness, meant_spelling
from niemyet.model.overlay import Posting
from niemyet.validate.entries import Entry


def check_mentions(document: Document, known: Collection[str] | None) -> Iterator[Diagnostic]:
    """The numbers in the texts of a record; `known` are the documents of the lists, None if one could not be read. What is a
    number and nothing else is a citation, which has rules of its own."""
    told: set[str] = set()
    if known is None or "/" not in document.source.text:
        return
    for key, node in walk(document.root, QUOTED):
        text = node.value
        if isinstance(text, str) and "/" in text and key not in CITING:
            for found in find_numbers(text):
                if found[0] != text and found[0] not in told:
                    told.add(found[0])
                    yield from _tell(document.place(node), found[0], known)


def check_mentions_of_posting(entry: Entry[Posting], known: Collection[str] | None) -> Iterator[Diagnostic]:
    """The same of a posting, with a quick test first, because there are many."""
    if any("/" in note for note in entry.record.notes):
        yield from check_mentions(entry.document, known)


def check_mentions_of_article(text: ArticleText, known: Collection[str] | None) -> Iterator[Diagnostic]:
    """The same of an article: of what stands before its body, and of the body."""
    yield from check_mentions(text.document, known)
    told: set[str] = set()
    if known is None or "/" not in text.body:
        return
    for number, line in enumerate(text.body.split("\n"), text.body_line):
        for found in find_numbers(line):
            if found[0] not in told:
                told.add(found[0])
                yield from _tell(text.document.source.place(number, found.start() + 1, len(found[0])), found[0], known)


def _tell(place: Place, number: str, known: Collection[str]) -> Iterator[Diagnostic]:
    if number in known:
        return
    if meant := meant_spelling(number):
        yield Diagnostic("misspelt-number", place, {"value": number, "right": meant})
    elif likeness(number) not in map(likeness, known):
        yield Diagnostic("unlisted-document", place, {"value": number})
