"""The words of the figures that people enter, in Vietnamese: shares, points, sources, decisions."""

from collections.abc import Mapping

from markupsafe import Markup

from niemyet.law.dossiers import Share
from niemyet.law.service_index import ServiceGroup
from niemyet.model.orthography import format_day, format_number, format_share
from niemyet.model.oversight.periods import FigureSource, Issued

SERVICE_GROUPS: Mapping[ServiceGroup, str] = {
    "transparency": "Công khai, minh bạch", "progress": "Tiến độ giải quyết", "online": "Dịch vụ trực tuyến",
    "payment": "Thanh toán trực tuyến", "satisfaction": "Mức độ hài lòng", "digitisation": "Số hóa hồ sơ",
}  # fmt: skip
UNKNOWN = "chưa có số liệu"
NOTHING = "không phát sinh"
HIDDEN = "dưới 5 hồ sơ, không nêu riêng"


def say_part(share: Share | None, of: str = "") -> str:
    """A share with its whole: "366 trên 379 (96,6%)"; of nothing that there was nothing, of what nobody knows that."""
    if share is None:
        return UNKNOWN
    if not share.whole:
        return NOTHING
    said = f"{format_number(share.part)} trên {format_number(share.whole)}{' ' if of else ''}{of}"
    return f"{said} ({format_share(share.part, share.whole)})"


def say_count(count: int | None) -> str:
    """A count; of what is not known that."""
    return UNKNOWN if count is None else format_number(count)


def format_points(points: float) -> str:
    """Points with a comma: "87,35"."""
    return f"{points:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def say_points(points: float, maximum: float) -> str:
    """Points of what may be reached: "17,2 trên 18 điểm"."""
    return f"{format_points(points)} trên {format_points(maximum)} điểm"


def say_source(source: FigureSource) -> Markup:
    """Where figures are from, and when they were taken."""
    name = f"{source.name}, số {source.number}" if source.number else source.name
    linked = Markup('<a href="{}">{}</a>').format(source.url, name) if source.url else name
    return Markup("Nguồn: {}, lấy ngày {}.").format(linked, format_day(source.retrieved))


def say_issued(issued: Issued) -> Markup:
    """A decision or a conclusion: "số 77/QĐ-UBND ngày 20/10/2026"."""
    said = f"số {issued.number}{f' ngày {format_day(issued.date)}' if issued.date else ''}"
    return Markup('<a href="{}">{}</a>').format(issued.url, said) if issued.url else Markup("{}").format(said)


def say_rank(rank: int | None, of: int | None) -> str:
    """A rank among how many; '' where it is not told. A rank alone says little: how many share it, and how near, is not known."""
    if rank is None:
        return ""
    return f"xếp thứ {rank}{f' trên {of} đơn vị được chấm' if of else ''}"


def say_margin(share: Share, margin: float) -> str:
    """The interval of a share: "± 3,3 điểm phần trăm, tức khoảng 85,6% đến 92,2%"."""
    p = share.part / share.whole
    low, high = max(0.0, p - margin), min(1.0, p + margin)
    return f"± {_tenths(margin)} điểm phần trăm, tức khoảng {_tenths(low)}% đến {_tenths(high)}%"


def _tenths(share: float) -> str:
    return f"{100 * share:.1f}".replace(".", ",")
