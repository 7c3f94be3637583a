"""The files of a built site with their digests: what the build vouches for, and what differs from it by now.

A `Listing` is made from the staged files and kept in the build cache. Its lines, `sha256  path` in the order of the bytes, are
those of `sha256sum`, so that whoever has the site can work out the digest of the tree with the tools of the system.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from niemyet.publish.staging import NOBODYS, LostFileError
from niemyet.values import dataclass

VOUCHER = "build.json"
"""The file of the site that says what the build vouches for. It is listed, but no part of the tree's digest."""


class Listed(NamedTuple):
    """A file of the site."""

    sha256: str
    size: int


Listing = Mapping[str, Listed]
"""Path → file."""

NOTHING_LISTED: Listing = {}


@dataclass(frozen=True, slots=True)
class Damage:
    """What differs between a site and its listing: files that are gone, that have other bytes, that no build has put there."""

    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.changed or self.foreign)


NO_DAMAGE = Damage()


class DamagedSiteError(ValueError):
    """A published site is not as it was built."""

    def __init__(self, damage: Damage) -> None:
        super().__init__(damage)
        self.damage = damage


def list_file(file: str) -> Listed:
    """A file with its digest. Raises OSError."""
    with open(file, "rb") as stream:
        return list_bytes(stream.read())


def list_bytes(data: bytes) -> Listed:
    """A file that has these bytes."""
    return Listed(hashlib.sha256(data).hexdigest(), len(data))


def list_files(folder: Path, paths: Iterable[str], written: Listing = NOTHING_LISTED) -> dict[str, Listed]:
    """Files of a folder with their digests; what has just been `written` is not read again. Raises LostFileError."""
    listed = {}
    for path in paths:
        if path in written:
            listed[path] = written[path]
            continue
        try:
            listed[path] = list_file(os.path.join(folder, path))
        except FileNotFoundError as error:
            raise LostFileError(path) from error
    return listed


def digest_tree(listing: Listing) -> str:
    """What `find . -type f ! -name build.json -printf '%P\\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum` gives."""
    lines = (f"{listed.sha256}  {path}\n" for path, listed in sorted(listing.items()) if path != VOUCHER)
    return hashlib.sha256("".join(lines).encode()).hexdigest()  # paths by their letters: the order of their bytes in UTF-8


def write_listing(listing: Listing) -> str:
    """The listing as text, one file a line."""
    return "".join(f"{listed.sha256} {listed.size} {path}\n" for path, listed in sorted(listing.items()))


def read_listing(text: str) -> dict[str, Listed]:
    """Reverses `write_listing`. Raises ValueError."""
    columns = (line.split(" ", 2) for line in text.splitlines())
    return {path: Listed(sha256, int(size)) for sha256, size, path in columns}


def find_damage(site: Path, listing: Listing, read: bool) -> Damage:
    """What differs. Without `read` a file that kept its size counts as unchanged."""
    found = dict(find_files(site))
    changed = (
        path
        for path, size in found.items()
        if path in listing and (size != listing[path].size or (read and list_file(f"{site}/{path}") != listing[path]))
    )
    return Damage(
        tuple(sorted(listing.keys() - found.keys())), tuple(sorted(changed)), tuple(sorted(found.keys() - listing.keys()))
    )


def find_files(site: Path) -> Iterator[tuple[str, int]]:
    """Every file of a site with its size; -1 for what is no file, as a link."""
    return _walk(os.fspath(site))


def _walk(folder: str, below: str = "") -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if below or entry.name not in NOBODYS:
                    yield from _walk(entry.path, f"{path}/")
            else:
                yield path, entry.stat(follow_symlinks=False).st_size if entry.is_file(follow_symlinks=False) else -1
