"""Sitemaps for search engines, split at 50,000 addresses as the protocol (sitemaps.org) demands."""

from collections.abc import Iterator, Sequence
from html import escape

MOST_ADDRESSES = 50_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def make_sitemaps(site_url: str, addresses: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yields (path, text): sitemap.xml alone, or sitemap.xml as the index of sitemap-1.xml, sitemap-2.xml, ….

    `site_url` ends with a slash; `addresses` are relative to it.
    """
    parts = [addresses[i : i + MOST_ADDRESSES] for i in range(0, len(addresses), MOST_ADDRESSES)] or [()]
    if len(parts) == 1:
        yield "sitemap.xml", _list_addresses(site_url, parts[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    entries = "".join(f"<sitemap><loc>{escape(site_url + name)}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{entries}</sitemapindex>\n"
    for name, part in zip(names, parts, strict=True):
        yield name, _list_addresses(site_url, part)


def _list_addresses(site_url: str, addresses: Sequence[str]) -> str:
    entries = "".join(f"<url><loc>{escape(site_url + address)}</loc></url>\n" for address in addresses)
    return f"{_HEAD}<urlset {_NAMESPACE}>\n{entries}</urlset>\n"
