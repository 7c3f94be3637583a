"""A volume: one file in which parts of a site are remembered. SQLite is imported here only.

The file may come from anybody: reading it runs nothing (`codec`), it has our tables or none, and every part has a checksum.
"""

import errno
import os
import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from niemyet.cache.codec import CodecError, decode, encode
from niemyet.cache.digests import digest, digest_program

_TABLES = (
    "CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE part (name TEXT PRIMARY KEY, key BLOB NOT NULL, files BLOB NOT NULL, sum BLOB NOT NULL, value BLOB NOT NULL)",
)
"""`sum` is the digest of a part's value; the fact "seal" is that of all facts, names, keys, files and sums."""


class DamagedCacheError(ValueError):
    """Something in a ledger is not as it was written: whoever relied on it begins anew without it."""


def pack(value: object) -> bytes:
    """A value in little room."""
    return zlib.compress(encode(value), 1)


def unpack(packed: bytes) -> Any:
    """The value of `pack`. Raises DamagedLedgerError."""
    try:
        return decode(zlib.decompress(packed))
    except (CodecError, zlib.error) as error:
        raise DamagedCacheError(str(error)) from error


@dataclass(frozen=True, slots=True)
class CachedPart:
    """A part of a site: the digest of everything it was made from, its files, and what it remembers, encoded."""

    key: bytes
    files: tuple[str, ...]
    encoded: bytes
    tree: Path = field(default=Path(), compare=False)
    """Where the files stand."""

    @property
    def value(self) -> Any:
        """What the part remembers. Raises DamagedLedgerError."""
        try:
            return decode(self.encoded)
        except CodecError as error:
            raise DamagedCacheError(str(error)) from error


def part_of(key: bytes, files: Sequence[str] = (), value: object = None) -> CachedPart:
    """A part that has just been made; what is large in its value comes packed."""
    return CachedPart(key, tuple(files), encode(value))


class CacheFile:
    """One ledger file. Whatever in it cannot be read raises DamagedLedgerError."""

    def __init__(self, connection: sqlite3.Connection, tree: Path) -> None:
        self._connection, self.tree = connection, tree

    def _ask(self, words: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(words, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise _explain(error, self.tree) from error

    def is_sound(self) -> bool:
        """Whether it has our tables and no others, and everything but the values is what was saved."""
        try:
            tables = self._ask("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
            return sorted(sql for (sql,) in tables) == sorted(_TABLES) and self.fact("seal") == self._seal()
        except (DamagedCacheError, TypeError, AttributeError, UnicodeEncodeError):
            return False  # a value of another type stands where text or bytes were written

    def _seal(self) -> str:
        facts = self._ask("SELECT name, value FROM fact WHERE name <> 'seal' ORDER BY name")
        parts = self._ask("SELECT name, key, files, sum FROM part ORDER BY name")
        return digest(*(cell for row in (*facts, *parts) for cell in row)).hex()

    def fact(self, name: str) -> str:
        """One word about the whole; '' where it is not known."""
        found = self._ask("SELECT value FROM fact WHERE name = ?", name)
        return str(found[0][0]) if found else ""

    def state(self, name: str, value: str) -> None:
        """Sets a word about the whole."""
        self._ask("INSERT OR REPLACE INTO fact VALUES (?, ?)", name, value)

    def find(self, name: str) -> CachedPart | None:
        """The part of this name."""
        for key, files, sum_, value in self._ask("SELECT key, files, sum, value FROM part WHERE name = ?", name):
            if digest(value) != sum_:
                raise DamagedCacheError(name)
            return CachedPart(key, _read_files(files), value, self.tree)
        return None

    def list_files(self, name: str) -> tuple[str, ...]:
        """The names of a part's files; none where there is no such part."""
        found = self._ask("SELECT files FROM part WHERE name = ?", name)
        return _read_files(found[0][0]) if found else ()

    def packed_files(self, name: str) -> bytes:
        """The names of a part's files, packed; equal for equal names."""
        found: bytes = self._ask("SELECT files FROM part WHERE name = ?", name)[0][0]
        return found

    def keys(self) -> dict[str, bytes]:
        """The key of every part by its name."""
        return dict(self._ask("SELECT name, key FROM part"))

    def put(self, name: str, part: CachedPart) -> None:
        """Sets a part."""
        files = zlib.compress("\n".join(part.files).encode(), 1)
        self._ask("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?)", name, part.key, files, digest(part.encoded), part.encoded)

    def drop(self, name: str) -> None:
        """Forgets a part."""
        self._ask("DELETE FROM part WHERE name = ?", name)

    def save(self) -> None:
        """Writes to the disk what was put, and seals it."""
        self.state("seal", self._seal())
        try:
            self._connection.commit()
        except sqlite3.DatabaseError as error:
            raise _explain(error, self.tree) from error

    def close(self) -> None:
        """Lets go of the file; what was not saved is lost."""
        self._connection.close()


def _explain(error: sqlite3.DatabaseError, tree: Path) -> Exception:
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(tree))
    return DamagedCacheError(str(error))


def _read_files(packed: bytes) -> tuple[str, ...]:
    """The names of files below a tree, and of nothing that lies elsewhere."""
    try:
        text = zlib.decompress(packed).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise DamagedCacheError(str(error)) from error
    files = tuple(text.split("\n")) if text else ()
    for file in files:
        if file.startswith("/") or ".." in file.split("/") or "\0" in file:
            raise DamagedCacheError(file)
    return files


def create_cache_file(file: Path | None, tree: Path) -> CacheFile:
    """A new, empty ledger file; None: one that is held in memory."""
    if file is not None:
        file.unlink(missing_ok=True)
    connection = sqlite3.connect(":memory:" if file is None else file)
    for table in _TABLES:
        connection.execute(table)
    cache_file = CacheFile(connection, tree)
    cache_file.state("program", digest_program().hex())
    return cache_file


def open_cache_file(file: Path, tree: Path) -> CacheFile | None:
    """The ledger of the tree as it stands; None where there is none that speaks of it."""
    cache_file = open_part(file, tree)
    if cache_file is not None and cache_file.fact("tree") != identify_tree(tree):
        cache_file.close()
        return None
    return cache_file


def open_part(file: Path, tree: Path) -> CacheFile | None:
    """The ledger of a part of a site that was made elsewhere; None where it is missing, broken or of another program."""
    if not file.is_file():
        return None
    connection = sqlite3.connect(file)
    cache_file = CacheFile(connection, tree)
    if cache_file.is_sound() and cache_file.fact("program") == digest_program().hex():
        return cache_file
    connection.close()
    return None


def identify_tree(tree: Path) -> str:
    """A word that no other site folder has, and that this one keeps when it is renamed."""
    try:
        listed = os.stat(tree / "sitemap.xml")
        return f"{os.stat(tree).st_ino} {listed.st_ino} {listed.st_size} {listed.st_mtime_ns}"
    except OSError:
        return "no site"
