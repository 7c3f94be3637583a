"""Checks pictures: the format by the first bytes, the size in bytes and pixels, and of news whether they are whole.

Takes the root and a `SourceFile`; gives diagnostics, and of a picture of the news a `PictureFile`. Never reads through a link.
"""

import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.diagnostics.refusals import word_unreadable
from niemyet.load.finding import SourceFile
from niemyet.load.picture_ends import is_whole
from niemyet.load.pixels import MOST_PIXELS, UnreadablePictureError, measure
from niemyet.model.pictures import PictureFile, PictureKind
from niemyet.patterns import regex
from niemyet.system import open_no_link

LARGEST_PICTURE = 8 * 1024 * 1024
"""Bytes; a photograph from a phone has 3 to 6 MB."""
HEAVY = 1_000_000
"""Bytes; a megabyte takes a second or more on a mobile connection."""
_HEAD, _BEGINNING = 64 * 1024, 64

PNG = regex(rb"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR")
_SHOWN: dict[PictureKind, re.Pattern[bytes]] = {
    "png": PNG,
    "jpg": regex(rb"\xff\xd8\xff"),
    "gif": regex(rb"GIF8[79]a"),
    "webp": regex(rb"RIFF....WEBPVP8", re.DOTALL),
    "avif": regex(rb"....ftyp(?:....)*?avi[fs]", re.DOTALL),
}
"""The first bytes of each format that browsers show."""
_KINDS = _SHOWN | {"heic": regex(rb"....ftyp(?:hei[cxms]|mif1|msf1)", re.DOTALL)}
"""HEIC, which telephones write, is shown by one browser only: of it, as of all pictures of the news, sizes are made."""
_FRAME_OF_JPEG = regex(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]..[\x08\x0c](..)(..)", re.DOTALL)


def read_picture(root: Path, file: SourceFile) -> bytes:
    """The bytes of the picture. Raises OSError, also if it has become a link."""
    opened = open_no_link(os.path.join(root, file.path))
    with os.fdopen(opened, "rb") as stream:
        return stream.read(LARGEST_PICTURE + 1)


def digest_of_picture(data: bytes) -> str:
    """What tells one content from another."""
    return sha256(data).hexdigest()[:16]


def kind_of_picture(data: bytes) -> PictureKind | None:
    """What a picture is by its first bytes; None if it is none that is taken."""
    return next((kind for kind, begins in _KINDS.items() if begins.match(data[:_BEGINNING])), None)


def check_picture(root: Path, file: SourceFile) -> Iterator[Diagnostic]:
    """The diagnostics of a picture that is published as it is: its format, its size, its number of pixels."""
    if file.refused:
        return
    place, name = Place(file.path), file.path.rsplit("/", 1)[-1]
    try:
        opened = open_no_link(os.path.join(root, file.path))
        with os.fdopen(opened, "rb") as stream:
            head, size = stream.read(_HEAD), os.fstat(opened).st_size
    except OSError as error:
        yield Diagnostic("unreadable-file", place, {"value": word_unreadable(error)})
        return
    kind = next((kind for kind, begins in _SHOWN.items() if begins.match(head[:_BEGINNING])), None)
    if kind is None:
        yield Diagnostic("not-a-picture", place, {"value": name})
    elif size > LARGEST_PICTURE or count_pixels(kind, head) > MOST_PIXELS:
        yield Diagnostic("picture-too-large", place, {"value": name})
    elif size > HEAVY:
        yield Diagnostic("heavy-picture", place, {"value": name, "size": f"{size / 1_000_000:.1f}".replace(".", ",")})


def look_at_picture(root: Path, file: SourceFile) -> tuple[PictureFile | None, list[Diagnostic]]:
    """A picture of the news, of which sizes are made; None where that is impossible, and what is told of it."""
    if file.refused:
        return None, []
    place, name = Place(file.path), file.path.rsplit("/", 1)[-1]
    try:
        data = read_picture(root, file)
    except OSError as error:
        return None, [Diagnostic("unreadable-file", place, {"value": word_unreadable(error)})]
    kind = kind_of_picture(data)
    if kind is None:
        return None, [Diagnostic("not-a-picture", place, {"value": name})]
    if len(data) > LARGEST_PICTURE or count_pixels(kind, data[:_HEAD]) > MOST_PIXELS:
        return None, [Diagnostic("picture-too-large", place, {"value": name})]
    try:
        measured = measure(data, kind) if is_whole(data, kind) else None
    except UnreadablePictureError:
        measured = None
    if measured is None:
        return None, [Diagnostic("broken-picture", place, {"value": name})]
    told = [Diagnostic("moving-picture", place, {"value": name})] if measured.moves else []
    return PictureFile(file.path, kind, measured.width, measured.height, digest_of_picture(data)), told


def count_pixels(kind: str, head: bytes) -> int:
    """The number of pixels according to the head of the file; 0 if it does not say."""
    if kind == "png":
        width, height = read_size_of_png(head)
        return width * height
    if kind == "gif":
        return int.from_bytes(head[6:8], "little") * int.from_bytes(head[8:10], "little")
    if kind == "jpg":
        return max((_number(height) * _number(width) for height, width in _FRAME_OF_JPEG.findall(head)), default=0)
    if kind == "webp":
        return _count_of_webp(head)
    at = head.find(b"ispe")
    return _number(head[at + 8 : at + 12]) * _number(head[at + 12 : at + 16]) if at > 0 else 0


def read_size_of_png(head: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels."""
    return _number(head[16:20]), _number(head[20:24])


def _count_of_webp(head: bytes) -> int:
    if head[12:16] == b"VP8X":
        return (int.from_bytes(head[24:27], "little") + 1) * (int.from_bytes(head[27:30], "little") + 1)
    if head[12:16] == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return ((bits & 0x3FFF) + 1) * ((bits >> 14 & 0x3FFF) + 1)
    return (int.from_bytes(head[26:28], "little") & 0x3FFF) * (int.from_bytes(head[28:30], "little") & 0x3FFF)


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")
