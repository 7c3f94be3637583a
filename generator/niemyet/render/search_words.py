"""Words that the search knows beside those of the records, by language: what only surrounds a question, and how people ask for
pages of the site itself."""

from collections.abc import Mapping
from typing import NamedTuple

from niemyet.render import addresses

_ASIDES: Mapping[str, Mapping[str, str]] = {
    "vi": {
        # Question words, with almost no weight: “mất bao lâu” says nothing, while “mất giấy” does.
        "around": """hết bao nhiêu tiền|bao nhiêu tiền|là bao nhiêu|bao nhiêu|mất bao lâu|bao lâu|mất mấy ngày|mấy ngày|tháng mấy
            |giấy gì|giấy tờ gì|mang theo giấy tờ gì|những gì|cần gì|làm gì|là gì|thủ tục gì|điều kiện gì|ở đâu|thế nào
            |như thế nào|làm thế nào|làm sao|ra sao|mấy giờ|giờ nào|được không|có phải|có cần|có được|có bị phạt|ra xã
            |ra phường|lên xã|lên phường|ở xã|ở phường|tại xã|tại phường|thủ tục""",
        "filler": """cho|tôi|của|em|anh|mình|xin|hỏi|muốn|cần|phải|là|gì|như|thế|nào|ở|đâu|thì|bao|nhiêu|có|được|không|ko|ạ|và|với
            |các|những|bị|về|để|khi|ra|sao|tại|ai|theo|một|mấy|nữa|luôn|rồi|đi|giờ|đã|mới|hay|hoặc|thêm""",
        # Words of any request: they count less than their rarity suggests.
        "weak": """làm|giấy|tờ|hồ|sơ|tiền|việc|người|nhà|đơn|mẫu|khai|cấp|nhận|xác|hết|ngày|tháng|năm|cùng|trong|trên|hộ""",
        # Asked about an office, not a procedure: with a commune's name they lead to the commune's page.
        "office": """ủy ban nhân dân|ủy ban|UBND|một cửa|trung tâm phục vụ hành chính công|trụ sở|địa chỉ|số điện thoại|điện thoại
            |giờ làm việc|làm việc|mở cửa|mấy giờ|giờ nào|nay thuộc|sáp nhập|cũ|mới|công an""",
    },
    "en": {
        "around": """how much does it cost|how much do i pay|how much is it|how much|how long does it take|how long|how many days
            |which papers do i need|what papers do i need|what documents do i need|which documents do i need|what do i need
            |what should i bring|what to bring|what are|where do i go|where do i apply|where can i|where to|where is|where
            |how do i|how can i|how to|when can i|when|do i have to|am i allowed to|is it possible to""",
        "filler": """the|of|for|a|my|our|your|i|we|you|to|at|is|are|be|can|need|want|please|get|with|from|and|or|this|that|as|by
            |have|has|it|if""",
        "weak": """apply|application|make|obtain|paper|papers|document|documents|form|forms|request|procedure|someone|person""",
        "office": """people's committee|one stop|public administration service center|office|address|phone number|phone|telephone
            |opening hours|working hours|hours|open|opens|closed|commune|ward|police""",
    },
}
"""Words that say little about the procedure asked for, by weight; a table of phrases for each language."""


class OwnPage(NamedTuple):
    """A page of the site itself: its address, its title and what it is, as sentences; by language the words by which people ask
    for it."""

    address: str
    title: str
    note: str
    words: Mapping[str, tuple[str, ...]]


OWN_PAGES = (
    OwnPage(
        addresses.COMING,
        "Sắp thay đổi",
        "Thay đổi đã biết trước ngày",
        {
            "vi": ("sắp thay đổi", "năm sau có gì thay đổi", "sang năm thay đổi gì", "luật mới", "quy định mới"),
            "en": ("coming changes", "upcoming changes", "what will change", "new law", "new rules"),
        },
    ),
    OwnPage(
        addresses.CHANGES,
        "Thay đổi gần đây",
        "Những gì vừa thay đổi",
        {
            "vi": ("thay đổi gần đây", "vừa thay đổi", "mới thay đổi"),
            "en": ("recent changes", "what has changed", "latest changes"),
        },
    ),
)


def list_asides(code: str) -> dict[str, list[str]]:
    """The phrases by weight. In another language than Vietnamese, people ask in either."""
    spoken = [_ASIDES["vi"]] if code == "vi" else [_ASIDES["vi"], _ASIDES.get(code, {})]
    return {
        label: [phrase.strip() for asides in spoken if label in asides for phrase in asides[label].split("|")]
        for label in _ASIDES["vi"]
    }


def words_for(page: OwnPage, code: str) -> list[str]:
    """The words by which people ask for the page in this language; in another than Vietnamese, in Vietnamese too."""
    return [*page.words["vi"], *(page.words.get(code, ()) if code != "vi" else ())]
