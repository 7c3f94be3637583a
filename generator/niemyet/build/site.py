"""Pours the records into the frames, part by part: a part that was made of the same stands, the others are made anew.

A part is a commune, a procedure, or pages that look across them. The ledger knows of what each was made.
"""

import posixpath
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import Any, TypeAlias, TypeVar

from niemyet.build.commune_memory import MadeCommune, unpack_listed
from niemyet.build.tasks import BuiltCommune, PublishTask
from niemyet.build.typesetting import FEWEST_SHEETS
from niemyet.build.workers import FILES_OF_A_COUNTRY, Progress, StartWorkers, are_many, count_files, open_pool
from niemyet.cache.build_cache import BuildCache
from niemyet.cache.cache_file import CachedPart, part_of
from niemyet.cache.digests import digest, start_digest
from niemyet.changes.chronicle import Chronicle
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.editing.form import PlaceOption, Vocabulary
from niemyet.editing.form_files import FormKit, list_form_files
from niemyet.load.finding import CommuneFiles, SourceFile
from niemyet.load.pictures import read_picture
from niemyet.publish.sitemap import make_sitemaps
from niemyet.render.addresses import of_picture
from niemyet.render.calendar import ADDRESS as CALENDAR_DATA
from niemyet.render.calendar import make_calendar_data
from niemyet.render.listings import ListedCommune
from niemyet.render.pages.procedures import compare_postings
from niemyet.render.search import ADDRESS as SEARCH_DATA
from niemyet.render.search import make_search_data
from niemyet.render.wording import name_unit
from niemyet.sheets.book import COMMUNES_TOGETHER

T = TypeVar("T")
PORTION = 16
"""Procedures that a worker prints at a time."""
FEW = 8
GROUPS = 8
"""Communes whose sheets are printed are divided into so many groups at least, so that no worker is idle."""
MOST_ROWS = 200_000
"""Portions of procedures are handed out ahead until they have so many rows, a row a commune, but some in any case."""

Make: TypeAlias = Callable[[], Sequence[str]]
"""Writes a part's files and gives their paths."""


class TwoOwnersError(ValueError):
    """Two parts of the site would make the same file, which is the message: one would hide the other."""


class BuiltCommunes:
    """What came of the communes."""

    def __init__(self, reference: bytes) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._packed: list[bytes] = []
        self._rows: defaultdict[str, blake2b] = defaultdict(start_digest)
        self._keys, self._outlines = [reference], [reference]
        self.contents: dict[str, bytes] = {}
        """By the commune's path what stands for all that its pages and sheets are made of; communes with errors have none."""

    def add(self, path: str, diagnostics: Iterable[Diagnostic], part: CachedPart | None) -> None:
        """Adds the commune of a path; without a part it has errors."""
        self.diagnostics += diagnostics
        if part is not None:
            made: MadeCommune = part.value
            self.diagnostics += made.diagnostics
            self._packed.append(made.packed_listed)
            self._keys.append(part.key)
            self.contents[path] = made.content
            self._outlines.append(made.outline)
            for code, row in made.rows:
                self._rows[code].update(row)

    @property
    def key(self) -> bytes:
        """Stands for all communes as they are, and what lies above them."""
        return digest(*self._keys)

    @property
    def outline(self) -> bytes:
        """Stands for what lists of communes tell, and what lies above them."""
        return digest(*self._outlines)

    def rows_of(self, code: str) -> bytes:
        """Stands for what a comparison tells of who posts the procedure and how."""
        return self._rows[code].digest()

    @cached_property
    def communes(self) -> list[ListedCommune]:
        """The communes in few words; equal words are held once, for the whole country has a million postings."""
        seen: dict[Any, Any] = {}
        return [unpack_listed(packed, seen) for packed in self._packed]


class SiteBuilder:
    """The pouring of one build."""

    def __init__(
        self, task: PublishTask, build_cache: BuildCache, start_workers: StartWorkers | None, progress: Progress
    ) -> None:
        self.task, self.build_cache, self.start_workers, self.progress = task, build_cache, start_workers, progress

    def build_communes(self, communes: Sequence[CommuneFiles], keys: Mapping[str, bytes]) -> BuiltCommunes:
        """Makes the communes' pages, and their sheets where these are asked for; `keys` are by path.

        A commune with errors has none, and the site must not be published.
        """
        stale = [files for files in communes if not self.build_cache.holds(_name(files), keys[files.path])]
        many = are_many(stale)
        if many and self.task.staging.whole:
            self._render_fragments_ahead()
        built_communes, waiting = BuiltCommunes(self.task.keys.reference), {files.path for files in stale}
        waits = count_files(stale) >= FILES_OF_A_COUNTRY
        with open_pool(self.task, many, self.start_workers, self.progress, waits) as pool:
            items = [(files, self.build_cache.previous(_name(files))) for files in stale]
            outcomes = pool.do("do_commune", items, "Xã, phường")
            for files in communes:
                outcome = next(outcomes) if files.path in waiting else BuiltCommune([], self._keep(_name(files)))
                built_communes.add(files.path, outcome.diagnostics, outcome.part)
                if files.path in waiting and outcome.part:
                    self.build_cache.note(_name(files), outcome.part)
            next(outcomes, None)  # there is none: lets the executor see the end
        if self.task.sheets and len(built_communes.contents) == len(communes):
            self._build_sheets(communes, built_communes)
        return built_communes

    def _build_sheets(self, communes: Sequence[CommuneFiles], built_communes: BuiltCommunes) -> None:
        """Makes the communes' sheets, a few communes at a time: sheets of one procedure share most of their text."""
        stale = []
        for files in communes:
            if self.build_cache.holds(_shelf(files.path), built_communes.contents[files.path]):
                self._keep(_shelf(files.path))
            else:
                stale.append(files)
        groups = _divide(stale, max(1, min(COMMUNES_TOGETHER, len(stale) // GROUPS)))
        with open_pool(self.task, count_files(stale) >= FEWEST_SHEETS, self.start_workers, self.progress) as pool:
            for shelved in pool.do("do_shelves", groups, "Tờ niêm yết"):
                built_communes.diagnostics += shelved.diagnostics
                for path, files in shelved.files.items():
                    self.build_cache.note(_shelf(path), part_of(built_communes.contents[path], files))

    def _render_fragments_ahead(self) -> None:
        """Lets workers print what all communes share; alone, a part is printed when the first commune needs it."""
        with open_pool(self.task, True, self.start_workers, self.progress) as pool:
            if pool.executor:
                for printed in pool.do("do_parts", _divide(tuple(self.task.resolved.procedures)), "Thủ tục"):
                    self.task.keep_parts(printed)

    def build_procedures(self, built_communes: BuiltCommunes, meanwhile: Callable[[], None]) -> None:
        """Makes the pages of the procedures, which compare the communes; while workers do, `meanwhile` is done here."""
        stale: dict[str, bytes] = {}
        for code in self.task.resolved.procedures:
            key = self.task.keys.of_procedure(code, built_communes.rows_of(code))
            if self.build_cache.holds(f"procedures/{code}", key):
                self._keep(f"procedures/{code}")
            else:
                stale[code] = key
        portions = _divide(list(stale))
        compared = (compare_postings(portion, built_communes.communes) for portion in portions)
        with open_pool(self.task, len(stale) > PORTION, self.start_workers, self.progress) as pool:
            ahead = max(FEW, MOST_ROWS // (PORTION * max(1, len(built_communes.communes))))
            printed = pool.do_stream("do_procedures", compared, len(portions), "Trang thủ tục", ahead)
            meanwhile()
            for portion in printed:
                for code, files in portion:
                    self.build_cache.note(f"procedures/{code}", part_of(stale[code], files))

    def build_overviews(self, built_communes: BuiltCommunes, chronicle: Chronicle) -> None:
        """Makes the pages and files that look across communes and procedures."""
        task, reference, outline = self.task, self.task.keys.reference, built_communes.outline
        self._make("lists", reference, task.do_lists)
        self._make("documents", reference, task.do_documents)
        self._make("guide", task.keys.shared, task.do_guide)
        self._make("calendar", reference, self._write_calendar)
        self._make("pictures", reference, self._write_pictures)
        self._make("news", outline, lambda: task.do_news(built_communes.communes))
        self._make("places", outline, lambda: task.do_places(built_communes.communes))
        self._make("search", outline, lambda: self._write_search(built_communes.communes))
        self._make("changes", digest(outline, repr(chronicle)), lambda: task.do_changes(chronicle, built_communes.communes))

    def build_sitemaps(self) -> int:
        """Makes the sitemaps of everything that has been poured; gives how many pages there are."""
        frame_set, key = self.task.frame_set, self.build_cache.digest_files()
        key = digest(frame_set.site_url, *frame_set.own_addresses, key)
        if self.build_cache.holds("sitemaps", key):
            pages: int = self._keep("sitemaps").value
            return pages
        made = [file.removesuffix("index.html") for file in self._list_files_once() if file.endswith("index.html")]
        files = self._write(make_sitemaps(frame_set.site_url, sorted({*made, *frame_set.own_addresses})))
        self.build_cache.note("sitemaps", part_of(key, files, len(made)))
        return len(made)

    def _list_files_once(self) -> list[str]:
        """Every file of the site so far. Raises TwoOwnersError where two parts make the same."""
        files = [posixpath.normpath(file) for file in self.build_cache.list_files()]
        if len(set(files)) < len(files):
            raise TwoOwnersError(next(file for file, owners in Counter(files).items() if owners > 1))
        return files

    def build_form(self, built_communes: BuiltCommunes, kit: FormKit) -> None:
        """Makes the form for those who write records; no sitemap lists it."""
        self._make("form", digest(built_communes.outline, kit.key), lambda: self._write_form(built_communes.communes, kit))

    def _keep(self, name: str) -> CachedPart:
        part = self.build_cache.keep(name)
        self.task.staging.keep(part.files, part.tree)
        return part

    def _make(self, name: str, key: bytes, make: Make) -> None:
        if self.build_cache.holds(name, key):
            self._keep(name)
        else:
            self.build_cache.note(name, part_of(key, make()))

    def _write(self, files: Iterable[tuple[str, str]]) -> list[str]:
        written = []
        for path, text in files:
            self.task.staging.write(path, text.encode())
            written.append(path)
        return written

    def _write_pictures(self) -> list[str]:
        pictures = self.task.reference.images
        for picture in pictures:
            self.task.staging.write(of_picture(picture), read_picture(self.task.root, SourceFile(picture, "image")))
        return [of_picture(picture) for picture in pictures]

    def _write_form(self, communes: Sequence[ListedCommune], kit: FormKit) -> list[str]:
        resolved = self.task.resolved
        provinces = [PlaceOption(path, name_unit(known.province)) for path, known in resolved.provinces.items()]
        places = [PlaceOption(commune.path, commune.name) for commune in communes]
        names = {place.path: place.name for place in (*provinces, *places)}
        words = Vocabulary({slug: known.name for slug, known in resolved.fields.items()}, names)
        files = list_form_files(kit, provinces, places, words)
        for path, data in files.items():
            self.task.staging.write(path, data)
        return list(files)

    def _write_search(self, communes: Sequence[ListedCommune]) -> list[str]:
        return self._write([(SEARCH_DATA, make_search_data(self.task.resolved, communes))])

    def _write_calendar(self) -> list[str]:
        return self._write([(CALENDAR_DATA, make_calendar_data(self.task.resolved.calendars))])


def _name(files: CommuneFiles) -> str:
    return f"communes/{files.path}"


def _shelf(path: str) -> str:
    return f"shelves/{path}"


def _divide(items: Sequence[T], portion: int = PORTION) -> list[Sequence[T]]:
    """The items in portions that are worth sending to a worker."""
    return [items[i : i + portion] for i in range(0, len(items), portion)]
