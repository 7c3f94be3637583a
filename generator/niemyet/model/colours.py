"""The colours of the site: what each is for, which letters stand on which ground, and whether they can be read there.

A colour is "#rrggbb" in small letters. Contrast is that of WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache
from typing import NamedTuple

from niemyet.diagnostics.diagnostic import Bilingual

_STEPS = 510
"""Shades of a colour that are tried."""
LEAST_CONTRAST = 4.5
"""WCAG 2.2 AA for text, criterion 1.4.3."""

LIGHT: Mapping[str, str] = {
    "paper": "#fbf8f2", "sheet": "#ffffff", "wash": "#f4ede0", "line": "#ded5c6", "ink": "#1f1b16", "soft": "#5a5147",
    "main": "#8c1d18", "on_main": "#fffaf2", "main_ink": "#8c1d18", "link": "#0b4f66", "go": "#1a5a36", "go_wash": "#e7f2ea",
    "wait": "#6d4300", "wait_wash": "#fbf0d6", "stop_wash": "#fbe9e6",
}  # fmt: skip
DARK: Mapping[str, str] = {
    "paper": "#171411", "sheet": "#221d18", "wash": "#2b251e", "line": "#453d33", "ink": "#f2ebe0", "soft": "#c0b6a8",
    "main": "#6e1a16", "on_main": "#fff3e8", "main_ink": "#f3aaa0", "link": "#93cfe0", "go": "#9bd6af", "go_wash": "#1b2d21",
    "wait": "#f2cb7e", "wait_wash": "#35290e", "stop_wash": "#3a1f1b",
}  # fmt: skip
"""The colours of the theme, as its style sheet has them."""

NAMES: Mapping[str, Bilingual] = {
    "paper": Bilingual("nền trang", "the ground of the page"),
    "sheet": Bilingual("nền của khối", "the ground of a block"),
    "wash": Bilingual("nền nhạt", "the pale ground"),
    "ink": Bilingual("màu chữ", "the letters"),
    "soft": Bilingual("màu chữ phụ", "the lesser letters"),
    "main": Bilingual("màu chính", "the main colour"),
    "on_main": Bilingual("màu chữ ở đầu trang", "the letters of the head of the page"),
    "main_ink": Bilingual("màu chính", "the main colour"),
    "link": Bilingual("màu liên kết", "the colour of links"),
    "go": Bilingual("màu chữ báo điều có lợi", "the letters of good news"),
    "go_wash": Bilingual("nền báo điều có lợi", "the ground of good news"),
    "wait": Bilingual("màu chữ báo điều cần chú ý", "the letters of what needs attention"),
    "wait_wash": Bilingual("nền báo điều cần chú ý", "the ground of what needs attention"),
    "stop_wash": Bilingual("nền báo đã ngừng", "the ground of what has ended"),
}

_GROUNDS: Mapping[str, tuple[str, ...]] = {
    "ink": ("paper", "sheet", "wash", "go_wash", "wait_wash", "stop_wash"),
    "soft": ("paper", "sheet", "wash", "go_wash", "wait_wash", "stop_wash"),
    "link": ("paper", "sheet", "wash", "wait_wash", "stop_wash"),
    "on_main": ("main",),
    "main_ink": ("paper", "sheet"),
    "go": ("paper", "sheet", "wash", "go_wash"),
    "wait": ("paper", "sheet", "wash", "wait_wash"),
}
"""Letters → the grounds that the style sheet puts them on. Buttons have letters of `paper` on `link`: the same contrast."""


class FaintPair(NamedTuple):
    """Letters that cannot be read well on their ground: the names of both, and the contrast."""

    letters: str
    ground: str
    ratio: float


def complete(own: Mapping[str, str], own_dark: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """All colours by day and by night where `own` are set. Of these, dark pages have the main colour, and a lighter shade of the
    links that can be read there, unless `own_dark` says otherwise. Words in the main colour have a shade that can be read."""
    light = {**LIGHT, **own}
    light["main_ink"] = find_readable(light["main"], [light[ground] for ground in _GROUNDS["main_ink"]]) or light["ink"]
    is_own = "main" in own or "on_main" in own
    dark = {**DARK, **({name: light[name] for name in ("main", "on_main")} if is_own else {}), **own_dark}
    shades = {"main_ink": dark["main"] if is_own or "main" in own_dark else DARK["main_ink"]}
    if "link" in own and "link" not in own_dark:
        shades["link"] = own["link"]
    for name, shade in shades.items():
        dark[name] = find_readable(shade, [dark[ground] for ground in _GROUNDS[name]]) or dark["ink"]
    return light, dark


def find_faint(colours: Mapping[str, str]) -> Iterator[FaintPair]:
    """The pairs below the least contrast, in the order of the table."""
    for letters, grounds in _GROUNDS.items():
        for ground in grounds:
            ratio = contrast(colours[letters], colours[ground])
            if ratio < LEAST_CONTRAST:
                yield FaintPair(letters, ground, ratio)


def find_remedy(name: str, colours: Mapping[str, str]) -> str | None:
    """The colour nearest to that of `name` which can be read with all that it stands on or that stands on it; None if there is
    none."""
    letters = [letters for letters, grounds in _GROUNDS.items() if name in grounds and letters != "main_ink"]
    return find_readable(colours[name], [colours[other] for other in (*_GROUNDS.get(name, ()), *letters)])


def find_readable(colour: str, others: Iterable[str]) -> str | None:
    """The nearest shade of a colour, darker or lighter, with enough contrast to each of the others; None if there is none."""
    against = list(others)
    hue, lightness, saturation = rgb_to_hls(*_parts(colour))
    for step in range(_STEPS):
        for moved in (lightness - step / _STEPS, lightness + step / _STEPS):
            shade = _write(hls_to_rgb(hue, moved, saturation)) if step else colour
            if 0 <= moved <= 1 and all(contrast(shade, other) >= LEAST_CONTRAST for other in against):
                return shade
    return None


def meant_colour(text: str) -> str | None:
    """The colour as it is written in a file, with its quotation marks: fff, 0b4f9c, rgb(11, 79, 156); else None."""
    word = "".join(text.split()).lower().strip("\"'").removeprefix("0x").removeprefix("#")
    if parts := re.fullmatch(r"rgb\(([0-9]{1,3}),([0-9]{1,3}),([0-9]{1,3})\)", word):
        word = "".join(f"{int(part):02x}" for part in parts.groups())
    elif re.fullmatch(r"[0-9a-f]{3}", word):
        word = "".join(2 * digit for digit in word)
    return f'"#{word}"' if re.fullmatch(r"[0-9a-f]{6}", word) else None


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(maxsize=1024)
def _luminance(colour: str) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _write(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{min(255, max(0, round(part * 255))):02x}" for part in parts)
