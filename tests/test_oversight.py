"""The figures of `niemyet report` follow from the records and the calendar."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import FROZEN, TODAY
from niemyet.catalogue.selection import select_communes
from niemyet.cli import app
from niemyet.law.workdays import Workdays
from niemyet.load.workbooks import read_workbook
from niemyet.oversight.figures import CommuneFigures, figure_commune
from niemyet.oversight.page_text import write_lines

PLACE = "ha-noi/thuong-tin"
REPORT = """updated: 2026-10-08
dossiers:
  - from: 2026-07-01
    to: 2026-09-30
    received: {online: 262, in_person: 118, post: 4}
    resolved: {early: 281, on_time: 92, late: 6}
    source: {name: Biểu II.06a, retrieved: 2026-10-05}
"""


def figures(root: Path, place: str = PLACE) -> CommuneFigures:
    report, reference, communes = select_communes(root, place, TODAY)
    assert not report.errors
    return figure_commune(communes[0], reference)


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / "catalogue" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_what_the_province_lists_and_nobody_posts_is_missing(small: Path) -> None:
    assert figures(small).missing == ()
    (small / f"catalogue/{PLACE}/1.004222.yaml").unlink()
    found = figures(small)
    listed = "1.004222" in (small / "catalogue/ha-noi/province.yaml").read_text("utf-8")
    assert [one.code for one in found.missing] == (["1.004222"] if listed else [])
    assert found.posted == 1


@pytest.mark.slow("many examples")
@pytest.mark.parametrize(
    ("decided", "posted", "late"),
    [
        ("2026-11-16", "2026-11-16", 0),
        ("2026-11-16", "2026-11-23", 0),  # five working days later
        ("2026-11-16", "2026-11-24", 0),  # a day off
        ("2026-11-16", "2026-11-25", 1),
        ("2026-11-16", "2026-11-27", 3),
    ],
)
def test_a_posting_is_late_by_working_days(decided: str, posted: str, late: int, small: Path) -> None:
    """Five working days by the province's setting; weekends and 24 November do not count."""
    _, reference, _ = select_communes(FROZEN, PLACE, TODAY)
    workdays = Workdays(reference.calendars)
    assert max(0, workdays.between(date.fromisoformat(decided), date.fromisoformat(posted)) - 5) == late
    change(small, f"{PLACE}/1.001193.yaml", "posted: 2025-07-03", "posted: 2025-07-18")
    assert [one.code for one in figures(small).late] == ["1.001193"]


def nth_working_day(workdays: Workdays, start: date, count: int) -> date:
    """Found by going from day to day, not by counting between."""
    day = start
    while count:
        day += timedelta(days=1)
        count -= workdays.works(day)
    return day


def test_working_days_are_counted_alike_both_ways() -> None:
    _, reference, _ = select_communes(FROZEN, PLACE, TODAY)
    workdays = Workdays(reference.calendars)
    for start in (date(2026, 2, 13), date(2026, 8, 21), date(2026, 11, 20)):
        for count in range(1, 30):
            assert workdays.between(start, nth_working_day(workdays, start, count)) == count


def test_a_changed_procedure_is_to_be_reviewed_until_the_commune_confirms(small: Path) -> None:
    assert figures(small).to_review == ()
    change(small, "reference/procedures/ho-tich/1.001193.yaml", "decision:", "changed: 2026-11-10\ndecision:")
    assert [one.code for one in figures(small).to_review] == ["1.001193"]
    posting = small / f"catalogue/{PLACE}/1.001193.yaml"
    lines = [line for line in posting.read_text("utf-8").splitlines() if not line.startswith("checked:")]
    posting.write_text("\n".join([*lines, "checked: 2026-11-12"]) + "\n", "utf-8")
    assert figures(small).to_review == ()


def test_the_command_tells_the_figures_in_every_format(small: Path) -> None:
    change(small, "reference/procedures/ho-tich/1.001193.yaml", "decision:", "changed: 2026-11-10\ndecision:")
    run = CliRunner()
    words = ["report", PLACE, "--root", str(small), "--as-of", "2026-11-22"]
    told = run.invoke(app, words)
    assert told.exit_code == 0 and "cần rà soát (1):" in told.output
    table = run.invoke(app, [*words, "--format", "csv"]).output
    assert table.startswith("\ufeff"), "Excel reads Vietnamese only behind this mark"
    rows = list(csv.DictReader(table.removeprefix("\ufeff").splitlines()))
    assert [(row["kind"], row["code"]) for row in rows if row["kind"] == "to_review"] == [("to_review", "1.001193")]
    data = json.loads(run.invoke(app, [*words, "--format", "json"]).output)
    assert data[0]["path"] == PLACE and data[0]["to_review"][0]["code"] == "1.001193"
    assert run.invoke(app, ["report", "ha-noi/thuong-tim", "--root", str(small)]).exit_code == 2


def test_the_command_writes_a_workbook_and_a_page(small: Path, tmp_path: Path) -> None:
    """The workbook has a sheet of communes and one of procedures, marked as samples; the page stands alone, the sums first."""
    (small / f"catalogue/{PLACE}/1.004222.yaml").unlink()
    run, day = CliRunner(), ["--root", str(small), "--as-of", "2026-11-22"]
    refused = run.invoke(app, ["report", "ha-noi", "--format", "xlsx", *day])
    assert refused.exit_code == 2 and "--out" in refused.output
    book = tmp_path / "theo-doi.xlsx"
    told = run.invoke(app, ["report", "ha-noi", "--format", "xlsx", "--out", str(book), *day])
    assert told.exit_code == 0 and told.output == ""
    communes, procedures = read_workbook(book.read_bytes())
    assert [row.cells[1] for row in communes.rows][1:] == ["phường Kim Liên", "xã Thường Tín"]
    assert {row.cells[-1] for row in (*communes.rows[1:], *procedures.rows[1:])} == {"dữ liệu mẫu"}
    assert [row.cells[3] for row in procedures.rows if row.cells[:2] == (PLACE, "1.004222")] == ["quá hạn chưa niêm yết"]
    page = run.invoke(app, ["report", "ha-noi", "--format", "html", *day]).output
    assert "<style>" in page and page.index("Số thủ tục, cộng các xã") < page.index("<h2>Phường Kim Liên")
    assert f"niemyet new posting --commune {PLACE} --procedure 1.004222" in page and "Dữ liệu mẫu." in page
    text = run.invoke(app, ["report", PLACE, *day]).output
    assert "Đã niêm yết                 1 trên 2 (50%)" in text
    assert f"    $ niemyet new posting --commune {PLACE} --procedure 1.004222" in text
    assert run.invoke(app, ["report", PLACE, "--format", "csv", "--out", str(tmp_path / "none/x.csv"), *day]).exit_code == 1


def test_the_report_says_what_the_page_says_of_figures_that_people_enter(small: Path, tmp_path: Path) -> None:
    """Behind what is computed, in every format: 373 of 379 in time, as on the page; of several communes their sum comes first."""
    file = small / f"catalogue/{PLACE}/oversight/2026.yaml"
    file.parent.mkdir()
    file.write_text(REPORT, "utf-8")
    run, day = CliRunner(), ["--root", str(small), "--as-of", "2026-11-22"]
    text = run.invoke(app, ["report", PLACE, *day]).output
    computed, reported = text.split(f"\n{PLACE}: Xã báo cáo\n")
    assert f"\n{PLACE}: Tính tại đây\n    Người trực theo lịch: Xã chưa công bố lịch trực.\n" in computed
    assert "Đã niêm yết" in computed and "Hồ sơ quý III/2026\n" in reported
    rows = [" ".join(line.split()) for line in reported.splitlines()]
    assert "Trả đúng hạn theo báo cáo trong số đã trả kết quả 373 trên 379 (98,4%)" in rows
    assert reported.index("Nơi khác chấm điểm") < reported.index("Chưa ghi kết quả chấm điểm nào.")
    several = run.invoke(app, ["report", "ha-noi", *day]).output
    assert several.index("thành phố Hà Nội: Xã báo cáo") < several.index(f"{PLACE}: Xã báo cáo")
    assert "1 trên 2 xã, phường, đặc khu có số liệu quý III/2026." in several
    english = run.invoke(app, ["report", PLACE, "--lang", "en", *day]).output
    assert english.index("All four") < english.index("Computed here") < english.index("Reported by communes")
    assert "373 of 379 (98.4%)" in english and "Applications, Q3 2026" in english
    page = run.invoke(app, ["report", PLACE, "--format", "html", *day]).output
    assert "373 trên 379 (98,4%)" in page and "bao-cao.csv" not in page, "no file lies beside it"
    data = json.loads(run.invoke(app, ["report", PLACE, "--format", "json", *day]).output)
    assert data[0]["reported"]["2026"]["dossiers"][0]["resolved"] == {"early": 281, "on_time": 92, "late": 6}
    book = tmp_path / "theo-doi.xlsx"
    assert run.invoke(app, ["report", PLACE, "--format", "xlsx", "--out", str(book), *day]).exit_code == 0
    [resolved] = [row.cells for row in read_workbook(book.read_bytes())[2].rows if row.cells[6] == "resolved.early"]
    assert resolved[7] == 281


def test_lines_of_a_page_keep_its_tables_and_leave_drawings_out() -> None:
    """Columns stand below one another, a break in an item goes on below it, and what goes with a drawing is not read out."""
    fragment = (
        '<section><h3>Hồ sơ <span class="count">2</span></h3><figure><figcaption>Theo kỳ</figcaption>'
        '<div class="chart__scale"><span>100%</span></div><svg><path d=""/><text>vẽ</text></svg></figure>'
        "<table><tr><th>Kỳ</th><th>Số</th></tr><tr><th>Quý III/2026</th><td>7</td></tr></table>"
        "<ul><li>Một &amp; hai<br>ba</li></ul></section>"
    )
    assert [*write_lines(fragment)] == [
        "Hồ sơ 2",
        "  Theo kỳ",
        "    Kỳ            Số",
        "    Quý III/2026  7",
        "  - Một & hai",
        "    ba",
    ]


def test_a_province_begins_with_a_line_for_each_commune(small: Path) -> None:
    """Those that lack most first, then their sums, then the lists; a file elsewhere that is damaged does not stop it."""
    (small / "catalogue/ha-noi/kim-lien/1.001193.yaml").unlink()
    (small / "news/2026/hong.md").write_text("không có phần đầu\n", "utf-8")
    words = ["report", "ha-noi", "--root", str(small), "--as-of", "2026-11-22"]
    told = CliRunner().invoke(app, words).output.split("\n")
    assert [" ".join(line.split()) for line in told[:5]] == [
        "Xã, phường niêm yết chưa niêm yết niêm yết chậm chưa rõ hạn cần rà soát",
        "ha-noi/kim-lien 1 1 1 0 0",  # the other one hung after six working days
        "ha-noi/thuong-tin 2 0 0 0 0",
        "Tổng số (2) 3 1 1 0 0",
        "",
    ]
    assert " ".join(told[5].split()) == "Đã niêm yết 3 trên 4 (75%)" and told[10].split()[-3:] == ["trên", "4", "(0%)"]
    assert told[12].startswith("ha-noi/kim-lien: 1 thủ tục đang niêm yết; đủ 50% trong 2")
    english = CliRunner().invoke(app, [*words, "--lang", "en"]).output
    assert english.startswith("Communes ") and "\nTotal (2) " in english and "  missing (1):" in english


def test_what_is_damaged_elsewhere_stops_no_answer(small: Path) -> None:
    """Another commune, another procedure, the news; but not what the answer rests on."""
    words = ["answer", PLACE, "1.001193", "--root", str(small), "--as-of", "2026-11-22"]
    whole = CliRunner().invoke(app, words)
    assert whole.exit_code == 0, whole.output
    for file in (
        "ha-noi/kim-lien/commune.yaml",
        "ha-noi/kim-lien/1.001193.yaml",
        f"{PLACE}/1.004222.yaml",
        "ha-noi/1.004222.yaml",
    ):
        (small / "catalogue" / file).write_text("code: [", "utf-8")
        assert CliRunner().invoke(app, words).output == whole.output, file
    (small / "news/2026/hong.md").write_text("không có phần đầu\n", "utf-8")
    assert CliRunner().invoke(app, words).output == whole.output
    (small / f"catalogue/{PLACE}/1.001193.yaml").write_text("code: [", "utf-8")
    assert CliRunner().invoke(app, words).exit_code == 1
