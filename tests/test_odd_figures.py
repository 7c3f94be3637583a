"""Figures of catalogues that are empty, partial or at odds with themselves: every report is written, and nothing of nothing is a
share. Ten such states, each as text, as a page and as a workbook."""

from datetime import date
from pathlib import Path

import pytest

from conftest import some_of
from niemyet.catalogue.selection import select_communes
from niemyet.load.packaged import find_theme
from niemyet.oversight.figures import figure_commune
from niemyet.oversight.formats import FORMATS, format_text
from niemyet.oversight.report_page import ReportBlocks, write_report_page, write_report_text
from niemyet.render.language import VIETNAMESE
from niemyet.render.site_languages import choose_languages
from test_compliance import BIRTH, LAW, LIST, OTHER, PLACE, PROVINCE, RESIDENCE, drop
from test_oversight import change

TODAY = date(2026, 11, 22)
SOURCE = "source: {name: Biểu II.06a, retrieved: 2026-10-05}"
PERIOD = "from: 2026-07-01, to: 2026-09-30"


def enter(root: Path, text: str, year: int = 2026) -> None:
    """Figures of a year of Thường Tín."""
    folder = root / f"catalogue/{PLACE}/oversight"
    folder.mkdir(exist_ok=True)
    (folder / f"{year}.yaml").write_text(f"updated: {year}-10-08\n{text}", "utf-8")


def no_postings(root: Path) -> None:
    for place in (PLACE, OTHER):
        for code in (BIRTH, RESIDENCE):
            drop(root, code, place)


def no_list(root: Path) -> None:
    change(root, PROVINCE, LIST, "procedures: []")


def list_of_what_is_excepted(root: Path) -> None:
    one = 'communes: ["00229"], reason: Mẫu'
    excepted = "".join(f'\n    - {{procedure: "{code}", {one}}}' for code in (BIRTH, RESIDENCE))
    change(root, PROVINCE, LIST, f"{LIST}\n  exceptions:{excepted}")


def year_of_nothing(root: Path) -> None:
    enter(root, "")


def zeros(root: Path) -> None:
    counts = "received: {online: 0, offline: 0}, resolved: {on_time: 0, late: 0}, pending: {in_time: 0, late: 0}"
    enter(root, f"dossiers:\n  - {{{PERIOD}, carried_over: 0, {counts}, {SOURCE}}}\n")


def years_apart(root: Path) -> None:
    enter(root, f"dossiers:\n  - {{{PERIOD}, resolved: {{on_time: 3, late: 0}}, {SOURCE}}}\n")
    old = f"dossiers:\n  - {{{PERIOD}, resolved: {{on_time: 2, late: 1}}, {SOURCE}}}\n".replace("2026-", "2023-")
    enter(root, old, 2023)


def answers_of_nobody(root: Path) -> None:
    enter(root, f"surveys:\n  - {{{PERIOD}, kind: survey, by: Xã, sent: 0, answered: 0, {SOURCE}}}\n")


def inspections_without_findings(root: Path) -> None:
    one = "kind: regular, by: Đoàn mẫu, source: {name: Kết luận, retrieved: 2026-08-21}"
    enter(root, f"inspections:\n  - {{date: 2026-08-01, findings: [], {one}}}\n  - {{date: 2026-08-12, {one}}}\n")


def plan_of_nothing(root: Path) -> None:
    enter(root, "plans:\n  - {kind: reform, decision: {number: 6/KH-UBND}, from: 2026-01-01, to: 2026-12-31}\n")


def nothing_in_force(root: Path) -> None:
    for place in (PLACE, OTHER):
        for code in (BIRTH, RESIDENCE):
            change(root, f"{place}/{code}.yaml", "sample: true", "withdrawn: {from: 2026-01-05, reason: Mẫu}\nsample: true")


ODD = [
    no_postings, no_list, list_of_what_is_excepted, year_of_nothing, zeros, years_apart, answers_of_nobody,
    inspections_without_findings, plan_of_nothing, nothing_in_force,
]  # fmt: skip


@pytest.mark.parametrize("odd", some_of(ODD, of=2), ids=lambda odd: odd.__name__)
def test_what_is_empty_or_at_odds_is_told_as_what_it_is(odd: object, small: Path) -> None:
    """No report divides by nothing; none says 100 % or 0 % of nothing, nor a value that no record has."""
    assert callable(odd)
    odd(small)
    report, reference, communes = select_communes(small, "", TODAY)
    assert not report.errors, report.diagnostics
    english = choose_languages(("vi", "en"))[1]
    blocks, in_english = (ReportBlocks(reference, find_theme(), language=one) for one in (VIETNAMESE, english))
    figures = [figure_commune(one, reference) for one in communes]
    texts = [format_text(figures), format_text(figures, english)]
    texts += [write_report_text(communes, one) for one in (blocks, in_english)]
    reported = reference.reported.communes
    assert all(write(figures, reported, VIETNAMESE) for write in FORMATS.values())
    for text in (one.decode() for one in (*texts, write_report_page(communes, blocks))):
        assert not [bad for bad in ("0 trên 0", "0 of 0", "nan", "None", "inf%") if bad in text]


def test_what_hung_on_the_day_of_effect_is_seen(small: Path) -> None:
    """Birth holds from 10 July 2025, residence from 2 July, both signed on 26 June; posted on 3 July: 1 of 2, and which one is
    named with both days."""
    change(small, LAW[BIRTH], "decision:", "effective: {from: 2025-07-10}\ndecision:")
    change(small, LAW[RESIDENCE], "decision:", "effective: {from: 2025-07-02}\ndecision:")
    _, reference, communes = select_communes(small, PLACE, TODAY)
    page = write_report_page(communes, ReportBlocks(reference, find_theme())).decode()
    assert "Có mặt từ ngày có hiệu lực</a></th><td>1 trên 2 (50%)</td>" in page
    assert "1.004222 · có hiệu lực 02/07/2025, niêm yết 03/07/2025" in page
