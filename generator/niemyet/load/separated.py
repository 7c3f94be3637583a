"""Reads CSV files of unknown encoding and delimiter into a sheet.

UTF-8 with or without a mark, UTF-16, and Windows-1258, whose tone marks are characters of their own (they become NFC).
"""

import csv
import io
import unicodedata
from collections import Counter

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.archives import UnreadableError
from niemyet.load.file_kinds import HEAD
from niemyet.load.tables import Row, Sheet

DELIMITERS = (",", ";", "\t", "|")
MOST_ROWS = 200_000
WIDEST = 300
"""Columns; more are no table that a person has made."""

_SAMPLE = 200
_NO_TEXT = Bilingual(
    "không rõ bảng mã chữ; lưu lại thành CSV UTF-8 rồi lấy lại",
    "its encoding is not clear; save it as CSV UTF-8 and import again",
)
_BROKEN_UTF8 = Bilingual(
    "là chữ UTF-8 nhưng có chỗ hỏng hoặc bị cắt ngang; lưu lại rồi lấy lại",
    "it is UTF-8 but broken or cut off in places; save it and import again",
)
_TOO_LONG = Bilingual(f"quá nhiều dòng: tối đa {MOST_ROWS}", f"too many rows: at most {MOST_ROWS}")
_BROKEN = Bilingual(
    "không đọc được CSV; có lẽ thiếu dấu ngoặc kép đóng", "the CSV cannot be read; perhaps a closing quotation mark is missing"
)


def decode_text(data: bytes) -> str:
    """The text in NFC. Raises `UnreadableError` if the encoding is none of those known; JSON is never Windows-1258."""
    encodings = _encodings(data)
    if "cp1258" in encodings and _is_broken_utf8(data):
        raise UnreadableError(_BROKEN_UTF8)
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    raise UnreadableError(_NO_TEXT)


def _is_broken_utf8(data: bytes) -> bool:
    """Whether bytes that are no UTF-8 are it but for some: read in another encoding, they would be garbage."""
    text = data.decode("utf-8-sig", "replace")
    broken = text.count("\ufffd")
    return 0 < broken * 4 < sum(not letter.isascii() for letter in text)


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\x00" in data[:HEAD]:
        even, odd = data[:HEAD:2].count(0), data[1:HEAD:2].count(0)
        return ("utf-16-le" if odd > even else "utf-16-be",)
    return ("utf-8-sig",) if data.lstrip()[:1] in (b"{", b"[") else ("utf-8-sig", "cp1258")


def read_separated(text: str) -> Sheet:
    """The rows of a CSV text, with the delimiter that gives the most regular columns. Raises `UnreadableError`."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:  # a line for Excel
        delimiter, text, before = first.strip()[4], rest, 1
    else:
        delimiter, before = _find_delimiter(text), 0
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        for row in reader:
            if len(rows) >= MOST_ROWS:
                raise UnreadableError(_TOO_LONG)
            rows.append(Row(reader.line_num + before, tuple(cell.strip() for cell in row[:WIDEST])))
    except csv.Error as error:
        raise UnreadableError(_BROKEN) from error
    return Sheet("", tuple(rows))


def _find_delimiter(text: str) -> str:
    def regularity(delimiter: str) -> int:
        widths: Counter[int] = Counter()
        try:
            for row, _ in zip(csv.reader(io.StringIO(text), delimiter=delimiter), range(_SAMPLE), strict=False):
                widths[len(row)] += 1
        except csv.Error:
            return 0
        return max(((width - 1) * count for width, count in widths.items()), default=0)

    return max(DELIMITERS, key=regularity)
