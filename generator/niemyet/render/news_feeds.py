"""The feeds of the news, as Atom and as JSON Feed 1.1: of the site, of each topic, of each province and commune that is told of;
and a letter with the latest of it, ready for whoever has a list of readers: nobody's address is in it.

Made of the heads of articles: a word mended in an article changes no feed. The same records give the same bytes.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

from niemyet.model.vocabulary import TOPIC_NAMES, name_value
from niemyet.render import addresses
from niemyet.render.atom import Feed, FeedEntry, stamp_time, write_feed
from niemyet.render.language import VIETNAMESE
from niemyet.render.news_letter import NEWS, write_letter
from niemyet.render.renderer import OutputFile, compile_xml
from niemyet.resolve.article_heads import ArticleHead
from niemyet.values import dataclass

MOST_ENTRIES = 30
"""Articles in a feed."""


@dataclass(frozen=True, slots=True)
class NewsFeedsView:
    """The inputs of the feeds."""

    site_url: str
    today: date
    websub: str
    article_heads: tuple[ArticleHead, ...]
    province_names: Mapping[str, str]
    commune_names: Mapping[str, str]


def write_news_feeds(view: NewsFeedsView) -> Iterator[OutputFile]:
    """Yields every feed in both forms, then the letter. Feeds of the site are there even without news."""
    heads = view.article_heads
    yield from _write(view, addresses.NEWS, NEWS, heads)
    for topic, name in TOPIC_NAMES.items():
        listed = islice((one for one in heads if topic in one.topics), MOST_ENTRIES)
        yield from _write(view, addresses.of_topic(topic), name, [*listed])
    named = {**view.province_names, **view.commune_names}
    for path, told in _by_place(heads).items():
        if path in named:
            title = f"Tin về {named[path]}"
            yield from _write(view, addresses.of_news_place(path), title, told)
    yield from write_letter(heads, view.site_url, view.today)


def _by_place(heads: Iterable[ArticleHead]) -> dict[str, list[ArticleHead]]:
    """The latest about each commune and province; those about a commune are about its province too."""
    places: defaultdict[str, list[ArticleHead]] = defaultdict(list)
    for head in heads:
        for path in dict.fromkeys([part for place in head.places for part in (place, place.partition("/")[0])]):
            if len(places[path]) < MOST_ENTRIES:
                places[path].append(head)
    return places


def _write(view: NewsFeedsView, folder: str, title: str, heads: Sequence[ArticleHead]) -> Iterator[OutputFile]:
    listed, url = heads[:MOST_ENTRIES], view.site_url
    page = url + folder
    entries = [
        FeedEntry(
            _link(url, one), _link(url, one), one.title, one.lead, _last_touched(one), one.moment, one.author, _name_topics(one)
        )
        for one in listed
    ]
    latest = max((stamp_time(one.updated), one.updated) for one in entries)[1] if entries else view.today
    atom = Feed(url + folder + addresses.NEWS_FEED, page, title, title, VIETNAMESE.code, latest, entries, view.websub)
    yield OutputFile(folder + addresses.NEWS_FEED, write_feed(atom).encode())
    yield OutputFile(folder + addresses.NEWS_JSON_FEED, _write_json(view, folder, title, page, listed).encode())


def _write_json(view: NewsFeedsView, folder: str, title: str, page: str, heads: Iterable[ArticleHead]) -> str:
    feed: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": page,
        "feed_url": view.site_url + folder + addresses.NEWS_JSON_FEED,
        "language": VIETNAMESE.code,
    }
    if view.websub:
        feed["hubs"] = [{"type": "WebSub", "url": view.websub}]
    feed["items"] = [
        {
            "id": _link(view.site_url, one),
            "url": _link(view.site_url, one),
            "title": one.title,
            "summary": one.lead,
            "content_text": one.lead,
            "date_published": stamp_time(one.moment),
            **({"date_modified": stamp_time(_last_touched(one))} if one.corrected is not None else {}),
            "authors": [{"name": one.author}],
            "tags": [*_name_topics(one)],
        }
        for one in heads
    ]
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _name_topics(head: ArticleHead) -> tuple[str, ...]:
    return tuple(name_value(TOPIC_NAMES, topic) for topic in head.topics)


def _last_touched(head: ArticleHead) -> date:
    """When it was published, or the day on which it was mended last."""
    return head.moment if head.corrected is None or head.corrected <= head.day else head.corrected


def _link(site_url: str, head: ArticleHead) -> str:
    return site_url + addresses.of_article(head.path)


def feed_links(folder: str, title: str, root: str) -> str:
    """The elements for the head of a page that has the feeds in `folder`, by which programs find them. `root` leads to the root
    of the site."""
    return compile_xml(_LINKS)(
        title=title, atom=f"{root}{folder}{addresses.NEWS_FEED}", json=f"{root}{folder}{addresses.NEWS_JSON_FEED}"
    )


_LINKS = (
    '<link rel="alternate" type="application/atom+xml" title="{{ title }} (Atom)" href="{{ atom }}">'
    '<link rel="alternate" type="application/feed+json" title="{{ title }} (JSON)" href="{{ json }}">'
)
