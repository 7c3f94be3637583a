"""Escapes text from records and file names for terminals and logs, so that nothing in it acts as a command there."""

import re

from niemyet.patterns import regex

_COMMANDS = regex(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Control characters, line breaks, direction marks and invisible characters. Surrogates stand for bytes of file names that are
not valid UTF-8."""


_OF_A_RUNNER = "##["
"""A command to GitHub's runner anywhere in a line; such commands can mask the log or stop annotations."""
_HARMLESS = "##("
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, or leaves out before one; that of Japan in wide signs too."""
_FORMULA = r"(?:[=＝]|[-+@＋－＠]\s*[A-Za-z0-9.]*[(|!])"
_FORMULA_BEHIND = regex(rf'(?!\A[\t\r\n])([;\t\r\n][\s"]*)(?={_FORMULA})')
"""A formula behind what ends a cell in a country where commas do not: the quotation marks round the whole are none there, those
before it an empty text."""
_FORMULA_ANYWHERE = regex(rf"""([,;\t\r\n][\s"]*)(?='*{_FORMULA})""")
_MARKED = regex(rf"""([,;\t\r\n][\s"]*)'(?='*{_FORMULA})""")
_BEGINS_COMMAND = regex(r"^(\s*):(?=:)", re.MULTILINE)
"""The other form of command to the runner, at the beginning of a line, possibly indented."""


def show(text: str) -> str:
    """The text on one line, with such characters as escapes: ESC becomes \\u001b, a tab a space."""
    text = text.replace(_OF_A_RUNNER, _HARMLESS)
    if text.isprintable():
        return text
    return _COMMANDS.sub(_number, text).replace("\t", " ")


def blank(text: str) -> str:
    """The line with a space for each such character. Its length stays the same, so that carets below it fit."""
    return _COMMANDS.sub(" ", text).replace("\t", " ").replace(_OF_A_RUNNER, _HARMLESS)


def show_lines(text: str) -> str:
    """As `show`, for text of several lines."""
    return _BEGINS_COMMAND.sub(r"\1\\u003a", "\n".join(map(show, text.split("\n"))))


def show_table(text: str) -> str:
    """As `show_lines`, for a CSV file: the mark of its encoding and the ends of its lines stay."""
    bare = text.removeprefix("\ufeff")
    return text[: len(text) - len(bare)] + "\r\n".join(map(show_lines, bare.split("\r\n")))


def show_json(text: str) -> str:
    """JSON with such characters as escapes; line breaks between values are kept."""
    text = text.replace(_OF_A_RUNNER, "#\\u0023[")
    return _COMMANDS.sub(lambda found: found[0] if found[0] == "\n" else _number(found), text)


def show_cell(text: str) -> str:
    """The text for a cell of a CSV file, such that no spreadsheet takes it for a formula."""
    if ";" in text or not text.isprintable():
        text = _FORMULA_BEHIND.sub(r"\1'", text)
    return f"'{text}" if text.startswith(BEGINS_FORMULA) else text


def mark_cell(text: str) -> str:
    """As `show_cell`, for a table with semicolons, which some countries cut at commas, and which people give back."""
    text = _FORMULA_ANYWHERE.sub(r"\1'", text)
    return f"'{text}" if text.startswith((*BEGINS_FORMULA, "'")) else text


def unmark_cell(text: str) -> str:
    """What `mark_cell` was given."""
    text = text[1:] if text.startswith("'") and len(text) > 1 else text
    return _MARKED.sub(r"\1", text)


def _number(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number > 0xFFFF:
        high, low = divmod(number - 0x10000, 0x400)
        return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
    return f"\\u{number:04x}"
