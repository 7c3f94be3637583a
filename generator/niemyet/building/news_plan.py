"""Divides the news into parts small enough that one changed article makes few of them anew; says what each is made from."""

import posixpath
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache, cached_property
from itertools import chain, starmap
from typing import NamedTuple
from zlib import crc32

from niemyet.building.input_digests import state_article
from niemyet.building.planned_news import PlannedNews, pack_numbers
from niemyet.cache.codec import encode
from niemyet.cache.digests import digest
from niemyet.cache.inputs import cut_digests
from niemyet.law.mentions import KnownDocuments, around_article
from niemyet.model.attachments import AttachedFile
from niemyet.model.kinds import path_of
from niemyet.model.pictures import PictureFile
from niemyet.render.addresses import MOST_SHARED
from niemyet.render.pages.articles import ArticleView, NamedProcedure, first_picture
from niemyet.render.pages.news import NewsFacts, NewsList, gather_facts, name_lists
from niemyet.resolve.attachments import find_attached
from niemyet.resolve.news import Beside, beside_of, find_related, list_news, state_shares
from niemyet.resolve.news_files import name_article
from niemyet.resolve.site import ResolvedReference
from niemyet.validate.records import ArticleRecord
from niemyet.values import dataclass

NEWS_GROUND = "today", "documents", "procedures", "province_names", "commune_names"
"""The names of the inputs that the pages of the news are made from, but for those of single articles."""
NEWS_INPUTS = (*NEWS_GROUND, "articles", "pictures", "given_files")
"""All of them."""
PARTS_OF_ARTICLES = 1024
PAGES_TOGETHER = 8
"""Pages of a list in one part."""


@dataclass(frozen=True, slots=True)
class NewsPart:
    """What one part of the news is made from; its `key` is the digest of all of it but what every page depends on."""

    name: str
    key: bytes
    pages: Mapping[str, bytes] = field(default_factory=dict)
    """The paths of the articles whose pages it has, or the numbers of the pages of its list; each with the digest of all that it
    is made from."""
    listed: NewsList | None = None
    searched: tuple[ArticleRecord, ...] = ()
    """The articles of a month, whose words the search has."""

    def note_pages(self, base: bytes, files: Mapping[str, tuple[str, ...]]) -> tuple[list[str], "MadeNews"]:
        """Its files and what the cache knows of its pages. `files` has those of each page, by name; of the search, by ""."""
        listed = [file for name in self.pages or ("",) for file in files[name]]
        return listed, MadeNews(base, {name: (key, files[name]) for name, key in self.pages.items()})


class MadeNews(NamedTuple):
    """The pages of a part as the cache knows them: the digest that every page depends on, and of each page, by its name in
    `NewsPart.pages`, the digest of what it was made from, and its files."""

    base: bytes
    pages: Mapping[str, tuple[bytes, tuple[str, ...]]]

    def still_good(self, base: bytes, part: NewsPart) -> dict[str, tuple[str, ...]]:
        """The files of the pages that would be made from the same again, by the names of the pages."""
        if self.base != base:
            return {}
        return {name: files for name, (key, files) in self.pages.items() if part.pages.get(name) == key}


@dataclass(frozen=True, slots=True)
class NewsWork:
    """What a worker needs for one part: the views of its articles that are made, or those whose words the search has."""

    name: str
    views: tuple[ArticleView, ...]
    searched: tuple[ArticleRecord, ...]


class NewsPlanner:
    """Divides the news of a day into parts, each with its key."""

    def __init__(self, resolved: ResolvedReference, place_names: Mapping[str, str], before: PlannedNews | None = None) -> None:
        """`before` is the last plan on the same ground: the same `NEWS_GROUND`, and the same articles waiting."""
        self._resolved, self._names, self._before = resolved, place_names, before
        self._digest_of_document = cache(lambda number: digest(encode(resolved.documents[number])))
        self._known = KnownDocuments(resolved.documents)
        self._said = cache(self._list_said)
        self._shared = frozenset(one.path for one in resolved.articles[:MOST_SHARED])
        self._numbers = {one.path: number for number, one in enumerate(resolved.articles)}

    def plan(self) -> tuple[NewsFacts, list[NewsPart]]:
        """What all lists show, and the parts."""
        lists = list_news(self._resolved.articles, self._resolved.today)
        facts = gather_facts(lists, self._names, self._resolved.today)
        counted = digest(repr(facts))
        listed = chain.from_iterable(self._divide_list(one, counted, facts) for one in name_lists(self._resolved.articles, lists))
        searched = starmap(_plan_search, lists.months.items())
        return facts, [*self._plan_articles(), *searched, *listed]

    def _plan_articles(self) -> Iterator[NewsPart]:
        parts: defaultdict[int, dict[str, bytes]] = defaultdict(dict)
        for path, page in zip(self._paths, cut_digests(self.planned.pages), strict=True):
            parts[crc32(path.encode()) % PARTS_OF_ARTICLES][path] = page
        for number, pages in sorted(parts.items()):
            yield NewsPart(f"articles/{number:03x}", _digest_pages(pages), pages)

    @cached_property
    def planned(self) -> PlannedNews:
        """What the next plan may take over."""
        before, articles, paths = self._before, self._resolved.articles, self._paths
        states = [*map(self._state_alone, articles)]
        known = before.known_shares() if before is not None else {}
        shares = [known.get((one.path, state)) or state_shares(one.article) for one, state in zip(articles, states, strict=True)]
        self._related = (before.related_of(paths, shares) if before is not None else None) or find_related(articles)
        kept = before.unchanged(paths, states, self._related) if before is not None else {}
        pages = [kept.get(one.path) or digest(*self._state_article(one)) for one in articles]
        return PlannedNews(paths, tuple(states), tuple(shares), pack_numbers(self._related), b"".join(pages))

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        return tuple(one.path for one in self._resolved.articles)

    def _beside(self, path: str) -> Beside:
        number = self._numbers[path]
        return beside_of(self._resolved.articles, number, self._related[number])

    def _state_alone(self, one: ArticleRecord) -> str:
        """What of an article itself its page is made from."""
        state = state_article(one)
        if one.article.images or one.pictured or one.article.files:
            state += f" {[*self._pictures_of(one)]!r} {[*self._attachments_of(one).values()]!r}"
        return state

    @cached_property
    def _heads(self) -> dict[str, str]:
        """What lists and neighbours show of each article, in short."""
        pictures = ((one, first_picture(one, self._resolved.pictures)) for one in self._resolved.articles)
        return {one.path: f"{one.path} {one.head} {picture!r}" for one, picture in pictures}

    def _pictures_of(self, one: ArticleRecord) -> Iterator[PictureFile]:
        names = dict.fromkeys((*(image.file for image in one.article.images), *one.pictured))
        folder = posixpath.dirname(path_of("article", one.path)) if names else ""
        for name in names:
            picture = self._resolved.pictures.get(f"{folder}/{name}")
            if picture is not None:
                yield picture

    def _state_article(self, one: ArticleRecord) -> list[bytes | str]:
        """All that the page of an article is made from, in short; no path, place or digest has a line's end in it."""
        newer, older, related = self._beside(one.path)
        article, heads = one.article, self._heads
        around = [heads[other.path] for other in (newer, older, *related) if other is not None]
        places = [f"{place} {self._names.get(place)}" for place in article.places]
        state: list[bytes | str] = [
            "\n".join([f"{heads[one.path]} {one.fingerprint} {one.path in self._shared}", *around, "", *places])
        ]
        if article.images or one.pictured or article.files or article.documents or one.naming or article.procedures:
            state += self._state_named(one)
        if self._resolved.waiting:
            state += sorted(self._waiting_of(one))
        return state

    def _state_named(self, one: ArticleRecord) -> Iterator[bytes | str]:
        """The same of what it names."""
        article, resolved = one.article, self._resolved
        if article.images or one.pictured:
            yield from map(repr, self._pictures_of(one))
        if article.files:
            yield from map(repr, self._attachments_of(one).values())
        if article.documents or one.naming:
            yield from (self._digest_of_document(number) for number in self._documents_of(one))
            yield from sorted(self._said(one.path))
        for code in article.procedures:
            if code in resolved.procedures:
                yield f"{code} {resolved.procedures[code].procedure.title} {resolved.procedures[code].owner}"

    def _list_said(self, path: str) -> frozenset[str]:
        """The documents that the words of an article name, where it is certain which are meant."""
        one = self._resolved.articles[self._numbers[path]]
        found = self._known.find(one.naming, around_article(one.article)) if one.naming else ()
        return frozenset(mention.number for mention in found)

    def _documents_of(self, one: ArticleRecord) -> list[str]:
        """Those that an article names, beside its words or in them."""
        named = dict.fromkeys((*one.article.documents, *sorted(self._said(one.path))))
        return [number for number in named if number in self._resolved.documents]

    def _waiting_of(self, one: ArticleRecord) -> Iterator[str]:
        """Where its words lead to articles that are published later."""
        return (target for target in one.linked if name_article(target) in self._resolved.waiting)

    def _attachments_of(self, one: ArticleRecord) -> dict[str, AttachedFile]:
        path = path_of("article", one.path)
        found = ((file.file, find_attached(path, file.file, self._resolved.attachments)) for file in one.article.files)
        return {name: file for name, file in found if file is not None}

    def work(self, part: NewsPart, kept: Collection[str]) -> NewsWork:
        """What is needed to make a part, but for the pages that are kept."""
        return NewsWork(part.name, tuple(self._view(path) for path in part.pages if path not in kept), part.searched)

    def _view(self, path: str) -> ArticleView:
        """What the page of an article is made from."""
        one, beside = self._resolved.articles[self._numbers[path]], self._beside(path)
        article, resolved = one.article, self._resolved
        around = (other for other in (beside.newer, beside.older, *beside.related) if other is not None)
        seen = (first_picture(other, resolved.pictures) for other in around)
        pictures = {picture.path: picture for picture in (*self._pictures_of(one), *seen) if picture is not None}
        return ArticleView(
            resolved.today,
            one,
            beside,
            pictures,
            self._attachments_of(one),
            {number: resolved.documents[number] for number in self._documents_of(one)},
            self._said(path),
            tuple(
                NamedProcedure(code, resolved.procedures[code].procedure.title, resolved.procedures[code].owner)
                for code in article.procedures
                if code in resolved.procedures
            ),
            {path: self._names[path] for path in article.places if path in self._names},
            frozenset(self._waiting_of(one)),
            one.path in self._shared,
        )

    def _divide_list(self, listed: NewsList, counted: bytes, facts: NewsFacts) -> Iterator[NewsPart]:
        """The pages of a list; `counted` is the digest of `facts`."""
        shown = digest(repr(facts.without_counts(listed)))
        for first in range(1, listed.pages + 1, PAGES_TOGETHER):
            numbers = range(first, min(first + PAGES_TOGETHER, listed.pages + 1))
            pages = {
                f"{number}": digest(
                    shown if number > 1 else counted,
                    f"{listed.beside(number)} {listed.pages > 1}",
                    "\n".join([self._heads[one.path] for one in listed.on_page(number)]),
                )
                for number in numbers
            }
            yield NewsPart(f"news/{listed.name}/{first}", _digest_pages(pages), pages, listed)


def _plan_search(month: str, articles: Sequence[ArticleRecord]) -> NewsPart:
    said = "\n".join([f"{one.path} {one.head} {one.fingerprint}" for one in articles])
    return NewsPart(f"search/{month}", digest(said), searched=tuple(articles))


def _digest_pages(pages: Mapping[str, bytes]) -> bytes:
    return digest(*(part for page in pages.items() for part in page))
