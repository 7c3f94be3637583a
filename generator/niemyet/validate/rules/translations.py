"""Translations say something else than the Vietnamese, and are plain text."""

import re
from collections.abc import Iterator, Mapping

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.nodes import Document
from niemyet.model.life_events import LifeEvent
from niemyet.model.procedure import Procedure
from niemyet.model.reference import Elsewhere, FieldOfWork
from niemyet.model.translations import LANGUAGE_CODES, ProcedureTranslation, TranslatedText, Translation, Translations
from niemyet.patterns import regex
from niemyet.validate.entries import Entry

_MARKUP = regex(r"</?[A-Za-z][^<>]*>|&(?:[a-z]+|#[0-9]+);|\*\*|__|\]\(", re.IGNORECASE)
"""An element or an entity of HTML, or an emphasis or a link of Markdown: a page would show the signs."""


def check_names(record: Procedure | FieldOfWork | LifeEvent | Elsewhere, document: Document, *path: str) -> Iterator[Diagnostic]:
    """Names and summaries in other languages. `path` leads to the record in its file."""
    for code in LANGUAGE_CODES:
        translation: Translation | None = getattr(record, code)
        if translation is None:
            continue
        for key, text in (("name", record.name), ("summary", record.summary)):
            yield from _compare(document, (*path, code, key), text, getattr(translation, key))
        if isinstance(record, Procedure) and isinstance(translation, ProcedureTranslation):
            yield from _compare(document, (*path, code, "short_name"), record.short_name, translation.short_name)
        for i, alias in enumerate(translation.aliases):
            yield from _compare(document, (*path, code, "aliases", i), None, alias)


def check_names_of_list(
    entry: Entry[Mapping[str, FieldOfWork]] | Entry[Mapping[str, LifeEvent]] | Entry[Mapping[str, Elsewhere]],
) -> Iterator[Diagnostic]:
    """The same of every record of a list."""
    for key, record in entry.record.items():
        yield from check_names(record, entry.document, key)


def check_texts(entry: Entry[Translations]) -> Iterator[Diagnostic]:
    """Texts in other languages, in a list of translations: each text once."""
    document, first = entry.document, dict[str, int]()
    for i, text in enumerate(entry.record.texts):
        place = document.at("texts", i, "vi")
        if text.vi in first:
            yield Diagnostic("listed-twice", place, {"value": text.vi, "line": str(first[text.vi])})
        first.setdefault(text.vi, place.line)
        if not any(getattr(text, code) for code in LANGUAGE_CODES):
            values = {"key": "en", "title": TranslatedText.model_fields["en"].title or ""}
            yield Diagnostic("missing-key", document.at("texts", i), values)
        for code in LANGUAGE_CODES:
            yield from _compare(document, ("texts", i, code), text.vi, getattr(text, code))


def _compare(document: Document, path: tuple[str | int, ...], text: str | None, translation: str | None) -> Iterator[Diagnostic]:
    if translation is None:
        return
    place = document.at(*path)
    if text is not None and translation.casefold() == text.casefold():
        yield Diagnostic("translation-same", place, {"value": translation})
    elif found := _MARKUP.search(translation):
        yield Diagnostic("translation-markup", place, {"value": found[0]})
