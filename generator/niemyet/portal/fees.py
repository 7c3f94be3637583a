"""Reads fee lines. An amount is taken only if the whole line is understood; everything else is quoted.

In the national data, 0 often means that the province decides; a fee is free only if a document says so.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from niemyet.model.orthography import format_day
from niemyet.patterns import regex
from niemyet.portal.amounts import AMOUNT, BARE_AMOUNT, ONLY_PER, is_dong, read_amount, read_formula
from niemyet.portal.channels import CHANNELS
from niemyet.portal.documents import NUMBER, numbers_in
from niemyet.portal.doubts import RaisedDoubt
from niemyet.portal.fee_words import Limits, drop_prefix, read_limits
from niemyet.portal.raw_record import RawFee, RawMethod, RawRecord
from niemyet.portal.times import read_time_text, split_filing
from niemyet.portal.waivers import read_waivers
from niemyet.portal.words import likeness
from niemyet.values import dataclass

_COUNCIL = r"(?:Hội đồng nhân dân|HĐND)(?: (?:cấp )?tỉnh)?(?:, thành phố)?(?: trực thuộc (?:T|t)rung ương)?"
_PROVINCE_DECIDES = regex(rf"{_COUNCIL} (?:quyết định|quy định)|(?:quy định|quyết định|nghị quyết) của {_COUNCIL}", re.IGNORECASE)
_ANOTHER_AUTHORITY = regex(
    r"Bộ trưởng|Chính phủ|Nghị quyết số|Quyết định số [0-9]|(?:tỉnh|thành phố) (?!trực thuộc)(?-i:[A-ZĐ])", re.IGNORECASE
)
_FREE = regex(r"(?:miễn|không thu|không phải nộp)\b.*", re.IGNORECASE | re.DOTALL)
_FREE_FOR_ALL = regex(
    r"(?:miễn|không thu|không phải nộp)(?: thu)? (?:phí|lệ phí|phí, lệ phí),? (?:theo|căn cứ)(?: quy định)?(?: tại)? "
    r"(?P<basis>[^.;,]{5,120})\.?",
    re.IGNORECASE,
)
_NOTHING = frozenset(map(likeness, ("", "không", "không có", "không quy định", "chưa quy định", "không thu")))
_KINDS = {"FEE": "Phí", "SERVICE_FEE": "Lệ phí", "PRICE_LEVEL": "Mức thu khác"}
_NO_CASES: Mapping[str, str] = {}
_ONLY_COPIES = regex(
    r"(?:lệ )?phí cấp bản sao [^.;]{3,120} \(nếu có yêu cầu\) thực hiện theo quy định tại Thông tư số [^.;]{3,200}\.?",
    re.IGNORECASE,
)
_RESOLUTION = regex(
    rf"(?:(?:thực hiện )?theo (?:quy định (?:tại|của) )?)?Nghị quyết(?: số)? (?P<basis>{NUMBER.pattern})(?: ngày [0-9/]{{8,10}})?"
    r" của (?:Hội đồng nhân dân|HĐND) (?:tỉnh|thành phố) (?P<province>[^.;,0-9]{3,30})\.?",
    re.IGNORECASE,
)
_ON_REQUEST = regex(r"\((?:chỉ thu )?(?:nếu|khi)(?: người nộp| công dân)?(?: có)? (?:yêu cầu|đề nghị)\b[^()]*\)", re.IGNORECASE)
"""What is paid only by who asks for more: "(nếu yêu cầu cấp bản sao)"."""
_ABOUT_THE_FREED = regex(r"(?:trường hợp|đối với)\b[^.;]{0,80}\b(?:thuộc diện )?được miễn\b", re.IGNORECASE)
NOT_GIVEN = "Nguồn không nêu mức thu."
_ZERO = "Nguồn ghi 0 đồng nhưng không dẫn văn bản quy định miễn thu."
_ASK_BESIDE_COPIES = "Nguồn chỉ nêu phí cấp bản sao khi có yêu cầu, không nêu việc này có thu lệ phí hay không."
_SEVERAL = "Nguồn ghi nhiều mức thu mà không rõ mức nào thu khi nào."
_UNCLEAR_LIMITS = "Lời ghi nêu ngày hoặc cách nộp, chưa rõ mức thu áp dụng khi nào."
_ASKED_ONCE = frozenset({NOT_GIVEN, _ZERO, _ASK_BESIDE_COPIES})
"""Questions that are the same whatever the source says beside them."""


@dataclass(frozen=True, slots=True)
class ReadFees:
    """Fees and waivers by the model's keys, and doubts."""

    fees: list[dict[str, Any]]
    waivers: list[dict[str, Any]]
    doubts: list[RaisedDoubt]


def read_fees(raw: RawRecord, province: str = "", cases: Mapping[str, str] = _NO_CASES) -> ReadFees:
    """The fees, at least one. Fees common to all channels occur once, others with their channel.

    `province`: name of the province that published the procedure, '' for the nation's. `cases`: those that deadlines name.
    """
    doubts: list[RaisedDoubt] = []
    lines: dict[tuple[object, ...], tuple[dict[str, Any], list[str]]] = {}
    channels = list(dict.fromkeys(CHANNELS[method.channel] for method in raw.methods if method.channel in CHANNELS))
    several = any(len({fee.kind for fee in method.fees}) > 1 for method in raw.methods)
    for method, paid, case in _ways_to_pay(raw.methods, cases):
        for fee in _one_for_each_kind(paid):
            name = _KINDS.get(fee.kind, fee.kind) if several and fee.kind else ""
            for read in read_fee_lines(fee, doubts, CHANNELS.get(method.channel, ""), province):
                value = ({"name": name} if name else {}) | ({"case": case} if case else {}) | read
                key = tuple((k, likeness(v) if isinstance(v, str) else str(v)) for k, v in value.items())
                lines.setdefault(key, (value, []))[1].append(CHANNELS.get(method.channel, ""))
    fees: list[dict[str, Any]] = []
    for value, found in lines.values():
        for_all = not set(channels) - set(found) or "channel" in value
        fees += [value] if for_all else [_on_channel(value, channel) for channel in dict.fromkeys(found) if channel]
    fees = _without_repetition(fees)
    texts = dict.fromkeys(_without_brackets(drop_prefix(fee.text)) for method in raw.methods for fee in method.fees)
    waivers, more = read_waivers(texts)
    if not fees:
        fees = [{"undetermined": NOT_GIVEN}]
        more.append(RaisedDoubt("fees", NOT_GIVEN))
    once = {(d.part, d.text, likeness(d.source_text)): d for d in (*doubts, *more)}
    return ReadFees(fees, waivers, list(once.values()))


def _ways_to_pay(methods: Sequence[RawMethod], cases: Mapping[str, str]) -> Iterator[tuple[RawMethod, tuple[RawFee, ...], str]]:
    """The ways of filing with their fees, each with the case that it is for ('': for all).

    Entries for one way of filing that ask for different amounts are one entry with several fees, unless each names its case.
    """
    known = {likeness(words): slug for slug, words in cases.items()}
    by_channel: dict[str, list[RawMethod]] = {}
    for method in methods:
        by_channel.setdefault(method.channel, []).append(method)
    for listed in by_channel.values():
        slugs = [known.get(likeness(read_time_text(split_filing(method.text)[1]).label), "") for method in listed]
        amounts = {tuple((fee.kind, fee.value) for fee in method.fees if fee.value) for method in listed} - {()}
        if all(slugs) and len(set(slugs)) == len(slugs) > 1:
            yield from ((method, method.fees, slug) for method, slug in zip(listed, slugs, strict=True))
        elif len(amounts) > 1:
            yield listed[0], tuple(fee for method in listed for fee in _with_words_of_method(method)), ""
        else:
            yield from ((method, _with_words_of_method(method), "") for method in listed)


def _with_words_of_method(method: RawMethod) -> tuple[RawFee, ...]:
    """The fees of a way of filing. A single fee also gets the method's text if that is about amounts."""
    if len(method.fees) != 1 or not AMOUNT.search(method.text):
        return method.fees
    fee = method.fees[0]
    return (replace(fee, text=method.text if ONLY_PER.fullmatch(fee.text) else "\n".join(filter(None, (fee.text, method.text)))),)


def _one_for_each_kind(fees: tuple[RawFee, ...]) -> tuple[RawFee, ...]:
    """The fees of one way of filing, with several values of one kind put together: nobody can say which of them is to be paid."""
    paid = [fee for fee in fees if fee.value or not _ABOUT_THE_FREED.match(fee.text)]
    if len(paid) == 1 and paid[0].value and len(fees) > 1:
        remarks = dict.fromkeys(fee.text for fee in fees if fee is not paid[0])
        return (replace(paid[0], remark="\n".join(remarks)),)
    kinds: dict[str, list[RawFee]] = {}
    for fee in fees:
        alike = kinds.setdefault(fee.kind, [])
        if not any((one.value, likeness(one.text)) == (fee.value, likeness(fee.text)) for one in alike):
            alike.append(fee)
    return tuple(alike[0] if len(alike) == 1 else _put_together(alike) for alike in kinds.values())


def _put_together(fees: list[RawFee]) -> RawFee:
    lines = []
    for fee in fees:
        said = "" if fee.value is None else f"{fee.value:.12g} {_name_currency(fee.currency)}"
        lines.append(" – ".join(filter(None, (said, fee.text.replace("\n", " ")))))
    return RawFee(fees[0].kind, None, f"{_SEVERAL}\n" + "\n".join(lines), fees[0].currency)


def _without_repetition(fees: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The fees, each once."""
    return [fee for place, fee in enumerate(fees) if fee not in fees[:place]]


def read_fee_lines(fee: RawFee, doubts: list[RaisedDoubt], channel: str = "", province: str = "") -> list[dict[str, Any]]:
    """One fee line by the model's keys: with the way of filing and the days that its words name, and what follows these days.

    `channel` is the way of filing under which the source lists it. Doubts are appended to `doubts`.
    """
    text = _without_brackets(drop_prefix(fee.text))
    limits = read_limits(text)
    own = limits.channel in (None, channel)
    if text.startswith(_SEVERAL) or _PROVINCE_DECIDES.search(text) or not (fee.value or AMOUNT.search(text)):
        limits, own = Limits(True, None, None, None, text), True
    if not limits.clear or not own or (limits.rest != text and not BARE_AMOUNT.fullmatch(limits.rest)):
        return [_open_fee(fee, text, _UNCLEAR_LIMITS, doubts)]
    read = read_fee(replace(fee, text=limits.rest), doubts, province) | ({"notes": fee.remark} if fee.remark else {})
    if limits.rest == text or "undetermined" in read:
        return [read if limits.rest == text else read_fee(replace(fee, text=text), [], province) | {"source_text": text}]
    line = ({"channel": limits.channel} if limits.channel else {}) | read | {"source_text": text}
    line |= ({"from": limits.starts} if limits.starts else {}) | ({"until": limits.ends} if limits.ends else {})
    if limits.after is None:
        return [line]
    why = f"Nguồn không nêu mức thu từ ngày {format_day(limits.after)}."
    doubts.append(RaisedDoubt("fees", why, text))
    later = ({"channel": limits.channel} if limits.channel else {}) | {
        "undetermined": why,
        "source_text": text,
        "from": limits.after,
    }
    return [line, later]


def _on_channel(value: dict[str, Any], channel: str) -> dict[str, Any]:
    name = {"name": value["name"]} if "name" in value else {}
    return name | {"channel": channel} | value


def _open_fee(fee: RawFee, text: str, why: str, doubts: list[RaisedDoubt]) -> dict[str, Any]:
    said = f"{fee.value:.12g} {_name_currency(fee.currency)}".strip() if fee.value else ""
    words = "\n".join(filter(None, (said, text.removeprefix(f"{_SEVERAL}\n"))))
    doubts.append(RaisedDoubt("fees", why, "" if why in _ASKED_ONCE else words))
    notes = {"notes": f"Tệp kèm theo ở nguồn: {fee.file}"} if fee.file else {}
    return {"undetermined": why} | ({"source_text": words} if words else {}) | notes


def read_fee(fee: RawFee, doubts: list[RaisedDoubt], province: str = "") -> dict[str, Any]:
    """One fee line by the model's keys, whatever way of filing or days its words name. Doubts are appended to `doubts`."""
    text = _without_brackets(drop_prefix(fee.text))
    quote = {"source_text": text} if text else {}

    def open_fee(why: str) -> dict[str, Any]:
        return _open_fee(fee, text, why, doubts)

    if text.startswith(_SEVERAL):
        return open_fee(_SEVERAL)
    if not fee.value and _ONLY_COPIES.fullmatch(text):
        return open_fee(_ASK_BESIDE_COPIES)
    if (
        not fee.value
        and province
        and (match := _RESOLUTION.fullmatch(text))
        and likeness(match["province"]) == likeness(province)
    ):
        return {"set_by": "province", "basis": match["basis"]} | quote
    formula = read_formula(text)
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
        taken = read_amount(fee, text)
        if taken is None:
            return open_fee("Nguồn ghi mức thu không rõ hoặc không khớp với lời ghi.")
        return ({"kind": "optional"} if _ON_REQUEST.search(text) else {}) | taken
    if likeness(text) in _NOTHING:
        return open_fee(_ZERO if fee.value == 0 else NOT_GIVEN)
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


def _name_currency(currency: str) -> str:
    return "đồng" if is_dong(currency) else currency


def _money(value: float) -> str:
    return f"{int(value):,}".replace(",", ".")
