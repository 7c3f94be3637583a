"""What the figures of a commune need to know of each posting, kept when its page is made: days, parts that lack, what has aged.

Takes resolved postings; gives `PostingFacts`. Whether a posting is complete follows Nghị định 63/2010/NĐ-CP Điều 8 khoản 2:
every part that applies is there, and none is marked as not known. Parts that every record must have (name, steps, who applies,
who decides, result) cannot lack: the check refuses such a record."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from niemyet.law.citations import LawChange, Register, changes_behind
from niemyet.law.deadlines import DeadlineLine
from niemyet.model.procedure import Procedure
from niemyet.model.vocabulary import Standing
from niemyet.oversight.promised import Promise, list_promises
from niemyet.resolve.communes import PostedProcedure
from niemyet.resolve.procedures import ProvincialProcedure

Lack = Literal["channels", "papers", "sets", "deadlines", "fees", "forms"]
"""A part of Điều 8 that is not there, or not known: how it is filed, the papers, how many sets, the time, the fee, the forms."""
Reason = Literal["changed", "outdated", "ended", "part_ended", "amended"]
"""Why a posting is not current: its procedure has changed since the last review, or the law behind it has."""


class Aged(NamedTuple):
    """Why a posting is not current: since when, and the document behind it ('' if none is known)."""

    why: Reason
    since: date
    document: str = ""


class PostingFacts(NamedTuple):
    """What the figures know of a posting."""

    code: str
    standing: Standing
    posted: date
    confirmed: date
    """The later of the days on which it was posted and reviewed."""
    decided: date | None
    """The day of the decision under which it hangs."""
    received: date | None
    """The day on which the commune received that decision."""
    effect: date | None
    """The day from which the version of the procedure holds."""
    stopped: date | None
    """The day from which it hung no more, or its procedure was none any more; in the future too."""
    lacking: tuple[Lack, ...]
    aged: tuple[Aged, ...]
    sample: bool
    promises: tuple[Promise, ...] = ()
    """The shorter times that the commune promises."""


class FactsStater:
    """States the facts of postings on `today`; `register` are the documents that their own records may cite.

    What communes share, a procedure as it holds in their province, is looked at once.
    """

    def __init__(self, register: Register, today: date) -> None:
        self._register, self._today = register, today
        self._shared: dict[int, _Shared] = {}

    def state(self, posted: PostedProcedure) -> PostingFacts:
        """The facts of a posting."""
        posting, provincial = posted.posting, posted.provincial
        shared = self._shared.get(id(provincial))
        if shared is None:
            shared = self._shared[id(provincial)] = _share_facts(provincial)
        stopped, withdrawn = shared.stopped, posting.withdrawn
        if withdrawn is not None and (stopped is None or withdrawn.since < stopped):
            stopped = withdrawn.since
        lacking = shared.lacking
        if posting.deadlines:
            lacking = _with_deadlines(lacking, posted.deadlines)
        aged = shared.aged
        if shared.changed is not None and posted.to_review:
            aged = (Aged("changed", shared.changed), *aged)
        if posting.deadlines:
            own = (_name_change(one) for one in changes_behind(posting, self._register, self._today))
            aged = tuple(dict.fromkeys((*aged, *own)))
        promises = list_promises(posted.deadlines, posted.procedure) if posting.deadlines else ()
        return PostingFacts(
            posted.code,
            posted.standing,
            posting.posted,
            posting.last_confirmed,
            posting.decision.date,
            posting.received,
            shared.effect,
            stopped,
            lacking,
            aged,
            posting.sample,
            promises,
        )


class _Shared(NamedTuple):
    """The facts of a procedure in a province, where a commune promises no time of its own."""

    provincial: ProvincialProcedure
    """Held, so that no other one gets its place in memory."""
    effect: date | None
    stopped: date | None
    changed: date | None
    lacking: tuple[Lack, ...]
    aged: tuple[Aged, ...]


def _share_facts(provincial: ProvincialProcedure) -> _Shared:
    procedure, outdated = provincial.procedure, provincial.dated.outdated
    old = (Aged("outdated", outdated.since, str(outdated.by)),) if outdated is not None else ()
    aged = (*old, *(_name_change(one) for one in dict.fromkeys(provincial.law)))
    lacking = _with_deadlines(tuple(_find_lacks(provincial)), provincial.terms.deadlines)
    return _Shared(provincial, procedure.starts, day_after(procedure), procedure.changed, lacking, aged)


def _with_deadlines(lacking: tuple[Lack, ...], deadlines: Sequence[DeadlineLine]) -> tuple[Lack, ...]:
    """What lacks, in its order, with the time if there is none or some is not known, and else without."""
    unknown = not deadlines or any(line.deadline.undetermined for line in deadlines)
    return tuple(one for one in get_args(Lack) if (unknown if one == "deadlines" else one in lacking))


def day_after(procedure: Procedure) -> date | None:
    """The first day on which the procedure is none any more: repealed, or past its last day; None if none is known."""
    repealed = procedure.repealed.since if procedure.repealed is not None else None
    last = procedure.effective.ends if procedure.effective is not None else None
    ended = last + timedelta(days=1) if last is not None else None
    return min((day for day in (repealed, ended) if day is not None), default=None)


def _find_lacks(provincial: ProvincialProcedure) -> Iterator[Lack]:
    procedure, fees, files = provincial.procedure, provincial.terms.fees, provincial.dated.files
    if not procedure.channels:
        yield "channels"
    if not procedure.papers.submit and not procedure.papers.present:
        yield "papers"
    if procedure.papers.submit and procedure.papers.sets is None:
        yield "sets"
    if not fees or any(line.pending or line.fee.undetermined for line in fees):
        yield "fees"
    if any(name not in files and form.url is None for name, form in procedure.forms.items()):
        yield "forms"


def _name_change(change: LawChange) -> Aged:
    return Aged(change.event, change.day, str(change.number))
