"""Which part of the open data a file belongs to: a site may leave parts out, and names nowhere what it does not have."""

from collections.abc import Collection, Iterable, Iterator

from niemyet.model.data_parts import DataPart
from niemyet.open_data.addresses import INDEX, OPENAPI, PACKAGE, SCHEMAS
from niemyet.render.addresses import EMBEDDED_FOLDERS, LLMS, TEXT
from niemyet.render.renderer import OutputFile

_BY_ENDING: dict[str, DataPart] = {
    "csv": "tables", "jsonl": "tables", "xlsx": "tables", "jsonld": "linked", "ics": "calendars", "json": "api",
}  # fmt: skip


def part_of(path: str) -> DataPart | None:
    """The part of a file; None of one that is there whatever parts there are."""
    if path in (INDEX, OPENAPI) or path.startswith(SCHEMAS):
        return None
    if path.startswith(EMBEDDED_FOLDERS):
        return "embed"
    if path == PACKAGE:
        return "tables"
    if path == LLMS or path.endswith(TEXT):
        return "assistants"
    return _BY_ENDING[path.rpartition(".")[2]]


def is_there(path: str, parts: Collection[DataPart]) -> bool:
    """Whether a site with these parts has the file."""
    part = part_of(path)
    return part is None or part in parts


def select(files: Iterable[OutputFile], parts: Collection[DataPart]) -> Iterator[OutputFile]:
    """Those of the files that a site with these parts has."""
    return (file for file in files if is_there(file.path, parts))
