"""The letters of the pages: what is made at the build is the font of the sheets, letter for letter, and small."""

import os
import time
import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from fontpkg_be_vietnam_pro import ROOT
from PIL import ImageFont

from conftest import REPOSITORY, add_settings
from niemyet.cache import kept
from niemyet.cache.kept import keep
from niemyet.render.web_fonts import LETTERS, REGULAR, STRONG, write_web_fonts
from test_site import build

FONTS = {file.path: file.data for file in write_web_fonts()}
SOURCES = {REGULAR: "BeVietnamPro-Regular.ttf", STRONG: "BeVietnamPro-SemiBold.ttf"}
SIZE = 120
VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
MARKS = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


def test_the_fonts_have_every_letter_of_vietnamese() -> None:
    """Every letter with every tone, small and large, as they are composed, and digits."""
    toned = {unicodedata.normalize("NFC", vowel + mark) for vowel in "aăâeêioôơuưy" for mark in MARKS}
    small = "".join(sorted(toned)) + VIETNAMESE + "0123456789"
    assert {ord(letter) for letter in small + small.upper()} <= LETTERS


@pytest.mark.parametrize("path", SOURCES)
def test_a_letter_looks_as_it_does_on_a_sheet(path: str) -> None:
    """A reader of fonts that is not ours unpacks the file and draws each letter as wide and as dark as from the source."""
    made = ImageFont.truetype(BytesIO(FONTS[path]), SIZE, layout_engine=ImageFont.Layout.BASIC)
    source = ImageFont.truetype(str(ROOT / "files" / SOURCES[path]), SIZE, layout_engine=ImageFont.Layout.BASIC)
    assert (made.getname()[0] or "").startswith("Be Vietnam Pro")
    for letter in map(chr, sorted(LETTERS - {0x20, 0xA0})):
        (_, *box), (_, *wanted) = made.getbbox(letter), source.getbbox(letter)
        assert max(abs(one - other) for one, other in zip(box, wanted, strict=True)) <= 2, letter
        drawn, meant = (sum(bytes(font.getmask(letter))) for font in (made, source))
        assert drawn == pytest.approx(meant, rel=0.06), letter


def test_the_fonts_are_small_and_the_same_each_time() -> None:
    """Both together fit a first visit on a bad line."""
    assert sum(map(len, FONTS.values())) <= 20_000
    assert {file.path: file.data for file in write_web_fonts()} == FONTS


def test_style_sheet_and_frame_name_the_fonts() -> None:
    """Two files of the theme say where the fonts are; the worker keeps what a page has asked for."""
    named = {name: (REPOSITORY / "theme" / name).read_text("utf-8") for name in ("assets/niemyet.css", "sw.js", "main.html")}
    assert all(path.removeprefix("assets/") in named["assets/niemyet.css"] for path in FONTS)
    assert "woff2" not in named["sw.js"]
    assert 'in ("400", "600")' in named["main.html"]  # both at once: headings in other letters than the text are ugly


@pytest.mark.slow("a build")
def test_a_site_may_leave_its_readers_their_own_letters(site_root: Path, tmp_path: Path) -> None:
    """`letters: system`: no page asks for a font."""
    add_settings(site_root, "letters: system")
    build(site_root, tmp_path / "site")
    page = (tmp_path / "site/index.html").read_text("utf-8")
    assert "be-vietnam-pro" not in page and 'href="assets/look.css"' in page
    assert "--text: var(--system-text)" in (tmp_path / "site/assets/look.css").read_text("utf-8")


def test_what_was_made_once_is_kept_whole_or_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the same it is made once; a damaged file, another key or a folder that nobody may write to cost time only."""
    made: list[bytes] = []

    def make() -> bytes:
        made.append(b"letters")
        return b"letters"

    monkeypatch.setattr(kept, "folder_of_user", lambda: tmp_path / "kept")
    assert [keep("a", b"one", make), keep("a", b"one", make), len(made)] == [b"letters", b"letters", 1]
    [file] = (tmp_path / "kept").iterdir()
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert [keep("a", b"one", make), keep("a", b"one", make), len(made)] == [b"letters", b"letters", 2]
    assert [keep("a", b"two", make), len(made)] == [b"letters", 3]
    (tmp_path / "no folder").write_bytes(b"")
    monkeypatch.setattr(kept, "folder_of_user", lambda: tmp_path / "no folder")
    assert [keep("a", b"one", make), keep("a", b"one", make), len(made)] == [b"letters", b"letters", 5]


def test_what_nobody_asked_for_in_a_long_time_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was asked for counts as new; of the rest the oldest goes until it is little enough; files of others stay."""
    folder, now = tmp_path / "kept", time.time()
    monkeypatch.setattr(kept, "folder_of_user", lambda: folder)
    for number in range(4):
        keep("picture", b"%d" % number, lambda: b"x" * 1000)
        os.utime(folder / f"picture-{(b'%d' % number).hex()}", (now, now - 3600 - number * 86_400))
    strange = folder / "of-others"
    strange.write_bytes(b"x" * 9000)
    os.utime(strange, (0, 0))
    names = [f"picture-{(b'%d' % number).hex()}" for number in range(4)]

    def left() -> list[str]:
        return [name for name in names if (folder / name).exists()]

    kept.tidy(now)
    assert left() == names
    kept.tidy(now + 86_399, most=0)
    assert left() == names  # looked at less than a day ago
    kept.tidy(now + 86_400, most=2500)
    assert left() == names[:2]
    assert keep("picture", b"1", lambda: b"") == b"x" * 1000
    kept.tidy(now + kept.UNUSED.total_seconds() - 60)
    assert left() == names[1:2] and strange.exists()
