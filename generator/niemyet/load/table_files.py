"""Table files by their content: a workbook or a CSV file → sheets. Writing CSV is in `load/written_tables.py`."""

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.archives import UnreadableError
from niemyet.load.file_kinds import REFUSALS, kind_of_bytes
from niemyet.load.separated import decode_text, read_separated
from niemyet.load.tables import Sheet
from niemyet.load.workbooks import read_workbook

LARGEST = 64 * 1024 * 1024
"""Bytes of a table file."""
_NO_TABLE = Bilingual("không phải bảng tính (.xlsx) hay CSV", "it is no workbook (.xlsx) and no CSV")


def read_sheets(data: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook, or the one of a CSV file, which has no name. Raises `UnreadableError`."""
    kind = kind_of_bytes(data)
    if kind == "workbook":
        return read_workbook(data)
    if kind == "text":
        return (read_separated(decode_text(data)),)
    raise UnreadableError(REFUSALS.get(kind, _NO_TABLE))
