"""A font packed for the web: WOFF2, https://www.w3.org/TR/WOFF2/, with the outlines rewritten as its section 5 says."""

from struct import pack, unpack_from

from niemyet.cache.packing import pack_brotli
from niemyet.render.glyphs import Font, read_contours

_KNOWN = (
    "cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post", "cvt ", "fpgm", "glyf", "loca", "prep", "CFF ", "VORG",
    "EBDT", "EBLC", "gasp", "hdmx", "kern", "LTSH", "PCLT", "VDMX", "vhea", "vmtx", "BASE", "GDEF", "GPOS", "GSUB",
)  # fmt: skip
"""Tables by the number that stands for their name."""
_Point = tuple[int, int, bool]


def pack_font(font: Font) -> bytes:
    """The file. The same font gives the same bytes."""
    outlines, places = _rewrite_outlines(font.glyphs), 2 * (len(font.glyphs) + 1)
    size = sum(len(outline) + len(outline) % 2 for outline in font.glyphs)
    rows, bodies, whole = b"", list[bytes](), 12
    for name, body in sorted((*font.tables.items(), ("glyf", outlines), ("loca", b""))):
        length = {"glyf": size, "loca": places}.get(name, len(body))
        rows += bytes([_KNOWN.index(name)]) + _base_128(length)
        rows += _base_128(len(body)) if name in ("glyf", "loca") else b""
        bodies.append(body)
        whole += 16 + length + -length % 4
    packed = pack_brotli(b"".join(bodies), is_font=True)
    end = 48 + len(rows) + len(packed)
    end += -end % 4
    head = pack(">4sIIHHIIHH5I", b"wOF2", 0x00010000, end, len(bodies), 0, whole, len(packed), 1, 0, 0, 0, 0, 0, 0)
    return (head + rows + packed).ljust(end, b"\0")


def _rewrite_outlines(glyphs: tuple[bytes, ...]) -> bytes:
    """Section 5.1: what is alike in all outlines stands together, in seven streams."""
    contours, counts, flags, steps, parts, boxes = (bytearray() for _ in range(6))
    boxed = bytearray(4 * ((len(glyphs) + 31) // 32))
    for number, outline in enumerate(glyphs):
        kind = unpack_from(">h", outline)[0] if outline else 0
        contours += pack(">h", kind)
        if kind < 0:
            parts += outline[10:]
        for count, points in read_contours(outline) if kind > 0 else ():
            counts += _short(count)
            for flag, told in map(_triplet, points):
                flags.append(flag)
                steps += told
        if kind > 0:
            steps += _short(0)  # no hints
        if kind < 0 or (kind and _box_of(outline) != unpack_from(">4h", outline, 2)):
            boxed[number >> 3] |= 0x80 >> (number & 7)
            boxes += outline[2:10]
    streams = (contours, counts, flags, steps, parts, boxed + boxes, b"")
    return pack(">HHHH7I", 0, 0, len(glyphs), 0, *map(len, streams)) + b"".join(streams)


def _box_of(outline: bytes) -> tuple[int, int, int, int]:
    """The smallest box around the points, which who unpacks the font works out by itself."""
    x = y = 0
    across, up = list[int](), list[int]()
    for _, points in read_contours(outline):
        for right, above, _ in points:
            x, y = x + right, y + above
            across.append(x)
            up.append(y)
    return min(across), min(up), max(across), max(up)


def _triplet(point: _Point) -> tuple[int, bytes]:
    """Section 5.2: a flag that says how far and where to, and the rest of the way in one to four bytes."""
    x, y, on_curve = point
    far, high = abs(x), abs(y)
    side = 0 if on_curve else 128
    signs = (x >= 0) + 2 * (y >= 0)
    if x == 0 and high < 1280:
        return side + ((high & 0xF00) >> 7) + (y >= 0), bytes([high & 0xFF])
    if y == 0 and far < 1280:
        return side + 10 + ((far & 0xF00) >> 7) + (x >= 0), bytes([far & 0xFF])
    if far < 65 and high < 65:
        flag = side + 20 + ((far - 1) & 0x30) + (((high - 1) & 0x30) >> 2) + signs
        return flag, bytes([((far - 1) & 0xF) << 4 | ((high - 1) & 0xF)])
    if far < 769 and high < 769:
        flag = side + 84 + 12 * (((far - 1) & 0x300) >> 8) + (((high - 1) & 0x300) >> 6) + signs
        return flag, bytes([(far - 1) & 0xFF, (high - 1) & 0xFF])
    if far < 4096 and high < 4096:
        return side + 120 + signs, bytes([far >> 4, (far & 0xF) << 4 | high >> 8, high & 0xFF])
    return side + 124 + signs, pack(">HH", far, high)


def _short(number: int) -> bytes:
    """Section 6.1.2, 255UInt16, of a number below 65,536."""
    if number < 253:
        return bytes([number])
    if number < 506:
        return bytes([255, number - 253])
    return bytes([254, number - 506]) if number < 762 else pack(">BH", 253, number)


def _base_128(number: int) -> bytes:
    """Section 6.1.1, UIntBase128: seven bits a byte, the high ones first."""
    groups = [number & 0x7F]
    while number := number >> 7:
        groups.append(0x80 | number & 0x7F)
    return bytes(reversed(groups))
