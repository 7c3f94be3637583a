"""Finds Markdown that would make the converter extremely slow or crash it, by counting in one pass before conversion.

Python-Markdown searches for the end of every opened bracket and recurses for every nested list; real texts have few of either.
Takes the lines of an article or a hand-written page; gives a diagnostic where a limit is exceeded.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.texts import SourceText
from niemyet.patterns import regex

LONGEST_LINE = 5_000
"""Characters; the longest real paragraph has 1,200."""
LONGEST_BODY = 100_000
"""Characters of the whole text; a long article has 20,000."""
MOST_LINES = 1_000
"""Consecutive lines without an empty one; a table of all communes of a province has 170."""
DEEPEST = 8
"""Nested lists and quotations at the beginning of a line."""
WIDEST_INDENTATION = 40
"""Spaces at the beginning of a line, four per enclosing list."""

_LEADING = regex(r"(?:[ \t]*(?:[*+>-]|[0-9]{1,9}[.)])(?=[ \t]|>|$))+")
_MARKER = regex(r"[*+>-]|[0-9]+[.)]")


class _Measure(NamedTuple):
    """How often a character may occur in one paragraph, and in the whole text."""

    in_paragraph: int
    in_all: int


_SIGNS = (
    {"[": _Measure(200, 2_000), "<": _Measure(200, 1_000)}
    | dict.fromkeys("*_`!&\\", _Measure(600, 20_000))
    | dict.fromkeys("|\t", _Measure(8_000, 12_000))
)
_ANY_SIGN = regex(f"[{re.escape(''.join(_SIGNS))}]")
_NAMES = {"\t": Bilingual("dấu tab", "tabs")}

_LONG_LINE = Bilingual(f"dòng dài hơn {LONGEST_LINE} chữ", f"the line has more than {LONGEST_LINE} characters")
_LONG_BODY = Bilingual(f"bài dài hơn {LONGEST_BODY} chữ", f"the text has more than {LONGEST_BODY} characters")
_MANY_LINES = Bilingual(
    f"hơn {MOST_LINES} dòng liền nhau không có dòng trống", f"more than {MOST_LINES} lines without an empty one"
)
_DEEP = Bilingual(
    f"dòng có hơn {DEEPEST} lớp danh sách, trích dẫn lồng nhau", f"the line lies in more than {DEEPEST} lists and quotations"
)
_WIDE = Bilingual(
    f"dòng thụt vào hơn {WIDEST_INDENTATION} dấu cách", f"the line is indented by more than {WIDEST_INDENTATION} spaces"
)


def find_tangles(source: SourceText, lines: Sequence[str], first_line: int) -> Iterator[Diagnostic]:
    """The limits that are exceeded, at most one diagnostic for each. `lines` begin at line `first_line` of the source."""
    told: set[Bilingual] = set()
    size = together = 0
    paragraph: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for number, line in enumerate(lines, first_line):
        size += len(line) + 1
        if not line.strip():
            paragraph.clear()
            together = 0
            continue
        together += 1
        if together == MOST_LINES + 1 and _MANY_LINES not in told:
            told.add(_MANY_LINES)
            yield Diagnostic("tangled-text", source.place(number), {"detail": _MANY_LINES})
        for what, column in _look_at(line, size, paragraph, every):
            if what not in told:
                told.add(what)
                yield Diagnostic("tangled-text", source.place(number, column), {"detail": what})


def _look_at(line: str, size: int, paragraph: "Counter[str]", every: "Counter[str]") -> Iterator[tuple[Bilingual, int]]:
    if len(line) > LONGEST_LINE:
        yield _LONG_LINE, 1
    if size > LONGEST_BODY:
        yield _LONG_BODY, 1
    if line[0].isspace() and len(wide := line.expandtabs(4)) - len(wide.lstrip(" ")) > WIDEST_INDENTATION:
        yield _WIDE, 1
    if (leading := _LEADING.match(line)) and len(_MARKER.findall(leading[0])) > DEEPEST:
        yield _DEEP, 1
    if _ANY_SIGN.search(line) is None:
        return
    for sign, measure in _SIGNS.items():
        if found := line.count(sign):
            paragraph[sign] += found
            every[sign] += found
            name = _NAMES.get(sign, Bilingual(f"dấu '{sign}'", f"signs '{sign}'"))
            if paragraph[sign] > measure.in_paragraph:
                n = measure.in_paragraph
                yield Bilingual(f"một đoạn có hơn {n} {name.vi}", f"a paragraph has more than {n} {name.en}"), line.find(sign) + 1
            elif every[sign] > measure.in_all:
                n = measure.in_all
                yield Bilingual(f"cả bài có hơn {n} {name.vi}", f"the text has more than {n} {name.en}"), line.find(sign) + 1
