"""Reads files as text. Takes a `SourceFile` and the root folder; gives a `SourceText` or a diagnostic."""

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, Place
from niemyet.diagnostics.refusals import word_unreadable
from niemyet.load.finding import SourceFile
from niemyet.load.letters import SURE_LETTERS, find_strange_letters
from niemyet.load.old_encodings import OLD_PAIRS
from niemyet.patterns import regex
from niemyet.system import open_no_link
from niemyet.values import dataclass

LARGEST_FILE = 2 * 1024 * 1024
"""Bytes; the largest real record has 60 KB, the list of units 100 KB."""

LONGEST_LINE = 20_000
"""Characters of a line with unusual characters: checking each of its words scans the whole line."""

_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters of other scripts that are displayed as blanks."""
INVISIBLE = regex(
    f"[\u0080-\u009f\u2028\u2029\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff{_BLANKS}"
    "\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    "|(?<=[^\\W_])[\ufe00-\ufe0f]"
)
_MARK = "[^\\w\\s\x00-\u02ff\u2000-\u20cf\u2100-\u3029\u3030-\u3098\ue000-\uf8ff\ufe30-\uffff\U0001f000-\U0001faff]"
_HEAPED = regex(f"({_MARK}{{30}}){_MARK}+")
"""More than 30 marks on one letter: no language has them (UAX #15, Stream-Safe Text Format), and to put them into order takes
time by the square of their number."""
OTHER_BREAKS = regex("[\u0085\u2028\u2029]")
"""What begins a new line for libyaml, and for none who counts lines: an editor, a diagnostic, a command that changes a record."""
_DRAWN_AS_BLANK = regex(f"[\u0085\u2028\u2029{_BLANKS}]")
_SELDOM = regex(f"[^\x00-\x7e{SURE_LETTERS}]")
CONTROL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


_LONG_LINE = Bilingual(f"có một dòng dài hơn {LONGEST_LINE} chữ", f"a line has more than {LONGEST_LINE} characters")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file's text in NFC without invisible characters, and its lines as written, for excerpts."""

    path: str
    text: str
    packaged: bool = False
    """Whether the file travels with the program."""

    @property
    def whole(self) -> Place:
        """The file as a place, where no line of it can be shown."""
        return Place(self.path, packaged=self.packaged)

    def place(self, line: int, column: int = 1, width: int = 1) -> Place:
        """The place at `line` and `column`, both from 1, with the text of the line."""
        lines = _split_lines(self.text)
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        return Place(self.path, line, column, max(1, min(width, len(text) - column + 1)), text, self.packaged)


@lru_cache(maxsize=4)
def _split_lines(text: str) -> list[str]:
    """The lines of a file; cached, because a file may have a thousand mistakes."""
    return text.split("\n")


def read_bytes(root: Path, file: SourceFile) -> bytes:
    """The bytes of a file, at most one more than `LARGEST_FILE`. Raises OSError, also if it has become a link."""
    return _read_at(file.locate(root))


def _read_at(path: str) -> bytes:
    opened = open_no_link(path)
    try:
        size = os.fstat(opened).st_size  # reading with the maximum would allocate all of it
        return os.read(opened, min(size, LARGEST_FILE) + 1)
    finally:
        os.close(opened)


def read_text(root: Path, file: SourceFile, data: bytes | None = None) -> tuple[SourceText | None, list[Diagnostic]]:
    """The text of a file and its diagnostics. `data` are the bytes, if already read.

    None if the file was refused, or, with a diagnostic, if it is not text in UTF-8.
    """
    if file.refused:
        return None, []
    source, diagnostics = _read_text(file.path, partial(read_bytes, root, file) if data is None else lambda: data)
    if file.packaged:
        diagnostics = [replace(told, place=replace(told.place, packaged=True)) for told in diagnostics]
        source = None if source is None else replace(source, packaged=True)
    return source, diagnostics


def read_text_beside(root: Path, name: str) -> tuple[SourceText | None, list[Diagnostic]]:
    """As `read_text`, of a file at the root that is no part of the catalogue."""
    return _read_text(name, partial(_read_at, os.path.join(root, name)))


def _read_text(path: str, read: Callable[[], bytes]) -> tuple[SourceText | None, list[Diagnostic]]:
    try:
        data = read()
    except OSError as error:
        return None, [Diagnostic("unreadable-file", Place(path), {"value": word_unreadable(error)})]
    text, problem = _decode(data)
    if problem is not None:
        return None, [Diagnostic(problem, Place(path), {"value": path.rsplit("/", 1)[-1]})]
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        text = text if "\n" in text else text.replace("\r", "\n")
    if "\r" in text:  # where others end lines, one alone ends none that people see
        source, diagnostics = _read_letters(path, text.replace("\r", " "))
        return source, [*_tell_lone_ends(SourceText(path, text)), *diagnostics]
    return _read_letters(path, text)


def _tell_lone_ends(source: SourceText) -> Iterator[Diagnostic]:
    for number, line in enumerate(source.text.split("\n"), 1):
        if "\r" in line:
            yield Diagnostic("invisible-character", source.place(number, line.index("\r") + 1), {"value": "U+000D"})


def _read_letters(path: str, text: str) -> tuple[SourceText | None, list[Diagnostic]]:
    if text.isascii() or (unicodedata.is_normalized("NFC", text) and not (_SELDOM.search(text) or OLD_PAIRS.search(text))):
        return SourceText(path, text), []
    if len(text) > LONGEST_LINE and (number := _find_long_line(text)):
        return None, [Diagnostic("oversized", Place(path, number), {"detail": _LONG_LINE})]
    diagnostics = list(_unclean_lines(SourceText(path, text)))
    strange = list(find_strange_letters(path, text))
    garbled = {told.place.line for told in strange if told.rule == "old-encoding"}  # there, a soft hyphen is the letter ư
    diagnostics = [told for told in diagnostics if told.place.line not in garbled] + strange
    return SourceText(path, clean_text(text)), diagnostics


def _find_long_line(text: str) -> int:
    """The number of the first line that is too long; 0 if there is none."""
    return next((number for number, line in enumerate(text.split("\n"), 1) if len(line) > LONGEST_LINE), 0)


def clean_text(text: str) -> str:
    """The text in NFC, without invisible characters."""
    return INVISIBLE.sub("", _DRAWN_AS_BLANK.sub(" ", compose(text)))


def compose(text: str) -> str:
    """The text in NFC, with at most 30 marks on a letter."""
    return unicodedata.normalize("NFC", text if text.isascii() else _HEAPED.sub(r"\1", text))


def _decode(data: bytes) -> tuple[str, str | None]:
    """The decoded text, or '' and the rule that the bytes break."""
    if len(data) > LARGEST_FILE:
        return "", "too-large"
    if not data.strip():
        return "", "empty-file"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", "wrong-encoding"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return "", "not-text" if b"\x00" in data else "wrong-encoding"
    return (text, None) if not CONTROL.search(text) else ("", "not-text")


def _unclean_lines(source: SourceText) -> Iterator[Diagnostic]:
    for number, line in enumerate(source.text.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            composed = unicodedata.normalize("NFC", line)
            column = next((i for i, (a, b) in enumerate(zip(line, composed, strict=False), 1) if a != b), 1)
            yield Diagnostic("not-nfc", source.place(number, column))
        if mark := INVISIBLE.search(line):
            values = {"value": f"U+{ord(mark[0]):04X}"}
            if word := next((word[0] for word in re.finditer(r"\S+", line) if word.start() <= mark.start() < word.end()), ""):
                values["near"] = clean_text(word).strip()
            yield Diagnostic("invisible-character", source.place(number, mark.start() + 1), values)
