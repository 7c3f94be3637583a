"""The picture that messengers show beside a link."""

from io import BytesIO

import pytest
import typst
from fontpkg_be_vietnam_pro import ROOT as FONT
from PIL import Image, ImageChops

from niemyet.load.packaged import find_theme

PICTURE = find_theme() / "assets/preview.png"
LARGEST = 20_000
"""Bytes."""


def draw() -> Image.Image:
    """The picture as its source says."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT / "files")])
    drawn = typst.Compiler(font_paths=fonts).compile(input=find_theme() / "sheets/preview.typ", format="png", ppi=72)
    assert isinstance(drawn, bytes)
    return Image.open(BytesIO(drawn)).convert("RGB")


def test_the_picture_is_what_its_source_draws(request: pytest.FixtureRequest) -> None:
    """1200 × 630, as messengers want it, in few colours; `--update-pictures` draws it again."""
    drawn = draw()
    if request.config.getoption("--update-pictures"):
        drawn.quantize(16).save(PICTURE, optimize=True)
    known = Image.open(PICTURE)
    assert known.size == drawn.size == (1200, 630)
    assert PICTURE.stat().st_size <= LARGEST
    differing = ImageChops.difference(known.convert("RGB"), drawn).convert("L").point(lambda light: 255 * (light > 40))
    assert sum(differing.histogram()[1:]) < 0.002 * 1200 * 630
