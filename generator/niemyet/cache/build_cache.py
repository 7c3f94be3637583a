"""The ledger: what stands in a site, part by part, and of what each part was made.

It lies beside the site and says of which tree it speaks. A tree that it does not know, a ledger of another program or a
broken one is as good as none: everything is made again.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from niemyet.cache.cache_file import CachedPart, CacheFile, create_cache_file, identify_tree, open_cache_file
from niemyet.cache.digests import digest


def _any(_name: str) -> bool:
    return True


class BuildCache:
    """What stood before a build, and what the build has found unchanged or made anew."""

    def __init__(self, before: Sequence[CacheFile] = (), file: Path | None = None, trusts: Callable[[str], bool] = _any) -> None:
        """`before` are asked in their order, for parts whose names `trusts` takes. `file` is where the ledger is kept;
        without it, it is forgotten in the end."""
        self._before, self._file = before, file
        self._draft = file.with_name(f"{file.name}.new") if file else None
        self._after = create_cache_file(self._draft, Path())
        self._keys: Mapping[str, tuple[bytes, CacheFile]] = {
            name: (key, cache_file) for cache_file in reversed(before) for name, key in cache_file.keys().items() if trusts(name)
        }
        self._kept: set[str] = set()
        self._made: set[str] = set()

    def previous(self, name: str) -> CachedPart | None:
        """The part as it was made last, of whatever."""
        return self._keys[name][1].find(name) if name in self._keys else None

    def holds(self, name: str, key: bytes) -> bool:
        """Whether the part stands as it would be made now, of what this key stands for."""
        return name in self._keys and self._keys[name][0] == key

    def keep(self, name: str) -> CachedPart:
        """Says that a part stands as it is, and gives it."""
        part = self.previous(name)
        if part is None:
            raise KeyError(name)
        self._kept.add(name)
        return part

    def note(self, name: str, part: CachedPart) -> None:
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
        cache_files = (self._after if name in self._made else self._keys[name][1] for name in names)
        return digest(
            *(part for name, cache_file in zip(names, cache_files, strict=True) for part in (name, cache_file.packed_files(name)))
        )

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


def _is_of_a_commune(name: str) -> bool:
    """Whether a part is one that shards make; whatever else stands in one was put there by somebody else."""
    return name.startswith(("communes/", "shelves/"))


@contextmanager
def open_build_cache(site_dir: Path, forget: bool = False, shards: Sequence[CacheFile] = ()) -> Iterator[BuildCache]:
    """The ledger of a site, beside it. `forget`: as if nothing stood there. With `shards` only their communes stand."""
    site_dir = site_dir.absolute()
    file = site_dir.with_name(f".{site_dir.name}.ledger")
    own = None if forget or shards else open_cache_file(file, site_dir)
    build_cache = BuildCache(shards, file, _is_of_a_commune) if shards else BuildCache([own] if own else (), file)
    try:
        yield build_cache
    finally:
        build_cache.close()
        if own:
            own.close()
