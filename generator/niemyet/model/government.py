"""What a commune says of itself besides its office: leaders, organisation, land and people, links; and planned interruptions.

After Nghị định 224/2026/NĐ-CP Điều 9 khoản 1 điểm c and Điều 13.
"""

from datetime import date

from pydantic import Field

from niemyet.model.scalars import Clock, Day, Email, Link, Phone, Record, SquareKilometres, Text, Truth, Whole


class Leader(Record):
    """A leader of the commune: what they are in charge of, and what the commune publishes of them."""

    position: Text = Field(title="Chức vụ", description="Ví dụ: Chủ tịch Ủy ban nhân dân.")
    name: Text | None = Field(None, title="Họ và tên", description="Chỉ ghi khi đã được công khai.")
    duties: Text | None = Field(None, title="Nhiệm vụ đảm nhiệm", description="Lĩnh vực được phân công phụ trách.")
    biography: Text | None = Field(None, title="Tiểu sử tóm tắt", description="Vài câu, chỉ ghi điều đã được công khai.")
    receives: Text | None = Field(None, title="Tiếp công dân", description="Ví dụ: sáng thứ ba hằng tuần, tại trụ sở.")
    phone: Phone | None = Field(None, title="Điện thoại", description="Số điện thoại công vụ.")
    email: Email | None = Field(None, title="Thư điện tử", description="Hộp thư công vụ.")


class Department(Record):
    """A part of the commune's administration."""

    name: Text = Field(title="Tên", description="Ví dụ: Phòng Văn hóa – Xã hội.")
    functions: Text | None = Field(None, title="Chức năng, nhiệm vụ", description="Làm những việc gì, viết cho người dân.")
    address: Text | None = Field(None, title="Địa chỉ", description="Khi khác nơi tiếp nhận hồ sơ.")
    phone: Phone | None = Field(None, title="Điện thoại", description="Số điện thoại công vụ.")
    email: Email | None = Field(None, title="Thư điện tử", description="Hộp thư công vụ.")


class LandAndPeople(Record):
    """Area and population, with the day and the source of the figures."""

    area: SquareKilometres | None = Field(None, title="Diện tích", description="Ki-lô-mét vuông, ví dụ 28.29.")
    population: Whole | None = Field(None, title="Dân số", description="Số người.")
    date: Day = Field(title="Số liệu đến ngày", description="Ngày của số liệu.")
    source: Text = Field(title="Nguồn số liệu", description="Tên văn bản hoặc niên giám có số liệu này.")


class Description(Record):
    """The commune in its own words."""

    nature: Text | None = Field(None, title="Điều kiện tự nhiên", description="Vị trí, địa hình, khí hậu.")
    history: Text | None = Field(None, title="Lịch sử", description="Quá trình hình thành.")
    culture: Text | None = Field(None, title="Truyền thống văn hóa", description="Lễ hội, làng nghề, phong tục.")
    sights: Text | None = Field(None, title="Di tích, danh thắng", description="Những nơi đã xếp hạng hoặc nhiều người tìm đến.")


class WebLink(Record):
    """Another site that belongs with this one."""

    name: Text = Field(title="Tên", description="Tên trang, viết cho người dân.")
    url: Link = Field(title="Địa chỉ", description="Địa chỉ trang.")


class Interruption(Record):
    """A planned stop of information or services in the digital environment (NĐ 224/2026/NĐ-CP Điều 13)."""

    what: Text = Field(title="Ngừng gì", description="Ví dụ: Cổng Dịch vụ công của tỉnh.")
    announced: Day = Field(title="Ngày thông báo", description="Ngày đã thông báo công khai.")
    starts: Day = Field(alias="from", title="Từ ngày", description="Ngày bắt đầu ngừng.")
    starts_at: Clock | None = Field(None, alias="from_hour", title="Từ giờ", description='Giờ bắt đầu, ví dụ "22:00".')
    until: Day = Field(title="Đến ngày", description="Ngày dự kiến hoạt động lại.")
    until_at: Clock | None = Field(None, alias="until_hour", title="Đến giờ", description="Giờ dự kiến hoạt động lại.")
    reason: Text = Field(title="Lý do", description="Sửa chữa, nâng cấp gì, viết cho người dân.")
    instead: Text | None = Field(None, title="Trong lúc đó", description="Người dân làm thế nào trong thời gian ngừng.")
    unforeseen: Truth = Field(False, title="Bất khả kháng", description="true: không thể thông báo trước bảy ngày làm việc.")

    def is_due(self, today: date) -> bool:
        """Whether it is announced on that day, and not over."""
        return self.announced <= today <= self.until
