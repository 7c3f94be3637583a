"""Digests of source files. A file whose stamp is unchanged is not read again.

Takes the files found and the `Input`s of the last build; gives current `Input`s by path, and the bytes that were read.
"""

from collections.abc import Iterable, Mapping
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from niemyet.cache.cache_file import DamagedCacheError
from niemyet.cache.digests import DIGEST_SIZE, digest
from niemyet.load.finding import SourceFile, Stamp
from niemyet.load.texts import LARGEST_FILE, read_bytes
from niemyet.model.kinds import ATTACHMENTS, PICTURES

RECENT = 2_000_000_000
"""Nanoseconds. A file may change twice within the resolution of the file system's clock, so a file changed this recently is read
again by the next build, whatever its time."""


class Input(NamedTuple):
    """A file: its stamp, as of `SourceFile` (modified -1: too recent to be trusted), and digest."""

    size: int
    modified: int
    delay: int
    digest: bytes

    @property
    def stamp(self) -> Stamp:
        """What is known without reading the file."""
        return self.size, self.modified, self.delay


class InputTable(NamedTuple):
    """Inputs as the build cache holds them, a column each: ten thousand small values would take longer to write and read."""

    paths: tuple[str, ...]
    sizes: tuple[int, ...]
    modified: tuple[int, ...]
    delays: tuple[int, ...]
    digests: bytes

    def read(self) -> dict[str, Input]:
        """By path. Raises DamagedCacheError."""
        try:
            columns = zip(self.sizes, self.modified, self.delays, cut_digests(self.digests), strict=True)
            return dict(zip(self.paths, starmap(Input, columns), strict=True))
        except (TypeError, ValueError) as error:
            raise DamagedCacheError(str(error)) from error


def tabulate_inputs(inputs: Mapping[str, Input]) -> InputTable:
    """The inputs, by path, as columns."""
    every = inputs.values()
    digests = b"".join(one.digest for one in every)
    sizes, times, delays = (tuple(one.stamp[at] for one in every) for at in range(3))
    return InputTable(tuple(inputs), sizes, times, delays, digests)


def cut_digests(joined: bytes) -> list[bytes]:
    """Digests that stand one after the other."""
    return [joined[i : i + DIGEST_SIZE] for i in range(0, len(joined), DIGEST_SIZE)]


def take_inputs(
    root: Path, source_files: Iterable[SourceFile], known: Mapping[str, Input], now: int
) -> tuple[dict[str, Input], dict[str, bytes]]:
    """The inputs by path, and the bytes of the files that had to be read.

    `now` is the start of the build in nanoseconds, by the file system's clock.
    """
    taken: dict[str, Input] = {}
    contents: dict[str, bytes] = {}
    for file in source_files:
        before = known.get(file.path)
        if before is not None and before.stamp == file.stamp:
            taken[file.path] = before
            continue
        size, modified, delay = file.stamp
        data = b""
        if not file.refused:
            try:
                data = _read_again(root, file)
            except OSError:  # who reads it next reports it
                modified = now
            else:
                if file.kind not in ATTACHMENTS and file.kind not in PICTURES:  # they are large, and looked at one by one
                    contents[file.path] = data
        described = f"{file.kind} {file.stamp}" if len(data) > LARGEST_FILE else file.kind  # too large to be read whole
        taken[file.path] = Input(size, modified if modified < now - RECENT else -1, delay, digest(described, data))
    return taken, contents


def _read_again(root: Path, file: SourceFile) -> bytes:
    """The bytes of a file, asked for twice: of one that fails once, who reads it next takes the words, and the digest would be of
    none. Raises OSError."""
    try:
        return read_bytes(root, file)
    except OSError:
        return read_bytes(root, file)
