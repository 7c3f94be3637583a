"""The pictures that messengers show beside links to articles and procedures: drawn once, named on the page, always the same."""

import struct
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from conftest import TODAY
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, build_site
from niemyet.building.share_pictures import SharePicture, draw_share_pictures, key_of_share_pictures, list_share_pictures
from niemyet.load.packaged import find_theme
from niemyet.render.addresses import MOST_SHARED
from niemyet.resolve.article_heads import ArticleHead
from niemyet.sheets.typesetter import Typesetter
from test_site import bytes_of

HEAD = ArticleHead("2026/a", "Bài", "", date(2026, 11, 1), "", "A", ("the-che",), (), (), ())


def size_of(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_the_latest_articles_have_pictures_of_their_own() -> None:
    """And every procedure; a new article changes the parts of few others."""
    heads = [HEAD._replace(path=f"2026/bai-{number}") for number in range(MOST_SHARED + 1)]
    before, after = list_share_pictures(heads[1:], {}, "Trang"), list_share_pictures(heads, {}, "Trang")
    listed = {one.path for part in after.values() for one in part}
    assert len(listed) == MOST_SHARED and f"tin-tuc/2026/bai-{MOST_SHARED}/chia-se.png" not in listed
    keys = [{name: key_of_share_pictures(part) for name, part in one.items()} for one in (before, after)]
    assert sum(keys[0].get(name) != key for name, key in keys[1].items()) <= 2


def test_a_picture_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 1200 × 630 dots, with any title that a record may have; the second time it is read, and is the same."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    titles = ["Ngắn", "Đăng ký “khai sinh” #1 $x$ \\ [a] @b *c* _d_ <e>", "THỦ TỤC " * 50]
    wanted = [SharePicture(f"{at}/chia-se.png", title, "Hộ tịch", "22/11/2026", "Trang") for at, title in enumerate(titles)]
    made = [*draw_share_pictures(find_theme(), wanted)]
    assert [size_of(one.data) for one in made] == [(1200, 630)] * 3
    assert len({one.data for one in made}) == 3

    def refuse(*_: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(Typesetter, "draw", refuse)
    assert [*draw_share_pictures(find_theme(), wanted)] == made


@pytest.mark.slow("pictures are drawn")
def test_a_posting_shows_its_own_answer_or_its_procedure(site_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By default the picture of its procedure; asked for, one of its own with what it costs and how long it takes at that office.
    A promise that is made later is drawn anew, as in a build from nothing."""
    drawn: dict[str, str] = {}

    def draw(_: object, what: str, data: Mapping[str, str]) -> bytes:
        drawn[what] = data["title"]
        return data["title"].encode()

    monkeypatch.setattr("niemyet.building.share_pictures.keep", lambda _, __, make: make())
    monkeypatch.setattr(Typesetter, "draw", draw)
    frames, page = begin_known_frames(site_root / "mkdocs.yml"), "ha-noi/thuong-tin/1.001193"

    def made(site: str, own: bool) -> bytes:
        order = BuildRequest(site_root, TODAY, frames, share_pictures=True, share_postings=own)
        assert not build_site(order, site_root / site).report.errors
        return (site_root / site / page / "index.html").read_bytes()

    assert b'property="og:image" content="https://niemyet.example/thu-tuc/1.001193/chia-se.png"' in made("site", False)
    assert f"{page}/chia-se.png" not in drawn
    assert f'property="og:image" content="https://niemyet.example/{page}/chia-se.png"'.encode() in made("site", True)
    told = drawn[f"{page}/chia-se.png"]
    assert told.startswith("Đăng ký khai sinh ở xã Thường Tín: ") and "; " in told
    posting = site_root / f"catalogue/{page}.yaml"
    posting.write_text(posting.read_text("utf-8").replace("16:00", "16:30"), "utf-8")
    made("site", True)
    made("clean", True)
    assert drawn[f"{page}/chia-se.png"] != told and "16 giờ 30" in drawn[f"{page}/chia-se.png"]
    assert bytes_of(site_root / "site") == bytes_of(site_root / "clean")


@pytest.mark.slow("pictures are made")
def test_pages_name_their_pictures(site_root: Path) -> None:
    """Before that of the site, so that it is the one that is shown; none is made where nobody asked for it."""
    frames = begin_known_frames(site_root / "mkdocs.yml")
    for asked in (True, False):
        assert not build_site(BuildRequest(site_root, TODAY, frames, share_pictures=asked), site_root / "site").report.errors
        for page in ("tin-tuc/2026/tin-mau", "thu-tuc/1.001193"):
            html = (site_root / "site" / page / "index.html").read_text("utf-8")
            own = html.find(f'property="og:image" content="https://niemyet.example/{page}/chia-se.png"')
            assert (0 < own < html.find("assets/preview.png")) is asked
            assert (site_root / "site" / page / "chia-se.png").is_file() is asked
