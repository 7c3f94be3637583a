"""Valid records: of everything above the communes (`Reference`), and of one commune (`CommuneRecords`)."""

from __future__ import annotations  # so that whoever opens a few records loads the models of these alone

from dataclasses import field
from typing import TYPE_CHECKING

from niemyet.validate.reference_index import NO_OWN_LAW, OwnLaw, ReferenceIndex
from niemyet.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from niemyet.load.finding import CommuneFiles
    from niemyet.model.article import Article
    from niemyet.model.attachments import AttachedFile
    from niemyet.model.boundary import GivenBoundary
    from niemyet.model.duty import Duty
    from niemyet.model.overlay import Posting, ProvinceOverlay
    from niemyet.model.oversight.record import CommuneYear, ProvinceYear
    from niemyet.model.pictures import PictureFile
    from niemyet.model.places import Commune, Province
    from niemyet.model.procedure import Procedure
    from niemyet.model.ratings import MonthOfRatings
    from niemyet.model.reference import Elsewhere, Synonyms
    from niemyet.model.translations import TranslatedText


@dataclass(frozen=True, slots=True)
class ProvinceRecords:
    """A province's records, overlays by code. `path` is its folder in catalogue/, "ha-noi"."""

    path: str
    province: Province
    overlays: Mapping[str, ProvinceOverlay]

    def narrow(self, codes: Iterable[str]) -> ProvinceRecords:
        """The province with the overlays of these procedures only."""
        return ProvinceRecords(self.path, self.province, {c: self.overlays[c] for c in codes if c in self.overlays})


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article, but for its words, which are read when its page is made. `path` is its path in news/ without extension,
    "2026/ten-tin"."""

    path: str
    article: Article
    head: str
    """What tells the front matter from others."""
    fingerprint: str
    """What tells the words of the body from others."""
    words: int
    """How many words the body has."""
    pictured: tuple[str, ...] = ()
    """The files of the pictures that stand in the body."""
    linked: tuple[str, ...] = ()
    """The paths and addresses of files that the body leads to."""
    naming: str = ""
    """The paragraphs of the body that may name documents."""
    about_people: bool = False
    """Whether it has what looks like a number of a person, so that records of offices were read with it."""


@dataclass(frozen=True, slots=True)
class ReportedYears:
    """The figures that people enter: by path of a place ("ha-noi/thuong-tin", "ha-noi") and year ("2026"), the earliest first."""

    communes: Mapping[str, Mapping[str, CommuneYear]]
    provinces: Mapping[str, Mapping[str, ProvinceYear]]
    photos: Mapping[str, Mapping[str, PictureFile]] = field(default_factory=dict)
    """By path of a commune and name of the file, the photographs that its years name."""


NOTHING_REPORTED = ReportedYears({}, {})


@dataclass(frozen=True, slots=True)
class Reference:
    """Everything above the communes, as far as it is valid. `communes` are not read yet."""

    law: ReferenceIndex
    folders: Mapping[str, str]
    provinces: Mapping[str, ProvinceRecords]
    articles: tuple[ArticleRecord, ...]
    pictures: Mapping[str, PictureFile]
    """The pictures of the news, by path."""
    communes: tuple[CommuneFiles, ...]
    synonyms: tuple[Synonyms, ...]
    procedure_files: Mapping[tuple[str, str], str]
    """(code, first day as in `version_day`) → file of that version of a procedure; "" where it travels with the program."""
    list_files: Mapping[str, str]
    """Kind of a list of the nation ("documents") → its file; "" where it travels with the program."""
    own: Mapping[str, OwnLaw]
    """Path of a province → what it has beside the nation's law, of those that have any."""
    attachments: Mapping[str, AttachedFile] = field(default_factory=dict)
    """The files that citizens take away, by path, as far as they may be published."""
    refused_files: tuple[str, ...] = ()
    """The paths of the others, of which it is told: a record that names one is not blamed for it."""
    unnamed_files: tuple[str, ...] = ()
    """The provinces' files that no record above the communes names. A posting may name them."""

    translations: Mapping[str, TranslatedText] = field(default_factory=dict)
    """Texts of the records in other languages, by the Vietnamese text."""
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)
    """What is done elsewhere than at a commune's office, by short name."""
    ratings: Mapping[str, tuple[MonthOfRatings, ...]] = field(default_factory=dict)
    """Path of a commune → how readers rated its pages, by month."""
    reported: ReportedYears = NOTHING_REPORTED
    """The figures of the years, of communes and provinces."""

    def law_of(self, province: str) -> ReferenceIndex:
        """The law for the records of the province at a path, and of its communes."""
        return self.law.for_province(province, self.own.get(province, NO_OWN_LAW))

    def versions(self, code: str) -> tuple[Procedure, ...]:
        """The versions of a procedure of the nation or of a province, the earliest first; () if there are none."""
        own = (law.procedures[code] for law in self.own.values() if code in law.procedures)
        return self.law.versions(code) or next(own, ())


@dataclass(frozen=True, slots=True)
class CommuneRecords:
    """One commune's records, postings by code. `commune` is None if commune.yaml is missing or broken."""

    path: str
    commune: Commune | None
    postings: Mapping[str, Posting]
    duty: Duty | None = None
    """The roster of its office, if it has one that can be read."""
    boundary: GivenBoundary | None = None
    """Its boundary, if there is a file of it."""
