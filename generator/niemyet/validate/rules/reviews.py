"""Reviews: what is said to be saved has its decision and its day, and all the parts of the sum."""

from collections.abc import Iterator
from datetime import date

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.law.savings import missing_of_cost, save
from niemyet.model.orthography import format_day
from niemyet.model.oversight.record import CommuneYear, ProvinceYear
from niemyet.validate.entries import Entry


def check_reviews(entry: Entry[CommuneYear] | Entry[ProvinceYear], today: date) -> Iterator[Diagnostic]:
    """A review in force has its decision and a day that has come; a refused one its answer; a sum its parts; a cut makes less."""
    for i, review in enumerate(entry.record.reviews):
        at, code = entry.document.at, review.procedure
        if review.status == "in_force":
            lacking = [key for key, value in (("decision", review.decision), ("from", review.starts)) if value is None]
            for key in lacking:
                yield Diagnostic("review-without-decision", at("reviews", i, "status"), {"value": code, "key": key})
            if review.starts is not None and review.starts > today:
                day = format_day(review.starts)
                yield Diagnostic("review-not-begun", at("reviews", i, "from"), {"value": code, "day": day})
        if review.status == "refused" and review.answer is None:
            yield Diagnostic("refused-without-answer", at("reviews", i, "status"), {"value": code})
        for key in missing_of_cost(review):
            yield Diagnostic("review-cost-unfinished", at("reviews", i, "cost"), {"value": code, "key": key})
        if save(review).once.more:
            yield Diagnostic("review-adds-burden", at("reviews", i, "after"), {"value": code})
        if review.dossiers is not None and review.dossiers_source is None:
            yield Diagnostic("dossiers-without-source", at("reviews", i, "dossiers"), {"value": code})
