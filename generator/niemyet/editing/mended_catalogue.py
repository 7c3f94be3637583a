"""Corrections that cannot be wrong, over a whole catalogue: which files they change, and which names of files.

Takes what the check tells; gives `Mended` files, whose new bytes and names a person looks at before anything is written.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.editing.mended_files import mend_file
from niemyet.editing.proposals import FileChange, place_files
from niemyet.load.finding import SourceFile, find_files
from niemyet.load.texts import LARGEST_FILE
from niemyet.model.kinds import kind_of
from niemyet.patterns import regex

_ENDINGS = regex(r"(?:\.(?:yaml|yml|txt))+$", re.IGNORECASE)


class Mended(NamedTuple):
    """A file that changes: its path and bytes before and after. Another path: it gets its right name."""

    before: tuple[str, bytes]
    after: tuple[str, bytes]

    @property
    def renamed(self) -> bool:
        """Whether it gets another name."""
        return self.before[0] != self.after[0]

    @property
    def change(self) -> FileChange:
        """What is written: the new text, at a new place if the name changes."""
        path, data = self.after
        return FileChange(path, None if self.renamed else self.before[1], data, path, "")

    @property
    def shown(self) -> FileChange:
        """The same for the eye, with the text before."""
        return FileChange(self.after[0], self.before[1], self.after[1], self.after[0], "")


def find_mended(root: Path, told: Iterable[Diagnostic]) -> Iterator[Mended]:
    """The files of the diagnostics that certain corrections change, sorted by path."""
    told = [one for one in told if not one.place.packaged]
    renamed = dict(_find_renamed(root, told))
    files = {file.path: file for file in find_files(root).every if not file.refused}
    for path in sorted({one.place.file for one in told}):
        target = renamed.get(path, path)
        kind = kind_of(target)
        file = SourceFile(target, kind) if path in renamed and kind is not None else files.get(path)
        if file is None or (root / path).stat().st_size > LARGEST_FILE:
            continue
        data = (root / path).read_bytes()
        mended = mend_file(root, file, data)
        if path in renamed or mended != data:
            yield Mended((path, data), (target, mended))


def _find_renamed(root: Path, told: Iterable[Diagnostic]) -> Iterator[tuple[str, str]]:
    """Files whose names are right but for the ending, with the right one: 1.001193.yml. None where another file has it."""
    taken: set[str] = set()
    for one in told:
        path, near = one.place.file, one.values.get("near")
        if one.rule != "misplaced-record" or not isinstance(near, str) or kind_of(near) is None or near in taken:
            continue
        if _ENDINGS.sub("", path) == near.removesuffix(".yaml") and not os.path.lexists(root / near):
            taken.add(near)
            yield path, near


def place_mended(root: Path, mended: Sequence[Mended]) -> None:
    """Writes the files and removes the old names. Raises as `place_files`, and then no file has changed."""
    place_files(root, [one.change for one in mended], [one.before[0] for one in mended if one.renamed])
