"""Output files that appear in the user's folder only when all of them are complete."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from niemyet.cache.placing import Placing, open_placing, place_together


class StagedOutput:
    """Holds files until `put`. Every method raises OSError if the folder cannot be written."""

    def __init__(self, target: Path, placing: Placing) -> None:
        self.target, self._placing = target, placing
        self.names: list[str] = []

    def add(self, name: str, data: bytes) -> None:
        """Adds a file."""
        self._placing.add(self.target / name, data)
        self.names.append(name)

    def put(self, obsolete: Callable[[Path], bool]) -> None:
        """Moves the files into the folder, all or none, and removes existing PDFs for which `obsolete` is true."""
        for old in self.target.glob("*.pdf"):
            if old.name not in self.names and obsolete(old):
                self._placing.remove(old)
        self._placing.commit()


@contextmanager
def open_staged_output(target: Path) -> Iterator[StagedOutput]:
    """A `StagedOutput` for a folder that may not exist yet; files that were not put are discarded."""
    with open_placing(target) as placing:
        yield StagedOutput(target, placing)


def write_output(out: Path, data: bytes) -> None:
    """Writes a file that a person has named, whole or not at all; /dev/stdout and the like as it comes. Raises OSError."""
    if out.exists() and not out.is_file():
        out.write_bytes(data)
    else:
        real = resolve_output(out)
        place_together(real.parent, {real: data})


def resolve_output(out: Path) -> Path:
    """Where a file that a person has named will lie. Raises FileNotFoundError if its folder is not there: a slip of the pen."""
    real = out.resolve()
    if not real.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), os.fspath(out))
    return real
