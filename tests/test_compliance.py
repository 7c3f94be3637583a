"""The figures of a commune, worked out by hand in the small catalogue; what is not known is neither fulfilled nor failed.

Xã Thường Tín posts the two procedures of the list of 26 June 2025 (a Thursday), both on 3 July, the fifth working day after it;
phường Kim Liên one on 2 July, the other on 4 July, the sixth. Both procedures lack the number of sets and the file of their form.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.catalogue.selection import select_communes
from niemyet.oversight.compliance import Compliance, Share
from niemyet.oversight.facts import Aged
from niemyet.oversight.figures import figure_commune
from niemyet.oversight.pages.commune_words import CommuneWords, ProvinceWords
from niemyet.oversight.pages.computed_commune import list_failing
from niemyet.oversight.pages.computed_places import draw_sums
from niemyet.oversight.required import month_ends
from niemyet.oversight.totals import sum_alike, sum_counts, sum_months, total_commune
from niemyet.oversight.words import say_limit, say_share
from test_oversight import change

TODAY = date(2026, 11, 22)
PLACE, OTHER = "ha-noi/thuong-tin", "ha-noi/kim-lien"
BIRTH, RESIDENCE = "1.001193", "1.004222"
LAW = {BIRTH: "reference/procedures/ho-tich/1.001193.yaml", RESIDENCE: "reference/procedures/cu-tru/1.004222.yaml"}
PROVINCE = "ha-noi/province.yaml"
LIST = 'procedures: ["1.001193", "1.004222"]'


def figures(root: Path, place: str = PLACE, day: date = TODAY) -> Compliance:
    """As `report` and a build compute them."""
    report, reference, communes = select_communes(root, place, day)
    assert report.errors == 0
    return figure_commune(communes[0], reference).compliance


def drop(root: Path, code: str, place: str = PLACE) -> None:
    (root / f"catalogue/{place}/{code}.yaml").unlink()


def make_whole(root: Path) -> None:
    """Gives both procedures what they lack."""
    for file in LAW.values():
        change(root, file, "papers:\n", "papers:\n  sets: 1\n")
    change(root, LAW[BIRTH], "khai-sinh: {name: Tờ khai đăng ký khai sinh}", "khai-sinh: {name: Tờ khai, url: https://a.gov.vn}")
    change(root, LAW[RESIDENCE], "ct01: {name: Tờ khai", "ct01: {url: https://a.gov.vn, name: Tờ khai")


def test_a_commune_that_posts_all_lacks_what_its_procedures_lack(small: Path) -> None:
    """Posted 2 of 2, whole 0, current 2, in time 2, all four 0; no procedure says from when it holds; reviewed 20 days ago."""
    found = figures(small)
    assert (found.posted, found.whole, found.current, found.on_time) == (Share(2, 2), Share(0, 2), Share(2, 2), Share(2, 2))
    assert (found.by_effect, found.effect_unknown, found.all_four) == (Share(0, 0), 2, Share(0, 2))
    assert [one.facts.lacking for one in found.postings] == [("sets", "forms")] * 2
    assert (found.median_age, found.ages[0]) == (20, (20, BIRTH))
    make_whole(small)
    found = figures(small)
    assert found.whole == found.all_four == Share(2, 2)


def test_every_part_that_lacks_is_named(small: Path) -> None:
    """A fee that the province has not set, a time that is not known, no channel: each by its name, in the order of Điều 8."""
    make_whole(small)
    change(small, LAW[RESIDENCE], "amount: 7, unit: working_day, basis", "undetermined: nguồn không nêu, basis")
    drop(small, "1.001193", "ha-noi")  # the overlay with the fee
    found = {one.facts.code: one.facts.lacking for one in figures(small, OTHER).postings}
    assert found == {BIRTH: ("fees",), RESIDENCE: ()}, "the commune promises a time of its own"
    assert {one.facts.code: one.facts.lacking for one in figures(small).postings} == {BIRTH: ("fees",), RESIDENCE: ("deadlines",)}


def test_late_is_counted_in_working_days_from_the_later_day(small: Path) -> None:
    """Kim Liên: one on the fourth working day, one on the sixth, of five."""
    found = figures(small, OTHER)
    assert {one.facts.code: (one.timing, one.late) for one in found.postings} == {BIRTH: ("on_time", 0), RESIDENCE: ("late", 1)}
    assert found.on_time == Share(1, 2)


@pytest.mark.parametrize(
    ("day", "waiting", "late", "on_time"),
    [
        (date(2026, 11, 22), "waiting", 0, (1, 1)),
        (date(2026, 11, 23), "overdue", 1, (1, 2)),
        (date(2026, 11, 25), "overdue", 2, (1, 2)),
    ],
)
def test_what_is_not_posted_is_late_when_its_time_is_over(
    day: date, waiting: str, late: int, on_time: tuple[int, int], small: Path
) -> None:
    """On the list since Friday 13 November 2026: five working days are over on the 20th; the 24th is a holiday. An overdue one
    counts against the share of what is in time, so that leaving it out improves nothing."""
    change(
        small, PROVINCE, LIST,
        'procedures: ["1.001193"]\n  changes:\n    - {decision: {number: 4100/QĐ-UBND, date: 2026-11-13}, add: ["1.004222"]}',
    )  # fmt: skip
    drop(small, RESIDENCE)
    found = figures(small, day=day)
    assert [(one.code, one.waiting, one.late) for one in found.missing] == [(RESIDENCE, waiting, late)]
    assert found.on_time == Share(*on_time) and found.posted == Share(1, 2) and found.all_four == Share(0, 2)


def test_of_what_has_no_day_nobody_says_that_it_is_late(small: Path) -> None:
    """Thường Tín posted within the limit of the list, so it is in time whatever the day of its decision; Kim Liên did not, so
    nobody knows: the decision may be later."""
    for place in (PLACE, OTHER):
        change(small, f"{place}/{RESIDENCE}.yaml", "{number: 3200/QĐ-UBND, date: 2025-06-26}", "{number: 3300/QĐ-UBND}")
    assert figures(small).on_time == Share(2, 2)
    found = figures(small, OTHER)
    assert found.on_time == Share(1, 1) and [one.facts.code for one in found.undated] == [RESIDENCE]
    assert say_share(Share(0, 0), unknown=1) == "chưa rõ: 1" and say_share(Share(0, 0)) == "không phát sinh"


def test_the_limit_counts_from_the_day_that_the_province_says(small: Path) -> None:
    """From the day on which the commune received the decision: known of one posting; and the page says whose limit it is."""
    change(small, PROVINCE, "posting_days: 5", "posting_days: 5\nposting_days_from: received")
    change(small, f"{OTHER}/{RESIDENCE}.yaml", "posted:", "received: 2025-06-30\nposted:")
    found = {one.facts.code: one.timing for one in figures(small, OTHER).postings}
    assert found == {BIRTH: "on_time", RESIDENCE: "on_time"}, "within the limit of the list; the fourth day after it was received"
    change(small, f"{OTHER}/{RESIDENCE}.yaml", "received: 2025-06-30\n", "")
    assert {one.facts.code: one.timing for one in figures(small, OTHER).postings}[RESIDENCE] == "unknown"
    _, reference, _ = select_communes(small, PLACE, TODAY)
    said = say_limit(reference.provinces["ha-noi"].province)
    assert "kể từ ngày xã nhận quyết định" in said and "chưa ghi văn bản nào" in said and "luật không nêu số ngày" in said


@pytest.mark.parametrize(
    ("effect", "state"),
    [("2025-07-10", "stood"), ("2025-07-02", "missed"), ("2025-06-26", "not_asked"), ("2027-01-01", "not_asked")],
)
def test_what_was_known_before_it_held_should_hang_on_that_day(effect: str, state: str, small: Path) -> None:
    """Signed 26 June, posted 3 July: there on the 10th, not on the 2nd; not asked where the decision came no earlier."""
    change(small, LAW[RESIDENCE], "decision:", f"effective: {{from: {effect}}}\ndecision:")
    found = {one.facts.code: one.by_effect for one in figures(small).postings}
    assert found.get(RESIDENCE, "not_asked") == state


def test_what_the_law_has_changed_is_not_current(small: Path) -> None:
    """A procedure that changed since the review, and one whose basis has ended; each with its day and document."""
    make_whole(small)
    change(small, LAW[BIRTH], "decision:", "changed: 2026-11-10\ndecision:")
    change(
        small,
        "reference/documents.yaml",
        "  issued: 2022-12-22\n",
        "  issued: 2022-12-22\n  repealed: {from: 2026-10-01, by: 71/2025/TT-BTC}\n",
    )
    found = figures(small)
    assert {one.facts.code: one.facts.aged for one in found.postings} == {
        BIRTH: (Aged("changed", date(2026, 11, 10)),),
        RESIDENCE: (Aged("ended", date(2026, 10, 1), "75/2022/TT-BTC"),),
    }
    assert found.current == Share(0, 2) and found.all_four == Share(0, 2) and found.whole == Share(2, 2)


def test_without_a_list_nothing_is_required(small: Path) -> None:
    """No share of a list, no month, nothing outside; the other figures are of all that is posted."""
    change(small, PROVINCE, "list:\n  decision: {number: 3200/QĐ-UBND, date: 2025-06-26}\n  " + LIST + "\n", "")
    found = figures(small)
    assert found.posted is None and found.all_four is None and found.outside == () and found.missing == ()
    assert found.whole == Share(0, 2) and found.on_time == Share(2, 2)
    assert {one.posted for one in found.months} == {None}
    assert say_share(found.posted) == "tỉnh chưa có danh mục"


def test_a_commune_that_posts_nothing_is_shown_as_that(small: Path) -> None:
    """0 of 2, both overdue; of nothing posted nothing is whole or current, and no age."""
    for code in (BIRTH, RESIDENCE):
        drop(small, code)
    found = figures(small)
    assert (found.posted, found.whole, found.current, found.on_time) == (Share(0, 2), Share(0, 0), Share(0, 0), Share(0, 2))
    assert found.median_age is None and found.ages == () and found.all_four == Share(0, 2)
    assert say_share(found.posted) == "0 trên 2 (0%)" and say_share(found.whole) == "không phát sinh"


def test_what_lacks_one_of_the_four_is_listed_with_what_it_lacks(small: Path) -> None:
    """Of two one is not posted, the other lacks a part: both are behind “all four”, and no other figure has fewer lists."""
    drop(small, RESIDENCE)
    words = CommuneWords(PLACE, ProvinceWords(str), "/")
    *_, listed = list_failing(figures(small), words)
    assert (listed.id, listed.number) == ("all-four", 2)
    told = listed.listed.decode()
    assert "1.001193 · thiếu bộ phận<" in told and "1.004222 · chưa niêm yết<" in told
    change(small, PROVINCE, f"list:\n  decision: {{number: 3200/QĐ-UBND, date: 2025-06-26}}\n  {LIST}\n", "")
    without = [one.id for one in list_failing(figures(small), words)]
    assert without == ["whole", "current", "on-time", "by-effect"], "without a list nothing is missing, and there is no fourth"


def test_what_is_posted_beyond_the_list_is_told_and_counts_nowhere(small: Path) -> None:
    change(small, PROVINCE, LIST, 'procedures: ["1.001193"]')
    found = figures(small)
    assert [one.facts.code for one in found.outside] == [RESIDENCE]
    assert found.posted == Share(1, 1) and found.whole == Share(0, 1) and found.on_time == Share(1, 1)


def test_what_a_commune_does_not_have_is_not_missing(small: Path) -> None:
    """Excepted and posted all the same, the two contradict each other: it is told."""
    exception = f'{LIST}\n  exceptions:\n    - {{procedure: "1.004222", communes: ["10183"], reason: Xã không có.}}'
    change(small, PROVINCE, LIST, exception)
    found = figures(small)
    assert [(one.code, one.posted) for one in found.excepted] == [(RESIDENCE, True)]
    assert found.posted == Share(1, 1) and [one.facts.code for one in found.outside] == [RESIDENCE]
    drop(small, RESIDENCE)
    found = figures(small)
    assert found.missing == () and found.posted == Share(1, 1) and not found.excepted[0].posted
    assert figures(small, OTHER).posted == Share(2, 2), "of the other commune it is still asked"


def test_months_are_counted_from_the_days_in_the_records(small: Path) -> None:
    """Posted on 5 March 2026: one of two until February, two of two since; the list of then counts, not that of today."""
    assert month_ends(date(2026, 3, 1), 2) == (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 1))
    change(small, f"{PLACE}/{RESIDENCE}.yaml", "posted: 2025-07-03", "posted: 2026-03-05")
    found = figures(small).months
    assert [one.posted for one in found] == [Share(1, 2)] * 4 + [Share(2, 2)] * 9
    assert (found[0].day, found[-1].day) == (date(2025, 11, 30), TODAY)
    change(
        small, PROVINCE, LIST,
        'procedures: ["1.001193"]\n  changes:\n    - {decision: {number: 4100/QĐ-UBND, date: 2026-01-15}, add: ["1.004222"]}',
    )  # fmt: skip
    assert [one.posted for one in figures(small).months][:5] == [Share(1, 1)] * 2 + [Share(1, 2)] * 2 + [Share(2, 2)]


def test_the_pages_show_what_was_computed(site_root: Path, tmp_path: Path) -> None:
    """A commune without a posting, one that has both, a province and the site: figures as counts, data beside them, samples
    marked; nothing is divided by nothing."""
    for code in (BIRTH, RESIDENCE):
        drop(site_root, code, OTHER)
    site = tmp_path / "site"
    built = build_site(BuildRequest(site_root, TODAY, begin_known_frames(site_root / "mkdocs.yml")), site)
    assert not built.report.errors
    pages = {path: (site / f"theo-doi/{path}index.html").read_text("utf-8") for path in ("", "ha-noi/", f"{PLACE}/", f"{OTHER}/")}
    assert all("<strong>Dữ liệu mẫu.</strong>" in page for page in pages.values())
    assert "2 trên 2 (100%)" in pages[f"{PLACE}/"] and "không phát sinh" in pages[f"{OTHER}/"]
    assert "Chưa có thủ tục nào đang niêm yết" in pages[f"{OTHER}/"] and "2 trên 4 (50%)" in pages["ha-noi/"]
    assert "Chưa niêm yết thủ tục nào tại đây: phường Kim Liên." in pages["ha-noi/"] and "2 trên 4 (50%)" in pages[""]
    data = json.loads((site / "theo-doi/ha-noi/so-lieu.json").read_text("utf-8"))
    assert data["sample"] and [one["figures"]["posted"] for one in data["communes"]] == [
        {"number": 0, "of": 2},
        {"number": 2, "of": 2},
    ]
    rows = (site / f"theo-doi/{OTHER}/so-lieu.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) == 3 and all(row.endswith("dữ liệu mẫu") for row in rows[1:])
    assert (site / "theo-doi/so-lieu.xlsx").read_bytes()[:2] == b"PK"
    assert 'href="../../theo-doi/ha-noi/kim-lien/"' in (site / f"{OTHER}/index.html").read_text("utf-8")


def test_figures_of_a_province_are_sums_of_counts(small: Path) -> None:
    """Thường Tín 2 of 2 in time, Kim Liên 1 of 2: together 3 of 4, with every month summed."""
    totals = [total_commune(figures(small, place)) for place in (PLACE, OTHER)]
    counts = sum_counts(totals)
    assert counts.shares["on_time"] == Share(3, 4) and counts.shares["posted"] == Share(4, 4)
    assert counts.unknown("by_effect") == 4 and counts.late == 1
    assert sum_months(totals) == (Share(4, 4),) * 13
    assert sum_counts([]).shares["posted"] == Share(0, 0) and sum_months([]) == ()


def test_communes_with_a_list_and_without_are_never_one_sum(small: Path) -> None:
    """Thường Tín has a list: 2 of 2 posted, 2 of 2 in time. Kim Liên of a province without one posts 2, of which 1 in time: it is
    told apart, and the sum stays 2 of 2; without any list all are summed, and nobody says how much is posted."""
    with_list, other = total_commune(figures(small)), total_commune(figures(small, OTHER))
    without = other._replace(has_list=False, counts=other.counts._replace(listed=0, listed_posted=0))
    summed = sum_alike([with_list, without])
    assert (summed.has_list, summed.of, summed.apart) == (True, 1, (without,))
    assert (summed.counts.shares["on_time"], summed.counts.shares["posted"]) == (Share(2, 2), Share(2, 2))
    drawn = draw_sums([with_list, without], TODAY)
    assert "Cộng 1 xã" in drawn and "Chưa cộng 1 nơi" in drawn and "(số bản niêm yết: 2)" in drawn
    alone = sum_alike([without])
    assert (alone.has_list, alone.apart, alone.counts.shares["on_time"]) == (False, (), Share(1, 2))
    assert "tỉnh chưa có danh mục" in draw_sums([without], TODAY)
