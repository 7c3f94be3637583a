"""Formats the figures: text for the terminal, CSV for spreadsheets, JSON for programs."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from niemyet.diagnostics.showing import show_cell
from niemyet.oversight.figures import CommuneFigures, Named

BYTE_ORDER_MARK = "\ufeff"
_COLUMNS = ("commune", "name", "kind", "code", "procedure", "working_days_late")


def format_text(figures: Sequence[CommuneFigures]) -> str:
    """One paragraph per commune: the figures, then the lists."""
    return "\n".join(line for commune in figures for line in _format_commune(commune))


def _format_commune(commune: CommuneFigures) -> Iterator[str]:
    share = (
        ""
        if commune.complete is None
        else f"; đủ {100 * commune.complete:.0f}% trong {commune.required} thủ tục của danh mục tỉnh"
    )
    yield f"{commune.path}: {commune.posted} thủ tục đang niêm yết{share}"
    for title, listed in (
        ("chưa niêm yết", commune.missing),
        ("niêm yết chậm", commune.late),
        ("cần rà soát", commune.to_review),
    ):
        if listed:
            yield f"  {title} ({len(listed)}):"
            yield from (f"    {_say(one)}" for one in listed)


def _say(one: Named) -> str:
    late = f", chậm {one.days} ngày làm việc" if one.days else ""
    return f"{one.code}  {one.name}{late}".rstrip()


def format_csv(figures: Sequence[CommuneFigures]) -> str:
    """One row for everything missing, late or to be reviewed. Begins with a byte order mark, by which Excel recognises UTF-8."""
    table = io.StringIO()
    table.write(BYTE_ORDER_MARK)
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for commune in figures:
        for kind, listed in _lists(commune):
            writer.writerows(
                (commune.path, show_cell(commune.name), kind, one.code, show_cell(one.name), one.days or "") for one in listed
            )
    return table.getvalue().rstrip("\n")


def _lists(commune: CommuneFigures) -> Iterable[tuple[str, Sequence[Named]]]:
    return (("missing", commune.missing), ("late", commune.late), ("to_review", commune.to_review))


def format_json(figures: Sequence[CommuneFigures]) -> str:
    """All figures and lists. The keys are a contract."""
    return json.dumps([asdict(commune) | {"complete": commune.complete} for commune in figures], ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Callable[[Sequence[CommuneFigures]], str]] = {
    "text": format_text, "csv": format_csv, "json": format_json,
}  # fmt: skip
