"""One record as an export gives it, whichever its shape: cleaned words and numbers, nothing interpreted yet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from niemyet.portal.words import clean, clean_line


class NotARecordError(ValueError):
    """The data cannot be taken as a record; the message is one clause in Vietnamese, for the report."""


@dataclass(frozen=True, slots=True)
class RawFee:
    """A fee line: the portal's type, the value as given (None: nothing given), the words beside it."""

    kind: str
    value: float | None
    text: str
    currency: str = ""


@dataclass(frozen=True, slots=True)
class RawMethod:
    """A way to file: the portal's word for it, the time as given, the words beside it, its fees."""

    channel: str
    time: float | str | None
    unit: str
    text: str
    fees: tuple[RawFee, ...]


@dataclass(frozen=True, slots=True)
class RawPaper:
    """A line of the dossier with its quantities and the names of the files attached."""

    name: str
    originals: int
    copies: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RawGroup:
    """A heading of the dossier and the lines below it."""

    name: str
    papers: tuple[RawPaper, ...]


@dataclass(frozen=True, slots=True)
class RawCase:
    """A case with a code and a time of its own."""

    code: str
    name: str
    time: float | str | None
    unit: str


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A legal document: what stands in the field for its number, and its title."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A whole record. Texts are cleaned; lists keep the source's order. `levels`: 'commune', 'province', …"""

    code: str
    name: str
    field: str
    ministry: str
    url: str
    state: str
    levels: frozenset[str]
    decision: str
    decision_date: date | None
    audience: str
    executing: str
    authority: str
    receiver: str
    coordinating: str
    steps: tuple[tuple[str, str], ...]
    methods: tuple[RawMethod, ...]
    groups: tuple[RawGroup, ...]
    cases: tuple[RawCase, ...]
    documents: tuple[RawDocument, ...]
    results: tuple[str, ...]
    requirements: str
    notes: tuple[str, ...] = ()
    full_process: bool = False
    non_territorial: bool = False
    local: bool = False
    """Published by one province for itself (type SPECIFIC)."""


def text_of(table: Mapping[str, Any], *keys: str) -> str:
    """The cleaned text at the first of `keys` that holds some; '' where none does."""
    return next((clean(value) for key in keys if isinstance(value := table.get(key), str) and value.strip()), "")


def line_of(table: Mapping[str, Any], *keys: str) -> str:
    """As `text_of`, on one line."""
    return clean_line(text_of(table, *keys))


def tables_of(table: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    """The tables in the list at `key`; whatever else stands there is left out."""
    listed = table.get(key)
    if isinstance(listed, list):
        yield from (entry for entry in listed if isinstance(entry, dict))


def number_of(value: object) -> float | None:
    """A finite, non-negative number, else None; true and false are no numbers."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e15:
        return None
    return value


def time_of(value: object) -> float | str | None:
    """A time as given: a number, words, or nothing."""
    if isinstance(value, str):
        return clean_line(value) or None
    return number_of(value)


def whole_of(value: object) -> int:
    """A quantity; 0 where none is given."""
    number = number_of(value)
    return int(number) if number is not None else 0


def day_of(value: object) -> date | None:
    """The day at the beginning of an ISO date or moment, None where there is none."""
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
