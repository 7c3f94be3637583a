"""Files on their way into somebody's folder: they appear there when all of them are made, or none does."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


class StagedOutput:
    """Holds files until they are put into their folder. Every method raises OSError where the folder cannot be written."""

    def __init__(self, target: Path, unfinished: Path) -> None:
        self.target, self._unfinished = target, unfinished
        self.names: list[str] = []

    def add(self, name: str, data: bytes) -> None:
        """Takes a file."""
        (self._unfinished / name).write_bytes(data)
        self.names.append(name)

    def put(self, obsolete: Callable[[Path], bool]) -> None:
        """Puts the files into the folder, each in one step, and removes those PDFs of before that are `obsolete`."""
        self.target.mkdir(parents=True, exist_ok=True)
        for name in self.names:
            os.replace(self._unfinished / name, self.target / name)
        for old in self.target.glob("*.pdf"):
            if old.name not in self.names and obsolete(old):
                old.unlink()


@contextmanager
def open_tray(target: Path) -> Iterator[StagedOutput]:
    """A tray for a folder that may not exist yet; what was not put is thrown away."""
    nearest = next(folder for folder in (target.absolute(), *target.absolute().parents) if folder.exists())
    with TemporaryDirectory(prefix=".to-niem-yet-", dir=nearest) as unfinished:
        yield StagedOutput(target, Path(unfinished))
