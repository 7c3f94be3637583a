"""Reads Word files (.docx, also named .doc) into blocks: paragraphs and tables in the order of the document.

The only module that knows python-docx. Inserted text counts, deleted text does not; a text box that is stored twice counts once.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.archives import LARGEST_WORD_XML, UnreadableError, check_office_file
from niemyet.values import dataclass

MOST_BLOCKS = 20_000

_BROKEN = Bilingual(
    "không đọc được tệp Word; tệp hỏng, hãy mở bằng Word rồi lưu lại",
    "the Word file cannot be read; it is broken, open it in Word and save it again",
)
_TOO_LONG = Bilingual("tệp Word quá dài", "the Word file is too long")
_TYPES = "[Content_Types].xml"
_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_VANISHES, _OFF = b":vanish", frozenset({"0", "false", "off"})
"""The mark of hidden words, and what takes it back."""
_OTHER_KINDS = (
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
"""Content types of .docm, .dotx and .dotm."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TABLE, _ROW, _CELL, _VALUE = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc", f"{_W}val"
_TEXTS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
_LEFT_OUT = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's text; line breaks in it are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table: texts by row. A cell over several columns stands in the first; one over several rows stands in each."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | WordTable


def read_word_file(data: bytes) -> tuple[Block, ...]:
    """The blocks of a document's body. Raises `UnreadableError`."""
    import docx  # here, because it is slow to load

    check_office_file(data, LARGEST_WORD_XML)
    try:
        body = docx.Document(io.BytesIO(_as_document(data))).element.body
        blocks: list[Block] = []
        for block in _blocks(body):
            if len(blocks) >= MOST_BLOCKS:
                raise UnreadableError(_TOO_LONG)
            blocks.append(block)
        return tuple(blocks)
    except UnreadableError:
        raise
    except Exception as error:  # whatever a library meets in a broken file
        raise UnreadableError(_BROKEN) from error


def _as_document(data: bytes) -> bytes:
    """A document with macros, or a template, as the plain document that the library opens; nothing in it is ever run."""
    with zipfile.ZipFile(io.BytesIO(data)) as given:
        types = given.read(_TYPES)
        if not any(kind in types for kind in _OTHER_KINDS):
            return data
        for kind in _OTHER_KINDS:
            types = types.replace(kind, _DOCUMENT)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as plain:
            for entry in given.infolist():
                plain.writestr(entry.filename, types if entry.filename == _TYPES else given.read(entry))
        return stream.getvalue()


def _blocks(parent: Any) -> Iterator[Block]:
    for child in parent:
        if child.tag == _PARAGRAPH:
            yield Paragraph(_text(child))
        elif child.tag == _TABLE:
            yield WordTable(tuple(_rows(child)))
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):  # content controls and the like
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[tuple[str, ...]]:
    above: dict[int, str] = {}
    for row in table.iter(_ROW):
        if next(row.iterancestors(_TABLE)) is not table:
            continue
        cells: list[str] = []
        for cell in row.iter(_CELL):
            if next(cell.iterancestors(_ROW)) is not row:
                continue
            place = len(cells)
            span, continues = _spans(cell)
            text = above.get(place, "") if continues else "\n".join(filter(None, map(_text, cell.iter(_PARAGRAPH))))
            above[place] = text
            cells += [text, *[""] * (span - 1)]
        yield tuple(cells)


def _spans(cell: Any) -> tuple[int, bool]:
    """How many columns a cell takes, and whether it continues the one above."""
    properties = cell.find(f"{_W}tcPr")
    if properties is None:
        return 1, False
    wide, merged = properties.find(f"{_W}gridSpan"), properties.find(f"{_W}vMerge")
    span = wide.get(_VALUE, "1") if wide is not None else "1"
    continues = merged is not None and merged.get(_VALUE, "continue") == "continue"
    return (min(int(span), 64) if span.isdecimal() else 1), continues


def _text(element: Any) -> str:
    return "".join(_pieces(element)).strip()


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _TEXTS:
            yield _TEXTS[child.tag]
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str):
            yield from _pieces(child)


def leave_out_hidden(data: bytes) -> bytes:
    """The file without the words that their author has hidden, which Word neither shows nor prints. It has been measured."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.infolist()}
    if not any(_VANISHES in content for content in parts.values()):
        return data
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for entry, content in parts.items():
            archive.writestr(entry, _without_hidden_runs(content) if _VANISHES in content else content)
    return made.getvalue()


def _without_hidden_runs(part: bytes) -> bytes:
    from docx.opc.oxml import serialize_part_xml  # here, because it is slow to load
    from docx.oxml.parser import parse_xml

    root = parse_xml(part)
    for mark in list(root.iter(f"{_W}vanish")):
        run = mark.getparent().getparent()
        if run.tag == f"{_W}r" and mark.get(_VALUE, "on") not in _OFF:
            run.getparent().remove(run)
    return serialize_part_xml(root)
