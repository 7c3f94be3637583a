"""Reads the figures of the years, of communes and provinces: oversight/<year>.yaml.

Takes the reader of everything above the communes; gives the valid records by place and year. A file is checked together with that
of the year before, whose stocks it carries over, and with the codes that the commune posts.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain as joined
from typing import Any, TypeAlias, TypeVar

from niemyet.cache.digests import digest
from niemyet.catalogue.checked_records import CheckedRecord
from niemyet.catalogue.entries import missing_file
from niemyet.catalogue.reading import RecordReader
from niemyet.load.finding import CommuneFiles, SourceFile
from niemyet.model.kinds import KindName, place_of_folder
from niemyet.model.oversight.record import CommuneYear, ProvinceYear
from niemyet.model.pictures import PictureFile
from niemyet.validate.records import NOTHING_REPORTED, ReportedYears
from niemyet.validate.reference_index import ReferenceIndex
from niemyet.validate.year_checks import check_year

Y = TypeVar("Y", CommuneYear, ProvinceYear)
Check: TypeAlias = Callable[[Any, Any, ReferenceIndex], Iterable[Any]]


class OversightReader:
    """Reads the years through the reader of everything above the communes."""

    def __init__(self, reader: RecordReader, index_of: Callable[[str], ReferenceIndex], communes: Sequence[CommuneFiles]) -> None:
        """`index_of` gives the law of the province at a path; `communes` are those that have files of their own."""
        self.reader, self._index_of = reader, index_of
        self._posted = {files.path: tuple(files.postings) for files in communes}
        self._provinces = {file.path.split("/")[1] for file in reader.files("province")}
        self._photos: dict[str, set[str]] = {}
        for file in reader.files("board-photo"):
            folder, name = file.path.rsplit("/", 1)
            if not file.refused:
                self._photos.setdefault(place_of_folder(folder.removesuffix("/oversight")), set()).add(name)
        self._shared: dict[str, bytes] = {}

    def read(self) -> ReportedYears:
        """Every year that could be read."""
        before = self.reader.before.recall().reported if self.reader.before.checked else NOTHING_REPORTED
        communes: dict[str, dict[str, CommuneYear]] = {}
        provinces: dict[str, dict[str, ProvinceYear]] = {}
        for place, files in self._by_place("oversight").items():
            communes[place] = self._read_place(place, files, before.communes.get(place, {}))
            if place not in self._posted:
                self.reader.diagnostics.append(missing_file(f"catalogue/{place}/commune.yaml"))
        for place, files in self._by_place("province-oversight").items():
            provinces[place] = self._read_place(place, files, before.provinces.get(place, {}))
            if place not in self._provinces:
                self.reader.diagnostics.append(missing_file(f"catalogue/{place}/province.yaml"))
        return ReportedYears(communes, provinces)

    def _by_place(self, kind: KindName) -> dict[str, list[SourceFile]]:
        """The files of each place, the earliest year first."""
        found: dict[str, list[SourceFile]] = {}
        for file in self.reader.files(kind):
            found.setdefault(place_of_folder(file.path.rsplit("/", 2)[0]), []).append(file)
        return found

    def _read_place(self, place: str, files: Iterable[SourceFile], known: Mapping[str, Y]) -> dict[str, Y]:
        years: dict[str, Y] = {}
        previous: Y | None = None
        chain = b""
        law, posted, photos = self._index_of(place.split("/")[0]), self._posted.get(place, ()), self._photos.get(place, set())
        for file in files:
            year = year_of(file.path)
            chain = digest(chain, file.path, self.reader.digests.get(file.path, b""))
            key = digest(self._shared_in(place.split("/")[0]), digest(*posted, "", *sorted(photos)), chain)
            record = known.get(year) if self.reader.before.holds(file.path, key) else None
            if record is not None:
                self.reader.reuse(file)
            else:
                record = self._read_file(file, previous, law, posted, photos)
                if record is not None and file.path in self.reader.digests:
                    self.reader.checked[file.path] = CheckedRecord(key, tuple(self.reader.diagnostics_of(file)))
            if record is not None:
                years[year] = record
            previous = record
        return years

    def _read_file(
        self, file: SourceFile, previous: Any, law: ReferenceIndex, posted: Sequence[str], photos: Collection[str]
    ) -> Any:
        entry = self.reader.read_record(file)
        if entry is None:
            return None
        self.reader.report(file, check_year(entry, previous, law, self.reader.today, posted, photos))
        return entry.record

    def _shared_in(self, province: str) -> bytes:
        """The digest of what a year is checked against beside the years before it: the day, the fields, the codes."""
        if province not in self._shared:
            law = self._index_of(province)
            fields = ("?",) if law.fields is None else (*law.fields,)
            names = (*fields, "", *sorted(law.procedures), "", *law.owners)
            self._shared[province] = digest(self.reader.today.isoformat(), *names)
        return self._shared[province]


def list_photos(reported: ReportedYears) -> frozenset[str]:
    """The paths of the photographs of boards that the years name."""
    return frozenset(f"catalogue/{place}/oversight/{name}" for place, name in _name_photos(reported))


def find_photos(reported: ReportedYears, pictures: Mapping[str, PictureFile]) -> dict[str, dict[str, PictureFile]]:
    """By place and name of the file, those of them that may be published."""
    found: dict[str, dict[str, PictureFile]] = {}
    for place, name in _name_photos(reported):
        if (picture := pictures.get(f"catalogue/{place}/oversight/{name}")) is not None:
            found.setdefault(place, {})[name] = picture
    return found


def _name_photos(reported: ReportedYears) -> Iterator[tuple[str, str]]:
    for place, years in reported.communes.items():
        for look in joined.from_iterable(year.board_checks for year in years.values()):
            yield from ((place, photo.file) for photo in look.photos)


def year_of(path: str) -> str:
    """The year in the name of a file: "2026"."""
    return path.rsplit("/", 1)[-1].removesuffix(".yaml")
