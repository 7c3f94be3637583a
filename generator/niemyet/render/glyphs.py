"""A TrueType font with fewer letters: glyphs that are not wanted become empty, so that every number of a glyph stays what it was.

Tables and their fields: https://learn.microsoft.com/typography/opentype/spec/. Hints for screens of old are left out, and the
substitutions of letters, which Vietnamese in composed letters (NFC) does not need.
"""

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from struct import pack, unpack_from
from typing import NamedTuple

_KEPT = ("GDEF", "GPOS", "OS/2", "head", "hhea", "hmtx", "maxp")
"""Tables that are taken as they are, but for a word in `head`."""
_ARGUMENTS_OF_TWO, _SCALE, _MORE, _TWO_SCALES, _FOUR_SCALES, _HINTS = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080, 0x0100
_NAMES = (0, 1, 2, 13, 14)
"""Copyright, family, style, licence and where to read it: the licence asks that they travel with the font."""


class Font(NamedTuple):
    """A font as its tables. `glyphs` are the outlines by number, without hints, b"" of an empty one; they stand for the tables
    `glyf` and `loca`, which are not in `tables`."""

    tables: Mapping[str, bytes]
    glyphs: tuple[bytes, ...]


def keep_letters(data: bytes, letters: Collection[int]) -> Font:
    """The font of a TrueType file with the letters at these code points, as far as it has them, and its sign for others."""
    tables = _read_tables(data)
    chosen = {point: glyph for point, glyph in _read_cmap(tables["cmap"]) if point in letters}
    outlines = _read_outlines(tables)
    kept = {0, *chosen.values()}
    ahead = list(kept)
    while ahead:
        parts = set(_parts_of(outlines[ahead.pop()])) - kept
        kept |= parts
        ahead += parts
    made = {name: tables[name] for name in _KEPT if name in tables}
    head = bytearray(made["head"])
    head[8:12] = bytes(4)  # the sum of the whole file, which who unpacks it works out
    head[16] |= 0x08  # bit 11: packed without loss
    made |= {"head": bytes(head), "cmap": _write_cmap(chosen), "post": pack(">I", 0x00030000) + tables["post"][4:32]}
    made["name"] = _write_names(tables["name"])
    return Font(made, tuple(_without_hints(outline) if at in kept else b"" for at, outline in enumerate(outlines)))


def read_contours(outline: bytes) -> Iterator[tuple[int, tuple[tuple[int, int, bool], ...]]]:
    """Of a simple outline: for each contour how many points it has, and these: steps to the right and up, and whether the curve
    goes through the point. Yields nothing for an empty one."""
    if not outline:
        return
    contours = unpack_from(">h", outline)[0]
    ends = unpack_from(f">{contours}H", outline, 10)
    at = 10 + 2 * contours
    at += 2 + unpack_from(">H", outline, at)[0]
    flags = list[int]()
    while len(flags) < ends[-1] + 1:
        flag, at = outline[at], at + 1
        again, at = (outline[at], at + 1) if flag & 8 else (0, at)
        flags += [flag] * (again + 1)
    across, at = _read_steps(outline, at, flags, 0x02, 0x10)
    up, _ = _read_steps(outline, at, flags, 0x04, 0x20)
    points = [(x, y, bool(flag & 1)) for x, y, flag in zip(across, up, flags, strict=True)]
    begin = 0
    for end in ends:
        yield end + 1 - begin, tuple(points[begin : end + 1])
        begin = end + 1


def _read_steps(outline: bytes, at: int, flags: list[int], short: int, same: int) -> tuple[list[int], int]:
    steps = list[int]()
    for flag in flags:
        if flag & short:
            steps.append(outline[at] if flag & same else -outline[at])
            at += 1
        elif flag & same:
            steps.append(0)
        else:
            steps.append(unpack_from(">h", outline, at)[0])
            at += 2
    return steps, at


def _read_tables(data: bytes) -> dict[str, bytes]:
    rows = (unpack_from(">4sIII", data, 12 + 16 * row) for row in range(unpack_from(">H", data, 4)[0]))
    return {name.decode("ascii"): data[begin : begin + length] for name, _, begin, length in rows}


def _read_outlines(tables: Mapping[str, bytes]) -> list[bytes]:
    count, is_long = unpack_from(">H", tables["maxp"], 4)[0], unpack_from(">h", tables["head"], 50)[0]
    places = unpack_from(f">{count + 1}{'I' if is_long else 'H'}", tables["loca"])
    scale = 1 if is_long else 2
    return [tables["glyf"][begin * scale : end * scale] for begin, end in pairwise(places)]


def _components(outline: bytes) -> Iterator[tuple[int, int, int]]:
    """Of an outline that is made of others: where each part is told, where its telling ends, and its flags."""
    if not outline or unpack_from(">h", outline)[0] >= 0:
        return
    at, more = 10, True
    while more:
        flags = unpack_from(">H", outline, at)[0]
        size = 4 + (4 if flags & _ARGUMENTS_OF_TWO else 2)
        size += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _FOUR_SCALES else 0
        yield at, at + size, flags
        at, more = at + size, bool(flags & _MORE)


def _parts_of(outline: bytes) -> Iterator[int]:
    return (unpack_from(">H", outline, at + 2)[0] for at, _, _ in _components(outline))


def _without_hints(outline: bytes) -> bytes:
    if not outline:
        return b""
    parts = tuple(_components(outline))
    if not parts:
        at = 10 + 2 * unpack_from(">h", outline)[0]
        hints = unpack_from(">H", outline, at)[0]
        return outline[:at] + b"\0\0" + outline[at + 2 + hints :]
    told = (pack(">H", flags & ~_HINTS) + outline[at + 2 : end] for at, end, flags in parts)
    return outline[:10] + b"".join(told)


def _read_cmap(table: bytes) -> Iterator[tuple[int, int]]:
    """Code points and the numbers of their glyphs, of the subtable for Unicode in format 4."""
    rows = (unpack_from(">HHI", table, 4 + 8 * row) for row in range(unpack_from(">H", table, 2)[0]))
    at = next(begin for system, kind, begin in rows if (system, kind) == (3, 1) and unpack_from(">H", table, begin)[0] == 4)
    twice = unpack_from(">H", table, at + 6)[0]
    count = twice // 2
    ends = unpack_from(f">{count}H", table, at + 14)
    begins = unpack_from(f">{count}H", table, at + 16 + twice)
    deltas = unpack_from(f">{count}H", table, at + 16 + 2 * twice)
    ways_at = at + 16 + 3 * twice
    ways = unpack_from(f">{count}H", table, ways_at)
    for row, (begin, end, delta, way) in enumerate(zip(begins, ends, deltas, ways, strict=True)):
        for point in range(begin, min(end, 0xFFFE) + 1):
            glyph = point
            if way:
                glyph = unpack_from(">H", table, ways_at + 2 * row + way + 2 * (point - begin))[0]
            if glyph and (number := (glyph + delta) & 0xFFFF):
                yield point, number


def _write_cmap(glyphs: Mapping[int, int]) -> bytes:
    """A table in format 4: a row for each run of letters whose glyphs follow one another as they do."""
    rows = list[tuple[int, int, int]]()
    for point in sorted(glyphs):
        delta = (glyphs[point] - point) & 0xFFFF
        if rows and rows[-1][1] == point - 1 and rows[-1][2] == delta:
            rows[-1] = (rows[-1][0], point, delta)
        else:
            rows.append((point, point, delta))
    rows.append((0xFFFF, 0xFFFF, 1))
    count = len(rows)
    power = count.bit_length() - 1
    reach = 2 ** (power + 1)
    body = pack(">HHHH", 2 * count, reach, power, 2 * count - reach)
    body += pack(f">{count}H", *(end for _, end, _ in rows)) + b"\0\0"
    body += pack(f">{count}H", *(begin for begin, _, _ in rows))
    body += pack(f">{count}H", *(delta for _, _, delta in rows)) + bytes(2 * count)
    return pack(">HHHHI", 0, 1, 3, 1, 12) + pack(">HHH", 4, len(body) + 6, 0) + body


def _write_names(table: bytes) -> bytes:
    count, texts = unpack_from(">HH", table, 2)
    rows = [unpack_from(">6H", table, 6 + 12 * row) for row in range(count)]
    kept = [row for row in rows if row[0] == 3 and row[3] in _NAMES]
    told, body = b"", b""
    for *which, length, begin in kept:
        told += pack(">6H", *which, length, len(body))
        body += table[texts + begin : texts + begin + length]
    return pack(">HHH", 0, len(kept), 6 + 12 * len(kept)) + told + body
