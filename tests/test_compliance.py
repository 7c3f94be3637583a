"""The figures of a commune, worked out by hand from a few facts; what is not known is neither fulfilled nor failed."""

from datetime import date
from pathlib import Path

from niemyet.catalogue.selection import select_communes
from niemyet.oversight.compliance import Compliance, Share
from niemyet.oversight.figures import figure_resolved
from niemyet.oversight.required import month_ends

PLACE = "ha-noi/thuong-tin"


def figures(root: Path, day: date = date(2026, 11, 22), place: str = PLACE) -> Compliance:
    """As a build computes them."""
    report, reference, communes = select_communes(root, place, day)
    assert not report.errors
    (commune,) = communes
    return figure_resolved(commune, reference)


def test_month_ends_go_back_a_year() -> None:
    """Of 22 November 2026: from the end of November 2025, then the day itself."""
    ends = month_ends(date(2026, 3, 1), 2)
    assert ends == (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 1))
    assert len(month_ends(date(2026, 11, 22))) == 13


def test_all_is_posted_in_the_small_catalogue(small: Path) -> None:
    """Two of two on the list."""
    found = figures(small)
    assert found.posted == Share(2, 2) and found.missing == ()
