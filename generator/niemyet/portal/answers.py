"""Reads what a person answers to a doubt. An answer is read by the same readers as the source, so it fits or is refused.

An answer is a short text. "giữ nguyên" fits every doubt: the record stays as it is, and nobody is asked again.
"""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any, Literal

from niemyet.model.document_numbers import find_fault
from niemyet.model.money import ChannelKind
from niemyet.model.procedure import CopyKind
from niemyet.model.scalars import DECISION_NUMBER
from niemyet.patterns import regex
from niemyet.portal.documents import ANOTHERS, MISWRITTEN, NUMBER, UNREADABLE
from niemyet.portal.fees import read_fee
from niemyet.portal.papers import ASK_BOTH, ASK_COPIES, ASK_EITHER, ASK_GROUPS, ASK_LINE, ASK_NO_COUNTS, ASK_ZERO
from niemyet.portal.people import AUDIENCES
from niemyet.portal.raw_record import RawFee
from niemyet.portal.times import read_time_text
from niemyet.portal.words import clean_line, likeness
from niemyet.values import dataclass

Kind = Literal[
    "fee",
    "deadline",
    "document",
    "waiver",
    "decision",
    "body",
    "audience",
    "copies",
    "either",
    "groups",
    "count",
    "counts",
    "keep",
]
KEEP = "giữ nguyên"
DROP = "bỏ"


class UnfitAnswerError(ValueError):
    """An answer does not fit its question; the message is a clause in Vietnamese that says what would."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as understood: `value` by the kind of question (lines of fees or deadlines, a number, a word); None: as it is."""

    kind: Kind
    value: Any


_CHOICES: Mapping[Kind, str] = {
    "fee": f"8.000 đồng/bản; 0 đồng theo 60/2014/QH13; tỉnh quy định; trực tuyến: 5.000 đồng; {KEEP}",
    "deadline": f"3 ngày làm việc; 15 ngày; trong ngày, nhận trước 15:00; 10 ngày, đối với các xã miền núi: 20 ngày; {KEEP}",
    "document": f"số, ký hiệu đúng, ví dụ 123/2015/NĐ-CP; {DROP}; {KEEP}",
    "waiver": f"số, ký hiệu văn bản quy định, ví dụ 60/2014/QH13; {KEEP}",
    "decision": f"số, ký hiệu và ngày ký, ví dụ 163/QĐ-BTP ngày 02/01/2025; {KEEP}",
    "body": f"tên cơ quan, ví dụ Ủy ban nhân dân cấp xã; {KEEP}",
    "audience": f"đối tượng, ví dụ Công dân Việt Nam, Người nước ngoài; {KEEP}",
    "copies": f"bản sao; bản chính; {KEEP}",
    "either": f"nộp; xuất trình; {KEEP}",
    "groups": f"trường hợp; điều kiện; đều phải nộp; {KEEP}",
    "count": f"1 bản chính; 1 bản sao; lưu ý; {KEEP}",
    "counts": f"1 bản chính; 1 bản sao; {KEEP}",
    "keep": KEEP,
}
_PARTS: tuple[tuple[str, Kind], ...] = (
    ("fees", "fee"), ("deadlines", "deadline"), ("waivers", "waiver"), ("authority", "body"), ("audience", "audience"),
)  # fmt: skip
_KINDS: Mapping[str, Kind] = dict(_PARTS)
_KINDS_BY_TEXT: Mapping[str, Kind] = {
    UNREADABLE: "document", MISWRITTEN: "document", ANOTHERS: "document", ASK_COPIES: "copies",
    ASK_BOTH: "copies", ASK_EITHER: "either", ASK_GROUPS: "groups", ASK_ZERO: "count", ASK_LINE: "count", ASK_NO_COUNTS: "counts",
    "Nguồn không nêu rõ quyết định công bố.": "decision",
}  # fmt: skip
_WORDS: Mapping[Kind, Mapping[str, str]] = {
    "copies": {"bản sao": "copies", "bản chính": "originals"},
    "either": {"nộp": "submit", "xuất trình": "present"},
    "groups": {"trường hợp": "case", "điều kiện": "when", "đều phải nộp": "all"},
}
_WAYS: Mapping[str, ChannelKind] = {"trực tiếp": "in_person", "trực tuyến": "online", "bưu chính": "post"}
_COUNTS: Mapping[str, CopyKind] = {"bản chính": "originals", "bản sao": "copies", "bản sao chứng thực": "certified_copies"}
_DAY = regex(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")
_SAME_DAY = regex(
    r"(?:ngay )?trong ngày,? (?:nhận |nộp )?trước (?P<hour>[0-9]{1,2})(?::|h|giờ ?)(?P<minute>[0-9]{2})?", re.IGNORECASE
)
_ALONE = regex(r"(?P<amount>[0-9]{1,3}(?:[. ][0-9]{3})*|[0-9]{1,9}) ?(?:đồng|đ)\b", re.IGNORECASE)


def kind_of_question(part: str, text: str) -> Kind:
    """What kind of answer a doubt takes. `part` and `text` are those of the doubt."""
    if part == "papers" and text.endswith("có lẽ nhầm."):
        return "count"
    return _KINDS_BY_TEXT.get(text) or _KINDS.get(part, "keep")


def describe_choices(part: str, text: str) -> str:
    """The answers that a doubt takes, as examples for a person, apart by semicolons."""
    return _CHOICES[kind_of_question(part, text)]


def read_answer(part: str, text: str, answer: str) -> Answer:
    """An answer to a doubt. Raises `UnfitAnswerError`."""
    kind, words = kind_of_question(part, text), clean_line(answer)
    if likeness(words) == likeness(KEEP):
        return Answer(kind, None)
    value = _READERS[kind](words)
    if value is None:
        raise UnfitAnswerError(f"'{words[:60]}' không trả lời được câu này; ghi một trong các cách: {_CHOICES[kind]}")
    return Answer(kind, value)


def _read_fee(words: str) -> list[dict[str, Any]] | None:
    lines = []
    for part in words.split(";"):
        way, colon, rest = part.partition(":")
        channel = _WAYS.get(way.strip().lower()) if colon else None
        line = _read_one_fee((rest if channel else part).strip())
        if line is None:
            return None
        lines.append(({"channel": channel} if channel else {}) | line)
    return lines


def _read_one_fee(words: str) -> dict[str, Any] | None:
    if likeness(words) in map(likeness, ("tỉnh quy định", "tỉnh quyết định", "do tỉnh quy định")):
        return {"set_by": "province"}
    words, _, basis = words.partition(" theo ")
    number = basis.strip().removeprefix("Luật ").removeprefix("số ")
    if basis and (not NUMBER.fullmatch(number) or find_fault(number) is not None):
        return None
    amount = _ALONE.match(words)
    value = int(re.sub(r"[. ]", "", amount["amount"])) if amount else None
    if amount and value == 0 and words[amount.end() :].strip() == "":
        return {"amount": 0, "basis": number} if basis else None
    line = read_fee(RawFee("", value, words), [])
    read = {key: line[key] for key in ("amount", "per", "set_by", "formula") if key in line}
    if not read or "undetermined" in line or (value is None and "amount" in read):
        return None
    said = amount is not None and words[amount.end() :].strip(" ./") == read.get("per", "")
    return read | ({"basis": number} if basis else {}) if said or amount is None or "formula" in read else None


def _read_deadline(words: str) -> list[dict[str, Any]] | None:
    if match := _SAME_DAY.fullmatch(words):
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        return [{"same_day_until": f"{hour:02}:{minute:02}"}] if hour < 24 and minute < 60 else None
    general, _, areas = words.partition(", đối với ")
    text = read_time_text(general.strip() + (f".\nĐối với {areas.strip()}" if areas else ""))
    if not text.understood or text.general is None or text.label or text.remarks or (areas and text.of_areas is None):
        return None
    lines: list[dict[str, Any]] = [{"amount": text.general.amount, "unit": text.general.unit}]
    if text.of_areas and not text.added:
        lines.append({"area": list(text.areas), "amount": text.of_areas.amount, "unit": text.of_areas.unit})
    return None if text.added else lines


def _is_clock(hour: int, minute: int) -> bool:
    try:
        time(hour, minute)
    except ValueError:
        return False
    return True


def _read_number(words: str) -> str | None:
    if likeness(words) == likeness(DROP):
        return DROP
    return words if NUMBER.fullmatch(words) and find_fault(words) is None else None


def _read_waiver(words: str) -> str | None:
    number = _read_number(words)
    return None if number == DROP else number


def _read_decision(words: str) -> dict[str, Any] | None:
    number, _, rest = words.partition(" ngày ")
    if not DECISION_NUMBER.fullmatch(number) or find_fault(number) is not None:
        return None
    if not rest:
        return {"number": number}
    match = _DAY.fullmatch(rest.strip())
    try:
        return {"number": number, "date": date(int(match["year"]), int(match["month"]), int(match["day"]))} if match else None
    except ValueError:
        return None


def _read_body(words: str) -> str | None:
    return words if re.fullmatch(r"[^\W\d_][^<>{}\[\]:#|]{4,200}", words) else None


def _read_audience(words: str) -> list[str] | None:
    names = {likeness(name): kind for name, kind in AUDIENCES}
    kinds = [names.get(likeness(part)) for part in words.split(",")]
    return [kind for kind in dict.fromkeys(kinds) if kind] if kinds and None not in kinds else None


def _read_count(words: str) -> dict[str, Any] | str | None:
    if likeness(words) == likeness("lưu ý"):
        return "note"
    match = re.fullmatch(r"0?(?P<number>[1-9]|10) (?P<kind>bản chính|bản sao chứng thực|bản sao)", words, re.IGNORECASE)
    return {_COUNTS[match["kind"].lower()]: int(match["number"])} if match else None


def _read_number_of_copies(words: str) -> dict[str, Any] | None:
    count = _read_count(words)
    return count if isinstance(count, dict) else None


def _choose(kind: Kind) -> Any:
    return lambda words: {likeness(key): value for key, value in _WORDS[kind].items()}.get(likeness(words))


_READERS: Mapping[Kind, Any] = {
    "fee": _read_fee, "deadline": _read_deadline, "document": _read_number, "waiver": _read_waiver, "decision": _read_decision,
    "body": _read_body, "audience": _read_audience, "count": _read_count, "counts": _read_number_of_copies,
    "copies": _choose("copies"), "either": _choose("either"), "groups": _choose("groups"), "keep": lambda words: None,
}  # fmt: skip
