"""The figures that people enter as data: counts as they are written, year by year, for programs and spreadsheets.

Takes the figures of the years; gives plain values for JSON, and a row for every number. Every year and every row says whether
it is a sample. Of fields with few dossiers nothing is told here either.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from niemyet.law.dossiers import count_received
from niemyet.load.tables import Cell
from niemyet.load.written_tables import OutColumn
from niemyet.model.oversight.record import CommuneYear, ProvinceYear
from niemyet.oversight.reported_dossiers import hide_few
from niemyet.oversight.tables import SAMPLE, FigureTable, Row, write_figures_csv, write_figures_workbook
from niemyet.render.data_files import write_json
from niemyet.render.renderer import OutputFile

YearsOfPlace: TypeAlias = Mapping[str, CommuneYear] | Mapping[str, ProvinceYear]
REPORTED = (
    OutColumn("place", "Nơi", width=24),
    OutColumn("year", "Năm", width=8),
    OutColumn("block", "Mục", width=18),
    OutColumn("from", "Từ ngày", "day", 14),
    OutColumn("to", "Đến ngày", "day", 14),
    OutColumn("about", "Về", width=24),
    OutColumn("measure", "Số đếm", width=30),
    OutColumn("value", "Giá trị", width=12),
    OutColumn("source", "Nguồn", width=30),
    OutColumn("retrieved", "Ngày lấy số liệu", "day", 14),
    OutColumn("sample", "Dữ liệu mẫu", width=14),
)
REPORTED_CSV, REPORTED_JSON, REPORTED_WORKBOOK = "bao-cao.csv", "bao-cao.json", "bao-cao.xlsx"
"""The files of these figures, beside the page that shows them."""
FILES = (("CSV", REPORTED_CSV), ("JSON", REPORTED_JSON), ("Excel", REPORTED_WORKBOOK))
_ABOUT = ("field", "about", "kind", "stage", "by", "name", "text", "procedure")
"""Keys that say what a block is about, the first that it has."""


def write_years(address: str, places: Mapping[str, YearsOfPlace], workbook: bool = False) -> Iterator[OutputFile]:
    """The figures of some places beside the page at `address`, also as a workbook if asked for; nothing where there are none."""
    known = {path: years for path, years in places.items() if years}
    if not known:
        return
    described = [describe_years(path, years) for path, years in known.items()]
    rows = tuple(row for one in described for row in _tabulate(one))
    yield OutputFile(f"{address}{REPORTED_CSV}", write_figures_csv(REPORTED, rows))
    yield OutputFile(f"{address}{REPORTED_JSON}", write_json(described, compact=True))
    if workbook:
        yield OutputFile(
            f"{address}{REPORTED_WORKBOOK}", write_figures_workbook([FigureTable("Số liệu báo cáo", REPORTED, rows)])
        )


def describe_years(path: str, years: YearsOfPlace) -> dict[str, Any]:
    """The years of a place as they are written, without what is not told."""
    return {"path": path, "years": {name: {"sample": year.sample, **_dump(year)} for name, year in years.items()}}


def _dump(year: CommuneYear | ProvinceYear) -> dict[str, Any]:
    shown = year.model_copy(update={"dossiers": _list_shown(year)}) if isinstance(year, CommuneYear) else year
    dumped: dict[str, Any] = shown.model_dump(by_alias=True, exclude_defaults=True)
    return {key: value for key, value in dumped.items() if value not in ((), [])}


def _list_shown(year: CommuneYear) -> tuple[Any, ...]:
    """The dossiers without those of fields that are not told apart."""
    by_period: dict[tuple[date, date], dict[str, int | None]] = {}
    for one in year.dossiers:
        if one.field is not None:
            by_period.setdefault((one.starts, one.ends), {})[one.field] = count_received(one.received)
    hidden = {(period, field) for period, counts in by_period.items() for field in hide_few(counts)}
    return tuple(one for one in year.dossiers if ((one.starts, one.ends), one.field) not in hidden)


def tabulate_years(path: str, years: YearsOfPlace) -> Iterator[Row]:
    """A row for every number that is written."""
    return _tabulate(describe_years(path, years))


def _tabulate(described: Mapping[str, Any]) -> Iterator[Row]:
    for name, year in described["years"].items():
        for block, entries in year.items():
            for entry in entries if isinstance(entries, list | tuple) else ():
                yield from _rows(described["path"], name, block, entry, SAMPLE if year["sample"] else None)


def _rows(path: str, year: str, block: str, entry: Mapping[str, Any], sample: str | None) -> Iterator[Row]:
    about = next((str(entry[key]) for key in _ABOUT if key in entry), None)
    source = entry.get("source", {})
    starts: Cell = entry.get("from") or entry.get("date")
    head = (path, year, block, starts, entry.get("to"), about)
    for measure, value in _numbers(entry):
        yield (*head, measure, value, source.get("name"), source.get("retrieved"), sample)


def _numbers(value: Any, name: str = "") -> Iterator[tuple[str, int | float]]:
    """Every number below, by its keys; entries of lists by their place."""
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield name, value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _numbers(one, f"{name}.{key}" if name else key)
    elif isinstance(value, list | tuple):
        for place, one in enumerate(value, 1):
            yield from _numbers(one, f"{name}.{place}")
