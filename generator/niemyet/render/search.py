"""What the search in the browser knows: procedures, communes and articles side by side, never multiplied.

The address of a posting is the product of a commune's path and a procedure's code, so a commune only names the
procedures that it does not post.
"""

import json
from collections.abc import Sequence
from typing import Any

from niemyet.render.listings import ListedCommune
from niemyet.render.pages.procedures import in_force
from niemyet.render.wording import say_day
from niemyet.resolve.procedures import DatedProcedure
from niemyet.resolve.site import ResolvedReference

ADDRESS = "tim-kiem/du-lieu.json"
LONGEST_NAME = 160
"""Characters of a paper's name that are searched; what follows is conditions."""


def make_search_data(reference: ResolvedReference, communes: Sequence[ListedCommune]) -> str:
    """The data as JSON text. Withdrawn and repealed records are left out."""
    current = in_force(reference.procedures.values())
    codes = [dated.procedure.code for dated in current]
    return json.dumps(
        {
            "fields": {name: field.name for name, field in reference.fields.items()},
            "events": {name: event.name for name, event in reference.life_events.items()},
            "provinces": {path: resolved.province.name for path, resolved in reference.provinces.items()},
            "procedures": [_describe_procedure(dated) for dated in current],
            "communes": [_describe_commune(commune, codes) for commune in communes],
            "articles": [
                {"path": a.path, "title": a.article.title, "lead": a.article.lead, "date": say_day(a.article.date)}
                for a in reference.articles
            ],
            "synonyms": reference.synonyms,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _describe_procedure(dated: DatedProcedure) -> dict[str, Any]:
    procedure = dated.procedure
    papers = (*procedure.papers.submit, *procedure.papers.present)
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
        "papers": list(dict.fromkeys(paper.name[:LONGEST_NAME] for paper in papers)),
    }


def _describe_commune(commune: ListedCommune, codes: Sequence[str]) -> dict[str, Any]:
    posted = {posting.code for posting in commune.postings if posting.standing == "in_force"}
    kind, _, name = commune.name.partition(" ")
    if commune.name.startswith("đặc khu "):
        kind, name = "đặc khu", commune.name.removeprefix("đặc khu ")
    missing = [code for code in codes if code not in posted]
    return {"path": commune.path, "kind": kind, "name": name, "former": commune.former_names, "missing": missing}
