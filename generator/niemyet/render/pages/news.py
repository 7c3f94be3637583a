"""The lists of news: all of it, by topic, year, month and place, and the notices; twenty to a page, the latest first.

A list is made page by page, so that a changed article makes only those pages anew that it stands on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from niemyet.model.pictures import PictureFile
from niemyet.model.vocabulary import TOPIC_NAMES, name_value
from niemyet.render import addresses
from niemyet.render.frames import hold
from niemyet.render.language import Language
from niemyet.render.news_feeds import feed_links
from niemyet.render.pages.articles import first_picture
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.resolve.news import NewsLists
from niemyet.validate.records import ArticleRecord

PER_PAGE = 20
ABOUT = "Tin về cải cách hành chính ở xã, phường: kỷ cương, rà soát thủ tục, dịch vụ công trực tuyến."
THUMBNAIL = "(min-width: 40rem) 11rem, 30vw"


@dataclass(frozen=True, slots=True)
class NewsList:
    """A list: under what, how it is called, whether each of its pages has a frame of its own depth."""

    group: str
    """"all", "topics", "years", "months", "places" or "notices"."""
    key: str
    articles: Sequence[ArticleRecord]

    @property
    def pages(self) -> int:
        """The number of its pages, at least one."""
        return max(1, -(-len(self.articles) // PER_PAGE))

    def on_page(self, number: int) -> Sequence[ArticleRecord]:
        """The articles of a page; pages count from 1."""
        return self.articles[(number - 1) * PER_PAGE : number * PER_PAGE]

    @property
    def name(self) -> str:
        """What tells it from the other lists."""
        return f"{self.group}/{self.key}"


@dataclass(frozen=True, slots=True)
class NewsFacts:
    """What every list shows beside its articles: which other lists there are. Names of places are by path."""

    today: date
    topics: tuple[str, ...]
    years: tuple[tuple[str, int], ...]
    months: Mapping[str, tuple[tuple[str, int], ...]]
    """By year, the months that have news, and how much."""
    places: tuple[tuple[str, int], ...]
    place_names: Mapping[str, str]
    posted: int
    """How many notices are posted today."""
    notices: int


def gather_facts(lists: NewsLists, place_names: Mapping[str, str], today: date) -> NewsFacts:
    """What the lists show beside their articles."""
    months: dict[str, list[tuple[str, int]]] = {}
    for month, listed in lists.months.items():
        months.setdefault(month[:4], []).append((month, len(listed)))
    named = {path: place_names[path] for path in lists.places if path in place_names}
    return NewsFacts(
        today,
        tuple(topic for topic in TOPIC_NAMES if topic in lists.topics),
        tuple((year, len(listed)) for year, listed in lists.years.items()),
        {year: tuple(listed) for year, listed in months.items()},
        tuple((path, len(lists.places[path])) for path in named),
        named,
        sum(one.article.is_posted(today) for one in lists.notices),
        len(lists.notices),
    )


def name_lists(articles: Sequence[ArticleRecord], lists: NewsLists) -> Iterator[NewsList]:
    """Every list that has pages; that of all news is there even without any."""
    yield NewsList("all", "", articles)
    for group in ("topics", "years", "months", "places"):
        for key, listed in getattr(lists, group).items():
            yield NewsList(group, key, listed)
    if lists.notices:
        yield NewsList("notices", "", lists.notices)


class NewsListRenderer:
    """Renders pages of lists in one language. What a list shows of an article is rendered once for all lists."""

    def __init__(self, renderer: TemplateRenderer, facts: NewsFacts, pictures: Mapping[str, PictureFile]) -> None:
        self._renderer, self._facts, self._pictures = renderer, facts, pictures
        self._items: dict[tuple[str, bool], str] = {}

    def render(self, listed: NewsList, number: int) -> Page:
        """One page of a list; pages count from 1."""
        language, address = self._renderer.language, address_of(listed, number)
        title = name_list(listed, self._facts, language)
        about = language.say("Tin cải cách hành chính: {name}.", name=title) if listed.group != "all" else language.say(ABOUT)
        root = Markup(addresses.root_from(address))
        articles = listed.on_page(number)
        leads = listed.group == "all" and number == 1
        return self._renderer.render_page(
            _kind_of(listed, number, address),
            address,
            title=title + (language.say(", trang {page}", page=number) if number > 1 else ""),
            description=about,
            links=feed_links(address, title, root + language.up) if number == 1 and listed.group in _WITH_FEEDS else "",
            heading=title,
            items=[self._show(one, root, leads and not at) for at, one in enumerate(articles)],
            listed=listed,
            facts=self._facts,
            page=number,
            numbers=number_pages(number, listed.pages),
            pages=listed.pages,
            address_of=address_of,
            topic=listed.key if listed.group == "topics" else "",
        )

    def _show(self, one: ArticleRecord, root: Markup, leads: bool) -> Markup:
        key = one.path, leads
        if key not in self._items:
            picture = first_picture(one, self._pictures)
            self._items[key] = self._renderer.render_fragment(
                "part-news-item.html", root=_ROOT, item=one, picture=picture, leads=leads, today=self._facts.today
            )
        return Markup(str(self._items[key]).replace(_ROOT, root))


_ROOT = Markup(hold("root"))
"""Stands in what is rendered once for the way to the root, which differs between lists."""
_WITH_FEEDS = frozenset({"all", "topics", "places"})
"""Lists that have feeds, in the folders of their first pages."""


def name_list(listed: NewsList, facts: NewsFacts, language: Language) -> str:
    """The title of a list."""
    match listed.group:
        case "topics":
            return language.say(name_value(TOPIC_NAMES, listed.key))
        case "years":
            return language.say("Tin năm {year}", year=listed.key)
        case "months":
            return language.say("Tin tháng {month}/{year}", month=listed.key[5:].lstrip("0"), year=listed.key[:4])
        case "places":
            return language.say("Tin của {name}", name=language.unit(facts.place_names.get(listed.key, listed.key)))
        case "notices":
            return language.say("Thông báo niêm yết")
    return language.say("Tin cải cách hành chính")


def address_of(listed: NewsList, number: int) -> str:
    """The address of a page of a list."""
    match listed.group:
        case "topics":
            return addresses.of_topic(listed.key, number)
        case "years":
            return addresses.of_news_year(listed.key, number)
        case "months":
            return addresses.of_news_month(listed.key, number)
        case "places":
            return addresses.of_news_place(listed.key, number)
        case "notices":
            return addresses.of_notices(number)
    return addresses.of_news_page(number)


_BY_DEPTH = {1: "news", 2: "notices", 3: "news-page", 4: "topic-page", 5: "news-deep-page"}


def _kind_of(listed: NewsList, number: int, address: str) -> str:
    """The kind of page: that of topics for their first pages, else one of the right depth."""
    return "topic" if listed.group == "topics" and number == 1 else _BY_DEPTH[address.count("/")]


def number_pages(number: int, pages: int) -> list[int]:
    """The numbers that a page leads to: the first, the last, its neighbours; 0 stands for those left out between."""
    near = sorted({1, pages, *range(max(1, number - 2), min(pages, number + 2) + 1)})
    shown: list[int] = []
    for one in near:
        if shown and one == shown[-1] + 2:
            shown.append(one - 1)
        elif shown and one > shown[-1] + 2:
            shown.append(0)
        shown.append(one)
    return shown
