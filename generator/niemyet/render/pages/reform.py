"""The six areas of administrative reform in plain words: what each is, its news, figures, procedures and documents."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from niemyet.model.article import Topic
from niemyet.model.reference import LegalDocument
from niemyet.model.vocabulary import TOPIC_NAMES
from niemyet.render import addresses
from niemyet.render.news_feeds import feed_links
from niemyet.render.renderer import Page, TemplateRenderer
from niemyet.resolve.article_heads import ArticleHead
from niemyet.resolve.procedures import DatedProcedure
from niemyet.values import dataclass

MOST_NEWS = 6
"""Articles shown of an area; the list of its news has all."""


class AreaWords(NamedTuple):
    """What an area is, and what it means for who comes to the office."""

    what: str
    people: str


AREAS: Mapping[Topic, AreaWords] = {
    "the-che": AreaWords(
        "Thể chế là các văn bản nói ai làm gì, theo cách nào. Cải cách thể chế là xem lại các văn bản ấy: bỏ điều trùng nhau, "
        "trái nhau hoặc không làm được, viết lại điều khó hiểu.",
        "Cùng một việc thì ở đâu cũng được hướng dẫn như nhau, theo đúng văn bản đang có hiệu lực.",
    ),
    "thu-tuc-hanh-chinh": AreaWords(
        "Thủ tục hành chính là giấy tờ, các bước, phí và thời hạn khi cần cơ quan nhà nước giải quyết một việc. Cải cách thủ tục "
        "là bớt giấy tờ không cần, rút ngắn thời hạn, niêm yết đủ và đúng, nhận và trả kết quả ở một nơi.",
        "Biết trước cần gì, hết bao nhiêu tiền, bao giờ xong; không ai được đòi thêm ngoài điều đã niêm yết.",
    ),
    "bo-may": AreaWords(
        "Bộ máy là các cơ quan, bộ phận và phần việc của từng nơi. Cải cách tổ chức bộ máy là sắp xếp cho gọn, mỗi việc một nơi "
        "chịu trách nhiệm.",
        "Biết việc nào hỏi ở đâu, ai giải quyết; khi nơi làm việc thay đổi thì được báo.",
    ),
    "cong-vu": AreaWords(
        "Công vụ là công việc của cán bộ, công chức. Cải cách chế độ công vụ là phân công rõ, làm đúng giờ, giữ kỷ luật, học "
        "thêm nghề và được đánh giá theo kết quả.",
        "Đến đúng giờ thì có người tiếp; hồ sơ trễ hẹn thì được xin lỗi và hẹn lại.",
    ),
    "tai-chinh-cong": AreaWords(
        "Tài chính công là tiền của Nhà nước: thu từ đâu, chi vào việc gì. Cải cách tài chính công là chi tiết kiệm, công khai, "
        "giao quyền tự chủ đi cùng trách nhiệm.",
        "Phí, lệ phí thu đúng mức đã công bố; ai được miễn, giảm thì được miễn, giảm.",
    ),
    "chinh-quyen-so": AreaWords(
        "Chính quyền điện tử, chính quyền số là làm việc trên mạng và dùng lại dữ liệu đã có thay cho giấy tờ.",
        "Nộp hồ sơ, trả phí và theo dõi hồ sơ trên mạng; không phải nộp lại giấy tờ mà cơ quan nhà nước đã có.",
    ),
}
"""In plain words, by area."""

FIGURES: Mapping[Topic, tuple[tuple[str, str], ...]] = {
    "thu-tuc-hanh-chinh": (
        (addresses.OVERSIGHT, "Niêm yết đủ, đúng, kịp thời đến đâu"),
        (addresses.REVIEWS, "Rà soát, đơn giản hóa"),
        (addresses.PROMISES, "Thời hạn hứa và thời hạn của luật"),
    ),
    "cong-vu": ((addresses.OVERSIGHT, "Theo dõi niêm yết: số liệu của từng nơi"),),
    "chinh-quyen-so": ((addresses.ONLINE, "Nộp trực tuyến được đến đâu"),),
}
"""The pages with figures about an area."""


@dataclass(frozen=True, slots=True)
class ReformView:
    """The inputs of the pages of the six areas."""

    today: date
    article_heads: tuple[ArticleHead, ...]
    procedures: Mapping[str, DatedProcedure]
    documents: Mapping[str, LegalDocument]


def render_reform(renderer: TemplateRenderer, view: ReformView) -> Iterator[Page]:
    """Yields the page of all six, then one of each."""
    language = renderer.language
    by_area = {area: [one for one in view.article_heads if area in one.topics] for area in TOPIC_NAMES}
    yield renderer.render_page(
        "reform",
        addresses.REFORM,
        title=language.say("Cải cách hành chính"),
        description=language.say("Sáu nội dung của cải cách hành chính, nói ngắn gọn, kèm tin, số liệu, thủ tục và văn bản."),
        areas=[(area, AREAS[area], len(by_area[area])) for area in TOPIC_NAMES],
    )
    for area, listed in by_area.items():
        yield _render_area(renderer, view, area, listed)


def _render_area(renderer: TemplateRenderer, view: ReformView, area: Topic, listed: Sequence[ArticleHead]) -> Page:
    language = renderer.language
    name = language.say(TOPIC_NAMES[area])
    codes = dict.fromkeys(code for one in listed for code in one.procedures if code in view.procedures)
    numbers = dict.fromkeys(number for one in listed for number in one.documents if number in view.documents)
    feeds = feed_links(addresses.of_topic(area), name, addresses.root_from(addresses.of_reform(area)) + language.up)
    return renderer.render_page(
        "reform-area",
        addresses.of_reform(area),
        title=name,
        description=language.say(AREAS[area].what),
        links=feeds,
        area=area,
        about=AREAS[area],
        figures=FIGURES.get(area, ()),
        articles=listed[:MOST_NEWS],
        more=len(listed) - MOST_NEWS,
        procedures=[view.procedures[code] for code in codes],
        numbers=[*numbers],
        documents=view.documents,
        today=view.today,
    )
