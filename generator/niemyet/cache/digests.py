"""Digests of content: BLAKE2b, 16 bytes, the same on every machine."""

import hashlib
import os
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from sys import version_info

_LIBRARIES = (
    "babel", "brotli", "jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material", "nh3", "properdocs", "pydantic", "pyyaml",
    "segno", "typst", "fontpkg-be-vietnam-pro", "fonttools",
)  # fmt: skip
"""Libraries whose version may affect the site."""
_PACKAGE = Path(__file__).parent.parent


DIGEST_SIZE = 16
"""Bytes."""


def start_digest() -> hashlib.blake2b:
    """A hash to be updated with parts of equal length, one by one; without length prefixes, unlike `digest`."""
    return hashlib.blake2b(digest_size=DIGEST_SIZE)


_LENGTHS = tuple(n.to_bytes(8, "little") for n in range(256))


def digest(*parts: bytes | str) -> bytes:
    """The digest of a sequence of parts. Parts are prefixed with their length: ("ab", "c") and ("a", "bc") differ."""
    pieces = [b""] * (2 * len(parts))
    pieces[1::2] = [part.encode() if isinstance(part, str) else part for part in parts]
    pieces[::2] = [_LENGTHS[n] if (n := len(data)) < len(_LENGTHS) else n.to_bytes(8, "little") for data in pieces[1::2]]
    return hashlib.blake2b(b"".join(pieces), digest_size=DIGEST_SIZE).digest()


def digest_paths(paths: Iterable[Path]) -> bytes:
    """The digest of files and whole folders, by relative path and content. A missing file has a digest of its own."""
    hashed = []
    for path in paths:
        if path.is_dir():
            cut = len(os.path.join(path, ""))
            for folder, below, names in os.walk(path):
                below[:] = sorted(name for name in below if name != "__pycache__")
                for name in sorted(names):
                    file = os.path.join(folder, name)
                    with open(file, "rb") as stream:
                        hashed += [file[cut:].replace(os.sep, "/").encode(), stream.read()]
        else:
            hashed += [path.name.encode(), path.read_bytes() if path.is_file() else b"\0missing"]
    return digest(*hashed)


@cache
def digest_program() -> bytes:
    """The digest of this program: its files, Python's version, and the versions of the libraries that affect the site."""
    return digest(digest_paths([_PACKAGE]), f"{version_info[:3]}", *(f"{name} {_version(name)}" for name in _LIBRARIES))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
