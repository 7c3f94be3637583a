"""Translations say something else than the Vietnamese, and are plain text."""

import re
from collections.abc import Iterator, Mapping

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.nodes import Document
from niemyet.model.procedure import Procedure
from niemyet.model.reference import FieldOfWork, LifeEvent
from niemyet.model.translations import LANGUAGE_CODES, TextTranslations, Translation
from niemyet.validate.entries import Entry

_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&(?:[a-z]+|#[0-9]+);|\*\*|__|\]\(", re.IGNORECASE)
"""An element or an entity of HTML, or an emphasis or a link of Markdown: a page would show the signs."""


def check_names(record: Procedure | FieldOfWork | LifeEvent, document: Document, *path: str) -> Iterator[Diagnostic]:
    """Names and summaries in other languages. `path` leads to the record in its file."""
    for code in LANGUAGE_CODES:
        translation: Translation | None = getattr(record, code)
        if translation is None:
            continue
        for key, text in (("name", record.name), ("summary", record.summary)):
            yield from _compare(document, (*path, code, key), text, getattr(translation, key))
        for i, alias in enumerate(translation.aliases):
            yield from _compare(document, (*path, code, "aliases", i), None, alias)


def check_names_of_list(entry: Entry[Mapping[str, FieldOfWork]] | Entry[Mapping[str, LifeEvent]]) -> Iterator[Diagnostic]:
    """The same of every record of a list."""
    for key, record in entry.record.items():
        yield from check_names(record, entry.document, key)


def check_texts(entry: Entry[dict[str, TextTranslations]]) -> Iterator[Diagnostic]:
    """Texts in other languages, in a list of translations."""
    for text, translations in entry.record.items():
        for code in LANGUAGE_CODES:
            yield from _compare(entry.document, (text, code), text, getattr(translations, code))


def _compare(document: Document, path: tuple[str | int, ...], text: str | None, translation: str | None) -> Iterator[Diagnostic]:
    if translation is None:
        return
    place = document.at(*path)
    if text is not None and translation.casefold() == text.casefold():
        yield Diagnostic("translation-same", place, {"value": translation})
    elif found := _MARKUP.search(translation):
        yield Diagnostic("translation-markup", place, {"value": found[0]})
