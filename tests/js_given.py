"""Makes the inputs of the tests in tests/js/ as JSON: the case files, and the data that the site carries.

`python tests/js_given.py FOLDER` writes them; `make test-js` does that first.
"""

import json
import re
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import segno

from clock_cases import (
    Data,
    as_deadline,
    as_moment,
    as_office,
    make_office,
    python_opens,
    python_returns,
    read_calendars,
    read_deadline,
    read_table,
)
from conftest import read_yaml
from every_value import write_fields
from niemyet.catalogue.selection import select_communes
from niemyet.render.calendar import make_calendar_data
from niemyet.render.choosing import FeeWords, spell_fees
from niemyet.render.language import VIETNAMESE
from niemyet.render.search import make_english_data, make_places_data, make_search_data
from niemyet.resolve.answers import answers_of
from niemyet.resolve.communes import ResolvedCommune
from niemyet.resolve.site import ResolvedReference
from search_inputs import view_search
from test_meant import READINGS

HERE = Path(__file__).parent
BUILT_FOR = date(2026, 11, 22)
FULL_CODES = (
    "ậậậậ  ", "a" * 26, "b" * 42, "HTTPS://NIEMYET.EXAMPLE/K/".ljust(62, "A"), "c" * 84, "d" * 106,
    "x" * 122, "e" * 152, "f" * 180, "y" * 213,
    "1.001044/10044", "1.001090/10090", "1.001001/10001", "1.001005/10005", "1.001021/10021", "1.001074/10074", "1.001000/10000",
    "1.001265/10265",
)  # fmt: skip
"""Texts that fill a QR code of each version from 1 to 10, and one of each mask: what stands in the room that is left, no decoder
reads."""


def write_given(folder: Path) -> None:
    """Writes what each test of tests/js/ is given, as FOLDER/<name>.json."""
    folder.mkdir(parents=True, exist_ok=True)
    _, reference, communes = select_communes(HERE / "frozen", "", BUILT_FOR)
    sought = view_search(reference, communes)
    places = make_places_data(sought)
    given = {
        "years": json.loads(make_calendar_data(read_calendars(), VIETNAMESE)),
        "returns": [_ask_return(row) for row in read_table("returns.tsv")],
        "openings": [_ask_opening(row) for row in read_table("openings.tsv")],
        "fees": list(_ask_fees(reference, communes)),
        "search": make_search_data(sought, VIETNAMESE, places),
        "places": places,
        "english": make_english_data(sought),
        "golden": _read_yaml("search/golden.yaml"),
        "readings": {read.__name__: list(cases.items()) for read, cases in READINGS.items()},
        "numbers": list(_find_numbers()),
        "qr": [(text, list(_draw_qr(text))) for text in FULL_CODES],
    }
    write_fields(folder)
    for name, value in given.items():
        (folder / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False), "utf-8")


def _find_numbers() -> Iterator[tuple[str, str]]:
    """Numbers of decisions as they were mistaken, and as they were meant."""
    for row in _read_yaml("mends.yaml"):
        found = [re.match(r"decision: \{number: (.*), date: ", row[key] or "") for key in ("wrong", "right")]
        if found[0] and found[1]:
            yield found[0][1], found[1][1]


def _draw_qr(text: str) -> Iterator[str]:
    """The QR code of a text in bytes with each of the masks, as another program makes it: its modules row by row."""
    for mask in range(8):
        code = segno.make(text, error="m", mask=mask, mode="byte", encoding="utf-8", eci=False, micro=False, boost_error=False)
        yield "".join(str(int(bool(module))) for row in code.matrix for module in row)


def _read_yaml(name: str) -> Any:
    return read_yaml(HERE / name)


def _ask_return(row: dict[str, str]) -> Data:
    """A row of returns.tsv: the question as a page puts it, the answer by hand, and what Python says with its steps in words."""
    office, filed = make_office(row["office"], row["exceptions"]), datetime.fromisoformat(row["filed"])
    deadline, channel = read_deadline(row["deadline"]), row["channel"]
    return {
        "id": row["id"], "office": as_office(office), "filed": as_moment(filed), "deadline": as_deadline(deadline),
        "channel": channel, "reception": row["reception"], "returned": row["returned"],
        "python": python_returns(office, filed, deadline, channel),
    }  # fmt: skip


def _ask_opening(row: dict[str, str]) -> Data:
    """A row of openings.tsv, likewise."""
    office, moment = make_office(row["office"], row["exceptions"]), datetime.fromisoformat(row["moment"])
    return {
        "id": row["id"], "office": as_office(office), "moment": as_moment(moment),
        "open": row["open"], "until": row["until"], "next": row["next"], "python": python_opens(office, moment),
    }  # fmt: skip


def _ask_fees(reference: ResolvedReference, communes: list[ResolvedCommune]) -> Iterator[Data]:
    """The cases of tests/answers/, each with the table that its page carries."""
    postings = {(commune.path, code): posted for commune in communes for code, posted in commune.postings.items()}
    for case in _read_yaml("answers/cases.yaml"):
        answers = answers_of(postings[case["place"], case["procedure"]])
        asked = {"id": case["id"], "chosen": case["choose"], "pages": case.get("pages", 1), "copies": case.get("copies", 1)}
        table = json.loads(spell_fees(FeeWords(answers, reference.documents, VIETNAMESE)))
        yield {**asked, "table": table, "due": case["due"], "outdated": case.get("outdated", False)}


if __name__ == "__main__":
    write_given(Path(sys.argv[1]))
