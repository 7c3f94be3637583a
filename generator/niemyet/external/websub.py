"""Tells the hub of the settings (WebSub) which feeds of the news are new where the site has just been published.

Hub and addresses stand in the published feed itself. A hub out of reach is a sentence, never a failure.
"""

from collections.abc import Iterable
from pathlib import Path
from posixpath import basename
from typing import NamedTuple
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from xml.etree import ElementTree

from niemyet.render.addresses import NEWS, NEWS_FEED, NEWS_JSON_FEED

WAIT = 20
"""Seconds for the hub to answer."""
MOST_AT_ONCE = 50
"""Addresses in one request."""
_LINK = "{http://www.w3.org/2005/Atom}link"


class Hub(NamedTuple):
    """A hub, and the address of the site whose feeds it is told of."""

    address: str
    site_url: str


def find_hub(site: Path) -> Hub | None:
    """The hub that the feeds of a built site name; None if they name none."""
    feed = site / NEWS / NEWS_FEED
    try:
        links = {link.get("rel", ""): link.get("href", "") for link in ElementTree.parse(feed).iter(_LINK)}
    except (OSError, ElementTree.ParseError):
        return None
    own, end = links.get("self", ""), NEWS + NEWS_FEED
    address = links.get("hub", "")
    return Hub(address, own.removesuffix(end)) if address.startswith(("https://", "http://")) and own.endswith(end) else None


def list_topics(hub: Hub, paths: Iterable[str]) -> list[str]:
    """The addresses of those of these files that are feeds."""
    return [hub.site_url + path for path in paths if basename(path) in (NEWS_FEED, NEWS_JSON_FEED)]


def tell_hub(hub: Hub, topics: list[str]) -> str:
    """Asks the hub to look at these feeds; gives '' or why it could not be asked."""
    for first in range(0, len(topics), MOST_AT_ONCE):
        form = [("hub.mode", "publish"), *(("hub.url", topic) for topic in topics[first : first + MOST_AT_ONCE])]
        request = Request(hub.address, urlencode(form).encode(), method="POST")
        try:
            with urlopen(request, timeout=WAIT):
                pass
        except (OSError, ValueError) as error:  # HTTPError is an OSError
            return str(error)
    return ""
