"""The news of one day in order, and what of it belongs together: the articles beside an article, the lists that it stands in.

Takes the articles that are published, the latest first.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from niemyet.model.article import Article, NoticeKind
from niemyet.validate.records import ArticleRecord

MOST_RELATED = 4
_WEIGHTS = {"procedures": 5, "documents": 4, "places": 3, "topics": 2}
"""How much it says that two articles share one of these; a province alone says as little as a topic."""
_LATEST = 6
"""Of all that share something, so many are looked at: with thousands of articles, old ones are no neighbours."""
Key = tuple[str, str]


def sort_news(articles: Iterable[ArticleRecord], today: date, clock: time = time.max) -> tuple[ArticleRecord, ...]:
    """Those that are published on `today` when it is `clock` at the place, the latest first."""
    now = today, clock
    moments = (((one.article.first_day, one.article.first_time), one.path, one) for one in articles)
    return tuple(one for _, _, one in sorted((dated for dated in moments if dated[0] <= now), key=itemgetter(0, 1), reverse=True))


def hours_of(articles: Iterable[ArticleRecord], today: date) -> tuple[time, ...]:
    """When, on `today`, articles are published, in order."""
    return tuple(sorted({one.article.first_time for one in articles if one.article.first_day == today}))


class Beside(NamedTuple):
    """What leads on from an article; None where it is the first or the last."""

    newer: ArticleRecord | None
    older: ArticleRecord | None
    related: tuple[ArticleRecord, ...]


def beside_of(articles: Sequence[ArticleRecord], number: int, related: Iterable[int]) -> Beside:
    """What stands beside one of the articles, given by its number as those `related` to it are."""
    newer = articles[number - 1] if number else None
    older = articles[number + 1] if number + 1 < len(articles) else None
    return Beside(newer, older, tuple(articles[other] for other in related))


def find_related(articles: Sequence[ArticleRecord]) -> list[list[int]]:
    """For each article the numbers of those that share most with it, the nearest first.

    They are articles that were there before it, so that what is new changes no old page; the first ones take later ones too.
    """
    keys = [_keys_of(one.article) for one in articles]
    having: defaultdict[Key, list[int]] = defaultdict(list)
    related: list[list[int]] = [[]] * len(keys)
    for number in range(len(keys) - 1, -1, -1):
        related[number] = _rank(number, keys[number], [having[key][-_LATEST:] for key, _ in keys[number]], len(keys))
        for key, _ in keys[number]:
            having[key].append(number)
    few = [number for number, found in enumerate(related) if len(found) < MOST_RELATED]
    for numbers in having.values():
        numbers.reverse()
    for number in few:
        later = [having[key][: bisect_left(having[key], number)][-_LATEST:] for key, _ in keys[number]]
        found, after = related[number], _rank(number, keys[number], later, len(keys))
        related[number] = [*found, *(other for other in after if other not in found)][:MOST_RELATED]
    return related


def _rank(number: int, keys: Sequence[tuple[Key, int]], sharing: Iterable[Sequence[int]], far: int) -> list[int]:
    """The numbers of those that share most with an article: for each of its `keys`, of those `sharing` it. `far` is how many
    articles there are."""
    scores: dict[int, int] = {}
    for (_, weight), others in zip(keys, sharing, strict=True):
        for other in others:
            scores[other] = scores.get(other, 0) + weight
    # a rank is how near another is, then which: numbers sort quicker than pairs
    ranked = sorted([(abs(other - number) - score * far) * far + other for other, score in scores.items()])
    return [rank % far for rank in ranked[:MOST_RELATED]]


def state_shares(article: Article) -> str:
    """What an article may share with others, in short."""
    return " ".join((*article.procedures, "|", *article.documents, "|", *article.places, "|", *article.topics))


def _keys_of(article: Article) -> list[tuple[Key, int]]:
    return [
        *[(("procedures", code), _WEIGHTS["procedures"]) for code in article.procedures],
        *[(("documents", number), _WEIGHTS["documents"]) for number in article.documents],
        *[(("places", place), _WEIGHTS["places" if "/" in place else "topics"]) for place in article.places],
        *[(("topics", topic), _WEIGHTS["topics"]) for topic in article.topics],
    ]


class NewsLists(NamedTuple):
    """The articles by what they are listed under, the latest first in each."""

    topics: Mapping[str, Sequence[ArticleRecord]]
    years: Mapping[str, Sequence[ArticleRecord]]
    months: Mapping[str, Sequence[ArticleRecord]]
    places: Mapping[str, Sequence[ArticleRecord]]
    """A province has those of its communes too."""
    notices: Sequence[ArticleRecord]


def list_news(articles: Sequence[ArticleRecord], today: date) -> NewsLists:
    """The lists; notices that are posted on `today` stand before those of the past."""
    topics: defaultdict[str, list[ArticleRecord]] = defaultdict(list)
    years: defaultdict[str, list[ArticleRecord]] = defaultdict(list)
    months: defaultdict[str, list[ArticleRecord]] = defaultdict(list)
    places: defaultdict[str, list[ArticleRecord]] = defaultdict(list)
    notices: list[ArticleRecord] = []
    for one in articles:
        day = one.article.first_day
        years[f"{day.year}"].append(one)
        months[f"{day.year}-{day.month:02}"].append(one)
        for topic in one.article.topics:
            topics[topic].append(one)
        named = one.article.places
        for place in dict.fromkeys((*named, *[place.partition("/")[0] for place in named])):
            places[place].append(one)
        if one.article.notice is not None:
            notices.append(one)
    notices.sort(key=lambda one: not one.article.is_posted(today))
    return NewsLists(topics, years, months, dict(sorted(places.items())), notices)


class NewsHead(NamedTuple):
    """An article as the pages of communes and procedures lead to it. Of a notice, `kind`, `number` and its last day."""

    path: str
    title: str
    day: date
    period: str
    kind: NoticeKind | None = None
    number: str = ""
    ends: date | None = None


class NewsOf(NamedTuple):
    """The news of a commune or a procedure: the notices that are posted today, the latest news besides, and how much there is."""

    posted: tuple[NewsHead, ...] = ()
    latest: tuple[NewsHead, ...] = ()
    total: int = 0


NO_NEWS = NewsOf()
_SHOWN = 4
"""News that the page of a commune or a procedure leads to, beside notices."""


def news_of_communes(articles: Iterable[ArticleRecord], today: date) -> dict[str, NewsOf]:
    """By path of a commune, of those that articles name. `articles` are sorted, the latest first."""
    return _divide(((place, one) for one in articles for place in one.article.places if "/" in place), today)


def news_of_procedures(articles: Iterable[ArticleRecord], today: date) -> dict[str, NewsOf]:
    """The same by code of a procedure."""
    return _divide(((code, one) for one in articles for code in one.article.procedures), today)


def _divide(named: Iterable[tuple[str, ArticleRecord]], today: date) -> dict[str, NewsOf]:
    grouped: defaultdict[str, dict[str, ArticleRecord]] = defaultdict(dict)
    for key, one in named:
        grouped[key][one.path] = one
    divided: dict[str, NewsOf] = {}
    for key, articles in grouped.items():
        posted = tuple(one for one in articles.values() if one.article.is_posted(today))
        others = islice((one for one in articles.values() if one.article.notice is None), _SHOWN)
        divided[key] = NewsOf(tuple(map(head_of, posted)), tuple(map(head_of, others)), len(articles))
    return divided


def head_of(read: ArticleRecord) -> NewsHead:
    """An article as other pages lead to it."""
    article, notice = read.article, read.article.notice
    told = (notice.kind, notice.number or "", notice.ends) if notice is not None else ()
    return NewsHead(read.path, article.title, article.first_day, article.period or "", *told)
