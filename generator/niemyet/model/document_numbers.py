"""Numbers of legal documents (số, ký hiệu): finds faults in one as written, and how it was meant.

A number consists of a figure, possibly a year, and letters for kind and issuer: 60/2014/QH13, 661/QĐ-UBND, 39-NQ/TW (Nghị định
30/2020/NĐ-CP, Phụ lục III). Older and irregular ones exist, so only certain faults are reported.
"""

import re
import unicodedata
from typing import NamedTuple

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.model.folding import fold_words, strip_marks
from niemyet.patterns import regex

_WORDS_BEFORE = regex(
    r"(?:(?:quyết định|nghị định|nghị quyết|thông tư(?: liên tịch)?|công văn|bộ luật|luật|kế hoạch|thông báo|văn bản|chỉ thị)\b"
    r"|số\b|(?:qđ|nđ|tt|nq|cv|kh)(?=[\s:])|n°|no\.)[\s:]*",
    re.IGNORECASE,
)
_DAY_BEHIND = regex(r"[\s,]*(?:\(|ngày)\s*(?:ngày\s*)?[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}\)?$", re.IGNORECASE)
_SIGNS = str.maketrans(
    {"–": "-", "—": "-", "‑": "-", "−": "-", "‐": "-", "\\": "/", "⁄": "/", "∕": "/", "／": "/", "Ð": "Đ", "Ɖ": "Đ"}
)
_LOOK_ALIKE_DIGITS = str.maketrans("lIOo", "1100")
_FIGURE = regex(r"[0-9lIOo]*[0-9][0-9lIOo]*")
_WITHOUT_STROKE = {
    "QD": "QĐ", "ND": "NĐ", "HDND": "HĐND", "BGDDT": "BGDĐT", "BLDTBXH": "BLĐTBXH", "HDTP": "HĐTP", "TLD": "TLĐ",
    "UNBD": "UBND", "UBDN": "UBND", "UBNĐ": "UBND", "UBNN": "UBND", "HĐNĐ": "HĐND", "HDNĐ": "HĐND",
}  # fmt: skip
_MIXED = {"TTG": "TTg", "CTR": "CTr"}
_BEHIND = regex(r"\s*\((?![^()]*/)[^()]*\)$|\s+-\s*[0-9]{4}$")
"""A remark or year after a number: 458/QĐ-UBND (bản sao), 458/QĐ-UBND - 2026."""
_GLUED = regex(r"(QĐ|NĐ|TT|NQ|KH|TB|CV)(UBND|HĐND|TTg|CP|BTP|BCA|BTC|BNV|BXD|BYT)")
_ANOTHER = regex(r"/[^/\s,;]*(?:[\s,;&+-]|\b(?:và|hoặc|với|số)\b)+[0-9]+[^\s/]*/(?:[0-9]{4}/|(?:QĐ|NĐ|TT|NQ|KH|TB|CT|QH)\b)")
_KIND_ALONE = frozenset({"QĐ", "NĐ", "TT", "NQ", "KH", "TB", "CT", "TTLT"})
_YEAR = regex(r"[^/]+/([0-9]{4})/")
_SOUND = regex(
    r"(?:0?[1-9]|[1-9][0-9]{1,4})/(?:(?:19[5-9][0-9]|20[0-9]{2})/QH[0-9]{1,2}|(?:(?:19[5-9][0-9]|20[0-9]{2})/)?"
    rf"(?:{'|'.join(sorted(_KIND_ALONE))})-(?!(?:{'|'.join([*_WITHOUT_STROKE, *_MIXED])})\Z)[A-ZĐ]+)"
)
"""The usual forms: figure, optional year, a common kind and one issuer; or a law. Nothing to correct in these."""


class Fault(NamedTuple):
    """What is wrong with a number, and how it was meant ('' if that is not certain)."""

    what: Bilingual
    meant: str = ""


_NO_LETTERS = Bilingual("thiếu ký hiệu loại văn bản và cơ quan ban hành", "the letters of its kind and issuer are missing")
_A_NAME = Bilingual("đây là tên, không phải số, ký hiệu của văn bản", "this is a name and not the number of a document")
_NO_FIGURE = Bilingual("thiếu số", "the figure is missing")
_NO_ISSUER = Bilingual("thiếu ký hiệu cơ quan ban hành", "the letters of its issuer are missing")
_NO_YEAR = Bilingual("phần năm không phải là một năm", "its year is no year")
_NOT_LATIN = Bilingual("có chữ không dùng trong số, ký hiệu văn bản", "it has letters that no number has")
_NO_ZERO = Bilingual("số 0 không phải là số của văn bản", "no document has the figure 0")
_SEVERAL = Bilingual("ở đây có hai số; chỉ ghi một văn bản", "these are two numbers; name one document only")
_MISWRITTEN = Bilingual("viết không đúng cách", "it is not written as it should be")


def find_fault(number: str) -> Fault | None:
    """What is certainly wrong with a number; None if it may be valid."""
    if _SOUND.fullmatch(number):
        return None
    if _ANOTHER.search(number):
        return Fault(_SEVERAL)
    meant = _mend(number)
    if what := _format_fault(meant):
        return Fault(what)
    return Fault(_MISWRITTEN, meant) if meant != number else None


def _format_fault(number: str) -> Bilingual | None:
    if " " in number and "/" not in number and re.search("[a-zà-ỹ]{2}", number):
        return _A_NAME
    if re.search(r"[^0-9A-Za-zĐđƯƠÂÊÔĂ./&-]", number):
        return _NOT_LATIN
    if not re.search("[0-9]", number):
        return _NO_FIGURE
    if not re.search("[A-Za-zĐđ]", number):
        return _NO_LETTERS
    parts = number.split("/")
    if re.fullmatch("0+", parts[0]):
        return _NO_ZERO
    if not all(parts):
        return _MISWRITTEN
    if len(parts) > 1 and parts[-1] in _KIND_ALONE:
        return _NO_ISSUER
    if not re.search("[0-9]", parts[0]) and not re.search("[0-9]", parts[1] if len(parts) > 1 else ""):
        return _NO_FIGURE
    if any(part.isdigit() and not (len(part) == 4 and "1945" <= part < "2100") for part in parts[1:] if len(parts) > 2):
        return _NO_YEAR
    return None


def _mend(number: str) -> str:
    """The number with common additions removed and common mistakes corrected."""
    text = unicodedata.normalize("NFC", number).translate(_SIGNS).strip()
    text = _BEHIND.sub("", _DAY_BEHIND.sub("", text)).strip(" \"'“”()")
    while (word := _WORDS_BEFORE.match(text)) and word.end() < len(text):
        text = text[word.end() :]
    text = re.sub(r"\s*([/-])\s*", r"\1", text).rstrip(".,;:/- ")
    text = re.sub(r"([/-])\1+", r"\1", text)
    figure, sign, rest = _split_figure(text)
    if not rest:
        return figure + sign
    return figure + sign + "/".join("-".join(_mend_letters(word) for word in part.split("-")) for part in rest.split("/"))


def _split_figure(text: str) -> tuple[str, str, str]:
    """The figure with its year, the separator, and the letters: 60-2014-QH13 → 60/2014, /, QH13."""
    found = re.match(r"([0-9A-Za-z.]+?)([/-])(.*)", text)
    if not found:
        glued = re.fullmatch(r"([0-9]{1,6})((?:QĐ|QD|NĐ|TT|NQ)-.+)", text)
        return (glued[1], "/", glued[2]) if glued else ("", "", text)
    figure, sign, rest = found.groups()
    if _FIGURE.fullmatch(figure):
        figure = figure.translate(_LOOK_ALIKE_DIGITS)
    if not re.search("[0-9]", figure):
        return "", "", text
    if year := re.match(r"([0-9lIOo]{4})([/-])(.*)", rest):
        if year[1].translate(_LOOK_ALIKE_DIGITS).isdigit() and year[3]:
            return f"{figure}/{year[1].translate(_LOOK_ALIKE_DIGITS)}", "/", year[3]
    elif sign == "-" and "/" not in rest and "-" in rest and not rest.endswith("-TW"):  # those of the Party: 39-NQ/TW
        sign = "/"
    return figure, sign, rest


def _mend_letters(word: str) -> str:
    upper = word.upper()
    if upper in _MIXED:
        return _MIXED[upper]
    word = upper if word.islower() else word
    if glued := _GLUED.fullmatch(word):
        return f"{glued[1]}-{glued[2]}"
    return _WITHOUT_STROKE.get(word, word)


def year_of_number(number: str) -> int | None:
    """The year in a number: 60/2014/QH13 → 2014; None if it has none."""
    found = _YEAR.match(number)
    return int(found[1]) if found else None


def likeness(name: str) -> tuple[str, ...]:
    """A key that is equal for all spellings of a number or name: ignores Đ, case, diacritics, leading zeros and punctuation."""
    letters = strip_marks(name.lower().replace("ð", "d"))
    parts = re.findall("[0-9]+|[a-z]+", re.sub("[^a-z0-9/]+", "-", letters))
    joined: list[str] = []
    for part in parts:
        if part.isdigit():
            joined.append(part.lstrip("0") or "0")
        elif joined and joined[-1].isalpha():
            joined[-1] += part
        else:
            joined.append(part)
    return tuple(joined)


def meant_spelling(number: str) -> str:
    """The number as it stands on the document, if the writing differs in Đ, capitals or dashes alone; else ''."""
    fault = find_fault(number)
    return fault.meant if fault is not None and fault.meant and likeness(fault.meant) == likeness(number) else ""


_SHORT = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "tp": "thanh pho"}


def fold_issuer(issuer: str) -> str:
    """The issuer's name, in which case, diacritics and usual abbreviations do not count."""
    return " ".join(_SHORT.get(word, word) for word in fold_words(issuer).split())


_KINDS = {"NQ": "Nghị quyết", "QĐ": "Quyết định", "NĐ": "Nghị định", "TT": "Thông tư", "QH": "Luật", "CT": "Chỉ thị"}
_PROVINCIAL = {"HĐND": "Hội đồng nhân dân", "UBND": "Ủy ban nhân dân"}


def guess_kind(number: str, province: str) -> tuple[str, str]:
    """The kind of document and the issuer that a number of a province's document says; '' for what it does not say.

    `province` is its name with kind: 12/2026/NQ-HĐND → "Nghị quyết", "Hội đồng nhân dân thành phố Hà Nội".
    """
    letters = re.split(r"[^A-ZĐa-zđ]+", number)
    kind = next((_KINDS[part] for part in letters if part in _KINDS), "")
    issuer = next((_PROVINCIAL[part] for part in letters if part in _PROVINCIAL), "")
    return kind, f"{issuer} {province}" if issuer else ""
