"""How many of each paper are asked for: a copy is none of the originals, nobody has to bring ten, and nought is no paper.

What was imported is not looked at: there the source has its own words, and doubts about them are asked.
"""

import re
from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.procedure import Procedure
from niemyet.patterns import regex
from niemyet.validate.entries import Entry

MOST = 5
"""Copies of one paper, or sets, that are asked for at most."""
_COPY = regex(r"(?:bản )?(?:sao|chụp|photo|phô tô|photocopy)\b", re.IGNORECASE)


def check_counts_of_papers(entry: Entry[Procedure]) -> Iterator[Diagnostic]:
    """The counts of papers fit their names, and are no more than `MOST`."""
    record, document = entry.record, entry.document
    if record.imported is not None:
        return
    if record.papers.sets is not None and record.papers.sets > MOST:
        yield Diagnostic("many-papers", document.at("papers", "sets"), {"value": str(record.papers.sets), "key": "sets"})
    for key in ("submit", "present"):
        for i, paper in enumerate(getattr(record.papers, key)):
            many = next((kind for kind, count in paper.counts.items() if count > MOST), None)
            if many is not None:
                values = {"value": str(paper.counts[many]), "key": many}
                yield Diagnostic("many-papers", document.at("papers", key, i, many), values)
            counted = paper.model_fields_set & paper.counts.keys()
            if counted and not any(paper.counts.values()) and not paper.electronic:
                place = document.at("papers", key, i, next(kind for kind in paper.counts if kind in counted))
                yield Diagnostic("paper-not-brought", place, {"value": paper.name})
            if _COPY.match(paper.name) and paper.originals and not paper.copies and not paper.certified_copies:
                values = {"value": paper.name, "count": str(paper.originals)}
                yield Diagnostic("copy-as-original", document.at("papers", key, i, "originals"), values)
