"""The duty roster of a commune's one-stop office: who receives at which counter, who stands in, and what differs on some days.

What is planned, never who was there. A name stands here only where the commune publishes it; why somebody is away is nobody's
business and has no key.
"""

from pydantic import Field

from niemyet.model.places import Weekday
from niemyet.model.scalars import Clock, Day, Record, Text, Truth


class Substitute(Record):
    """Who receives in somebody's place."""

    role: Text = Field(title="Nhiệm vụ", description="Nhiệm vụ của người thay, ví dụ Công chức chứng thực.")
    name: Text | None = Field(None, title="Họ và tên", description="Chỉ ghi khi xã đã công khai tên ấy.")


class Shift(Record):
    """Somebody who receives at some counters, on some days of the week."""

    role: Text = Field(title="Nhiệm vụ", description="Ví dụ: Công chức tư pháp – hộ tịch.")
    name: Text | None = Field(None, title="Họ và tên", description="Chỉ ghi khi xã đã công khai tên ấy.")
    counters: tuple[Text, ...] = Field(
        (), title="Các quầy", description="Tên các quầy người này tiếp nhận, như ở commune.yaml; bỏ trống nếu không ngồi quầy."
    )
    days: tuple[Weekday, ...] = Field(
        (), title="Các ngày", description="mon, tue, wed, thu, fri, sat, sun; bỏ trống nếu mọi ngày mở cửa."
    )
    opens: Clock | None = Field(None, title="Từ giờ", description="Bỏ trống nếu trực suốt giờ mở cửa.")
    closes: Clock | None = Field(None, title="Đến giờ", description="Bỏ trống nếu trực suốt giờ mở cửa.")
    substitute: Substitute | None = Field(None, title="Người thay", description="Ai tiếp nhận khi người này vắng mặt.")


class DutyPeriod(Record):
    """Days with a roster of their own, as before and after Tết."""

    reason: Text = Field(title="Dịp", description="Dịp có lịch trực riêng, ví dụ: trước Tết Nguyên đán.")
    starts: Day = Field(alias="from", title="Từ ngày", description="Ngày đầu của lịch trực riêng.")
    until: Day | None = Field(None, title="Đến ngày", description="Ngày cuối; bỏ trống nếu chỉ một ngày.")
    shifts: tuple[Shift, ...] = Field(min_length=1, title="Ca trực", description="Thay cho ca trực hằng tuần những ngày này.")


class Absence(Record):
    """Days on which somebody of the roster is away, and who receives instead."""

    role: Text = Field(title="Nhiệm vụ", description="Nhiệm vụ của người vắng, viết như ở ca trực.")
    name: Text | None = Field(None, title="Họ và tên", description="Chỉ khi ca trực có ghi tên.")
    starts: Day = Field(alias="from", title="Từ ngày", description="Ngày đầu vắng mặt.")
    until: Day | None = Field(None, title="Đến ngày", description="Ngày cuối; bỏ trống nếu chỉ một ngày.")
    substitute: Substitute | None = Field(None, title="Người thay", description="Bỏ trống nếu là người thay đã ghi ở ca trực.")


class Duty(Record):
    """catalogue/<province>/<commune>/duty.yaml."""

    starts: Day = Field(alias="from", title="Áp dụng từ", description="Ngày đầu của lịch trực này.")
    until: Day | None = Field(None, title="Đến hết", description="Ngày cuối; bỏ trống nếu chưa định.")
    shifts: tuple[Shift, ...] = Field(min_length=1, title="Ca trực hằng tuần", description="Ai tiếp nhận ở quầy nào, ngày nào.")
    periods: tuple[DutyPeriod, ...] = Field(
        (), title="Lịch trực riêng", description="Những ngày có lịch khác, như trước và sau Tết Nguyên đán."
    )
    absences: tuple[Absence, ...] = Field((), title="Vắng mặt", description="Ai vắng ngày nào và ai tiếp nhận thay.")
    sample: Truth = Field(False, title="Dữ liệu mẫu", description="true: lịch trực là minh họa.")
