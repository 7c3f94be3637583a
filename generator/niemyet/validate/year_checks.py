"""Which rules apply to the figures that people enter: a commune's year, and that of a province."""

from collections.abc import Iterator
from datetime import date

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.law.dossiers import MERGER
from niemyet.model.oversight.record import CommuneYear, ProvinceYear
from niemyet.validate.entries import Entry
from niemyet.validate.reference_index import ReferenceIndex
from niemyet.validate.rules import (
    days,
    dossiers,
    figures,
    periods,
    printing,
    references,
    repeats,
    reviews,
    wording,
)


def check_year(
    entry: Entry[CommuneYear] | Entry[ProvinceYear],
    previous: CommuneYear | ProvinceYear | None,
    law: ReferenceIndex,
    today: date,
) -> Iterator[Diagnostic]:
    """The rules for the figures of a year. `previous` are those of the file before it, None if there is none or it is broken."""
    yield from references.check_names_of_year(entry, law)
    yield from periods.check_days_of_figures(entry, today)
    yield from periods.check_overlaps(entry)
    yield from periods.check_figures_are_recent(entry, today)
    yield from figures.check_surveys(entry)
    yield from figures.check_indexes(entry)
    yield from figures.check_units(entry)
    if isinstance(entry.record, CommuneYear):
        commune = Entry(entry.record, entry.document)
        yield from dossiers.check_dossiers(commune)
        yield from dossiers.check_series(commune, previous if isinstance(previous, CommuneYear) else None)
    yield from reviews.check_reviews(entry, today)
    yield from days.check_years(entry.document, today)
    yield from (one for one in wording.check_wording(entry.document) if one.rule not in _OF_THEIR_TIME or not _is_old(entry.path))
    yield from printing.check_letters(entry.document)
    yield from repeats.check_repeats(entry.document)


_OF_THEIR_TIME = frozenset({"abolished-unit"})
"""Rules about words that were right at the time of which old figures speak."""


def _is_old(path: str) -> bool:
    return int(path.rsplit("/", 1)[-1][:4]) <= MERGER.year
