"""The version code of a posting, by which a printed sheet can be verified.

The code depends only on what a citizen relies on, not on layout, the order of keys or the days of posting and review. It has one
group of characters per part of the posting, so comparing two codes shows *which* parts have changed, without any record of
the past.
"""

import hashlib
from collections.abc import Hashable, Iterable
from typing import NamedTuple

from pydantic import BaseModel

from niemyet.law.deadlines import DeadlineLine
from niemyet.model.overlay import Posting
from niemyet.model.places import Commune, Office
from niemyet.model.procedure import Procedure
from niemyet.model.vocabulary import VersionPart
from niemyet.resolve.communes import PostedProcedure
from niemyet.resolve.procedures import DatedProcedure, ProvincialProcedure
from niemyet.values import dataclass

VERSION_PARTS: tuple[VersionPart, ...] = ("papers", "fees", "deadlines", "place", "steps", "legal_basis")
"""The parts with a group in the code, in order. A contract with every printed sheet: never reorder."""

GROUP = 3
"""Characters per group: a changed part keeps its group by chance once in 32,768 times."""

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32, without letters that are easily misread."""

_STEPS = {
    "name", "cases", "questions", "steps", "results", "requirements", "channels", "audience", "authority", "receiver", "notes",
    "non_territorial",
}  # fmt: skip


_ON_BUTTONS = {"short_who"}
"""Keys that no sheet prints: they say in fewer words what another key says."""


def group_of(parts: Iterable[BaseModel | str]) -> str:
    """The group of characters for a sequence of records and texts."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(_spell(part).encode() + b"\n")
    number = int.from_bytes(digest.digest()[:4], "big")
    return "".join(LETTERS[number >> shift & 31] for shift in range(0, 5 * GROUP, 5))


def _spell(part: BaseModel | str) -> str:
    return part if isinstance(part, str) else part.model_dump_json(by_alias=True, exclude_defaults=True, exclude=_ON_BUTTONS)


@dataclass(frozen=True, slots=True)
class VersionCode:
    """A posting's code: one group for each of `VERSION_PARTS`."""

    groups: tuple[str, ...]

    def __str__(self) -> str:
        return "-".join(self.groups)


class _Shared(NamedTuple):
    """The groups shared by all postings of a procedure in a province, in communes of the same kinds of area.

    Deadlines: if the commune has none of its own.
    """

    papers: str
    fees: str
    deadlines: str
    steps: str
    legal_basis: str


class VersionCoder:
    """Computes version codes; shared groups are computed once."""

    def __init__(self) -> None:
        self._shared: dict[Hashable, _Shared] = {}
        self._commune = ""
        self._hours: tuple[str, ...] = ()
        self._places: dict[tuple[str, ...], str] = {}
        self._codes: dict[str, tuple[PostedProcedure, VersionCode]] = {}

    def code(self, posted: PostedProcedure, commune: Commune, commune_path: str) -> VersionCode:
        """The code of one posting in its commune. Its page in every language and its data ask for it."""
        if self._commune != commune_path:
            self._commune = commune_path
            self._hours = tuple(map(_spell, commune.office.hours))
            self._places.clear()
            self._codes.clear()
        known = self._codes.get(posted.code)
        if known is None or known[0] is not posted:
            known = self._codes[posted.code] = posted, self._make(posted, commune, commune_path)
        return known[1]

    def _make(self, posted: PostedProcedure, commune: Commune, commune_path: str) -> VersionCode:
        posting = posted.posting
        of_province = posted.code, commune_path.split("/")[0], posted.provincial.terms.areas
        if of_province not in self._shared:
            self._shared[of_province] = _share(posted)
        shared = self._shared[of_province]
        deadlines = group_of(_deadlines(posted.deadlines)) if posting.deadlines else shared.deadlines
        place = (posting.counter or "", *posting.notes)
        if place not in self._places:
            self._places[place] = group_of((*_place(commune.office, posting), *self._hours))
        return VersionCode((shared.papers, shared.fees, deadlines, self._places[place], shared.steps, shared.legal_basis))


def _share(posted: PostedProcedure) -> _Shared:
    procedure, provincial = posted.procedure, posted.provincial
    return _Shared(
        group_of(_papers(provincial.dated)),
        group_of(_fees(provincial)),
        group_of(_deadlines(provincial.terms.deadlines)),
        group_of(_steps(procedure)),
        group_of(_legal_basis(provincial)),
    )


def _legal_basis(provincial: ProvincialProcedure) -> Iterable[BaseModel | str]:
    """The documents and what has happened to them: a sheet printed before a document ended must not verify as current."""
    yield from sorted(provincial.procedure.legal_basis)
    if provincial.dated.outdated is not None:
        yield provincial.dated.outdated
    yield from (f"{change.number} {change.event} {change.part} {change.by}" for change in provincial.law)


def _papers(dated: DatedProcedure) -> Iterable[BaseModel | str]:
    """The forms hang beside the sheet and are taken home from it: a form of which there is another file is another form."""
    procedure = dated.procedure
    yield procedure.papers
    yield from (text for name, form in procedure.forms.items() for text in (name, form.name))
    yield from (text for name, file in dated.files.items() for text in (name, file.name, file.fingerprint))


def _fees(provincial: ProvincialProcedure) -> Iterable[BaseModel | str]:
    for line in provincial.terms.fees:
        yield line.fee
        yield "awaited" if line.pending else ""
    yield "waivers"
    yield from provincial.terms.waivers


def _deadlines(lines: Iterable[DeadlineLine]) -> Iterable[BaseModel | str]:
    return (line.deadline for line in lines)


def _place(office: Office, posting: Posting) -> Iterable[str]:
    return (office.name, office.address, office.phone or "", posting.counter or "", *posting.notes)


def _steps(procedure: Procedure) -> Iterable[str]:
    yield procedure.model_dump_json(include=_STEPS, exclude_defaults=True)
