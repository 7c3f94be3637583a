"""What the figures of a commune need to know of each posting, kept when its page is made: days, parts that lack, what has aged.

Takes a resolved posting; gives `PostingFacts`. Whether a posting is complete follows Nghị định 63/2010/NĐ-CP Điều 8 khoản 2:
every part that applies is there, and none is marked as not known. Parts that every record must have (name, steps, who applies,
who decides, result) cannot lack: the check refuses such a record."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from niemyet.law.citations import LawChange, Register, changes_behind
from niemyet.model.procedure import Procedure
from niemyet.model.vocabulary import Standing
from niemyet.oversight.promised import Promise, list_promises
from niemyet.resolve.communes import PostedProcedure

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


def state_facts(posted: PostedProcedure, register: Register, today: date) -> PostingFacts:
    """The facts of a posting on `today`; `register` are the documents that its own record may cite."""
    posting, procedure = posted.posting, posted.procedure
    withdrawn = posting.withdrawn.since if posting.withdrawn is not None else None
    return PostingFacts(
        posted.code,
        posted.standing,
        posting.posted,
        posting.last_confirmed,
        posting.decision.date,
        posting.received,
        procedure.starts,
        min((day for day in (withdrawn, day_after(procedure)) if day is not None), default=None),
        tuple(_find_lacks(posted)),
        tuple(_find_aged(posted, register, today)),
        posting.sample,
        list_promises(posted.deadlines, procedure) if posting.deadlines else (),
    )


def day_after(procedure: Procedure) -> date | None:
    """The first day on which the procedure is none any more: repealed, or past its last day; None if none is known."""
    repealed = procedure.repealed.since if procedure.repealed is not None else None
    last = procedure.effective.ends if procedure.effective is not None else None
    ended = last + timedelta(days=1) if last is not None else None
    return min((day for day in (repealed, ended) if day is not None), default=None)


def _find_lacks(posted: PostedProcedure) -> Iterator[Lack]:
    procedure, terms = posted.procedure, posted.provincial.terms
    if not procedure.channels:
        yield "channels"
    if not procedure.papers.submit and not procedure.papers.present:
        yield "papers"
    if procedure.papers.submit and procedure.papers.sets is None:
        yield "sets"
    if not posted.deadlines or any(line.deadline.undetermined for line in posted.deadlines):
        yield "deadlines"
    if not terms.fees or any(line.pending or line.fee.undetermined for line in terms.fees):
        yield "fees"
    files = posted.provincial.dated.files
    if any(name not in files and form.url is None for name, form in procedure.forms.items()):
        yield "forms"


def _find_aged(posted: PostedProcedure, register: Register, today: date) -> Iterator[Aged]:
    changed, outdated = posted.procedure.changed, posted.provincial.dated.outdated
    if posted.to_review and changed is not None:
        yield Aged("changed", changed)
    if outdated is not None:
        yield Aged("outdated", outdated.since, str(outdated.by))
    own = changes_behind(posted.posting, register, today)
    yield from (_name_change(one) for one in dict.fromkeys((*posted.provincial.law, *own)))


def _name_change(change: LawChange) -> Aged:
    return Aged(change.event, change.day, str(change.number))
