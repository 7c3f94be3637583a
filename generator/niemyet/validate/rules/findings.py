"""What inspections found wanting, against what the commune posts: what is to be missing is, what is to be mended is there."""

from collections.abc import Collection, Iterator
from datetime import date

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.model.orthography import format_day
from niemyet.model.oversight.record import CommuneYear
from niemyet.validate.entries import Entry
from niemyet.validate.rules.figures import tell_part

_NAMED, _COUNT = Bilingual("số thủ tục được nêu mã", "the procedures named"), Bilingual("số lượng", "the count")


def check_findings(entry: Entry[CommuneYear], posted: Collection[str], today: date) -> Iterator[Diagnostic]:
    """`posted` are the codes of all postings of the commune. Of findings that name no procedure nothing can be said."""
    for i, inspection in enumerate(entry.record.inspections):
        for k, finding in enumerate(inspection.findings or ()):
            mended = finding.remedied is not None and finding.remedied <= today
            if finding.count is not None:
                parts = (_NAMED, len(finding.procedures)), (_COUNT, finding.count)
                yield from tell_part(entry.document.at("inspections", i, "findings", k, "count"), *parts)
            for n, code in enumerate(finding.procedures):
                place = entry.document.at("inspections", i, "findings", k, "procedures", n)
                values = {"value": code, "day": format_day(inspection.date)}
                if finding.kind == "missing" and not mended and code in posted:
                    yield Diagnostic("finding-posted-since", place, values)
                elif finding.kind in ("missing", "posting_late") and mended and code not in posted:
                    yield Diagnostic("remedy-not-posted", place, values)
