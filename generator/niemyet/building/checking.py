"""Checks a catalogue: files → records, and what is wrong with them. The first half of the spine (`pipeline.py`).

It loads nothing that renders, so that `niemyet check` starts at once.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from niemyet.building.kept_checks import (
    KeptChecks,
    LawToCheck,
    ReadLaw,
    find_stale,
    merge_checked,
    read_law,
    recall_commune,
    recall_own,
    take_commune,
)
from niemyet.building.progress import Progress, no_progress
from niemyet.building.workers import StartWorkers, Together, are_many, in_workers, open_pool
from niemyet.cache.cache_file import pack
from niemyet.catalogue.communes import LoadedCommune, load_commune
from niemyet.catalogue.handwritten import check_handwritten
from niemyet.catalogue.settings import read_settings
from niemyet.diagnostics.diagnostic import Diagnostic
from niemyet.diagnostics.report import Report, make_report
from niemyet.load.finding import CatalogueFiles, CommuneFiles
from niemyet.load.laying_over import find_catalogue
from niemyet.validate.cross_checks import check_unnamed_files
from niemyet.validate.decided import narrow_decisions
from niemyet.values import dataclass


@dataclass(frozen=True)
class CheckContext:
    """What a worker that checks communes is given once."""

    root: Path
    law: LawToCheck
    keeps: bool
    """Whether a next check is to know."""


class CommuneToCheck(NamedTuple):
    """The files of a commune, and what the last check has left of it, packed."""

    files: CommuneFiles
    kept: bytes | None = None


class CheckedCommune(NamedTuple):
    """A commune that was checked: its diagnostics, the files that its postings name, or may name where one is unreadable, and
    what the next check is to know, packed."""

    diagnostics: list[Diagnostic]
    named: tuple[str, ...]
    to_keep: bytes | None = None


def check_catalogue(
    root: Path,
    today: date,
    start_workers: StartWorkers | None = None,
    progress: Progress = no_progress,
    packaged: Path | None = None,
    kept: KeptChecks | None = None,
) -> Report:
    """Reads and checks every record as of `today`, those `packaged` with the program too; writes nothing.

    With `kept`, files are not checked again whose content, and all that they were checked against, are those of the last check;
    it then holds this one.
    """
    found = find_catalogue(root, packaged)
    read = _read_law(root, found, today, kept, in_workers(start_workers, progress, "Đọc tin"))
    of_site = (*read_settings(root).diagnostics, *check_handwritten(root, found.handwritten))
    diagnostics = [*found.diagnostics, *read.diagnostics, *of_site, *_check_covered(root, found)]
    before = kept.communes if kept is not None else {}
    to_check = [CommuneToCheck(files, before.get(files.path)) for files in found.communes]
    named: set[str] = set()
    to_keep: dict[str, bytes] = {}
    context = CheckContext(root, read.law, kept is not None)
    with open_pool(context, are_many(found.communes), start_workers, progress) as pool:
        for files, checked in zip(found.communes, pool.map(check_commune, to_check, "Kiểm tra"), strict=True):
            diagnostics += checked.diagnostics
            named.update(checked.named)
            if checked.to_keep is not None:
                to_keep[files.path] = checked.to_keep
    if kept is not None:
        kept.law, kept.communes = read.to_keep, to_keep
    return make_report([*diagnostics, *check_unnamed_files(read.unnamed_files, named)], found.total)


def _check_covered(root: Path, found: CatalogueFiles) -> Iterable[Diagnostic]:
    if not found.covered:
        return ()
    from niemyet.catalogue.covered import check_covered  # here, because few catalogues cover anything

    return check_covered(root, found.covered)


def _read_law(root: Path, found: CatalogueFiles, today: date, kept: KeptChecks | None, together: Together) -> ReadLaw:
    if kept is not None:
        return read_law(root, found, today, kept.law, together)
    from niemyet.catalogue.reference import read_reference  # here, because mostly the law is that of the last check

    reference, diagnostics = read_reference(root, found, today, together)
    law = LawToCheck(today, b"", replace(reference, communes=()))
    return ReadLaw(law, diagnostics, tuple(reference.unnamed_files), None)


def check_commune(context: CheckContext, commune: CommuneToCheck) -> CheckedCommune:
    """The diagnostics of a commune, and the files that its postings name."""
    files, law = commune.files, context.law
    if not context.keeps:
        loaded = load_commune(context.root, files, law.of_communes(files.province), resolves=False)
        return CheckedCommune(loaded.diagnostics, _list_named(loaded, law, files))
    now, kept = take_commune(context.root, files, law), recall_commune(commune.kept)
    stale = find_stale(files, now, kept)
    if kept is not None and kept.key == now.key and not stale:
        return CheckedCommune([one for told in kept.told.values() for one in told], tuple(kept.named.values()), commune.kept)
    read = files.narrow(stale)
    others = () if kept is None else narrow_decisions(kept.decided, files.postings.keys() - stale)
    of_postings = law.of_postings(files.province, stale) if kept is not None and kept.key == now.key and kept.own else None
    own = recall_own(kept) if kept is not None and of_postings is not None else None
    held = of_postings or law.of_communes(files.province)
    loaded = load_commune(context.root, read, held, now.contents, files.postings, own, others, resolves=False)
    merged = merge_checked(files, now, kept, stale, loaded, of_postings is not None)
    told = [one for found in merged.told.values() for one in found]
    named = tuple(merged.named.values()) if loaded.whole else _list_named(loaded, law, files)
    return CheckedCommune(told, named, pack(merged) if now.key else None)


def _list_named(loaded: LoadedCommune, law: LawToCheck, files: CommuneFiles) -> tuple[str, ...]:
    return tuple(loaded.files.values() if loaded.whole else law.list_files(files.province))
