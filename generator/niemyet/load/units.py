"""Reads the state's list of provinces and communes, units.csv: code,kind,name,province_code."""

import csv
import io

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.texts import SourceText
from niemyet.model.reference import Unit

COLUMNS = ("code", "kind", "name", "province_code")


def parse_units(source: SourceText) -> tuple[list[Unit], list[Diagnostic]]:
    """All units in file order; a row that is not one is a diagnostic and is left out."""
    try:
        rows = list(csv.reader(io.StringIO(source.text)))
    except csv.Error:
        rows = []
    if not rows or tuple(rows[0]) != COLUMNS:
        return [], [Diagnostic("bad-row", source.place(1), {"value": ",".join(COLUMNS)})]
    units, diagnostics = [], []
    for number, row in enumerate(rows[1:], 2):
        if len(row) == len(COLUMNS) and row[0].isascii() and row[0].isdigit() and len(row[0]) == (5 if row[3] else 2) and row[2]:
            units.append(Unit(*row))
        elif row:
            diagnostics.append(Diagnostic("bad-row", source.place(number), {"value": ",".join(COLUMNS)}))
    return units, diagnostics
