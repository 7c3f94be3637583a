"""Digests of content: BLAKE2b, 16 bytes, the same on every machine."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from niemyet.system import walk

DIGEST_SIZE = 16
"""Bytes."""


def start_digest() -> hashlib.blake2b:
    """A hash to be updated with parts of equal length, one by one; without length prefixes, unlike `digest`."""
    return hashlib.blake2b(digest_size=DIGEST_SIZE)


_LENGTHS = tuple(n.to_bytes(8, "little") for n in range(256))


def digest(*parts: bytes | str) -> bytes:
    """The digest of a sequence of parts. Parts are prefixed with their length: ("ab", "c") and ("a", "bc") differ."""
    pieces: list[bytes] = []
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        length = len(data)
        pieces.append(_LENGTHS[length] if length < 256 else length.to_bytes(8, "little"))
        pieces.append(data)
    return hashlib.blake2b(b"".join(pieces), digest_size=DIGEST_SIZE).digest()


def digest_paths(paths: Iterable[Path]) -> bytes:
    """The digest of files and whole folders, by relative path and content. A missing file has a digest of its own."""
    hashed = []
    for path in paths:
        if path.is_dir():
            cut = len(os.path.join(path, ""))
            for folder, below, names in walk(path):
                below[:] = sorted(name for name in below if name != "__pycache__")
                for name in sorted(names):
                    file = os.path.join(folder, name)
                    with open(file, "rb") as stream:
                        hashed += [file[cut:].replace(os.sep, "/").encode(), stream.read()]
        else:
            hashed += [path.name.encode(), path.read_bytes() if path.is_file() else b"\0missing"]
    return digest(*hashed)
