"""A name as an ASCII address: "Thường Tín" → "thuong-tin"."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")
_BETWEEN_WORDS = re.compile("[^a-z0-9]+")


def fold(name: str) -> str:
    """The name in small letters without marks, its words joined by hyphens."""
    decomposed = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return _BETWEEN_WORDS.sub("-", _MARKS.sub("", decomposed)).strip("-")
