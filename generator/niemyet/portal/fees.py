"""Reads fee lines. An amount is taken only if the whole line is understood; everything else is quoted.

In the national data, 0 often means that the province decides; a fee is free only if a document says so.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from niemyet.portal.channels import CHANNELS
from niemyet.portal.documents import numbers_in
from niemyet.portal.doubts import RaisedDoubt
from niemyet.portal.raw_record import RawFee, RawMethod, RawRecord
from niemyet.portal.words import likeness

_COUNCIL = r"(?:Hội đồng nhân dân|HĐND)(?: (?:cấp )?tỉnh)?(?:, thành phố)?(?: trực thuộc (?:T|t)rung ương)?"
_PROVINCE_DECIDES = re.compile(rf"{_COUNCIL} (?:quyết định|quy định)|(?:quy định|quyết định) của {_COUNCIL}", re.IGNORECASE)
_ANOTHER_AUTHORITY = re.compile(
    r"Bộ trưởng|Chính phủ|Nghị quyết số|Quyết định số [0-9]|(?:tỉnh|thành phố) (?!trực thuộc)(?-i:[A-ZĐ])", re.IGNORECASE
)
_AMOUNT = re.compile(r"(?P<amount>[0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]{4,9}) ?(?:đồng|đ|VNĐ|VND)\b", re.IGNORECASE)
_PER = r"(?P<per>[^\W\d_][^.;,:()0-9/]{0,40}?)"
_ONE_AMOUNT = re.compile(
    rf"(?:(?:phí|lệ phí|mức thu(?: phí| lệ phí)?)[^.;:0-9]{{0,60}}: ?)?{_AMOUNT.pattern}(?: ?/ ?{_PER})?\.?", re.IGNORECASE
)
_ONLY_PER = re.compile(rf"/ ?{_PER}\.?")
_FORMULA = re.compile(
    r"(?:(?P<where>[^.;:0-9]{1,120}): ?)?(?P<first>[0-9.]+) ?đồng/(?P<unit>\w+)[;,] ?"
    r"từ (?P=unit) thứ (?P<from>\w+)(?: trở (?:lên|đi))?,? ?(?:thu |mức thu )?(?P<next>[0-9.]+) ?đồng/(?P=unit),? ?"
    r"(?:nhưng )?(?:mức thu )?tối đa (?:thu )?(?:không quá )?(?P<most>[0-9.]+) ?đồng/(?P<per>\w+)[.;]?",
    re.IGNORECASE,
)
_ORDINALS = {"hai": 2, "ba": 3, "tư": 4, "năm": 5}
_FREE = re.compile(r"(?:miễn|không thu|không phải nộp)\b.*", re.IGNORECASE | re.DOTALL)
_FREE_FOR_ALL = re.compile(
    r"(?:miễn|không thu|không phải nộp)(?: thu)? (?:phí|lệ phí|phí, lệ phí),? (?:theo|căn cứ)(?: quy định)?(?: tại)? "
    r"(?P<basis>[^.;,]{5,120})\.?",
    re.IGNORECASE,
)
_FREED = re.compile(
    r"(?:^|[.;\n] ?)(?P<sentence>(?:miễn|giảm)(?: thu)?(?: lệ phí| phí)?[^.\n]{0,20} (?:cho|đối với)[^.\n]+)", re.IGNORECASE
)
_FREED_SENTENCE = re.compile(
    r"miễn(?: thu)?(?: lệ phí| phí)? (?:cho|đối với) (?P<who>[^.;:]+?),? theo (?:quy định tại )?(?P<basis>[^.;]+)", re.IGNORECASE
)
_NOTHING = frozenset(map(likeness, ("", "không", "không có", "không quy định", "chưa quy định", "không thu")))
_KINDS = {"FEE": "Phí", "SERVICE_FEE": "Lệ phí", "PRICE_LEVEL": "Mức thu khác"}
_SMALLEST = 1000
"""Đồng. No fee is smaller; a smaller figure lacks its zeros or is in another currency."""

NOT_GIVEN = "Nguồn không nêu mức thu."


@dataclass(frozen=True, slots=True)
class ReadFees:
    """Fees and waivers by the model's keys, and doubts."""

    fees: list[dict[str, Any]]
    waivers: list[dict[str, Any]]
    doubts: list[RaisedDoubt]


def read_fees(raw: RawRecord) -> ReadFees:
    """The fees, at least one. Fees common to all channels occur once, others with their channel."""
    doubts: list[RaisedDoubt] = []
    lines: dict[tuple[object, ...], tuple[dict[str, Any], list[str]]] = {}
    channels = list(dict.fromkeys(CHANNELS[method.channel] for method in raw.methods if method.channel in CHANNELS))
    several = any(len({fee.kind for fee in method.fees}) > 1 for method in raw.methods)
    for method in raw.methods:
        for fee in _with_words_of_method(method):
            name = _KINDS.get(fee.kind, fee.kind) if several and fee.kind else ""
            value = ({"name": name} if name else {}) | read_fee(fee, doubts)
            key = tuple((k, likeness(v) if isinstance(v, str) else str(v)) for k, v in value.items())
            lines.setdefault(key, (value, []))[1].append(CHANNELS.get(method.channel, ""))
    fees: list[dict[str, Any]] = []
    for value, found in lines.values():
        for_all = not set(channels) - set(found)
        fees += [value] if for_all else [_on_channel(value, channel) for channel in dict.fromkeys(found) if channel]
    texts = dict.fromkeys(fee.text for method in raw.methods for fee in method.fees)
    waivers, more = _read_waivers(texts)
    if not fees:
        fees = [{"undetermined": NOT_GIVEN}]
        more.append(RaisedDoubt("fees", "Nguồn không nêu phí, lệ phí."))
    once = {(d.part, d.text, likeness(d.source_text)): d for d in (*doubts, *more)}
    return ReadFees(fees, waivers, list(once.values()))


def _with_words_of_method(method: RawMethod) -> tuple[RawFee, ...]:
    """The fees of a way of filing. A single fee also gets the method's text if that is about amounts."""
    if len(method.fees) != 1 or not _AMOUNT.search(method.text):
        return method.fees
    fee = method.fees[0]
    return (
        replace(fee, text=method.text if _ONLY_PER.fullmatch(fee.text) else "\n".join(filter(None, (fee.text, method.text)))),
    )


def _on_channel(value: dict[str, Any], channel: str) -> dict[str, Any]:
    name = {"name": value["name"]} if "name" in value else {}
    return name | {"channel": channel} | value


def read_fee(fee: RawFee, doubts: list[RaisedDoubt]) -> dict[str, Any]:
    """One fee line by the model's keys. Doubts are appended to `doubts`."""
    text = _without_brackets(fee.text)
    quote = {"source_text": text} if text else {}

    def open_fee(why: str) -> dict[str, Any]:
        currency = "đồng" if _is_dong(fee.currency) else fee.currency
        said = f"{fee.value:g} {currency}".strip() if fee.value else ""
        words = "\n".join(filter(None, (said, text)))
        doubts.append(RaisedDoubt("fees", why, words))
        return {"undetermined": why} | ({"source_text": words} if words else {})

    formula = _read_formula(text)
    if formula is not None:
        return formula
    decides = _PROVINCE_DECIDES.search(text)
    if decides and _ANOTHER_AUTHORITY.search(text.replace(decides[0], "")[: decides.start() + 200]):
        return open_fee("Nguồn dẫn nhiều cơ quan hoặc văn bản của một tỉnh; chưa rõ ai quy định mức thu.")
    if decides and fee.value:
        return open_fee(f"Nguồn vừa ghi {_money(fee.value)} đồng vừa ghi do Hội đồng nhân dân cấp tỉnh quy định.")
    if decides:
        return {"set_by": "province"} | quote
    if fee.value:
        return _read_amount(fee, text) or open_fee("Nguồn ghi mức thu không rõ hoặc không khớp với lời ghi.")
    if likeness(text) in _NOTHING:
        return open_fee("Nguồn ghi 0 đồng nhưng không dẫn văn bản quy định miễn thu." if fee.value == 0 else NOT_GIVEN)
    if _FREE.fullmatch(text):
        numbers = numbers_in(text)
        if fee.value == 0 and len(numbers) == 1 and _FREE_FOR_ALL.fullmatch(text):
            return {"amount": 0, "basis": numbers[0]} | quote
        return open_fee("Nguồn ghi không thu hoặc miễn, chưa rõ theo văn bản nào, cho ai.")
    return open_fee("Nguồn không ghi rõ mức thu.")


def _without_brackets(text: str) -> str:
    """The text without brackets that enclose all of it."""
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return text[1:-1].strip() if place == len(text) - 1 and letter == ")" else text
    return text


def _is_dong(currency: str) -> bool:
    """Whether a currency is đồng, by code or name; '' counts as đồng."""
    return likeness(currency) in ("", "vnd", likeness("Việt Nam Đồng"))


def _money(value: float) -> str:
    return f"{int(value):,}".replace(",", ".")


def _whole(text: str) -> int:
    return int(re.sub(r"[. ]", "", text))


def _read_formula(text: str) -> dict[str, Any] | None:
    """The formula in "2.000 đồng/trang; từ trang thứ 3 trở lên thu 1.000 đồng/trang, tối đa …"; None unless all is understood."""
    match = _FORMULA.match(text)
    if match is None:
        return None
    rest = text[match.end() :].strip()
    first = _ORDINALS.get(match["from"]) or (int(match["from"]) if match["from"].isdecimal() else 0)
    if first < 2 or _AMOUNT.search(rest):
        return None
    parts = [
        {"first": 1, "last": first - 1, "amount": _whole(match["first"])},
        {"first": first, "amount": _whole(match["next"])},
    ]
    formula = {"unit": match["unit"], "parts": parts, "at_most": _whole(match["most"])}
    return {"formula": formula, "per": match["per"], "source_text": text}


def _read_amount(fee: RawFee, text: str) -> dict[str, Any] | None:
    """The amount, if it is in đồng, plausible, and consistent with the text; else None."""
    value = fee.value or 0
    if value < _SMALLEST or value != int(value) or not _is_dong(fee.currency):
        return None
    if only_per := _ONLY_PER.fullmatch(text):
        return {"amount": int(value), "per": only_per["per"], "source_text": text}
    said = {_whole(match["amount"]) for match in _AMOUNT.finditer(text)}
    if said - {int(value)}:
        return None
    one = _ONE_AMOUNT.fullmatch(text)
    per = {"per": one["per"]} if one and one["per"] else {}
    return {"amount": int(value)} | per | ({"source_text": text} if text else {})


def _read_waivers(texts: Iterable[str]) -> tuple[list[dict[str, Any]], list[RaisedDoubt]]:
    """Waivers that name their document. Others raise doubts and stay in the fee's quotation."""
    waivers: dict[str, dict[str, Any]] = {}
    doubts = []
    for text in texts:
        for found in _FREED.finditer(text):
            sentence = found["sentence"].rstrip(")").strip()
            match, numbers = _FREED_SENTENCE.fullmatch(sentence), numbers_in(sentence)
            if match and len(numbers) == 1 and numbers[0] in match["basis"]:
                waivers[likeness(sentence)] = {"who": match["who"], "basis": numbers[0], "notes": sentence}
            else:
                why = "Nguồn nêu người được miễn, giảm nhưng không dẫn rõ văn bản."
                doubts.append(RaisedDoubt("waivers", why, sentence))
    return list(waivers.values()), doubts
