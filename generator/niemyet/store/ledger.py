"""The ledger: what stands in a site, part by part, and of what each part was made. SQLite is imported here only.

It lies beside the site and says of which tree it speaks. A tree that it does not know, a ledger of another program or a
broken one is as good as none: everything is made again.
"""

import os
import pickle
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from niemyet.store.digests import digest, digest_program

_TABLES = """
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE part (name TEXT PRIMARY KEY, key BLOB NOT NULL, files BLOB NOT NULL, value BLOB NOT NULL);
"""


def pack(value: object) -> bytes:
    """A value in little room. A ledger is our own, like compiled Python: never open a stranger's."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1)


def unpack(packed: bytes) -> Any:
    """The value of `pack`."""
    return pickle.loads(zlib.decompress(packed))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a site: the digest of everything it was made from, its files, and what it remembers, pickled."""

    key: bytes
    files: tuple[str, ...]
    pickled: bytes
    tree: Path = field(default=Path(), compare=False)
    """Where the files stand."""

    @property
    def value(self) -> Any:
        """What the part remembers."""
        return pickle.loads(self.pickled)


def part_of(key: bytes, files: Sequence[str] = (), value: object = None) -> Part:
    """A part that has just been made; what is large in its value comes packed."""
    return Part(key, tuple(files), pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


class Volume:
    """One ledger file."""

    def __init__(self, connection: sqlite3.Connection, tree: Path) -> None:
        self._connection, self.tree = connection, tree

    def fact(self, name: str) -> str:
        """One word about the whole; '' where it is not known."""
        found = self._connection.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return found[0] if found else ""

    def state(self, name: str, value: str) -> None:
        """Sets a word about the whole."""
        self._connection.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def find(self, name: str) -> Part | None:
        """The part of this name."""
        found = self._connection.execute("SELECT key, files, value FROM part WHERE name = ?", (name,)).fetchone()
        return Part(found[0], _read_files(found[1]), found[2], self.tree) if found else None

    def list_files(self, name: str) -> tuple[str, ...]:
        """The names of a part's files; none where there is no such part."""
        found = self._connection.execute("SELECT files FROM part WHERE name = ?", (name,)).fetchone()
        return _read_files(found[0]) if found else ()

    def packed_files(self, name: str) -> bytes:
        """The names of a part's files, packed; equal for equal names."""
        found: bytes = self._connection.execute("SELECT files FROM part WHERE name = ?", (name,)).fetchone()[0]
        return found

    def keys(self) -> dict[str, bytes]:
        """The key of every part by its name."""
        return dict(self._connection.execute("SELECT name, key FROM part"))

    def put(self, name: str, part: Part) -> None:
        """Sets a part."""
        files = zlib.compress("\n".join(part.files).encode(), 1)
        self._connection.execute("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?)", (name, part.key, files, part.pickled))

    def drop(self, name: str) -> None:
        """Forgets a part."""
        self._connection.execute("DELETE FROM part WHERE name = ?", (name,))

    def save(self) -> None:
        """Writes to the disk what was put."""
        self._connection.commit()

    def close(self) -> None:
        """Lets go of the file; what was not saved is lost."""
        self._connection.close()


def _read_files(packed: bytes) -> tuple[str, ...]:
    text = zlib.decompress(packed).decode()
    return tuple(text.split("\n")) if text else ()


def create_volume(file: Path | None, tree: Path) -> Volume:
    """A new, empty ledger file; None: one that is held in memory."""
    if file is not None:
        file.unlink(missing_ok=True)
    connection = sqlite3.connect(":memory:" if file is None else file)
    connection.executescript(_TABLES)
    volume = Volume(connection, tree)
    volume.state("program", digest_program().hex())
    return volume


def open_volume(file: Path, tree: Path) -> Volume | None:
    """The ledger of the tree as it stands; None where there is none that speaks of it."""
    volume = open_part(file, tree)
    if volume is not None and volume.fact("tree") != identify_tree(tree):
        volume.close()
        return None
    return volume


def open_part(file: Path, tree: Path) -> Volume | None:
    """The ledger of a part of a site that was made elsewhere; None where it is missing, broken or of another program."""
    if not file.is_file():
        return None
    connection = sqlite3.connect(file)
    try:
        volume = Volume(connection, tree)
        if volume.fact("program") == digest_program().hex():
            return volume
    except sqlite3.DatabaseError:
        pass  # broken: none
    connection.close()
    return None


def identify_tree(tree: Path) -> str:
    """A word that no other site folder has, and that this one keeps when it is renamed."""
    try:
        listed = os.stat(tree / "sitemap.xml")
        return f"{os.stat(tree).st_ino} {listed.st_ino} {listed.st_size} {listed.st_mtime_ns}"
    except OSError:
        return "no site"


class Ledger:
    """What stood before a build, and what the build has found unchanged or made anew."""

    def __init__(self, before: Sequence[Volume] = (), file: Path | None = None) -> None:
        """`before` are asked in their order. `file` is where the ledger is kept; without it, it is forgotten in the end."""
        self._before, self._file = before, file
        self._draft = file.with_name(f"{file.name}.new") if file else None
        self._after = create_volume(self._draft, Path())
        self._keys: Mapping[str, tuple[bytes, Volume]] = {
            name: (key, volume) for volume in reversed(before) for name, key in volume.keys().items()
        }
        self._kept: set[str] = set()
        self._made: set[str] = set()

    def previous(self, name: str) -> Part | None:
        """The part as it was made last, of whatever."""
        return self._keys[name][1].find(name) if name in self._keys else None

    def holds(self, name: str, key: bytes) -> bool:
        """Whether the part stands as it would be made now, of what this key stands for."""
        return name in self._keys and self._keys[name][0] == key

    def keep(self, name: str) -> Part:
        """Says that a part stands as it is, and gives it."""
        part = self.previous(name)
        if part is None:
            raise KeyError(name)
        self._kept.add(name)
        return part

    def note(self, name: str, part: Part) -> None:
        """Remembers a part that was made."""
        self._made.add(name)
        self._after.put(name, part)

    def find_gone(self) -> set[str]:
        """The files of before that no part has any more."""
        before = {file for name in set(self._keys) - self._kept for file in self._keys[name][1].list_files(name)}
        after = {file for name in self._made for file in self._after.list_files(name)}
        return before - after

    def list_files(self) -> Iterator[str]:
        """Every file of the site so far."""
        for name in self._kept:
            yield from self._keys[name][1].list_files(name)
        for name in self._made:
            yield from self._after.list_files(name)

    def digest_files(self) -> bytes:
        """Stands for the names of all files so far."""
        names = sorted(self._kept | self._made)
        volumes = (self._after if name in self._made else self._keys[name][1] for name in names)
        return digest(*(part for name, volume in zip(names, volumes, strict=True) for part in (name, volume.packed_files(name))))

    def finish_anew(self, tree: Path) -> None:
        """Makes what is remembered whole and saves it: it speaks of `tree`, wherever that is put."""
        for name in self._kept:
            if part := self.previous(name):
                self._after.put(name, part)
        self._after.state("tree", identify_tree(tree))
        self._after.save()

    def install(self) -> None:
        """Puts what `finish_anew` saved in the place of the ledger of before."""
        self._after.close()
        if self._file and self._draft:
            os.replace(self._draft, self._file)

    def finish_in_place(self) -> None:
        """Brings the ledger of before up to date: it speaks of the same tree, which has been changed."""
        before = self._before[0]
        for name in set(self._keys) - self._kept - self._made:
            before.drop(name)
        for name in self._made:
            if part := self._after.find(name):
                before.put(name, part)
        before.state("tree", identify_tree(before.tree))
        before.save()

    def distrust(self) -> None:
        """Says that the tree is being changed: until `finish_in_place`, the ledger of before speaks of none."""
        self._before[0].state("tree", "being changed")
        self._before[0].save()

    def close(self) -> None:
        """Throws away what was not finished."""
        self._after.close()
        if self._draft:
            self._draft.unlink(missing_ok=True)


@contextmanager
def open_ledger(site_dir: Path, forget: bool = False, shards: Sequence[Volume] = ()) -> Iterator[Ledger]:
    """The ledger of a site, beside it. `forget`: as if nothing stood there. With `shards` only what these hold stands."""
    site_dir = site_dir.absolute()
    file = site_dir.with_name(f".{site_dir.name}.ledger")
    own = None if forget or shards else open_volume(file, site_dir)
    ledger = Ledger([own] if own else shards, file)
    try:
        yield ledger
    finally:
        ledger.close()
        if own:
            own.close()
