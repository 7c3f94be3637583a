"""Provinces and communes as they describe themselves: office, hours, counters, feedback."""

from datetime import date
from typing import Literal, Self, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from niemyet.model.areas import AreaKind, Areas
from niemyet.model.government import Department, Description, Interruption, LandAndPeople, Leader, WebLink
from niemyet.model.procedure import Decision
from niemyet.model.scalars import (
    Clock,
    Day,
    Degrees,
    DocumentNumber,
    Email,
    Link,
    Phone,
    ProvinceCode,
    Record,
    Slug,
    Text,
    Truth,
    UnitCode,
    Whole,
)
from niemyet.patterns import regex

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
ProvinceKind = Literal["thành phố", "tỉnh"]
CommuneKind = Literal["xã", "phường", "đặc khu"]
PostingStart = Literal["signed", "received", "effect"]
_ACCOUNT_NAME = r"[A-Za-z0-9][A-Za-z0-9_.-]*"
ACCOUNT = regex(rf"@?{_ACCOUNT_NAME}(?:/{_ACCOUNT_NAME})*|[A-Za-z0-9_.+-]+@{_ACCOUNT_NAME}")
"""A maintainer: an account or group on GitHub or GitLab, or an e-mail address. Anything else could act as a rule of its own in
CODEOWNERS."""


class Opening(Record):
    """One period of opening on some days of the week."""

    days: tuple[Weekday, ...] = Field(min_length=1, title="Các ngày", description="mon, tue, wed, thu, fri, sat, sun.")
    opens: Clock = Field(title="Mở cửa", description='Giờ mở cửa, ví dụ "07:30".')
    closes: Clock = Field(title="Đóng cửa", description='Giờ đóng cửa, ví dụ "11:30".')


class OpeningException(Record):
    """A day on which the office has other hours, or none."""

    date: Day = Field(title="Ngày", description="Ngày có giờ làm việc khác.")
    opens: Clock | None = Field(None, title="Mở cửa", description="Bỏ trống nếu nghỉ cả ngày.")
    closes: Clock | None = Field(None, title="Đóng cửa", description="Bỏ trống nếu nghỉ cả ngày.")
    reason: Text = Field(title="Lý do", description="Lý do, viết cho người dân.")


class Location(Record):
    """A point in degrees (WGS 84)."""

    latitude: Degrees = Field(title="Vĩ độ", description="Độ, ví dụ 20.87.")
    longitude: Degrees = Field(title="Kinh độ", description="Độ, ví dụ 105.86.")


class Office(Record):
    """The one-stop office, where dossiers are received and results returned (Bộ phận Một cửa)."""

    name: Text = Field(title="Tên", description="Ví dụ Trung tâm Phục vụ hành chính công xã Thường Tín.")
    address: Text = Field(title="Địa chỉ", description="Địa chỉ nơi tiếp nhận hồ sơ.")
    location: Location | None = Field(None, title="Tọa độ", description="Để mở bản đồ chỉ đường.")
    phone: Phone | None = Field(None, title="Điện thoại", description="Số điện thoại hướng dẫn thủ tục.")
    email: Email | None = Field(None, title="Thư điện tử", description="Hộp thư của nơi tiếp nhận.")
    hours: tuple[Opening, ...] = Field(min_length=1, title="Giờ làm việc", description="Giờ tiếp nhận hồ sơ trong tuần.")
    exceptions: tuple[OpeningException, ...] = Field((), title="Ngày làm việc khác", description="Ngày nghỉ hoặc đổi giờ.")


class Counter(Record):
    """One counter of the office, and the fields it handles."""

    name: Text = Field(title="Tên quầy", description="Ví dụ Quầy số 2.")
    fields: tuple[Slug, ...] = Field((), title="Lĩnh vực", description="Các lĩnh vực tiếp nhận, theo fields.yaml.")


class Person(Record):
    """Somebody on duty, by role; the name only where the commune publishes it."""

    role: Text = Field(title="Nhiệm vụ", description="Ví dụ: Công chức tư pháp – hộ tịch.")
    name: Text | None = Field(None, title="Họ và tên", description="Chỉ ghi khi đã được công khai.")
    phone: Phone | None = Field(None, title="Điện thoại", description="Số điện thoại công vụ.")


class Feedback(Record):
    """An address that takes feedback (phản ánh, kiến nghị); complaints and denunciations go elsewhere."""

    name: Text = Field(title="Nơi nhận", description="Ví dụ: Cổng Dịch vụ công quốc gia.")
    url: Link | None = Field(None, title="Địa chỉ trang", description="Trang gửi phản ánh, kiến nghị.")
    phone: Phone | None = Field(None, title="Điện thoại", description="Số điện thoại tiếp nhận.")
    email: Email | None = Field(None, title="Thư điện tử", description="Hộp thư tiếp nhận.")
    address: Text | None = Field(None, title="Địa chỉ", description="Nơi gửi thư hoặc đến trực tiếp.")


class ListChange(Record):
    """What a decision changes in a province's list: for all communes, or for those of some kinds or areas."""

    decision: Decision = Field(title="Quyết định", description="Quyết định sửa đổi, bổ sung hoặc thay danh mục.")
    starts: Day | None = Field(
        None, alias="from", title="Áp dụng từ", description="Ngày có hiệu lực; bỏ trống nếu là ngày ký quyết định."
    )
    kinds: tuple[CommuneKind, ...] = Field(
        (), title="Chỉ cho loại", description="xã, phường, đặc khu; bỏ trống nếu cho mọi loại."
    )
    area: Areas = Field((), title="Chỉ cho vùng", description="Chỉ cho xã thuộc một trong các vùng này; bỏ trống nếu cho mọi xã.")
    replace: Truth = Field(False, title="Thay toàn bộ", description="true: từ ngày này danh mục chỉ còn các thủ tục ở mục add.")
    add: tuple[Text, ...] = Field((), title="Thêm", description="Mã các thủ tục thêm vào danh mục.")
    remove: tuple[Text, ...] = Field((), title="Bỏ", description="Mã các thủ tục đưa ra khỏi danh mục.")

    @property
    def effect(self) -> date | None:
        """The day on which it takes effect; None if it is not known."""
        return self.starts or self.decision.date

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not self.add and not self.remove and not self.replace:
            raise PydanticCustomError("list-change-empty", "list-change-empty", {"value": self.decision.number})
        return self


class ListException(Record):
    """A procedure of the list that some communes do not have: nothing of the kind exists there (no forest, no border)."""

    procedure: Text = Field(title="Thủ tục", description="Mã thủ tục trong danh mục.")
    communes: tuple[UnitCode, ...] = Field(
        min_length=1, title="Các xã", description='Mã đơn vị của các xã không có thủ tục này, ví dụ ["10183"].'
    )
    reason: Text = Field(title="Lý do", description="Vì sao không có ở đó, viết cho người dân: xã không có rừng.")


class ProvincialList(Record):
    """The procedures that every commune of the province must post, by the province's decisions."""

    decision: Decision = Field(title="Quyết định", description="Quyết định công bố danh mục thủ tục cấp xã.")
    procedures: tuple[Text, ...] = Field((), title="Các thủ tục", description="Mã các thủ tục trong danh mục.")
    changes: tuple[ListChange, ...] = Field(
        (), title="Các lần sửa đổi", description="Quyết định sau thêm, bỏ thủ tục hoặc thay danh mục, theo thứ tự ngày."
    )
    exceptions: tuple[ListException, ...] = Field(
        (), title="Không có ở một số xã", description="Thủ tục mà một số xã không có, kèm lý do; ở đó không tính là thiếu."
    )


class PostingNorm(Record):
    """The document by which a province has set how soon a commune must post: no law gives a number of days."""

    number: DocumentNumber = Field(title="Số, ký hiệu", description="Ví dụ 150/KH-UBND.")
    date: Day | None = Field(None, title="Ngày ký", description="Ngày ban hành, dạng năm-tháng-ngày.")


class Province(Record):
    """catalogue/<province>/province.yaml."""

    code: ProvinceCode = Field(title="Mã tỉnh", description='Hai chữ số, viết trong ngoặc kép, ví dụ "01".')
    name: Text = Field(title="Tên", description="Tên chính thức, không kèm chữ tỉnh hay thành phố.")
    kind: ProvinceKind = Field(title="Loại", description="thành phố hoặc tỉnh.")
    url: Link | None = Field(None, title="Trang thông tin", description="Cổng thông tin điện tử của tỉnh.")
    posting_days: Whole = Field(
        5, ge=1, le=30, title="Hạn niêm yết", description="Số ngày làm việc để xã niêm yết, tính từ ngày nêu ở posting_days_from."
    )
    posting_days_from: PostingStart = Field(
        "signed",
        title="Hạn niêm yết tính từ",
        description="signed: ngày ký quyết định; received: ngày xã nhận quyết định; effect: ngày thủ tục có hiệu lực.",
    )
    posting_days_basis: PostingNorm | None = Field(
        None, title="Văn bản đặt hạn niêm yết", description="Văn bản của tỉnh đặt ra hạn này; luật không nêu số ngày."
    )
    list: ProvincialList | None = Field(None, title="Danh mục của tỉnh", description="Thủ tục mọi xã trong tỉnh phải niêm yết.")
    feedback: tuple[Feedback, ...] = Field((), title="Phản ánh, kiến nghị", description="Nơi nhận chung của tỉnh.")
    interruptions: tuple[Interruption, ...] = Field(
        (), title="Tạm ngừng đã báo trước", description="Cổng, hệ thống của tỉnh tạm ngừng để sửa chữa, nâng cấp."
    )
    links: tuple[WebLink, ...] = Field((), title="Liên kết trang", description="Các trang liên quan của tỉnh.")
    maintainers: tuple[Text, ...] = Field((), title="Người duyệt", description="Tài khoản được duyệt thay đổi của tỉnh.")
    sample: Truth = Field(False, title="Dữ liệu mẫu", description="true: có số liệu minh họa.")


class Commune(Record):
    """catalogue/<province>/<commune>/commune.yaml."""

    code: UnitCode = Field(title="Mã đơn vị", description='Năm chữ số, viết trong ngoặc kép, ví dụ "10183".')
    name: Text = Field(title="Tên", description="Tên chính thức, không kèm chữ xã, phường.")
    kind: CommuneKind = Field(title="Loại", description="xã, phường hoặc đặc khu.")
    url: Link | None = Field(None, title="Trang thông tin", description="Trang thông tin điện tử của xã.")
    former_names: tuple[Text, ...] = Field((), title="Tên cũ", description="Tên còn được gọi mà danh sách xã cũ không có.")
    areas: tuple[AreaKind, ...] | None = Field(
        None,
        title="Thuộc vùng",
        description="Các vùng mà xã thuộc về theo danh sách của pháp luật; không thuộc vùng nào thì viết [].",
    )
    office: Office = Field(title="Nơi tiếp nhận và trả kết quả", description="Trung tâm Phục vụ hành chính công.")
    counters: tuple[Counter, ...] = Field((), title="Các quầy", description="Quầy tiếp nhận và lĩnh vực.")
    staff: tuple[Person, ...] = Field((), title="Người trực", description="Người trực theo nhiệm vụ.")
    feedback: tuple[Feedback, ...] = Field((), title="Phản ánh, kiến nghị", description="Nơi nhận phản ánh, kiến nghị.")
    leaders: tuple[Leader, ...] = Field((), title="Lãnh đạo", description="Lãnh đạo xã và nhiệm vụ đảm nhiệm.")
    organisation: tuple[Department, ...] = Field((), title="Tổ chức bộ máy", description="Các phòng, trung tâm của xã.")
    land_and_people: LandAndPeople | None = Field(None, title="Diện tích, dân số", description="Số liệu kèm ngày và nguồn.")
    description: Description | None = Field(
        None, title="Giới thiệu", description="Điều kiện tự nhiên, lịch sử, văn hóa, di tích, danh thắng."
    )
    links: tuple[WebLink, ...] = Field((), title="Liên kết trang", description="Các trang liên quan của xã.")
    interruptions: tuple[Interruption, ...] = Field(
        (), title="Tạm ngừng đã báo trước", description="Trang, dịch vụ của xã tạm ngừng để sửa chữa, nâng cấp."
    )
    maintainers: tuple[Text, ...] = Field((), title="Người duyệt", description="Tài khoản được duyệt thay đổi của xã.")
    sample: Truth = Field(False, title="Dữ liệu mẫu", description="true: giờ, quầy, quyết định là minh họa.")


UNIT_KINDS = (*get_args(ProvinceKind), *get_args(CommuneKind), "thị trấn", "thị xã", "quận", "huyện")
"""Every kind of unit there is, then those there were before July 2025."""


def split_unit(name: str) -> tuple[str, str]:
    """The kind and the name of a unit: "đặc khu Phú Quốc" → "đặc khu", "Phú Quốc"; "" and the text where it names no kind."""
    kind = next((kind for kind in UNIT_KINDS if name.startswith(f"{kind} ")), "")
    return kind, name.removeprefix(f"{kind} ") if kind else name


def name_unit(unit: Province | Commune) -> str:
    """The official name with its kind: "xã Thường Tín", "thành phố Hà Nội"."""
    return f"{unit.kind} {unit.name}"
