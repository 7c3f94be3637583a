"""The tables of a pasted page as Markdown: those of figures as tables, those that only hold a page together as their content.

Takes rows of cells, each with the blocks of Markdown in it and how far it reaches; gives blocks. Markdown has no cells that reach
over others: what stands in one is said again in each row below it, and heads of several rows become one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, zip_longest

from niemyet.patterns import regex

WIDEST = 64
"""Columns that a cell may reach over."""
_ITEM = regex(r"^\x03\s*(?:- |\d{1,3}\. )")
PICTURE = regex(r"!\[\]\(\{(\d+)\}\)")
"""A block that stands for a picture, by its number."""


@dataclass(slots=True)
class Cell:
    """A cell: its blocks, and how many columns and rows it reaches over."""

    across: int = 1
    down: int = 1
    blocks: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it in one line."""
        blocks = [block for block in self.blocks if block]
        items = [bool(_ITEM.match(block)) for block in blocks]
        words = (_ITEM.sub("", block).lstrip("#\3").strip() for block in blocks)
        return ("; " if len(items) > 1 and all(items) else " ").join(words)

    def shows_pictures(self) -> bool:
        """Whether there is nothing but pictures in it."""
        return bool(self.blocks) and all(map(PICTURE.fullmatch, self.blocks))


@dataclass(slots=True)
class PastedTable:
    """A table that is being read."""

    rows: list[list[Cell]] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    """What stands in no cell: its caption."""
    _open: bool = False

    def begin_row(self) -> None:
        """Begins a row."""
        self.rows.append([])
        self._open = False

    def begin_cell(self, given: Mapping[str, str]) -> None:
        """Begins a cell with these attributes."""
        if not self.rows:
            self.begin_row()
        self.rows[-1].append(Cell(_number(given.get("colspan", "")), _number(given.get("rowspan", ""))))
        self._open = True

    def end_cell(self) -> None:
        """Ends the cell; what follows before the next stands above the table."""
        self._open = False

    @property
    def blocks(self) -> list[str]:
        """Where the next block belongs."""
        return self.rows[-1][-1].blocks if self._open else self.before

    def write(self) -> Iterator[str]:
        """Its blocks, what stands above it first."""
        yield from self.before
        rows = [row for row in self.rows if any(cell.blocks for cell in row)]
        grid = list(_lay_out(rows))
        columns = max(map(len, grid), default=0)
        every = [cell for row in rows for cell in row]
        if columns < 2 or len(rows) < 2 or any(map(_is_table, every)) or any(map(_has_picture, every)):
            yield from chain.from_iterable(cell.blocks for cell in _read_frame(rows))
            return
        head, *body = _join_heads(rows, [[*row, *[""] * (columns - len(row))] for row in grid])
        lines = ["| " + " | ".join(row) + " |" for row in (head, *body)]
        yield "\n".join([lines[0], "|" + " --- |" * columns, *lines[1:]])


def _number(said: str) -> int:
    return min(max(int(said), 1), WIDEST) if said.strip().isdecimal() and len(said) < len("10000") else 1


def _is_table(cell: Cell) -> bool:
    return any(block.startswith("| ") for block in cell.blocks)


def _has_picture(cell: Cell) -> bool:
    return any(map(PICTURE.fullmatch, cell.blocks))


def _read_frame(rows: list[list[Cell]]) -> Iterable[Cell]:
    """The cells in the order in which they are read: pictures side by side go with what stands below each."""
    if len(rows) > 1 and all(cell.shows_pictures() for cell in rows[0]) and len({len(row) for row in rows}) == 1:
        return (cell for column in zip(*rows, strict=True) for cell in column)
    return chain.from_iterable(rows)


def _lay_out(rows: list[list[Cell]]) -> Iterator[list[str]]:
    """The text of each row, column by column; what reaches down is said in each row, what reaches across in the first column."""
    above: dict[int, tuple[int, str]] = {}
    for row in rows:
        line: list[str] = []
        cells = iter(row)
        while True:
            left, text = above.get(len(line), (0, ""))
            if left:
                above[len(line)] = left - 1, text
                line.append(text)
                continue
            cell = next(cells, None)
            if cell is None:
                break
            for column in range(cell.across):
                said = "" if column else cell.text
                above[len(line)] = cell.down - 1, said
                line.append(said)
        yield line


def _join_heads(rows: list[list[Cell]], grid: list[list[str]]) -> list[list[str]]:
    """The grid with its heads in one row, where those of the first row reach down and across: "Năm" over "2025" is "Năm 2025"."""
    first = rows[0]
    deep = max(cell.down for cell in first)
    if deep == 1 or deep >= len(grid) or all(cell.across == 1 for cell in first):
        return grid
    wide = [cell.text for cell in first for _ in range(cell.across)]
    columns = zip_longest(wide[: len(grid[0])], *grid[1:deep], fillvalue="")
    return [[" ".join(dict.fromkeys(filter(None, column))) for column in columns], *grid[deep:]]
