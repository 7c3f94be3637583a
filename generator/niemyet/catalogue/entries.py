"""Loads and validates one YAML file."""

from pathlib import Path
from typing import Any

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.load.finding import SourceFile
from niemyet.load.nodes import Document, parse_document
from niemyet.load.texts import read_text
from niemyet.model.codes import code_of_file
from niemyet.validate.entries import Cases, Entry, check_entry, no_cases
from niemyet.validate.measure import find_overlong
from niemyet.validate.reference_index import ReferenceIndex


def read_document(root: Path, file: SourceFile, data: bytes | None = None) -> tuple[Document | None, list[Diagnostic]]:
    """The document in a YAML file and its diagnostics; None if it cannot be parsed. `data` are the bytes, if already read."""
    source, diagnostics = read_text(root, file, data)
    if source is None:
        return None, diagnostics
    if overlong := find_overlong(source, file.kind):
        return None, [*diagnostics, overlong]
    document, more = parse_document(source)
    return document, diagnostics + more


def read_entry(
    root: Path, file: SourceFile, data: bytes | None = None, cases: Cases = no_cases
) -> tuple[Entry[Any] | None, list[Diagnostic]]:
    """The record in a YAML file and its diagnostics; None if it is broken. `data` are the bytes, if already read.

    `cases` gives the cases of the procedure the record is about, for help texts."""
    document, diagnostics = read_document(root, file, data)
    if document is None:
        return None, diagnostics
    entry, more = check_entry(document, file.kind, cases)
    return entry, diagnostics + more


def cases_of(law: ReferenceIndex, file: SourceFile) -> dict[str, str]:
    """Name → words of the cases of the procedure that a posting or an overlay is about, over all versions."""
    return {name: words for version in law.versions(code_of_file(file.path)) for name, words in version.case_names.items()}


def missing_file(path: str) -> Diagnostic:
    """The diagnostic for a required file that is missing."""
    return Diagnostic("missing-file", Place(path), {"value": path})
