"""Reads former-units.csv, the communes before 1 July 2025 by today's commune: code,district,province,names.

Lines before the heading that begin with "#" are remarks; "# Nguồn: …" names where the facts are from, which pages repeat. A code
that is not in units.csv is no mistake here: the unit's own row may be wrong.
"""

import re
from collections.abc import Sequence

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.limits import MOST_TOLD, tell_at_most
from niemyet.load.csv_rows import BrokenRowError, read_rows
from niemyet.load.texts import SourceText
from niemyet.model.former_units import DISTRICT, PROVINCE, FormerDistrict, is_former
from niemyet.patterns import regex

COLUMNS = ("code", "district", "province", "names")
_BETWEEN = "; "
_SOURCE = regex(r"# *Nguồn *(?:\([^()]*\))?: *(.*?)\.? *", re.IGNORECASE)


def parse_former_units(source: SourceText) -> tuple[dict[str, tuple[FormerDistrict, ...]], list[Diagnostic]]:
    """Code → what the commune has of each old district, in file order.

    Rows that are malformed or name a district again are left out and reported.
    """
    lines = source.text.split("\n")
    skipped = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines) - 1)
    try:
        rows = read_rows("\n".join(lines[skipped:]), skipped + 1)
    except BrokenRowError:
        rows = []
    if not rows or tuple(rows[0].cells) != COLUMNS:
        return {}, [Diagnostic("bad-former-unit", source.place(skipped + 1), {"value": ",".join(COLUMNS)})]
    named = next((found[1] for line in lines[:skipped] if (found := _SOURCE.fullmatch(line))), "")
    result: dict[str, list[FormerDistrict]] = {}
    told: set[tuple[str, ...]] = set()
    diagnostics: list[Diagnostic] = []
    for number, row in rows[1:]:
        if len(diagnostics) > MOST_TOLD:
            break
        if not _is_row(row) or tuple(row[:3]) in told:
            diagnostics.append(Diagnostic("bad-former-unit", source.place(number), {"value": ",".join(COLUMNS)}))
        else:
            names = tuple(row[3].split(_BETWEEN)) if row[3] else ()
            told.add(tuple(row[:3]))
            result.setdefault(row[0], []).append(FormerDistrict(row[1], row[2], names, named))
    return {code: tuple(districts) for code, districts in result.items()}, [*tell_at_most(diagnostics, source.place(1))]


def _is_row(row: Sequence[str]) -> bool:
    if len(row) != len(COLUMNS):
        return False
    code, district, province, names = row
    return (
        len(code) == 5
        and code.isascii()
        and code.isdecimal()
        and DISTRICT.fullmatch(district) is not None
        and (not province or PROVINCE.fullmatch(province) is not None)
        and (not names or all(map(is_former, names.split(_BETWEEN))))
    )
