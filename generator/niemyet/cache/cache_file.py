"""The file of a build cache: an SQLite database with one row per part. The only module that imports SQLite.

The file is not trusted: reading it executes nothing (`codec`), its schema must be exactly ours, and every part has a checksum.
"""

import errno
import os
import re
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import field
from pathlib import Path
from typing import Any, TypeVar

from niemyet.cache.codec import CodecError, decode, encode
from niemyet.cache.digests import digest
from niemyet.cache.program import digest_program
from niemyet.patterns import regex
from niemyet.values import dataclass

T = TypeVar("T")

_TABLES = (
    "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE part (name TEXT PRIMARY KEY, key BLOB NOT NULL, files BLOB NOT NULL, sum BLOB NOT NULL, value BLOB NOT NULL)",
)
"""`sum` is the digest of a part's value. The fact "seal" is the digest of all facts, names, keys, files and sums."""


_ELSEWHERE = regex(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0", re.MULTILINE)
"""A file name that leads out of the folder on any system. On Windows, '\\' separates folders and a drive may come first."""


_SIGNS_OF_ELSEWHERE = ("..", "\n/", "\\", ":", "\0")
"""Text without any of these that does not begin with a slash leads nowhere else: a first test, twenty times as quick."""


class DamagedCacheError(ValueError):
    """A cache file is not as it was written. Callers start again without it."""


def pack(value: object) -> bytes:
    """A value encoded and compressed. Raises CodecError."""
    return pack_encoded(encode(value))


def pack_encoded(encoded: bytes) -> bytes:
    """An encoded value compressed, as `pack` does."""
    return zlib.compress(encoded, 1)


def unpack(packed: bytes, kind: type[T]) -> T:
    """Reverses `pack`. Raises DamagedCacheError if the value is not a `kind`."""
    try:
        encoded = zlib.decompress(packed)
    except zlib.error as error:
        raise DamagedCacheError(str(error)) from error
    return _decode(encoded, kind)


def _decode(encoded: bytes, kind: type[T]) -> T:
    try:
        value = decode(encoded)
    except CodecError as error:
        raise DamagedCacheError(str(error)) from error
    if not isinstance(value, kind):
        raise DamagedCacheError(kind.__name__)
    return value


@dataclass(frozen=True, slots=True)
class CachedPart:
    """A part of a site: its key (the digest of everything it was made from), its files, and its encoded value."""

    key: bytes
    files: tuple[str, ...]
    encoded: bytes
    tree: Path = field(default=Path(), compare=False)
    """The folder that holds the files."""

    def read(self, kind: type[T]) -> T:
        """The part's value. Raises DamagedCacheError if it is not a `kind`."""
        return _decode(self.encoded, kind)


def part_of(key: bytes, files: Iterable[str] = (), value: object = None) -> CachedPart:
    """A part that has just been made. Large values should be packed by the caller, so that they are decoded only if needed."""
    return CachedPart(key, tuple(files), encode(value))


class CacheFile:
    """One open cache file. Every method raises DamagedCacheError if the file cannot be read, OSError if it cannot be written."""

    def __init__(self, connection: sqlite3.Connection, tree: Path, file: Path | None = None) -> None:
        self._connection, self.tree, self._file = connection, tree, file

    def _ask(self, words: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(words, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise _explain(error, self._file or self.tree) from error

    def is_sound(self) -> bool:
        """Whether its tables are ours and its seal is right. Values are checked when they are read."""
        try:
            tables = self._ask("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
            return sorted(sql for (sql,) in tables) == sorted(_TABLES) and self.fact("seal") == self._seal()
        except (DamagedCacheError, TypeError, AttributeError, UnicodeEncodeError):
            return False  # a cell holds a value of another type than was written

    def _seal(self) -> str:
        facts = self._ask("SELECT name, value FROM fact WHERE name <> 'seal' ORDER BY name")
        parts = self._ask("SELECT name, key, files, sum FROM part ORDER BY name")
        return digest(*(cell for row in (*facts, *parts) for cell in row)).hex()

    def fact(self, name: str) -> str:
        """A named fact about the whole file; '' if there is none."""
        found = self._ask("SELECT value FROM fact WHERE name = ?", name)
        return str(found[0][0]) if found else ""

    def state(self, name: str, value: str) -> None:
        """Sets a named fact about the whole file."""
        self._ask("INSERT OR REPLACE INTO fact VALUES (?, ?)", name, value)

    def find(self, name: str) -> CachedPart | None:
        """The part of this name; None if there is none."""
        for key, files, sum_, value in self._ask("SELECT key, files, sum, value FROM part WHERE name = ?", name):
            if digest(value) != sum_:
                raise DamagedCacheError(name)
            return CachedPart(key, _read_files(files), value, self.tree)
        return None

    def list_files(self, name: str) -> tuple[str, ...]:
        """The paths of a part's files; empty if there is no such part."""
        found = self._ask("SELECT files FROM part WHERE name = ?", name)
        return _read_files(found[0][0]) if found else ()

    def packed_files(self, name: str) -> bytes:
        """The paths of a part's files, compressed; equal for equal paths. The part must exist."""
        found: bytes = self._ask("SELECT files FROM part WHERE name = ?", name)[0][0]
        return found

    def every_packed(self) -> dict[str, bytes]:
        """The same of every part, by name."""
        return dict(self._ask("SELECT name, files FROM part"))

    def keys(self) -> dict[str, bytes]:
        """Part name → key."""
        return dict(self._ask("SELECT name, key FROM part"))

    def put(self, name: str, part: CachedPart) -> None:
        """Adds or replaces a part."""
        files = zlib.compress("\n".join(part.files).encode(), 1)
        self._ask("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?)", name, part.key, files, digest(part.encoded), part.encoded)

    def take_over(self, name: str, other: "CacheFile") -> None:
        """Adds or replaces a part by that of another file, as it is there. `other` must have it."""
        for key, files, sum_, value in other._ask("SELECT key, files, sum, value FROM part WHERE name = ?", name):
            if digest(value) != sum_:
                raise DamagedCacheError(name)
            self._ask("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?)", name, key, files, sum_, value)

    def drop(self, name: str) -> None:
        """Removes a part."""
        self._ask("DELETE FROM part WHERE name = ?", name)

    def save(self) -> None:
        """Seals the file and commits it to disk."""
        self.state("seal", self._seal())
        try:
            self._connection.commit()
        except sqlite3.DatabaseError as error:
            raise _explain(error, self._file or self.tree) from error

    def close(self) -> None:
        """Closes the file. What was not saved is lost."""
        self._connection.close()


_UNREADABLE = (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ)
_FAMILY = 0xFF
"""The bits of a code of SQLite that name the family of errors."""


def _explain(error: sqlite3.DatabaseError, file: Path) -> Exception:
    code = getattr(error, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_FULL:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(file))
    if code & _FAMILY == sqlite3.SQLITE_IOERR and code not in _UNREADABLE:  # a quota, a limit, a disk that fails: nothing of ours
        return OSError(errno.EIO, os.strerror(errno.EIO), str(file))
    return DamagedCacheError(str(error))


def _read_files(packed: bytes) -> tuple[str, ...]:
    """Unpacks paths. Raises DamagedCacheError if one leads out of the folder."""
    try:
        text = zlib.decompress(packed).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise DamagedCacheError(str(error)) from error
    files = tuple(text.split("\n")) if text else ()
    doubtful = text.startswith("/") or any(sign in text for sign in _SIGNS_OF_ELSEWHERE)
    if doubtful and (found := _ELSEWHERE.search(text)):
        raise DamagedCacheError(text[text.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0])
    return files


def create_cache_file(file: Path | None, tree: Path) -> CacheFile:
    """A new, empty cache file; in memory if `file` is None. Raises OSError, and then leaves none."""
    if file is not None:
        file.unlink(missing_ok=True)
        file.touch()  # refused, it says why, which SQLite does not
    cache_file = CacheFile(sqlite3.connect(":memory:" if file is None else file), tree, file)
    try:
        cache_file._ask("PRAGMA journal_mode = MEMORY")  # until it is saved nobody believes it: no file is to be left beside it
        for table in _TABLES:
            cache_file._ask(table)
        cache_file.state("program", digest_program().hex())
    except OSError:
        cache_file.close()
        if file is not None:
            file.unlink(missing_ok=True)
        raise
    return cache_file


def open_cache_file(file: Path, tree: Path) -> CacheFile | None:
    """The cache file of the folder `tree`; None if it is missing, unusable or describes another folder."""
    cache_file = open_part(file, tree)
    if cache_file is not None and cache_file.fact("tree") != identify_tree(tree):
        cache_file.close()
        return None
    return cache_file


def open_part(file: Path, tree: Path) -> CacheFile | None:
    """A cache file whatever folder it describes; None if it is missing, broken or of another version of the program."""
    if not file.is_file():
        return None
    connection = sqlite3.connect(file)
    cache_file = CacheFile(connection, tree, file)
    if cache_file.is_sound() and cache_file.fact("program") == digest_program().hex():
        return cache_file
    connection.close()
    return None


def identify_tree(tree: Path) -> str:
    """An identifier of a site folder that survives renaming it: inode, and inode, size and time of its sitemap."""
    try:
        listed = os.stat(tree / "sitemap.xml")
        return f"{os.stat(tree).st_ino} {listed.st_ino} {listed.st_size} {listed.st_mtime_ns}"
    except OSError:
        return "no site"
