"""Opens ZIP files from outside without trusting them: sizes, paths and passwords are looked at before anything is unpacked.

Office files are ZIP files too. A part of one with a document type is refused, because that is how entities are declared and
ECMA-376 (part 2, 9.1.1) forbids it.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from niemyet.diagnostics.diagnostic import Bilingual

LARGEST_OFFICE_FILE = 192 * 1024 * 1024
"""Bytes of all parts of one Word file or workbook, unpacked."""

LARGEST_XML = 96 * 1024 * 1024
"""Bytes of one XML part of it: a sheet of 200,000 rows has fewer."""

MOST_PARTS = 5_000
"""Parts of one Word file or workbook."""

_BROKEN = (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error, RuntimeError)
_DOCUMENT_TYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00(?:D\x00O\x00C\x00T|E\x00N\x00T)|\x00<\x00!\x00(?:D\x00O|E\x00N)")

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
_SWOLLEN = Bilingual("khi giải nén thì lớn bất thường; không mở", "unpacked, it is unusually large; not opened")


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
    try:
        archive = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except _BROKEN as error:
        raise UnreadableError(CUT_OFF) from error
    entries = archive.infolist()
    if len(entries) > most_files or sum(entry.file_size for entry in entries) > largest:
        archive.close()
        raise UnreadableError(
            Bilingual(
                f"tệp nén quá lớn: tối đa {most_files} tệp, {format_size(largest)} khi giải nén",
                f"the archive is too large: at most {most_files} files, {format_size(largest)} unpacked",
            )
        )
    return archive


def list_files(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """The files of an archive with their names in Unicode: old programs store UTF-8 without saying so."""
    for entry in archive.infolist():
        if not entry.is_dir():
            yield entry, entry.filename if entry.flag_bits & 0x800 else _decode_name(entry.filename)


def _decode_name(name: str) -> str:
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, largest: int) -> bytes:
    """The bytes of one file. Raises `UnreadableError`."""
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in entry.filename:
        raise UnreadableError(_OUTSIDE)
    if entry.flag_bits & 1:
        raise UnreadableError(_LOCKED)
    if entry.file_size > largest:
        raise UnreadableError(too_large(entry.file_size, largest))
    try:
        with archive.open(entry) as stream:
            return stream.read(largest + 1)
    except _BROKEN as error:
        raise UnreadableError(_NOT_UNPACKED) from error


def check_office_file(data: bytes) -> None:
    """Looks through a Word file or workbook before its library opens it. Raises `UnreadableError`."""
    try:
        archive = open_archive(data, MOST_PARTS, LARGEST_OFFICE_FILE)
    except UnreadableError as error:
        raise UnreadableError(error.said if error.said == CUT_OFF else _SWOLLEN) from error
    with archive:
        for entry in archive.infolist():
            if not entry.filename.lower().endswith((".xml", ".rels", ".vml")):
                continue
            if entry.file_size > LARGEST_XML:
                raise UnreadableError(_SWOLLEN)
            if _DOCUMENT_TYPE.search(read_entry(archive, entry, LARGEST_XML)):
                raise UnreadableError(_ENTITIES)
