"""Values as YAML text that the loader, and any other reader of YAML, reads back as they were.

Takes text, numbers, truths, days, lists and tables; gives a scalar, a list on one line, or the text of a record: keys in the
order given, lines as the house writes them. The loader reads every scalar as text; what other programs would take for a
number, a time or a truth is quoted for their sake.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

WIDTH = 112
"""Characters of a line; a longer text is folded."""

CODE_OR_CLOCK = re.compile(r"[0-9]+\.[0-9]{6}[0-9A-Z.]*|[0-9]{1,2}:[0-9]{2}|0[0-9]+")
"""A procedure's code, a time of day, a code with a zero before it: quoted also where a person has written it without."""
_MISREAD = re.compile(
    rf"{CODE_OR_CLOCK.pattern}|[0-9.+_:-]+|[0-9._]+e[+-]?[0-9]+|0[xob][0-9a-f_]+"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[t ][0-9:. tz+-]*|true|false|yes|no|on|off|y|n|null",
    re.IGNORECASE,
)
"""Text that some program reads as a number, a day, a time, a truth or nothing."""
_NOTHING = frozenset({"null", "Null", "NULL"})
_NOT_PLAIN = re.compile(r"[:#](?=\s|$)|\s#|[\"'\[\]{}]")
_NOT_PLAIN_IN_FLOW = re.compile(r"[:#,\"'\[\]{}]")
_SIMPLE = re.compile(r"[^\W_][\w ./@&%-]*(?<!\s)")
"""A word of a list that stands on one line."""
_TO_ESCAPE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What a reader of YAML refuses, or takes for the end of a line."""


def write_yaml(record: Mapping[str, Any]) -> str:
    """The text of a file. In a table None is left out."""
    return "".join(f"{line}\n" for line in _table(record, 0))


def write_scalar(text: str, *, in_flow: bool = False) -> str:
    """A text on one line, in quotation marks where it would be read as something else. `in_flow`: it stands between brackets."""
    return text if _is_plain(text, in_flow) and not _MISREAD.fullmatch(text) else quote(text)


def _is_plain(text: str, in_flow: bool = False) -> bool:
    """Whether a reader of YAML finds where the text ends without quotation marks, and that it is not nothing."""
    if not text[:1].isalnum() or text[-1] == " " or not text.isprintable() or text in _NOTHING:
        return False
    return not (_NOT_PLAIN_IN_FLOW if in_flow else _NOT_PLAIN).search(text)


def quote(text: str) -> str:
    """The text in quotation marks: single ones where it has double ones inside, so that a person can read it."""
    if _TO_ESCAPE.search(text):
        return _TO_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def write_list(items: Iterable[str]) -> str:
    """A list of texts on one line, between brackets."""
    return f"[{', '.join(write_scalar(item, in_flow=True) for item in items)}]"


def spell(value: Any) -> str:
    """A text, number, truth or day as the loader reads it."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def _table(record: Mapping[str, Any], indent: int) -> Iterator[str]:
    margin = " " * indent
    for key, value in record.items():
        if value is not None:
            name = str(key)  # a name is a name to everybody who reads records, also "no" and "1"
            yield from _entry(f"{margin}{name if _is_plain(name) else quote(name)}:", value, indent)


def _entry(head: str, value: Any, indent: int) -> Iterator[str]:
    """What stands behind `head`, the name of an entry or the dash of a list."""
    if isinstance(value, Mapping):
        lines = list(_table(value, indent + 2))
        yield from (head, *lines) if lines else (f"{head} {{}}",)
    elif isinstance(value, list | tuple):
        yield from _list(head, value, indent)
    else:
        yield from _text(f"{head} ", value, indent)


def _list(head: str, values: Sequence[Any], indent: int) -> Iterator[str]:
    if all(isinstance(value, str) and _SIMPLE.fullmatch(value) and not _MISREAD.fullmatch(value) for value in values):
        line = f"{head} {write_list(values)}"
        if len(line) <= WIDTH:
            yield line
            return
    yield head
    dash = " " * (indent + 2) + "-"
    for value in values:
        if isinstance(value, Mapping) and (lines := list(_table(value, indent + 4))):
            yield f"{dash} {lines[0].lstrip(' ')}"
            yield from lines[1:]
        else:
            yield from _entry(dash, value, indent + 2)


def _text(head: str, value: Any, indent: int) -> Iterator[str]:
    text = spell(value)
    margin = " " * (indent + 2)
    if _keeps_lines(text):
        yield f"{head}|-"
        yield from (f"{margin}{line}" if line else "" for line in text.split("\n"))
    elif len(head) + len(text) > WIDTH and _folds(text):
        yield f"{head}>-"
        yield from (f"{margin}{line}" for line in wrap(text, WIDTH - indent - 2, break_long_words=False, break_on_hyphens=False))
    else:
        yield f"{head}{write_scalar(text) if isinstance(value, str) else text}"


def _keeps_lines(text: str) -> bool:
    """Whether the text has several lines and comes back whole from them."""
    if "\n" not in text or text != text.strip() or re.search(r"(?m)^\s|\s$", text.replace("\n\n", "\n")):
        return False
    return not _TO_ESCAPE.search(text.replace("\n", ""))


def _folds(text: str) -> bool:
    """Whether the text comes back whole from lines joined by one space."""
    return " " in text and text.isprintable() and text == text.strip() and "  " not in text
