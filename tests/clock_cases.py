"""Reads the cases in tests/clock/: offices, calendars as known in November 2026, answers worked out by hand.

`js_given.py` passes the same cases to the tests of the browser's scripts; `clock/reckon.mjs` runs these scripts on
questions from Python. "-" means no value.
"""

import csv
import json
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from niemyet.law.office_hours import OfficeHours
from niemyet.law.reception import opening_at
from niemyet.law.return_day import reckon
from niemyet.law.steps import Step
from niemyet.law.workdays import Workdays
from niemyet.load.nodes import parse_document, plain
from niemyet.load.texts import SourceText
from niemyet.model.deadline import Deadline
from niemyet.model.places import Office
from niemyet.model.reference import Calendar
from niemyet.render.language import VIETNAMESE
from niemyet.render.steps import format_step

Data = dict[str, Any]

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


# -- questions and answers as the browser's scripts have them ---------------------------------------------------------------


def minutes(clock: time) -> int:
    return 60 * clock.hour + clock.minute


def as_moment(moment: date | datetime | None) -> Data | None:
    if moment is None:
        return None
    known = minutes(moment.time()) if isinstance(moment, datetime) else None
    return {"day": f"{moment:%Y-%m-%d}", "minutes": known}


def as_office(office: Office) -> Data:
    """An office as the page states it, every exception as its own line of the list."""
    hours = OfficeHours(office, Workdays(()))
    monday = date(2024, 6, 3)
    days = [monday + timedelta(days=n) for n in range(7)]
    week = {f"{day:%a}".lower(): [[minutes(s.opens), minutes(s.closes)] for s in hours.usual(day).spans] for day in days}
    exceptions = {
        f"{day:%Y-%m-%d}": {
            "spans": [[minutes(s.opens), minutes(s.closes)] for s in hours.on(day).spans],
            "reason": hours.on(day).reason,
        }
        for day in {exception.date for exception in office.exceptions}
    }
    return {"week": week, "exceptions": exceptions}


def as_deadline(deadline: Deadline) -> Data:
    if deadline.same_day_until is not None:
        return {"until": minutes(deadline.same_day_until)}
    return {"amount": deadline.amount, "unit": deadline.unit}


def in_words(steps: tuple[Step, ...]) -> list[list[str]]:
    return [[step.kind, format_step(step, VIETNAMESE)] for step in steps]


def python_returns(office: Office, filed: datetime, deadline: Deadline, channel: Any = None) -> Data:
    found = reckon(office, read_calendars(), filed, deadline, channel)
    return {
        "reception": as_moment(found.reception), "returned": as_moment(found.returned), "why": in_words(found.why),
    }  # fmt: skip


def python_opens(office: Office, moment: datetime) -> Data:
    state = opening_at(office, read_calendars(), moment)
    until = minutes(state.until) if state.until else None
    return {"open": state.open, "until": until, "next": as_moment(state.next_opening), "why": in_words(state.why)}
