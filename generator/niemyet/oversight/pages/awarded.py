"""The block “Nơi khác chấm điểm”: points and ranks that others give. Each function gives its fragment for one kind of page."""

from collections.abc import Sequence

from markupsafe import Markup

from niemyet.oversight.overseen import Overseen
from niemyet.render.renderer import TemplateRenderer
from niemyet.resolve.communes import ResolvedCommune, ResolvedProvince

TITLE = "Nơi khác chấm điểm"
LEAD = "Điểm và thứ hạng do cơ quan khác công bố, mỗi lần kèm nơi chấm, thang điểm và ngày."
_NONE = Markup("<p>Chưa ghi kết quả chấm điểm nào.</p>")


def render_awarded_of_commune(renderer: TemplateRenderer, resolved: ResolvedCommune, root: str) -> Markup:
    """What others say of the commune."""
    return _NONE


def render_awarded_of_province(
    renderer: TemplateRenderer, province: ResolvedProvince, communes: Sequence[Overseen], root: str
) -> Markup:
    """What others say of the communes of a province."""
    return _NONE


def render_awarded_of_site(renderer: TemplateRenderer, communes: Sequence[Overseen], root: str) -> Markup:
    """What others say of the communes of the site."""
    return _NONE
