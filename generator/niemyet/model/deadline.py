"""Deadlines (thời hạn giải quyết): an amount with a unit (halves too), the same day, or explicitly undetermined.

A unit is never guessed. "Same day until 15:00" is law for chứng thực (Nghị định 23/2015/NĐ-CP Điều 7)
and for hộ tịch without a stated term (Luật Hộ tịch 60/2014/QH13 Điều 5 khoản 3).
"""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from niemyet.model.areas import AreaKind, Areas
from niemyet.model.money import Channels
from niemyet.model.scalars import Clock, Day, DocumentNumber, Halves, Record, Slugs, Text

DeadlineUnit = Literal["working_day", "day", "working_hour", "month"]


class Deadline(Record):
    """How long the office may take, for one case or for all."""

    case: Slugs = Field((), title="Trường hợp", description="Trường hợp áp dụng, đúng tên ở mục cases.")
    channel: Channels = Field((), title="Cách nộp", description="Chỉ áp dụng cho các cách nộp hồ sơ này.")
    area: Areas = Field(
        (), title="Vùng", description="Chỉ áp dụng ở xã thuộc một trong các vùng này; bỏ trống nếu áp dụng ở mọi xã."
    )
    amount: Halves | None = Field(
        None, title="Thời hạn", description="Con số, kèm đơn vị ở mục unit; nửa ngày viết 0.5, bảy ngày rưỡi viết 7.5."
    )
    unit: DeadlineUnit | None = Field(
        None,
        title="Đơn vị",
        description="working_day: ngày làm việc; day: ngày; working_hour: giờ làm việc; month: tháng.",
    )
    same_day_until: Clock | None = Field(
        None, title="Trong ngày, nhận trước", description='Giờ cuối nhận hồ sơ để trả ngay trong ngày, ví dụ "15:00".'
    )
    undetermined: Text | None = Field(
        None, title="Chưa xác định vì", description="Viết rõ vì sao chưa có con số: nguồn không nêu, hoặc các nguồn khác nhau."
    )
    basis: DocumentNumber | None = Field(None, title="Căn cứ", description="Số, ký hiệu văn bản quy định thời hạn.")
    notes: Text | None = Field(None, title="Ghi chú", description="Khi nào được kéo dài, tính từ lúc nào.")
    source_text: Text | None = Field(None, title="Nguyên văn nguồn", description="Câu chữ của nguồn, giữ nguyên.")
    valid_from: Day | None = Field(None, alias="from", title="Áp dụng từ", description="Ngày bắt đầu áp dụng.")
    valid_until: Day | None = Field(None, alias="until", title="Áp dụng đến hết", description="Ngày cuối cùng áp dụng.")

    @property
    def people(self) -> tuple[frozenset[str], frozenset[str]]:
        """Whom the deadline is for, wherever they live: cases and channels, in any order."""
        return frozenset(self.case), frozenset(self.channel)

    @property
    def key(self) -> tuple[frozenset[str], frozenset[str], frozenset[AreaKind]]:
        """What the deadline is for: cases, channels and kinds of area, in any order. Used to match lines."""
        return *self.people, frozenset(self.area)

    @model_validator(mode="after")
    def _one_kind_of_value(self) -> Self:
        if self.amount is not None and self.unit is None:
            raise PydanticCustomError("deadline-without-unit", "deadline-without-unit", {"value": str(self.amount)})
        if self.unit == "month" and self.amount is not None and self.amount != int(self.amount):
            raise PydanticCustomError("half-month", "half-month", {"value": str(self.amount).replace(".", ",")})
        given = [self.amount, self.same_day_until, self.undetermined]
        if sum(value is not None for value in given) != 1 or (self.unit is not None and self.amount is None):
            raise PydanticCustomError("deadline-without-value", "deadline-without-value", {})
        return self
