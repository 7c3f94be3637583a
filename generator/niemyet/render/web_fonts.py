"""The letters of the pages: Be Vietnam Pro as on the sheets, with what Vietnamese needs, made for the web at the build. The only
module that imports fontTools.

They have no kerning, which hardly anybody sees and which is a third of the one font, a fifth of the other: a phone loads both.
"""

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from niemyet.cache.digests import digest
from niemyet.cache.kept import keep
from niemyet.render.renderer import OutputFile
from niemyet.values import dataclass

REGULAR, STRONG = "assets/be-vietnam-pro-400.woff2", "assets/be-vietnam-pro-600.woff2"
"""The addresses, which theme/main.html and theme/assets/niemyet.css know too."""
_RANGES = (
    (0x20, 0x7E), (0xC0, 0xC3), (0xC8, 0xCA), (0xCC, 0xCD), (0xD2, 0xD5), (0xD9, 0xDA), (0xE0, 0xE3), (0xE8, 0xEA), (0xEC, 0xED),
    (0xF2, 0xF5), (0xF9, 0xFA), (0x102, 0x103), (0x110, 0x111), (0x128, 0x129), (0x168, 0x169), (0x1A0, 0x1A1), (0x1AF, 0x1B0),
    (0x1EA0, 0x1EF9),
)  # fmt: skip
_SINGLE = (
    0xA0, 0xA7, 0xAB, 0xB0, 0xB1, 0xB2, 0xB3, 0xB7, 0xBB, 0xD7, 0xDD, 0xFD, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D,
    0x2022, 0x2026, 0x20AB, 0x2212, 0x2248, 0x2264, 0x2265,
)  # fmt: skip
LETTERS = frozenset((*_SINGLE, *(point for first, last in _RANGES for point in range(first, last + 1))))
"""Code points: Latin, the letters of Vietnamese, and the signs that its texts use. Others come from the reader's own fonts."""

_NAMES = (0, 1, 2, 13, 14)
"""Copyright, family, style, licence and where to read it: the licence asks that they travel with the font."""


@dataclass(frozen=True, slots=True)
class WebFontsView:
    """The inputs of the fonts: none, for they come with the program's libraries."""


def write_web_fonts() -> Iterator[OutputFile]:
    """Both fonts."""
    from fontpkg_be_vietnam_pro import ROOT  # here, because a site that is unchanged needs no font

    files = ROOT / "files"
    yield OutputFile(REGULAR, _find_cut(files / "BeVietnamPro-Regular.ttf"))
    yield OutputFile(STRONG, _find_cut(files / "BeVietnamPro-SemiBold.ttf"))


@cache
def _find_cut(file: Path) -> bytes:
    """The font as `_cut` makes it, which takes longer than a whole small site: kept from one build to the next."""
    key = digest(file.read_bytes(), Path(__file__).read_bytes(), version("fonttools"), version("brotli"))
    return keep("letters", key, lambda: _cut(file))


def _cut(file: Path) -> bytes:
    """The font with `LETTERS` only, without hints for the screens of old, packed for the web.

    Of its layout nothing is kept: substitutions it does not need, since letters of Vietnamese are composed (NFC).
    """
    from fontTools import subset  # here, because it takes longer to load than a site that is unchanged to build

    options = subset.Options(layout_features=[], hinting=False, name_IDs=list(_NAMES), notdef_outline=True)
    with subset.load_font(str(file), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=LETTERS)
        cutter.subset(font)
        font.flavor, font.recalcTimestamp = "woff2", False
        made = BytesIO()
        font.save(made, reorderTables=False)
    return made.getvalue()
