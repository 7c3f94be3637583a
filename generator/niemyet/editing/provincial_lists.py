"""Adds a decision to a province's list in the text of its record, and reads the codes of a list that people have.

The record is changed line by line, so that its comments and its layout stay. What does not fit is refused, never dropped.
"""

from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.editing.drafts import write_decision
from niemyet.load.file_kinds import kind_of_bytes
from niemyet.load.nodes import Document, parse_document, plain
from niemyet.load.separated import decode_text
from niemyet.load.table_files import read_sheets
from niemyet.load.tables import text_of_cell
from niemyet.load.texts import SourceText
from niemyet.load.word_files import Block, Paragraph, WordTable, read_word_file
from niemyet.load.yaml_writer import quote, write_list
from niemyet.model.codes import PROCEDURE_CODE
from niemyet.model.places import ListChange
from niemyet.model.procedure_kinds import says_ended, says_in_force
from niemyet.patterns import regex
from niemyet.values import dataclass

_CODE = regex(rf"(?<![0-9.]){PROCEDURE_CODE.pattern}(?![0-9A-Z])(?!\.[0-9])")
_STEP = 2
"""Characters by which each level is indented, where the record shows no other indent."""


class NoPlaceError(ValueError):
    """A decision cannot be added to a record; `said` is why."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(vi)
        self.said = Bilingual(vi, en)


@dataclass(frozen=True, slots=True)
class FoundCodes:
    """The codes in a text, in order; the lines in which there is none, and the codes that stand there twice.

    `ended`: those of the codes that stand below a title of procedures that are no longer in force.
    """

    codes: tuple[str, ...]
    without_code: tuple[str, ...]
    twice: tuple[str, ...]
    ended: tuple[str, ...]


def read_codes(text: str) -> FoundCodes:
    """The codes of procedures in a text with one a line, whatever stands beside them."""
    codes: dict[str, None] = {}
    without: list[str] = []
    twice: dict[str, None] = {}
    ended: list[str] = []
    below_ended = False
    for line in filter(None, (line.strip() for line in text.removeprefix("\ufeff").splitlines())):
        found = _CODE.search(line)
        if found is None:
            title = says_ended(line)
            below_ended = title or (below_ended and not says_in_force(line))
            without += [] if title else [line]
        elif found[0] in codes:
            twice[found[0]] = None
        else:
            codes[found[0]] = None
            ended += [found[0]] if below_ended else []
    return FoundCodes(tuple(codes), tuple(without), tuple(twice), tuple(ended))


def list_lines(data: bytes) -> Iterator[str]:
    """The lines of a file with codes: text, CSV in any encoding, a Word file, a workbook. Raises `UnreadableError`.

    Of a workbook hidden sheets and headings are left out, and titles but those of procedures that are no longer in force; of a
    Word file what stands around its tables as well.
    """
    kind = kind_of_bytes(data)
    if kind == "text":
        yield from decode_text(data).splitlines()
        return
    if kind == "word":
        yield from _word_lines(read_word_file(data))
        return
    for sheet in read_sheets(data):
        rows = [] if sheet.hidden else [" ".join(filter(None, map(text_of_cell, row.cells))) for row in sheet.rows]
        yield from _below_headings([sheet.name, *rows])


def _below_headings(rows: Sequence[str]) -> Iterator[str]:
    first = next((i for i, row in enumerate(rows) if _CODE.search(row)), len(rows))
    yield from (row for i, row in enumerate(rows) if i >= first or says_ended(row))


def _word_lines(blocks: Sequence[Block]) -> Iterator[str]:
    """The rows of tables with codes, below the title that says what is in force; every line where the codes are in no table."""
    tables = [[" ".join(filter(None, row)) for row in block.rows] for block in blocks if isinstance(block, WordTable)]
    if not any(_CODE.search(row) for rows in tables for row in rows):
        yield from _below_headings([block.text for block in blocks if isinstance(block, Paragraph)])
        return
    left, title = iter(tables), ""
    for block in blocks:
        rows = next(left) if isinstance(block, WordTable) else [block.text]
        if isinstance(block, WordTable) and any(map(_CODE.search, rows)):
            yield from filter(None, (title,))
            yield from _below_headings(rows)
            title = ""
        else:  # a paragraph, or a table that only places words
            title = next((row for row in reversed(rows) if says_ended(row) or says_in_force(row)), title)


def has_change(text: str, change: ListChange) -> bool:
    """Whether the list in province.yaml has this very change already: a command that is run twice."""
    document, _ = parse_document(SourceText("province.yaml", text))
    values = plain(document.root) if document is not None else None
    listed = values.get("list") if isinstance(values, dict) else None
    changes = listed.get("changes") if isinstance(listed, dict) else None
    for one in changes if isinstance(changes, list) else ():
        try:
            if ListChange.model_validate(one) == change:
                return True
        except ValidationError:
            continue
    return False


def extend_list(text: str, change: ListChange) -> str:
    """The text of province.yaml with one more decision. Raises NoPlaceError."""
    document, _ = parse_document(SourceText("province.yaml", text))
    if document is None or not isinstance(document.root.value, dict):
        raise NoPlaceError("tệp của tỉnh còn lỗi; xem bằng niemyet check", "the province's file has errors; see niemyet check")
    if "list" not in document.root.value:
        if change.remove or change.replace or change.kinds or change.area:
            raise NoPlaceError(
                "tỉnh chưa có danh mục, nên quyết định đầu tiên chỉ có các mã thêm vào, cho mọi xã",
                "the province has no list yet, so the first decision has only codes to add, for all communes",
            )
        return "\n".join([text.rstrip("\n"), "list:", *_write_first(change)]) + "\n"
    lines = text.split("\n")
    indent = _indent_below(document, lines, "list")
    end = _end_of_block(lines, document.key("list").line, indent)
    listed = document.root.value["list"].value
    if not isinstance(listed, dict) or "changes" not in listed:
        return "\n".join([*lines[:end], f"{' ' * indent}changes:", *_write_change(change, indent + _STEP), *lines[end:]])
    items = _indent_below(document, lines, "list", "changes")
    end = _end_of_block(lines, document.key("list", "changes").line, items)
    return "\n".join([*lines[:end], *_write_change(change, items), *lines[end:]])


def _indent_below(document: Document, lines: list[str], *path: str) -> int:
    """The indent of what stands below a key. Raises NoPlaceError if it stands on the line of the key."""
    line = document.key(*path).line
    below = next((text for text in lines[line:] if text.strip() and not text.lstrip().startswith("#")), "")
    indent = len(below) - len(below.lstrip())
    written = lines[line - 1].partition(":")[2].partition(" #")[0].strip()
    if written or not indent:
        raise NoPlaceError(
            f"mục {path[-1]} ở dòng {line} viết trên một dòng; viết mỗi mục con của nó trên một dòng rồi chạy lại",
            f"{path[-1]} in line {line} is written in one line; write each of its keys in a line of its own and run this again",
        )
    return indent


def _end_of_block(lines: list[str], line: int, indent: int) -> int:
    """The index behind the last line of the block below line number `line` whose content is indented by `indent`."""
    end = line
    for i in range(line, len(lines)):
        text = lines[i]
        if text.strip() and not text.lstrip().startswith("#"):
            if len(text) - len(text.lstrip()) < indent:
                break
            end = i + 1
    return end


def _write_first(change: ListChange) -> Iterator[str]:
    yield f"  {write_decision(change.decision)}"
    yield "  procedures:"
    yield from (f"    - {quote(code)}" for code in change.add)


def _write_change(change: ListChange, indent: int) -> Iterator[str]:
    margin = " " * indent
    yield f"{margin}- {write_decision(change.decision)}"
    if change.starts is not None:
        yield f"{margin}  from: {change.starts.isoformat()}"
    if change.kinds:
        yield f"{margin}  kinds: {write_list(change.kinds)}"
    if change.area:
        yield f"{margin}  area: {write_list(change.area)}"
    if change.replace:
        yield f"{margin}  replace: true"
    for key, codes in (("add", change.add), ("remove", change.remove)):
        if codes:
            yield f"{margin}  {key}:"
            yield from (f"{margin}    - {quote(code)}" for code in codes)
