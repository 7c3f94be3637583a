"""Which corrections cannot be wrong, so that a program may write them: the same thing, only spelled as the model wants it.

Takes a diagnostic of one file and the document it was found in; gives a `Mend`, or None where a person must decide. What a help
proposes is often right and still not certain: 2026-17-03 may be the 17th of March, or a slip of the pen for the 3rd of July.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.nodes import Document, Node, find_node
from niemyet.load.syntax_hints import given
from niemyet.model.document_numbers import likeness
from niemyet.model.kinds import RecordKind
from niemyet.model.meant import meant_choice, meant_time
from niemyet.patterns import regex
from niemyet.validate.near_names import named_key
from niemyet.validate.shapes import SHAPES, shape_at

KeyPath = tuple[str | int, ...]
MORNING = 6
"""Hours before it are said of the afternoon: "5h" of an office that closes is 17:00."""
_DAY_WITH_YEAR = regex(r"\D*[0-9]{1,2}\D+[0-9]{1,2}\D+[0-9]{4}\D*|\D*[0-9]{4}\D*(?:0?[1-9]|1[0-2])\D*[0-9]{1,2}(?:[T ].*)?")
_PHONE = regex(r"(?:(?:s?đt|điện thoại|tel|phone)[:. ]*)?[0-9ol.\-/ ()+]+", re.IGNORECASE)


class Mend(NamedTuple):
    """What is written instead, from `start` to `end` (columns from 0) of a line; and what the record then says.

    `path` is that of the value; of a key that is renamed to `key`, that of the old key.
    """

    line: int
    start: int
    end: int
    written: str
    path: KeyPath
    key: str = ""
    """The new name of the key; '' if it stays."""
    whole_entry: bool = False
    """Whether key and value are written anew; pieces that a comma has cut off the value vanish with it."""


def find_mend(told: Diagnostic, document: Document, kind: RecordKind) -> Mend | None:
    """The correction of what `told` says of the document; None if it is not certain."""
    found = _find_path(document, told.place.line, told.place.column)
    if found is None or told.place.packaged:
        return None
    path, is_key = found
    line, start = told.place.line, told.place.column - 1
    end = start + told.place.width
    if told.rule == "unknown-key" and is_key:
        key = str(told.values.get("near", ""))
        present = set(find_node(document.root, path[:-1]).keys)
        sure = named_key(str(path[-1]), shape_at(SHAPES[kind], path[:-1]), present)[0] == key
        return Mend(line, start, end, key, path, key) if key and sure else None
    node = find_node(document.root, path)
    if told.rule == "wrong-shape":
        return _mend_shape(told, document, path, is_key)
    text = node.value if isinstance(node.value, str) else ""
    meant = _value_of(told, text)
    if is_key or meant is None or not _SURE.get(told.rule, _never)(text, meant):
        return None
    return Mend(line, start, end, meant, path)


def _mend_shape(told: Diagnostic, document: Document, path: KeyPath, is_key: bool) -> Mend | None:
    """A list, a table, or a text with a comma or a colon that was not written as one."""
    meant, node = given(told.values.get("fix")), find_node(document.root, path)
    text, start = told.place.text or "", told.place.column - 1
    if meant is None:
        return None
    if is_key and meant.startswith(f"{path[-1]}: "):
        end = _end_of_value(text, start)
        return Mend(told.place.line, start, end, meant, path, whole_entry=True) if end else None
    if isinstance(node.value, dict) or (is_key and meant.startswith('"')):  # a text that its colon has made a table
        return Mend(told.place.line, start, start + told.place.width, meant, path[:-1] if is_key else path)
    return None


_REST_OF_VALUE = regex(r"[^:{}\[\]]*?(?=(?:,\s*[a-z_]+:\s|\s*\}|\s*$))")


def _end_of_value(text: str, start: int) -> int:
    """Where an entry that begins at `start` ends in its line; 0 if brackets or a comment make that unclear."""
    colon = text.find(": ", start)
    if colon < 0 or " #" in text[start:]:
        return 0
    rest = text[colon + 2 :]
    if text[:start].count("{") > text[:start].count("}"):
        found = _REST_OF_VALUE.match(rest)
        return colon + 2 + found.end() if found else 0
    return len(text.rstrip())


def _value_of(told: Diagnostic, text: str) -> str | None:
    """The value that the help gives."""
    if "fix" in told.values:
        meant = given(told.values["fix"])
        return meant.partition(" (")[0] if meant and told.rule == "bad-name" else meant
    near = told.values.get("near")
    if told.rule == "unknown-value" and isinstance(near, str):
        allowed = str(told.values.get("allowed", "")).split(", ")
        return near if meant_choice(text, tuple(allowed)) == near else None
    return near if isinstance(near, str) and told.rule in ("bad-length", "bad-link") else None


def _never(_text: str, _meant: str) -> bool:
    return False


def _always(_text: str, _meant: str) -> bool:
    return True


def _same_letters(text: str, meant: str) -> bool:
    return re.sub(r"[^\w@]", "", text) == re.sub(r"[^\w@]", "", meant)


def _is_sure_time(text: str, meant: str) -> bool:
    """Whether nobody can have meant the afternoon; two entries in the place of one are left to people."""
    if not meant.startswith('"'):
        return False
    said = re.search(r"sáng|trưa|chiều|tối|[ap]\.?m", text, re.IGNORECASE)
    return bool(said) or int((meant_time(text) or meant).strip('"')[:2]) >= MORNING


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text.lower().replace("o", "0").replace("l", "1"))


_SURE: Mapping[str, Callable[[str, str], bool]] = {
    "bad-date": lambda text, meant: bool(_DAY_WITH_YEAR.fullmatch(text)),
    "bad-time": _is_sure_time,
    "bad-number": lambda text, meant: any(letter.isdigit() for letter in text),
    "bad-length": _always,
    "bad-truth": _always,
    "bad-code": _always,
    "bad-unit-code": _always,
    "bad-name": lambda text, meant: bool(re.search(r"[^\W\d_]", text)),
    "bad-phone": lambda text, meant: bool(_PHONE.fullmatch(text)) and _digits(text) == _digits(meant),
    "bad-email": _same_letters,
    "bad-number-of-document": lambda text, meant: "".join(likeness(text)) == "".join(likeness(meant)),
    "bad-link": lambda text, meant: (
        text.lower().startswith("h") and _same_letters(text.partition(".")[2], meant.partition(".")[2])
    ),
    "unknown-value": _always,
}
"""Rule → whether its correction is certain, from the text as written and the corrected one."""


def _find_path(document: Document, line: int, column: int) -> tuple[KeyPath, bool] | None:
    """The path of the value or key that begins at a place of the file, and whether it is the key."""
    for path, node, is_key in _walk((), document.root):
        if (node.line + document.first_line - 1, node.column) == (line, column) and (path or is_key):
            return path, is_key
    return None


def _walk(path: KeyPath, node: Node) -> Iterator[tuple[KeyPath, Node, bool]]:
    """Every key and value with its path, keys before the values that begin at the same place."""
    below: Any = node.value
    if isinstance(below, dict):
        for name, child in below.items():
            yield (*path, name), node.keys[name], True
            yield from _walk((*path, name), child)
    elif isinstance(below, list):
        for number, child in enumerate(below):
            yield from _walk((*path, number), child)
    yield path, node, False
