"""The lists that an import adds to: the nation's fields and documents, a province's own documents."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from niemyet.load.finding import SourceFile
from niemyet.load.nodes import parse_document
from niemyet.load.texts import SourceText
from niemyet.load.yaml_writer import write_yaml
from niemyet.model.kinds import KindName
from niemyet.portal.documents import describe_document
from niemyet.portal.record_files import BrokenCatalogueError, read_values
from niemyet.portal.write import REFERENCE


def say_broken(find: SourceFile) -> str:
    """That a file must be mended before it can be taken."""
    return f"{find.path} đang có lỗi; sửa theo niemyet check rồi lấy lại"


def read_register(root: Path, source_files: Iterable[SourceFile], kind: KindName) -> tuple[dict[str, Any], str]:
    """One of the reference's lists and its text; empty if there is no file yet."""
    find = next((file for file in source_files if file.kind == kind), None)
    return ({}, "") if find is None else _read_found(root, find)


def add_documents(root: Path, source_files: Iterable[SourceFile], numbers: Iterable[str]) -> dict[str, str]:
    """The list of documents with entries for numbers that no list has; empty if there is nothing to add.

    Raises `BrokenCatalogueError`.
    """
    files = list(source_files)
    documents, text = read_register(root, files, "documents")
    for find in files:
        if find.path.endswith("/documents.yaml") and find.kind != "documents":
            documents = documents | _read_found(root, find)[0]
    new = {number: describe_document(number, "") for number in numbers if number not in documents}
    before = text if not text or text.endswith("\n") else text + "\n"
    return {f"{REFERENCE}/documents.yaml": before + write_yaml(new)} if new else {}


def add_to_list(path: str, text: str, new: Mapping[str, Any]) -> str:
    """The text of a list with entries added. Raises `BrokenCatalogueError` if it could not be read afterwards."""
    whole = text + write_yaml(new)
    document, found = parse_document(SourceText(path, whole))
    if document is None or found:
        raise BrokenCatalogueError(f"{path} sẽ không đọc lại được sau khi ghi thêm; sửa theo niemyet check rồi lấy lại")
    return whole


def read_own_list(root: Path, path: str) -> tuple[dict[str, Any], str]:
    """The list at a path, which need not exist."""
    return _read_found(root, SourceFile(path, "province-documents")) if (root / path).is_file() else ({}, "")


def _read_found(root: Path, find: SourceFile) -> tuple[dict[str, Any], str]:
    value, text = read_values(root, find)
    if text is None or (not isinstance(value, dict) and text.strip()):
        raise BrokenCatalogueError(say_broken(find))
    return value if isinstance(value, dict) else {}, text
