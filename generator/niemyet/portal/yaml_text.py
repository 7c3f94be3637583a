"""A record as YAML text: keys in the order given, lines as the house writes them, and every text read back as it was.

The loader reads every scalar as text, so numbers, days and codes need no quotation marks; quoted is what YAML would
take for something else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

_WIDTH = 112
_PLAIN = re.compile(r"[^\W_][^\n#:\"'\[\]{}]*(?:[:#][^\s\n\"'\[\]{}][^\n#:\"'\[\]{}]*)*(?<![\s:])|[^\W_]")
_EMPTY_WORDS = frozenset({"null", "Null", "NULL"})
_NUMBERLIKE = re.compile(r"[0-9.+_-]+|[0-9.]+[eE][0-9]+|[0-9:]+|true|false|yes|no|on|off|y|n", re.IGNORECASE)
"""Text that another program would read as a number, a time or a truth: quoted for its sake."""

_IN_FLOW = re.compile(r"[^\W_][\w ./@&%-]*(?<!\s)")


def write_yaml(record: Mapping[str, Any]) -> str:
    """The text of a file. Values are text, numbers, true and false, days, lists and tables; None and empty are left out."""
    return "".join(f"{line}\n" for line in _table(record, 0))


def _table(record: Mapping[str, Any], indent: int) -> Iterator[str]:
    margin = " " * indent
    for key, value in record.items():
        if value is None:
            continue
        name = f"{margin}{_scalar(str(key))}:"
        if isinstance(value, Mapping):
            yield from ((f"{name} {{}}",) if not value else (name, *_table(value, indent + 2)))
        elif isinstance(value, list | tuple):
            yield from _list(name, value, indent)
        else:
            yield from _text(f"{name} ", value, indent)


def _list(name: str, values: Sequence[Any], indent: int) -> Iterator[str]:
    if all(isinstance(value, str) and _IN_FLOW.fullmatch(value) and not _NUMBERLIKE.fullmatch(value) for value in values):
        line = f"{name} [{', '.join(map(str, values))}]"
        if len(line) <= _WIDTH:
            yield line
            return
    yield name
    margin = " " * (indent + 2)
    for value in values:
        if isinstance(value, Mapping):
            first, *rest = list(_table(value, indent + 4)) or [f"{margin}  {{}}"]
            yield f"{margin}- {first.lstrip(' ')}"
            yield from rest
        else:
            yield from _text(f"{margin}- ", value, indent + 2)


def _text(head: str, value: Any, indent: int) -> Iterator[str]:
    text = str(value).lower() if isinstance(value, bool) else value.isoformat() if isinstance(value, date) else str(value)
    margin = " " * (indent + 2)
    if "\n" in text and text == text.strip() and not re.search(r"(?m)^\s|\s$", text.replace("\n\n", "\n")):
        yield f"{head}|-"
        yield from (f"{margin}{line}" if line else "" for line in text.split("\n"))
    elif len(head) + len(text) > _WIDTH and _folds(text):
        yield f"{head}>-"
        yield from (f"{margin}{line}" for line in wrap(text, _WIDTH - indent - 2, break_long_words=False, break_on_hyphens=False))
    else:
        yield f"{head}{_scalar(text, quoted=isinstance(value, str) and bool(_NUMBERLIKE.fullmatch(text)))}"


def _folds(text: str) -> bool:
    """Whether the text comes back whole from lines joined by one space."""
    return (
        " " in text and "\n" not in text and text.isprintable() and text == " ".join(text.split(" ")).strip() and "  " not in text
    )


def _scalar(text: str, quoted: bool = False) -> str:
    if not quoted and _PLAIN.fullmatch(text) and text.isprintable() and text not in _EMPTY_WORDS:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
