"""The size of a procedure's answer tables, limited so that one record cannot slow down the build.

A table has a row for every combination of answers, open questions and waivers included; for every row, each line of fees, papers
or deadlines is examined.
"""

from collections.abc import Iterable, Sized
from math import prod

from niemyet.model.money import Waiver

MOST_ROWS = 20_000
"""Rows times lines; the largest real procedure has about 1,000."""


def count_rows(options: Iterable[int], waivers: Iterable[Waiver], lists: Iterable[Sized]) -> int:
    """Rows times the length of the longest of `lists`. `options` are the numbers of answers of each question."""
    people = {waiver.who for waiver in waivers}
    return prod(number + 1 for number in options) * (len(people) + 1) * max(1, *map(len, lists))
