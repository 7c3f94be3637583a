"""What the communes of one province are checked and resolved against."""

from __future__ import annotations  # so that a check loads no more than it asks for

from dataclasses import field
from typing import TYPE_CHECKING

from niemyet.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from niemyet.model.oversight.record import CommuneYear
    from niemyet.model.pictures import PictureFile
    from niemyet.model.ratings import MonthOfRatings
    from niemyet.resolve.attachments import FilesOfProvince
    from niemyet.resolve.communes import ResolvedProvince
    from niemyet.resolve.news import NewsOf
    from niemyet.validate.records import ProvinceRecords
    from niemyet.validate.reference_index import ReferenceIndex


@dataclass(frozen=True, slots=True)
class CommuneLaw:
    """What the communes of one province are checked and resolved against: the records above them, and these resolved for `today`.

    `records` and `province` are None if the province's own record cannot be read.
    """

    today: date
    index: ReferenceIndex
    folders: Mapping[str, str]
    records: ProvinceRecords | None
    province: ResolvedProvince | None
    files: FilesOfProvince = field(default_factory=dict)
    """The files that the province keeps: a posting may name one."""
    reported: Mapping[str, Mapping[str, CommuneYear]] = field(default_factory=dict)
    """The figures of the years, by path of a commune and year."""
    photos: Mapping[str, Mapping[str, PictureFile]] = field(default_factory=dict)
    """Path of a commune → the photographs of its board, by the names of their files."""
    ratings: Mapping[str, tuple[MonthOfRatings, ...]] = field(default_factory=dict)
    """Path of a commune → how readers rated its pages, by month."""
    news: Mapping[str, NewsOf] = field(default_factory=dict)
    """The news of each commune, by its path."""

    def narrow(self, codes: Iterable[str]) -> CommuneLaw:
        """The same, restricted to these procedures: what one commune needs."""
        kept = tuple(codes)
        records, province = self.records, self.province
        return CommuneLaw(
            self.today,
            self.index.narrow(kept),
            self.folders,
            None if records is None else records.narrow(kept),
            None if province is None else province.narrow(kept),
            self.files,
            self.reported,
            self.photos,
            self.ratings,
            self.news,
        )
