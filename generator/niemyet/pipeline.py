"""The spine: files → records → catalogue → pages → site. Every verb of the program, in order, on one screen.

No stage calls the next; this module calls all of them. One commune is read, checked, resolved and printed at a
time, here or in a worker (`tasks`), so that memory does not grow with the number of communes. What the last build made
of the same files stands (`store`).
"""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from niemyet.changes.chronicle import Chronicle
from niemyet.diagnostics.report import Report, make_report
from niemyet.load.files import find_files
from niemyet.pouring import Pouring
from niemyet.publish.staging import LostFileError, Staging, publish_site, stage
from niemyet.reading import read_reference
from niemyet.recalling import BeginFrames, FrameRoom, Survey, survey_catalogue
from niemyet.store.digests import digest
from niemyet.store.ledger import Ledger, open_ledger, part_of
from niemyet.tasks.checking import CheckTask
from niemyet.tasks.crew import StartWorkers, Tell, are_many, hire_crew, stay_silent
from niemyet.tasks.publishing import PublishTask

NO_HISTORY = Chronicle()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: its report, how many pages are made from records (0 where errors stopped it), and how many files
    of the site it touched."""

    report: Report
    pages: int
    touched: int = 0


def check_catalogue(root: Path, today: date, start_workers: StartWorkers | None = None, tell: Tell = stay_silent) -> Report:
    """Reads and checks every record as of `today`; writes nothing."""
    finds, misplaced = find_files(root)
    reference, found = read_reference(root, finds, today)
    diagnostics = [*misplaced, *found]
    with hire_crew(CheckTask(root, today, reference), are_many(reference.communes), start_workers, tell) as crew:
        for told in crew.do("do_commune", reference.communes, "Kiểm tra"):
            diagnostics += told
    return make_report(diagnostics, len(finds))


def build_site(
    root: Path,
    site_dir: Path,
    today: date,
    begin_frames: BeginFrames,
    start_workers: StartWorkers | None = None,
    tell: Tell = stay_silent,
    *,
    sheets: bool = False,
    chronicle: Chronicle = NO_HISTORY,
    forget: bool = False,
) -> Built:
    """Builds the whole site as of `today` into `site_dir`, with printed sheets and the changes of the past where asked for.

    With an error in any record the old site stays. `forget`: makes everything anew, whatever the last build has left.
    """
    try:
        return _build(root, site_dir, today, begin_frames, start_workers, tell, sheets, chronicle, forget)
    except LostFileError:
        return _build(root, site_dir, today, begin_frames, start_workers, tell, sheets, chronicle, forget=True)


def _build(
    root: Path,
    site_dir: Path,
    today: date,
    begin_frames: BeginFrames,
    start_workers: StartWorkers | None,
    tell: Tell,
    sheets: bool,
    chronicle: Chronicle,
    forget: bool,
) -> Built:
    with stage(site_dir) as staging, open_ledger(site_dir, forget) as ledger:
        room = FrameRoom(begin_frames, ledger, staging)
        survey = survey_catalogue(root, today, room, staging, ledger, f"{sheets=}")
        if make_report(survey.diagnostics, 0).errors:
            return Built(check_catalogue(root, today, start_workers, tell), 0)
        if ledger.holds("whole", _key_of(survey.key, chronicle)):
            diagnostics, pages = ledger.keep("whole").value
            return Built(make_report(diagnostics, survey.files), pages)
        staging = replace(staging, whole=not ledger.holds("base", survey.keys.base))
        built = pour_site(root, survey, room, staging, ledger, start_workers, tell, sheets=sheets, chronicle=chronicle)
        return built if built.report.errors else replace(built, touched=publish_site(staging, ledger, site_dir))


def pour_site(
    root: Path,
    survey: Survey,
    room: FrameRoom,
    staging: Staging,
    ledger: Ledger,
    start_workers: StartWorkers | None = None,
    tell: Tell = stay_silent,
    *,
    sheets: bool = False,
    chronicle: Chronicle = NO_HISTORY,
) -> Built:
    """Writes into the staging folder what the ledger does not hold. With errors nothing is to be published."""
    ledger.note("base", part_of(survey.keys.base))
    room.settle(staging)
    reference, resolved = survey.law.recall()
    task = PublishTask(root, reference, resolved, survey.frames.frame_set, staging, survey.keys, sheets)
    pouring = Pouring(task, ledger, start_workers, tell)
    poured = pouring.pour_communes(survey.communes, survey.commune_keys)
    diagnostics = [*survey.diagnostics, *poured.diagnostics]
    report = make_report(diagnostics, survey.files)
    if report.errors:
        return Built(report, 0)
    pouring.pour_procedures(poured)
    pouring.pour_overviews(poured, chronicle)
    pages = pouring.pour_sitemaps()
    ledger.note("whole", part_of(_key_of(poured.key, chronicle), (), (diagnostics, pages)))
    return Built(report, pages)


def _key_of(communes: bytes, chronicle: Chronicle) -> bytes:
    return digest(communes, repr(chronicle))
