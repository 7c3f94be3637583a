"""Reads CSV files of unknown encoding and delimiter into a sheet.

UTF-8 with or without a mark, UTF-16, and Windows-1258, whose tone marks are characters of their own (they become NFC).
"""

import csv
from collections import Counter
from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.archives import UnreadableError
from niemyet.load.file_kinds import HEAD
from niemyet.load.tables import Row, Sheet
from niemyet.load.texts import compose

DELIMITERS = (",", ";", "\t", "|")
MOST_ROWS = 200_000
WIDEST = 300
"""Columns; more are no table that a person has made."""

LONGEST_ROW = 1_000_000
"""Characters; a row with a whole record has 50,000."""

_SAMPLE = 200
_SAMPLE_LETTERS = 100_000
"""Rows and letters from which the delimiter is known."""
_NO_TEXT = Bilingual(
    "không rõ bảng mã chữ; lưu lại thành CSV UTF-8 rồi lấy lại",
    "its encoding is not clear; save it as CSV UTF-8 and import again",
)
_BROKEN_UTF8 = Bilingual(
    "là chữ UTF-8 nhưng có chỗ hỏng hoặc bị cắt ngang; lưu lại rồi lấy lại",
    "it is UTF-8 but broken or cut off in places; save it and import again",
)
_TOO_LONG = Bilingual(f"quá nhiều dòng: tối đa {MOST_ROWS}", f"too many rows: at most {MOST_ROWS}")
_LONG_ROW = Bilingual(
    f"có một dòng dài hơn {LONGEST_ROW} chữ; không phải bảng", f"a row has more than {LONGEST_ROW} characters; it is no table"
)
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
            return compose(text.removeprefix("\ufeff"))
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
    if "\n" not in text:
        text = text.replace("\r", "\n")  # as an old Macintosh ends its lines
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5 and first.strip()[4] != '"':  # a line for Excel
        delimiter, text, before = first.strip()[4], rest, 1
    else:
        delimiter, before = _find_delimiter(text), 0
    rows: list[Row] = []
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for row in reader:
            if len(rows) >= MOST_ROWS:
                raise UnreadableError(_TOO_LONG)
            lines.begin_row()
            rows.append(Row(reader.line_num + before, tuple(cell.strip() for cell in row[:WIDEST])))
    except csv.Error as error:
        raise UnreadableError(_BROKEN) from error
    return Sheet("", tuple(rows))


class _Lines:
    """The lines of a text, one by one. Raises `UnreadableError` where one row would have too many characters."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._row = text, 0, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._at >= len(self._text):
            raise StopIteration
        end = self._text.find("\n", self._at) + 1 or len(self._text)
        if end - self._row > LONGEST_ROW:
            raise UnreadableError(_LONG_ROW)
        line, self._at = self._text[self._at : end], end
        return line

    def begin_row(self) -> None:
        """The next line belongs to another row."""
        self._row = self._at


def _find_delimiter(text: str) -> str:
    def regularity(delimiter: str) -> int:
        widths: Counter[int] = Counter()
        try:
            lines = _Lines(text[:_SAMPLE_LETTERS])
            for row, _ in zip(csv.reader(lines, delimiter=delimiter), range(_SAMPLE), strict=False):
                lines.begin_row()
                widths[len(row)] += 1
        except csv.Error:
            return 0
        return max(((width - 1) * count for width, count in widths.items()), default=0)

    return max(DELIMITERS, key=regularity)
