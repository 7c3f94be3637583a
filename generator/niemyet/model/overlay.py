"""Overlays: the keys that a province or a commune may set on a procedure, and no others.

The reference level is the law. A province adds the fees that its People's Council sets, shorter deadlines and its
decision. A commune adds that it has posted the procedure, when, and where to go.
"""

from datetime import date

from pydantic import Field

from niemyet.model.deadline import Deadline
from niemyet.model.kinds import Level
from niemyet.model.money import Fee, Waiver
from niemyet.model.procedure import Decision, Procedure
from niemyet.model.scalars import Day, ProcedureCode, Record, Text, Truth


class ProvinceOverlay(Record):
    """What the province sets for one procedure: catalogue/<province>/<code>.yaml."""

    code: ProcedureCode | None = Field(
        None, title="Mã thủ tục", description="Trùng tên tệp; nên ghi, để biểu mẫu nêu được tên thủ tục."
    )
    decision: Decision | None = Field(None, title="Quyết định công bố của tỉnh", description="Quyết định công bố danh mục.")
    fees: tuple[Fee, ...] = Field((), title="Phí, lệ phí", description="Mức thu do Hội đồng nhân dân cấp tỉnh quy định.")
    waivers: tuple[Waiver, ...] = Field((), title="Miễn, giảm", description="Đối tượng được miễn, giảm thêm ở tỉnh.")
    deadlines: tuple[Deadline, ...] = Field(
        (), title="Thời hạn rút ngắn", description="Thời hạn tỉnh cam kết, không dài hơn luật."
    )
    notes: tuple[Text, ...] = Field((), title="Lưu ý", description="Điều người dân trong tỉnh cần biết thêm.")


class Withdrawal(Record):
    """That a commune no longer posts a procedure."""

    since: Day = Field(alias="from", title="Ngừng niêm yết từ", description="Ngày ngừng niêm yết.")
    reason: Text = Field(title="Lý do", description="Lý do, viết cho người dân.")


class Posting(Record):
    """A commune's public notice of one procedure: catalogue/<province>/<commune>/<code>.yaml."""

    code: ProcedureCode | None = Field(
        None, title="Mã thủ tục", description="Trùng tên tệp; nên ghi, để biểu mẫu nêu được tên thủ tục."
    )
    decision: Decision = Field(title="Quyết định công bố", description="Quyết định mà bản niêm yết căn cứ vào.")
    received: Day | None = Field(None, title="Ngày nhận quyết định", description="Ngày xã nhận được quyết định công bố.")
    posted: Day = Field(title="Ngày niêm yết", description="Ngày niêm yết công khai tại trụ sở.")
    checked: Day | None = Field(None, title="Ngày rà soát", description="Ngày gần nhất xác nhận nội dung còn đúng.")
    counter: Text | None = Field(None, title="Quầy", description="Quầy tiếp nhận, ví dụ “Quầy số 2”.")
    deadlines: tuple[Deadline, ...] = Field((), title="Thời hạn rút ngắn", description="Thời hạn xã cam kết, không dài hơn luật.")
    notes: tuple[Text, ...] = Field((), title="Lưu ý", description="Điều người dân trong xã cần biết thêm.")
    withdrawn: Withdrawal | None = Field(None, title="Ngừng niêm yết", description="Khi xã không còn niêm yết thủ tục này.")
    sample: Truth = Field(False, title="Dữ liệu mẫu", description="true: bản niêm yết minh họa.")

    @property
    def last_confirmed(self) -> date:
        """The day on which the commune last confirmed the posting: the later of `posted` and `checked`."""
        return self.posted if self.checked is None else max(self.posted, self.checked)


def owner_of_key(key: str) -> Level | None:
    """The level whose records may set `key`; None if no level has it."""
    if key in ProvinceOverlay.model_fields:
        return "province"
    if key in Procedure.model_fields:
        return "reference"
    return "commune" if key in Posting.model_fields else None
