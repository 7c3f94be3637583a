"""What a build is made from, before its communes are read: the files, the law above the communes, the frames, their digests.

Each is taken from the build cache if it is current there; otherwise it is made and noted in the cache.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from functools import cache, cached_property, partial
from pathlib import Path
from typing import NamedTuple

from niemyet.building.frame_cache import FrameCache, Frames
from niemyet.building.input_digests import NO_DIGESTS, InputDigests, digest_inputs
from niemyet.building.law_pieces import DividedLaw, StoredPieces, join_once
from niemyet.building.pieces import LawPieces
from niemyet.building.progress import Progress, no_progress, step
from niemyet.building.workers import StartWorkers, Together, in_workers
from niemyet.cache.build_cache import BuildCache
from niemyet.cache.cache_file import part_of
from niemyet.cache.codec import encode
from niemyet.cache.digests import digest
from niemyet.cache.inputs import Input, InputTable, tabulate_inputs, take_inputs
from niemyet.cache.program import digest_program
from niemyet.catalogue.checked_records import NOTHING_CHECKED, CheckedRecords, CheckedTable, tabulate_checked
from niemyet.catalogue.handwritten import check_handwritten
from niemyet.catalogue.page_links import read_page_links
from niemyet.catalogue.reference import read_reference_again
from niemyet.catalogue.settings import ReadSettings, read_settings
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.report import make_report
from niemyet.load.finding import CatalogueFiles, CommuneFiles, SourceFile
from niemyet.load.laying_over import find_catalogue
from niemyet.load.texts import read_bytes
from niemyet.model.settings import SETTINGS_FILE
from niemyet.publish.staging import Staging
from niemyet.resolve.article_heads import ArticleHead, list_heads
from niemyet.resolve.commune_law import CommuneLaw
from niemyet.resolve.news import hours_of
from niemyet.resolve.site import ResolvedReference, law_of_communes, resolve_reference
from niemyet.validate.records import Reference
from niemyet.values import dataclass

READ_INTO_RECORDS = frozenset(
    {
        "fields",
        "documents",
        "life-events",
        "synonyms",
        "elsewhere",
        "translations",
        "province-translations",
        "doubts",
        "calendar",
        "units",
        "former-units",
        "procedure",
        "overlay",
        "province",
        "article",
        "image",
        "province-procedure",
        "province-documents",
        "national-file",
        "province-file",
        "article-file",
        "oversight",
        "board-photo",
        "ratings",
        "province-oversight",
    }
)
"""Kinds of files whose content reaches the site through records alone; `InputDigests` holds the digests of those records. A file
of any other kind counts for every part, so whoever adds a kind need not know where it may show."""


class Law:
    """The catalogue above the communes: its diagnostics and its digests. The records are recalled only if they are needed."""

    def __init__(
        self,
        today: date,
        diagnostics: list[Diagnostic],
        digests: InputDigests,
        recall: Callable[[], Reference],
        unnamed_files: Sequence[str] = (),
        clock: time = time.max,
        resolved: ResolvedReference | None = None,
    ) -> None:
        """`unnamed_files` as in the reference; `clock` is the hour until which articles are published; `resolved` the records as
        they stand then, if that is known."""
        self._clock, self._known = clock, resolved
        self.today, self.diagnostics, self.digests, self.unnamed_files = today, diagnostics, digests, unnamed_files
        self._recall = recall

    @cached_property
    def reference(self) -> Reference:
        """The valid records."""
        return self._recall()

    @cached_property
    def resolved(self) -> ResolvedReference:
        """The records as they stand on the day of the build."""
        return self._known or resolve_reference(self.reference, self.today, self._clock)

    @cached_property
    def article_heads(self) -> tuple[ArticleHead, ...]:
        """What lists show of the articles."""
        return list_heads(self.resolved.articles)

    def of_communes(self, province: str) -> CommuneLaw:
        """What the communes of the province at this path are checked and resolved against."""
        return law_of_communes(self.reference, self.resolved, province)


class _StoredLaw(NamedTuple):
    """The law as cached. Its pieces stay packed, because most builds do not need them."""

    diagnostics: list[Diagnostic]
    digests: InputDigests
    pieces: LawPieces
    shared: bytes
    """As in `DividedLaw`."""
    checked: CheckedTable
    unnamed_files: tuple[str, ...]
    hours: tuple[time, ...]
    """The hours of the day at which an article is published."""
    passed: int
    """How many of them had passed."""

    def holds_at(self, clock: time) -> bool:
        """Whether at this hour of the same day the same articles are published."""
        return bisect_right(self.hours, clock) == self.passed


@dataclass(frozen=True, slots=True)
class BuildInputs:
    """The catalogue before its communes are read: its files, the diagnostics so far, and the digests of all that lies above."""

    files: int
    communes: tuple[CommuneFiles, ...]
    diagnostics: list[Diagnostic]
    site: ReadSettings
    law: Law
    frames: Frames
    base: bytes
    """The digest that every part of the site depends on."""
    commune_keys: Mapping[str, bytes]
    """The key of each commune's part by its path, from the stamps of its files."""
    records: bytes
    """The digest of the bytes of the settings, of the pages and of all that lies above the communes."""

    def key(self, communes: Iterable[bytes]) -> bytes:
        """The digest of everything that the site is made from; `communes` are the keys of the communes' parts."""
        digests = self.law.digests
        above = (*digests.values.values(), *digests.national.values(), *digests.provinces.values())
        return digest(self.base, *above, *communes)


def gather_inputs(
    root: Path,
    today: date,
    frame_cache: FrameCache,
    staging: Staging,
    build_cache: BuildCache,
    options: str,
    progress: Progress = no_progress,
    packaged: Path | None = None,
    settings_file: str = SETTINGS_FILE,
    clock: time = time.max,
    start_workers: StartWorkers | None = None,
) -> BuildInputs:
    """Finds all files and reads what lies above the communes. `options` names the options that change pages; `packaged` is the
    folder of the data packaged with the program, None to use the catalogue's own reference alone; `settings_file` lies at the
    root; `clock` is the hour until which articles are published."""
    with step(progress, "Tìm tệp"):
        found = find_catalogue(root, packaged)
    with step(progress, "Đọc phần chung"):
        site = read_settings(root, settings_file)
        of_pages = [*site.diagnostics, *check_handwritten(root, found.handwritten)]
        files = _take_files(root, found.above, build_cache, staging.began)
        law = _recall_law(root, found, files, today, clock, build_cache, in_workers(start_workers, progress, "Đọc tin"))
    with step(progress, "Khung trang"):
        frames = frame_cache.wait(staging)
    others = _state(files, [file for file in found.above if file.kind not in READ_INTO_RECORDS])
    translated = (law.digests.values.get("glossaries", b""),) if len(frames.frame_set.languages) > 1 else ()
    base = digest(digest_program(), today.isoformat(), options, frames.key, *others, *translated)
    keys = {one.path: law.digests.of_commune(base, one, one.stamps) for one in found.communes}
    diagnostics = [*found.diagnostics, *of_pages, *law.diagnostics]
    above = (part for path, known in sorted(files.items()) for part in (path, known.digest))
    pages = (part for page in found.handwritten if not page.refused for part in (page.path, read_bytes(root, page)))
    records = digest((root / settings_file).read_bytes(), *above, *pages)
    return BuildInputs(found.total, found.communes, diagnostics, site, law, frames, base, keys, records)


def _take_files(root: Path, above: Sequence[SourceFile], build_cache: BuildCache, began: int) -> Mapping[str, Input]:
    """The files above the communes with their digests."""
    before = build_cache.previous("inputs")
    files, _ = take_inputs(root, above, before.read(InputTable).read() if before else {}, began)
    build_cache.note("inputs", part_of(b"", (), tabulate_inputs(files)))
    return files


def _state(files: Mapping[str, Input], some: Sequence[SourceFile]) -> tuple[str, bytes]:
    """Some files and their digests, in short: no path has a line's end in it. Packaged files are told from the catalogue's own of
    the same bytes: pages link to what can be edited."""
    return "\n".join([f"{file.path} {file.packaged}" for file in some]), b"".join([files[file.path].digest for file in some])


def _recall_law(
    root: Path,
    found: CatalogueFiles,
    files: Mapping[str, Input],
    today: date,
    clock: time,
    build_cache: BuildCache,
    together: Together,
) -> Law:
    """The reference with the provinces and the news, as of `today` at the hour of `clock`."""
    links = encode(read_page_links(root, found.handwritten))
    posted = digest(*(digest(one.path, *one.names) for one in found.communes), *(page.path for page in found.handwritten), links)
    key = digest(digest_program(), today.isoformat(), *_state(files, found.above), posted)
    previous = build_cache.previous("law")
    stored = previous.read(_StoredLaw) if previous else None
    if stored and stored.holds_at(clock) and build_cache.holds("law", key):
        build_cache.keep("law")
        return Law(
            today,
            stored.diagnostics,
            stored.digests,
            lambda: replace(join_once(stored.pieces), communes=found.communes),
            stored.unnamed_files,
            clock,
        )
    recall = cache(partial(join_once, stored.pieces)) if stored else None
    before = CheckedRecords(stored.checked.read(), recall) if stored and recall else NOTHING_CHECKED
    digests_of_files = {path: known.digest for path, known in files.items()}
    reference, diagnostics, checked = read_reference_again(root, found, today, digests_of_files, before, together)
    if make_report(diagnostics, 0).errors:
        return Law(today, diagnostics, NO_DIGESTS, lambda: reference)
    unnamed = reference.unnamed_files
    last = StoredPieces(stored.pieces, recall(), stored.shared, stored.digests) if stored and recall else None
    resolved, hours = resolve_reference(reference, today, clock), hours_of(reference.articles, today)
    passed = bisect_right(hours, clock)
    divided = DividedLaw(reference, f"{today.isoformat()} {passed}", last)
    digests = digest_inputs(reference, resolved, divided.known)
    law = _StoredLaw(diagnostics, digests, divided.pieces, divided.shared, tabulate_checked(checked), unnamed, hours, passed)
    build_cache.note("law", part_of(key, (), law))
    return Law(today, diagnostics, digests, lambda: reference, unnamed, clock, resolved)
