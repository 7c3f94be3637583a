"""The shapes of the data under `/api/v1/`: of what each file consists. From these, OpenAPI and the JSON Schemas are made.

Nothing is built from them: they are the promise to which the files are held by the tests. What a record itself says has the shape
of its model, key by key. A key may be added within v1; none is renamed, removed, or given another meaning.
"""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from niemyet.model.article import Article
from niemyet.model.overlay import Posting, ProvinceOverlay
from niemyet.model.places import Commune, Province
from niemyet.model.procedure import Procedure
from niemyet.model.reference import Calendar, FieldOfWork, LegalDocument
from niemyet.model.vocabulary import Standing
from niemyet.open_data.answer_shapes import DeadlinesTable, FeesTable, Named, PapersTable, Question, Replaced, Shape


class Notice(BaseModel):
    """A known change."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    since: date = Field(alias="from")
    text: str
    basis: str | None


class OfferedChannel(Shape):
    """A way of filing."""

    kind: str
    name: str
    level: str | None = Field(description='Online only: "full" or "partial"; null if the source does not say.')
    url: str | None


class SaidHours(Shape):
    """When an office receives, in words."""

    days: str
    hours: str


class PlaceOfPosting(Shape):
    """Who posts it."""

    path: str
    code: str
    name: str
    province: str
    office: str
    address: str
    hours: list[SaidHours]
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
    coming: list[Notice]
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
    aliases: list[str] = Field(description="What people call it.")
    field: Named
    standing: Standing
    owner: ListedOwner | None
    authority: str
    legal_basis: list[str]
    sample: bool = Field(description="Whether some amount of the record is illustrative.")
    url: str
    data: str


class ProcedureList(Shape):
    """All procedures."""

    procedures: list[ListedProcedure]


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
    former_names: list[str] = Field(description="Of the communes that were joined; “một phần …” of which it has a part alone.")
    province: str
    postings: int
    in_force: int
    sample: bool
    url: str
    data: str
    table: str | None = Field(description="null where the site has no tables.")


class CommuneList(Shape):
    """All communes of the site."""

    communes: list[ListedCommune]


class ListedProvince(Shape):
    """A province in a list."""

    path: str
    code: str
    name: str
    communes_here: int
    sample: bool = Field(description="Whether its record has illustrative values.")
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
    files: dict[str, str] = Field(description="Other files of the same commune, by what they are.")
    postings: list[ListedPosting]


class ListedDocument(LegalDocument):
    """A legal document, and which procedures cite it."""

    number: str = Field(title="Số, ký hiệu", description="Số, ký hiệu của văn bản.")
    province: str | None = Field(title="Tỉnh", description="Tỉnh ban hành, nếu là văn bản của danh mục riêng một tỉnh.")
    in_force: bool = Field(title="Còn hiệu lực", description="Vào ngày tạo trang.")
    procedures: list[str] = Field(title="Thủ tục", description="Mã các thủ tục dẫn văn bản này.")
    page: str = Field(title="Trang", description="Trang của văn bản ở đây.")
    data: str = Field(title="Dữ liệu", description="Tệp dữ liệu này.")


class DocumentList(Shape):
    """All legal documents."""

    documents: list[ListedDocument]


class KeyedField(FieldOfWork):
    """A field of work."""

    key: str = Field(title="Tên ngắn", description="Như trong mục field của thủ tục.")


class FieldList(Shape):
    """All fields of work."""

    fields: list[KeyedField]


class CalendarList(Shape):
    """The calendars of days off."""

    calendars: list[Calendar]


class ListedArticle(Article):
    """An article's front matter, and where it is."""

    path: str = Field(title="Đường dẫn", description="Năm và tên ngắn của bài.")
    url: str = Field(title="Trang", description="Trang của bài.")


class ArticleList(Shape):
    """All articles."""

    articles: list[ListedArticle]
