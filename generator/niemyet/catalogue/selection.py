"""Loads some communes: one, those of a province, or all, together with the reference level."""

import unicodedata
from collections.abc import Collection, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from niemyet.catalogue.communes import load_commune
from niemyet.catalogue.reference import read_reference
from niemyet.catalogue.unknown_place import UnknownPlaceError
from niemyet.diagnostics.report import Report, make_report
from niemyet.load.finding import CommuneFiles
from niemyet.load.laying_over import find_catalogue
from niemyet.model.codes import code_of_file
from niemyet.model.folding import to_slug
from niemyet.model.kinds import kind_of
from niemyet.patterns import regex
from niemyet.resolve.communes import ResolvedCommune
from niemyet.resolve.site import ResolvedReference, law_of_communes, resolve_reference
from niemyet.validate.records import Reference

_CODE_BEHIND = regex("-[0-9]{5}$")
"""Behind the name of a commune's folder where the province has two of one name."""
OF_A_PROCEDURE = frozenset({"procedure", "province-procedure", "overlay", "posting"})
"""Kinds of files that are about the procedure whose code they are named by."""
_KIND = regex("^(?:xa|phuong|dac-khu|tinh|thanh-pho)-")


class Selection(NamedTuple):
    """The selected communes; none if the report has errors."""

    report: Report
    reference: ResolvedReference
    communes: list[ResolvedCommune]


def find_communes(reference: Reference, place: str) -> list[CommuneFiles]:
    """The files of the commune at a path ("ha-noi/thuong-tin"), of those of a province ("ha-noi"), or of all ("").

    A name that only one of them has does as well: "Thường Tín", "xã Thường Tín, Hà Nội", "Hà Nội". Raises UnknownPlaceError.
    """
    place, comma, above = place.partition(",")
    province = to_slug(above)
    communes = [files for files in reference.communes if not comma or files.province in (province, _KIND.sub("", province))]
    asked = [files for files in communes if not place or files.path == place or files.path.startswith(f"{place}/")]
    if asked or not place:
        return asked
    name = to_slug(place)
    alike = [files for files in communes if _CODE_BEHIND.sub("", files.path.split("/")[-1]) in (name, _KIND.sub("", name))]
    named = _prefer_exact(reference, alike, place)
    if len(named) == 1 and "/" not in place:
        return [*named]
    in_province = [files for files in communes if files.province in (name, _KIND.sub("", name))]
    if in_province and not named:
        return in_province
    near = [files.path for files in named] or get_close_matches(place, [files.path for files in communes], n=3)
    raise UnknownPlaceError(place, near)


def _prefer_exact(reference: Reference, alike: Sequence[CommuneFiles], words: str) -> Sequence[CommuneFiles]:
    """Without those whose official name differs, if others have just this one: "Sơn Hà" is not "Sơn Hạ"."""
    units = {reference.folders[unit.code]: unit for unit in reference.law.units.values()} if len(alike) > 1 else {}
    wanted = unicodedata.normalize("NFC", words).casefold().strip()
    exact = {path for path, unit in units.items() if wanted in (unit.name.casefold(), f"{unit.kind} {unit.name}".casefold())}
    if exact.isdisjoint(files.path for files in alike):
        return alike
    return [files for files in alike if files.path in exact or files.path not in units]


def select_communes(root: Path, place: str, today: date, packaged: Path | None = None, codes: Collection[str] = ()) -> Selection:
    """The commune at a path ("ha-noi/thuong-tin"), those of a province ("ha-noi"), or all (""); `packaged` is the
    folder of what travels with the program. Raises UnknownPlaceError.

    What is wrong elsewhere is not told: in other provinces and communes, in the news; with `codes`, in other procedures.
    """
    found = find_catalogue(root, packaged)
    reference, diagnostics = read_reference(root, found, today)
    asked = find_communes(reference, place)
    resolved = resolve_reference(reference, today)
    loaded = [load_commune(root, files, law_of_communes(reference, resolved, files.province)) for files in asked]
    told = [*found.diagnostics, *diagnostics, *(one for commune in loaded for one in commune.diagnostics)]
    if place:
        others = {files.path for files in reference.communes}.difference(files.path for files in asked)
        provinces = {files.province for files in asked}
        told = [one for one in told if _concerns(one.place.file, provinces, others, codes)]
    report = make_report(told, found.total)
    if report.errors:
        return Selection(report, resolved, [])
    return Selection(report, resolved, [commune.resolved for commune in loaded if commune.resolved is not None])


def _concerns(file: str, provinces: Collection[str], others: Collection[str], codes: Collection[str]) -> bool:
    """Whether communes of `provinces` depend on a file: on what is above them, and on their own, but on none of `others`."""
    top, _, rest = file.partition("/")  # a folder that cannot be opened may be a whole level
    level, *below = rest.split("/")
    if top != "catalogue" or (codes and kind_of(file) in OF_A_PROCEDURE and code_of_file(file) not in codes):
        return False
    return level == "reference" or not below or (level in provinces and f"{level}/{below[0]}" not in others)
