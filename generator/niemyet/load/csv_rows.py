"""Reads the lists of the catalogue that are CSV: every row with the line on which it begins."""

import csv
import io
from typing import NamedTuple

LONGEST_CELL = 131_072
"""Letters. A longer cell is one that never ends. What the csv module allows anybody in this process may have changed."""


class NumberedRow(NamedTuple):
    """The cells of a row, and its line from 1: a cell in quotation marks may hold several lines."""

    line: int
    cells: list[str]


class BrokenRowError(ValueError):
    """The text from `line` on cannot be read as CSV."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read_rows(text: str, first: int = 1) -> list[NumberedRow]:
    """The rows that are not empty; `first` is the number of the line with which `text` begins. Raises `BrokenRowError`."""
    reader = csv.reader(io.StringIO(text, newline=""))
    rows: list[NumberedRow] = []
    line = first
    try:
        for cells in reader:
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise BrokenRowError(line)
            if cells:
                rows.append(NumberedRow(line, cells))
            line = first + reader.line_num
    except csv.Error as error:
        raise BrokenRowError(line) from error
    return rows
