"""What stays of a Vietnamese text without capitals and marks: small ASCII letters, words, or a slug."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile("[a-z0-9]+")


def strip_marks(text: str) -> str:
    """The text in small letters without marks, its signs kept: "Ngày niêm-yết" → "ngay niem-yet"."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text.lower().replace("đ", "d")))


def fold_words(text: str) -> str:
    """The words without marks and signs, a space between, for comparing: "Ngày niêm-yết" → "ngay niem yet"."""
    return " ".join(_WORD.findall(strip_marks(text)))


def to_slug(text: str) -> str:
    """The same words joined by hyphens, for an address or a short name: "Thường Tín" → "thuong-tin"."""
    return "-".join(_WORD.findall(strip_marks(text)))
