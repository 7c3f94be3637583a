"""Loads some communes: one, those of a province, or all, together with the reference level."""

import re
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from niemyet.catalogue.communes import load_commune
from niemyet.catalogue.reference import read_reference
from niemyet.diagnostics.report import Report, make_report
from niemyet.load.finding import CommuneFiles
from niemyet.load.laying_over import find_catalogue
from niemyet.model.folding import to_slug
from niemyet.resolve.communes import ResolvedCommune
from niemyet.resolve.site import ResolvedReference, law_of_communes, resolve_reference
from niemyet.validate.records import Reference

_KIND = re.compile("^(?:xa|phuong|dac-khu|tinh|thanh-pho)-")


class UnknownPlaceError(LookupError):
    """The catalogue has no commune and no province with communes at `place`. `near` are similar paths."""

    def __init__(self, place: str, near: Sequence[str]) -> None:
        super().__init__(place)
        self.place, self.near = place, tuple(near)


class Selection(NamedTuple):
    """The selected communes; none if the report has errors."""

    report: Report
    reference: ResolvedReference
    communes: list[ResolvedCommune]


def find_communes(reference: Reference, place: str) -> list[CommuneFiles]:
    """The files of the commune at a path ("ha-noi/thuong-tin"), of those of a province ("ha-noi"), or of all ("").

    A name that only one of them has does as well: "Thường Tín", "xã Thường Tín", "Hà Nội". Raises UnknownPlaceError.
    """
    communes = reference.communes
    asked = [files for files in communes if not place or files.path == place or files.path.startswith(f"{place}/")]
    if asked or not place:
        return asked
    name = to_slug(place)
    named = [files for files in communes if files.path.split("/")[-1] in (name, _KIND.sub("", name))]
    if len(named) == 1 and "/" not in place:
        return named
    in_province = [files for files in communes if files.province in (name, _KIND.sub("", name))]
    if in_province and not named:
        return in_province
    near = [files.path for files in named] or get_close_matches(place, [files.path for files in communes], n=3)
    raise UnknownPlaceError(place, near)


def select_communes(root: Path, place: str, today: date, packaged: Path | None = None) -> Selection:
    """The commune at a path ("ha-noi/thuong-tin"), those of a province ("ha-noi"), or all (""); `packaged` is the
    folder of what travels with the program. Raises UnknownPlaceError."""
    found = find_catalogue(root, packaged)
    reference, diagnostics = read_reference(root, found, today)
    asked = find_communes(reference, place)
    resolved = resolve_reference(reference, today)
    loaded = [load_commune(root, files, law_of_communes(reference, resolved, files.province)) for files in asked]
    told = [*found.diagnostics, *diagnostics, *(one for commune in loaded for one in commune.diagnostics)]
    report = make_report(told, found.total)
    if report.errors:
        return Selection(report, resolved, [])
    return Selection(report, resolved, [commune.resolved for commune in loaded if commune.resolved is not None])
