"""Known changes as files for programs of the reader's own: an Atom feed, and calendars (RFC 5545) with one event a day.

Both are made of the days of the page (`render/pages/coming.py`), so they say what it says. Times are those of documents, never of
the build: the same records give the same bytes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from niemyet.model.orthography import capitalize
from niemyet.model.reference import LegalDocument
from niemyet.render import addresses
from niemyet.render.atom import Feed, FeedEntry, write_feed
from niemyet.render.calendar_files import escape_text, make_calendar
from niemyet.render.coming import ComingChange, ComingDay
from niemyet.render.language import Language
from niemyet.render.renderer import OutputFile

MOST_NAMED = 12
"""Procedures named in an entry or an event; the rest are counted."""
_UNKNOWN = date(2025, 7, 1)
"""When a change was announced of whose document no day of issue is known: the day since which communes are as they are."""


def write_coming_files(
    days: Sequence[ComingDay], documents: Mapping[str, LegalDocument], site_url: str, language: Language
) -> Iterator[OutputFile]:
    """Yields the feed, the calendar of all days and one of each day."""
    folder = language.folder + addresses.COMING
    home, title = site_url + folder, language.say("Sắp thay đổi")
    entries = [entry for day in days for entry in _list_entries(day, documents, home, language)]
    latest = max((entry.updated for entry in entries), default=_UNKNOWN)
    feed = Feed(home + addresses.COMING_FEED, home, title, title, language.code, latest, entries)
    yield OutputFile(folder + addresses.COMING_FEED, write_feed(feed).encode())
    for name, listed in ((addresses.COMING_CALENDAR, days), *((f"{day.day}.ics", [day]) for day in days)):
        events = [_list_event(day, documents, home, language) for day in listed]
        yield OutputFile(folder + name, make_calendar("sap-thay-doi", title, events).encode())


def _list_entries(day: ComingDay, documents: Mapping[str, LegalDocument], home: str, language: Language) -> Iterator[FeedEntry]:
    for number, change in enumerate(day.changes, 1):
        title = language.say("Từ {day}: {what}", day=language.day(day.day), what=_count(change, language))
        summary = f"{capitalize(change.notice.sentence(language))}. {_name_procedures(change, language)}."
        updated = _announced([change.notice.basis], documents, day.day)
        own = f"{home}{addresses.COMING_FEED}#{day.day}-{number}"
        yield FeedEntry(own, f"{home}#tu-{day.day}", title, summary, updated)


def _count(change: ComingChange, language: Language) -> str:
    names = [language.text(procedure.name) for procedure in change.procedures]
    return names[0] if len(names) == 1 else language.many("{number} thủ tục thay đổi", len(names))


def _name_procedures(change: ComingChange, language: Language) -> str:
    names = [language.text(procedure.name) for procedure in change.procedures]
    rest = len(names) - MOST_NAMED
    return "; ".join(names[:MOST_NAMED]) + (language.many("; và {number} thủ tục nữa", rest) if rest > 0 else "")


def _announced(numbers: Iterable[str | None], documents: Mapping[str, LegalDocument], day: date) -> date:
    """When it was made known: the day of issue of the latest of these documents, never after the change itself."""
    found = (documents.get(number) for number in numbers if number)
    return min(day, max((document.issued for document in found if document is not None and document.issued), default=_UNKNOWN))


def _list_event(day: ComingDay, documents: Mapping[str, LegalDocument], home: str, language: Language) -> dict[str, str]:
    changes = [f"{capitalize(change.notice.sentence(language))}. {_name_procedures(change, language)}." for change in day.changes]
    changes += [language.say("{document} bắt đầu có hiệu lực.", document=number) for number in day.beginning]
    changes += [language.say("{document} hết hiệu lực.", document=number) for number in day.ending]
    bases = (*(change.notice.basis for change in day.changes), *day.beginning, *day.ending)
    stamp = _announced(bases, documents, day.day)
    return {
        "UID": f"{day.day}@{home.partition('://')[2].rstrip('/')}",
        "DTSTAMP": f"{stamp:%Y%m%d}T000000Z",
        "DTSTART;VALUE=DATE": f"{day.day:%Y%m%d}",
        "DTEND;VALUE=DATE": f"{day.day + timedelta(days=1):%Y%m%d}",
        "SUMMARY": escape_text(sum_up_day(day, language)),
        "DESCRIPTION": escape_text("\n".join(changes)),
        "URL": f"{home}#tu-{day.day}",
        "TRANSP": "TRANSPARENT",
    }


def sum_up_day(day: ComingDay, language: Language) -> str:
    """What a day brings, in a few words: procedures that change, else documents that begin or end."""
    if day.codes:
        return language.many("{number} thủ tục thay đổi", len(day.codes))
    if day.ending:
        return language.many("{number} văn bản hết hiệu lực", len(day.ending))
    return language.many("{number} văn bản bắt đầu có hiệu lực", len(day.beginning))
