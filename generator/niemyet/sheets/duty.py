"""The duty roster as a sheet for the wall of the office.

Takes a board; gives plain data for `duty.typ`. The date on paper is the first day of the roster, never that of the printing; what
is over on the board's day is left out.
"""

from collections.abc import Iterable
from typing import Any

from niemyet.model.orthography import capitalize, format_day
from niemyet.render.addresses import of_place
from niemyet.render.duty import DutyTables, ShiftRow, tabulate_duty
from niemyet.render.language import VIETNAMESE
from niemyet.sheets.book import Board, PaperFormat
from niemyet.sheets.qr import draw_qr

NOT_STATED, AT_NO_COUNTER = "Chưa ghi", "Không ngồi quầy"


def describe_duty(board: Board, format_: PaperFormat) -> dict[str, Any] | None:
    """The data of the sheet; None where the commune has no roster, or one that is over."""
    roster = board.resolved.roster
    tables = tabulate_duty(roster, board.today, VIETNAMESE) if roster is not None else None
    if tables is None:
        return None
    data, url = board.describe((), format_), f"{board.site_url}{of_place(board.resolved.path)}"
    first, last = tables.duty.starts, tables.duty.until
    return data | {
        "sample": data["sample"] or tables.duty.sample,
        "date": (first.year, first.month, first.day),
        "since": f"từ ngày {format_day(first)}" + (f" đến ngày {format_day(last)}" if last else ""),
        "foot": f"{capitalize(data['place'])} · lịch trực từ ngày {format_day(first)}",
        "url": url,
        "qr": draw_qr(url),
        "rows": [*_describe_rows(tables.rows)],
        "periods": [
            {"title": f"{one.period.reason}, {one.said_days}", "rows": [*_describe_rows(one.rows)]} for one in tables.periods
        ],
        "absences": [*_describe_absences(tables)],
    }


def _describe_rows(rows: Iterable[ShiftRow]) -> Iterable[tuple[str, str, str, str]]:
    """Counter, who, when, who stands in."""
    for row in rows:
        other = row.shift.substitute
        yield (
            ", ".join(row.counters) or AT_NO_COUNTER,
            _name(row.shift.role, row.shift.name),
            capitalize(row.said_when),
            _name(other.role, other.name) if other is not None else NOT_STATED,
        )


def _describe_absences(tables: DutyTables) -> Iterable[str]:
    for one in tables.absences:
        instead = "; ".join(_name(other.role, other.name) for other in one.substitutes)
        who = _name(one.absence.role, one.absence.name)
        yield f"{who}: vắng {one.said_days}; " + (f"người thay: {instead}" if instead else "chưa có người thay")


def _name(role: str, name: str | None) -> str:
    return f"{role}: {name}" if name else role
