"""Every commune of the country, with its names of today and of before July 2025, as data of the search.

They are thousands, and a query names one or two: so they are files by the first two words of a name, in the alphabet's
order. A browser fetches those in which the words of a query would stand (`theme/assets/search-places.js`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from niemyet.model.folding import fold_words, to_slug
from niemyet.model.former_units import FormerDistrict
from niemyet.model.reference import Unit
from niemyet.model.unit_folders import official_folders
from niemyet.render import addresses
from niemyet.render.former import other_names
from niemyet.render.listings import OutlinedCommune

NAMES_IN_FILE = 150
"""About so many names a file: some two kilobytes over the wire."""
_KINDS = ("xã ", "phường ", "thị trấn ", "đặc khu ", "quận ", "huyện ", "thị xã ", "thành phố ", "tỉnh ")


_SHORT = {"01": ["HN", "TPHN", "Thủ đô"], "46": ["TT Huế"], "79": ["HCM", "TPHCM", "SG", "Sài Gòn"]}
"""By the code of a province: how people shorten its name."""
_EARLIER = {"01": ["tỉnh Hà Tây"]}
"""By the code of a province: those that came to it whole before July 2025 and are asked for still (Nghị quyết 15/2008/QH12)."""


TODAY, FORMER, OWN, DISTRICT = range(4)


class _Name(NamedTuple):
    """A name of a commune, or of an old district that it was in. `above` is the old district and province of an old commune."""

    key: str
    """The words by which it is filed, as `fold_name` gives them."""
    name: str
    """With its kind: "xã Hà Hồi"."""
    above: str
    """ "huyện Thường Tín", "huyện Thường Tín, tỉnh Hà Tây"; '' for a name of today."""
    paths: tuple[str, ...]
    """The communes of today to which it leads, the surest first."""
    kind: int
    """One of `TODAY`, `FORMER`, `OWN` (what a commune itself calls an old one), `DISTRICT`."""


def fold_name(text: str) -> str:
    """A name without its kind, its words folded as the search folds words: "phường Yên Nghĩa" → "ien nghia"."""
    return fold_words(re.sub("['’ʼ`]", "", _bare(text))).replace("y", "i")


def _bare(text: str) -> str:
    return next((text.removeprefix(kind) for kind in _KINDS if text.startswith(kind)), text)


def make_place_files(
    units: Mapping[str, Unit],
    former: Mapping[str, Sequence[FormerDistrict]],
    communes: Sequence[OutlinedCommune],
    missing: Mapping[str, Sequence[str]],
) -> list[dict[str, Any]]:
    """The files, each with `first`, the words with which it begins; file number = place in the list.

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
            "former": [*olds.get(folders[code], ()), *_EARLIER.get(code, ())],
        }
        for code, unit in units.items()
        if not unit.province_code
    ]


def _name_today(named: Mapping[str, Unit]) -> Iterator[_Name]:
    for path, unit in named.items():
        name = f"{unit.kind} {unit.name}"
        yield from _file(name, "", (path,), TODAY)


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
        yield from _file(name, above, tuple(path for _, path in sorted(places)), FORMER)
    for (_, district, province), at in districts.items():
        yield from _file(district, province, tuple(dict.fromkeys(at)), DISTRICT)


def _name_own(listed: Mapping[str, OutlinedCommune], former: Mapping[str, Sequence[FormerDistrict]]) -> Iterator[_Name]:
    """What communes themselves add to the register."""
    for path, one in listed.items():
        for name in other_names(one.former_names, former.get(path, ())):
            yield from _file(name, "", (path,), OWN)


def _file(name: str, above: str, paths: tuple[str, ...], kind: int) -> Iterator[_Name]:
    """The name by its first words; where two communes had been joined (Phường Liên - Trung Tự), by those of each."""
    for key in dict.fromkeys(fold_name(part) for part in (name, *_bare(name).split(" - ")[1:])):
        if key:
            yield _Name(key, name, above, paths, kind)


def _divide(names: Sequence[_Name]) -> Iterator[list[_Name]]:
    """Groups of about `NAMES_IN_FILE`; names with the same first two words stay together."""
    group: list[_Name] = []
    for name in names:
        if len(group) >= NAMES_IN_FILE and _begin(name) != _begin(group[-1]):
            yield group
            group = []
        group.append(name)
    if group:
        yield group


def _begin(name: _Name) -> str:
    """Its first two words: "thuong tin"."""
    return " ".join(name.key.split()[:2])


def _make_file(
    names: Sequence[_Name],
    named: Mapping[str, Unit],
    listed: Mapping[str, OutlinedCommune],
    missing: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    """As `PlaceFile` in theme/types.d.ts has it: each text once, places in lists for what is said often."""
    once = list({(one.name, one.above, one.paths): one for one in names}.values())
    paths = list(dict.fromkeys(path for name in once for path in name.paths))
    number = {path: i for i, path in enumerate(paths)}
    provinces = list(dict.fromkeys(path.partition("/")[0] for path in paths))
    above = list(dict.fromkeys(name.above for name in once if name.kind in (FORMER, DISTRICT)))
    lacking = list(dict.fromkeys(tuple(missing[path]) for path in paths if path in listed))
    return {
        "first": _begin(names[0]),
        "provinces": provinces,
        "above": above,
        "missing": lacking,
        "units": [
            _spell_unit(path, named[path], provinces, lacking, missing.get(path) if path in listed else None) for path in paths
        ],
        "today": [number[name.paths[0]] for name in once if name.kind == TODAY],
        "own": [[name.name, number[name.paths[0]]] for name in once if name.kind == OWN],
        "former": [_spell_former(name, above, number) for name in once if name.kind == FORMER],
        "districts": [_spell_former(name, above, number) for name in once if name.kind == DISTRICT],
    }


def _spell_unit(
    path: str, unit: Unit, provinces: Sequence[str], lacking: Sequence[Any], missing: Sequence[str] | None
) -> list[Any]:
    """Its province, "xã Thường Tín", and, where it takes part in the site, the place of what it lacks; last its folder, where the
    name does not give it."""
    province, folder = path.split("/")
    spelled: list[Any] = [provinces.index(province), f"{unit.kind} {unit.name}"]
    own = folder != to_slug(unit.name)
    if missing is not None or own:
        spelled.append(-1 if missing is None else lacking.index(tuple(missing)))
    return [*spelled, folder] if own else spelled


def _spell_former(name: _Name, above: Sequence[str], number: Mapping[str, int]) -> list[Any]:
    return [name.name, above.index(name.above), *(number[path] for path in name.paths)]
