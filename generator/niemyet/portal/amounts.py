"""Reads amounts of money in the words of a fee: a number, a number for each piece, a formula by pages."""

import re
from typing import Any

from niemyet.patterns import regex
from niemyet.portal.raw_record import RawFee
from niemyet.portal.words import likeness

AMOUNT = regex(r"(?P<amount>[0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]{4,9}) ?(?:đồng|đ|VNĐ|VND)\b", re.IGNORECASE)
_PER = r"(?P<per>[^\W\d_][^.;,:()0-9/]{0,40}?)"
_ONE_AMOUNT = regex(
    rf"(?:(?:phí|lệ phí|mức thu(?: phí| lệ phí)?)[^.;:0-9]{{0,60}}: ?)?{AMOUNT.pattern}(?: ?/ ?{_PER})?\.?", re.IGNORECASE
)
ONLY_PER = regex(rf"/ ?{_PER}\.?")
_UNIT = (
    "(?:bản sao|bản chính|văn bản|bản|trang|trường hợp|hồ sơ|giấy phép|giấy|thẻ|sổ|hợp đồng|giao dịch|người|việc"
    "|lần(?: đăng ký| cấp)?)"
)
_EACH = regex(
    rf"{AMOUNT.pattern} ?"
    rf"(?:/ ?(?P<over>{_UNIT})\b|\( ?/? ?(?P<within>{_UNIT}) ?\)|\(?(?:cho )?(?:một|mỗi|0?1) (?P<one>{_UNIT})\b)",
    re.IGNORECASE,
)
"""An amount with what it is for, in the midst of other words."""
_EACH_SOMEWHERE = regex(rf"(?:\bmỗi |/ ?|\( ?){_UNIT}(?: ?\)| ?$| ?[.;,:]| [0-9])", re.IGNORECASE)
_CHANGES = regex(
    r"(?<!miễn, )(?<!miễn )\b(?:giảm|tăng|gấp|cộng thêm)\b|%|\bmột nửa\b"
    r"|\b(?:tối đa|tối thiểu|ít nhất|không quá)(?: là)? [0-9]+(?:[. ][0-9]{3})* ?(?:đồng|đ|nghìn|ngàn|triệu|VN)",
    re.IGNORECASE,
)
_IN_WORDS = regex(
    r"(?P<number>[0-9]{1,4})(?:,(?P<tenth>[0-9]))? ?(?P<times>nghìn|ngàn|triệu)\b|(?P<bare>[0-9]{1,3}(?:[.][0-9]{3})+)\b",
    re.IGNORECASE,
)
"""Amounts that are not followed by the name of the currency."""
_TIMES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000}
BARE_AMOUNT = regex(rf"(?:thu |mức thu )?{_ONE_AMOUNT.pattern}|", re.IGNORECASE)
_FORMULA = regex(
    r"(?:(?P<where>[^.;:0-9]{1,120}): ?)?(?P<first>[0-9.]+) ?đồng/(?P<unit>\w+)[;,.] ?"
    r"từ (?P=unit) thứ (?P<from>\w+)(?: trở (?:lên|đi))?,? ?(?:thu |mức thu )?(?P<next>[0-9.]+) ?đồng/(?P=unit),? ?"
    r"(?:nhưng )?(?:mức thu )?tối đa (?:thu )?(?:không quá )?(?P<most>[0-9.]+) ?đồng/(?P<per>\w+)[.;]?",
    re.IGNORECASE,
)
_ORDINALS = {"hai": 2, "ba": 3, "tư": 4, "năm": 5}
_SMALLEST = 1000
"""Đồng. No fee is smaller; a smaller figure lacks its zeros or is in another currency."""


def is_dong(currency: str) -> bool:
    """Whether a currency is đồng, by code or name; '' counts as đồng."""
    return likeness(currency) in ("", "vnd", likeness("Việt Nam Đồng"))


def _whole(text: str) -> int:
    return int(re.sub(r"[. ]", "", text))


def read_formula(text: str) -> dict[str, Any] | None:
    """The formula in "2.000 đồng/trang; từ trang thứ 3 trở lên thu 1.000 đồng/trang, tối đa …"; None unless all is understood."""
    match = _FORMULA.match(text)
    if match is None:
        return None
    rest = text[match.end() :].strip()
    first = _ORDINALS.get(match["from"]) or (int(match["from"]) if match["from"].isdecimal() else 0)
    if first < 2 or AMOUNT.search(rest):
        return None
    parts = [
        {"first": 1, "last": first - 1, "amount": _whole(match["first"])},
        {"first": first, "amount": _whole(match["next"])},
    ]
    formula = {"unit": match["unit"], "parts": parts, "at_most": _whole(match["most"])}
    return {"formula": formula, "per": match["per"], "source_text": text}


def _said_in_words(text: str) -> set[int]:
    """The amounts in "30 nghìn đồng", "1,5 triệu" and bare "30.000"."""
    amounts = set()
    for match in _IN_WORDS.finditer(text):
        if match["bare"]:
            amounts.add(_whole(match["bare"]))
        else:
            tenths = int(match["number"]) * 10 + int(match["tenth"] or 0)
            amounts.add(tenths * _TIMES[match["times"].lower()] // 10)
    return amounts


def read_amount(fee: RawFee, text: str) -> dict[str, Any] | None:
    """The amount, if it is in đồng, plausible, and consistent with the text; else None."""
    value = fee.value or 0
    if value < _SMALLEST or value != int(value) or not is_dong(fee.currency):
        return None
    if only_per := ONLY_PER.fullmatch(text):
        return {"amount": int(value), "per": only_per["per"], "source_text": text}
    if _CHANGES.search(text):
        return None
    said = {_whole(match["amount"]) for match in AMOUNT.finditer(text)}
    if (said | _said_in_words(text)) - {int(value)}:
        return None
    per = _read_per(text)
    if not per and _EACH_SOMEWHERE.search(text):
        return None
    return {"amount": int(value)} | ({"per": per} if per else {}) | ({"source_text": text} if text else {})


def _read_per(text: str) -> str:
    """What one amount is for, "bản" of "8.000 đồng/bản", "8.000 đồng (bản)" and "8.000 đồng mỗi bản"; '' if it is not said."""
    if whole := _ONE_AMOUNT.fullmatch(text):
        return whole["per"] or ""
    found = _EACH.search(text)
    return (found["over"] or found["within"] or found["one"]).lower() if found else ""
