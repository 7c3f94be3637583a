"""Words that the search knows beside those of the records, by language: what only surrounds a question, what says of which kind
an answer is to be, and how people ask for pages of the site itself."""

from collections.abc import Mapping

from niemyet.render import addresses

_ASIDES: Mapping[str, Mapping[str, str]] = {
    "vi": {
        # Question words, with almost no weight: “mất bao lâu” says nothing, while “mất giấy” does.
        "around": """có hiệu lực|hiệu lực|sau sáp nhập|hết bao nhiêu tiền|có mất tiền không|có mất phí không|có tốn tiền không
            |mất bao nhiêu tiền|tốn bao nhiêu tiền
            |mất bao nhiêu|tốn bao nhiêu|hết bao nhiêu|bao nhiêu tiền|là bao nhiêu|bao nhiêu|mất bao lâu|bao lâu
            |mất mấy ngày|mấy ngày|tháng mấy|giấy gì|giấy chi|giấy tờ gì|mang theo giấy tờ gì|những gì|cần gì|cần chi|làm gì
            |mần chi|là gì|thủ tục gì|điều kiện gì|ở đâu|ở mô|chỗ mô|chỗ nào|đi đâu|thế nào|như thế nào|làm thế nào|làm sao
            |làm răng|ra sao|răng mà|mấy giờ|giờ nào|được không|có phải|có cần|có được|có bị phạt|bị phạt|ra xã|ra phường
            |lên xã|lên phường|ở xã|ở phường|tại xã|tại phường|ở nơi tạm trú|ở chỗ tạm trú|nơi tạm trú|thủ tục|đi làm|đi học""",
        "filler": """cho|tôi|tui|tụi|của|em|anh|chị|mình|bầy|xin|hỏi|muốn|cần|phải|là|gì|chi|như|thế|nào|ở|đâu|mô|răng|chừ
            |rứa|hè|thì|bao|nhiêu|có|được|không|ko|hông|ạ|dạ|ơi|vậy|nè|nha|và|với|các|những|bị|về|để|khi|ra|sao|tại|ai|theo
            |một|mấy|nữa|luôn|rồi|đi|giờ|đã|mới|vừa|mà|hay|hoặc|thêm|thằng|đứa|nhỏ|xong|quá|này|đó|kia|hôm|qua|giùm|giúp
            |bọn|hả|nhỉ|nhé""",
        # Words of any request: they count less than their rarity suggests.
        "weak": """làm|giấy|tờ|hồ|sơ|tiền|việc|người|nhà|đơn|mẫu|khai|cấp|nhận|xác|hết|ngày|tháng|năm|cùng|trong|trên
            |hộ|cháu|con|bé|ông|bà|cụ|vợ|chồng|bố|mẹ|cha|cô|chú|bác|nội|ngoại|lâu|chưa|tuổi|hai|ba|trước|sau|xã|phường""",
        # Asked about an office, not a procedure: with a commune's name they lead to the commune's page.
        "office": """lúc mấy giờ|lúc|ủy ban nhân dân|ủy ban|UBND|một cửa|trung tâm phục vụ hành chính công|trụ sở|địa chỉ
            |số điện thoại|điện thoại|giờ làm việc|làm việc|mở cửa|đóng cửa|mấy giờ|giờ nào|thứ bảy|thứ 7|t7|chủ nhật
            |nghỉ trưa|buổi trưa|buổi sáng|buổi chiều|chiều|giờ làm|hôm nay|cuối tuần|giờ hành chính|có làm|tiếp dân
            |sáng thứ bảy|sáng thứ 7|sáng nay|sáng mai|chiều mai|ngày mai|nay thuộc|giờ thuộc|nay là|giờ là
            |gồm những xã nào|gồm xã nào|có những xã nào|những xã nào|các xã|xã nào
            |phường nào|danh sách phường xã|danh sách xã|danh sách|trước đây|sáp nhập|cũ|mới|công an""",
        # Who says so asks for news.
        "news": "tin|tin tức|bài viết|bài báo|bài",
        # … for a document of the law.
        "law": "luật|bộ luật|nghị định|NĐ|thông tư|TT|quyết định|QĐ|nghị quyết|kế hoạch|công văn|văn bản|điều|khoản",
    },
    "en": {
        "around": """how much does it cost|how much do i pay|how much is it|how much|how long does it take|how long
            |how many days|which papers do i need|what papers do i need|what documents do i need|which documents do i need
            |what do i need|what should i bring|what to bring|what are|where do i go|where do i apply|where can i|where to
            |where is|where|how do i|how can i|how to|when can i|when|do i have to|am i allowed to|is it possible to""",
        "filler": """the|of|for|a|my|our|your|i|we|you|to|at|is|are|be|can|need|want|please|get|with|from|and|or|this
            |that|as|by|have|has|it|if""",
        "weak": """apply|application|make|obtain|paper|papers|document|documents|form|forms|request|procedure|someone
            |person""",
        "office": """people's committee|one stop|public administration service center|office|address|phone number|phone
            |telephone|opening hours|working hours|hours|open|opens|closed|commune|ward|police""",
        "news": "news|article|articles",
        "law": "law|decree|circular|decision|legal document",
    },
}
"""Words that say little about the procedure asked for, by weight; a table of phrases for each language."""

PAGES: Mapping[str, Mapping[str, str]] = {
    addresses.HOURS: {
        "vi": """giờ làm việc|mấy h làm việc|mấy h mở cửa|mấy h đóng cửa|mấy h ủy ban mở cửa
            |mấy giờ tan làm|tan làm|mùng 6 tết có làm việc không|tết có làm chưa|ra tết|ra giêng
            |lịch làm việc|giờ hành chính|mấy giờ mở cửa|mấy giờ đóng cửa|mấy giờ làm việc|mấy giờ nghỉ trưa|làm đến mấy giờ
            |làm từ mấy giờ|ủy ban làm đến mấy giờ|giờ mở cửa|thứ bảy có làm việc không|thứ 7 có làm việc không
            |t7 có làm việc không|thứ bảy có tiếp dân không|chủ nhật có làm việc không|buổi trưa có làm việc không
            |trưa có làm không|buổi chiều mấy giờ làm|hôm nay có làm việc không|hôm nay có mở cửa không
            |mai có làm việc không|cuối tuần có làm việc không|ngoài giờ|lịch nghỉ tết|nghỉ tết|tết nghỉ mấy ngày|tết 2026
            |tết 2027|tết năm nay|tết âm lịch|tết nguyên đán|nghỉ lễ|lịch nghỉ lễ|ngày lễ|ngày nghỉ|nghỉ lễ 30/4|nghỉ lễ 2/9
            |nghỉ 1/5|giỗ tổ|giỗ tổ hùng vương|quốc khánh|24/11 có nghỉ không|ngày văn hóa việt nam|làm bù|nghỉ bù
            |sáng mấy giờ làm|có làm thứ bảy không|xã làm việc thứ bảy|buổi tối có làm không
            |hết giờ hành chính|hết giờ làm việc|xã có mở cửa không|còn nhận hồ sơ không|nhận hồ sơ đến mấy giờ
            |ngày lễ có mở cửa không|có mở cửa không|ủy ban có mở cửa không|đóng cửa lúc mấy giờ|mở cửa lúc mấy giờ
            |tết có ai trực không|mùng 3 tết có trực không|mồng 3 tết có trực không""",
        "en": """opening hours|working hours|office hours|open on saturday|is it open|public holidays|holidays
            |days off|tet holiday|closed today""",
    },
    "huong-dan/": {
        "vi": """hướng dẫn sử dụng|cách dùng trang này|hướng dẫn|khiếu nại|tố cáo|phản ánh|kiến nghị
            |phản ánh kiến nghị|góp ý|khiếu nại cán bộ|phản ánh cán bộ|cán bộ hách dịch|thái độ cán bộ|gây khó dễ|hành dân
            |đòi thêm giấy tờ|bị đòi thêm giấy tờ|vòi tiền|đòi tiền|thu thêm tiền|đường dây nóng|than phiền
            |nộp đơn khiếu nại|hồ sơ bị trễ|trả hồ sơ trễ hẹn|chậm trả kết quả|bắt bổ sung giấy tờ nhiều lần|bắt đi lại nhiều lần
            |nộp hồ sơ qua mạng|nộp qua mạng|nộp online|hồ sơ đến đâu rồi|tra cứu hồ sơ
            |hồ sơ của tôi|theo dõi hồ sơ|gọi số nào|số điện thoại để hỏi
            |in ra giấy|in trang này|xem khi không có mạng
            |mất mạng|không có mạng""",
        "en": "help|how to use this site|complaint|complain|feedback|denunciation|bribe|report an official",
    },
    "tro-nang/": {
        "vi": """trợ năng|chữ to|phóng to chữ|cỡ chữ|chữ nhỏ quá|khó đọc|người khiếm thị|người mù|mắt kém|đọc màn hình
            |chữ to cho người mù""",
        "en": "accessibility",
    },
    addresses.PROCEDURES: {
        "vi": """tất cả thủ tục|danh sách thủ tục|danh mục thủ tục|các thủ tục|thủ tục hành chính|các lĩnh vực
            |thủ tục nào được miễn phí|thủ tục nào miễn phí|thủ tục nào không mất tiền""",
        "en": "all procedures|list of procedures",
    },
    addresses.LIFE_EVENTS: {
        "vi": "sự kiện trong đời|sự kiện",
        "en": "life events",
    },
    addresses.DOCUMENTS: {
        "vi": "văn bản|văn bản pháp luật|danh sách văn bản|căn cứ pháp lý",
        "en": "legal documents|laws",
    },
    addresses.NEWS: {
        "vi": "tin|tin tức|tin cải cách hành chính|cải cách hành chính|bài viết|tin mới|thông báo mới|tin mới nhất",
        "en": "news|articles",
    },
    addresses.ELSEWHERE: {
        "vi": "việc không làm ở xã|làm ở đâu|xã không làm việc gì",
        "en": "not done at the commune",
    },
    addresses.CHECK: {
        "vi": """kiểm tra tờ niêm yết|kiểm tra mã tờ niêm yết|mã trên tờ niêm yết|mã phiên bản
            |tờ trên tường còn đúng không|tờ giấy trên bảng còn đúng không|bảng niêm yết còn đúng không|quét mã QR|mã QR""",
        "en": "check a posted sheet|sheet code|is the posted sheet still valid",
    },
    addresses.OVERSIGHT: {
        "vi": "theo dõi niêm yết|thủ tục nào chưa niêm yết|xã nào niêm yết chậm|tỷ lệ niêm yết|niêm yết đúng hạn",
    },
    addresses.COMING: {
        "vi": """sắp thay đổi|năm sau có gì thay đổi|sang năm thay đổi gì|luật mới|quy định mới|năm tới có gì mới
            |năm 2027 thay đổi gì
            |phí năm sau tăng bao nhiêu|sắp tới có gì thay đổi|lệ phí có tăng không|sang năm có tăng không|thủ tục mới
            |bao giờ thay đổi|từ tháng 3 năm 2027""",
        "en": "fees next year|coming changes|upcoming changes|what will change|new law|new rules",
    },
    addresses.CHANGES: {
        "vi": "thay đổi gần đây|vừa thay đổi|mới thay đổi",
        "en": "recent changes|what has changed|latest changes",
    },
}
"""By the address of a page of the site itself, the words by which people ask for it; phrases by language."""


def list_asides(code: str, *, alone: bool = False) -> dict[str, list[str]]:
    """The phrases by weight. In another language than Vietnamese, people ask in either, unless it is wanted `alone`."""
    spoken = [_ASIDES["vi"]] if code == "vi" else [*([] if alone else [_ASIDES["vi"]]), _ASIDES.get(code, {})]
    return {
        label: [phrase.strip() for asides in spoken if label in asides for phrase in asides[label].split("|")]
        for label in _ASIDES["vi"]
    }


def words_for(address: str, code: str) -> list[str]:
    """The words by which people ask for the page at an address in a language; in another than Vietnamese, in Vietnamese too."""
    return [word for one in dict.fromkeys(("vi", code)) for word in ask_in(address, one)]


def ask_in(address: str, code: str) -> list[str]:
    """The same in this language alone."""
    phrases = PAGES.get(address, {}).get(code)
    return [phrase.strip() for phrase in phrases.split("|")] if phrases else []
