"""The digest of this program: with another one, nothing that was kept or built before is believed.

Reading a thousand files takes a tenth of a second, so the digest is kept by their sizes and times: Python too asks no more before
it runs what it has compiled of them.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from sys import version_info

from niemyet.cache.digests import DIGEST_SIZE, digest, digest_paths
from niemyet.cache.kept import put, recall
from niemyet.system import measure_delay

_LIBRARIES = (
    "babel", "brotli", "jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material", "nh3", "openpyxl", "properdocs",
    "pydantic", "pyyaml", "segno", "typst", "fontpkg-be-vietnam-pro", "fonttools",
)  # fmt: skip
"""Libraries whose version may affect the site."""
_PACKAGE = Path(__file__).parent.parent
_GROUP, _MOST = "program", 8
_INSTALLED = (".dist-info", ".egg-info")
"""Of these folders and files, beside the libraries, Python reads the versions of what is installed."""


@cache
def digest_program() -> bytes:
    """The digest of this program: its files, Python's version, and the versions of the libraries that affect the site."""
    stamps = stamp_program()
    name = digest(str(_PACKAGE)).hex()
    known = recall(_GROUP, name, stamps)
    if known is not None and len(known) == DIGEST_SIZE:
        return known
    made = digest(digest_paths([_PACKAGE]), f"{version_info[:3]}", *(f"{one} {_version(one)}" for one in _LIBRARIES))
    if stamp_program() == stamps:  # nobody has changed it meanwhile
        put(_GROUP, name, stamps, made, _MOST)
    return made


def stamp_program() -> bytes:
    """The digest of the sizes and times of the program's files, and of the names of what is installed."""
    return digest(f"{version_info[:3]}", *map(str, sorted(_list_stamps(str(_PACKAGE)))), *_list_installed())


def _list_stamps(folder: str) -> Iterator[tuple[str, int, int, int]]:
    with os.scandir(folder) as listed:
        for entry in listed:
            if not entry.is_dir():
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns, measure_delay(found)
            elif entry.name != "__pycache__":
                yield from _list_stamps(entry.path)


def _list_installed() -> Iterator[str]:
    """What Python looks at for versions: the names of these folders have them; of an archive of libraries, its size and time."""
    for place in dict.fromkeys(sys.path):
        with suppress(OSError):
            if os.path.isfile(place):
                found = os.stat(place)
                yield f"{place} {found.st_size} {found.st_mtime_ns} {measure_delay(found)}"
            else:
                yield from sorted(name for name in os.listdir(place or os.curdir) if name.endswith(_INSTALLED))


def _version(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # here, because it loads slowly

    try:
        return version(library)
    except PackageNotFoundError:
        return ""
