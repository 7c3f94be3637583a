"""Reads exports (JSON, JSON lines, ZIP archives, folders) into raw records, or gives a reason why something is none.

A broken file does not affect the others. Nothing is unpacked to disk, and nothing beyond the limits is read.
"""

import json
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from niemyet.portal.flat_record import is_flat_record, read_flat_record
from niemyet.portal.portal_record import is_portal_record, read_portal_record
from niemyet.portal.raw_record import NotARecordError, RawRecord, day_of

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of one file, in an archive or not. Records have up to 100 KB, the list of a whole province less than 30 MB."""

LARGEST_ARCHIVE = 512 * 1024 * 1024
"""Bytes of all files in one archive, unpacked."""

MOST_FILES = 20_000
"""Files in one archive."""

_ENDINGS = (".json", ".jsonl", ".ndjson", ".zip")
_DAY_KEYS = ("retrieved", "retrievedAt", "retrieved_at", "exportedAt", "exported_at", "crawled_at")


@dataclass(frozen=True, slots=True)
class Found:
    """An item of an export: a record, with the date of the export if the file has it; or the reason why it is none."""

    origin: str
    record: RawRecord | None
    refusal: str
    retrieved: date | None = None


def read_exports(paths: Iterable[Path]) -> Iterator[Found]:
    """Every item in the files and folders; files in a folder are read in alphabetical order."""
    for path in paths:
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.suffix.lower() in _ENDINGS and p.is_file() and not p.is_symlink())
            if not found:
                yield Found(str(path), None, "thư mục không có tệp .json, .jsonl hay .zip nào")
            for file in found:
                yield from _read_file(file)
        else:
            yield from _read_file(path)


def _read_file(path: Path) -> Iterator[Found]:
    origin = str(path)
    try:
        if path.suffix.lower() == ".zip":
            yield from _read_archive(path)
            return
        size = os.path.getsize(path)
        if size > LARGEST_FILE:
            yield Found(origin, None, f"tệp quá lớn: {_mega(size)}, tối đa {_mega(LARGEST_FILE)}; chia nhỏ rồi lấy lại")
            return
        data = path.read_bytes()
    except OSError as error:
        yield Found(origin, None, f"không đọc được tệp ({error.strerror})")
        return
    yield from read_data(origin, data)


def _mega(size: int) -> str:
    return f"{size / 1024 / 1024:.0f} MB"


def _read_archive(path: Path) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST_ARCHIVE:
                yield Found(str(path), None, f"tệp nén quá lớn: tối đa {MOST_FILES} tệp, {_mega(LARGEST_ARCHIVE)} khi giải nén")
                return
            for entry in entries:
                yield from _read_entry(archive, entry, f"{path}!{entry.filename}")
    except (zipfile.BadZipFile, NotImplementedError, EOFError):
        yield Found(str(path), None, "không phải tệp ZIP, hoặc tệp bị cắt ngang")


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, origin: str) -> Iterator[Found]:
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in entry.filename:
        yield Found(origin, None, "đường dẫn trong tệp nén chỉ ra ngoài thư mục; bỏ qua")
    elif name.suffix.lower() not in (".json", ".jsonl", ".ndjson"):
        return
    elif entry.flag_bits & 1:
        yield Found(origin, None, "tệp có mật khẩu")
    elif entry.file_size > LARGEST_FILE:
        yield Found(origin, None, f"tệp quá lớn: {_mega(entry.file_size)}, tối đa {_mega(LARGEST_FILE)}")
    else:
        try:
            with archive.open(entry) as stream:
                data = stream.read(LARGEST_FILE + 1)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
            yield Found(origin, None, "không giải nén được tệp này")
            return
        yield from read_data(origin, data)


def read_data(origin: str, data: bytes) -> Iterator[Found]:
    """The items in the bytes of one file: one record, a list of records, or one record per line."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield Found(origin, None, "không phải tệp chữ UTF-8")
        return
    if not text.strip():
        yield Found(origin, None, "tệp trống")
    elif text.lstrip()[:1] == "<":
        yield Found(origin, None, "là một trang web (HTML), không phải dữ liệu; có lẽ là trang báo lỗi lúc tải")
    elif origin.lower().endswith((".jsonl", ".ndjson")):
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield from _read_json(f"{origin}:{number}", line)
    else:
        yield from _read_json(origin, text)


def _read_json(origin: str, text: str) -> Iterator[Found]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        end = "tệp bị cắt ngang, hoặc " if error.pos >= len(text.rstrip()) - 1 or "Unterminated" in error.msg else ""
        yield Found(origin, None, f"không đọc được JSON: {end}sai ở dòng {error.lineno}, cột {error.colno}")
    except RecursionError:
        yield Found(origin, None, "không đọc được JSON: lồng quá sâu")
    except ValueError:
        yield Found(origin, None, "không đọc được JSON: có con số quá dài")
    else:
        yield from _read_value(origin, value, None)


def _read_value(origin: str, value: Any, retrieved: date | None) -> Iterator[Found]:
    if isinstance(value, list) and value:
        for number, entry in enumerate(value, 1):
            yield _read_table(f"{origin}[{number}]", entry, retrieved)
        return
    if isinstance(value, dict):
        retrieved = next((day for key in _DAY_KEYS if (day := day_of(value.get(key)))), retrieved)
        inside = value.get("data")
        if isinstance(inside, dict | list) and not is_portal_record(value):
            yield from _read_value(origin, inside, retrieved)
            return
    yield _read_table(origin, value, retrieved)


def _read_table(origin: str, value: Any, retrieved: date | None) -> Found:
    try:
        if isinstance(value, dict) and is_portal_record(value):
            return Found(origin, read_portal_record(value), "", retrieved)
        if isinstance(value, dict) and is_flat_record(value):
            return Found(origin, read_flat_record(value), "", retrieved)
    except NotARecordError as error:
        return Found(origin, None, str(error))
    return Found(origin, None, "không phải bản ghi thủ tục của Cổng Dịch vụ công quốc gia")
