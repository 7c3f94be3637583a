"""The page of changes and the Atom feed of each commune, made from the chronicle."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from niemyet.changes.chronicle import Chronicle, Event, ToldPosting, format_offices, group_postings
from niemyet.model.orthography import capitalize
from niemyet.model.reference import LegalDocument
from niemyet.render import addresses
from niemyet.render.atom import Feed, FeedEntry, write_feed
from niemyet.render.coming_files import sum_up_day
from niemyet.render.language import VIETNAMESE
from niemyet.render.listings import OutlinedCommune
from niemyet.render.pages.coming import list_coming
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.resolve.article_heads import ArticleHead
from niemyet.resolve.communes import ResolvedProvince
from niemyet.resolve.procedures import DatedProcedure
from niemyet.values import dataclass

MOST_NAMED = 12
"""Communes named beside one change; the rest are counted. Each commune's feed has its own changes."""

MOST_FEEDS = 60
"""Up to this many feeds, the page links to them; otherwise each is linked from its commune's page only."""

MOST_COMING = 3
"""Days of coming changes named before those of the past; their page has all."""

MOST_ARTICLES = 3
"""Articles named beside one change."""

MOST_TOLD = 30
"""Entries shown per day; the rest are counted."""


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The inputs of the page of changes and the feeds."""

    site_url: str
    chronicle: Chronicle
    procedures: Mapping[str, DatedProcedure]
    provinces: Mapping[str, ResolvedProvince]
    communes: tuple[OutlinedCommune, ...]
    today: date
    documents: Mapping[str, LegalDocument]
    telling_heads: tuple[ArticleHead, ...]


def render_changes(renderer: TemplateRenderer, view: ChangesView) -> Iterator[Page]:
    """Renders the page of changes, also for a site without history."""
    days, language = [], renderer.language
    coming = list_coming(view, language)[:MOST_COMING]
    for event in view.chronicle.events:
        told = _tell_together(group_postings(event.differences.communes, language))
        of_offices = (one for one in event.differences.communes if one.office)
        offices = [(one.path, one.name, format_offices(one, language)) for one in of_offices]
        if told or offices:
            shown = [(one, _explain(one, event.day, view.telling_heads)) for one in told[:MOST_TOLD]]
            days.append((event.day, shown, len(told[MOST_TOLD:]), offices[:MOST_TOLD]))
    yield renderer.render_page(
        "changes",
        addresses.CHANGES,
        title=language.say("Thay đổi gần đây"),
        description=language.say("Phí, giấy tờ, thời hạn, giờ làm việc đã thay đổi ở xã, phường nào, từ ngày nào."),
        days=days,
        coming=[(day, sum_up_day(day, language)) for day in coming],
        where=_name_places,
        most_named=MOST_NAMED,
        chronicle=view.chronicle,
        procedures=view.procedures,
        communes={commune.path: commune for commune in view.communes},
        most_feeds=MOST_FEEDS,
        provinces=view.provinces,
    )


class _Told(NamedTuple):
    """Identical sentences, the procedures that they are about (code and name), and where."""

    procedures: list[tuple[str, str]]
    said: tuple[str, ...]
    places: tuple[tuple[str, str], ...]


def _explain(told: "_Told", day: date, articles: Iterable[ArticleHead]) -> list[ArticleHead]:
    """The articles that explain a change, the latest first."""
    codes, places = [code for code, _ in told.procedures], [path for path, _ in told.places]
    return [head for head in articles if head.explains(codes, day, places=places)][:MOST_ARTICLES]


def _tell_together(postings: Iterable[ToldPosting]) -> list[_Told]:
    """Procedures of which the same is told in the same places, together."""
    together: dict[tuple[tuple[str, ...], tuple[tuple[str, str], ...]], list[tuple[str, str]]] = {}
    for one in postings:
        together.setdefault((one.said, one.places), []).append((one.code, one.name))
    return [_Told(procedures, said, places) for (said, places), procedures in together.items()]


def _name_places(places: Sequence[str]) -> str:
    """The paths of the places of a change, for the page's filter; of many, those of their provinces."""
    return " ".join(places if len(places) <= MOST_FEEDS else dict.fromkeys(path.split("/")[0] for path in places))


def write_feeds(view: ChangesView) -> Iterator[tuple[str, str]]:
    """Yields (path in the site, text) of an Atom feed per commune; nothing where the site tells of no past."""
    if view.chronicle.since is None:
        return
    latest = view.chronicle.events[0].day if view.chronicle.events else view.chronicle.since
    for commune in view.communes:
        yield addresses.of_feed(commune.path), _write_feed(view.chronicle, commune, view.site_url, latest)


def _write_feed(chronicle: Chronicle, commune: OutlinedCommune, site_url: str, latest: date) -> str:
    entries = [entry for event in chronicle.events for entry in _list_entries(event, commune, site_url)]
    own, home = site_url + addresses.of_feed(commune.path), site_url + addresses.of_place(commune.path)
    return write_feed(Feed(own, home, f"Thay đổi tại {commune.name}", capitalize(commune.name), "vi", latest, entries))


def _list_entries(event: Event, listed: OutlinedCommune, site_url: str) -> Iterator[FeedEntry]:
    path, posted = listed.path, listed.standings.keys()
    place, revision = site_url + addresses.of_place(path), event.revision[:12]
    own = [commune for commune in event.differences.communes if commune.path == path]
    for one in group_postings(own, VIETNAMESE):
        address = site_url + addresses.of_posting(path, one.code) if one.code in posted else place
        yield FeedEntry(f"{address}#{revision}{one.code}", address, one.name, "; ".join(one.said), event.day)
    for commune in own:
        if commune.office:
            title = f"Nơi tiếp nhận của {commune.name}"
            yield FeedEntry(f"{place}#{revision}", place, title, "; ".join(format_offices(commune, VIETNAMESE)), event.day)
