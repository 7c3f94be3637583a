"""What every block of figures has: the days that it counts, where it was taken from, and on which day."""

from pydantic import Field

from niemyet.model.scalars import Day, DecisionNumber, DocumentNumber, Link, Record, Text, Truth, Whole


class FigureSource(Record):
    """Where figures were taken from, and on which day."""

    name: Text = Field(title="Tên nguồn", description="Báo cáo, biểu mẫu hoặc hệ thống, ví dụ Biểu II.06a.")
    number: DocumentNumber | None = Field(None, title="Số báo cáo", description="Số, ký hiệu của báo cáo, nếu có.")
    url: Link | None = Field(None, title="Địa chỉ", description="Trang đăng số liệu, nếu có.")
    retrieved: Day = Field(title="Ngày lấy số liệu", description="Ngày chốt hoặc ngày lấy số liệu từ nguồn.")


class Issued(Record):
    """A decision or conclusion by its number."""

    number: DecisionNumber = Field(title="Số, ký hiệu", description="Ví dụ 163/QĐ-UBND.")
    date: Day | None = Field(None, title="Ngày ký", description="Ngày ban hành, dạng năm-tháng-ngày.")
    url: Link | None = Field(None, title="Địa chỉ", description="Trang của cơ quan nhà nước có văn bản này.")


class Counted(Record):
    """Figures of some days of a year."""

    starts: Day = Field(alias="from", title="Từ ngày", description="Ngày đầu của kỳ, ví dụ ngày đầu quý.")
    ends: Day = Field(alias="to", title="Đến hết ngày", description="Ngày cuối của kỳ; vẫn trong năm của tệp.")
    source: FigureSource = Field(title="Nguồn số liệu", description="Lấy từ đâu, ngày nào.")


class Change(Record):
    """How many there were before and are after; or only how many fewer, where no more is known."""

    before: Whole | None = Field(None, title="Trước", description="Số lượng trước khi sắp xếp.")
    after: Whole | None = Field(None, title="Sau", description="Số lượng sau khi sắp xếp.")
    fewer: Whole | None = Field(None, title="Giảm", description="Số giảm được, khi nguồn chỉ nêu số giảm.")


class OfYear(Record):
    """What every file of a year says of itself."""

    updated: Day = Field(title="Ngày cập nhật", description="Ngày người nhập xem lại cả tệp lần gần nhất.")
    sample: Truth = Field(False, title="Dữ liệu mẫu", description="true: số liệu minh họa, không phải số thật.")
