"""How the search grows: bytes that a first query fetches and time a key, with today's records and with those of a whole country.

`python bench/search.py` prints a table. Times are compared as ratios, because machines differ: a key with many records to a key
with few, and both to reading the data once (JSON.parse), which every browser does about as fast as this one.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import brotli

from niemyet.catalogue.selection import select_communes
from niemyet.model.unit_folders import official_folders
from niemyet.render.language import VIETNAMESE
from niemyet.render.listings import OutlinedCommune
from niemyet.render.search import SearchView, make_places_data, make_search_data
from niemyet.render.search_news import SearchedArticle, write_month
from niemyet.resolve.article_heads import ListedArticle
from niemyet.resolve.procedures import DatedProcedure

REPOSITORY = Path(__file__).parent.parent
sys.path.insert(0, str(REPOSITORY / "tests"))
from search_inputs import view_search  # noqa: E402  # the path is set above

SEARCH = sorted(set((REPOSITORY / "theme/assets").glob("search*.js")) - {REPOSITORY / "theme/assets/search-news.js"})
SCRIPTS = (*(path.stem for path in SEARCH), "my-commune", "page", "place-files", "units", "words")
PROCEDURES = 460
ARTICLES = 10_000
QUERIES = ("khai sinh", "khai sinh hong van", "phuong ben nghe", "ly hon", "giay phep xay dung phuong tan dinh", "03/2026/QH16")
WORDS = (
    "cấp",
    "đổi",
    "gia hạn",
    "chấm dứt",
    "công nhận",
    "cơ sở",
    "hoạt động",
    "giấy phép",
    "khai thác",
    "nguồn nước",
    "lâm sản",
)


def read_view() -> SearchView:
    """The search data's inputs, of this repository's records."""
    _, reference, communes = select_communes(REPOSITORY, "", date(2026, 11, 22))
    return view_search(reference, communes)


def enlarge(view: SearchView) -> SearchView:
    """The same with as many procedures and communes as a country has; names are made of words of the law, each its own."""
    chance = random.Random(1)
    procedures = dict(view.procedures)
    known = list(view.procedures.values())
    for number in range(PROCEDURES - len(known)):
        code, name = f"3.{number:06}", " ".join(chance.sample(WORDS, 7)).capitalize()
        dated = known[number % len(known)]
        record = dated.procedure.model_copy(update={"code": code, "name": name, "short_name": None, "aliases": (name[:30],)})
        procedures[code] = replace(dated, procedure=record)
    folders = official_folders(view.units)
    communes = tuple(
        _post(folders[code], code, f"{unit.kind} {unit.name}", procedures, chance)
        for code, unit in view.units.items()
        if unit.province_code
    )
    return replace(view, procedures=procedures, communes=communes, listed_articles=tuple(_make_news(view, chance)))


def _make_news(view: SearchView, chance: random.Random) -> Iterator[ListedArticle]:
    """Ten thousand articles of one year, of the words of those that there are."""
    known, (first, *_) = _words_of_news(), view.listed_articles
    for number in range(ARTICLES):
        more = {"title": " ".join(chance.sample(known, 14)), "lead": " ".join(chance.sample(known, 35)), "period": None}
        day = date(2026, 11, 22) - timedelta(days=number // (ARTICLES // 365))
        article = first.article.model_copy(update={**more, "date": day})
        yield ListedArticle(f"{day.year}/bai-so-{number}", article)


def _words_of_news() -> list[str]:
    return " ".join(file.read_text("utf-8") for file in sorted((REPOSITORY / "news").rglob("*.md"))).split()


def _weigh_month(view: SearchView) -> Iterator[tuple[str, int]]:
    """The files of the words of a whole month of news: the largest of each kind, which a query may fetch."""
    chance, known = random.Random(2), _words_of_news()
    month = [one.article for one in view.listed_articles if f"{one.article.first_day:%Y-%m}" == "2026-10"]
    bodies = (" ".join(chance.sample(known, 400)) for _ in month)
    searched = [SearchedArticle("2026/bai", one.title, one.lead, "", body) for one, body in zip(month, bodies, strict=True)]
    sizes: dict[str, list[int]] = {}
    for file in write_month("2026-10", searched):
        kind = file.path.rpartition("/")[2].partition("-")[0].removesuffix(".json")
        sizes.setdefault(kind, []).append(len(brotli.compress(file.data, quality=9)))
    for kind, listed in sizes.items():
        yield f"news {kind}, mean", sum(listed) // len(listed)
        yield f"news {kind}, largest", max(listed)


def _post(path: str, code: str, name: str, procedures: dict[str, DatedProcedure], chance: random.Random) -> OutlinedCommune:
    left = {*chance.sample(sorted(procedures), 40)} if chance.random() < 0.2 else set()
    standings: dict[str, Any] = {one: "in_force" for one in procedures if one not in left}
    return OutlinedCommune(path, name, code, (), True, standings)


def _write(view: SearchView, folder: Path) -> Iterator[tuple[str, int]]:
    """Writes the data for Node; yields what is fetched, with its size over the wire."""
    places = make_places_data(view)
    data = make_search_data(view, VIETNAMESE, places)
    folder.mkdir()
    for name, value in (("search", data), ("places", places)):
        (folder / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    yield "data", _weigh(data)
    yield "places, largest", max(map(_weigh, places))
    if len(view.listed_articles) == ARTICLES:
        yield from _weigh_month(view)
    yield "places, in all", sum(map(_weigh, places))


def _weigh(value: Any) -> int:
    return len(brotli.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), quality=9))


def main() -> None:
    """Prints bytes and ratios."""
    scripts = sum(len(brotli.compress((REPOSITORY / f"theme/assets/{name}.js").read_bytes(), quality=9)) for name in SCRIPTS)
    few = read_view()
    with tempfile.TemporaryDirectory() as made:
        for name, view in (("few", few), ("many", enlarge(few))):
            folder = Path(made) / name
            for what, size in _write(view, folder):
                print(f"{name:5} {what:16} {size / 1000:8.1f} kB")
        print(f"      scripts          {scripts / 1000:8.1f} kB")
        sys.stdout.flush()
        subprocess.run(["node", str(REPOSITORY / "bench/search.mjs"), made, *QUERIES], check=True)


if __name__ == "__main__":
    main()
