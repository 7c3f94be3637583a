"""Rows of a workbook or CSV file → a table with known columns.

A sheet is rows of cells, as its reader found them. `find_table` looks for the row of headings, which may stand below titles, may
take two rows, and may be written with or without marks. What a heading means is the caller's: a mapping of folded words to keys.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.model.folding import fold_words
from niemyet.patterns import regex
from niemyet.values import dataclass

Cell = str | int | float | bool | date | None
"""A value of a cell; a number that is shown as a day is a `date`."""

DEEPEST_HEADING = 60
"""Rows in which the headings are looked for."""

_ASIDE = regex(r"\([^()]*\)|\[[^\[\]]*\]|\*")
_LETTERS = regex(r"[A-Za-z]{1,2}")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the file, from 1. `repeated`: places whose value comes from a merged cell that begins above."""

    number: int
    cells: tuple[Cell, ...]
    repeated: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or a CSV file (without name). `remarks`: what could not be read in it."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    remarks: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below the headings. `columns`: the place of each known column, from 0, by its key."""

    sheet: str
    headings: tuple[str, ...]
    columns: Mapping[str, int]
    rows: tuple[Row, ...]

    def cell(self, row: Row, key: str) -> Cell:
        """The cell of a row in a known column; None if there is none."""
        place = self.columns.get(key, -1)
        return row.cells[place] if 0 <= place < len(row.cells) else None

    def text(self, row: Row, key: str) -> str:
        """The text of a cell in a known column; '' if there is none."""
        return text_of_cell(self.cell(row, key))


class UnknownColumnError(ValueError):
    """A column that a person has named is not there; `column` is what they wrote."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


def text_of_cell(cell: Cell) -> str:
    """The text of a cell: days as 31/12/2026, numbers without needless zeros, truths as "true" and "false"."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, date):
        return f"{cell.day:02}/{cell.month:02}/{cell.year:04}"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return str(cell).strip()


def letters_of_place(place: int) -> str:
    """The letters of a column, from 0: 0 → "A", 27 → "AB"."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def find_table(sheet: Sheet, known: Mapping[str, str]) -> Table | None:
    """The table below the row with most known headings, of which `known` gives the keys; None if there is no such row."""
    best: tuple[int, int, tuple[str, ...], dict[str, int]] | None = None
    for index, headings, depth in _candidates(sheet.rows):
        columns = _match(headings, known)
        if columns and (best is None or len(columns) > len(best[3])):
            best = index, depth, headings, columns
    if best is None:
        return None
    index, depth, headings, columns = best
    return Table(sheet.name, headings, columns, _filled(sheet.rows[index + depth :]))


def name_columns(sheet: Sheet, table: Table | None, wanted: Mapping[str, str]) -> Table:
    """The table with the columns that a person names, each by its letters or its heading; columns found before stay.

    Raises `UnknownColumnError`.
    """
    headings = [fold_words(heading) for heading in table.headings] if table else []
    columns = dict(table.columns) if table else {}
    width = max((len(row.cells) for row in sheet.rows), default=0)
    for key, column in wanted.items():
        if fold_words(column) in headings:
            place = headings.index(fold_words(column))
        elif _LETTERS.fullmatch(column):
            place = place_of_letters(column)
        else:
            place = width
        if place >= width:
            raise UnknownColumnError(column)
        columns = {k: p for k, p in columns.items() if p != place} | {key: place}
    return Table(sheet.name, table.headings if table else (), columns, table.rows if table else _filled(sheet.rows))


def place_of_letters(letters: str) -> int:
    """The place of a column, from 0: "A" → 0, "AB" → 27."""
    place = 0
    for letter in letters.upper():
        place = place * 26 + ord(letter) - 64
    return place - 1


def _filled(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows that hold anything of their own."""
    return tuple(row for row in rows if any(_holds(cell) for i, cell in enumerate(row.cells) if i not in row.repeated))


def _holds(cell: Cell) -> bool:
    return cell is not None and text_of_cell(cell) != ""


def _candidates(rows: Sequence[Row]) -> Iterator[tuple[int, tuple[str, ...], int]]:
    """Rows that may be headings: index, texts, and whether they take one row or two. One row goes before two."""
    upper = rows[:DEEPEST_HEADING]
    for index, row in enumerate(upper):
        yield index, tuple(_one_line(cell) for cell in row.cells), 1
    for index, (row, below) in enumerate(pairwise(upper)):
        width = max(len(row.cells), len(below.cells))
        top, under = (
            [_one_line(r.cells[i]) if i < len(r.cells) and isinstance(r.cells[i], str) else "" for i in range(width)]
            for r in (row, below)
        )
        yield index, tuple(lower or upper_ for upper_, lower in zip(top, under, strict=True)), 2


def _one_line(cell: Cell) -> str:
    return " ".join(text_of_cell(cell).split()) if isinstance(cell, str) else ""


def _match(headings: Sequence[str], known: Mapping[str, str]) -> dict[str, int]:
    """Known columns by key: a heading is known by its words, else by known words (two or more) at its beginning."""
    columns: dict[str, int] = {}
    for whole in (True, False):
        for place, heading in enumerate(headings):
            if place not in columns.values() and len(heading) < 200 and (key := _key_of(heading, known, whole)):
                columns.setdefault(key, place)
    return columns


def _key_of(heading: str, known: Mapping[str, str], whole: bool) -> str:
    words = fold_words(_ASIDE.sub(" ", heading)) or fold_words(heading)
    if whole or words in known:
        return known.get(words, "")
    beginnings = [term for term in known if " " in term and words.startswith(f"{term} ")]
    return known[max(beginnings, key=len)] if beginnings and len(words.split()) <= 8 else ""
