"""A decision has one day, wherever a place names it."""

from collections.abc import Iterable, Iterator
from datetime import date

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.syntax_hints import write
from niemyet.model.orthography import format_day
from niemyet.model.overlay import Posting
from niemyet.model.places import Province
from niemyet.validate.entries import Entry


def check_days_of_decisions(postings: Iterable[Entry[Posting]], province: Province | None) -> Iterator[Diagnostic]:
    """The decision of a posting has the day that the province's list gives it; one that the list does not name has the same day
    in all postings of the commune.

    Numbers begin anew each year, so two days of different years are two decisions, unless day and month are the same.
    """
    known = dict(_decisions_of_list(province)) if province is not None else {}
    entries = list(postings)
    for number, days in _days_in(entries).items():
        if number not in known and len(days) > 1:
            usual = max(days, key=lambda day: days[day])
            if days[usual] > sum(days.values()) - days[usual] + 1:
                known[number] = usual
    for entry in entries:
        decision = entry.record.decision
        right = known.get(decision.number)
        if right is None or decision.date is None or decision.date == right or not _is_slip(decision.date, right):
            continue
        if entry.record.posted < decision.date:
            continue  # `check_days_of_posting` reports it
        values = {"number": decision.number, "value": format_day(decision.date), "right": format_day(right)}
        yield Diagnostic(
            "decision-day-differs", entry.document.at("decision", "date"), {**values, "fix": write(right.isoformat())}
        )


def _decisions_of_list(province: Province) -> Iterator[tuple[str, date]]:
    if province.list is not None:
        for decision in (province.list.decision, *(change.decision for change in province.list.changes)):
            if decision.date is not None:
                yield decision.number, decision.date


def _days_in(entries: Iterable[Entry[Posting]]) -> dict[str, dict[date, int]]:
    """By the number of a decision, how many postings give it which day."""
    found: dict[str, dict[date, int]] = {}
    for entry in entries:
        decision = entry.record.decision
        if decision.date is not None:
            days = found.setdefault(decision.number, {})
            days[decision.date] = days.get(decision.date, 0) + 1
    return found


def _is_slip(day: date, right: date) -> bool:
    return day.year == right.year or (day.month, day.day) == (right.month, right.day)
