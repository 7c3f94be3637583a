"""What a review saves, worked out by hand: estimates on stated inputs, and nothing where a part is missing."""

import csv
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from niemyet.law.savings import missing_of_cost, save, sum_savings
from niemyet.model.oversight.reviews import Review

SOURCE = {"name": "Số mẫu", "retrieved": "2026-10-05"}
COST = {"income_per_hour": "45000", "income_source": "Số mẫu", "times": "2", "subjects": "300", "basis": "Số mẫu"}


def review(**more: Any) -> Review:
    plain = {"procedure": "1.001193", "kinds": ["papers"], "text": "Mẫu.", "status": "in_force", "source": SOURCE}
    return Review.model_validate(plain | more)


def test_papers_and_days_are_taken_times_the_dossiers_that_were_counted() -> None:
    """3 → 2 papers and 5 → 2.5 working days on 120 dossiers: 120 papers and 300 days a year. Counted go before planned ones."""
    found = save(
        review(
            before={"papers": "3", "amount": "5", "unit": "working_day"},
            after={"papers": "2", "amount": "2.5", "unit": "working_day"},
            dossiers="120",
            cost=COST,
        )
    )
    assert (found.once.papers, found.once.length, found.once.unit) == (1, 2.5, "working_day")
    assert (found.dossiers, found.counted, found.papers, found.waiting) == (120, True, 120, 300)


def test_the_standard_cost_model_is_computed_to_the_dong() -> None:
    """Before: 3.5 hours × 45,000 + 20,000 + 8,000 = 185,500; after: 1 × 45,000 + 5,000 + 8,000 = 58,000; 600 times a year:
    111,300,000 and 34,800,000, which saves 76,500,000 đồng, and 2.5 hours × 600 ÷ 8 = 187.5 days of people's lives."""
    before = {"hours": "3.5", "expense": "20000", "fee": "8000"}
    found = save(review(before=before, after={"hours": "1", "expense": "5000", "fee": "8000"}, cost=COST))
    assert found.cost is not None
    assert found.cost == (185_500, 58_000, 111_300_000, 34_800_000)
    assert (found.cost.saved, found.lived, found.counted, found.dossiers) == (76_500_000, 187.5, False, 600)


@pytest.mark.parametrize("side", ["before", "after"])
@pytest.mark.parametrize("key", ["hours", "expense", "fee"])
def test_a_missing_part_is_no_nought(side: str, key: str) -> None:
    """Nothing is computed without all parts, and the part that lacks is named; 0 is a part."""
    burden = {"hours": "1", "expense": "0", "fee": "0"}
    sides: dict[str, Any] = {"before": burden, "after": burden}
    assert save(review(**sides, cost=COST)).cost == (45_000, 45_000, 27_000_000, 27_000_000)
    sides[side] = {name: value for name, value in burden.items() if name != key}
    assert save(review(**sides, cost=COST)).cost is None
    assert missing_of_cost(review(**sides, cost=COST)) == (f"{side}.{key}",)
    assert missing_of_cost(review(**sides)) == ()


def test_lengths_of_different_units_are_not_taken_from_one_another() -> None:
    """15 days are not 10 working days and a rest; months and hours are no days of waiting."""
    unlike = review(before={"amount": "15", "unit": "day"}, after={"amount": "10", "unit": "working_day"}, dossiers="10")
    assert (save(unlike).once.length, save(unlike).waiting) == (None, None)
    months = review(before={"amount": "2", "unit": "month"}, after={"amount": "1", "unit": "month"}, dossiers="10")
    assert (save(months).once.length, save(months).waiting) == (1, None)


def test_what_became_more_is_told() -> None:
    assert save(review(before={"papers": "1"}, after={"papers": "2"})).once.more
    assert not save(review(before={"papers": "2"}, after={"papers": "2"})).once.more
    assert not save(review()).once.more


def test_only_what_is_in_force_is_summed_as_saved() -> None:
    """A sum says on how many reviews it stands; a proposal saves nobody anything, nor does one that was refused."""
    burdens: dict[str, Any] = {"before": {"papers": "3"}, "after": {"papers": "1"}, "dossiers": "10"}
    reviews = [review(**burdens), review(), review(**burdens | {"status": "proposed"}), review(**burdens | {"status": "refused"})]
    saved, planned = sum_savings(reviews, "in_force"), sum_savings(reviews, "proposed", "accepted")
    assert (saved.reviews, saved.papers, saved.money) == (2, (20, 1), (0, 0))
    assert (planned.reviews, planned.papers) == (1, (20, 1))


def test_the_page_of_reviews_keeps_what_is_planned_apart_from_what_is_saved(frozen_site: Path) -> None:
    """Of the commune's two reviews one is in force, with 184 dossiers a day sooner each; the other is only proposed."""
    page = (frozen_site / "theo-doi/ra-soat/ha-noi/index.html").read_text("utf-8")
    told = " ".join(unescape(re.sub("<[^>]+>", " ", page)).split())
    saved, planned = told.split("Đã áp dụng 1 lần cắt giảm")[1].split("Mới đề nghị hoặc chưa áp dụng 1 đề nghị")
    assert "Ngày chờ bớt trong một năm 184 ngày tính được ở 1 trên 1" in saved and "ngày công tính" not in saved
    planned = planned.split("Theo nơi rà soát")[0]
    assert "Giấy tờ bớt trong một năm 900 tính được ở 1 trên 1 Ngày chờ bớt trong một năm chưa có số liệu" in planned
    assert "225 ngày công tính được ở 1 trên 1" in planned and "108.000.000 đồng tính được ở 1 trên 1" in planned
    anchors = re.findall(r'id="(ra-soat-[^"]+)"', page)
    assert anchors == ["ra-soat-thuong-tin-2026-1", "ra-soat-thuong-tin-2026-2"]


def test_the_file_of_reviews_has_their_figures_before_and_after(frozen_site: Path) -> None:
    for folder in ("", "ha-noi/"):
        with (frozen_site / f"theo-doi/ra-soat/{folder}ra-soat.csv").open(encoding="utf-8-sig") as file:
            first, second = csv.DictReader(file)
        for row in (first, second):
            assert (row["place"], row["place_name"], row["year"]) == ("ha-noi/thuong-tin", "xã Thường Tín", "2026")
        assert [row[key] for row in (first, second) for key in ("status", "from", "decision", "sent")] == [
            "in_force", "2026-07-01", "120/QĐ-UBND", "", "proposed", "", "", "2026-09-07",
        ]  # fmt: skip
        assert [first[f"{key}_{side}"] for key in ("papers", "length", "unit") for side in ("before", "after")] == [
            "", "", "3", "2", "working_day", "working_day",
        ]  # fmt: skip
        assert [second[f"{key}_{side}"] for key in ("papers", "length", "fee") for side in ("before", "after")] == [
            "2", "1", "", "", "8000", "8000",
        ]  # fmt: skip
        assert [first[key] for key in ("dossiers", "dossiers_counted", "papers_saved", "days_saved", "own_days_saved")] == [
            "184", "true", "", "184", "",
        ]  # fmt: skip
        assert [second[key] for key in ("dossiers", "dossiers_counted", "papers_saved", "days_saved", "own_days_saved")] == [
            "900", "false", "900", "", "225.0",
        ]  # fmt: skip
        assert [second[f"cost_{key}"] for key in ("before", "after", "saved")] == ["169200000", "61200000", "108000000"]
