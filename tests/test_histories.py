"""Both ways between records and news: a procedure's history, and the article that explains a change."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from conftest import TODAY
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.changes.catalogues import compare_catalogues
from niemyet.changes.chronicle import Chronicle, Event, known_past
from niemyet.resolve.article_heads import ArticleHead
from test_law_in_force import REFERENCE, change

HEAD = ArticleHead("2026/a", "Bài", "Tóm tắt", date(2026, 11, 1), "", "A", ("the-che",), (), ("1.001193",), ("60/2014/QH13",))


@pytest.mark.parametrize(
    ("head", "day", "basis", "places", "explains"),
    [
        (HEAD, TODAY, None, (), True),
        (HEAD, date(2027, 3, 1), None, (), False),  # four months before
        (HEAD, date(2027, 3, 1), "60/2014/QH13", (), True),  # the document behind the change
        (HEAD._replace(procedures=("1.004222",)), TODAY, None, (), False),
        (HEAD._replace(period="Năm 2017"), TODAY, "60/2014/QH13", (), False),  # an old event explains nothing of today
        (HEAD._replace(places=("ha-noi",)), TODAY, None, ("ha-noi/kim-lien",), True),
        (HEAD._replace(places=("ha-noi/kim-lien",)), TODAY, None, ("ha-noi/thuong-tin",), False),
        (HEAD._replace(places=("ha-noi/kim-lien",)), TODAY, None, (), True),
    ],
)  # fmt: skip
def test_an_article_explains_what_it_is_about(
    head: ArticleHead, day: date, basis: str | None, places: tuple[str, ...], explains: bool
) -> None:
    """It names the procedure about that time, or the document behind the change, and is of no other place."""
    assert head.explains(["1.001193"], day, basis, places) is explains


def test_the_history_of_a_procedure_has_everything_in_order(site_root: Path, tmp_path: Path) -> None:
    """Versions, documents, changes and articles by day, the latest first; a change names the article that explains it."""
    record = f"{REFERENCE}/procedures/ho-tich/1.001193.yaml"
    notice = {"from": "2027-03-01", "text": "Thủ tục được công bố lại.", "basis": "03/2026/QH16"}
    change(site_root, record, {"upcoming": [notice]})
    before = tmp_path / "before"
    shutil.copytree(site_root, before)
    overlay = site_root / "catalogue/ha-noi/1.001193.yaml"
    overlay.write_text(overlay.read_text("utf-8").replace("amount: 5000", "amount: 7000"), "utf-8")
    events = (Event(date(2026, 11, 20), "1" * 40, compare_catalogues(before, site_root, TODAY)),)
    past = known_past(Chronicle(events, date(2026, 10, 1)))
    request = BuildRequest(site_root, TODAY, begin_known_frames(site_root / "mkdocs.yml"), past=past)
    built = build_site(request, site_root / "site")
    assert not built.report.errors
    history = (site_root / "site/thu-tuc/1.001193/lich-su/index.html").read_text("utf-8")
    days = re.findall(r'<time datetime="([0-9-]+)"', history)
    assert days == sorted(days, reverse=True) and {"2027-03-01", "2026-11-20", "2026-11-10", "2016-01-01"} <= {*days}
    for said in ("Thủ tục được công bố lại.", "7.000", "tin-tuc/2026/tin-mau/", "van-ban/60-2014-qh13/"):
        assert said in history, said
    assert 'href="lich-su/"' in (site_root / "site/thu-tuc/1.001193/index.html").read_text("utf-8")
    changes = (site_root / "site/thay-doi/index.html").read_text("utf-8")
    assert re.search(r'Bài giải thích: <a href="../tin-tuc/2026/tin-mau/">', changes)
