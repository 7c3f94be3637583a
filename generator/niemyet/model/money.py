"""Fees and waivers (phí, lệ phí; miễn, giảm), in whole đồng.

A fee is one of four things: an amount, a formula in parts, a sum set by the province's People's Council, or a sum that the source
does not give. It may have a case, a channel, a basis and a validity (for waivers: Luật Phí và lệ phí 97/2015/QH13, Điều 10).
"""

from typing import Annotated, Literal, Self, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from niemyet.model.areas import AreaKind, Areas
from niemyet.model.scalars import Day, DocumentNumber, Label, Record, Slugs, Text, Texts, Truth, Whole, one_or_many

ChannelKind = Literal["in_person", "online", "post"]
FeeKind = Literal["due", "optional", "service"]
_CHANNEL_WRITTEN = {"type": "string", "enum": [*get_args(ChannelKind)]}
Channels = Annotated[
    tuple[ChannelKind, ...],
    BeforeValidator(one_or_many),
    WithJsonSchema({"anyOf": [_CHANNEL_WRITTEN, {"type": "array", "items": _CHANNEL_WRITTEN}]}),
]
"""The ways of filing that a part applies to; empty: all."""


class FormulaPart(Record):
    """One range of a formula: the price of each unit from `first` to `last`."""

    first: Whole = Field(title="Từ đơn vị thứ", description="Đơn vị đầu tiên chịu mức này, ví dụ trang thứ 1.")
    last: Whole | None = Field(None, title="Đến đơn vị thứ", description="Bỏ trống nếu áp dụng cho mọi đơn vị tiếp theo.")
    amount: Whole = Field(title="Mức thu", description="Số đồng cho mỗi đơn vị, chỉ viết chữ số.")


class Formula(Record):
    """A fee by units, for instance by page, with an optional ceiling."""

    unit: Text = Field(title="Đơn vị tính", description="Thu theo trang, theo bản…, ví dụ “trang”.")
    parts: tuple[FormulaPart, ...] = Field(min_length=1, title="Các mức", description="Mức thu của từng khoảng đơn vị.")
    at_most: Whole | None = Field(None, title="Tối đa", description="Số đồng tối đa cho một lần tính.")

    @model_validator(mode="after")
    def _each_unit_once(self) -> Self:
        """Ranges start at unit 1 and are contiguous; only the last one is open."""
        end = 0
        for i, part in enumerate(self.parts):
            last = part.last if part.last is not None or i < len(self.parts) - 1 else part.first
            if part.first <= end or last is None or last < part.first:
                raise PydanticCustomError("formula-out-of-order", "formula-out-of-order", {"value": str(part.first)})
            if part.first != end + 1:
                missing = str(end + 1) if part.first == end + 2 else f"{end + 1}–{part.first - 1}"
                raise PydanticCustomError("formula-gap", "formula-gap", {"value": missing, "right": str(end + 1)})
            end = last
        return self

    def total(self, units: int) -> int:
        """The fee in đồng for this number of units."""
        total = 0
        for part in self.parts:
            last = units if part.last is None else min(units, part.last)
            total += max(0, last - part.first + 1) * part.amount
        return total if self.at_most is None else min(total, self.at_most)


class Fee(Record):
    """One line of the fees of a procedure."""

    name: Text | None = Field(None, title="Tên khoản thu", description="Tên phí hoặc lệ phí, khi thủ tục có nhiều khoản.")
    kind: FeeKind = Field(
        "due",
        title="Loại khoản thu",
        description="due: phải nộp; optional: chỉ thu khi có yêu cầu, ví dụ xin thêm bản sao; service: dịch vụ đi kèm.",
    )
    case: Slugs = Field((), title="Trường hợp", description="Trường hợp áp dụng, đúng tên ở mục cases.")
    channel: Channels = Field((), title="Cách nộp", description="Chỉ áp dụng cho các cách nộp hồ sơ này.")
    area: Areas = Field(
        (), title="Vùng", description="Chỉ áp dụng ở xã thuộc một trong các vùng này; bỏ trống nếu áp dụng ở mọi xã."
    )
    amount: Whole | None = Field(None, title="Số tiền", description="Số đồng, chỉ viết chữ số. 0 là miễn phí và phải có basis.")
    formula: Formula | None = Field(None, title="Cách tính", description="Khi số tiền tính theo trang, theo bản…")
    set_by: Literal["province"] | None = Field(
        None, title="Cơ quan quy định mức thu", description="province: Hội đồng nhân dân cấp tỉnh quy định."
    )
    undetermined: Text | None = Field(
        None, title="Chưa xác định vì", description="Viết rõ vì sao chưa có con số: nguồn không nêu, hoặc các nguồn khác nhau."
    )
    per: Text | None = Field(None, title="Tính trên", description="Ví dụ: bản sao, lần đăng ký.")
    basis: DocumentNumber | None = Field(None, title="Căn cứ", description="Số, ký hiệu văn bản quy định mức thu.")
    notes: Text | None = Field(None, title="Ghi chú", description="Điều người dân cần biết thêm về khoản thu này.")
    source_text: Text | None = Field(None, title="Nguyên văn nguồn", description="Câu chữ của nguồn, giữ nguyên.")
    valid_from: Day | None = Field(None, alias="from", title="Áp dụng từ", description="Ngày bắt đầu áp dụng.")
    valid_until: Day | None = Field(None, alias="until", title="Áp dụng đến hết", description="Ngày cuối cùng áp dụng.")
    sample: Truth = Field(False, title="Số liệu mẫu", description="true: con số minh họa, không phải mức thu thật.")

    @property
    def people(self) -> tuple[str | None, frozenset[str], frozenset[str]]:
        """What is paid by whom, wherever they live: name, cases and channels, in any order."""
        return self.name, frozenset(self.case), frozenset(self.channel)

    @property
    def key(self) -> tuple[str | None, frozenset[str], frozenset[str], frozenset[AreaKind]]:
        """By what a province's fee is matched: name, cases, channels and kinds of area, in any order."""
        return *self.people, frozenset(self.area)

    @model_validator(mode="after")
    def _one_kind_of_value(self) -> Self:
        given = [self.amount, self.formula, self.set_by, self.undetermined]
        if sum(value is not None for value in given) != 1:
            raise PydanticCustomError("fee-without-value", "fee-without-value", {})
        return self


class Waiver(Record):
    """Who pays nothing or less, by which document. Waivers for the same people are one option for a citizen."""

    who: Text = Field(title="Đối tượng", description="Ai được miễn hoặc giảm.")
    short_who: Label | None = Field(
        None, title="Gọi ngắn là", description="Lời trên nút bấm, nhiều nhất 20 chữ, ví dụ: Hộ nghèo."
    )
    reduction: Whole | None = Field(
        None, ge=1, le=100, title="Giảm bao nhiêu phần trăm", description="Bỏ trống nếu được miễn toàn bộ."
    )
    fees: Texts = Field((), title="Khoản được miễn, giảm", description="Tên các khoản thu; bỏ trống: mọi khoản phải nộp.")
    undetermined: Text | None = Field(
        None, title="Chưa xác định vì", description="Viết rõ vì sao chưa biết người này có được miễn, giảm hay không."
    )
    case: Slugs = Field((), title="Trường hợp", description="Trường hợp áp dụng, đúng tên ở mục cases.")
    channel: Channels = Field((), title="Cách nộp", description="Chỉ áp dụng cho các cách nộp hồ sơ này.")
    area: Areas = Field(
        (), title="Vùng", description="Chỉ áp dụng ở xã thuộc một trong các vùng này; bỏ trống nếu áp dụng ở mọi xã."
    )
    basis: DocumentNumber = Field(title="Căn cứ", description="Số, ký hiệu văn bản quy định việc miễn, giảm.")
    notes: Text | None = Field(None, title="Ghi chú", description="Giấy tờ chứng minh, điều kiện kèm theo.")
    valid_from: Day | None = Field(None, alias="from", title="Áp dụng từ", description="Ngày bắt đầu áp dụng.")
    valid_until: Day | None = Field(None, alias="until", title="Áp dụng đến hết", description="Ngày cuối cùng áp dụng.")
    sample: Truth = Field(False, title="Số liệu mẫu", description="true: minh họa, không phải quy định thật.")
