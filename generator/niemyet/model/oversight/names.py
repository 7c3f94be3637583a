"""What values of closed lists of the figures are called, on pages and in the form for records."""

from collections.abc import Mapping

from niemyet.model.oversight.indexes import IndexStage
from niemyet.model.oversight.inspections import FindingKind, InspectionKind
from niemyet.model.oversight.office import PlanKind, RuleKind
from niemyet.model.oversight.petitions import PetitionSubject
from niemyet.model.oversight.surveys import SurveyKind

FINDING_KINDS: Mapping[FindingKind, str] = {
    "posting_late": "Niêm yết chậm", "missing": "Thiếu thủ tục", "incomplete": "Niêm yết chưa đủ nội dung",
    "expired": "Còn niêm yết nội dung cũ", "overdue": "Hồ sơ quá hạn", "returned": "Hồ sơ bị trả lại", "hours": "Giờ làm việc",
    "absence": "Vắng người trực", "papers": "Đòi thêm giấy tờ", "fee": "Thu sai mức", "review_late": "Rà soát chậm",
    "other": "Việc khác",
}  # fmt: skip
INSPECTION_KINDS: Mapping[InspectionKind, str] = {"regular": "định kỳ", "surprise": "đột xuất", "own": "tự kiểm tra"}
SURVEY_KINDS: Mapping[SurveyKind, str] = {
    "counter": "Đánh giá tại quầy, không phải điều tra chọn mẫu", "survey": "Điều tra chọn mẫu", "sipas": "Chỉ số SIPAS",
}  # fmt: skip
STAGES: Mapping[IndexStage, str] = {
    "self_scored": "Tự chấm; chưa ai công nhận", "appraised": "Đã thẩm định, chưa công bố", "published": "Đã công bố",
}  # fmt: skip
PLAN_KINDS: Mapping[PlanKind, str] = {
    "reform": "kế hoạch cải cách hành chính", "control": "kế hoạch kiểm soát thủ tục hành chính",
    "review": "kế hoạch rà soát thủ tục", "communication": "kế hoạch tuyên truyền", "digital": "kế hoạch chuyển đổi số",
    "other": "kế hoạch khác",
}  # fmt: skip
RULE_KINDS: Mapping[RuleKind, str] = {
    "work": "quy chế làm việc", "house": "nội quy cơ quan", "citizens": "quy chế tiếp công dân",
    "one_stop": "quy chế Bộ phận Một cửa", "positions": "đề án vị trí việc làm", "archives": "quy định lưu trữ, sổ sách",
}  # fmt: skip
PETITION_SUBJECTS: Mapping[PetitionSubject, str] = {"rules": "quy định", "conduct": "hành vi, thái độ"}
HOW_COUNTED: Mapping[str, str] = {"all": "mọi hồ sơ đã trả trong kỳ", "some": "một số hồ sơ được rút ra xem"}
