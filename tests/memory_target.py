"""A target in memory that can be cut off after any of its operations, and a site small enough to try them all."""

import gzip
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import brotli

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.publish.file_kinds import Headers
from niemyet.publish.refusals import TargetError
from niemyet.publish.releases import OWN_FOLDER, Entry, Release
from niemyet.publish.site_files import digest_bytes
from niemyet.publish.target import Claimant, Renew, Target

UNPACK = {"gz": gzip.decompress, "br": brotli.decompress}


class CutError(TargetError):
    """The connection is cut."""

    def __init__(self) -> None:
        super().__init__(Bilingual("đứt", "cut"))


class MemoryTarget(Target):
    """Implements `Target`. `watch` is called after every change."""

    name = "memory"

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.changes_left = -1
        """How many changes are made before the line is cut; negative: it is not."""
        self.answers = True
        """Whether the last change is made, and only its answer is lost."""
        self.watch: Callable[[], None] = lambda: None

    def _change(self, files: Mapping[str, bytes | None]) -> None:
        if self.changes_left == 0 and not self.answers:
            raise CutError
        for path, data in files.items():
            if data is None:
                self.files.pop(path, None)
            else:
                self.files[path] = data
            self.watch()
        if self.changes_left == 0:
            raise CutError
        self.changes_left -= 1

    def is_empty(self) -> bool:
        return all(path.startswith(OWN_FOLDER) for path in self.files)

    def exists(self, path: str) -> bool:
        return path in self.files

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def write(self, path: str, data: bytes, headers: Headers) -> None:
        self._change({path: data})

    def copy(self, source: str, path: str) -> bool:
        if source in self.files:
            self._change({path: self.files[source]})
        return source in self.files

    def remove(self, paths: Sequence[str]) -> None:
        self._change(dict.fromkeys(paths))

    @contextmanager
    def hold(self, claimant: Claimant) -> Iterator[Renew]:
        yield lambda: None

    def close(self) -> None:
        pass

    def published(self) -> dict[str, bytes]:
        """All files but ours about them."""
        return {path: data for path, data in self.files.items() if not path.startswith(OWN_FOLDER)}


Site = Mapping[str, bytes]


def release_of(site: Site) -> Release:
    return {path: Entry(digest_bytes(data), len(data)) for path, data in site.items()}


def without_siblings(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files, after a look at every sibling: it holds what its file holds."""
    plain = {path: data for path, data in files.items() if path.rpartition(".")[2] not in UNPACK}
    for path in files.keys() - plain.keys():
        of, _, ending = path.rpartition(".")
        assert UNPACK[ending](files[path]) == plain.get(of), path
    return plain
