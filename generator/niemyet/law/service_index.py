"""The index of service to citizens and enterprises (Quyết định 766/QĐ-TTg of 23/6/2022): its groups and what they may reach.

The decision has five groups of 18, 20, 22, 22 and 18 points; the national portal shows online services apart from payment. When
the table changes, another row goes before this one.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

ServiceGroup: TypeAlias = Literal["transparency", "progress", "online", "payment", "satisfaction", "digitisation"]


class ServiceMaxima(NamedTuple):
    """What each group may reach from a day on."""

    since: date
    source: str
    points: Mapping[ServiceGroup, int]


MAXIMA = (
    ServiceMaxima(
        date(2022, 6, 23),
        "Quyết định 766/QĐ-TTg ngày 23/06/2022; cách tách nhóm của Cổng Dịch vụ công quốc gia",
        {"transparency": 18, "progress": 20, "online": 12, "payment": 10, "satisfaction": 18, "digitisation": 22},
    ),
)
"""The latest first."""
TOLERANCE = 0.05
"""By how much the groups' sum may differ from the total: both are rounded by the portal."""


def maxima_on(day: date) -> ServiceMaxima | None:
    """What held on a day; None before the index existed."""
    return next((row for row in MAXIMA if row.since <= day), None)
