"""The small values of a record: text, whole numbers, days, clock times, codes.

The loader hands every scalar over as text, so that a code like 1.000110 stays what was written. These
types read that text strictly: a day is YYYY-MM-DD, a time is HH:MM, a number has digits only. An error
carries the code of a rule of the rulebook, never a sentence.
"""

import re
from datetime import date, time
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

PROCEDURE_CODE = re.compile(r"[0-9]\.[0-9]{6}(\.[0-9]{2,3}(\.[0-9]{2,3}\.[0-9]{2,3}\.[A-Z][0-9]{1,3})?)?")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LINK = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)
DECISION_NUMBER = re.compile(r"[0-9A-ZĐ][0-9A-Za-zĐđƯưÁ-ỹ./&-]*")


class Record(BaseModel):
    """A record or a part of one: closed (an unknown key is an error) and never changed after it was read."""

    # A part's own validator is built only where the part is validated alone; a record's has it inside.
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


def _read_degrees(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,8})?", value):
            raise _refuse("bad-number", value)
        return float(value)
    return value


def parse_day(text: str) -> date:
    """The day in YYYY-MM-DD, and in no other way of writing that ISO 8601 allows; ValueError where it is none."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _read_day(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return parse_day(value)
        except ValueError as error:
            raise _refuse("bad-date", value) from error
    return value


def _read_clock(value: Any) -> Any:
    if isinstance(value, str):
        match = re.fullmatch(r"([01][0-9]|2[0-3]):([0-5][0-9])", value)
        if not match:
            raise _refuse("bad-time", value)
        return time(int(match[1]), int(match[2]))
    return value


def _read_truth(value: Any) -> Any:
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


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_read_text)]
Whole = Annotated[int, BeforeValidator(_read_whole), Field(ge=0)]
Degrees = Annotated[float, BeforeValidator(_read_degrees)]
Day = Annotated[date, BeforeValidator(_read_day)]
Clock = Annotated[time, BeforeValidator(_read_clock)]
Truth = Annotated[bool, BeforeValidator(_read_truth)]
ProcedureCode = Annotated[str, _matching(PROCEDURE_CODE, "bad-code")]
UnitCode = Annotated[str, _matching(re.compile(r"[0-9]{5}"), "bad-unit-code")]
ProvinceCode = Annotated[str, _matching(re.compile(r"[0-9]{2}"), "bad-unit-code")]
Slug = Annotated[str, _matching(SLUG, "bad-name")]
Link = Annotated[str, _matching(LINK, "bad-link")]
DocumentNumber = Annotated[str, _matching(re.compile(r"[^\s].{0,60}[^\s]"), "bad-number-of-document")]
DecisionNumber = Annotated[str, _matching(DECISION_NUMBER, "bad-number-of-document")]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(_one_or_many)]
