"""The spine: files → records → catalogue → pages → site. Every verb of the program, in order, on one screen.

No stage calls the next; this module calls all of them. One commune is read, checked, resolved and printed at a
time, here or in a worker (`tasks`), so that memory does not grow with the number of communes. What the last build made
of the same files stands (`store`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from niemyet.build.checking import CheckTask
from niemyet.build.inputs import BeginFrames, BuildInputs, FrameCache, gather_inputs
from niemyet.build.site import SiteBuilder, TwoOwnersError
from niemyet.build.tasks import PublishTask
from niemyet.build.workers import Progress, StartWorkers, are_many, no_progress, open_pool, step
from niemyet.cache.build_cache import BuildCache, open_build_cache
from niemyet.cache.cache_file import CacheFile, DamagedCacheError, part_of
from niemyet.cache.digests import digest
from niemyet.catalogue.handwritten import check_docs, check_handwritten
from niemyet.catalogue.reading import read_reference
from niemyet.changes.chronicle import Chronicle
from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.diagnostics.report import Report, make_report
from niemyet.editing.form_files import FormKit
from niemyet.load.finding import find_files
from niemyet.publish.staging import LostFileError, Staging, publish_site, stage
from niemyet.validate.rules.addresses import SEVERAL_OWNERS

NO_HISTORY = Chronicle()


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What is to be built: the catalogue at `root` as of `today`, with printed sheets and the changes of the past where
    asked for; by whom; and with which form for those who write records."""

    root: Path
    today: date
    begin_frames: BeginFrames
    start_workers: StartWorkers | None = None
    progress: Progress = no_progress
    sheets: bool = False
    chronicle: Chronicle = NO_HISTORY
    form: FormKit | None = None

    @property
    def feeds(self) -> bool:
        """Whether communes have feeds: only where there is something to tell."""
        return bool(self.chronicle.events)

    @property
    def options(self) -> str:
        """What changes the pages of communes beside the records."""
        return f"{self.sheets=} {self.feeds=}"


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did: its report, how many pages are made from records (0 where errors stopped it), and how many files
    of the site it touched."""

    report: Report
    pages: int
    files_written: int = 0


def check_catalogue(
    root: Path, today: date, start_workers: StartWorkers | None = None, progress: Progress = no_progress
) -> Report:
    """Reads and checks every record as of `today`; writes nothing."""
    found = find_files(root)
    reference, told = read_reference(root, found, today)
    diagnostics = [*found.diagnostics, *told, *check_handwritten(root, found.handwritten)]
    with open_pool(CheckTask(root, today, reference), are_many(reference.communes), start_workers, progress) as pool:
        for told in pool.do("do_commune", reference.communes, "Kiểm tra"):
            diagnostics += told
    return make_report(diagnostics, found.total)


def build_site(order: BuildRequest, site_dir: Path, *, forget: bool = False, shards: Sequence[CacheFile] = ()) -> BuildResult:
    """Builds the whole site into `site_dir`. With an error in any record the old site stays.

    What stands and would be made of the same is kept; `forget` makes everything anew. Communes are taken from `shards`
    where these have them. Raises LostFileError where a shard is not whole.
    """
    try:
        return _build(order, site_dir, forget, shards)
    except (LostFileError, DamagedCacheError):
        if shards:
            raise
        return _build(order, site_dir, True, shards)


def _build(order: BuildRequest, site_dir: Path, forget: bool, shards: Sequence[CacheFile]) -> BuildResult:
    with stage(site_dir) as staging, open_build_cache(site_dir, forget, shards) as build_cache:
        if make_report(check_docs(order.root), 0).errors:  # the frame maker must not read them
            return BuildResult(check_catalogue(order.root, order.today, order.start_workers, order.progress), 0)
        room = FrameCache(order.begin_frames, build_cache, staging)
        inputs_of_build = gather_inputs(order.root, order.today, room, staging, build_cache, order.options, order.progress)
        if make_report(inputs_of_build.diagnostics, 0).errors:
            return BuildResult(check_catalogue(order.root, order.today, order.start_workers, order.progress), 0)
        if room.stands and build_cache.holds("whole", _key_of(inputs_of_build.key, order)):
            diagnostics, pages = build_cache.keep("whole").value
            return BuildResult(make_report(diagnostics, inputs_of_build.files), pages)
        staging = replace(staging, whole=not build_cache.holds("base", inputs_of_build.keys.base))
        room.settle(staging)
        built = build_parts(order, inputs_of_build, staging, build_cache)
        if built.report.errors:
            return built
        with step(order.progress, "Công bố"):
            return replace(built, files_written=publish_site(staging, build_cache, site_dir))


def build_parts(order: BuildRequest, inputs_of_build: BuildInputs, staging: Staging, build_cache: BuildCache) -> BuildResult:
    """Writes into the staging folder what the ledger does not hold. With errors nothing is to be published."""
    build_cache.note("base", part_of(inputs_of_build.keys.base))
    builder = set_up_builder(order, inputs_of_build, staging, build_cache)
    built_communes = builder.build_communes(inputs_of_build.communes, inputs_of_build.commune_keys)
    diagnostics = [*inputs_of_build.diagnostics, *built_communes.diagnostics]
    report = make_report(diagnostics, inputs_of_build.files)
    if report.errors:
        return BuildResult(report, 0)
    builder.build_procedures(built_communes, lambda: builder.build_overviews(built_communes, order.chronicle))
    try:
        pages = builder.build_sitemaps()
    except TwoOwnersError as error:
        values: dict[str, str | Bilingual] = {"value": f"/{str(error).removesuffix('/index.html')}", "owner": SEVERAL_OWNERS}
        return BuildResult(
            make_report([*diagnostics, Diagnostic("address-taken", Place("catalogue"), values)], inputs_of_build.files), 0
        )
    if order.form:
        builder.build_form(built_communes, order.form)
    build_cache.note("whole", part_of(_key_of(built_communes.key, order), (), (diagnostics, pages)))
    return BuildResult(report, pages)


def set_up_builder(order: BuildRequest, inputs_of_build: BuildInputs, staging: Staging, build_cache: BuildCache) -> SiteBuilder:
    """Everything that is needed to print what was surveyed."""
    reference, resolved = inputs_of_build.law.recall()
    frame_set = inputs_of_build.frames.frame_set
    task = PublishTask(order.root, reference, resolved, frame_set, staging, inputs_of_build.keys, order.sheets, order.feeds)
    return SiteBuilder(task, build_cache, order.start_workers, order.progress)


def _key_of(communes: bytes, order: BuildRequest) -> bytes:
    return digest(communes, repr(order.chronicle), order.form.key if order.form else b"")
