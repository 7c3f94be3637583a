"""The standard layout of a YAML record: keys in the order of the model, codes and times in double quotes, text in NFC.

Takes text, gives text. It moves whole lines by the positions that the loader keeps: comments and blank lines move with the key
after them, those at the top of the file stay, everything else is unchanged. The result is parsed again; if it is not the same
record, the text is left as it was. In articles only NFC is applied.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from niemyet.cache.digests import digest
from niemyet.load.articles import parse_article
from niemyet.load.finding_below import find_files_below
from niemyet.load.nodes import Node, parse_document, plain, walk
from niemyet.load.texts import SourceText
from niemyet.load.yaml_writer import CODE_OR_CLOCK
from niemyet.model.kinds import KindName
from niemyet.validate.shapes import SHAPES, keys_of, shape_at
from niemyet.values import dataclass


def settle(path: str, text: str, kind: KindName) -> str:
    """The text in the standard layout; unchanged if it cannot be parsed or formatted."""
    if "\r" in text or "\t" in text:
        return text
    settled = _order(path, _quote(path, text), kind)
    return settled if settled != text and _read(path, settled) == _read(path, text) is not None else text


def _parse(path: str, text: str) -> Node | None:
    document, diagnostics = parse_document(SourceText(path, text))
    return None if document is None or diagnostics else document.root


def _read(path: str, text: str) -> Any:
    root = _parse(path, text)
    return None if root is None else plain(root)


def _quote(path: str, text: str) -> str:
    root = _parse(path, text)
    if root is None:
        return text
    lines = text.split("\n")
    scalars = (node for _, node in walk(root) if isinstance(node.value, str))
    for node in sorted(scalars, key=lambda n: (n.line, n.column), reverse=True):
        line, value, start = lines[node.line - 1], str(node.value), node.column - 1
        written = line[start : start + node.width]
        bare = written == value and CODE_OR_CLOCK.fullmatch(value)
        single = written == f"'{value}'" and '"' not in value and "\\" not in value
        if bare or single:
            lines[node.line - 1] = f'{line[:start]}"{value}"{line[start + node.width :]}'
    return "\n".join(lines)


def _order(path: str, text: str, kind: KindName) -> str:
    """Sorts the keys of all tables, innermost first."""
    root = _parse(path, text)
    if root is None:
        return text
    lines = text.split("\n")
    # Sorting a table moves the lines inside it, so inner tables come first, while their positions are still valid.
    for node, shape in sorted(_tables(root, SHAPES[kind]), key=lambda found: found[0].column, reverse=True):
        _order_table(lines, node, shape, _end(lines, node))
    return "\n".join(lines)


def _tables(node: Node, shape: Any) -> Iterator[tuple[Node, Any]]:
    """Every block-style table, with its model."""
    if isinstance(node.value, dict):
        firsts = [key.line for key in node.keys.values()]
        if len(set(firsts)) == len(firsts) > 1 and {key.column for key in node.keys.values()} == {node.column}:
            yield node, shape
        for name, below in node.value.items():
            yield from _tables(below, shape_at(shape, (name,)))
    elif isinstance(node.value, list):
        for below in node.value:
            yield from _tables(below, shape_at(shape, (0,)))


def _end(lines: list[str], node: Node) -> int:
    """The number of the first line after the table, not counting comments after its last entry."""
    last = max(key.line for key in node.keys.values())
    end = last
    for number in range(last, len(lines)):
        line = lines[number]
        if line.strip() and not line.lstrip().startswith("#"):
            indent = len(line) - len(line.lstrip())
            # A list may be indented no further than its key.
            if indent < node.column - 1 or (indent == node.column - 1 and not line.lstrip().startswith("- ")):
                break
            end = number + 1
        elif line.strip() and len(line) - len(line.lstrip()) > node.column - 1:
            end = number + 1
    return end


def _order_table(lines: list[str], node: Node, shape: Any, end: int) -> None:
    known = {key: place for place, key in enumerate(keys_of(shape))}
    if not known:
        return
    keys = sorted(node.keys.items(), key=lambda item: item[1].line)
    order = sorted(range(len(keys)), key=lambda i: (known.get(keys[i][0], len(known)), i))
    if order == sorted(order):
        return
    first = keys[0][1]
    before = lines[first.line - 1][: first.column - 1]
    lines[first.line - 1] = " " * len(before) + lines[first.line - 1][first.column - 1 :]
    starts = [first.line - 1, *(_start(lines, key.line - 1, keys[i][1].line) for i, (_, key) in enumerate(keys[1:]))]
    pieces = [lines[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    ordered = [line for i in order for line in pieces[i]]
    if before.strip():  # the dash of a list item stays before the first key, whichever that is now
        place = next(i for i, line in enumerate(ordered) if line.strip() and not line.lstrip().startswith("#"))
        ordered[place] = before + ordered[place][len(before) :]
    lines[starts[0] : end] = ordered


def _start(lines: list[str], key: int, above: int) -> int:
    """The index of the first comment or blank line that belongs to the key at line index `key`."""
    while key > above and (not lines[key - 1].strip() or lines[key - 1].lstrip().startswith("#")):
        key -= 1
    return key


@dataclass(frozen=True, slots=True)
class Unread:
    """Marks a file that could not be read."""

    path: str


def find_unsettled(root: Path, below: str = "", settled: set[bytes] | None = None) -> Iterator[tuple[str, bytes]]:
    """Yields every file in `below` (folder or file; '' for all) that is not in the standard layout, with its new bytes."""
    for path, data in look_at_layout(root, below, settled):
        if isinstance(data, bytes):
            yield path, data


def look_at_layout(root: Path, below: str = "", known: set[bytes] | None = None) -> Iterator[tuple[str, bytes | Unread]]:
    """As `find_unsettled`, plus every file that cannot be read. `known` are digests of files in the standard layout, which are
    not looked at; those that are found so are added."""
    known = set() if known is None else known
    for find in find_files_below(root, below, ("catalogue", "news")):
        if find.kind not in SHAPES:
            continue
        try:
            data = b"" if find.refused else (root / find.path).read_bytes()
            text = data.decode("utf-8")
        except (OSError, UnicodeDecodeError):
            data, text = b"", ""
        content = digest(find.kind, data)
        if content in known:
            continue
        mark = "\ufeff" if text.startswith("\ufeff") else ""  # Notepad's byte order mark and line ends are kept
        end = "\r\n" if "\r\n" in text else "\n"
        body = text.removeprefix(mark).replace(end, "\n")
        composed = unicodedata.normalize("NFC", body)
        if not _can_be_read(find.path, composed, find.kind):
            yield find.path, Unread(find.path)
            continue
        settled = composed if find.kind == "article" else settle(find.path, composed, find.kind)
        if settled != body:
            yield find.path, (mark + settled.replace("\n", end)).encode()
        else:
            known.add(content)


def _can_be_read(path: str, text: str, kind: KindName) -> bool:
    source = SourceText(path, text)
    return bool(text.strip()) and (parse_article(source) if kind == "article" else parse_document(source))[0] is not None
