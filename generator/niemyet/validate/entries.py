"""Validates one record against its model: pydantic finds what is wrong, `broken_records.py` says where and by which rule.

Takes a `Document` and the kind of record; gives an `Entry` (the record with its document) or diagnostics.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Generic, TypeAlias, TypeVar

from pydantic import TypeAdapter, ValidationError

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.limits import MORE_MISTAKES, MOST_TOLD
from niemyet.load.nodes import Document, plain
from niemyet.model.kinds import RecordKind
from niemyet.validate.measure import find_oversized
from niemyet.validate.shapes import SHAPES
from niemyet.values import dataclass

Cases: TypeAlias = Callable[[], Mapping[str, str]]
"""Returns the cases of a procedure, name → words. Called only if a diagnostic needs them."""


@cache
def _adapter_of(kind: RecordKind) -> TypeAdapter[Any]:
    return TypeAdapter(SHAPES[kind])


def no_cases() -> Mapping[str, str]:
    """For records that are not about a procedure."""
    return {}


R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[R_co]):
    """A valid record and the document it was read from."""

    record: R_co
    document: Document

    @property
    def path(self) -> str:
        """The file, relative to the root."""
        return self.document.source.path

    @property
    def packaged(self) -> bool:
        """Whether its file travels with the program."""
        return self.document.source.packaged


def check_entry(document: Document, kind: RecordKind, cases: Cases = no_cases) -> tuple[Entry[Any] | None, list[Diagnostic]]:
    """The record in `document`, or None and its diagnostics. `cases` are those of the procedure it is about."""
    if not isinstance(document.root.value, dict):
        from niemyet.validate.broken_records import explain_no_table  # here and below, because most records are right

        return None, [explain_no_table(document, kind)]
    if oversized := list(find_oversized(document, kind)):
        return None, oversized
    try:
        return Entry(_adapter_of(kind).validate_python(plain(document.root)), document), []
    except ValidationError as error:
        from niemyet.validate.broken_records import explain_errors

        told = list(explain_errors(document, kind, error.errors(include_url=False)[:MOST_TOLD], cases))
        if error.error_count() > MOST_TOLD:
            told.append(Diagnostic("oversized", document.source.place(document.first_line), {"detail": MORE_MISTAKES}))
        return None, told
