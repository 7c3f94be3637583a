"""Reviews of procedures (rà soát, Nghị định 63/2010/NĐ-CP): what is proposed or cut, by which decision, before and after.

The parts of the standard cost model are inputs, each with its source; what they save is computed, never written.
"""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from niemyet.model.deadline import DeadlineUnit
from niemyet.model.oversight.periods import FigureSource, Issued
from niemyet.model.scalars import Day, Halves, ProcedureCode, Record, Text, Whole

ReviewKind = Literal["papers", "steps", "deadline", "fee", "form", "online", "requirements", "repeal", "other"]
ReviewStatus = Literal["proposed", "accepted", "refused", "in_force"]


class Burden(Record):
    """What one dossier asks of who files it. What is absent is not known."""

    papers: Whole | None = Field(None, title="Số giấy tờ", description="Số giấy tờ phải nộp, xuất trình.")
    steps: Whole | None = Field(None, title="Số bước", description="Số bước phải qua.")
    amount: Halves | None = Field(None, title="Thời hạn", description="Thời hạn giải quyết, kèm đơn vị ở mục unit.")
    unit: DeadlineUnit | None = Field(
        None, title="Đơn vị", description="working_day: ngày làm việc; day: ngày; working_hour: giờ làm việc; month: tháng."
    )
    fee: Whole | None = Field(None, title="Phí, lệ phí", description="Tiền phí, lệ phí một lần làm, đồng.")
    hours: Halves | None = Field(
        None, title="Số giờ bỏ ra", description="Số giờ một người bỏ ra cho một lần làm: chuẩn bị, đi lại, chờ tại quầy."
    )
    expense: Whole | None = Field(
        None, title="Chi phí khác", description="Tiền đi lại, sao chụp, thuê dịch vụ của một lần làm, đồng."
    )

    @model_validator(mode="after")
    def _length_has_unit(self) -> Self:
        if self.amount is not None and self.unit is None:
            raise PydanticCustomError("deadline-without-unit", "deadline-without-unit", {"value": str(self.amount)})
        return self


class CostInputs(Record):
    """What the cost of compliance is computed with, besides the hours and sums of each dossier."""

    income_per_hour: Whole = Field(title="Thu nhập một giờ", description="Thu nhập bình quân một giờ làm việc, đồng.")
    income_source: Text = Field(title="Nguồn của thu nhập", description="Con số ấy lấy từ đâu, của năm nào.")
    times: Whole = Field(title="Số lần một năm", description="Một người làm thủ tục này mấy lần một năm.")
    subjects: Whole = Field(title="Số đối tượng", description="Số người, tổ chức làm thủ tục này một năm.")
    basis: Text = Field(title="Căn cứ", description="Số giờ, số lần, số đối tượng tính theo căn cứ nào.")


class Review(Record):
    """One procedure that was reviewed, and what came of it."""

    procedure: ProcedureCode = Field(title="Thủ tục", description="Mã thủ tục được rà soát, ví dụ 1.001193.")
    kinds: tuple[ReviewKind, ...] = Field(
        min_length=1,
        title="Cắt giảm gì",
        description="papers: giấy tờ; steps: bước; deadline: thời hạn; fee: phí, lệ phí; form: mẫu đơn; online: nộp trực tuyến;"
        " requirements: yêu cầu, điều kiện; repeal: bãi bỏ; other: việc khác.",
    )
    text: Text = Field(title="Nội dung", description="Đề nghị hoặc đã cắt giảm điều gì, viết cho người dân.")
    status: ReviewStatus = Field(
        title="Đến đâu",
        description="proposed: đã đề nghị; accepted: được chấp nhận; refused: không được chấp nhận; in_force: đã áp dụng.",
    )
    plan: Issued | None = Field(None, title="Kế hoạch rà soát", description="Kế hoạch mà việc rà soát nằm trong đó.")
    sent: Day | None = Field(None, title="Ngày gửi", description="Ngày gửi đề nghị.")
    sent_to: Text | None = Field(None, title="Nơi nhận đề nghị", description="Cơ quan có thẩm quyền quyết định.")
    decision: Issued | None = Field(None, title="Văn bản quyết định", description="Văn bản chấp nhận, từ chối hoặc cắt giảm.")
    starts: Day | None = Field(None, alias="from", title="Áp dụng từ", description="Ngày người dân được hưởng.")
    answer: Text | None = Field(None, title="Trả lời", description="Vì sao không được chấp nhận, hoặc được chấp nhận thế nào.")
    before: Burden | None = Field(None, title="Trước", description="Một bộ hồ sơ trước khi cắt giảm.")
    after: Burden | None = Field(None, title="Sau", description="Một bộ hồ sơ sau khi cắt giảm.")
    dossiers: Whole | None = Field(None, title="Số hồ sơ một năm", description="Số hồ sơ đã đếm được trong một năm.")
    dossiers_source: FigureSource | None = Field(None, title="Nguồn số hồ sơ", description="Số hồ sơ lấy từ đâu, ngày nào.")
    cost: CostInputs | None = Field(
        None, title="Chi phí tuân thủ", description="Số dùng để tính chi phí; bỏ trống nếu chưa tính."
    )
    source: FigureSource = Field(title="Nguồn số liệu", description="Lấy từ đâu, ngày nào.")
