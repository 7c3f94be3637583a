"""The spine: files → records → catalogue → pages → site. Every verb of the program, in order.

`build_site` loads, validates, resolves, renders and publishes; `check_catalogue` (`checking.py`) loads and validates. One
commune goes the same way at a time, here or in a worker (`communes.py`), so that memory does not grow with the number of
communes. What the last build made from the same files is kept (`niemyet.cache`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from datetime import date, time
from pathlib import Path

from niemyet.building.checking import check_catalogue
from niemyet.building.context import SiteContext
from niemyet.building.frame_cache import BeginFrames, FrameCache
from niemyet.building.inputs import BuildInputs, gather_inputs
from niemyet.building.progress import Progress, no_progress, step
from niemyet.building.site import SiteBuilder, TwoOwnersError
from niemyet.building.site_inputs import Asked, SiteInputs
from niemyet.building.vouching import is_vouched, look_at_site, recall_listing, state_facts, vouch
from niemyet.building.workers import StartWorkers
from niemyet.cache.build_cache import BuildCache, open_build_cache
from niemyet.cache.cache_file import CacheFile, DamagedCacheError, part_of
from niemyet.cache.digests import digest
from niemyet.catalogue.handwritten import check_docs
from niemyet.catalogue.settings import ReadSettings, read_settings
from niemyet.changes.chronicle import NO_HISTORY, PastChanges
from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.diagnostics.report import Report, make_report
from niemyet.editing.form_files import FormKit
from niemyet.model.data_parts import NO_DATA, DataPart
from niemyet.model.settings import SETTINGS_FILE
from niemyet.publish.listing import NO_DAMAGE, Damage, DamagedSiteError, Listing
from niemyet.publish.replacing import publish_site
from niemyet.publish.staging import LostFileError, Staging, stage
from niemyet.render.language import Language, OtherLanguage
from niemyet.render.look import make_look
from niemyet.resolve.glossary import make_glossary
from niemyet.resolve.site import ResolvedReference
from niemyet.validate.cross_checks import check_unnamed_files
from niemyet.values import dataclass

_SEVERAL_OWNERS = Bilingual("hai bản ghi cùng lúc", "two records at once")


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What is to be built: the catalogue at `root` as of `today`, with printed sheets and the changes of the past if
    requested; with which workers; and with which form for those who write records."""

    root: Path
    today: date
    begin_frames: BeginFrames
    start_workers: StartWorkers | None = None
    progress: Progress = no_progress
    sheets: bool = False
    past: PastChanges = NO_HISTORY
    form: FormKit | None = None
    packaged: Path | None = None
    """The folder of the data that travel with the program, where its reference is laid under the catalogue's."""
    settings_file: str = SETTINGS_FILE
    """The name of the file, at the root, that says what the site is called, looks like and shows."""
    whole_sheets: bool = False
    """Whether printed sheets have steps and grounds too."""
    open_data: tuple[DataPart, ...] = NO_DATA
    """The parts of the open data that the site has."""
    share_pictures: bool = False
    """Whether articles and procedures have pictures of their own for who passes them on."""
    share_postings: bool = False
    """Whether postings have pictures of their own too, not those of their procedures."""
    clock: time = time.max
    """Until which hour of the day articles are published."""

    @property
    def feeds(self) -> bool:
        """Whether communes have feeds: where the past is told, though nothing may have changed yet."""
        return self.past.told

    @property
    def options(self) -> str:
        """The options that change the pages of communes, as text."""
        return (
            f"{self.sheets=} {self.whole_sheets=} {self.feeds=} {self.open_data=} {self.share_pictures=} {self.share_postings=}"
        )


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did: its report, how many pages are made from records (0 where errors stopped it), and how many files
    of the site it touched."""

    report: Report
    pages: int
    files_written: int = 0
    verified: int = 0
    """How many files of the site before were read, and were as they were built."""
    damage: Damage = NO_DAMAGE
    """What was found to differ in the site before, which is then made from nothing."""
    records: bytes = b""
    """The digest of the bytes of every record and page that the site is made from."""
    written: Listing = field(default_factory=dict)
    """What is known of files since they were written; nothing once the site is published."""


@dataclass(frozen=True, slots=True)
class _WholeSite:
    """A whole site as cached."""

    of_communes: list[Diagnostic]
    """The diagnostics of the communes, and of the files that no record names, for postings may name them. Those above the
    communes may have moved to other lines; every build finds them anew."""
    pages: int
    records_of_communes: bytes


def build_site(
    request: BuildRequest, site_dir: Path, *, forget: bool = False, shards: Sequence[CacheFile] = (), verify: bool = False
) -> BuildResult:
    """Builds the whole site into `site_dir`. With an error in any record the old site stays.

    What would be made from the same again is kept; `forget` makes everything anew. Communes that are in `shards` are taken from
    there. With `verify` every byte of the site before is looked at; of a site that is not as it was built nothing is kept.
    Raises LostFileError if a shard lacks a file, DamagedCacheError if it is damaged.
    """
    try:
        return _build(request, site_dir, forget, shards, verify)
    except DamagedSiteError as error:
        return replace(_build(request, site_dir, True, shards), damage=error.damage)
    except (LostFileError, DamagedCacheError):
        if shards:
            raise
        return _build(request, site_dir, True, shards)


def _build(request: BuildRequest, site_dir: Path, forget: bool, shards: Sequence[CacheFile], verify: bool = False) -> BuildResult:
    with stage(site_dir) as staging, open_build_cache(site_dir, forget, shards) as build_cache:
        of_frames = [*read_settings(request.root, request.settings_file).diagnostics, *check_docs(request.root)]
        if make_report(of_frames, 0).errors:  # the frame maker must not read them
            return report_errors(request)
        before = recall_listing(build_cache)
        verified = 0
        if before is not None and staging.published is not None:
            look_at_site(staging.published, before, verify)
            verified = len(before) if verify else 0
        frame_cache = FrameCache(request.begin_frames, build_cache, staging)
        inputs = gather_inputs(
            request.root,
            request.today,
            frame_cache,
            staging,
            build_cache,
            request.options,
            request.progress,
            request.packaged,
            request.settings_file,
            request.clock,
            request.start_workers,
        )
        if make_report(inputs.diagnostics, 0).errors:
            return report_errors(request)
        if frame_cache.reused and (same := _recall_whole(request, inputs, build_cache)) is not None:
            return replace(same, verified=verified)
        staging = replace(staging, whole=before is None or not build_cache.holds("base", inputs.base))
        frame_cache.settle(staging)
        built = build_parts(request, inputs, staging, build_cache)
        if built.report.errors:
            return built
        with step(request.progress, "Công bố"):
            facts = state_facts(request.today, built.records, built.report)
            listing = vouch(staging, build_cache, before, facts, built.written)
            number = publish_site(staging, build_cache, site_dir, listing)
            return replace(built, files_written=number, verified=verified, written={})


def _recall_whole(request: BuildRequest, inputs: BuildInputs, build_cache: BuildCache) -> BuildResult | None:
    """The result of the last build, if a build would make the same again, what it says of itself included."""
    whole = build_cache.previous("whole")
    if whole is None or whole.key != _key_of(request, inputs, inputs.commune_keys.values()):
        return None
    made = whole.read(_WholeSite)
    report = make_report([*inputs.diagnostics, *made.of_communes], inputs.files)
    records = digest(inputs.records, made.records_of_communes)
    same = is_vouched(build_cache, state_facts(request.today, records, report))
    return BuildResult(report, made.pages, records=records) if same else None


def report_errors(request: BuildRequest) -> BuildResult:
    """The result of a build that errors stop before its communes are read: the report of a full check."""
    return BuildResult(check_catalogue(request.root, request.today, request.start_workers, request.progress, request.packaged), 0)


def build_parts(request: BuildRequest, inputs: BuildInputs, staging: Staging, build_cache: BuildCache) -> BuildResult:
    """Writes into the staging folder what the build cache does not hold. If there are errors, nothing may be published."""
    builder = set_up_builder(request, inputs, staging, build_cache)
    communes = builder.build_communes(inputs.communes, inputs.commune_keys)
    of_pictures = builder.build_pictures(inputs.law)
    of_communes = [*communes.diagnostics, *check_unnamed_files(inputs.law.unnamed_files, communes.named)]
    diagnostics = [*inputs.diagnostics, *of_communes, *of_pictures]
    report = make_report(diagnostics, inputs.files)
    if report.errors:
        return BuildResult(report, 0)
    law, site_url = inputs.law, inputs.frames.frame_set.site_url
    look, name = make_look(inputs.site), _name_site(inputs.site)
    asked = Asked(site_url, request.past, request.form, inputs.site.settings, look, name, request.open_data)
    above = SiteInputs(inputs.base, law, request.root, communes, asked)
    builder.build_procedures(communes, law, lambda: builder.build_parts(above))
    builder.build_news(law, above, communes)
    builder.build_share_pictures(above, communes)
    try:
        pages = builder.build_sitemaps()
    except TwoOwnersError as error:
        values: dict[str, str | Bilingual] = {"value": f"/{str(error).removesuffix('/index.html')}", "owner": _SEVERAL_OWNERS}
        taken = Diagnostic("address-taken", Place("catalogue"), values)
        return BuildResult(make_report([*diagnostics, taken], inputs.files), 0)
    if request.form:
        builder.build_form(above)
    whole = _WholeSite(of_communes, pages, communes.records_digest)
    build_cache.note("base", part_of(inputs.base))
    build_cache.note("whole", part_of(_key_of(request, inputs, communes.keys), (), whole))
    return BuildResult(report, pages, records=digest(inputs.records, communes.records_digest), written=builder.written)


def _name_site(read: ReadSettings) -> str:
    return read.site.site_name if read.site is not None else ""


def _key_of(request: BuildRequest, inputs: BuildInputs, communes: Iterable[bytes]) -> bytes:
    """The digest of everything the whole site is made from; `communes` are the keys of the communes' parts."""
    form = request.form.key if request.form else b""
    return digest(inputs.key(communes), request.past.key, form, repr(inputs.site.settings), make_look(inputs.site).key)


def set_up_builder(request: BuildRequest, inputs: BuildInputs, staging: Staging, build_cache: BuildCache) -> SiteBuilder:
    """The builder of the parts of a site, with everything that it needs."""
    law = inputs.law
    context = SiteContext(
        request.root,
        request.today,
        inputs.frames.frame_set,
        staging,
        inputs.base,
        law.digests,
        {province: law.of_communes(province) for province in dict.fromkeys(one.province for one in inputs.communes)},
        request.sheets,
        request.feeds,
        tuple(_with_glossary(language, law.resolved) for language in inputs.frames.frame_set.languages),
        request.whole_sheets,
        request.open_data,
        request.share_pictures,
        request.share_postings,
        inputs.site.settings.data_licence,
    )
    return SiteBuilder(context, build_cache, request.start_workers, request.progress)


def _with_glossary(language: Language, resolved: ResolvedReference) -> Language:
    """The language with what the records have in it."""
    return replace(language, glossary=make_glossary(resolved, language.code)) if isinstance(language, OtherLanguage) else language
