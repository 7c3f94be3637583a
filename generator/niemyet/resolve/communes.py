"""One commune on one date: its postings on top of the law and of what its province sets."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date

from niemyet.law.choices import Scope
from niemyet.law.deadlines import DeadlineLayers, DeadlineLine, lay_deadlines
from niemyet.law.document_scopes import NATION, DocumentScope
from niemyet.law.duty import DutyRoster
from niemyet.law.mentions import KnownDocuments
from niemyet.law.versions import of_version
from niemyet.model.areas import AreaKind
from niemyet.model.attachments import AttachedFile
from niemyet.model.boundary import GivenBoundary
from niemyet.model.former_units import FormerDistrict
from niemyet.model.kinds import folder_of_place
from niemyet.model.overlay import Posting
from niemyet.model.places import Commune, Province
from niemyet.model.procedure import Procedure
from niemyet.model.ratings import MonthOfRatings
from niemyet.model.reference import FieldOfWork
from niemyet.model.vocabulary import Standing
from niemyet.resolve.attachments import NO_FILES, FilesOfProvince, file_of_decision
from niemyet.resolve.procedures import ProvincialProcedure
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class ResolvedProvince:
    """A province with every procedure as it applies there, by code. `path` is its folder, "ha-noi"; `fields` are the country's
    fields of work, in order."""

    path: str
    province: Province
    fields: Mapping[str, FieldOfWork]
    procedures: Mapping[str, ProvincialProcedure]
    scope: DocumentScope = NATION
    """Which documents numbers mean in the records of its communes."""
    resolved_for_areas: dict[tuple[str, tuple[AreaKind, ...]], ProvincialProcedure] = field(
        default_factory=dict, compare=False, repr=False
    )
    """What `resolve_for_areas` gave for a code and its kinds of area: many communes are alike, and each need not work it out."""

    known: KnownDocuments = field(default_factory=lambda: KnownDocuments({}), compare=False, repr=False)
    """The documents that the texts of its records may name: the nation's and its own."""

    def narrow(self, codes: Iterable[str]) -> "ResolvedProvince":
        """The province with these procedures only."""
        kept = {code: self.procedures[code] for code in codes if code in self.procedures}
        return ResolvedProvince(self.path, self.province, self.fields, kept, self.scope, self.resolved_for_areas, self.known)


@dataclass(frozen=True, slots=True)
class PostedProcedure:
    """One posting: what a citizen of the commune sees of one procedure."""

    code: str
    posting: Posting
    provincial: ProvincialProcedure
    deadlines: tuple[DeadlineLine, ...]
    layers: DeadlineLayers
    standing: Standing
    decision_file: AttachedFile | None = None
    """The file of the decision behind the posting, if there is one: its province keeps it."""

    @property
    def procedure(self) -> Procedure:
        """The version that is shown."""
        return self.provincial.procedure

    @property
    def to_review(self) -> bool:
        """Whether the procedure has changed since the commune last confirmed the posting."""
        changed = self.procedure.changed
        return changed is not None and self.posting.last_confirmed < changed and self.standing == "in_force"

    @property
    def sample(self) -> bool:
        """Whether what province or commune set is marked as illustrative."""
        return self.posting.sample


@dataclass(frozen=True, slots=True)
class ResolvedCommune:
    """A commune with its postings by code. `path` is its folder, "ha-noi/thuong-tin"; `provincial` holds the posted procedures as
    they apply in its province."""

    path: str
    commune: Commune
    provincial: ResolvedProvince
    postings: Mapping[str, PostedProcedure]
    former: tuple[FormerDistrict, ...] = ()
    """The old communes in it."""
    roster: DutyRoster | None = None
    """Who is planned to receive at its office, if it says so."""
    boundary: GivenBoundary | None = None
    """Its boundary, if there is a file of it."""
    ratings: tuple[MonthOfRatings, ...] = ()
    """How readers rated its pages, by month."""

    @property
    def province(self) -> Province:
        """Its province's own record."""
        return self.provincial.province

    @property
    def province_path(self) -> str:
        """The folder of its province, "ha-noi"."""
        return self.provincial.path


def resolve_commune(
    path: str,
    commune: Commune,
    postings: Mapping[str, Posting],
    province: ResolvedProvince,
    today: date,
    former: tuple[FormerDistrict, ...] = (),
    files: FilesOfProvince = NO_FILES,
) -> ResolvedCommune:
    """The commune with all its postings; `files` are those that its province keeps. Raises KeyError if a code in `postings` is no
    procedure of the province."""
    folder, posted = folder_of_place(path), dict[str, PostedProcedure]()
    for code, posting in postings.items():
        posted[code] = resolve_posting(code, province.scope.read(posting), province.procedures[code], today)
        if (file := file_of_decision(folder, posting.decision, files)) is not None:
            posted[code] = replace(posted[code], decision_file=file)
    return ResolvedCommune(path, commune, province, posted, former)


def resolve_posting(code: str, posting: Posting, provincial: ProvincialProcedure, today: date) -> PostedProcedure:
    """One posting, combined with the procedure as it applies in the province."""
    terms = provincial.terms
    deadlines, layers = terms.deadlines, terms.layers
    if posting.deadlines:
        promised = of_version(posting.deadlines, provincial.procedure)
        layers = layers.with_communal(promised, today)
        layers = layers if terms.areas is None else layers.in_areas(terms.areas)
        deadlines = lay_deadlines(layers, Scope(provincial.procedure, terms.asked))
    standing = provincial.dated.standing
    if posting.withdrawn is not None and posting.withdrawn.since <= today and standing == "in_force":
        standing = "withdrawn"
    return PostedProcedure(code, posting, provincial, deadlines, layers, standing)
