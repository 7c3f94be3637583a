"""Reads kinds of area for which the law gives other deadlines: "các xã miền núi, hải đảo, vùng sâu, vùng xa, …"."""

import re
from collections.abc import Mapping

from niemyet.model.areas import AreaKind
from niemyet.patterns import regex
from niemyet.portal.words import likeness

_WORDS: Mapping[AreaKind, tuple[str, ...]] = {
    "mountainous": ("miền núi", "vùng núi"),
    "island": ("hải đảo", "đảo"),
    "border": ("biên giới", "vùng biên giới"),
    "remote": ("vùng sâu", "vùng xa"),
    "difficult": ("vùng có điều kiện kinh tế xã hội khó khăn", "vùng khó khăn"),
    "very_difficult": ("vùng có điều kiện kinh tế xã hội đặc biệt khó khăn", "vùng đặc biệt khó khăn"),
    "ethnic_minority": ("vùng đồng bào dân tộc thiểu số",),
}
_KINDS: Mapping[str, AreaKind] = {likeness(words): kind for kind, listed in _WORDS.items() for words in listed}
_HEAD = regex(r"(?:đối với |ở |tại )?(?:các )?(?:xã|địa bàn|khu vực)?\s*", re.IGNORECASE)
_BETWEEN = regex(r"\s*(?:[,;]|\bvà\b|\bhoặc\b)\s*")
SPOKEN_OF = regex(r"miền núi|vùng núi|hải đảo|biên giới|vùng sâu|vùng xa|khó khăn", re.IGNORECASE)
"""Words that speak of such areas, understood or not."""


def read_areas(words: str) -> tuple[AreaKind, ...]:
    """The kinds of area in "các xã miền núi, hải đảo, …", each once, in order; empty unless every word is understood."""
    head = _HEAD.match(words)
    parts = [part for part in _BETWEEN.split(words[head.end() if head else 0 :].strip(" ,;:")) if part]
    kinds = [kind for part in parts if (kind := _KINDS.get(likeness(part)))]
    return tuple(dict.fromkeys(kinds)) if len(kinds) == len(parts) else ()
