"""Folds Vietnamese text to ASCII: without diacritics, as words, or as a slug."""

import unicodedata

from niemyet.patterns import regex

_MARKS = regex("[\u0300-\u036f]")
_WORD = regex("[a-z0-9]+")
_TONE = regex("[\u0300\u0301\u0303\u0309\u0323]")


def strip_marks(text: str) -> str:
    """The text in lower case without diacritics; punctuation is kept: "Ngày niêm-yết" → "ngay niem-yet"."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text.lower().replace("đ", "d")))


def fold_words(text: str) -> str:
    """The words without diacritics and punctuation, for comparisons: "Ngày niêm-yết" → "ngay niem yet"."""
    return " ".join(_WORD.findall(strip_marks(text)))


def spell_alike(text: str) -> str:
    """The words with their diacritics, but wherever the tone stands, and whether with i or y: "Thuỷ" and "Thủy" are one."""
    words = unicodedata.normalize("NFD", text.lower()).replace("-", " ").split()
    moved = (_TONE.sub("", word) + "".join(_TONE.findall(word)) for word in words)
    return " ".join(moved).replace("y", "i")


def to_slug(text: str) -> str:
    """The words joined by hyphens, for addresses and short names: "Thường Tín" → "thuong-tin"."""
    return "-".join(_WORD.findall(strip_marks(text)))
