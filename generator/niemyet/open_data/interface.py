"""What is said of the interface as a whole: its version, and the media types of its files."""

VERSION = "1.4.0"
"""Of the interface, not of the program: the middle number grows with each new key or file."""
_TYPES = {
    "csv": "text/csv",
    "ics": "text/calendar",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "jsonld": "application/ld+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def type_of_file(path: str) -> str:
    """The media type of a file whose shape is that of a standard."""
    return _TYPES[path.rpartition(".")[2]]
