"""Loads, validates and resolves one commune, for build, check, sheets, changes and reports alike."""

from __future__ import annotations  # so that a check of a posting loads nothing that resolves

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from niemyet.cache.digests import digest
from niemyet.catalogue.entries import cases_of, missing_file, read_document, read_entry
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.report import make_report
from niemyet.load.finding import COMMUNE_FILE, SourceFile
from niemyet.model.codes import code_of_file
from niemyet.model.kinds import folder_of_attachments, folder_of_place
from niemyet.validate import checks, cross_checks
from niemyet.validate.decided import list_decisions
from niemyet.validate.records import CommuneRecords
from niemyet.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from niemyet.load.finding import CommuneFiles
    from niemyet.load.nodes import Document
    from niemyet.model.boundary import GivenBoundary
    from niemyet.model.duty import Duty
    from niemyet.model.overlay import Posting
    from niemyet.model.places import Commune
    from niemyet.resolve.commune_law import CommuneLaw
    from niemyet.resolve.communes import ResolvedCommune, ResolvedProvince
    from niemyet.validate.decided import Decided
    from niemyet.validate.entries import Entry

NOTHING_READ: Mapping[str, bytes] = {}
NOTHING_DEPENDS = digest()
"""`OwnRecords.depending` where no posted procedure depends on the kind of area, or nobody asks."""


class OwnRecords(NamedTuple):
    """What a commune's files other than postings say, for a next build to which everything above them is the same."""

    commune: Commune
    duty: Duty | None
    depending: bytes
    """The digest of the names of the procedures that it posts and that depend on the kind of area."""


class KnownOwn(NamedTuple):
    """The same as an earlier build has checked it, and what was told of these files then."""

    records: OwnRecords
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class LoadedCommune:
    """A commune's valid records, what a citizen sees of them, and what is wrong with the rest.

    `resolved` is None where the commune's or its province's own record cannot be read, and where nobody asked for it.
    """

    records: CommuneRecords
    resolved: ResolvedCommune | None
    diagnostics: list[Diagnostic]
    files: Mapping[str, str]
    """By the code of a posting, the path of the file that its decision names."""
    whole: bool
    """Whether all postings that were to be read could be."""
    own: OwnRecords | None = None
    """None where a next build must read them again."""
    decided: tuple[Decided, ...] = ()
    """The decisions of all its postings, those that were not read too."""

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
    known: KnownOwn | None = None,
    decided: Iterable[Decided] = (),
    *,
    resolves: bool = True,
) -> LoadedCommune:
    """The commune of these files. `law` is that of its province; `contents` are the bytes of the files already read; `posted` are
    the codes of all its postings, if `files` has only some of them, and `decided` the decisions of the others; `known` is taken
    over where its postings allow it. Whoever asks for records and diagnostics alone need not have it resolved."""
    depending = tuple(_depend_on_area(law.province, posted or files.postings)) if law.province is not None else ()
    named_digest = digest(*depending)
    known = known if known is not None and known.records.depending == named_digest else None
    records, diagnostics = _read_commune(root, files, law, contents, depending, known)
    decisions = list_decisions(records.postings, decided)
    read = partial(_read_posting, root, files, contents)
    diagnostics += cross_checks.check_days_of_decisions(decisions, law.records.province if law.records else None, read)
    resolved = _resolve(files.path, records, law) if resolves else None
    folder = folder_of_attachments(folder_of_place(files.path))
    named = {code: f"{folder}/{one.decision.file}" for code, one in records.postings.items() if one.decision.file is not None}
    own = None
    if records.commune is not None and records.boundary is None:
        own = OwnRecords(records.commune, records.duty, named_digest)
    return LoadedCommune(records, resolved, diagnostics, named, len(records.postings) == len(files.postings), own, decisions)


def _resolve(path: str, records: CommuneRecords, law: CommuneLaw) -> ResolvedCommune | None:
    """What a citizen sees of the commune; None where its own record or that of its province cannot be read."""
    if records.commune is None or law.province is None:
        return None
    from niemyet.resolve.areas import resolve_province_for_areas  # here, because a check need not resolve
    from niemyet.resolve.communes import resolve_commune

    posted_here = {code: posting for code, posting in records.postings.items() if code in law.province.procedures}
    province = resolve_province_for_areas(law.province, records.commune.areas)
    former = law.index.former.get(path, ())
    resolved = resolve_commune(path, records.commune, posted_here, province, law.today, former, law.files)
    resolved = replace(resolved, boundary=records.boundary, ratings=law.ratings.get(path, ()))
    if records.duty is None:
        return resolved
    from niemyet.law.duty import DutyRoster
    from niemyet.law.office_hours import OfficeHours
    from niemyet.law.workdays import Workdays

    hours = OfficeHours(records.commune.office, Workdays(law.index.calendars))
    return replace(resolved, roster=DutyRoster(records.duty, records.commune, hours))


def _read_posting(root: Path, files: CommuneFiles, contents: Mapping[str, bytes], code: str) -> Document | None:
    path = f"{folder_of_place(files.path)}/{code}.yaml"
    return read_document(root, SourceFile(path, "posting"), contents.get(path))[0]


def _read_commune(
    root: Path,
    files: CommuneFiles,
    law: CommuneLaw,
    contents: Mapping[str, bytes],
    depending: Collection[str],
    known: KnownOwn | None,
) -> tuple[CommuneRecords, list[Diagnostic]]:
    index, today, province = law.index, law.today, law.records
    own_index = index.for_commune()
    diagnostics: list[Diagnostic] = [*known.diagnostics] if known else []
    commune = known.records.commune if known else None
    postings: dict[str, Posting] = {}
    countered: list[Entry[Posting]] = []
    noted: list[Entry[Posting]] = []
    duty: Entry[Duty] | None = None
    own: Entry[Commune] | None = None
    boundary: GivenBoundary | None = None
    for file in sorted(files.source_files, key=lambda file: file.kind != "commune"):  # postings depend on its areas
        if known is not None and file.kind != "posting":
            continue
        if file.kind == "boundary":
            from niemyet.catalogue.boundaries import take_boundary

            boundary, found = take_boundary(root, file, contents.get(file.path), own)
            diagnostics += found
            continue
        entry, found = read_entry(root, file, contents.get(file.path), partial(cases_of, index, file))
        diagnostics += found
        if entry is None:
            continue
        if file.kind == "commune":
            diagnostics += checks.check_commune(entry, province.province if province else None, own_index, law.folders, today)
            diagnostics += checks.check_former_names(entry, index.former.get(files.path, ()))
            own, commune = entry, entry.record
            if law.province is not None:
                diagnostics += checks.check_areas(entry, depending)
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
            listed = province.province.list if province is not None else None
            if commune is not None and listed is not None and listed.exceptions:
                diagnostics += cross_checks.check_exceptions_of_posting(entry, commune, listed)
            postings[code] = entry.record
            countered += [entry] if entry.record.counter is not None or entry.record.deadlines else []
            noted += [entry] if entry.record.notes else []
    if commune is not None:
        diagnostics += (one for entry in countered for one in cross_checks.check_counter(entry, commune, index, today))
        overlays = province.overlays if province is not None else {}
        for entry in noted:
            overlay = overlays.get(code_of_file(entry.path))
            diagnostics += cross_checks.check_notes(entry, commune, overlay, index, today)
    if commune is not None and duty is not None:
        diagnostics += cross_checks.check_duty_of_office(duty, commune, own_index, today)
    if COMMUNE_FILE not in files.names:
        diagnostics.append(missing_file(f"catalogue/{files.path}/commune.yaml"))
    roster = known.records.duty if known else duty.record if duty is not None else None
    return CommuneRecords(files.path, commune, postings, roster, boundary), diagnostics


def _depend_on_area(province: ResolvedProvince, posted: Collection[str]) -> Iterator[str]:
    """The posted procedures that depend on the kind of area of a commune, by name."""
    for code in posted:
        if code in province.procedures and province.procedures[code].depends_on_area:
            yield province.procedures[code].procedure.name
