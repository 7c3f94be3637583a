"""The page of changes and the feed of each commune, made of the chronicle."""

from collections.abc import Iterable, Iterator
from html import escape

from niemyet.changes.chronicle import Chronicle, Event, format_offices, group_postings
from niemyet.render import addresses
from niemyet.render.listings import ListedCommune
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.render.wording import capitalize
from niemyet.resolve.site import ResolvedReference

MOST_NAMED = 12
"""Communes that are named beside one change; of the others the number is told. Each finds its own in its feed."""

MOST_FEEDS = 60
"""Feeds that the page leads to itself; beyond, each is found on its commune's page."""

MOST_TOLD = 30
"""Entries of one day on the page; of the others the number is told."""


def render_changes(
    renderer: TemplateRenderer, reference: ResolvedReference, chronicle: Chronicle, communes: Iterable[ListedCommune]
) -> Iterator[Page]:
    """The page of changes; it says so where this site knows no history."""
    days = []
    for event in chronicle.events:
        told = group_postings(event.differences.communes)
        offices = [(c.path, c.name, format_offices(c)) for c in event.differences.communes if c.office]
        if told or offices:
            days.append((event.day, told[:MOST_TOLD], len(told[MOST_TOLD:]), offices[:MOST_TOLD]))
    listed = list(communes)
    yield renderer.render_page(
        "changes",
        addresses.CHANGES,
        title="Thay đổi gần đây",
        description="Phí, giấy tờ, thời hạn, giờ làm việc đã thay đổi ở xã, phường nào, từ ngày nào.",
        file="theme/records/changes.html",
        days=days,
        most_named=MOST_NAMED,
        chronicle=chronicle,
        procedures=reference.procedures,
        communes={commune.path: commune for commune in listed},
        most_feeds=MOST_FEEDS,
        provinces=reference.provinces,
    )


def write_feeds(chronicle: Chronicle, communes: Iterable[ListedCommune], site_url: str) -> Iterator[tuple[str, str]]:
    """An Atom feed for each commune: its path in the site and its text. Without a history there is none."""
    if not chronicle.events:
        return
    for commune in communes:
        yield addresses.of_feed(commune.path), _write_feed(chronicle, commune, site_url)


def _write_feed(chronicle: Chronicle, commune: ListedCommune, site_url: str) -> str:
    home, own = site_url + addresses.of_place(commune.path), site_url + addresses.of_feed(commune.path)
    updated = f"{chronicle.events[0].day}T00:00:00+07:00"
    entries = "".join(_write_entries(event, commune, site_url) for event in chronicle.events)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">\n'
        f"<id>{escape(own)}</id>\n<title>Thay đổi tại {escape(commune.name)}</title>\n<updated>{updated}</updated>\n"
        f'<link rel="self" href="{escape(own)}"/>\n<link href="{escape(home)}"/>\n'
        f"<author><name>{escape(capitalize(commune.name))}</name></author>\n{entries}</feed>\n"
    )


def _write_entries(event: Event, listed: ListedCommune, site_url: str) -> str:
    path, posted = listed.path, listed.postings.keys()
    own = [commune for commune in event.differences.communes if commune.path == path]
    told = [
        (one.code, one.name, one.said, addresses.of_posting(path, one.code) if one.code in posted else addresses.of_place(path))
        for one in group_postings(own)
    ]
    told += [("", f"Nơi tiếp nhận của {c.name}", tuple(format_offices(c)), addresses.of_place(path)) for c in own if c.office]
    return "".join(
        f"<entry>\n<id>{escape(site_url + address)}#{event.revision[:12]}{code}</id>\n<title>{escape(name)}</title>\n"
        f'<updated>{event.day}T00:00:00+07:00</updated>\n<link href="{escape(site_url + address)}"/>\n'
        f"<summary>{escape('; '.join(said))}</summary>\n</entry>\n"
        for code, name, said, address in told
    )
