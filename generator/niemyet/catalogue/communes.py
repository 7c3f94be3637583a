"""Loads, validates and resolves one commune, for build, check, sheets, changes and reports alike."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from niemyet.catalogue.boundaries import take_boundary
from niemyet.catalogue.entries import cases_of, missing_file, read_entry
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.report import make_report
from niemyet.law.duty import DutyRoster
from niemyet.law.office_hours import OfficeHours
from niemyet.law.workdays import Workdays
from niemyet.load.finding import COMMUNE_FILE, CommuneFiles
from niemyet.model.boundary import GivenBoundary
from niemyet.model.codes import code_of_file
from niemyet.model.duty import Duty
from niemyet.model.kinds import folder_of_attachments, folder_of_place
from niemyet.model.overlay import Posting
from niemyet.model.places import Commune
from niemyet.resolve.areas import resolve_province_for_areas
from niemyet.resolve.communes import ResolvedCommune, ResolvedProvince, resolve_commune
from niemyet.resolve.site import CommuneLaw
from niemyet.validate import checks, cross_checks
from niemyet.validate.entries import Entry
from niemyet.validate.records import CommuneRecords

NOTHING_READ: Mapping[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class LoadedCommune:
    """A commune's valid records, what a citizen sees of them, and what is wrong with the rest.

    `resolved` is None where the commune's or its province's own record cannot be read.
    """

    records: CommuneRecords
    resolved: ResolvedCommune | None
    diagnostics: list[Diagnostic]
    files: Mapping[str, str]
    """By the code of a posting, the path of the file that its decision names."""
    whole: bool
    """Whether all postings that were to be read could be."""

    @property
    def broken(self) -> bool:
        """Whether it has an error; if so, nothing of the site may be published."""
        return self.resolved is None or make_report(self.diagnostics, 0).errors > 0


def load_commune(
    root: Path,
    files: CommuneFiles,
    law: CommuneLaw,
    contents: Mapping[str, bytes] = NOTHING_READ,
    posted: Collection[str] = (),
) -> LoadedCommune:
    """The commune of these files. `law` is that of its province; `contents` are the bytes of the files already read; `posted` are
    the codes of all its postings, if `files` has only some of them."""
    records, diagnostics = _read_commune(root, files, law, contents, posted or files.postings)
    resolved = None
    if records.commune is not None and law.province is not None:
        known = {code: posting for code, posting in records.postings.items() if code in law.province.procedures}
        province = resolve_province_for_areas(law.province, records.commune.areas)
        former = law.index.former.get(files.path, ())
        resolved = resolve_commune(files.path, records.commune, known, province, law.today, former, law.files)
        resolved = replace(resolved, boundary=records.boundary, ratings=law.ratings.get(files.path, ()))
        if records.duty is not None:
            hours = OfficeHours(records.commune.office, Workdays(law.index.calendars))
            resolved = replace(resolved, roster=DutyRoster(records.duty, records.commune, hours))
    folder = folder_of_attachments(folder_of_place(files.path))
    named = {code: f"{folder}/{one.decision.file}" for code, one in records.postings.items() if one.decision.file is not None}
    return LoadedCommune(records, resolved, diagnostics, named, len(records.postings) == len(files.postings))


def _read_commune(
    root: Path, files: CommuneFiles, law: CommuneLaw, contents: Mapping[str, bytes], posted: Collection[str]
) -> tuple[CommuneRecords, list[Diagnostic]]:
    index, today, province = law.index, law.today, law.records
    diagnostics: list[Diagnostic] = []
    commune: Commune | None = None
    postings: dict[str, Posting] = {}
    countered: list[Entry[Posting]] = []
    duty: Entry[Duty] | None = None
    own: Entry[Commune] | None = None
    boundary: GivenBoundary | None = None
    for file in sorted(files.source_files, key=lambda file: file.kind != "commune"):  # postings depend on its areas
        if file.kind == "boundary":
            boundary, found = take_boundary(root, file, contents.get(file.path), own)
            diagnostics += found
            continue
        entry, found = read_entry(root, file, contents.get(file.path), partial(cases_of, index, file))
        diagnostics += found
        if entry is None:
            continue
        if file.kind == "commune":
            diagnostics += checks.check_commune(entry, province.province if province else None, index, law.folders, today)
            diagnostics += checks.check_former_names(entry, index.former.get(files.path, ()))
            own, commune = entry, entry.record
            if law.province is not None:
                diagnostics += checks.check_areas(entry, _depend_on_area(law.province, posted))
        elif file.kind == "duty":
            diagnostics += checks.check_duty(entry, today)
            duty = entry
        else:
            code = code_of_file(file.path)
            overlay = province.overlays.get(code) if province is not None else None
            above = overlay.deadlines if overlay is not None else ()
            diagnostics += checks.check_posting(entry, index, today, above, commune.areas if commune is not None else None)
            diagnostics += cross_checks.check_files_of_overlay(entry, law.files)
            diagnostics += cross_checks.check_day_of_decision(entry, province.province if province else None)
            postings[code] = entry.record
            countered += [entry] if entry.record.counter is not None else []
    if commune is not None:
        diagnostics += (one for entry in countered for one in cross_checks.check_counter(entry, commune, index, today))
    if commune is not None and duty is not None:
        diagnostics += cross_checks.check_duty_of_office(duty, commune, index, today)
    if COMMUNE_FILE not in files.names:
        diagnostics.append(missing_file(f"catalogue/{files.path}/commune.yaml"))
    return CommuneRecords(files.path, commune, postings, duty.record if duty is not None else None, boundary), diagnostics


def _depend_on_area(province: ResolvedProvince, posted: Collection[str]) -> Iterator[str]:
    """The posted procedures that depend on the kind of area of a commune, by name."""
    for code in posted:
        if code in province.procedures and province.procedures[code].depends_on_area:
            yield province.procedures[code].procedure.name
