"""The folders of provinces and communes in catalogue/, derived from their official names."""

from collections import Counter
from collections.abc import Mapping

from niemyet.model.folding import to_slug
from niemyet.model.reference import Unit


def official_folders(units: Mapping[str, Unit]) -> dict[str, str]:
    """Code → folder of every unit: "01" → "ha-noi", "10183" → "ha-noi/thuong-tin".

    The code is appended only if two communes of a province would have the same folder.
    """
    names = {unit.code: to_slug(unit.name) for unit in units.values()}
    provinces = {unit.code: names[unit.code] for unit in units.values() if not unit.province_code}
    twins = Counter((unit.province_code, names[unit.code]) for unit in units.values() if unit.province_code)
    folders = dict(provinces)
    for unit in units.values():
        if unit.province_code in provinces:
            name = names[unit.code]
            suffix = f"-{unit.code}" if twins[unit.province_code, name] > 1 else ""
            folders[unit.code] = f"{provinces[unit.province_code]}/{name}{suffix}"
    return folders
