"""The valid records of one part of the catalogue: of everything that communes share, and of one commune."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from niemyet.load.finding import CommuneFiles
from niemyet.model.article import Article
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.places import Commune, Province
from niemyet.validate.reference_index import ReferenceIndex


@dataclass(frozen=True, slots=True)
class ProvinceRecords:
    """A province's records. `path` is its folder below catalogue/, "ha-noi"."""

    path: str
    province: Province
    overlays: Mapping[str, ProvinceOverlay]

    def narrow(self, codes: Iterable[str]) -> "ProvinceRecords":
        """The province with what it sets on these procedures only."""
        return ProvinceRecords(self.path, self.province, {c: self.overlays[c] for c in codes if c in self.overlays})


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article; `path` is its address below news/ without its ending, "2026/ten-tin"."""

    path: str
    article: Article
    body: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything that communes share, as far as it is valid. `communes` are still unread."""

    law: ReferenceIndex
    folders: Mapping[str, str]
    provinces: Mapping[str, ProvinceRecords]
    articles: tuple[ArticleRecord, ...]
    images: tuple[str, ...]
    communes: tuple[CommuneFiles, ...]
    synonyms: tuple[tuple[str, ...], ...]
    procedure_files: Mapping[tuple[str, str], str]
    """The file of each version of a procedure, by its code and its first day (`version_day`)."""


@dataclass(frozen=True, slots=True)
class CommuneRecords:
    """One commune's records; `commune` is None where commune.yaml is missing or broken."""

    path: str
    commune: Commune | None
    postings: Mapping[str, Posting]
