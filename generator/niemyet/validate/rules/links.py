"""The links of an article: those within the site lead to something, those out of it are whole addresses.

Takes the body and what the site has (`SitePages`); a help gives the mended address only where that is known to be right.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.model.article import TOPIC_NAMES, Article
from niemyet.model.folding import fold
from niemyet.model.scalars import LINK
from niemyet.validate.article_body import PAGE_ANCHORS, find_headings, find_links, name_headings
from niemyet.validate.entries import Entry
from niemyet.validate.reference_index import ReferenceIndex

_HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|gov|edu|info|asia)(?:[/:?#].*)?", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LETTER = re.compile(r"mailto:[^\s@?]+@[^\s@?]+\.[^\s@?]+(?:\?.*)?", re.IGNORECASE)
_CALL = re.compile(r"tel:\+?[0-9][0-9().-]{1,19}", re.IGNORECASE)
_BESIDE_POSTINGS = ("tep/", "thay-doi.xml/", "to-niem-yet/")
"""What lies beside the postings of a commune."""
_OF_RECORDS = ("linh-vuc/", "su-kien/", "thu-tuc/", "tin-tuc/", "van-ban/")
_WHOLE_SITE = (
    "/", "404.html/", "api/", "assets/", "du-lieu/", "kiem-tra/", "quan-tri/", "sap-thay-doi/", "sitemap.xml/", "thay-doi/",
    "thay-doi.xml/", "theo-doi/", "tim-kiem/",
)  # fmt: skip
"""What the site has whatever the records are, by the first part of its address."""


@dataclass(frozen=True, slots=True)
class SitePages:
    """What a link may lead to. `postings` are the names of a commune's files by its path, `articles` and `pictures` paths of
    files, `hand_written` the first parts of the addresses of the site's own pages, None where they are not known."""

    law: ReferenceIndex
    provinces: Collection[str]
    postings: Mapping[str, Collection[str]]
    articles: Collection[str]
    pictures: Collection[str]
    hand_written: Collection[str] | None

    def have(self, address: str) -> bool:
        """Whether there is something at an address below the root, without its slash at the beginning."""
        first, *rest = address.strip("/").split("/")
        match [f"{first}/", *rest]:
            case [whole] if whole in _OF_RECORDS:
                return True
            case ["thu-tuc/", code, *province]:
                known = not self.law.procedures or code in self.law.procedures or f"{code}/" == "a-z/"
                return known and (not province or (len(province) == 1 and province[0] in self.provinces))
            case ["linh-vuc/", field]:
                return self.law.fields is None or field in self.law.fields
            case ["su-kien/", event]:
                return self.law.life_events is None or event in self.law.life_events
            case ["van-ban/", number]:
                return self.law.documents is None or number in map(fold, self.law.documents)
            case ["van-ban/", province_, _]:
                return province_ in self.provinces
            case ["tin-tuc/", *_]:
                return self._have_news("/".join(rest))
        return self._have_place(first, rest) if first in self.provinces else self._have_other(f"{first}/")

    def know(self, address: str) -> bool:
        """Whether it is for the records to say what there is at the address; elsewhere a page may be of the site's own."""
        first = address.split("/")[0]
        return f"{first}/" in _OF_RECORDS or first in self.provinces

    def _have_news(self, path: str) -> bool:
        lists = re.fullmatch(r"trang/[0-9]+|chu-de/([a-z-]+)(?:/[0-9]+)?", path)
        if lists is not None:
            return lists[1] is None or lists[1] in TOPIC_NAMES
        return f"news/{path}.md" in self.articles or f"news/{path}" in self.pictures

    def _have_place(self, province: str, rest: list[str]) -> bool:
        if not rest or f"{rest[0]}/" in _BESIDE_POSTINGS:
            return True
        names = self.postings.get(f"{province}/{rest[0]}")
        return names is not None and (len(rest) == 1 or f"{rest[1]}/" in _BESIDE_POSTINGS or f"{rest[1]}.yaml" in names)

    def _have_other(self, first: str) -> bool:
        return first in _WHOLE_SITE or self.hand_written is None or first[:-1] in self.hand_written


def check_links(entry: Entry[Article], body: str, body_line: int, pages: SitePages) -> Iterator[Diagnostic]:
    """Every link of the body leads to a page, a picture or a heading that is there, or is a whole address."""
    anchors: Collection[str] | None = None
    for link in find_links(body):
        place = entry.document.source.place(body_line + link.line, link.column, max(1, len(link.target)))
        target = unquote(link.target)
        if target.startswith("#"):
            anchors = anchors or {*PAGE_ANCHORS, *(f"#{name}" for name in name_headings(find_headings(body)))}
            near = f"#{fold(target)}" if f"#{fold(target)}" in anchors else ""
            if target not in anchors:
                yield _told("dead-link", place, link.target, near)
        elif target.startswith("//") or _HOST.fullmatch(target):
            near = f"https://{target.removeprefix('//')}"
            yield _told("bad-link", place, link.target, near if LINK.fullmatch(near) else "")
        elif _SCHEME.match(target):
            if not any(pattern.fullmatch(target) for pattern in (LINK, _LETTER, _CALL)):
                yield _told("bad-link", place, link.target, "")
        else:
            path = re.split("[?#]", target)[0]
            right = _look_inside(path, entry.path, pages)
            if right is not None:
                yield _told("dead-link", place, link.target, right and right + target[len(path) :])


def _told(rule: str, place: Place, value: str, near: str) -> Diagnostic:
    return Diagnostic(rule, place, {"value": value or "()"} | ({"near": near} if near else {}))


def _look_inside(path: str, article: str, pages: SitePages) -> str | None:
    """None where the path leads to something from the page of the article; else the right address, '' where none is known."""
    if path.startswith("/"):
        address = path[1:].removesuffix("index.html")
        if pages.have(address):
            return None
    else:
        file = normpath(join(dirname(article), path))
        if file in (pages.articles if path.endswith(".md") else pages.pictures):
            return None
        address = path
    if path.endswith(".md"):
        alike = [other for other in pages.articles if basename(other) == basename(path)]
        return f"/tin-tuc/{alike[0].removeprefix('news/').removesuffix('.md')}/" if len(alike) == 1 else ""
    address = address.removeprefix("./").removeprefix("../")
    return f"/{address}" if pages.know(address) and pages.have(address) else ""
