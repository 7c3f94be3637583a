"""What is to be published later is not there before its hour, and nowhere on the site; then it is, as in a build from nothing."""

from datetime import datetime, time
from pathlib import Path

import pytest

from conftest import TODAY
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.resolve.news import hours_of, sort_news
from niemyet.resolve.today import NoDayError, choose_moment
from test_news import article, write
from test_pictures import photograph
from test_site import bytes_of

WORD = "Trukhuynhdiep"
"""Stands in the title, the words, the file names and the description of the picture of the article that waits."""


def build_at(root: Path, clock: time, site: str = "site") -> dict[str, bytes]:
    request = BuildRequest(root, TODAY, begin_known_frames(root / "mkdocs.yml"), clock=clock)
    assert not build_site(request, root / site).report.errors
    return bytes_of(root / site)


def schedule(root: Path, hour: str) -> None:
    """An article of today with a picture and a file, named by another article, which is there already."""
    name, day = WORD.lower(), f"{TODAY}"
    (root / f"news/2026/{name}.jpg").write_bytes(photograph(40, 30))
    (root / f"news/2026/{name}.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    more = (
        f'time: "{hour}"\nplaces: [ha-noi/thuong-tin]\nprocedures: ["1.001193"]\ndocuments: [60/2014/QH13]\n'
        f"images: [{{file: {name}.jpg, alt: Phòng {WORD} buổi sáng, caption: Lúc {WORD}, credit: Mẫu}}]\n"
        f"files: [{{file: {name}.pdf, title: {WORD}}}]\n"
    )
    write(root, name, more, f"Bài {WORD}.", day)
    write(root, "da-dang", 'time: "07:00"\n', f"Xem [bài sau]({name}.md) và [cùng bài](/tin-tuc/2026/{name}/).", day)


@pytest.mark.slow("a build")
def test_nothing_of_an_article_is_there_before_its_hour(site_root: Path) -> None:
    """No page, list, feed, letter, search, file, size of a picture or line of the sitemap has its name or its words. A build a
    minute later has all of it, and is the same as one from nothing; a build of the minute before takes it back."""
    schedule(site_root, "14:30")
    before = build_at(site_root, time(14, 29))
    told = [
        path for path, data in before.items() if WORD.lower() in path or WORD.lower() in data.decode("utf-8", "replace").lower()
    ]
    assert told == []
    assert 'Xem <a rel="noopener">bài sau</a>' in before["tin-tuc/2026/da-dang/index.html"].decode()
    after = build_at(site_root, time(14, 30))
    name = WORD.lower()
    assert {f"tin-tuc/2026/{name}/index.html", f"tin-tuc/2026/{name}.pdf", f"tin-tuc/2026/{name}.jpg"} <= {*after}
    assert f"../{name}/" in after["tin-tuc/2026/da-dang/index.html"].decode()
    for path in (
        "tin-tuc/index.html",
        "tin-tuc/tin.xml",
        "ha-noi/thuong-tin/index.html",
        "thu-tuc/1.001193/index.html",
        "sitemap.xml",
    ):
        assert name in after[path].decode(), path
    assert after == build_at(site_root, time(14, 30), "clean")
    assert before == build_at(site_root, time(14, 29)) == build_at(site_root, time(14, 29), "before")


def test_an_hour_is_that_of_its_own_day() -> None:
    """Of several articles of a day each comes at its own hour; one without an hour is there from midnight."""
    early, late = article("a", TODAY, time="08:30"), article("b", TODAY, time="15:00")
    midnight = article("c", TODAY)
    assert hours_of((early, late, midnight), TODAY) == (time(0), time(8, 30), time(15))
    assert sort_news((early, late, midnight), TODAY, time(8, 29, 59)) == (midnight,)
    assert sort_news((early, late, midnight), TODAY, time(8, 30)) == (early, midnight)
    assert sort_news((early, late, midnight), TODAY) == (late, early, midnight)


@pytest.mark.parametrize(
    ("as_of", "moment"),
    [
        ("20/11/2026 14:30", datetime(2026, 11, 20, 14, 30)),
        ("2026-11-20T08:05", datetime(2026, 11, 20, 8, 5)),
        ("20/11/2026, 7h45", datetime(2026, 11, 20, 7, 45)),
        ("20/11/2026", datetime.combine(datetime(2026, 11, 20), time.max)),
    ],
)
def test_an_hour_may_be_asked_for(as_of: str, moment: datetime) -> None:
    """A day without an hour counts to its end."""
    assert choose_moment(as_of, "") == moment


@pytest.mark.parametrize("as_of", ["20/11/2026 24:30", "20/11/2026 8:75", "8:30", "20/11/2026 sáng"])
def test_what_is_no_hour_is_refused(as_of: str) -> None:
    with pytest.raises(NoDayError):
        choose_moment(as_of, "")
