"""The pictures that messengers show beside links to articles and procedures: drawn once, named on the page, always the same."""

import struct
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
