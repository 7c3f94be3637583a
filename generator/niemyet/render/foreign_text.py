"""Texts of records as a page in some language shows them: those that are still Vietnamese say so to whoever reads them aloud."""

import re
from functools import lru_cache
from html import escape

from markupsafe import Markup

from niemyet.patterns import regex
from niemyet.render.language import VIETNAMESE, Language

_SPAN = Markup(f'<span lang="{VIETNAMESE.code}">{{}}</span>')
_LETTERS = regex("[ăâđêôơư\u1ea0-\u1ef9]", re.IGNORECASE)
_CURRENCY = "đồng"
_ATTRIBUTE = Markup(f' lang="{VIETNAMESE.code}"')
_escape = lru_cache(8192)(escape)
"""What communes say is mostly what others have said."""


def show_text(text: str, language: Language) -> str:
    """The text in the page's language; in Vietnamese, within an element that says so, where the language has none."""
    return mark_text(language.text(text), text, language)


def mark_text(said: str, text: str, language: Language) -> str:
    """Words that are made of a text of a record, in the page's language where the text is."""
    return said if language.knows(text) else _SPAN.format(said)


def mark_composed(said: str, language: Language) -> str:
    """Words that the program has put together of texts of records: within an element that says so, where one of them is still
    Vietnamese. Names of places are nobody's language, but no such words hold any; the currency is called so everywhere."""
    if language.code == VIETNAMESE.code or not _LETTERS.search(said.replace(_CURRENCY, "")):
        return said
    return _SPAN.format(said)


def write_text(text: str, language: Language) -> str:
    """The same as HTML, escaped, for pages that are put together without a template."""
    said = _escape(language.text(text))
    return said if language.knows(text) else f'<span lang="{VIETNAMESE.code}">{said}</span>'


def write_composed(said: str, language: Language) -> str:
    """As `mark_composed`, as HTML, escaped."""
    escaped = _escape(said)
    return escaped if mark_composed(said, language) is said else f'<span lang="{VIETNAMESE.code}">{escaped}</span>'


def lang_of(text: str, language: Language) -> str:
    """The attribute of an element that holds the text and nothing else; '' where the text is in the page's language."""
    return "" if language.knows(text) else _ATTRIBUTE


def lang_of_vietnamese(language: Language) -> str:
    """The attribute of an element that holds Vietnamese, whatever the page's language; '' on a Vietnamese page."""
    return "" if language.code == VIETNAMESE.code else _ATTRIBUTE
