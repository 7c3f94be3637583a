"""What an import leaves to people: open doubts, and postings to review because the procedure has changed."""

from collections.abc import Iterator, Mapping
from datetime import date

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.law.versions import current_version
from niemyet.model.codes import code_of_file
from niemyet.model.imported import AnsweredDoubt, Doubt
from niemyet.model.orthography import format_day
from niemyet.model.overlay import Posting
from niemyet.model.procedure import Procedure
from niemyet.validate.entries import Entry
from niemyet.validate.near_names import meant_key
from niemyet.validate.reference_index import ReferenceIndex


def check_doubts(entry: Entry[Procedure]) -> Iterator[Diagnostic]:
    """Every doubt in a record is reported until a person deletes it."""
    for i, doubt in enumerate(entry.record.doubts):
        values = {"part": doubt.part, "value": doubt.text.rstrip(".")}
        yield Diagnostic("open-doubt", entry.document.at("doubts", i), values)


PARTS = frozenset(field.alias or name for name, field in Procedure.model_fields.items())
"""What a part of a procedure may be called."""


def check_parts(entry: Entry[Procedure]) -> Iterator[Diagnostic]:
    """Doubts and corrections name a part of the procedure; any other correction protects nothing from the next import."""
    for key in ("doubts", "corrections"):
        for i, one in enumerate(getattr(entry.record, key)):
            if one.part not in PARTS:
                yield from _tell_part(entry, (key, i, "part"), one.part)


def check_answers(entry: Entry[Mapping[str, AnsweredDoubt]], today: date) -> Iterator[Diagnostic]:
    """The same of answered doubts; none was answered in the future."""
    for key, one in entry.record.items():
        if one.part not in PARTS:
            yield from _tell_part(entry, (key, "part"), one.part)
        if one.date > today:
            values = {"value": format_day(one.date), "key": "date"}
            yield Diagnostic("day-in-future", entry.document.at(key, "date"), values)


def _tell_part(entry: Entry[object], path: tuple[str | int, ...], part: str) -> Iterator[Diagnostic]:
    near = meant_key(part, Procedure, ())
    values = {"key": "part", "title": Doubt.model_fields["part"].title or "", "value": part, "allowed": _COMMON_PARTS}
    yield Diagnostic("unknown-value", entry.document.at(*path), values | ({"near": near} if near else {}))


_COMMON_PARTS = (
    "fees, deadlines, papers, forms, steps, channels, results, waivers, legal_basis, requirements, audience, authority"
)


def check_decision(entry: Entry[Procedure]) -> Iterator[Diagnostic]:
    """A record that was not imported names the decision that published it (Nghị định 63/2010/NĐ-CP Điều 15)."""
    if entry.record.decision is None and entry.record.imported is None:
        values = {"key": "decision", "title": Procedure.model_fields["decision"].title or ""}
        yield Diagnostic("missing-key", entry.document.source.place(1), values)


def check_review(entry: Entry[Posting], law: ReferenceIndex, today: date) -> Iterator[Diagnostic]:
    """A posting was confirmed after its procedure last changed."""
    posting, versions = entry.record, law.versions(code_of_file(entry.path))
    changed = current_version(versions, today).changed if versions else None
    if changed is not None and changed <= today and posting.withdrawn is None and posting.last_confirmed < changed:
        values = {"value": format_day(changed)}
        path = "checked" if posting.checked is not None else "posted"
        yield Diagnostic("posting-to-review", entry.document.at(path), values)
