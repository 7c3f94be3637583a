"""The boundary of a commune lies in Việt Nam, is as large as the commune says, and its office lies in it."""

import math
from collections.abc import Iterator

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.model.boundary import KILOMETRES, Boundary
from niemyet.model.places import Commune
from niemyet.validate.entries import Entry
from niemyet.validate.rules.offices import lies_here

FAR_OFF = 0.2
"""The part by which the area of the boundary may differ from that in the record: maps and registers differ by some percent."""

FARTHEST = 3.0
"""Kilometres that an office may lie outside the outermost points of its commune's boundary."""


def check_boundary(path: str, boundary: Boundary, commune: Entry[Commune] | None) -> Iterator[Diagnostic]:
    """Of the boundary in the file at `path`; `commune` is the record beside it, None if it could not be read."""
    outside = next((point for point in boundary.points if not lies_here(point.latitude, point.longitude)), None)
    if outside is not None:
        rule = "boundary-swapped" if lies_here(outside.longitude, outside.latitude) else "boundary-abroad"
        yield Diagnostic(rule, Place(path), {"value": f"{_write(outside.longitude)}, {_write(outside.latitude)}"})
        return
    yield from _check_location(boundary, commune)
    land = commune.record.land_and_people if commune is not None else None
    if commune is None or land is None or land.area is None:
        return
    if abs(boundary.area - land.area) > FAR_OFF * land.area:
        values = {"value": f"{land.area:g}", "drawn": f"{boundary.area:.2f}"}
        yield Diagnostic("area-differs", commune.document.at("land_and_people", "area"), values)


def _check_location(boundary: Boundary, commune: Entry[Commune] | None) -> Iterator[Diagnostic]:
    """The office lies in the commune, or not far from it: what is written there is checked against the outermost points."""
    location = commune.record.office.location if commune is not None else None
    if commune is None or location is None or not lies_here(location.latitude, location.longitude):
        return
    latitudes, longitudes = zip(*((point.latitude, point.longitude) for point in boundary.points), strict=True)
    north = max(min(latitudes) - location.latitude, location.latitude - max(latitudes), 0.0) * KILOMETRES
    east = max(min(longitudes) - location.longitude, location.longitude - max(longitudes), 0.0) * KILOMETRES
    far = math.hypot(north, east * math.cos(math.radians(boundary.middle)))
    if far > FARTHEST:
        values = {"value": f"{location.latitude:g}, {location.longitude:g}", "far": f"{far:.0f}"}
        yield Diagnostic("location-outside", commune.document.key("office", "location"), values)


def _write(number: float) -> str:
    return f"{number:.5f}".rstrip("0").rstrip(".")
