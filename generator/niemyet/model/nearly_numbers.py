"""What is nearly the number of a document in running text: with a wrong separator, without its Đ, in small letters, with a year
of two digits or the letter O for a zero. Takes text; gives what stands there and how it is written on the document.

Only usual kinds of documents of issuers that have such are looked for: whatever else has digits and letters is no number.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from niemyet.patterns import regex

_ISSUERS = (
    "CP", "TTg", "UBND", "HĐND", "TW", "BTP", "BCA", "BTC", "BNV", "BXD", "BYT", "BCT", "BQP", "BNG", "BKHCN", "BKHĐT", "BTNMT",
    "BGDĐT", "BGTVT", "BTTTT", "BNNPTNT", "BLĐTBXH", "BVHTTDL", "BNNMT", "BDTTG", "TTCP", "NHNN", "TANDTC", "VKSNDTC",
)  # fmt: skip
_FEW_KINDS = {"CP": {"NĐ", "NQ"}, "TTg": {"QĐ", "CT"}, "HĐND": {"NQ"}, "TW": {"NQ", "CT", "KL", "QĐ", "HD"}}
"""What these issue; any other issuer: `_USUAL_KINDS`."""
_USUAL_KINDS = frozenset({"QĐ", "TT", "TTLT", "CT", "KH", "TB"})
_TO_PLAIN = str.maketrans("Đ", "D")
_ISSUER_OF = {name.upper().translate(_TO_PLAIN): name for name in _ISSUERS}
_KIND_OF = {name.translate(_TO_PLAIN): name for name in (*_USUAL_KINDS, "NĐ", "NQ", "KL", "HD")}
_DIGITS = regex("[0-9]+")
_LOOK_ALIKE = "lIOo"
_TO_DIGITS = str.maketrans("lIOo", "1100")
_SIGN = r"(?: ?[/\\⁄∕／–‑—−-] ?|[._])"
_NEARLY = regex(
    r"(?<![\w/.–‑-])(?P<figure>(?=[lIOo]{0,4}[0-9])[0-9lIOo]{1,5})"
    rf"(?:{_SIGN}(?P<year>[12l][0-9lIOo]{{3}})|[/\\.-](?P<short>[0-9]{{2}}))?"
    rf"(?:(?:{_SIGN}|\s)"
    rf"(?P<kind>{'|'.join(sorted(_KIND_OF, key=len, reverse=True)).replace('D', '[DĐ]')})"
    rf"(?:{_SIGN}| )?"
    rf"(?P<issuer>{'|'.join(sorted(_ISSUER_OF, key=len, reverse=True)).replace('D', '[DĐ]')})"
    r"(?:/(?P<later>(?:19|20)[0-9]{2}))?"
    rf"|(?:{_SIGN}|\s)?QH ?(?P<term>[0-9]{{1,2}}))(?![\w/\\]|[–‑.-]\w)",
    re.IGNORECASE,
)
_OF_LAST_CENTURY = 45
"""Two digits from here on are a year of the last century, in which numbers had such years."""


class Nearly(NamedTuple):
    """What stands in a text from `start` to `end`, and how it is written on the document."""

    start: int
    end: int
    right: str


def find_nearly(text: str) -> Iterator[Nearly]:
    """Whatever is nearly a number, also what is one."""
    end = 0
    for digits in _DIGITS.finditer(text):  # most text has few: searched for the whole pattern it takes ten times as long
        start = digits.start()
        while start > end and text[start - 1] in _LOOK_ALIKE:
            start -= 1
        found = _NEARLY.match(text, start) if start >= end else None
        if found is not None and (right := _write(found)):
            end = found.end()
            yield Nearly(*found.span(), right)


def _write(found: re.Match[str]) -> str:
    """The number as documents have it; '' if there is no such."""
    years = [year.translate(_TO_DIGITS) for year in found.group("year", "later") if year]
    if short := found["short"]:
        years.append(f"20{short}" if int(short) < _OF_LAST_CENTURY else "")
    if len(years) > 1:
        return ""
    figure, year = found["figure"].translate(_TO_DIGITS), "".join(years)
    if (short and not year) or not figure.strip("0") or (year and not "1945" <= year < "2100"):
        return ""
    if found["term"]:
        return f"{figure}/{year}/QH{found['term']}" if year else ""
    kind = _KIND_OF[found["kind"].upper().translate(_TO_PLAIN)]
    issuer = _ISSUER_OF[found["issuer"].upper().translate(_TO_PLAIN)]
    if kind not in _FEW_KINDS.get(issuer, _USUAL_KINDS):
        return ""
    if issuer == "TW":
        return "" if year else f"{figure}-{kind}/{issuer}"
    return f"{figure}/{year}/{kind}-{issuer}" if year else f"{figure}/{kind}-{issuer}"
