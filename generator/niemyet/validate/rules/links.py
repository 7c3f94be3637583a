"""The links of an article: internal ones have a target, external ones are complete URLs.

Takes the body and the site's addresses (`SitePages`). The help gives a corrected address only if that address exists.
"""

import re
from collections.abc import Collection, Iterator
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.load.attachment_names import plain_attachment_name, suggest_missing_file
from niemyet.load.syntax_hints import write
from niemyet.model.article import Article
from niemyet.model.folding import to_slug
from niemyet.model.hosts import meant_host
from niemyet.model.kinds import KINDS
from niemyet.model.link_targets import has_scheme, is_letter_or_call
from niemyet.model.meant import meant_link
from niemyet.model.scalars import LINK, is_inside_office, is_link
from niemyet.patterns import regex
from niemyet.validate.article_body import PAGE_ANCHORS, find_headings, find_links, name_headings
from niemyet.validate.entries import Entry
from niemyet.validate.mending import ONLY_INSIDE
from niemyet.validate.site_pages import SitePages

_HOST = regex(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|gov|edu|info|asia)(?:[/:?#].*)?", re.IGNORECASE)
_OWN_MACHINE = regex(r"https?://(?:localhost|127\.[0-9.]+)(?=[:/?#]|$)", re.IGNORECASE)
_INSIDE = regex(r"https?://([0-9.]+)", re.IGNORECASE)


def check_links(entry: Entry[Article], body: str, body_line: int, pages: SitePages) -> Iterator[Diagnostic]:
    """Every link leads to an existing page, picture, file or heading, or is a complete URL."""
    anchors: Collection[str] | None = None
    for link in find_links(body):
        place = entry.document.source.place(body_line + link.line, link.column, max(1, len(link.target)))
        target = unquote(link.target)
        if target.startswith("#"):
            anchors = anchors or {*PAGE_ANCHORS, *(f"#{name}" for name in name_headings(find_headings(body)))}
            near = f"#{to_slug(target)}" if f"#{to_slug(target)}" in anchors else ""
            if target not in anchors:
                yield _told("dead-link", place, link.target, near)
        elif target.startswith("//") or _HOST.fullmatch(target):
            near = f"https://{target.removeprefix('//')}"
            yield _told("bad-link", place, link.target, near if LINK.fullmatch(near) else "")
        elif has_scheme(target):
            letter = is_letter_or_call(link.target)
            misspelt = letter and "@" in target and meant_host(re.split("[@?]", target)[1])
            # Of an address of the web what is written counts: in https://a.gov.vn%2f@b.example/ only the host b is one.
            inside = _INSIDE.match(target)
            if _OWN_MACHINE.match(target) or (inside and is_inside_office(inside[1])):
                yield Diagnostic("bad-link", place, {"value": link.target, "fix": ONLY_INSIDE})
            elif misspelt or not (letter or is_link(link.target)):
                right = meant_link(target) if LINK.fullmatch(target) else None
                yield _told("bad-link", place, link.target, right or "")
        else:
            path = re.split("[?#]", target)[0]
            right = _look_inside(path, entry.path, pages)
            if right is not None:
                told = _told("dead-link", place, link.target, right and right + target[len(path) :])
                fix = None if right else _name_file(path, entry.path, pages)
                yield told if fix is None else Diagnostic(told.rule, place, {**told.values, "fix": fix})


def _told(rule: str, place: Place, value: str, near: str) -> Diagnostic:
    return Diagnostic(rule, place, {"value": value or "()"} | ({"near": near} if near else {}))


def _name_file(path: str, article: str, pages: SitePages) -> Bilingual | None:
    """What to do about a file that is not beside the article; None if the path is that of no file."""
    folder, right = dirname(article), plain_attachment_name(path)
    return write(right) if f"{folder}/{right}" in pages.attachments else suggest_missing_file(path, folder)


def _look_inside(path: str, article: str, pages: SitePages) -> str | None:
    """None if the path has a target, seen from the article's page; else the corrected address, or '' if none is known."""
    if path.startswith("/"):
        address = path[1:].removesuffix("index.html")
        if pages.have(address):
            return None
    else:
        file = normpath(join(dirname(article), path))
        if file in pages.articles if path.endswith(".md") else file in pages.pictures or file in pages.attachments:
            return None
        address = path
    if path.endswith(".md"):
        alike = [other for other in pages.articles if basename(other) == basename(path)]
        return f"/{KINDS['article'].address_of(alike[0])}" if len(alike) == 1 else ""
    address = address.removeprefix("./").removeprefix("../")
    return f"/{address}" if pages.know(address) and pages.have(address) else ""
