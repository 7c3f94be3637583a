"""Makes the sizes of the news' pictures, in workers where there are many, each once: what was made of the same bytes before, for
this site or another, is taken from the user's own folder (`cache/kept.py`).

Takes the pictures; gives cached parts, each of a handful of pictures, so that a new one leaves the others alone.
"""

import errno
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from niemyet.building.context import SiteContext
from niemyet.cache.codec import decode, encode
from niemyet.cache.digests import digest
from niemyet.cache.kept import keep
from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.load.finding import SourceFile
from niemyet.load.pictures import digest_of_picture, read_picture
from niemyet.load.pixels import UnreadablePictureError, makers_version
from niemyet.load.pixels import decode as decode_pixels
from niemyet.model.pictures import PictureFile
from niemyet.render.renderer import OutputFile

FEWEST_PICTURES = 4
"""With fewer that are new, workers take longer to start than the sizes to make."""
_MODERN = ("avif", "webp")
_SETTINGS = "1"
"""Counted up when `load/pixels.py` makes something else of the same picture."""

Pictures = Sequence[PictureFile]


def divide_pictures(pictures: Mapping[str, PictureFile]) -> dict[str, tuple[PictureFile, ...]]:
    """The pictures by the name of the part that they belong to: up to 256 parts."""
    parts: defaultdict[str, list[PictureFile]] = defaultdict(list)
    for path, picture in sorted(pictures.items()):
        parts[f"pictures/{digest(path)[:1].hex()}"].append(picture)
    return {name: tuple(listed) for name, listed in sorted(parts.items())}


def key_of_pictures(pictures: Pictures) -> bytes:
    """The digest of all that the sizes are made from; neither the day nor the look of the site."""
    return digest("pictures", _SETTINGS, makers_version(), encode(tuple(pictures)))


def build_pictures(context: SiteContext, pictures: Pictures) -> tuple[list[str], list[Diagnostic]]:
    """Writes the sizes of some pictures; returns the paths of the files, and what is told of those that cannot be decoded."""
    written: list[str] = []
    told: list[Diagnostic] = []
    for picture in pictures:
        try:
            made = _make_sizes(context, picture)
        except UnreadablePictureError:
            told.append(Diagnostic("broken-picture", Place(picture.path), {"value": picture.name}))
            continue
        written += context.write(OutputFile(path, data) for path, data in made.items())
    return written, told


def _make_sizes(context: SiteContext, picture: PictureFile) -> dict[str, bytes]:
    data = read_picture(context.root, SourceFile(picture.path, "image"))
    if digest_of_picture(data) != picture.fingerprint:
        raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), picture.path)
    key = digest(_SETTINGS, makers_version(), picture.plain_format, data)
    made = decode(keep("picture", key, lambda: encode(tuple(_draw(data, picture)))))
    return dict(zip(_list_addresses(picture), made, strict=True))


def _list_addresses(picture: PictureFile) -> Iterator[str]:
    """The addresses of the files that `_draw` makes, in the same order."""
    yield picture.address
    for ending in _MODERN:
        for width in picture.widths:
            yield picture.address_of(width, ending)


def _draw(data: bytes, picture: PictureFile) -> Iterable[bytes]:
    pixels = decode_pixels(data, picture.kind)
    yield pixels.make(picture.width, picture.plain_format)
    for ending in _MODERN:
        for width in picture.widths:
            yield pixels.make(width, ending)
