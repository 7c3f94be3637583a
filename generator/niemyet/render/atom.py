"""Feeds in the form of Atom (RFC 4287), made of what others have to tell."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from niemyet.render.renderer import compile_xml

_FEED = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{{ feed.lang }}">
<id>{{ feed.own }}</id>
<title>{{ feed.title }}</title>
<updated>{{ stamp(feed.latest) }}</updated>
<link rel="self" type="application/atom+xml" href="{{ feed.own }}"/>
<link rel="alternate" type="text/html" href="{{ feed.home }}"/>
{% if feed.hub %}
<link rel="hub" href="{{ feed.hub }}"/>
{% endif %}
<author><name>{{ feed.author }}</name></author>
{% for entry in feed.entries %}
<entry>
<id>{{ entry.id }}</id>
<title>{{ entry.title }}</title>
<updated>{{ stamp(entry.updated) }}</updated>
{% if entry.published %}
<published>{{ stamp(entry.published) }}</published>
{% endif %}
{% if entry.author %}
<author><name>{{ entry.author }}</name></author>
{% endif %}
{% for tag in entry.tags %}
<category term="{{ tag }}"/>
{% endfor %}
<link rel="alternate" type="text/html" href="{{ entry.link }}"/>
<summary>{{ entry.summary }}</summary>
</entry>
{% endfor %}
</feed>
"""


class FeedEntry(NamedTuple):
    """An entry; `id` is an address that no other entry has, `link` where its subject is told, `updated` a day, or a moment
    at the place."""

    id: str
    link: str
    title: str
    summary: str
    updated: date
    published: date | None = None
    author: str = ""
    """Who wrote it, if not whose feed it is."""
    tags: tuple[str, ...] = ()


class Feed(NamedTuple):
    """A feed; `own` is its address, `home` that of the page that says the same, `latest` the day of its newest entry, or the
    moment."""

    own: str
    home: str
    title: str
    author: str
    lang: str
    latest: date
    entries: Sequence[FeedEntry]
    hub: str = ""
    """Where programs ask to be told of news (WebSub)."""


@cache
def _template() -> Callable[..., str]:
    return compile_xml(_FEED)


def write_feed(feed: Feed) -> str:
    """The text of a feed."""
    return _template()(feed=feed, stamp=stamp_time)


def stamp_time(moment: date) -> str:
    """A day, or a moment at the place, as feeds write it (RFC 3339): a day begins at midnight in Việt Nam."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}+07:00" if isinstance(moment, datetime) else f"{moment}T00:00:00+07:00"
