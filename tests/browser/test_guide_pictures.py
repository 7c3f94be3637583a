"""The pictures of the guide: taken of the small site after the guide's examples, and compared with what that site shows.

Of pages that are not ours `drawings` has drawings.

    make pictures       takes them again; an ordinary test run writes nothing

A picture's metadata has the text that was visible. Fonts differ between machines, so the text is compared, not the pixels.
"""

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from conftest import HERE, REPOSITORY, TODAY, add_settings, make_site_root
from examples import find_examples, put
from known_frames import begin_known_frames
from niemyet.building.pipeline import BuildRequest, build_site
from pictures_of_words import read_words, write_picture
from serving import serve

GUIDE = REPOSITORY / "docs/soan-thao/viec-thuong-lam/index.md"
SIGNING_IN = REPOSITORY / "docs/soan-thao/dang-nhap/index.md"
DRAWINGS = Path(__file__).parent / "drawings"
COLOURS = 48
OPEN = "shown => [shown.closest('details'), shown.querySelector('details')].forEach(one => one?.setAttribute('open', ''))"
"""Opens what is closed around it or in it."""
ROOM = 'shown => { if (getComputedStyle(shown).paddingLeft === "0px") shown.style.padding = "0 1rem"; }'
"""Gives what touches its edges some room in the picture."""


class Shot(NamedTuple):
    """What a picture shows: an element of a page in a window so wide, after the example of the guide with these words."""

    address: str
    shows: str
    width: int
    example: str = ""


SHOTS = {
    "sua-trang-nay": Shot("ha-noi/thuong-tin/1.001193/", ".colophon", 460),
    "phi-truoc": Shot("ha-noi/thuong-tin/1.001193/", ".part:has(#phi) .lines", 420),
    "phi-sau": Shot("ha-noi/thuong-tin/1.001193/", ".part:has(#phi) .lines", 420, "case: late, amount: 8000, sample: true"),
    "sap-thay-doi": Shot("ha-noi/thuong-tin/1.001193/", ".note:has(#sap-thay-doi)", 720, "from: 2027-01-01\n    sample"),
    "ngung-niem-yet": Shot("ha-noi/thuong-tin/1.004222/", ".note--stop", 720, "withdrawn:"),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with links to where it is written."""
    root = tmp_path_factory.mktemp("guide") / "project"
    shutil.copytree(HERE / "small", root)
    make_site_root(root)
    links = "edit: https://kho.example/edit/main/{file}\nreport: https://kho.example/issues/new?title={address}"
    add_settings(root, links)
    return root


@pytest.fixture(scope="module")
def sharp(browser: Browser) -> Iterator[Page]:
    """A page whose pictures are enlarged twice."""
    with browser.new_context(device_scale_factor=2, color_scheme="light", service_workers="block") as context:
        yield context.new_page()


@pytest.mark.parametrize("name", SHOTS)
def test_a_picture_shows_what_the_page_says_today(name: str, project: Path, sharp: Page, request: pytest.FixtureRequest) -> None:
    """The words in the picture are those of the page after the guide's example; else take the pictures again."""
    shot, page = SHOTS[name], sharp
    shutil.copytree(HERE / "small/catalogue", project / "catalogue", dirs_exist_ok=True)
    if shot.example:
        [example] = [one for one in find_examples(GUIDE) if shot.example in one.text and "sai" not in one.said]
        put(example, project)
    order = BuildRequest(project, TODAY, begin_known_frames(project / "mkdocs.yml"))
    assert not build_site(order, project / "site").report.errors
    page.set_viewport_size({"width": shot.width, "height": 900})
    with serve(project / "site") as address:
        page.goto(address + shot.address, wait_until="networkidle")
        shown = page.locator(shot.shows)
        shown.evaluate(OPEN)
        words = " ".join(shown.inner_text().split())
        if request.config.getoption("--update-pictures"):
            shown.evaluate(ROOM)
            _keep(GUIDE, name, shown.screenshot(), words)
    assert read_words(GUIDE.parent / f"{name}.png") == words


@pytest.mark.parametrize("drawing", sorted(DRAWINGS.glob("*.svg")), ids=lambda drawing: drawing.stem)
def test_a_picture_shows_what_is_drawn_today(drawing: Path, sharp: Page, request: pytest.FixtureRequest) -> None:
    """The words in the picture are those of its drawing, and the page says them too, wherever a name has to be found."""
    page, name, guide = sharp, drawing.stem, SIGNING_IN.read_text("utf-8")
    page.set_content(drawing.read_text("utf-8"))
    shown = page.locator("svg")
    words = " ".join(shown.locator("text").all_text_contents())
    if request.config.getoption("--update-pictures"):
        _keep(SIGNING_IN, name, shown.screenshot(), words)
    assert read_words(SIGNING_IN.parent / f"{name}.png") == words
    assert f'src="{name}.png"' in guide
    named = [one for one in shown.locator("text[font-weight='600']").all_text_contents() if one.isascii()]
    assert all(one.strip("+ ") in guide for one in named if "•" not in one)


def _keep(guide: Path, name: str, taken: bytes, words: str) -> None:
    """Writes the picture with few colours and its words, and its size into the page."""
    with Image.open(io.BytesIO(taken)) as picture:
        width, height = picture.width // 2, picture.height // 2
        write_picture(picture.convert("RGB").crop((0, 0, width * 2, height * 2)), guide.parent / f"{name}.png", words, COLOURS)
    size = f'{name}.png" width="{width}" height="{height}"'
    text = re.sub(rf'{name}\.png" width="\d+" height="\d+"', size, guide.read_text("utf-8"))
    guide.write_text(text, "utf-8")
