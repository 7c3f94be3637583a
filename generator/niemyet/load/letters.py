"""Finds characters that are not what they look like: of another alphabet, of an old encoding, or lost.

Takes a file's text; gives a diagnostic for each line that has some, with the code point and the word as it was meant. Invisible
characters are found by `texts`.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.load.old_encodings import find_garbled, may_be_garbled
from niemyet.patterns import regex

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХЗаеѕіјорсухԁԛԝһӏ", "ABESIJKMHOPCTYX3aesijopcyxdqwhl", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True))
_GREEK_SMALL = dict(zip("αγηικνορτυχ", "ayniKvoptux", strict=True)) | {"κ": "k"}
_ARMENIAN = {"օ": "o", "ո": "n", "ս": "u", "հ": "h", "ց": "g", "Օ": "O", "Տ": "S", "Լ": "L"}
_LATIN = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ", "ǎ": "ă", "Ǎ": "Ă", "ı": "i", "ɑ": "a", "ɡ": "g", "ſ": "s", "ƀ": "b", "ɩ": "i"}
_OTHER_ALPHABETS = _CYRILLIC | _GREEK | _ARMENIAN
_LOOK_ALIKE = _OTHER_ALPHABETS | _GREEK_SMALL | _LATIN
_STYLED = "\uff01-\uff5e\ufb00-\ufb06\U0001d400-\U0001d7ff\u2102\u210a-\u2115\u2119-\u211d\u2124\u2128\u212a-\u2134"
"""Letters and digits of another width or style, which NFKC normalises."""
_STRANGE = regex(f"[{''.join(_LOOK_ALIKE)}{_STYLED}]")
_TOKEN = regex(r"[^\s,;:()\"'“”\[\]{}<>|=]+")
_PART = regex(r"[^\W_]+")
_FOREIGN = regex(f"(?![{''.join(_OTHER_ALPHABETS)}{''.join(_GREEK_SMALL)}])[\u0370-\u03ff\u0400-\u052f\u0531-\u058f]")
SURE_LETTERS = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9–—‘’“”…•°²³×÷±≤≥→←↑↓₫€½¼¾§©®™«»·\u00a0✓✔☐☑□■●○★☆№"
"""Characters of ordinary Vietnamese text, for use in a character class. Text of these alone needs no further check."""
_LOST = "\ufffd"


_MOST_IN_LINE = 50
"""Words reported per line; with more, the whole line needs correcting anyway."""


def has_strange_letters(text: str) -> bool:
    """Whether the text has characters that this module reports."""
    return bool(_STRANGE.search(text))


def find_strange_letters(path: str, text: str) -> Iterator[Diagnostic]:
    """A diagnostic for each line of the text with such characters; a long text that has none is looked at as a whole."""
    if _LOST not in text and not has_strange_letters(text) and not may_be_garbled(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.isascii():
            yield from islice(_find_in_line(path, number, line), _MOST_IN_LINE)


def mend_letters(word: str) -> str:
    """The word with the letters that it only looks to have: a Cyrillic "роsted" → "posted"."""
    return _PART.sub(lambda part: _mend(part[0], False), word)


def _find_in_line(path: str, number: int, line: str) -> Iterator[Diagnostic]:
    if _LOST in line:
        start = line.index(_LOST)
        word = next(word[0] for word in _TOKEN.finditer(line) if word.start() <= start < word.end())
        yield Diagnostic("lost-letter", Place(path, number, start + 1, 1, line), {"value": word, "code": "U+FFFD"})
        return
    if garbled := find_garbled(line):
        place = Place(path, number, garbled.start + 1, len(garbled.written), line)
        letter = next(letter for letter in garbled.written if not letter.isascii())
        values = {"value": garbled.written, "near": garbled.meant, "encoding": garbled.encoding, "code": f"U+{ord(letter):04X}"}
        yield Diagnostic("old-encoding", place, values)
        return
    if not _STRANGE.search(line):
        return
    foreign = bool(_FOREIGN.search(line))
    for token in _TOKEN.finditer(line):
        parts = [part for part in _PART.finditer(token[0]) if _STRANGE.search(part[0])]
        meant = _PART.sub(lambda part: _mend(part[0], foreign), token[0]) if parts else token[0]
        if meant != token[0]:
            letter = next(old for old in token[0] if _STRANGE.match(old) and old not in meant)
            values = {"value": token[0], "near": meant, "letter": letter, "code": f"U+{ord(letter):04X}"}
            yield Diagnostic("look-alike-letter", Place(path, number, token.start() + 1, len(token[0]), line), values)


def _mend(word: str, foreign: bool) -> str:
    """The word with the letters that were meant. `foreign`: the line contains whole words of the other alphabet."""
    plain = "".join(unicodedata.normalize("NFKC", letter) if re.match(f"[{_STYLED}]", letter) else letter for letter in word)
    has_latin = any(
        "a" <= letter.lower() <= "z" or "\u00c0" <= letter <= "\u024f" or "\u1e00" <= letter <= "\u1eff" for letter in plain
    )
    alone = not has_latin and not foreign and all(letter in _OTHER_ALPHABETS or letter.isdigit() for letter in plain)
    if has_latin or alone:
        table = _LOOK_ALIKE if has_latin else _OTHER_ALPHABETS
        plain = "".join(table.get(letter, letter) if letter not in "Ððɖ" else _stroke(plain, i) for i, letter in enumerate(plain))
    return plain


def _stroke(word: str, i: int) -> str:
    """Đ for the Icelandic Ð, which looks the same, at the beginning of a syllable or in an abbreviation like BGDÐT."""
    letter = word[i]
    if i == 0 or (letter == "Ð" and word.isupper()):
        return "Đ" if letter == "Ð" else "đ"
    return letter
