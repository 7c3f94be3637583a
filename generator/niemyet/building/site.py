"""Builds the site part by part: keeps the parts whose key is in the build cache, makes the others.

A part is a commune, a commune's sheets, a procedure, or a row of the table in `parts.py`.
"""

import posixpath
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, TypeVar, cast

from niemyet.building.built_communes import BuiltCommunes
from niemyet.building.communes import BuiltCommune, CommuneItem, build_communes
from niemyet.building.context import SiteContext
from niemyet.building.input_digests import name_provinces
from niemyet.building.inputs import Law
from niemyet.building.kept_lists import KeptLists
from niemyet.building.news import build_articles, build_lists
from niemyet.building.news_plan import NEWS_GROUND, NEWS_INPUTS, MadeNews, NewsPart, NewsPlanner
from niemyet.building.parts import DATA, FORM, PARTS, SitePart
from niemyet.building.pictures import FEWEST_PICTURES, build_pictures, divide_pictures, key_of_pictures
from niemyet.building.planned_news import PLANNED, recall_plan
from niemyet.building.procedures import build_procedures, render_fragments_ahead, view_procedures
from niemyet.building.progress import Progress
from niemyet.building.share_pictures import draw_share_pictures, key_of_share_pictures, list_posting_pictures, list_share_pictures
from niemyet.building.site_inputs import SiteInputs
from niemyet.building.typesetting import FEWEST_SHEETS
from niemyet.building.workers import FEWEST_FILES, FILES_OF_A_COUNTRY, StartWorkers, are_many, count_files, open_pool
from niemyet.cache.build_cache import BuildCache
from niemyet.cache.cache_file import CachedPart, part_of
from niemyet.cache.digests import digest
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.finding import CommuneFiles
from niemyet.model.kinds import ATTACHMENT_ENDINGS
from niemyet.patterns import regex
from niemyet.publish.listing import Listed
from niemyet.publish.sitemap import make_sitemaps
from niemyet.render.addresses import EMBEDDED_FOLDERS
from niemyet.render.renderer import OutputFile
from niemyet.sheets.book import COMMUNES_TOGETHER

T = TypeVar("T")
PORTION = 16
"""Procedures per item of work."""
FEW = 8
GROUPS = 8
"""Communes whose sheets are typeset are divided into at least this many groups, so that no worker is idle."""
PAGES_OF_ITS_OWN = 16
"""What a commune costs beside its postings, in postings: its record, its own pages, what is remembered of it."""
MOST_ROWS = 200_000
"""Limit on the rows (one per commune) of the portions sent to workers ahead of time; at least `FEW` portions are sent."""
GIVEN_FILE = regex(rf"(?:(?:[^/]+/)?tep|tin-tuc/[^/]+)/[^/]+\.(?:{'|'.join(ATTACHMENT_ENDINGS)})")
"""Files that citizens take away; they are found by searching for them too."""


class TwoOwnersError(ValueError):
    """Two parts of the site make the same file; the message is its path."""


class SiteBuilder:
    """One build of the site."""

    def __init__(
        self, context: SiteContext, build_cache: BuildCache, start_workers: StartWorkers | None, progress: Progress
    ) -> None:
        self.context, self.build_cache, self.start_workers, self.progress = context, build_cache, start_workers, progress
        self.written = dict[str, Listed]()
        """What is known of files since they were written: most of them."""

    def build_communes(self, communes: Sequence[CommuneFiles], keys: Mapping[str, bytes]) -> BuiltCommunes:
        """Builds the communes and, if asked for, their sheets. `keys` are the communes' keys by path.

        A commune with errors has no part; the site must then not be published.
        """
        stale = [files for files in communes if not self.build_cache.holds(_name(files), keys[files.path])]
        base, digests = self.context.base, self.context.digests
        lists = KeptLists(self.build_cache, base, digests, (files.province for files in stale))
        context = self.context = replace(self.context, listed=lists.known)
        files_waiting = count_files(stale)
        many = files_waiting >= FEWEST_SHEETS if context.sheets else are_many(stale)
        if many and context.staging.whole:
            self._render_fragments_ahead()
        built, waiting = BuiltCommunes(), {files.path for files in stale}
        groups = [[self._item(files) for files in group] for group in _divide(stale, self._together(stale))]
        begun: list[BuiltCommune] = []
        if many and not context.staging.whole and not context.sheets:  # workers inherit what the first one compiles
            begun, groups = build_communes(context, groups[0]), groups[1:]
            many = _are_many_again(stale, begun[0])
        with open_pool(context, many, self.start_workers, self.progress, files_waiting >= FILES_OF_A_COUNTRY) as pool:
            rest = (one for group in pool.map(build_communes, groups, "Xã, phường") for one in group)
            made = chain(begun, rest)
            for files in communes:
                one = next(made) if files.path in waiting else self._kept_commune(files)
                built.add(files.path, one.diagnostics, one.part, one.named)
                if files.path in waiting:
                    self._note_commune(files, one)
                    lists.add(one.listed)
            next(made, None)  # exhausts the generator, so that the pool reports the end
        lists.note(files.province for files in communes)
        return built

    def _together(self, stale: Sequence[CommuneFiles]) -> int:
        """Communes per item of work: one, or several if sheets are typeset, because sheets of one procedure share their text."""
        return max(1, min(COMMUNES_TOGETHER, len(stale) // GROUPS)) if self.context.sheets else 1

    def _item(self, files: CommuneFiles) -> CommuneItem:
        sheets = self.build_cache.previous(_sheets(files)) if self.context.sheets else None
        return CommuneItem(files, self.build_cache.previous(_name(files)), sheets.key if sheets else None)

    def _kept_commune(self, files: CommuneFiles) -> BuiltCommune:
        if self.context.sheets:
            self._keep(_sheets(files))
        return BuiltCommune([], self._keep(_name(files)))

    def _note_commune(self, files: CommuneFiles, built: BuiltCommune) -> None:
        if built.part is not None:
            self.build_cache.note(_name(files), built.part)
            self.written |= built.written
            if built.sheets is not None:
                self.build_cache.note(_sheets(files), built.sheets)
            elif self.context.sheets:
                self._keep(_sheets(files))

    def _render_fragments_ahead(self) -> None:
        """Lets workers render the shared fragments. In one process each is rendered when the first commune needs it."""
        with open_pool(self.context, True, self.start_workers, self.progress) as pool:
            if pool.executor:
                codes = tuple(self.context.digests.national)
                for rendered in pool.map(render_fragments_ahead, _divide(codes), "Thủ tục"):
                    for communes, fragments in zip(self.context.communes, rendered, strict=True):
                        communes.parts.keep(fragments)

    def build_procedures(self, built: BuiltCommunes, law: Law, meanwhile: Callable[[], None]) -> None:
        """Makes the procedures' pages, which compare the communes. `meanwhile` runs here while workers are busy."""
        context, stale = self.context, dict[str, bytes]()
        for code in context.digests.national:
            key = context.digests.of_procedure(context.base, code, built.provinces_of(code), built.rows_of(code))
            if self.build_cache.holds(f"procedures/{code}", key):
                self._keep(f"procedures/{code}")
            else:
                stale[code] = key
        portions = _divide(list(stale))
        views = (view_procedures(portion, built.listed, law) for portion in portions)
        with open_pool(context, len(stale) > PORTION, self.start_workers, self.progress) as pool:
            ahead = max(FEW, MOST_ROWS // (PORTION * max(1, len(built.names)))) if stale else FEW
            made = pool.stream(build_procedures, views, len(portions), "Trang thủ tục", ahead)
            meanwhile()
            for portion in made:
                for code, files in portion:
                    self.written |= files
                    self.build_cache.note(f"procedures/{code}", part_of(stale[code], files))

    def build_pictures(self, law: Law) -> list[Diagnostic]:
        """Makes the sizes of the news' pictures; returns what is told of those that cannot be decoded."""
        if self._keep_group("pictures", key := law.digests.values["pictures"]):
            return []
        parts = divide_pictures(law.resolved.pictures)
        keys = {name: key_of_pictures(pictures) for name, pictures in parts.items()}
        stale = [name for name in parts if not self.build_cache.holds(name, keys[name])]
        many, diagnostics = sum(len(parts[name]) for name in stale) >= FEWEST_PICTURES, list[Diagnostic]()
        with open_pool(self.context, many, self.start_workers, self.progress) as pool:
            made = pool.map(build_pictures, [parts[name] for name in stale], "Ảnh")
            for name, (files, told) in zip(stale, made, strict=True):
                diagnostics += told
                self.build_cache.note(name, part_of(keys[name], files))
        self._note_group("pictures", key, parts, stale)
        return diagnostics

    def build_news(self, law: Law, inputs: SiteInputs, communes: BuiltCommunes) -> None:
        """Makes the pages of the articles, and the lists that they stand in."""
        key = digest(self.context.base, *(inputs.digest(name) for name in NEWS_INPUTS))
        if self._keep_group("news", key):
            return
        ground = digest(self.context.base, *map(inputs.digest, NEWS_GROUND), *sorted(law.resolved.waiting))
        names = {**name_provinces(law.resolved), **communes.names}
        planner = NewsPlanner(law.resolved, names, recall_plan(self.build_cache, ground))
        facts, parts = planner.plan()
        keys = {part.name: digest(self.context.base, part.key) for part in parts}
        stale = [part for part in parts if not self.build_cache.holds(part.name, keys[part.name])]
        kept = {part.name: self._keep_pages(part) for part in stale}
        works = [planner.work(part, kept[part.name]) for part in stale if part.listed is None]
        many = sum(len(work.views) + len(work.searched) for work in works) >= FEWEST_FILES
        with open_pool(self.context, many, self.start_workers, self.progress) as pool:
            pages = (one for made in pool.map(build_articles, _divide(works, FEW if many else PORTION), "Tin") for one in made)
            written = chain(build_lists(self.context, stale, kept, facts, law.resolved.pictures), pages)
            made = {one.name: {**kept[one.name], **one.pages} for one in written}
        for part in stale:
            files, of_pages = part.note_pages(self.context.base, made[part.name])
            self.build_cache.note(part.name, part_of(keys[part.name], files, of_pages))
        self.build_cache.note(PLANNED, part_of(ground, (), planner.planned))
        self._note_group("news", key, (*keys, PLANNED), {PLANNED, *made})

    def _keep_pages(self, part: NewsPart) -> dict[str, tuple[str, ...]]:
        """Keeps the pages of a part of the news that were made from the same; returns their files."""
        previous = self.build_cache.previous(part.name)
        if previous is None:
            return {}
        kept = previous.read(MadeNews).still_good(self.context.base, part)
        self.context.staging.keep(chain.from_iterable(kept.values()), previous.tree)
        return kept

    def build_share_pictures(self, inputs: SiteInputs, communes: BuiltCommunes) -> None:
        """Draws the pictures that messengers show beside links. Last of all: no worker can be started once Typst has threads."""
        if not self.context.share_pictures:
            return
        names = ("article_heads", "procedures", "site_name", *(("compared", "provinces") if self.context.share_postings else ()))
        whole = digest(self.context.base, *map(inputs.digest, names))
        if self._keep_group("share", whole):
            return
        heads, procedures, site = map(inputs.value, names[:3])
        parts = list_share_pictures(cast(Any, heads), cast(Any, procedures), f"{site}")
        if self.context.share_postings:
            parts |= list_posting_pictures(communes.listed, cast(Any, inputs.value("provinces")), f"{site}")
        keys = {name: digest(self.context.base, key_of_share_pictures(pictures)) for name, pictures in parts.items()}
        stale = [name for name in parts if not self.build_cache.holds(name, keys[name])]
        for name in stale:
            files = self.context.write(draw_share_pictures(self.context.frame_set.theme, parts[name]))
            self.build_cache.note(name, part_of(keys[name], files))
        self._note_group("share", whole, parts, stale)

    def _keep_group(self, name: str, key: bytes) -> bool:
        """Keeps all parts of a group if it is made from the same as before."""
        if not self.build_cache.holds(name, key):
            return False
        for part in self._keep(name).read(tuple):
            self._keep_unread(part)
        return True

    def _note_group(self, name: str, key: bytes, parts: Iterable[str], made: Collection[str]) -> None:
        """Notes which parts a group has, and keeps those that were not made."""
        listed, anew = tuple(parts), frozenset(made)
        for part in listed:
            if part not in anew:
                self._keep_unread(part)
        self.build_cache.note(name, part_of(key, (), listed))

    def build_parts(self, inputs: SiteInputs) -> None:
        """Makes every part of `PARTS`, and of `DATA` where it is asked for."""
        for part in (*PARTS, *(DATA if self.context.open_data else ())):
            self._make(part, inputs)

    def build_form(self, inputs: SiteInputs) -> None:
        """Makes the form for editors. Call it after `build_sitemaps`: the form is not listed there."""
        self._make(FORM, inputs)

    def _make(self, part: SitePart, inputs: SiteInputs) -> None:
        key = part.key(inputs)
        if self.build_cache.holds(part.name, key):
            self._keep(part.name)
        else:
            files = self.context.write(part.make(self.context.renderers, inputs))
            self.written |= files
            self.build_cache.note(part.name, part_of(key, files))

    def build_sitemaps(self) -> int:
        """Makes the sitemaps of all parts so far; returns the number of pages. Raises TwoOwnersError."""
        frame_set = self.context.frame_set
        codes = ",".join(language.code for language in self.context.languages)
        key = digest(frame_set.site_url, codes, *frame_set.own_addresses, self.build_cache.digest_files())
        if self.build_cache.holds("sitemaps", key):
            return self._keep("sitemaps").read(int)
        every = self._list_files_once()
        made = [
            file.removesuffix("index.html")
            for file in every
            if file.endswith("index.html") and not file.startswith(EMBEDDED_FOLDERS)
        ]
        given = [file for file in every if GIVEN_FILE.fullmatch(file)]
        addresses = sorted({*made, *given, *frame_set.own_addresses})
        others = {language.code: language.folder for language in self.context.languages}
        sitemaps = make_sitemaps(frame_set.site_url, addresses, others)
        files = self.context.write(OutputFile(path, text.encode()) for path, text in sitemaps)
        self.build_cache.note("sitemaps", part_of(key, files, len(made)))
        return len(made)

    def _list_files_once(self) -> list[str]:
        """Every file of the site so far. Raises TwoOwnersError if two parts make the same file."""
        files = [posixpath.normpath(file) if "//" in file or "./" in file else file for file in self.build_cache.list_files()]
        if len(set(files)) < len(files):
            raise TwoOwnersError(next(file for file, owners in Counter(files).items() if owners > 1))
        return files

    def _keep(self, name: str) -> CachedPart:
        part = self.build_cache.keep(name)
        self.context.staging.keep(part.files, part.tree)
        return part

    def _keep_unread(self, name: str) -> None:
        """The same for one of thousands of parts, whose value nobody asks for."""
        if self.context.staging.stays(self.build_cache.tree_of(name)):
            self.build_cache.mark_kept(name)
        else:
            self._keep(name)


def _are_many_again(stale: Sequence[CommuneFiles], first: BuiltCommune) -> bool:
    """Whether workers pay off for the others if as few of their postings are made again as of the first one's."""
    return (PAGES_OF_ITS_OWN + first.anew) * (len(stale) - 1) >= FEWEST_FILES


def _name(files: CommuneFiles) -> str:
    return f"communes/{files.path}"


def _sheets(files: CommuneFiles) -> str:
    return f"sheets/{files.path}"


def _divide(items: Sequence[T], portion: int = PORTION) -> list[Sequence[T]]:
    """The items in portions large enough to be worth sending to a worker."""
    return [items[i : i + portion] for i in range(0, len(items), portion)]
