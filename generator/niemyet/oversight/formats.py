"""Formats the figures: text for the terminal, CSV for spreadsheets, JSON for programs, a workbook for people.

They say what the pages below /theo-doi/ say: a summary first, then of each commune its figures, each with the list behind it.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import NamedTuple, TypeAlias

from niemyet.model.oversight.record import CommuneYear
from niemyet.oversight.compliance import Share, sort_missing
from niemyet.oversight.data import describe_compliance
from niemyet.oversight.figures import CommuneFigures, Named
from niemyet.oversight.reported_data import REPORTED, describe_years, tabulate_years
from niemyet.oversight.tables import (
    PLACES,
    PROCEDURES,
    FigureTable,
    tabulate_commune,
    tabulate_places,
    write_figures_workbook,
)
from niemyet.oversight.totals import sum_alike, total_commune
from niemyet.oversight.words import FIGURES, Figure, command_of, say_aged, say_apart, say_lacks, say_share, say_waiting
from niemyet.render.data_files import write_csv
from niemyet.render.language import VIETNAMESE, Language

_WORDS = {
    "vi": {
        "places": "Xã, phường",
        "posted": "niêm yết",
        "missing": "chưa niêm yết",
        "late": "niêm yết chậm",
        "undated": "chưa rõ hạn",
        "to_review": "cần rà soát",
        "lacking": "còn thiếu bộ phận",
        "aged": "phải xem lại",
        "outside": "ngoài danh mục",
        "excepted": "không có ở xã này",
        "total": "Tổng số ({})",
        "figures": "{} thủ tục đang niêm yết",
        "share": "; đủ {} trong {} thủ tục của danh mục tỉnh",
        "days": "chậm {} ngày làm việc",
        "age": "Rà soát cách đây: trung vị {} ngày, lâu nhất {} ngày",
        "sample": "dữ liệu mẫu",
        "contradiction": "{}; nhưng xã đang niêm yết",
        "sheet": "Xã, phường",
        "procedures": "Từng thủ tục",
        "reported": "Xã báo cáo",
        "apart": "Các chỉ số trên chưa cộng {} nơi chưa có danh mục của tỉnh: {}",
    },
    "en": {
        "places": "Communes",
        "posted": "posted",
        "missing": "missing",
        "late": "posted late",
        "undated": "undated",
        "to_review": "to review",
        "lacking": "parts missing",
        "aged": "not current",
        "outside": "not on the list",
        "excepted": "not done in this commune",
        "total": "Total ({})",
        "figures": "{} procedures posted",
        "share": "; {} of the {} of the province's list",
        "days": "{} working days late",
        "age": "Last reviewed: {} days ago (median), {} at most",
        "sample": "sample data",
        "contradiction": "{}; and yet it is posted",
        "sheet": "Communes",
        "procedures": "Procedures",
        "reported": "Reported",
        "apart": "Not in the shares above, because their province has no list ({}): {}",
    },
}
Reported: TypeAlias = Mapping[str, Mapping[str, CommuneYear]]
"""What communes report, by path and year."""
NOTHING: Reported = {}
_COLUMNS = ("commune", "name", "kind", "code", "procedure", "working_days_late", "why", "sample")
COUNTED = ("missing", "late", "undated", "to_review")
"""The lists that are counted in the table of several communes."""


class _Listed(NamedTuple):
    """A procedure in a list: its code and name, how late, and why it is there."""

    code: str
    name: str
    days: int = 0
    why: str = ""


def format_text(figures: Sequence[CommuneFigures], language: Language = VIETNAMESE) -> bytes:
    """Of several communes a line each and their sums, those first that lack most; then a paragraph for each."""
    lines = [line for commune in figures for line in _format_commune(commune, language)]
    return "\n".join([*_sum_up(figures, language), "", *lines] if len(figures) > 1 else lines).encode()


def _sum_up(figures: Sequence[CommuneFigures], language: Language) -> Iterator[str]:
    words = _WORDS[language.code]
    rows = [(one.path, [one.posted, *(len(_lists(one, language)[kind]) for kind in COUNTED)]) for one in figures]
    rows.sort(key=lambda row: (-row[1][1], -row[1][2], row[0]))
    total = words["total"].format(len(rows)), [sum(column) for column in zip(*(counts for _, counts in rows), strict=True)]
    columns = [words[key] for key in ("posted", *COUNTED)]
    width = max(len(name) for name, _ in (*rows, total))
    for name, cells in ((words["places"], columns), *((name, [*map(str, counts)]) for name, counts in (*rows, total))):
        yield f"{name:<{width}}" + "".join(f"  {cell:>{len(column)}}" for cell, column in zip(cells, columns, strict=True))
    totals = [total_commune(one.compliance) for one in figures]
    summed = sum_alike(totals)
    counts, listed = summed.counts, summed.has_list
    shares: dict[Figure, Share | None] = {figure: counts.shares[figure] for figure in FIGURES}
    if not listed:
        shares |= {"posted": None, "all_four": None}
    yield ""
    yield from _say_figures(shares, counts.unknown, language)
    if summed.apart:
        yield f"  {words['apart'].format(len(summed.apart), ', '.join(one.path for one in summed.apart))}"


def _say_figures(shares: Mapping[Figure, Share | None], unknown: Callable[[str], int], language: Language) -> Iterator[str]:
    width = max(len(language.say(words.name)) for words in FIGURES.values())
    for figure, words in FIGURES.items():
        share, apart = shares[figure], unknown(figure)
        beside = f"; {say_apart(apart, language)}" if apart and share is not None and share.of else ""
        yield f"  {language.say(words.name):<{width}}  {say_share(share, language, apart)}{beside}"


def _format_commune(commune: CommuneFigures, language: Language) -> Iterator[str]:
    words, figures, share = _WORDS[language.code], commune.compliance, ""
    if figures.posted is not None and figures.posted.of:
        share = words["share"].format(say_share(figures.posted, language).partition("(")[2].rstrip(")"), commune.required)
    sample = f" ({words['sample']})" if figures.sample else ""
    yield f"{commune.path}: {words['figures'].format(commune.posted)}{share}{sample}"
    apart = total_commune(figures).counts
    shares: dict[Figure, Share | None] = {
        "posted": figures.posted,
        "whole": figures.whole,
        "current": figures.current,
        "on_time": figures.on_time,
        "by_effect": figures.by_effect,
        "all_four": figures.all_four,
    }
    yield from _say_figures(shares, apart.unknown, language)
    if figures.ages:
        yield f"  {words['age'].format(figures.median_age, figures.ages[0][0])}"
    for kind, listed in _lists(commune, language).items():
        if listed:
            yield f"  {words[kind]} ({len(listed)}):"
            yield from (f"    {_say(one)}" for one in listed)
            if kind == "missing":
                yield f"    $ {command_of(commune.path, listed[0].code if len(listed) == 1 else '')}"


def _say(one: _Listed) -> str:
    return f"{one.code}  {one.name}{f': {one.why}' if one.why else ''}".rstrip()


def format_csv(figures: Sequence[CommuneFigures], reported: Reported = NOTHING, language: Language = VIETNAMESE) -> bytes:
    """One row for everything that a list names; `reported` has tables of its own beside the pages.

    Begins with a byte order mark, by which Excel recognises UTF-8.
    """
    rows = (
        (commune.path, commune.name, kind, one.code, one.name, one.days or "", one.why, commune.compliance.sample)
        for commune in figures
        for kind, listed in _lists(commune, language).items()
        for one in listed
    )
    return write_csv(_COLUMNS, rows).rstrip(b"\n")


def _lists(commune: CommuneFigures, language: Language) -> dict[str, list[_Listed]]:
    """The lists behind the figures, by kind."""
    words, figures, names = _WORDS[language.code], commune.compliance, commune.names

    def name(listed: Sequence[Named]) -> list[_Listed]:
        return [_Listed(one.code, one.name, one.days, words["days"].format(one.days) if one.days else "") for one in listed]

    return {
        "missing": [
            _Listed(one.code, names[one.code], one.late, say_waiting(one.waiting, one.late, language))
            for one in sort_missing(figures.missing)
        ],
        "late": name(commune.late),
        "undated": name(commune.undated),
        "to_review": name(commune.to_review),
        "lacking": [
            _Listed(one.facts.code, names[one.facts.code], 0, say_lacks(one.facts.lacking, language))
            for one in figures.measured
            if not one.whole
        ],
        "aged": [
            _Listed(one.facts.code, names[one.facts.code], 0, say_aged(one.facts.aged, language))
            for one in figures.measured
            if not one.current
        ],
        "outside": [_Listed(one.facts.code, names[one.facts.code]) for one in figures.outside],
        "excepted": [
            _Listed(one.code, names[one.code], 0, words["contradiction"].format(one.reason) if one.posted else one.reason)
            for one in figures.excepted
        ],
    }


def format_json(figures: Sequence[CommuneFigures], reported: Reported = NOTHING, language: Language = VIETNAMESE) -> bytes:
    """All figures and lists, and what the communes report. The keys are a contract."""
    told = [_describe(commune, reported.get(commune.path, {})) for commune in figures]
    return json.dumps(told, ensure_ascii=False, indent=2, default=str).encode()


def _describe(commune: CommuneFigures, years: Mapping[str, CommuneYear]) -> dict[str, object]:
    lists = {kind: getattr(commune, kind) for kind in COUNTED}
    return {
        "path": commune.path,
        "name": commune.name,
        "required": commune.required,
        "posted": commune.posted,
        **{kind: [asdict(one) for one in listed] for kind, listed in lists.items()},
        "complete": commune.complete,
        "compliance": describe_compliance(commune.compliance, commune.name_of),
        "reported": describe_years(commune.path, years)["years"],
    }


def format_workbook(figures: Sequence[CommuneFigures], reported: Reported = NOTHING, language: Language = VIETNAMESE) -> bytes:
    """A sheet of the communes, one of all their procedures, and one of what they report, if they do; headings in Vietnamese."""
    rows = (row for one in figures for row in tabulate_commune(one.compliance, one.name_of))
    communes = FigureTable(
        _WORDS["vi"]["sheet"], PLACES, tuple(tabulate_places(total_commune(one.compliance) for one in figures))
    )
    told = tuple(row for one in figures for row in tabulate_years(one.path, reported.get(one.path, {})))
    tables = (communes, FigureTable(_WORDS["vi"]["procedures"], PROCEDURES, tuple(rows)))
    return write_figures_workbook((*tables, FigureTable(_WORDS["vi"]["reported"], REPORTED, told)) if told else tables)


FORMATS: Mapping[str, Callable[[Sequence[CommuneFigures], Reported, Language], bytes]] = {
    "csv": format_csv, "json": format_json, "xlsx": format_workbook,
}  # fmt: skip
"""What is made of figures and reports for programs and spreadsheets."""
