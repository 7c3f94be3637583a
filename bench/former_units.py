"""Writes catalogue/reference/former-units.csv from two public mappings of the communes before 1 July 2025 to those of today.

    python bench/former_units.py CONVERTER.json WARDS.json [--out FILE]

CONVERTER is `converter_2025.json` of the package vietnamadminunits (keys without diacritics, knows which old communes were
divided), WARDS is `ward_mapping.json` of the package vn-address-converter (full names, one commune of today for each old one).
Both are licensed MIT. Only facts are taken: names, districts, where each belongs today. What both say stands as it is; what only
one says, or what they tell differently, bears a question mark. The report on standard output counts all of it.
"""

import argparse
import csv
import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
KINDS = ("Thị trấn", "Xã", "Phường", "Đặc khu")
DISTRICTS = ("Thành phố", "Thị xã", "Huyện", "Quận")
FARTHEST = 40
"""Kilometres between the centres of the parts of one old commune; beyond that, a source has mistaken a namesake for it."""
ALIKE = 0.75
"""How much two spellings of one name have in common, at least."""
HEAD = """\
# Xã, phường, thị trấn trước ngày 1-7-2025 theo mã đơn vị hiện nay (units.csv), huyện và tỉnh cũ; tỉnh chỉ ghi khi nay tên khác.
# "một phần": chỉ một phần về đơn vị này. Dấu (?): chỉ một trong hai nguồn ghi, hoặc hai nguồn ghi khác nhau.
# Nguồn (MIT, chỉ lấy dữ kiện): dữ liệu mở vn-address-converter 0.1.3 và vietnamadminunits 1.0.4, tháng 8 năm 2025.
"""


class Place(NamedTuple):
    """An old commune by its province, district and own name, each with its kind."""

    province: str
    district: str
    name: str


class Part(NamedTuple):
    """An old commune as it came to a commune of today."""

    old: Place
    part: bool
    doubt: bool


def fold(text: str) -> str:
    """Letters and digits without diacritics, as the keys of CONVERTER are written."""
    plain = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return "".join(c for c in plain if c.isascii() and c.isalnum())


def keep_marks(text: str) -> str:
    """As CONVERTER writes names that are the same without diacritics."""
    return "".join(unicodedata.normalize("NFC", text).lower().split())


def lower_kind(name: str, kinds: Iterable[str]) -> str:
    """ "Thị trấn Thường Tín" → "thị trấn Thường Tín"; '' if it does not begin with such a kind."""
    name = " ".join(unicodedata.normalize("NFC", name).replace("\\", "").split())
    kind = next((kind for kind in kinds if name.startswith(kind + " ")), "")
    proper = " ".join(word[:1].upper() + word[1:] for word in name[len(kind) :].split())
    return f"{kind.lower()} {proper}" if kind else ""


class Today:
    """The units of today, by their names as the sources write them."""

    def __init__(self, path: Path) -> None:
        self.units = {row["code"]: row for row in csv.DictReader(path.read_text("utf-8").splitlines())}
        self._provinces = {fold(row["name"]): code for code, row in self.units.items() if len(code) == 2}
        self._named: dict[tuple[str, str], list[str]] = defaultdict(list)
        for code, row in self.units.items():
            full = f"{row['kind']} {row['name']}"
            for key in {fold(full), keep_marks(full), "~" + fold(row["name"])}:
                self._named[row["province_code"], key].append(code)

    def province(self, text: str) -> str:
        """The code of a province of today by its name or key; '' if there is none."""
        folded = fold(text)
        return self._provinces.get(re.sub("^(tinh|thanhpho)", "", folded), "") or self._provinces.get(folded, "")

    def commune(self, province: str, text: str) -> str:
        """The code of a commune of today, by its name alone if it became a ward after July 2025. '' if there is none."""
        bare = "~" + re.sub("^(xa|phuong|dackhu)", "", fold(text))
        for key in (keep_marks(text), fold(text), bare):
            found = self._named.get((province, key), [])
            if len(found) == 1:
                return found[0]
        return ""

    @property
    def communes(self) -> dict[str, Mapping[str, str]]:
        """Today's communes by code."""
        return {code: row for code, row in self.units.items() if len(code) == 5}


def read_wards(path: Path, today: Today, told: Counter[str]) -> dict[Place, str]:
    """Each old commune → the code of today's. Rows that name no commune are counted and left out."""
    result = {}
    for province, districts in json.loads(path.read_text("utf-8")).items():
        for district, wards in districts.items():
            for ward, now in wards.items():
                if not isinstance(now, dict) or "new_ward_name" not in now:
                    continue  # spellings of the same
                name, above = lower_kind(ward, KINDS), lower_kind(district, DISTRICTS)
                code = today.commune(today.province(now["new_provine_name"]), now["new_ward_name"])
                if name and above and code:
                    result[Place(lower_kind(province, ("Thành phố", "Tỉnh")), above, name)] = code
                else:
                    told["rows of WARDS that name no commune"] += 1
                    print("no commune:", province, district, ward, now, file=sys.stderr)
    return result


class Target(NamedTuple):
    """Where CONVERTER says that an old commune, or a part of it, belongs."""

    code: str
    at: tuple[float, float] | None


def read_converter(path: Path, today: Today, told: Counter[str]) -> dict[str, list[Target]]:
    """Key of an old commune → its targets, the main one first; several of one that was divided."""
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    result: dict[str, list[Target]] = {}
    for province, communes in data["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for key, olds in communes.items():
            code = today.commune(today.province(province), key)
            told["targets of CONVERTER that are unknown"] += not code
            result |= {old: [Target(code, None)] for old in olds if code}
    for province, olds in data["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in olds.items():
            parts.sort(key=lambda part: not part["isDefaultNewWard"])
            where = [
                (today.commune(today.province(province), p["newWardKey"]), (p["newWardLat"], p["newWardLon"])) for p in parts
            ]
            told["targets of CONVERTER that are unknown"] += sum(not code for code, _ in where)
            listed = list({code: Target(code, at) for code, at in where if code}.values())
            result[old] = [*result.get(old, []), *listed]
    return result


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance of two points in degrees, exact enough within a province."""
    return 111.2 * math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0])))


def pair_places(
    wards: Mapping[Place, str], converter: Mapping[str, list[Target]], told: Counter[str]
) -> tuple[dict[Place, tuple[str, bool]], list[str]]:
    """Each old commune of WARDS → its key in CONVERTER and whether they write it alike; then the keys that are left over.

    A key is that of its folded name; else that of the same name in another district, or nearly the same in the same district, if
    it belongs to the same commune today.
    """
    folded = Counter("_".join(map(fold, place)) for place in wards)
    pairs: dict[Place, tuple[str, bool]] = {}
    for place in wards:
        key = "_".join(map(fold, place))
        marked = "_".join((*map(fold, place[:2]), keep_marks(place.name)))
        found = marked if marked in converter else key if folded[key] == 1 else ""
        if found in converter:
            pairs[place] = (found, True)
    left = [key for key in converter if key not in {key for key, _ in pairs.values()}]
    for place in [place for place in wards if place not in pairs]:
        province, district, name = map(fold, place)
        likely = [key for key in left if key.startswith(f"{province}_") and wards[place] in {one.code for one in converter[key]}]
        moved = [key for key in likely if fold(key.rpartition("_")[2]) == name]
        same = [key for key in likely if key.split("_")[1] == district and key.rpartition("_")[2]]
        close = [key for key in same if SequenceMatcher(None, fold(key.rpartition("_")[2]), name).ratio() > ALIKE] or same
        if len(moved) == 1 or len(close) == 1:
            key = (moved if len(moved) == 1 else close)[0]
            alike = fold(key.rpartition("_")[2]).replace("y", "i") == name.replace("y", "i")
            pairs[place] = (key, alike)
            told["written differently" if not alike else "y for i" if key not in moved else "in another district"] += 1
            left.remove(key)
    return pairs, left


def join_sources(
    wards: Mapping[Place, str], converter: Mapping[str, list[Target]], told: Counter[str]
) -> tuple[dict[str, list[Part]], list[str]]:
    """Code of today → the old communes in it; then the keys of CONVERTER that are left over."""
    pairs, left = pair_places(wards, converter, told)
    districts = {(fold(place.province), fold(place.district)): place.district for place in wards}
    around: dict[str, set[str]] = defaultdict(set)  # today's commune → the old districts and the names from which it was made
    for place, code in wards.items():
        around[code] |= {place.district, fold(place.name)}
    result: dict[str, list[Part]] = defaultdict(list)
    for place, code in wards.items():
        key, alike = pairs.get(place, ("", False))
        if not key:
            told["in WARDS alone"] += 1
            result[code].append(Part(place, False, True))
            continue
        province, district, _ = key.split("_")
        old = place._replace(district=districts.get((province, district), place.district))
        targets = converter[key]
        if len(targets) == 1:
            agree = alike and targets[0].code == code
            told["agree, whole" if agree else "tell differently, whole"] += 1
            for now in dict.fromkeys((code, targets[0].code)):
                result[now].append(Part(old, False, not agree))
            continue
        main = next((one for one in targets if one.code == code), targets[0])
        near = [one for one in targets if one is main or not _is_of_namesake(place, one, main, around[one.code])]
        told["parts of a namesake, left out"] += len(targets) - len(near)
        if not any(one.code == code for one in targets):
            told["divided, but WARDS names another"] += 1
            result[code].append(Part(old, True, True))
        else:
            told["divided" if len(near) > 1 else "divided only by a namesake: whole"] += 1
        for one in near:
            result[one.code].append(Part(old, len(near) > 1, one.code != code or not alike))
    return result, left


def _is_of_namesake(old: Place, one: Target, main: Target, around: set[str]) -> bool:
    """Whether CONVERTER has taken another old commune of that name for this one: it is far away, or all from another district."""
    far = one.at is not None and main.at is not None and kilometres(one.at, main.at) > FARTHEST
    return far or (fold(old.name) in around and old.district not in around)


def write_rows(parts: Mapping[str, list[Part]], districts: Mapping[str, Place], today: Today) -> Iterable[tuple[str, ...]]:
    """One row per commune of today and old district. `districts` are those that were a whole district without communes."""
    for code, unit in sorted(today.communes.items()):
        province = today.units[unit["province_code"]]["name"]
        groups: dict[tuple[str, str], list[Part]] = defaultdict(list)
        for one in parts.get(code, []) if code not in districts else ():
            groups[one.old.province, one.old.district].append(one)
        if code in districts:
            groups[districts[code].province, districts[code].district] = []
        for (above, district), listed in sorted(groups.items(), key=lambda group: -sum(not one.part for one in group[1])):
            listed.sort(key=lambda one: one.part)
            names = (f"{'một phần ' * one.part}{one.old.name}{' (?)' * one.doubt}" for one in listed)
            same = above.partition(" ")[2] if above.startswith("tỉnh") else above.removeprefix("thành phố ")
            yield code, district, "" if fold(same) == fold(province) else above, "; ".join(names)


def find_districts(left: Iterable[str], converter: Mapping[str, list[Target]], wards: Iterable[Place]) -> dict[str, Place]:
    """Island districts that had no communes, by the code of today's special zone."""
    names = {fold(place.province): place.province for place in wards}
    titles = {"bachlongvi": "Bạch Long Vĩ", "conco": "Cồn Cỏ", "hoangsa": "Hoàng Sa", "lyson": "Lý Sơn", "condao": "Côn Đảo"}
    result = {}
    for key in left:
        province, district, ward = key.split("_")
        if not ward:  # an island without communes
            result[converter[key][0].code] = Place(names[province], f"huyện {titles[district.removeprefix('huyen')]}", "")
    return result


def main() -> None:
    """Writes the file and prints the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("converter", type=Path)
    parser.add_argument("wards", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "catalogue/reference/former-units.csv")
    given = parser.parse_args()
    told: Counter[str] = Counter()
    today = Today(ROOT / "catalogue/reference/units.csv")
    wards, converter = read_wards(given.wards, today, told), read_converter(given.converter, today, told)
    parts, left = join_sources(wards, converter, told)
    districts = find_districts(left, converter, wards)
    for key in left:
        unit = today.units[converter[key][0].code]
        name = f"{unit['kind']} {unit['name']}"
        if key.endswith(f"_{fold(name)}"):  # unchanged, so that its name is known
            near = next(place for place in wards if key.startswith("_".join(map(fold, place[:2]))))
            parts[unit["code"]].append(Part(near._replace(name=name), False, True))
            told["in CONVERTER alone, with the name of today"] += 1
    rows = list(write_rows(parts, districts, today))
    with given.out.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        csv.writer(file, lineterminator="\n").writerows([("code", "district", "province", "names"), *rows])
    told["island districts without communes"] = len(districts)
    told["old communes"], told["rows"] = len(wards), len(rows)
    missing = today.communes.keys() - {row[0] for row in rows}
    told["communes of today"], told["without an entry"] = len(today.communes), len(missing)
    print("\n".join(f"{count:6}  {what}" for what, count in told.items()))
    print("without an entry:", *sorted(missing), "left over in CONVERTER:", *left, sep="\n  ")


if __name__ == "__main__":
    main()
