"""Why inspectors go to a commune, since when, and what became worse on which day, worked out by hand.

The small catalogue's list is of Thursday 26 June 2025, its limit five working days: what was never posted is late since
Friday 4 July.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from niemyet.catalogue.selection import select_communes
from niemyet.model.oversight.record import CommuneYear
from niemyet.oversight.causes import (
    Cause,
    Fresh,
    find_causes,
    find_reported_causes,
    is_fresh,
    last_inspection,
    list_open_findings,
)
from niemyet.oversight.figures import figure_commune
from niemyet.oversight.overseen import oversee
from niemyet.oversight.pages.reported_findings import show_findings
from niemyet.oversight.pages.visits import (
    VisitsView,
    list_visits,
    list_worse,
    name_things,
    say_cause,
    say_worse,
    write_worse_data,
    write_worse_feed,
)
from niemyet.oversight.required import Requirements
from niemyet.validate.records import ReportedYears
from test_oversight import change

TODAY = date(2026, 11, 22)
PLACE, RESIDENCE = "ha-noi/thuong-tin", "1.004222"
SOURCE = {"name": "Số mẫu", "retrieved": "2026-10-05"}


def causes(root: Path, day: date = TODAY) -> dict[str, Cause]:
    report, reference, communes = select_communes(root, PLACE, day)
    assert not report.errors
    required = Requirements(reference.provinces["ha-noi"], reference.calendars, day)
    return {cause.kind: cause for cause in find_causes(figure_commune(communes[0], reference).compliance, required)}


def test_what_is_not_posted_is_late_since_the_day_after_the_limit(small: Path) -> None:
    """The day does not hang on the day on which one looks, but what is new does: a quarter later it is news no more."""
    (small / f"catalogue/{PLACE}/{RESIDENCE}.yaml").unlink()
    late_since = date(2025, 7, 4)
    assert "overdue" not in causes(small, date(2025, 7, 3))
    assert causes(small, late_since)["overdue"] == Cause("overdue", 1, late_since, (Fresh(late_since, RESIDENCE),))
    assert causes(small, date(2025, 7, 8))["overdue"].since == late_since
    assert causes(small)["overdue"] == Cause("overdue", 1, late_since)


def test_a_changed_procedure_is_a_cause_until_it_is_reviewed(small: Path) -> None:
    assert "review" not in causes(small)
    change(small, "reference/procedures/ho-tich/1.001193.yaml", "decision:", "changed: 2026-11-10\ndecision:")
    assert causes(small)["review"] == Cause("review", 1, date(2026, 11, 10), (Fresh(date(2026, 11, 10), "1.001193"),))


def year(**blocks: Any) -> dict[str, CommuneYear]:
    return {"2026": CommuneYear.model_validate({"updated": "2026-11-10"} | blocks)}


def inspection(day: str, kind: str = "regular", *findings: dict[str, str]) -> dict[str, Any]:
    return {"date": day, "kind": kind, "by": "Đoàn mẫu", "findings": list(findings), "source": SOURCE}


LATE = {"kind": "missing", "text": "Thiếu hai thủ tục.", "due": "2026-11-01"}
DUE_TODAY = {"kind": "hours", "text": "Biển giờ sai.", "due": "2026-11-22"}
MENDED = {"kind": "fee", "text": "Thu thừa.", "due": "2026-09-01", "remedied": "2026-08-30"}


def test_a_finding_past_its_day_comes_before_one_that_is_still_due() -> None:
    """On the day itself it is still in time; what was mended is no cause, however late it was."""
    years = year(inspections=[inspection("2026-08-12", "regular", LATE, DUE_TODAY, MENDED)])
    found = {cause.kind: cause for cause in find_reported_causes(years, TODAY)}
    day = date(2026, 11, 2)
    assert found["finding_overdue"] == Cause("finding_overdue", 1, day, (Fresh(day, "", "Thiếu hai thủ tục."),))
    assert found["finding_open"] == Cause("finding_open", 1, date(2026, 8, 12))
    assert [one.finding.text for one in list_open_findings(years, TODAY)] == ["Thiếu hai thủ tục.", "Biển giờ sai."]


def test_what_is_still_to_come_is_neither_mended_nor_a_cause() -> None:
    """The page of inspectors and that of the commune have one law: a mend, a period or a look of next week counts next week."""
    promised = LATE | {"remedied": "2026-11-29"}
    years = year(
        inspections=[inspection("2026-08-12", "regular", promised), inspection("2026-11-30", "regular", LATE)],
        board_checks=[{"date": "2026-11-30", "by": "Xã", "on_board": "40", "expired": "3"}],
    )
    assert [one.finding.remedied for one in list_open_findings(years, TODAY)] == [date(2026, 11, 29)]
    assert [(cause.kind, cause.number) for cause in find_reported_causes(years, TODAY)] == [("finding_overdue", 1)]
    assert len(show_findings(years, TODAY).open) == 1
    assert (last := last_inspection(years, TODAY)) is not None and last.date == date(2026, 8, 12)


def test_the_last_inspection_is_one_by_others() -> None:
    """A commune's own check is none, nor is an absent record one that found nothing."""
    years = year(inspections=[inspection("2026-03-02"), inspection("2026-10-02", "own")])
    assert (last := last_inspection(years, TODAY)) is not None and last.date == date(2026, 3, 2)
    assert last_inspection({}, TODAY) is None and [*find_reported_causes({}, TODAY)] == []


def test_the_latest_count_of_dossiers_is_what_counts() -> None:
    """Late ones of an earlier quarter were counted again at the end of the next; 0 late is no cause, no figure none either."""

    def period(first: str, last: str, late: int) -> dict[str, Any]:
        return {"from": first, "to": last, "pending": {"in_time": "3", "late": str(late)}, "source": SOURCE}

    second, third = period("2026-04-01", "2026-06-30", 4), period("2026-07-01", "2026-09-30", 1)
    [found] = find_reported_causes(year(dossiers=[second, third]), TODAY)
    assert (found.number, found.since) == (1, date(2026, 9, 30))
    assert [*find_reported_causes(year(dossiers=[second, period("2026-07-01", "2026-09-30", 0)]), TODAY)] == []


@pytest.mark.parametrize(
    ("day", "fresh"), [("2026-11-22", True), ("2026-11-23", False), ("2026-08-23", True), ("2026-08-22", False)]
)
def test_what_became_worse_is_told_for_a_quarter(day: str, fresh: bool) -> None:
    assert is_fresh(date.fromisoformat(day), TODAY) == fresh


def view(root: Path, reported: dict[str, dict[str, CommuneYear]]) -> VisitsView:
    report, reference, communes = select_communes(root, "ha-noi", TODAY)
    assert not report.errors
    required = Requirements(reference.provinces["ha-noi"], reference.calendars, TODAY)
    overseen = tuple(oversee(figure_commune(one, reference).compliance, required) for one in communes)
    return VisitsView(TODAY, reference.provinces, overseen, ReportedYears(reported, {}), "https://niemyet.example/")


def test_communes_stand_by_their_reasons_and_none_is_left_out(small: Path) -> None:
    """Kim Liên has a finding past its day and comes before Thường Tín, which lacks a posting; places and days, no persons."""
    (small / f"catalogue/{PLACE}/{RESIDENCE}.yaml").unlink()
    visits = list_visits(
        "ha-noi", view(small, {"ha-noi/kim-lien": year(inspections=[inspection("2026-08-12", "regular", LATE)])})
    )
    assert [(visit.path, visit.causes[0].kind) for visit in visits] == [
        ("ha-noi/kim-lien", "finding_overdue"),
        (PLACE, "overdue"),
    ]
    assert say_cause(visits[1].causes[0]) == "1 thủ tục quá hạn chưa niêm yết, sớm nhất từ 04/07/2025"
    [worse] = list_worse(visits)
    assert (worse.day, say_worse(worse)) == (date(2026, 11, 2), "Phường Kim Liên: 1 tồn tại quá hạn khắc phục")
    assert name_things(worse, {}) == "Thiếu hai thủ tục."


def test_who_stops_reporting_is_asked_why() -> None:
    """On 22 November the third quarter is due, 45 days after its end; who never reported is told elsewhere, and is no cause."""
    second = {"from": "2026-04-01", "to": "2026-06-30", "awaiting": "0", "source": SOURCE}
    [found] = find_reported_causes(year(dossiers=[second]), TODAY)
    assert say_cause(found) == "chưa báo cáo hồ sơ của quý đã đến hạn, hết kỳ ngày 30/09/2026"
    assert [*find_reported_causes(year(dossiers=[second]), date(2026, 11, 1))] == []
    assert [*find_reported_causes(year(), TODAY)] == []


def test_feedback_that_waits_too_long_is_a_cause() -> None:
    """About rules and about conduct together, of the latest period alone."""

    def asked(about: str, last: str, late: int) -> dict[str, Any]:
        pending = {"in_time": "1", "late": str(late)}
        return {"from": "2026-04-01", "to": last, "about": about, "received": "9", "pending": pending, "source": SOURCE}

    petitions = [asked("rules", "2026-06-30", 7), asked("rules", "2026-09-30", 2), asked("conduct", "2026-09-30", 1)]
    [found] = find_reported_causes(year(petitions=petitions), TODAY)
    assert (found.kind, found.number, found.since) == ("petitions_late", 3, date(2026, 9, 30))


def test_the_latest_look_at_the_board_is_what_counts() -> None:
    """Old sheets that were seen in spring and not in autumn are gone."""
    spring = {"date": "2026-04-01", "by": "Bộ phận Một cửa", "on_board": "40", "expired": "3"}
    autumn = spring | {"date": "2026-10-01"}
    [found] = find_reported_causes(year(board_checks=[spring, autumn | {"expired": "1"}]), TODAY)
    assert (found.kind, found.number, found.since) == ("board_expired", 1, date(2026, 10, 1))
    assert [*find_reported_causes(year(board_checks=[spring, autumn | {"expired": "0"}]), TODAY)] == []


def test_the_feed_and_its_data_tell_the_same(small: Path) -> None:
    """An entry for each commune, day and kind, whose id is its own; what is a sample says so in both."""
    told = {"ha-noi/kim-lien": year(inspections=[inspection("2026-08-12", "regular", LATE)], sample="true")}
    shown = view(small, told)
    worse = list_worse(list_visits("ha-noi", shown))
    feed = ElementTree.fromstring(write_worse_feed(shown, "theo-doi/ha-noi/kiem-tra/", "thành phố Hà Nội", worse, {}))
    atom = "{http://www.w3.org/2005/Atom}"
    [entry] = feed.findall(f"{atom}entry")
    own = "https://niemyet.example/theo-doi/ha-noi/kiem-tra/xau-di.xml"
    assert entry.findtext(f"{atom}id") == f"{own}#2026-11-02-kim-lien-finding_overdue"
    assert entry.findtext(f"{atom}title") == "Phường Kim Liên: 1 tồn tại quá hạn khắc phục (dữ liệu mẫu)"
    assert feed.findtext(f"{atom}updated") == "2026-11-02T00:00:00+07:00"
    data = json.loads(write_worse_data(shown, "ha-noi", "thành phố Hà Nội", worse, {}))
    [event] = data["worse"]
    assert (event["day"], event["commune"], event["sample"], event["number"]) == ("2026-11-02", "ha-noi/kim-lien", True, 1)
    assert event["things"] == [{"code": None, "name": None, "note": "Thiếu hai thủ tục."}]
