"""Every address of the site has one owner: nothing written by hand, and no province, takes the place of another page.

What lies below a province's folder is the communes' alone, so that no two records can meet there.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place

TAKEN = frozenset(
    """
    404 api assets du-lieu kiem-tra linh-vuc quan-tri robots sap-thay-doi search sitemap su-kien sw tep thay-doi
    theo-doi thu-tuc tim-kiem tin-tuc to-niem-yet tro-ly van-ban
    """.split()  # noqa: SIM905  # a list of twenty words would fill the screen
)
"""First words of addresses that belong to the program, now or by what it has announced. A test compares them with a site."""

SEVERAL_OWNERS = Bilingual("hai bản ghi cùng lúc", "two records at once")
_FRAMES = re.compile("niemyet-frame.*")
_PROGRAM = Bilingual("một trang mà chương trình tự tạo", "a page that the program makes")

TAKEN_BELOW = ("soan-thao/ban-ghi-mau", "soan-thao/cac-muc", "soan-thao/thong-bao")
"""Pages of the program beside pages that are written by hand."""


def check_addresses_of_pages(paths: Collection[str], provinces: Collection[str]) -> Iterator[Diagnostic]:
    """No page or picture below docs/ stands at an address that is another's; `provinces` are the folders of provinces."""
    owners: dict[str, str] = {}
    for path in sorted(paths):
        address = _address_of(path)
        first = address.split("/")[0]
        owner = owners.setdefault(address.lower(), path)
        if owner != path:
            yield _taken(path, address, owner)
        elif _is_taken(first) or first in provinces or any(f"{address}/".startswith(f"{own}/") for own in TAKEN_BELOW):
            yield _taken(path, address, f"catalogue/{first}" if first in provinces else "")


def check_address_of_province(path: str, folder: str) -> Iterator[Diagnostic]:
    """A province's folder is no word that the program's own addresses begin with; `path` is its file."""
    if _is_taken(folder):
        yield _taken(path, folder, "")


def _is_taken(first: str) -> bool:
    return first.lower().split(".")[0] in TAKEN or _FRAMES.match(first) is not None


def _address_of(path: str) -> str:
    """Where a file below docs/ is published, without a slash at either end; '' for the home page."""
    below = PurePosixPath(path).relative_to("docs")
    if below.suffix != ".md":
        return below.as_posix()
    page = below.parent if below.stem == "index" else below.with_suffix("")
    return "" if page == PurePosixPath() else page.as_posix()


def _taken(file: str, address: str, owner: str) -> Diagnostic:
    said = Bilingual(owner, owner) if owner else _PROGRAM
    return Diagnostic("address-taken", Place(file), {"value": f"/{address}", "owner": said})
