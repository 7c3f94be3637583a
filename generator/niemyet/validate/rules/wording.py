"""The words of a record: no placeholder in place of a fact, no unit that was abolished in 2025."""

import re
from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.nodes import Document, Node

_PLACEHOLDER = re.compile(
    r"(?:theo quy định(?: (?:của )?pháp luật| hiện hành)?|đang cập nhật|chưa cập nhật|xem file|như trên"
    r"|nt|n/a|tbd|todo|x{2,}|[.\-–—_…?*]+)[.;]?",
    re.IGNORECASE,
)
_BEGINNINGS = frozenset("tTđĐcCxXnN.-–—_…?*")
"""What a placeholder begins with; most values do not."""

_ABOLISHED = re.compile(r"thị trấn|cấp huyện|(?:UBND|ủy ban nhân dân|công an) (?:quận|huyện|thị xã)\b|quận, huyện", re.IGNORECASE)
_ABOLISHED_WORDS = ("thị trấn", "thị xã", "huyện", "quận")
"""Without one of these no pattern above can be found; most records have none."""

LONGEST_PLACEHOLDER = 40
"""Characters; a longer text says something."""

_CUT = re.compile(r"(?:[^\"'#]|\"[^\"]*\"|'[^']*')*\S\s+(#[^\s#].*)")
"""A line with a value, and behind it a # with no space behind: seldom a remark, mostly a number."""

_KEPT_WORDS = frozenset({"source_text", "former_names", "title", "issuer", "original", "doubts"})
"""Keys whose words are kept as they are: a quotation, an old name, the title and issuer of an old document."""


def check_wording(document: Document) -> Iterator[Diagnostic]:
    """No text of the record is a placeholder, speaks of a unit that no longer exists, or is cut off by a #."""
    text = document.source.text.lower()
    if " #" in text:
        yield from _find_cut_values(document)
    says_abolished = any(word in text for word in _ABOLISHED_WORDS)
    stack: list[tuple[str, Node]] = [("", document.root)]
    while stack:
        key, node = stack.pop()
        value = node.value
        if isinstance(value, list):
            stack += [(key, child) for child in value]
        elif not isinstance(value, str):
            stack += [(name, child) for name, child in value.items() if name not in _KEPT_WORDS]
        elif len(value) <= LONGEST_PLACEHOLDER and (word := value.strip())[:1] in _BEGINNINGS and _PLACEHOLDER.fullmatch(word):
            yield Diagnostic("placeholder-text", document.place(node), {"value": word, "key": key})
        elif says_abolished and (found := _ABOLISHED.search(value)):
            yield Diagnostic("abolished-unit", document.place(node), {"value": found[0], "key": key})


def _find_cut_values(document: Document) -> Iterator[Diagnostic]:
    for number, line in enumerate(document.source.text.split("\n"), 1):
        if found := _CUT.fullmatch(line.rstrip()):
            place = document.source.place(number, found.start(1) + 1, len(found[1]))
            yield Diagnostic("text-after-hash", place, {"value": found[1]})
