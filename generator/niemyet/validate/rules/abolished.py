"""Recognises units abolished on 1 July 2025 (districts, district towns, townships) in every spelling.

Takes text; gives the words that name one. Since that day local government has two levels (Luật Tổ chức chính quyền địa phương
72/2025/QH15, Điều 1), so nobody may be sent to a district.
"""

import re

from niemyet.patterns import regex

_NAME = r"(?: [A-ZĐÀ-ỸĂƠƯ][^\W\d_]*){0,4}"
_BEFORE = r"(?:(?i:cấp|liên|các|UBND|[uủ][yỷ] ban nhân dân|công an|chi cục thuế|tòa án nhân dân) )?"
_UNIT = regex(
    rf"{_BEFORE}\b(?:"
    rf"(?i:huyện){_NAME}"
    rf"|(?i:quận)(?! (?i:công|chúa|vương|mã|trưởng)\b)(?: [0-9]{{1,2}}\b)?{_NAME}"
    rf"|(?i:thị (?:xã(?! hội)|trấn(?! áp))){_NAME}"
    r"|(?i:thành phố (?:trực )?thuộc (?:tỉnh|thành phố))"
    r")(?![^\W\d_])"
)
_SHORT = regex(
    r"(?:(?<=, )|(?<=,)|(?<=- )|(?<=– )|(?<=UBND ))(?:(?:H|Q|TX)\. ?[A-ZĐÀ-Ỹ][^\W\d_]+|Q\.? ?[0-9]{1,2}\b)"
    r"|\bTX\.? [A-ZĐÀ-Ỹ][^\W\d_]+(?= [A-ZĐÀ-Ỹ])"
)
_WORD_BEFORE = regex(r"([^\W\d_]+) ?$")
_COMPOUNDS = frozenset({
    "siêu", "đô", "thành", "chỉ", "nội", "ngoại", "hiển", "tiếp", "cận", "viễn", "loạn", "giám", "thiên", "miệt", "kỳ", "ám",
})  # fmt: skip
"""First syllables of words that end in "thị" (siêu thị, đô thị, chỉ thị), after which "xã" or "trấn" begins another word."""
_SIGNS = ("huyện", "quận", "thị xã", "thị trấn", "thuộc tỉnh", "thuộc thành")
_SHORT_SIGNS = regex(r"(?:, ?|[-–] |ubnd )(?:h\.|q[. 0-9])|\btx\.? ")
_BEGINNINGS = (regex(r"q[. 0-9](?<=[ ,]..)"), regex(r"h\.(?<=[ ,]..)"), regex(r"tx[. ]"))
"""What all abbreviations contain; a quick first test, as each begins with its letter."""
_QUOTED = regex('“[^”]*”|"[^"]*"')
_FORMER = regex(r",? ?\(?(?:cũ\b|(?:trước đây|trước kia|trước khi (?:sáp nhập|sắp xếp))\b)")
"""After a unit, these say that it is a former one."""
_ENDING = regex(
    r"(?:bỏ|giải thể|chấm dứt|kết thúc|không (?:còn|tổ chức)|thay(?: cho)?)(?: hoạt động)?(?: của)?(?: đơn vị hành chính)?"
    r"(?: chính quyền)? ?$",
    re.IGNORECASE,
)
"""Before a unit, these report its end."""
_OPENERS = frozenset({"tại", "ở", "trên", "về", "lên", "từ", "các", "cấp", "của", "đến", "do", "qua", "ra", "với", "cả"})
"""Words that may begin a sentence. After any other capitalised word, "Huyện" is part of a name: ông Trần Quận."""
_PLACES = frozenset({"chợ", "cầu", "đường", "phố", "xóm", "làng", "thôn", "ngõ", "dốc", "bến"})
"""Places named after a unit, which keep their name: chợ Huyện."""


def may_name_abolished(text: str) -> bool:
    """Quick test on lower-case text: False if it certainly names no abolished unit."""
    if any(word in text for word in _SIGNS):
        return True
    return any(beginning.search(text) for beginning in _BEGINNINGS) and _SHORT_SIGNS.search(text) is not None


def find_abolished(text: str) -> str:
    """The first words that name an abolished unit; '' if none do. Quotations are ignored."""
    text = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    found = next((found for found in _UNIT.finditer(text) if not _is_innocent(text, found)), None) or _SHORT.search(text)
    return found[0].strip() if found else ""


def _is_innocent(text: str, found: re.Match[str]) -> bool:
    """Whether the words only look like a unit (siêu thị trấn …, Nguyễn Thị Xã, tri huyện) or are about the past."""
    before = _WORD_BEFORE.search(text[: found.start()])
    word = before[1] if before else ""
    if _FORMER.match(text, found.end()) or _ENDING.search(text[: found.start()]):
        return True
    if found[0].strip() in ("Huyện", "Quận") and (word in _PLACES or (word.istitle() and word.lower() not in _OPENERS)):
        return True
    if found[0].lower().startswith("thị "):
        is_person = word[:1].isupper() and found[0].startswith("Thị ") and found[0][4].isupper()
        return word.lower() in _COMPOUNDS or is_person
    return word.lower() == "tri"
