"""Reads texts about time: which time holds generally and which in kinds of area, if every sentence of the text is understood.

Sentences without a time are remarks; one that says what is not counted, and whatever stands behind it, is a remark too. Any other
sentence with a time makes the whole text one that is not understood.
"""

import re
from typing import NamedTuple

from niemyet.model.vocabulary import UNIT_NAMES
from niemyet.patterns import regex
from niemyet.portal.areas import SPOKEN_OF, read_areas
from niemyet.portal.pasted import join_lines
from niemyet.portal.words import CAPITALS
from niemyet.values import dataclass

_UNITS_IN_WORDS = dict((*((words, unit) for unit, words in UNIT_NAMES.items()), ("giờ", "")))
_HALF_UNITS = ("working_day", "day", "working_hour")
_NUMBER = r"(?P<number>[0-9]{1,3})(?:[.,](?P<fraction>[0-9]))?(?: \([^()]{1,40}\))?"
_UNIT = r"(?P<unit>ngày làm việc|giờ làm việc|ngày|tháng|giờ)"
_LENGTH = rf"{_NUMBER} {_UNIT}"
TIME = regex(rf"\b{_LENGTH}\b", re.IGNORECASE)
"""A time in words, with the groups number, fraction and unit."""
SAME_DAY = regex(
    r"(?<!hành chính )\btrong (?:ngày|buổi)\b(?! (?:làm việc )?tiếp theo)|\bngay (?:sau )?khi (?:tiếp )?nhận\b", re.IGNORECASE
)
"""Words for a result on the day itself, which no number of days says."""
_LEAD = (
    r"[-+*• ]*(?:(?:tổng )?(?:thời hạn|thời gian)(?: giải quyết| thực hiện)?(?: thủ tục(?: hành chính)?)?(?: là|:) ?)?"
    r"(?:trong (?:thời hạn |thời gian |vòng )?)?(?:là )?(?:không quá |tối đa )?"
)
_FROM_WHEN = (
    r"(?:,? ?(?:kể )?(?:từ|sau khi) (?:ngày |khi )?"
    r"(?!.*\b(?:trường hợp|đối với|nếu|trừ|mỗi|từng|khâu|kéo dài|gia hạn|thêm)\b)[^.;:0-9()]{3,200})?"
)
_PARTS = r"(?: ?\((?P<parts>[^()]{10,400})\))?"
_GENERAL = regex(rf"{_LEAD}{_LENGTH}{_PARTS}{_FROM_WHEN}[.;]?", re.IGNORECASE)
_ORDINARY = regex(
    rf"[-+*• ]*đối với các (?:xã|phường|xã, phường) (?:thông thường|còn lại|khác): ?(?:không quá "
    rf"|tối đa )?{_LENGTH}{_FROM_WHEN}[.;]?",
    re.IGNORECASE,
)
_OF_AREAS = regex(
    r"[-+*• ]*(?P<areas>đối với (?:các )?[^0-9:.]{5,400}?)(?:,? thì|:)? ?"
    r"(?:(?:thời gian|thời hạn)(?: thực hiện| giải quyết)?(?: thủ tục(?: hành chính)?)?(?: này)? ?)?(?:là )?(?:được )?"
    rf"(?:(?P<more>tăng thêm|cộng thêm) |(?:không quá |tối đa ))?{_LENGTH}{_PARTS}{_FROM_WHEN}[.;]?",
    re.IGNORECASE,
)
_AREAS_ALONE = regex(r"[-+*• ]*(?P<areas>đối với (?:các )?[^0-9:.]{5,400})[.;]?", re.IGNORECASE)
_NOT_COUNTED = regex(
    r"[-+*• ]*(?:thời gian|thời hạn)\b[^.;0-9]{0,120}\bkhông (?:bao gồm|tính(?: vào)?|kể)\b|[-+*• ]*không tính thời gian\b",
    re.IGNORECASE,
)
_BREAKS = regex(rf"\n+|(?<=[.;]) +(?=[-+*•]|[{CAPITALS}])|(?<=;) +(?=đối với (?:các|xã|vùng|khu vực)\b)")
_FOR_SOME = regex(r"[-+*• ]*(?:đối với|trường hợp|nếu)\b", re.IGNORECASE)


_FILING = regex(r"[-+*• ]*(?:nộp|gửi|thời gian tiếp nhận hồ sơ)\b", re.IGNORECASE)


class Length(NamedTuple):
    """A number and its unit by the model's key; unit "" are hours not said to be working hours."""

    amount: float
    unit: str


@dataclass(frozen=True, slots=True)
class TimeText:
    """What a text says of time. `areas`: the kinds of area named, with their time or what is added to the general one.

    Areas named without a number: the time beside the text is theirs. `label`: for whom the time is, where a sentence says so.
    """

    understood: bool
    general: Length | None = None
    areas: tuple[str, ...] = ()
    of_areas: Length | None = None
    added: bool = False
    label: str = ""
    remarks: str = ""


def read_length(match: re.Match[str], any_unit: bool = False) -> Length | None:
    """Number and unit of a match of `TIME`, with halves for units that allow them; None if it is not certain.

    `any_unit`: also accepts hours that are not said to be working hours, with "" as the unit.
    """
    unit = _UNITS_IN_WORDS[match["unit"].lower()]
    number = float(f"{match['number']}.{match['fraction'] or 0}")
    if (
        not number
        or 2 * number != int(2 * number)
        or (number != int(number) and unit not in _HALF_UNITS)
        or not (unit or any_unit)
    ):
        return None
    return Length(round_number(number), unit)


def round_number(number: float) -> float:
    """A whole number as an int, so that it is written without a decimal point."""
    return int(number) if number == int(number) else number


def split_filing(text: str) -> tuple[str, str]:
    """A text without a time as it is, and ''; else its sentences on how to file, and the others."""
    if not TIME.search(text) and not SPOKEN_OF.search(text) and not SAME_DAY.search(text):
        return text, ""
    sentences = [part for part in _BREAKS.split(join_lines(text)) if part.strip()]
    filing = [part for part in sentences if _FILING.match(part) and not TIME.search(part) and not SAME_DAY.search(part)]
    return ("\n".join(filing), "\n".join(part for part in sentences if part not in filing)) if filing else ("", text)


def read_sentence(text: str) -> Length | None:
    """The time of a text that is one whole sentence about it; else None."""
    match = _GENERAL.fullmatch(text)
    return _whole(match) if match else None


def lengths_in(text: str) -> set[Length]:
    """Every time in a text, whatever is said of it."""
    return {length for match in TIME.finditer(text) if (length := read_length(match, any_unit=True)) is not None}


def read_time_text(text: str) -> TimeText:
    """What a text beside a time says; `understood` is false unless every sentence with a time is understood."""
    general: Length | None = None
    areas: tuple[str, ...] = ()
    of_areas: Length | None = None
    added = False
    label, remarks = "", []
    sentences = [part for part in _BREAKS.split(join_lines(text)) if part.strip()]
    for place, sentence in enumerate(sentences):
        if _NOT_COUNTED.match(sentence):
            rest = " ".join(sentences[place:])
            if SPOKEN_OF.search(rest):
                return TimeText(False)
            remarks += sentences[place:]
            break
        found = _read_for_areas(sentence)
        if found is not None:
            if areas:
                return TimeText(False)
            areas, of_areas, added = found
        elif match := _GENERAL.fullmatch(sentence) or _ORDINARY.fullmatch(sentence):
            length = _whole(match)
            if length is None or general not in (None, length):
                return TimeText(False)
            general = length
        elif SAME_DAY.search(sentence):
            return TimeText(False)
        elif TIME.search(sentence) or SPOKEN_OF.search(sentence):
            labelled = _read_labelled(sentence)
            if labelled is None or general is not None or label:
                return TimeText(False)
            label, general = labelled
        elif _FOR_SOME.match(sentence):
            if label:
                return TimeText(False)
            label = _clean_label(sentence)
        else:
            remarks.append(sentence)
    return TimeText(True, general, areas, of_areas, added, label, "\n".join(remarks))


def _whole(match: re.Match[str]) -> Length | None:
    """The length of a match, unless the parts in brackets do not add up to it."""
    length = read_length(match)
    parts = match.groupdict().get("parts")
    if length is None or not parts or not TIME.search(parts):
        return length
    inside = [read_length(part) for part in TIME.finditer(parts)]
    if any(part is None or part.unit != length.unit for part in inside):
        return None
    return length if sum(part.amount for part in inside if part) == length.amount else None


def _read_for_areas(sentence: str) -> tuple[tuple[str, ...], Length | None, bool] | None:
    if match := _OF_AREAS.fullmatch(sentence):
        areas, length = read_areas(match["areas"]), _whole(match)
        return (areas, length, bool(match["more"])) if areas and length else None
    if match := _AREAS_ALONE.fullmatch(sentence):
        return (areas, None, False) if (areas := read_areas(match["areas"])) else None
    return None


_LABELLED = regex(
    rf"[-+*• ]*(?P<label>(?:đối với|trường hợp) (?![^:]*\b(?:trừ|nếu)\b)[^0-9:;.]{{5,160}}): ?{_LEAD}{_LENGTH}{_FROM_WHEN}[.;]?",
    re.IGNORECASE,
)


def _read_labelled(sentence: str) -> tuple[str, Length] | None:
    """ "Đối với nhà ở riêng lẻ: không quá 10 ngày" as the words for whom and the time."""
    match = _LABELLED.fullmatch(sentence)
    if match is None or SPOKEN_OF.search(sentence):
        return None
    length = read_length(match)
    return (_clean_label(match["label"]), length) if length else None


def _clean_label(sentence: str) -> str:
    return sentence.strip(" -+*•.;:")
