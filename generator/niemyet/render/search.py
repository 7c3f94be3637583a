"""The data of the search in the browser: procedures, communes and articles side by side, never multiplied.

The address of a posting follows from a commune's path and a procedure's code, so a commune only lists the procedures that it does
not post. Another province's own procedures are not listed: it cannot post them.

Places of the whole country are files of their own, fetched as somebody types (`search_places.py`); so are the words of
English.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

from niemyet.model.article import Article
from niemyet.model.former_units import FormerDistrict
from niemyet.model.life_events import LifeEvent
from niemyet.model.procedure import Procedure
from niemyet.model.provincial_number import ProvincialNumber
from niemyet.model.reference import Elsewhere, FieldOfWork, LegalDocument, Synonyms, Unit
from niemyet.model.translations import Translation
from niemyet.model.vocabulary import TOPIC_NAMES
from niemyet.render import addresses
from niemyet.render.former import other_names
from niemyet.render.language import VIETNAMESE, Language
from niemyet.render.listings import OutlinedCommune
from niemyet.render.pages.elsewhere import is_posted
from niemyet.render.pages.lists import in_force
from niemyet.render.renderer import OutputFile
from niemyet.render.search_news import month_of
from niemyet.render.search_pages import OWN_PAGES
from niemyet.render.search_places import list_provinces, make_place_files
from niemyet.render.search_words import PAGES, ask_in, list_asides, words_for
from niemyet.resolve.article_heads import ListedArticle
from niemyet.resolve.procedures import DatedProcedure
from niemyet.values import dataclass

ADDRESS = "tim-kiem/du-lieu.json"
ENGLISH_ADDRESS = "tim-kiem/tieng-anh.json"
PLACES_FOLDER = "tim-kiem/ten/"
MOST_AT_ONCE = 200
"""Up to this many communes of the site stand in the search data themselves: those of a province. More are in the files of places
alone."""
LONGEST_NAME = 60
"""Characters of a paper's name that are indexed; what follows is usually conditions."""
MOST_ARTICLES = 24
"""So many of the latest articles stand in the search data themselves; the words of all are in files of their own."""
COMMON_PAPER = 5
"""A paper that this many procedures ask for does not distinguish them and is left out."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """The inputs of the search data."""

    today: date
    fields: Mapping[str, FieldOfWork]
    life_events: Mapping[str, LifeEvent]
    documents: Mapping[str, LegalDocument]
    units: Mapping[str, Unit]
    former: Mapping[str, tuple[FormerDistrict, ...]]
    procedures: Mapping[str, DatedProcedure]
    plain_province_names: Mapping[str, str]
    listed_articles: tuple[ListedArticle, ...]
    synonyms: tuple[Synonyms, ...]
    elsewhere: Mapping[str, Elsewhere]
    communes: tuple[OutlinedCommune, ...]
    hidden: tuple[str, ...]


def write_search_data(view: SearchView, language: Language) -> Iterator[OutputFile]:
    """The search data of a language as files of the site. The names of places are the same in all of them."""
    places = make_places_data(view)
    files: dict[str, Any] = {language.folder + ADDRESS: make_search_data(view, language, places)}
    if language.code == VIETNAMESE.code:
        files[ENGLISH_ADDRESS] = make_english_data(view)
        files |= {f"{PLACES_FOLDER}{i}.json": file for i, file in enumerate(places)}
    for address, data in files.items():
        yield OutputFile(address, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def make_search_data(view: SearchView, language: Language, places: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The search data; of `places`, the files of places, it says where each begins. Withdrawn and repealed records are left out.

    In another language than Vietnamese, a procedure is found by its names in both.
    """
    current = in_force(view.procedures.values())
    owners = {dated.procedure.code: dated.owner.path if dated.owner else "" for dated in current}
    papers = {dated.procedure.code: _name_papers(dated, language) for dated in current}
    asked = Counter(name for names in papers.values() for name in names)
    documents = () if "van-ban" in view.hidden else view.documents
    names = {one.path: one.name for one in view.communes}
    articles = () if "tin-tuc" in view.hidden else view.listed_articles
    telling = {code: [name for name in names if asked[name] < COMMON_PAPER] for code, names in papers.items()}
    return {
        "fields": {name: language.text(field.name) for name, field in view.fields.items()},
        "events": {name: language.text(event.name) for name, event in view.life_events.items()},
        "provinces": view.plain_province_names,
        "procedures": [_describe_procedure(dated, telling[dated.procedure.code], language) for dated in current],
        "communes": [
            _describe_commune(commune, owners, view.former.get(commune.path, ()))
            for commune in (view.communes if len(view.communes) <= MOST_AT_ONCE else ())
        ],
        "articles": [
            {
                "path": a.path,
                "title": a.article.title,
                "lead": a.article.lead,
                "date": _date_article(a.article, language),
                "places": [names[path] for path in a.article.places if path in names],
            }
            for a in articles[:MOST_ARTICLES]
        ],
        "months": [*dict.fromkeys(month_of(f"{a.article.first_day}") for a in articles)],
        "pages": [
            *_describe_own_pages(language, view.hidden),
            *_describe_topics(articles, language),
            *(_describe_document(number, view, language) for number in documents),
        ],
        "elsewhere": [
            {
                "id": name,
                "name": language.text(one.name),
                "where": language.text(one.where),
                "aliases": _name_elsewhere(one, language),
            }
            for name, one in view.elsewhere.items()
            if not is_posted(one, view.procedures)
        ],
        "country": {
            "firsts": [file["first"] for file in places],
            "provinces": list_provinces(view.units, view.former, view.plain_province_names),
        },
        "synonyms": [[*group.words, *getattr(group, language.code, ())] for group in view.synonyms],
        "asides": list_asides(language.code),
    } | ({"hiddenEvents": True} if "su-kien" in view.hidden else {})


def make_places_data(view: SearchView) -> list[dict[str, Any]]:
    """The files of places: `make_place_files`."""
    owners = {one.procedure.code: one.owner.path if one.owner else "" for one in in_force(view.procedures.values())}
    missing = {one.path: _list_missing(one, owners) for one in view.communes}
    return make_place_files(view.units, view.former, view.communes, missing)


def make_english_data(view: SearchView) -> dict[str, Any]:
    """What everything is called in English, for who asks in it on a page in Vietnamese."""
    current = in_force(view.procedures.values())
    return {
        "procedures": {one.procedure.code: _name_in_english(one.procedure.en) for one in current if one.procedure.en},
        "elsewhere": {name: _name_in_english(one.en) for name, one in view.elsewhere.items() if one.en},
        "pages": {address: ask_in(address, "en") for address in PAGES},
        "synonyms": [group.en for group in view.synonyms],
        "asides": list_asides("en", alone=True),
    }


def _name_in_english(names: Translation) -> list[str]:
    return [*([names.name] if names.name else []), *names.aliases]


def _name_elsewhere(one: Elsewhere, language: Language) -> list[str]:
    translation: Translation | None = getattr(one, language.code, None)
    return [*(translation.aliases if translation else ()), *([one.name] if translation else ()), *one.aliases]


def _describe_topics(articles: Sequence[ListedArticle], language: Language) -> Iterator[dict[str, Any]]:
    numbers = Counter(chain.from_iterable(dict.fromkeys(one.article.topics) for one in articles))
    for topic, name in TOPIC_NAMES.items():
        if number := numbers[topic]:
            note = language.many("{number} bài", number)
            yield {"address": addresses.of_topic(topic), "title": language.say(name), "note": note, "words": []}


def _describe_own_pages(language: Language, hidden: Sequence[str]) -> Iterator[dict[str, Any]]:
    there = (one for one in OWN_PAGES if one.translated or language.code == VIETNAMESE.code)
    for page in (one for one in there if one.address.partition("/")[0] not in hidden):
        title, note = language.say(page.title), language.say(page.note)
        yield {"address": page.address, "title": title, "note": note, "words": words_for(page.address, language.code)}


def _describe_document(number: str, view: SearchView, language: Language) -> dict[str, Any]:
    document = view.documents[number]
    issuer = language.text(document.issuer)
    dated = language.say("{issuer}, ngày {day}", issuer=issuer, day=language.day(document.issued)) if document.issued else issuer
    title = language.text(document.title) if document.title else dated
    return {
        "address": addresses.of_document(number),
        "number": number,
        "title": f"{language.text(document.kind)} {number}",
        "note": f"{document.issuer}: {_shorten(title)}" if isinstance(number, ProvincialNumber) else _shorten(title),
        "words": [],
    } | ({"ended": True} if document.repealed is not None and document.repealed.since <= view.today else {})


def _date_article(article: Article, language: Language) -> str:
    """When the reported event happened, if the article says so; else the day of publication."""
    return language.say("việc diễn ra: {period}", period=article.period) if article.period else language.day(article.date)


def _name_papers(dated: DatedProcedure, language: Language) -> list[str]:
    papers = (*dated.procedure.papers.submit, *dated.procedure.papers.present)
    return list(dict.fromkeys(_shorten(language.text(paper.name)) for paper in papers))


def _shorten(name: str) -> str:
    """The words that fit into `LONGEST_NAME`. `textwrap` would also break at hyphens."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME + 1].rpartition(" ")[0]


def _describe_procedure(dated: DatedProcedure, papers: Sequence[str], language: Language) -> dict[str, Any]:
    procedure = dated.procedure
    online = [channel.level or "unknown" for channel in procedure.channels if channel.kind == "online"]
    return {
        "code": procedure.code,
        "name": language.text(procedure.name),
        "short": language.text(procedure.short_name or ""),
        "summary": language.text(procedure.summary or ""),
        "field": procedure.field,
        "aliases": [*_list_aliases(procedure, language)],
        "events": procedure.life_events,
        "audience": procedure.audience,
        "online": online[0] if online else "",
        "papers": papers,
    } | ({"province": dated.owner.path} if dated.owner is not None else {})


def _list_aliases(procedure: Procedure, language: Language) -> Iterator[str]:
    translation: Translation | None = getattr(procedure, language.code, None)
    if translation is not None:
        yield from translation.aliases
    if translation is not None and translation.name is not None:
        yield procedure.name
    yield from procedure.aliases


def _describe_commune(commune: OutlinedCommune, owners: Mapping[str, str], former: Sequence[FormerDistrict]) -> dict[str, Any]:
    kind, _, name = commune.name.partition(" ")
    if commune.name.startswith("đặc khu "):
        kind, name = "đặc khu", commune.name.removeprefix("đặc khu ")
    own = other_names(commune.former_names, former)
    return {"path": commune.path, "kind": kind, "name": name, "former": own, "missing": _list_missing(commune, owners)}


def _list_missing(commune: OutlinedCommune, owners: Mapping[str, str]) -> list[str]:
    """The procedures that it could post and does not."""
    posted = {code for code, standing in commune.standings.items() if standing == "in_force"}
    province = commune.path.split("/")[0]
    return [code for code, owner in owners.items() if code not in posted and owner in ("", province)]
