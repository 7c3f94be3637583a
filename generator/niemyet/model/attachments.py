"""A file that citizens take away as it is: a form to fill in, the text of a document, what an article gives along."""

import os
from pathlib import Path

from niemyet.model.kinds import KINDS, kind_of
from niemyet.values import dataclass


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file: `path` is relative to the root, or to `base` if it is packaged with the program; `size` in bytes; `fingerprint` is
    a digest of its content."""

    path: str
    size: int
    fingerprint: str
    base: str = ""

    def locate(self, root: Path) -> str:
        """Where the file is. `root` is the root of the catalogue."""
        return os.path.join(self.base or root, self.path)

    @property
    def name(self) -> str:
        """The name of the file, also when it is taken away: "to-khai.docx"."""
        return self.path.rpartition("/")[2]

    @property
    def ending(self) -> str:
        """What is behind the last dot of the name: "docx"."""
        return self.path.rpartition(".")[2]

    @property
    def address(self) -> str:
        """Its one address in the site, relative to the site's root."""
        kind = kind_of(self.path)
        assert kind is not None
        return KINDS[kind].address_of(self.path)
