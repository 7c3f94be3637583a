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
from datetime import date
from pathlib import Path
from typing import Any

import brotli

from niemyet.catalogue.selection import select_communes
from niemyet.model.unit_folders import official_folders
from niemyet.render.language import VIETNAMESE
from niemyet.render.listings import OutlinedCommune
from niemyet.render.search import SearchView, make_places_data, make_search_data
from niemyet.resolve.procedures import DatedProcedure

REPOSITORY = Path(__file__).parent.parent
sys.path.insert(0, str(REPOSITORY / "tests"))
from search_inputs import view_search  # noqa: E402  # the path is set above

SEARCH = sorted((REPOSITORY / "theme/assets").glob("search*.js"))
SCRIPTS = (*(path.stem for path in SEARCH), "my-commune", "page", "place-files", "units", "words")
PROCEDURES = 460
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
    return replace(view, procedures=procedures, communes=communes)


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
