"""The clock's cases in tests/clock/: offices, calendars as they were known in November 2026, answers worked out by hand.

Python reads the tables here; `clock/reckon.mjs` puts the same questions to the scripts of the browser. "-" stands for nothing.
"""

import csv
import json
from datetime import datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from niemyet.load.nodes import parse_document, plain
from niemyet.load.texts import SourceText
from niemyet.model.deadline import Deadline
from niemyet.model.places import Office
from niemyet.model.reference import Calendar

HERE = Path(__file__).parent / "clock"


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a table, by the names of its columns."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def read_calendars() -> tuple[Calendar, ...]:
    """The calendars of 2025 to 2028."""
    calendars = []
    for path in sorted((HERE / "calendar").iterdir()):
        document, diagnostics = parse_document(SourceText(path.name, path.read_text("utf-8")))
        assert document is not None, diagnostics
        calendars.append(Calendar.model_validate(plain(document.root)))
    return tuple(calendars)


def make_office(name: str, exceptions: str = "-") -> Office:
    """An office of offices.json with its exceptions: "2026-10-15 closed,2026-10-16 07:00-09:00"."""
    spoken = json.loads((HERE / "offices.json").read_text("utf-8"))[name]
    hours = []
    for days, spans in spoken.items():
        listed = ["mon", "tue", "wed", "thu", "fri"] if days == "mon-fri" else days.split()
        hours += [dict(zip(("opens", "closes"), span.split("-"), strict=True)) | {"days": listed} for span in spans.split()]
    return Office.model_validate({"name": "Nơi tiếp nhận", "address": "Trụ sở", "hours": hours, "exceptions": _read(exceptions)})


def _read(exceptions: str) -> list[dict[str, str]]:
    read = []
    for one in () if exceptions == "-" else exceptions.split(","):
        day, _, span = one.partition(" ")
        times = {} if span == "closed" else dict(zip(("opens", "closes"), span.split("-"), strict=True))
        read.append({"date": day, "reason": "lý do riêng"} | times)
    return read


def read_deadline(text: str) -> Deadline:
    """ "3 working_day" or "until 15:00"."""
    first, second = text.split()
    return Deadline.model_validate({"same_day_until": second} if first == "until" else {"amount": first, "unit": second})


def write_moment(moment: Any) -> str:
    """A moment or a day as the tables write it."""
    if moment is None:
        return "-"
    if isinstance(moment, time):
        return f"{moment:%H:%M}"
    return f"{moment:%Y-%m-%dT%H:%M}" if isinstance(moment, datetime) else f"{moment:%Y-%m-%d}"
