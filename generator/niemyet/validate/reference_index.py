"""The reference records, indexed for the rules across records."""

from __future__ import annotations  # so that whoever opens a few records loads the models of these alone

from collections import ChainMap
from dataclasses import field, replace
from typing import TYPE_CHECKING

from niemyet.law.citations import Register
from niemyet.law.document_scopes import NATION, DocumentScope, make_register_of_province, scope_of_province
from niemyet.law.versions import version_day
from niemyet.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from niemyet.model.former_units import FormerDistrict
    from niemyet.model.life_events import LifeEvent
    from niemyet.model.procedure import Procedure
    from niemyet.model.reference import Calendar, FieldOfWork, LegalDocument, Unit


@dataclass(frozen=True, slots=True)
class OwnLaw:
    """What a province has beside the nation's law: its own procedures, by code, the earliest version first, and its own
    documents by plain number. `complete`: its list of documents could be read."""

    procedures: Mapping[str, tuple[Procedure, ...]]
    documents: Mapping[str, LegalDocument]
    complete: bool = True


NO_OWN_LAW = OwnLaw({}, {})


@dataclass(frozen=True, slots=True)
class ReferenceIndex:
    """All valid records that a record may name: the nation's, or those that hold in one province. `procedures` maps a code to its
    versions, the earliest first.

    A list that could not be read is None, and a procedure that could not be read has no versions, so that no name is reported as
    unknown because another file is broken.
    """

    fields: Mapping[str, FieldOfWork] | None
    register: Register
    """The legal documents and their amendments."""
    life_events: Mapping[str, LifeEvent] | None
    calendars: tuple[Calendar, ...]
    units: Mapping[str, Unit]
    procedures: Mapping[str, tuple[Procedure, ...]]
    documents: Mapping[str, LegalDocument] | None = None
    former: Mapping[str, tuple[FormerDistrict, ...]] = field(default_factory=dict)
    """Path of a commune ("ha-noi/thuong-tin") → the old communes in it; of all communes of the country."""
    owners: Mapping[str, str] = field(default_factory=dict)
    """Code of a procedure that only one province has → "thành phố Hà Nội"."""
    scope: DocumentScope = NATION
    """Which documents numbers mean here."""

    def versions(self, code: str) -> tuple[Procedure, ...]:
        """The versions of a procedure, the earliest first; () if the code is unknown."""
        return self.procedures.get(code, ())

    def for_record(self, code: str) -> ReferenceIndex:
        """What a record of this procedure above the communes is checked against: of other procedures it sees the codes only."""
        own = {code: self.procedures[code]} if code in self.procedures else {}
        others: dict[str, tuple[Procedure, ...]] = dict.fromkeys(self.procedures, ())
        procedures = ChainMap(own, others)
        return replace(self, calendars=(), units={}, procedures=procedures)

    def for_province(self, path: str, own: OwnLaw) -> ReferenceIndex:
        """The nation's law with the own law of the province at a path."""
        if not own.procedures and not own.documents and own.complete:
            return self
        scope = scope_of_province(path, own.documents)
        return replace(
            self,
            register=make_register_of_province(self.register, scope, own.documents),
            procedures={**own.procedures, **self.procedures},
            documents={**self.documents, **own.documents} if self.documents is not None and own.complete else None,
            scope=scope,
        )

    def narrow(self, codes: Iterable[str]) -> ReferenceIndex:
        """The same, restricted to these procedures: what one commune needs."""
        procedures = {code: self.procedures[code] for code in codes if code in self.procedures}
        return replace(self, life_events=None, procedures=procedures)

    def for_commune(self) -> ReferenceIndex:
        """What a commune's own record is checked against: no procedures, and nothing of other communes."""
        return replace(self, life_events=None, procedures={}, former={}, owners={})


def assemble_procedures(records: Iterable[Procedure], broken: Iterable[str]) -> dict[str, tuple[Procedure, ...]]:
    """Code → versions, the earliest first. Codes of `broken` files have none."""
    versions: dict[str, list[Procedure]] = {code: [] for code in broken}
    for record in records:
        versions.setdefault(record.code, []).append(record)
    return {code: tuple(sorted(versions[code], key=version_day)) for code in sorted(versions)}
