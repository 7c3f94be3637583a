"""A change as a value: what it is about, the value before and after. No sentences.

`Differences` is the result of `compare_catalogues` and the input of every output.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

from niemyet.changes.entries import FileChanges
from niemyet.law.terms import FeeLine
from niemyet.model.attachments import AttachedFile
from niemyet.model.deadline import Deadline
from niemyet.model.money import Waiver
from niemyet.model.places import Opening, OpeningException
from niemyet.model.procedure import Channel, Paper
from niemyet.model.vocabulary import PaperUse, PostingPart, VersionPart
from niemyet.model.vocabulary import Part as ProcedurePart
from niemyet.resolve.procedures import Coming
from niemyet.values import dataclass

Part: TypeAlias = ProcedurePart | PostingPart | Literal["standing", "coming"]
"""What a change is about: a part of a posting, or of the office that serves all postings of a commune."""


@dataclass(frozen=True, slots=True)
class UsedPaper:
    """A paper, and whether it is handed in or only shown."""

    paper: Paper
    use: PaperUse


@dataclass(frozen=True, slots=True)
class FormFile:
    """The file of a form: the form's name, and the file."""

    name: str
    file: AttachedFile


Value: TypeAlias = (
    str
    | FormFile
    | FeeLine
    | Waiver
    | Deadline
    | UsedPaper
    | Channel
    | Coming
    | OpeningException
    | tuple[Opening, ...]
    | tuple[str, ...]
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change for citizens. `before` is None for something new, `after` for something gone.

    If both are None, the part has changed in a way that does not fit on a line. `flagged`: certainly to the citizen's
    disadvantage, such as a longer deadline.
    """

    part: Part
    before: Value | None = None
    after: Value | None = None
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class PostingChanges:
    """The changes of one posting. `cases` are the case names of the later state, completed by those of the earlier one.

    `reprint` names the groups of the version code that differ (`VERSION_PARTS`), so that the sheet must be printed again. It is
    empty if the sheet is new or must only be taken down.
    """

    code: str
    name: str
    changes: tuple[Change, ...]
    cases: Mapping[str, str]
    reprint: tuple[VersionPart, ...] = ()
    hangs_now: bool = True
    """Whether the sheet belongs on the board in the later state."""
    hung_before: bool = True


@dataclass(frozen=True, slots=True)
class CommuneChanges:
    """The changes of one commune: of its office and of its postings by code."""

    path: str
    name: str
    office: tuple[Change, ...]
    postings: tuple[PostingChanges, ...]
    began: bool = False
    """Whether the commune is new."""
    ended: bool = False
    """Whether the commune is gone."""


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything that changes between two states as of `today`.

    `cosmetic` are files with the same content in another form; `unseen` are files whose record changed only in what no posting
    shows (a day of review, names for the search); `unread` are files that are broken and could not be compared.
    """

    today: date
    provinces: Mapping[str, str]
    communes: tuple[CommuneChanges, ...]
    cosmetic: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    files: tuple[FileChanges, ...] = ()
    """Every changed file except the cosmetic and unread ones, with all entries that differ."""

    @property
    def postings(self) -> int:
        """The number of postings that change."""
        return sum(bool(posting.changes) for commune in self.communes for posting in commune.postings)

    @property
    def flagged(self) -> int:
        """The number of flagged changes."""
        return sum(change.flagged for commune in self.communes for p in commune.postings for change in p.changes)
