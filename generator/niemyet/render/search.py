"""The data of the search in the browser: procedures, communes and articles side by side, never multiplied.

The address of a posting follows from a commune's path and a procedure's code, so a commune only lists the procedures that it does
not post. Another province's own procedures are not listed: it cannot post them.

What was before July 2025 is a file of its own: a browser keeps the other one ahead of time, this one once somebody searches.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from niemyet.model.article import Article
from niemyet.model.former_units import FormerDistrict
from niemyet.model.orthography import format_day
from niemyet.model.provincial_number import ProvincialNumber
from niemyet.model.reference import FieldOfWork, LegalDocument, LifeEvent, Unit
from niemyet.render import addresses
from niemyet.render.former import index_former, other_names
from niemyet.render.listings import OutlinedCommune
from niemyet.render.pages.lists import in_force
from niemyet.render.renderer import OutputFile
from niemyet.resolve.communes import ResolvedProvince
from niemyet.resolve.procedures import DatedProcedure
from niemyet.validate.records import ArticleRecord

ADDRESS = "tim-kiem/du-lieu.json"
FORMER_ADDRESS = "tim-kiem/ten-cu.json"
LONGEST_NAME = 60
"""Characters of a paper's name that are indexed; what follows is usually conditions."""
COMMON_PAPER = 5
"""A paper that this many procedures ask for does not distinguish them and is left out."""
ASIDES = {
    # Question words, with almost no weight: “mất bao lâu” says nothing, while “mất giấy” does.
    "around": """hết bao nhiêu tiền|bao nhiêu tiền|là bao nhiêu|bao nhiêu|mất bao lâu|bao lâu|mất mấy ngày|mấy ngày|tháng mấy
        |giấy gì|giấy tờ gì|mang theo giấy tờ gì|những gì|cần gì|làm gì|là gì|thủ tục gì|điều kiện gì|ở đâu|thế nào
        |như thế nào|làm thế nào|làm sao|ra sao|mấy giờ|giờ nào|được không|có phải|có cần|có được|có bị phạt|ra xã|ra phường
        |lên xã|lên phường|ở xã|ở phường|tại xã|tại phường|thủ tục""",
    "filler": """cho|tôi|của|em|anh|mình|xin|hỏi|muốn|cần|phải|là|gì|như|thế|nào|ở|đâu|thì|bao|nhiêu|có|được|không|ko|ạ|và|với|các
        |những|bị|về|để|khi|ra|sao|tại|ai|theo|một|mấy|nữa|luôn|rồi|đi|giờ|đã|mới|hay|hoặc|thêm""",
    # Words of any request: they count less than their rarity suggests.
    "weak": """làm|giấy|tờ|hồ|sơ|tiền|việc|người|nhà|đơn|mẫu|khai|cấp|nhận|xác|hết|ngày|tháng|năm|cùng|trong|trên|hộ""",
    # Asked about an office, not a procedure: with a commune's name they lead to the commune's page.
    "office": """ủy ban nhân dân|ủy ban|UBND|một cửa|trung tâm phục vụ hành chính công|trụ sở|địa chỉ|số điện thoại|điện thoại
        |giờ làm việc|làm việc|mở cửa|mấy giờ|giờ nào|nay thuộc|sáp nhập|cũ|mới|công an""",
}
"""Words that say little about the procedure asked for, by weight."""


PAGES = [
    {
        "address": addresses.COMING,
        "title": "Sắp thay đổi",
        "note": "Thay đổi đã biết trước ngày",
        "words": ["sắp thay đổi", "năm sau có gì thay đổi", "sang năm thay đổi gì", "luật mới", "quy định mới"],
    },
    {
        "address": addresses.CHANGES,
        "title": "Thay đổi gần đây",
        "note": "Những gì vừa thay đổi",
        "words": ["thay đổi gần đây", "vừa thay đổi", "mới thay đổi"],
    },
]
"""Pages of the site itself, with the words by which people ask for them."""


@dataclass(frozen=True, slots=True)
class SearchView:
    """The inputs of the search data."""

    fields: Mapping[str, FieldOfWork]
    life_events: Mapping[str, LifeEvent]
    documents: Mapping[str, LegalDocument]
    units: Mapping[str, Unit]
    former: Mapping[str, tuple[FormerDistrict, ...]]
    procedures: Mapping[str, DatedProcedure]
    provinces: Mapping[str, ResolvedProvince]
    articles: tuple[ArticleRecord, ...]
    synonyms: tuple[tuple[str, ...], ...]
    communes: tuple[OutlinedCommune, ...]
    hidden: tuple[str, ...]


def write_search_data(view: SearchView) -> Iterator[OutputFile]:
    """The search data as files of the site."""
    for address, data in ((ADDRESS, make_search_data(view)), (FORMER_ADDRESS, make_former_data(view))):
        yield OutputFile(address, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def make_former_data(view: SearchView) -> dict[str, Any]:
    """What the search knows of the units before July 2025: `index_former` of the communes in `make_search_data`."""
    return index_former(view.former, [one.path for one in view.communes], view.provinces, view.units)


def make_search_data(view: SearchView) -> dict[str, Any]:
    """The search data, without what was before July 2025. Withdrawn and repealed records are left out."""
    current = in_force(view.procedures.values())
    owners = {dated.procedure.code: dated.owner.path if dated.owner else "" for dated in current}
    papers = {dated.procedure.code: _name_papers(dated) for dated in current}
    asked = Counter(name for names in papers.values() for name in names)
    telling = {code: [name for name in names if asked[name] < COMMON_PAPER] for code, names in papers.items()}
    return {
        "fields": {name: field.name for name, field in view.fields.items()},
        "events": {name: event.name for name, event in view.life_events.items()},
        "provinces": {path: resolved.province.name for path, resolved in view.provinces.items()},
        "procedures": [_describe_procedure(dated, telling[dated.procedure.code]) for dated in current],
        "communes": [_describe_commune(commune, owners, view.former.get(commune.path, ())) for commune in view.communes],
        "articles": [
            {"path": a.path, "title": a.article.title, "lead": a.article.lead, "date": _date_article(a.article)}
            for a in (() if "tin-tuc" in view.hidden else view.articles)
        ],
        "pages": [*PAGES, *(_describe_document(number, view) for number in (() if "van-ban" in view.hidden else view.documents))],
        "synonyms": view.synonyms,
        "asides": {label: [phrase.strip() for phrase in text.split("|")] for label, text in ASIDES.items()},
    } | ({"hiddenEvents": True} if "su-kien" in view.hidden else {})


def _describe_document(number: str, view: SearchView) -> dict[str, Any]:
    document = view.documents[number]
    title = document.title or document.issuer
    return {
        "address": addresses.of_document(number),
        "number": number,
        "title": f"{document.kind} {number}",
        "note": f"{document.issuer}: {_shorten(title)}" if isinstance(number, ProvincialNumber) else _shorten(title),
        "words": [],
    }


def _date_article(article: Article) -> str:
    """When the reported event happened, if the article says so; else the day of publication."""
    return f"việc diễn ra: {article.period}" if article.period else format_day(article.date)


def _name_papers(dated: DatedProcedure) -> list[str]:
    papers = (*dated.procedure.papers.submit, *dated.procedure.papers.present)
    return list(dict.fromkeys(_shorten(paper.name) for paper in papers))


def _shorten(name: str) -> str:
    """The words that fit into `LONGEST_NAME`. `textwrap` would also break at hyphens."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME + 1].rpartition(" ")[0]


def _describe_procedure(dated: DatedProcedure, papers: Sequence[str]) -> dict[str, Any]:
    procedure = dated.procedure
    online = [channel.level or "unknown" for channel in procedure.channels if channel.kind == "online"]
    return {
        "code": procedure.code,
        "name": procedure.name,
        "summary": procedure.summary or "",
        "field": procedure.field,
        "aliases": procedure.aliases,
        "events": procedure.life_events,
        "audience": procedure.audience,
        "online": online[0] if online else "",
        "papers": papers,
    } | ({"province": dated.owner.path} if dated.owner is not None else {})


def _describe_commune(commune: OutlinedCommune, owners: Mapping[str, str], former: Sequence[FormerDistrict]) -> dict[str, Any]:
    posted = {code for code, standing in commune.standings.items() if standing == "in_force"}
    kind, _, name = commune.name.partition(" ")
    if commune.name.startswith("đặc khu "):
        kind, name = "đặc khu", commune.name.removeprefix("đặc khu ")
    province = commune.path.split("/")[0]
    missing = [code for code, owner in owners.items() if code not in posted and owner in ("", province)]
    own = other_names(commune.former_names, former)
    return {"path": commune.path, "kind": kind, "name": name, "former": own, "missing": missing}
