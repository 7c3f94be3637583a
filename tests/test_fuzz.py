"""What `make fuzz` tries at random, tried a little: no reader stops, and every diagnostic stands inside its file."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from conftest import TODAY, share, some_of
from fuzz.formats import FORMATS
from fuzz.injection import attack
from fuzz.pathological import FILES
from fuzz.running import CHUNK, State, Tally, try_inputs
from niemyet.building.checking import check_catalogue
from niemyet.catalogue import entries
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.limits import MOST_TOLD
from niemyet.load.finding import SourceFile
from niemyet.load.former_units import parse_former_units
from niemyet.load.ratings import parse_ratings
from niemyet.load.texts import SourceText
from niemyet.load.units import parse_units
from niemyet.load.workbooks import read_workbook
from office_files import change_part, workbook

SLICE = dict.fromkeys([name for name, one in FORMATS.items() if not one.whole], 160) | {
    "xlsx": 24,
    "docx": 16,
    "page": 40,
    "catalogue": 16,
}
"""Inputs of the long run of this suite; `make test` tries a slice. Whole sites are tried elsewhere."""


@pytest.mark.parametrize("name", SLICE)
def test_no_input_stops_a_reader(name: str, tmp_path: Path) -> None:
    """Each is accepted, or refused with sentences whose places are inside it."""
    tally = try_inputs(22, name, range(share(SLICE[name])), tmp_path)
    assert tally.faults == {}
    assert tally.done == share(SLICE[name])


@pytest.mark.long("test_trust.py, which plants the same in every text of the small catalogue")
@pytest.mark.parametrize("number", [777])
def test_words_that_attack_stay_words(number: int, tmp_path: Path) -> None:
    """In pages, data, feeds, calendars, tables, texts, the comparison and the report of a catalogue with every key."""
    assert attack(str(number).encode(), tmp_path)


def test_a_run_counts_in_order_and_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    """What was done behind a gap is not counted before the gap is closed."""
    state = State(tmp_path / "state.json", 1)
    state.take("csv", range(CHUNK, 2 * CHUNK), Tally(CHUNK, faults={"slow": [CHUNK + 7]}))
    assert state.tallies["csv"].done == 0
    state.take("csv", range(CHUNK), Tally(CHUNK))
    state.keep()
    again = State(tmp_path / "state.json", 1).tallies["csv"]
    assert (again.done, again.faults) == (2 * CHUNK, {"slow": [CHUNK + 7]})


@pytest.mark.parametrize(
    ("parse", "head"),
    [
        (parse_units, "code,kind,name,province_code"),
        (parse_former_units, "# Tên cũ.\ncode,district,province,names"),
        (partial(parse_ratings, last="2026-11"), "month,commune,helpful,unhelpful"),
    ],
    ids=["units", "former units", "ratings"],
)
def test_a_row_of_several_lines_is_told_where_it_begins(
    parse: Callable[[SourceText], tuple[Any, Sequence[Diagnostic]]], head: str
) -> None:
    """A line break in quotation marks and an empty line move no row; a list of remarks alone has its place inside."""
    first = head.count("\n") + 2
    _, told = parse(SourceText("a.csv", f'{head}\n"a\nb",x\n\nc,y\n'))
    assert [one.place.line for one in told] == [first, first + 3]
    _, told = parse(SourceText("a.csv", "# chỉ có ghi chú"))
    assert [one.place.line for one in told] == [1]
    _, told = parse(SourceText("a.csv", f'{head}\n"' + "x" * 200_000))
    assert 1 <= told[0].place.line <= first


@pytest.mark.parametrize("name", some_of(FILES, of=12))
def test_what_is_made_to_take_all_is_refused_or_read(name: str, tmp_path: Path) -> None:
    """Without another end than a sentence; `python -m fuzz --pathological` measures how long each takes."""
    format_, make = FILES[name]
    FORMATS[format_].read(make(), tmp_path)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("catalogue/reference/documents.yaml", "".join(f"{i}/2026/QH16: x\n" for i in range(5_000))),
        ("catalogue/ha-noi/kim-lien/1.001193.yaml", "posted: 2026-01-01\n" * 5_000),
        ("catalogue/reference/units.csv", "code,kind,name,province_code\n" + "x,y,z,0\n" * 5_000),
        ("catalogue/reference/former-units.csv", "code,district,province,names\n" + "x,y,z,0\n" * 5_000),
        ("catalogue/ha-noi/ratings.csv", "month,commune,helpful,unhelpful\n" + "x,y,z,0\n" * 5_000),
    ],
    ids=range(5),
)
def test_of_a_file_full_of_mistakes_some_are_told_and_that_there_are_more(path: str, text: str, small: Path) -> None:
    """In as much work as these take."""
    (small / path).write_text(text, "utf-8")
    told = Counter(one.rule for one in check_catalogue(small, TODAY).diagnostics if one.place.file == path)
    assert told.pop("oversized") == 1
    assert 190 <= told.total() <= MOST_TOLD + 1


def test_an_overlong_record_is_not_taken_apart(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two megabytes are refused by their number."""
    file = small / "catalogue/ha-noi/kim-lien/1.001193.yaml"
    file.write_text("notes:\n" + "- a\n" * 400_000, "utf-8")
    monkeypatch.setattr(entries, "parse_document", None)
    document, told = entries.read_document(small, SourceFile("catalogue/ha-noi/kim-lien/1.001193.yaml", "posting"))
    assert (document, [one.rule for one in told]) == (None, ["oversized"])


def test_a_row_that_says_it_is_the_millionth_is_not_waited_for() -> None:
    """Empty rows are not made up to it."""
    book = workbook({"A": [("Mã thủ tục", "Tên thủ tục"), ("9.000001", "Việc mẫu")]})
    far = change_part(book, "xl/worksheets/sheet1.xml", lambda part: part.replace(b'r="2"', b'r="999999"'))
    (sheet,) = read_workbook(far)
    assert len(sheet.rows) == 1 and "chỉ đọc phần đầu" in sheet.remarks[0].vi
