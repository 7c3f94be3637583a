"""A record's place in the tree says what it is: codes and folders must agree with what is written inside."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.load.syntax_hints import write
from niemyet.model.folding import fold
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.places import Commune, Province
from niemyet.model.procedure import Procedure
from niemyet.model.reference import Calendar, Unit
from niemyet.validate.entries import Entry
from niemyet.validate.reference_index import version_day


@lru_cache(maxsize=1024)
def code_of_file(path: str) -> str:
    """The procedure code that a file is named by: "…/1.001193@2027-03-01.yaml" → "1.001193"."""
    return path.rsplit("/", 1)[-1].removesuffix(".yaml").split("@")[0]


def official_folders(units: Mapping[str, Unit]) -> dict[str, str]:
    """The official folder of every unit by code: "01" → "ha-noi", "10183" → "ha-noi/thuong-tin".

    The code is appended only where two communes of one province fold to the same name.
    """
    provinces = {unit.code: fold(unit.name) for unit in units.values() if not unit.province_code}
    twins = Counter((unit.province_code, fold(unit.name)) for unit in units.values() if unit.province_code)
    folders = dict(provinces)
    for unit in units.values():
        if unit.province_code in provinces:
            name = fold(unit.name)
            suffix = f"-{unit.code}" if twins[unit.province_code, name] > 1 else ""
            folders[unit.code] = f"{provinces[unit.province_code]}/{name}{suffix}"
    return folders


def check_code_of_file(entry: Entry[Procedure] | Entry[ProvinceOverlay] | Entry[Posting]) -> Iterator[Diagnostic]:
    """The code inside a record is the one in its file's name."""
    code, named = entry.record.code, code_of_file(entry.path)
    if code is not None and code != named:
        yield Diagnostic("file-name-differs", entry.document.at("code"), {"value": code, "name": named})


def check_place_of_procedure(entry: Entry[Procedure]) -> Iterator[Diagnostic]:
    """A procedure lies in the folder of its field, and a dated version is named by the day on which it begins."""
    path = PurePosixPath(entry.path)
    if path.parent.name != entry.record.field:
        values = {"value": path.parent.name, "name": entry.record.field}
        yield Diagnostic("folder-differs", entry.document.at("field"), values)
    _, _, day = path.stem.partition("@")
    starts = version_day(entry.record)
    if day and day != starts:
        place = entry.document.at("effective", "from") if starts else entry.document.source.place(1)
        yield Diagnostic("file-name-differs", place, {"value": starts or "…", "name": day})


def check_versions(entries: Iterable[Entry[Procedure]]) -> Iterator[Diagnostic]:
    """No two files hold the same procedure from the same day."""
    first: dict[tuple[str, str], str] = {}
    for entry in entries:
        key = (entry.record.code, version_day(entry.record))
        if key in first:
            values = {"value": entry.record.code, "other": first[key]}
            yield Diagnostic("same-version-twice", entry.document.at("code"), values, entry.record.name)
        first.setdefault(key, entry.path)


def check_year_of_calendar(entry: Entry[Calendar]) -> Iterator[Diagnostic]:
    """A calendar's year is the one in its file's name."""
    name = PurePosixPath(entry.path).stem
    if str(entry.record.year) != name:
        values = {"value": str(entry.record.year), "name": name}
        yield Diagnostic("file-name-differs", entry.document.at("year"), values)


def check_unit(
    entry: Entry[Province] | Entry[Commune], units: Mapping[str, Unit], folders: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """A province or commune has an official code, its official name and kind, and the folder made of them."""
    record = entry.record
    unit = units.get(record.code)
    if unit is None and not units:
        return
    folder = str(PurePosixPath(entry.path).parent).removeprefix("catalogue/")
    meant = [u for u in units.values() if (u.name, u.kind, folders.get(u.code)) == (record.name, record.kind, folder)]
    fix = {"fix": write(f'"{meant[0].code}"')} if len(meant) == 1 else {}
    if unit is None:
        yield Diagnostic("unknown-unit", entry.document.at("code"), {"value": record.code, **fix})
        return
    if fix and meant[0] is not unit:  # name, kind and folder are another unit's: the code is the mistake
        said = {"value": f"{record.kind} {record.name}", "official": f"{unit.kind} {unit.name}", "code": unit.code}
        yield Diagnostic("unit-name-differs", entry.document.at("code"), {**said, **fix})
        return
    for key, written, right in (("name", record.name, unit.name), ("kind", record.kind, unit.kind)):
        if written != right:
            values = {"value": written, "official": right, "code": unit.code}
            yield Diagnostic("unit-name-differs", entry.document.at(key), values)
    official = folders.get(unit.code)
    if official is not None and folder != official:
        values = {"value": folder, "official": official, "name": f"{unit.kind} {unit.name}"}
        yield Diagnostic("folder-name", entry.document.at("code"), values)
