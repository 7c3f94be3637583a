"""The words of the figures that people enter: shares, points, sources, decisions."""

from collections.abc import Mapping

from markupsafe import Markup

from niemyet.law.dossiers import Share
from niemyet.law.service_index import ServiceGroup
from niemyet.model.oversight.periods import FigureSource, Issued
from niemyet.render.foreign_text import show_text
from niemyet.render.language import VIETNAMESE, Language

SERVICE_GROUPS: Mapping[ServiceGroup, str] = {
    "transparency": "Công khai, minh bạch", "progress": "Tiến độ giải quyết", "online": "Dịch vụ trực tuyến",
    "payment": "Thanh toán trực tuyến", "satisfaction": "Mức độ hài lòng", "digitisation": "Số hóa hồ sơ",
}  # fmt: skip
UNKNOWN = "chưa có số liệu"
NOTHING = "không phát sinh"
HIDDEN = "dưới 5 hồ sơ, không nêu riêng"
SAMPLE = Markup(' <span class="tag tag--sample">{}</span>')


def mark_sample(sample: bool, language: Language) -> Markup:
    """What stands behind a name whose figures are made up; nothing behind others."""
    return SAMPLE.format(language.say("mẫu")) if sample else Markup()


def say_part(share: Share | None, language: Language = VIETNAMESE) -> str:
    """A share with its whole: "366 trên 379 (96,6%)"; of nothing that there was nothing, of what nobody knows that."""
    if share is None:
        return language.say(UNKNOWN)
    if not share.whole:
        return language.say(NOTHING)
    part, whole = language.number(share.part), language.number(share.whole)
    return language.say("{part} trên {whole} ({share})", part=part, whole=whole, share=language.share(*share))


def say_rate(share: Share | None, language: Language = VIETNAMESE) -> str:
    """A share in percent alone, for a column beside its counts."""
    if share is None:
        return language.say(UNKNOWN)
    return language.share(*share) or language.say(NOTHING)


def say_count(count: int | None, language: Language = VIETNAMESE) -> str:
    """A count; of what is not known that."""
    return language.say(UNKNOWN) if count is None else language.number(count)


def format_points(points: float, language: Language = VIETNAMESE) -> str:
    """Points with a comma: "87,35"."""
    return f"{points:.2f}".rstrip("0").rstrip(".").replace(".", language.find(",", "before decimals"))


def say_points(points: float, maximum: float, language: Language = VIETNAMESE) -> str:
    """Points of what may be reached: "17,2 trên 18 điểm"."""
    reached, most = format_points(points, language), format_points(maximum, language)
    return language.say("{points} trên {most} điểm", points=reached, most=most)


def say_source(source: FigureSource, language: Language = VIETNAMESE) -> Markup:
    """Where figures are from, and when they were taken."""
    name = show_text(source.name, language)
    if source.number:
        name = Markup(language.find("{name}, số {no}")).format(name=name, no=source.number)
    linked = Markup('<a href="{}">{}</a>').format(source.url, name) if source.url else name
    return Markup(language.find("Nguồn: {source}, lấy ngày {day}.")).format(source=linked, day=language.day(source.retrieved))


def say_issued(issued: Issued, language: Language = VIETNAMESE) -> Markup:
    """A decision or a conclusion: "số 77/QĐ-UBND ngày 20/10/2026"."""
    said = (
        language.say("số {no} ngày {day}", no=issued.number, day=language.day(issued.date))
        if issued.date
        else language.say("số {no}", no=issued.number)
    )
    return Markup('<a href="{}">{}</a>').format(issued.url, said) if issued.url else Markup("{}").format(said)


def say_rank(rank: int | None, of: int | None, language: Language = VIETNAMESE) -> str:
    """A rank among how many; '' where it is not told. A rank alone says little: how many share it, and how near, is not known."""
    if rank is None:
        return ""
    if not of:
        return language.say("xếp thứ {rank}", rank=rank)
    return language.say("xếp thứ {rank} trên {of} đơn vị được chấm", rank=rank, of=language.number(of))


def say_margin(share: Share, margin: float, language: Language = VIETNAMESE) -> str:
    """The interval of a share: "± 3,3 điểm phần trăm, tức khoảng 85,6% đến 92,2%"."""
    p = share.part / share.whole
    low, high = max(0.0, p - margin), min(1.0, p + margin)
    values = {"margin": _tenths(margin, language), "low": _tenths(low, language), "high": _tenths(high, language)}
    return language.say("± {margin} điểm phần trăm, tức khoảng {low}% đến {high}%", **values)


def _tenths(share: float, language: Language) -> str:
    return f"{100 * share:.1f}".replace(".", language.find(",", "before decimals"))
