"""The boundary of a commune as an outline in inline SVG: simplified, without a map or anything else from elsewhere."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from niemyet.model.boundary import KILOMETRES, Boundary, Point

FINE, COARSE = 400, 120
"""Parts of the longer side; a point that stands out by less than one of them is left out."""
SIDE = 240
"""Units of the drawing's longer side."""


class Outline(NamedTuple):
    """A drawing: `shape` is the path of an SVG of this width and height."""

    shape: str
    width: int
    height: int


def draw_outline(boundary: Boundary, parts: int = FINE) -> Outline:
    """The outline, north above; rings that shrink to nothing are left out, but for the largest."""
    east, north = boundary.size
    scale = SIDE / max(east, north, 1e-6)
    west = min(point.longitude for point in boundary.points)
    top = max(point.latitude for point in boundary.points)
    narrow = math.cos(math.radians(boundary.middle))
    unit = scale * KILOMETRES

    def place(point: Point) -> tuple[float, float]:
        return (point.longitude - west) * narrow * unit, (top - point.latitude) * unit

    drawn: list[str] = []
    for ring in sorted(boundary.rings, key=len, reverse=True):
        points = [place(point) for point in ring]
        kept = _simplify(points, SIDE / parts)
        if len(kept) >= 4 or not drawn:
            drawn.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept[:-1]) + "Z")
    return Outline("".join(drawn), max(1, math.ceil(east * scale)), max(1, math.ceil(north * scale)))


def _simplify(points: Sequence[tuple[float, float]], tolerance: float) -> list[tuple[float, float]]:
    """The points of a closed ring that matter (Douglas and Peucker 1973), halved at the one farthest from the first."""
    first = points[0]
    far = max(range(len(points)), key=lambda i: math.dist(first, points[i]))
    kept = {0, far, len(points) - 1}
    waiting = [(0, far), (far, len(points) - 1)]
    while waiting:
        begin, end = waiting.pop()
        inside = range(begin + 1, end)
        if not inside:
            continue
        most = max(inside, key=lambda i: _distance(points[i], points[begin], points[end]))
        if _distance(points[most], points[begin], points[end]) > tolerance:
            kept.add(most)
            waiting += [(begin, most), (most, end)]
    return [points[i] for i in sorted(kept)]


def _distance(point: tuple[float, float], begin: tuple[float, float], end: tuple[float, float]) -> float:
    """From a line through two points, or from the point where these are one."""
    length = math.dist(begin, end)
    if not length:
        return math.dist(point, begin)
    (x, y), (a, b), (c, d) = point, begin, end
    return abs((c - a) * (b - y) - (a - x) * (d - b)) / length
