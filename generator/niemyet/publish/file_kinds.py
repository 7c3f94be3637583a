"""What a published file is, by its path: when it is sent, and with which headers it is served."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from pathlib import PurePosixPath
from typing import NamedTuple

from niemyet.patterns import regex


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
_HASHED = regex(r"\.[0-9a-f]{8,}\.(?:min\.)?(?:css|js|woff2?)$")
"""A name that changes with the bytes."""
TYPES: Mapping[str, Sequence[str]] = {
    "text/html": ("html",),
    "text/css": ("css",),
    "text/javascript": ("js", "mjs"),
    "text/plain": ("txt",),
    "message/rfc822": ("eml",),
    "text/csv": ("csv",),
    "text/calendar": ("ics",),
    "text/turtle": ("ttl",),
    "application/json": ("json",),
    "application/jsonl": ("jsonl",),
    "application/ld+json": ("jsonld",),
    "application/geo+json": ("geojson",),
    "text/markdown": ("md",),
    "application/manifest+json": ("webmanifest",),
    "application/xml": ("xml",),
    "application/pdf": ("pdf",),
    "application/msword": ("doc",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.oasis.opendocument.text": ("odt",),
    "application/zip": ("zip",),
    "application/wasm": ("wasm",),
    "font/woff2": ("woff2",),
    "image/svg+xml": ("svg",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    "image/avif": ("avif",),
    "image/x-icon": ("ico",),
}
"""Whatever a site may hold: type → endings."""
PACKED_TYPES = tuple(name for name in TYPES if name.startswith("text/") or name.endswith(("json", "xml")))
"""What becomes smaller when compressed."""
_ENDINGS = {f".{ending}": name for name, endings in TYPES.items() for ending in endings}
_ENCODINGS = {"br": "br", "gz": "gzip"}


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
    name = _ENDINGS.get(ending, "application/octet-stream")
    content_type = f"{name}; charset=utf-8" if name.startswith("text/") else name
    return Headers(content_type, FOR_EVER if _HASHED.search(path) else REVALIDATE, _ENCODINGS.get(sibling, ""))


def is_worth_packing(path: str) -> bool:
    """Whether a file of this kind becomes smaller when compressed."""
    return _ENDINGS.get(PurePosixPath(path).suffix) in PACKED_TYPES
