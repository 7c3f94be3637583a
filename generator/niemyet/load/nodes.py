"""Parses YAML into nodes that know their place. The only module that imports `yaml`.

It reads the events of libyaml's parser and builds values itself: every scalar stays text (1.000110 is no number, 7:30 is not 450,
`no` is not False), and duplicate keys, aliases, tags, several documents and deep nesting are refused with their place. PyYAML's
composer is not used because it recurses in C and crashes on deep nesting.
"""

import re
from collections.abc import Callable, Container, Iterator
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # it is there; the stubs do not say so

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.diagnostics.limits import MORE_MISTAKES, MOST_TOLD
from niemyet.load.syntax_errors import place_syntax_error
from niemyet.load.syntax_hints import find_false_indentation
from niemyet.load.texts import CONTROL, INVISIBLE, OTHER_BREAKS, SourceText, clean_text
from niemyet.patterns import regex
from niemyet.values import dataclass

DEEPEST = 24
"""Levels of nesting; the deepest real record has six."""
MOST_PARTS = 40_000
"""Keys, texts, and beginnings and ends of lists and tables: three thousand documents with five entries each."""

_HIDDEN = regex(f"{CONTROL.pattern}|{INVISIBLE.pattern}|\r")
"""Characters that an escape in a quoted scalar could add invisibly."""
_FALSE_BLANK = regex(r"^ *[^\S\n\t ]", re.MULTILINE)
_EMPTY_WORDS = frozenset({"", "~", "null", "Null", "NULL"})
_NO_KEYS: "dict[str, Node]" = {}
"""The `keys` of texts and lists; never modified."""


class Node:
    """A value and its place. `value` is text, a list of nodes, or a dict from key to node.

    For a dict, `keys` holds the node of each key. Places are computed on demand, because few are needed.
    """

    __slots__ = ("_end", "_start", "keys", "value")

    def __init__(self, value: Any, keys: "dict[str, Node]", start: Any, end: Any) -> None:
        """`start` and `end` are libyaml's marks. Lists and dicts count as one character wide."""
        self.value: str | list[Node] | dict[str, Node] = value
        self.keys = keys
        self._start, self._end = start, end

    def with_entries(self, value: "dict[str, Node]", keys: "dict[str, Node]") -> "Node":
        """A table at the same place."""
        return Node(value, keys, self._start, self._end)

    @property
    def line(self) -> int:
        """The line on which it begins, from 1."""
        return int(self._start.line) + 1

    @property
    def column(self) -> int:
        """The column in which it begins, from 1."""
        return int(self._start.column) + 1

    @property
    def end(self) -> tuple[int, int]:
        """The line and column, from 1, behind its last character. Lists and dicts end where they begin."""
        return int(self._end.line) + 1, int(self._end.column) + 1

    @property
    def width(self) -> int:
        """Its width on its first line, in characters."""
        start, end = self._start, self._end
        return int(end.column - start.column if end.line == start.line else 1) or 1


@dataclass(frozen=True, slots=True)
class Document:
    """A file whose YAML could be parsed."""

    source: SourceText
    root: Node
    first_line: int = 1
    """The line of the file on which the YAML begins (2 in front matter)."""

    def place(self, node: Node) -> Place:
        """The place of `node` in the file."""
        return self.source.place(node.line + self.first_line - 1, node.column, node.width)

    def at(self, *path: str | int) -> Place:
        """The place of the value at `path`, or of the nearest existing one above it."""
        return self.place(find_node(self.root, path))

    def key(self, *path: str | int) -> Place:
        """The place of the last key of `path`; if there is none, as `at`."""
        parent = find_node(self.root, path[:-1])
        name = path[-1]
        return self.place(parent.keys[name]) if isinstance(name, str) and name in parent.keys else self.at(*path)


def find_node(node: Node, path: tuple[str | int, ...]) -> Node:
    """The node at `path` below `node`, or the deepest existing node on the way."""
    for step in path:
        value = node.value
        if isinstance(value, dict) and step in value:
            node = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
            node = value[step]
        else:
            break
    return node


def walk(root: Node, skip: Container[str] = (), *, longest: Callable[[str], int] | None = None) -> Iterator[tuple[str, Node]]:
    """Yields (key, node) for every value from `root` down; items of a list have the list's key.

    Values below a key in `skip` are left out, as is everything below a list or table with more entries than `longest` allows for
    its key.
    """
    stack: list[tuple[str, Node]] = [("", root)]
    while stack:
        key, node = stack.pop()
        yield key, node
        value = node.value
        if isinstance(value, str) or (longest is not None and len(value) > longest(key)):
            continue
        if isinstance(value, list):
            stack += [(key, child) for child in value]
        else:
            stack += [(name, child) for name, child in value.items() if name not in skip]


def plain(node: Node) -> Any:
    """The node's value as text, lists and dicts only."""
    value = node.value
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {key: plain(child) for key, child in value.items()}
    return [plain(child) for child in value]


def parse_document(source: SourceText, text: str | None = None, first_line: int = 1) -> tuple[Document | None, list[Diagnostic]]:
    """The document in `text` (default: the whole source), or None and the diagnostics that prevent parsing it."""
    text = OTHER_BREAKS.sub(" ", source.text if text is None else text)
    if not text.isascii() and (indented := list(_false_indentation(source, text, first_line))):
        return None, indented
    builder = _Builder(source, first_line)
    try:
        root = builder.build(text)
    except yaml.MarkedYAMLError as error:
        return None, [*builder.diagnostics, place_syntax_error(source, first_line, error)]
    except yaml.reader.ReaderError:
        return None, [Diagnostic("not-text", source.whole, {"value": source.path.rsplit("/", 1)[-1]})]
    if root is None:
        if not builder.diagnostics:
            builder.diagnostics.append(Diagnostic("empty-file", source.whole, {"value": source.path.rsplit("/", 1)[-1]}))
        return None, builder.diagnostics
    return Document(source, root, first_line), builder.diagnostics


def _false_indentation(source: SourceText, text: str, first_line: int) -> Iterator[Diagnostic]:
    """A diagnostic for lines indented with other characters than spaces."""
    for number, line in enumerate(text.split("\n"), first_line) if _FALSE_BLANK.search(text) else ():
        if slip := find_false_indentation(line):
            yield Diagnostic(
                "yaml-syntax", source.place(number, slip.column, slip.width), {"detail": slip.detail, "fix": slip.fix}
            )


class _Refused(yaml.YAMLError):
    """The structure is refused; the diagnostic has already been added."""


class _Builder:
    def __init__(self, source: SourceText, first_line: int) -> None:
        self.source = source
        self.first_line = first_line
        self.diagnostics: list[Diagnostic] = []

    def build(self, text: str) -> Node | None:
        try:
            return self._build(text)
        except _Refused:
            return None

    def _refuse(self, rule: str, event: Any, **values: str | Bilingual) -> _Refused:
        self._tell(rule, event, **values)
        return _Refused()

    def _tell(self, rule: str, event: Any, **values: str | Bilingual) -> None:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        place = self.source.place(start.line + self.first_line, start.column + 1, width)
        self.diagnostics.append(Diagnostic(rule, place, values))

    def _build(self, text: str) -> Node | None:
        root: Node | None = None
        documents = 0
        above: list[tuple[Any, Any, Node | None]] = []
        parent: Any = None  # the open list or dict, its content, and the key whose value comes next
        inside: Any = None
        key: Node | None = None
        next_event: Any = CParser(text).get_event  # the stubs have no event classes
        scalar, table, listing = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
        for _ in range(MOST_PARTS):
            event = next_event()
            kind = event.__class__
            if kind is scalar:
                value = event.value
                if event.style or event.anchor is not None or event.tag is not None:
                    value = self._read_marked(event)
                elif value in _EMPTY_WORDS:
                    value = ""
                node = Node(value, _NO_KEYS, event.start_mark, event.end_mark)
            elif kind is table or kind is listing:
                if len(above) >= DEEPEST:
                    raise self._refuse("too-deep", event, value=str(DEEPEST))
                self._refuse_marks(event)
                mark = event.start_mark
                node = Node({}, {}, mark, mark) if kind is table else Node([], _NO_KEYS, mark, mark)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                parent, inside, key = above.pop()
                continue
            elif kind is yaml.AliasEvent:
                raise self._refuse("yaml-alias", event, value=f"*{event.anchor}")
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise self._refuse("several-documents", event)
                continue
            elif kind is yaml.StreamEndEvent:
                break
            else:
                continue
            if parent is None:
                root = node
            elif inside.__class__ is list:
                inside.append(node)
            elif key is not None:
                self._put(parent, key, node)
                key = None
            elif kind is scalar:
                key = node
            else:
                raise self._refuse("yaml-syntax", event, detail=_KEY_NOT_TEXT, fix=_WRITE_KEY)
            if kind is not scalar:
                above.append((parent, inside, key))
                parent, inside, key = node, node.value, None
        else:
            raise self._refuse("oversized", event, detail=_TOO_MANY)
        return root if root is not None and root.value != "" else None

    def _read_marked(self, event: Any) -> str:
        """The text of a scalar that is quoted, or has an anchor or a tag, which are refused."""
        self._refuse_marks(event)
        value: str = event.value
        if not event.style:
            return "" if value in _EMPTY_WORDS else value
        if event.style == '"' and not (value.isascii() and value.isprintable()) and (found := _HIDDEN.search(value)):
            self._tell("invisible-character", event, value=f"U+{ord(found[0]):04X}")
            return clean_text(CONTROL.sub("", value.replace("\r", " ")))
        return value

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            raise self._refuse("yaml-alias", event, value=f"&{event.anchor}")
        if event.tag is not None and event.tag != "!":
            raise self._refuse("yaml-tag", event, value=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def _put(self, parent: Any, key: Node, node: Node) -> None:
        """Adds `node` to the dict `parent`. Refuses duplicate keys."""
        name = str(key.value)
        if name in parent.value:
            if name.isdigit() and node.value == "":
                return  # 1,000,000 between braces; the value before it is reported
            line = str(parent.keys[name].line + self.first_line - 1)
            place = self.source.place(key.line + self.first_line - 1, key.column, key.width)
            values: dict[str, str | Bilingual] = {"value": name, "line": line}
            if above := _empty_above(parent, name):
                values["fix"] = Bilingual(
                    f"thụt dòng này vào hai dấu cách nếu là mục con của '{above}'; nếu không thì giữ một mục, xóa mục kia",
                    f"indent this line by two spaces if it belongs to '{above}'; else keep one of the two and delete the other",
                )
            self.diagnostics.append(Diagnostic("duplicate-key", place, values))
            if len(self.diagnostics) > MOST_TOLD:
                self.diagnostics.append(Diagnostic("oversized", place, {"detail": MORE_MISTAKES}))
                raise _Refused
        else:
            parent.value[name] = node
            parent.keys[name] = key


def _empty_above(parent: Node, name: str) -> str:
    """The last key of the table, if its value is empty and it comes after the first key `name`; else ''."""
    if not isinstance(parent.value, dict):
        return ""
    last, node = next(reversed(parent.value.items()))
    return last if last != name and node.value == "" else ""


_KEY_NOT_TEXT = Bilingual("tên mục phải là chữ, không phải danh sách hay các mục con", "the name of an entry must be plain text")
_TOO_MANY = Bilingual(f"tệp có hơn {MOST_PARTS} mục và giá trị", f"the file has more than {MOST_PARTS} keys and values")
_WRITE_KEY = Bilingual("viết 'tên mục: giá trị'", "write 'name: value'")
