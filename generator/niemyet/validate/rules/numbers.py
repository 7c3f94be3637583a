"""Numbers of legal documents are complete, agree with their dates, and give each document its own address."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.letters import has_strange_letters
from niemyet.model.document_numbers import find_fault, likeness, year_of_number
from niemyet.model.orthography import format_day
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.places import Province
from niemyet.model.procedure import Decision, Procedure
from niemyet.model.reference import LegalDocument
from niemyet.patterns import regex
from niemyet.validate.entries import Entry
from niemyet.validate.mending import mend_number_of_document

Deciding: TypeAlias = Procedure | ProvinceOverlay | Posting | Province


def check_decision_number(entry: Entry[Deciding]) -> Iterator[Diagnostic]:
    """A decision has a complete number, whose year is that of its date."""
    record = entry.record
    if not isinstance(record, Province):
        if record.decision is not None:
            yield from _check_decision(entry, record.decision, ("decision",))
    elif record.list is not None:
        yield from _check_decision(entry, record.list.decision, ("list", "decision"))
        for i, change in enumerate(record.list.changes):
            yield from _check_decision(entry, change.decision, ("list", "changes", i, "decision"))


def _check_decision(entry: Entry[Deciding], decision: Decision, path: tuple[str | int, ...]) -> Iterator[Diagnostic]:
    yield from _check_number(decision.number, entry, (*path, "number"))
    yield from _check_year(decision.number, decision.date, entry, (*path, "date"))


def _check_number(number: str, entry: Entry[object], path: tuple[str | int, ...], is_key: bool = False) -> Iterator[Diagnostic]:
    if find_fault(number) is not None and not has_strange_letters(number):
        place = entry.document.key(*path) if is_key else entry.document.at(*path)
        fix = mend_number_of_document(number)
        yield Diagnostic("bad-number-of-document", place, {"value": number} | ({"fix": fix} if fix else {}))


def _check_year(number: str, day: date | None, entry: Entry[object], path: tuple[str | int, ...]) -> Iterator[Diagnostic]:
    year = year_of_number(number)
    if year is not None and day is not None and day.year != year:
        values = {"value": number, "year": str(year), "day": format_day(day)}
        yield Diagnostic("year-of-number-differs", entry.document.at(*path), values)


def check_numbers_of_documents(entry: Entry[Mapping[str, LegalDocument]]) -> Iterator[Diagnostic]:
    """Each document has a complete number, whose year is that of its issue, and an address that no other has."""
    written: dict[tuple[str, ...], str] = {}  # equal likeness means equal address
    for number, document in entry.record.items():
        other = written.setdefault(likeness(number), number)
        if other != number:
            values = {"value": number, "other": other}
            yield Diagnostic("same-document-twice", entry.document.key(number), values)
        else:
            yield from _check_number(number, entry, (number,), is_key=True)
        yield from _check_year(number, document.issued, entry, (number, "issued"))
        if document.effective is not None and document.effective.year < (year_of_number(number) or 0):  # before it was issued
            yield from _check_year(number, document.effective, entry, (number, "effective"))
        yield from _check_letters(number, document, entry)


_KINDS = {
    "NĐ": "Nghị định", "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "QĐ": "Quyết định", "NQ": "Nghị quyết", "CT": "Chỉ thị",
    "KH": "Kế hoạch", "TB": "Thông báo",
}  # fmt: skip
_ISSUERS = {
    "CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ", "BCA": "Bộ Công an", "BTC": "Bộ Tài chính", "BTP": "Bộ Tư pháp",
    "BNV": "Bộ Nội vụ", "BYT": "Bộ Y tế", "BXD": "Bộ Xây dựng",
}  # fmt: skip
"""Letters of a number → what they stand for; only those that never stood for anything else."""
_LETTERS = regex(r"[0-9]+/(?:[0-9]{4}/)?([A-ZĐ]+)-([A-Za-zĐ]+)")
_OF_ASSEMBLY = regex(r"[0-9]+/[0-9]{4}/QH[0-9]+")
_KINDS_OF_ASSEMBLY = frozenset({"luật", "bộ luật", "nghị quyết", "hiến pháp", "pháp lệnh"})
_UNCLEAR = regex("chưa rõ|không rõ|văn bản của quốc hội", re.IGNORECASE)


def _check_letters(number: str, document: LegalDocument, entry: Entry[object]) -> Iterator[Diagnostic]:
    """Kind and issuer are those that the letters of the number stand for (Nghị định 30/2020/NĐ-CP, Phụ lục III)."""
    if (
        _OF_ASSEMBLY.fullmatch(number)
        and document.kind.casefold() not in _KINDS_OF_ASSEMBLY
        and not _UNCLEAR.match(document.kind)
    ):
        values = {"value": document.kind, "number": number, "letters": "QH", "right": "Luật, Bộ luật hoặc Nghị quyết"}
        yield Diagnostic("letters-of-number-differ", entry.document.at(number, "kind"), values)
    if _OF_ASSEMBLY.fullmatch(number) and document.issuer.casefold() != "quốc hội" and not _UNCLEAR.match(document.issuer):
        values = {"value": document.issuer, "number": number, "letters": "QH", "right": "Quốc hội"}
        yield Diagnostic("letters-of-number-differ", entry.document.at(number, "issuer"), values)
    letters = _LETTERS.fullmatch(number)
    if letters is None:
        return
    said = (("kind", letters[1], document.kind, _KINDS), ("issuer", letters[2], document.issuer, _ISSUERS))
    for key, sign, written, known in said:
        right = known.get(sign)
        if right is not None and written.casefold() != right.casefold() and not _UNCLEAR.match(written):
            values = {"value": written, "number": number, "letters": sign, "right": right}
            yield Diagnostic("letters-of-number-differ", entry.document.at(number, key), values)


def check_life_of_documents(entry: Entry[Mapping[str, LegalDocument]]) -> Iterator[Diagnostic]:
    """A document is issued, takes effect and ends in this order; it neither amends nor repeals itself."""
    for number, document in entry.record.items():
        repealed = document.repealed
        begins = document.effective or document.issued
        if document.issued and document.effective and document.effective < document.issued:
            yield _out_of_order(entry, (number, "effective"), document.effective, document.issued, _ISSUED)
        if repealed is not None and begins is not None and repealed.since < begins:
            yield _out_of_order(entry, (number, "repealed", "from"), repealed.since, begins, _IN_FORCE)
        if repealed is not None and repealed.by == number:
            yield Diagnostic("document-of-itself", entry.document.at(number, "repealed", "by"), {"value": number})
        for key, named in (("amends", document.amends), ("replaces", document.replaces)):
            for i, other in enumerate(named):
                if other == number:
                    yield Diagnostic("document-of-itself", entry.document.at(number, key, i), {"value": number})
                elif (later := _issued_later(entry.record.get(other), document)) is not None:
                    days = {"issued": format_day(document.issued or later), "later": format_day(later)}
                    yield Diagnostic(
                        "changes-later-document", entry.document.at(number, key, i), {"value": number, "other": other, **days}
                    )


def _issued_later(other: LegalDocument | None, document: LegalDocument) -> date | None:
    """The day of the other document if it was issued after this one; None if not, or if it is not known."""
    if other is None or other.issued is None or document.issued is None or other.issued <= document.issued:
        return None
    return other.issued


_ISSUED = Bilingual("ngày ban hành", "the day on which it was issued")
_IN_FORCE = Bilingual("ngày có hiệu lực", "the day from which it holds")


def _out_of_order(entry: Entry[object], path: tuple[str | int, ...], day: date, first: date, what: Bilingual) -> Diagnostic:
    values: dict[str, str | Bilingual] = {"value": format_day(day), "first": format_day(first), "what": what}
    return Diagnostic("document-days-out-of-order", entry.document.at(*path), values)
