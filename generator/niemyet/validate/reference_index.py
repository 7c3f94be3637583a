"""The reference records, indexed for the rules across records."""

from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from niemyet.law.citations import Register
from niemyet.law.versions import version_day
from niemyet.model.former_units import FormerDistrict
from niemyet.model.procedure import Procedure
from niemyet.model.reference import Calendar, FieldOfWork, LegalDocument, LifeEvent, Unit


@dataclass(frozen=True, slots=True)
class ReferenceIndex:
    """All valid reference records. `procedures` maps a code to its versions, the earliest first.

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
    """Path of a commune ("ha-noi/thuong-tin") → the old communes in it; of all communes in the provinces of the site."""

    def versions(self, code: str) -> tuple[Procedure, ...]:
        """The versions of a procedure, the earliest first; () if the code is unknown."""
        return self.procedures.get(code, ())

    def for_record(self, code: str) -> "ReferenceIndex":
        """What a record of this procedure above the communes is checked against: of other procedures it sees the codes only."""
        own = {code: self.procedures[code]} if code in self.procedures else {}
        others: dict[str, tuple[Procedure, ...]] = dict.fromkeys(self.procedures, ())
        procedures = ChainMap(own, others)
        return ReferenceIndex(self.fields, self.register, self.life_events, (), {}, procedures, self.documents)

    def narrow(self, codes: Iterable[str]) -> "ReferenceIndex":
        """The same, restricted to these procedures: what one commune needs."""
        procedures = {code: self.procedures[code] for code in codes if code in self.procedures}
        return ReferenceIndex(self.fields, self.register, None, (), self.units, procedures, self.documents, self.former)


def assemble_procedures(records: Iterable[Procedure], broken: Iterable[str]) -> dict[str, tuple[Procedure, ...]]:
    """Code → versions, the earliest first. Codes of `broken` files have none."""
    versions: dict[str, list[Procedure]] = {code: [] for code in broken}
    for record in records:
        versions.setdefault(record.code, []).append(record)
    return {code: tuple(sorted(versions[code], key=version_day)) for code in sorted(versions)}
