"""Changes values in the text of a record and leaves every other character as it is: comments, order, spelling, line ends.

Takes a text and `Edit`s; gives the new text. Values are written as `load/yaml_writer.py` spells them, at the places that the
loader keeps. The result is parsed again: if anything but the edited values differs, `NotEditableError` is raised.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from niemyet.load.nodes import Document, Node, find_node, parse_document, plain, walk
from niemyet.load.texts import SourceText
from niemyet.load.yaml_writer import spell, write_scalar, write_yaml
from niemyet.model.kinds import KindName
from niemyet.patterns import regex
from niemyet.validate.shapes import SHAPES, keys_of, shape_at
from niemyet.values import dataclass

KeyPath: TypeAlias = tuple[str | int, ...]
_PLAIN_OR_QUOTED = regex(r"[^|>&*!]")
_UNORDERED = 1_000


class NotEditableError(ValueError):
    """A value cannot be changed in place; a person must edit the file. `path` is that of the value."""

    def __init__(self, path: KeyPath) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True, slots=True)
class Edit:
    """What the value at `path` becomes; None removes its key. The index behind the last item of a list appends one."""

    path: KeyPath
    value: Any


def edit_text(text: str, kind: KindName, edits: Iterable[Edit]) -> str:
    """The text with the edits made, in order. Raises `NotEditableError`."""
    for edit in edits:
        text = _edit(text, kind, edit)
    return text


def _edit(text: str, kind: KindName, edit: Edit) -> str:
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    document = _parse(text, edit.path)
    wanted = plain(document.root)
    if not _apply(wanted, edit):
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.removeprefix(mark).replace("\r\n", "\n").split("\n")
    _Editor(lines, document, kind, edit.path).make(edit.value)
    edited = mark + "\n".join(lines).replace("\n", end)
    if plain(_parse(edited, edit.path).root) != wanted:
        raise NotEditableError(edit.path)
    return edited


def _parse(text: str, path: KeyPath) -> Document:
    bare = text.removeprefix("\ufeff").replace("\r\n", "\n")
    document, diagnostics = parse_document(SourceText("", bare))
    mixed = "\r" in bare or ("\r\n" in text and text.count("\r\n") != text.count("\n"))
    if document is None or diagnostics or mixed:
        raise NotEditableError(path)
    return document


def _apply(record: Any, edit: Edit) -> bool:
    """Makes the edit in a plain record; whether that changes it."""
    above, last = record, edit.path[-1]
    try:
        for step in edit.path[:-1]:
            above = above[step]
        before = above.get(last) if isinstance(above, dict) else above[last] if last != len(above) else None
    except (KeyError, IndexError, TypeError) as error:
        raise NotEditableError(edit.path) from error
    after = None if edit.value is None else _as_read(edit.value)
    if before == after:
        return False
    if after is None:
        del above[last]
    elif isinstance(above, list) and last == len(above):
        above.append(after)
    else:
        above[last] = after
    return True


def _as_read(value: Any) -> Any:
    """The value as the loader will read it: texts, lists and dicts."""
    if isinstance(value, dict):
        return {key: _as_read(one) for key, one in value.items() if one is not None}
    return [_as_read(one) for one in value] if isinstance(value, list | tuple) else spell(value)


class _Editor:
    """One edit of the lines of a text, in place."""

    def __init__(self, lines: list[str], document: Document, kind: KindName, path: KeyPath) -> None:
        self.lines, self.path = lines, path
        self.root = document.root
        self.table = find_node(document.root, path[:-1])
        self.key = path[-1]
        self.order = {key: place for place, key in enumerate(keys_of(shape_at(SHAPES[kind], path[:-1])))}

    def make(self, value: Any) -> None:
        inside = self.table.value
        if isinstance(inside, list):
            if self.key != len(inside) or not inside or value is None:
                raise NotEditableError(self.path)
            self._append(value, inside)
        elif not isinstance(inside, dict):
            raise NotEditableError(self.path)
        elif self.key not in inside:
            self._insert(value)
        elif value is None:
            self._remove(inside[str(self.key)])
        else:
            self._replace(inside[str(self.key)], value)

    @property
    def _in_flow(self) -> bool:
        """Whether the table stands between braces."""
        return self.lines[self.table.line - 1][self.table.column - 1 :].startswith("{")

    def _is_on_one_line(self, node: Node) -> bool:
        written = self.lines[node.line - 1][node.column - 1 :]
        return isinstance(node.value, str) and node.end[0] == node.line and bool(_PLAIN_OR_QUOTED.match(written))

    def _replace(self, node: Node, value: Any) -> None:
        if not self._is_on_one_line(node) or isinstance(value, dict | list | tuple):
            raise NotEditableError(self.path)
        line = self.lines[node.line - 1]
        written = self._spell(value, _is_in_flow(self.root, self.path, self.lines))
        self.lines[node.line - 1] = line[: node.column - 1] + written + line[node.end[1] - 1 :]

    @staticmethod
    def _spell(value: Any, in_flow: bool) -> str:
        return write_scalar(value, in_flow=in_flow) if isinstance(value, str) else spell(value)

    def _insert(self, value: Any) -> None:
        before = [key for key in self.table.keys if self._rank(key) <= self._rank(str(self.key))]
        if self._in_flow:
            if isinstance(value, dict | list | tuple):
                raise NotEditableError(self.path)
            self._insert_in_flow(value, before)
            return
        margin = " " * (self.table.column - 1)
        fresh = [margin + line if line else "" for line in write_yaml({str(self.key): value}).rstrip("\n").split("\n")]
        if before:
            at = _last_line(self.table.keys[before[-1]], find_node(self.table, (before[-1],)))
            self.lines[at:at] = fresh
            return
        first = next(iter(self.table.keys.values()))
        line = self.lines[first.line - 1]
        lead = line[: first.column - 1]
        self.lines[first.line - 1 : first.line] = [lead + fresh[0].lstrip(" "), *fresh[1:], " " * len(lead) + line[len(lead) :]]

    def _rank(self, key: str) -> int:
        return self.order.get(key, _UNORDERED)

    def _insert_in_flow(self, value: Any, before: Sequence[str]) -> None:
        inside = self.table.value
        written = f"{self.key}: {self._spell(value, True)}"
        scalars = [key for key in before if isinstance(inside, dict) and self._is_on_one_line(inside[key])]
        if scalars and isinstance(inside, dict):
            line, column = inside[scalars[-1]].end
            text = self.lines[line - 1]
            self.lines[line - 1] = f"{text[: column - 1]}, {written}{text[column - 1 :]}"
            return
        at, text = self.table.column, self.lines[self.table.line - 1]
        self.lines[self.table.line - 1] = f"{text[:at]}{written}{', ' if inside else ''}{text[at:]}"

    def _remove(self, node: Node) -> None:
        key = self.table.keys[str(self.key)]
        if self._in_flow:
            if not self._is_on_one_line(node) or key.line != node.line:
                raise NotEditableError(self.path)
            line = self.lines[key.line - 1]
            head, rest = line[: key.column - 1], line[node.end[1] - 1 :]
            follows = re.match(r"\s*,\s*", rest)
            if follows:
                self.lines[key.line - 1] = head + rest[follows.end() :]
            else:
                self.lines[key.line - 1] = re.sub(r",?\s*$", "", head) + rest
            return
        end = _last_line(key, node)
        lead = self.lines[key.line - 1][: key.column - 1]
        if lead.strip() and len(self.table.keys) > 1:  # the dash of an item stays before its next key
            following = self.lines[end]
            self.lines[end] = lead + following[len(lead) :]
        self.lines[key.line - 1 : end] = []

    def _append(self, value: Any, inside: Sequence[Node]) -> None:
        last = inside[-1]
        lead = self.lines[last.line - 1][: last.column - 1]
        if not lead.rstrip().endswith("-") or lead.strip() != "-":
            raise NotEditableError(self.path)
        margin = lead[: lead.index("-")]
        fresh = write_yaml({"x": [value]}).rstrip("\n").split("\n")[1:]
        at = _last_line(last, last)
        self.lines[at:at] = [margin + line.removeprefix("  ") for line in fresh]


def _is_in_flow(root: Node, path: KeyPath, lines: Sequence[str]) -> bool:
    """Whether a value stands between brackets or braces, at any depth."""
    return any(lines[node.line - 1][node.column - 1 : node.column] in ("{", "[") for node in _nodes_above(root, path))


def _nodes_above(root: Node, path: KeyPath) -> Iterator[Node]:
    for end in range(len(path)):
        yield find_node(root, path[:end])


def _last_line(key: Node, node: Node) -> int:
    """The number of the last line of an entry."""
    last = key.line
    for _, below in walk(node):
        line, column = below.end
        last = max(last, line if column > 1 else line - 1)
    return last
