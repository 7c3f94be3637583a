"""A change as a value: what it is about, what stood there before and what stands there now. No sentence here.

`Differences` is what `compare` gives and every output takes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from niemyet.changes.entries import FileChanges
from niemyet.law.terms import FeeLine
from niemyet.model.deadline import Deadline
from niemyet.model.money import Waiver
from niemyet.model.places import Opening, OpeningException
from niemyet.model.procedure import Channel, Paper
from niemyet.resolve.procedures import Coming

Part: TypeAlias = Literal[
    "standing", "name", "fees", "waivers", "deadlines", "papers", "paper_notes", "channels", "steps", "results", "requirements",
    "cases", "legal_basis", "notes", "counter", "coming", "audience", "authority", "receiver",
    "office", "address", "phone", "email", "hours", "exceptions",
]  # fmt: skip
"""What a change is about: a part of the posting, or of the office that serves all postings of a commune."""

PaperUse: TypeAlias = Literal["submit", "present"]


@dataclass(frozen=True, slots=True)
class UsedPaper:
    """A paper and whether it is handed in or only shown."""

    paper: Paper
    use: PaperUse


Value: TypeAlias = (
    str | FeeLine | Waiver | Deadline | UsedPaper | Channel | Coming | OpeningException | tuple[Opening, ...] | tuple[str, ...]
)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is another for citizens. `before` is None where it is new, `after` where it is gone.

    Where both are None the part has changed in more than one can say in a line. `flagged`: to the citizen's harm
    for sure, a longer deadline.
    """

    part: Part
    before: Value | None = None
    after: Value | None = None
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class PostingChanges:
    """The changes of one posting. `cases` are the words for the cases of the later state, then the earlier one.

    `reprint` names the groups of the version code that differ (`VERSION_PARTS`): the sheet on the wall is out of
    date. It is empty where a sheet is new or must only be taken down.
    """

    code: str
    name: str
    changes: tuple[Change, ...]
    cases: Mapping[str, str]
    reprint: tuple[str, ...] = ()
    hangs_now: bool = True
    """Whether the sheet belongs on the wall in the later state."""
    hung_before: bool = True


@dataclass(frozen=True, slots=True)
class CommuneChanges:
    """The changes of one commune: of its office, which all its postings share, and of its postings by code."""

    path: str
    name: str
    office: tuple[Change, ...]
    postings: tuple[PostingChanges, ...]
    began: bool = False
    """Whether the commune is new here."""
    ended: bool = False
    """Whether the commune is no longer here."""


@dataclass(frozen=True, slots=True)
class Differences:
    """All that changes between two states as seen on `today`.

    `cosmetic` are files that read the same before and after; `unseen` are files whose record changed in what no posting
    shows (a day of review, other names for the search). `unread` could not be compared, because they are broken.
    """

    today: date
    provinces: Mapping[str, str]
    communes: tuple[CommuneChanges, ...]
    cosmetic: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    files: tuple[FileChanges, ...] = ()
    """Every changed file but the cosmetic and the unread ones, each with all of its entries that differ."""

    @property
    def postings(self) -> int:
        """How many postings change for citizens."""
        return sum(bool(posting.changes) for commune in self.communes for posting in commune.postings)

    @property
    def flagged(self) -> int:
        """How many changes are to the citizen's harm for sure."""
        return sum(change.flagged for commune in self.communes for p in commune.postings for change in p.changes)
