"""Words in the order of the Vietnamese alphabet: a, ă, â, b, c, d, đ, e, ê … whatever the tone."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import NamedTuple

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Grave, hook, tilde, acute, dot below: the order of dictionaries."""


class Term(NamedTuple):
    """A word by which something is called, and what it leads to."""

    text: str
    code: str


def letter_of(text: str) -> str:
    """The letter under which a text stands, without its tone, in upper case; "#" for what begins with none."""
    first = _without_tone(text[:1].lower())
    return first.upper() if first in _LETTERS else "#"


def arrange(terms: Iterable[Term]) -> list[tuple[str, list[Term]]]:
    """The terms under their letters, in order; each once."""
    ordered = sorted(set(terms), key=lambda term: (_key(term.text), term.code))
    return [(letter, list(group)) for letter, group in groupby(ordered, key=lambda term: letter_of(term.text))]


def _key(text: str) -> tuple[list[int], list[int]]:
    ranks = [_rank(letter) for letter in text.lower()]
    return [letter for letter, _ in ranks], [tone for _, tone in ranks]


@cache
def _rank(letter: str) -> tuple[int, int]:
    """The place of a letter in the alphabet, 0 for what is none, and that of its tone."""
    bare = _without_tone(letter)
    return _LETTERS.find(bare) + 1 if bare.isalpha() else 0, _tone(letter)


def _without_tone(letter: str) -> str:
    marks = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))


def _tone(letter: str) -> int:
    return next((_TONES.index(mark) + 1 for mark in unicodedata.normalize("NFD", letter) if mark in _TONES), 0)
