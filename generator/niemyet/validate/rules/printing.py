"""Text that appears on a sheet can be printed with the font, so that one character cannot stop the printing of all sheets."""

from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.letters import find_strange_letters
from niemyet.load.nodes import Document, Node, walk
from niemyet.model.letters import find_unprintable

_NEVER_PRINTED = frozenset({"source_text", "original", "doubts", "aliases", "former_names", "imported", "corrections", "url"})
"""Keys whose values appear on no sheet, or as a quotation (`quote_to_print`)."""


def check_letters(document: Document) -> Iterator[Diagnostic]:
    """Every character of a value that may appear on a sheet can be printed."""
    text = document.source.text
    if "\\" not in text and (text.isascii() or find_unprintable(text) is None):  # an escape may hide a character
        return
    for _, node in walk(document.root, _NEVER_PRINTED):
        if isinstance(node.value, str) and (found := find_unprintable(node.value)):
            yield from _tell(document, node, found[0])


def _tell(document: Document, node: Node, sign: str) -> Iterator[Diagnostic]:
    """One diagnostic, unless the line is already reported for look-alike letters (`load/letters.py`)."""
    place = document.place(node)
    line = place.text or ""
    at = line.find(sign, place.column - 1)
    if at >= 0:
        place = document.source.place(place.line, at + 1)
    if next(find_strange_letters(place.file, place.text or ""), None) is None:
        yield Diagnostic("letter-not-printable", place, {"value": sign, "number": f"U+{ord(sign):04X}"})
