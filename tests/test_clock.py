"""When a dossier is received, when its result falls due, whether an office is open: the law, against answers by hand."""

from datetime import datetime

import pytest

from clock_cases import make_office, read_calendars, read_deadline, read_table, write_moment
from niemyet.render.steps import say_steps
from niemyet.resolve.reception import opening_at
from niemyet.resolve.return_day import reckon


@pytest.mark.parametrize("row", read_table("returns.tsv"), ids=lambda row: row["id"])
def test_a_result_falls_due_when_the_law_says(row: dict[str, str]) -> None:
    """Reception first, then the count; every answer comes with its steps in words."""
    office = make_office(row["office"], row["exceptions"])
    filed = datetime.fromisoformat(row["filed"])
    found = reckon(office, read_calendars(), filed, read_deadline(row["deadline"]), row["channel"])  # type: ignore[arg-type]  # from a table
    assert (write_moment(found.reception), write_moment(found.returned)) == (row["reception"], row["returned"]), found.why
    assert found.firm == (row["returned"] != "-")
    assert found.minute_known == ("T" in row["returned"])
    assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in say_steps(found.why))


@pytest.mark.parametrize("row", read_table("openings.tsv"), ids=lambda row: row["id"])
def test_an_office_is_open_when_it_says_so(row: dict[str, str]) -> None:
    """On a day that no official calendar knows nothing firm is said."""
    state = opening_at(make_office(row["office"], row["exceptions"]), read_calendars(), datetime.fromisoformat(row["moment"]))
    told = {True: "yes", False: "no", None: "-"}[state.open]
    assert (told, write_moment(state.until), write_moment(state.next_opening)) == (row["open"], row["until"], row["next"])
