"""The source's words, cleaned and compared. Nothing here changes a letter that a reader would see."""

import re
import unicodedata
from functools import lru_cache

from niemyet.load.texts import CONTROL, clean_text

_UNWRITABLE = re.compile("[\x80-\x9f\ud800-\udfff\ufffe\uffff]")
"""What JSON can hold and a file of the catalogue cannot: marks of old encodings, halves of a letter."""

_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\s*\n\s*")
_BULLET = re.compile(r"^(?:[-–—+*•·]\)?|\.)\s*")
_NOT_A_LETTER = re.compile(r"[^\w%/]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def clean(text: str) -> str:
    """The text in NFC, without invisible marks, tabs and doubled spaces; its lines stay lines."""
    text = clean_text(CONTROL.sub(" ", _UNWRITABLE.sub(" ", text).replace("\r\n", "\n").replace("\r", "\n")))
    return _BLANK_LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def clean_line(text: str) -> str:
    """As `clean`, on one line."""
    return clean(text).replace("\n", " ")


def drop_bullet(text: str) -> str:
    """The text without the dash, plus or star of its list."""
    return _BULLET.sub("", text, count=1)


def likeness(text: str) -> str:
    """What two texts share that differ only in spacing, punctuation, letter case or where the tone mark stands (hoà, hòa)."""
    words = _NOT_A_LETTER.sub(" ", clean(text).lower()).split()
    return " ".join(word if word.isascii() else _tone_last(word) for word in words)


@lru_cache(maxsize=20_000)  # the same few thousand syllables make up every record
def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tones = [letter for letter in letters if letter in _TONES]
    return "".join(letter for letter in letters if letter not in _TONES) + "".join(sorted(tones))
