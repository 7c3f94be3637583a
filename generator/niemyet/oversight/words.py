"""The words of the figures, in Vietnamese and for `report` in English: what each is called, and how it is computed."""

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from niemyet.diagnostics.diagnostic import Bilingual
from niemyet.model.orthography import format_day, format_number, format_share
from niemyet.model.places import Province, name_unit
from niemyet.model.vocabulary import POSTING_STARTS
from niemyet.oversight.compliance import Share, Waiting
from niemyet.oversight.facts import Aged, Lack, Reason

Figure = Literal["posted", "whole", "current", "on_time", "by_effect", "all_four"]


class FigureWords(NamedTuple):
    """What a figure is called, what its list of failures is called, and how it is computed."""

    name: Bilingual
    failing: Bilingual
    how: str


FIGURES: Mapping[Figure, FigureWords] = {
    "posted": FigureWords(
        Bilingual("Đã niêm yết", "posted"),
        Bilingual("Chưa niêm yết", "not posted"),
        "Trong danh mục của tỉnh hôm nay (trừ thủ tục không có ở xã), bao nhiêu thủ tục xã đang niêm yết.",
    ),
    "whole": FigureWords(
        Bilingual("Đủ bộ phận", "complete"),
        Bilingual("Còn thiếu bộ phận", "parts missing"),
        "Trong các thủ tục đang niêm yết, bao nhiêu thủ tục có đủ các bộ phận phải có theo Điều 8 khoản 2 Nghị định "
        "63/2010/NĐ-CP, không bộ phận nào chưa xác định. Mẫu đơn, tờ khai tính là có khi có tệp hoặc nơi tải.",
    ),
    "current": FigureWords(
        Bilingual("Còn đúng", "current"),
        Bilingual("Phải xem lại", "to be reviewed"),
        "Trong các thủ tục đang niêm yết, bao nhiêu thủ tục không dựa vào văn bản đã hết hiệu lực hoặc đã sửa đổi, và xã đã rà "
        "soát sau lần thủ tục thay đổi gần nhất.",
    ),
    "on_time": FigureWords(
        Bilingual("Đúng hạn", "in time"),
        Bilingual("Niêm yết chậm", "posted late"),
        "Mẫu số gồm bản niêm yết có đủ ngày và thủ tục đã quá hạn mà chưa niêm yết: bỏ không niêm yết thì tỷ lệ không cao lên. "
        "Bản không rõ ngày không tính vào bên nào.",
    ),
    "by_effect": FigureWords(
        Bilingual("Có mặt từ ngày có hiệu lực", "there on the day of effect"),
        Bilingual("Đến ngày có hiệu lực chưa niêm yết", "not there on the day of effect"),
        "Chỉ tính thủ tục có quyết định ký trước ngày thủ tục có hiệu lực; ký sau ngày ấy thì xã không kịp.",
    ),
    "all_four": FigureWords(
        Bilingual("Đủ cả bốn", "all four"),
        Bilingual("Chưa đủ cả bốn", "not all four"),
        "Trong danh mục của tỉnh, bao nhiêu thủ tục vừa đã niêm yết, vừa đủ bộ phận, vừa còn đúng, vừa đúng hạn.",
    ),
}
LACKS: Mapping[Lack, Bilingual] = {
    "channels": Bilingual("không có cách thức thực hiện", "no way of filing"),
    "papers": Bilingual("không có thành phần hồ sơ", "no papers"),
    "sets": Bilingual("chưa rõ số bộ hồ sơ", "number of sets not known"),
    "deadlines": Bilingual("thời hạn giải quyết chưa xác định", "processing time not known"),
    "fees": Bilingual("phí, lệ phí chưa xác định hoặc tỉnh chưa quy định", "fee not known, or not set by the province"),
    "forms": Bilingual("mẫu đơn, tờ khai chưa có tệp hay nơi tải", "a form has no file and no address"),
}
REASONS: Mapping[Reason, Bilingual] = {
    "changed": Bilingual("thủ tục thay đổi ngày {day}, xã chưa rà soát lại", "changed on {day}, not reviewed since"),
    "outdated": Bilingual("nội dung đã cũ từ {day} theo {document}", "out of date since {day} by {document}"),
    "ended": Bilingual("{document} hết hiệu lực từ {day}", "{document} ended on {day}"),
    "part_ended": Bilingual("{document} hết hiệu lực một phần từ {day}", "part of {document} ended on {day}"),
    "amended": Bilingual("{document} được sửa đổi từ {day}", "{document} amended on {day}"),
}
WAITING: Mapping[Waiting, Bilingual] = {
    "overdue": Bilingual("quá hạn {number} ngày làm việc", "{number} working days overdue"),
    "waiting": Bilingual("chưa đến hạn", "not due yet"),
    "unknown": Bilingual("chưa rõ phải niêm yết từ ngày nào", "nobody knows since when it is required"),
}
NOTHING = Bilingual("không phát sinh", "nothing to count")
UNKNOWN = Bilingual("chưa rõ: {}", "not known: {}")
NO_LIST = Bilingual("tỉnh chưa có danh mục", "the province has no list")


def pick(text: Bilingual, lang: str) -> str:
    """The text in a language of the program."""
    return text.en if lang == "en" else text.vi


def say_share(share: Share | None, lang: str = "vi", unknown: int = 0) -> str:
    """A figure in words: "31 trên 33 (93,9%)"; where there was nothing to count, or no list, that. `unknown` is how many could
    not be counted: where there is nothing else, the figure is not known."""
    if share is None:
        return pick(NO_LIST, lang)
    if not share.of:
        return say_apart(unknown, lang) if unknown else pick(NOTHING, lang)
    if lang == "en":
        return f"{share.number} of {share.of} ({format_share(*share, decimal='.')})"
    return f"{format_number(share.number)} trên {format_number(share.of)} ({format_share(*share)})"


def say_apart(unknown: int, lang: str = "vi") -> str:
    """How many could not be counted, in words: "chưa rõ: 33"; '' for none."""
    return pick(UNKNOWN, lang).format(format_number(unknown)) if unknown else ""


@cache
def say_lacks(lacks: tuple[Lack, ...], lang: str = "vi") -> str:
    """What lacks, in words."""
    return "; ".join(pick(LACKS[one], lang) for one in lacks)


@cache
def say_aged(aged: tuple[Aged, ...], lang: str = "vi") -> str:
    """Why something is not current, in words."""
    return "; ".join(pick(REASONS[one.why], lang).format(day=format_day(one.since), document=one.document) for one in aged)


def say_waiting(waiting: Waiting, late: int, lang: str = "vi") -> str:
    """How something that is not posted stands, in words."""
    return pick(WAITING[waiting], lang).format(number=format_number(late))


def command_of(path: str, code: str = "") -> str:
    """The command that drafts the posting of a procedure at a commune; without a code, of all that its list asks for."""
    return f"niemyet new posting --commune {path} {f'--procedure {code}' if code else '--list'}"


def say_limit(province: Province) -> str:
    """Whose the limit for posting is, and how it counts. No law gives a number of days for the board of a commune."""
    norm = f"Niêm yết trong {province.posting_days} ngày làm việc kể từ {POSTING_STARTS[province.posting_days_from]}"
    later = ", hoặc từ ngày vào danh mục của tỉnh nếu muộn hơn"
    basis = province.posting_days_basis
    if basis is None:
        owner = f"{name_unit(province)} chưa ghi văn bản nào đặt ra hạn này"
    else:
        signed = f" ngày {format_day(basis.date)}" if basis.date is not None else ""
        owner = f"{name_unit(province)} đặt hạn này tại {basis.number}{signed}"
    return f"{norm}{later}. {owner[0].upper()}{owner[1:]}; luật không nêu số ngày cho việc niêm yết ở xã."
