"""Reads the boundary of a commune from GeoJSON (RFC 7946); looks at what is inside, not at the name.

Takes the bytes of a file; gives a `Boundary`, or a `BoundaryProblem` that says in both languages why it is none. Nothing but
polygons is read: properties, names and other members stay unread.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.load.texts import LARGEST_FILE
from niemyet.model.boundary import Boundary, Point, Ring

MOST_POINTS = 50_000
"""Points of a boundary; a surveyed one of a commune has some thousands."""
FEWEST_POINTS = 4
"""Points of a ring, whose last is its first."""
FARTHEST = 1e8
"""Numbers beyond are none of any map, in degrees or in metres."""
_DEEPEST = 8
_NUMBERS = (int, float)


class BoundaryProblem(NamedTuple):
    """Why a file is no boundary."""

    why: Bilingual


def read_boundary(data: bytes) -> Boundary | BoundaryProblem:
    """The boundary in the bytes of a GeoJSON file."""
    if len(data) > LARGEST_FILE:
        size = LARGEST_FILE // 1024 // 1024
        return _refuse(f"lớn hơn {size} MB; đơn giản hóa đường ranh giới rồi ghi lại", f"it has more than {size} MB; simplify it")
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return _refuse("không đọc được dạng JSON", "it cannot be read as JSON")
    geometries = [*_find_geometries(found, 0)]
    polygons = [one for geometry in geometries for one in _polygons_of(geometry)]
    if not polygons:
        return _refuse("không có hình Polygon hay MultiPolygon nào", "it has no Polygon or MultiPolygon")
    rings: list[Ring] = []
    for polygon in polygons:
        for ring in polygon if isinstance(polygon, list) else [None]:
            points = _read_ring(ring)
            if points is None:
                return _refuse(
                    "có vòng không khép kín hoặc có tọa độ không phải hai số",
                    "a ring is not closed, or a position is not two numbers",
                )
            rings.append(points)
    count = sum(map(len, rings))
    if count > MOST_POINTS:
        return _refuse(f"có {count} điểm, quá {MOST_POINTS} điểm", f"it has {count} points, more than {MOST_POINTS}")
    if not any(_has_land(ring) for ring in rings):
        return _refuse("không vòng nào bao quanh một mảnh đất", "no ring goes round any land")
    return Boundary(tuple(rings))


def _refuse(vi: str, en: str) -> BoundaryProblem:
    return BoundaryProblem(Bilingual(vi, en))


def _find_geometries(found: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The geometries of a GeoJSON object, whatever wraps them."""
    if not isinstance(found, dict) or depth > _DEEPEST:
        return
    for wrapped in ("features", "geometries"):
        if isinstance(found.get(wrapped), list):
            for one in found[wrapped]:
                yield from _find_geometries(one, depth + 1)
    yield from _find_geometries(found.get("geometry"), depth + 1)
    if found.get("type") in ("Polygon", "MultiPolygon"):
        yield found


def _polygons_of(geometry: dict[str, Any]) -> list[Any]:
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list) or not coordinates:
        return []
    return [coordinates] if geometry["type"] == "Polygon" else coordinates


def _has_land(ring: Ring) -> bool:
    """Whether the ring is more than a point or a line along a parallel or a meridian."""
    return len({point.longitude for point in ring}) > 1 and len({point.latitude for point in ring}) > 1


def _read_ring(ring: Any) -> Ring | None:
    if not isinstance(ring, list) or len(ring) < FEWEST_POINTS:
        return None
    points: list[Point] = []
    for position in ring:
        if not isinstance(position, list) or len(position) < 2:
            return None
        x, y = position[0], position[1]
        if type(x) not in _NUMBERS or type(y) not in _NUMBERS or not (abs(x) < FARTHEST and abs(y) < FARTHEST):
            return None
        points.append(Point(float(x), float(y)))
    return tuple(points) if points[0] == points[-1] else None
