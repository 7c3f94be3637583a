"""Reads what a person gives to an import: files, folders and ZIP files, each by its content → records, lists of codes, refusals.

A broken file does not affect the others. Nothing is unpacked to disk, and nothing beyond the limits is read.
"""

import gzip
import io
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.diagnostics.refusals import word_unreadable
from niemyet.load.archives import UnreadableError, list_files, measure_unpacked, open_archive, read_entry, too_large
from niemyet.load.cut_archives import complete_archive
from niemyet.load.file_kinds import REFUSALS, kind_of_bytes, kind_of_names
from niemyet.load.separated import decode_text, read_separated
from niemyet.load.word_files import read_word_file
from niemyet.load.workbooks import read_workbook
from niemyet.portal.english import explain
from niemyet.portal.items import Item, ListedCode, Recognised, Say, in_vietnamese
from niemyet.portal.json_items import read_json
from niemyet.portal.parted_record import read_parted_record
from niemyet.portal.raw_record import NotARecordError, RawRecord
from niemyet.portal.table_items import read_sheets
from niemyet.portal.word_record import take_tables, take_word_file_apart

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of one file, in an archive or not. Records have up to 100 KB, the list of a whole province less than 30 MB."""

LARGEST_ARCHIVE = 512 * 1024 * 1024
"""Bytes of all files in one archive, unpacked."""

LARGEST_UNCOUNTED = 8 * 1024 * 1024
"""Bytes of a Word file or workbook, unpacked, up to which it counts as packed: a folder may have 5,000."""

MOST_FILES = 20_000
"""Files in one archive."""

_JSON_NAMES = (".json", ".jsonl", ".ndjson")
_NEVER_DATA = frozenset({"thumbs.db", "desktop.ini"})
_NOT_PORTAL = Bilingual(
    "tệp Word không có các mục của Cổng (Mã thủ tục:, Tên thủ tục:, …)",
    "the Word file does not have the portal's parts, with code and name",
)
_NESTED = Bilingual("tệp nén lồng quá sâu; giải nén rồi lấy lại", "archives in archives, too deeply; unpack and import again")
_CUT_OFF = Bilingual("không giải nén được tệp này", "this file cannot be unpacked")
_NO_FILES = Bilingual("thư mục không có tệp nào lấy được", "the folder has no file that can be imported")
_READ = Bilingual("Đọc tệp", "Reading")
_DEEPEST = 2
"""Archives in archives."""


@dataclass(frozen=True, slots=True)
class Found:
    """An item: a record, with the date of the export if the file has it; an entry of a list; or why it is neither."""

    origin: str
    record: RawRecord | None
    refusal: str
    retrieved: date | None = None
    listed: ListedCode | None = None


@dataclass
class Reading:
    """How to read, and what is noted meanwhile: what files were taken for, and files in folders that are no data.

    `columns`: columns that a person has named, by key.
    """

    say: Say = in_vietnamese
    columns: Mapping[str, str] = field(default_factory=dict)
    progress: Callable[[str, int, int], None] = lambda *_: None
    recognised: list[Recognised] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    unpacked: int = 0
    """Bytes unpacked from the file that is being read, and from all files in it."""

    def unpack(self, size: int) -> None:
        """Counts bytes. Raises `UnreadableError` when they have become too many."""
        self.unpacked += size
        if self.unpacked > LARGEST_ARCHIVE:
            raise UnreadableError(too_large(self.unpacked, LARGEST_ARCHIVE))


def read_exports(paths: Iterable[Path], reading: Reading | None = None) -> Iterator[Found]:
    """Every item in the files and folders; files in a folder are read in alphabetical order."""
    reading = reading or Reading()
    for path in paths:
        if path.is_dir():
            below = sorted(p for p in path.rglob("*") if p.is_file() and not p.is_symlink())
            files = [p for p in below if not _is_never_data(p.relative_to(path).as_posix())]
            any_found = False
            for done, file in enumerate(files, 1):
                for item in _read_file(file, reading, asked=False):
                    any_found = True
                    yield _as_found(item, reading)
                reading.progress(f"{reading.say(_READ)} {path.name}", done, len(files))
            if not any_found:
                yield _as_found(Item(str(path), refusal=_NO_FILES), reading)
        else:
            for item in _read_file(path, reading, asked=True):
                yield _as_found(item, reading)


def read_data(origin: str, data: bytes) -> Iterator[Found]:
    """The items in the bytes of one file."""
    reading = Reading()
    for item in _read_bytes(origin, data, reading, asked=True, depth=0):
        yield _as_found(item, reading)


def _as_found(item: Item, reading: Reading) -> Found:
    return Found(item.origin, item.record, reading.say(item.refusal) if item.refusal else "", item.retrieved, item.listed)


def _is_never_data(path: str) -> bool:
    """Whether a file in a folder or archive is one that programs leave there."""
    *folders, name = PurePosixPath(path.replace("\\", "/")).parts
    hidden = any(part.startswith(".") and part.strip(".") for part in (*folders, name))
    return hidden or name.startswith("~$") or name.lower() in _NEVER_DATA or "__MACOSX" in folders


def _read_file(path: Path, reading: Reading, asked: bool) -> Iterator[Item]:
    origin = str(path)
    reading.unpacked = 0
    try:
        size = os.path.getsize(path)
        with path.open("rb") as stream:
            data = stream.read(4 if size > LARGEST_FILE else LARGEST_FILE + 1)
    except OSError as error:
        why = word_unreadable(error)
        yield Item(origin, refusal=Bilingual(f"không đọc được tệp: {why.vi}", f"the file cannot be read: {why.en}"))
        return
    if size > LARGEST_FILE and data.startswith(b"PK"):
        yield from _read_archive(origin, path, reading, depth=1)
    elif size > LARGEST_FILE:
        said_ = too_large(size, LARGEST_FILE)
        yield Item(origin, refusal=Bilingual(f"{said_.vi}; chia nhỏ rồi lấy lại", f"{said_.en}; split it and import again"))
    else:
        yield from _read_bytes(origin, data, reading, asked, depth=0)


def _read_archive(origin: str, source: Path | bytes, reading: Reading, depth: int) -> Iterator[Item]:
    try:
        archive = open_archive(source, MOST_FILES, LARGEST_ARCHIVE)
    except UnreadableError as error:
        yield Item(origin, refusal=error.said)
        return
    with archive:
        entries = [(entry, name) for entry, name in list_files(archive) if not _is_never_data(name)]
        for done, (entry, name) in enumerate(entries, 1):
            inside = f"{origin}!{name}"
            try:
                data = read_entry(archive, entry, LARGEST_FILE)
                reading.unpack(len(data))
            except UnreadableError as error:
                yield Item(inside, refusal=error.said)
                if reading.unpacked > LARGEST_ARCHIVE:
                    return
                continue
            yield from _read_bytes(inside, data, reading, asked=False, depth=depth)
            reading.progress(f"{reading.say(_READ)} {PurePosixPath(origin).name}", done, len(entries))


def _read_cut_archive(origin: str, data: bytes, reading: Reading, depth: int) -> Iterator[Item]:
    """The files that are whole in an archive that was cut off, then that it was."""
    whole = complete_archive(data, MOST_FILES, LARGEST_ARCHIVE - reading.unpacked)
    with open_archive(whole, MOST_FILES, LARGEST_ARCHIVE) as archive:
        names = archive.namelist()
    if not names or kind_of_names(names) != "zip":
        yield Item(origin, refusal=REFUSALS["broken_zip"])
        return
    yield from _read_archive(origin, whole, reading, depth)
    count = len(names)
    vi = f"tệp ZIP bị cắt ngang: chỉ lấy được {count} tệp đầu còn nguyên; tải lại để lấy phần còn lại"
    en = f"the ZIP file was cut off: of its files only the first {count} are whole and were read; download it again for the rest"
    yield Item(origin, refusal=Bilingual(vi, en))


def _read_bytes(origin: str, data: bytes, reading: Reading, asked: bool, depth: int) -> Iterator[Item]:
    """The items in the bytes of a file. `asked`: a person has named the file itself, so that it is never skipped."""
    kind = kind_of_bytes(data)
    try:
        if kind in ("word", "workbook") and (size := measure_unpacked(data)) > LARGEST_UNCOUNTED:
            reading.unpack(size)
        if kind == "word":
            yield from _read_word(origin, data, reading)
        elif kind == "workbook":
            yield from read_sheets(origin, read_workbook(data), reading.columns, reading.recognised)
        elif kind == "zip" and depth < _DEEPEST:
            yield from _read_archive(origin, data, reading, depth + 1)
        elif kind == "zip":
            yield Item(origin, refusal=_NESTED)
        elif kind == "broken_zip" and depth < _DEEPEST:
            yield from _read_cut_archive(origin, data, reading, depth + 1)
        elif kind == "gzip" and depth < _DEEPEST:
            unpacked = _gunzip(data)
            reading.unpack(len(unpacked))
            yield from _read_bytes(origin, unpacked, reading, asked, depth + 1)
        elif kind == "text":
            yield from _read_text(origin, decode_text(data), reading, asked)
        elif not asked and kind in ("picture", "binary"):
            reading.skipped.append(origin)
        else:
            yield Item(origin, refusal=REFUSALS.get(kind, _NESTED))
    except UnreadableError as error:
        yield Item(origin, refusal=error.said)


def _gunzip(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            unpacked = stream.read(LARGEST_FILE + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(_CUT_OFF) from error
    if len(unpacked) > LARGEST_FILE:
        raise UnreadableError(too_large(len(unpacked), LARGEST_FILE))
    return unpacked


def _read_word(origin: str, data: bytes, reading: Reading) -> Iterator[Item]:
    """The records of a Word file, else the lists of codes in its tables."""
    blocks = read_word_file(data)
    records = take_word_file_apart(blocks)
    if not any(parted.line("code") and parted.line("name") for parted in records):
        items = list(read_sheets(origin, take_tables(blocks), reading.columns, reading.recognised))
        if any(item.record or item.listed for item in items):
            yield from items
            return
    if not records:
        yield Item(origin, refusal=_NOT_PORTAL)
        return
    reading.recognised.append(Recognised("word", origin))
    for parted in records:
        try:
            yield Item(origin, record=read_parted_record(parted))
        except NotARecordError as error:
            yield Item(origin, refusal=explain(str(error)))


def _read_text(origin: str, text: str, reading: Reading, asked: bool) -> Iterator[Item]:
    if text.lstrip()[:1] in ("{", "[") or origin.lower().removesuffix(".gz").endswith(_JSON_NAMES):
        reading.recognised.append(Recognised("json", origin))
        yield from read_json(origin, text)
        return
    items = list(read_sheets(origin, (read_separated(text),), reading.columns, reading.recognised))
    if not asked and not any(item.record or item.listed for item in items):
        reading.skipped.append(origin)
    else:
        yield from items
