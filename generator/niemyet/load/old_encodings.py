"""Recognises Vietnamese text in an old or wrong encoding, and decodes it.

Text in TCVN3 (.VnTime) or VNI fonts that is pasted into a record keeps its codes and loses its font: "QuÇy tiÕp nhËn". UTF-8 that
was decoded in another encoding looks like "kÃ½". A word is decoded only if the result is a Vietnamese syllable and the original
cannot be one; foreign names stay as they are.
"""

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from niemyet.patterns import regex

_TCVN3 = dict(zip(
    "µ¶·¹¸»¼½Æ¾ÇÈÉËÊÌÎÏÑÐÒÓÔÖÕ×ØÜÞÝßáâäãåæçéèêëìîíïñòôóõö÷ùøúûüþý¨©®ª«¬\u00ad¡¢£¤¥¦§",
    "àảãạáằẳẵặắầẩẫậấèẻẽẹéềểễệếìỉĩịíòỏõọóồổỗộốờởỡợớùủũụúừửữựứỳỷỹỵýăâđêôơưĂÂÊÔƠƯĐ",
    strict=True,
))  # fmt: skip
_VNI_TONES = {
    "a": dict(zip("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ", strict=True)),
    "e": dict(zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", strict=True)),
    "ô": dict(zip("ùøûõï", "ớờởỡợ", strict=True)),
    "u": dict(zip("ùøûõï", "úùủũụ", strict=True)),
    "ö": dict(zip("ùøûõï", "ứừửữự", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}
_VNI_PAIRS = {base + tone: letter for base, tones in _VNI_TONES.items() for tone, letter in tones.items()}
_VNI = {
    **_VNI_ALONE, **_VNI_PAIRS,
    **{old.upper(): new.upper() for old, new in (_VNI_ALONE | _VNI_PAIRS).items()},
    **{old[0].upper() + old[1]: new.upper() for old, new in _VNI_PAIRS.items()},
}  # fmt: skip
_VNI_FORM = regex("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_IN_VIETNAMESE = "àáãâèéêìíòóõôùúýÀÁÃÂÈÉÊÌÍÒÓÕÔÙÚÝ"
_NOT_VIETNAMESE = "".join(sorted(set(_TCVN3) | set("ûïåäëüñöøæîÛÏÅÄËÜÑÖØÆÎ") - set(_IN_VIETNAMESE)))
_IMPOSSIBLE_PAIR = regex("[aA][áàãâêùõéèúÁÀÃÂÊÙÕÉÈÚ]|[eE][áàãâùõÁÀÃÂÙÕ]|[oO][ùõâÙÕÂ]|[uU][ùõÙÕ]|[ôÔ][ùõÙÕ]")
OLD_PAIRS = regex(f"[À-Þ·«»©®½¼¾×§áàãâêùõéèú](?<=(?:[a-zß-ÿ][À-Þ])|(?:[^\\W\\d_][·«»©®½¼¾×§])|{_IMPOSSIBLE_PAIR.pattern})")
"""Pairs of characters that ordinary text never has. The second one is matched first, because it is rarer."""
_OLD = regex(
    f"[{re.escape(''.join(sorted(set(_NOT_VIETNAMESE) - set(_IN_VIETNAMESE))))}]|[a-zß-ÿ][À-Þ]|{_IMPOSSIBLE_PAIR.pattern}"
)
_IN_NAMES_ABROAD = frozenset("äöüñçïëåøæîûÄÖÜÑÇÏËÅØÆÎÛßþð")
"""Letters of other Latin alphabets; a single one proves nothing."""

_WORD = regex(r"[^\s.,;:()\"'“”/\[\]{}<>|=…_0-9-]+")
_TONES = regex("[\u0300\u0301\u0303\u0309\u0323]")
_NUCLEI = (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu oa oă oe oi oo ôi ơi ua uâ uê ui uô uơ ưa ưi ươ ưu uy"
    " oai oay oeo uây uôi ươi ươu iêu yê yêu uya uyê uyu"
)
_SYLLABLE = regex(
    "(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
    f"(?:{'|'.join(sorted(_NUCLEI.split(), key=len, reverse=True))})(?:ch?|m|ng?|nh|p|t)?"
)

_CP1252 = {bytes([code]).decode("cp1252"): code for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_BYTES_RUN = regex(f"[\u0080-\u00ff{''.join(map(re.escape, _CP1252))}]+")
_MEANT_LETTER = regex(
    "[\u00a0-\u00ff\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9–—‘’“”…•]+"
)


class Garbled(NamedTuple):
    """A part of a line in another encoding: offset (from 0), text as written, text as meant, and the encoding."""

    start: int
    written: str
    meant: str
    encoding: str


def may_be_garbled(text: str) -> bool:
    """Whether some line of the text has a part that `find_garbled` looks at."""
    return bool(_OLD.search(text)) or _read_twice(text) is not None


def find_garbled(line: str) -> Garbled | None:
    """The part of the line in another encoding; None if there is none."""
    twice = _read_twice(line)
    if twice is not None:
        return twice
    if not _OLD.search(line):
        return None
    found = (_find_words(line, name, decode) for name, decode in (("TCVN3", _from_tcvn3), ("VNI", _from_vni)))
    return max((garbled for garbled in found if garbled), key=lambda garbled: len(garbled.written), default=None)


def _read_twice(line: str) -> Garbled | None:
    """UTF-8 that was decoded as Windows-1252."""
    mended, changes = line, []
    for run in reversed([*_BYTES_RUN.finditer(line)]):
        try:
            meant = bytes(_CP1252.get(letter, ord(letter)) for letter in run[0]).decode("utf-8")
        except (UnicodeDecodeError, ValueError):
            continue
        if _MEANT_LETTER.fullmatch(meant):
            mended = mended[: run.start()] + meant + mended[run.end() :]
            changes.append(run)
    return (
        _between(line, mended, min(run.start() for run in changes), max(run.end() for run in changes), "UTF-8")
        if changes
        else None
    )


def _between(line: str, mended: str, start: int, end: int, encoding: str) -> Garbled:
    """The whole words from `start` to `end`. `mended` is the whole line as it was meant."""
    while start and line[start - 1].isalnum():
        start -= 1
    while end < len(line) and line[end].isalnum():
        end += 1
    return Garbled(start, line[start:end], mended[start : len(mended) - (len(line) - end)], encoding)


def _from_tcvn3(word: str) -> str:
    return "".join(_TCVN3.get(letter, letter) for letter in word)


def _from_vni(word: str) -> str:
    return _VNI_FORM.sub(lambda found: _VNI[found[0]], word)


def _find_words(line: str, encoding: str, decode: Callable[[str], str]) -> Garbled | None:
    """The part of the line from the first to the last word that is Vietnamese once decoded."""
    words = [*_WORD.finditer(line)]
    strange = [word for word in words if _OLD.search(word[0]) and max(word[0]) <= "\u00ff" and not _is_syllable(word[0])]
    good = [word for word in strange if _is_syllable(decode(word[0]))]
    if not good or len(good) < len(strange) - len(good) or not (len(good) > 1 or _proves(good[0][0])):
        return None
    whole = not any(ord(letter) > 0xFF for letter in line)
    mended, start, end = line, good[0].start(), good[-1].end()
    for word in reversed(words):
        old = word[0]
        if word in good or (whole and not old.isascii() and _is_syllable(decode(old))):
            mended = mended[: word.start()] + decode(old) + mended[word.end() :]
            start, end = min(start, word.start()), max(end, word.end())
    return _between(line, mended, start, end, encoding)


def _proves(word: str) -> bool:
    """Whether a word cannot be foreign: it has a capital among small letters, or a symbol among letters."""
    inside = any(a.islower() and b in _TCVN3 and b.isupper() for a, b in pairwise(word))
    signs = [letter for letter in word if _OLD.match(letter)]
    sign = any(not letter.isalpha() or letter in "µªº" for letter in signs) and len(word) > 2 and word[0] not in "µ©®«¬"
    pair = bool(_IMPOSSIBLE_PAIR.search(word)) and len(word) > 2
    return inside or (sign and "×" not in word) or pair or sum(letter not in _IN_NAMES_ABROAD for letter in signs) > 1


def _is_syllable(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable with at most one tone."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", _TONES.sub("", decomposed))
    return len(_TONES.findall(decomposed)) <= 1 and bool(_SYLLABLE.fullmatch(bare)) and len(word) > 1
