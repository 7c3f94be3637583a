"""How an office is run: its plans of the year and what they promise, its rules of work, its equipment as counts.

A plan promises to readers, so each promise has a day until which, and a day on which it was kept. Of equipment only numbers are
written: where a camera hangs and what a register holds is not for the public."""

from typing import Literal

from pydantic import Field

from niemyet.model.oversight.periods import FigureSource, Issued
from niemyet.model.scalars import Day, Record, Text, Whole

PlanKind = Literal["reform", "control", "review", "communication", "digital", "other"]
RuleKind = Literal["work", "house", "citizens", "one_stop", "positions", "archives"]


class Target(Record):
    """One thing that a plan promises."""

    text: Text = Field(title="Việc phải làm", description="Việc kế hoạch nêu, viết để biết thế nào là xong; không nêu tên người.")
    due: Day | None = Field(None, title="Hạn", description="Ngày phải xong theo kế hoạch, nếu có nêu.")
    done: Day | None = Field(None, title="Đã xong", description="Ngày xong; bỏ trống nếu chưa.")


class YearPlan(Record):
    """A plan of the year."""

    kind: PlanKind = Field(
        title="Loại kế hoạch",
        description="reform: cải cách hành chính; control: kiểm soát thủ tục; review: rà soát; communication: tuyên truyền;"
        " digital: chuyển đổi số; other: việc khác.",
    )
    decision: Issued = Field(title="Kế hoạch", description="Số, ngày và địa chỉ của kế hoạch.")
    starts: Day = Field(alias="from", title="Từ ngày", description="Ngày đầu của kế hoạch.")
    ends: Day = Field(alias="to", title="Đến hết ngày", description="Ngày cuối của kế hoạch; vẫn trong năm của tệp.")
    targets: tuple[Target, ...] = Field((), title="Các việc", description="Những việc kế hoạch nêu, để theo đến khi xong.")


class OfficeRule(Record):
    """Rules of work that hold in the office."""

    kind: RuleKind = Field(
        title="Loại quy định",
        description="work: quy chế làm việc; house: nội quy cơ quan; citizens: quy chế tiếp công dân; one_stop: quy chế"
        " Bộ phận Một cửa; positions: đề án vị trí việc làm; archives: quy định lưu trữ, sổ sách.",
    )
    decision: Issued = Field(title="Văn bản", description="Số, ngày và địa chỉ của văn bản ban hành.")
    reviewed: Day | None = Field(None, title="Rà soát", description="Ngày xem lại gần nhất, nếu có.")


class Equipment(Record):
    """Equipment of one kind, as a count."""

    name: Text = Field(
        title="Thiết bị", description="Ví dụ: Máy tính; Máy quét; Máy lấy số; Camera giám sát. Không ghi đặt ở đâu."
    )
    count: Whole = Field(title="Số lượng", description="Có bao nhiêu.")
    working: Whole | None = Field(None, title="Dùng được", description="Bao nhiêu đang dùng được, nếu đã đếm.")
    needed: Whole | None = Field(None, title="Cần có", description="Bao nhiêu theo quy định hoặc theo kế hoạch, nếu có nêu.")
    source: FigureSource = Field(title="Nguồn số liệu", description="Lấy từ đâu, ngày nào.")
