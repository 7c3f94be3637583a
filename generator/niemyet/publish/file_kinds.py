"""What a published file is, by its path: when it is sent, and with which headers it is served."""

import re
from enum import IntEnum
from mimetypes import MimeTypes
from typing import NamedTuple


class Kind(IntEnum):
    """What a file is to its readers, in the order of sending: each leads to files of the kinds before it."""

    ASSET = 1
    """Looks, scripts, pictures, files to take away, data that pages read: what a page refers to."""
    PAGE = 2
    INDEX = 3
    """Search data, feeds, sitemaps: what leads to pages."""
    WORKER = 4
    """The service worker, which takes pages and data over into browsers."""


class Headers(NamedTuple):
    """How a web server sends a file. `encoding` is '' for a file that is not compressed."""

    content_type: str
    cache_control: str
    encoding: str = ""


REVALIDATE = "no-cache"
"""Browsers ask each time, and nobody reads an old fee."""
FOR_EVER = "public, max-age=31536000, immutable"
_HASHED = re.compile(r"\.[0-9a-f]{8,}\.(?:min\.)?(?:css|js|woff2?)$")
"""A name that changes with the bytes."""
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_OTHER_TYPES = MimeTypes(filenames=())
"""Python's own table, not the machine's."""
_ENCODINGS = {"br": "br", "gz": "gzip"}
_PACKED_WELL = (".html", ".css", ".js", ".json", ".xml", ".txt", ".csv", ".ics", ".svg")


def kind_of(path: str) -> Kind:
    """What the file at a path of the site is."""
    if path == "sw.js":
        return Kind.WORKER
    if path.endswith(".html"):
        return Kind.PAGE
    if path.endswith(".xml") or path.startswith("tim-kiem/"):
        return Kind.INDEX
    return Kind.ASSET


def headers_of(path: str, sibling: str = "") -> Headers:
    """The headers for the file at a path, or for its compressed sibling with this ending."""
    dot = path.rfind(".", path.rfind("/") + 1)
    ending = path[dot:].lower() if dot > 0 else ""
    content_type = _TYPES.get(ending) or _OTHER_TYPES.types_map[True].get(ending, "application/octet-stream")
    return Headers(content_type, FOR_EVER if _HASHED.search(path) else REVALIDATE, _ENCODINGS.get(sibling, ""))


def is_worth_packing(path: str) -> bool:
    """Whether a file of this kind becomes smaller when compressed."""
    return path.endswith(_PACKED_WELL)
