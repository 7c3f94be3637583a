"""Whether a picture ends as its format says it must: one that was cut off on its way does not.

Takes the bytes of a picture whose format is known. Nothing is decoded, so that it costs a few milliseconds.
"""

from collections.abc import Callable, Mapping

from niemyet.model.pictures import PictureKind
from niemyet.patterns import regex

_NEXT_MARKER = regex(rb"\xff[^\x00\xd0-\xd7\xff]")
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
"""Markers of JPEG that nothing belongs to."""
_END_OF_IMAGE, _START_OF_SCAN, _FILL = 0xD9, 0xDA, 0xFF


def is_whole(data: bytes, kind: PictureKind) -> bool:
    """Whether the end is there. What a camera appends behind it (a film of a second) counts for nothing."""
    return _ENDS[kind](data)


def _ends_jpeg(data: bytes) -> bool:
    at = 2
    while at + 1 < len(data) and data[at] == _FILL:
        marker = data[at + 1]
        if marker == _END_OF_IMAGE:
            return True
        if marker == _FILL:
            at += 1
        elif marker in _ALONE:
            at += 2
        else:
            at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
            if marker == _START_OF_SCAN:
                found = _NEXT_MARKER.search(data, at)
                at = found.start() if found else len(data)
    return False


def _ends_png(data: bytes) -> bool:
    at = 8
    while at + 12 <= len(data):
        if data[at + 4 : at + 8] == b"IEND":
            return True
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    return False


def _ends_gif(data: bytes) -> bool:
    return data.rstrip(b"\x00\r\n").endswith(b";")


def _ends_webp(data: bytes) -> bool:
    return 8 + int.from_bytes(data[4:8], "little") <= len(data)


def _ends_boxes(data: bytes) -> bool:
    """AVIF and HEIC are boxes in a row, each with its length; 0 means to the end, 1 that eight bytes of length follow."""
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size == 0:
            return True
        if size < 8:
            return False
        at += size
    return at == len(data)


_ENDS: Mapping[PictureKind, Callable[[bytes], bool]] = {
    "jpg": _ends_jpeg,
    "png": _ends_png,
    "gif": _ends_gif,
    "webp": _ends_webp,
    "avif": _ends_boxes,
    "heic": _ends_boxes,
}
