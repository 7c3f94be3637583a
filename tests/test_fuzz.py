"""What `make fuzz` tries at random, tried a little: no reader stops, and every diagnostic stands inside its file."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from conftest import share
from fuzz.formats import FORMATS
from fuzz.running import CHUNK, State, Tally, try_inputs
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.former_units import parse_former_units
from niemyet.load.ratings import parse_ratings
from niemyet.load.texts import SourceText
from niemyet.load.units import parse_units

SLICE = dict.fromkeys([name for name in FORMATS if name != "law"], 160) | {"xlsx": 24, "docx": 16, "page": 40, "catalogue": 16}
"""Inputs of the long run of this suite; `make test` tries an eighth. The law is tried in test_whatever_check_accepts.py."""


@pytest.mark.parametrize("name", SLICE)
def test_no_input_stops_a_reader(name: str, tmp_path: Path) -> None:
    """Each is accepted, or refused with sentences whose places are inside it."""
    tally = try_inputs(22, name, range(share(SLICE[name])), tmp_path)
    assert tally.faults == {}
    assert tally.done == share(SLICE[name])


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
