"""Makes a ZIP file that was cut off, as by a broken download, one that can be opened: with the files that are whole in it.

A ZIP file has its list of entries at the end, and before the bytes of each file what the list says of it too (APPNOTE 4.3.7).
Whether a file is whole is not guessed: its bytes end where it says, and whoever reads it compares their checksum (CRC-32).
"""

import struct
import zlib
from collections.abc import Iterator

from niemyet.values import dataclass

_HEAD, _SIGN = struct.Struct("<4s5H3I2H"), b"PK\x03\x04"
_ENTRY, _END = struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_STORED, _DEFLATED, _SIZES_BEHIND, _LONG = 0, 8, 0x8, 0xFFFFFFFF
_AFTER = struct.Struct("<3I")
_PORTION = 1 << 20


@dataclass(frozen=True, slots=True)
class _Whole:
    """A file that is whole: where its head begins and its bytes end, with what the list says of it."""

    start: int
    end: int
    name: bytes
    flags: int
    method: int
    moment: tuple[int, int]
    checksum: int
    packed: int
    size: int


def complete_archive(data: bytes, most_files: int, largest: int) -> bytes:
    """The archive with a list of the files that are whole; without any if there is none, or they exceed the limits.

    `largest`: bytes of all files, unpacked.
    """
    whole: list[_Whole] = []
    for entry in _find_whole(data, largest):
        largest -= entry.size
        if largest < 0 or len(whole) == most_files:
            break
        whole.append(entry)
    end = whole[-1].end if whole else 0
    listed = b"".join(map(_list_entry, whole))
    return data[:end] + listed + _END.pack(b"PK\x05\x06", 0, 0, len(whole), len(whole), len(listed), end, 0)


def _find_whole(data: bytes, largest: int) -> Iterator[_Whole]:
    """The files from the beginning on, up to the first that is not whole or is packed in another way."""
    start = 0
    while data.startswith(_SIGN, start) and start + _HEAD.size <= len(data):
        _, _, flags, method, time, day, checksum, packed, size, name_length, extra = _HEAD.unpack_from(data, start)
        begin = start + _HEAD.size + name_length + extra
        name = data[start + _HEAD.size : start + _HEAD.size + name_length]
        end = begin + packed
        if _LONG in (packed, size) or method not in (_STORED, _DEFLATED):
            return
        if flags & _SIZES_BEHIND:
            length = _measure(data, begin, largest) if method == _DEFLATED else -1
            behind = begin + length + (4 if data.startswith(b"PK\x07\x08", begin + length) else 0)
            if length < 0 or behind + _AFTER.size > len(data):
                return
            checksum, packed, size = _AFTER.unpack_from(data, behind)
            end = behind + _AFTER.size
            if packed != length:
                return
        if end > len(data):
            return
        yield _Whole(start, end, name, flags, method, (time, day), checksum, packed, size)
        start = end


def _measure(data: bytes, begin: int, largest: int) -> int:
    """How many bytes a packed file takes that begins here; -1 if it does not end, or becomes larger than `largest`."""
    unpacking, given, place = zlib.decompressobj(-zlib.MAX_WBITS), 0, begin
    try:
        while not unpacking.eof and given <= largest:
            rest = unpacking.unconsumed_tail
            portion = rest or data[place : place + _PORTION]
            place += 0 if rest else len(portion)
            made = len(unpacking.decompress(portion, _PORTION))
            given += made
            if not portion and not made:
                return -1
    except zlib.error:
        return -1
    return place - len(unpacking.unused_data) - begin if unpacking.eof else -1


def _list_entry(one: _Whole) -> bytes:
    head = (b"PK\x01\x02", 20, 20, one.flags, one.method, *one.moment, one.checksum, one.packed, one.size)
    return _ENTRY.pack(*head, len(one.name), 0, 0, 0, 0, 0, one.start) + one.name
