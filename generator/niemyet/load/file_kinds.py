"""Tells what a file from outside is by its bytes; its name counts for nothing.

Takes the bytes of a file; gives a `FileKind`, and the sentence for kinds that are not read.
"""

import io
import zipfile
from collections.abc import Mapping
from typing import Literal

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.archives import has_endless_list

FileKind = Literal[
    "word", "workbook", "zip", "gzip", "text", "html", "empty", "locked", "old_word", "old_workbook", "ole", "rtf", "pdf",
    "open_document", "binary_workbook", "other_archive", "picture", "broken_zip", "binary",
]  # fmt: skip

HEAD = 8192
"""Bytes from the beginning that tell text from other content."""

_BEGINNINGS: tuple[tuple[bytes, FileKind], ...] = (
    (b"\x1f\x8b", "gzip"), (b"{\\rtf", "rtf"), (b"%PDF-", "pdf"), (b"Rar!\x1a\x07", "other_archive"),
    (b"7z\xbc\xaf\x27\x1c", "other_archive"), (b"\x89PNG\r\n", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"),
    (b"BM", "binary"), (b"MZ", "binary"), (b"SQLite format 3", "binary"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS: tuple[tuple[str, FileKind], ...] = (
    ("EncryptedPackage", "locked"), ("WordDocument", "old_word"), ("Workbook", "old_workbook"), ("Book", "old_workbook"),
)  # fmt: skip
"""Names of streams in a compound file ([MS-CFB], in UTF-16) and what the file then is ([MS-OFFCRYPTO] 2.3.4.4)."""
_UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MOST_PARTS = 20_000

REFUSALS: Mapping[FileKind, Bilingual] = {
    "empty": Bilingual("tệp trống", "the file is empty"),
    "html": Bilingual(
        "là một trang web (HTML), dù tên có thể là .doc hay .xls; là trang báo lỗi lúc tải thì tải lại, nếu không thì mở bằng "
        "Word hoặc Excel, lưu thành .docx, .xlsx rồi lấy lại",
        "it is a web page (HTML), though its name may say .doc or .xls; if it tells of an error, download it again, else open it "
        "in Word or Excel, save it as .docx or .xlsx and import again",
    ),
    "locked": Bilingual("tệp có mật khẩu; bỏ mật khẩu rồi lấy lại", "the file has a password; remove it and import again"),
    "old_word": Bilingual(
        "là tệp Word kiểu cũ (.doc trước năm 2007); mở bằng Word, lưu thành .docx rồi lấy lại",
        "it is an old Word file (.doc from before 2007); open it in Word, save it as .docx and import again",
    ),
    "old_workbook": Bilingual(
        "là bảng tính kiểu cũ (.xls trước năm 2007, hoặc XML 2003); mở bằng Excel, lưu thành .xlsx rồi lấy lại",
        "it is an old workbook (.xls from before 2007, or XML 2003); open it in Excel, save it as .xlsx and import again",
    ),
    "ole": Bilingual(
        "là tệp kiểu cũ của Office mà chương trình không đọc; lưu thành .docx hoặc .xlsx rồi lấy lại",
        "it is an old Office file that is not read; save it as .docx or .xlsx and import again",
    ),
    "rtf": Bilingual(
        "là tệp RTF dù tên có thể là .doc; mở bằng Word, lưu thành .docx rồi lấy lại",
        "it is an RTF file, though its name may say .doc; open it in Word, save it as .docx and import again",
    ),
    "pdf": Bilingual(
        "là tệp PDF; lấy tệp Word (.docx), bảng tính hoặc JSON của cùng nội dung",
        "it is a PDF; import the Word file (.docx), workbook or JSON of the same content",
    ),
    "open_document": Bilingual(
        "là tệp OpenDocument (.odt, .ods); lưu thành .docx hoặc .xlsx rồi lấy lại",
        "it is an OpenDocument file (.odt, .ods); save it as .docx or .xlsx and import again",
    ),
    "binary_workbook": Bilingual(
        "là bảng tính nhị phân (.xlsb); lưu thành .xlsx rồi lấy lại",
        "it is a binary workbook (.xlsb); save it as .xlsx and import again",
    ),
    "other_archive": Bilingual(
        "là tệp nén RAR hoặc 7z; giải nén rồi lấy thư mục, hoặc nén lại thành ZIP",
        "it is a RAR or 7z archive; unpack it and import the folder, or pack it as ZIP",
    ),
    "broken_zip": Bilingual("không phải tệp ZIP, hoặc tệp bị cắt ngang", "it is no ZIP file, or it was cut off"),
    "picture": Bilingual("là một bức ảnh, không phải dữ liệu", "it is a picture, no data"),
    "binary": Bilingual(
        "không phải tệp Word, bảng tính, CSV, JSON hay ZIP", "it is no Word file, workbook, CSV, JSON or ZIP file"
    ),
}  # fmt: skip
"""Why a kind is not read."""


def kind_of_bytes(data: bytes) -> FileKind:
    """What the bytes of a whole file are. Nothing is unpacked; of a ZIP file only the list of its entries is read."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return "empty"
    if data.startswith(b"PK"):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), "ole")
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    head = data[:HEAD]
    if b"\x00" in head and not data.startswith(_UNICODE_MARKS) and not _alternates(head):
        return "binary"
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(b"<?xml") and b"schemas-microsoft-com:office:spreadsheet" in start:
        return "old_workbook"
    return "html" if start.startswith((b"<", b"mime-version:")) else "text"


def _alternates(head: bytes) -> bool:
    """Whether zero bytes stand mostly at every other place: UTF-16 without a mark."""
    zeros = (head[0::2].count(0), head[1::2].count(0))
    return min(zeros) * 20 < max(zeros) and max(zeros) * 4 > len(head) // 2


def _kind_of_zip(data: bytes) -> FileKind:
    stream = io.BytesIO(data)
    if has_endless_list(stream):
        return "zip"
    try:
        with zipfile.ZipFile(stream) as archive:
            return kind_of_names(archive.namelist()[:_MOST_PARTS])
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError):
        return "broken_zip"


def kind_of_names(names: list[str]) -> FileKind:
    """What a ZIP file is by the names of its entries: a Word file, a workbook, or just a ZIP file."""
    inside = set(names)
    if "[Content_Types].xml" in inside:
        if any(name.startswith("word/") for name in inside):
            return "word"
        if "xl/workbook.bin" in inside:
            return "binary_workbook"
        if any(name.startswith("xl/") for name in inside):
            return "workbook"
    if "mimetype" in inside and "content.xml" in inside:
        return "open_document"
    return "zip"
