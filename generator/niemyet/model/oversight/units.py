"""Training, and the reorganisation of units and posts."""

from pydantic import Field

from niemyet.model.oversight.periods import Change, Counted, FigureSource, Issued
from niemyet.model.scalars import Day, Record, Text, Whole


class Training(Counted):
    """One course for those who serve citizens."""

    name: Text = Field(title="Nội dung", description="Tên lớp hoặc nội dung tập huấn.")
    by: Text | None = Field(None, title="Ai tổ chức", description="Cơ quan tổ chức.")
    hours: Whole | None = Field(None, title="Số giờ", description="Tổng số giờ học.")
    participants: Whole = Field(title="Số người dự", description="Số người đã dự.")
    expected: Whole | None = Field(None, title="Số người phải dự", description="Số người thuộc diện phải dự.")


class Post(Record):
    """Posts of one kind."""

    name: Text = Field(title="Vị trí", description="Ví dụ: Cấp trưởng; Cấp phó; Biên chế.")
    change: Change = Field(title="Số lượng", description="Trước, sau, hoặc số giảm được.")


class Reorganisation(Record):
    """Units that were merged or given up, and the posts that this saved."""

    date: Day | None = Field(None, title="Ngày áp dụng", description="Ngày sắp xếp có hiệu lực, nếu nguồn có nêu.")
    text: Text = Field(title="Nội dung", description="Đơn vị nào được sắp xếp, thế nào.")
    decision: Issued | None = Field(None, title="Quyết định", description="Quyết định sắp xếp.")
    units: Change | None = Field(None, title="Số đơn vị", description="Số đơn vị trước và sau.")
    posts: tuple[Post, ...] = Field((), title="Vị trí", description="Số vị trí trước và sau, theo loại.")
    source: FigureSource = Field(title="Nguồn số liệu", description="Lấy từ đâu, ngày nào.")
