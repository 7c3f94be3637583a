"""The reference level side by side: what the rules across records look things up in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from niemyet.law.citations import Register, make_register
from niemyet.model.procedure import Procedure
from niemyet.model.reference import Calendar, FieldOfWork, LegalDocument, LifeEvent, Unit
from niemyet.validate.entries import Entry


@dataclass(frozen=True)
class ReferenceIndex:
    """All valid reference records. `procedures` maps a code to its versions, the earliest first.

    A list that could not be read is None, and a procedure that could not be read has no versions: nobody is
    told that a name is unknown because another file is broken.
    """

    fields: Mapping[str, FieldOfWork] | None
    documents: Mapping[str, LegalDocument] | None
    life_events: Mapping[str, LifeEvent] | None
    calendars: tuple[Calendar, ...]
    units: Mapping[str, Unit]
    procedures: Mapping[str, tuple[Procedure, ...]]

    @cached_property
    def register(self) -> Register:
        """The legal documents, with what amends each."""
        return make_register(self.documents or {})

    def versions(self, code: str) -> tuple[Procedure, ...]:
        """The versions of a procedure, the earliest first; () where the code is unknown."""
        return self.procedures.get(code, ())


def current_version(versions: Sequence[Procedure], today: date) -> Procedure:
    """The version that holds on `today`, else the one that begins first. At least one version, the earliest first."""
    if len(versions) == 1:
        return versions[0]
    begun = [version for version in versions if version.starts is None or version.starts <= today]
    return begun[-1] if begun else versions[0]


def version_day(procedure: Procedure) -> str:
    """A version's first day as text that sorts; '' where it holds since ever."""
    return procedure.starts.isoformat() if procedure.starts else ""


def assemble_procedures(entries: Iterable[Entry[Procedure]], broken: Iterable[str]) -> dict[str, tuple[Procedure, ...]]:
    """The versions of every procedure by code, the earliest first; the codes of `broken` files have none."""
    versions: dict[str, list[Procedure]] = {code: [] for code in broken}
    for entry in entries:
        versions.setdefault(entry.record.code, []).append(entry.record)
    return {code: tuple(sorted(versions[code], key=version_day)) for code in sorted(versions)}
