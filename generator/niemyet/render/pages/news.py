"""The lists of news: all of it, by topic, year, month and place, and the notices; twenty to a page, the latest first.

The first page has the latest; the others are filled from the oldest article on and count from there, so that what is new changes
the first page alone and an address goes on having what it had. What grows, as counts, is said on first pages only.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
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
from niemyet.values import dataclass

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
        """The articles of a page. The first has the latest, twenty or some more; the second has the oldest, and so on."""
        if number > 1:
            end = len(self.articles) - (number - 2) * PER_PAGE
            return self.articles[end - PER_PAGE : end]
        return self.articles[: len(self.articles) - (self._last_apart - 1) * PER_PAGE]

    @property
    def _last_apart(self) -> int:
        """The number of the latest page of which nothing stands on the first one; 1 if there is none. Where fewer than twenty are
        later than what full pages have, the first page has those of the latest full one too."""
        return max(1, len(self.articles) // PER_PAGE)

    def beside(self, number: int) -> tuple[int, int]:
        """The numbers of the pages with what is newer and what is older than on this one; 0 where there is none."""
        if number == 1:
            return 0, self._last_apart if self._last_apart > 1 else 0
        return number + 1 if number < self.pages else 1, number - 1 if number > 2 else 0

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

    def without_counts(self, listed: NewsList) -> "NewsFacts":
        """What is left of it beside old articles, which one article more does not change unless it is the first of a year, a
        month or a topic."""
        of_list, months = listed.key[:4], self.months.get(listed.key[:4])
        return replace(
            self,
            years=tuple((year, 0) for year, _ in self.years),
            months={of_list: tuple((month, 0) for month, _ in months)} if months else {},
            places=(),
            place_names={path: name for path, name in self.place_names.items() if (listed.group, listed.key) == ("places", path)},
            posted=0,
            notices=min(1, self.notices),
        )


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
        articles, facts = listed.on_page(number), self._facts
        newer, older = listed.beside(number)
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
            facts=facts if number == 1 else facts.without_counts(listed),
            page=number,
            newer=newer,
            older=older,
            days=_say_days(articles, language) if number > 1 else "",
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


def _say_days(articles: Sequence[ArticleRecord], language: Language) -> str:
    """From when to when the articles of a page are."""
    days = [one.article.first_day for one in articles]
    return " – ".join(dict.fromkeys(map(language.day, (min(days), max(days)))))
