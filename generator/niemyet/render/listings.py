"""What lists and comparisons show of a commune and its postings, kept after the commune's pages are rendered.

A list shows a procedure by its `ListedProcedure`, which the communes of a province share; a `ListedPosting` holds only the
posting's own values. Summaries are kept in every language of the site, so that no list has to work them out again.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

from niemyet.law.answers import Answers
from niemyet.model.areas import AreaKind
from niemyet.model.places import name_unit
from niemyet.model.vocabulary import Standing
from niemyet.render.language import Language
from niemyet.render.summaries import card_deadlines, card_due, card_fees
from niemyet.resolve.answers import KeptAnswers, answers_of
from niemyet.resolve.communes import PostedProcedure, ResolvedCommune, ResolvedProvince
from niemyet.resolve.procedures import Owner, ProvincialProcedure

Said: TypeAlias = tuple[str, ...]
"""The same words in each language of the site, in their order."""


class ListedProcedure(NamedTuple):
    """What lists show of a procedure in a province."""

    name: str
    """The short name, if it has one."""
    field: str
    fees: Said
    deadlines: Said
    """Shown for communes without deadlines of their own."""
    outdated: bool
    """Whether the law has replaced the record."""
    owner: Owner | None = None
    """The province whose own procedure it is."""
    coming: tuple[date, ...] = ()
    """The days on which something of it is known to change there, in order."""
    due: Said = ()
    """The fees without what may be asked for besides."""


ListKey: TypeAlias = tuple[str, str, tuple[AreaKind, ...] | None]
"""The path of a province, the code of a procedure, and the kinds of area of a commune where the procedure depends on them."""
NOTHING_LISTED: Mapping[ListKey, ListedProcedure] = {}


class ComparedPosting(NamedTuple):
    """What a comparison with other communes shows of a posting."""

    standing: Standing
    deadlines: Said
    posted: date
    fees: Said
    """Where they hang on the commune's kind of area; () where they are those of the province."""
    sample: bool = False
    """Whether the posting itself is illustrative; a commune may be so as a whole."""


class ListedPosting(NamedTuple):
    """What the list of its commune shows of a posting."""

    code: str
    standing: Standing
    deadlines: Said
    posted: date
    last_confirmed: date
    to_review: bool
    """Whether the procedure has changed since the commune last confirmed the posting."""
    fees: Said
    """As in `ComparedPosting`."""
    counter: str = ""
    """Where it is handed in, as the record names it; '' if it names none."""
    sample: bool = False
    """As in `ComparedPosting`."""

    @property
    def compared(self) -> ComparedPosting:
        """The values that comparisons show."""
        return ComparedPosting(self.standing, self.deadlines, self.posted, self.fees, self.sample)


class NamedCommune(NamedTuple):
    """What lists show of a commune itself. `name` includes the kind: "xã Thường Tín"."""

    path: str
    name: str
    code: str
    former_names: tuple[str, ...]
    sample: bool


class ListedCommune(NamedTuple):
    """A commune in lists, as in `NamedCommune`, with its postings by code."""

    path: str
    name: str
    code: str
    former_names: tuple[str, ...]
    sample: bool
    postings: Mapping[str, ComparedPosting]

    @property
    def outlined(self) -> "OutlinedCommune":
        """What lists of communes, the search and the feeds may show of it."""
        standings = {code: posting.standing for code, posting in self.postings.items()}
        return OutlinedCommune(self.path, self.name, self.code, self.former_names, self.sample, standings)


class OutlinedCommune(NamedTuple):
    """A commune as one of many: itself, and the standing of each of its postings by code."""

    path: str
    name: str
    code: str
    former_names: tuple[str, ...]
    sample: bool
    standings: Mapping[str, Standing]

    @property
    def current(self) -> int:
        """The number of postings in force today."""
        return sum(standing == "in_force" for standing in self.standings.values())


def list_procedure(provincial: ProvincialProcedure, answers: Answers, languages: Sequence[Language]) -> ListedProcedure:
    """What lists show of a procedure in a province, of which these are the answers, in these languages."""
    procedure = provincial.procedure
    return ListedProcedure(
        procedure.title,
        procedure.field,
        tuple(card_fees(answers, {}, language) for language in languages),
        tuple(card_deadlines(answers, {}, language) for language in languages),
        provincial.dated.outdated is not None,
        provincial.dated.owner,
        tuple(sorted({change.day for change in provincial.coming})),
        tuple(card_due(answers, {}, language) for language in languages),
    )


def list_posting(posted: PostedProcedure, procedure: ListedProcedure, languages: Sequence[Language]) -> ListedPosting:
    """What lists show of a posting. `procedure` supplies the deadlines if it has none of its own."""
    posting, deadlines = posted.posting, procedure.deadlines
    if posting.deadlines:
        answers = answers_of(posted)
        deadlines = tuple(card_deadlines(answers, {}, language) for language in languages)
    fees = () if posted.provincial.terms.areas is None else procedure.fees
    known = posting.posted, posting.last_confirmed, posted.to_review, fees, posting.counter or "", posted.sample
    return ListedPosting(posted.code, posted.standing, deadlines, *known)


def list_postings(
    resolved: ResolvedCommune, procedures: Mapping[str, ListedProcedure], languages: Sequence[Language]
) -> dict[str, ListedPosting]:
    """The listed postings by code; `procedures` are those of the province."""
    return {code: list_posting(posted, procedures[code], languages) for code, posted in resolved.postings.items()}


class ProcedureLists:
    """The listed procedures of provinces, each worked out once; kept for one province at a time, because communes are sorted by
    province."""

    def __init__(
        self, languages: Sequence[Language], answers: KeptAnswers, known: Mapping[ListKey, ListedProcedure] = NOTHING_LISTED
    ) -> None:
        """`known` are those that an earlier build has worked out."""
        self.languages, self._answers, self._known = languages, answers, known
        self._listed: dict[ListKey, ListedProcedure] = {}
        """Those of the last province that was asked for."""
        self._province = ""
        self._made: dict[ListKey, ListedProcedure] = {}

    def of_province(self, province: ResolvedProvince) -> dict[str, ListedProcedure]:
        """The listed procedures of a province, or of its communes of certain kinds of area, by code."""
        if self._province != province.path:
            self._province, self._listed = province.path, {}
        listed: dict[str, ListedProcedure] = {}
        for code, provincial in province.procedures.items():
            key = province.path, code, provincial.terms.areas
            if key not in self._listed:
                known = self._known.get(key)
                if known is None:
                    answers = self._answers.of(province.path, provincial)
                    known = self._made[key] = list_procedure(provincial, answers, self.languages)
                self._listed[key] = known
            listed[code] = self._listed[key]
        return listed

    def take_made(self) -> dict[ListKey, ListedProcedure]:
        """Those that were not known and have been worked out since this was asked last."""
        made, self._made = self._made, {}
        return made


def list_commune(resolved: ResolvedCommune) -> NamedCommune:
    """What lists show of the commune itself."""
    commune = resolved.commune
    return NamedCommune(resolved.path, name_unit(commune), commune.code, commune.former_names, commune.sample)
