"""No value of a record is so long that making its page or its sheet keeps everybody else waiting.

Takes a document; gives a diagnostic for each value beyond the measure. Typesetting takes the square of the length of a word, and
every list of a record is compared with itself somewhere.
"""

import re
from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.nodes import Document, Node

MOST_ENTRIES = 200
"""Entries of a list or table within a record; the longest honest one seen has 16."""
MOST_PROCEDURES = 2_000
"""Codes in the list of a province; all communes of the country post fewer than 500 kinds."""
LONGEST_TEXT = 20_000
"""Characters of a value; the longest honest one seen has 4,000."""
LONGEST_RECORD = 200_000
"""Characters of a file that holds one record; the longest honest one seen has 60,000."""
LONGEST_WORD = 200
"""Characters without a blank, stroke or hyphen at which a line can be broken."""

_REGISTERS = frozenset({"fields", "documents", "life-events", "synonyms"})
"""Kinds of files whose entries are records of their own."""
_LONG_WORD = re.compile(rf"[^\s/-]{{{LONGEST_WORD + 1},}}")
_NEVER_BROKEN = frozenset({"url"})

_TOO_MANY = "có hơn {} mục", "it has more than {} entries"
_TOO_LONG = Bilingual(f"dài hơn {LONGEST_TEXT} chữ", f"it has more than {LONGEST_TEXT} characters")
_WORD = Bilingual(f"có một từ dài hơn {LONGEST_WORD} chữ", f"a word has more than {LONGEST_WORD} letters")
_WHOLE = Bilingual(f"cả tệp dài hơn {LONGEST_RECORD} chữ", f"the whole file has more than {LONGEST_RECORD} characters")


def find_oversized(document: Document, kind: str) -> Iterator[Diagnostic]:
    """What goes beyond the measure in a record of a kind."""
    text = document.source.text
    if len(text) <= LONGEST_WORD:
        return
    if len(text) > LONGEST_RECORD and kind not in _REGISTERS and kind != "article":  # an article's body is measured elsewhere
        yield Diagnostic("oversized", document.source.place(document.first_line), {"detail": _WHOLE})
        return
    stack: list[tuple[str, Node]] = [("", document.root)]
    while stack:
        key, node = stack.pop()
        value = node.value
        if isinstance(value, str):
            if len(value) > LONGEST_WORD and (detail := _measure(key, value)):
                yield Diagnostic("oversized", document.place(node), {"detail": detail})
            continue
        most = MOST_PROCEDURES if key == "procedures" else MOST_ENTRIES
        if len(value) > most and not (node is document.root and kind in _REGISTERS):
            yield Diagnostic("oversized", document.place(node), {"detail": Bilingual(*(said.format(most) for said in _TOO_MANY))})
            continue
        if isinstance(value, dict):
            for name, name_node in node.keys.items():
                if len(name) > LONGEST_WORD:
                    yield Diagnostic("oversized", document.place(name_node), {"detail": _WORD})
            stack += value.items()
        else:
            stack += ((key, one) for one in value)


def _measure(key: str, value: str) -> Bilingual | None:
    if len(value) > LONGEST_TEXT:
        return _TOO_LONG
    return _WORD if key not in _NEVER_BROKEN and _LONG_WORD.search(value) else None
