"""Checks a catalogue: files → records, and what is wrong with them. The first half of the spine (`pipeline.py`).

It loads nothing that renders, so that `niemyet check` starts at once.
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from niemyet.building.progress import Progress, no_progress
from niemyet.building.workers import StartWorkers, are_many, open_pool
from niemyet.catalogue.communes import load_commune
from niemyet.catalogue.covered import check_covered
from niemyet.catalogue.handwritten import check_handwritten
from niemyet.catalogue.reference import read_reference
from niemyet.catalogue.settings import read_settings
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.report import Report, make_report
from niemyet.load.finding import CommuneFiles
from niemyet.load.laying_over import find_catalogue
from niemyet.resolve.site import ResolvedReference, law_of_communes, resolve_reference
from niemyet.validate.cross_checks import check_unnamed_files
from niemyet.validate.records import Reference


@dataclass(frozen=True)
class CheckContext:
    """What a worker that checks communes is given once."""

    root: Path
    reference: Reference
    resolved: ResolvedReference


class CheckedCommune(NamedTuple):
    """A commune that was checked: its diagnostics, and the files that its postings name, or may name where one is unreadable."""

    diagnostics: list[Diagnostic]
    named: tuple[str, ...]


def check_catalogue(
    root: Path,
    today: date,
    start_workers: StartWorkers | None = None,
    progress: Progress = no_progress,
    packaged: Path | None = None,
) -> Report:
    """Reads and checks every record as of `today`, those `packaged` with the program too; writes nothing."""
    found = find_catalogue(root, packaged)
    reference, above = read_reference(root, found, today)
    of_site = (*read_settings(root).diagnostics, *check_handwritten(root, found.handwritten))
    diagnostics = [*found.diagnostics, *above, *of_site, *check_covered(root, found.covered)]
    context = CheckContext(root, replace(reference, communes=()), resolve_reference(reference, today))
    named: set[str] = set()
    with open_pool(context, are_many(found.communes), start_workers, progress) as pool:
        for of_commune in pool.map(check_commune, found.communes, "Kiểm tra"):
            diagnostics += of_commune.diagnostics
            named.update(of_commune.named)
    return make_report([*diagnostics, *check_unnamed_files(reference.unnamed_files, named)], found.total)


def check_commune(context: CheckContext, files: CommuneFiles) -> CheckedCommune:
    """The diagnostics of a commune, and the files that its postings name."""
    law = law_of_communes(context.reference, context.resolved, files.province)
    loaded = load_commune(context.root, files, law)
    return CheckedCommune(loaded.diagnostics, tuple(loaded.files.values() if loaded.whole else law.files))
