"""Builds the pages of the articles and the lists that they stand in, in parts small enough that one changed article makes few of
them anew. Runs here or in workers, which read the words of the articles themselves.
"""

import errno
import os
import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain

from niemyet.building.context import SiteContext
from niemyet.cache.codec import encode
from niemyet.cache.digests import digest
from niemyet.catalogue.articles import digest_of_words
from niemyet.law.mentions import KnownDocuments, around_article
from niemyet.load.articles import take_body
from niemyet.load.finding import SourceFile
from niemyet.load.texts import read_text
from niemyet.model.attachments import AttachedFile
from niemyet.model.kinds import path_of
from niemyet.model.pictures import PictureFile
from niemyet.render.addresses import MOST_SHARED
from niemyet.render.pages.articles import ArticleView, NamedProcedure, first_picture, render_article
from niemyet.render.pages.news import NewsFacts, NewsList, NewsListRenderer, gather_facts, name_lists
from niemyet.render.renderer import OutputFile, Page
from niemyet.render.search_news import SearchedArticle, month_of, say_day, write_month
from niemyet.resolve.attachments import find_attached
from niemyet.resolve.news import Beside, find_beside, list_news
from niemyet.resolve.news_files import name_article
from niemyet.resolve.site import ResolvedReference
from niemyet.validate.records import ArticleRecord

NEWS_INPUTS = (
    "today", "articles", "pictures", "documents", "procedures", "given_files", "province_names", "commune_names",
)  # fmt: skip
"""The names of the inputs that the pages of the news are made from."""
_END = "\n"
"""Between what is told of two articles."""
PAGES_TOGETHER = 8
"""Pages of a list in one part."""


@dataclass(frozen=True, slots=True)
class NewsPart:
    """What one part of the news is made from; its `key` is the digest of all of it but what every page depends on."""

    name: str
    key: bytes
    articles: tuple[str, ...] = ()
    """The paths of the articles whose pages it has."""
    listed: NewsList | None = None
    numbers: tuple[int, ...] = ()
    """The pages of the list."""
    searched: tuple[ArticleRecord, ...] = ()
    """The articles of a month, whose words the search has."""


@dataclass(frozen=True, slots=True)
class NewsWork:
    """What a worker needs for one part: the views of its articles, or those whose words the search has."""

    name: str
    views: tuple[ArticleView, ...]
    searched: tuple[ArticleRecord, ...]


class NewsPlanner:
    """Divides the news of a day into parts, each with its key."""

    def __init__(self, resolved: ResolvedReference, place_names: Mapping[str, str]) -> None:
        self._resolved, self._names = resolved, place_names
        self._digest_of_document = cache(lambda number: digest(encode(resolved.documents[number])))
        self._known = KnownDocuments(resolved.documents)
        self._said = cache(self._list_said)
        self._shared = frozenset(one.path for one in resolved.articles[:MOST_SHARED])
        self._by_path = {one.path: one for one in resolved.articles}

    def plan(self) -> tuple[NewsFacts, list[NewsPart]]:
        """What all lists show, and the parts."""
        lists = list_news(self._resolved.articles, self._resolved.today)
        facts = gather_facts(lists, self._names, self._resolved.today)
        listed = chain.from_iterable(self._divide_list(one, facts) for one in name_lists(self._resolved.articles, lists))
        return facts, [*self._plan_articles(), *self._plan_search(), *listed]

    def _plan_search(self) -> Iterator[NewsPart]:
        months: defaultdict[str, list[ArticleRecord]] = defaultdict(list)
        for one in self._resolved.articles:
            months[month_of(f"{one.article.first_day}")].append(one)
        for month, articles in months.items():
            said = ((one.path, one.fingerprint, one.article.title, one.article.lead, _day_of(one)) for one in articles)
            yield NewsPart(f"search/{month}", digest(*chain.from_iterable(said)), searched=tuple(articles))

    def _plan_articles(self) -> Iterator[NewsPart]:
        parts: defaultdict[str, list[str]] = defaultdict(list)
        for one in self._resolved.articles:
            parts[f"articles/{int.from_bytes(digest(one.path)[:2]) >> 6:03x}"].append(one.path)
        for name, paths in sorted(parts.items()):
            yield NewsPart(name, digest(*chain.from_iterable(map(self._state_article, paths))), tuple(paths))

    @cached_property
    def _beside(self) -> dict[str, Beside]:
        return find_beside(self._resolved.articles)

    def _seen(self, path: str) -> str:
        """What lists and neighbours show of an article, in short."""
        return self._heads[path]

    @cached_property
    def _heads(self) -> dict[str, str]:
        pictures = ((one, first_picture(one, self._resolved.pictures)) for one in self._resolved.articles)
        return {one.path: f"{one.path} {one.head} {picture!r}" for one, picture in pictures}

    def _pictures_of(self, one: ArticleRecord) -> Iterator[PictureFile]:
        names = dict.fromkeys((*(image.file for image in one.article.images), *one.pictured))
        folder = posixpath.dirname(path_of("article", one.path)) if names else ""
        for name in names:
            picture = self._resolved.pictures.get(f"{folder}/{name}")
            if picture is not None:
                yield picture

    def _state_article(self, path: str) -> Iterable[bytes | str]:
        """All that the page of an article is made from, in short."""
        one, beside = self._by_path[path], self._beside[path]
        article, resolved = one.article, self._resolved
        around = [other.path for other in (beside.newer, beside.older, *beside.related) if other is not None]
        procedures = ((code, resolved.procedures[code]) for code in article.procedures if code in resolved.procedures)
        return (
            self._seen(path),
            one.fingerprint,
            f"{one.path in self._shared}",
            *map(self._seen, around),
            *map(repr, self._pictures_of(one)),
            *map(repr, self._attachments_of(one).values() if article.files else ()),
            *(self._digest_of_document(number) for number in self._documents_of(one)),
            *sorted(self._said(path)),
            *(f"{code} {it.procedure.title} {it.owner}" for code, it in procedures),
            *(f"{place} {self._names.get(place)}" for place in article.places),
            *sorted(self._waiting_of(one)),
            _END,
        )

    def _list_said(self, path: str) -> frozenset[str]:
        """The documents that the words of an article name, where it is certain which are meant."""
        one = self._by_path[path]
        found = self._known.find(one.naming, around_article(one.article)) if one.naming else ()
        return frozenset(mention.number for mention in found)

    def _documents_of(self, one: ArticleRecord) -> list[str]:
        """Those that an article names, beside its words or in them."""
        named = dict.fromkeys((*one.article.documents, *sorted(self._said(one.path))))
        return [number for number in named if number in self._resolved.documents]

    def _waiting_of(self, one: ArticleRecord) -> Iterator[str]:
        """Where its words lead to articles that are published later."""
        if self._resolved.waiting:
            yield from (target for target in one.linked if name_article(target) in self._resolved.waiting)

    def _attachments_of(self, one: ArticleRecord) -> dict[str, AttachedFile]:
        path = path_of("article", one.path)
        found = ((file.file, find_attached(path, file.file, self._resolved.attachments)) for file in one.article.files)
        return {name: file for name, file in found if file is not None}

    def work(self, part: NewsPart) -> NewsWork:
        """What is needed to make a part."""
        return NewsWork(part.name, tuple(map(self._view, part.articles)), part.searched)

    def _view(self, path: str) -> ArticleView:
        """What the page of an article is made from."""
        one, beside = self._by_path[path], self._beside[path]
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

    def _divide_list(self, listed: NewsList, facts: NewsFacts) -> Iterator[NewsPart]:
        shown = encode(facts)
        for first in range(1, listed.pages + 1, PAGES_TOGETHER):
            numbers = tuple(range(first, min(first + PAGES_TOGETHER, listed.pages + 1)))
            articles = chain.from_iterable(listed.on_page(number) for number in numbers)
            key = digest(shown, f"{listed.pages}", *(self._seen(one.path) for one in articles))
            yield NewsPart(f"news/{listed.name}/{first}", key, listed=listed, numbers=numbers)


def build_articles(context: SiteContext, works: Sequence[NewsWork]) -> list[tuple[str, list[str]]]:
    """Writes the pages of some articles, or their words for the search, by the name of their part; returns each with the paths of
    its files."""
    return [(work.name, context.write(_make_files(context, work))) for work in works]


def _make_files(context: SiteContext, work: NewsWork) -> Iterator[Page | OutputFile]:
    yield from _render_articles(context, work.views)
    yield from _write_words(context, work.searched)


def _write_words(context: SiteContext, articles: Sequence[ArticleRecord]) -> Iterator[OutputFile]:
    """What the search has of the articles of a month."""
    if articles:
        month = month_of(f"{articles[0].article.first_day}")
        searched = [
            SearchedArticle(one.path, one.article.title, one.article.lead, _day_of(one), _read_body(context, one))
            for one in articles
        ]
        yield from write_month(month, searched)


def _day_of(read: ArticleRecord) -> str:
    return say_day(read.article.period, read.article.first_day)


def _render_articles(context: SiteContext, views: Iterable[ArticleView]) -> Iterator[Page]:
    for view in views:
        body = _read_body(context, view.read)
        for renderer in context.renderers:
            yield render_article(renderer, view, body)


def _read_body(context: SiteContext, read: ArticleRecord) -> str:
    """The words of an article. Raises OSError if they are not those that were checked."""
    path = path_of("article", read.path)
    source, _ = read_text(context.root, SourceFile(path, "article"))
    body = take_body(source.text) if source is not None else None
    if body is None or digest_of_words(body) != read.fingerprint:
        raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), path)
    return body


def build_lists(
    context: SiteContext, parts: Sequence[NewsPart], facts: NewsFacts, pictures: Mapping[str, PictureFile]
) -> Iterator[tuple[str, list[str]]]:
    """Writes the pages of some lists; gives the name of each part with the paths of its files."""
    renderers = [NewsListRenderer(renderer, facts, pictures) for renderer in context.renderers]
    for part in parts:
        if part.listed is not None:
            listed = part.listed
            pages = (renderer.render(listed, number) for number in part.numbers for renderer in renderers)
            yield part.name, context.write(pages)
