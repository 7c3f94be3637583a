"""What other pages say of an article: everything but its body, so that a word mended in an article makes no other page anew."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from niemyet.model.article import Article
from niemyet.validate.records import ArticleRecord

NEAR = timedelta(days=60)
"""How far from the day of a change an article may be that explains it."""


class ArticleHead(NamedTuple):
    """An article as lists show it. `period` is when the thing that it tells of happened, '' if it is news of its own day."""

    path: str
    title: str
    lead: str
    day: date
    period: str
    author: str
    topics: tuple[str, ...]
    places: tuple[str, ...]
    procedures: tuple[str, ...]
    documents: tuple[str, ...]
    clock: time = time.min
    """When on its day it was published; midnight if it is not said."""

    corrected: date | None = None
    """When it was mended last."""

    @property
    def moment(self) -> datetime:
        """Day and time, at the place."""
        return datetime.combine(self.day, self.clock)

    def explains(self, codes: Collection[str], day: date, basis: str | None = None, places: Collection[str] = ()) -> bool:
        """Whether it explains a change of these procedures on this day: it names one of them, or the document behind the change,
        and was written about then; a change in certain places, only if it is about one of them or about none."""
        if self.period:
            return False
        if basis is not None and basis in self.documents:
            return True
        if places and self.places and not any(_lies_in(place, mine) for place in places for mine in self.places):
            return False
        return abs(self.day - day) <= NEAR and not set(codes).isdisjoint(self.procedures)


class ListedArticle(NamedTuple):
    """An article but for its words."""

    path: str
    article: Article


def _lies_in(place: str, other: str) -> bool:
    return place == other or place.startswith(f"{other}/") or other.startswith(f"{place}/")


def tells_of_procedures(read: ArticleRecord) -> bool:
    """Whether it names a procedure or a document beside its words, and so may explain a change."""
    return bool(read.article.procedures or read.article.documents)


def may_name_documents(read: ArticleRecord) -> bool:
    """Whether it names a document, or has words that may do so."""
    return bool(read.article.documents or read.naming)


def list_heads(articles: Iterable[ArticleRecord]) -> tuple[ArticleHead, ...]:
    """The heads of articles, in their order."""
    return tuple(
        ArticleHead(
            read.path,
            read.article.title,
            read.article.lead,
            read.article.first_day,
            read.article.period or "",
            read.article.author,
            read.article.topics,
            read.article.places,
            read.article.procedures,
            read.article.documents,
            read.article.first_time,
            max(one.date for one in read.article.updated) if read.article.updated else None,
        )
        for read in articles
    )
