"""Points that others award, or that a commune gives itself: the index of Quyết định 766/QĐ-TTg, and reform indexes by area.

Points are copied from the decision or the portal as they stand there, never computed.
"""

from typing import Literal

from pydantic import Field

from niemyet.model.oversight.periods import Counted, FigureSource, Issued
from niemyet.model.scalars import Points, Record, Text, Whole

IndexStage = Literal["self_scored", "appraised", "published"]


class ServiceGroups(Record):
    """The points of each group of Quyết định 766/QĐ-TTg."""

    transparency: Points | None = Field(None, title="Công khai, minh bạch", description="Điểm của nhóm công khai, minh bạch.")
    progress: Points | None = Field(None, title="Tiến độ giải quyết", description="Điểm của nhóm tiến độ giải quyết.")
    online: Points | None = Field(None, title="Dịch vụ trực tuyến", description="Điểm của nhóm dịch vụ công trực tuyến.")
    payment: Points | None = Field(None, title="Thanh toán trực tuyến", description="Điểm của nhóm thanh toán trực tuyến.")
    satisfaction: Points | None = Field(None, title="Mức độ hài lòng", description="Điểm của nhóm mức độ hài lòng.")
    digitisation: Points | None = Field(None, title="Số hóa hồ sơ", description="Điểm của nhóm số hóa hồ sơ.")


class ServiceIndex(Counted):
    """The index of service to citizens and enterprises, as the national portal shows it for a unit."""

    total: Points = Field(title="Tổng điểm", description="Điểm trên thang 100, ví dụ 87.35.")
    groups: ServiceGroups | None = Field(None, title="Điểm từng nhóm", description="Điểm từng nhóm như Cổng hiển thị.")
    rank: Whole | None = Field(None, ge=1, title="Xếp hạng", description="Thứ hạng, nếu nguồn có nêu.")
    of: Whole | None = Field(None, ge=1, title="Trong số", description="Số đơn vị được xếp hạng cùng.")


class IndexArea(Record):
    """The points of one area of an index."""

    area: Text = Field(title="Nội dung", description="Tên nội dung hoặc lĩnh vực chấm điểm, theo quyết định.")
    points: Points = Field(title="Điểm đạt", description="Điểm đạt được, ví dụ 12.5.")
    maximum: Points = Field(alias="max", title="Điểm tối đa", description="Điểm tối đa của nội dung này.")


class ReformIndex(Record):
    """An index of administrative reform for the year of the file."""

    stage: IndexStage = Field(
        title="Bước chấm", description="self_scored: tự chấm; appraised: đã thẩm định; published: đã công bố."
    )
    points: Points = Field(title="Điểm đạt", description="Tổng điểm đạt được.")
    maximum: Points = Field(alias="max", title="Điểm tối đa", description="Tổng điểm tối đa, thường là 100.")
    rank: Whole | None = Field(None, ge=1, title="Xếp hạng", description="Thứ hạng, nếu quyết định có nêu.")
    of: Whole | None = Field(None, ge=1, title="Trong số", description="Số đơn vị được xếp hạng cùng.")
    areas: tuple[IndexArea, ...] = Field((), title="Điểm từng nội dung", description="Điểm theo từng nội dung, lĩnh vực.")
    bonus: Points | None = Field(None, title="Điểm thưởng", description="Điểm cộng thêm, nếu bộ chỉ số có.")
    penalty: Points | None = Field(None, title="Điểm phạt", description="Điểm trừ, nếu bộ chỉ số có; viết số dương.")
    decision: Issued | None = Field(None, title="Quyết định công bố", description="Bắt buộc khi stage là published.")
    source: FigureSource = Field(title="Nguồn số liệu", description="Lấy từ đâu, ngày nào.")
