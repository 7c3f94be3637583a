"""Characters that can be printed on a sheet: those of its font, and replacements for some others.

The font is Be Vietnam Pro 1.2; a test compares the ranges with its files. Symbols pasted from office programs (arrows, ticks,
boxes) are printed as an equivalent; pages show them as written.
"""

import re
import unicodedata
from functools import lru_cache

from niemyet.patterns import regex

_OF_THE_FONT = (
    "\u0020-\u007e\u00a0-\u0107\u010a-\u0113\u0116-\u011b\u011e-\u0121\u0126-\u012b\u012e-\u0131\u0139-\u013a\u013d-\u013e"
    "\u0141-\u0144\u0147-\u0148\u014c-\u014d\u0150-\u0155\u0158-\u015b\u015e-\u016b\u016e-\u017e\u01a0-\u01a1\u01af-\u01b0"
    "\u01e6-\u01e7\u02c6-\u02c7\u02d8-\u02dc\u0300-\u0304\u0306-\u030c\u0312\u031b\u0323\u0326-\u0328\u1e20-\u1e21\u1e80-\u1e85"
    "\u1e9e\u1ea0-\u1ef9\u2013-\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039-\u203a\u2044\u2070\u2074-\u2079"
    "\u2080-\u2089\u20ab-\u20ac\u2122\u215b-\u215e\u2212\u2215\u2248\u2260\u2264-\u2265"
)
_STRANGE = regex(f"[^{_OF_THE_FONT}\t\n\r]")

_SAME = (
    ("-", "\u2010\u2011\u2012\u2043"), ("—", "\u2015"), ("->", "→⇒➔➜➝➞➡⟶⇨➢➤▶►▸‣"), ("<-", "←⇐⬅◀◄⟵"), ("<->", "↔⇔"),
    ("•", "●■▪◆♦○◦◯∙⚫⬤★☆✦❖\u25fc\uf0b7\uf0a7\uf076\uf0d8\uf0fc\uf02d"), ("[ ]", "□☐▢❏❑"), ("[x]", "☑☒✓✔✗✘✕✖\uf0fe\uf052"),
    ("'", "′`ʼʹ"), ("”", "″〝〞"), ("(!)", "⚠"), ("ĐT:", "☎☏✆📞"), ("*", "∗⁎※"),
    ("đ", "ɖ"), ("/", "∕⧸"), ("|", "│┃¦"), ("~", "∼～"),
    ("", "\u00ad\ufe0e\ufe0f\u200b\u200c\u200d\u2060\ufeff"), (" ", "\u2028\u2029\u0085"),
)  # fmt: skip
"""Pairs of a printed replacement and the characters it is used for."""
_REPLACED = {sign: printed for printed, signs in _SAME for sign in signs}


def find_unprintable(text: str) -> re.Match[str] | None:
    """The first character that is neither in the font nor replaceable; None if there is none."""
    for found in _STRANGE.finditer(text):
        if _replace_sign(found[0]) is None:
            return found
    return None


def quote_to_print(text: str) -> str:
    """Words of another as a sheet can quote them: dots for each letter that it cannot print."""
    return _STRANGE.sub(lambda found: "…" if _replace_sign(found[0]) is None else found[0], text)


def to_print(text: str) -> str:
    """The text with replacements. Characters without one are kept, and Typst then warns about them."""
    return _STRANGE.sub(lambda found: found[0] if (printed := _replace_sign(found[0])) is None else printed, text)


@lru_cache(maxsize=4096)
def _replace_sign(sign: str) -> str | None:
    """The replacement for a character missing in the font (№ → No, Ⅱ → II), or None."""
    if sign in _REPLACED:
        return _REPLACED[sign]
    plain = unicodedata.normalize("NFKC", sign)
    plain = "".join(_REPLACED.get(letter, letter) for letter in plain)
    plain = plain.replace("\\", "/").replace('"', "”")  # these would break the JSON string
    if plain != sign and not _STRANGE.search(plain):
        return plain
    return {"Zs": " ", "Co": "•"}.get(unicodedata.category(sign))  # private-use symbols of office fonts are mostly bullets
