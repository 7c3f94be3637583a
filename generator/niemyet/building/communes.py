"""Builds communes: loads, validates, resolves and renders the stale postings of each. Runs here or in a worker.

Takes a commune's files and its cached part; gives its new part of the site, or its diagnostics.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import chain
from typing import NamedTuple

from niemyet.building.commune_memory import recall_commune, remember_commune, remember_unchanged
from niemyet.building.commune_plan import plan_commune
from niemyet.building.context import SiteContext
from niemyet.building.kept_pages import render_kept_pages
from niemyet.cache.cache_file import CachedPart, pack, part_of
from niemyet.cache.codec import encode
from niemyet.cache.digests import digest
from niemyet.cache.inputs import take_inputs
from niemyet.catalogue.communes import load_commune
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.finding import CommuneFiles
from niemyet.open_data.addresses import files_of_posting
from niemyet.open_data.parts import is_there
from niemyet.publish.listing import Listing
from niemyet.render.addresses import of_posting
from niemyet.render.listings import ListedPosting, ListedProcedure, ListKey, list_commune, list_postings
from niemyet.render.mapped import map_commune
from niemyet.render.renderer import OutputFile
from niemyet.resolve.communes import ResolvedCommune
from niemyet.resolve.news import NO_NEWS, NewsHead
from niemyet.sheets.book import PaperFormat, set_up_board
from niemyet.sheets.published_sheets import Printing, fill_published_sheets
from niemyet.values import dataclass


class CommuneItem(NamedTuple):
    """A commune to be built: its files, its cached part, and the cached key of its sheets."""

    files: CommuneFiles
    part: CachedPart | None
    sheets_key: bytes | None = None


@dataclass(frozen=True, slots=True)
class BuiltCommune:
    """The result for one commune: `part`, or `diagnostics` with an error.

    `sheets` is the part with its PDFs; None if they were not typeset again.
    """

    diagnostics: list[Diagnostic]
    part: CachedPart | None = None
    sheets: CachedPart | None = None
    named: tuple[str, ...] = ()
    """The files that the postings of a commune without a part may name."""
    anew: int = 0
    """How many postings were read and rendered."""
    written: Listing = field(default_factory=dict)
    """What was written for it."""
    listed: Mapping[ListKey, ListedProcedure] = field(default_factory=dict)
    """What lists show of procedures, as far as it had to be worked out for it."""


class _Built(NamedTuple):
    """A commune whose pages are done. `resolved`, with all postings, is None if its sheets need not be typeset."""

    path: str
    built: BuiltCommune
    content: bytes
    resolved: ResolvedCommune | None


def build_communes(context: SiteContext, items: Sequence[CommuneItem]) -> list[BuiltCommune]:
    """Builds some communes one by one, then their sheets together: Typst is faster with the sheets of one procedure in a row."""
    built = [_build(context, item) for item in items]
    boards = {
        one.path: set_up_board(one.resolved, context.today, context.frame_set.site_url, _notices_of(context, one.path))
        for one in built
        if one.resolved is not None
    }
    sheets: dict[str, list[str]] = {path: [] for path in boards}
    printing = Printing(context.typesetter, PaperFormat(whole=context.whole_sheets), context.staging.read_published)
    for commune, path, data in fill_published_sheets([*boards.values()], printing):
        context.staging.write(path, data)
        sheets[commune].append(path)
    return [
        replace(one.built, sheets=part_of(one.content, sheets[one.path])) if one.path in sheets else one.built for one in built
    ]


def _build(context: SiteContext, item: CommuneItem) -> _Built:
    """The pages of one commune: what has changed is loaded, validated, resolved, rendered and remembered; the rest is kept."""
    files, part, sheets_key = item
    last = recall_commune(part)
    known = last.memory if last else None
    inputs, contents = take_inputs(context.root, files.source_files, known.inputs if known else {}, context.staging.began)
    plan = plan_commune(files, inputs, context.digests, context.base, known)
    key = context.digests.of_commune(context.base, files, (inputs[file.path].stamp for file in files.source_files))
    notices = _notices_of(context, files.path)
    content = digest(plan.content, encode(notices)) if notices else plan.content
    if plan.unchanged and last:
        context.staging.keep(last.part.files, last.part.tree)
        made = remember_unchanged(last.made, inputs)
        return _Built(files.path, BuiltCommune([], part_of(key, last.part.files, made)), content, None)

    stale = plan.stale
    read = frozenset(plan.keys) if context.sheets else stale
    files_read = files.narrow(read)
    law = context.laws[files.province].narrow(plan.keys)
    same_ground = known is not None and known.ground == plan.ground
    own = known.known_own if known and same_ground else None
    loaded = load_commune(context.root, files_read, law, contents, plan.keys, own, plan.decided_by_others(read))
    resolved = loaded.resolved
    named = {code: loaded.files.get(code) for code in read}
    if plan.named_otherwise(named):
        plan = plan_commune(files, inputs, context.digests, context.base, known, named)
    if loaded.broken or resolved is None:
        told = [*loaded.diagnostics, *plan.diagnostics_of_others(files_read)]
        may_name = plan.named.values() if loaded.whole else law.files
        return _Built(files.path, BuiltCommune(told, named=tuple(may_name)), b"", None)

    outline = list_commune(resolved)
    procedures = context.lists.of_province(resolved.provincial)
    listed = list_postings(resolved, procedures, context.languages)
    stater = context.facts_of(files.province)
    facts = {code: stater.state(posted) for code, posted in resolved.postings.items()}
    memory = plan.merge(listed, loaded.diagnostics, read, facts)
    memory = memory._replace(own=pack(loaded.own) if loaded.own is not None else b"", decided=loaded.decided)
    seldom = render_kept_pages(context, resolved, memory, law, last)
    rendered = (
        one.render_commune(resolved, memory.postings, procedures, stale, law.news.get(files.path, NO_NEWS))
        for one in context.communes
    )
    data = _describe(context, resolved, memory.postings, procedures, stale) if context.open_data else ()
    written = context.write(chain(chain.from_iterable(rendered), *seldom.rendered, data))
    addresses = [of_posting(files.path, code) for code in memory.keys if code not in stale]
    kept = [f"{language.folder}{address}index.html" for language in context.languages for address in addresses]
    if context.open_data:
        unchanged = [code for code in memory.keys if code not in stale]
        folders = [language.folder for language in context.languages]
        every = (path for code in unchanged for path in files_of_posting(files.path, code, folders))
        kept += [path for path in every if is_there(path, context.open_data)]
    kept += seldom.kept
    if last:
        context.staging.keep(kept, last.part.tree)

    made = remember_commune(outline, seldom.memory, seldom.overseen, map_commune(resolved), last)
    files_in_order = sorted([*written, *kept])  # so that the sitemaps, which depend on names alone, are kept
    made_lists = context.lists.take_made()
    built = BuiltCommune([], part_of(key, files_in_order, made), anew=len(stale), written=written, listed=made_lists)
    sheets_are_stale = context.sheets and content != sheets_key
    return _Built(files.path, built, content, resolved if sheets_are_stale else None)


def _notices_of(context: SiteContext, path: str) -> tuple[NewsHead, ...]:
    """What the commune posts today besides procedures: it stands in the bound book."""
    return context.laws[path.partition("/")[0]].news.get(path, NO_NEWS).posted


def _describe(
    context: SiteContext,
    resolved: ResolvedCommune,
    listed: Mapping[str, ListedPosting],
    procedures: Mapping[str, ListedProcedure],
    stale: Container[str],
) -> Iterator[OutputFile]:
    """The commune as data."""
    calendars = context.laws[resolved.province_path].index.calendars
    return context.commune_data.write_commune(resolved, listed, procedures, stale, calendars)
