"""Reads ratings.csv of a province: month,commune,helpful,unhelpful, as `niemyet rating counts` writes it."""

from collections.abc import Collection

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.diagnostics.limits import MOST_TOLD, tell_at_most
from niemyet.load.csv_rows import BrokenRowError, read_rows
from niemyet.load.texts import SourceText
from niemyet.model.codes import SLUG
from niemyet.model.ratings import COLUMNS, MonthOfRatings
from niemyet.patterns import regex

MONTH = regex(r"20[0-9]{2}-(?:0[1-9]|1[0-2])")
_COUNT = regex(r"[0-9]{1,9}")


def parse_ratings(source: SourceText, last: str) -> tuple[dict[str, tuple[MonthOfRatings, ...]], list[Diagnostic]]:
    """By the folder of a commune its months, the earliest first. Rows that are none are reported and left out; `last` is the
    latest month that there can be."""
    try:
        rows = read_rows(source.text)
    except BrokenRowError as error:
        why = Bilingual("không đọc được dạng CSV; xem lại dấu nháy kép", "it cannot be read as CSV; look at the quotation marks")
        return {}, [Diagnostic("bad-ratings", source.place(error.line), {"why": why})]
    if not rows or tuple(rows[0].cells) != COLUMNS:
        why = Bilingual(f"dòng đầu phải là {','.join(COLUMNS)}", f"the first line has to be {','.join(COLUMNS)}")
        return {}, [Diagnostic("bad-ratings", source.place(1), {"why": why})]
    known: dict[tuple[str, str], MonthOfRatings] = {}
    diagnostics: list[Diagnostic] = []
    for number, row in rows[1:]:
        if len(diagnostics) > MOST_TOLD:
            break
        fault = _find_fault(row, last, known)
        if fault is not None:
            diagnostics.append(Diagnostic("bad-ratings", source.place(number), {"why": fault}))
            continue
        known[row[1], row[0]] = MonthOfRatings(row[0], int(row[2]), int(row[3]))
    by_commune: dict[str, tuple[MonthOfRatings, ...]] = {}
    for (commune, _), one in sorted(known.items()):
        by_commune[commune] = (*by_commune.get(commune, ()), one)
    return by_commune, [*tell_at_most(diagnostics, source.place(1))]


def _find_fault(row: list[str], last: str, known: Collection[tuple[str, str]]) -> Bilingual | None:
    if len(row) != len(COLUMNS) or not SLUG.fullmatch(row[1]) or not all(_COUNT.fullmatch(count) for count in row[2:]):
        return Bilingual(
            "mỗi dòng có tháng, thư mục của xã và hai số đếm", "a line has a month, a commune's folder and two counts"
        )
    if not MONTH.fullmatch(row[0]):
        return Bilingual(f"'{row[0]}' không phải là một tháng như 2026-11", f"'{row[0]}' is no month like 2026-11")
    if row[0] > last:
        return Bilingual(f"tháng {row[0]} chưa tới", f"{row[0]} has not come yet")
    if (row[1], row[0]) in known:
        return Bilingual(f"tháng {row[0]} của {row[1]} có hai dòng", f"{row[0]} of {row[1]} has two lines")
    return None
