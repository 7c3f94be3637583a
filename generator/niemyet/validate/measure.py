"""Limits on the size of values, so that one record cannot slow down the build.

Takes a document; gives a diagnostic for each value beyond a limit. Typesetting takes quadratic time in the length of a word, and
some code compares every list with itself.
"""

import sys
from collections.abc import Iterator
from functools import partial

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.nodes import Document, walk
from niemyet.load.texts import SourceText
from niemyet.model.kinds import REGISTERS, RecordKind
from niemyet.patterns import regex

MOST_ENTRIES = 200
"""Entries of a list or table in a record; the longest real one has 16."""
MOST_PROCEDURES = 2_000
"""Codes in the list of a province, or short texts that are translated; the whole country posts fewer than 500 procedures."""
LONGEST_TEXT = 20_000
"""Characters of a value; the longest real one has 4,000."""
LONGEST_RECORD = 200_000
"""Characters of a file with one record; the longest real one has 60,000."""
LONGEST_WORD = 200
"""Characters without a space, slash or hyphen at which a line can break."""

_LONG_WORD = regex(rf"[^\s/-]{{{LONGEST_WORD + 1},}}")
_NEVER_BROKEN = frozenset({"url"})

_TOO_MANY = "có hơn {} mục", "it has more than {} entries"
_TOO_LONG = Bilingual(f"dài hơn {LONGEST_TEXT} chữ", f"it has more than {LONGEST_TEXT} characters")
_WORD = Bilingual(f"có một từ dài hơn {LONGEST_WORD} chữ", f"a word has more than {LONGEST_WORD} letters")
_WHOLE = Bilingual(f"cả tệp dài hơn {LONGEST_RECORD} chữ", f"the whole file has more than {LONGEST_RECORD} characters")


def find_overlong(source: SourceText, kind: RecordKind) -> Diagnostic | None:
    """A diagnostic for a file that is too long for one record: it is not even taken apart."""
    if len(source.text) <= LONGEST_RECORD or kind in REGISTERS or kind == "article":  # articles: see `load/tangles.py`
        return None
    return Diagnostic("oversized", source.place(1), {"detail": _WHOLE})


def find_oversized(document: Document, kind: RecordKind) -> Iterator[Diagnostic]:
    """A diagnostic for each value that exceeds a limit."""
    if len(document.source.text) <= LONGEST_WORD:
        return
    longest = partial(_most_entries, kind)
    for key, node in walk(document.root, longest=longest):
        value = node.value
        if isinstance(value, str):
            if len(value) > LONGEST_WORD and (detail := _measure(key, value)):
                yield Diagnostic("oversized", document.place(node), {"detail": detail})
        elif len(value) > (most := longest(key)):
            yield Diagnostic("oversized", document.place(node), {"detail": Bilingual(*(said.format(most) for said in _TOO_MANY))})
        else:
            for name, name_node in node.keys.items():
                if len(name) > LONGEST_WORD:
                    yield Diagnostic("oversized", document.place(name_node), {"detail": _WORD})


def _most_entries(kind: RecordKind, key: str) -> int:
    """The limit on entries below a key; '' is the record itself."""
    if not key and kind in REGISTERS:
        return sys.maxsize
    return MOST_PROCEDURES if key in ("procedures", "texts") else MOST_ENTRIES


def _measure(key: str, value: str) -> Bilingual | None:
    if len(value) > LONGEST_TEXT:
        return _TOO_LONG
    return _WORD if key not in _NEVER_BROKEN and _LONG_WORD.search(value) else None
