"""Words of records and names of files where a terminal, a log or a program reads them: no sign in them is a command there."""

import re

_COMMANDS = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Everything that moves the cursor, ends a line, colours, rings, turns the direction of writing, or shows nothing; a tab is
a space. What a file system has as a name that is no text stands in surrogates."""


_OF_A_RUNNER = "##["
"""What GitHub's runner takes for a command wherever it stands in a line: one hides words of the log, one ends all annotations."""
_HARMLESS = "##("
_BEGINS_COMMAND = re.compile(r"^(\s*):(?=:)", re.MULTILINE)
"""Another, at the beginning of a line; blanks before it do not count."""


def show(text: str) -> str:
    """The text on one line, each such sign as its number: ESC is \\u001b."""
    text = text.replace(_OF_A_RUNNER, _HARMLESS)
    if text.isprintable():
        return text
    return _COMMANDS.sub(_number, text).replace("\t", " ")


def blank(text: str) -> str:
    """The line with a space for each such sign, and as long as it was: a caret below it stays in its place."""
    return _COMMANDS.sub(" ", text).replace("\t", " ").replace(_OF_A_RUNNER, _HARMLESS)


def show_lines(text: str) -> str:
    """As `show`, line by line."""
    return _BEGINS_COMMAND.sub(r"\1\\u003a", "\n".join(map(show, text.split("\n"))))


def show_json(text: str) -> str:
    """JSON that says the same in signs that every reader takes; what stands between values is left."""
    text = text.replace(_OF_A_RUNNER, "#\\u0023[")
    return _COMMANDS.sub(lambda found: found[0] if found[0] == "\n" else _number(found), text)


def _number(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number > 0xFFFF:
        high, low = divmod(number - 0x10000, 0x400)
        return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
    return f"\\u{number:04x}"
