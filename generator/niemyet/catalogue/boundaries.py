"""Reads the file of a commune's boundary and checks it."""

from pathlib import Path

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.diagnostics.refusals import word_unreadable
from niemyet.load.boundaries import BoundaryProblem, read_boundary
from niemyet.load.finding import SourceFile
from niemyet.load.texts import read_bytes
from niemyet.model.boundary import GivenBoundary
from niemyet.model.places import Commune
from niemyet.validate import cross_checks
from niemyet.validate.entries import Entry


def take_boundary(
    root: Path, file: SourceFile, data: bytes | None, commune: Entry[Commune] | None
) -> tuple[GivenBoundary | None, list[Diagnostic]]:
    """The boundary in a file and its diagnostics; None if it is none. `data` are the bytes, if already read; `commune` is the
    record beside it."""
    if file.refused:
        return None, []
    try:
        content = data if data is not None else read_bytes(root, file)
    except OSError as error:
        return None, [Diagnostic("unreadable-file", Place(file.path), {"value": word_unreadable(error)})]
    read = read_boundary(content)
    if isinstance(read, BoundaryProblem):
        return None, [Diagnostic("bad-boundary", Place(file.path), {"why": read.why})]
    return GivenBoundary(read, content), list(cross_checks.check_boundary(file.path, read, commune))
