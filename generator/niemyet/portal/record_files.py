"""Writes and reads the files of records for the import: what is written is read back before it is placed."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.load.finding import SourceFile
from niemyet.load.nodes import parse_document, plain
from niemyet.load.texts import SourceText, read_text
from niemyet.load.yaml_writer import write_yaml
from niemyet.model.procedure import Procedure
from niemyet.portal.merge import as_text
from niemyet.validate.measure import find_oversized


class BrokenCatalogueError(ValueError):
    """A file that an import reads or adds to cannot be read; the message names it."""


class UnwritableRecordError(ValueError):
    """A record would not be read as it was meant; the message is a clause in Vietnamese."""


def spell_record(path: str, record: Mapping[str, Any]) -> str:
    """The text of a record's file. Raises `UnwritableRecordError` if it does not read back as the same valid record."""
    text = write_yaml(record)
    document, found = parse_document(SourceText(path, text))
    if document is None or found or plain(document.root) != as_text(record):
        raise UnwritableRecordError("viết ra rồi đọc lại không còn như cũ; chưa ghi gì cho bản này")
    if not is_valid(plain(document.root)):
        raise UnwritableRecordError("không thành một bản ghi hợp lệ; chưa ghi gì cho bản này")
    for told in find_oversized(document, "procedure"):
        detail = told.values["detail"]
        said = detail.vi if isinstance(detail, Bilingual) else detail
        raise UnwritableRecordError(f"quá lớn: {said}; chưa ghi gì cho bản này")
    return text


def is_valid(record: Mapping[str, Any]) -> bool:
    """Whether a record, as loaded, has the shape of a procedure."""
    try:
        Procedure.model_validate(record)
    except ValidationError:
        return False
    return True


def refuse_hidden(told: Iterable[Diagnostic]) -> None:
    """Raises `BrokenCatalogueError` if a file or folder was not to be opened: what it holds would be left out in silence."""
    if hidden := [one.place.file for one in told if one.rule == "unreadable-file"]:
        raise BrokenCatalogueError(f"{hidden[0]} không mở được; xem vì sao bằng niemyet check")


def read_values(root: Path, find: SourceFile) -> tuple[Any, str | None]:
    """A file's values (None if they cannot be read) and its text, None if it is none: that is not an empty file.

    Raises `BrokenCatalogueError` if the file cannot be opened.
    """
    source, told = read_text(root, find)
    refuse_hidden(told)
    if source is None:
        return None, None
    document, found = parse_document(source)
    return (plain(document.root) if document is not None and not found else None), source.text
