"""Readers of answers: what a person types → a value. Each raises NotTakenError with what is wrong and how it is written."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from pydantic import ValidationError

from niemyet.cli.dialogue.asking import NotTakenError, read_text
from niemyet.cli.terminal import explain_day, stop
from niemyet.model.document_numbers import find_fault
from niemyet.model.folding import fold_words
from niemyet.model.meant import meant_day, meant_link
from niemyet.model.meant_contacts import meant_phone
from niemyet.model.meant_hours import meant_periods
from niemyet.model.orthography import format_day
from niemyet.model.procedure import Decision

T = TypeVar("T")
_DAYS_FROM_TODAY = {"hom nay": 0, "today": 0, "hom qua": -1, "yesterday": -1, "ngay mai": 1, "tomorrow": 1}


def optional(read: Callable[[str], T]) -> Callable[[str], T | None]:
    """The reader for an answer that may be left out: None for ''."""
    return lambda answer: read(answer) if answer.strip() else None


def day_near(today: date) -> Callable[[str], date]:
    """A reader of days: in any form that can only mean one day, and "hôm nay"."""

    def read(answer: str) -> date:
        away = _DAYS_FROM_TODAY.get(fold_words(answer))
        if away is not None:
            return today + timedelta(days=away)
        meant = meant_day(answer)
        if meant is None:
            raise NotTakenError(*explain_day(answer))
        return date.fromisoformat(meant)

    return read


def read_day_or_today(text: str, today: date) -> date:
    """The day of an option, today for ''; ends the command if it is none."""
    try:
        return day_near(today)(text) if text else today
    except NotTakenError as error:
        stop(error.said, status=2)


def spell_day(day: date | None) -> str:
    """A day as it is proposed; '' for None."""
    return format_day(day) if day is not None else ""


def read_periods(answer: str) -> list[tuple[str, str]]:
    """Hours of opening: ("07:30", "11:30") each."""
    periods = meant_periods(answer)
    if periods is None:
        raise NotTakenError(
            f"không đọc được giờ '{answer}'; viết như 7h30-11h30", f"'{answer}' are no hours; write them like 7:30-11:30"
        )
    return periods


def read_number(answer: str) -> str:
    """The number of a decision or another document, corrected where it is clear how it was meant."""
    answer = read_text(answer)
    fault = find_fault(answer)
    number = fault.meant if fault is not None and fault.meant else answer
    try:
        return Decision.model_validate({"number": number, "date": None}).number
    except ValidationError:
        why = f" ({fault.what.vi})" if fault is not None else "", f" ({fault.what.en})" if fault is not None else ""
        raise NotTakenError(
            f"'{answer}' không phải là số quyết định{why[0]}; viết như 3200/QĐ-UBND",
            f"'{answer}' is no number of a decision{why[1]}; write it like 3200/QĐ-UBND",
        ) from None


def read_phone(answer: str) -> str:
    """A telephone number that can be dialled."""
    phone = meant_phone(answer)
    if phone is None:
        raise NotTakenError(
            f"'{answer}' không phải là một số điện thoại; viết như 024.3385.1234",
            f"'{answer}' is no telephone number; write it like 024.3385.1234",
        )
    return phone


def read_link(answer: str) -> str:
    """The address of a page."""
    link = meant_link(answer)
    if link is None:
        raise NotTakenError(f"'{answer}' không phải là địa chỉ một trang", f"'{answer}' is no address of a page")
    return link
