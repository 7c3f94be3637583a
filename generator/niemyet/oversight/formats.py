"""Formats the figures: text for the terminal, CSV for spreadsheets, JSON for programs."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from niemyet.diagnostics.showing import show_cell
from niemyet.oversight.data import describe_compliance
from niemyet.oversight.figures import CommuneFigures, Named

BYTE_ORDER_MARK = "\ufeff"
_WORDS = {
    "vi": {
        "places": "Xã, phường",
        "posted": "niêm yết",
        "missing": "chưa niêm yết",
        "late": "niêm yết chậm",
        "undated": "chưa rõ hạn",
        "to_review": "cần rà soát",
        "total": "Tổng số ({})",
        "figures": "{} thủ tục đang niêm yết",
        "share": "; đủ {}% trong {} thủ tục của danh mục tỉnh",
        "days": ", chậm {} ngày làm việc",
    },
    "en": {
        "places": "Communes",
        "posted": "posted",
        "missing": "missing",
        "late": "posted late",
        "undated": "undated",
        "to_review": "to review",
        "total": "Total ({})",
        "figures": "{} procedures posted",
        "share": "; {}% of the {} of the province's list",
        "days": ", {} working days late",
    },
}
_COLUMNS = ("commune", "name", "kind", "code", "procedure", "working_days_late")


def format_text(figures: Sequence[CommuneFigures], lang: str = "vi") -> str:
    """Of several communes a line each and their sums, those first that lack most; then a paragraph for each."""
    words = _WORDS[lang]
    lines = [line for commune in figures for line in _format_commune(commune, words)]
    return "\n".join([*_sum_up(figures, words), "", *lines] if len(figures) > 1 else lines)


def _sum_up(figures: Sequence[CommuneFigures], words: Mapping[str, str]) -> Iterator[str]:
    rows = [(one.path, [one.posted, *(len(listed) for _, listed in _lists(one))]) for one in figures]
    rows.sort(key=lambda row: (-row[1][1], -row[1][2], row[0]))
    total = words["total"].format(len(rows)), [sum(column) for column in zip(*(counts for _, counts in rows), strict=True)]
    columns = [words[key] for key in ("posted", "missing", "late", "undated", "to_review")]
    width = max(len(name) for name, _ in (*rows, total))
    for name, cells in ((words["places"], columns), *((name, [*map(str, counts)]) for name, counts in (*rows, total))):
        yield f"{name:<{width}}" + "".join(f"  {cell:>{len(column)}}" for cell, column in zip(cells, columns, strict=True))


def _format_commune(commune: CommuneFigures, words: Mapping[str, str]) -> Iterator[str]:
    share = ""
    if commune.complete is not None:
        share = words["share"].format(round(100 * commune.complete), commune.required)
    yield f"{commune.path}: {words['figures'].format(commune.posted)}{share}"
    for kind, listed in _lists(commune):
        if listed:
            yield f"  {words[kind]} ({len(listed)}):"
            yield from (f"    {_say(one, words)}" for one in listed)


def _say(one: Named, words: Mapping[str, str]) -> str:
    late = words["days"].format(one.days) if one.days else ""
    return f"{one.code}  {one.name}{late}".rstrip()


def format_csv(figures: Sequence[CommuneFigures], lang: str = "vi") -> str:
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
    lists = (("missing", commune.missing), ("late", commune.late), ("undated", commune.undated))
    return (*lists, ("to_review", commune.to_review))


def format_json(figures: Sequence[CommuneFigures], lang: str = "vi") -> str:
    """All figures and lists. The keys are a contract."""
    return json.dumps([_describe(commune) for commune in figures], ensure_ascii=False, indent=2)


def _describe(commune: CommuneFigures) -> dict[str, object]:
    lists = {kind: [asdict(one) for one in listed] for kind, listed in _lists(commune)}
    names = {one.code: one.name for _, listed in _lists(commune) for one in listed} | dict(commune.names)
    return {
        "path": commune.path,
        "name": commune.name,
        "required": commune.required,
        "posted": commune.posted,
        **lists,
        "complete": commune.complete,
        "compliance": describe_compliance(commune.compliance, lambda code: names.get(code, "")),
    }


FORMATS: Mapping[str, Callable[[Sequence[CommuneFigures], str], str]] = {
    "text": format_text, "csv": format_csv, "json": format_json,
}  # fmt: skip
