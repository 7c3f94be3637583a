"""A line of descent as a drawing: documents from the oldest down, on the left what leads from one to another. No markup: places.

One row a document, in one lane; a document that only amends stands in the second lane. Sizes are units of the drawing.
"""

from typing import NamedTuple

from niemyet.law.lineage import Descent, Relation

ROW = 46
WIDTH = 250
_LANES = (14, 34)
_TOP = 22


class Dot(NamedTuple):
    """A document in the drawing: its number, its place, and where its words begin."""

    number: str
    x: int
    y: int
    words: int


class Curve(NamedTuple):
    """A step in the drawing, from the later document up to the earlier: the path of an SVG."""

    relation: Relation
    path: str


class Drawing(NamedTuple):
    """The drawing of a line."""

    height: int
    dots: tuple[Dot, ...]
    curves: tuple[Curve, ...]


def draw_descent(line: Descent) -> Drawing:
    """Where everything of a line stands."""
    replacing = {number for step in line.steps if step.relation == "replaces" for number in (step.later, step.earlier)}
    amending = {step.later for step in line.steps if step.relation == "amends"}
    lane = {number: 1 if number in amending and number not in replacing else 0 for number in line.numbers}
    words = _LANES[max(lane.values())] + 16
    dots = {number: Dot(number, _LANES[lane[number]], _TOP + row * ROW, words) for row, number in enumerate(line.numbers)}
    curves = [Curve(step.relation, _join(dots[step.later], dots[step.earlier])) for step in line.steps]
    return Drawing(len(line.numbers) * ROW, tuple(dots.values()), tuple(curves))


def _join(later: Dot, earlier: Dot) -> str:
    """A straight line where both stand in one lane beside each other, else a curve that keeps clear of what lies between."""
    if abs(later.y - earlier.y) <= ROW and later.x == earlier.x:
        return f"M{later.x} {later.y}V{earlier.y}"
    if later.x == earlier.x:
        aside = later.x - 12
        return f"M{later.x} {later.y}C{aside} {later.y} {aside} {earlier.y} {earlier.x} {earlier.y}"
    return f"M{later.x} {later.y}C{later.x} {earlier.y} {later.x} {earlier.y} {earlier.x} {earlier.y}"
