"""Every commune of the country, with its names of today and of before July 2025, as data of the search.

They are thousands, and a query names one or two: so they are files by the first word of a name, in the order of the alphabet. A
browser fetches those in which the words of a query would stand (`theme/assets/search-places.js`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from niemyet.model.folding import fold_words
from niemyet.model.former_units import FormerDistrict
from niemyet.model.reference import Unit
from niemyet.model.unit_folders import official_folders
from niemyet.render import addresses
from niemyet.render.former import other_names
from niemyet.render.listings import OutlinedCommune

NAMES_IN_FILE = 180
"""About so many names a file: some two kilobytes over the wire."""
_KINDS = ("xã ", "phường ", "thị trấn ", "đặc khu ", "quận ", "huyện ", "thị xã ", "thành phố ", "tỉnh ")


_SHORT = {"01": ["HN", "TPHN", "Thủ đô"], "46": ["TT Huế"], "79": ["HCM", "TPHCM", "SG", "Sài Gòn"]}
"""By the code of a province: how people shorten its name."""


class _Name(NamedTuple):
    """A name of a commune, or of an old district that it was in. `above` is the old district and province of an old commune."""

    first: str
    """The word by which it is filed, as `first_word` gives it."""
    name: str
    """With its kind: "xã Hà Hồi"."""
    above: str
    """ "huyện Thường Tín", "huyện Thường Tín, tỉnh Hà Tây"; '' for a name of today."""
    paths: tuple[str, ...]
    """The communes of today to which it leads, the surest first."""
    kind: str
    """'today', 'former', 'own' (what a commune itself calls an old one) or 'district'."""


def first_word(text: str) -> str:
    """The first word of a name without its kind, folded as the search folds words: "phường Yên Nghĩa" → ien."""
    words = fold_words(re.sub("['’ʼ`]", "", _bare(text))).split()
    return words[0].replace("y", "i") if words else ""


def _bare(text: str) -> str:
    return next((text.removeprefix(kind) for kind in _KINDS if text.startswith(kind)), text)


def make_place_files(
    units: Mapping[str, Unit],
    former: Mapping[str, Sequence[FormerDistrict]],
    communes: Sequence[OutlinedCommune],
    missing: Mapping[str, Sequence[str]],
) -> list[dict[str, Any]]:
    """The files, each with `first`, the word with which it begins; file number = place in the list.

    `missing`: path of a commune of the site → the codes that it does not post.
    """
    named = {path: units[code] for code, path in official_folders(units).items() if units[code].province_code}
    listed = {one.path: one for one in communes}
    names = sorted({*_name_today(named), *_name_former(former, named), *_name_own(listed, former)})
    return [_make_file(group, named, listed, missing) for group in _divide(names)]


def list_provinces(
    units: Mapping[str, Unit], former: Mapping[str, Sequence[FormerDistrict]], provinces: Iterable[str]
) -> list[dict[str, Any]]:
    """The provinces of today by folder: kind, name, address, and the old provinces that came to them."""
    folders, shown = official_folders(units), {*provinces}
    olds: dict[str, dict[str, None]] = {}
    for path, districts in former.items():
        for one in districts:
            if one.province:
                olds.setdefault(path.partition("/")[0], {})[one.province] = None
    return [
        {
            "path": folders[code],
            "kind": unit.kind,
            "name": unit.name,
            "address": addresses.of_place(folders[code]) if folders[code] in shown else addresses.of_communes_in(folders[code]),
            "also": _SHORT.get(code, []),
            "former": list(olds.get(folders[code], ())),
        }
        for code, unit in units.items()
        if not unit.province_code
    ]


def _name_today(named: Mapping[str, Unit]) -> Iterator[_Name]:
    for path, unit in named.items():
        name = f"{unit.kind} {unit.name}"
        yield from _file(name, "", (path,), "today")


def _name_former(former: Mapping[str, Sequence[FormerDistrict]], named: Mapping[str, Unit]) -> Iterator[_Name]:
    """The old communes and the old districts of the register."""
    found: dict[tuple[str, str, str], list[tuple[bool, str]]] = {}
    districts: dict[tuple[str, str, str], list[str]] = {}
    for path, listed in former.items():
        province = path.partition("/")[0]
        for one in listed:
            districts.setdefault((province, one.district, one.province), []).append(path)
            above = f"{one.district}, {one.province}" if one.province else one.district
            for commune in one.communes:
                found.setdefault((province, above, commune.name), []).append((commune.doubtful, path))
    for (_, above, name), places in found.items():
        yield from _file(name, above, tuple(path for _, path in sorted(places)), "former")
    for (_, district, province), at in districts.items():
        yield from _file(district, province, tuple(dict.fromkeys(at)), "district")


def _name_own(listed: Mapping[str, OutlinedCommune], former: Mapping[str, Sequence[FormerDistrict]]) -> Iterator[_Name]:
    """What communes themselves add to the register."""
    for path, one in listed.items():
        for name in other_names(one.former_names, former.get(path, ())):
            yield from _file(name, "", (path,), "own")


def _file(name: str, above: str, paths: tuple[str, ...], kind: str) -> Iterator[_Name]:
    """The name by its first word; where two communes had been joined (Phường Liên - Trung Tự), by that of each."""
    firsts = dict.fromkeys(first_word(part) for part in (name, *_bare(name).split(" - ")[1:]))
    for first in firsts:
        if first:
            yield _Name(first, name, above, paths, kind)


def _divide(names: Sequence[_Name]) -> Iterator[list[_Name]]:
    """Groups of about `NAMES_IN_FILE`; names with the same first word stay together."""
    group: list[_Name] = []
    for name in names:
        if len(group) >= NAMES_IN_FILE and name.first != group[-1].first:
            yield group
            group = []
        group.append(name)
    if group:
        yield group


def _make_file(
    names: Sequence[_Name],
    named: Mapping[str, Unit],
    listed: Mapping[str, OutlinedCommune],
    missing: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    """`units`: path, kind, name, and the place of what it does not post in `missing`, -1 where it takes no part in the site;
    `names`: name, the place of what was above it, the places of its communes, its kind."""
    paths = list(dict.fromkeys(path for name in names for path in name.paths))
    number = {path: i for i, path in enumerate(paths)}
    above = list(dict.fromkeys(name.above for name in names))
    lacking = list(dict.fromkeys(tuple(missing[path]) for path in paths if path in listed))
    return {
        "first": names[0].first,
        "above": above,
        "missing": lacking,
        "units": [
            [path, named[path].kind, named[path].name, lacking.index(tuple(missing[path])) if path in listed else -1]
            for path in paths
        ],
        "names": [
            [name.name, above.index(name.above), [number[path] for path in name.paths], name.kind]
            for name in {(one.name, one.above, one.paths): one for one in names}.values()
        ],
    }
