"""Reads units.csv, the official list of provinces and communes: code,kind,name,province_code."""

from collections.abc import Sequence

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic
from niemyet.diagnostics.limits import MOST_TOLD, tell_at_most
from niemyet.load.csv_rows import BrokenRowError, read_rows
from niemyet.load.syntax_hints import write
from niemyet.load.texts import SourceText
from niemyet.model.reference import Unit

COLUMNS = ("code", "kind", "name", "province_code")
_KINDS = {2: ("tỉnh", "thành phố"), 5: ("xã", "phường", "đặc khu")}
"""Number of digits in the code → kinds of units."""


def parse_units(source: SourceText) -> tuple[list[Unit], list[Diagnostic]]:
    """All units in file order. Malformed and repeated rows are left out and reported."""
    try:
        rows = read_rows(source.text)
    except BrokenRowError:
        rows = []
    if not rows or tuple(rows[0].cells) != COLUMNS:
        return [], [Diagnostic("bad-row", source.place(1), {"value": ",".join(COLUMNS)})]
    lines: dict[str, int] = {}
    units: list[Unit] = []
    diagnostics: list[Diagnostic] = []
    for number, row in rows[1:]:
        if len(diagnostics) > MOST_TOLD:
            break
        if not _is_unit(row):
            diagnostics.append(_tell_row(source, number, row))
        elif row[0] in lines:
            values = {"value": row[0], "line": str(lines[row[0]])}
            diagnostics.append(Diagnostic("same-unit-twice", source.place(number, 1, len(row[0])), values))
        else:
            lines[row[0]] = number
            units.append(Unit(*row))
    orphans: dict[str, list[Unit]] = {}
    for unit in units:
        if unit.province_code and unit.province_code not in lines:
            orphans.setdefault(unit.province_code, []).append(unit)
    for province, without in orphans.items():  # reported once per missing province
        first = without[0]
        place = source.place(lines[first.code], len(f"{first.code},{first.kind},{first.name},") + 1, len(province))
        values = {"value": province, "name": f"{first.kind} {first.name}", "count": str(len(without))}
        diagnostics.append(Diagnostic("unit-without-province", place, values))
    return units, [*tell_at_most(diagnostics, source.place(1))]


def _is_unit(row: Sequence[str]) -> bool:
    if len(row) != len(COLUMNS):
        return False
    code, kind, name, province = row
    digits = 5 if province else 2
    return (
        len(code) == digits
        and (code + province).isdecimal()
        and (code + province).isascii()
        and len(province) in (0, 2)
        and kind in _KINDS[digits]
        and bool(name)
        and name == name.strip()
    )


def _tell_row(source: SourceText, number: int, row: Sequence[str]) -> Diagnostic:
    """The diagnostic of a malformed row, with the corrected row if only spaces or leading zeros are wrong."""
    values: dict[str, str | Bilingual] = {"value": ",".join(COLUMNS)}
    cells = [cell.strip() for cell in row]
    if len(cells) == len(COLUMNS) and cells[0].isdecimal():
        cells[1] = cells[1].lower()
        cells[3] = cells[3].zfill(2) if cells[3] else ""
        cells[0] = cells[0].zfill(5 if cells[3] else 2)
        if _is_unit(cells):
            values["fix"] = write(",".join(cells))
    return Diagnostic("bad-row", source.place(number), values)
