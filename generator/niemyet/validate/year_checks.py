"""Which rules apply to the figures that people enter: a commune's year, and that of a province."""

from collections.abc import Collection, Iterator
from datetime import date

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.model.oversight.record import CommuneYear, ProvinceYear
from niemyet.validate.entries import Entry
from niemyet.validate.reference_index import ReferenceIndex
from niemyet.validate.rules import (
    days,
    dossiers,
    figures,
    findings,
    periods,
    petitions,
    pictures,
    printing,
    references,
    repeats,
    reviews,
    wording,
)

LAST_YEAR_OF_DISTRICTS = 2025
"""Figures of that year and before may be those of a district: it is what they are about."""


def _has_districts(path: str) -> bool:
    return int(path.rsplit("/", 1)[-1].removesuffix(".yaml")) <= LAST_YEAR_OF_DISTRICTS


def check_year(
    entry: Entry[CommuneYear] | Entry[ProvinceYear],
    previous: CommuneYear | ProvinceYear | None,
    law: ReferenceIndex,
    today: date,
    posted: Collection[str] = (),
    photos: Collection[str] = (),
) -> Iterator[Diagnostic]:
    """The rules for the figures of a year. `previous` are those of the file before it, None if there is none or it is broken;
    `posted` are the codes that the commune posts, `photos` the names of the picture files beside its years."""
    yield from references.check_names_of_year(entry, law)
    yield from periods.check_days_of_figures(entry, today)
    yield from periods.check_overlaps(entry)
    yield from periods.check_figures_are_recent(entry, today)
    yield from figures.check_surveys(entry)
    yield from figures.check_indexes(entry)
    yield from figures.check_units(entry)
    yield from figures.check_equipment(entry)
    yield from figures.check_training(entry)
    yield from figures.check_boards(entry)
    if isinstance(entry.record, CommuneYear):
        commune = Entry(entry.record, entry.document)
        yield from figures.check_online(commune)
        yield from dossiers.check_dossiers(commune)
        yield from petitions.check_petitions(commune, previous if isinstance(previous, CommuneYear) else None)
        yield from findings.check_findings(commune, posted, today)
        yield from pictures.check_photos(commune, photos)
        yield from dossiers.check_series(commune, previous if isinstance(previous, CommuneYear) else None)
    yield from reviews.check_reviews(entry, today)
    yield from days.check_years(entry.document, today)
    told = wording.check_wording(entry.document)
    yield from (one for one in told if one.rule != "abolished-unit" or not _has_districts(entry.path))
    yield from printing.check_letters(entry.document)
    yield from repeats.check_repeats(entry.document)
