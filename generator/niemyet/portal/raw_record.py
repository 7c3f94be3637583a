"""A record of an export, independent of its shape: cleaned texts and numbers, not interpreted yet."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from niemyet.portal.pasted import drop_markup
from niemyet.portal.words import clean, clean_line
from niemyet.values import dataclass


class NotARecordError(ValueError):
    """The data is no acceptable record; the message is a clause in Vietnamese for the report."""


@dataclass(frozen=True, slots=True)
class RawFee:
    """A fee line: the portal's type, the value as given (None if missing), the text beside it."""

    kind: str
    value: float | None
    text: str
    currency: str = ""
    file: str = ""
    """The name of a file attached to it."""
    remark: str = ""
    """What other lines of the source say of who is freed from it."""


@dataclass(frozen=True, slots=True)
class RawMethod:
    """A way of filing: the portal's code, the time as given, the text beside it, its fees."""

    channel: str
    time: float | str | None
    unit: str
    text: str
    fees: tuple[RawFee, ...]


@dataclass(frozen=True, slots=True)
class RawPaper:
    """A line of the dossier, with quantities and names of attached files."""

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
    """A legal document: the content of the field for its number, and its title; what else a source says of it."""

    number: str
    title: str
    issued: date | None = None
    issuer: str = ""
    effective: date | None = None


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
    internal: bool = False
    """Between offices only (type STANDARD_INTERNAL)."""
    returned: str = ""
    """How the result is given back, in the source's words."""
    authorized: str = ""
    """The bodies that have been authorised or delegated to decide."""


def text_of(table: Mapping[str, Any], *keys: str) -> str:
    """The cleaned text of the first of `keys` that is not empty; '' if all are."""
    given = (clean(drop_markup(value)) for key in keys if isinstance(value := table.get(key), str))
    return next(filter(None, given), "")


def line_of(table: Mapping[str, Any], *keys: str) -> str:
    """As `text_of`, on one line."""
    return clean_line(text_of(table, *keys))


def tables_of(table: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    """The tables in the list at `key`; items of other types are skipped."""
    listed = table.get(key)
    if isinstance(listed, list):
        yield from (entry for entry in listed if isinstance(entry, dict))


def number_of(value: object) -> float | None:
    """A finite, non-negative number, else None; booleans do not count."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e15:
        return None
    return value


def time_of(value: object) -> float | str | None:
    """A time as given: a number, a text, or None."""
    if isinstance(value, str):
        text = clean_line(value)
        return float(text.replace(",", ".")) if re.fullmatch(r"[0-9]{1,4}(?:[.,][0-9]{1,2})?", text) else text or None
    return number_of(value)


def whole_of(value: object) -> int:
    """A quantity; 0 if none is given."""
    number = number_of(value)
    return int(number) if number is not None else 0


def day_of(value: object) -> date | None:
    """The day in an ISO date or datetime; None if there is none."""
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
