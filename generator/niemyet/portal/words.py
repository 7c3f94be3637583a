"""Cleans and compares the source's texts, without changing a visible character."""

import unicodedata
from functools import lru_cache

from niemyet.load.texts import CONTROL, clean_text
from niemyet.patterns import regex

CAPITALS = "A-ZĐÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ"
"""The capital letters of Vietnamese, for a class of a regular expression."""
_UNWRITABLE = regex("[\x80-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that JSON can hold and a file of the catalogue cannot: C1 controls, lone surrogates."""

_SPACES = regex(r"[^\S\n]+")
_BLANK_LINES = regex(r"\s*\n\s*")
_BULLET = regex(r"^(?:[-–—+*•·]\)?|\.)\s*")
_NOT_A_LETTER = regex(r"[^\w%/]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def clean(text: str) -> str:
    """The text in NFC, without invisible characters, tabs and repeated spaces; line breaks are kept."""
    text = clean_text(CONTROL.sub(" ", _UNWRITABLE.sub(" ", text).replace("\r\n", "\n").replace("\r", "\n")))
    return _BLANK_LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def clean_line(text: str) -> str:
    """As `clean`, on one line."""
    return clean(text).replace("\n", " ")


def drop_bullet(text: str) -> str:
    """The text without the bullet at its beginning (dash, plus or star)."""
    return _BULLET.sub("", text, count=1)


def likeness(text: str) -> str:
    """A key that is equal for texts that differ only in spacing, punctuation, case or position of tone marks (hoà, hòa)."""
    words = _NOT_A_LETTER.sub(" ", clean(text).lower()).split()
    return " ".join(word if word.isascii() else _tone_last(word) for word in words)


@lru_cache(maxsize=20_000)  # records consist of the same few thousand syllables
def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tones = [letter for letter in letters if letter in _TONES]
    return "".join(letter for letter in letters if letter not in _TONES) + "".join(sorted(tones))
