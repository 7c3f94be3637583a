"""Sorts words by the Vietnamese alphabet (a, ă, â, b, c, d, đ, e, ê …), then by tone."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import NamedTuple

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Grave, hook, tilde, acute, dot below: the dictionary order of tones."""


class Term(NamedTuple):
    """An entry of the index: a name and the page it leads to."""

    text: str
    code: str


def letter_of(text: str) -> str:
    """The index letter of a text: upper case, without its tone; "#" if it does not begin with a letter."""
    first = _without_tone(text[:1].lower())
    return first.upper() if first in _LETTERS else "#"


def arrange(terms: Iterable[Term]) -> list[tuple[str, list[Term]]]:
    """The distinct terms, sorted and grouped by letter."""
    ordered = sorted(set(terms), key=lambda term: (_key(term.text), term.code))
    return [(letter, list(group)) for letter, group in groupby(ordered, key=lambda term: letter_of(term.text))]


def _key(text: str) -> tuple[list[int], list[int]]:
    ranks = [_rank(letter) for letter in text.lower()]
    return [letter for letter, _ in ranks], [tone for _, tone in ranks]


@cache
def _rank(letter: str) -> tuple[int, int]:
    """The ranks of a letter (0 for other characters) and of its tone."""
    bare = _without_tone(letter)
    return _LETTERS.find(bare) + 1 if bare.isalpha() else 0, _tone(letter)


def _without_tone(letter: str) -> str:
    marks = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))


def _tone(letter: str) -> int:
    return next((_TONES.index(mark) + 1 for mark in unicodedata.normalize("NFD", letter) if mark in _TONES), 0)
