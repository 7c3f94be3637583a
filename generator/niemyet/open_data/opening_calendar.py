"""When a commune's office receives, as a calendar to subscribe to (RFC 5545): its week, every day on which it is otherwise,
and the days on which something is known to change.

The hours of each day are those of `law/office_hours.py`, over the years whose calendars are known; beyond them nothing is said.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from niemyet.law.office_hours import WEEKDAYS, DayHours, OfficeHours, Span, join_spans
from niemyet.law.workdays import Workdays
from niemyet.model.orthography import capitalize, lower_first
from niemyet.model.places import Office, Opening, Weekday, name_unit
from niemyet.model.reference import Calendar
from niemyet.open_data.addresses import of_commune_calendar
from niemyet.render import addresses
from niemyet.render.calendar_files import VIETNAM_ZONE, ZONE, escape_text, make_calendar
from niemyet.render.coming import describe_coming
from niemyet.render.language import VIETNAMESE
from niemyet.render.renderer import OutputFile
from niemyet.resolve.communes import ResolvedCommune, ResolvedProvince

_STAMP = "20250701T000000Z"
"""The same bytes whenever it is made: the day since which communes are as they are."""
_DAYS: Mapping[Weekday, str] = dict(zip(WEEKDAYS, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))


_ANYWHERE = {"name": "", "address": "", "location": None, "phone": None, "email": None}
"""What an office is besides its hours."""
SAMPLE_HOURS = "dữ liệu mẫu"
"""How a calendar says that its commune is an illustration."""


def write_opening_calendar(
    resolved: ResolvedCommune, calendars: Sequence[Calendar], codes: Iterable[str], site_url: str
) -> Iterator[OutputFile]:
    """The calendar of one commune; none where no year's calendar is known. `codes`: its postings in force, whose known changes
    it tells too."""
    if not calendars:
        return
    office, url = resolved.commune.office, site_url + addresses.of_place(resolved.path)
    opened = _list_openings(office.model_copy(update=_ANYWHERE), tuple(calendars))
    marked = f"{capitalize(SAMPLE_HOURS)}, không phải của xã, phường thật." if resolved.commune.sample else ""
    about = {"LOCATION": escape_text(office.address), "URL": url, "DTSTAMP": _STAMP}
    events = [*opened, *_list_coming(resolved.provincial, codes)]
    named = [
        {"UID": f"{event['UID']}@{url.partition('://')[2].rstrip('/')}", **about, **_rest(event, marked)} for event in events
    ]
    sample = f" ({SAMPLE_HOURS})" if resolved.commune.sample else ""
    title = f"{capitalize(name_unit(resolved.commune))}: giờ tiếp nhận hồ sơ{sample}"
    text = make_calendar("gio-tiep-nhan", title, named, VIETNAM_ZONE)
    yield OutputFile(of_commune_calendar(resolved.path), text.encode())


@lru_cache(64)
def _list_openings(office: Office, calendars: tuple[Calendar, ...]) -> tuple[dict[str, str], ...]:
    """When an office is open: many keep the same hours."""
    hours = OfficeHours(office, Workdays(calendars))
    years = sorted(calendar.year for calendar in calendars)
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    week: dict[Weekday, tuple[Span, ...]] = {day: _spans_on(office.hours, day) for day in WEEKDAYS}
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    other = {day: on for day in days if (on := hours.on(day)).spans != week[WEEKDAYS[day.weekday()]]}
    return *_list_week(week, days, other, last), *_list_others(other)


def _rest(event: Mapping[str, str], marked: str) -> dict[str, str]:
    """What is left of an event besides its UID, with what marks every event."""
    said = " ".join(filter(None, (event.get("DESCRIPTION", ""), escape_text(marked))))
    rest = {key: value for key, value in event.items() if key not in ("UID", "DESCRIPTION")}
    return rest | ({"DESCRIPTION": said} if said else {})


def _spans_on(openings: Sequence[Opening], day: Weekday) -> tuple[Span, ...]:
    return join_spans(Span(one.opens, one.closes) for one in openings if day in one.days)


def _list_week(
    week: Mapping[Weekday, Sequence[Span]], days: Sequence[date], other: Mapping[date, DayHours], last: date
) -> Iterator[dict[str, str]]:
    """An event that repeats for each period of opening, without the days that are otherwise."""
    for span in dict.fromkeys(span for spans in week.values() for span in spans):
        on = [day for day in WEEKDAYS if span in week[day]]
        mine = [day for day in days if WEEKDAYS[day.weekday()] in on]
        left_out = [day for day in mine if day in other]
        skipped = {f"EXDATE;TZID={ZONE}": ",".join(_at(day, span.opens) for day in left_out)} if left_out else {}
        yield {
            "UID": f"{''.join(on)}-{span.opens:%H%M}",
            f"DTSTART;TZID={ZONE}": _at(mine[0], span.opens),
            f"DTEND;TZID={ZONE}": _at(mine[0], span.closes),
            "RRULE": f"FREQ=WEEKLY;BYDAY={','.join(_DAYS[day] for day in on)};UNTIL={last:%Y%m%d}T165959Z",
            **skipped,
            "SUMMARY": "Tiếp nhận hồ sơ",
        }


def _list_others(other: Mapping[date, DayHours]) -> Iterator[dict[str, str]]:
    """The days that are otherwise: closed for a reason, or open at other hours."""
    for day, hours in other.items():
        sure = "" if hours.known else " (dự kiến)"
        reason = escape_text(f"{hours.reason}{sure}")
        if not hours.spans:
            yield {
                "UID": f"{day}",
                "DTSTART;VALUE=DATE": f"{day:%Y%m%d}",
                "DTEND;VALUE=DATE": f"{day + timedelta(days=1):%Y%m%d}",
                "SUMMARY": f"Nghỉ: {reason}" if hours.reason else f"Nghỉ{sure}",
                "TRANSP": "TRANSPARENT",
            }
        for span in hours.spans:
            yield {
                "UID": f"{day}-{span.opens:%H%M}",
                f"DTSTART;TZID={ZONE}": _at(day, span.opens),
                f"DTEND;TZID={ZONE}": _at(day, span.closes),
                "SUMMARY": f"Tiếp nhận hồ sơ: {reason}" if hours.reason else f"Tiếp nhận hồ sơ{sure}",
            }


def _list_coming(provincial: ResolvedProvince, codes: Iterable[str]) -> Iterator[dict[str, str]]:
    """Each day on which something is known to change for these procedures; what changes for several is said once."""
    changed: dict[date, dict[str, list[str]]] = {}
    for code in codes:
        one = provincial.procedures[code]
        for change in one.coming:
            notice = describe_coming(change, one.procedure.case_names, VIETNAMESE)
            named = changed.setdefault(notice.day, {}).setdefault(notice.sentence(VIETNAMESE), [])
            named.append(one.procedure.title)
    for day, told in sorted(changed.items()):
        names = list(dict.fromkeys(name for named in told.values() for name in named))
        what = names[0] if len(names) == 1 else f"{len(names)} thủ tục"
        words = "\n".join(f"{'; '.join(named)}: {lower_first(sentence)}." for sentence, named in told.items())
        yield {
            "UID": f"thay-doi-{day}",
            "DTSTART;VALUE=DATE": f"{day:%Y%m%d}",
            "DTEND;VALUE=DATE": f"{day + timedelta(days=1):%Y%m%d}",
            "SUMMARY": f"Thay đổi: {escape_text(what)}",
            "TRANSP": "TRANSPARENT",
            "DESCRIPTION": escape_text(words),
        }


def _at(day: date, clock: time) -> str:
    return f"{datetime.combine(day, clock):%Y%m%dT%H%M%S}"
