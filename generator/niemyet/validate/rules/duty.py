"""Duty rosters: counters and people are those of the commune, nobody is planned for a closed day, no open counter is empty.

The roster is a plan: what is told is what the plan leaves open, from today on, never who was there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.law.duty import DutyRoster, Gap, days_between, name_counters
from niemyet.law.office_hours import WEEKDAYS, OfficeHours
from niemyet.law.workdays import Workdays
from niemyet.model.duty import Absence, Duty, Shift
from niemyet.model.folding import fold_words
from niemyet.model.orthography import format_day
from niemyet.model.places import Commune
from niemyet.model.reference import Calendar
from niemyet.model.vocabulary import WEEKDAY_NAMES, name_weekday
from niemyet.validate.entries import Entry
from niemyet.validate.rules.counters import near_counters

AHEAD = 28
"""Days from today on in which no open counter may be empty."""
AHEAD_IN_PERIODS = 120
"""The same within a period of its own, which is planned long before."""
LONGEST_PERIOD = 92
"""Days of a period of its own: what lasts longer than three months is a roster."""
NAMED = 3
"""Days that a message names; of more it gives the number."""
Path = tuple[str | int, ...]


def check_order(entry: Entry[Duty]) -> Iterator[Diagnostic]:
    """What ends does so on its first day or later, and a shift closes after it opens."""
    record, document = entry.record, entry.document
    ranges: list[tuple[Path, date, date | None]] = [((), record.starts, record.until)]
    ranges += [(("periods", i), one.starts, one.until) for i, one in enumerate(record.periods)]
    ranges += [(("absences", i), one.starts, one.until) for i, one in enumerate(record.absences)]
    for path, first, last in ranges:
        if last is not None and last < first:
            values = {"value": format_day(last), "day": format_day(first)}
            yield Diagnostic("days-out-of-order", document.at(*path, "until"), values)
    for path, shift in _shifts(record):
        if shift.opens is not None and shift.closes is not None and shift.closes <= shift.opens:
            values = {"value": f"{shift.closes:%H:%M}", "opens": f"{shift.opens:%H:%M}"}
            yield Diagnostic("hours-out-of-order", document.at(*path, "closes"), values)


def check_end(entry: Entry[Duty], today: date) -> Iterator[Diagnostic]:
    """The roster has not run out."""
    until = entry.record.until
    if until is not None and until < today and until >= entry.record.starts:
        yield Diagnostic("duty-ended", entry.document.at("until"), {"value": format_day(until)})


def check_lengths(entry: Entry[Duty]) -> Iterator[Diagnostic]:
    """A period of its own has at most `LONGEST_PERIOD` days: before and after Tết, not from one to the next."""
    for i, period in enumerate(entry.record.periods):
        many = (period.until - period.starts).days + 1 if period.until is not None else 0
        if many > LONGEST_PERIOD:
            values = {"value": str(many), "reason": period.reason, "day": format_day(period.starts)}
            yield Diagnostic("duty-period-long", entry.document.at("periods", i, "from"), values)


def check_roles(entry: Entry[Duty]) -> Iterator[Diagnostic]:
    """One role is written in one way: where only marks, capitals or blanks differ, the rarer is told."""
    roles = [*_roles(entry.record)]
    many = Counter(role for _, role in roles)
    usual: dict[str, str] = {}
    for role, _ in many.most_common():
        usual.setdefault(fold_words(role), role)
    for path, role in roles:
        right = usual[fold_words(role)]
        if role != right:
            yield Diagnostic("role-written-otherwise", entry.document.at(*path), {"value": role, "near": right})


def check_substitutes(entry: Entry[Duty]) -> Iterator[Diagnostic]:
    """Nobody stands in for himself. Where neither is named, two people may have one role: then it is only asked."""
    people: list[tuple[Path, Shift | Absence]] = [*_shifts(entry.record)]
    people += [(("absences", i), one) for i, one in enumerate(entry.record.absences)]
    for path, one in people:
        other = one.substitute
        if other is not None and fold_words(other.role) == fold_words(one.role) and other.name == one.name:
            place = entry.document.at(*path, "substitute", "role")
            rule = "substitute-of-oneself" if one.name is not None else "substitute-of-same-role"
            yield Diagnostic(rule, place, {"value": _say_person(one.role, one.name)})


def check_absences(entry: Entry[Duty]) -> Iterator[Diagnostic]:
    """Who is away has a shift in the roster."""
    shifts = [shift for _, shift in _shifts(entry.record)]
    for i, absence in enumerate(entry.record.absences):
        if any(fold_words(shift.role) == fold_words(absence.role) and shift.role != absence.role for shift in shifts):
            continue  # `check_roles` tells it
        if not any(shift.role == absence.role and absence.name in (None, shift.name) for shift in shifts):
            known = "; ".join(dict.fromkeys(_say_person(shift.role, shift.name) for shift in shifts))
            values = {"value": _say_person(absence.role, absence.name), "known": known}
            yield Diagnostic("absence-of-nobody", entry.document.at("absences", i, "role"), values)


def check_counters(entry: Entry[Duty], commune: Commune) -> Iterator[Diagnostic]:
    """The counters of shifts are those of the commune."""
    known = name_counters(commune)
    if len({one.name for one in commune.counters}) < len(commune.counters):
        return  # one of them bears the name of another, which is told there
    for path, shift in _shifts(entry.record):
        for i, counter in enumerate(shift.counters):
            if counter not in known:
                near = near_counters(counter, known, 0.8)
                values = {"value": counter, "known": "; ".join(known)} | ({"near": near[0]} if near else {})
                yield Diagnostic("unknown-counter", entry.document.at(*path, "counters", i), values)


def check_names(entry: Entry[Duty], commune: Commune) -> Iterator[Diagnostic]:
    """A name stands in the roster only where the commune publishes it among its staff."""
    published = {person.name for person in commune.staff if person.name is not None}
    told: set[str] = set()
    for path, name in _names(entry.record):
        if name not in published and name not in told:
            told.add(name)
            yield Diagnostic("duty-name-unpublished", entry.document.at(*path, "name"), {"value": name})


def check_closed(entry: Entry[Duty], commune: Commune, calendars: Iterable[Calendar]) -> Iterator[Diagnostic]:
    """Nobody is planned for days of the week without hours, nor for a period in which the office is closed all the time."""
    hours = OfficeHours(commune.office, Workdays(calendars))
    opened = {day for opening in commune.office.hours for day in opening.days}
    for i, shift in enumerate(entry.record.shifts):
        closed = [day for day in shift.days if day not in opened]
        if closed:
            values = {"value": ", ".join(WEEKDAY_NAMES[day] for day in closed), "role": shift.role}
            yield Diagnostic("duty-when-closed", entry.document.at("shifts", i, "days"), values)
        days_of = [one for one in commune.office.hours if not closed and (not shift.days or set(shift.days) & set(one.days))]
        if (
            shift.opens
            and shift.closes
            and days_of
            and not any(shift.opens < one.closes and one.opens < shift.closes for one in days_of)
        ):
            values = {"value": f"{shift.opens:%H:%M}–{shift.closes:%H:%M}", "role": shift.role}
            yield Diagnostic("duty-when-closed", entry.document.at("shifts", i, "opens"), values)
        elif days_of:
            first, last = min(one.opens for one in days_of), max(one.closes for one in days_of)
            hours_open = f"{first:%H:%M}–{last:%H:%M}"
            for key, clock in (("opens", shift.opens), ("closes", shift.closes)):
                if clock is not None and not first <= clock <= last:
                    values = {"value": f"{clock:%H:%M}", "role": shift.role, "hours": hours_open}
                    yield Diagnostic("duty-beyond-hours", entry.document.at("shifts", i, key), values)
    for i, period in enumerate(entry.record.periods):
        days = [*days_between(period.starts, max(period.starts, period.until or period.starts))]
        for k, shift in enumerate(period.shifts):
            own = [day for day in days if not shift.days or WEEKDAYS[day.weekday()] in shift.days]
            if not any(hours.on(day).spans for day in own):
                values = {"value": _say_days(own or days), "role": shift.role}
                yield Diagnostic("duty-when-closed", entry.document.at("periods", i, "shifts", k), values)


def check_gaps(entry: Entry[Duty], commune: Commune, calendars: Iterable[Calendar], today: date) -> Iterator[Diagnostic]:
    """No counter is empty while the office is open on a working day; on other days with hours, somebody is there at all."""
    if {name for _, shift in _shifts(entry.record) for name in shift.counters} - {*name_counters(commune)}:
        return  # `check_counters` tells it: whoever sits there may be the one that is missing
    workdays = Workdays(calendars)
    roster = DutyRoster(entry.record, commune, OfficeHours(commune.office, workdays))
    empty: dict[tuple[int, str], list[Gap]] = {}
    for day in days_between(today, today + timedelta(days=AHEAD_IN_PERIODS)):
        period = roster.period_of(day)
        number = entry.record.periods.index(period) if period is not None else -1
        if period is None and (day > today + timedelta(days=AHEAD) or not workdays.known(day)):
            continue
        gaps = [*roster.gaps(day)]
        alone = len(gaps) == len(roster.counters) and all(gap.whole for gap in gaps)
        for gap in gaps if alone or workdays.works(day) else ():
            empty.setdefault((number, gap.counter), []).append(gap)
    for (number, counter), listed in empty.items():
        hours = dict.fromkeys(f"{span.opens:%H:%M}–{span.closes:%H:%M}" for gap in listed for span in gap.spans)
        path: Path = ("periods", number, "shifts") if number >= 0 else ("shifts",)
        values = {"value": counter, "days": _say_days([gap.day for gap in listed]), "hours": ", ".join(hours)}
        yield Diagnostic("duty-counter-empty", entry.document.key(*path), values)


def _shifts(record: Duty) -> Iterator[tuple[Path, Shift]]:
    """All shifts with their paths, the weekly ones first."""
    yield from ((("shifts", i), one) for i, one in enumerate(record.shifts))
    for i, period in enumerate(record.periods):
        yield from ((("periods", i, "shifts", k), one) for k, one in enumerate(period.shifts))


def _roles(record: Duty) -> Iterator[tuple[Path, str]]:
    """Every role with its path."""
    for path, shift in _shifts(record):
        yield (*path, "role"), shift.role
        if shift.substitute is not None:
            yield (*path, "substitute", "role"), shift.substitute.role
    for i, absence in enumerate(record.absences):
        yield ("absences", i, "role"), absence.role
        if absence.substitute is not None:
            yield ("absences", i, "substitute", "role"), absence.substitute.role


def _names(record: Duty) -> Iterator[tuple[Path, str]]:
    """Every name with the path of its person."""
    people: list[tuple[Path, str | None]] = []
    for path, shift in _shifts(record):
        people += [(path, shift.name)]
        people += [((*path, "substitute"), shift.substitute.name)] if shift.substitute is not None else []
    for i, absence in enumerate(record.absences):
        people += [(("absences", i), absence.name)]
        people += [(("absences", i, "substitute"), absence.substitute.name)] if absence.substitute is not None else []
    return ((path, name) for path, name in people if name is not None)


def _say_person(role: str, name: str | None) -> str:
    return f"{role} ({name})" if name else role


def _say_days(days: list[date]) -> str:
    said = ", ".join(f"{name_weekday(day)} {format_day(day)}" for day in days[:NAMED])
    return f"{said} … ({len(days)})" if len(days) > NAMED else said
