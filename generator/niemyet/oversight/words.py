"""The words of the figures: what each is called, and how it is computed."""

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from niemyet.model.orthography import capitalize
from niemyet.model.places import Province
from niemyet.model.vocabulary import POSTING_STARTS
from niemyet.oversight.compliance import Share, Waiting
from niemyet.oversight.facts import Aged, Lack, Reason
from niemyet.render.language import VIETNAMESE, Language

Figure = Literal["posted", "whole", "current", "on_time", "by_effect", "all_four"]


class FigureWords(NamedTuple):
    """What a figure is called, what its list of failures is called, and how it is computed."""

    name: str
    failing: str
    how: str


FIGURES: Mapping[Figure, FigureWords] = {
    "posted": FigureWords(
        "Đã niêm yết",
        "Chưa niêm yết",
        "Trong danh mục của tỉnh hôm nay (trừ thủ tục không có ở xã), bao nhiêu thủ tục xã đang niêm yết.",
    ),
    "whole": FigureWords(
        "Đủ bộ phận",
        "Còn thiếu bộ phận",
        "Trong các thủ tục đang niêm yết, bao nhiêu thủ tục có đủ các bộ phận phải có theo Điều 8 khoản 2 Nghị định "
        "63/2010/NĐ-CP, không bộ phận nào chưa xác định. Mẫu đơn, tờ khai tính là có khi có tệp hoặc nơi tải.",
    ),
    "current": FigureWords(
        "Còn đúng",
        "Phải xem lại",
        "Trong các thủ tục đang niêm yết, bao nhiêu thủ tục không dựa vào văn bản đã hết hiệu lực hoặc đã sửa đổi, và xã đã rà "
        "soát sau lần thủ tục thay đổi gần nhất.",
    ),
    "on_time": FigureWords(
        "Đúng hạn",
        "Niêm yết chậm",
        "Mẫu số gồm bản niêm yết có đủ ngày và thủ tục đã quá hạn mà chưa niêm yết: bỏ không niêm yết thì tỷ lệ không cao lên. "
        "Bản không rõ ngày không tính vào bên nào.",
    ),
    "by_effect": FigureWords(
        "Có mặt từ ngày có hiệu lực",
        "Đến ngày có hiệu lực chưa niêm yết",
        "Chỉ tính thủ tục có quyết định ký trước ngày thủ tục có hiệu lực; ký sau ngày ấy thì xã không kịp.",
    ),
    "all_four": FigureWords(
        "Đủ cả bốn",
        "Chưa đủ cả bốn",
        "Trong danh mục của tỉnh, bao nhiêu thủ tục vừa đã niêm yết, vừa đủ bộ phận, vừa còn đúng, vừa đúng hạn.",
    ),
}
LACKS: Mapping[Lack, str] = {
    "channels": "không có cách thức thực hiện",
    "papers": "không có thành phần hồ sơ",
    "sets": "chưa rõ số bộ hồ sơ",
    "deadlines": "thời hạn giải quyết chưa xác định",
    "fees": "phí, lệ phí chưa xác định hoặc tỉnh chưa quy định",
    "forms": "mẫu đơn, tờ khai chưa có tệp hay nơi tải",
}
REASONS: Mapping[Reason, str] = {
    "changed": "thủ tục thay đổi ngày {day}, xã chưa rà soát lại",
    "outdated": "nội dung đã cũ từ {day} theo {document}",
    "ended": "{document} hết hiệu lực từ {day}",
    "part_ended": "{document} hết hiệu lực một phần từ {day}",
    "amended": "{document} được sửa đổi từ {day}",
}
WAITING: Mapping[Waiting, str] = {
    "overdue": "quá hạn {number} ngày làm việc",
    "waiting": "chưa đến hạn",
    "unknown": "chưa rõ phải niêm yết từ ngày nào",
}
NOTHING = "không phát sinh"
UNKNOWN = "chưa rõ: {number}"
NO_LIST = "tỉnh chưa có danh mục"


def say_share(share: Share | None, language: Language = VIETNAMESE, unknown: int = 0) -> str:
    """A figure in words: "31 trên 33 (93,9%)"; where there was nothing to count, or no list, that. `unknown` is how many could
    not be counted: where there is nothing else, the figure is not known."""
    if share is None:
        return language.say(NO_LIST)
    if not share.of:
        return say_apart(unknown, language) if unknown else language.say(NOTHING)
    number, of = map(language.number, share)
    return language.say("{part} trên {whole} ({share})", part=number, whole=of, share=language.share(*share))


def say_apart(unknown: int, language: Language = VIETNAMESE) -> str:
    """How many could not be counted, in words: "chưa rõ: 33"; '' for none."""
    return language.many(UNKNOWN, unknown) if unknown else ""


@cache
def say_lacks(lacks: tuple[Lack, ...], language: Language = VIETNAMESE) -> str:
    """What lacks, in words."""
    return "; ".join(language.say(LACKS[one]) for one in lacks)


@cache
def say_aged(aged: tuple[Aged, ...], language: Language = VIETNAMESE) -> str:
    """Why something is not current, in words."""
    return "; ".join(language.say(REASONS[one.why], day=language.day(one.since), document=one.document) for one in aged)


def say_waiting(waiting: Waiting, late: int, language: Language = VIETNAMESE) -> str:
    """How something that is not posted stands, in words."""
    return language.many(WAITING[waiting], late) if waiting == "overdue" else language.say(WAITING[waiting])


def command_of(path: str, code: str = "") -> str:
    """The command that drafts the posting of a procedure at a commune; without a code, of all that its list asks for."""
    return f"niemyet new posting --commune {path} {f'--procedure {code}' if code else '--list'}"


def say_limit(province: Province, language: Language = VIETNAMESE) -> str:
    """Whose the limit for posting is, and how it counts. No law gives a number of days for the board of a commune."""
    norm = language.many(
        "Niêm yết trong {number} ngày làm việc kể từ {start}, hoặc từ ngày vào danh mục của tỉnh nếu muộn hơn.",
        province.posting_days,
        start=language.say(POSTING_STARTS[province.posting_days_from]),
    )
    basis, name = province.posting_days_basis, capitalize(language.name_unit(province))
    if basis is None:
        owner = language.say(
            "{name} chưa ghi văn bản nào đặt ra hạn này; luật không nêu số ngày cho việc niêm yết ở xã.", name=name
        )
    else:
        decision = basis.number
        if basis.date is not None:
            decision = language.say("{no} ngày {day}", no=basis.number, day=language.day(basis.date))
        owner = language.say(
            "{name} đặt hạn này tại {decision}; luật không nêu số ngày cho việc niêm yết ở xã.", name=name, decision=decision
        )
    return f"{norm} {owner}"
