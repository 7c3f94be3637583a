"""Lists have no duplicates: a page would show both, and readers would look for the difference."""

from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.nodes import Document, Node, plain, walk

_MUST_DIFFER = {"counters": "name", "images": "file", "files": "file", "photos": "file", "channels": "kind"}
"""Lists whose items must differ in what stands under one key: a picture is not shown twice for having two captions, and a
procedure that says two things of one way of filing was meant to say one of another way."""
_WORDS_TO_CHOOSE = frozenset({"cases", "options"})
"""Tables of short names and words among which a citizen chooses."""
_TOLD_ELSEWHERE = frozenset({"days", "hours", "exceptions", "days_off", "worked_days", "deadlines", "fees"})
"""Lists that have rules of their own."""
_LONGEST_SHOWN = 60


def check_repeats(document: Document) -> Iterator[Diagnostic]:
    """No list of the record holds the same value twice; no two counters have the same name, no two pictures the same file,
    no two ways of filing the same kind."""
    for key, node in walk(document.root):
        if isinstance(node.value, list) and key not in _TOLD_ELSEWHERE:
            yield from _compare(key, node.value, document)
        elif isinstance(node.value, dict) and key in _WORDS_TO_CHOOSE:
            yield from _compare(key, [*node.value.values()], document)


def _compare(key: str, lines: list[Node], document: Document) -> Iterator[Diagnostic]:
    first: dict[str, Node] = {}
    for line in lines:
        value = plain(line)
        name = value.get(_MUST_DIFFER[key]) if key in _MUST_DIFFER and isinstance(value, dict) else None
        said = " ".join(name.split()) if isinstance(name, str) else repr(value)
        if said in first:
            shown = (
                str(value.get("name") or value.get("who") or value.get("file") or value.get("kind") or "…")
                if isinstance(value, dict)
                else str(value)
            )
            shown = shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"
            before = document.place(first[said]).line
            yield Diagnostic("listed-twice", document.place(line), {"value": shown, "line": str(before)})
        first.setdefault(said, line)
