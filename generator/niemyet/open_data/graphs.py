"""What every graph of linked data is written with: the terms of its context, and its file."""

from collections.abc import Mapping, Sequence
from typing import Any

from niemyet.open_data.writing import Data, write_json
from niemyet.render.renderer import OutputFile

_END = b"]}\n"


def leads(term: str) -> Data:
    """A term whose value is the address of something else."""
    return {"@id": term, "@type": "@id"}


def says(term: str) -> Data:
    """A term whose value is Vietnamese."""
    return {"@id": term, "@language": "vi"}


def write_graph(path: str, context: Mapping[str, Any], graph: list[Data], written: Sequence[str] = ()) -> OutputFile:
    """A graph with its context written out, so that a reader asks nobody for it. `written`: more of the graph, as JSON."""
    data = write_json({"@context": context, "@graph": graph})
    if not written:
        return OutputFile(path, data)
    more = ",".join(written).encode()
    return OutputFile(path, b"%b%b%b]}\n" % (data[: -len(_END)], b"," if graph else b"", more))
