"""The boundary of a commune lies in Việt Nam and is as large as the commune says."""

from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.model.boundary import Boundary
from niemyet.model.places import Commune
from niemyet.validate.entries import Entry
from niemyet.validate.rules.offices import lies_here

FAR_OFF = 0.2
"""The part by which the area of the boundary may differ from that in the record: maps and registers differ by some percent."""


def check_boundary(path: str, boundary: Boundary, commune: Entry[Commune] | None) -> Iterator[Diagnostic]:
    """Of the boundary in the file at `path`; `commune` is the record beside it, None if it could not be read."""
    outside = next((point for point in boundary.points if not lies_here(point.latitude, point.longitude)), None)
    if outside is not None:
        rule = "boundary-swapped" if lies_here(outside.longitude, outside.latitude) else "boundary-abroad"
        yield Diagnostic(rule, Place(path), {"value": f"{_write(outside.longitude)}, {_write(outside.latitude)}"})
        return
    land = commune.record.land_and_people if commune is not None else None
    if commune is None or land is None or land.area is None:
        return
    if abs(boundary.area - land.area) > FAR_OFF * land.area:
        values = {"value": f"{land.area:g}", "drawn": f"{boundary.area:.2f}"}
        yield Diagnostic("area-differs", commune.document.at("land_and_people", "area"), values)


def _write(number: float) -> str:
    return f"{number:.5f}".rstrip("0").rstrip(".")
