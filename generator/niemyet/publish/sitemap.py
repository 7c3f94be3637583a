"""Sitemaps for search engines, split at 50,000 addresses as the protocol (sitemaps.org) demands.

On a site in several languages, each page names the same page in the others.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from html import escape

MOST_ADDRESSES = 50_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_NAMESPACE_OF_LINKS = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def make_sitemaps(site_url: str, addresses: Sequence[str], languages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yields (path, text): sitemap.xml alone, or sitemap.xml as the index of sitemap-1.xml, sitemap-2.xml, ….

    `site_url` ends with a slash; `addresses` are relative to it. `languages`: code → the folder of its pages, the first one ''.
    """
    known = frozenset(addresses) if len(languages) > 1 else frozenset()
    parts = [addresses[i : i + MOST_ADDRESSES] for i in range(0, len(addresses), MOST_ADDRESSES)] or [()]
    if len(parts) == 1:
        yield "sitemap.xml", _list_addresses(site_url, parts[0], languages, known)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    entries = "".join(f"<sitemap><loc>{escape(site_url + name)}</loc></sitemap>\n" for name in names)
    yield "sitemap.xml", f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{entries}</sitemapindex>\n"
    for name, part in zip(names, parts, strict=True):
        yield name, _list_addresses(site_url, part, languages, known)


def _list_addresses(site_url: str, addresses: Sequence[str], languages: Mapping[str, str], known: Collection[str]) -> str:
    entries = "".join(
        f"<url><loc>{escape(site_url + address)}</loc>{_name_others(site_url, address, languages, known)}</url>\n"
        for address in addresses
    )
    links = _NAMESPACE_OF_LINKS if known else ""
    return f"{_HEAD}<urlset {_NAMESPACE}{links}>\n{entries}</urlset>\n"


def _name_others(site_url: str, address: str, languages: Mapping[str, str], known: Collection[str]) -> str:
    """The page in every language, as Google's extension of the protocol has it; '' where there is one language only."""
    if not known:
        return ""
    own = next((folder for folder in languages.values() if folder and address.startswith(folder)), "")
    page = address.removeprefix(own)
    pages = {code: folder + page for code, folder in languages.items() if folder + page in known}
    if len(pages) < 2:
        return ""
    first = next(iter(pages.values()))
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(site_url + target)}"/>'
        for code, target in {**pages, "x-default": first}.items()
    )
