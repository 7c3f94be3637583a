"""What a PDF must not hold: scripts, commands that open something, other files, a password (ISO 32000).

It looks for names, also where they are escaped or compressed in object streams; it does not follow references.
"""

import zlib
from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.attachment_faults import DAMAGED, LOCKED, LOOKED_AT, BrokenContentError, Fault, active
from niemyet.load.office_parts import EMBEDDED, LAUNCH, SCRIPT
from niemyet.patterns import regex

_OTHER_FILE = Bilingual("lệnh mở tệp khác hoặc gửi dữ liệu đi", "a command that opens another file or sends data")
_ESCAPED = regex(rb"#([0-9A-Fa-f]{2})")
_STREAM = regex(rb"(?<!end)stream[ \t]*(?:\r\n|\n|\r)")
_LONGEST_DICTIONARY = 4096
_PLAIN_FILTERS = regex(rb"/Filter\s*(?:/FlateDecode|\[\s*/FlateDecode\s*\])")
_FORBIDDEN_IN_PDF = (
    (regex(rb"/JavaScript(?![A-Za-z])"), SCRIPT),
    (regex(rb"/Launch(?![A-Za-z])"), LAUNCH),
    (regex(rb"/(?:GoToR|GoToE|ImportData|SubmitForm)(?![A-Za-z])"), _OTHER_FILE),
    (regex(rb"/(?:EmbeddedFiles?|RichMedia|Rendition|XFA)(?![A-Za-z])"), EMBEDDED),
)
_ENCRYPTED_PDF = regex(rb"/Encrypt\s*(?:[0-9]+\s+[0-9]+\s+R|<<)")


def judge_pdf(data: bytes) -> Fault | None:
    """What a PDF must not hold, or that it is damaged; None if nothing is wrong. Raises `BrokenContentError` and zlib.error."""
    if b"%%EOF" not in data[-2048:]:
        return DAMAGED
    for part in _readable_parts(data):
        plain = _without_escapes(part)
        if _ENCRYPTED_PDF.search(plain):
            return LOCKED
        for name, what in _FORBIDDEN_IN_PDF:
            if name.search(plain):
                return active(what)
    return None


def _without_escapes(data: bytes) -> bytes:
    """A name may hide letters as #4A."""
    return _ESCAPED.sub(lambda byte: bytes.fromhex(byte[1].decode()), data)


def _readable_parts(data: bytes) -> Iterator[bytes]:
    """The bytes as they are, then what its object streams hold, which are compressed.

    Raises `BrokenContentError` if that is too much, if streams lie within one another, or if one is compressed in a way in which
    no program that makes forms does it.
    """
    yield data
    left, packed = LOOKED_AT, len(data)
    for found in _STREAM.finditer(data):
        begin = data.rfind(b"obj", max(0, found.start() - _LONGEST_DICTIONARY), found.start())
        dictionary = _without_escapes(data[max(begin, found.start() - _LONGEST_DICTIONARY, 0) : found.start()])
        if b"/ObjStm" in dictionary:
            if b"/Filter" not in dictionary:
                continue
            if not _PLAIN_FILTERS.search(dictionary) or dictionary.count(b"/Filter") > 1 or b"/DecodeParms" in dictionary:
                raise BrokenContentError
            end = data.find(b"endstream", found.end())
            inside = data[found.end() : end if end >= 0 else None]
            packed -= len(inside)
            if packed < 0:
                raise BrokenContentError
            unpacking = zlib.decompressobj()
            inflated = unpacking.decompress(inside, left)
            if not unpacking.eof:
                raise BrokenContentError
            left -= len(inflated)
            if left <= 0:
                raise BrokenContentError
            yield inflated
