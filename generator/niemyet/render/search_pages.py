"""The pages of the site itself that are searched for: what each is. By which words people ask for them: `search_words.py`."""

from typing import NamedTuple

from niemyet.render import addresses


class OwnPage(NamedTuple):
    """A page of the site itself: its address, its title and what it is, as sentences."""

    address: str
    title: str
    note: str
    translated: bool = True
    """Whether it is there in every language of the site."""


OWN_PAGES = (
    OwnPage(addresses.HOURS, "Giờ làm việc và ngày nghỉ", "Giờ mở cửa của từng xã, phường; ngày lễ, tết"),
    OwnPage("huong-dan/", "Cách dùng trang này", "Hướng dẫn; phản ánh, kiến nghị, khiếu nại, tố cáo gửi đến đâu"),
    OwnPage("tro-nang/", "Trợ năng", "Đọc và dùng trang này dễ hơn"),
    OwnPage(addresses.PROCEDURES, "Tất cả thủ tục", "Theo lĩnh vực"),
    OwnPage(addresses.LIFE_EVENTS, "Sự kiện trong đời", "Các việc cần làm khi sinh con, kết hôn, chuyển nhà…"),
    OwnPage(addresses.DOCUMENTS, "Văn bản", "Luật, nghị định, thông tư mà thủ tục căn cứ vào"),
    OwnPage(addresses.NEWS, "Tin cải cách hành chính", "Các bài mới nhất"),
    OwnPage(addresses.REFORM, "Cải cách hành chính", "Sáu nội dung: mỗi nội dung là gì, tin, số liệu"),
    OwnPage(addresses.ELSEWHERE, "Việc này làm ở đâu", "Những việc không nộp ở quầy của xã, phường"),
    OwnPage(addresses.CHECK, "Tờ trên tường còn đúng không?", "Kiểm tra bằng mã in trên tờ niêm yết"),
    OwnPage(
        addresses.OVERSIGHT,
        "Theo dõi niêm yết",
        "Nơi nào đã niêm yết đủ, còn đúng, đúng hạn; số liệu theo tháng",
    ),
    OwnPage(addresses.COMING, "Sắp thay đổi", "Thay đổi đã biết trước ngày"),
    OwnPage(addresses.CHANGES, "Thay đổi gần đây", "Những gì vừa thay đổi"),
)
"""Those that stand in a hidden section are not found."""
