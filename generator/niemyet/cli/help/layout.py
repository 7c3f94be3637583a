"""How a help page is laid out: sections, and names with their explanations beside them. Takes words, gives text.

Loads no library.
"""

from collections.abc import Sequence
from textwrap import TextWrapper
from typing import NamedTuple

from niemyet.cli.help import words
from niemyet.cli.speech import say
from niemyet.diagnostics.diagnostic import Bilingual

WIDEST_NAME = 24
"""Letters of an option and its value; what is longer stands on a line of its own."""
_BOLD = "\x1b[1m{}\x1b[0m"


class HelpPage(NamedTuple):
    """What stands in a help, in one language. Arguments, commands and options are pairs: the name, and what it is."""

    begin: str
    """The first words of the usage, up to the name of the command."""
    usage: str
    told: str
    examples: Sequence[str]
    arguments: Sequence[Sequence[str]]
    commands: Sequence[Sequence[str]]
    options: Sequence[Sequence[str]]


def format_page(page: HelpPage, width: int, colour: bool) -> str:
    """The page, in lines of at most `width` letters where words allow it."""
    parts = [_fill(page.usage, width, f"{page.begin} "), _fill(page.told, width)]
    if page.examples:
        parts.append(_section(words.EXAMPLES, [f"  {line}" for line in page.examples], colour))
    for title, rows in ((words.ARGUMENTS, page.arguments), (words.COMMANDS, page.commands), (words.OPTIONS, page.options)):
        parts.append(_list(title, rows, width, colour))
    return "\n\n".join(filter(None, parts))


def _section(title: Bilingual, lines: Sequence[str], colour: bool) -> str:
    heading = f"{say(title)}:"
    return "\n".join((_BOLD.format(heading) if colour else heading, *lines))


def _list(title: Bilingual, rows: Sequence[Sequence[str]], width: int, colour: bool) -> str:
    """Names with their explanations beside them; '' if there are none."""
    if not rows:
        return ""
    column = 4 + max((len(name) for name, _ in rows if len(name) <= WIDEST_NAME), default=WIDEST_NAME)
    lines = []
    for name, told in rows:
        beside = f"  {name:<{column - 4}}  "
        lines.append(_fill(told, width, beside) if len(beside) <= column else f"  {name}\n{_fill(told, width, ' ' * column)}")
    return _section(title, lines, colour)


def _fill(text: str, width: int, begin: str = "") -> str:
    """The text in lines, the first behind `begin`, the others below it; names such as ha-noi/thuong-tin stay whole."""
    below = " " * len(begin)
    return (
        TextWrapper(width, initial_indent=begin, subsequent_indent=below, break_on_hyphens=False, break_long_words=False)
        .fill(text or " ")
        .rstrip()
    )
