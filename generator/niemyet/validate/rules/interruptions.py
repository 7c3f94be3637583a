"""Planned interruptions: they end after they begin, and are announced early enough (NĐ 224/2026/NĐ-CP Điều 13 khoản 1 điểm a)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.law.interruptions import NOTICE, notice_given
from niemyet.law.workdays import Workdays
from niemyet.model.orthography import format_day
from niemyet.model.places import Commune, Province
from niemyet.model.reference import Calendar
from niemyet.validate.entries import Entry


def check_interruptions(entry: Entry[Commune] | Entry[Province], calendars: Iterable[Calendar]) -> Iterator[Diagnostic]:
    """Each of them; what nobody could foresee may be announced at any time."""
    workdays = Workdays(calendars)
    for i, one in enumerate(entry.record.interruptions):
        begins = datetime.combine(one.starts, one.starts_at or time.min)
        if datetime.combine(one.until, one.until_at or time.max) <= begins:
            values = {"value": format_day(one.until), "day": format_day(one.starts)}
            yield Diagnostic("days-out-of-order", entry.document.at("interruptions", i, "until"), values)
        elif not one.unforeseen and notice_given(one, workdays) < NOTICE:
            last = _last_day(one.starts, workdays)
            values = {"value": format_day(one.announced), "start": format_day(one.starts), "last": format_day(last)}
            values |= {"days": str(max(0, notice_given(one, workdays)))}
            yield Diagnostic("interruption-announced-late", entry.document.at("interruptions", i, "announced"), values)


def _last_day(start: date, workdays: Workdays) -> date:
    """The last day on which it could have been announced in time."""
    day = start - timedelta(days=NOTICE)
    while workdays.between(day, start) < NOTICE:
        day -= timedelta(days=1)
    return day
