"""The block “Xã báo cáo”: figures that communes enter. Each function gives its fragment for one kind of page."""

from collections.abc import Sequence

from markupsafe import Markup

from niemyet.oversight.overseen import Overseen
from niemyet.render.renderer import TemplateRenderer
from niemyet.resolve.communes import ResolvedCommune, ResolvedProvince

TITLE = "Xã báo cáo"
LEAD = "Do xã đếm và ghi: hồ sơ, khảo sát, phản ánh, kiến nghị, kiểm tra. Trang này chỉ cộng và đối chiếu."
_NONE = Markup("<p>Chưa có số liệu do xã báo cáo.</p>")


def render_reported_of_commune(renderer: TemplateRenderer, resolved: ResolvedCommune, root: str) -> Markup:
    """What the commune reports of itself."""
    return _NONE


def render_reported_of_province(
    renderer: TemplateRenderer, province: ResolvedProvince, communes: Sequence[Overseen], root: str
) -> Markup:
    """What the communes of a province report."""
    return _NONE


def render_reported_of_site(renderer: TemplateRenderer, communes: Sequence[Overseen], root: str) -> Markup:
    """What the communes of the site report."""
    return _NONE
