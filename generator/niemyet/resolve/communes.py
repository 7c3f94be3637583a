"""What one commune posts on one date: the postings with the law and the province beneath them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from niemyet.law.choices import Scope
from niemyet.law.deadlines import DeadlineLine, lay_deadlines, layer_deadlines
from niemyet.model.overlay import Posting
from niemyet.model.places import Commune, Province
from niemyet.model.procedure import Procedure
from niemyet.resolve.procedures import ProvincialProcedure, Standing


@dataclass(frozen=True, slots=True)
class ResolvedProvince:
    """A province with every procedure as it holds there, by code. `path` is its folder, "ha-noi"."""

    path: str
    province: Province
    procedures: Mapping[str, ProvincialProcedure]


@dataclass(frozen=True, slots=True)
class PostedProcedure:
    """One posting: what a citizen of the commune sees of one procedure."""

    code: str
    posting: Posting
    provincial: ProvincialProcedure
    deadlines: tuple[DeadlineLine, ...]
    standing: Standing

    @property
    def procedure(self) -> Procedure:
        """The version that is shown."""
        return self.provincial.procedure

    @property
    def to_review(self) -> bool:
        """Whether the procedure has changed since the commune last vouched for the posting."""
        changed = self.procedure.changed
        return changed is not None and self.posting.last_confirmed < changed and self.standing == "in_force"

    @property
    def sample(self) -> bool:
        """Whether what is local here is marked as illustrative."""
        return self.posting.sample


@dataclass(frozen=True, slots=True)
class ResolvedCommune:
    """A commune with its postings by code. `path` is its folder, "ha-noi/thuong-tin"."""

    path: str
    commune: Commune
    province: Province
    province_path: str
    postings: Mapping[str, PostedProcedure]


def resolve_commune(
    path: str, commune: Commune, postings: Mapping[str, Posting], province: ResolvedProvince, today: date
) -> ResolvedCommune:
    """The commune with all its postings; every code in `postings` is a procedure of the province."""
    posted = {code: resolve_posting(code, posting, province.procedures[code], today) for code, posting in postings.items()}
    return ResolvedCommune(path, commune, province.province, province.path, posted)


def resolve_posting(code: str, posting: Posting, provincial: ProvincialProcedure, today: date) -> PostedProcedure:
    """One posting laid over the procedure as it holds in the province."""
    deadlines = provincial.terms.deadlines
    if posting.deadlines:
        layers = layer_deadlines(provincial.procedure, provincial.overlay, posting, today)
        deadlines = lay_deadlines(layers, Scope(provincial.procedure))
    standing = provincial.dated.standing
    if posting.withdrawn is not None and posting.withdrawn.since <= today and standing == "in_force":
        standing = "withdrawn"
    return PostedProcedure(code, posting, provincial, deadlines, standing)
