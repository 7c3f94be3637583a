"""What a built site says of itself: its address and its content policies, read from its pages.

Whoever sets up a web server takes both from here, so that server and pages cannot say different things.
"""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.model.translations import LANGUAGE_CODES
from niemyet.patterns import regex

HOME, FORM, ARTICLE_FORM = "index.html", "quan-tri/index.html", "quan-tri/tin-bai/index.html"
EMBEDDED = "nhung"
"""The folder of the pages for frames, as the servers' files name it."""
_HOST = regex(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_FOLDER = regex(r"/(?:[\w.~-]+/)*", re.ASCII)
_POLICY = regex(r"[\w ;:/.'*?=%,-]+", re.ASCII)
_USUAL_PORTS = {"http": 80, "https": 443}


class UnfitSiteError(ValueError):
    """A folder is no site that a web server can be set up for. `said` is the message for the user."""

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said.vi)
        self.said = said


class SiteAddress(NamedTuple):
    """Where a site is read: `folder` begins and ends with a slash."""

    scheme: str
    host: str
    port: int
    folder: str

    @property
    def origin(self) -> str:
        """Without a path, and without the port that is the scheme's own."""
        return f"{self.scheme}://{self.host}" + ("" if self.port == _USUAL_PORTS[self.scheme] else f":{self.port}")

    def __str__(self) -> str:
        return self.origin + self.folder


class BuiltSite(NamedTuple):
    """A site's folder, its address, and the content policies of its pages, of its form, of that for articles and of the pages for
    frames; '' where it has none of these. `embed_languages` are the folders of languages, besides Vietnamese, that have such
    pages."""

    folder: Path
    address: SiteAddress
    policy: str
    form_policy: str
    article_policy: str
    embed_policy: str = ""
    embed_languages: tuple[str, ...] = ()


def read_built_site(folder: Path) -> BuiltSite:
    """What the site in `folder`, an absolute path, says of itself. Raises UnfitSiteError, OSError."""
    if not (folder / HOME).is_file():
        vi = f"chưa có trang nào ở {folder}; chạy 'niemyet build' trước, hoặc chỉ thư mục chứa trang bằng --site-dir"
        raise UnfitSiteError(
            Bilingual(vi, f"there is no site in {folder}; run 'niemyet build' first, or name it with --site-dir")
        )
    home = _HeadReader((folder / HOME).read_text("utf-8"))
    forms = [folder / page for page in (FORM, ARTICLE_FORM)]
    policies = [home.policy, *(_HeadReader(p.read_text("utf-8")).policy if p.is_file() else home.policy for p in forms)]
    framed = next((folder / EMBEDDED).glob("*/*/index.html"), None)
    embed_policy = _HeadReader(framed.read_text("utf-8")).policy if framed is not None else ""
    for policy in (*policies, *([embed_policy] if framed is not None else [])):
        if not _POLICY.fullmatch(policy):
            vi = f"trang ở {folder} không có chính sách nội dung; hãy tạo lại bằng 'niemyet build', không phải 'mkdocs serve'"
            raise UnfitSiteError(Bilingual(vi, f"the site in {folder} has no content policy; make it again with 'niemyet build'"))
    languages = tuple(code for code in LANGUAGE_CODES if (folder / code / EMBEDDED).is_dir())
    return BuiltSite(folder, _read_address(home.canonical), policies[0], policies[1], policies[2], embed_policy, languages)


def _read_address(url: str) -> SiteAddress:
    """The parts of the address of the home page. Raises UnfitSiteError."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port or _USUAL_PORTS[parts.scheme]
    except (ValueError, KeyError):
        host, port = "", 0
    if not (_HOST.fullmatch(host) and _FOLDER.fullmatch(parts.path)):
        vi = f"mkdocs.yml: 'site_url: {url}' không phải là địa chỉ mà máy chủ phục vụ được; viết như https://dvc.tinh.example/"
        raise UnfitSiteError(
            Bilingual(vi, f"mkdocs.yml: 'site_url: {url}' is no address to serve; write https://dvc.tinh.example/")
        )
    return SiteAddress(parts.scheme, host, port, parts.path)


class _HeadReader(HTMLParser):
    """The canonical address and the content policy in a page's head, '' if there is none."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.canonical = self.policy = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what is wanted."""
        values = {name: value or "" for name, value in attrs}
        if tag == "link" and values.get("rel") == "canonical":
            self.canonical = values.get("href", "")
        elif tag == "meta" and values.get("http-equiv") == "Content-Security-Policy":
            self.policy = " ".join(values.get("content", "").split())
