"""A procedure on one date: the version that applies, what is known to change, and what a province sets on it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

from niemyet.law.citations import NO_DOCUMENTS, NO_REGISTER, CitedDocuments, LawChange, Register, changes_behind, cite
from niemyet.law.mentions import Around, KnownDocuments, texts_of
from niemyet.law.terms import Terms, overlay_terms
from niemyet.law.versions import current_version
from niemyet.model.areas import AreaKind, kinds_named
from niemyet.model.attachments import AttachedFile
from niemyet.model.deadline import Deadline
from niemyet.model.money import Fee, Waiver
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.procedure import Announcement, Outdated, Procedure, Repeal
from niemyet.model.reference import FieldOfWork, LegalDocument
from niemyet.model.validity import holds
from niemyet.model.vocabulary import Part, Standing
from niemyet.values import dataclass

Dated: TypeAlias = Fee | Waiver | Deadline
NO_FIELDS: Mapping[str, FieldOfWork] = {}

COMPARED_PARTS: tuple[Part, ...] = (
    "name", "papers", "fees", "waivers", "deadlines", "steps", "results", "requirements", "channels", "forms", "legal_basis",
)  # fmt: skip
"""The parts compared between versions, in the order of a posting."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One known change on `day`; `changed` names the parts of a new version that differ.

    `ends`: the fee, waiver or deadline no longer holds from that day, and nothing follows it."""

    day: date
    what: Procedure | Fee | Waiver | Deadline | Announcement | Repeal | None
    changed: tuple[Part, ...] = ()
    ends: bool = False


class Owner(NamedTuple):
    """The province that alone has a procedure: its path, "ha-noi", and its name with kind, "thành phố Hà Nội"."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class DatedProcedure:
    """A procedure on one date: the version to show, whether it is in force, what will change, the state of the law behind it."""

    procedure: Procedure
    standing: Standing
    coming: tuple[Coming, ...]
    outdated: Outdated | None = None
    """Set if the law has already replaced what the version says."""
    law: tuple[LawChange, ...] = ()
    """What has happened to the documents on which the version is based."""
    field_name: str = ""
    owner: Owner | None = None
    """The province whose own procedure it is; None if it is the nation's."""
    files: Mapping[str, AttachedFile] = field(default_factory=dict)
    """The files of its forms, by the short name of the form, as far as there are any."""
    decision_file: AttachedFile | None = None
    """The file of the decision that made it known, if there is one."""
    mentioned: Mapping[str, LegalDocument] = field(default_factory=dict)
    """The documents that its texts name, by number."""


@dataclass(frozen=True, slots=True)
class ProvincialProcedure:
    """A dated procedure with what one province sets on it; shared by all communes of the province."""

    dated: DatedProcedure
    overlay: ProvinceOverlay | None
    terms: Terms
    coming: tuple[Coming, ...]
    law: tuple[LawChange, ...] = ()
    """What has happened to the documents on which the procedure and the overlay are based."""
    documents: CitedDocuments = NO_DOCUMENTS
    """The documents that the procedure and the overlay cite, as far as the register has them."""
    kinds: tuple[AreaKind, ...] = ()
    """The kinds of area that some line names, of whatever day."""
    decision_file: AttachedFile | None = None
    """The file of the province's decision in the overlay, if there is one."""
    mentioned: Mapping[str, LegalDocument] = field(default_factory=dict)
    """The documents that the texts of the overlay name, by number."""

    @property
    def depends_on_area(self) -> bool:
        """Whether what holds today depends on the kind of area, and these are not the terms of certain communes."""
        return bool(self.terms.asked)

    @property
    def procedure(self) -> Procedure:
        """The version that is shown."""
        return self.dated.procedure


def resolve_procedure(
    versions: Sequence[Procedure], today: date, register: Register = NO_REGISTER, fields: Mapping[str, FieldOfWork] = NO_FIELDS
) -> DatedProcedure:
    """The version that applies on `today` (else the one that begins next), its standing, and later changes.

    `versions` are those of one procedure, sorted, at least one; `fields` are the fields of work by name.
    """
    current = current_version(versions, today)
    later = [(v, v.starts) for v in versions if v.starts is not None and v.starts > today and v is not current]
    begun = current.starts is None or current.starts <= today
    standing: Standing = "in_force" if begun else "not_yet"
    if current.repealed is not None and current.repealed.since <= today:
        standing = "repealed"
    elif current.effective is not None and current.effective.ends is not None and current.effective.ends < today:
        standing = "ended"
    coming = sorted((*_coming_of(current, today), *_coming_versions(current, later)), key=lambda c: c.day)
    outdated = current.outdated if current.outdated is not None and current.outdated.since <= today else None
    of_work = fields.get(current.field)
    law = changes_behind(current, register, today)
    return DatedProcedure(current, standing, tuple(coming), outdated, law, of_work.name if of_work else "")


def resolve_procedures(
    versions: Mapping[str, Sequence[Procedure]],
    today: date,
    register: Register = NO_REGISTER,
    fields: Mapping[str, FieldOfWork] = NO_FIELDS,
    owner: Owner | None = None,
) -> dict[str, DatedProcedure]:
    """Every procedure on `today`, by code. `owner` is the province whose own they are."""
    dated = {code: resolve_procedure(listed, today, register, fields) for code, listed in versions.items()}
    known, around = KnownDocuments(register.documents), Around(owner=owner.path if owner else "", day=today)
    return {
        code: replace(one, owner=owner, mentioned=known.mentioned_in(texts_of(one.procedure), around))
        for code, one in dated.items()
    }


def resolve_for_province(
    dated: DatedProcedure, overlay: ProvinceOverlay | None, today: date, register: Register = NO_REGISTER
) -> ProvincialProcedure:
    """The procedure with what the province sets on it; `overlay` is None if it sets nothing."""
    if overlay is None:
        terms = overlay_terms(dated.procedure, None, today)
        documents = cite(register, dated.procedure)
        return ProvincialProcedure(dated, None, terms, dated.coming, dated.law, documents, _kinds_of(dated.procedure))
    terms = overlay_terms(dated.procedure, overlay, today)
    lawful = (each for change in dated.coming for each in _filled_by_province(change, overlay.fees))
    law_parts: tuple[Dated, ...] = (*dated.procedure.fees, *dated.procedure.waivers, *dated.procedure.deadlines)
    own = _coming_parts((*overlay.fees, *overlay.waivers, *overlay.deadlines), today, law_parts)
    coming: list[Coming] = []
    for change in (*lawful, *own):
        if change not in coming:
            coming.append(change)
    law = (*dated.law, *(change for change in changes_behind(overlay, register, today) if change not in dated.law))
    documents = cite(register, dated.procedure, overlay)
    kinds = _kinds_of(dated.procedure, overlay)
    return ProvincialProcedure(dated, overlay, terms, tuple(sorted(coming, key=lambda c: c.day)), law, documents, kinds)


def _kinds_of(*records: Procedure | ProvinceOverlay) -> tuple[AreaKind, ...]:
    return kinds_named(part for one in records for part in (*one.deadlines, *one.fees, *one.waivers))


def _filled_by_province(change: Coming, provincial: Sequence[Fee]) -> Iterator[Coming]:
    """For a future fee that the law leaves to the province: the province's lines for that day, if any; else the change itself."""
    fee = change.what
    if isinstance(fee, Fee) and fee.set_by == "province":
        filled = [other for other in provincial if other.key == fee.key and holds(other, change.day)]
        if filled:
            yield from (Coming(change.day, other) for other in filled if not change.ends)
            return
    yield change


def _coming_of(current: Procedure, today: date) -> Iterator[Coming]:
    yield from _coming_parts((*current.fees, *current.waivers, *current.deadlines), today)
    yield from (Coming(notice.starts, notice) for notice in current.upcoming if notice.starts > today)
    if current.repealed is not None and current.repealed.since > today:
        yield Coming(current.repealed.since, current.repealed)
    if current.effective is not None and current.effective.ends is not None and current.effective.ends >= today:
        yield Coming(current.effective.ends + timedelta(days=1), None)


def _coming_parts(parts: Sequence[Dated], today: date, above: Sequence[Dated] = ()) -> Iterator[Coming]:
    """What begins, and what ends with nothing after it, here or begun `above`; nothing of a waiver that nobody is sure of."""
    known = [part for part in parts if not (isinstance(part, Waiver) and part.undetermined)]
    for part in known:
        if part.valid_from is not None and part.valid_from > today:
            yield Coming(part.valid_from, part)
    for part in known:
        if part.valid_until is not None and part.valid_until >= today:
            after = part.valid_until + timedelta(days=1)
            begun = (other for other in above if other.valid_from == after)
            if not any(_goes_on(part, other, after) for other in (*known, *begun)):
                yield Coming(after, part, ends=True)


def _goes_on(part: Dated, other: Dated, after: date) -> bool:
    """Whether `other` takes the place of `part` on that day: a waiver for its people and fees, a fee so named, a deadline."""
    match part, other:
        case Waiver(), Waiver():
            return (part.who, part.fees) == (other.who, other.fees) and holds(other, after)
        case Fee(), Fee():
            return part.name == other.name and holds(other, after)
        case Deadline(), Deadline():
            return holds(other, after)
    return False


def _coming_versions(current: Procedure, later: Sequence[tuple[Procedure, date]]) -> Iterator[Coming]:
    for version, starts in later:
        changed = tuple(part for part in COMPARED_PARTS if getattr(version, part) != getattr(current, part))
        yield Coming(starts, version, changed)
