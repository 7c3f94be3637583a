"""Records based on law that has changed: reported once per document, not once per citation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.law.citations import CitingRecord, LawChange, Register, bases, changes_behind
from niemyet.model.orthography import format_day
from niemyet.model.overlay import Posting
from niemyet.model.procedure import Procedure
from niemyet.model.reference import LegalDocument
from niemyet.validate.entries import Entry
from niemyet.validate.reference_index import ReferenceIndex

MOST_NAMED = 6
"""Records named in one message; the rest are counted."""


def check_law_behind(
    documents: Entry[Mapping[str, LegalDocument]], register: Register, records: Iterable[Entry[CitingRecord]], today: date
) -> Iterator[Diagnostic]:
    """No record above the communes is based on a document that has ended or was amended since the record was copied.

    A single record is reported at its citation; several together, at the document's entry in the register.
    """
    leaning: dict[LawChange, list[Entry[CitingRecord]]] = {}
    for entry in records:
        for change in changes_behind(entry.record, register, today):
            leaning.setdefault(change, []).append(entry)
    for change, entries in leaning.items():
        if change.event == "ended" and len(entries) == 1:
            yield _tell_place(entries[0], change, today)
        else:
            rule = "repealed-document-in-use" if change.event == "ended" else "amended-since-copied"
            yield Diagnostic(rule, documents.document.key(str(change.number)), _say(change, entries))


def check_law_behind_posting(entry: Entry[Posting], law: ReferenceIndex, today: date) -> Iterator[Diagnostic]:
    """No deadline of a posting is based on a document that has ended."""
    meant = Entry(law.scope.read(entry.record), entry.document)
    for change in changes_behind(meant.record, law.register, today):
        yield _tell_place(meant, change, today)


def check_outdated(entry: Entry[Procedure], today: date) -> Iterator[Diagnostic]:
    """A record marked `outdated` is reported until its new content is entered."""
    outdated = entry.record.outdated
    if outdated is not None and outdated.since <= today:
        values = {"value": outdated.by, "day": format_day(outdated.since)}
        yield Diagnostic("outdated-record", entry.document.at("outdated"), values)


def _tell_place(entry: Entry[CitingRecord], change: LawChange, today: date) -> Diagnostic:
    """The diagnostic at the record's first citation of the document."""
    path = next(path for path, number in bases(entry.record, today) if number == change.number)
    values = {"value": str(change.number), "day": format_day(change.day)} | ({"near": str(change.by)} if change.by else {})
    return Diagnostic("repealed-document", entry.document.at(*path), values)


def _say(change: LawChange, entries: Sequence[Entry[CitingRecord]]) -> dict[str, str]:
    names = [entry.path.rsplit("/", 1)[-1].rpartition(".")[0] for entry in entries]
    rest = len(names) - MOST_NAMED
    named = ", ".join(names[:MOST_NAMED]) + (f" và {rest} bản ghi khác" if rest > 0 else "")
    values = {"value": str(change.number), "day": format_day(change.day), "count": str(len(names)), "records": named}
    values["part"] = f"{change.part} của " if change.part else ""
    if change.by is not None:
        values["near"] = str(change.by)
    return values
