"""The inputs of the search data, for those that make it without a site."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from niemyet.building.input_digests import name_provinces_plainly
from niemyet.model.vocabulary import Standing
from niemyet.render.listings import OutlinedCommune, list_commune
from niemyet.render.search import SearchView
from niemyet.resolve.article_heads import ListedArticle
from niemyet.resolve.communes import ResolvedCommune
from niemyet.resolve.site import ResolvedReference


def view_search(reference: ResolvedReference, communes: Iterable[ResolvedCommune]) -> SearchView:
    """The inputs of the search data, of these communes."""
    given: dict[str, Any] = {
        "communes": tuple(OutlinedCommune(*list_commune(one), _standings(one)) for one in communes),
        "plain_province_names": name_provinces_plainly(reference),
        "hidden": (),
        "listed_articles": tuple(ListedArticle(one.path, one.article) for one in reference.articles),
    }
    return SearchView(**given, **{one.name: getattr(reference, one.name) for one in fields(SearchView) if one.name not in given})


def _standings(commune: ResolvedCommune) -> dict[str, Standing]:
    return {code: posted.standing for code, posted in commune.postings.items()}
