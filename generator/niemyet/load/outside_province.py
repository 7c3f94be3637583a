"""Recognises folders of communes that lie outside that of their province, by the files in them and the register of units.

Takes the files that were found; gives them without those of such a folder, and one diagnostic that says where it belongs.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from niemyet.diagnostics.diagnostic import Diagnostic, Place
from niemyet.load.finding import LOOKED_AT, CatalogueFiles
from niemyet.load.texts import SourceText
from niemyet.load.units import parse_units
from niemyet.model.codes import FILE_CODE
from niemyet.model.kinds import KINDS, folder_of_place, path_of
from niemyet.model.unit_folders import official_folders
from niemyet.patterns import regex

_COMMUNE_FILE, _PROVINCE_FILE = KINDS["commune"].file_name, KINDS["province"].file_name
_OF_COMMUNE = frozenset({"oversight"})
"""Folders in that of a commune."""
_CODE = regex(r"^code: *[\"']?([0-9]{5})[\"']? *$", re.MULTILINE)
_POSTED = regex(r"^posted:", re.MULTILINE)
_RECORD = regex(rf"{FILE_CODE}\.yaml")
_NO_PROVINCE = "<thư mục của tỉnh>"


def take_out_communes(root: Path, packaged: Path | None, found: CatalogueFiles) -> CatalogueFiles:
    """`found` without the files of communes directly in catalogue/. `packaged` has the register where `root` has none."""
    within = {*(file.path for file in found.above), *(one.place.file for one in found.diagnostics)}
    tops = {"/".join(path.split("/")[:2]) for path in within if path.startswith("catalogue/")}
    outside = [top for top in sorted(tops) if _is_of_commune(root / top)]
    if not outside:
        return found
    folders = _read_folders(root, packaged)
    for top in outside:
        if (home := _find_home(root, top, folders)) != "":
            found = _take_out(found, top, home)
    return found


def _is_of_commune(folder: Path) -> bool:
    """Whether it holds what a commune's folder holds, and nothing of a province's."""
    try:
        with os.scandir(folder) as entries:
            names = {entry.name: entry.is_dir() for entry in entries}
    except OSError:
        return False
    if _PROVINCE_FILE in names or any(is_dir and name not in _OF_COMMUNE for name, is_dir in names.items()):
        return False
    first = min(filter(_RECORD.fullmatch, names), default=None)
    return _COMMUNE_FILE in names or (first is not None and _POSTED.search(_begin(folder / first)) is not None)


def _find_home(root: Path, top: str, folders: Mapping[str, str]) -> str:
    """Where the folder belongs, with a placeholder for a province that is not known; '' if it is called after a province, whose
    own file is missing."""
    name = top.rpartition("/")[2]
    if name in folders.values():
        return ""
    code = _CODE.search(_begin(root / top / _COMMUNE_FILE))
    if code and code[1] in folders:
        return folder_of_place(folders[code[1]])
    homes = [folder for folder in folders.values() if folder.endswith(f"/{name}")]
    here = [folder for folder in homes if (root / folder_of_place(folder)).parent.is_dir()]
    sure = next((some[0] for some in (here, homes) if len(some) == 1), f"{_NO_PROVINCE}/{name}")
    return folder_of_place(sure)


def _take_out(found: CatalogueFiles, top: str, home: str) -> CatalogueFiles:
    def is_inside(path: str) -> bool:
        return path == top or path.startswith(f"{top}/")

    above = tuple(file for file in found.above if not is_inside(file.path))
    told = [one for one in found.diagnostics if not is_inside(one.place.file)]
    refused = next((one.values["count"] for one in found.diagnostics if one.place.file == top and "count" in one.values), None)
    count = len(found.above) - len(above) + len(found.diagnostics) - len(told)
    values = {"value": top.rpartition("/")[2], "count": refused or str(count), "near": home}
    return found._replace(above=above, diagnostics=[*told, Diagnostic("misplaced-folder", Place(top), values)])


def _read_folders(root: Path, packaged: Path | None) -> dict[str, str]:
    """Code → folder of every unit."""
    path = path_of("units")
    for base in (root, packaged):
        if base is not None and (base / path).is_file():
            units, _ = parse_units(SourceText(path, (base / path).read_text("utf-8", "replace")))
            return official_folders({unit.code: unit for unit in units})
    return {}


def _begin(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return stream.read(LOOKED_AT).decode("utf-8", "replace")
    except OSError:
        return ""
