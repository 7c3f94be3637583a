"""A procedure of the law (thủ tục hành chính): what is the same in every commune.

The parts are those of Nghị định 63/2010/NĐ-CP Điều 8 khoản 2 (as amended by 92/2017/NĐ-CP): name,
steps, channels, papers and sets, deadline, who applies, who decides; where they exist forms, result,
requirements and fees; and the documents that establish it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from niemyet.model.areas import group_areas
from niemyet.model.deadline import Deadline
from niemyet.model.imported import Correction, Doubt, Imported, Verbatim
from niemyet.model.money import ChannelKind, Channels, Fee, Waiver
from niemyet.model.rows import MOST_ROWS, count_rows
from niemyet.model.scalars import (
    Day,
    DecisionNumber,
    DocumentNumber,
    Label,
    Link,
    ProcedureCode,
    Record,
    ShortName,
    ShortQuestion,
    Slug,
    Slugs,
    Text,
    Truth,
    Whole,
)
from niemyet.model.translations import ProcedureTranslation, names_in

CopyKind = Literal["originals", "copies", "certified_copies"]
OnlineLevel = Literal["full", "partial"]
PartialReason = Literal["presence", "site_visit", "fault", "technical"]
"""Why a service is online in part only, as Nghị định 224/2026/NĐ-CP Điều 14 names the reasons."""
Audience = Literal["citizen", "overseas_vietnamese", "foreigner", "household_business", "enterprise", "organization"]


class Decision(Record):
    """A decision of publication (quyết định công bố)."""

    number: DecisionNumber = Field(title="Số, ký hiệu", description="Ví dụ 163/QĐ-BTP.")
    date: Day | None = Field(None, title="Ngày ký", description="Ngày ban hành quyết định, dạng năm-tháng-ngày.")
    file: Text | None = Field(
        None, title="Tệp quyết định", description="Tên tệp trong thư mục tep của cả nước hoặc của tỉnh, ví dụ qd-3200.pdf."
    )


class Validity(Record):
    """The first and last day of a version."""

    starts: Day | None = Field(
        None, alias="from", title="Có hiệu lực từ", description="Ngày bắt đầu có hiệu lực; bỏ trống nếu đã có từ trước."
    )
    ends: Day | None = Field(None, alias="until", title="Có hiệu lực đến hết", description="Ngày cuối cùng có hiệu lực.")


class Repeal(Record):
    """The abolition of a procedure: when, and by which document."""

    since: Day = Field(alias="from", title="Bãi bỏ từ", description="Ngày thủ tục bị bãi bỏ.")
    basis: DocumentNumber = Field(title="Căn cứ", description="Số, ký hiệu văn bản bãi bỏ.")
    replaced_by: ProcedureCode | None = Field(None, title="Thay bằng", description="Mã thủ tục thay thế, nếu có.")


OutdatedPart = Literal["papers", "forms", "channels", "deadlines", "fees", "steps", "requirements", "legal_basis"]


class Outdated(Record):
    """The law has replaced what the record says, but the new content is not published yet."""

    since: Day = Field(alias="from", title="Cũ từ ngày", description="Ngày quy định mới thay nội dung ở đây.")
    by: DocumentNumber = Field(title="Văn bản mới", description="Số, ký hiệu văn bản đã thay nội dung ở đây.")
    text: Text = Field(title="Điều người dân cần biết", description="Quy định mới nói gì, phần nào ở đây không còn đúng.")
    parts: tuple[OutdatedPart, ...] = Field(
        (), title="Phần không còn đúng", description="Các mục không dùng được nữa, ví dụ papers, forms; bỏ trống nếu là tất cả."
    )


class Source(Record):
    """Where the record was copied from, and on which day."""

    url: Link = Field(title="Địa chỉ", description="Trang của nguồn.")
    retrieved: Day = Field(title="Ngày lấy", description="Ngày lấy dữ liệu từ nguồn.")
    approximate: Truth = Field(
        False, title="Chỉ biết tháng", description="true: chỉ biết tháng lấy dữ liệu; khi đó ghi ngày đầu tháng."
    )


class Channel(Record):
    """One way to file the dossier (cách thức thực hiện)."""

    kind: ChannelKind = Field(title="Cách nộp", description="in_person: trực tiếp; online: trực tuyến; post: bưu chính.")
    level: OnlineLevel | None = Field(None, title="Mức độ trực tuyến", description="full: toàn trình; partial: một phần.")
    reasons: tuple[PartialReason, ...] = Field(
        (),
        title="Vì sao chỉ một phần",
        description="presence: phải có mặt; site_visit: phải xác minh tại hiện trường; fault: sự cố chưa khắc phục được; "
        "technical: vấn đề kỹ thuật khác.",
    )
    basis: DocumentNumber | None = Field(
        None, title="Căn cứ", description="Văn bản chuyên ngành vì đó chỉ nộp trực tuyến được một phần."
    )
    url: Link | None = Field(None, title="Địa chỉ nộp", description="Trang nộp hồ sơ trực tuyến.")
    notes: Text | None = Field(None, title="Ghi chú", description="Điều cần biết khi nộp theo cách này.")


class Question(Record):
    """A question, besides the cases, on which papers, fees or deadlines depend. Parts name an answer as `<question>-<answer>`."""

    name: Text = Field(title="Câu hỏi", description="Hỏi người dân, ví dụ: Hồ sơ có phải xác minh không?")
    options: dict[Slug, Text] = Field(min_length=2, title="Các câu trả lời", description="Tên ngắn và lời của từng câu trả lời.")


class Paper(Record):
    """One paper of the dossier, by its official name; remarks go to `notes`, never into the name."""

    name: Text = Field(title="Tên giấy tờ", description="Tên chính thức của giấy tờ.")
    originals: Whole = Field(0, title="Số bản chính", description="Số bản chính phải nộp hoặc xuất trình.")
    copies: Whole = Field(0, title="Số bản sao", description="Số bản chụp, bản sao thường.")
    certified_copies: Whole = Field(0, title="Số bản sao chứng thực", description="Số bản sao có chứng thực.")
    case: Slugs = Field((), title="Trường hợp", description="Chỉ cần trong các trường hợp này, đúng tên ở mục cases.")
    channel: Channels = Field((), title="Cách nộp", description="Chỉ cần khi nộp theo các cách này.")
    electronic: Truth = Field(
        False, title="Mẫu điện tử", description="true: điền ngay trên trang nộp trực tuyến, không có bản giấy."
    )
    when: Text | None = Field(None, title="Chỉ cần khi", description="Điều kiện để phải có giấy tờ này.")
    form: Slug | None = Field(None, title="Mẫu", description="Tên mẫu ở mục forms.")
    notes: Text | None = Field(None, title="Ghi chú", description="Lưu ý về giấy tờ này; giấy tờ thay thế.")

    @property
    def counts(self) -> Mapping[CopyKind, int]:
        """Kind of copy → number required."""
        return {"originals": self.originals, "copies": self.copies, "certified_copies": self.certified_copies}


class Papers(Record):
    """The dossier (thành phần hồ sơ): what to hand in and what only to show."""

    sets: Whole | None = Field(None, title="Số bộ hồ sơ", description="Số bộ hồ sơ phải nộp; bỏ trống nếu nguồn không nêu.")
    submit: tuple[Paper, ...] = Field((), title="Giấy tờ phải nộp", description="Giấy tờ nộp cho cơ quan tiếp nhận.")
    present: tuple[Paper, ...] = Field((), title="Giấy tờ xuất trình", description="Giấy tờ chỉ đưa ra để đối chiếu.")
    notes: tuple[Text, ...] = Field((), title="Lưu ý chung", description="Lưu ý cho cả bộ hồ sơ.")


class Form(Record):
    """A form that a paper is filled in on (mẫu đơn, mẫu tờ khai). With neither `file` nor `url` it waits for its file."""

    name: Text = Field(title="Tên mẫu", description="Tên chính thức của mẫu.")
    document: DocumentNumber | None = Field(None, title="Ban hành kèm theo", description="Văn bản ban hành mẫu.")
    file: Text | None = Field(None, title="Tệp mẫu", description="Tên tệp trong thư mục tep cùng cấp, ví dụ to-khai-ct01.docx.")
    url: Link | None = Field(None, title="Địa chỉ tải", description="Trang tải mẫu của cơ quan nhà nước.")


class Step(Record):
    """One step (trình tự thực hiện)."""

    name: Text | None = Field(None, title="Tên bước", description="Tên ngắn của bước.")
    text: Text = Field(title="Nội dung", description="Ai làm gì ở bước này.")
    case: Slugs = Field((), title="Trường hợp", description="Chỉ áp dụng trong các trường hợp này.")


class Result(Record):
    """What the citizen gets (kết quả thực hiện)."""

    name: Text = Field(title="Tên kết quả", description="Tên giấy tờ hoặc văn bản nhận được.")
    originals: Whole = Field(0, title="Số bản chính", description="Số bản chính được cấp.")
    copies: Whole = Field(0, title="Số bản sao", description="Số bản sao được cấp.")
    case: Slugs = Field((), title="Trường hợp", description="Chỉ áp dụng trong các trường hợp này.")
    notes: Text | None = Field(None, title="Ghi chú", description="Điều cần biết về kết quả.")


class Announcement(Record):
    """A change whose day is certain but whose wording is not known yet."""

    starts: Day = Field(alias="from", title="Từ ngày", description="Ngày thay đổi có hiệu lực.")
    text: Text = Field(title="Nội dung", description="Điều sẽ thay đổi, viết cho người dân.")
    basis: DocumentNumber = Field(title="Căn cứ", description="Số, ký hiệu văn bản.")


def _text_as_step(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


_TEXT_OR_STEP = BeforeValidator(_text_as_step, json_schema_input_type=str | Step)


class Procedure(Record):
    """A reference record: catalogue/reference/procedures/<field>/<code>.yaml."""

    code: ProcedureCode = Field(title="Mã thủ tục", description="Mã trên Cổng Dịch vụ công quốc gia, ví dụ 1.001193.")
    name: Text = Field(title="Tên thủ tục", description="Tên chính thức.")
    short_name: ShortName | None = Field(
        None,
        title="Tên ngắn",
        description="Tên để đọc nhanh, nhiều nhất 60 chữ; tên chính thức đứng bên dưới. Bỏ trống nếu tên đã ngắn.",
    )
    summary: Text | None = Field(None, title="Nói ngắn gọn", description="Một câu: làm thủ tục này để làm gì.")
    en: ProcedureTranslation | None = names_in("tiếng Anh")
    km: ProcedureTranslation | None = names_in("tiếng Khmer")
    tyz: ProcedureTranslation | None = names_in("tiếng Tày")
    cjm: ProcedureTranslation | None = names_in("tiếng Chăm")
    field: Slug = Field(title="Lĩnh vực", description="Tên lĩnh vực trong fields.yaml, ví dụ ho-tich.")
    aliases: tuple[Text, ...] = Field((), title="Tên thường gọi", description="Cách người dân gọi thủ tục này.")
    life_events: tuple[Slug, ...] = Field((), title="Sự kiện", description="Sự kiện trong đời, theo life-events.yaml.")
    audience: tuple[Audience, ...] = Field(min_length=1, title="Đối tượng thực hiện", description="Ai được làm thủ tục.")
    authority: Text = Field(title="Cơ quan quyết định", description="Cơ quan giải quyết thủ tục.")
    receiver: Text | None = Field(None, title="Nơi tiếp nhận", description="Nơi tiếp nhận hồ sơ, nếu khác cơ quan quyết định.")
    non_territorial: Truth = Field(
        False, title="Phi địa giới", description="true: được nộp hồ sơ ở bất cứ xã, phường nào trong tỉnh."
    )
    channels: tuple[Channel, ...] = Field(title="Cách thức thực hiện", description="Các cách nộp hồ sơ.")
    cases: dict[Slug, Text] = Field({}, title="Trường hợp", description="Các trường hợp có giấy tờ, phí hoặc thời hạn riêng.")
    questions: dict[Slug, Question] = Field(
        {},
        title="Câu hỏi khác",
        description="Điều độc lập với cases mà giấy tờ, phí, thời hạn tùy vào; ở mục case viết <câu hỏi>-<câu trả lời>.",
    )
    case_question: ShortQuestion | None = Field(
        None,
        title="Câu hỏi về trường hợp",
        description="Hỏi người dân thuộc trường hợp nào, nhiều nhất 40 chữ: Bé sinh được bao lâu rồi?",
    )
    short_cases: dict[Slug, Label] = Field(
        {},
        title="Lời ngắn của trường hợp",
        description="Trường hợp, <câu hỏi>-<câu trả lời> và lời trên nút bấm, nhiều nhất 20 chữ.",
    )
    deadlines: tuple[Deadline, ...] = Field(min_length=1, title="Thời hạn giải quyết", description="Thời hạn theo luật.")
    fees: tuple[Fee, ...] = Field(min_length=1, title="Phí, lệ phí", description="Các khoản phải nộp, kể cả 0 đồng.")
    waivers: tuple[Waiver, ...] = Field((), title="Miễn, giảm", description="Ai được miễn hoặc giảm phí, lệ phí.")
    papers: Papers = Field(title="Thành phần hồ sơ", description="Giấy tờ phải nộp và xuất trình.")
    forms: dict[Slug, Form] = Field({}, title="Mẫu đơn, tờ khai", description="Các mẫu dùng trong hồ sơ.")
    steps: tuple[Annotated[Step, _TEXT_OR_STEP], ...] = Field(
        min_length=1, title="Trình tự thực hiện", description="Các bước, theo thứ tự."
    )
    results: tuple[Result, ...] = Field(min_length=1, title="Kết quả", description="Giấy tờ nhận được.")
    requirements: tuple[Text, ...] = Field((), title="Yêu cầu, điều kiện", description="Điều kiện phải đáp ứng, nếu có.")
    legal_basis: tuple[DocumentNumber, ...] = Field(
        title="Căn cứ pháp lý", description="Số, ký hiệu các văn bản, theo documents.yaml."
    )
    decision: Decision | None = Field(None, title="Quyết định công bố", description="Quyết định công bố thủ tục.")
    effective: Validity | None = Field(None, title="Hiệu lực", description="Bản này áp dụng từ ngày nào đến ngày nào.")
    repealed: Repeal | None = Field(None, title="Bãi bỏ", description="Khi thủ tục đã bị bãi bỏ.")
    outdated: Outdated | None = Field(
        None, title="Nội dung đã cũ", description="Khi pháp luật đã thay nội dung ở đây mà bản mới chưa được công bố."
    )
    upcoming: tuple[Announcement, ...] = Field((), title="Sắp thay đổi", description="Thay đổi đã biết ngày có hiệu lực.")
    notes: tuple[Text, ...] = Field((), title="Lưu ý", description="Điều người dân cần biết thêm.")
    source: Source = Field(title="Nguồn", description="Nguồn dữ liệu và ngày lấy.")
    changed: Day | None = Field(
        None,
        title="Nội dung đổi ngày",
        description="Ngày gần nhất nội dung thay đổi; bản niêm yết chưa rà soát lại từ ngày này thì cần rà soát.",
    )
    doubts: tuple[Doubt, ...] = Field((), title="Điều còn ngờ", description="Điều người phụ trách phải xem và quyết định.")
    corrections: tuple[Correction, ...] = Field((), title="Chỗ đã sửa tay", description="Phần sửa khác nguồn, kèm lý do.")
    imported: Imported | None = Field(None, title="Lấy tự động", description="Dấu của lần lấy về; máy ghi, không sửa tay.")
    original: tuple[Verbatim, ...] = Field((), title="Nguyên văn", description="Câu chữ của nguồn, từng phần, giữ nguyên.")

    @model_validator(mode="after")
    def _few_enough_rows(self) -> Self:
        """The number of answer rows is small enough to compute them all."""
        rows = self.count_rows()
        if rows > MOST_ROWS:
            raise PydanticCustomError("too-many-answers", "too-many-answers", {"value": str(rows)})
        return self

    def count_rows(self, waivers: Sequence[Waiver] = (), *lists: Sequence[Fee | Deadline]) -> int:
        """Rows times lines, including a place's own waivers and lists of lines; limited by `rows.MOST_ROWS`."""
        channels = {channel.kind for channel in self.channels}
        options = [len(channels), len(self.cases), *(len(asked.options) for asked in self.questions.values())]
        groups = group_areas((*self.fees, *self.deadlines, *self.waivers, *waivers, *(part for lines in lists for part in lines)))
        options += [len(groups) + 1] if groups else []
        papers = (*self.papers.submit, *self.papers.present)
        return count_rows(options, (*self.waivers, *waivers), (papers, self.fees, self.deadlines, *lists))

    @property
    def title(self) -> str:
        """What the procedure is called where a short name is enough: `short_name`, else the official name."""
        return self.short_name or self.name

    @cached_property
    def case_names(self) -> Mapping[str, str]:
        """Everything that a part may name in `case` → its words: the cases, then the answers of each question."""
        answers = {f"{key}-{answer}": words for key, asked in self.questions.items() for answer, words in asked.options.items()}
        return {**self.cases, **answers}

    @cached_property
    def question_of(self) -> Mapping[str, str]:
        """Each of `case_names` → the question it answers; the cases answer "case"."""
        answers = {f"{key}-{answer}": key for key, asked in self.questions.items() for answer in asked.options}
        return {**dict.fromkeys(self.cases, "case"), **answers}

    @property
    def starts(self) -> date | None:
        """The first day of this version; None if it has none."""
        return self.effective.starts if self.effective is not None else None
