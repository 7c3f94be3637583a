"""The spine: files → records → catalogue → pages → site. Every verb of the program, in order, on one screen.

No stage calls the next; this module calls all of them. One commune is read, checked, resolved and printed at a
time, here or in a worker (`tasks`), so that memory does not grow with the number of communes. What the last build made
of the same files stands (`store`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from niemyet.changes.chronicle import Chronicle
from niemyet.diagnostics.diagnostic import Diagnostic, Place, Said
from niemyet.diagnostics.report import Report, make_report
from niemyet.editing.form_files import FormKit
from niemyet.handwritten import check_docs, check_handwritten
from niemyet.load.finding import find_files
from niemyet.pouring import Pouring, TwoOwnersError
from niemyet.publish.staging import LostFileError, Staging, publish_site, stage
from niemyet.reading import read_reference
from niemyet.recalling import BeginFrames, FrameRoom, Survey, survey_catalogue
from niemyet.store.digests import digest
from niemyet.store.ledger import Ledger, open_ledger
from niemyet.store.volume import DamagedLedgerError, Volume, part_of
from niemyet.tasks.checking import CheckTask
from niemyet.tasks.crew import StartWorkers, Tell, are_many, hire_crew, stay_silent, step
from niemyet.tasks.publishing import PublishTask
from niemyet.validate.rules.addresses import SEVERAL_OWNERS

NO_HISTORY = Chronicle()


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: the catalogue at `root` as of `today`, with printed sheets and the changes of the past where
    asked for; by whom; and with which form for those who write records."""

    root: Path
    today: date
    begin_frames: BeginFrames
    start_workers: StartWorkers | None = None
    tell: Tell = stay_silent
    sheets: bool = False
    chronicle: Chronicle = NO_HISTORY
    form: FormKit | None = None

    @property
    def feeds(self) -> bool:
        """Whether communes have feeds: only where there is something to tell."""
        return bool(self.chronicle.events)

    @property
    def options(self) -> str:
        """What changes the pages of communes beside the records."""
        return f"{self.sheets=} {self.feeds=}"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: its report, how many pages are made from records (0 where errors stopped it), and how many files
    of the site it touched."""

    report: Report
    pages: int
    touched: int = 0


def check_catalogue(root: Path, today: date, start_workers: StartWorkers | None = None, tell: Tell = stay_silent) -> Report:
    """Reads and checks every record as of `today`; writes nothing."""
    found = find_files(root)
    reference, told = read_reference(root, found, today)
    diagnostics = [*found.diagnostics, *told, *check_handwritten(root, found.handwritten)]
    with hire_crew(CheckTask(root, today, reference), are_many(reference.communes), start_workers, tell) as crew:
        for told in crew.do("do_commune", reference.communes, "Kiểm tra"):
            diagnostics += told
    return make_report(diagnostics, found.total)


def build_site(order: Order, site_dir: Path, *, forget: bool = False, shards: Sequence[Volume] = ()) -> Built:
    """Builds the whole site into `site_dir`. With an error in any record the old site stays.

    What stands and would be made of the same is kept; `forget` makes everything anew. Communes are taken from `shards`
    where these have them. Raises LostFileError where a shard is not whole.
    """
    try:
        return _build(order, site_dir, forget, shards)
    except (LostFileError, DamagedLedgerError):
        if shards:
            raise
        return _build(order, site_dir, True, shards)


def _build(order: Order, site_dir: Path, forget: bool, shards: Sequence[Volume]) -> Built:
    with stage(site_dir) as staging, open_ledger(site_dir, forget, shards) as ledger:
        if make_report(check_docs(order.root), 0).errors:  # the frame maker must not read them
            return Built(check_catalogue(order.root, order.today, order.start_workers, order.tell), 0)
        room = FrameRoom(order.begin_frames, ledger, staging)
        survey = survey_catalogue(order.root, order.today, room, staging, ledger, order.options, order.tell)
        if make_report(survey.diagnostics, 0).errors:
            return Built(check_catalogue(order.root, order.today, order.start_workers, order.tell), 0)
        if room.stands and ledger.holds("whole", _key_of(survey.key, order)):
            diagnostics, pages = ledger.keep("whole").value
            return Built(make_report(diagnostics, survey.files), pages)
        staging = replace(staging, whole=not ledger.holds("base", survey.keys.base))
        room.settle(staging)
        built = pour_site(order, survey, staging, ledger)
        if built.report.errors:
            return built
        with step(order.tell, "Công bố"):
            return replace(built, touched=publish_site(staging, ledger, site_dir))


def pour_site(order: Order, survey: Survey, staging: Staging, ledger: Ledger) -> Built:
    """Writes into the staging folder what the ledger does not hold. With errors nothing is to be published."""
    ledger.note("base", part_of(survey.keys.base))
    pouring = set_up_pouring(order, survey, staging, ledger)
    poured = pouring.pour_communes(survey.communes, survey.commune_keys)
    diagnostics = [*survey.diagnostics, *poured.diagnostics]
    report = make_report(diagnostics, survey.files)
    if report.errors:
        return Built(report, 0)
    pouring.pour_procedures(poured, lambda: pouring.pour_overviews(poured, order.chronicle))
    try:
        pages = pouring.pour_sitemaps()
    except TwoOwnersError as error:
        values: dict[str, str | Said] = {"value": f"/{str(error).removesuffix('/index.html')}", "owner": SEVERAL_OWNERS}
        return Built(make_report([*diagnostics, Diagnostic("address-taken", Place("catalogue"), values)], survey.files), 0)
    if order.form:
        pouring.pour_form(poured, order.form)
    ledger.note("whole", part_of(_key_of(poured.key, order), (), (diagnostics, pages)))
    return Built(report, pages)


def set_up_pouring(order: Order, survey: Survey, staging: Staging, ledger: Ledger) -> Pouring:
    """Everything that is needed to print what was surveyed."""
    reference, resolved = survey.law.recall()
    frame_set = survey.frames.frame_set
    task = PublishTask(order.root, reference, resolved, frame_set, staging, survey.keys, order.sheets, order.feeds)
    return Pouring(task, ledger, order.start_workers, order.tell)


def _key_of(communes: bytes, order: Order) -> bytes:
    return digest(communes, repr(order.chronicle), order.form.key if order.form else b"")
