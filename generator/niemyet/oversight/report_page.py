"""The report as one HTML file to keep or to pass on: what the pages below /theo-doi/ say, the summary first, with its own style.

Takes resolved communes and the folder of the theme; gives the bytes of a page that needs nothing beside it. Of several communes
each stands below the sums; in Vietnamese.
"""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from markupsafe import Markup

from niemyet.model.orthography import capitalize, format_day
from niemyet.oversight.figures import figure_resolved
from niemyet.oversight.pages.commune import CommuneOversight
from niemyet.oversight.pages.computed_places import draw_months_of, draw_sums
from niemyet.oversight.required import Requirements
from niemyet.oversight.totals import sum_counts, total_commune
from niemyet.oversight.words import FIGURES
from niemyet.render.renderer import FrameSet, compile_templates, set_up_renderer
from niemyet.resolve.communes import ResolvedCommune
from niemyet.resolve.site import ResolvedReference

STYLESHEETS = ("assets/niemyet.css", "assets/figures.css")
_SAMPLE = Markup('<p class="note note--sample"><strong>Dữ liệu mẫu.</strong> Số liệu tính từ bản ghi minh họa.</p>')


def write_report_page(communes: Sequence[ResolvedCommune], reference: ResolvedReference, theme: Path, address: str) -> bytes:
    """The page of the communes. `address` is that of the site, to whose pages links lead; "" if none is known."""
    pages = CommuneOversight(set_up_renderer(FrameSet({}, theme, compile_templates(theme), "", ())))
    figures = [figure_resolved(commune, reference) for commune in communes]
    totals, parts = [total_commune(one) for one in figures], [Markup("<h1>Theo dõi niêm yết</h1>")]
    caption = f"Tính đến ngày {format_day(reference.today)}"
    if any(one.sample for one in figures):
        parts.append(_SAMPLE)
    if len(communes) > 1:
        bars = draw_sums(sum_counts(totals), any(one.has_list for one in totals), caption)
        parts += [bars, draw_months_of(totals, FIGURES["posted"].name.vi)]
    for commune, one in zip(communes, figures, strict=True):
        required = Requirements(reference.provinces[commune.province_path], reference.calendars, reference.today)
        computed = pages.render_computed(commune, one, required, address, alone=False)
        parts.append(Markup("<section><h2>{}</h2>{}</section>").format(capitalize(one.name), computed))
    style = "".join((theme / name).read_text("utf-8") for name in STYLESHEETS)
    named = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    title = escape(f"Theo dõi niêm yết: {caption}")
    head = f'<!doctype html>\n<html lang="vi"><head>{named}<title>{title}</title><style>{style}</style></head>\n'
    return f'{head}<body><main class="sheet">{Markup().join(parts)}</main></body></html>\n'.encode()
