"""The home page, the search page and the pages of provinces."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from niemyet.model.attachments import AttachedFile
from niemyet.model.life_events import LifeEvent
from niemyet.model.orthography import capitalize
from niemyet.model.reference import FieldOfWork, LegalDocument, Unit
from niemyet.model.settings import Home
from niemyet.render import addresses
from niemyet.render.language import Language
from niemyet.render.listings import OutlinedCommune
from niemyet.render.look import HOME_LEAD, HOME_TITLE, HomePage
from niemyet.render.pages.coming import list_coming
from niemyet.render.pages.lists import in_force
from niemyet.render.provincial_lists import show_list
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.resolve.article_heads import ListedArticle
from niemyet.resolve.communes import ResolvedProvince
from niemyet.resolve.procedures import DatedProcedure
from niemyet.values import dataclass

LATEST_ARTICLES = 5
MOST_NOTICES = 3
"""Notices that are posted today, named on the home page; the others stand in their list."""
COMING_DAYS = 3
"""The number of days with coming changes on the home page."""
EMPTY = "Chưa có xã, phường, đặc khu nào của {name} niêm yết tại đây."
MOST_NAMED = 60
"""Up to this many communes, the home page lists them all; with more, only provinces."""


@dataclass(frozen=True, slots=True)
class PlacesView:
    """The inputs of the home page, the search page and the pages of provinces."""

    today: date
    fields: Mapping[str, FieldOfWork]
    life_events: Mapping[str, LifeEvent]
    documents: Mapping[str, LegalDocument]
    units: Mapping[str, Unit]
    procedures: Mapping[str, DatedProcedure]
    provinces: Mapping[str, ResolvedProvince]
    listed_articles: tuple[ListedArticle, ...]
    communes: tuple[OutlinedCommune, ...]
    attachments: Mapping[str, AttachedFile]
    hidden: tuple[str, ...]
    home: HomePage


def render_places(renderer: TemplateRenderer, view: PlacesView) -> Iterator[Page]:
    """Yields the home page, the search page, then every province."""
    by_province: dict[str, list[OutlinedCommune]] = {path: [] for path in view.provinces}
    for commune in view.communes:
        by_province[commune.path.split("/")[0]].append(commune)
    say = renderer.language.say
    yield _render_home(renderer, view, by_province)
    yield renderer.render_page(
        "search",
        addresses.SEARCH,
        title=say("Tìm kiếm"),
        description=say("Tìm thủ tục, xã, phường và tin: gõ có dấu hay không dấu đều được."),
        fields=view.fields,
        life_events={} if "su-kien" in view.hidden else view.life_events,
    )
    for path, province in view.provinces.items():
        yield _render_province(renderer, view, province, by_province[path])


def _render_home(renderer: TemplateRenderer, view: PlacesView, by_province: Mapping[str, list[OutlinedCommune]]) -> Page:
    say, folder = renderer.language.say, renderer.language.folder
    home = HomePage(Home(), f"docs/{folder}index.md") if folder else view.home  # the settings speak Vietnamese
    current = in_force(view.procedures.values())
    counts = {name: sum(d.procedure.field == name for d in current) for name in view.fields}
    few = sum(map(len, by_province.values())) <= MOST_NAMED
    provinces = [
        (view.provinces[path], renderer.render_fragment("part-places.html", root="", communes=listed) if few else "")
        for path, listed in by_province.items()
    ]
    articles = () if "tin-tuc" in view.hidden else view.listed_articles
    news = [one for one in articles if one.article.notice is None]
    return renderer.render_page(
        "home",
        "",
        title=home.head.title or say(HOME_TITLE),
        description=home.head.lead or say(HOME_LEAD),
        file=home.file,
        provinces=provinces,
        life_events={} if "su-kien" in view.hidden else view.life_events,
        fields=[(name, field, counts[name]) for name, field in view.fields.items() if counts[name]],
        articles=news[:LATEST_ARTICLES],
        posted=[one for one in articles if one.article.is_posted(view.today)][:MOST_NOTICES],
        coming=list_coming(view, renderer.language)[:COMING_DAYS],
    )


def _render_province(
    renderer: TemplateRenderer, view: PlacesView, resolved: ResolvedProvince, communes: Sequence[OutlinedCommune]
) -> Page:
    province, language = resolved.province, renderer.language
    name, about = language.name_unit(province), "{number} xã, phường, đặc khu của {name} niêm yết thủ tục hành chính tại đây."
    fees = [*_list_provincial_fees(resolved)]
    official = sum(unit.province_code == province.code for unit in view.units.values())
    return renderer.render_page(
        "province",
        addresses.of_place(resolved.path),
        title=capitalize(name),
        description=language.many(about, len(communes), name=name) if communes else language.say(EMPTY, name=name),
        file=f"catalogue/{resolved.path}/province.yaml",
        path=resolved.path,
        province=province,
        communes=communes,
        interruptions=[one for one in province.interruptions if one.is_due(view.today)],
        official=language.number(official),
        places_html=renderer.render_fragment("part-places.html", root="../", communes=communes),
        own=[one.procedure for one in in_force(p.dated for p in resolved.procedures.values()) if one.owner is not None],
        fees=fees,
        listed=show_list(resolved, view.attachments, view.today, language),
        unknown=_list_unknown(fees, official - len(communes), language),
    )


def _list_unknown(fees: Sequence[Mapping[str, Any]], others: int, language: Language) -> Iterator[str]:
    """Of which fees of the province the amount is not known, and of how many communes there is nothing here."""
    for item in fees:
        if any(line.fee.undetermined is not None for line in item["lines"]):
            yield language.say("Mức thu của thủ tục {code}", code=item["code"])
    if others > 0:
        yield language.many("Giờ, quầy, thời hạn của {number} xã, phường, đặc khu chưa niêm yết tại đây", others)


def _list_provincial_fees(resolved: ResolvedProvince) -> Iterator[dict[str, Any]]:
    for code, provincial in resolved.procedures.items():
        lines = [line for line in provincial.terms.fees if line.level == "province"]
        if lines:
            basis = list(dict.fromkeys(line.fee.basis for line in lines if line.fee.basis))
            procedure = provincial.procedure
            yield {"code": code, "name": procedure.title, "cases": procedure.case_names, "lines": lines, "basis": basis}
