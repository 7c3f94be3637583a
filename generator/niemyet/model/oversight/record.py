"""The figures of a year: oversight/<year>.yaml of a commune, and that of a province."""

from pydantic import Field

from niemyet.model.oversight.dossiers import DossierFigures, EarlierServices, OnlineServices
from niemyet.model.oversight.indexes import ReformIndex, ServiceIndex
from niemyet.model.oversight.inspections import BoardCheck, Inspection
from niemyet.model.oversight.office import Equipment, OfficeRule, YearPlan
from niemyet.model.oversight.periods import OfYear
from niemyet.model.oversight.petitions import Petitions
from niemyet.model.oversight.reviews import Review
from niemyet.model.oversight.surveys import Survey
from niemyet.model.oversight.units import Reorganisation, Training


class CommuneYear(OfYear):
    """catalogue/<province>/<commune>/oversight/<year>.yaml."""

    dossiers: tuple[DossierFigures, ...] = Field((), title="Hồ sơ", description="Số hồ sơ theo kỳ và lĩnh vực.")
    online: tuple[OnlineServices, ...] = Field(
        (), title="Thủ tục trực tuyến", description="Số thủ tục làm trực tuyến do xã tự đếm."
    )
    earlier_services: tuple[EarlierServices, ...] = Field(
        (), title="Dịch vụ trực tuyến thời trước", description="Số thủ tục trực tuyến mức độ 1 đến 4 của năm ấy; chỉ là lịch sử."
    )
    petitions: tuple[Petitions, ...] = Field((), title="Phản ánh, kiến nghị", description="Số phản ánh, kiến nghị theo kỳ.")
    surveys: tuple[Survey, ...] = Field((), title="Khảo sát hài lòng", description="Các lần hỏi ý kiến người dân.")
    inspections: tuple[Inspection, ...] = Field((), title="Kiểm tra", description="Các lần kiểm tra, kể cả tự kiểm tra.")
    reviews: tuple[Review, ...] = Field((), title="Rà soát, đơn giản hóa", description="Thủ tục được rà soát, đề nghị cắt giảm.")
    board_checks: tuple[BoardCheck, ...] = Field((), title="Xem bảng niêm yết", description="Các lần xem bảng tại trụ sở.")
    training: tuple[Training, ...] = Field((), title="Tập huấn", description="Các lớp tập huấn cho người làm ở Một cửa.")
    reorganisation: tuple[Reorganisation, ...] = Field(
        (), title="Sắp xếp bộ máy", description="Đơn vị, vị trí được sắp xếp, tinh gọn."
    )
    plans: tuple[YearPlan, ...] = Field((), title="Kế hoạch năm", description="Các kế hoạch của năm và việc chúng hứa.")
    rules: tuple[OfficeRule, ...] = Field(
        (), title="Quy chế, nội quy", description="Quy chế làm việc, nội quy, đề án vị trí việc làm đang áp dụng."
    )
    equipment: tuple[Equipment, ...] = Field((), title="Trang thiết bị", description="Số thiết bị của nơi tiếp nhận, chỉ số đếm.")
    service_index: tuple[ServiceIndex, ...] = Field(
        (), title="Chỉ số phục vụ", description="Điểm theo Quyết định 766/QĐ-TTg, chép từ Cổng Dịch vụ công quốc gia."
    )
    reform_index: tuple[ReformIndex, ...] = Field(
        (), title="Chỉ số cải cách hành chính", description="Điểm cải cách hành chính của xã, mỗi bước chấm một mục."
    )


class ProvinceYear(OfYear):
    """catalogue/<province>/oversight/<year>.yaml."""

    par_index: tuple[ReformIndex, ...] = Field(
        (), title="Chỉ số PAR INDEX", description="Chỉ số cải cách hành chính của tỉnh, mỗi bước chấm một mục."
    )
    surveys: tuple[Survey, ...] = Field((), title="Khảo sát hài lòng", description="Các lần hỏi ý kiến người dân trong tỉnh.")
    inspections: tuple[Inspection, ...] = Field((), title="Kiểm tra", description="Các lần kiểm tra của tỉnh, của trung ương.")
    earlier_services: tuple[EarlierServices, ...] = Field(
        (), title="Dịch vụ trực tuyến thời trước", description="Số thủ tục trực tuyến mức độ 1 đến 4 của năm ấy; chỉ là lịch sử."
    )
    reviews: tuple[Review, ...] = Field((), title="Rà soát, đơn giản hóa", description="Thủ tục tỉnh rà soát, cắt giảm.")
    training: tuple[Training, ...] = Field((), title="Tập huấn", description="Các lớp tập huấn do tỉnh mở.")
    reorganisation: tuple[Reorganisation, ...] = Field(
        (), title="Sắp xếp bộ máy", description="Đơn vị, vị trí được sắp xếp, tinh gọn."
    )
    plans: tuple[YearPlan, ...] = Field((), title="Kế hoạch năm", description="Các kế hoạch của năm và việc chúng hứa.")
    rules: tuple[OfficeRule, ...] = Field(
        (), title="Quy chế, nội quy", description="Quy chế làm việc, nội quy, đề án vị trí việc làm đang áp dụng."
    )
    equipment: tuple[Equipment, ...] = Field((), title="Trang thiết bị", description="Số thiết bị của nơi tiếp nhận, chỉ số đếm.")
