"""Checks the hand-written pages in docs/. They are untrusted content like records.

Takes the root; gives diagnostics. MkDocs must not read these files while they have errors: it follows links, lets front matter
choose templates, and publishes every file it finds.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from niemyet.cache.cache_file import DamagedCacheError, pack, unpack
from niemyet.cache.digests import digest
from niemyet.cache.kept import put, recall
from niemyet.cache.program import digest_program
from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.load.articles import FENCE
from niemyet.load.finding import SourceFile, find_files
from niemyet.load.named_letters import find_named_invisible
from niemyet.load.nodes import Document, parse_document, plain
from niemyet.load.packaged import DOCS
from niemyet.load.pictures import check_picture
from niemyet.load.tangles import find_tangles
from niemyet.load.texts import LARGEST_FILE, SourceText, read_bytes, read_text
from niemyet.model.link_targets import is_target
from niemyet.patterns import regex
from niemyet.validate.article_body import find_links
from niemyet.validate.cross_checks import check_addresses_of_pages

_GROUP, _MOST = "pages", 8
"""So many states of pages are kept; of more, the oldest goes."""

PAGE_KEYS = ("title", "description", "section", "guide")
"""The keys allowed in the front matter of a page: title, description for search engines, entry of the main menu, place in the
editors' guide."""

_FENCED = regex(r"^ {0,3}(```+|~~~+).*?^ {0,3}\1[ \t]*$", re.MULTILINE | re.DOTALL)
"""An example between two fences, in which nothing is a link."""
_PAGE = Bilingual("phần đầu của một trang viết tay", "the front matter of a page written by hand")
_TEXT = Bilingual("một dòng chữ", "a line of text")


def check_docs(root: Path) -> list[Diagnostic]:
    """Every diagnostic of docs/ that needs no catalogue. Conflicts with addresses of provinces are checked elsewhere."""
    found = find_files(root, (DOCS,))
    addresses = check_addresses_of_pages([file.path for file in found.handwritten], ())
    return [*found.diagnostics, *check_handwritten(root, found.handwritten), *addresses]


def check_handwritten(root: Path, source_files: Iterable[SourceFile]) -> list[Diagnostic]:
    """The diagnostics of pages and their pictures, file by file; of files that any command has checked before, what it told."""
    files = list(source_files)
    try:
        contents = [b"" if file.refused else read_bytes(root, file) for file in files]
    except OSError:  # which is told, and not for long
        return list(_check_files(root, files))
    if any(len(data) > LARGEST_FILE for data in contents):  # not read whole
        return list(_check_files(root, files))
    described = (f"{file.path} {file.kind} {file.packaged} {file.refused}" for file in files)
    name = digest(*described, *contents).hex()
    known = recall(_GROUP, name, digest_program())
    if known is not None:
        with suppress(DamagedCacheError):
            return unpack(known, list)
    told = list(_check_files(root, files))
    put(_GROUP, name, digest_program(), pack(told), _MOST)
    return told


def _check_files(root: Path, source_files: Iterable[SourceFile]) -> Iterator[Diagnostic]:
    for file in source_files:
        if file.kind == "figure":
            yield from check_picture(root, file)
            continue
        source, found = read_text(root, file)
        yield from found
        if source is not None:
            yield from _check_page(source)


def read_page(text: str) -> tuple[dict[str, Any], str]:
    """The front matter and the Markdown of a page in which `check_docs` finds no error."""
    lines = text.split("\n")
    end = _end_of_front(lines)
    if not end:
        return {}, text
    document, _ = parse_document(SourceText("", ""), "\n".join(lines[1:end]) + "\n")
    return plain(document.root) if document is not None else {}, "\n".join(lines[end + 1 :]).lstrip("\n")


def _end_of_front(lines: Sequence[str]) -> int | None:
    """The number of the line that ends the front matter; 0 if a page has none, None if it does not end."""
    if lines[0].rstrip() != FENCE:
        return 0
    return next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)


def _check_page(source: SourceText) -> Iterator[Diagnostic]:
    lines = source.text.split("\n")
    body = 0
    end = _end_of_front(lines)
    if end is None:
        yield Diagnostic("front-matter-missing", source.place(1, 1, len(lines[0])))
        return
    if end:
        body = end + 1
        document, found = parse_document(source, "\n".join(lines[1:end]) + "\n", first_line=2)
        yield from found
        if document is not None:
            yield from _check_front(document)
    tangles = list(find_tangles(source, lines[body:], body + 1))
    yield from tangles
    yield from find_named_invisible(source, lines[body:], body + 1)
    if not tangles:
        yield from _check_links(source)


def _check_links(source: SourceText) -> Iterator[Diagnostic]:
    """What no page lets anybody follow. Whether a page of the site is there is seen by `page_links.py`."""
    for place, target in find_page_links(source):
        if not is_target(target):
            yield Diagnostic("bad-link", place, {"value": target})


def find_page_links(source: SourceText) -> Iterator[tuple[Place, str]]:
    """Every link of a page and where it stands; none of one whose front matter does not end."""
    lines = source.text.split("\n")
    end = _end_of_front(lines)
    first = 0 if end is None else end + 1 if end else 0
    for link in find_links(_FENCED.sub(_blank, "\n".join(lines[first:]))):
        yield source.place(first + 1 + link.line, link.column, max(1, len(link.target))), link.target


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _check_front(document: Document) -> Iterator[Diagnostic]:
    value = document.root.value
    if not isinstance(value, dict):
        wanted = Bilingual(f"các mục con, gồm: {', '.join(PAGE_KEYS)}", f"entries: {', '.join(PAGE_KEYS)}")
        yield Diagnostic("wrong-shape", document.place(document.root), {"key": _PAGE, "wanted": wanted})
        return
    for key, node in value.items():
        if key not in PAGE_KEYS:
            near = difflib.get_close_matches(key, PAGE_KEYS, 1, cutoff=0.7)
            values: dict[str, str | Bilingual] = {"value": key, "kind": _PAGE, "known": ", ".join(PAGE_KEYS)}
            yield Diagnostic("unknown-key", document.key(key), values | ({"near": near[0]} if near else {}))
        elif not isinstance(node.value, str):
            yield Diagnostic("wrong-shape", document.key(key), {"key": key, "wanted": _TEXT})
