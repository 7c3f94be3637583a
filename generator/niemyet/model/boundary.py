"""The boundary of a commune: closed rings of points in degrees (WGS 84), and what can be measured on them."""

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple, TypeAlias

KILOMETRES = 111.195
"""Of a degree of latitude."""


class Point(NamedTuple):
    """A point in degrees, in the order of GeoJSON."""

    longitude: float
    latitude: float


Ring: TypeAlias = tuple[Point, ...]


class Boundary(NamedTuple):
    """The outer rings and the holes of a commune's land, in no order: even and odd tell which is which."""

    rings: tuple[Ring, ...]

    @property
    def points(self) -> Iterable[Point]:
        """All of them."""
        return (point for ring in self.rings for point in ring)

    @property
    def middle(self) -> float:
        """The latitude in the middle, by which a degree of longitude is measured."""
        latitudes = [point.latitude for ring in self.rings for point in ring]
        return (min(latitudes) + max(latitudes)) / 2

    @property
    def size(self) -> tuple[float, float]:
        """Kilometres from west to east and from south to north."""
        longitudes = [point.longitude for ring in self.rings for point in ring]
        latitudes = [point.latitude for ring in self.rings for point in ring]
        return (
            (max(longitudes) - min(longitudes)) * KILOMETRES * math.cos(math.radians(self.middle)),
            (max(latitudes) - min(latitudes)) * KILOMETRES,
        )

    @property
    def area(self) -> float:
        """Square kilometres, on a flat map: right to a percent for land as small as a commune. Rings that wind like the largest
        one add, others are holes."""
        scale = KILOMETRES * KILOMETRES * math.cos(math.radians(self.middle))
        signed = [_signed_area(ring) * scale for ring in self.rings]
        return abs(sum(signed))


class GivenBoundary(NamedTuple):
    """A boundary with the bytes of its file, which citizens may take away."""

    boundary: Boundary
    data: bytes


def _signed_area(ring: Ring) -> float:
    return sum(a.longitude * b.latitude - b.longitude * a.latitude for a, b in pairwise(ring)) / 2
