"""A decision has one day, wherever a place names it."""

from collections.abc import Iterator
from datetime import date

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.syntax_hints import write
from niemyet.model.orthography import format_day
from niemyet.model.overlay import Posting
from niemyet.model.places import Province
from niemyet.validate.entries import Entry


def check_day_of_decision(entry: Entry[Posting], province: Province | None) -> Iterator[Diagnostic]:
    """The decision of a posting has the day that the province's list gives it.

    Numbers begin anew each year, so two days of different years are two decisions, unless day and month are the same.
    """
    decision = entry.record.decision
    right = dict(_decisions_of_list(province)).get(decision.number) if province is not None else None
    if right is None or decision.date is None or decision.date == right or not _is_slip(decision.date, right):
        return
    if entry.record.posted < decision.date:
        return  # `check_days_of_posting` reports it
    values = {"number": decision.number, "value": format_day(decision.date), "right": format_day(right)}
    yield Diagnostic("decision-day-differs", entry.document.at("decision", "date"), {**values, "fix": write(right.isoformat())})


def _decisions_of_list(province: Province) -> Iterator[tuple[str, date]]:
    if province.list is not None:
        for decision in (province.list.decision, *(change.decision for change in province.list.changes)):
            if decision.date is not None:
                yield decision.number, decision.date


def _is_slip(day: date, right: date) -> bool:
    return day.year == right.year or (day.month, day.day) == (right.month, right.day)
