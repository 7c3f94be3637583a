"""Overlays and postings do not multiply the answers of a procedure beyond the limit (`model/rows.py`)."""

from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.codes import code_of_file
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.rows import MOST_ROWS
from niemyet.validate.entries import Entry
from niemyet.validate.reference_index import ReferenceIndex


def check_rows(entry: Entry[ProvinceOverlay] | Entry[Posting], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """The number of rows, with the place's own lines, stays within the limit for a procedure; without such lines it is that of
    the procedure, which is within it."""
    record = entry.record
    fees, waivers = (record.fees, record.waivers) if isinstance(record, ProvinceOverlay) else ((), ())
    if not fees and not waivers and not record.deadlines:
        return
    counted = (version.count_rows(waivers, fees, record.deadlines) for version in law.versions(code_of_file(entry.path)))
    rows = max(counted, default=0)
    if rows > MOST_ROWS:
        yield Diagnostic("too-many-answers", entry.document.place(entry.document.root), {"value": str(rows)})
