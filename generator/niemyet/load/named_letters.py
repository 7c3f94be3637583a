"""Characters that a text of Markdown names by number or word, "&#8238;" or "&shy;", and that a page shows.

Takes the lines of an article or a hand-written page; tells those that nobody sees, as `texts` does where they stand as they are.
"""

from collections.abc import Iterator, Sequence

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.texts import CONTROL, INVISIBLE, SourceText
from niemyet.patterns import regex

NAMED = r"&(?:#[0-9]{1,20}|#[xX][0-9a-fA-F]{1,20}|[A-Za-z][A-Za-z0-9]{1,31});"
"""A character reference (HTML Living Standard, 13.5)."""
_REFERENCE = regex(r"&(?:#[0-9]{1,20}|#[xX][0-9a-fA-F]{1,20}|[A-Za-z][A-Za-z0-9]{1,31});?")
_CODE = regex(r"`[^`\n]*`")


def find_named_invisible(source: SourceText, lines: Sequence[str], first_line: int) -> Iterator[Diagnostic]:
    """The invisible characters that are named outside of code. `lines` begin at line `first_line` of the source."""
    for number, line in enumerate(lines, first_line):
        if "&" in line:
            import html  # here, because few texts name a character, and it knows two thousand of them

            for found in _REFERENCE.finditer(_CODE.sub(lambda code: " " * len(code[0]), line)):
                named = html.unescape(found[0])
                hidden = INVISIBLE.search(named) or CONTROL.search(named)
                if hidden or not named:  # none: no character at all, which browsers take all the same
                    value = f"U+{ord(hidden[0]):04X}" if hidden else found[0]
                    yield Diagnostic(
                        "invisible-character", source.place(number, found.start() + 1, len(found[0])), {"value": value}
                    )


def leave_out_invisible(text: str) -> str:
    """The text without what nobody sees."""
    return INVISIBLE.sub("", CONTROL.sub("", text))
