"""A picture is one by its first bytes, whatever its name, and no larger than a phone can show.

Takes the root and a `Find` of a picture; gives what is wrong with it. Only the file's head is read, and never through a link.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.load.finding import SourceFile

LARGEST_PICTURE = 8 * 1024 * 1024
"""Bytes; a photograph as a phone takes it has 3 to 6 MB."""
MOST_PIXELS = 64_000_000
"""A phone's photograph has 12 to 50 million; a browser needs four bytes for each."""
HEAVY = 1_000_000
"""Bytes; a megabyte takes a second or more of a citizen's mobile line."""
_HEAD, _BEGINNING = 64 * 1024, 64
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)

_KINDS = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "gif": re.compile(rb"GIF8[79]a"),
    "webp": re.compile(rb"RIFF....WEBPVP8", re.DOTALL),
    "avif": re.compile(rb"....ftyp(?:....)*?avi[fs]", re.DOTALL),
}
"""How a file of each kind begins. HEIC, which telephones also write, is AVIF's kin and shown by no browser but one."""
_FRAME_OF_JPEG = re.compile(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]..[\x08\x0c](..)(..)", re.DOTALL)


def read_picture(root: Path, find: SourceFile) -> bytes:
    """The whole picture. Raises OSError, also where it has become a link."""
    file = os.open(os.path.join(root, find.path), os.O_RDONLY | _NO_LINK)
    with os.fdopen(file, "rb") as stream:
        return stream.read(LARGEST_PICTURE + 1)


def check_picture(root: Path, find: SourceFile) -> Iterator[Diagnostic]:
    """Whether the file is a picture that browsers show, and of a size that people can load."""
    if find.refused:
        return
    place, name = Place(find.path), find.path.rsplit("/", 1)[-1]
    try:
        file = os.open(os.path.join(root, find.path), os.O_RDONLY | _NO_LINK)
        with os.fdopen(file, "rb") as stream:
            head, size = stream.read(_HEAD), os.fstat(file).st_size
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
    """How many pixels the head of a picture names; 0 where it does not say."""
    if kind == "png":
        return _number(head[16:20]) * _number(head[20:24])
    if kind == "gif":
        return int.from_bytes(head[6:8], "little") * int.from_bytes(head[8:10], "little")
    if kind == "jpg":
        return max((_number(height) * _number(width) for height, width in _FRAME_OF_JPEG.findall(head)), default=0)
    if kind == "webp":
        return _count_of_webp(head)
    at = head.find(b"ispe")
    return _number(head[at + 8 : at + 12]) * _number(head[at + 12 : at + 16]) if at > 0 else 0


def _count_of_webp(head: bytes) -> int:
    if head[12:16] == b"VP8X":
        return (int.from_bytes(head[24:27], "little") + 1) * (int.from_bytes(head[27:30], "little") + 1)
    if head[12:16] == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return ((bits & 0x3FFF) + 1) * ((bits >> 14 & 0x3FFF) + 1)
    return (int.from_bytes(head[26:28], "little") & 0x3FFF) * (int.from_bytes(head[28:30], "little") & 0x3FFF)


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")
