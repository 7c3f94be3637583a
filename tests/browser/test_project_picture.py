"""The picture of README.md: a posting on a desktop and on a phone, and its sheet for the wall.

`make pictures` takes it again; an ordinary test run compares the words of the two pages with those in its metadata.
"""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Page
from typer.testing import CliRunner

from conftest import REPOSITORY, TODAY
from niemyet.cli import app
from pictures_of_words import read_words, write_picture

PICTURE = REPOSITORY / ".github/niemyet.png"
PLACE, CODE = "ha-noi/thuong-tin", "1.001193"
OPEN_AT = "2026-11-25T09:30:00+07:00"
"""A Wednesday morning, while the counter receives."""
COLOURS = 128
HEIGHT, GAP, CORNER = 620, 32, 14
"""Of each part, between them, and of their corners, in pixels."""
GROUND, SHADOW = (231, 238, 244), (60, 80, 100)


def test_the_picture_shows_what_the_pages_say_today(
    base_url: str, frozen_root: Path, clock: Callable[[str, str], Page], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The words of the answer in the picture are those of the page; else take it again."""
    page = clock(f"{base_url}{PLACE}/{CODE}/", OPEN_AT)
    words = " ".join(page.locator("#tra-loi").inner_text().split())
    if request.config.getoption("--update-pictures"):
        phone = page.screenshot()
        page.set_viewport_size({"width": 1280, "height": 844})
        _keep([page.screenshot(), phone, _sheet(frozen_root, tmp_path)], words)
    assert read_words(PICTURE) == words


def _sheet(root: Path, folder: Path) -> bytes:
    """The first page of the posting's sheet, as a PNG."""
    asked = ["sheets", PLACE, "--procedure", CODE, "--root", str(root), "--out", str(folder), "--as-of", TODAY.isoformat()]
    made = CliRunner().invoke(app, asked)
    assert made.exit_code == 0, made.output
    with pypdfium2.PdfDocument(folder / f"{CODE}.pdf") as sheet:
        kept = io.BytesIO()
        sheet[0].render(scale=2).to_pil().save(kept, "PNG")
    return kept.getvalue()


def _keep(parts: Sequence[bytes], words: str) -> None:
    """Lays the parts beside one another and writes them with few colours."""
    shown: list[Image.Image] = []
    for part in parts:
        with Image.open(io.BytesIO(part)) as taken:
            size = round(taken.width * HEIGHT / taken.height), HEIGHT
            shown.append(taken.convert("RGB").resize(size, Image.Resampling.LANCZOS))
    ground = Image.new("RGB", (GAP + sum(one.width + GAP for one in shown), HEIGHT + 2 * GAP), GROUND)
    left = GAP
    for one in shown:
        shadow = _rounded(ground.size, (left, GAP + 6, left + one.width, GAP + 6 + HEIGHT), 70)
        ground.paste(SHADOW, mask=shadow.filter(ImageFilter.GaussianBlur(10)))
        ground.paste(one, (left, GAP), _rounded(one.size, (0, 0, one.width - 1, HEIGHT - 1), 255))
        left += one.width + GAP
    write_picture(ground, PICTURE, words, COLOURS)


def _rounded(size: tuple[int, int], box: tuple[int, int, int, int], strength: int) -> Image.Image:
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).rounded_rectangle(box, CORNER, fill=strength)
    return mask
