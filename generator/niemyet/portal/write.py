"""Writes the files of an import in one step, so that an interrupted import leaves the catalogue as it was."""

from collections.abc import Collection, Mapping
from pathlib import Path

from niemyet.cache.placing import place_together

REFERENCE = "catalogue/reference"
NO_OTHERS: Mapping[Path, bytes] = {}


def place_files(
    root: Path, texts: Mapping[str, str], removed: Collection[str] = (), others: Mapping[Path, bytes] = NO_OTHERS
) -> None:
    """Writes `texts` and removes `removed`, whose paths are relative to the root, and writes `others` anywhere.

    Raises OSError, and then everything is as it was.
    """
    written = {root / path: text.encode() for path, text in texts.items()}
    place_together(root, {**written, **dict.fromkeys((root / path for path in removed), None), **others})
