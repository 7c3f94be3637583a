"""Vietnamese words for invented records: names and sentences of a wanted length, the same for the same seed."""

import math
from collections.abc import Callable
from random import Random

SUBJECTS = (
    "đất đai", "nhà ở", "người có công", "trẻ em", "trồng trọt", "chăn nuôi", "giáo dục", "văn hóa", "môi trường", "thủy lợi",
    "an toàn thực phẩm",
)  # fmt: skip
ACTIVITIES = (
    "Quản lý {}", "Hỗ trợ {}", "Đăng ký hoạt động {}", "Cấp phép {}", "Kiểm tra {}", "Thống kê {}", "Chính sách {}",
)  # fmt: skip
"""11 subjects and 7 activities make 77 fields."""

VERBS = (
    "Cấp", "Cấp lại", "Cấp đổi", "Đăng ký", "Đăng ký lại", "Điều chỉnh", "Gia hạn", "Xác nhận", "Thu hồi", "Công nhận",
    "Chấm dứt", "Giải quyết", "Thẩm định", "Hỗ trợ", "Tiếp nhận thông báo", "Bổ sung thông tin", "Tạm ngừng", "Thay đổi",
)  # fmt: skip
OBJECTS = (
    "giấy phép sửa chữa, cải tạo nhà ở riêng lẻ", "trợ cấp hằng tháng", "giấy chứng nhận cơ sở đủ điều kiện",
    "hoạt động nhóm trẻ độc lập", "danh hiệu gia đình văn hóa", "hoạt động của tổ hợp tác", "quyền sử dụng đất lần đầu",
    "việc chuyển đổi cơ cấu cây trồng", "chi phí điều trị, phục hồi", "tình trạng khuyết tật", "nơi ở hợp pháp",
    "kế hoạch bảo vệ môi trường", "hợp đồng thuê đất công ích", "tàu cá, phương tiện nuôi trồng thủy sản",
    "phương án ứng phó thiên tai", "chế độ mai táng phí", "học bổng và miễn giảm học phí", "việc khai thác nước dưới đất",
    "thôi hưởng chính sách trợ giúp", "lễ hội cấp xã", "quỹ vì người nghèo", "câu lạc bộ thể thao cơ sở", "bếp ăn tập thể",
    "điểm cung cấp dịch vụ trò chơi điện tử",
)  # fmt: skip
QUALIFIERS = (
    "cho cá nhân, hộ gia đình", "đối với người cao tuổi", "tại nơi thường trú", "trên địa bàn cấp xã", "do bị mất hoặc hư hỏng",
    "có yếu tố nước ngoài", "thuộc hộ nghèo, hộ cận nghèo", "cho cơ sở sản xuất quy mô nhỏ", "khi thay đổi người đại diện",
    "đối với tổ chức, cộng đồng dân cư", "bị thiệt hại do thiên tai, dịch bệnh", "trong khu vực biên giới, hải đảo",
    "thuộc thẩm quyền của Chủ tịch Ủy ban nhân dân cấp xã", "không phải lập dự án đầu tư", "trước ngày 01 tháng 7 năm 2025",
    "cho người chưa đủ 18 tuổi", "theo yêu cầu của người được giám hộ", "và tài sản gắn liền với đất",
)  # fmt: skip
PAPERS = (
    "Đơn đề nghị", "Tờ khai", "Giấy tờ tùy thân", "Giấy chứng nhận", "Văn bản ủy quyền", "Biên bản họp", "Bản thuyết minh",
    "Hợp đồng", "Giấy xác nhận", "Sơ đồ vị trí", "Bản cam kết", "Danh sách thành viên", "Kết quả giám định", "Ảnh chân dung",
    "Quyết định", "Báo cáo tình hình hoạt động", "Bản vẽ thiết kế",
)  # fmt: skip
SHORT_TERMS = (
    "xin phép sửa nhà", "làm lại giấy", "xin trợ cấp", "giấy xác nhận", "miễn học phí", "thuê đất", "mở lớp mầm non",
    "tiền hỗ trợ", "đổi tên chủ hộ", "gia hạn giấy phép", "khai báo thay đổi", "hỗ trợ thiên tai", "giấy khuyết tật", "đăng ký tàu cá",
)  # fmt: skip
WHO = (
    "Người yêu cầu", "Người nộp hồ sơ", "Công chức tiếp nhận", "Chủ tịch Ủy ban nhân dân cấp xã", "Bộ phận Một cửa",
    "Trung tâm Phục vụ hành chính công", "Cơ quan giải quyết", "Tổ chức, cá nhân", "Công chức chuyên môn", "Hội đồng xét duyệt",
)  # fmt: skip
DOES = (
    "kiểm tra tính đầy đủ, hợp lệ của hồ sơ", "nộp một bộ hồ sơ trực tiếp, trực tuyến hoặc qua bưu chính",
    "lập phiếu hẹn và ghi rõ ngày trả kết quả", "tra cứu thông tin trong Cơ sở dữ liệu quốc gia về dân cư",
    "thông báo bằng văn bản và nêu rõ lý do", "lấy ý kiến của cơ quan, tổ chức có liên quan",
    "tổ chức xác minh thực tế tại địa bàn",
    "niêm yết công khai danh sách tại trụ sở và nhà văn hóa thôn, tổ dân phố", "nộp phí, lệ phí theo mức của địa phương",
    "trình người có thẩm quyền ký kết quả giải quyết", "ghi vào sổ theo dõi và cập nhật phần mềm",
    "xuất trình bản chính để đối chiếu", "nhận kết quả tại nơi đã nộp hồ sơ", "hướng dẫn bổ sung một lần, đầy đủ",
    "chuyển hồ sơ đến cơ quan có thẩm quyền trong ngày làm việc", "giữ lại bản sao và trả bản chính cho người nộp",
)  # fmt: skip
WHEN = (
    "sau khi hồ sơ được tiếp nhận", "nếu giấy tờ còn thiếu hoặc chưa hợp lệ", "trong thời hạn ghi trên phiếu hẹn",
    "khi có sự thay đổi so với nội dung đã kê khai", "trường hợp phải xác minh thêm", "đối với hồ sơ nộp trực tuyến",
    "trước khi trình ký", "kể từ ngày nhận được văn bản trả lời", "mà không yêu cầu thêm giấy tờ nào khác",
    "trừ trường hợp thông tin đã có trong cơ sở dữ liệu", "và không thu thêm bất cứ khoản nào",
)  # fmt: skip


def around(rng: Random, median: float, spread: float, least: int, most: int) -> int:
    """A size whose median is `median`; `spread` is the standard deviation of its logarithm."""
    return max(least, min(most, round(median * math.exp(rng.gauss(0, spread)))))


def grow(text: str, length: int, more: Callable[[], str]) -> str:
    """`text` with pieces added as long as each brings it nearer to `length` characters."""
    while len(text) < length:
        longer = text + more()
        if abs(len(longer) - length) >= length - len(text):
            break
        text = longer
    return text


def invent_name(rng: Random, length: int) -> str:
    """A procedure's name: "Cấp lại giấy phép … cho cá nhân, hộ gia đình"."""
    name = f"{rng.choice(VERBS)} {rng.choice(OBJECTS)}"
    return grow(name, length, lambda: f" {rng.choice(('', '', 'hoặc ', 'và '))}{rng.choice(QUALIFIERS)}")


def invent_paper(rng: Random, length: int) -> str:
    """A paper's name: "Bản cam kết về hoạt động nhóm trẻ độc lập …"."""
    return grow(f"{rng.choice(PAPERS)} về {rng.choice(OBJECTS)}", length, lambda: f" {rng.choice(QUALIFIERS)}")


def invent_text(rng: Random, length: int) -> str:
    """Some sentences."""
    return grow(_sentence(rng), length, lambda: f" {_sentence(rng)}")


def _sentence(rng: Random) -> str:
    first, second = rng.sample(DOES, 2)
    end = rng.choice((f" {rng.choice(WHEN)}", f" và {second}", f", {second} {rng.choice(WHEN)}", ""))
    return f"{rng.choice(WHO)} {first}{end}."
