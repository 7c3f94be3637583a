"""The addresses that the site will have, as far as the catalogue determines them; used to check links."""

import re
from collections.abc import Collection, Mapping
from dataclasses import field
from functools import cached_property

from niemyet.law.document_scopes import OwnDocuments
from niemyet.model.folding import to_slug
from niemyet.model.kinds import KINDS, kind_of
from niemyet.model.translations import LANGUAGE_CODES
from niemyet.model.vocabulary import TOPIC_NAMES
from niemyet.patterns import regex
from niemyet.validate.reference_index import ReferenceIndex
from niemyet.values import dataclass

_BESIDE_POSTINGS = ("phi-thoi-han.json/", "tep/", "thay-doi.xml/", "to-niem-yet/")
"""What a commune's folder holds besides its postings."""
_OF_RECORDS = ("linh-vuc/", "su-kien/", "tep/", "thu-tuc/", "tin-tuc/", "van-ban/")
_WHOLE_SITE = (
    "/", "404.html/", "K/", "api/", "assets/", "cai-cach/", "du-lieu/", "gio-lam-viec/", "kiem-tra/", "lam-o-dau/",
    "offline.html/", "quan-tri/", "sap-thay-doi/", "sitemap.xml/", "thay-doi/", "thay-doi.xml/", "theo-doi/", "tim-kiem/", "xa/",
)  # fmt: skip
"""First parts of addresses that every site has."""


TAKEN_BELOW = ("soan-thao/ban-ghi-mau", "soan-thao/cac-muc", "soan-thao/thong-bao")
"""Generated pages in a folder of hand-written ones."""
_LISTED_NEWS = regex(
    r"(?:nam/(?P<year>[0-9]{4})|thang/[0-9]{4}-[0-9]{2})(?:/[0-9]+)?|noi/(?P<place>[a-z0-9-]+(?:/[a-z0-9-]+)?)(?:/trang-[0-9]+)?"
)
"""The addresses of lists of news by time and place, below that of all news."""


@dataclass(frozen=True)
class SitePages:
    """What a link may lead to. `postings`: path of a commune → names of its files. `articles` and `pictures` are paths of files.
    `hand_written` are the addresses of hand-written pages and their pictures, without a slash at the
    end; None if they are not known."""

    law: ReferenceIndex
    provinces: Collection[str]
    postings: Mapping[str, Collection[str]]
    articles: Collection[str]
    pictures: Collection[str]
    hand_written: Collection[str] | None
    own_documents: OwnDocuments = field(default_factory=dict)
    """The provinces' own documents, by path and number."""
    unread_lists: frozenset[str] = frozenset()
    """The provinces whose list of documents could not be read."""
    attachments: Collection[str] = ()
    """Paths of the files that citizens take away."""

    @cached_property
    def known_numbers(self) -> frozenset[str] | None:
        """The numbers of the nation's and of every province's documents; None if a list could not be read."""
        if self.law.documents is None or self.unread_lists:
            return None
        return frozenset(self.law.documents).union(*self.own_documents.values())

    @cached_property
    def _files(self) -> frozenset[str]:
        """The addresses of these files."""
        kinds = ((path, kind_of(path)) for path in self.attachments)
        return frozenset(KINDS[kind].address_of(path) for path, kind in kinds if kind is not None)

    def have(self, address: str) -> bool:
        """Whether there is a page or file at an address, given without its leading slash."""
        first, *rest = address.strip("/").split("/")
        if address in self._files:
            return True
        match [f"{first}/", *rest]:
            case [whole] if whole in _OF_RECORDS:
                return whole != "tep/"
            case ["thu-tuc/", code, *province]:
                known = not self.law.procedures or code in self.law.procedures or f"{code}/" == "a-z/"
                below = [f"{one}/" for one in province]
                return known and (not below or below == ["lich-su/"] or (len(province) == 1 and province[0] in self.provinces))
            case ["linh-vuc/", field]:
                return self.law.fields is None or field in self.law.fields
            case ["su-kien/", event]:
                return self.law.life_events is None or event in self.law.life_events
            case ["van-ban/", number]:
                return self.law.documents is None or number in map(to_slug, self.law.documents)
            case ["van-ban/", province_, number]:
                return province_ in self.unread_lists or number in map(to_slug, self.own_documents.get(province_, ()))
            case ["tep/", *_] | [_, "tep", *_]:
                return False
            case ["tin-tuc/", *_]:
                return self._have_news("/".join(rest))
        if first in LANGUAGE_CODES and self._have_other(first):
            return not rest or self.have("/".join(rest)) or self._have_other(address.strip("/"))
        return self._have_place(first, rest) if first in self.provinces else self._have_other(address.strip("/"))

    def know(self, address: str) -> bool:
        """Whether `have` is reliable for this address; elsewhere there may be a hand-written page."""
        first = address.split("/")[0]
        return f"{first}/" in _OF_RECORDS or first in self.provinces

    def _have_news(self, path: str) -> bool:
        listed = _LISTED_NEWS.fullmatch(path)
        if listed is not None:
            year, place = listed["year"], listed["place"]
            known = place is None or place in self.provinces or place in self.postings
            return known and (year is None or any(article.startswith(f"news/{year}/") for article in self.articles))
        lists = re.fullmatch(r"trang/[0-9]+|thong-bao(?:/[0-9]+)?|chu-de/([a-z-]+)(?:/[0-9]+)?", path)
        if lists is not None:
            return lists[1] is None or lists[1] in TOPIC_NAMES
        return f"news/{path}.md" in self.articles or f"news/{path}" in self.pictures

    def _have_place(self, province: str, rest: list[str]) -> bool:
        if not rest or f"{rest[0]}/" in _BESIDE_POSTINGS:
            return True
        names = self.postings.get(f"{province}/{rest[0]}")
        return names is not None and (len(rest) == 1 or f"{rest[1]}/" in _BESIDE_POSTINGS or f"{rest[1]}.yaml" in names)

    def _have_other(self, address: str) -> bool:
        first = address.split("/")[0]
        if self.hand_written is None or f"{first}/" in _WHOLE_SITE or address in self.hand_written or address in TAKEN_BELOW:
            return True
        return address == first and any(one.startswith(f"{first}/") for one in self.hand_written)
