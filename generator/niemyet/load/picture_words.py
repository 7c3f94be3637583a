"""Takes out of a picture what it says besides its pixels: where and when it was taken, with what, comments, thumbnails, and what
is appended behind its end.

For pictures that are published as they are. Nothing is decoded: the pixels, their colours and which way is up stay.
"""

from collections.abc import Iterator

_END_OF_IMAGE, _START_OF_SCAN, _COMMENT, _FILL = 0xD9, 0xDA, 0xFE, 0xFF
_OF_PROGRAMS = range(0xE0, 0xF0)
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
_COLOURS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""The segments of programs in a JPEG that a picture cannot be shown without, by how they begin."""
_EXIF, _ORIENTATION = b"Exif\0\0", 0x0112
_WORDS_OF_PNG = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_WORDS_OF_WEBP, _EXTENDED, _HAS_WORDS = (b"EXIF", b"XMP "), b"VP8X", 0x0C


def take_words_out(data: bytes) -> bytes:
    """The picture without them; as it is if it is no JPEG, PNG or WebP."""
    if data.startswith(b"\xff\xd8\xff"):
        return b"".join(_of_jpeg(data))
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return data[:8] + b"".join(_of_png(data))
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        chunks = b"".join(_of_webp(data))
        return b"RIFF" + (len(chunks) + 4).to_bytes(4, "little") + b"WEBP" + chunks
    return data


def _of_jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    at = 2
    while at + 1 < len(data):
        marker = data[at + 1]
        if data[at] != _FILL or marker in (0, *_ALONE):  # the bytes of a scan
            end = data.find(b"\xff", at + 1)
            yield data[at : (at := end if end >= 0 else len(data))]
        elif marker == _FILL:
            at += 1
        elif marker == _END_OF_IMAGE:
            yield data[at : at + 2]
            return
        else:
            end = at + 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
            segment, content = data[at:end], data[at + 4 : end]
            if marker == 0xE1 and content.startswith(_EXIF):
                yield _keep_orientation(content[len(_EXIF) :])
            elif marker != _COMMENT and (marker not in _OF_PROGRAMS or _shows(marker, content)):
                yield segment
            at = end


def _shows(marker: int, content: bytes) -> bool:
    return marker in _COLOURS and content.startswith(_COLOURS[marker])


def _keep_orientation(tiff: bytes) -> bytes:
    """A segment that says which way is up and nothing else; none where that is as it lies."""

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], "big" if tiff.startswith(b"MM") else "little")

    first = number(4, 4)
    for at in range(first + 2, min(first + 2 + 12 * number(first, 2), len(tiff)), 12):
        if number(at, 2) == _ORIENTATION and 1 < (turned := number(at + 8, 2)) <= 8:
            entry = b"\x01\x12\0\x03\0\0\0\x01\0" + bytes([turned]) + b"\0\0"
            return b"\xff\xe1\0\x22" + _EXIF + b"MM\0*\0\0\0\x08\0\x01" + entry + bytes(4)
    return b""


def _of_png(data: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(data):
        end, name = at + 12 + int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if name not in _WORDS_OF_PNG:
            yield data[at:end]
        if name == b"IEND":
            return
        at = end


def _of_webp(data: bytes) -> Iterator[bytes]:
    at, last = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at < last:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end, name = at + 8 + size + size % 2, data[at : at + 4]
        if name == _EXTENDED:
            yield data[at : at + 8] + bytes([data[at + 8] & ~_HAS_WORDS]) + data[at + 9 : end] if at + 8 < last else data[at:end]
        elif name not in _WORDS_OF_WEBP:
            yield data[at:end]
        at = end
