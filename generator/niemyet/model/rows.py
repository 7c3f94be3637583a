"""How many rows of answers a procedure asks for: its questions multiply, and one record must not keep all others waiting.

The browser's table has a row for every way to answer or to leave open each question, and for each of those who pay less; in
every row each line of fees, papers or deadlines is looked at.
"""

from collections.abc import Iterable, Sized
from math import prod

from niemyet.model.money import Waiver

MOST_ROWS = 20_000
"""Rows times lines. The largest honest procedure seen asks for about 1,000."""


def count_rows(options: Iterable[int], waivers: Iterable[Waiver], lists: Iterable[Sized]) -> int:
    """Rows times the lines of the longest of `lists`; `options` are how many answers each question has."""
    people = {waiver.who for waiver in waivers}
    return prod(number + 1 for number in options) * (len(people) + 1) * max(1, *map(len, lists))
