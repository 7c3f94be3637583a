"""Links within the site in the hand-written pages of docs/: whether what they lead to is there.

Takes the pages and the addresses that the site will have; gives diagnostics. What else is wrong with a link needs no catalogue
and is told by `handwritten.py`.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from niemyet.cache.cache_file import DamagedCacheError, pack, unpack
from niemyet.cache.digests import digest
from niemyet.cache.kept import put, recall
from niemyet.cache.program import digest_program
from niemyet.catalogue.handwritten import find_page_links
from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.load.finding import SourceFile
from niemyet.load.packaged import DOCS, list_docs
from niemyet.load.texts import LARGEST_FILE, read_bytes, read_text
from niemyet.model.kinds import KINDS
from niemyet.model.link_targets import has_scheme, is_target
from niemyet.system import walk
from niemyet.validate.site_pages import SitePages

_GROUP, _MOST = "links", 8
"""So many states of pages are kept; of more, the oldest goes."""
_OWN_PAGE = f"{DOCS}/"


class PageLink(NamedTuple):
    """A link within the site: where it stands, and the target as written."""

    place: Place
    target: str


def read_page_links(root: Path, source_files: Iterable[SourceFile]) -> tuple[PageLink, ...]:
    """Those of all pages; of pages that any command has read before, what it found."""
    pages = [file for file in source_files if file.kind == "page" and not file.refused]
    try:
        contents = [read_bytes(root, file) for file in pages]
    except OSError:  # which is told elsewhere
        return ()
    if any(len(data) > LARGEST_FILE for data in contents):
        return ()
    name = digest(*(file.path for file in pages), *contents).hex()
    known = recall(_GROUP, name, digest_program())
    if known is not None:
        with suppress(DamagedCacheError):
            return unpack(known, tuple)
    links = tuple(link for file in pages for link in _read_page(root, file))
    put(_GROUP, name, digest_program(), pack(links), _MOST)
    return links


def _read_page(root: Path, file: SourceFile) -> Iterator[PageLink]:
    source, _ = read_text(root, file)
    if source is not None:
        for place, target in find_page_links(source):
            if is_target(target) and not has_scheme(target) and not target.startswith(("//", "#")):
                yield PageLink(place, target)


def list_written(root: Path) -> frozenset[str] | None:
    """The files below docs/, those that travel with the program too; None where there is no such folder."""
    docs = root / DOCS
    if not docs.is_dir():
        return None
    own = (Path(folder, name).relative_to(docs).as_posix() for folder, _, names in walk(docs) for name in names)
    return frozenset((*own, *(path for path, _ in list_docs())))


def list_addresses(written: Collection[str]) -> frozenset[str]:
    """The addresses of these files, without a slash at the end."""
    return frozenset(
        re.sub(r"(?:^|/)index\Z", "", path.removesuffix(".md")) if path.endswith(".md") else path for path in written
    )


def check_page_links(links: Iterable[PageLink], pages: SitePages, written: Collection[str]) -> Iterator[Diagnostic]:
    """Every link leads to a page, a picture or a file. `written` are the files below docs/."""
    for place, target in links:
        path, page = unquote(re.split("[?#]", target)[0]), place.file.removeprefix(_OWN_PAGE)
        if not path or _is_there(path, page, pages, written):
            continue
        yield Diagnostic("dead-link-in-page", place, {"value": target})


def _is_there(path: str, page: str, pages: SitePages, written: Collection[str]) -> bool:
    """Whether a path leads somewhere: from the source of the page to another one, or from its address in the site."""
    if path.startswith("/"):
        address = path[1:]
    elif normpath(join(dirname(page), path)) in written:
        return True
    elif path.endswith(".md"):
        return False
    else:
        address = normpath(join("/", KINDS["page"].address_of(_OWN_PAGE + page), path)).lstrip("/")
    return pages.have(address.removesuffix("index.html"))
