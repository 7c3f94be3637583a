"""Which records cite each legal document, and in which of their parts: for the document's page, and for who must review them."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias

from niemyet.law.citations import CitingRecord, cited_documents
from niemyet.model.kinds import path_of
from niemyet.model.places import Province
from niemyet.model.reference import Calendar, Elsewhere
from niemyet.resolve.communes import ResolvedProvince
from niemyet.resolve.procedures import DatedProcedure

UseKind: TypeAlias = Literal["procedure", "overlay", "list", "calendar", "elsewhere"]
ANNOUNCING = frozenset({"upcoming", "repealed", "outdated"})
"""Parts that tell what a document changes; on a citation in any other the record is based."""


class DocumentUse(NamedTuple):
    """A record that cites a document: `id` is the code of a procedure, the year of a calendar or the short name of what is done
    elsewhere; `parts` are the keys of the record that cite it; `file` is '' for one that travels with the program."""

    kind: UseKind
    province: str
    id: str
    parts: tuple[str, ...]
    file: str

    @property
    def leans(self) -> bool:
        """Whether the record is based on the document, and is to be reviewed when that ends."""
        return any(part not in ANNOUNCING for part in self.parts)


def list_uses(
    procedures: Mapping[str, DatedProcedure],
    procedure_files: Mapping[str, str],
    provinces: Mapping[str, ResolvedProvince],
    calendars: tuple[Calendar, ...],
    elsewhere: Mapping[str, Elsewhere],
) -> dict[str, tuple[DocumentUse, ...]]:
    """The uses of every document that is cited, by its number."""
    uses: dict[str, list[DocumentUse]] = {}

    def note(kind: UseKind, province: str, id: str, cited: Mapping[str, tuple[str, ...]], file: str) -> None:
        for number, parts in cited.items():
            uses.setdefault(number, []).append(DocumentUse(kind, province, id, parts, file))

    for code, dated in procedures.items():
        owner = dated.owner.path if dated.owner else ""
        cited = _by_number(dated.procedure)
        spoken = {number: (*cited.get(number, ()), "text") for number in dated.mentioned}
        note("procedure", owner, code, cited | spoken, procedure_files[code])
    for path, province in provinces.items():
        for code, provincial in province.procedures.items():
            if provincial.overlay is not None:
                cited = _by_number(provincial.overlay)
                spoken = {number: (*cited.get(number, ()), "text") for number in provincial.mentioned}
                note("overlay", path, code, cited | spoken, path_of("overlay", path, code))
        decided = {province.scope.find(number): ("list",) for number in _decisions_of(province.province)}
        note("list", path, path, decided, path_of("province", path))
    for calendar in calendars:
        bases = (*(day.basis for day in calendar.days_off), *(day.basis for day in calendar.worked_days))
        based = [basis for basis in bases if basis is not None]
        note("calendar", "", str(calendar.year), dict.fromkeys(based, ("days_off",)), "")
    for name, one in elsewhere.items():
        note("elsewhere", "", name, dict.fromkeys(one.basis, ("basis",)), "")
    return {number: tuple(listed) for number, listed in uses.items()}


def _by_number(record: CitingRecord) -> dict[str, tuple[str, ...]]:
    parts: dict[str, dict[str, None]] = {}
    for path, number in cited_documents(record):
        parts.setdefault(number, {})[str(path[0])] = None
    return {number: tuple(keys) for number, keys in parts.items()}


def _decisions_of(province: Province) -> Iterator[str]:
    if province.list is not None:
        yield province.list.decision.number
        yield from (change.decision.number for change in province.list.changes)
