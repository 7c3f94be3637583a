"""Every address of the site has one owner: no hand-written page and no province takes the address of another page.

Addresses below a province's folder belong to its communes alone.
"""

from collections.abc import Collection, Iterator

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.model.kinds import KINDS, folder_of_place, kind_of
from niemyet.model.translations import LANGUAGE_CODES
from niemyet.patterns import regex
from niemyet.validate.site_pages import TAKEN_BELOW

TAKEN = frozenset(
    """
    404 api assets build cai-cach du-lieu gio-lam-viec k kiem-tra lam-o-dau linh-vuc nhung offline quan-tri robots sap-thay-doi
    search sitemap su-kien sw tep thay-doi theo-doi thu-tuc tim-kiem tin-tuc to-niem-yet tro-ly van-ban xa
    """.split()  # noqa: SIM905  # a list of twenty words would fill the screen
)
"""First parts of addresses reserved for the program. A test compares them with a built site."""

_FRAMES = regex("niemyet-frame.*")
_PROGRAM = Bilingual("một trang mà chương trình tự tạo", "a page that the program makes")


def check_addresses_of_pages(paths: Collection[str], provinces: Collection[str]) -> Iterator[Diagnostic]:
    """No page or picture in docs/ has a reserved address or lies in the folder of a province (`provinces`)."""
    owners: dict[str, str] = {}
    for path in sorted(paths):
        address = _address_of(path)
        parts = address.split("/")
        first = parts[1] if parts[0] in LANGUAGE_CODES and parts[1:] else parts[0]
        owner = owners.setdefault(address.lower(), path)
        if owner != path:
            yield _taken(path, address, owner)
        elif _is_taken(first) or first in provinces or any(f"{address}/".startswith(f"{own}/") for own in TAKEN_BELOW):
            yield _taken(path, address, folder_of_place(first) if first in provinces else "")


def check_address_of_province(path: str, folder: str) -> Iterator[Diagnostic]:
    """A province's folder is not a reserved address. `path` is its province.yaml."""
    if _is_taken(folder) or folder.lower() in LANGUAGE_CODES:
        yield _taken(path, folder, "")


def _is_taken(first: str) -> bool:
    return first.lower().split(".")[0] in TAKEN or _FRAMES.match(first) is not None


def _address_of(path: str) -> str:
    """The address of a file in docs/ without slashes at its ends; '' for the home page."""
    kind = kind_of(path)
    return KINDS[kind].address_of(path).rstrip("/") if kind is not None else path


def _taken(file: str, address: str, owner: str) -> Diagnostic:
    said = Bilingual(owner, owner) if owner else _PROGRAM
    return Diagnostic("address-taken", Place(file), {"value": f"/{address}", "owner": said})
