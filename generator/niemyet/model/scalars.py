"""The scalar types of records: text, whole numbers, days, times, codes.

The loader passes every scalar as text, so that a code like 1.000110 stays as written. These types parse it strictly: a day is
YYYY-MM-DD, a time is HH:MM, a number has digits only. An error carries the code of a rule, not a sentence.
"""

import re
from datetime import date, time
from functools import lru_cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, PydanticKnownError

from niemyet.model.codes import DAY, PROCEDURE_CODE, PROVINCE_CODE, SLUG, UNIT_CODE
from niemyet.model.hosts import meant_host, meant_mail_host
from niemyet.patterns import regex

RESERVED = regex(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE | re.DOTALL)
"""Device names on Windows, which cannot be names of files or folders, whatever the extension."""
LINK = regex(r"https?://(?![/?#])[^\s<>\"'\\]+", re.IGNORECASE)
_PHONE_SIGNS = r"[ .-]?"
PHONE = regex(
    r"(?!0[0 .-]*$)"
    rf"(?:(?:\(?(?:\+?84|0)\)?|\(0[0-9]{{1,3}}\))(?:{_PHONE_SIGNS}\(?[0-9]\)?){{6,10}}"
    rf"|1[89]00(?:{_PHONE_SIGNS}[0-9]){{4,6}}|1[0-9]{{2,5}})"
    r"(?:[ ,–-]*\(?(?:ext|máy lẻ|máy nhánh)\.? ?[0-9]{1,6}\)?)?"
)
"""A telephone number in Việt Nam: from 0 or +84, 1800…, 1900…, or short like 1022; with separators, perhaps an extension."""
EMAIL = regex(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}")
DECISION_NUMBER = regex(r"[0-9A-ZĐ][0-9A-Za-zĐđƯưÁ-ỹ./&-]*")


LARGEST = 100_000_000_000
"""The largest whole number, a hundred billion đồng; larger ones are typing mistakes."""
LONGEST_NAME, LONGEST_QUESTION, LONGEST_LABEL = 60, 40, 20
"""Letters of a short name, the title of a page; of a question, a line on a phone; of an answer, a button beside others."""
LONGEST = 3_650
"""The longest deadline, in whatever unit: ten years of days."""
MOST_POINTS = 100
"""The most points of an index."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years accepted in records; other years are typing mistakes, or mean "for good"."""


class Record(BaseModel):
    """A record or a part of one: unknown keys are errors, and instances are immutable."""

    # A part's own validator is built only if the part is validated alone; a record's validator includes it.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def _refuse(rule: str, value: object) -> PydanticCustomError:
    return PydanticCustomError(rule, rule, {"value": str(value)})


def _read_text(value: Any) -> Any:
    if isinstance(value, str):
        value = value.strip()
        if not value:
            raise _refuse("empty-value", value)
    return value


def _read_whole(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{1,12}", value):
            raise _refuse("bad-number", value)
        return int(value)
    return value


def _read_halves(value: Any) -> float:
    if isinstance(value, str):
        if not re.fullmatch(_HALVES, value):
            meant = value.strip().replace(",", ".")
            near = {"near": meant} if re.fullmatch(_HALVES, meant) else {}
            raise PydanticCustomError("bad-length", "bad-length", {"value": value, **near})
        number = float(value)
        if not number:
            raise _refuse("zero-length", value)
        if number > LONGEST:
            raise _refuse("bad-length", value)
        return int(number) if number.is_integer() else number
    if isinstance(value, int | float):
        return value
    raise PydanticKnownError("float_type")


def _read_points(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(_POINTS, value):
            meant = value.strip().replace(",", ".")
            near = {"near": meant} if re.fullmatch(_POINTS, meant) and float(meant) <= MOST_POINTS else {}
            raise PydanticCustomError("bad-points", "bad-points", {"value": value, **near})
        points = float(value)
        if points > MOST_POINTS:
            raise _refuse("bad-points", value)
        return int(points) if points.is_integer() else points
    if isinstance(value, int | float):
        return value
    raise PydanticKnownError("float_type")


def _as_it_is(value: Any) -> Any:
    """Serialises whole numbers without a decimal point, because version codes depend on the written form."""
    return value


def _read_degrees(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,8})?", value):
            raise _refuse("bad-number", value)
        return float(value)
    return value


def _read_area(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(_AREA, value) or not float(value):
            meant = value.strip().replace(",", ".")
            near = {"near": meant} if re.fullmatch(_AREA, meant) and "," in value else {}
            raise PydanticCustomError("bad-number", "bad-number", {"value": value, **near})
        return float(value)
    return value


@lru_cache(maxsize=4096)
def parse_day(text: str) -> date:
    """Parses YYYY-MM-DD and no other ISO 8601 format. Raises ValueError."""
    if not re.fullmatch(DAY, text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _read_day(value: Any) -> Any:
    if isinstance(value, str):
        try:
            day = parse_day(value)
        except ValueError as error:
            raise _refuse("bad-date", value) from error
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise _refuse("day-too-far", value)
        return day
    return value


def _read_clock(value: Any) -> Any:
    if isinstance(value, str):
        match = re.fullmatch(_CLOCK, value)
        if not match:
            raise _refuse("bad-time", value)
        return time(int(match[1]), int(match[2]))
    return value


def read_truth(value: Any) -> Any:
    """The truth of a text; anything else as it is."""
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise _refuse("bad-truth", value)
        return value == "true"
    return value


def _matching(pattern: re.Pattern[str], rule: str) -> BeforeValidator:
    def read(value: Any) -> Any:
        if isinstance(value, str) and not pattern.fullmatch(value):
            raise _refuse("empty-value" if not value.strip() else rule, value)
        return value

    return BeforeValidator(read)


_EXTENSION = regex("(?:ext|máy).*")
_NATIONAL = regex(
    r"02(?!(?:4|8)[01])[0-9]{9}|02[0-9]{1,2}1[0-9]{2,3}"  # landlines; a short number after an area code, like 0236 1022
    r"|0[35789][0-9]{8}|06[0-9]{5,9}|080[0-9]{5,7}"  # mobiles; the networks of police, army and government
)
"""The digits of a number from its leading 0: since 2018 landlines have eleven, mobiles ten."""
_SHORT_OF_ALL = 8
"""Digits; a number that begins with 84 and is no longer than this has no country code."""
_BEGINNINGS = frozenset({"1800", "1900"})
"""What service numbers begin with, and no number itself."""


def can_be_dialled(phone: str) -> bool:
    """Whether a number that matches `PHONE` has a valid number of digits."""
    digits = re.sub("[^0-9]", "", _EXTENSION.sub("", phone))
    if digits.startswith("84") and len(digits) > _SHORT_OF_ALL:
        digits = "0" + digits[2:].removeprefix("0")
    if digits in _BEGINNINGS:
        return False
    return not digits.startswith("0") or _NATIONAL.fullmatch(digits) is not None


_HOST_OF_LINK = regex(r"https?://([\w-]+(?:\.[\w-]+)+|localhost)\.?(?::[0-9]+)?(?:[/?#]|$)", re.IGNORECASE)


def is_inside_office(host: str) -> bool:
    """Whether a host is reached in a local network only (RFC 1918): 192.168.1.5."""
    return re.fullmatch(r"(?:10|192\.168|172\.(?:1[6-9]|2[0-9]|3[01]))(?:\.[0-9]{1,3}){2,3}", host) is not None


def is_link(value: str) -> bool:
    """Whether an address leads to a named host: not without a dot, with a comma, with an account before it, or misspelt."""
    found = _HOST_OF_LINK.match(value)
    if found is not None and is_inside_office(found[1]):
        return False
    return LINK.fullmatch(value) is not None and found is not None and not meant_host(found[1])


def _read_link(value: str) -> str:
    if not is_link(value):
        raise _refuse("bad-link", value)
    return value


def _read_email(value: str) -> str:
    if meant_mail_host(value.rpartition("@")[2]):
        raise _refuse("bad-email", value)
    return value


def _read_phone(value: str) -> str:
    if not can_be_dialled(value):
        raise _refuse("bad-phone", value)
    return value


def one_or_many(value: Any) -> Any:
    """Turns a single value into a list with one item."""
    return [value] if isinstance(value, str) else value


def _written(type_: str, pattern: str = "", *examples: Any, **more: Any) -> WithJsonSchema:
    """The JSON Schema of a value as written in YAML; what the model receives is always text."""
    known = {"pattern": f"^(?:{pattern})$"} if pattern else {}
    return WithJsonSchema({"type": type_, **known, **({"examples": [*examples]} if examples else {}), **more})


_DOCUMENT_NUMBER = regex(r"[^\s].{0,60}[^\s]")
_HALVES = r"[0-9]{1,4}(?:\.[05])?"
_POINTS = r"[0-9]{1,3}(?:\.[0-9]{1,2})?"
_AREA = r"[0-9]{1,5}(?:\.[0-9]{1,2})?"
_CLOCK = r"([01][0-9]|2[0-3]):([0-5][0-9])"

Text = Annotated[str, BeforeValidator(_read_text), _written("string", r"[\s\S]*\S[\s\S]*")]
ShortName = Annotated[str, BeforeValidator(_read_text), _written("string", r"[\s\S]*\S[\s\S]*", maxLength=LONGEST_NAME)]
ShortQuestion = Annotated[str, BeforeValidator(_read_text), _written("string", r"[\s\S]*\S[\s\S]*", maxLength=LONGEST_QUESTION)]
Label = Annotated[str, BeforeValidator(_read_text), _written("string", r"[\s\S]*\S[\s\S]*", maxLength=LONGEST_LABEL)]
"""How long these are is checked by a rule (`validate/rules/short_names.py`)."""
Whole = Annotated[int, BeforeValidator(_read_whole), Field(ge=0, le=LARGEST), _written("integer", minimum=0)]
Halves = Annotated[
    float,
    PlainValidator(_read_halves),
    PlainSerializer(_as_it_is, return_type=Any),
    _written("number", exclusiveMinimum=0, multipleOf=0.5),
]
"""A positive length of time in whole or half units: 3 is an int, 7.5 a float."""
Points = Annotated[
    float,
    PlainValidator(_read_points),
    PlainSerializer(_as_it_is, return_type=Any),
    _written("number", minimum=0, maximum=MOST_POINTS),
]
"""Points of an index, 0 to 100, with two decimals at most: 87 is an int, 87.35 a float."""
Degrees = Annotated[float, BeforeValidator(_read_degrees), _written("number")]
SquareKilometres = Annotated[float, BeforeValidator(_read_area), _written("number", exclusiveMinimum=0)]
Day = Annotated[date, BeforeValidator(_read_day), _written("string", DAY, "2026-11-02")]
Clock = Annotated[time, BeforeValidator(_read_clock), _written("string", _CLOCK, "07:30")]
Truth = Annotated[bool, BeforeValidator(read_truth), _written("boolean")]
ProcedureCode = Annotated[str, _matching(PROCEDURE_CODE, "bad-code"), _written("string", PROCEDURE_CODE.pattern, "1.001193")]
UnitCode = Annotated[str, _matching(UNIT_CODE, "bad-unit-code"), _written("string", UNIT_CODE.pattern, "10183")]
ProvinceCode = Annotated[str, _matching(PROVINCE_CODE, "bad-unit-code"), _written("string", PROVINCE_CODE.pattern, "01")]
Slug = Annotated[str, _matching(SLUG, "bad-name"), _written("string", SLUG.pattern)]
Link = Annotated[
    str,
    _matching(LINK, "bad-link"),
    AfterValidator(_read_link),
    _written("string", r"[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"'\\\\]+", "https://dichvucong.gov.vn"),
]
Phone = Annotated[
    str, _matching(PHONE, "bad-phone"), AfterValidator(_read_phone), _written("string", PHONE.pattern, "024 3385 1234")
]
Email = Annotated[
    str, _matching(EMAIL, "bad-email"), AfterValidator(_read_email), _written("string", EMAIL.pattern, "motcua@hanoi.gov.vn")
]
DocumentNumber = Annotated[
    str,
    _matching(_DOCUMENT_NUMBER, "bad-number-of-document"),
    _written("string", _DOCUMENT_NUMBER.pattern, "60/2014/QH13"),
]
DecisionNumber = Annotated[
    str,
    _matching(DECISION_NUMBER, "bad-number-of-document"),
    _written("string", DECISION_NUMBER.pattern, "163/QĐ-BTP"),
]
_SLUG_WRITTEN = {"type": "string", "pattern": f"^(?:{SLUG.pattern})$"}
Slugs = Annotated[
    tuple[Slug, ...],
    BeforeValidator(one_or_many),
    WithJsonSchema({"anyOf": [_SLUG_WRITTEN, {"type": "array", "items": _SLUG_WRITTEN}]}),
]
_TEXT_WRITTEN = {"type": "string", "pattern": r"^(?:[\s\S]*\S[\s\S]*)$"}
Texts = Annotated[
    tuple[Text, ...],
    BeforeValidator(one_or_many),
    WithJsonSchema({"anyOf": [_TEXT_WRITTEN, {"type": "array", "items": _TEXT_WRITTEN}]}),
]
