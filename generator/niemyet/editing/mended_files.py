"""Writes corrections that cannot be wrong into the text of a record; every other character stays as it is.

Takes a file's bytes; gives the new bytes. After each step the text is read again: a step after which the record would say
anything but what was meant is not taken, and lines that could not be read are mended only if the whole record is right then.
Signs that the loader reads as others anyway (marks apart from their letters, invisible characters) are written as it reads them.
"""

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple

from niemyet.diagnostics.diagnostic import Diagnostic, Severity
from niemyet.diagnostics.rulebook import severity_of
from niemyet.editing.sure_mends import KeyPath, Mend, find_mend
from niemyet.law.mentions import CITING, QUOTED, find_numbers
from niemyet.load.articles import parse_article
from niemyet.load.finding import SourceFile
from niemyet.load.nodes import Document, parse_document, plain, walk
from niemyet.load.syntax_hints import given
from niemyet.load.texts import SourceText, clean_text, read_text
from niemyet.model.document_numbers import meant_spelling
from niemyet.model.kinds import RecordKind
from niemyet.patterns import regex
from niemyet.validate.entries import check_entry
from niemyet.validate.shapes import SHAPES

MOST_ROUNDS = 40
"""Readings of one file: a syntax error hides those behind it."""


class Reading(NamedTuple):
    """A text as it is read: the document, if its YAML could be parsed, and what is told of it."""

    document: Document | None
    told: Sequence[Diagnostic]

    @property
    def has_error(self) -> bool:
        """Whether an error is told, or nothing could be read."""
        return self.document is None or any(severity_of(one) is Severity.ERROR for one in self.told)


def mend_file(root: Path, file: SourceFile, data: bytes) -> bytes:
    """The bytes of a record with all certain corrections made; the same bytes where there are none."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    end = "\r\n" if "\r\n" in text else "\n"
    body = text.removeprefix(mark).replace(end, "\n")
    if file.kind not in SHAPES or "\r" in body:
        return data
    mended = _mend_values(root, file, _mend_letters(root, file, body))
    if _read(root, file, mended).has_error:
        whole = _mend_values(root, file, _mend_lines(root, file, _FALSE_DASH.sub(r"\1- ", mended)))
        mended = mended if file.kind == "article" or _read(root, file, whole).has_error else whole
    mended = _mend_mentions(root, file, mended)
    return data if mended == body else (mark + mended.replace("\n", end)).encode()


def _read(root: Path, file: SourceFile, text: str) -> Reading:
    source, told = read_text(root, file, text.encode())
    if source is None:
        return Reading(None, told)
    document, more = _parse(source, file.kind)
    return Reading(document, [*told, *more, *(check_entry(document, file.kind)[1] if document is not None else ())])


def _parse(source: SourceText, kind: RecordKind) -> tuple[Document | None, list[Diagnostic]]:
    if kind != "article":
        return parse_document(source)
    article, told = parse_article(source)
    return (None if article is None else article.document), told


# -- letters --------------------------------------------------------------------------------------------------


def _mend_letters(root: Path, file: SourceFile, text: str) -> str:
    """Letters of other alphabets as those that they look like, then marks on their letters and nothing invisible."""
    _, told = read_text(root, file, text.encode())
    lines = text.split("\n")
    for one in sorted(told, key=lambda one: one.place.column, reverse=True):
        line, start = lines[one.place.line - 1], one.place.column - 1
        meant, written = one.values.get("near"), one.values.get("value")
        if one.rule == "look-alike-letter" and isinstance(meant, str) and line[start:].startswith(str(written)):
            lines[one.place.line - 1] = line[:start] + meant + line[start + len(str(written)) :]
    for one in told:
        if one.rule in ("not-nfc", "invisible-character"):
            lines[one.place.line - 1] = clean_text(lines[one.place.line - 1])
    return "\n".join(lines)


# -- lines that cannot be read --------------------------------------------------------------------------------

_FALSE_DASH = regex(r"^( *)[–—−‒•●▪∙‣][ \u00a0]*(?=\S)", re.MULTILINE)
_FALSE_INDENTATION = regex(r"[^\S\n]+(?=\S)")
_NO_BLANK = regex(r"(\s*(?:- )?[a-z_]+:)(?=[^\s:])")
_FALSE_SIGNS = regex(r"(\s*(?:- )?[a-z_]+)(?:\uff1a[\u00a0 ]*|:\u00a0[\u00a0 ]*)(?=\S)")


def _mend_lines(root: Path, file: SourceFile, text: str) -> str:
    """The text with the slips of its lines mended one after the other, as far as each is certain."""
    for _ in range(MOST_ROUNDS):
        told = [one for one in _read(root, file, text).told if one.rule == "yaml-syntax"]
        lines = text.split("\n")
        for one in told:
            lines[one.place.line - 1] = _mend_line(lines[one.place.line - 1], one)
        if lines == text.split("\n"):
            break
        text = "\n".join(lines)
    return text


def _mend_line(line: str, told: Diagnostic) -> str:
    meant, start = given(told.values.get("fix")), told.place.column - 1
    if meant is not None:
        return line[:start] + meant + line[start + told.place.width :]
    if found := _FALSE_SIGNS.match(line) or _NO_BLANK.match(line):
        return f"{found[1].removesuffix(':')}: {line[found.end() :]}"
    if (found := _FALSE_INDENTATION.match(line)) and (indented := found[0].replace("\t", "  ")) != line:
        return " " * len(indented) + line[found.end() :]
    return line


# -- values ---------------------------------------------------------------------------------------------------


def _mend_values(root: Path, file: SourceFile, text: str) -> str:
    """The text with keys and values spelled as the model wants them, round by round: behind a key may stand another mistake."""
    for _ in range(MOST_ROUNDS):
        reading = _read(root, file, text)
        if reading.document is None:
            break
        document, kind = reading.document, file.kind
        mends = [mend for one in reading.told if (mend := find_mend(one, document, kind)) is not None]
        mended = _apply(root, file, text, document, mends)
        for mend in mends if mended is None else ():
            mended = _apply(root, file, text, document, [mend]) or mended
        if mended is None or mended == text:
            break
        text = mended
    return text


def _mend_mentions(root: Path, file: SourceFile, text: str) -> str:
    """Numbers of documents in running texts as they stand on the documents; what is quoted stays as it is."""
    document = _read(root, file, text).document
    if document is None:
        return text
    lines = text.split("\n")
    for key, node in walk(document.root, QUOTED):
        value = node.value
        if not isinstance(value, str) or "/" not in value or key in CITING:
            continue
        first, last = (line + document.first_line - 2 for line in (node.line, node.end[0]))
        for number, meant in ((found[0], meant_spelling(found[0])) for found in find_numbers(value)):
            if len(meant) != len(number):  # columns behind it would move; without `meant` it is right
                continue
            for i in range(first, min(last + 1, len(lines))):
                start = node.column - 1 if i == first else 0
                end = node.end[1] - 1 if i == last else len(lines[i])
                lines[i] = lines[i][:start] + lines[i][start:end].replace(number, meant) + lines[i][end:]
    return "\n".join(lines)


def _apply(root: Path, file: SourceFile, text: str, document: Document, mends: Sequence[Mend]) -> str | None:
    """The text with the mends made; None if it would not say what was meant."""
    lines = text.split("\n")
    places = sorted(mends, key=lambda mend: (mend.line, mend.start), reverse=True)
    for mend in places:
        line = lines[mend.line - 1]
        lines[mend.line - 1] = line[: mend.start] + mend.written + line[mend.end :]
    mended = "\n".join(lines)
    after = _read(root, file, mended).document
    wanted = _say(document, mends)
    return mended if after is not None and wanted is not None and plain(after.root) == wanted else None


def _say(document: Document, mends: Iterable[Mend]) -> Any:
    """What the record says once every mend is made, as plain values; None if that is not clear."""
    record = deepcopy(plain(document.root))
    for mend in sorted(mends, key=lambda mend: len(mend.path), reverse=True):  # inner ones first: a key above may be renamed
        above = _at(record, mend.path[:-1])
        last: Any = mend.path[-1]
        if mend.key and isinstance(above, dict):
            if mend.key in above:
                return None
            above[mend.key] = above.pop(last)
            continue
        if above is None:
            return None
        value = _value_in(mend.written if mend.whole_entry else f"x: {mend.written}")
        if mend.whole_entry:
            for name in [*above] if isinstance(above, dict) else ():
                if name != last and above[name] == "":
                    del above[name]
        above[last] = value
    return record


def _at(record: Any, path: KeyPath) -> Any:
    for step in path:
        record = record[step]
    return record


def _value_in(entry: str) -> Any:
    """The value of an entry as it is read; None if it cannot be."""
    document, told = parse_document(SourceText("", entry))
    if document is None or told or not isinstance(document.root.value, dict):
        return None
    return plain(next(iter(document.root.value.values())))
