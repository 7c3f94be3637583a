"""The build cache: the parts of a site, each with the key of what it was made from.

The cache file lies beside the site and records which folder it describes. If the folder is another one, or the file is broken or
of another version of the program, the file is ignored and everything is made again.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from niemyet.cache.cache_file import CachedPart, CacheFile, create_cache_file, identify_tree, open_cache_file, open_part
from niemyet.cache.digests import digest


def _any(_name: str) -> bool:
    return True


_BEING_CHANGED = "being changed"
"""The fact "tree" while files are being moved into the folder."""


class UnfinishedBuildError(LookupError):
    """A build was cut off while it moved files into the site, which is now partly old and partly new."""


class BuildCache:
    """The parts of the previous build, and which of them this build has kept or replaced."""

    def __init__(self, before: Sequence[CacheFile] = (), file: Path | None = None, trusts: Callable[[str], bool] = _any) -> None:
        """`before` are the previous cache files; the first that has a part wins. Parts whose names `trusts` rejects are ignored.
        `file` is where the new cache is saved; None: nowhere."""
        self._before, self._file = before, file
        self._draft = file.with_name(f"{file.name}.new") if file else None
        self._after = create_cache_file(self._draft, Path())
        self._keys: Mapping[str, tuple[bytes, CacheFile]] = {
            name: (key, cache_file) for cache_file in reversed(before) for name, key in cache_file.keys().items() if trusts(name)
        }
        self._kept: set[str] = set()
        self._made: set[str] = set()

    def previous(self, name: str) -> CachedPart | None:
        """The part as it was made last, whatever its key; None if there is none."""
        return self._keys[name][1].find(name) if name in self._keys else None

    def holds(self, name: str, key: bytes) -> bool:
        """Whether the previous build made the part under this key."""
        return name in self._keys and self._keys[name][0] == key

    def keep(self, name: str) -> CachedPart:
        """Marks a previous part as kept and returns it. Raises KeyError if there is none."""
        part = self.previous(name)
        if part is None:
            raise KeyError(name)
        self._kept.add(name)
        return part

    def mark_kept(self, name: str) -> None:
        """The same without reading the part."""
        if name not in self._keys:
            raise KeyError(name)
        self._kept.add(name)

    def tree_of(self, name: str) -> Path:
        """The folder that holds the files of a previous part. Raises KeyError if there is none."""
        return self._keys[name][1].tree

    def note(self, name: str, part: CachedPart) -> None:
        """Adds a part that this build has made."""
        self._made.add(name)
        self._after.put(name, part)

    def find_gone(self) -> set[str]:
        """The files of the previous build that no part has any more."""
        anew = {name for name in self._made if not self._lists_the_same(name)}
        gone = set(self._keys) - self._kept - (self._made - anew)
        before = {file for name in gone for file in self._keys[name][1].list_files(name)}
        after = {file for name in anew for file in self._after.list_files(name)}
        return before - after

    def _lists_the_same(self, name: str) -> bool:
        """Whether a part that was made has the files that it had before. No other part can have had one of them."""
        return name in self._keys and self._keys[name][1].packed_files(name) == self._after.packed_files(name)

    def list_files(self) -> Iterator[str]:
        """Every file of the site so far."""
        for name in self._kept:
            yield from self._keys[name][1].list_files(name)
        for name in self._made:
            yield from self._after.list_files(name)

    def digest_files(self) -> bytes:
        """Digest of the names of all files so far."""
        packed = {cache_file: cache_file.every_packed() for cache_file in (*self._before, self._after)}
        names = sorted(self._kept | self._made)
        listed = (packed[self._after if name in self._made else self._keys[name][1]][name] for name in names)
        return digest(*(part for pair in zip(names, listed, strict=True) for part in pair))

    def finish_anew(self, tree: Path) -> None:
        """Saves a complete cache that describes the folder `tree`, also after that folder is renamed."""
        for name in self._kept:
            if part := self.previous(name):
                self._after.put(name, part)
        self._after.state("tree", identify_tree(tree))
        self._after.save()

    def withdraw(self) -> None:
        """Removes the previous cache file, because its folder is being changed. The previous parts can no longer be read."""
        for cache_file in self._before:
            cache_file.close()
        if self._file:
            self._file.unlink(missing_ok=True)

    def install(self, tree: Path | None = None) -> None:
        """Replaces the previous cache file by what `finish_anew` saved. The previous parts can no longer be read.

        `tree` is the folder that the site is in now, if its files have been moved there one by one.
        """
        if tree is not None:
            self._after.state("tree", identify_tree(tree))
            self._after.save()
        for cache_file in (self._after, *self._before):  # Windows replaces no file that is open
            cache_file.close()
        if self._file and self._draft:
            os.replace(self._draft, self._file)

    def finish_in_place(self, tree: Path | None = None) -> None:
        """Updates the previous cache file. `tree` is the folder that takes the site's place; None: the site, changed in place."""
        before = self._before[0]
        for name in set(self._keys) - self._kept - self._made:
            before.drop(name)
        for name in self._made:
            before.take_over(name, self._after)
        before.state("tree", identify_tree(tree or before.tree))
        before.save()

    def distrust(self) -> None:
        """Marks the previous cache as invalid until `finish_in_place`, because its folder is being changed."""
        self._before[0].state("tree", _BEING_CHANGED)
        self._before[0].save()

    def close(self) -> None:
        """Discards what was not saved. A draft that cannot be removed is replaced by the next build's."""
        self._after.close()
        if self._draft:
            with suppress(OSError):
                self._draft.unlink(missing_ok=True)


def _is_of_a_commune(name: str) -> bool:
    """Whether a part is of a kind that shards make. Any other part in a shard's file was put there by somebody else."""
    return name.startswith(("communes/", "sheets/"))


def list_built_files(site_dir: Path) -> set[str] | None:
    """The paths of all files that the last build has put into a site; None if no cache describes the folder as it is.

    Raises UnfinishedBuildError.
    """
    site_dir = site_dir.absolute()
    cache_file = open_part(site_dir.with_name(f".{site_dir.name}.cache"), site_dir)
    if cache_file is None:
        return None
    try:
        tree = cache_file.fact("tree")
        if tree == _BEING_CHANGED:
            raise UnfinishedBuildError(site_dir)
        if tree != identify_tree(site_dir):
            return None
        names = [*cache_file.keys()]  # a method of ours, not a mapping's
        return {path for name in names for path in cache_file.list_files(name)}
    finally:
        cache_file.close()


@contextmanager
def open_build_cache(site_dir: Path, forget: bool = False, shards: Sequence[CacheFile] = ()) -> Iterator[BuildCache]:
    """The cache beside a site. With `forget` nothing is read from it; with `shards`, only communes from these files."""
    site_dir = site_dir.absolute()
    file = site_dir.with_name(f".{site_dir.name}.cache")
    own = None if forget or shards else open_cache_file(file, site_dir)
    build_cache = BuildCache(shards, file, _is_of_a_commune) if shards else BuildCache([own] if own else (), file)
    try:
        yield build_cache
    finally:
        build_cache.close()
        if own:
            own.close()
