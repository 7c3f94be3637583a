"""Output files that appear in the user's folder only when all of them are complete."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


class StagedOutput:
    """Holds files until `put`. Every method raises OSError if the folder cannot be written."""

    def __init__(self, target: Path, unfinished: Path) -> None:
        self.target, self._unfinished = target, unfinished
        self.names: list[str] = []

    def add(self, name: str, data: bytes) -> None:
        """Adds a file."""
        (self._unfinished / name).write_bytes(data)
        self.names.append(name)

    def put(self, obsolete: Callable[[Path], bool]) -> None:
        """Moves the files into the folder, each atomically, and removes existing PDFs for which `obsolete` is true."""
        self.target.mkdir(parents=True, exist_ok=True)
        for name in self.names:
            os.replace(self._unfinished / name, self.target / name)
        for old in self.target.glob("*.pdf"):
            if old.name not in self.names and obsolete(old):
                old.unlink()


@contextmanager
def open_staged_output(target: Path) -> Iterator[StagedOutput]:
    """A `StagedOutput` for a folder that may not exist yet; files that were not put are discarded."""
    nearest = next(folder for folder in (target.absolute(), *target.absolute().parents) if folder.exists())
    with TemporaryDirectory(prefix=".to-niem-yet-", dir=nearest) as unfinished:
        yield StagedOutput(target, Path(unfinished))
