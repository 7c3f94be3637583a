"""Writes the pages of the articles and the lists that they stand in, part by part as they are planned. Runs here or in workers,
which read the words of the articles themselves.
"""

import errno
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from niemyet.building.context import SiteContext
from niemyet.building.news_plan import NewsPart, NewsWork
from niemyet.catalogue.articles import digest_of_words
from niemyet.load.articles import take_body
from niemyet.load.finding import SourceFile
from niemyet.load.texts import read_bytes, read_text
from niemyet.model.kinds import path_of
from niemyet.model.pictures import PictureFile
from niemyet.render.pages.articles import ArticleView, render_article
from niemyet.render.pages.news import NewsFacts, NewsListRenderer
from niemyet.render.renderer import OutputFile, Page
from niemyet.render.search_news import SearchedArticle, month_of, say_day, write_month
from niemyet.validate.records import ArticleRecord


class WrittenNews(NamedTuple):
    """What was written of a part: the files of each page, by its name in `NewsPart.pages`; of the search, by ""."""

    name: str
    pages: Mapping[str, tuple[str, ...]]


def build_articles(context: SiteContext, works: Sequence[NewsWork]) -> list[WrittenNews]:
    """Writes the pages of some articles, or their words for the search."""
    return [_build(context, work) for work in works]


def _build(context: SiteContext, work: NewsWork) -> WrittenNews:
    written = {view.read.path: tuple(context.write(_render_article(context, view))) for view in work.views}
    if work.searched:
        written[""] = tuple(context.write(_write_words(context, work.searched)))
    return WrittenNews(work.name, written)


def _write_words(context: SiteContext, articles: Sequence[ArticleRecord]) -> Iterator[OutputFile]:
    """What the search has of the articles of a month."""
    month = month_of(f"{articles[0].article.first_day}")
    searched = (
        SearchedArticle(one.path, one.article.title, one.article.lead, _day_of(one), _read_body(context, one)) for one in articles
    )
    yield from write_month(month, [*searched])


def _day_of(read: ArticleRecord) -> str:
    return say_day(read.article.period, read.article.first_day)


def _render_article(context: SiteContext, view: ArticleView) -> Iterator[Page]:
    body = _read_body(context, view.read)
    for renderer in context.renderers:
        yield render_article(renderer, view, body)


def _read_body(context: SiteContext, read: ArticleRecord) -> str:
    """The words of an article. Raises OSError if they are not those that were checked."""
    file = SourceFile(path_of("article", read.path), "article")
    with suppress(OSError, UnicodeDecodeError):
        body = take_body(read_bytes(context.root, file).decode())
        if body is not None and digest_of_words(body) == read.fingerprint:
            return body
    source, _ = read_text(context.root, file)  # it was not quite clean, and its words were digested as they were cleaned
    body = take_body(source.text) if source is not None else None
    if body is None or digest_of_words(body) != read.fingerprint:
        raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), file.path)
    return body


def build_lists(
    context: SiteContext,
    parts: Iterable[NewsPart],
    kept: Mapping[str, Collection[str]],
    facts: NewsFacts,
    pictures: Mapping[str, PictureFile],
) -> Iterator[WrittenNews]:
    """Writes the pages of lists, but for those that are `kept`, by the name of their part."""
    renderers = [NewsListRenderer(renderer, facts, pictures) for renderer in context.renderers]
    for part in parts:
        if part.listed is not None:
            listed, left = part.listed, [number for number in part.pages if number not in kept[part.name]]
            yield WrittenNews(
                part.name,
                {number: tuple(context.write(renderer.render(listed, int(number)) for renderer in renderers)) for number in left},
            )
