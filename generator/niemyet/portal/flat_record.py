"""Converts a record of the flattened shape (steps, methods, papers, legal, …) to a `RawRecord`."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from niemyet.patterns import regex
from niemyet.portal.glued import part_file, part_year
from niemyet.portal.portal_record import PAGE
from niemyet.portal.raw_record import (
    NotARecordError,
    RawCase,
    RawDocument,
    RawFee,
    RawGroup,
    RawMethod,
    RawPaper,
    RawRecord,
    line_of,
    number_of,
    tables_of,
    text_of,
    time_of,
    whole_of,
)
from niemyet.portal.words import clean_line

_LEVELS = {"cấp xã": "commune", "cấp tỉnh": "province", "cấp bộ": "ministry", "cơ quan khác": "other"}
_DECISION = regex(r"(?P<number>\S+)\s*\((?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})\)")

_ENUMERATOR = regex(r"\(\w{1,3}\)")


def is_flat_record(table: Mapping[str, Any]) -> bool:
    """Whether the data has the flattened shape."""
    return isinstance(table.get("methods"), list) and isinstance(table.get("papers"), list) and "code" in table


def read_flat_record(table: Mapping[str, Any]) -> RawRecord:
    """Converts a record. Raises `NotARecordError` if code or name is missing."""
    code, name = line_of(table, "code"), line_of(table, "name")
    if not code or not name:
        raise NotARecordError("thiếu mã hoặc tên thủ tục")
    decision, day = _decision(line_of(table, "decision"))
    url = line_of(table, "url")
    ministry = line_of(table, "ministry")
    return RawRecord(
        code=code,
        name=name,
        field=line_of(table, "field"),
        ministry="" if ministry.isascii() else ministry,  # ASCII: an identifier, not the ministry's name
        url=url if url.startswith("https://") else PAGE,
        state=line_of(table, "state"),
        levels=frozenset(_LEVELS.get(part.strip().lower(), "other") for part in line_of(table, "level").split(",")),
        decision=decision,
        decision_date=day,
        audience=line_of(table, "audience"),
        executing=line_of(table, "agency"),
        authority=line_of(table, "authority"),
        receiver=text_of(table, "receive_at"),
        coordinating="",
        steps=tuple((line_of(step, "name"), text_of(step, "text")) for step in tables_of(table, "steps")),
        methods=tuple(_methods(table)),
        groups=tuple(_groups(table)),
        cases=tuple(_cases(table)),
        documents=tuple(RawDocument(line_of(d, "code"), line_of(d, "name")) for d in tables_of(table, "legal")),
        results=tuple(_lines(table.get("results"))),
        requirements=text_of(table, "conditions"),
        local=table.get("provincial") is True or decision.endswith("/QĐ-UBND"),
    )


def _lines(listed: object) -> Iterator[str]:
    """Those of the texts in a list that have something to say."""
    if isinstance(listed, list):
        yield from filter(None, (clean_line(text) for text in listed if isinstance(text, str)))


def _decision(text: str) -> tuple[str, date | None]:
    match = _DECISION.fullmatch(text)
    if match is None:
        return text, None
    try:
        return match["number"], date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return text, None


def _methods(table: Mapping[str, Any]) -> Iterator[RawMethod]:
    for method in tables_of(table, "methods"):
        text = text_of(method, "note")
        currency = line_of(method, "currency")
        fees = tuple(
            RawFee(line_of(fee, "type"), number_of(fee.get("value")), text_of(fee, "text"), currency)
            for fee in tables_of(method, "fee_notes")
        )
        if not fees:
            of_fee, text = _split_note(text)
            fees = (RawFee("", number_of(method.get("fee")), of_fee, currency),)
        yield RawMethod(line_of(method, "channel"), time_of(method.get("qty")), line_of(method, "unit"), text, fees)


def _split_note(text: str) -> tuple[str, str]:
    """Splits a note: text about the fee, in brackets at the beginning, and text about the time."""
    if not text.startswith("(") or _ENUMERATOR.match(text):
        return "", text
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return text[1:place].strip(), text[place + 1 :].strip()
    return text[1:].strip(), ""


def _groups(table: Mapping[str, Any]) -> Iterator[RawGroup]:
    for group in tables_of(table, "papers"):
        papers = tuple(_paper(paper) for paper in tables_of(group, "items") if text_of(paper, "name"))
        yield RawGroup(line_of(group, "group"), papers)


def _paper(paper: Mapping[str, Any]) -> RawPaper:
    name, originals = part_year(text_of(paper, "name"), whole_of(paper.get("originals")))
    name, copies = part_year(name, whole_of(paper.get("copies")))
    name, form = part_file(name, line_of(paper, "form"))
    return RawPaper(name, originals, copies, (form,) if form else ())


def _cases(table: Mapping[str, Any]) -> Iterator[RawCase]:
    for case in tables_of(table, "cases"):
        yield RawCase(line_of(case, "case_code"), line_of(case, "name"), time_of(case.get("qty")), line_of(case, "unit"))
