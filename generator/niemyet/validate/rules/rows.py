"""What a province or a commune adds to a procedure does not make its answers too many to be worked out."""

from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.rows import MOST_ROWS
from niemyet.validate.entries import Entry
from niemyet.validate.reference_index import ReferenceIndex
from niemyet.validate.rules.names import code_of_file


def check_rows(entry: Entry[ProvinceOverlay] | Entry[Posting], law: ReferenceIndex) -> Iterator[Diagnostic]:
    """The rows of answers with the place's own lines are no more than a procedure may have alone."""
    record = entry.record
    fees, waivers = (record.fees, record.waivers) if isinstance(record, ProvinceOverlay) else ((), ())
    counted = (version.count_rows(waivers, fees, record.deadlines) for version in law.versions(code_of_file(entry.path)))
    rows = max(counted, default=0)
    if rows > MOST_ROWS:
        yield Diagnostic("too-many-answers", entry.document.place(entry.document.root), {"value": str(rows)})
