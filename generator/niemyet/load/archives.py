"""Opens ZIP files from outside without trusting them: sizes, paths and passwords are looked at before anything is unpacked.

Office files are ZIP files too. A part of one with a document type is refused, because that is how entities are declared and
ECMA-376 (part 2, 9.1.1) forbids it.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.patterns import regex

LARGEST_OFFICE_FILE = 192 * 1024 * 1024
"""Bytes of all parts of one Word file or workbook, unpacked."""

LARGEST_XML = 96 * 1024 * 1024
"""Bytes of one XML part of it: a sheet of 200,000 rows has fewer."""

LARGEST_WORD_XML = 20 * 1024 * 1024
"""Bytes of all XML parts of a Word file: a decision of 500 pages has 10 MB, and its library makes twenty times as much of it."""

LARGEST_LIST = 8 * 1024 * 1024
"""Bytes of the list of entries at the end of a ZIP file; 20,000 files have 3 MB."""

MOST_SWOLLEN, SMALL_PART = 250, 8 * 1024
"""How many times larger an XML part may become than it is packed, and the bytes up to which it does not matter: rows that are all
the same give 50 times."""

MOST_PARTS = 5_000
"""Parts of one Word file or workbook."""

_HEAD = 64
_BEGINS_XML = regex(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*(?:<|\Z)")
_LONGEST_END = 22 + 65_535 + 20 + 56
_LIST_ENDS, _LONG_LIST_ENDS = regex(rb"PK\x05\x06"), regex(rb"PK\x06\x06")
_BROKEN = (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error, RuntimeError)
_DOCUMENT_TYPE = regex(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D\x00O\x00C\x00T|E\x00N\x00T)|\x00<\x00!\x00(?:D\x00O|E\x00N)")

CUT_OFF = Bilingual("không phải tệp ZIP, hoặc tệp bị cắt ngang", "it is no ZIP file, or it was cut off")
_OUTSIDE = Bilingual(
    "đường dẫn trong tệp nén chỉ ra ngoài thư mục; bỏ qua", "its path in the archive leads out of the folder; left out"
)
_LOCKED = Bilingual("tệp có mật khẩu", "the file has a password")
_NOT_UNPACKED = Bilingual("không giải nén được tệp này", "this file cannot be unpacked")
_ENTITIES = Bilingual(
    "có khai báo XML bị cấm trong tệp Office (DOCTYPE); tệp hỏng hoặc không an toàn",
    "it has an XML declaration that Office files must not have (DOCTYPE); broken or unsafe",
)
SWOLLEN = Bilingual("khi giải nén thì lớn bất thường; không mở", "unpacked, it is unusually large; not opened")


class UnreadableError(ValueError):
    """A file, or something in it, cannot be read; `said` says why, to go behind the file's name."""

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said.vi)
        self.said = said


def too_large(size: int, most: int) -> Bilingual:
    """The sentence for a file of `size` bytes where `most` are allowed."""
    return Bilingual(
        f"tệp quá lớn: {format_size(size)}, tối đa {format_size(most)}",
        f"the file is too large: {format_size(size)}, at most {format_size(most)}",
    )


def format_size(size: int) -> str:
    """A size in megabytes."""
    return f"{size / 1024 / 1024:.0f} MB"


def open_archive(source: Path | bytes, most_files: int, largest: int) -> zipfile.ZipFile:
    """The opened archive; the caller closes it. Raises `UnreadableError` if it is broken or beyond the limits."""
    too_much = Bilingual(
        f"tệp nén quá lớn: tối đa {most_files} tệp, {format_size(largest)} khi giải nén",
        f"the archive is too large: at most {most_files} files, {format_size(largest)} unpacked",
    )
    try:
        with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as stream:
            endless = has_endless_list(stream)
        archive = None if endless else zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except _BROKEN as error:
        raise UnreadableError(CUT_OFF) from error
    if archive is None:
        raise UnreadableError(too_much)
    entries = archive.infolist()
    if len(entries) > most_files or sum(entry.file_size for entry in entries) > largest:
        archive.close()
        raise UnreadableError(too_much)
    return archive


def has_endless_list(stream: BinaryIO) -> bool:
    """Whether the list of entries is larger than `LARGEST_LIST`: the library would read it whole, before anything can be counted.

    Every record that might be the one at the end is looked at (APPNOTE 4.3.14 and 4.3.16).
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _LONGEST_END))
    end = stream.read()
    stream.seek(0)
    sizes = [int.from_bytes(end[found.start() + 12 : found.start() + 16], "little") for found in _LIST_ENDS.finditer(end)]
    sizes += [int.from_bytes(end[found.start() + 40 : found.start() + 48], "little") for found in _LONG_LIST_ENDS.finditer(end)]
    return any(LARGEST_LIST < stated <= size for stated in sizes)


def list_files(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """The files of an archive with their names in Unicode: old programs store UTF-8 without saying so."""
    for entry in archive.infolist():
        if entry.filename and not entry.is_dir():  # one without a name would end Python 3.11
            yield entry, entry.filename if entry.flag_bits & 0x800 else _decode_name(entry.filename)


def _decode_name(name: str) -> str:
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, largest: int, head: int = 0) -> bytes:
    """The bytes of one file, or `head` bytes from its beginning. Raises `UnreadableError`."""
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in entry.filename:
        raise UnreadableError(_OUTSIDE)
    if entry.flag_bits & 1:
        raise UnreadableError(_LOCKED)
    if entry.file_size > largest:
        raise UnreadableError(too_large(entry.file_size, largest))
    try:
        with archive.open(entry) as stream:
            return stream.read(head or largest + 1)
    except _BROKEN as error:
        raise UnreadableError(_NOT_UNPACKED) from error


def _open_office_file(data: bytes) -> zipfile.ZipFile:
    try:
        return open_archive(data, MOST_PARTS, LARGEST_OFFICE_FILE)
    except UnreadableError as error:
        raise UnreadableError(error.said if error.said == CUT_OFF else SWOLLEN) from error


def measure_unpacked(data: bytes) -> int:
    """Bytes of all parts of a Word file or workbook, as it states them. Raises `UnreadableError`."""
    with _open_office_file(data) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def check_office_file(data: bytes, largest: int = LARGEST_OFFICE_FILE) -> None:
    """Looks through a Word file or workbook before its library opens it. Raises `UnreadableError`.

    `largest`: bytes of all its XML parts, which are told by how they begin: any name may be given to them.
    """
    with _open_office_file(data) as archive:
        for entry in archive.infolist():
            if not _BEGINS_XML.match(read_entry(archive, entry, LARGEST_OFFICE_FILE, head=_HEAD)):
                continue
            largest -= entry.file_size
            swollen = entry.file_size > MOST_SWOLLEN * max(entry.compress_size, SMALL_PART)
            if swollen or entry.file_size > LARGEST_XML or largest < 0:
                raise UnreadableError(SWOLLEN)
            drawn = entry.filename.lower().endswith(".svg")  # a picture may have a type; no library here reads it
            if not drawn and _DOCUMENT_TYPE.search(read_entry(archive, entry, LARGEST_XML)):
                raise UnreadableError(_ENTITIES)
