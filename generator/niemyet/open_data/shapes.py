"""The shapes of the data under `/api/v1/`: of what each file consists. From these, OpenAPI and the JSON Schemas are made.

Nothing is built from them: they are the promise to which the files are held by the tests. What a record itself says has the shape
of its model, key by key. A key may be added within v1; none is renamed, removed, or given another meaning.
"""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from niemyet.model.article import Article
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.places import Commune, Province
from niemyet.model.procedure import Procedure
from niemyet.model.reference import Calendar, FieldOfWork, LegalDocument
from niemyet.model.vocabulary import Standing


class Shape(BaseModel):
    """A part of the data. It has exactly these keys."""

    model_config = ConfigDict(extra="forbid")


class Named(Shape):
    """A key with its name for people."""

    key: str
    name: str


class Option(Shape):
    """One answer to a question."""

    key: str = Field(description="Stands in `when`.")
    words: str = Field(description="In Vietnamese, for people.")


class Question(Shape):
    """A question on which some answer depends. The options of one question exclude one another; questions are independent."""

    key: str = Field(description='"case", "channel", "waiver" (who pays less), "area", or a question of the record.')
    words: str | None = Field(description="The question as the record asks it.")
    options: list[Option]


Choice = dict[str, str]


class NeededPaper(Shape):
    """A paper of the dossier."""

    name: str
    conditional: bool = Field(description="Whether it is needed only under the condition in `when`.")
    when: str | None
    depends_on_choice: bool = Field(description="Whether it is needed for some answers to open questions only.")
    originals: int | None = None
    copies: int | None = None
    certified_copies: int | None = None
    electronic: bool | None = Field(None, description="Filled in on the page where it is filed; there is no paper.")
    notes: str | None


class PapersRow(Shape):
    """What to bring."""

    when: list[Choice] = Field(description="Every combination of choices for which this row is the answer.")
    submit: list[NeededPaper]
    present: list[NeededPaper]


class FormulaPart(Shape):
    """The amount for each unit from `first` to `last`; without `last`, for all that follow."""

    first: int
    last: int | None
    amount: int


class Formula(Shape):
    """An amount that depends on a number of pages or the like."""

    unit: str
    per: str | None
    parts: list[FormulaPart]
    at_most: int | None
    words: str


class WaivedBy(Shape):
    """The waiver behind an amount."""

    who: str
    basis: str
    reduction: int | None = Field(description="Percent taken off; null if it is not known.")
    undetermined: str | None


class Charge(Shape):
    """One amount, in đồng."""

    name: str | None
    amount: int | None
    per: str | None = Field(description='"bản sao": the amount is for each.')
    sum: int | None
    unknown: str | None = Field(description="Why it is not known. Never take null for 0.")
    basis: str | None
    sample: bool = Field(description="Whether the amount is illustrative: it must not be shown as a real one.")
    waived_by: WaivedBy | None = None


class FeesRow(Shape):
    """What is paid."""

    when: list[Choice] = Field(description="Every combination of choices for which this row is the answer.")
    due: int | None = Field(description="What must be paid, in đồng; null if it is not one known sum: then see the other keys.")
    per: str | None
    range: list[int] | None = Field(description="The lowest and the highest sum, where the record leaves it open.")
    formula: Formula | None
    unknown: str | None = Field(description="What is not known, and why.")
    words: str = Field(description="The whole answer in Vietnamese.")
    lines: list[Charge]
    optional: list[Charge] = Field(description="What may be asked for besides.")
    service: list[Charge]
    sample: bool = Field(description="Whether some amount is illustrative: it must not be shown as a real one.")


class Length(BaseModel):
    """How long it takes: an amount and its unit, or `same_day_until`, or `unknown` with the reason."""

    amount: float | None = None
    unit: str | None = Field(None, description='"working_day", "day", "working_hour", "month".')
    same_day_until: str | None = Field(None, description='"15:00": what is received until then is returned on the same day.')
    unknown: str | None = Field(None, description="Why it is not known.")
    basis: str | None = None
    notes: str | None = None
    options: list[dict[str, Any]] | None = None


class DeadlinesRow(Shape):
    """How long it takes."""

    when: list[Choice] = Field(description="Every combination of choices for which this row is the answer.")
    deadline: Length = Field(description="What holds here.")
    promise: Literal["sooner"] | None = Field(description='"sooner" where commune or province promise less than the law gives.')
    law: Length | None = Field(description="What the law gives.")


class PapersTable(Shape):
    """The papers for every choice."""

    by: list[str] = Field(description="The questions on which they depend.")
    rows: list[PapersRow]


class FeesTable(Shape):
    """The fees for every choice."""

    by: list[str] = Field(description="The questions on which they depend.")
    rows: list[FeesRow]


class DeadlinesTable(Shape):
    """The deadlines for every choice."""

    by: list[str] = Field(description="The questions on which they depend.")
    rows: list[DeadlinesRow]


class Replaced(Shape):
    """That the law has replaced parts of the record: their answers no longer hold."""

    since: date
    by: str | None
    parts: list[str]
    text: str


class OfferedChannel(Shape):
    """A way of filing."""

    kind: str
    name: str
    level: str | None = Field(description='Online only: "full" or "partial"; null if the source does not say.')
    url: str | None


class PlaceOfPosting(Shape):
    """Who posts it."""

    path: str
    code: str
    name: str
    province: str
    office: str
    url: str
    data: str


class PostingFile(Shape):
    """One posting with its answers."""

    url: str = Field(description="The page for people: give it as the source.")
    version: str = Field(description="Changes with what a citizen relies on; `/kiem-tra/#CODE` tells whether it is still so.")
    standing: Standing = Field(description='Only what is "in_force" may be answered from.')
    sample: bool = Field(description="Whether the posting is illustrative.")
    posting: Posting
    since: date | None = None
    reason: str | None = None
    place: PlaceOfPosting
    code: str
    name: str
    short_name: str | None
    field: Named
    procedure: str
    channels: list[OfferedChannel]
    legal_basis: list[str]
    questions: list[Question]
    outdated: Replaced | None
    papers: PapersTable
    fees: FeesTable
    deadlines: DeadlinesTable


class ListedOwner(Shape):
    """The province that alone has a procedure."""

    path: str
    name: str


class ListedProcedure(Shape):
    """A procedure in a list."""

    code: str
    name: str
    short_name: str | None
    field: Named
    standing: Standing
    owner: ListedOwner | None
    authority: str
    legal_basis: list[str]
    url: str
    data: str


class ProcedureList(Shape):
    """All procedures."""

    procedures: list[ListedProcedure]


class Notice(BaseModel):
    """A known change."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    since: date = Field(alias="from")
    text: str
    basis: str | None


class ChangeOfLaw(BaseModel):
    """What has happened to a document behind the record."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    number: str
    event: str
    part: str | None
    by: str | None
    since: date = Field(alias="from")


class ProcedureInProvince(Shape):
    """What a province sets, and how many communes post the procedure."""

    path: str
    postings: int
    sets: ProvinceOverlay | None
    page: str


class ProcedureFile(ListedProcedure):
    """One procedure: its record, and its answers where no province sets anything."""

    record: Procedure
    coming: list[Notice]
    law_changes: list[ChangeOfLaw]
    questions: list[Question]
    outdated: Replaced | None
    papers: PapersTable
    fees: FeesTable
    deadlines: DeadlinesTable
    provinces: list[ProcedureInProvince]


class ListedCommune(Shape):
    """A commune in a list."""

    path: str
    code: str
    name: str
    former_names: list[str]
    province: str
    postings: int
    in_force: int
    sample: bool
    url: str
    data: str
    table: str


class CommuneList(Shape):
    """All communes of the site."""

    communes: list[ListedCommune]


class ListedProvince(Shape):
    """A province in a list."""

    path: str
    code: str
    name: str
    communes_here: int
    url: str
    data: str


class ProvinceList(Shape):
    """All provinces of the site."""

    provinces: list[ListedProvince]


class ProvinceFile(ListedProvince):
    """One province with its communes."""

    record: Province
    communes: list[ListedCommune]


class ListedPosting(Shape):
    """A posting in the list of its commune; `fees` and `deadline` in words."""

    code: str
    name: str
    field: str
    standing: Standing
    fees: str | None
    deadline: str | None
    counter: str | None
    posted: date
    confirmed: date
    to_review: bool
    sample: bool
    url: str
    data: str


class CommuneFile(Shape):
    """One commune with its postings in few words."""

    path: str
    code: str
    name: str
    province: ListedOwner
    url: str
    sample: bool
    record: Commune
    postings: list[ListedPosting]


class ListedDocument(LegalDocument):
    """A legal document, and which procedures cite it."""

    number: str
    province: str | None
    in_force: bool
    procedures: list[str]
    page: str
    data: str


class DocumentList(Shape):
    """All legal documents."""

    documents: list[ListedDocument]


class KeyedField(FieldOfWork):
    """A field of work."""

    key: str


class FieldList(Shape):
    """All fields of work."""

    fields: list[KeyedField]


class CalendarList(Shape):
    """The calendars of days off."""

    calendars: list[Calendar]


class ListedArticle(Article):
    """An article's front matter, and where it is."""

    path: str
    url: str


class ArticleList(Shape):
    """All articles."""

    articles: list[ListedArticle]
