"""What a record says can be printed: its sheet hangs on a wall, and one letter that the font lacks must not stop all others."""

from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.letters import find_strange_letters
from niemyet.load.nodes import Document, Node, walk
from niemyet.model.letters import find_unprintable

_NEVER_PRINTED = frozenset({"source_text", "original", "doubts", "aliases", "former_names", "imported", "corrections", "url"})
"""Keys whose words stand on no sheet."""


def check_letters(document: Document) -> Iterator[Diagnostic]:
    """Every letter of what may stand on a sheet is one that can be printed."""
    text = document.source.text
    if "\\" not in text and (text.isascii() or find_unprintable(text) is None):  # within quotation marks a letter may be a number
        return
    for _, node in walk(document.root, _NEVER_PRINTED):
        if isinstance(node.value, str) and (found := find_unprintable(node.value)):
            yield from _tell(document, node, found[0])


def _tell(document: Document, node: Node, sign: str) -> Iterator[Diagnostic]:
    """One diagnostic, unless the line is already told for letters that are not what they look like."""
    place = document.place(node)
    line = place.text or ""
    at = line.find(sign, place.column - 1)
    if at >= 0:
        place = document.source.place(place.line, at + 1)
    if next(find_strange_letters(place.file, place.text or ""), None) is None:
        yield Diagnostic("letter-not-printable", place, {"value": sign, "number": f"U+{ord(sign):04X}"})
