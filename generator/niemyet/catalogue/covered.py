"""What a catalogue's own reference changes of the one that travels with the program: one note a file.

A file that stands in the place of a packaged one is no fault, but it also keeps out what the next version of the program brings.
Takes the root and the pairs of files; gives notes. A file that cannot be read has been reported by its reader.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from niemyet.catalogue.entries import read_document
from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.load.finding import Covered, SourceFile
from niemyet.load.nodes import plain
from niemyet.load.texts import read_text
from niemyet.load.units import parse_units

MOST_NAMED = 6
"""Entries that are named; the rest are counted."""


def check_covered(root: Path, covered: Iterable[Covered]) -> Iterator[Diagnostic]:
    """Where each of the catalogue's files differs from the packaged one, or that it does not."""
    for own, packaged in covered:
        ours, theirs = _read(root, own), _read(root, packaged)
        if ours is None or theirs is None:
            continue
        differing = [key for key in {**ours, **theirs} if ours.get(key) != theirs.get(key)]
        if differing:
            yield Diagnostic("replaces-packaged", Place(own.path), {"value": _name_some(differing)})
        else:
            yield Diagnostic("same-as-packaged", Place(own.path), {"value": own.path.rsplit("/", 1)[-1]})


def _read(root: Path, find: SourceFile) -> dict[str, Any] | None:
    """The entries of a file by name, of the list of units by code; None if it cannot be read."""
    if find.kind == "units":
        source, _ = read_text(root, find)
        return None if source is None else {unit.code: unit for unit in parse_units(source)[0]}
    document, _ = read_document(root, find)
    values = None if document is None else plain(document.root)
    return values if isinstance(values, dict) else None


def _name_some(keys: list[str]) -> str | Bilingual:
    named, left = ", ".join(keys[:MOST_NAMED]), len(keys) - MOST_NAMED
    return named if left <= 0 else Bilingual(f"{named} và {left} mục khác", f"{named} and {left} other entries")
