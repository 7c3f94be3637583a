"""The boundary of a commune as an outline in inline SVG: simplified, without a map or anything else from elsewhere."""

import math
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from niemyet.model.boundary import KILOMETRES, Boundary, Point

FINE, COARSE = 400, 120
"""Parts of the longer side; a point that stands out by less than one of them is left out."""
SIDE = 240
"""Units of the drawing's longer side."""
MOST_DRAWN = 3_000
"""Points of a drawing; the boundary of a commune has some hundred. A scribble is cut off there, its coarse shape first."""
_MOST_LOOKS = 40
"""How often each point is looked at on average; a real boundary takes ten, a line that runs to and fro thousands."""


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
    left = MOST_DRAWN
    for ring in sorted(boundary.rings, key=len, reverse=True):
        if left < 4:
            break
        kept = _simplify([place(point) for point in ring], SIDE / parts, left)
        if len(kept) >= 4 or not drawn:
            left -= len(kept)
            drawn.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept[:-1]) + "Z")
    return Outline("".join(drawn), max(1, math.ceil(east * scale)), max(1, math.ceil(north * scale)))


def _simplify(points: Sequence[tuple[float, float]], tolerance: float, most: int) -> list[tuple[float, float]]:
    """The points of a closed ring that matter (Douglas and Peucker 1973), halved at the one farthest from the first; at most so
    many, those of the coarse shape before those of the fine one."""
    first = points[0]
    far = max(range(len(points)), key=lambda i: math.dist(first, points[i]))
    kept = {0, far, len(points) - 1}
    waiting = deque([(0, far), (far, len(points) - 1)])
    looks = _MOST_LOOKS * len(points)
    while waiting and looks > 0 and len(kept) < most:
        begin, end = waiting.popleft()
        inside = range(begin + 1, end)
        looks -= len(inside)
        if not inside:
            continue
        middle = max(inside, key=lambda i: _distance(points[i], points[begin], points[end]))
        if _distance(points[middle], points[begin], points[end]) > tolerance:
            kept.add(middle)
            waiting += [(begin, middle), (middle, end)]
    return [points[i] for i in sorted(kept)]


def _distance(point: tuple[float, float], begin: tuple[float, float], end: tuple[float, float]) -> float:
    """From a line through two points, or from the point where these are one."""
    length = math.dist(begin, end)
    if not length:
        return math.dist(point, begin)
    (x, y), (a, b), (c, d) = point, begin, end
    return abs((c - a) * (b - y) - (a - x) * (d - b)) / length
