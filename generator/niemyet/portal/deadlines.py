"""Reads deadlines. A unit is never guessed; if values disagree, they are quoted and none is chosen."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from niemyet.model.vocabulary import UNIT_NAMES, format_length
from niemyet.portal.channels import CHANNELS, KINDS
from niemyet.portal.doubts import RaisedDoubt
from niemyet.portal.raw_record import RawCase, RawMethod, RawRecord
from niemyet.portal.words import likeness

_UNITS = {"WORKING_DAY": "working_day", "DAY": "day"}
_UNIT_WORDS = {"WORKING_DAY": UNIT_NAMES["working_day"], "DAY": UNIT_NAMES["day"], "HOUR": "giờ"}
_UNITS_IN_WORDS = dict((*((words, unit) for unit, words in UNIT_NAMES.items()), ("giờ", "")))
_NUMBER = r"(?P<number>[0-9]{1,3})(?:[.,](?P<fraction>[0-9]))?(?: \([^()]{1,40}\))?"
_HALF_UNITS = ("working_day", "day", "working_hour")
_UNIT = r"(?P<unit>ngày làm việc|giờ làm việc|ngày|tháng|giờ)"
_TIME = re.compile(rf"{_NUMBER} {_UNIT}", re.IGNORECASE)
_WHOLE_SENTENCE = re.compile(
    rf"[-+ ]*(?:trong (?:thời hạn|vòng) |thời hạn giải quyết: |thời gian thực hiện: )?(?:không quá |tối đa )?{_NUMBER} {_UNIT}"
    r",?(?: (?:kể )?từ (?:ngày|khi) (?:tiếp )?nhận (?:được )?(?:đầy đủ |đủ )?hồ sơ(?: đầy đủ)?,?(?: hợp lệ)?"
    r"(?: theo quy định)?)?\.?",
    re.IGNORECASE,
)
NOT_GIVEN = "Nguồn không nêu thời hạn. Ngày trả kết quả xem ở giấy hẹn."


@dataclass(frozen=True, slots=True)
class _Time:
    """A time as read: `amount` and `unit`, or `why` it could not be determined; `quote` is the source's text."""

    amount: float | None
    unit: str
    why: str
    quote: str
    notes: str

    @property
    def likeness(self) -> tuple[object, ...]:
        return self.amount, self.unit, self.why, likeness(self.quote), likeness(self.notes)

    def as_deadline(self) -> dict[str, Any]:
        """The deadline by the model's keys."""
        value: dict[str, Any] = {"amount": self.amount, "unit": self.unit} if self.amount is not None else {}
        if self.amount is None:
            value["undetermined"] = self.why
        if self.quote:
            value["source_text"] = self.quote
        if self.notes:
            value["notes"] = self.notes
        return value


def read_deadlines(raw: RawRecord, cases: Sequence[tuple[str, RawCase]]) -> tuple[list[dict[str, Any]], list[RaisedDoubt]]:
    """The deadlines by the model's keys, at least one, and doubts. `cases` are pairs of short name and raw case."""
    doubts: list[RaisedDoubt] = []
    by_channel: dict[str, list[_Time]] = {}
    for method in raw.methods:
        if method.channel in CHANNELS:
            by_channel.setdefault(method.channel, []).append(_read_time(method, doubts))
    if any(len(_unlike(times)) > 1 for times in by_channel.values()):
        quote = "\n".join(dict.fromkeys(_format_method(method) for method in raw.methods))
        why = "Nguồn ghi nhiều thời hạn cho cùng một cách nộp. Ngày trả kết quả xem ở giấy hẹn."
        return [{"undetermined": why, "source_text": quote}], [
            *_once(doubts),
            RaisedDoubt("deadlines", "Nguồn ghi nhiều thời hạn cho cùng một cách nộp: từng trường hợp hay từng khâu?"),
        ]
    general = {channel: times[0] for channel, times in by_channel.items()}
    deadlines = _by_channel(general)
    if cases:
        deadlines, more = _with_cases(deadlines, list(general.values()), cases, raw.name)
        doubts += more
    if not deadlines:
        return [{"undetermined": NOT_GIVEN}], [RaisedDoubt("deadlines", "Nguồn không nêu thời hạn.")]
    return deadlines, _once(doubts)


def _once(doubts: Iterable[RaisedDoubt]) -> list[RaisedDoubt]:
    """The doubts without repetitions between channels."""
    return list({(doubt.part, doubt.text, likeness(doubt.source_text)): doubt for doubt in doubts}.values())


def _unlike(times: Iterable[_Time]) -> set[tuple[object, ...]]:
    return {time.likeness for time in times}


def _by_channel(times: dict[str, _Time]) -> list[dict[str, Any]]:
    """One deadline if all channels agree, else one per channel."""
    if len(_unlike(times.values())) == 1:
        return [next(iter(times.values())).as_deadline()]
    return [{"channel": CHANNELS[channel]} | time.as_deadline() for channel, time in times.items()]


def _read_time(method: RawMethod, doubts: list[RaisedDoubt]) -> _Time:
    """The time of one way of filing, from its fields, or from its text if a whole sentence is understood."""
    amount, unit, why, quote = _read_fields(method.time, method.unit)
    text = method.text if _TIME.search(method.text) else ""
    sentence = _WHOLE_SENTENCE.fullmatch(text)
    in_words = _read_words(sentence) if sentence else None
    if in_words and amount is None and method.time in (None, 0, in_words[0]) and method.unit in ("", "OTHER"):
        return _Time(*in_words, "", text, "")
    said = {found for m in _TIME.finditer(text) if (found := _read_words(m, any_unit=True)) is not None}
    if amount is not None and (amount, unit) not in said and any(number == amount for number, _ in said):
        doubts.append(RaisedDoubt("deadlines", "Hai chỗ trong nguồn ghi đơn vị khác nhau.", f"{quote}\n{text}"))
        why = "Nguồn ghi hai thời hạn khác nhau. Ngày trả kết quả xem ở giấy hẹn."
        return _Time(None, "", why, f"{quote}\n{text}", "")
    if amount is None:
        doubts.append(RaisedDoubt("deadlines", why.split(". ")[0] + ".", "\n".join(filter(None, (quote, text)))))
        return _Time(None, "", why, "\n".join(filter(None, (quote, text))), "")
    if said - {(amount, unit)} or (text and not sentence and not said):
        doubts.append(RaisedDoubt("deadlines", "Lời ghi của nguồn nêu thêm thời hạn khác.", text))
    return _Time(amount, unit, "", "", text)


def _read_fields(time: float | str | None, unit: str) -> tuple[float | None, str, str, str]:
    """Amount and unit if both are certain, else why not; and the content of the source's fields."""
    if isinstance(time, str):
        sentence = _WHOLE_SENTENCE.fullmatch(time)
        in_words = _read_words(sentence) if sentence else None
        if in_words:
            return *in_words, "", time
        return None, "", "Nguồn ghi thời hạn bằng lời. Ngày trả kết quả xem ở giấy hẹn.", time
    if not time:
        return None, "", NOT_GIVEN, ""
    said = f"{time:g}".replace(".", ",")
    quote = f"{said} {_UNIT_WORDS[unit]}" if unit in _UNIT_WORDS else said
    if unit == "HOUR":
        return None, "", f"Nguồn ghi {said} giờ, không rõ là giờ làm việc hay giờ liền. Ngày trả kết quả xem ở giấy hẹn.", quote
    if unit not in _UNITS:
        return None, "", f"Nguồn ghi số {said} nhưng không ghi đơn vị. Ngày trả kết quả xem ở giấy hẹn.", quote
    if 2 * time != int(2 * time):
        return None, "", f"Nguồn ghi {quote}, không tròn ngày hay nửa ngày. Ngày trả kết quả xem ở giấy hẹn.", quote
    return _round(time), _UNITS[unit], "", quote


def _read_words(match: re.Match[str], any_unit: bool = False) -> tuple[float, str] | None:
    """Number and unit of a time in words, with halves for units that allow them; None if it is not certain.

    `any_unit`: also accepts hours that are not said to be working hours, with "" as the unit.
    """
    unit = _UNITS_IN_WORDS[match["unit"].lower()]
    number = float(f"{match['number']}.{match['fraction'] or 0}")
    if 2 * number != int(2 * number) or (number != int(number) and unit not in _HALF_UNITS) or not (unit or any_unit):
        return None
    return _round(number), unit


def _round(number: float) -> float:
    """A whole number as an int, so that it is written without a decimal point."""
    return int(number) if number == int(number) else number


def _with_cases(
    general: list[dict[str, Any]], times: Sequence[_Time], cases: Sequence[tuple[str, RawCase]], name: str
) -> tuple[list[dict[str, Any]], list[RaisedDoubt]]:
    """Combines the general deadlines with the times of the cases, a second field of the source.

    If they agree, nothing changes. If the cases are more specific and have names, they replace the general deadline. Otherwise
    both are quoted and neither is chosen.
    """
    read = [(slug, case, _read_fields(case.time, case.unit)) for slug, case in cases]
    stated = [(slug, case, fields) for slug, case, fields in read if case.time]
    if not stated:
        return general, []
    pairs = {(fields[0], fields[1]) for _, _, fields in stated}
    ours = {(time.amount, time.unit) for time in times if time.amount is not None}
    if ours and pairs == ours and len(ours) == 1:
        return general, []
    names = {likeness(case.name) for _, case, _ in stated} - {"", likeness(name)}
    named = len(names) == len(stated)
    if named and len(pairs) > 1 and None not in {amount for amount, _ in pairs} and (not ours or ours <= pairs):
        with_notes = [d for d in general if d.get("notes")]
        return [{"case": slug, "amount": f[0], "unit": f[1], "source_text": _format_case(case)} for slug, case, f in stated], [
            RaisedDoubt("deadlines", "Lời ghi chung về thời hạn không gắn với trường hợp nào.", d["notes"]) for d in with_notes
        ] + [
            RaisedDoubt("deadlines", "Thời hạn chung của nguồn thiếu đơn vị; bản này ghi thời hạn từng trường hợp.", time.quote)
            for time in times[:1]
            if time.amount is None and time.quote
        ]
    quote = "; ".join(dict.fromkeys((*(_quote(time) for time in times), *(_format_case(case) for _, case, _ in stated))))
    why = "Nguồn ghi hai thời hạn khác nhau"
    unclear = [time.why for time in times if time.amount is None] + [f[2] for _, _, f in stated if f[0] is None]
    if any("đơn vị" in reason or reason == NOT_GIVEN for reason in unclear):
        why += ", một chỗ thiếu đơn vị hoặc không nêu"
    doubt = RaisedDoubt("deadlines", "Hai chỗ trong nguồn ghi thời hạn khác nhau.", quote)
    return [{"undetermined": f"{why}. Ngày trả kết quả xem ở giấy hẹn.", "source_text": quote}], [doubt]


def _quote(time: _Time) -> str:
    said = format_length(time.amount, time.unit) if time.amount is not None else time.quote or "không nêu"
    return f"{said} ({time.notes})" if time.notes else said


def _format_case(case: RawCase) -> str:
    _, _, _, quote = _read_fields(case.time, case.unit)
    return f"trường hợp {case.code}: {quote or 'không nêu'}"


def _format_method(method: RawMethod) -> str:
    _, _, _, quote = _read_fields(method.time, method.unit)
    return f"{KINDS.get(CHANNELS.get(method.channel, ''), method.channel)}: {quote or 'không nêu'}" + (
        f". {method.text}" if method.text else ""
    )
