"""What the law demands of records: free procedures with a basis, one fee at a time, days and hours in order."""

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from itertools import combinations

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.syntax_hints import write
from niemyet.model.deadline import Deadline
from niemyet.model.money import Fee
from niemyet.model.orthography import format_day
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.places import Commune, Opening
from niemyet.model.procedure import Procedure
from niemyet.validate.entries import Entry
from niemyet.validate.rules.days import YEARS_AHEAD


def check_free_fees(entry: Entry[Procedure] | Entry[ProvinceOverlay]) -> Iterator[Diagnostic]:
    """A fee of 0 names its basis: in the national data, 0 often means that the province decides."""
    for i, fee in enumerate(entry.record.fees):
        if fee.amount == 0 and fee.basis is None:
            yield Diagnostic("free-without-basis", entry.document.at("fees", i, "amount"))


def check_one_at_a_time(entry: Entry[Procedure] | Entry[ProvinceOverlay] | Entry[Posting]) -> Iterator[Diagnostic]:
    """At any time there is one fee per name, case and channel, and one deadline per case and channel.

    The law has lines that only their unit, notes or quotation distinguish; a procedure may have such lines. Imported records are
    not checked: their lines are those of the source.
    """
    record = entry.record
    is_law = isinstance(record, Procedure)
    if isinstance(record, Procedure) and record.imported is not None:
        return
    for key in ("fees", "deadlines"):
        parts: Iterable[Fee | Deadline] = getattr(record, key, ())
        for (i, earlier), (k, later) in combinations(enumerate(parts), 2):
            if earlier.key == later.key and _overlap(earlier, later) and not (is_law and _told_apart(earlier, later)):
                line = entry.document.at(key, i).line
                yield Diagnostic("two-at-once", entry.document.at(key, k), {"line": str(line)})


def _told_apart(a: Fee | Deadline, b: Fee | Deadline) -> bool:
    return any(getattr(a, key, None) != getattr(b, key, None) for key in ("kind", "per", "notes", "source_text"))


def _overlap(a: Fee | Deadline, b: Fee | Deadline) -> bool:
    starts, ends = (max(part.valid_from or date.min for part in (a, b)), min(part.valid_until or date.max for part in (a, b)))
    return starts <= ends


def check_days_of_posting(entry: Entry[Posting], today: date) -> Iterator[Diagnostic]:
    """A posting is posted after its decision, checked and withdrawn after it was posted, and not checked in the future."""
    record = entry.record
    signed = record.decision.date
    if signed is not None and record.posted < signed and signed.year <= today.year + YEARS_AHEAD:  # else `check_years` tells
        values = {"value": format_day(record.posted), "day": format_day(signed)}
        yield Diagnostic("posted-before-decision", entry.document.at("posted"), values)
    if signed is not None and (meant := _swap_day(record.posted, signed)):
        values = {"value": format_day(record.posted), "day": format_day(signed), "right": meant.isoformat()}
        yield Diagnostic("posted-day-swapped", entry.document.at("posted"), values)
    if record.checked is not None and record.checked < record.posted:
        values = {"value": format_day(record.checked), "day": format_day(record.posted)}
        yield Diagnostic("days-out-of-order", entry.document.at("checked"), values)
    if record.checked is not None and record.checked > today:
        yield Diagnostic("checked-in-future", entry.document.at("checked"), {"value": format_day(record.checked)})
    if record.received is not None and signed is not None and record.received < signed:
        values = {"value": format_day(record.received), "day": format_day(signed)}
        yield Diagnostic("days-out-of-order", entry.document.at("received"), values)
    if record.received is not None and record.received > record.posted:
        values = {"value": format_day(record.received), "day": format_day(record.posted)}
        yield Diagnostic("received-after-posting", entry.document.at("received"), values)
    if record.withdrawn is not None and record.withdrawn.since < record.posted:
        values = {"value": format_day(record.withdrawn.since), "day": format_day(record.posted)}
        yield Diagnostic("days-out-of-order", entry.document.at("withdrawn", "from"), values)


LONG_AFTER, SOON_AFTER = timedelta(days=60), timedelta(days=14)


def _swap_day(posted: date, signed: date) -> date | None:
    """The day of posting with day and month exchanged, if only that one is soon after the decision was signed."""
    if posted.day > 12 or posted - signed <= LONG_AFTER:
        return None
    swapped = date(posted.year, posted.day, posted.month)
    return swapped if timedelta(0) <= swapped - signed <= SOON_AFTER else None


def check_hours(entry: Entry[Commune]) -> Iterator[Diagnostic]:
    """An office opens before it closes, also on exceptional days."""
    for i, opening in enumerate(entry.record.office.hours):
        if opening.closes <= opening.opens:
            shared = [one for one in entry.record.office.hours if one is not opening and set(one.days) & set(opening.days)]
            values = _format_hours(opening.opens, opening.closes, shared)
            yield Diagnostic("hours-out-of-order", entry.document.at("office", "hours", i, "closes"), values)
    for i, exception in enumerate(entry.record.office.exceptions):
        path = ("office", "exceptions", i)
        if (exception.opens is None) != (exception.closes is None):
            missing = {"key": "closes", "title": "Đóng cửa"} if exception.closes is None else {"key": "opens", "title": "Mở cửa"}
            yield Diagnostic("missing-key", entry.document.at(*path), missing)
        elif exception.opens is not None and exception.closes is not None and exception.closes <= exception.opens:
            values = _format_hours(exception.opens, exception.closes, ())
            yield Diagnostic("hours-out-of-order", entry.document.at(*path, "closes"), values)


_NOON, _LAST_HOUR = 12, 17


def _format_hours(opens: time, closes: time, others: Iterable[Opening]) -> dict[str, str | Bilingual]:
    """Values for a closing time before the opening time. Proposes the afternoon hour (5:00 → 17:00) if it fits.

    `others` are the other periods of the same days, which the proposal must not overlap.
    """
    values: dict[str, str | Bilingual] = {"value": f"{closes:%H:%M}", "opens": f"{opens:%H:%M}"}
    if closes.hour < _NOON and closes.hour + _NOON <= _LAST_HOUR:
        meant = closes.replace(hour=closes.hour + _NOON)
        if opens < meant and not any(other.opens < meant and opens < other.closes for other in others):
            values["fix"] = write(f'"{meant:%H:%M}"')
    return values


def check_validity(entry: Entry[Procedure] | Entry[ProvinceOverlay] | Entry[Posting]) -> Iterator[Diagnostic]:
    """No part of a record ends before it begins."""
    record = entry.record
    parts: list[tuple[tuple[str | int, ...], date | None, date | None]] = []
    for key in ("fees", "deadlines", "waivers"):
        listed: Iterable[Deadline] = getattr(record, key, ())
        parts += [((key, i), part.valid_from, part.valid_until) for i, part in enumerate(listed)]
    if isinstance(record, Procedure) and record.effective is not None:
        parts.append((("effective",), record.effective.starts, record.effective.ends))
    for path, starts, ends in parts:
        if starts is not None and ends is not None and ends < starts:
            values = {"value": format_day(ends), "day": format_day(starts)}
            yield Diagnostic("days-out-of-order", entry.document.at(*path, "until"), values)
