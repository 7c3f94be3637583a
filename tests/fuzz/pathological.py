"""Files made to take all time or memory, or to be read in two ways, each with the format that reads it (`fuzz/formats.py`)."""

import gzip
import json
import struct
import zlib
from collections.abc import Callable, Mapping
from functools import cache

from fuzz.formats import record_number
from given_files import make_docx, make_object_stream, make_pdf, make_zip
from office_files import change_part, word_blocks, word_file, workbook, zip_file

HEAD = "title: Tin mẫu\ndate: 2026-11-10\nlead: Tóm tắt mẫu.\nauthor: Ban biên tập\ntopics: [cong-vu]\n"
TWO_MEGABYTES = 2_000_000


def _yaml(text: str | bytes) -> bytes:
    """As a procedure."""
    return bytes([record_number("procedure")]) + (text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))


def _register(text: str) -> bytes:
    """As a list of documents."""
    return bytes([record_number("documents")]) + text.encode()


def _article(body: str, front: str = HEAD) -> bytes:
    return f"---\n{front}---\n\n{body}\n".encode("utf-8", "surrogatepass")


def _csv(kind: int, text: str | bytes) -> bytes:
    return bytes([kind]) + (text if isinstance(text, bytes) else text.encode())


@cache
def _book() -> bytes:
    return workbook({"A": [("Mã thủ tục", "Tên thủ tục"), ("9.000001", "Việc mẫu")]})


@cache
def _word() -> bytes:
    return word_file(word_blocks())


def _sheet(change: Callable[[bytes], bytes]) -> bytes:
    return change_part(_book(), "xl/worksheets/sheet1.xml", change)


def _document(change: Callable[[bytes], bytes]) -> bytes:
    return change_part(_word(), "word/document.xml", change)


def _png(width: int, height: int, packed: bytes = b"", *more: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(more) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def _text_chunk() -> bytes:
    packed = b"a\0\0" + zlib.compress(bytes(50_000_000))
    return struct.pack(">I", len(packed)) + b"zTXt" + packed + struct.pack(">I", zlib.crc32(b"zTXt" + packed))


def _gif(width: int, height: int, frames: int) -> bytes:
    frame = b"\x2c\0\0\0\0" + struct.pack("<HH", width, height) + b"\0\x02\x02\x4c\x01\0"
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0\0\0\0\xff\xff\xff" + frame * frames + b"\x3b"


def _bomb(size: int) -> bytes:
    return zip_file({"a.csv": bytes(size)})


def _overlapping(count: int) -> bytes:
    """A ZIP file whose entries are all the same bytes."""
    packed = zlib.compress(bytes(1_000_000))[2:-4]
    crc = zlib.crc32(bytes(1_000_000))
    sizes = struct.pack("<III", crc, len(packed), 1_000_000)
    local = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0" + sizes + struct.pack("<HH", 5, 0) + b"a.csv" + packed
    listed = b"".join(
        b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0" + sizes + struct.pack("<HHHHHII", 5, 0, 0, 0, 0, 0, 0) + f"{i:05}".encode()
        for i in range(count)
    )
    return local + listed + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), len(local), 0)


def _quine(depth: int) -> bytes:
    data = b"x"
    for _ in range(depth):
        data = zip_file({"r.zip": data, "s.zip": data})
    return data


def _in_gzip(depth: int) -> bytes:
    data = b"a,b\n"
    for _ in range(depth):
        data = gzip.compress(data)
    return data


def _lies() -> bytes:
    """A ZIP file that says that its entry has one byte."""
    data = bytearray(_bomb(3_000_000))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        begin = data.find(mark) + at
        data[begin : begin + 4] = b"\1\0\0\0"
    return bytes(data)


LAUGHS = '<!DOCTYPE a [<!ENTITY b "c">' + "".join(f'<!ENTITY b{i} "{f"&b{i - 1};" * 10}">' for i in range(1, 10)) + "]>"
_ENTITY = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
_MERGED = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
_WIDE = b'<row r="1">' + b'<c t="inlineStr"><is><t>a</t></is></c>' * 20_000 + b"</row>"
RING = [[105.0, 20.0], [106.0, 20.0], [106.0, 21.0], [105.0, 20.0]]

FILES: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    # YAML
    "100,000 nested lists": ("yaml", lambda: _yaml("- " * 100_000)),
    "100,000 open brackets": ("yaml", lambda: _yaml("a: " + "[" * 100_000)),
    "100,000 open braces": ("yaml", lambda: _yaml("{a: " * 100_000)),
    "20,000 levels of indentation": ("yaml", lambda: _yaml("".join(" " * i + "a:\n" for i in range(1_900)))),
    "a billion laughs of aliases": ("yaml", lambda: _yaml("a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a,*a]\n" for i in range(9)))),
    "an anchor to itself": ("yaml", lambda: _yaml("a: &a [*a]\n")),
    "a merge of itself": ("yaml", lambda: _yaml("a: &a {<<: *a}\n")),
    "a tag of Python": ("yaml", lambda: _yaml("a: !!python/object/apply:os.system [id]\n")),
    "2 MB in one word": ("yaml", lambda: _yaml("name: " + "a" * TWO_MEGABYTES)),
    "2 MB of marks on a letter": ("yaml", lambda: _yaml("name: a" + "\u0301\u0323" * (TWO_MEGABYTES // 4))),
    "2 MB of invisible signs": ("yaml", lambda: _yaml("name: " + "\u200b" * (TWO_MEGABYTES // 3))),
    "20,000 keys": ("yaml", lambda: _yaml("".join(f"k{i}: x\n" for i in range(20_000)))),
    "20,000 times one key": ("yaml", lambda: _yaml("name: x\n" * 20_000)),
    "a key of 2 MB": ("yaml", lambda: _yaml("k" * (TWO_MEGABYTES - 10) + ": x")),
    "100,000 keys of a list": ("yaml", lambda: _register("".join(f"{i}/2026/QH16: x\n" for i in range(50_000)))),
    "a number of a million figures": ("yaml", lambda: _yaml("deadlines: [{amount: " + "9" * 1_000_000 + "}]")),
    "numbers in base 60": ("yaml", lambda: _yaml("deadlines: [{amount: 1:" + "59:" * 50_000 + "}]")),
    "5,000 fees of one kind": ("yaml", lambda: _yaml("fees:\n" + "- {name: a, amount: 1}\n" * 5_000)),
    "200 fees, each wrong": ("yaml", lambda: _yaml("fees:\n" + "- {nam: a, amount: x, basis: y}\n" * 200)),
    "a mark of bytes in the middle": ("yaml", lambda: _yaml("name: a\n\ufeffname: b\n")),
    "UTF-16 without a mark": ("yaml", lambda: _yaml("name: a\n".encode("utf-16-le"))),
    "UTF-32": ("yaml", lambda: _yaml("name: a\n".encode("utf-32"))),
    "NULs": ("yaml", lambda: _yaml("name: a\0b\n" * 1_000)),
    "half letters": ("yaml", lambda: _yaml(b"name: \xed\xa0\x80\n")),
    "escaped half letters": ("yaml", lambda: _yaml('name: "\\uD800\\uDC00"\n')),
    "overlong UTF-8": ("yaml", lambda: _yaml(b"name: \xc0\xaf\n")),
    "words from right to left": ("yaml", lambda: _yaml("name: \u202e\u2066abc\u2069\n" * 2_000)),
    "100,000 lines of tabs": ("yaml", lambda: _yaml("\t\n" * 100_000)),
    "100,000 line ends of old": ("yaml", lambda: _yaml("a: b\r" * 100_000)),
    "an unclosed quotation of 2 MB": ("yaml", lambda: _yaml('name: "' + "a b\n" * 490_000)),
    "a block of 200,000 lines": ("yaml", lambda: _yaml("notes: |\n" + "  a\n" * 200_000)),
    "a comment of 2 MB": ("yaml", lambda: _yaml("#" + "x" * (TWO_MEGABYTES - 10))),
    "50,000 comments": ("yaml", lambda: _yaml("# x\n" * 50_000)),
    "question marks": ("yaml", lambda: _yaml("? " * 20_000 + "a")),
    # Markdown
    "![ 3,000 times": ("article", lambda: _article("![" * 3_000)),
    "brackets without end": ("article", lambda: _article("[" * 100_000)),
    "stars without end": ("article", lambda: _article("*" * 100_000)),
    "pairs of stars and lines": ("article", lambda: _article("**_" * 10_000)),
    "quotations in quotations": ("article", lambda: _article(">" * 5_000)),
    "lists in lists": ("article", lambda: _article("".join(" " * (4 * i) + "- a\n" for i in range(900)))),
    "links to references": ("article", lambda: _article("[a][b]" * 3_000 + "\n\n" + "[b]: /a\n" * 3_000)),
    "code without end": ("article", lambda: _article("`" * 50_000)),
    "open elements": ("article", lambda: _article("<a" * 30_000)),
    "comments without end": ("article", lambda: _article("<!--" * 30_000)),
    "a table of 2,000 columns": ("article", lambda: _article("|a" * 2_000 + "\n" + "|-" * 2_000 + "\n" + "|b" * 2_000)),
    "entities": ("article", lambda: _article("&amp;" * 15_000)),
    "escapes": ("article", lambda: _article("\\[" * 20_000)),
    "a heading of 90,000 letters": ("article", lambda: _article("# " + "a" * 90_000)),
    "an article of 2 MB": ("article", lambda: _article("chữ " * 330_000)),
    "underlines of headings": ("article", lambda: _article("a\n=\n" * 20_000)),
    "addresses in angles": ("article", lambda: _article("<http://a.example/" * 5_000)),
    "a front matter without end": ("article", lambda: b"---\n" + b"a: b\n" * 20_000),
    "a page of brackets": ("page", lambda: b"[" * 50_000),
    "a page of tables": ("page", lambda: b"|a|b|\n|-|-|\n" * 4_000),
    "numbers of people in heaps": ("article", lambda: _article("0912 345 67 " * 7_000)),
    # tables, JSON
    "20,000 columns": ("csv", lambda: _csv(3, "a," * 20_000 + "\n" + "b," * 20_000)),
    "an unclosed cell": ("csv", lambda: _csv(3, 'a,b\n"' + "x\n" * 400_000)),
    "300,000 quotation marks": ("csv", lambda: _csv(3, '"' * 300_000)),
    "delimiters alone": ("csv", lambda: _csv(3, ";,|\t" * 60_000)),
    "30,000 wrong rows of units": ("csv", lambda: _csv(1, "code,kind,name,province_code\n" + "x,y,z,0\n" * 30_000)),
    "20,000 wrong counts": ("csv", lambda: _csv(0, "month,commune,helpful,unhelpful\n" + "2026-10,a,x,1\n" * 20_000)),
    "100,000 brackets of JSON": ("json", lambda: b"[" * 100_000),
    "a number of 200,000 figures": ("json", lambda: b"[" + b"9" * 200_000 + b"]"),
    "keys that are the same": ("json", lambda: b'{"a":1,' + b'"a":1,' * 50_000 + b'"a":2}'),
    "half letters in JSON": ("json", lambda: b'[{"M\\u00e3 th\\u1ee7 t\\u1ee5c": "\\ud800"}]'),
    "no number": ("json", lambda: b"[NaN, Infinity, -Infinity, 1e999]"),
    "a boundary of 200,000 points": ("geojson", lambda: _ring(60_000)),
    "50,000 rings": ("geojson", lambda: json.dumps({"type": "Polygon", "coordinates": [RING] * 12_000}).encode()),
    "geometries in geometries": ("geojson", lambda: b'{"geometries":[' * 5_000),
    "positions at the edge of numbers": ("geojson", lambda: _ring(5, 1e308)),
    # packages
    "a bomb of 3 MB": ("zip", lambda: _bomb(3_000_000)),
    "a thousand entries that overlap": ("zip", lambda: _overlapping(30)),
    "archives in archives": ("zip", lambda: _quine(9)),
    "gzip in gzip": ("zip", lambda: _in_gzip(9)),
    "sizes that lie": ("zip", _lies),
    "5,000 empty entries": ("zip", lambda: make_zip({f"{i}/": b"" for i in range(5_000)})),
    "names that lead out": ("zip", lambda: make_zip({f"{'../' * i}a.csv": b"a,b\n" for i in range(1, 200)})),
    "names with NULs and marks": ("zip", lambda: make_zip({f"a\u202e{i}\r\n.csv": b"a,b\n" for i in range(200)})),
    "a billion laughs in a sheet": ("xlsx", lambda: _sheet(lambda part: LAUGHS.encode() + part[part.find(b"<worksheet") :])),
    "a sheet that unpacks to 30 MB": ("xlsx", lambda: _sheet(lambda part: part.replace(b"</sheetData>", b" " * 30_000_000))),
    "a sheet of 20,000 columns": ("xlsx", lambda: _sheet(lambda part: part.replace(b"<sheetData>", b"<sheetData>" + _WIDE))),
    "merged cells to the edge": (
        "xlsx", lambda: _sheet(lambda part: part.replace(b"</sheetData>", b"</sheetData>" + _MERGED)),
    ),
    "a row of number a billion": ("xlsx", lambda: _sheet(lambda part: part.replace(b'r="2"', b'r="999999999"'))),
    "a billion laughs in a text": ("docx", lambda: _document(lambda part: LAUGHS.encode() + part[part.find(b"<w:document") :])),
    "an entity from elsewhere": ("docx", lambda: _document(lambda part: _ENTITY + part)),
    "a text that unpacks to 30 MB": ("docx", lambda: _document(lambda part: part.replace(b"</w:body>", b" " * 30_000_000))),
    "elements in elements": ("docx", lambda: _document(lambda part: part.replace(b"<w:body>", b"<w:body>" + b"<w:p>" * 20_000))),
    "a form of 8 MB of zeros": ("attachment", lambda: make_docx(word__a_DOT_xml=b"<a>" + b" " * 8_000_000 + b"</a>")),
    "a PDF of 5,000 streams": ("attachment", lambda: make_pdf(body=b"stream\nendstream\n" * 5_000)),
    "a PDF that unpacks to 40 MB": ("attachment", lambda: make_pdf(body=make_object_stream(bytes(40_000_000)))),
    "a PDF of streams in streams": ("attachment", lambda: make_pdf(body=make_object_stream(make_object_stream(b"/ObjStm")))),
    # pictures
    "2.5 gigapixels": ("picture", lambda: _png(50_000, 50_000, zlib.compress(bytes(10_000)))),
    "40 megapixels of one colour": ("picture", lambda: _png(7_000, 5_700, zlib.compress(bytes(1_000)))),
    "no pixel": ("picture", lambda: _png(0, 0)),
    "a size beyond numbers": ("picture", lambda: _png(0x7FFFFFFF, 0x7FFFFFFF)),
    "words that unpack to 50 MB": ("picture", lambda: _png(1, 1, zlib.compress(bytes(4)), _text_chunk())),
    "20,000 frames": ("picture", lambda: _gif(1, 1, 20_000)),
    "a picture that is text": ("picture", lambda: b"\x89PNG\r\n\x1a\n<script>alert(1)</script>"),
    # pages of the web
    "100,000 open elements": ("html", lambda: b"<div>" * 100_000),
    "comments of the web without end": ("html", lambda: b"<p>a" + b"<!-- " * 50_000),
    "attributes without end": ("html", lambda: b"<a " + b"b=c " * 50_000),
    "tables in tables": ("html", lambda: b"<table><tr><td>" * 3_000 + b"x"),
    "lists of the web in lists": ("html", lambda: b"<ul><li>" * 3_000 + b"x"),
    "an encoding of none": ("html", lambda: b"<meta charset=idna><p>" + b"\xff" * 10_000),
}  # fmt: skip
"""By name: the format, and what makes the bytes."""


def _ring(points: int, scale: float = 1.0) -> bytes:
    ring = [[105 + i * 1e-6 * scale, 20 + (i % 2) * scale] for i in range(points)]
    return json.dumps({"type": "Polygon", "coordinates": [[*ring, ring[0]]]}).encode()
