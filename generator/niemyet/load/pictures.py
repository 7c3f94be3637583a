"""Checks pictures: the format by the first bytes, the size in bytes and pixels.

Takes the root and a `SourceFile`; gives diagnostics. Reads only the head of the file, and never through a link.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.load.finding import SourceFile
from niemyet.system import open_no_link

LARGEST_PICTURE = 8 * 1024 * 1024
"""Bytes; a photograph from a phone has 3 to 6 MB."""
MOST_PIXELS = 64_000_000
"""A photograph from a phone has 12 to 50 million; a browser needs four bytes per pixel."""
HEAVY = 1_000_000
"""Bytes; a megabyte takes a second or more on a mobile connection."""
_HEAD, _BEGINNING = 64 * 1024, 64

PNG = re.compile(rb"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR")
_KINDS = {
    "png": PNG,
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "gif": re.compile(rb"GIF8[79]a"),
    "webp": re.compile(rb"RIFF....WEBPVP8", re.DOTALL),
    "avif": re.compile(rb"....ftyp(?:....)*?avi[fs]", re.DOTALL),
}
"""The first bytes of each format. HEIC, which phones also write, resembles AVIF, but only one browser shows it."""
_FRAME_OF_JPEG = re.compile(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]..[\x08\x0c](..)(..)", re.DOTALL)


def read_picture(root: Path, file: SourceFile) -> bytes:
    """The bytes of the picture. Raises OSError, also if it has become a link."""
    opened = open_no_link(os.path.join(root, file.path))
    with os.fdopen(opened, "rb") as stream:
        return stream.read(LARGEST_PICTURE + 1)


def check_picture(root: Path, file: SourceFile) -> Iterator[Diagnostic]:
    """The diagnostics of a picture: its format, its size, its number of pixels."""
    if file.refused:
        return
    place, name = Place(file.path), file.path.rsplit("/", 1)[-1]
    try:
        opened = open_no_link(os.path.join(root, file.path))
        with os.fdopen(opened, "rb") as stream:
            head, size = stream.read(_HEAD), os.fstat(opened).st_size
    except OSError as error:
        yield Diagnostic("unreadable-file", place, {"value": error.strerror or str(error)})
        return
    kind = next((kind for kind, begins in _KINDS.items() if begins.match(head[:_BEGINNING])), None)
    if kind is None:
        yield Diagnostic("not-a-picture", place, {"value": name})
    elif size > LARGEST_PICTURE or count_pixels(kind, head) > MOST_PIXELS:
        yield Diagnostic("picture-too-large", place, {"value": name})
    elif size > HEAVY:
        yield Diagnostic("heavy-picture", place, {"value": name, "size": f"{size / 1_000_000:.1f}".replace(".", ",")})


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
