"""The state of the law behind a record on a day: which documents have ended or were amended since the record was copied.

Takes the register of documents and a record that cites some of them; gives `LawChange`s. The check reports them to editors, pages
and sheets to citizens.
"""

from __future__ import annotations  # so that whoever opens a few records loads the models of these alone

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.procedure import Outdated, Procedure
from niemyet.values import dataclass

if TYPE_CHECKING:
    from niemyet.model.article import Article
    from niemyet.model.reference import LegalDocument

CitingRecord: TypeAlias = "Procedure | ProvinceOverlay | Posting | Article"
Path: TypeAlias = tuple[str | int, ...]
Event: TypeAlias = Literal["ended", "part_ended", "amended"]


@dataclass(frozen=True, slots=True)
class LawChange:
    """The document `number` ended on `day`, `part` of it ended, or `by` amended it.

    `by` is None if the document responsible is not known. Without an effective date in the register, `day` is its date of issue.
    """

    number: str
    event: Event
    day: date
    by: str | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """The documents by number, and for each number the documents that amend it, with the day, in register order."""

    documents: Mapping[str, LegalDocument]
    amended: Mapping[str, tuple[tuple[str, date], ...]]


def make_register(documents: Mapping[str, LegalDocument]) -> Register:
    """Builds the register from documents.yaml."""
    amended: dict[str, list[tuple[str, date]]] = {}
    for number, document in documents.items():
        day = document.effective or document.issued
        if day is not None:
            for other in document.amends:
                amended.setdefault(other, []).append((number, day))
    return Register(documents, {number: tuple(by) for number, by in amended.items()})


NO_REGISTER = Register({}, {})


def cited_documents(record: CitingRecord) -> Iterator[tuple[Path, str]]:
    """Every citation in a record: its path in the record, and the number of the document."""
    if not isinstance(record, Procedure | ProvinceOverlay | Posting):
        yield from ((("documents", i), number) for i, number in enumerate(record.documents))
        return
    yield from _leaned_on(record)
    for i, notice in enumerate(getattr(record, "upcoming", ())):
        yield ("upcoming", i, "basis"), notice.basis
    if isinstance(record, Procedure):
        if record.repealed is not None:
            yield ("repealed", "basis"), record.repealed.basis
        if record.outdated is not None:
            yield ("outdated", "by"), record.outdated.by


def _leaned_on(record: Procedure | ProvinceOverlay | Posting) -> Iterator[tuple[Path, str]]:
    """The citations on which the record's content is based, without those that announce, repeal or replace it."""
    for key in ("fees", "deadlines", "waivers"):
        for i, part in enumerate(getattr(record, key, ())):
            if part.basis is not None:
                yield (key, i, "basis"), part.basis
    if isinstance(record, Procedure):
        yield from ((("channels", i, "basis"), one.basis) for i, one in enumerate(record.channels) if one.basis is not None)
        yield from ((("legal_basis", i), number) for i, number in enumerate(record.legal_basis))
        for name, form in record.forms.items():
            if form.document is not None:
                yield ("forms", name, "document"), form.document


@dataclass(frozen=True, slots=True)
class CitedDocuments(Mapping[str, "LegalDocument"]):
    """The documents that some records cite, by number. Asking for one that they do not cite raises KeyError, even with `get`: a
    renderer must not show a document that is not part of its key."""

    numbers: tuple[str, ...]
    found: Mapping[str, LegalDocument]
    """The cited documents that the register has."""

    def __getitem__(self, number: str) -> LegalDocument:
        return self.found[number]

    def get(self, number: str, default: object = None) -> Any:
        """The document, or `default` if the register does not have it. Raises KeyError if it is not cited."""
        if number not in self.numbers:
            raise KeyError(number)
        return self.found.get(number, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)


NO_DOCUMENTS = CitedDocuments((), {})


def cite(register: Register, *records: CitingRecord | None) -> CitedDocuments:
    """The documents that these records cite."""
    numbers = dict.fromkeys(number for record in records if record is not None for _, number in cited_documents(record))
    return CitedDocuments(tuple(numbers), {n: register.documents[n] for n in numbers if n in register.documents})


def bases(record: CitingRecord, today: date) -> Iterator[tuple[Path, str]]:
    """The citations on which the record is based today, with their paths; parts that have expired are left out."""
    if not isinstance(record, Procedure | ProvinceOverlay | Posting):
        yield from cited_documents(record)
        return
    for path, number in _leaned_on(record):
        until = getattr(getattr(record, str(path[0]))[path[1]], "valid_until", None) if path[0] in _DATED else None
        if until is None or until >= today:
            yield path, number


_DATED = frozenset({"fees", "deadlines", "waivers"})


def changes_of(numbers: Iterable[str], register: Register, copied: date | None, today: date) -> tuple[LawChange, ...]:
    """What has happened to these documents until `today`, each change once, in the order of `numbers`.

    The end of a document is always included. An amendment or the end of a part is included if it came after `copied`, the day
    the record was copied from its source: the source reflects earlier ones. If `copied` is None, the record is no copy and only
    ended documents are included.
    """
    return tuple(change for number in dict.fromkeys(numbers) for change in _changes_of(number, register, copied, today))


def _changes_of(number: str, register: Register, copied: date | None, today: date) -> Iterator[LawChange]:
    document = register.documents.get(number)
    if document is None:
        return
    if document.repealed is not None and document.repealed.since <= today:
        yield LawChange(number, "ended", document.repealed.since, document.repealed.by)
        return
    if copied is None:
        return
    for ended in document.parts_ended:
        if copied < ended.since <= today:
            yield LawChange(number, "part_ended", ended.since, ended.by, ended.part)
    for other, day in register.amended.get(number, ()):
        if copied < day <= today:
            yield LawChange(number, "amended", day, other)


def changes_behind(record: CitingRecord, register: Register, today: date) -> tuple[LawChange, ...]:
    """What has happened to the law behind a record since it was copied (`changes_of`).

    Empty if the record says itself that its legal basis has been replaced (`outdated`).
    """
    if isinstance(record, Procedure) and _is_replaced(record.outdated, today):
        return ()
    copied = record.source.retrieved if isinstance(record, Procedure) else None
    return changes_of((number for _, number in bases(record, today)), register, copied, today)


def _is_replaced(outdated: Outdated | None, today: date) -> bool:
    if outdated is None or outdated.since > today:
        return False
    return not outdated.parts or "legal_basis" in outdated.parts
