"""A posting's counter is one of the commune's and handles its field; the office is open until its last hour."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.law.versions import current_version
from niemyet.model.codes import code_of_file
from niemyet.model.overlay import Posting
from niemyet.model.places import Commune, Counter
from niemyet.validate.entries import Entry
from niemyet.validate.reference_index import ReferenceIndex
from niemyet.validate.rules.offices import is_at_night


def check_counter(entry: Entry[Posting], commune: Commune, law: ReferenceIndex, today: date) -> Iterator[Diagnostic]:
    """A posting names a counter of the commune that handles its field. Not checked if the commune lists no counters."""
    record, counters = entry.record, commune.counters
    if record.counter is None or not counters or record.withdrawn is not None:
        return
    versions = law.versions(code_of_file(entry.path))
    field = current_version(versions, today).field if versions else ""
    found = [counter for counter in counters if counter.name == record.counter]
    if found and field and law.fields is not None and field not in law.fields:
        return  # the procedure's field is unknown, which is told there
    if any(not field or field in counter.fields or not counter.fields for counter in found):
        return
    if len({counter.name for counter in counters}) < len(counters):
        return  # one of them bears the name of another, which is told there
    meant = [counter for counter in counters if field in counter.fields]
    place, values = entry.document.at("counter"), {"value": record.counter, "field": field}
    if not found:
        near = [counter.name for counter in meant] if len(meant) == 1 else []
        near = near or near_counters(record.counter, [counter.name for counter in counters], 0.9)
        yield Diagnostic("unknown-counter", place, values | {"known": _list(counters)} | ({"near": near[0]} if near else {}))
    else:
        near = [meant[0].name] if len(meant) == 1 else []
        yield Diagnostic(
            "counter-of-other-field", place, values | {"known": _list(meant or counters)} | ({"near": near[0]} if near else {})
        )


def check_last_hour(entry: Entry[Posting], commune: Commune) -> Iterator[Diagnostic]:
    """Nobody can bring papers until an hour at which the office has closed on every day."""
    latest = max(opening.closes for opening in commune.office.hours)
    for i, deadline in enumerate(entry.record.deadlines):
        until = deadline.same_day_until
        if until is not None and latest < until and not is_at_night(until):
            values = {"value": f"{until:%H:%M}", "closes": f"{latest:%H:%M}"}
            yield Diagnostic("same-day-after-closing", entry.document.at("deadlines", i, "same_day_until"), values)


def near_counters(written: str, known: Sequence[str], least: float) -> list[str]:
    """The counter that was meant, if any: its number is the same, for the next number is another counter."""
    digits = re.findall("[0-9]+", written)
    same = [name for name in known if [*map(int, re.findall("[0-9]+", name))] == [*map(int, digits)]]
    return difflib.get_close_matches(written, same, 1, least)


def _list(counters: Iterable[Counter]) -> str:
    return "; ".join(f"{counter.name} ({', '.join(counter.fields)})" if counter.fields else counter.name for counter in counters)
