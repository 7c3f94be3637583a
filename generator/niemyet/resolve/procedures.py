"""Which version of a procedure holds on a date, and what is known to come after it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from niemyet.law.citations import NO_REGISTER, LawChange, Register, changes_behind
from niemyet.law.terms import Terms, overlay_terms
from niemyet.model.deadline import Deadline
from niemyet.model.money import Fee
from niemyet.model.overlay import ProvinceOverlay
from niemyet.model.procedure import Announcement, Outdated, Procedure, Repeal
from niemyet.model.validity import holds
from niemyet.validate.reference_index import current_version

Standing: TypeAlias = Literal["in_force", "not_yet", "ended", "repealed", "withdrawn"]

COMPARED_PARTS = (
    "name", "papers", "fees", "waivers", "deadlines", "steps", "results", "requirements", "channels", "forms", "legal_basis",
)  # fmt: skip
"""The parts whose change matters to a citizen, in the order of a posting."""


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing that is already known to change on `day`; `changed` names the parts of a new version that differ."""

    day: date
    what: Procedure | Fee | Deadline | Announcement | Repeal | None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DatedProcedure:
    """A procedure on one date: the version to show, whether it is in force, what comes, and how the law behind it stands."""

    procedure: Procedure
    standing: Standing
    coming: tuple[Coming, ...]
    outdated: Outdated | None = None
    """That the law has already replaced what the version says."""
    law: tuple[LawChange, ...] = ()
    """What has happened to the documents that the version leans on."""


@dataclass(frozen=True, slots=True)
class ProvincialProcedure:
    """A dated procedure with what one province sets on it. The same object serves all communes of the province."""

    dated: DatedProcedure
    overlay: ProvinceOverlay | None
    terms: Terms
    coming: tuple[Coming, ...]
    law: tuple[LawChange, ...] = ()
    """What has happened to the documents that the procedure and the province's part lean on."""

    @property
    def procedure(self) -> Procedure:
        """The version that is shown."""
        return self.dated.procedure


def resolve_procedure(versions: Sequence[Procedure], today: date, register: Register = NO_REGISTER) -> DatedProcedure:
    """The version that holds on `today` (else the one that begins next), its standing and the later ones.

    `versions` are the versions of one procedure, the earliest first, at least one.
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
    return DatedProcedure(current, standing, tuple(coming), outdated, changes_behind(current, register, today))


def resolve_procedures(
    versions: Mapping[str, Sequence[Procedure]], today: date, register: Register = NO_REGISTER
) -> dict[str, DatedProcedure]:
    """Every procedure on `today`, by code."""
    return {code: resolve_procedure(listed, today, register) for code, listed in versions.items()}


def resolve_for_province(
    dated: DatedProcedure, overlay: ProvinceOverlay | None, today: date, register: Register = NO_REGISTER
) -> ProvincialProcedure:
    """The procedure with what the province sets on it."""
    if overlay is None:
        return ProvincialProcedure(dated, None, overlay_terms(dated.procedure, None, today), dated.coming, dated.law)
    terms = overlay_terms(dated.procedure, overlay, today)
    lawful = (each for change in dated.coming for each in _filled_by_province(change, overlay.fees))
    own = _coming_parts((*overlay.fees, *overlay.deadlines), today)
    coming: list[Coming] = []
    for change in (*lawful, *own):
        if change not in coming:
            coming.append(change)
    law = (*dated.law, *(change for change in changes_behind(overlay, register, today) if change not in dated.law))
    return ProvincialProcedure(dated, overlay, terms, tuple(sorted(coming, key=lambda c: c.day)), law)


def _filled_by_province(change: Coming, provincial: Sequence[Fee]) -> Iterator[Coming]:
    """The fee that the law will leave to the province, as the province has set it for that day; else the change itself."""
    fee = change.what
    if isinstance(fee, Fee) and fee.set_by == "province":
        filled = [other for other in provincial if other.key == fee.key and holds(other, change.day)]
        if filled:
            yield from (Coming(change.day, other) for other in filled)
            return
    yield change


def _coming_of(current: Procedure, today: date) -> Iterator[Coming]:
    yield from _coming_parts((*current.fees, *current.deadlines), today)
    yield from (Coming(notice.starts, notice) for notice in current.upcoming if notice.starts > today)
    if current.repealed is not None and current.repealed.since > today:
        yield Coming(current.repealed.since, current.repealed)
    if current.effective is not None and current.effective.ends is not None and current.effective.ends >= today:
        yield Coming(current.effective.ends + timedelta(days=1), None)


def _coming_parts(parts: Sequence[Fee | Deadline], today: date) -> Iterator[Coming]:
    for part in parts:
        if part.valid_from is not None and part.valid_from > today:
            yield Coming(part.valid_from, part)


def _coming_versions(current: Procedure, later: Sequence[tuple[Procedure, date]]) -> Iterator[Coming]:
    for version, starts in later:
        changed = tuple(part for part in COMPARED_PARTS if getattr(version, part) != getattr(current, part))
        yield Coming(starts, version, changed)
