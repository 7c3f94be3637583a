"""Figures that people enter, worked out by hand: totals, the three denominators, sums of a year, margins, what stays hidden.

Thường Tín in the third quarter: 19 carried over, 262 online, 118 brought and 4 posted, 403 in all; 281 early, 92 on time, 6 late,
379 in all; 15 open, 1 of them late on top, 3 waiting, 5 given back: 379 + 16 + 3 + 5 = 403.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from markupsafe import Markup
from typer.testing import CliRunner

from niemyet.cli import app
from niemyet.editing.oversight_drafts import draft_quarter
from niemyet.law.dossiers import (
    Share,
    balance_dossiers,
    count_received,
    last_quarter_due,
    left_open,
    quarters_of,
    share_as_promised,
    share_of_due,
    share_of_handled,
    share_of_resolved,
    share_online,
)
from niemyet.law.service_index import maxima_on
from niemyet.law.surveys import measure_satisfaction
from niemyet.model.oversight.dossiers import DossierFigures
from niemyet.model.oversight.inspections import Inspection
from niemyet.model.oversight.record import CommuneYear, ProvinceYear
from niemyet.model.oversight.surveys import Survey
from niemyet.oversight.overseen import Overseen
from niemyet.oversight.pages.reported import say_state
from niemyet.oversight.pages.reported_dossiers import DossierParts, show_dossiers
from niemyet.oversight.pages.reported_findings import show_findings
from niemyet.oversight.pages.reported_office import show_office
from niemyet.oversight.pages.reported_parts import (
    headline_petitions,
    headline_surveys,
    show_petitions,
    show_surveys,
    show_units,
)
from niemyet.oversight.pages.reported_places import show_places
from niemyet.oversight.period_words import name_period
from niemyet.oversight.reported_data import describe_years, tabulate_years
from niemyet.oversight.reported_dossiers import ReportedDossiers, break_series, figure_dossiers, hide_few
from niemyet.oversight.reported_others import list_findings, years_without
from niemyet.oversight.reported_words import SERVICE_GROUPS, say_margin, say_part
from niemyet.oversight.totals import Counts, Totals
from test_oversight import REPORT
from test_site import build

TODAY = date(2026, 11, 22)
SOURCE = {"name": "Biểu II.06a", "retrieved": "2026-10-05"}
QUARTERS = {"I": ("01-01", "03-31"), "II": ("04-01", "06-30"), "III": ("07-01", "09-30"), "IV": ("10-01", "12-31")}


def quarter(name: str, year: int = 2026, **counts: Any) -> dict[str, Any]:
    """A block of dossiers as it is written."""
    starts, ends = QUARTERS[name]
    return {"from": f"{year}-{starts}", "to": f"{year}-{ends}", "source": SOURCE, **counts}


THIRD = quarter(
    "III",
    carried_over=19,
    received={"online": 262, "in_person": 118, "post": 4},
    resolved={"early": 281, "on_time": 92, "late": 6},
    pending={"in_time": 15, "late": 1},
    awaiting=3,
    returned=5,
    extended=7,
    apologies=6,
    promise={"counted": "all", "by_first_date": 366, "after_first_date": 7, "after_last_date": 6},
)


def year(**blocks: Any) -> CommuneYear:
    return CommuneYear.model_validate({"updated": "2026-10-08", **blocks})


def dossiers(*written: dict[str, Any], years: dict[str, CommuneYear] | None = None) -> ReportedDossiers:
    return figure_dossiers(years or {"2026": year(dossiers=written)}, TODAY)


def third() -> DossierFigures:
    return DossierFigures.model_validate(THIRD)


def shown(*written: dict[str, Any], years: dict[str, CommuneYear] | None = None) -> DossierParts:
    found = show_dossiers(dossiers(*written, years=years), {"ho-tich": "Hộ tịch", "nuoi-con-nuoi": "Nuôi con nuôi"})
    assert found is not None
    return found


def test_one_count_has_three_shares() -> None:
    """Of the resolved 373 of 379; of the due one more is late and open; of the handled 15 are open and not yet due."""
    figures = third()
    assert (count_received(figures.received), left_open(figures), balance_dossiers(figures)) == (384, 19, (403, 403))
    assert share_of_resolved(figures) == Share(373, 379)
    assert share_of_due(figures) == Share(373, 380)
    assert share_of_handled(figures) == Share(388, 395)
    assert share_online(figures) == Share(262, 384)
    assert share_as_promised(figures) == Share(366, 379)


def test_a_period_without_counts_hides_nothing_and_is_not_reported() -> None:
    """What stands before it is shown, and the quarter that is due stays missing."""
    found = dossiers(quarter("II", resolved={"on_time": 9, "late": 1}), quarter("III"))
    assert found.latest is not None and (found.latest.figures.ends, found.missing) == (date(2026, 6, 30), date(2026, 9, 30))
    assert show_dossiers(dossiers(quarter("III")), {}) is None


def test_fields_alone_are_shown_and_nothing_is_said_of_the_whole() -> None:
    """Of who reports some fields and no total: the fields of the latest period."""
    received, resolved = {"online": 30, "offline": 10}, {"on_time": 38, "late": 2}
    fields = [quarter(one, field="ho-tich", received=received, resolved=resolved) for one in ("II", "III")]
    parts = shown(*fields)
    assert (parts.period, parts.missing) == ("quý III/2026", "")
    assert "38 trên 40 (95%)" in parts.fields and "38 trên" not in parts.bars + parts.table


def test_what_is_not_written_is_not_known() -> None:
    """A way of filing that is missing leaves no total; nothing of it becomes 0, and nothing of nothing is no share."""
    figures = DossierFigures.model_validate(quarter("III", received={"online": 3, "in_person": 4}))
    assert count_received(figures.received) is None
    assert (share_of_resolved(figures), share_online(figures), left_open(figures), balance_dossiers(figures)) == (None,) * 4
    assert say_part(None) == "chưa có số liệu"
    assert say_part(Share(0, 0)) == "không phát sinh"
    assert say_part(Share(1999, 2000)) == "1.999 trên 2.000 (99,9%)"
    none = DossierFigures.model_validate(quarter("III", received={"online": 0, "offline": 0}, resolved={"on_time": 0, "late": 0}))
    assert (count_received(none.received), share_of_resolved(none)) == (0, Share(0, 0))


def test_flows_of_quarters_add_up_and_stocks_do_not() -> None:
    """Two quarters: 10 + 384 came in, 9 + 379 were resolved; carried over is the first's, open the last's; early is not known of
    both."""
    first = quarter("I", carried_over=2, received={"online": 4, "offline": 6}, resolved={"on_time": 8, "late": 1}, apologies=1)
    second = quarter("II", carried_over=3, received={"online": 0, "offline": 0}, resolved={"on_time": 0, "late": 0}, apologies=0)
    found = dossiers(first, second, THIRD)
    assert found.year is not None
    whole = found.year.figures
    assert (whole.starts, whole.ends, whole.carried_over) == (date(2026, 1, 1), date(2026, 9, 30), 2)
    assert (count_received(whole.received), share_of_resolved(whole)) == (394, Share(381, 388))
    assert whole.resolved is not None and whole.resolved.early is None
    assert (whole.pending, whole.apologies, whole.extended) == (third().pending, 7, None)
    assert dossiers(first, THIRD).year is None, "a quarter is missing"
    assert dossiers(THIRD).year is None, "the year has no other part"


def test_the_year_before_stands_beside_it_unless_communes_have_changed() -> None:
    """The third quarter of 2026 beside that of 2025; that of 2025 not beside 2024, when the commune was another one."""
    before = year(dossiers=[quarter("III", 2025, resolved={"on_time": 5, "late": 5})])
    found = dossiers(years={"2025": before, "2026": year(dossiers=[THIRD])})
    assert found.before is not None and share_of_resolved(found.before.figures) == Share(5, 10)
    assert not found.cut_off
    older = year(dossiers=[quarter("III", 2024, resolved={"on_time": 5, "late": 5})])
    found = figure_dossiers({"2024": older, "2025": before}, date(2025, 12, 1))
    assert (found.before, found.cut_off) == (None, True)
    assert "Quý III/2025" in shown(years={"2025": before, "2026": year(dossiers=[THIRD])}).table


def test_the_latest_period_is_the_quarter_and_the_series_is_of_quarters() -> None:
    """A month and half a year that end on the same day are not shown first; periods to come are not shown."""
    half = {**THIRD, "from": "2026-01-01", "promise": None}
    month = {**THIRD, "from": "2026-09-01", "promise": None}
    coming = quarter("IV", resolved={"on_time": 1, "late": 0})
    found = dossiers(half, month, quarter("II", resolved={"on_time": 1, "late": 0}), THIRD, coming)
    assert found.latest is not None and found.latest.figures == third()
    assert [one.figures.starts.month for one in found.series] == [4, 7]
    assert dossiers(coming) == dossiers()


@pytest.mark.parametrize(
    ("day", "due"), [((2026, 2, 13), (2025, 9, 30)), ((2026, 2, 14), (2025, 12, 31)), ((2026, 11, 22), (2026, 9, 30))]
)
def test_a_quarter_is_due_45_days_after_it(day: tuple[int, int, int], due: tuple[int, int, int]) -> None:
    """31 December and 45 days are 14 February."""
    assert last_quarter_due(date(*day)) == date(*due)
    assert sum((end - start).days + 1 for start, end in quarters_of(2026)) == 365


def test_a_quarter_that_is_missing_is_said() -> None:
    """Figures end in June: those until September are overdue in November."""
    assert dossiers(THIRD).missing is None
    second = quarter("II", awaiting=0)
    assert dossiers(second).missing == date(2026, 9, 30)
    assert "30/09/2026" in shown(second).missing


def test_the_page_tells_what_the_receipt_hides() -> None:
    """98,4% by the report, 96,6% by the first date; 7 were late all the same; the stock that is late stands beside it."""
    parts = shown(THIRD)
    assert "373 trên 379 (98,4%)" in parts.bars and "366 trên 379 (96,6%)" in parts.bars
    assert parts.says[0].startswith("7 hồ sơ trả sau ngày được hẹn lúc nộp")
    assert "Cuối kỳ còn 1 hồ sơ đã quá hạn mà chưa trả." in parts.says
    assert [way[1] for way in parts.ways] == ["373 trên 379 (98,4%)", "373 trên 380 (98,2%)", "388 trên 395 (98,2%)"]
    without = shown({**THIRD, "promise": None})
    assert "chưa có số liệu" in without.bars and "chưa biết người dân có nhận kịp" in without.says[-1]


def test_a_report_that_does_not_add_up_says_so_and_why() -> None:
    """Three are missing among what became of 403."""
    parts = shown({**THIRD, "pending": {"in_time": 12, "late": 1}, "unreconciled": "Hệ thống cũ chuyển thiếu."})
    assert parts.unreconciled == "Báo cáo không cộng khớp: thiếu 3 hồ sơ. Xã ghi: Hệ thống cũ chuyển thiếu."
    assert shown(THIRD).unreconciled == ""


def test_a_missing_quarter_is_a_gap_and_no_zero() -> None:
    """Four columns of which one is empty; the table has the three that are known."""
    chart = shown(*(quarter(name, resolved={"on_time": 9, "late": 1}) for name in ("I", "III"))).chart
    assert chart.count("<rect") == 4
    assert chart.count("<tr>") == 3
    assert 'width="23.33"' in chart, "three places: a third of the width each, seven tenths of it drawn"


def test_few_dossiers_are_not_told_apart() -> None:
    """A field with 1 to 4, and with it the next smallest, from which it could be computed; 0 and unknown are told."""
    assert hide_few({"a": 4, "b": 9, "c": 30, "d": 0, "e": None}) == {"a", "b"}
    assert hide_few({"a": 4, "b": 1, "c": 30}) == {"a", "b"}
    assert hide_few({"a": 5, "b": 0}) == set()
    field: dict[str, Any] = {"received": {"online": 1, "offline": 1}, "resolved": {"on_time": 2, "late": 0}}
    other: dict[str, Any] = {"received": {"online": 150, "offline": 100}, "resolved": {"on_time": 240, "late": 2}}
    written = (THIRD, quarter("III", field="nuoi-con-nuoi", **field), quarter("III", field="ho-tich", **other))
    assert shown(*written).fields.count("dưới 5 hồ sơ, không nêu riêng") == 2
    data = describe_years("ha-noi/x", {"2026": year(dossiers=written)})
    assert [one.get("field") for one in data["years"]["2026"]["dossiers"]] == [None]


def survey(answered: int, satisfied: int, **more: Any) -> Survey:
    levels = {"very_satisfied": 0, "satisfied": satisfied, "dissatisfied": answered - satisfied}
    written = {"from": "2026-09-01", "to": "2026-09-30", "kind": "survey", "by": "Xã", "source": SOURCE, **more}
    return Survey.model_validate({**written, "answered": answered, "levels": levels})


def test_a_survey_has_its_margin() -> None:
    """80 of 100: 1,96·√(0,8·0,2/100) = 7,84 points; of 200 people √(100/199) of it, 5,56; the whole population leaves none."""
    found = measure_satisfaction(survey(100, 80))
    assert found.share == Share(80, 100) and found.margin == pytest.approx(0.0784)
    assert say_margin(Share(80, 100), 0.0784) == "± 7,8 điểm phần trăm, tức khoảng 72,2% đến 87,8%"
    assert measure_satisfaction(survey(100, 80, population=200)).margin == pytest.approx(0.0784 * (100 / 199) ** 0.5)
    assert measure_satisfaction(survey(100, 80, population=100)).margin == 0


def test_what_is_no_sample_has_no_margin() -> None:
    """Fewer than 30 answers are counts only; buttons at a counter, and answers that are all alike, have no margin."""
    assert measure_satisfaction(survey(29, 20)) == (None, None)
    assert measure_satisfaction(survey(30, 20)).share == Share(20, 30)
    assert measure_satisfaction(survey(100, 80, kind="counter")) == (Share(80, 100), None)
    assert measure_satisfaction(survey(100, 100)).margin is None
    few = show_surveys({"2026": year(surveys=[survey(12, 9)])}, TODAY)
    assert few[0].bars == Markup() and few[0].says == "Dưới 30 phiếu nên chỉ nêu số người: 9 hài lòng, 3 không hài lòng."


def inspection(day: str, *findings: dict[str, Any]) -> Inspection:
    written = [{"kind": "hours", "text": "Sai giờ", **finding} for finding in findings]
    return Inspection.model_validate({"date": day, "kind": "own", "by": "Xã", "findings": written, "source": SOURCE})


def test_open_findings_stand_on_top_until_they_are_closed() -> None:
    """The one that is most overdue first, then the later inspection, then what is mended; a mend to come closes nothing."""
    years = {
        "2025": year(inspections=[inspection("2025-08-01", {"text": "cũ"})]),
        "2026": year(
            inspections=[
                inspection("2026-08-01", {"text": "xong", "remedied": "2026-08-09", "due": "2026-08-05"}, {"text": "mới"}),
                inspection("2026-07-01", {"text": "trễ", "due": "2026-11-20"}, {"text": "hứa", "remedied": "2026-12-01"}),
            ]
        ),
    }
    assert [one.finding.text for one in list_findings(years, TODAY)] == ["trễ", "mới", "hứa", "cũ", "xong"]
    parts = show_findings(years, TODAY)
    assert (len(parts.open), len(parts.mended), parts.share) == (4, 1, "1 trên 5 (20%)")
    assert "quá hạn 2 ngày" in parts.open[0] and "Đã khắc phục ngày 09/08/2026, sau hạn." in parts.mended[0]
    assert show_findings({"2026": year(inspections=[inspection("2026-08-01")])}, TODAY).clean


def test_a_report_that_does_not_add_up_is_marked_beside_the_others() -> None:
    """0 + 9 came in, 8 were resolved and none is left: one is missing. Who reports no dossiers at all is named as that."""
    nothing_left = {"in_time": 0, "late": 0}
    apart = quarter(
        "III",
        carried_over=0,
        received={"online": 9, "offline": 0},
        resolved={"on_time": 8, "late": 0},
        pending=nothing_left,
        unreconciled="?",
    )
    reported = {"h/a": {"2026": year(dossiers=[apart])}, "h/b": {"2026": year()}}
    said = show_places([overseen("h/a", "xã A"), overseen("h/b", "xã B")], reported, TODAY, "../")
    assert said.count("báo cáo không cộng khớp") == 1
    assert "Có báo cáo, nhưng chưa có số liệu hồ sơ: xã B." in said and "kỳ khác" not in said


def test_a_line_runs_neither_over_a_missing_quarter_nor_over_the_merger() -> None:
    """The second and third quarter of 2025 follow one another, and yet are of other communes; the fourth is missing."""
    written = [quarter("II", 2025, resolved={"on_time": 1, "late": 0}), quarter("III", 2025, resolved={"on_time": 1, "late": 0})]
    found = dossiers(*written, quarter("I", resolved={"on_time": 1, "late": 0}))
    broken = [one and (one.figures.starts.year, one.figures.starts.month) for one in break_series(found.series)]
    assert broken == [(2025, 4), None, (2025, 7), None, (2026, 1)]
    assert found.cut_off, "and the page says so"
    assert not dossiers(written[1]).cut_off


def test_a_check_of_its_own_is_called_so() -> None:
    own = show_findings({"2026": year(inspections=[inspection("2026-08-01", {"text": "cũ"})])}, TODAY)
    assert "<br>Tự kiểm tra ngày 01/08/2026, Xã." in own.open[0]


def test_no_feedback_is_no_share() -> None:
    """None received: nothing happened, and not 100%."""
    block: dict[str, Any] = {"received": 0, "answered": {"in_time": 0, "late": 0}, "pending": {"in_time": 0, "late": 0}}
    table = show_petitions({"2026": year(petitions=[quarter("III", **block)])}, TODAY)
    assert "không phát sinh" in table and "%" not in table


def test_a_reduction_is_told_with_what_is_known_of_it() -> None:
    """Eight units became three, five fewer; of posts only the reduction is known."""
    change = {"text": "Sắp xếp", "units": {"before": 8, "after": 3}, "source": SOURCE}
    posts = [{"name": "Cấp phó", "change": {"fewer": 10}}]
    _, (told,) = show_units({"2017": year(reorganisation=[{**change, "posts": posts}])}, TODAY)
    assert "Đơn vị: 8 thành 3 (giảm 5); cấp phó: giảm 10." in told and "(năm 2017)" in told


def test_training_is_told_by_how_many_of_those_who_had_to_come_did() -> None:
    """Without how many had to come there is no share; a course that is still to come is not told."""
    course = {"from": "2026-05-11", "to": "2026-05-12", "name": "Lớp", "participants": 6, "source": SOURCE}
    later = course | {"from": "2026-12-01", "to": "2026-12-01"}
    (whole, alone), _ = show_units({"2026": year(training=[course | {"expected": 7, "to": "2026-05-13"}, course, later])}, TODAY)
    assert "6 trên 7 (85,7%) người thuộc diện phải dự" in whole and "11/05/2026 – 13/05/2026" in whole
    assert "): 6 người dự." in alone and "%" not in alone


def overseen(path: str, name: str) -> Overseen:
    return Overseen(Totals(path, name, "00001", False, False, Counts(), None, None, ()))


def test_a_commune_without_figures_is_named_and_not_ranked() -> None:
    """By name, not by what they achieve; sums are of those that report; who reports another period stands apart."""
    good = quarter("III", resolved={"on_time": 10, "late": 0})
    bad = quarter("III", resolved={"on_time": 5, "late": 5})
    reported = {
        "h/b": {"2026": year(dossiers=[good])},
        "h/a": {"2026": year(dossiers=[bad], sample="true")},
        "h/c": {"2026": year(dossiers=[quarter("II", awaiting=0)])},
    }
    communes = [overseen(f"h/{letter}", f"xã {letter.upper()}") for letter in "dcba"]
    said = show_places(communes, reported, TODAY, "../")
    assert "2 trên 4 xã, phường, đặc khu có số liệu quý III/2026." in said
    assert "15 trên 20 (75%)" in said
    assert said.rindex("Xã A") < said.rindex("Xã B")
    assert "Chưa có số liệu: xã D." in said and "xã C (quý II/2026)" in said
    assert said.count("mẫu") >= 2


def test_every_row_of_the_table_says_what_it_is_of() -> None:
    """A number a row, by the keys of the file; a sample is called one."""
    rows = [*tabulate_years("ha-noi/x", {"2026": year(dossiers=[quarter("III", apologies=6)], sample="true")})]
    days = date(2026, 7, 1), date(2026, 9, 30)
    retrieved = date(2026, 10, 5)
    assert rows == [("ha-noi/x", "2026", "dossiers", *days, None, "apologies", 6, "Biểu II.06a", retrieved, "dữ liệu mẫu")]


@pytest.mark.parametrize(
    ("starts", "ends", "name"),
    [
        ((2026, 7, 1), (2026, 9, 30), "quý III/2026"),
        ((2026, 2, 1), (2026, 2, 28), "tháng 2/2026"),
        ((2026, 1, 1), (2026, 12, 31), "năm 2026"),
        ((2026, 1, 1), (2026, 6, 30), "6 tháng đầu năm 2026"),
        ((2026, 7, 1), (2026, 12, 31), "6 tháng cuối năm 2026"),
        ((2026, 2, 1), (2026, 4, 30), "từ 01/02/2026 đến 30/04/2026"),
        ((2026, 7, 1), (2026, 7, 15), "từ 01/07/2026 đến 15/07/2026"),
    ],
)
def test_periods_have_their_names(starts: tuple[int, int, int], ends: tuple[int, int, int], name: str) -> None:
    """As reports call them; what has no name is told by its days."""
    assert name_period(date(*starts), date(*ends)) == name


def test_the_groups_reach_a_hundred_points() -> None:
    """18, 20, 12, 10, 18 and 22; before the decision there was no index."""
    maxima = maxima_on(TODAY)
    assert maxima is not None and sum(maxima.points.values()) == 100
    assert {*maxima.points} == {*SERVICE_GROUPS}
    assert maxima_on(maxima.since - timedelta(days=1)) is None


def test_a_year_without_figures_is_named() -> None:
    """Between two years with dossiers one has none."""
    known = year(dossiers=[THIRD])
    assert years_without({"2023": known, "2024": year(), "2026": known}) == ("2024", "2025")
    assert years_without({}) == years_without({"2026": known}) == ()


def test_a_figure_of_an_earlier_year_makes_those_of_the_latest_no_younger() -> None:
    """What was added to 2017 in November says nothing of the figures of 2026."""
    years = {"2026": year(), "2017": year().model_copy(update={"updated": date(2026, 11, 20)})}
    assert say_state(years, TODAY) == ("Cập nhật ngày 08/10/2026, cách đây 45 ngày.",)


def test_the_pages_have_the_block_of_what_is_reported(site_root: Path) -> None:
    """On the commune's page and on its province's, each with its files; beside it a commune that reports nothing says so."""
    file = site_root / "catalogue/ha-noi/thuong-tin/oversight/2026.yaml"
    file.parent.mkdir()
    file.write_text(REPORT, "utf-8")
    assert build(site_root).report.errors == 0
    pages = site_root / "site/theo-doi/ha-noi"
    told = (pages / "thuong-tin/index.html").read_text("utf-8")
    assert "373 trên 379 (98,4%)" in told and 'href="bao-cao.csv"' in told
    assert json.loads((pages / "thuong-tin/bao-cao.json").read_text("utf-8"))[0]["years"]["2026"]["sample"] is False
    assert "Chưa có số liệu do xã báo cáo." in (pages / "kim-lien/index.html").read_text("utf-8")
    assert not (pages / "kim-lien/bao-cao.json").exists()
    above = (pages / "index.html").read_text("utf-8")
    assert "1 trên 2 xã, phường, đặc khu có số liệu quý III/2026." in above and "Chưa có số liệu: phường Kim Liên." in above
    assert (pages / "bao-cao.xlsx").is_file()


INSPECTED = """updated: 2026-10-08
inspections:
  - date: 2026-08-12
    kind: regular
    by: Đoàn mẫu
    findings:
      - {kind: missing, procedures: ["1.004222"], text: Thiếu một thủ tục., remedied: 2026-08-20}
    source: {name: Kết luận mẫu, retrieved: 2026-08-21}
"""


def test_a_posting_that_goes_is_held_against_what_was_mended(site_root: Path) -> None:
    """Also where the figures themselves have not changed since the last build."""
    commune = site_root / "catalogue/ha-noi/thuong-tin"
    (commune / "oversight").mkdir()
    (commune / "oversight/2026.yaml").write_text(INSPECTED, "utf-8")
    rules = ("remedy-not-posted", "finding-posted-since")
    assert not [one.rule for one in build(site_root).report.diagnostics if one.rule in rules]
    (commune / "1.004222.yaml").unlink()
    assert [one.rule for one in build(site_root).report.diagnostics if one.rule in rules] == ["remedy-not-posted"]


def test_a_draft_of_a_quarter_carries_over_and_counts_nothing(small: Path) -> None:
    """The file is right at once; the next quarter begins with what the one before has left; one that is there stays."""
    asked = ["new", "oversight", "--commune", "ha-noi/thuong-tin", "--root", str(small), "--as-of"]
    made = CliRunner().invoke(app, [*asked, "2026-07-10"])
    assert made.exit_code == 0, made.output
    file = small / "catalogue/ha-noi/thuong-tin/oversight/2026.yaml"
    text = file.read_text("utf-8")
    assert "from: 2026-04-01" in text and "  # received:" in text and "  # carried_over: 0" in text
    file.write_text(text.replace("# pending: {in_time: 0, late: 0}", "pending: {in_time: 7, late: 2}"), "utf-8")
    assert CliRunner().invoke(app, [*asked, "2026-10-10"]).exit_code == 0
    text = file.read_text("utf-8")
    assert "updated: 2026-10-10" in text and "    carried_over: 9\n" in text and "pending: {in_time: 7, late: 2}" in text
    again = CliRunner().invoke(app, [*asked, "2026-10-11"])
    assert (again.exit_code, file.read_text("utf-8")) == (0, text) and "đã có quý này" in again.output
    assert CliRunner().invoke(app, [*asked, "2026-10-11", "--quarter", "5"]).exit_code == 2


def test_a_draft_of_a_province_counts_nothing_and_every_part_of_it_is_right(small: Path) -> None:
    """All is behind a sign of comment; without them, each part is a record that the check takes; what is there stays."""
    asked = ["new", "oversight", "--root", str(small), "--as-of", "2026-10-10"]
    made = CliRunner().invoke(app, [*asked, "--province", "Hà Nội"])
    assert made.exit_code == 0, made.output
    file = small / "catalogue/ha-noi/oversight/2026.yaml"
    text = file.read_text("utf-8")
    assert [line for line in text.split("\n") if line and not line.startswith("#")] == ["updated: 2026-10-10"]
    head, _, rest = text.partition("# par_index:")
    year = yaml.safe_load(head + "\n".join(line.removeprefix("# ") for line in ("# par_index:" + rest).split("\n")))
    ProvinceYear.model_validate({**year, "updated": "2026-10-10"})
    assert {*year} == {"updated", "par_index", "inspections", "surveys", "training"}
    again = CliRunner().invoke(app, [*asked, "--province", "ha-noi"])
    assert (again.exit_code, file.read_text("utf-8")) == (0, text) and "giữ nguyên" in again.output
    assert CliRunner().invoke(app, [*asked, "--province", "hue"]).exit_code == 2
    assert CliRunner().invoke(app, [*asked, "--province", "ha-noi", "--commune", "ha-noi/kim-lien"]).exit_code == 2


def test_a_list_that_is_written_on_one_line_is_left_to_people() -> None:
    """Nothing is put where it might break what stands there; a file without dossiers gets them at its end."""
    days = date(2026, 7, 1), date(2026, 9, 30)
    assert draft_quarter("h/x", "updated: 2026-01-01\ndossiers: [{from: 2026-01-01}]\n", days, None, TODAY) is None
    made = draft_quarter("h/x", "updated: 2026-01-01\nsurveys: []\n", days, 4, TODAY)
    assert made is not None and made.path == "catalogue/h/x/oversight/2026.yaml"
    assert made.text.startswith("updated: 2026-11-22\nsurveys: []\ndossiers:\n  # Từ 01/07/2026")
    assert "carried_over: 4" in made.text


def test_words_of_people_are_no_markup() -> None:
    """Whatever stands in a name, a cause, a reply or a reason is shown as it is written."""
    evil = "<script>x</script>"
    source = {"name": evil, "retrieved": "2026-10-05"}
    period = {"from": "2026-07-01", "to": "2026-09-30", "source": source}
    found = {"kind": "hours", "text": evil, "remedy": evil, "reply": evil}
    asked = {
        "kind": "survey",
        "by": evil,
        "how": evil,
        "answered": 40,
        "factors": [{"name": evil, "satisfied": 1, "answered": 2}],
    }
    change = {"text": evil, "posts": [{"name": evil, "change": {"fewer": 1}}], "source": source}
    written = year(
        inspections=[{"date": "2026-08-01", "kind": "own", "by": evil, "findings": [found], "source": source}],
        surveys=[{**period, **asked}],
        reorganisation=[change],
        training=[{**period, "name": evil, "by": evil, "participants": 1}],
        petitions=[{**period, "received": 1}],
    )
    years = {"2026": written}
    parts = [*show_findings(years, TODAY).open, show_petitions(years, TODAY)]
    parts += [item for items in show_units(years, TODAY) for item in items]
    parts += [part for one in show_surveys(years, TODAY) for part in (one.bars, one.source)]
    told = shown({**THIRD, "late_causes": [{"cause": evil, "count": 6}], "source": source})
    parts += [told.causes, told.source, told.bars, told.table]
    assert all(isinstance(part, Markup) and "<script" not in part for part in parts)
    assert sum(part.count("&lt;script") for part in parts) >= 10


PLAN = {"kind": "reform", "decision": {"number": "6/KH-UBND", "date": "2026-01-20"}, "from": "2026-01-20", "to": "2026-12-31"}


def test_a_plan_is_held_to_what_it_promised() -> None:
    """Of four things one is done in time, one late, one is 7 days over on 22 November, one has no day: 2 of 4 are done. Of
    equipment what is not counted is not known."""
    targets = [
        {"text": "Một.", "due": "2026-06-30", "done": "2026-06-30"},
        {"text": "Hai", "due": "2026-06-30", "done": "2026-07-01"},
        {"text": "Ba", "due": "2026-11-15"},
        {"text": "Bốn"},
    ]
    rule = {"kind": "house", "decision": {"number": "1/QĐ-UBND"}}
    machine = {"name": "Máy quét", "count": 3, "working": 0, "source": SOURCE}
    found = show_office({"2026": year(plans=[{**PLAN, "targets": targets}], rules=[rule], equipment=[machine])}, TODAY)
    said = found.plans[0]
    assert "Một: xong ngày 30/06/2026." in said and "Hai: xong ngày 01/07/2026, sau hạn." in said
    assert "Ba: chưa xong, quá hạn 7 ngày (hạn 15/11/2026)." in said and "Bốn: chưa xong; kế hoạch không ghi hạn." in said
    assert (found.kept, found.counted) == ("Đã xong 2 trên 4 (50%) việc", "1 loại")
    assert "Nội quy cơ quan: số 1/QĐ-UBND" in found.rules[0]
    assert '<td data-label="Dùng được">0</td><td data-label="Cần có">chưa có số liệu</td>' in found.equipment


def test_an_office_that_plans_and_counts_nothing_says_nothing() -> None:
    """No plan, none yet begun, one without promises: no share of nothing."""
    assert show_office({"2026": year()}, TODAY) == ((), "", (), "", "")
    assert show_office({"2026": year(plans=[PLAN])}, date(2026, 1, 19)).plans == ()
    found = show_office({"2026": year(plans=[PLAN])}, TODAY)
    assert found.kept == "" and "chưa kể các việc" in found.plans[0]


def test_a_folded_row_says_the_latest() -> None:
    """Of feedback and surveys the latest period; of nothing nothing; of few answers how many."""
    none = {"2026": year()}
    assert (headline_petitions(none.values(), TODAY), headline_surveys(none, TODAY)) == ("", "")
    asked = {"received": 2, "source": SOURCE}
    done = {"answered": {"in_time": 1, "late": 1}, "pending": {"in_time": 0, "late": 0}}
    both = [{"from": "2026-04-01", "to": "2026-06-30", **asked, **done}, {"from": "2026-07-01", "to": "2026-09-30", **asked}]
    assert headline_petitions([year(petitions=both)], TODAY) == "Quý III/2026: trả lời đúng hạn chưa có số liệu"
    assert headline_petitions([year(petitions=both[:1])], TODAY) == "Quý II/2026: trả lời đúng hạn 1 trên 2 (50%)"
    few = {"from": "2026-07-01", "to": "2026-07-31", "kind": "survey", "by": "Xã", "answered": 3, "source": SOURCE}
    assert headline_surveys({"2026": year(surveys=[few])}, TODAY) == "3 người trả lời, tháng 7/2026"
