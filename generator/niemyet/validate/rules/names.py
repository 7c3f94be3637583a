"""File and folder names agree with the codes, names and days inside the record."""

from __future__ import annotations  # so that whoever checks a posting loads no model of other records

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from niemyet.diagnostics.diagnostic import Bilingual, Diagnostic, name_file
from niemyet.law.versions import version_day
from niemyet.load.syntax_hints import write
from niemyet.model.codes import code_of_file, day_of_file
from niemyet.model.kinds import place_of_folder
from niemyet.model.scalars import RESERVED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from niemyet.model.article import Article
    from niemyet.model.life_events import LifeEvent
    from niemyet.model.overlay import Posting, ProvinceOverlay
    from niemyet.model.places import Commune, Province
    from niemyet.model.procedure import Procedure
    from niemyet.model.reference import Calendar, Elsewhere, FieldOfWork, Unit
    from niemyet.validate.entries import Entry


def check_code_of_file(entry: Entry[Procedure] | Entry[ProvinceOverlay] | Entry[Posting]) -> Iterator[Diagnostic]:
    """The code inside a record is the one in its file name."""
    code, named = entry.record.code, code_of_file(entry.path)
    if code is not None and code != named:
        yield Diagnostic("file-name-differs", entry.document.at("code"), {"value": code, "name": named})


def check_place_of_procedure(entry: Entry[Procedure], fields: Collection[str] | None) -> Iterator[Diagnostic]:
    """A procedure lies in the folder of its field, if that is one of the `fields`; a dated version is named by its first day."""
    path = PurePosixPath(entry.path)
    if path.parent.name != entry.record.field and (fields is None or entry.record.field in fields):
        values = {"value": path.parent.name, "name": entry.record.field}
        yield Diagnostic("folder-differs", entry.document.at("field"), values)
    day = day_of_file(entry.path)
    starts = version_day(entry.record)
    if day and day != starts:
        place = entry.document.at("effective", "from") if starts else entry.document.source.place(1)
        yield Diagnostic(
            "file-name-differs", place, {"value": starts or "…", "name": day} | ({} if starts else {"fix": _begin_on(day)})
        )


def _begin_on(day: str) -> Bilingual:
    written = f"effective: {{from: {day}}}"
    return Bilingual(
        f"thêm dòng {written} nếu bản này áp dụng từ ngày ấy", f"add the line {written} if this version holds from that day"
    )


def check_names_of_folders(
    entry: Entry[dict[str, FieldOfWork]] | Entry[dict[str, LifeEvent]] | Entry[dict[str, Elsewhere]],
) -> Iterator[Diagnostic]:
    """Fields, life events and what is done elsewhere have a name of their own, and short names that can be folders on Windows."""
    lines: dict[str, int] = {}
    for name, record in entry.record.items():
        place = entry.document.at(name, "name")
        if record.name in lines:
            yield Diagnostic("listed-twice", place, {"value": record.name, "line": str(lines[record.name])})
        lines.setdefault(record.name, place.line)
        if RESERVED.fullmatch(name):
            yield Diagnostic("reserved-name", entry.document.key(name), {"value": name, "other": f"viec-{name}"})


def check_versions(entries: Iterable[Entry[Procedure]]) -> Iterator[Diagnostic]:
    """No two files hold the same procedure with the same first day."""
    first: dict[tuple[str, str], str | Bilingual] = {}
    for entry in entries:
        if day_of_file(entry.path) not in ("", version_day(entry.record)):
            continue  # `check_place_of_procedure` reports it
        key = (entry.record.code, version_day(entry.record))
        if key in first:
            values = {"value": entry.record.code, "other": first[key]}
            yield Diagnostic("same-version-twice", entry.document.at("code"), values, entry.record.name)
        first.setdefault(key, name_file(entry.path, entry.packaged))


def check_year_of_calendar(entry: Entry[Calendar]) -> Iterator[Diagnostic]:
    """A calendar's year is the one in its file name."""
    name = PurePosixPath(entry.path).stem
    if str(entry.record.year) != name:
        values = {"value": str(entry.record.year), "name": name}
        yield Diagnostic("file-name-differs", entry.document.at("year"), values)


def check_year_of_article(entry: Entry[Article], last_year: int) -> Iterator[Diagnostic]:
    """An article lies in the folder of the year in which it is published: its address has that year.

    Years after `last_year` are told by `days.check_years`.
    """
    year = PurePosixPath(entry.path).parent.name
    if year.isdigit() and str(entry.record.date.year) != year and entry.record.date.year <= last_year:
        values = {"value": str(entry.record.date.year), "year": year}
        yield Diagnostic("year-of-folder-differs", entry.document.at("date"), values)


def check_unit(
    entry: Entry[Province] | Entry[Commune], units: Mapping[str, Unit], folders: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """A province or commune has an official code, the official name and kind of that code, and the folder derived from them."""
    record = entry.record
    unit = units.get(record.code)
    if unit is None and not units:
        return
    folder = place_of_folder(str(PurePosixPath(entry.path).parent))
    if unit is not None and (unit.name, unit.kind, folders.get(unit.code)) == (record.name, record.kind, folder):
        return  # most communes: the register need not be searched
    meant = [u for u in units.values() if (u.name, u.kind, folders.get(u.code)) == (record.name, record.kind, folder)]
    fix = {"fix": write(f'"{meant[0].code}"')} if len(meant) == 1 else {}
    if unit is None:
        yield Diagnostic("unknown-unit", entry.document.at("code"), {"value": record.code, **fix})
        return
    if fix and meant[0] is not unit:  # name, kind and folder fit another unit: the code is the mistake
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
