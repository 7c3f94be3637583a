"""The counts of ratings in a file: month,page,helpful,unhelpful, and nothing else.

Takes the path of the file; it is read once, kept in memory, and replaced whole after each rating: it is never half written.
One process at a time: whoever else has it open is told so. What is no such file is never overwritten.
"""

import csv
import io
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from niemyet.load.ratings import MONTH
from niemyet.model.codes import SLUG
from niemyet.model.ratings import MonthOfRatings
from niemyet.patterns import regex
from niemyet.system import open_lock

COLUMNS = ("month", "page", "helpful", "unhelpful")
MOST_ROWS = 2_000_000
"""Rows of pages and months; a province of 126 communes with 376 procedures has 47,000 pages."""
_COUNT = regex(r"[0-9]{1,9}")


class StoreError(Exception):
    """The file cannot be used; the message is its line, 0 for none."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class Tally(NamedTuple):
    """How often a page was rated in a month."""

    helpful: int = 0
    unhelpful: int = 0


class Store:
    """The counts. Whoever only reads them needs no lock."""

    def __init__(self, path: Path) -> None:
        """Raises StoreError where the file is none of this kind, and OSError."""
        self.path = path
        self._tallies = _read(path)

    def hold(self) -> None:
        """Takes the file for this process, as long as it lives. Raises OSError where another has it."""
        self._lock = open_lock(self.path.with_name(f".{self.path.name}.lock"))

    def count(self, month: str, page: str, helpful: bool) -> None:
        """Counts one rating and writes it down. Raises OSError, and then has not counted it."""
        before = self._tallies.get((month, page))
        if before is None and len(self._tallies) >= MOST_ROWS:
            raise OSError(28, "too many rows", str(self.path))
        known = before or Tally()
        self._tallies[month, page] = Tally(known.helpful + helpful, known.unhelpful + (not helpful))
        try:
            self._write()
        except OSError:
            if before is None:
                del self._tallies[month, page]
            else:
                self._tallies[month, page] = before
            raise

    def by_commune(self, province: str, last: str) -> dict[str, list[MonthOfRatings]]:
        """Folder of a commune → its months up to `last`, the earliest first. Pages in other languages are counted too."""
        sums: dict[tuple[str, str], Tally] = {}
        for (month, page), tally in self._tallies.items():
            parts = page.strip("/").split("/")
            parts = parts[1:] if len(parts[0]) == 2 else parts
            if month <= last and len(parts) >= 2 and parts[0] == province and SLUG.fullmatch(parts[1]):
                before = sums.get((parts[1], month), Tally())
                sums[parts[1], month] = Tally(before.helpful + tally.helpful, before.unhelpful + tally.unhelpful)
        found: dict[str, list[MonthOfRatings]] = {}
        for (commune, month), tally in sorted(sums.items()):
            found.setdefault(commune, []).append(MonthOfRatings(month, tally.helpful, tally.unhelpful))
        return found

    def _write(self) -> None:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((month, page, *tally) for (month, page), tally in sorted(self._tallies.items()))
        fresh = self.path.with_name(f".{self.path.name}.new")
        try:
            with fresh.open("wb") as stream:
                stream.write(out.getvalue().encode())
                stream.flush()
                os.fsync(stream.fileno())
            fresh.replace(self.path)
        finally:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)


def _read(path: Path) -> dict[tuple[str, str], Tally]:
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise StoreError(0) from error
    try:
        rows = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise StoreError(0) from error
    if not rows or tuple(rows[0]) != COLUMNS:
        raise StoreError(1)
    tallies: dict[tuple[str, str], Tally] = {}
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(COLUMNS) or not MONTH.fullmatch(row[0]) or not all(map(_COUNT.fullmatch, row[2:])):
            raise StoreError(number)
        if (row[0], row[1]) in tallies:
            raise StoreError(number)
        tallies[row[0], row[1]] = Tally(int(row[2]), int(row[3]))
    return tallies
