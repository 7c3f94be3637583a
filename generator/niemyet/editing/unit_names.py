"""Finds administrative units by what people call them: code, official name, name without marks or kind, name before July 2025.

Takes the register of units and words; gives units, the surest first. Chooses none where several have the name.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from niemyet.model.folding import to_slug
from niemyet.model.former_units import FormerDistrict
from niemyet.model.reference import Unit
from niemyet.patterns import regex

_OF_THE_COMMITTEE = regex(r"^(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân)\s+", re.IGNORECASE)
_SHORT = regex(r"^(p|x|đk|t|tp)\s*[.\s]\s*(?=\w)", re.IGNORECASE)
_KINDS = {"p": "phường ", "x": "xã ", "đk": "đặc khu ", "t": "tỉnh ", "tp": "thành phố "}
_ALIKE = 0.8
"""How much of two slugs must be the same for one to be a slip of the other."""


def name_without_committee(words: str) -> str:
    """The name without "UBND" in front."""
    return _OF_THE_COMMITTEE.sub("", words)


def spell_out(words: str) -> str:
    """The name without "UBND" in front, its kind in full: "P. Kim Liên" → "phường Kim Liên"."""
    return _SHORT.sub(lambda found: _KINDS[found[1].lower()], name_without_committee(words), count=1) if words else ""


def seek_units(units: Mapping[str, Unit], listed: Sequence[Unit], words: str) -> list[Unit]:
    """The units of `listed` with this code or name: exact official names if there are any, else those that differ in marks.

    A province may follow behind a comma: "Bình Minh, Hà Nội". `units` is the whole register.
    """
    name, comma, above = words.rpartition(",")
    if comma:
        provinces = {
            unit.code for unit in find_units((u for u in units.values() if not u.province_code), spell_out(above.strip()))
        }
        if provinces:
            words, listed = name, [unit for unit in listed if unit.province_code in provinces]
    words = " ".join(spell_out(words.strip()).split())
    exact = unicodedata.normalize("NFC", words).casefold()
    same = [unit for unit in listed if exact in (unit.name.casefold(), f"{unit.kind} {unit.name}".casefold())]
    return same or list(find_units(listed, words))


def seek_alike(listed: Sequence[Unit], words: str, most: int = 6) -> list[Unit]:
    """The units whose names are nearly these words, the likest first."""
    slugs: dict[str, list[Unit]] = {}
    for unit in listed:
        slugs.setdefault(to_slug(unit.name), []).append(unit)
        slugs.setdefault(to_slug(f"{unit.kind} {unit.name}"), []).append(unit)
    near = get_close_matches(to_slug(words), slugs, n=most, cutoff=_ALIKE)
    return list({unit.code: unit for slug in near for unit in slugs[slug]}.values())[:most]


def name_in_full(units: Mapping[str, Unit], unit: Unit) -> str:
    """Kind and name, with the province of a commune: "xã Bình Minh, thành phố Hà Nội"."""
    above = units.get(unit.province_code)
    return f"{unit.kind} {unit.name}, {above.kind} {above.name}" if above is not None else f"{unit.kind} {unit.name}"


def find_units(units: Iterable[Unit], words: str) -> Iterator[Unit]:
    """The units with this official code or name; kind and diacritics of the name may be left out."""
    wanted = to_slug(words)
    for unit in units:
        if words == unit.code or wanted in (to_slug(unit.name), to_slug(f"{unit.kind} {unit.name}")):
            yield unit


def find_units_by_former(
    units: Iterable[Unit], words: str, folders: Mapping[str, str], former: Mapping[str, Sequence[FormerDistrict]]
) -> Iterator[Unit]:
    """The units to which a commune of this old name belongs today; its district may follow the name."""
    wanted = to_slug(words)
    for unit in units:
        for district in former.get(folders[unit.code], ()):
            names = (to_slug(one.name) for one in district.communes)
            of, above = to_slug(district.district), to_slug(district.district.partition(" ")[2])
            if any(wanted in _ways_to_say(name, of, above) for name in names):
                yield unit
                break


def _ways_to_say(name: str, district: str, above: str) -> Iterator[str]:
    """The slugs under which an old commune is known: "xa-nhi-khe", "nhi-khe", either with its district behind."""
    for own in (name, name.removeprefix("thi-tran-").removeprefix("phuong-").removeprefix("xa-")):
        yield from (own, f"{own}-{district}", f"{own}-{above}")
