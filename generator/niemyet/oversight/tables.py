"""The figures as tables, for CSV and workbooks: a row for each procedure of a commune, or for each commune.

Takes `Compliance` or `Totals`; gives `FigureTable`s. Every row says whether it is sample data. Counts stand beside one another,
no percentage: who needs one divides. What is not known is an empty cell."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from niemyet.cache.codec import encode
from niemyet.cache.digests import digest
from niemyet.cache.kept import keep
from niemyet.cache.program import digest_program
from niemyet.load.tables import Cell
from niemyet.load.workbooks import write_workbook
from niemyet.load.written_tables import OutColumn, OutSheet
from niemyet.oversight.compliance import Compliance
from niemyet.oversight.totals import Counts, Totals
from niemyet.oversight.words import say_aged, say_lacks
from niemyet.render.data_files import write_csv

Row: TypeAlias = tuple[Cell, ...]
YES_OR_NO = {True: "có", False: "không"}
SAMPLE = "dữ liệu mẫu"


class FigureTable(NamedTuple):
    """A table: its columns, and its rows."""

    name: str
    columns: tuple[OutColumn, ...]
    rows: tuple[Row, ...]


PROCEDURES = (
    OutColumn("commune", "Xã", width=24),
    OutColumn("code", "Mã thủ tục", width=14),
    OutColumn("procedure", "Thủ tục", width=50),
    OutColumn("state", "Tình trạng", width=18),
    OutColumn("posted", "Ngày niêm yết", "day", 14),
    OutColumn("confirmed", "Ngày rà soát", "day", 14),
    OutColumn("decided", "Ngày quyết định", "day", 14),
    OutColumn("awaited", "Hạn tính từ", "day", 14),
    OutColumn("effect", "Có hiệu lực từ", "day", 14),
    OutColumn("on_time", "Đúng hạn", width=10),
    OutColumn("working_days_late", "Số ngày làm việc chậm", "money", 12),
    OutColumn("lacking", "Bộ phận còn thiếu", width=40),
    OutColumn("aged", "Vì sao phải xem lại", width=40),
    OutColumn("sample", "Dữ liệu mẫu", width=14),
)
_COUNTED: dict[str, str] = {
    "listed": "Danh mục",
    "listed_posted": "Đã niêm yết trong danh mục",
    "current_postings": "Đang niêm yết",
    "measured": "Đang niêm yết, được tính",
    "whole": "Đủ bộ phận",
    "current": "Còn đúng",
    "on_time": "Đúng hạn",
    "late": "Niêm yết chậm",
    "undated": "Chưa rõ hạn",
    "overdue": "Quá hạn chưa niêm yết",
    "waiting": "Chưa đến hạn",
    "since_unknown": "Chưa rõ từ ngày nào",
    "stood": "Có mặt từ ngày có hiệu lực",
    "missed": "Đến ngày có hiệu lực chưa có",
    "effect_unknown": "Chưa rõ ngày có hiệu lực",
    "all_four": "Đủ cả bốn",
    "outside": "Ngoài danh mục",
    "excepted": "Không có ở xã",
}
PLACES = (
    OutColumn("place", "Đường dẫn", width=24),
    OutColumn("name", "Xã, phường, đặc khu", width=28),
    OutColumn("code", "Mã đơn vị", width=12),
    OutColumn("has_list", "Có danh mục", width=12),
    *(OutColumn(key, heading, "money", 13) for key, heading in _COUNTED.items()),
    OutColumn("median_age", "Rà soát cách đây (trung vị, ngày)", "money", 14),
    OutColumn("oldest_age", "Rà soát cách đây (lâu nhất, ngày)", "money", 14),
    OutColumn("sample", "Dữ liệu mẫu", width=14),
)
assert tuple(_COUNTED) == Counts._fields


def tabulate_commune(figures: Compliance, name_of: Callable[[str], str]) -> Iterator[Row]:
    """A row for every procedure that is posted or required."""
    path, timed = figures.path, {"on_time": "có", "late": "không", "unknown": None}
    unlisted = "ngoài danh mục" if figures.has_list else "đang niêm yết"
    for facts, required, timing, late, awaited, _ in figures.postings:
        code, _, posted, confirmed, decided, _, effect, _, lacking, aged, sample, _ = facts
        yield (
            path,
            code,
            name_of(code),
            "đang niêm yết" if required else unlisted,
            posted,
            confirmed,
            decided,
            awaited,
            effect,
            timed[timing],
            late if timing != "unknown" else None,
            say_lacks(lacking) if lacking else "",
            say_aged(aged) if aged else "",
            SAMPLE if sample or figures.sample else None,
        )
    states = {"overdue": "quá hạn chưa niêm yết", "waiting": "chưa đến hạn", "unknown": "chưa niêm yết, chưa rõ hạn"}
    for missing in figures.missing:
        over, since = missing.late if missing.waiting != "unknown" else None, missing.requirement.since
        told = (None, None, since, since, None, "không" if missing.waiting == "overdue" else None, over, None, None)
        named = (figures.path, missing.code, name_of(missing.code), states[missing.waiting])
        yield (*named, *told, SAMPLE if figures.sample else None)


def tabulate_places(communes: Iterable[Totals]) -> Iterator[Row]:
    """A row for every commune."""
    for one in communes:
        ages, sample = (one.median_age, one.oldest_age), SAMPLE if one.sample else None
        yield (one.path, one.name, one.code, YES_OR_NO[one.has_list], *one.counts, *ages, sample)


def write_figures_csv(columns: tuple[OutColumn, ...], rows: Iterable[Sequence[object]]) -> bytes:
    """The table for programs: columns by key, days as 2026-11-22."""
    return write_csv([column.key for column in columns], rows)


def write_figures_workbook(tables: Iterable[FigureTable]) -> bytes:
    """The tables for people: a sheet each, with headings in Vietnamese. Made once of the same: the library that writes workbooks
    takes longer to load than all other figures to work out."""
    sheets = [OutSheet(one.name, one.columns, tuple(map(tuple, one.rows))) for one in tables]
    return keep("workbook", digest(digest_program(), encode(sheets)), lambda: write_workbook(sheets))
