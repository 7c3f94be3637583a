"""Writes values as YAML that our loader and any other YAML parser read back unchanged. The only YAML writer of the program.

Takes text, numbers, booleans, dates, lists and tables; gives a scalar, a list on one line, or the text of a record, with keys in
the given order. Our loader reads every scalar as text; text that other parsers would take for a number, time or boolean is
quoted.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

from niemyet.patterns import regex

WIDTH = 112
"""Characters per line; longer text is folded."""

CODE_OR_CLOCK = regex(r"[0-9]+\.[0-9]{6}[0-9A-Z.]*|[0-9]{1,2}:[0-9]{2}|0[0-9]+")
"""A procedure's code, a time, a code with a leading zero: `niemyet format` quotes these too."""
_MISREAD = regex(
    rf"{CODE_OR_CLOCK.pattern}|[0-9.+_:-]+|[0-9._]+e[+-]?[0-9]+|0[xob][0-9a-f_]+"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[t ][0-9:. tz+-]*|true|false|yes|no|on|off|y|n|null",
    re.IGNORECASE,
)
"""Text that some YAML parser reads as a number, date, time, boolean or null."""
_NOTHING = frozenset({"null", "Null", "NULL"})
_NOT_PLAIN = regex(r"[:#](?=\s|$)|\s#|[\"'\[\]{}]")
_NOT_PLAIN_IN_FLOW = regex(r"[:#,\"'\[\]{}]")
_SIMPLE = regex(r"[^\W_][\w ./@&%-]*(?<!\s)")
"""A list item that needs no quotation marks."""
_TO_ESCAPE = regex("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that YAML forbids or treats as line breaks."""


def write_yaml(record: Mapping[str, Any]) -> str:
    """The text of a file. Keys with the value None are left out."""
    return "".join(f"{line}\n" for line in _table(record, 0))


def write_scalar(text: str, *, in_flow: bool = False) -> str:
    """A text on one line, quoted if it would be read as something else. `in_flow`: it is between brackets or braces."""
    return text if _is_plain(text, in_flow) and not _MISREAD.fullmatch(text) else quote(text)


def _is_plain(text: str, in_flow: bool = False) -> bool:
    """Whether the text is a valid, non-empty plain scalar."""
    if not text[:1].isalnum() or text[-1] == " " or not text.isprintable() or text in _NOTHING:
        return False
    return not (_NOT_PLAIN_IN_FLOW if in_flow else _NOT_PLAIN).search(text)


def quote(text: str) -> str:
    """The text in double quotes, or in single quotes if it contains double ones, for readability."""
    if _TO_ESCAPE.search(text):
        return _TO_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def write_list(items: Iterable[str]) -> str:
    """A list of texts on one line, in brackets."""
    return f"[{', '.join(write_scalar(item, in_flow=True) for item in items)}]"


def spell(value: Any) -> str:
    """A text, number, boolean or date as the loader reads it."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def _table(record: Mapping[str, Any], indent: int) -> Iterator[str]:
    margin = " " * indent
    for key, value in record.items():
        if value is not None:
            name = str(key)  # keys need no quotes: readers of records treat them as names, also "no" and "1"
            yield from _entry(f"{margin}{name if _is_plain(name) else quote(name)}:", value, indent)


def _entry(head: str, value: Any, indent: int) -> Iterator[str]:
    """The lines of an entry; `head` is its key or the dash of a list item."""
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
    """Whether the text survives as a literal block (`|`)."""
    if "\n" not in text or text != text.strip() or re.search(r"(?m)^\s|\s$", text.replace("\n\n", "\n")):
        return False
    return not _TO_ESCAPE.search(text.replace("\n", ""))


def _folds(text: str) -> bool:
    """Whether the text survives folding: its lines are joined by single spaces."""
    return " " in text and text.isprintable() and text == text.strip() and "  " not in text
